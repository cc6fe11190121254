"""Sentences with other people and places in them: names are where a small treebank is poorest."""
# SPDX-License-Identifier: Apache-2.0
import random

import data
import silver

KEEP = ("upos", "xpos", "feats", "head", "deprel", "ner")


class Swapper:
    def __init__(self, given, gazetteers, sentences):
        self.given = sorted(given)
        self.known = set(given)
        self.places = {}
        for path in gazetteers:
            for cells in silver.read_table(path):
                if cells[1] in ("city", "country", "region", "capital") and cells[2].lower() == cells[0] and cells[0].replace(" ", "").isalpha():
                    words = cells[2].split(" ")
                    self.places.setdefault(len(words), []).append(words)
                    if cells[1] in ("country", "capital"):
                        self.places[len(words)] += [words] * 6
        self.family = sorted({s.forms[e - 1] for s in sentences for b, e, c in spans(s) if c == "Person" and e - b == 2 and s.forms[e - 1].isalpha()})
        self.names = {" ".join(w).lower() for rows in self.places.values() for w in rows}

    def place(self, words):
        return random.choice(self.places[len(words)]) if " ".join(words).lower() in self.names else words

    def person(self, words):
        words = list(words)
        if words[0].capitalize() in self.known and words[0][0].isupper():
            words[0] = random.choice(self.given)
            if len(words) == 2:
                words[1] = random.choice(self.family)
        elif len(words) == 1 and words[0].isalpha() and random.random() < .5:
            words[0] = random.choice(self.family)
        return words

    def other(self, s):
        """A copy with other names, or None."""
        forms, lemma, changed = list(s.forms), list(s.lemma) if s.head is not None else None, False
        for b, e, c in spans(s):
            if c not in ("Person", "Place") or random.random() < .3:
                continue
            old = forms[b:e]
            new = self.person(old) if c == "Person" else self.place(old)
            if new == old:
                continue
            if all(f.isupper() for f in old):
                new = [f.upper() for f in new]
            elif all(f.islower() for f in old):
                new = [f.lower() for f in new]
            forms[b:e], changed = new, True
            if lemma:
                lemma[b:e] = [l if f == g else g for f, g, l in zip(old, new, lemma[b:e])]
        if random.random() < .04 and s.source != "own":
            forms, changed = [f.lower() for f in forms], True
            if lemma:
                lemma = [l.lower() if l.lower() == f else l for f, l in zip(forms, lemma)]
        if not changed:
            return None
        copy = data.Sentence(forms, s.source)
        for k in KEEP if s.head is not None else ("ner",):
            setattr(copy, k, getattr(s, k))
        if lemma:
            copy.lemma = lemma
        return copy


def spans(s):
    """Names of a class that is certain."""
    if s.ner is None:
        return []
    tags = [data.TAGS[a.bit_length() - 1] if a & (a - 1) == 0 else "O" for a in s.ner]
    return data.spans_of(tags)
