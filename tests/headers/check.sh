#!/bin/sh
# Each public header must compile alone: as C11 with full warnings, and as C++.
# SPDX-License-Identifier: Apache-2.0
set -eu
cd "$(dirname "$0")/../.."
for header in include/attest/*.h; do
    name=${header#include/}
    printf '#include "%s"\n#include "%s"\n' "$name" "$name" |
        ${CC:-cc} -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Werror -Iinclude -x c -fsyntax-only -
    printf '#include "%s"\n' "$name" | g++ -std=c++11 -Wall -Wextra -Werror -Iinclude -x c++ -fsyntax-only -
done
