#!/bin/sh
# Wrong usage is exit 2 with a message that names what is wrong; help goes to standard output.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

expect_exit 2 "$ATTEST"
expect_text "$TMP/err" "usage: attest COMMAND"
expect_exit 2 "$ATTEST" frobnicate
expect_text "$TMP/err" "unknown command 'frobnicate'"
expect_exit 0 "$ATTEST" --help
expect_exit 0 "$ATTEST" --version
expect_text "$TMP/out" "attest "
expect_exit 2 "$ATTEST" extract
expect_text "$TMP/err" "no input given"
expect_exit 2 "$ATTEST" extract --format rtf examples/articles
expect_text "$TMP/err" "'rtf' is not a valid FORMAT"
expect_exit 2 "$ATTEST" extract --threads 0 examples/articles
expect_exit 2 "$ATTEST" extract --threads
expect_text "$TMP/err" "needs a value"
expect_exit 2 "$ATTEST" extract --no-such-option examples/articles
expect_text "$TMP/err" "unknown option '--no-such-option'"
expect_exit 2 "$ATTEST" extract --min-confidence 2 examples/articles
expect_exit 2 "$ATTEST" extract --max-source-bytes 12Q examples/articles
expect_exit 2 "$ATTEST" extract --base "not an iri" examples/articles
expect_exit 2 "$ATTEST" extract --format turtle examples/articles
for command in $("$ATTEST" --help | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p'); do
    expect_exit 0 "$ATTEST" "$command" --help
    expect_text "$TMP/out" "usage: attest $command"
    expect_exit 2 "$ATTEST" "$command" --no-such-option
done
