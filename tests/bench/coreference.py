#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How many of attest's resolutions are right, by the coreference annotation of GUM.

    coreference.py ATTEST GUM.conllu [--genres news,interview,...] [--errors]

Writes the documents as plain text, extracts them, and compares each mention that attest
resolved (pronoun, part of a name, acronym, description ...) with the annotated mention of the
same words, or with the same head: it is right if the mentions that attest calls the entity's
name belong to the same annotated cluster.  Recall is over the annotated mentions of each kind
whose cluster has a name.  A resolution of words that the annotators leave out is told apart.
Documents with speakers before their lines (vlog, court) are no news; by default
news, interview, bio and speech are read.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict

KINDS = ("third person singular", "third person plural", "it", "first person", "part of a name", "acronym", "description")
SINGULAR = set("he him his himself she her hers herself".split())
PLURAL = set("they them their theirs themselves".split())
NEUTER = set("it its itself".split())
FIRST = set("i me my mine myself we us our ours ourselves".split())


def read_documents(path, genres):
    """(name, text, mentions): mentions are (begin, end, cluster, head upos, words)."""
    name, sentences, rows, fresh = None, [], [], False
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id = "):
                if name:
                    yield build(name, sentences)
                name = line.split(" = ")[1]
                sentences, fresh = [], True
                if name.split("_")[1] not in genres:
                    name = None
            elif line.startswith("# newpar"):
                fresh = True
            elif line and not line.startswith("#"):
                rows.append(line.split("\t"))
            elif not line and rows:
                if name:
                    sentences.append((fresh, rows))
                rows, fresh = [], False
    if name:
        yield build(name, sentences)


def build(name, sentences):
    text, mentions, opened = "", [], []
    for fresh, rows in sentences:
        text = text.rstrip() + ("\n\n" if fresh and text else " " if text else "")
        until = 0
        places = {}
        for row in rows:
            if "." in row[0]:
                continue
            space = "" if "SpaceAfter=No" in row[9] else " "
            if "-" in row[0]:
                text += row[1] + space
                until = int(row[0].split("-")[1])
                continue
            number = int(row[0])
            if number <= until:  # a word of a contraction: found again in what was written
                written = text.rstrip(" ")
                if number == until:
                    begin, end = len(written) - len(row[1]), len(written)
                else:
                    first = next(r for r in rows if r[0].endswith("-%d" % until))
                    begin = len(written) - len(first[1])
                    end = begin + len(row[1])
            else:
                begin, end = len(text), len(text) + len(row[1])
                text += row[1] + space
            places[number] = (begin, end)
            entity = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
            for part in re.findall(r"\([^()]*|[^()]*\)|\)", entity.group(1) if entity else ""):
                if part.startswith("("):
                    opened.append([part[1:].split("-")[0], number, None])
                    if re.search(r"\(" + re.escape(part[1:]) + r"\)", entity.group(1)):
                        opened[-1][2] = number
                elif part.rstrip(")"):
                    group = part.rstrip(")")
                    for item in reversed(opened):
                        if item[0] == group and item[2] is None:
                            item[2] = number
                            break
        for group, first, last in opened:
            last = last or first
            inside = [r for r in rows if r[0].isdigit() and first <= int(r[0]) <= last]
            head = next((r for r in inside if not first <= int(r[6]) <= last), inside[-1])
            if group.split("[")[0]:
                mentions.append((places[first][0], places[last][1], group.split("[")[0], head[3],
                                 places[int(head[0])], " ".join(r[1] for r in inside)))
        opened = []
    return name, text, mentions


def kind_of(words, upos):
    word = words.lower()
    for kind, group in (("third person singular", SINGULAR), ("third person plural", PLURAL), ("it", NEUTER),
                        ("first person", FIRST)):
        if word in group:
            return kind
    if upos == "PRON":
        return None
    if upos == "PROPN":
        return "acronym" if re.fullmatch(r"[A-Z][A-Za-z]?[A-Z.]+", words) else "part of a name"
    return "description" if word.startswith(("the ", "this ", "that ")) else None


class Score:
    def __init__(self):
        self.right, self.wrong, self.unknown, self.gold = Counter(), Counter(), Counter(), Counter()
        self.rules = defaultdict(lambda: [0, 0])


def compare(name, text, gold, entities, score, errors):
    by_span = {(b, e): g for b, e, g, *_ in gold}
    by_head = {}
    for b, e, g, upos, head, words in sorted(gold, key=lambda m: m[0] - m[1]):
        by_head[head] = (e - b, g)
    named = {g for _, _, g, upos, _, words in gold if upos == "PROPN"}
    longest = defaultdict(str)
    for _, _, g, upos, _, words in gold:
        if upos == "PROPN" and len(words) > len(longest[g]):
            longest[g] = words

    def cluster(span):
        if span in by_span:
            return by_span[span]
        inside = [(size, g) for h, (size, g) in by_head.items() if span[0] <= h[0] and h[1] <= span[1]]
        return max(inside)[1] if inside else None

    for entity in entities:
        resolved = {tuple(r["span"]): r for r in entity.get("resolved", ())}
        names = [tuple(m) for m in entity["mentions"] if tuple(m) not in resolved]
        clusters = Counter(c for c in map(cluster, names) if c)
        for span, how in resolved.items():
            words = text[span[0]:span[1]]
            kind = {"name-part": "part of a name", "acronym": "acronym", "description": "description",
                    "title": "description"}.get(how["by"]) or (how["by"] == "pronoun" and kind_of(words, "PRON"))
            if not kind:
                continue
            mine = cluster(span)
            if mine is None or not clusters:
                score.unknown[kind] += 1
                verdict = "?"
            elif mine in clusters:
                score.right[kind] += 1
                score.rules[how.get("rule", "")][0] += 1
                verdict = "+"
            else:
                score.wrong[kind] += 1
                score.rules[how.get("rule", "")][1] += 1
                verdict = "-"
            if errors and verdict != "+":
                around = text[max(0, span[0] - 160):span[0]] + "[[" + words + "]]" + text[span[1]:span[1] + 40]
                print(verdict, name, kind, "->", entity["label"], "| gold", longest.get(mine), "|",
                      how.get("rule", "").split("#")[-1], "|", around.replace("\n", " / "))
    for b, e, g, upos, head, words in gold:
        kind = kind_of(words, upos)
        whole = upos == "PROPN" and (words == longest[g] or kind == "part of a name" and
                                     words not in longest[g])
        if kind and g in named and not whole:
            score.gold[kind] += 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("attest")
    parser.add_argument("conllu")
    parser.add_argument("--genres", default="news,interview,bio,speech")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    if not os.path.exists(options.conllu):
        print("coreference: skipped, no", options.conllu)
        return
    score = Score()
    with tempfile.TemporaryDirectory() as folder:
        documents = {}
        for name, text, gold in read_documents(options.conllu, options.genres.split(",")):
            documents[name] = (text, gold)
            with open(os.path.join(folder, name + ".txt"), "w", encoding="utf-8") as file:
                file.write(text)
        out = os.path.join(folder, "out.ndjson")
        subprocess.run([options.attest, "extract", "-q", "--format", "ndjson", "-o", out, folder], check=True)
        entities, names = defaultdict(list), {}
        with open(out, encoding="utf-8") as lines:
            for item in map(json.loads, lines):
                if item["type"] == "document":
                    names[item["document"]] = os.path.basename(item["path"])[:-4]
                elif item["type"] == "entity":
                    entities[names[item["document"]]].append(item)
        for name, (text, gold) in documents.items():
            compare(name, text, gold, entities[name], score, options.errors)
    print("%-22s %6s %6s %6s %10s %7s" % ("kind", "right", "wrong", "none", "precision", "recall"))
    for kind in KINDS:
        right, wrong = score.right[kind], score.wrong[kind]
        print("%-22s %6d %6d %6d %9.1f%% %6.1f%%" % (kind, right, wrong, score.unknown[kind],
                                                     100 * right / max(1, right + wrong),
                                                     100 * right / max(1, score.gold[kind])))
    for rule, (right, wrong) in sorted(score.rules.items()):
        print("%-22s %6d %6d %6s %9.1f%%" % (rule, right, wrong, "", 100 * right / (right + wrong)))


if __name__ == "__main__":
    main()
