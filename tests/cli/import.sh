# attest import: good claims are taken, bad ones refused with line and reason.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

mkdir "$TMP/sources"
printf -- '---\ntitle: Quarry Bridge closed\npublisher: Harbour Post\npublished: 2024-03-01\n---\nMayor Ana Berg said the Quarry Bridge is not safe.\n“We will close it on Friday,” Berg told reporters.\n' > "$TMP/sources/bridge.txt"
digest=sha256:$(sha256sum < "$TMP/sources/bridge.txt" | cut -d ' ' -f 1)

# at WORDS: the span of the first place where they stand, in code points.
at()
{
    before=${text%%"$1"*}
    begin=$(printf %s "$before" | wc -m)
    echo "[$begin,$((begin + $(printf %s "$1" | wc -m)))]"
}
text=$(cat "$TMP/sources/bridge.txt")
LC_ALL=C.UTF-8
export LC_ALL

speaker=$(at "Mayor Ana Berg") cue=$(at said) content=$(at "the Quarry Bridge is not safe")
bridge=$(at "the Quarry Bridge") is=$(at "is not safe") sentence=$(at "Mayor Ana Berg said the Quarry Bridge is not safe.")
close=$(at "We will close it on Friday") will=$(at "will close") it=$(at " it on") we=$(at We) friday=$(at "on Friday") Berg=$(at "Ana Berg")

# claim NAME=JSON...: a good claim with members replaced.
claim()
{
    subject="{\"text\":\"the Quarry Bridge\",\"span\":[$bridge],\"entity\":\"e:bridge\"}"
    predicate="{\"text\":\"is not safe\",\"lemma\":\"be safe\",\"span\":[$is]}"
    document='"d:bridge"' evidence="[$content]" quote='"the Quarry Bridge is not safe"' polarity='"negated"' modality='"asserted"'
    attribution='["a1"]' quoted=false object=null confidence=0.9 inside=$sentence arguments='[]'
    for member in "$@"; do eval "${member%%=*}=\${member#*=}"; done
    printf '{"type":"claim","document":%s,"sentence":%s,"evidence":%s,"quote":%s,"subject":%s,"predicate":%s,"object":%s,"arguments":%s,"polarity":%s,"modality":%s,"attribution":%s,"quoted":%s,"confidence":%s}\n' \
        "$document" "$inside" "$evidence" "$quote" "$subject" "$predicate" "$object" "$arguments" "$polarity" "$modality" "$attribution" "$quoted" "$confidence"
}

head_lines()
{
    printf '{"type":"document","document":"d:bridge","digest":"%s"}\n' "$digest"
    printf '{"type":"entity","document":"d:bridge","entity":"e:bridge","label":"Quarry Bridge","class":"Facility","mentions":[%s]}\n' "$bridge"
    printf '{"type":"entity","document":"d:bridge","entity":"e:berg","label":"Ana Berg","class":"Person","mentions":[%s]}\n' "$Berg"
    printf '{"type":"attribution","document":"d:bridge","id":"a1","speaker":{"text":"Mayor Ana Berg","span":[%s],"entity":"e:berg"},"cue":{"text":"said","lemma":"say","span":[%s]},"content":{"span":[%s]},"kind":"indirect"}\n' "$speaker" "$cue" "$content"
}

good_quote()
{
    claim "evidence=[$close]" 'quote="We will close it on Friday"' "inside=$close" "subject={\"text\":\"We\",\"span\":[$we]}" \
        "predicate={\"text\":\"will close\",\"lemma\":\"close\",\"span\":[$will]}" 'object={"label":"Quarry Bridge","entity":"e:bridge"}' \
        'polarity="affirmed"' 'modality="intended"' quoted=true 'attribution=[]' \
        "arguments=[{\"role\":\"time\",\"text\":\"on Friday\",\"span\":[$friday],\"value\":{\"kind\":\"date\",\"lexical\":\"2024-03-01\"}}]"
}

# 1. Good claims become the same kind of graph that extraction makes.
{ head_lines; claim; good_quote; } > "$TMP/good.ndjson"
expect_exit 0 "$ATTEST" import "$TMP/good.ndjson" --sources "$TMP/sources" -o "$TMP/good.trig"
expect_text "$TMP/err" "2 claims taken, 0 lines refused"
expect_exit 0 "$ATTEST" query "$TMP/good.trig" -f csv -e 'PREFIX att: <https://w3id.org/attest/ns#> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?words ?polarity ?rule ?speaker { GRAPH ?g { ?c a att:Claim ; att:polarity ?polarity ; att:rule ?rule ; oa:hasTarget ?e ; att:attribution ?a . ?e oa:hasSelector ?s . ?s oa:exact ?words . ?a att:speaker ?who . ?who rdfs:label ?speaker } } ORDER BY ?words'
expect_text "$TMP/out" "We will close it on Friday,https://w3id.org/attest/ns#Affirmed,"
expect_text "$TMP/out" "the Quarry Bridge is not safe,https://w3id.org/attest/ns#Negated,"
expect_text "$TMP/out" "#import,Ana Berg"
expect_text "$TMP/out" "#import,Harbour Post"

# What attest wrote is taken again, with a speaker who is carried over from the sentence before.
printf 'Ann Bee said that the dam was safe.\n“We looked at every wall.”\n' > "$TMP/carried.txt"
expect_exit 0 "$ATTEST" extract -q --format ndjson -o "$TMP/carried.ndjson" "$TMP/carried.txt"
expect_text "$TMP/carried.ndjson" '"speaker":{"text":"Ann Bee","span":[]'
expect_exit 0 "$ATTEST" import "$TMP/carried.ndjson" --sources "$TMP/carried.txt" -o "$TMP/carried.trig"
expect_exit 0 "$ATTEST" audit "$TMP/carried.trig" wall
expect_text "$TMP/out" "said by Ann Bee"
expect_exit 0 "$ATTEST" verify "$TMP/carried.trig" --sources "$TMP/carried.txt"

# 2. Every kind of bad line is refused by number and reason, and the rest is taken.
refused()
{
    kind=$1
    shift
    { head_lines; good_quote; "$@"; } > "$TMP/bad.ndjson"
    expect_exit 1 "$ATTEST" import "$TMP/bad.ndjson" --sources "$TMP/sources" -o "$TMP/bad.trig"
    expect_text "$TMP/err" "bad.ndjson:6: refused ($kind)"
    expect_text "$TMP/err" "1 claim taken, 1 line refused"
}
refused text-differs claim 'quote="the Quarry Bridge is safe"'
refused text-differs claim "subject={\"text\":\"the Iron Bridge\",\"span\":[$bridge]}"
refused text-differs claim 'predicate={"text":"is not safe","lemma":"be safe","span":[[0,11]]}'
refused text-differs claim 'evidence=[[10,39]]' 'inside=[0,60]'
refused span-missing claim 'subject={"text":"the Quarry Bridge"}'
refused span-outside claim 'evidence=[[100000,100010]]'
refused span-outside claim 'evidence=[[0,9223372036854775807]]'
refused span-invalid claim 'evidence=[[30,10]]'
refused span-invalid claim 'evidence=[[-5,10]]'
refused span-invalid claim 'evidence=[[20,30],[10,15]]'
refused member-type claim 'evidence=[["a","b"]]'
refused member-type claim 'evidence="all of it"'
refused member-missing claim 'evidence=[]'
refused member-missing claim 'subject={}'
refused quote-missing claim quote=null 'subject={"label":"the bridge"}' 'predicate={"lemma":"fall"}'
refused evidence-outside-sentence claim "inside=$close"
refused enum-unknown claim 'polarity="maybe"'
refused enum-unknown claim 'modality="certain"'
refused confidence-range claim confidence=1.5
refused not-quoted claim quoted=true
refused attribution-unknown claim 'attribution=["a9"]'
refused entity-unknown claim "subject={\"text\":\"the Quarry Bridge\",\"span\":[$bridge],\"entity\":\"e:nobody\"}"
refused source-unknown claim 'document="d:other"'
refused value-invalid claim "arguments=[{\"role\":\"time\",\"text\":\"on Friday\",\"span\":[$friday],\"value\":{\"kind\":\"date\",\"lexical\":\"Friday\"}}]"
refused source-unknown echo '{"type":"document","document":"d:x","digest":"sha256:0000000000000000000000000000000000000000000000000000000000000000"}'
refused duplicate-id printf '{"type":"entity","document":"d:bridge","entity":"e:berg","label":"Berg"}\n'
refused type-unknown echo '{"type":"rumour"}'
refused not-json echo '{"type":"claim",'
refused not-json echo '["claim"]'
refused not-json echo '{"type":"claim","type":"claim"}'

# A changed source no longer matches the digest, so nothing of it is taken.
mkdir "$TMP/changed"
sed 's/not safe/quite safe/' "$TMP/sources/bridge.txt" > "$TMP/changed/bridge.txt"
expect_exit 1 "$ATTEST" import "$TMP/good.ndjson" --sources "$TMP/changed"
expect_text "$TMP/err" "refused (source-unknown)"
expect_text "$TMP/err" "0 claims taken, 6 lines refused"

# Deep nesting, long lines and garbage are refused, not fatal.
{ head_lines; good_quote; awk 'BEGIN { for (i = 0; i < 100000; i++) printf "["; print "" }'; printf '\377\376garbage\n'; printf '\000\n'; } > "$TMP/deep.ndjson"
expect_exit 1 "$ATTEST" import "$TMP/deep.ndjson" --sources "$TMP/sources"
expect_text "$TMP/err" "1 claim taken, 3 lines refused"

expect_exit 2 "$ATTEST" import "$TMP/good.ndjson"
expect_exit 3 "$ATTEST" import "$TMP/none.ndjson" --sources "$TMP/sources"

# What differs in capital letters alone is one entity on one line, so that our own lines are taken back.
mkdir "$TMP/twice"
printf 'The council met in Oslo.\n\nTax breaks closed the school. The mayor praised tax breaks. We left. They said we paid.\n' > "$TMP/twice/a.txt"
expect_exit 0 "$ATTEST" extract -q --format ndjson -o "$TMP/twice.ndjson" "$TMP/twice"
[ "$(grep -c '^{"type":"entity".*/tax-breaks"' "$TMP/twice.ndjson")" = 1 ] || { cat "$TMP/twice.ndjson"; fail "tax breaks are not one entity"; }
expect_exit 0 "$ATTEST" import "$TMP/twice.ndjson" --sources "$TMP/twice" -o "$TMP/twice.trig"
expect_text "$TMP/err" "0 lines refused"
