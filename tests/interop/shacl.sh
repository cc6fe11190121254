#!/bin/sh
# All that attest writes is valid by ontology/shapes.ttl; broken data is not.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

node tests/interop/shacl.mjs --tamper --no-digests tests/suite/graph/report.nq || fail "the golden graph"

check()
{
    expect_exit 0 "$ATTEST" extract -q --format nquads -o "$TMP/kg.nq" "$@"
    node tests/interop/shacl.mjs "$TMP/kg.nq" || fail "$*"
}

check examples/articles
check --base 'https://example.org/kg#' examples/articles
[ ! -d ../shared/seeds ] || check ../shared/seeds/*.txt
