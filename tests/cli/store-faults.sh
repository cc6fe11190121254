# A store under bad conditions: processes killed while loading, a full disk, two writers, readers beside a writer.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

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

# --- killed 200 times, each time a bit later, each load going on where the one before was killed ---------------------------
kills=0
run=0
while [ "$kills" -lt 200 ]; do
    run=$((run + 1))
    [ "$run" -lt 2000 ] || fail "only $kills of $run loads could be killed"
    "$ATTEST" load -q --batch 40 --store "$TMP/killed" "$TMP/all.nq" 2> "$TMP/err" &
    loader=$!
    # No clock: how many look-ups at the process table pass is as random as the machine.
    i=0
    while [ "$i" -lt $((run * 37 % 61)) ] && [ -d "/proc/$loader" ]; do i=$((i + 1)); done
    kill -9 "$loader" 2> /dev/null && kills=$((kills + 1))
    wait "$loader" 2> /dev/null
    if [ $((run % 20)) = 0 ] && [ -f "$TMP/killed/data.mdb" ] && "$ATTEST" store stats "$TMP/killed" > /dev/null 2>&1; then
        check_whole "$TMP/killed"
    fi
done
expect_exit 0 "$ATTEST" load -q --batch 40 --store "$TMP/killed" "$TMP/all.nq"
check_whole "$TMP/killed"
LC_ALL=C sort "$TMP/now" | cmp - "$TMP/sorted" || fail "after all, other quads"

# --- going on: what was committed is not loaded again ----------------------------------------------------------------------
mkfifo "$TMP/gate"
head -n 3005 "$TMP/all.nq" > "$TMP/part.nq"
echo "broken" >> "$TMP/part.nq"
expect_exit 3 "$ATTEST" load -q --strict --batch 100 --store "$TMP/part" "$TMP/part.nq"
expect_exit 0 "$ATTEST" store stats "$TMP/part"
expect_text "$TMP/out" "a load was interrupted"
expect_exit 3 "$ATTEST" load --strict --batch 100 --store "$TMP/part" "$TMP/part.nq"
expect_text "$TMP/err" "quads are in the store already"
check_whole "$TMP/part"

# --- a disk that is full (here: files may not grow further) -----------------------------------------------------------------
head -n 1000 "$TMP/all.nq" > "$TMP/some.nq"
expect_exit 0 "$ATTEST" load -q --store "$TMP/full" "$TMP/some.nq"
limit=$(($(stat -c %s "$TMP/full/data.mdb") / 512 + 8))
(trap '' XFSZ; ulimit -f "$limit"; "$ATTEST" load -q --store "$TMP/full" "$TMP/all.nq") > "$TMP/out" 2> "$TMP/err"
[ $? = 3 ] || fail "a full disk goes unnoticed"
expect_text "$TMP/err" "no space left on the disk"
check_whole "$TMP/full"
expect_exit 0 "$ATTEST" load -q --store "$TMP/full" "$TMP/all.nq"
check_whole "$TMP/full"

# --- a second writer is sent away; readers see the store as it was ------------------------------------------------------------
"$ATTEST" load -q --batch 100 --store "$TMP/full" - < "$TMP/gate" &
writer=$!
exec 3> "$TMP/gate"
head -n 500 "$TMP/all.nq" | sed 's/urn:g:/urn:h:/' >&3
# It has the file open: then it has the lock, which it takes before.
until ls -l "/proc/$writer/fd" 2> /dev/null | grep -q data.mdb; do kill -0 "$writer" || fail "the writer is gone"; done
expect_exit 3 "$ATTEST" load -q --store "$TMP/full" "$TMP/some.nq"
expect_text "$TMP/err" "another process is writing"
expect_exit 0 "$ATTEST" query -f csv "$TMP/full" -e 'SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), "urn:g:")) }'
expect_text "$TMP/out" "4000"
exec 3>&-
wait "$writer" || fail "the writer beside a reader"
expect_exit 0 "$ATTEST" store stats "$TMP/full"
expect_text "$TMP/out" "quads      4500"
check_whole "$TMP/full"
