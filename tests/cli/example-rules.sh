#!/bin/sh
# The user's rule file of the examples: its own tests pass, and its claims reach the graph with their speakers.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

rules=examples/rules/aircraft.rules
expect_exit 0 "$ATTEST" rules test $rules
expect_exit 0 "$ATTEST" rules list $rules
expect_text "$TMP/out" "movement.left-for"
expect_exit 0 "$ATTEST" rules show --rules $rules movement.left-for
expect_text "$TMP/out" "aircraft.rules:"
expect_exit 0 "$ATTEST" extract -q --rules $rules -o "$TMP/kg.trig" examples/articles
expect_exit 0 "$ATTEST" query "$TMP/kg.trig" --format tsv -e 'PREFIX att: <https://w3id.org/attest/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?who WHERE { GRAPH ?g { ?claim rdf:predicate <https://kg.example/relation/move> ; att:attribution ?layer .
  ?layer att:speaker ?speaker . ?speaker rdfs:label ?who } } ORDER BY ?who'
expect_text "$TMP/out" "guard"

# A bad rule is refused with its place.
printf 'rule x surface {\n  meaning "m"\n  match /(/\n}\n' > "$TMP/bad.rules"
expect_exit 3 "$ATTEST" extract -q --rules "$TMP/bad.rules" examples/articles
expect_text "$TMP/err" "bad.rules:3:"
