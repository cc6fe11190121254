#!/bin/sh
# Full disks, closed pipes, unwritable folders: exit 3, a message, and what was there before is still there.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

for format in trig nquads jsonld ndjson; do
    "$ATTEST" extract -q --format $format examples/articles > /dev/full 2> "$TMP/err"
    [ $? = 3 ] || fail "$format: a full disk goes unnoticed"
    expect_text "$TMP/err" "No space left on device"
    { "$ATTEST" extract -q --format $format examples/articles 2> "$TMP/err"; echo $? > "$TMP/code"; } | :
    # A short output may fit into the pipe before it closes; a failure must be reported as one.
    case $(cat "$TMP/code") in 0 | 3) ;; *) fail "$format: exit $(cat "$TMP/code") on a closed pipe" ;; esac
done

echo "before" > "$TMP/kg.trig"
mkdir "$TMP/none"
expect_exit 3 "$ATTEST" extract -q -o "$TMP/none/there/kg.trig" examples/articles
expect_text "$TMP/err" "there/kg.trig"
expect_exit 3 "$ATTEST" extract -q -o "$TMP/none" examples/articles
expect_exit 3 "$ATTEST" extract -q -o "$TMP/kg.trig" "$TMP/no-such-input"
expect_text "$TMP/kg.trig" "before"
[ "$(ls "$TMP" | grep -c kg.trig)" = 1 ] || fail "something was left beside the output"

# A folder that is not an earlier output of attest is never replaced.
mkdir "$TMP/folder"
echo "mine" > "$TMP/folder/notes.txt"
expect_exit 3 "$ATTEST" extract -q --format turtle -o "$TMP/folder" examples/articles
expect_text "$TMP/folder/notes.txt" "mine"
expect_exit 0 "$ATTEST" extract -q --format turtle -o "$TMP/turtle" examples/articles
expect_exit 0 "$ATTEST" extract -q --format turtle -o "$TMP/turtle" examples/articles/1-*.txt
[ "$(ls "$TMP/turtle" | wc -l)" = 2 ] || fail "the folder was not replaced as a whole"
