#!/bin/sh
# --without leaves a rule out, in extract and verify alike; messages do not carry control characters to the terminal.
# SPDX-License-Identifier: Apache-2.0
. "$(dirname "$0")/lib.sh"
cd "$TMP" || exit 3
printf 'Ann Bee, a spokeswoman for the port, said the port is large. "We opened it again," Carl Dee said.\n' > a.txt

rules_of()
{
    "$ATTEST" extract -q --format ndjson "$@" a.txt | grep -o '"rule":"[^"]*"' | sed 's/.*#//; s/.*://; s/"//g' | sort -u
}

rules_of > all
grep -q '^quote.cue-after$' all || fail "quote.cue-after makes nothing of the text"
grep -q '^clause.copula$' all || fail "clause.copula makes nothing of the text"
grep -q '^name.apposition$' all || fail "name.apposition makes nothing of the text"
for rule in quote.cue-after clause.copula name.apposition; do
    rules_of --without $rule > without
    grep -q "^$rule\$" without && fail "$rule was left out and made something"
done
rules_of --without clause.copula --without quote.cue-after > without
grep -qE '^(clause.copula|quote.cue-after)$' without && fail "two rules left out, one made something"

"$ATTEST" extract -q --without clause.copula -o kg.trig a.txt || fail "extract --without"
"$ATTEST" verify kg.trig --sources a.txt --without clause.copula 2> /dev/null || fail "verify with the same rule left out"
"$ATTEST" verify kg.trig --sources a.txt > found 2> /dev/null && fail "verify with all rules finds nothing"

for rule in no.such-rule zone.headline name.pronoun; do
    "$ATTEST" extract -q --without $rule a.txt > out 2> message
    [ $? = 2 ] || fail "--without $rule is no wrong usage"
    grep -q "$rule" message || fail "the message does not name $rule"
    [ ! -s out ] || fail "--without $rule wrote something"
done

name=$(printf 'a\033[31m\302\233b')
"$ATTEST" extract -q "$name" > /dev/null 2> message
grep -q 'a\\x1b\[31m\\x9bb' message || fail "control characters in the message: $(od -c message)"
