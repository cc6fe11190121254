#!/bin/sh
# make demo: the main job on the example corpus: extract, look, query, audit, verify.
# SPDX-License-Identifier: Apache-2.0
set -eu
ATTEST=${ATTEST:-attest}
out=${1:-demo}
mkdir -p "$out"

step()
{
    printf '\n$ %s\n' "$(echo "$*" | sed "s|^$ATTEST|attest|")"
    "$@"
}

echo "Five reports by five invented outlets (examples/articles) become one knowledge graph."
step "$ATTEST" extract -q -o "$out/kg.trig" examples/articles
echo "wrote $out/kg.trig: $(grep -c 'a att:Claim' "$out/kg.trig") claims by $(grep -c 'a schema:NewsArticle' "$out/kg.trig") sources, one named graph each"

printf '\nWho is quoted, and how often?\n'
step "$ATTEST" query "$out/kg.trig" examples/queries/01-speakers.rq

printf '\nWho says what about the withdrawal, in which words?\n'
step "$ATTEST" audit "$out/kg.trig" withdrawal

printf '\nDoes every claim still stand in its source?\n'
step "$ATTEST" verify "$out/kg.trig" --sources examples/articles

printf '\nLook further: %s/kg.trig, examples/queries/*.rq, README.md\n' "$out"
