# attest query: formats, errors, exit codes.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

cat > "$TMP/kg.trig" <<'DATA'
@prefix ex: <http://example.org/> .
ex:g1 ex:from ex:harbour-post .
ex:g1 { ex:c1 ex:about ex:bridge ; ex:says "shut, \"for good\"" . }
ex:g2 { ex:c2 ex:about ex:bridge ; ex:says "öffnet"@de . }
DATA

expect_exit 0 "$ATTEST" query "$TMP/kg.trig" -e 'SELECT ?g ?c { GRAPH ?g { ?c <http://example.org/about> ?x } } ORDER BY ?g'
expect_text "$TMP/out" "<http://example.org/g1>  <http://example.org/c1>"
expect_text "$TMP/out" "(2 rows)"

printf 'PREFIX ex: <http://example.org/>\nSELECT ?t {\n  GRAPH ?g { ?c ex:says ?t }\n} ORDER BY ?t\n' > "$TMP/says.rq"
expect_exit 0 "$ATTEST" query "$TMP/kg.trig" "$TMP/says.rq" --format csv
printf 't\r\n"shut, ""for good"""\r\n\303\266ffnet\r\n' | cmp - "$TMP/out" || fail "wrong CSV"
expect_exit 0 "$ATTEST" query "$TMP/kg.trig" "$TMP/says.rq" -f tsv
printf '?t\n"shut, \\"for good\\""\n"\303\266ffnet"@de\n' | cmp - "$TMP/out" || fail "wrong TSV"
expect_exit 0 "$ATTEST" query "$TMP/kg.trig" - -f json < "$TMP/says.rq"
expect_text "$TMP/out" '"value":"öffnet","xml:lang":"de"'

# Errors name the query, line and column; what is not supported is never an empty result.
printf 'SELECT ?t {\n  ?c <http://example.org/says> ?t .. \n}\n' > "$TMP/bad.rq"
expect_exit 3 "$ATTEST" query "$TMP/kg.trig" "$TMP/bad.rq"
expect_text "$TMP/err" "bad.rq:2:36:"
expect_exit 3 "$ATTEST" query "$TMP/kg.trig" -e 'SELECT * { ?a <http://example.org/x>+ ?b }'
expect_text "$TMP/err" 'query:1:37: property paths of any length ("*", "+", "?") are not supported; write the steps'
expect_exit 3 "$ATTEST" query "$TMP/none.trig" -e 'ASK {}'
expect_text "$TMP/err" "none.trig"
expect_exit 2 "$ATTEST" query "$TMP/kg.trig"
expect_exit 2 "$ATTEST" query "$TMP/kg.trig" -e 'ASK {}' --format nonsense
expect_exit 3 "$ATTEST" query "$TMP/kg.trig" -e 'ASK {}' --format turtle

# A full disk is noticed.
if [ -c /dev/full ]; then
    "$ATTEST" query "$TMP/kg.trig" "$TMP/says.rq" > /dev/full 2> "$TMP/err"
    [ $? = 3 ] || fail "a full disk went unnoticed"
    expect_text "$TMP/err" "No space left"
fi
