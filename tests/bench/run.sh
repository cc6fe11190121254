#!/bin/sh
# make bench: throughput and peak memory of extract and of each writer, next to serdi and rapper.
# SPDX-License-Identifier: Apache-2.0
set -eu
exec python3 tests/bench/throughput.py "${BUILD:-build}/attest" "$@"
