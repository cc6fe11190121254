#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What each rule contributes.

    ablation.py INPUT... [--lines] [--metric COMMAND] [--gold DIR --scorer FILE]

Extracts the INPUTs with all rules, and again without each rule that made something (attest extract --without RULE). A row a rule:
    made        claims and attributions that name the rule
    lost        how many fewer there are of all rules together without it: what no other rule finds in its place
    right/wrong with --gold: claims that are right, or wrong, by the scorer (score_claims.py); precision: their share
    metric      with --metric: the figure without the rule, and the difference to that with all rules (minus: the rule helps).
                COMMAND is a shell command that gets the NDJSON as its first argument ($1) and prints a number on its last line
With --gold and no --metric, the metric is the F1 of provenance-correct claims. Sorted by that difference.

    ablation.py articles/ --metric 'python3 my_scorer.py my_gold.tsv "$1"'
"""
import argparse
import json
import os
import re
import subprocess
import tempfile
from collections import Counter, defaultdict

from loading import module

HERE = os.path.dirname(os.path.abspath(__file__))
ATTEST = os.path.join(HERE, "..", "..", os.environ.get("BUILD", "build"), "attest")


def extract(options, without, path):
    command = [ATTEST, "extract", "-q", "--format", "ndjson", "-o", path] + (["--lines"] if options.lines else [])
    subprocess.run(command + [x for rule in without for x in ("--without", rule)] + options.inputs, check=True)
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def rule_of(obj):
    return obj["rule"].rsplit("#", 1)[-1]


def made(objects):
    return Counter(rule_of(o) for o in objects if o["type"] in ("claim", "attribution"))


class Judge:
    """The scorer of claims, its gold, and the figure that the table compares."""

    def __init__(self, options):
        self.command = options.metric
        self.scorer = module(options.scorer) if options.gold else None
        self.gold = self.scorer.Gold(options.gold) if options.gold else None

    def claims(self, objects):
        """{rule: [right, wrong]}"""
        counts = defaultdict(lambda: [0, 0])
        if self.gold:
            told = defaultdict(set)
            for kind, _, _, iri, _ in self.scorer.evaluate(self.gold, objects)[1]:
                told[iri].add(kind)
            for obj in (o for o in objects if o["type"] == "claim"):
                kinds = told[obj["claim"]]
                if "pair" in kinds:
                    counts[rule_of(obj)][bool(kinds & {"polarity", "speaker"})] += 1
                elif kinds & {"false", "boilerplate"}:
                    counts[rule_of(obj)][1] += 1
        return counts

    def metric(self, objects, path):
        if self.command:
            out = subprocess.run(["sh", "-c", self.command, "sh", path], check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
            return float(re.findall(r"-?\d+(?:\.\d+)?", out.strip().splitlines()[-1])[-1])
        return 100 * self.scorer.evaluate(self.gold, objects)[0]["provenance_correct"]["f1"] if self.gold else None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("inputs", nargs="+", metavar="INPUT")
    parser.add_argument("--lines", action="store_true", help="each line is one sentence and one source")
    parser.add_argument("--metric", metavar="COMMAND", help="shell command: NDJSON file as $1, prints a number")
    parser.add_argument("--gold", metavar="DIR", help="gold claims for the scorer")
    parser.add_argument("--scorer", metavar="FILE", help="score_claims.py",
                        default=os.path.join(HERE, "..", "..", "..", "shared", "tools", "score_claims.py"))
    options = parser.parse_args()
    judge = Judge(options)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "claims.ndjson")
        objects = extract(options, [], path)
        counts, claims, whole = made(objects), judge.claims(objects), judge.metric(objects, path)
        rows = []
        for rule in sorted(counts):
            try:
                fewer = extract(options, [rule], path)
            except subprocess.CalledProcessError:       # a rule on which others rest
                continue
            figure = judge.metric(fewer, path)
            rows.append((0 if figure is None else figure - whole, rule, sum(counts.values()) - sum(made(fewer).values()), figure))
    print("%d claims and attributions%s" % (sum(counts.values()), "" if whole is None else "; with all rules %.2f" % whole))
    print("%-28s %6s %6s %6s %6s %6s %8s %7s" % ("rule", "made", "lost", "right", "wrong", "prec.", "without", "diff."))
    for difference, rule, lost, figure in sorted(rows):
        right, wrong = claims[rule] if rule in claims else (0, 0)
        print("%-28s %6d %6d %6s %6s %6s %8s %7s" % (
            rule, counts[rule], lost, right if right + wrong else "-", wrong if right + wrong else "-",
            "%.2f" % (right / (right + wrong)) if right + wrong else "-",
            "-" if figure is None else "%.2f" % figure, "-" if figure is None else "%+.2f" % difference))


if __name__ == "__main__":
    main()
