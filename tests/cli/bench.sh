#!/bin/sh
# The program behind the table of `make bench` runs and tells what it measures; how fast is no test.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

[ -x "$BUILD/tests/bench-stages" ] || { echo "bench-stages is not built"; exit 77; }
"$BUILD/tests/bench-stages" examples/articles > "$TMP/stages" || fail "bench-stages: exit $?"
for part in read segment network "lemmas, names" attributions "clause claims" "write (N-Quads)" "whole pipeline" "extraction after parsing"; do
    grep -q "^$part" "$TMP/stages" || fail "no part '$part': $(cat "$TMP/stages")"
done
sentences=$(sed -n 's/^[0-9]* sources, \([0-9]*\) sentences.*/\1/p' "$TMP/stages")
[ "$sentences" -ge 50 ] || fail "only $sentences sentences in the examples"
