#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How far confidence can be believed: of the claims that are given 0.8, are eight in ten right?

    calibration.py [--shared DIR] [--polnear]

One table each for the annotated articles (claims right with speaker, polarity and modality; those that repeat another left out),
CaRB dev (the share of a claim's words that annotators have too) and, with --polnear, PolNeAR dev (attributions with the right speaker
and content). A row a tenth of confidence: how many, mean confidence, share that was right. Brier: mean squared difference. ECE:
mean distance of confidence and share, over the rows. ROC: how often a right one is surer than a wrong one.
"""
import argparse
import glob
import json
import os
import subprocess
import tempfile
from collections import defaultdict

from loading import module

HERE = os.path.dirname(os.path.abspath(__file__))
ATTEST = os.path.join(HERE, "..", "..", os.environ.get("BUILD", "build"), "attest")


def extract(*options):
    return subprocess.run([ATTEST, "extract", "-q", *options], check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout.splitlines()


def articles(shared):
    scorer = module(os.path.join(shared, "tools", "score_claims.py"))
    objects = [json.loads(line) for line in extract("--format", "ndjson", *sorted(glob.glob(os.path.join(shared, "seeds", "*.txt"))))]
    _, errors = scorer.evaluate(scorer.Gold(os.path.join(shared, "gold")), objects, os.path.join(shared, "seeds"))
    told = defaultdict(set)
    for kind, _, _, iri, _ in errors:
        told[iri].add(kind)
    pairs = []
    for obj in (o for o in objects if o["type"] == "claim"):
        kinds = told[obj["claim"]]
        if "pair" in kinds:
            pairs.append((obj["confidence"], float(not kinds & {"polarity", "speaker"})))
        elif kinds & {"false", "boilerplate"}:      # not: redundant, or saying that somebody said something
            pairs.append((obj["confidence"], 0.0))
    return pairs


def carb(shared):
    scorer = module(os.path.join(shared, "tools", "score_carb.py"))
    folder = os.path.join(shared, "data", "carb")
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as rows:
        rows.write("\n".join(extract("--lines", "--format", "openie", os.path.join(folder, "dev.txt"))) + "\n")
        rows.flush()
        system = scorer.read_system(rows.name)
    pairs = []
    for key, (text, wanted) in scorer.read_gold(os.path.join(folder, "dev.tsv")).items():
        sentence = scorer.Sentence(text, wanted, system.get(key, []))
        kept, partner, _ = sentence.at(0)
        pairs += [(sentence.system[j].confidence, sentence.pair[partner[j]][j][0] if j in partner else 0.0) for j in kept]
    return pairs


def polnear(shared):
    scorer = module(os.path.join(shared, "tools", "score_attribution.py"))
    converter = module(os.path.join(HERE, "polnear.py"))
    folder = os.path.join(shared, "data", "polnear", "dev")
    lines = extract("--format", "ndjson", os.path.join(folder, "text"))
    sure = [o["confidence"] for o in map(json.loads, lines) if o["type"] == "attribution" and not o.get("recipient")]
    with tempfile.NamedTemporaryFile("w+", suffix=".ndjson", encoding="utf-8") as out:
        converter.convert(lines, out)
        out.flush()
        out.seek(0)
        order = defaultdict(list)
        for confidence, line in zip(sure, out):
            order[json.loads(line)["doc"]].append(confidence)
        docs, gold = scorer.read_gold(folder)[:2]
        system, _ = scorer.read_system(out.name, docs)
    pairs = []
    for name in gold:
        right = {j for i, j in scorer.match(gold[name], system.get(name, []), 0.5)
                 if scorer.right_source(gold[name][i], system[name][j]) and scorer.right_content(gold[name][i], system[name][j])}
        pairs += [(confidence, float(j in right)) for j, confidence in enumerate(order[name])]
    return pairs


def table(title, pairs):
    print("%s: %d" % (title, len(pairs)))
    print("  confidence       n   mean  right")
    rows = defaultdict(list)
    for confidence, label in pairs:
        rows[min(9, int(confidence * 10 + 1e-9))].append((confidence, label))
    error = 0.0
    for tenth in sorted(rows):
        n = len(rows[tenth])
        mean, right = (sum(x[k] for x in rows[tenth]) / n for k in (0, 1))
        error += abs(mean - right) * n
        print("  %.1f to %.1f   %6d  %.3f  %.3f" % (tenth / 10, tenth / 10 + 0.1, n, mean, right))
    yes, no = [p for p, y in pairs if y >= 0.5], [p for p, y in pairs if y < 0.5]
    better = sum((a > b) + 0.5 * (a == b) for a in yes for b in no) / max(1, len(yes) * len(no))
    print("  Brier %.4f  ECE %.3f  ROC %.3f\n" % (sum((p - y) ** 2 for p, y in pairs) / len(pairs), error / len(pairs), better))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--shared", default=os.path.join(HERE, "..", "..", "..", "shared"), help="folder with seeds, gold, data and tools")
    parser.add_argument("--polnear", action="store_true", help="also PolNeAR dev")
    options = parser.parse_args()
    table("annotated articles, claims", articles(options.shared))
    table("CaRB dev, claims", carb(options.shared))
    if options.polnear:
        table("PolNeAR dev, attributions", polnear(options.shared))


if __name__ == "__main__":
    main()
