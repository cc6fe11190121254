#!/bin/sh
# make bench: throughput and peak memory of extract and of each writer, next to serdi and rapper.
# SPDX-License-Identifier: Apache-2.0
set -eu
for program in python3 serdi rapper; do
    command -v "$program" > /dev/null || { echo "bench: there is no $program; on Debian, 'make setup-test' installs it" >&2; exit 1; }
done
exec python3 tests/bench/throughput.py "${BUILD:-build}/attest" "$@"
