#!/bin/sh
# Makes the man pages, one for the program and one for each command, from the program's own help texts.
# SPDX-License-Identifier: Apache-2.0
set -eu
out=$1
mkdir -p "$out"

# page NAME SUMMARY HELP-COMMAND: one page whose body is a help text.
page()
{
    title=$(echo "$1" | tr '[:lower:]' '[:upper:]')
    {
        echo ".TH $title 1 \"\" \"attest $VERSION\" \"User Commands\""
        echo ".SH NAME"
        echo "$1 \\- $2"
        echo ".SH DESCRIPTION"
        echo ".nf"
        $3 | sed 's/\\/\\e/g; s/^\([.'"'"']\)/\\\&\1/; s/-/\\-/g'
        echo ".fi"
        echo ".SH EXIT STATUS"
        echo "0 done; 1 ran and found problems; 2 wrong usage; 3 could not run."
    } > "$out/$1.1"
}

$ATTEST --help | sed -n 's/^  \([a-z][a-z]*\)  *\(.*\)/\1 \2/p' | while read -r command summary; do
    page "attest-$command" "$summary" "$ATTEST $command --help"
done
page attest "news text to an auditable knowledge graph" "$ATTEST --help"
