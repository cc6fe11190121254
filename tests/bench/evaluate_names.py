#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Names in the output of `attest parse` against gold annotation.

  evaluate_names.py uner GOLD.iob2 SYSTEM.conllu        PER, LOC, ORG by token; same words in the same order
  evaluate_names.py spans GOLD.ndjson SYSTEM.conllu     mentions as code point spans, one document a source (newdoc id)

Prints F1 of spans that overlap, exact spans, and exact spans with class. -v prints what differs. --floor VALUE: exit 1 if the last
is below.
"""
import argparse
import json
import os
import sys

# What the model tells apart, in the terms of the gold files. NORP (adjectives of countries, groups) has no class in UNER.
UNER = {"Person": "PER", "Organization": "ORG", "Place": "LOC", "Facility": "LOC"}
SPANS = {"Person": {"PER"}, "Organization": {"ORG"}, "Place": {"GPE", "LOC"}, "Facility": {"FAC"}, "Event": {"EVENT"},
         "Work": {"VEHICLE", "OTHER"}, "NORP": {"GPE", "LOC", "OTHER"}}
VALUES = {"Date", "Time", "Money", "Percent", "Quantity"}


def read_system(path):
    """{document: [(words, [(begin word, end word, class)])]}; a word is (form, begin, end)."""
    documents, name, sentence, words, tags = {}, "", "", [], []

    def finish():
        if words:
            names = []
            for i, tag in enumerate(tags):
                if tag.startswith("B-") or tag.startswith("I-") and (not names or names[-1][1] != i):
                    names.append([i, i + 1, tag[2:]])
                elif tag.startswith("I-"):
                    names[-1][1] = i + 1
            documents.setdefault(name, []).append((list(words), names, sentence))
            words.clear()
            tags.clear()

    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id = "):
            name = os.path.basename(line[14:])
        elif line.startswith("# sent_id = "):
            sentence = line[12:]
        elif not line:
            finish()
        elif line[0] != "#":
            columns = line.split("\t")
            if columns[0].isdigit():
                misc = dict(item.split("=", 1) for item in columns[9].split("|") if "=" in item)
                begin, end = map(int, misc.get("TokenRange", "0:0").split(":"))
                words.append((columns[1], begin, end))
                tags.append(misc.get("NER", "O"))
    finish()
    return documents


def read_iob2(path):
    """{sentence id: (words, [(begin word, end word, class)])}"""
    sentences, names, count, words, name = {}, [], 0, [], ""
    for line in list(open(path, encoding="utf-8")) + ["\n"]:
        line = line.rstrip("\n")
        if not line:
            if count:
                sentences[name] = (words, names)
            names, count, words = [], 0, []
        elif line.startswith("# sent_id = "):
            name = line[12:]
        elif line[0] != "#":
            columns = line.split("\t")
            tag = columns[2]
            if tag.startswith("B-"):
                names.append([count, count + 1, tag[2:]])
            elif tag.startswith("I-") and names:
                names[-1][1] = count + 1
            words.append(columns[1])
            count += 1
    return sentences


def score(gold, system, matches, verbose):
    """gold, system: lists of (document, begin, end, class, text)."""
    def overlaps(a, b):
        return a[0] == b[0] and a[1] < b[2] and b[1] < a[2]

    by_document = {}
    for item in system:
        by_document.setdefault(item[0], []).append(item)
    found = {"overlap": 0, "exact": 0, "exact, class": 0}
    hit = set()
    for g in gold:
        near = [s for s in by_document.get(g[0], []) if overlaps(g, s)]
        found["overlap"] += bool(near)
        same = [s for s in near if s[1:3] == g[1:3]]
        found["exact"] += bool(same)
        right = bool(same) and matches(same[0][3], g[3])
        found["exact, class"] += right
        hit.update(id(s) for s in near)
        if verbose and not right:
            print(f"gold {g[3]:8} {g[4]!r:40} found {[(s[3], s[4]) for s in near]}")
    for s in system:
        if verbose and id(s) not in hit:
            print(f"extra {s[3]} {s[4]!r}")
    last = 0.0
    for name, right in found.items():
        precision = 100.0 * (right if name != "overlap" else len(hit)) / max(1, len(system))
        recall = 100.0 * right / max(1, len(gold))
        last = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{name:13} gold {len(gold):5} system {len(system):5} P {precision:6.2f} R {recall:6.2f} F1 {last:6.2f}")
    return last


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=["uner", "spans"])
    parser.add_argument("gold")
    parser.add_argument("system")
    parser.add_argument("-v", action="store_true")
    parser.add_argument("--floor", type=float, default=0.0)
    arguments = parser.parse_args()
    documents = read_system(arguments.system)
    gold, system = [], []
    if arguments.kind == "uner":
        reference = read_iob2(arguments.gold)
        for words, found, name in (s for d in documents.values() for s in d):
            if name in reference:
                words, names = reference.pop(name)
                gold += [(name, b, e, c, " ".join(words[b:e])) for b, e, c in names]
                system += [(name, b, e, UNER[c], " ".join(words[b:e])) for b, e, c in found if c in UNER]
        if reference:
            sys.exit(f"evaluate_names: {len(reference)} sentences of {arguments.gold} are not in {arguments.system}")
        last = score(gold, system, lambda s, g: s == g, arguments.v)
    else:
        for line in open(arguments.gold, encoding="utf-8"):
            entity = json.loads(line)
            for mention in entity["mentions"] if entity["named"] else []:
                gold.append((mention["source"], *mention["span"], entity["type"].upper(), mention["text"]))
        for name, found in documents.items():
            for words, names, _ in found:
                system += [(name, words[b][1], words[e - 1][2], c, " ".join(w[0] for w in words[b:e]))
                           for b, e, c in names if c not in VALUES]
        last = score(gold, system, lambda s, g: g in SPANS[s], arguments.v)
    sys.exit(1 if last < arguments.floor else 0)


if __name__ == "__main__":
    main()
