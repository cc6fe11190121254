#!/bin/sh
# What cannot be read is named and skipped, with exit code 1; the rest is done. Memory stays small whatever the input.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh
cd "$TMP" || exit 1
good='The mayor of Lindholm, Ada Berg, said: "The bridge is open."'
mkdir in in/sub
echo "$good" > in/good.txt
: > in/empty.txt
printf 'A NUL \0 here.\n' > in/nul.txt
printf 'caf\351\n' > in/legacy.txt
ln -s .. in/sub/up
ln -s nowhere in/broken.txt
printf '{"text": "One."}\n{"text": 2}\n{"text": "Three."}\n' > in/lines.ndjson
truncate -s 1G in/huge.txt

# The sanitizers need more address space than any limit would leave them.
case $BUILD in *asan*) limit=unlimited ;; *) limit=1000000 ;; esac

expect_exit 1 sh -c "ulimit -v $limit; exec \"\$ATTEST\" extract --format ndjson -o out.ndjson in missing.txt"
expect_text err 'in/empty.txt: no text: the file is empty'
expect_text err 'in/nul.txt:1:7: not text: a NUL character'
expect_text err 'in/legacy.txt:1:4: warning: not UTF-8 from here on; the encoding is not declared and was taken to be windows-1252'
expect_text err 'in/sub/up: warning: this link leads back to "in"'
expect_text err 'in/broken.txt: cannot open: No such file or directory'
expect_text err 'in/lines.ndjson:2: member "text" is a number; expected a string'
expect_text err 'in/huge.txt: has 1073741824 bytes, more than the 67108864 that one source may have'
expect_text err 'missing.txt: cannot open: No such file or directory'
for path in in/good.txt in/legacy.txt 'in/lines.ndjson#1' 'in/lines.ndjson#3'; do
    expect_text out.ndjson "\"path\":\"$path\""
done
[ "$(grep -c '"type":"document"' out.ndjson)" = 4 ] || fail "other documents than the four good ones"

# A line too long is passed without being held, and what follows it is read.
{ echo "$good"; head -c 100000000 /dev/zero | tr '\0' x; printf '\n%s\n' "$good"; } > long.txt
expect_exit 1 sh -c "ulimit -v $limit; exec \"\$ATTEST\" extract --lines --format ndjson -o long.ndjson - < long.txt"
expect_text err '-:2: this line is longer than the 67108864 bytes that one source may have'
expect_text long.ndjson '"path":"-#3"'
[ "$(grep -c '"type":"document"' long.ndjson)" = 2 ] || fail "not two documents"

expect_exit 2 "$ATTEST" extract --encoding klingon-8 in/good.txt
expect_text err klingon-8
