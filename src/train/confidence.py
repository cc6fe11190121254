#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fits ontology/confidence.tsv, the weights behind the confidence of claims and attributions.

  confidence.py [--shared DIR] [--write] [--folds N]

Two logistic models over the features of src/extract/confidence.h, with a ridge, by Newton's method. What is learnt from:
  articles with gold claims (score_claims.py): 1 for a claim that is right with its speaker, polarity and modality, 0 for one that is
      wrong; claims that repeat another are left out. An attribution is as right as the share of the gold claims in its content that
      have its speaker in their chain.
  CaRB dev (score_carb.py): the precision of a claim's words, from 0 to 1. It counts another thing in another kind of text: hence a
      constant of its own in the fit, which the table does not get.
Without --write, figures only: those of the fit itself, and of cross-validation, in which no sentence (CaRB) and no article is
judged by weights that have seen it. Standard library only; deterministic.
"""
import argparse
import glob
import json
import math
import os
import subprocess
import sys
import tempfile
from collections import defaultdict

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests", "bench"))
from loading import module  # noqa: E402 (found by that path alone)
TABLE = os.path.join(ROOT, "ontology", "confidence.tsv")
RIDGE = {"claim": 20.0, "attribution": 8.0}
FREE = 0.01             # ridge of the constants
NEWS_WEIGHT = 4.0       # of a claim of the articles, against one of CaRB
ELSEWHERE = "(CaRB)"    # the constant that stays behind


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


class Example:
    """What one claim or attribution was seen as, what it should have been, and where it comes from."""

    def __init__(self, kind, source, rule, features):
        self.kind, self.source, self.rule = kind, source, rule
        self.features = features
        self.label = None
        self.inner = None       # a claim's innermost attribution, as an Example
        self.weight = 1.0


def read_features(build, inputs, lines):
    """{kind: [Example]} in the order of the program's NDJSON."""
    found = {"claim": [], "attribution": []}
    for line in run(os.path.join(build, "tests", "bench-confidence"), *(["--lines"] if lines else []), *inputs).splitlines():
        kind, source, rule, *pairs = line.split("\t")
        features = {name: float(value) for name, value in (p.split("=") for p in pairs)}
        if features:
            features["rule=" + rule] = 1.0
        found[kind].append(Example(kind, source, rule, features))
    return found


def join_chains(objects, found):
    """Set Example.inner of claims with a chain."""
    by_id, claims = {}, 0
    for obj in objects:
        if obj["type"] == "attribution":
            by_id[obj["document"], obj["id"]] = found["attribution"][len(by_id)]
        elif obj["type"] == "claim":
            if obj["attribution"]:
                found["claim"][claims].inner = by_id[obj["document"], obj["attribution"][0]]
            claims += 1


def join_said(objects, found):
    """Claims that restate an attribution: [(number of the claim, number of the attribution)]."""
    at, claims, pairs = {}, 0, []
    attributions = 0
    for obj in objects:
        if obj["type"] == "attribution":
            cue = (obj.get("cue") or {}).get("span") or [None]
            at[obj["document"], obj["rule"], str(cue[0])] = attributions
            attributions += 1
        elif obj["type"] == "claim":
            if not found["claim"][claims].features:
                cue = obj["predicate"]["span"] or [None]
                number = at.get((obj["document"], obj["rule"].split("#")[-1], str(cue[0])))
                if number is not None:
                    pairs.append((claims, number))
            claims += 1
    return pairs


def align(rows, objects, found, lines):
    """The Example of each row of the openie format: claims in order, and between them attributions that no claim tells."""
    by_line, claims, attributions = defaultdict(lambda: ([], [])), 0, 0
    names = {}
    for obj in objects:
        if obj["type"] == "document":
            names[obj["document"]] = int(obj["path"].rsplit("#", 1)[1])
        elif obj["type"] == "claim":
            by_line[lines[names[obj["document"]] - 1].strip()][0].append(found["claim"][claims])
            claims += 1
        elif obj["type"] == "attribution":
            by_line[lines[names[obj["document"]] - 1].strip()][1].append((obj, found["attribution"][attributions]))
            attributions += 1
    count = defaultdict(int)
    for row in rows:
        count[row.split("\t")[0].strip()] += 1
    spare = {line: count[line] - len(by_line[line][0]) for line in count}
    examples = []
    for row in rows:
        line, _, predicate, subject = row.split("\t")[:4]
        own, told = by_line[line.strip()]
        match = [i for i, (obj, _) in enumerate(told) if spare[line.strip()] and obj["cue"]["text"] == predicate
                 and obj["speaker"]["text"] == subject]
        if match:
            spare[line.strip()] -= 1
            examples.append(told.pop(match[0])[1])
        else:
            examples.append(own.pop(0) if own else None)
    return examples


def learn_articles(build, shared, found_in):
    """Examples of the annotated articles."""
    scorer = module(os.path.join(shared, "tools", "score_claims.py"))
    texts = os.path.join(shared, "seeds")
    inputs = sorted(glob.glob(os.path.join(texts, "*.txt")))
    found = read_features(build, inputs, False)
    objects = [json.loads(line) for line in run(os.path.join(build, "attest"), "extract", "-q", "--format", "ndjson", *inputs).splitlines()]
    gold = scorer.Gold(os.path.join(shared, "gold"))
    _, errors = scorer.evaluate(gold, objects, texts)
    told = defaultdict(set)
    for kind, _, _, iri, _ in errors:
        told[iri].add(kind)
    numbered = [o for o in objects if o["type"] == "claim"]
    for example, obj in zip(found["claim"], numbered):
        kinds = told[obj["claim"]]
        # A wrong modality only counts if it makes an assertion of what is none, or the reverse; the scorer names both.
        if "pair" in kinds:
            example.label = float(not kinds & {"polarity", "speaker"})
        elif kinds & {"false", "boilerplate"}:
            example.label = 0.0
        example.weight = NEWS_WEIGHT
    system = scorer.System(objects, gold.sources)
    sources = {s: scorer.SourceText(open(os.path.join(texts, s), encoding="utf-8", newline="").read()) for s in gold.sources}
    system.resolve_names(sources)
    gold_claims = {s: [gold.claim(row, sources[s]) for row in gold.rows if row["source"] == s] for s in gold.sources}
    for example, obj in zip(found["attribution"], [o for o in objects if o["type"] == "attribution"]):
        source = os.path.basename(example.source)
        layer = scorer.Layer(system.part(obj["speaker"], sources[source], "") or scorer.Part(""), ())
        content = obj["content"]["span"]
        votes = [any(scorer.same_speaker(g, layer) for g in claim.chain) for claim in gold_claims[source]
                 if any(b <= claim.span[0] and claim.span[1] <= e for b, e in content)]
        if votes:
            example.label = sum(votes) / len(votes)
        example.weight = NEWS_WEIGHT
    join_chains(objects, found)
    found_in["articles"] = found


def learn_carb(build, shared, found_in):
    """Examples of CaRB dev."""
    scorer = module(os.path.join(shared, "tools", "score_carb.py"))
    inputs = [os.path.join(shared, "data", "carb", "dev.txt")]
    found = read_features(build, inputs, True)
    attest = os.path.join(build, "attest")
    objects = [json.loads(line) for line in run(attest, "extract", "-q", "--lines", "--format", "ndjson", *inputs).splitlines()]
    rows = run(attest, "extract", "-q", "--lines", "--format", "openie", *inputs).splitlines()
    with open(inputs[0], encoding="utf-8") as file:
        examples = align(rows, objects, found, file.read().split("\n"))
    gold = scorer.read_gold(os.path.join(shared, "data", "carb", "dev.tsv"))
    tuples, numbers = defaultdict(list), defaultdict(list)
    for number, row in enumerate(rows):
        fields = [f.strip() for f in row.split("\t")]
        while fields and not fields[-1]:
            fields.pop()
        key = scorer.sentence_key(fields[0])
        tuples[key].append(scorer.Tuple(fields[2], fields[3:], 1.0))
        numbers[key].append(number)
    for key, (text, wanted) in gold.items():
        sentence = scorer.Sentence(text, wanted, tuples.get(key, []))
        kept, partner, _ = sentence.at(0)
        for j in kept:
            example = examples[numbers[key][j]]
            if example:
                example.label = sentence.pair[partner[j]][j][0] if j in partner else 0.0
    for claim, attribution in join_said(objects, found):
        if found["claim"][claim].label is not None:
            found["attribution"][attribution].label = found["claim"][claim].label
    for kind in found:
        for example in found[kind]:
            if example.features:
                example.features[ELSEWHERE] = 1.0
    join_chains(objects, found)
    found_in["CaRB"] = found


def logistic(z):
    return 1 / (1 + math.exp(-max(-32.0, min(32.0, z))))


def predict(weights, example, drop=()):
    return logistic(sum(weights.get(n, 0.0) * v for n, v in example.features.items() if n not in drop))


def solve(matrix, right):
    """Gauss without pivoting: the matrix is positive definite."""
    n = len(right)
    for i in range(n):
        row, pivot = matrix[i], matrix[i][i]
        for k in range(i + 1, n):
            other = matrix[k]
            if other[i]:
                factor = other[i] / pivot
                for j in range(i, n):
                    other[j] -= factor * row[j]
                right[k] -= factor * right[i]
    for i in reversed(range(n)):
        right[i] = (right[i] - sum(matrix[i][j] * right[j] for j in range(i + 1, n))) / matrix[i][i]
    return right


def fit(examples, ridge):
    names = sorted({n for e in examples for n in e.features})
    index = {n: i for i, n in enumerate(names)}
    weights = [0.0] * len(names)
    penalty = [FREE if n in ("constant", ELSEWHERE) else ridge for n in names]
    rows = [([(index[n], v) for n, v in sorted(e.features.items())], e.label, e.weight) for e in examples]
    for _ in range(12):
        gradient = [-p * w for p, w in zip(penalty, weights)]
        hessian = [[0.0] * len(names) for _ in names]
        for i, p in enumerate(penalty):
            hessian[i][i] = p
        for row, label, weight in rows:
            p = logistic(sum(weights[i] * v for i, v in row))
            slope, bend = weight * (label - p), weight * max(p * (1 - p), 1e-4)
            for i, v in row:
                gradient[i] += slope * v
                line, scaled = hessian[i], bend * v
                for j, u in row:
                    line[j] += scaled * u
        step = solve(hessian, gradient)
        weights = [w + s for w, s in zip(weights, step)]
        if max(map(abs, step)) < 1e-6:
            break
    return dict(zip(names, weights))


def group_of(example, name, folds):
    """Cross-validation by article; by blocks of sentences in CaRB."""
    if name == "articles":
        return example.source
    return int(example.source.rsplit("#", 1)[1]) * folds // 642


def figures(pairs):
    """Brier score, expected calibration error over ten equal parts, mean prediction and mean label."""
    n = len(pairs)
    ranked = sorted(pairs, key=lambda x: x[0])
    parts = [ranked[i * n // 10:(i + 1) * n // 10] for i in range(10)]
    error = sum(abs(sum(p for p, _ in part) - sum(y for _, y in part)) for part in parts) / n
    return "%4d  mean %.3f right %.3f  Brier %.4f  ECE %.3f" % (
        n, sum(p for p, _ in pairs) / n, sum(y for _, y in pairs) / n, sum((p - y) ** 2 for p, y in pairs) / n, error)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--shared", default=os.path.join(ROOT, "..", "shared"), help="folder with seeds, gold, data/carb and tools")
    parser.add_argument("--build", default=os.path.join(ROOT, os.environ.get("BUILD", "build")))
    parser.add_argument("--write", action="store_true", help="write " + os.path.relpath(TABLE, ROOT))
    parser.add_argument("--folds", type=int, default=10, help="of CaRB, in cross-validation; 0: none")
    parser.add_argument("--openie", metavar="FILE", help="CaRB dev with the confidence of cross-validation, for score_carb.py")
    options = parser.parse_args()
    sets = {}
    learn_articles(options.build, options.shared, sets)
    learn_carb(options.build, options.shared, sets)
    table = ["# Weights of confidence, fitted by src/train/confidence.py: a claim's or attribution's kind, feature (src/extract/confidence.h)",
             "# or rule, weight. Confidence is the logistic function of the weighted sum, in hundredths.", "#", "# kind\tfeature\tweight"]
    cross = {}
    for kind in ("attribution", "claim"):
        known = [(name, e) for name in sets for e in sets[name][kind] if e.features and e.label is not None]
        weights = fit([e for _, e in known], RIDGE[kind])
        for name in sets:
            print("%-12s %-9s fitted %s" % (kind, name, figures([(predict(weights, e), e.label) for n, e in known if n == name])))
        groups = {(name, group_of(e, name, options.folds)) for name, e in known} if options.folds else set()
        judged = defaultdict(list)
        for group in sorted(groups, key=str):
            learnt = fit([e for name, e in known if (name, group_of(e, name, options.folds)) != group], RIDGE[kind])
            for e in (e for e in sets[group[0]][kind] if e.features):
                if (group[0], group_of(e, group[0], options.folds)) == group:
                    cross[id(e)] = predict(learnt, e)
                    if e.label is not None:
                        judged[group[0]].append((cross[id(e)], e.label))
        for name in judged:
            print("%-12s %-9s crossed %s" % (kind, name, figures(judged[name])))
        if kind == "attribution":       # claims will see what the program will say of their speakers
            for e in (e for name in sets for e in sets[name]["claim"] if e.inner and e.features):
                p = predict(weights, e.inner, (ELSEWHERE,))
                e.features["speaker-confidence"] = max(1, min(99, math.floor(p * 100 + 0.5))) / 100
        for name in sorted(weights, key=lambda n: (n != "constant", n.startswith("rule="), n)):
            if name != ELSEWHERE:
                table.append("%s\t%s\t%.4f" % (kind, name, weights[name]))
    if options.openie and cross:
        write_openie(options, sets, cross)
    if options.write:
        with open(TABLE, "w", encoding="utf-8") as out:
            out.write("\n".join(table) + "\n")


def write_openie(options, sets, cross):
    inputs = [os.path.join(options.shared, "data", "carb", "dev.txt")]
    attest = os.path.join(options.build, "attest")
    rows = run(attest, "extract", "-q", "--lines", "--format", "openie", *inputs).splitlines()
    objects = [json.loads(line) for line in run(attest, "extract", "-q", "--lines", "--format", "ndjson", *inputs).splitlines()]
    with open(inputs[0], encoding="utf-8") as file:
        examples = align(rows, objects, sets["CaRB"], file.read().split("\n"))
    with open(options.openie, "w", encoding="utf-8") as out:
        for row, example in zip(rows, examples):
            fields = row.split("\t")
            fields[1] = "%.2f" % cross.get(id(example), 0.5)
            out.write("\t".join(fields) + "\n")


if __name__ == "__main__":
    main()
