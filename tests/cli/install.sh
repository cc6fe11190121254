#!/bin/sh
# make install puts everything where it belongs; the example program builds against it and runs.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

case $BUILD in *asan*) echo "needs the ordinary build"; exit 77 ;; esac
make -s --no-print-directory BUILD="$BUILD" PREFIX="$TMP/usr" install > "$TMP/log" 2>&1 || { cat "$TMP/log"; fail "make install"; }
for file in bin/attest lib/libattest.a lib/libattest.so lib/pkgconfig/attest.pc include/attest/attest.h \
    share/man/man1/attest.1 share/man/man1/attest-extract.1 share/attest/ontology/attest.ttl; do
    [ -e "$TMP/usr/$file" ] || fail "$file was not installed"
done
"$TMP/usr/bin/attest" --version > /dev/null || fail "the installed program does not run"
PKG_CONFIG_PATH=$TMP/usr/lib/pkgconfig
export PKG_CONFIG_PATH
# shellcheck disable=SC2046 # a list of words
${CC:-cc} -std=c11 -Wall -Wextra -Werror examples/embed.c $(pkg-config --cflags --libs attest) -o "$TMP/embed" || fail "embed.c does not build"
LD_LIBRARY_PATH=$TMP/usr/lib "$TMP/embed" examples/articles/1-harbour-post.txt > "$TMP/out" || fail "embed.c does not run"
expect_text "$TMP/out" "Nabil Barakat | say | "
if LD_LIBRARY_PATH=$TMP/usr/lib "$TMP/embed" "$TMP/no-such-file" 2> "$TMP/err"; then fail "embed.c hides an error"; fi
