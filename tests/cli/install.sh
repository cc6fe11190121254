#!/bin/sh
# make install puts everything where it belongs; the example program builds against it and runs.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

case $BUILD in *asan*) echo "needs the ordinary build"; exit 77 ;; esac
: > "$TMP/before"
make -s --no-print-directory BUILD="$BUILD" PREFIX="$TMP/usr" LDCONFIG="echo the loader is told" install > "$TMP/log" 2>&1 || { cat "$TMP/log"; fail "make install"; }
written=$(find "$BUILD" -newer "$TMP/before")
[ -z "$written" ] || fail "make install writes into the build: $written"
[ "$(id -u)" != 0 ] || expect_text "$TMP/log" "the loader is told"
for file in bin/attest lib/libattest.a lib/libattest.so lib/pkgconfig/attest.pc include/attest/attest.h \
    share/man/man1/attest.1 share/man/man1/attest-extract.1 share/attest/ontology/attest.ttl share/bash-completion/completions/attest; do
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

# Against the installed headers alone, statically, as C and as C++.
cat > "$TMP/use.c" << 'USE'
#include <attest/attest.h>
#include <stdio.h>

int main(void)
{
    attest_document *document;
    attest_error error;
    const char text[] = "The port is open, said Ann Bee.";
    attest_view bytes = {text, sizeof text - 1};
    if (attest_document_from_bytes(&document, bytes, "memory", NULL, &error) != ATTEST_OK) {
        return 1;
    }
    puts(attest_version());
    puts(attest_document_digest(document));
    attest_document_free(document);
    return 0;
}
USE
# shellcheck disable=SC2046 # a list of words
(cd "$TMP" && ${CC:-cc} -std=c11 -Wall -Wextra -Wpedantic -Werror use.c $(pkg-config --cflags attest) \
    usr/lib/libattest.a $(pkg-config --libs --static attest | sed 's/-lattest//') -o use) || fail "use.c does not build"
"$TMP/use" > "$TMP/out" || fail "use.c does not run"
expect_text "$TMP/out" "attest $("$TMP/usr/bin/attest" --version | sed 's/attest //')"
expect_text "$TMP/out" "sha256:$(printf 'The port is open, said Ann Bee.' | sha256sum | cut -d ' ' -f 1)"
if command -v c++ > /dev/null 2>&1; then
    cp "$TMP/use.c" "$TMP/use.cpp"
    # shellcheck disable=SC2046
    c++ -std=c++17 -Wall -Wextra -Werror -c "$TMP/use.cpp" $(pkg-config --cflags attest) -o "$TMP/use.o" || fail "no C++"
fi

# Completion says what the program says.
if command -v bash > /dev/null 2>&1; then
    # complete WORD...: what is offered for the last word.
    complete_words()
    {
        bash -c '. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _attest; echo "${COMPREPLY[*]}"' bash \
            "$TMP/usr/share/bash-completion/completions/attest" "$TMP/usr/bin/attest" "$@"
    }
    [ "$(complete_words ver)" = verify ] || fail "completion of a command"
    [ "$(complete_words extract --format nq)" = nquads ] || fail "completion of a value"
    [ "$(complete_words extract -f nd)" = ndjson ] || fail "completion of a short option's value"
    [ "$(complete_words extract --min)" = --min-confidence ] || fail "completion of an option"
fi

# What was installed goes; what others put beside it stays.
mkdir -p "$TMP/usr/share/man/man1"
: > "$TMP/usr/share/man/man1/attestation.1"
: > "$TMP/usr/bin/other"
make -s --no-print-directory BUILD="$BUILD" PREFIX="$TMP/usr" uninstall || fail "make uninstall"
left=$(cd "$TMP/usr" && find . -type f -o -type l | sort | tr '\n' ' ')
[ "$left" = "./bin/other ./share/man/man1/attestation.1 " ] || fail "left behind, or lost: $left"

# Staged below DESTDIR, for the place that PREFIX names.
make -s --no-print-directory BUILD="$BUILD" PREFIX=/opt/attest DESTDIR="$TMP/stage" LDCONFIG="echo the loader is told" install > "$TMP/log" 2>&1 || { cat "$TMP/log"; fail "make install with DESTDIR"; }
expect_no_text "$TMP/log" "the loader is told"
expect_text "$TMP/stage/opt/attest/lib/pkgconfig/attest.pc" "prefix=/opt/attest"
