#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares a CoNLL-U file with a gold one, after the definition of the CoNLL 2018 shared task: both must have the same
characters (white space aside); tokens and sentences are equal if they cover the same characters, words of contractions are aligned
by their longest common subsequence of forms.

  evaluate_conllu.py GOLD SYSTEM [--floor METRIC=VALUE]... [--relations] [--confusions N]

Prints F1 for each metric; and, for what a word carries, the share of aligned words that are right. Beyond the shared task: LAS+ compares whole
relations with subtypes; CLAIM is that over the relations that claims depend on; ELAS compares the DEPS column (paths through
empty nodes are joined: "conj:and>nsubj"). --floor makes the program fail (exit 1) if an F1 is below VALUE.
"""
import argparse
import collections
import sys

ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC = range(10)

CONTENT = set("nsubj obj iobj csubj ccomp xcomp obl vocative expl dislocated advcl advmod discourse nmod appos nummod acl amod conj fixed "
              "flat compound list parataxis orphan goeswith reparandum root dep".split())
FUNCTION = set("aux cop mark det clf case cc".split())
UNIVERSAL = set("PronType NumType Poss Reflex Foreign Abbr Gender Animacy Number Case Definite Degree VerbForm Mood Tense Aspect Voice "
                "Evident Polarity Person Polite".split())
CLAIM = set("nsubj nsubj:pass obj iobj obl xcomp ccomp advcl acl:relcl appos conj parataxis root".split())


class Problem(Exception):
    """A file that cannot be evaluated."""


class Word:
    def __init__(self, columns, span, contracted):
        self.columns, self.span, self.contracted = columns, span, contracted
        self.parent = None   # Word, or None for the root
        self.children = []
        self.edges = set()   # (Word or None, label)

    def relation(self):
        return self.columns[DEPREL].split(":")[0]

    def features(self):
        return "|".join(sorted(f for f in self.columns[FEATS].split("|") if f.split("=")[0] in UNIVERSAL))


class Corpus:
    """Characters without white space; tokens and sentences as spans of them; words."""

    def __init__(self, path=None, lines=None):
        self.characters, self.tokens, self.sentences, self.words = [], [], [], []
        self.path = path or "text"
        rows = []
        for number, line in enumerate(open(path, encoding="utf-8") if lines is None else lines, 1):
            line = line.rstrip("\r\n")
            if not line:
                self.add_sentence(rows)
                rows = []
            elif not line.startswith("#"):
                columns = line.split("\t")
                if len(columns) != 10:
                    raise Problem(f"{self.path}:{number}: {len(columns)} columns")
                rows.append((number, columns))
        self.add_sentence(rows)

    def add_characters(self, form):
        begin = len(self.characters)
        self.characters.extend(c for c in form if not c.isspace())
        return begin, len(self.characters)

    def add_sentence(self, rows):
        if not rows:
            return
        begin, words, nodes, until, span = len(self.characters), [], {}, 0, None
        for number, columns in rows:
            if "." in columns[ID]:
                nodes[columns[ID]] = columns
                continue
            if "-" in columns[ID]:
                until = int(columns[ID].split("-")[1])
                span = self.add_characters(columns[FORM])
                self.tokens.append(span)
                continue
            index = int(columns[ID])
            if index != len(words) + 1:
                raise Problem(f"{self.path}:{number}: word {index} where {len(words) + 1} was expected")
            contracted = index <= until
            if not contracted:
                span = self.add_characters(columns[FORM])
                self.tokens.append(span)
            words.append(Word(columns, span, contracted))
        self.sentences.append((begin, len(self.characters)))
        self.connect(words, nodes)
        self.words.extend(words)

    @staticmethod
    def connect(words, nodes):
        for word in words:
            head = word.columns[HEAD]
            if head not in ("_", "0"):
                word.parent = words[int(head) - 1]
                word.parent.children.append(word)

        def paths(deps, seen):
            """(head, label) pairs with empty nodes passed through."""
            for item in deps.split("|") if deps != "_" else []:
                head, label = item.split(":", 1)
                if "." not in head:
                    yield (words[int(head) - 1] if head != "0" else None), label
                elif head in nodes and head not in seen:
                    for above, upper in paths(nodes[head][DEPS], seen | {head}):
                        yield above, upper + ">" + label

        for word in words:
            word.edges = set(paths(word.columns[DEPS], frozenset()))


def common_subsequence(a, b):
    """Pairs of the longest common subsequence of two short lists of words, by form without case."""
    forms_a, forms_b = [w.columns[FORM].lower() for w in a], [w.columns[FORM].lower() for w in b]
    length = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in reversed(range(len(a))):
        for j in reversed(range(len(b))):
            length[i][j] = 1 + length[i + 1][j + 1] if forms_a[i] == forms_b[j] else max(length[i + 1][j], length[i][j + 1])
    i = j = 0
    while i < len(a) and j < len(b):
        if forms_a[i] == forms_b[j]:
            yield a[i], b[j]
            i, j = i + 1, j + 1
        elif length[i + 1][j] >= length[i][j + 1]:
            i += 1
        else:
            j += 1


def align(gold, system):
    """Pairs (gold word, system word) that are the same word."""
    i = j = 0
    while i < len(gold) and j < len(system):
        g, s = gold[i], system[j]
        if not g.contracted and not s.contracted:
            if g.span == s.span:
                yield g, s
                i, j = i + 1, j + 1
            elif g.span[0] <= s.span[0]:
                i += 1
            else:
                j += 1
            continue
        # A region that contractions of either side cover together: it grows until both sides end at the same character.
        begin_i, begin_j = i, j
        if not (g.contracted and g.span[0] <= s.span[0]) and not (s.contracted and s.span[0] <= g.span[0]):
            if g.span[0] < s.span[0]:
                i += 1
            else:
                j += 1
            continue
        end = g.span[1] if g.contracted and g.span[0] <= s.span[0] else s.span[1]
        grown = True
        while grown:
            grown = False
            while i < len(gold) and (gold[i].span[1] <= end or gold[i].span[0] < end and gold[i].contracted):
                grown, end, i = True, max(end, gold[i].span[1]), i + 1
            while j < len(system) and (system[j].span[1] <= end or system[j].span[0] < end and system[j].contracted):
                grown, end, j = True, max(end, system[j].span[1]), j + 1
        if i == begin_i and j == begin_j:
            i, j = i + 1, j + 1
            continue
        yield from common_subsequence(gold[begin_i:i], system[begin_j:j])


class Score:
    def __init__(self, gold, system, right, aligned=None):
        self.gold, self.system, self.right, self.aligned = gold, system, right, aligned

    def f1(self):
        return 200.0 * self.right / (self.gold + self.system) if self.gold + self.system else 100.0


def evaluate(gold, system):
    """Scores by metric, in the order of printing."""
    if gold.characters != system.characters:
        at = next((i for i, (a, b) in enumerate(zip(gold.characters, system.characters)) if a != b),
                  min(len(gold.characters), len(system.characters)))
        raise Problem("the texts differ: \"" + "".join(gold.characters[at:at + 20]) + "\" in " + gold.path + ", \"" +
                      "".join(system.characters[at:at + 20]) + "\" in " + system.path)
    pairs = list(align(gold.words, system.words))
    other = {id(s): g for g, s in pairs}

    def spans(a, b):
        return Score(len(a), len(b), len(set(a) & set(b)))

    def words(same, keep=lambda w: True):
        right = sum(1 for g, s in pairs if keep(g) and keep(s) and same(g, s))
        return Score(sum(map(keep, gold.words)), sum(map(keep, system.words)), right, sum(1 for g, _ in pairs if keep(g)))

    def heads(g, s):
        return s.parent is None and g.parent is None or s.parent is not None and g.parent is other.get(id(s.parent), s)

    def column(index):
        return lambda g, s: g.columns[index] == s.columns[index]

    def lemma(g, s):
        return g.columns[LEMMA] == "_" or g.columns[LEMMA] == s.columns[LEMMA]

    def features(g, s):
        return g.features() == s.features()

    def relation(g, s):
        return heads(g, s) and g.relation() == s.relation()

    def exact(g, s):
        return heads(g, s) and g.columns[DEPREL] == s.columns[DEPREL]

    def functions(word):
        """What function words say about a word: (word, relation, tag, features)."""
        return [(c, c.relation(), c.columns[UPOS], c.features()) for c in word.children if c.relation() in FUNCTION]

    def morphology(g, s):
        mapped = [(other.get(id(c)), r, u, f) for c, r, u, f in functions(s)]
        return (relation(g, s) and g.columns[UPOS] == s.columns[UPOS] and features(g, s) and
                sorted(map(key, functions(g))) == sorted(map(key, mapped)))

    def key(item):
        return (id(item[0]),) + item[1:]

    def content(word):
        return word.relation() in CONTENT

    edges = Score(sum(len(w.edges) for w in gold.words), sum(len(w.edges) for w in system.words), 0, None)
    for g, s in pairs:
        mapped = {(None if h is None else other.get(id(h), h), label) for h, label in s.edges}
        edges.right += len(g.edges & mapped)

    return {
        "Tokens": spans(gold.tokens, system.tokens),
        "Sentences": spans(gold.sentences, system.sentences),
        "Words": words(lambda g, s: True),
        "UPOS": words(column(UPOS)),
        "XPOS": words(column(XPOS)),
        "UFeats": words(features),
        "AllTags": words(lambda g, s: column(UPOS)(g, s) and column(XPOS)(g, s) and features(g, s)),
        "FEATS": words(column(FEATS)),
        "Lemmas": words(lemma),
        "UAS": words(heads),
        "LAS": words(relation),
        "LAS+": words(exact),
        "CLAS": words(relation, content),
        "MLAS": words(morphology, content),
        "BLEX": words(lambda g, s: relation(g, s) and lemma(g, s), content),
        "CLAIM": words(exact, lambda w: w.columns[DEPREL] in CLAIM),
        "ELAS": edges,
    }, pairs, heads


def print_relations(gold, system, pairs, heads):
    """F1 by relation with subtype."""
    counts = collections.defaultdict(lambda: [0, 0, 0])
    for corpus, index in ((gold, 0), (system, 1)):
        for word in corpus.words:
            counts[word.columns[DEPREL]][index] += 1
    for g, s in pairs:
        if heads(g, s) and g.columns[DEPREL] == s.columns[DEPREL]:
            counts[g.columns[DEPREL]][2] += 1
    for name, (g, s, right) in sorted(counts.items(), key=lambda item: (-item[1][0], item[0])):
        print(f"{name:16} gold {g:6} system {s:6} F1 {200.0 * right / (g + s):6.2f}")


def print_confusions(pairs, heads, count):
    """The most frequent kinds of error: gold relation, system relation, whether the head is right, part of speech."""
    kinds = collections.Counter()
    for g, s in pairs:
        right = heads(g, s)
        if not right or g.columns[DEPREL] != s.columns[DEPREL]:
            kinds[(g.columns[DEPREL], s.columns[DEPREL], "same head" if right else "other head", g.columns[UPOS])] += 1
    for kind, number in kinds.most_common(count):
        print(f"{number:6} {kind[0]:14} -> {kind[1]:14} {kind[2]:10} {kind[3]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("system")
    parser.add_argument("--floor", action="append", default=[], metavar="METRIC=VALUE")
    parser.add_argument("--relations", action="store_true")
    parser.add_argument("--confusions", type=int, default=0, metavar="N")
    arguments = parser.parse_args()
    try:
        gold, system = Corpus(arguments.gold), Corpus(arguments.system)
        scores, pairs, heads = evaluate(gold, system)
    except (Problem, OSError) as problem:
        sys.exit(f"evaluate_conllu: {problem}")
    print("metric       gold   system       F1  of aligned")
    for name, score in scores.items():
        accuracy = f"{100.0 * score.right / score.aligned:10.2f}" if score.aligned else ""
        print(f"{name:9} {score.gold:7} {score.system:8} {score.f1():8.2f}  {accuracy}")
    if arguments.relations:
        print_relations(gold, system, pairs, heads)
    print_confusions(pairs, heads, arguments.confusions)
    failed = False
    for floor in arguments.floor:
        name, _, value = floor.partition("=")
        if scores[name].f1() < float(value):
            print(f"{name}: {scores[name].f1():.2f} is below the floor of {value}")
            failed = True
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
