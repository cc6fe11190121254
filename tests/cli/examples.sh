#!/bin/sh
# The example queries give the rows in examples/queries/*.expected over the example corpus.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

expect_exit 0 "$ATTEST" extract -q -o "$TMP/kg.trig" examples/articles
for query in examples/queries/*.rq; do
    expect_exit 0 "$ATTEST" query "$TMP/kg.trig" "$query" --format tsv
    diff -u "${query%.rq}.expected" "$TMP/out" || fail "$query: other rows than in ${query%.rq}.expected"
done
