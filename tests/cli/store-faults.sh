# A store under bad conditions: processes killed while loading, a full disk, two writers, readers beside a writer.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh
. tests/cli/store-lib.sh

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

# --- a disk that is full ------------------------------------------------------------------------------------------------------
# Files may not grow further: at the end of a page and within one.
head -n 1000 "$TMP/all.nq" > "$TMP/some.nq"
expect_exit 0 "$ATTEST" load -q --store "$TMP/full" "$TMP/some.nq"
limit=$(($(stat -c %s "$TMP/full/data.mdb") / 512))
for more in 8 16 17 100 155; do
    (trap '' XFSZ; ulimit -f "$((limit + more))"; "$ATTEST" load -q --store "$TMP/full" "$TMP/all.nq") > "$TMP/out" 2> "$TMP/err"
    [ $? = 3 ] || fail "a file that may not grow goes unnoticed"
    expect_text "$TMP/err" "the store's file may not grow further"
    tell_kept "$TMP/full"
    [ "$kept" = 1000 ] || fail "$kept quads after a load of 1000 and one that failed"
done
(trap '' XFSZ; ulimit -f 300; "$ATTEST" extract -q --store "$TMP/extracted" examples/articles) > "$TMP/out" 2> "$TMP/err"
[ $? = 3 ] || fail "extract: a file that may not grow goes unnoticed"
expect_text "$TMP/err" "the store's file may not grow further"
tell_kept "$TMP/extracted"
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
