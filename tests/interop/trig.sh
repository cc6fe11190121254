#!/bin/sh
# Turtle and TriG mean the same to attest, N3.js and rapper: hand-written cases and attest's own outputs.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

read_quads=${BUILD:-build}/tests/read-quads
${MAKE:-make} -s "BUILD=${BUILD:-build}" "$read_quads" || fail "the reader does not build"
for format in trig turtle; do
    expect_exit 0 "$ATTEST" extract -q --format $format -o "$TMP/kg.$format" examples/articles/*.txt
done
node tests/interop/trig.mjs "$read_quads" tests/suite/trig/good-* tests/suite/trig/bad-* "$TMP/kg.trig" "$TMP"/kg.turtle/*.ttl ||
    fail "readers differ"
