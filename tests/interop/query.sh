#!/bin/sh
# The same queries give the same rows as Oxigraph, on the example corpus.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

expect_exit 0 "$ATTEST" extract -q --format nquads -o "$TMP/kg.nq" examples/articles
node tests/interop/query.mjs "$TMP/kg.nq" "$ATTEST" examples/queries/*.rq tests/suite/query/*.rq || fail "rows differ"
