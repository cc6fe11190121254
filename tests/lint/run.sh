#!/bin/sh
# Checks of the source text: layers, Redland's headers, licence lines, length of files, leftovers.
# SPDX-License-Identifier: Apache-2.0
set -u
cd "$(dirname "$0")/../.." || exit 3
status=0
complain()
{
    echo "lint: $*"
    status=1
}

# Layers: an include of a module that stands after the includer's in layers.txt points upward.
layers=$(grep -v '^#' tests/lint/layers.txt)
rank() { echo "$layers" | grep -nx "$1" | cut -d: -f1; }
for file in src/*/*.c src/*/*.h; do
    own=${file#src/}
    own=${own%%/*}
    own_rank=$(rank "$own")
    [ -n "$own_rank" ] || { [ "$own" = train ] || complain "$file: module $own is not in tests/lint/layers.txt"; continue; }
    for module in $(sed -n 's/^#include "\([a-z]*\)\/.*/\1/p' "$file" | sort -u); do
        case $module in attest | data) continue ;; esac # public headers, and what the build makes
        other_rank=$(rank "$module")
        [ -n "$other_rank" ] || { complain "$file: includes unknown module $module"; continue; }
        [ "$other_rank" -le "$own_rank" ] || complain "$file: includes $module, which is a higher layer"
    done
done

# Redland's headers belong to rdf and store alone.
grep -lE '#include *[<"](raptor2|librdf|rasqal|redland)[./]' $(git ls-files 'src/*.[ch]' 'src/**/*.[ch]' 'include/attest/*.h') |
    grep -vE '^src/(rdf|store)/' | while read -r file; do echo "lint: $file: includes a Redland header outside rdf and store"; done |
    grep . && status=1

for file in $(git ls-files '*.c' '*.h' '*.sh' '*.py' '*.mjs'); do
    head -n 25 "$file" | grep -q 'SPDX-License-Identifier: Apache-2.0' || complain "$file: no SPDX line at its head"
done
for file in $(git ls-files 'src/*.c' 'src/**/*.c'); do
    lines=$(wc -l < "$file")
    [ "$lines" -le 700 ] || complain "$file: $lines lines, more than 700"
done
git grep -nE 'TODO|FIXME|(^|[^X])XXX([^X]|$)' -- src include ontology tests examples Makefile ':!tests/lint' && complain "leftovers (above)"

# Only the library's interface is visible in the shared library.
if [ -e build/libattest.so.0 ]; then
    nm -D --defined-only build/libattest.so.0 | awk '{print $3}' | grep -v '^attest_' | grep . && complain "exported symbols (above) that are not attest_*"
    nm -D --defined-only build/libattest.so.0 | awk '{print $3}' | grep '^attest_i_' && complain "exported internal symbols (above)"
fi

# Formatting and cppcheck, where they are installed.
absent=
for tool in clang-format cppcheck; do
    command -v "$tool" > /dev/null 2>&1 || absent="$absent, $tool"
done
if command -v clang-format > /dev/null 2>&1; then
    clang-format --dry-run -Werror $(git ls-files '*.c' '*.h') > /dev/null 2>&1 || complain "not formatted: run make format"
fi
if command -v cppcheck > /dev/null 2>&1; then
    cppcheck -q --std=c11 --enable=warning,portability --error-exitcode=1 --inline-suppr -Iinclude -Isrc \
        --suppress=missingIncludeSystem --suppress=unknownMacro -j 2 src || complain "cppcheck (above)"
fi
[ "$status" = 0 ] && echo "lint: nothing to complain about${absent:+ (not installed, so not asked: ${absent#, })}"
exit "$status"
