#!/bin/sh
# The same input gives the same bytes: twice, with any number of threads, in every format.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

inputs=examples/articles
[ ! -d ../shared/seeds ] || inputs="$inputs ../shared/seeds"
for format in trig nquads jsonld ndjson; do
    # shellcheck disable=SC2086 # a list of words
    expect_exit 0 "$ATTEST" extract -q --threads 1 --format $format -o "$TMP/one" $inputs
    for threads in 1 2 4; do
        # shellcheck disable=SC2086
        expect_exit 0 "$ATTEST" extract -q --threads $threads --format $format -o "$TMP/many" $inputs
        cmp "$TMP/one" "$TMP/many" || fail "$format differs with $threads threads"
    done
done
