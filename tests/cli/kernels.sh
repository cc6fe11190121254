#!/bin/sh
# The same bytes on every path of the processor and with any number of threads; very long sentences and any UTF-8 in bounded memory.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

inputs=examples/articles
[ ! -d ../shared/seeds ] || inputs="$inputs ../shared/seeds"
# The portable kernels are very slow with a sanitizer.
if grep -q __asan_init "$ATTEST"; then inputs=examples/articles/3-levant-dispatch.txt; fi
for kernels in plain avx2 avx512 best; do
    # shellcheck disable=SC2086 # a list of words
    ATTEST_KERNELS=$kernels "$ATTEST" parse $inputs > "$TMP/parsed.$kernels" || fail "parse with $kernels"
    for threads in 1 2; do
        # shellcheck disable=SC2086
        ATTEST_KERNELS=$kernels "$ATTEST" extract -q --threads $threads --format nquads -o "$TMP/kg.$kernels.$threads" $inputs ||
            fail "extract with $kernels"
        cmp "$TMP/kg.plain.1" "$TMP/kg.$kernels.$threads" || fail "extraction differs: $kernels, $threads threads"
    done
    cmp "$TMP/parsed.plain" "$TMP/parsed.$kernels" || fail "trees differ: $kernels"
done
[ -s "$TMP/parsed.plain" ] || fail "nothing parsed"

# A sentence of 10,000 tokens, and one of 40,000: cut at 4,096 tokens, all of its words, no more memory than the limit (in KiB). AddressSanitizer reserves far more.
limit=400000
if grep -q __asan_init "$ATTEST"; then limit=unlimited; fi
for words in 10000 40000; do
    awk -v n=$words 'BEGIN { for (i = 1; i < n; i++) printf "%s ", i % 7 ? "harbour" : "and"; print "closed." }' > "$TMP/long.txt"
    (ulimit -v $limit && exec "$ATTEST" parse "$TMP/long.txt") > "$TMP/long.conllu" || fail "a sentence of $words words"
    sentences=$(((words + 1 + 4095) / 4096))
    [ "$(grep -c '^# sent_id' "$TMP/long.conllu")" = $sentences ] || fail "$words words: not $sentences sentences"
    [ "$(grep -c "^[0-9]" "$TMP/long.conllu")" = $((words + 1)) ] || fail "$words words: some are missing"
    awk -F '\t' -v n=$sentences '$7 == "0" { n-- } END { exit n != 0 }' "$TMP/long.conllu" || fail "$words words: not one root a sentence"
done

# Letters of other scripts, emoji, combining marks, controls, no character that is assigned, one word without end.
printf 'Привет, мир. 東京は晴れ。 👩‍👩‍👧 e\314\201\314\201\314\201 \001\037 \364\217\277\277 \357\277\276 x\342\200\213y \342\200\256z.\n' > "$TMP/odd.txt"
awk 'BEGIN { while (i++ < 100000) printf "a"; print "" }' >> "$TMP/odd.txt"
expect_exit 0 "$ATTEST" parse "$TMP/odd.txt"
