#!/bin/sh
# usage: run.sh [SECONDS [NAME...]]
# Fuzzes each entry, or those named, for so many seconds (default 30) with clang's libFuzzer and the sanitizers, from the kept corpus.
# New inputs go to build/fuzz/corpus; what crashed lies in build/fuzz/crash-*.
# SPDX-License-Identifier: Apache-2.0
set -eu
seconds=${1:-30}
[ $# -gt 0 ] && shift
command -v clang > /dev/null || { echo "fuzz: clang is needed (Debian package clang)"; exit 3; }
flags="-O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all"
for entry in tests/fuzz/fuzz_*.c; do
    name=$(basename "$entry" .c)
    case " ${*:-${name#fuzz_}} " in *" ${name#fuzz_} "*) ;; *) continue ;; esac
    program=build/fuzz/tests/fuzz/$name
    ${MAKE:-make} -s BUILD=build/fuzz CC=clang CFLAGS="$flags" FUZZ_DRIVER= LDFLAGS=-fsanitize=fuzzer "$program"
    mkdir -p "build/fuzz/corpus/$name"
    "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="build/fuzz/crash-$name-" "build/fuzz/corpus/$name" "tests/fuzz/corpus/${name#fuzz_}"
done
