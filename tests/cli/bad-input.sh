#!/bin/sh
# Bad sources are named and skipped, exit 1; the others are done. Nothing crashes, nothing hangs, memory is bounded.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

good='The harbour reopened. "We are glad," said Ann Bee.'
mkdir "$TMP/in"
printf '%s\n' "$good" > "$TMP/in/good.txt"
: > "$TMP/in/empty.txt"
printf 'nul \000 byte, which is no text at all\n' > "$TMP/in/nul.txt"
printf 'broken \377\376\375 utf-8 in a long enough text about caf\303\251s and the sea, said Ann Bee.\n' > "$TMP/in/broken.txt"
printf '\377\376' > "$TMP/in/utf16.txt"
printf '%s\n' "$good" | iconv -f UTF-8 -t UTF-16LE >> "$TMP/in/utf16.txt"
printf '{"title": "x", "text": 12}\n{"title": "cut", "text": "off\n{"title": "Good", "text": "The port is open, said Ann Bee."}\n' > "$TMP/in/lines.ndjson"
ln -s . "$TMP/in/loop"
ln -s nowhere "$TMP/in/dangling.txt"

expect_exit 1 "$ATTEST" extract -q --format nquads -o "$TMP/kg.nq" "$TMP/in" "$TMP/in/missing.txt"
expect_text "$TMP/err" "empty.txt"
expect_text "$TMP/err" "nul.txt"
expect_text "$TMP/err" "lines.ndjson:1"
expect_text "$TMP/err" "lines.ndjson:2"
expect_text "$TMP/err" "missing.txt"
expect_text "$TMP/err" "dangling.txt"
expect_no_text "$TMP/err" "good.txt"
sources=$(grep -c 'NewsArticle' "$TMP/kg.nq")
[ "$sources" = 4 ] || { cat "$TMP/err"; fail "$sources sources instead of 4 (good, broken, utf16, line 3)"; }

# A gigabyte in one line: refused by name, in little memory, from a file and from a pipe.
truncate -s 1G "$TMP/huge.txt"
# (The address sanitizer reserves terabytes of address space, so that a limit makes no sense there.)
case $BUILD in
*asan*) ;;
*) (
    ulimit -v 1000000
    expect_exit 3 "$ATTEST" extract -q --threads 1 --format nquads -o "$TMP/kg.nq" "$TMP/huge.txt"
) || exit 1 ;;
esac
expect_exit 3 "$ATTEST" extract -q --format nquads -o "$TMP/kg.nq" "$TMP/huge.txt"
expect_text "$TMP/err" "huge.txt"
expect_text "$TMP/err" "max-source-bytes"
tr '\000' 'a' < "$TMP/huge.txt" | "$ATTEST" extract -q --format nquads -o "$TMP/kg.nq" - 2> "$TMP/err"
[ $? = 3 ] || fail "a gigabyte from a pipe is not refused"
expect_text "$TMP/err" "max-source-bytes"
rm "$TMP/huge.txt"

# 10,000 quotations in one source: done in linear time. With a sanitizer fewer, on slow machines.
quotations=10000
if grep -q __asan_init "$ATTEST"; then quotations=1000; fi
awk -v n=$quotations 'BEGIN { for (i = 0; i < n; i++) printf "\"It is day %d,\" said Ann Bee.\n", i }' > "$TMP/quotes.txt"
expect_exit 0 timeout 120 "$ATTEST" extract -q --format ndjson -o "$TMP/kg.ndjson" "$TMP/quotes.txt"

# Nothing but bad sources: exit 3, and no output file.
rm -f "$TMP/kg.nq"
expect_exit 3 "$ATTEST" extract -q --format nquads -o "$TMP/kg.nq" "$TMP/in/empty.txt"
[ ! -e "$TMP/kg.nq" ] || fail "an output file without any source"
