# attest verify: an untouched dataset passes; every kind of tampering is found and named.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

mkdir "$TMP/sources"
cat > "$TMP/sources/a.txt" <<'TEXT'
---
title: Ferry runs again after storm
publisher: Harbour Post
author: Lena Marsh
published: 2024-03-04
url: https://harbour-post.example/ferry
---
The ferry to Skerry Island will run again on Tuesday, harbour master Tom Reyes said.

"We have checked every bolt," Reyes told the Harbour Post. "Nobody needs to worry."

According to the coast guard, two boats were lost in the storm. Mayor Ida Holm denied that warnings came too late.
TEXT
cat > "$TMP/sources/b.txt" <<'TEXT'
---
title: Storm damage in Skerry
publisher: Meridian Wire
published: 2024-03-05
---
Mayor Ida Holm said the warnings had come in time.

"The siren was heard in every street," Holm said on Monday.
TEXT
expect_exit 0 "$ATTEST" extract -q --format nquads "$TMP/sources" -o "$TMP/kg.nq"
expect_exit 0 "$ATTEST" verify "$TMP/kg.nq" --sources "$TMP/sources"
expect_text "$TMP/err" "0 findings"
[ ! -s "$TMP/out" ] || fail "findings in an untouched dataset"

# The order of the lines and the syntax do not matter.
sort -r "$TMP/kg.nq" > "$TMP/sorted.nq"
expect_exit 0 "$ATTEST" verify "$TMP/sorted.nq" --sources "$TMP/sources"
expect_exit 0 "$ATTEST" extract -q "$TMP/sources" -o "$TMP/kg.trig"
expect_exit 0 "$ATTEST" verify "$TMP/kg.trig" --sources "$TMP/sources"

# tampered KIND: the dataset in bad.nq must differ from the good one, and the finding be of that kind; a store of it gives the same, word
# for word.
tampered()
{
    if cmp -s "$TMP/kg.nq" "$TMP/bad.nq"; then fail "$1: nothing was changed"; fi
    expect_exit 1 "$ATTEST" verify "$TMP/bad.nq" --sources "$TMP/sources"
    grep -q "^$1	" "$TMP/out" || { cat "$TMP/out"; fail "no finding $1"; }
    cat "$TMP/out" "$TMP/err" > "$TMP/of-file"
    expect_stored 1 "$TMP/bad.nq" "$TMP/sources"
}

# expect_stored CODE FILE SOURCES: what verify says of the file, in $TMP/of-file, it says of a store of it.
expect_stored()
{
    rm -rf "$TMP/store"
    expect_exit 0 "$ATTEST" load -q --store "$TMP/store" "$2"
    expect_exit "$1" "$ATTEST" verify "$TMP/store" --sources "$3"
    cat "$TMP/out" "$TMP/err" | cmp - "$TMP/of-file" || { cat "$TMP/of-file" "$TMP/out"; fail "a store of $2 gives other findings"; }
}

att=https://w3id.org/attest/ns#
oa=http://www.w3.org/ns/oa#
schema=https://schema.org/
# first PROPERTY: the first line with that property.
first() { grep -m 1 "<$1>" "$TMP/kg.nq"; }
# replace LINE NEW: the dataset with a line replaced (awk, so that nothing in it is special).
replace() { OLD=$1 NEW=$2 awk '$0 == ENVIRON["OLD"] { if (ENVIRON["NEW"] != "") print ENVIRON["NEW"]; next } { print }' "$TMP/kg.nq" > "$TMP/bad.nq"; }
# swap LINE FROM TO: the first FROM of the line becomes TO.
swap() { replace "$1" "$(printf '%s' "$1" | sed "s|$2|$3|")"; }

# 1. Words of the evidence.
line=$(grep "<${oa}exact>" "$TMP/kg.nq" | grep -m 1 'We have checked')
swap "$line" "every bolt" "some bolts"; tampered evidence-text; tampered graph-digest
# 2. Context of the evidence.
line=$(grep "<${oa}prefix>" "$TMP/kg.nq" | grep -m 1 'storm')
swap "$line" storm flood; tampered evidence-context
# 3. An offset.
line=$(first "${oa}start"); number=$(printf '%s' "$line" | sed 's/.*"\([0-9]*\)".*/\1/')
swap "$line" "\"$number\"" "\"$((number + 1))\""; tampered evidence-offset
swap "$line" "\"$number\"" "\"99999999\""; tampered evidence-offset
swap "$line" "\"$number\"" "\"-1\""; tampered evidence-offset
# 4. Polarity, modality, confidence, rule.
line=$(first "${att}polarity")
if printf %s "$line" | grep -q Affirmed; then swap "$line" Affirmed Negated; else swap "$line" Negated Affirmed; fi; tampered claim-polarity
line=$(first "${att}modality"); swap "$line" "${att}[A-Z][a-z]*> <" "${att}Hypothetical> <"; tampered claim-modality
line=$(grep "<${att}confidence>" "$TMP/kg.nq" | grep -m 1 'kg.example/claim/'); swap "$line" '"0[.0-9]*"' '"0.12"'; tampered claim-confidence
line=$(grep "<${att}rule>" "$TMP/kg.nq" | grep -m 1 'kg.example/claim/'); swap "$line" '#[a-z.-]*> <' '#made.up> <'; tampered claim-rule
# 5. The speaker, on the claim's way to the reader.
line=$(grep "<${att}speaker>" "$TMP/kg.nq" | grep -m 1 'kg.example/claim/'); swap "$line" 'entity/[^>]*>' 'entity/Somebody_Else>'; tampered claim-speaker
line=$(grep "<${att}speaker>" "$TMP/kg.nq" | grep -m 1 '/attribution/'); swap "$line" 'entity/[^>]*>' 'entity/Somebody_Else>'; tampered attribution-altered
# 6. Subject of the statement.
line=$(grep "rdf-syntax-ns#subject>" "$TMP/kg.nq" | head -n 1); swap "$line" 'entity/[^>]*>' 'entity/Somebody_Else>'; tampered claim-statement
# 7. A claim taken out with all its parts; one put in.
claim=$(grep "<${att}Claim>" "$TMP/kg.nq" | head -n 1 | cut -d '>' -f 1 | tr -d '<')
grep -vF "$claim" "$TMP/kg.nq" > "$TMP/bad.nq"; tampered claim-missing
{ cat "$TMP/kg.nq"; grep -F "$claim" "$TMP/kg.nq" | sed "s|$claim|https://kg.example/claim/00000000000000000000|g"; } > "$TMP/bad.nq"; tampered claim-added
# 8. Digests.
line=$(grep "<${att}digest>" "$TMP/kg.nq" | grep -m 1 '^<https://kg.example/graph/'); swap "$line" 'sha256:....' 'sha256:0000'; tampered graph-digest
line=$(grep "<${att}digest>" "$TMP/kg.nq" | grep -m 1 '^<https://kg.example/source/'); swap "$line" 'sha256:....' 'sha256:0000'; tampered source-digest
# 9. Graph names exchanged.
ga=$(grep "<${att}SourceGraph>" "$TMP/kg.nq" | sed -n '1s/^<\([^>]*\)>.*/\1/p'); gb=$(grep "<${att}SourceGraph>" "$TMP/kg.nq" | sed -n '2s/^<\([^>]*\)>.*/\1/p')
sed "s|<$ga> \.\$|<X> .|; s|<$gb> \.\$|<$ga> .|; s|<X> \.\$|<$gb> .|" "$TMP/kg.nq" > "$TMP/bad.nq"; tampered claim-moved; tampered graph-digest
# 10. Metadata of a source; what a name stands for; a word of a mention.
line=$(grep -m 1 "<${schema}headline>" "$TMP/kg.nq"); swap "$line" Ferry Submarine; tampered metadata-altered
line=$(grep -m 1 "<${schema}datePublished>" "$TMP/kg.nq"); swap "$line" 2024 2023; tampered metadata-altered
line=$(grep "rdf-schema#label>" "$TMP/kg.nq" | grep -m 1 '^<https://kg.example/entity/.*graph/'); swap "$line" '#label> "' '#label> "X'; tampered label-altered
line=$(grep "rdf-schema#label>" "$TMP/kg.nq" | grep -m 1 '#char='); swap "$line" '#label> "' '#label> "X'; tampered mention-text
# 11. A graph of nobody knows where; a graph emptied; a run forgotten.
{ cat "$TMP/kg.nq"; echo '<https://kg.example/entity/Tom_Reyes> <https://kg.example/relation/sink> <https://kg.example/entity/ferry> <https://kg.example/graph/beef> .'; } > "$TMP/bad.nq"; tampered graph-undescribed
{ cat "$TMP/kg.nq"; echo "<https://kg.example/entity/Tom_Reyes> <https://kg.example/relation/sink> <https://kg.example/entity/ferry> <$ga> ."; } > "$TMP/bad.nq"; tampered statement-added
{ cat "$TMP/kg.nq"; echo '<https://kg.example/entity/Tom_Reyes> <https://kg.example/relation/sink> <https://kg.example/entity/ferry> .'; } > "$TMP/bad.nq"; tampered catalogue-altered
grep -v "<$ga> \.\$" "$TMP/kg.nq" > "$TMP/bad.nq"; tampered graph-missing
grep -v '^<https://kg.example/run/' "$TMP/kg.nq" > "$TMP/bad.nq"; tampered run-missing
line=$(grep -m 1 "<${att}base>" "$TMP/kg.nq"); swap "$line" '"https://kg.example/"' '"https://other.example/"'; tampered run-altered
line=$(grep "rdf-schema#label>" "$TMP/kg.nq" | grep -m 1 'software/'); swap "$line" '"attest ' '"other '; tampered version-differs
line=$(grep "<${att}digest>" "$TMP/kg.nq" | grep -m 1 'rules/'); swap "$line" 'sha256:....' 'sha256:0000'; tampered rules-differ
# Of what cannot be derived again, no more is told than that.
[ "$(wc -l < "$TMP/out")" = 1 ] || { cat "$TMP/out"; fail "other rules are one finding"; }
# 12. Everything altered so that the graph's own digest fits again: derivation still tells.
line=$(first "${att}polarity")
if printf %s "$line" | grep -q Affirmed; then swap "$line" Affirmed Negated; else swap "$line" Negated Affirmed; fi
graph=$(printf %s "$line" | sed 's/.*<\([^>]*\)> \.$/\1/')
new=sha256:$(grep -F " <$graph> ." "$TMP/bad.nq" | LC_ALL=C sort | sha256sum | cut -d ' ' -f 1)
sed "s|^\(<$graph> <${att}digest> \)\"[^\"]*\"|\1\"$new\"|" "$TMP/bad.nq" > "$TMP/forged.nq"; mv "$TMP/forged.nq" "$TMP/bad.nq"
tampered claim-polarity
grep -q '^graph-digest' "$TMP/out" && fail "the forged digest does not fit"

# 13. The sources themselves.
cp -r "$TMP/sources" "$TMP/kept"
sed 's/two boats/six boats/' "$TMP/kept/a.txt" > "$TMP/sources/a.txt"
expect_exit 1 "$ATTEST" verify "$TMP/kg.nq" --sources "$TMP/sources"
expect_text "$TMP/out" "source-changed"
[ "$(wc -l < "$TMP/out")" = 1 ] || { cat "$TMP/out"; fail "one changed source is one finding"; }
rm "$TMP/sources/a.txt"
expect_exit 1 "$ATTEST" verify "$TMP/kg.nq" --sources "$TMP/sources"
expect_text "$TMP/out" "source-missing"
[ "$(wc -l < "$TMP/out")" = 1 ] || { cat "$TMP/out"; fail "one missing source is one finding"; }
there=$("$ATTEST" extract -q --format nquads "$TMP/sources/b.txt" | grep -c "<${att}Claim>")
expect_text "$TMP/err" "1 source, 2 graphs, $there claim"
cp "$TMP/kept/a.txt" "$TMP/sources/a.txt"
expect_exit 0 "$ATTEST" verify "$TMP/kg.nq" --sources "$TMP/sources"

# Options of the run: the confidence is in the run's description.
expect_exit 0 "$ATTEST" extract -q --format nquads --min-confidence 0.7 --base https://my.example/kg/ "$TMP/sources" -o "$TMP/other.nq"
expect_exit 0 "$ATTEST" verify "$TMP/other.nq" --sources "$TMP/sources"

# A source that gives nothing, and one that is there under two names, are nothing to complain about.
mkdir "$TMP/more"
printf 'Rain.\n' > "$TMP/more/nothing.txt"
cp "$TMP/kept/b.txt" "$TMP/more/b.txt"
cp "$TMP/kept/b.txt" "$TMP/more/same.txt"
expect_exit 0 "$ATTEST" extract -q "$TMP/more" -o "$TMP/more.trig"
expect_exit 0 "$ATTEST" verify "$TMP/more.trig" --sources "$TMP/more"
expect_exit 0 "$ATTEST" extract -q "$TMP/more/b.txt" -o "$TMP/one.trig"
expect_exit 0 "$ATTEST" verify "$TMP/one.trig" --sources "$TMP/more"

# In a store, one graph at a time is in memory: its 3,000 graphs of 100 quads take no more than three.
memory=40000
if (ulimit -d "$memory"; "$ATTEST" --version) > /dev/null 2>&1; then
    awk 'BEGIN { for (g = 0; g < 3000; g++) for (s = 0; s < 100; s++)
        printf "<urn:s:%d:%d> <urn:p:%d> \"value %d of %d\" <urn:g:%d> .\n", g, s, s % 3, s, g, g }' > "$TMP/large.nq"
    rm -rf "$TMP/store"
    expect_exit 0 "$ATTEST" load -q --store "$TMP/store" "$TMP/large.nq"
    (ulimit -d "$memory"; "$ATTEST" verify "$TMP/store" --sources "$TMP/sources") > "$TMP/out" 2> "$TMP/err"
    [ $? = 1 ] || { cat "$TMP/err"; fail "a large store does not fit into $memory KiB"; }
    [ "$(grep -c '^graph-undescribed' "$TMP/out")" = 3000 ] || fail "not all graphs were looked at"
fi

expect_exit 2 "$ATTEST" verify "$TMP/kg.nq"
expect_exit 3 "$ATTEST" verify "$TMP/none.nq" --sources "$TMP/sources"
