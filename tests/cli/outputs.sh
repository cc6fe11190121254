#!/bin/sh
# Outputs never cost what is read: inputs are not written over, an interruption leaves nothing behind, and no character of a source
# can stop the writing of all others.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh
cd "$TMP" || exit 1

mkdir in
echo 'The port is open, said Ann Bee.' > in/a.txt
cp in/a.txt kept.txt
expect_exit 2 "$ATTEST" extract -q -o in/a.txt in/a.txt
expect_text err "would overwrite"
ln -s in/a.txt link.txt
expect_exit 2 "$ATTEST" extract -q -o link.txt in/a.txt
expect_exit 2 "$ATTEST" extract -q -o in/../in/a.txt in
expect_exit 2 "$ATTEST" extract -q --rules in/a.txt -o in/a.txt kept.txt
cmp -s in/a.txt kept.txt || fail "a source was written over"
expect_exit 0 "$ATTEST" extract -q -o in/kg.trig in
expect_exit 0 "$ATTEST" extract -q -o in/kg.trig in
expect_exit 0 "$ATTEST" extract -q -o /dev/null in
cp in/kg.trig kept.trig
expect_exit 2 "$ATTEST" audit in/kg.trig port -o in/kg.trig
expect_exit 2 "$ATTEST" import in/a.txt --sources in -o in/a.txt
cmp -s in/kg.trig kept.trig || fail "a dataset was written over"

# A report appears whole or not at all.
echo before > report.html
expect_exit 3 "$ATTEST" audit in/kg.trig port --format html -o none/report.html
expect_exit 0 "$ATTEST" audit in/kg.trig port --format html -o report.html
expect_text report.html "<!DOCTYPE html>"
expect_exit 3 "$ATTEST" audit in/kg.trig port -o /dev/full
expect_text err "No space left on device"

# Letters that could not be decoded, in names.
printf 'Nu\357\277\275ez met Ana Nu\357\277\275ez-Perez, said \363\240\204\200Ann\357\277\277 Bee. Nu\357\277\275ez left.\n' > in/b.txt
for format in trig nquads jsonld turtle; do
    expect_exit 0 "$ATTEST" extract -q --format $format -o "kg.$format" in
done

# Told to stop while it reads: exit 3, the old output is still there, nothing lies beside it.
echo before > stopped.trig
mkfifo pipe
"$ATTEST" extract -q -o stopped.trig in/a.txt pipe in/b.txt 2> err &
running=$!
exec 3> pipe
kill -TERM "$running"
echo 'The port is shut, said Bo Cray.' >&3
exec 3>&-
wait "$running"
code=$?
[ "$code" = 3 ] || fail "exit $code after an interruption"
expect_text err "interrupted"
expect_text stopped.trig before
[ "$(ls | grep -c 'stopped')" = 1 ] || fail "something was left beside the output"

# Others are ended by the first signal.
mkfifo query
"$ATTEST" query in/kg.trig query > /dev/null 2> err &
running=$!
exec 3> query
kill -TERM "$running"
wait "$running"
code=$?
exec 3>&-
[ "$code" -gt 128 ] || fail "exit $code of a query that was to stop"

# Verify tells of a file that folders are not searched for, and names the line of a bad source.
cp in/a.txt in/c.md
rm in/b.txt
expect_exit 0 "$ATTEST" extract -q -o md.trig in/c.md
printf 'Other words, said Bo Cray.\n' > in/a.txt
printf '{"text":"One."}\n{"text":2}\n' > in/lines.ndjson
expect_exit 1 "$ATTEST" verify md.trig --sources in
expect_text out "files of this kind are passed over: give it by name"
expect_text out "in/lines.ndjson:2"
rm in/lines.ndjson
expect_exit 0 "$ATTEST" verify md.trig --sources in/c.md
