#!/bin/sh
# attest parse: CoNLL-U out, CoNLL-U in, and what is refused.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

tab=$(printf '\t')
printf 'Harbour closed\n\nAnn Bee didn\342\200\231t leave. \342\200\234Caf\303\251 is open,\342\200\235 he said.\n' > "$TMP/a.txt"
expect_exit 0 "$ATTEST" parse "$TMP/a.txt"
cp "$TMP/out" "$TMP/parsed"
expect_text "$TMP/parsed" "# newdoc id = $TMP/a.txt"
expect_text "$TMP/parsed" "# text = Harbour closed"
expect_text "$TMP/parsed" "3-4${tab}didn’t${tab}_"
expect_text "$TMP/parsed" "TokenRange=16:19"
[ "$(grep -c '^# sent_id' "$TMP/parsed")" = 3 ] || { cat "$TMP/parsed"; fail "not three sentences"; }
grep -q "^[0-9]*${tab}he${tab}he${tab}PRON" "$TMP/parsed" || fail "no tags"
grep -q "${tab}0${tab}root${tab}0:root${tab}" "$TMP/parsed" || fail "no enhanced edges"

# The same again; and from standard input.
expect_exit 0 "$ATTEST" parse "$TMP/a.txt"
cmp "$TMP/out" "$TMP/parsed" || fail "not the same twice"
"$ATTEST" parse - < "$TMP/a.txt" | grep -v '^# newdoc' > "$TMP/stdin"
grep -v '^# newdoc' "$TMP/parsed" | cmp - "$TMP/stdin" || fail "standard input gives something else"

# Fewer networks: the same words; all of them: the same trees; more than there are: refused.
expect_exit 0 "$ATTEST" parse --networks 1 "$TMP/a.txt"
cut -f 1,2 "$TMP/out" > "$TMP/words"
cut -f 1,2 "$TMP/parsed" | cmp - "$TMP/words" || fail "--networks changes words"
"$ATTEST" parse --networks 1 examples/articles > "$TMP/one"
"$ATTEST" parse examples/articles > "$TMP/all"
! cmp -s "$TMP/one" "$TMP/all" || fail "--networks changes nothing"
expect_exit 0 "$ATTEST" parse --networks 3 "$TMP/a.txt"
cmp "$TMP/out" "$TMP/parsed" || fail "all networks give something else"
expect_exit 2 "$ATTEST" parse --networks 4 "$TMP/a.txt"
expect_text "$TMP/err" "the model has 3"

# Tokens only: no tags, no tree.
expect_exit 0 "$ATTEST" parse --tokens "$TMP/a.txt"
expect_text "$TMP/out" "1${tab}Harbour${tab}_${tab}_${tab}_${tab}_${tab}_${tab}_${tab}_${tab}TokenRange=0:7"

# What was written is read: words kept, trees kept.
expect_exit 0 "$ATTEST" parse --pretokenized "$TMP/parsed"
cut -f 1,2 "$TMP/out" > "$TMP/words"
cut -f 1,2 "$TMP/parsed" | cmp - "$TMP/words" || fail "--pretokenized changes words"
expect_exit 0 "$ATTEST" parse --trees "$TMP/parsed"
cut -f 1-9 "$TMP/out" > "$TMP/trees"
cut -f 1-9 "$TMP/parsed" | cmp - "$TMP/trees" || fail "--trees changes trees"

# Each line is one sentence.
printf 'One. Two.\nThree\n' > "$TMP/lines.txt"
expect_exit 0 "$ATTEST" parse --lines --tokens "$TMP/lines.txt"
[ "$(grep -c '^# sent_id' "$TMP/out")" = 2 ] || { cat "$TMP/out"; fail "not two lines"; }

printf '1\ta\n' > "$TMP/bad.conllu"
expect_exit 3 "$ATTEST" parse --pretokenized "$TMP/bad.conllu"
expect_text "$TMP/err" "bad.conllu:1"
expect_exit 1 "$ATTEST" parse --pretokenized "$TMP/bad.conllu" "$TMP/parsed"
printf '1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n' > "$TMP/tokens.conllu"
expect_exit 3 "$ATTEST" parse --trees "$TMP/tokens.conllu"
expect_text "$TMP/err" "without tree"
expect_exit 2 "$ATTEST" parse
expect_exit 2 "$ATTEST" parse --lines --trees "$TMP/a.txt"
expect_exit 3 "$ATTEST" parse --model "$TMP/a.txt" "$TMP/a.txt"
if [ -e /dev/full ]; then
    "$ATTEST" parse "$TMP/a.txt" > /dev/full 2> "$TMP/err"
    [ $? = 3 ] || fail "a full disk is no failure"
    expect_text "$TMP/err" "No space left"
fi
exit 0
