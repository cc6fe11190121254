#!/bin/sh
# Measures the language layer on the development sets, with floors; exit 1 if one is not reached. Does nothing (exit 0) where the sets
# are not there. Usage: evaluate_language.sh [FOLDER], with ud/ and ner/ in it; BUILD says where the program is.
# SPDX-License-Identifier: Apache-2.0
set -u
cd "$(dirname "$0")/../.." || exit 3
data=${1:-../shared/data}
attest=${BUILD:-build}/attest
[ -e "$data/ud/ewt-dev.conllu" ] || { echo "evaluate_language: no treebanks in $data; nothing measured"; exit 0; }
tmp=$(mktemp -d) || exit 3
trap 'rm -rf "$tmp"' EXIT
status=0
evaluate() { python3 tests/bench/evaluate_conllu.py "$@" || status=1; }

python3 tests/bench/test_evaluate_conllu.py 2>&1 | tail -n 1

# floors TREEBANK: raw text | gold words | gold trees
floors_ewt() {
    raw="--floor Tokens=99.4 --floor Sentences=85.6"
    words="--floor UPOS=96.3 --floor UAS=90.6 --floor LAS=88.0 --floor Lemmas=97.5 --floor ELAS=86.7"
    trees="--floor ELAS=99.1"
}
floors_gum() {
    raw="--floor Tokens=99.7 --floor Sentences=96.2"
    words="--floor UPOS=97.7 --floor UAS=90.9 --floor LAS=88.4 --floor Lemmas=98.3 --floor ELAS=86.3"
    trees="--floor ELAS=98.8"
}
for bank in ewt gum; do
    gold=$data/ud/$bank-dev.conllu
    floors_$bank
    echo "== $bank: raw text"
    python3 src/train/segment.py text "$gold" > "$tmp/$bank.txt"
    "$attest" parse "$tmp/$bank.txt" > "$tmp/raw.conllu" || status=1
    evaluate "$gold" "$tmp/raw.conllu" $raw
    echo "== $bank: gold words"
    "$attest" parse --pretokenized "$gold" > "$tmp/$bank.words.conllu" || status=1
    evaluate "$gold" "$tmp/$bank.words.conllu" $words
    echo "== $bank: gold trees, enhanced"
    "$attest" parse --trees "$gold" > "$tmp/trees.conllu" || status=1
    evaluate "$gold" "$tmp/trees.conllu" $trees | tail -n 2
done
echo "== news documents of GUM: sentences from raw text; each model made without the document, then the one that is shipped"
set -- "$data/ud/gum-train.conllu" "$data/ud/gum-dev.conllu"
python3 src/train/segment.py crossvalidate -b --floor 97.1 "$@" "$data/ud/ewt-train.conllu" "$data/ud/ewt-dev.conllu" || status=1
python3 src/train/segment.py test src/language/model/segment.weights --floor 97.7 "$@" || status=1
python3 src/train/segment.py test src/language/model/segment.weights -b --floor 98.8 "$@" || status=1
echo "== dates and times: GUM"
python3 tests/bench/evaluate_values.py "$data/ud/gum-dev.conllu" "$tmp/gum.words.conllu" --floor 73.4 || status=1
if [ -e "$data/ner/uner-ewt-dev.iob2" ]; then
    echo "== names: PER, LOC, ORG on EWT"
    python3 tests/bench/evaluate_names.py uner "$data/ner/uner-ewt-dev.iob2" "$tmp/ewt.words.conllu" --floor 73.0 || status=1
fi
if [ -e "$data/../gold/entities.ndjson" ]; then
    echo "== names: news"
    "$attest" parse "$data/../seeds" > "$tmp/news.conllu" || status=1
    python3 tests/bench/evaluate_names.py spans "$data/../gold/entities.ndjson" "$tmp/news.conllu" --floor 89.7 || status=1
fi
exit "$status"
