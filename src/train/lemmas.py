#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes ontology/morphology/inflected.tsv: inflected forms whose base form the default rules of src/language/lemma_rules.c get wrong.

  lemmas.py FOLDER    FOLDER holds WordNet 3.0's index.*, *.exc and cntlist.rev (Debian: wordnet-base)

The rules are here and there: default_verb and so on must do what lemma_rules.c does. Deterministic.
"""
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VOWELS = "aeiou"


def base_of_stem(stem):
    """The base form of what is left when -ed, -ing, -er, -est are cut off."""
    if len(stem) < 2:
        return stem
    last, before = stem[-1], stem[-2]
    if last == before and last in "bdgmnprt":
        return stem[:-1]
    if last in "vcu" or (last == "s" and before in VOWELS) or (last == "z" and before != "z"):
        return stem + "e"
    if last == "l" and before in "bcdfgkptz":
        return stem + "e"
    if last == "g" and (before in VOWELS or before in "dr"):
        return stem + "e"
    if stem.endswith("at") and len(stem) > 3 and stem[-3] not in VOWELS:
        return stem + "e"
    vowels = sum(1 for i, c in enumerate(stem) if c in VOWELS and (i == 0 or stem[i - 1] not in VOWELS))
    single = before in VOWELS and (len(stem) < 3 or stem[-3] not in VOWELS)
    if single and last not in VOWELS + "wxy" and vowels == 1:
        return stem + "e"
    if single and last == "d" and before in "aiou":
        return stem + "e"
    if single and last == "r" and before in "iu":
        return stem + "e"
    return stem


def default_s(form):
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if re.search("(ss|sh|ch|x|zz|o)es$", form):
        return form[:-2]
    return form[:-1]


def default_verb(form):
    if form.endswith("ing") and len(form) > 4:
        return base_of_stem(form[:-3])
    if form.endswith("ied") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith("ed") and len(form) > 3:
        return base_of_stem(form[:-2])
    if form.endswith("s") and not form.endswith("ss") and len(form) > 2:
        return default_s(form)
    return form


def default_noun(form):
    if form.endswith("men") and len(form) > 3:
        return form[:-2] + "an"
    return default_s(form) if form.endswith("s") and not form.endswith("ss") and len(form) > 2 else form


def default_adjective(form):
    for ending in ("est", "er"):
        if form.endswith("i" + ending) and len(form) > len(ending) + 2:
            return form[:-len(ending) - 1] + "y"
        if form.endswith(ending) and len(form) > len(ending) + 2:
            return base_of_stem(form[:-len(ending)])
    return form


def syllables(word):
    return len(re.findall("[aeiouy]+", re.sub("e$", "", word)))


def stems(word):
    """What endings that begin with a vowel are put to: the last consonant doubled, or not, or both where stress decides."""
    if re.search("[^aeiou][aeiou][bdfgklmnprtz]$", word) or re.search("qu[aeiou][bdgmnprt]$", word):
        if syllables(word) == 1:
            return [word + word[-1]]
        return [word, word + word[-1]]
    return [word]


def verb_forms(verb):
    if verb.endswith("ie"):
        yield verb[:-2] + "ying"
    elif verb.endswith("e") and not re.search("(ee|oe|ye)$", verb):
        yield verb[:-1] + "ing"
    else:
        for stem in stems(verb):
            yield stem + "ing"
    if verb.endswith("e"):
        yield verb + "d"
    elif re.search("[^aeiou]y$", verb):
        yield verb[:-1] + "ied"
    else:
        for stem in stems(verb):
            yield stem + "ed"
    yield from s_forms(verb)


def s_forms(word):
    if re.search("[^aeiou]y$", word):
        yield word[:-1] + "ies"
    elif re.search("(s|x|z|ch|sh)$", word):
        yield word + "es"
    elif re.search("[^aeiou]o$", word):
        yield word + "es"
        yield word + "s"
    else:
        yield word + "s"


def adjective_forms(word):
    if syllables(word) > 2:
        return
    for ending in ("er", "est"):
        if word.endswith("e"):
            yield word + ending[1:]
        elif re.search("[^aeiou]y$", word):
            yield word[:-1] + "i" + ending
        else:
            for stem in stems(word):
                yield stem + ending


def read_words(folder, part):
    words = []
    for line in open(os.path.join(folder, "index." + part), encoding="ascii"):
        word = line.split(" ", 1)[0]
        if not line.startswith(" ") and re.fullmatch("[a-z]{2,}", word):
            words.append(word)
    return words


def read_counts(folder):
    """How often a word of a class was tagged in WordNet's texts: {(class, word): count}."""
    counts = {}
    for line in open(os.path.join(folder, "cntlist.rev"), encoding="ascii"):
        key, _, count = line.split()
        word, rest = key.split("%")
        part = {"1": "noun", "2": "verb", "3": "adj", "5": "adj"}.get(rest[0])
        counts[part, word] = counts.get((part, word), 0) + int(count)
    return counts


def collect(folder, part, forms, default):
    counts, best = read_counts(folder), {}
    for word in read_words(folder, part):
        for form in forms(word):
            rank = (counts.get((part, word), 0), form != word + "s" and form.startswith(word))
            if form not in best or rank > best[form][0]:
                best[form] = (rank, word)
    bases = {form: word for form, (_, word) in best.items()}
    irregular = {}
    for line in open(os.path.join(folder, part + ".exc"), encoding="ascii"):
        form, *words = line.split()
        if re.fullmatch("[a-z]+", form) and all(re.fullmatch("[a-z]+", w) for w in words):
            word = max(words, key=lambda w: counts.get((part, w), 0))
            irregular[form] = word
    for form, word in irregular.items():
        rank = counts.get((part, word), 0)
        if form not in best or rank >= best[form][0][0]:
            bases[form] = word
    return {form: word for form, word in bases.items() if default(form) != word}


def main():
    folder = sys.argv[1]
    table = {}
    for part, letter, forms, default in (("verb", "V", verb_forms, default_verb), ("noun", "N", s_forms, default_noun),
                                         ("adj", "A", adjective_forms, default_adjective)):
        found = collect(folder, part, forms, default)
        print(part, len(found))
        for form, word in found.items():
            table.setdefault(form, []).append(f"{letter}\t{word}")
    for line in open(os.path.join(ROOT, "ontology/morphology/own.tsv"), encoding="utf-8"):
        if not line.startswith("#"):
            form, letter, word = line.rstrip("\n").split("\t")
            senses = [s for s in table.get(form, []) if not s.startswith(letter)]
            table[form] = senses + [f"{letter}\t{word}"]
    with open(os.path.join(ROOT, "ontology/morphology/inflected.tsv"), "w", encoding="utf-8") as file:
        file.write("# Inflected forms and their base forms, by class (V, N, A), where the default rules of src/language/lemma_rules.c fail; sorted by bytes.\n"
                   "# Derived from WordNet 3.0, Copyright 2006 by Princeton University; see README.md for its licence.\n")
        for form in sorted(table):
            file.write(form + "\t" + "\t".join(table[form]) + "\n")
    print(len(table))


if __name__ == "__main__":
    main()
