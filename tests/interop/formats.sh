#!/bin/sh
# The formats agree, as read by other people's parsers, for the example corpus and, when it is there, ../shared/seeds.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

check()
{
    for format in trig nquads turtle jsonld; do
        expect_exit 0 "$ATTEST" extract -q --format $format -o "$TMP/kg.$format" "$@"
    done
    expect_exit 0 rapper -q -c -i trig "$TMP/kg.trig"
    [ -s "$TMP/err" ] && { cat "$TMP/err"; fail "rapper warns about the TriG"; }
    expect_exit 0 rapper -q -c -i nquads "$TMP/kg.nquads"
    [ -s "$TMP/err" ] && { cat "$TMP/err"; fail "rapper warns about the N-Quads"; }
    node tests/interop/formats.mjs "$TMP/kg.trig" "$TMP/kg.nquads" "$TMP/kg.turtle" "$TMP/kg.jsonld" || fail "formats differ"
    rm -rf "$TMP"/kg.*
}

check examples/articles
[ ! -d ../shared/seeds ] || check ../shared/seeds/*.txt
