#!/bin/sh
# attest rules, and a user's rule file from its examples to the claims that it makes.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh
mine=tests/suite/rules/movements.rules

expect_exit 0 "$ATTEST" rules list
expect_text "$TMP/out" "time.weekday"
expect_exit 0 "$ATTEST" rules list "$mine"
expect_text "$TMP/out" "movements.departed"
expect_exit 0 "$ATTEST" rules show time.weekday
expect_text "$TMP/out" "make value weekday"
expect_exit 0 "$ATTEST" rules test "$mine"
expect_text "$TMP/out" " 0 failed"

# Claims of the user's rules, with what the program knows: the value of the day, the outlet's source as speaker.
expect_exit 0 "$ATTEST" extract -q --rules "$mine" --format ndjson examples/articles
grep '"rule":"[^"]*#movements' "$TMP/out" > "$TMP/claims" || fail "no claim by the user's rules"
expect_text "$TMP/claims" '"text":"At least one cargo plane"'
expect_text "$TMP/claims" '"role":"from","text":"the Hmeimim air base"'
expect_text "$TMP/claims" '"lexical":"2024-12-14"'
grep '"text":"At least one cargo plane"' "$TMP/claims" | grep -q '"attribution":\[\]' && fail "the guard's words have no speaker"

# Without the file there is none.
expect_exit 0 "$ATTEST" extract -q --format ndjson examples/articles
expect_no_text "$TMP/out" "#movements"

# A failing example is a problem found; a bad file cannot be used, and the message says where.
sed 's/predicate="sailed"/predicate="rowed"/' "$mine" > "$TMP/failing.rules"
expect_exit 1 "$ATTEST" rules test "$TMP/failing.rules"
expect_text "$TMP/out" "movements.flew"
expect_text "$TMP/out" 'predicate="sailed"'
sed 's/(?<verb>flew/(?<verb>(flew/' "$mine" > "$TMP/bad.rules"
line=$(grep -n '(?<verb>(flew' "$TMP/bad.rules" | cut -d: -f1)
expect_exit 3 "$ATTEST" extract -q --rules "$TMP/bad.rules" examples/articles
expect_text "$TMP/err" "bad.rules:$line:"
expect_text "$TMP/err" "missing closing parenthesis"
