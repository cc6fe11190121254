#!/bin/sh
# A store's life under valgrind: no leak, no error.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

command -v valgrind > /dev/null || { echo "valgrind is not installed"; exit 77; }
check()
{
    expect_exit 0 valgrind -q --suppressions=tests/valgrind/pcre2-jit.supp --suppressions=tests/valgrind/rasqal.supp \
        --leak-check=full --show-leak-kinds=definite,indirect,possible \
        --errors-for-leak-kinds=definite,indirect --error-exitcode=99 "$ATTEST" "$@"
}
expect_exit 0 "$ATTEST" extract -q --format nquads -o "$TMP/kg.nq" examples/articles
check load -q --store "$TMP/store" "$TMP/kg.nq"
check load -q --batch 500 --store "$TMP/store" "$TMP/kg.nq"
check extract -q --store "$TMP/store" examples/articles/3-levant-dispatch.txt
check query "$TMP/store" examples/queries/06-chains.rq
check query "$TMP/store" tests/suite/query/path-nested.rq
check query -f turtle "$TMP/store" tests/suite/query/construct.rq
check audit "$TMP/store" Idris
graph=$("$ATTEST" query -f csv "$TMP/store" -e 'SELECT ?g { GRAPH ?g { ?s ?p ?o } } LIMIT 1' | tr -d '\r' | sed -n 2p)
check store delete "$TMP/store" "$graph"
check store check "$TMP/store"
check store stats "$TMP/store"
check store compact "$TMP/store" "$TMP/copy"
check store dump "$TMP/copy"
# One source, so that deriving it again does not take minutes.
expect_exit 0 "$ATTEST" extract -q --store "$TMP/one" examples/articles/3-levant-dispatch.txt
check verify "$TMP/one" --sources examples/articles/3-levant-dispatch.txt
