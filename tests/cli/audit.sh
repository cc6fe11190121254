# attest audit: claims by term, with words, speakers, warnings and the other side; text, JSON, HTML.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

mkdir "$TMP/sources"
printf -- '---\ntitle: Bridge "unsafe" <says> mayor\npublisher: Harbour Post\npublished: 2024-03-02\nurl: https://harbour-post.example/bridge\n---\nMayor Ana Berg told reporters that the Straße bridge is not safe, and may collapse.\n' > "$TMP/sources/a.txt"
printf -- '---\ntitle: Engineers clear the bridge\npublisher: Meridian Wire\npublished: 2024-03-01\nurl: javascript:alert(1)\n---\nAccording to city engineers the Straße bridge is safe.\n' > "$TMP/sources/b.txt"
a=sha256:$(sha256sum < "$TMP/sources/a.txt" | cut -d ' ' -f 1)
b=sha256:$(sha256sum < "$TMP/sources/b.txt" | cut -d ' ' -f 1)
LC_ALL=C.UTF-8
export LC_ALL

# at FILE WORDS: their span in code points.
at()
{
    text=$(cat "$TMP/sources/$1.txt")
    before=${text%%"$2"*}
    begin=$(printf %s "$before" | wc -m)
    echo "[$begin,$((begin + $(printf %s "$2" | wc -m)))]"
}

cat > "$TMP/claims.ndjson" <<CLAIMS
{"type":"entity","document":"$a","entity":"e:b","label":"Straße Bridge","class":"Facility","mentions":[$(at a "the Straße bridge")]}
{"type":"entity","document":"$a","entity":"e:m","label":"Ana Berg","class":"Person","mentions":[$(at a "Ana Berg")]}
{"type":"attribution","document":"$a","id":"a1","speaker":{"text":"Mayor Ana Berg","span":[$(at a "Mayor Ana Berg")],"entity":"e:m"},"cue":{"text":"told","lemma":"tell","span":[$(at a told)]},"content":{"span":[$(at a "the Straße bridge is not safe, and may collapse")]},"kind":"indirect"}
{"type":"claim","document":"$a","sentence":$(at a "Mayor Ana Berg told reporters that the Straße bridge is not safe, and may collapse."),"evidence":[$(at a "the Straße bridge is not safe")],"quote":"the Straße bridge is not safe","subject":{"label":"Straße Bridge","entity":"e:b"},"predicate":{"lemma":"be safe"},"object":null,"polarity":"negated","modality":"asserted","attribution":["a1"],"confidence":0.8}
{"type":"claim","document":"$a","sentence":$(at a "Mayor Ana Berg told reporters that the Straße bridge is not safe, and may collapse."),"evidence":[$(at a "the Straße bridge"),$(at a "may collapse")],"quote":["the Straße bridge","may collapse"],"subject":{"label":"Straße Bridge","entity":"e:b"},"predicate":{"lemma":"collapse"},"object":null,"polarity":"affirmed","modality":"possible","attribution":["a1"],"confidence":0.7}
{"type":"entity","document":"$b","entity":"e:b","label":"Straße Bridge","class":"Facility","mentions":[$(at b "the Straße bridge")]}
{"type":"attribution","document":"$b","id":"b1","speaker":{"text":"city engineers","span":[$(at b "city engineers")]},"cue":{"text":"According to","lemma":"according to","span":[$(at b "According to")]},"content":{"span":[$(at b "the Straße bridge is safe")]},"kind":"indirect"}
{"type":"claim","document":"$b","sentence":$(at b "According to city engineers the Straße bridge is safe."),"evidence":[$(at b "the Straße bridge is safe")],"quote":"the Straße bridge is safe","subject":{"label":"Straße Bridge","entity":"e:b"},"predicate":{"lemma":"be safe"},"object":null,"polarity":"affirmed","modality":"asserted","attribution":["b1"],"confidence":0.9}
CLAIMS
expect_exit 0 "$ATTEST" import "$TMP/claims.ndjson" --sources "$TMP/sources" -o "$TMP/kg.trig"

# Case and ß do not matter; the sources come by date; negation and hedging are said first.
expect_exit 0 "$ATTEST" audit "$TMP/kg.trig" "STRASSE BRIDGE"
expect_text "$TMP/out" "3 claims in 2 sources; 2 contradicted by another."
expect_text "$TMP/out" "[2] NOT: Straße Bridge — be safe"
expect_text "$TMP/out" "[3] POSSIBLE: Straße Bridge — collapse"
expect_text "$TMP/out" "⟦the Straße bridge is safe⟧."
expect_text "$TMP/out" "⟦the Straße bridge⟧ is not safe, and ⟦may"
expect_text "$TMP/out" "said by Ana Berg (“Mayor Ana Berg told”, indirect) ← published by Harbour Post"
expect_text "$TMP/out" "Opposite: [1] Meridian Wire, 2024-03-01: “the Straße bridge is safe”"
expect_text "$TMP/out" "Opposite: [2] Harbour Post, 2024-03-02: “the Straße bridge is not safe”"
[ "$(grep -n 'Meridian Wire, 2024' "$TMP/out" | head -n 1 | cut -d : -f 1)" -lt "$(grep -n '^Harbour Post, 2024' "$TMP/out" | cut -d : -f 1)" ] || fail "sources are not in order"
if grep -q "$(printf '\033')" "$TMP/out"; then fail "colours without a terminal"; fi

# Every term must match; speakers and words count; parts of words do not.
expect_exit 0 "$ATTEST" audit "$TMP/kg.trig" berg collapse
expect_text "$TMP/out" "1 claim in 1 source; 0 contradicted"
expect_exit 0 "$ATTEST" audit "$TMP/kg.trig" "city engineers"
expect_text "$TMP/out" "1 claim in 1 source; 1 contradicted"
expect_text "$TMP/out" "NOT: Straße Bridge"
expect_exit 1 "$ATTEST" audit "$TMP/kg.trig" collaps
expect_text "$TMP/out" "No claim of this dataset matches."

# Negation and hedging are two marks: neither is read as ranging over the other.
printf 'The ferry may not leave Harwich.\n' > "$TMP/ferry.txt"
expect_exit 0 "$ATTEST" extract -q -o "$TMP/ferry.trig" "$TMP/ferry.txt"
expect_exit 0 "$ATTEST" audit "$TMP/ferry.trig" ferry
expect_text "$TMP/out" "[1] NOT + POSSIBLE: ferry — leave — Harwich"

# One claim by its IRI, taken from the JSON form.
expect_exit 0 "$ATTEST" audit "$TMP/kg.trig" collapse --format json
iri=$(sed -n 's/.*{"claim":"\([^"]*\)".*/\1/p' "$TMP/out" | head -n 1)
expect_text "$TMP/out" '"modality":"possible"'
expect_exit 0 "$ATTEST" audit "$TMP/kg.trig" --claim "$iri"
expect_text "$TMP/out" "POSSIBLE: Straße Bridge — collapse"
expect_exit 1 "$ATTEST" audit "$TMP/kg.trig" --claim https://kg.example/claim/none

# The page escapes everything and links to web addresses only.
expect_exit 0 "$ATTEST" audit "$TMP/kg.trig" bridge --format html -o "$TMP/page.html"
expect_text "$TMP/page.html" "<mark>the Straße bridge is not safe</mark>"
expect_text "$TMP/page.html" "Bridge &quot;unsafe&quot; &lt;says&gt; mayor"
expect_text "$TMP/page.html" 'href="https://harbour-post.example/bridge"'
expect_no_text "$TMP/page.html" 'href="javascript'
expect_no_text "$TMP/page.html" "<script"
expect_text "$TMP/page.html" "Who says the opposite"

# A denial has its polarity already: it agrees with who says no, and stands against who says yes. What was said but made no claim, or one
# that holds the terms less well, is told as words; from a file and from a store alike.
cat > "$TMP/denial.txt" <<'TEXT'
Ada Holm said that the ferry is safe. Bo Cray denied that the ferry is safe. The ferry is not safe.

"No comment," said Ida Lund.
TEXT
expect_exit 0 "$ATTEST" extract -q -o "$TMP/denial.trig" "$TMP/denial.txt"
expect_exit 0 "$ATTEST" audit "$TMP/denial.trig" ferry
expect_text "$TMP/out" "3 claims in 1 source; 3 contradicted"
expect_text "$TMP/out" "in a denial by Bo Cray"
[ "$(grep -c 'Opposite:' "$TMP/out")" = 4 ] || { cat "$TMP/out"; fail "yes against two times no is four opposites"; }
expect_exit 0 "$ATTEST" audit "$TMP/denial.trig" "Ida Lund"
expect_text "$TMP/out" "Also said, without a claim in this report"
expect_text "$TMP/out" "said by Ida Lund"
expect_text "$TMP/out" "⟦\"No comment,\"⟧"
mv "$TMP/out" "$TMP/of-file"
expect_exit 0 "$ATTEST" load -q --store "$TMP/store" "$TMP/denial.trig"
expect_exit 0 "$ATTEST" audit "$TMP/store" "Ida Lund"
cmp -s "$TMP/out" "$TMP/of-file" || fail "file and store do not say the same"
expect_exit 0 "$ATTEST" audit "$TMP/denial.trig" "Ida Lund" --format json
expect_text "$TMP/out" '"statements":['
expect_text "$TMP/out" '"stance":"asserts"'
expect_exit 0 "$ATTEST" audit "$TMP/denial.trig" "Ida Lund" --format html
expect_text "$TMP/out" "<mark>&quot;No comment,&quot;</mark>"
expect_exit 1 "$ATTEST" audit "$TMP/denial.trig" nobody

expect_exit 2 "$ATTEST" audit "$TMP/kg.trig"
expect_exit 2 "$ATTEST" audit
expect_exit 2 "$ATTEST" audit "$TMP/kg.trig" bridge --claim x:y
expect_exit 3 "$ATTEST" audit "$TMP/none.trig" bridge
if [ -c /dev/full ]; then
    "$ATTEST" audit "$TMP/kg.trig" bridge > /dev/full 2> "$TMP/err"
    [ $? = 3 ] || fail "a full disk went unnoticed"
    expect_text "$TMP/err" "No space left"
fi

# What stands for whom, by which rule, from which words.
printf 'Ana Berg came on Monday. She opened the mill.\n' > "$TMP/mill.txt"
expect_exit 0 "$ATTEST" extract -o "$TMP/mill.trig" "$TMP/mill.txt"
expect_exit 0 "$ATTEST" audit "$TMP/mill.trig" mill
expect_text "$TMP/out" "“She” is Ana Berg (pronoun, from “Ana Berg” at 0–8, rule name.pronoun)"
expect_exit 0 "$ATTEST" audit "$TMP/mill.trig" mill --format html
expect_text "$TMP/out" "“She” is Ana Berg (pronoun, characters 25–28, from “Ana Berg” at 0–8, rule"
expect_exit 0 "$ATTEST" audit "$TMP/mill.trig" mill --format json
expect_text "$TMP/out" '"resolved":[{"words":"She","start":25,"end":28,"denotes":"Ana Berg","by":"pronoun"'
expect_exit 0 "$ATTEST" extract --format ndjson -o "$TMP/mill.ndjson" "$TMP/mill.txt"
expect_text "$TMP/mill.ndjson" '"resolved":[{"span":[25,28],"by":"pronoun","rule":"name.pronoun","antecedent":[0,8]}]'
