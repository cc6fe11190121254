#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Attributions of attest as the PolNeAR scorer wants them.

    polnear.py CLAIMS.ndjson > SYSTEM.ndjson

Reads what `attest extract --format ndjson` wrote for a folder of text files and
writes one attribution a line: {"doc", "source", "cue", "content"}, spans in code
points. The document's name is its file's without ".txt". Layers that only say
which outlet was told are left out, since the benchmark does not have them; of a
speaker who is understood but not written, the last mention before the content
is the source, and the ending of a genitive ("Bee's claim") is part of the source, as the annotators have it.
"""
import json
import os
import sys


def last_mention(mentions, before):
    found = [m for m in mentions if m[1] <= before]
    return [max(found)] if found else []


def with_genitive(text, spans):
    return [[b, e + 2 if text[e:e + 2] in ("'s", "’s") else e] for b, e in spans]


def convert(lines, out):
    names, texts, mentions, attributions = {}, {}, {}, []
    for line in lines:
        item = json.loads(line)
        if item["type"] == "document":
            with open(item["path"], encoding="utf-8", newline="") as source:
                texts[item["document"]] = source.read()
            names[item["document"]] = os.path.basename(item["path"]).rsplit(".txt", 1)[0]
        elif item["type"] == "entity":
            mentions[item["document"], item["entity"]] = item["mentions"]
        elif item["type"] == "attribution" and not item.get("recipient"):
            attributions.append(item)
    for item in attributions:
        content = item["content"]["span"]
        source = item["speaker"]["span"]
        if not source and item["speaker"].get("entity") and content:
            source = last_mention(mentions.get((item["document"], item["speaker"]["entity"]), []), content[0][0])
        out.write(json.dumps({"doc": names[item["document"]], "source": with_genitive(texts[item["document"]], source),
                              "cue": item["cue"]["span"], "content": content}) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as lines:
        convert(lines, sys.stdout)
