#!/bin/sh
# Runs the parts of the test suite named (default: all) against the build in $BUILD and ends with a line that counts.
# A part is a folder of scripts or a program; each script is one test: exit 0 passes, 77 is skipped, all else fails.
# SPDX-License-Identifier: Apache-2.0
set -u
root=$(CDPATH= cd -- "$(dirname "$0")/.." && pwd)
cd "$root" || exit 3
BUILD=${BUILD:-build}
ATTEST=$root/$BUILD/attest
export ATTEST BUILD
passed=0 failed=0 skipped=0
broken=

# run_test NAME COMMAND...: runs one test in an empty folder of its own, shows its output only if it does not pass.
run_test()
{
    name=$1
    shift
    TMP=$(mktemp -d)
    export TMP
    "$@" > "$TMP.log" 2>&1 < /dev/null
    case $? in
    0) passed=$((passed + 1)); echo "ok       $name" ;;
    77) skipped=$((skipped + 1)); echo "skipped  $name: $(tail -n 1 "$TMP.log")" ;;
    *) failed=$((failed + 1)); broken="$broken $name"; echo "FAILED   $name"; sed 's/^/    /' "$TMP.log" ;;
    esac
    rm -rf "$TMP" "$TMP.log"
}

run_scripts()
{
    for script in tests/"$1"/*.sh; do
        case $script in */lib.sh | */store-lib.sh | */servers.sh | */run.sh | *'*'*) continue ;; esac
        run_test "$1/$(basename "$script" .sh)" sh "$script"
    done
}

run_part()
{
    case $1 in
    unit)
        if "$BUILD/tests/unit-tests" --jobs 2; then passed=$((passed + 1)); else failed=$((failed + 1)); broken="$broken unit"; fi ;;
    headers) run_test headers sh tests/headers/check.sh ;;
    rules) run_test rules "$ATTEST" rules test ;;
    *) run_scripts "$1" ;;
    esac
}

for part in ${*:-unit headers rules cli interop valgrind fuzz}; do
    run_part "$part"
done
[ -z "$broken" ] || echo "failed:$broken"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
