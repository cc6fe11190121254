#!/bin/sh
# Every kept input through its fuzz entry. An abort, or what a sanitizer of this build reports, fails.
# SPDX-License-Identifier: Apache-2.0
set -eu
BUILD=${BUILD:-build}
for entry in tests/fuzz/fuzz_*.c; do
    name=$(basename "$entry" .c)
    program=$BUILD/tests/fuzz/$name
    ${MAKE:-make} -s BUILD="$BUILD" "$program"
    echo "$name:"
    "$program" "tests/fuzz/corpus/${name#fuzz_}"/*
done
