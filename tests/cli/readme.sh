#!/bin/sh
# The commands of the README print what the README says.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

python3 tests/cli/readme.py "$ATTEST" "$TMP" || fail "run 'python3 tests/cli/readme.py $BUILD/attest FOLDER --update' and read the change"
