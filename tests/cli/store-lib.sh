# Helpers of the tests of stores under bad conditions: source behind lib.sh.
# SPDX-License-Identifier: Apache-2.0

# Graphs of ten quads each, so that a torn one shows: its quads are fewer.
awk 'BEGIN { for (g = 0; g < 400; g++) for (s = 0; s < 10; s++)
    printf "<urn:s:%d:%d> <urn:p:%d> \"value %d of %d\" <urn:g:%d> .\n", g, s, s % 3, s, g, g }' > "$TMP/all.nq"
LC_ALL=C sort "$TMP/all.nq" > "$TMP/sorted"

# check_whole DIR: the store is sound and holds whole graphs only.
check_whole()
{
    expect_exit 0 "$ATTEST" store check "$1"
    "$ATTEST" store dump -f nquads "$1" > "$TMP/now" || fail "dump of $1"
    torn=$(awk '{ n[$NF == "." ? $(NF - 1) : $NF]++ } END { for (g in n) if (n[g] != 10) print g, n[g] }' "$TMP/now")
    [ -z "$torn" ] || fail "torn graphs: $torn"
}

# tell_kept DIR: the message names the store and says what it holds now, which is so.
tell_kept()
{
    kept=$(sed -n "s|^attest: $1: .*; the store holds what was committed before: \\([0-9]*\\) quads in .* graphs\$|\\1|p" "$TMP/err")
    [ -n "$kept" ] || { cat "$TMP/err"; fail "no word on what $1 holds"; }
    cp "$TMP/err" "$TMP/told"
    expect_exit 0 "$ATTEST" store check "$1"
    expect_exit 0 "$ATTEST" store stats "$1"
    grep -qx "quads *$kept" "$TMP/out" || { cat "$TMP/out"; fail "$kept quads are said to be in $1"; }
}
