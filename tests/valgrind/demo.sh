#!/bin/sh
# The main job under valgrind: no leak, no error.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

command -v valgrind > /dev/null || { echo "valgrind is not installed"; exit 77; }
check()
{
    expect_exit 0 valgrind -q --suppressions=tests/valgrind/pcre2-jit.supp --leak-check=full --show-leak-kinds=definite,indirect,possible \
        --errors-for-leak-kinds=definite,indirect --error-exitcode=99 "$ATTEST" "$@"
}
check extract -q --threads 2 -o "$TMP/kg.trig" examples/articles/1-harbour-post.txt examples/articles/3-levant-dispatch.txt
check query "$TMP/kg.trig" examples/queries/01-speakers.rq
check audit "$TMP/kg.trig" Idris
check verify "$TMP/kg.trig" --sources examples/articles/1-harbour-post.txt --sources examples/articles/3-levant-dispatch.txt
