#!/bin/sh
# A user's day: extract, load, query, audit, take in a corrected article, verify, export, and load into other people's stores, where
# the same queries give the same rows.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh
. tests/interop/servers.sh

queries=examples/queries/*.rq

# Morning: the articles go into a store.
cp -r examples/articles "$TMP/articles"
expect_exit 0 "$ATTEST" extract -q -o "$TMP/kg.trig" "$TMP"/articles/*.txt
kg=$TMP/store
expect_exit 0 "$ATTEST" extract -q --store "$kg" "$TMP"/articles/*.txt
for query in $queries; do
    expect_exit 0 "$ATTEST" query "$kg" "$query" --format csv
    sort "$TMP/out" > "$TMP/rows"
    expect_exit 0 "$ATTEST" query "$TMP/kg.trig" "$query" --format csv
    sort "$TMP/out" | cmp -s - "$TMP/rows" || fail "$query: the store gives other rows than the file"
done
expect_exit 0 "$ATTEST" audit "$kg" "Salma Idris"
expect_text "$TMP/out" "Salma Idris"
expect_no_text "$TMP/out" "lighthouse"

# Noon: a paper corrects its article. Only its graph changes.
article=$TMP/articles/1-harbour-post.txt
printf '\nSalma Idris denied that the lighthouse would close.\n' >> "$article"
expect_exit 0 "$ATTEST" extract -q --store "$kg" "$article"
expect_exit 0 "$ATTEST" audit "$kg" "Salma Idris"
expect_text "$TMP/out" "lighthouse"

# Afternoon: is everything in the articles as it is told? What the store holds, as a file.
expect_exit 0 "$ATTEST" store dump "$kg" -o "$TMP/new.trig"
expect_exit 0 "$ATTEST" verify "$TMP/new.trig" --sources "$TMP/articles"
expect_exit 1 "$ATTEST" verify "$TMP/kg.trig" --sources "$TMP/articles"

# Evening: to the stores of others.
start_graph_store
expect_exit 0 "$ATTEST" load "$TMP/new.trig" --endpoint "$server/store"
expect_text "$TMP/out" "loaded 6 graphs"
node tests/interop/day.mjs "$server/query" - "$ATTEST" "$TMP/new.trig" $queries || fail "other rows in Oxigraph"

start_virtuoso || { echo "Virtuoso (virtuoso-t) does not run here: the day ends before it"; exit 77; }
expect_exit 0 "$ATTEST" load "$TMP/new.trig" --endpoint "$virtuoso/sparql-graph-crud-auth" --user dba:dba --auth digest \
    --default-graph urn:attest:catalogue --state "$TMP/state"
expect_text "$TMP/out" "loaded 6 graphs"
node tests/interop/day.mjs "$virtuoso/sparql" urn:attest:catalogue "$ATTEST" "$TMP/new.trig" $queries || fail "other rows in Virtuoso"

# The next day: what is there already is not sent again.
expect_exit 0 "$ATTEST" load "$TMP/new.trig" --endpoint "$virtuoso/sparql-graph-crud-auth" --user dba:dba --auth digest \
    --default-graph urn:attest:catalogue --state "$TMP/state"
expect_text "$TMP/out" "6 were loaded before"
exit 0
