# Helpers of the command-line tests: source with `. tests/cli/lib.sh`. $ATTEST is the program, $TMP an empty folder.
# SPDX-License-Identifier: Apache-2.0
set -u

fail()
{
    echo "$*"
    exit 1
}

# expect_exit CODE COMMAND...: output goes to $TMP/out and $TMP/err.
expect_exit()
{
    expected=$1
    shift
    "$@" > "$TMP/out" 2> "$TMP/err"
    got=$?
    [ "$got" = "$expected" ] || { cat "$TMP/err"; fail "exit $got instead of $expected: $*"; }
}

# expect_text FILE WORDS: FILE must contain the words.
expect_text()
{
    grep -qF -- "$2" "$1" || { cat "$1"; fail "'$2' is not in $1"; }
}

expect_no_text()
{
    if grep -qF -- "$2" "$1"; then cat "$1"; fail "'$2' is in $1"; fi
}
