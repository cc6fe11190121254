#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Dates and times that the program finds, against the <date> and <time> elements of a treebank (MISC: XML=).

  evaluate_values.py GOLD.conllu SYSTEM.conllu      SYSTEM: `attest parse --pretokenized GOLD.conllu`

Prints what share of the elements the program's dates and times overlap and equal (an element's words, without "in", "on", "the" at its
beginning). What the program finds beside them is counted, not judged: only some texts are annotated, and bare numbers within captions
and headings are elements. -v lists elements that are missed or bounded differently, and, with those documents that have elements, what
is extra. --floor VALUE: exit 1 if the share that overlaps is below.
"""
import argparse
import re
import sys

OUTSIDE = {"in", "on", "the", "at", "of", "since", "from", "by", "until", "during", "(", ","}


def read(path):
    """[(document, words, MISC columns)] by sentence; words are (form, MISC)."""
    sentences, document, words = [], "", []
    for line in list(open(path, encoding="utf-8")) + ["\n"]:
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            document = line.split("=")[-1].strip()
        elif not line:
            if words:
                sentences.append((document, words))
            words = []
        elif line[0] != "#":
            columns = line.split("\t")
            if columns[0].isdigit():
                words.append((columns[1], columns[9]))
    return sentences


def elements(words):
    """Spans of <date> and <time> elements. Tags stand at the word before which, or behind which, they are written."""
    spans, opened = [], []
    for i, (_, misc) in enumerate(words):
        found = re.search(r"(?:^|\|)XML=([^|]*)", misc)
        tags = re.findall(r"<(/?)(date|time)\b", found.group(1)) if found else []
        for close, name in tags:
            if not close:
                opened.append((i, name))
            elif opened:
                begin, _ = opened.pop()
                spans.append((begin, i + 1))
    return spans


def trim(words, span):
    begin, end = span
    while begin + 1 < end and words[begin][0].lower() in OUTSIDE:
        begin += 1
    while begin + 1 < end and words[end - 1][0] in (",", ")", "'s"):
        end -= 1
    return begin, end


def names(words):
    spans = []
    for i, (_, misc) in enumerate(words):
        tag = dict(item.split("=", 1) for item in misc.split("|") if "=" in item).get("NER", "O")
        if tag in ("B-Date", "B-Time"):
            spans.append([i, i + 1])
        elif tag in ("I-Date", "I-Time") and spans:
            spans[-1][1] = i + 1
    return [tuple(span) for span in spans]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("system")
    parser.add_argument("-v", action="store_true")
    parser.add_argument("--floor", type=float, default=0.0)
    arguments = parser.parse_args()
    gold, system = read(arguments.gold), read(arguments.system)
    if [len(words) for _, words in gold] != [len(words) for _, words in system]:
        sys.exit("evaluate_values: not the same words")
    annotated = {document for document, words in gold if elements(words)}
    total = overlap = equal = extra = 0
    for (document, words), (_, analysed) in zip(gold, system):
        wanted, found = [trim(words, span) for span in elements(words)], names(analysed)
        text = lambda span: " ".join(form for form, _ in words[span[0]:span[1]])
        for span in wanted:
            near = [f for f in found if f[0] < span[1] and span[0] < f[1]]
            total += 1
            overlap += bool(near)
            equal += span in near
            if arguments.v and span not in near:
                print(f"{'bounds' if near else 'missed'} {text(span)!r} found {[text(f) for f in near]} in {' '.join(f for f, _ in words)[:120]!r}")
        for f in found:
            if document in annotated and not any(f[0] < w[1] and w[0] < f[1] for w in wanted):
                extra += 1
                if arguments.v:
                    print(f"extra {text(f)!r} in {' '.join(form for form, _ in words)[:120]!r}")
    share = 100.0 * overlap / max(1, total)
    print(f"dates and times: elements {total}, found {share:.1f} %, with the same bounds {100.0 * equal / max(1, total):.1f} %; beside them {extra}")
    sys.exit(1 if share < arguments.floor else 0)


if __name__ == "__main__":
    main()
