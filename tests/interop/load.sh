#!/bin/sh
# attest load --endpoint against an Oxigraph-backed graph store on loopback, which is well, busy, broken or hostile by turns.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh
. tests/interop/servers.sh

start_graph_store
expect_exit 0 "$ATTEST" extract -q --format trig -o "$TMP/kg.trig" examples/articles/1-harbour-post.txt
expect_exit 0 "$ATTEST" extract -q --format nquads -o "$TMP/kg.nq" examples/articles/1-harbour-post.txt
quads=$(wc -l < "$TMP/kg.nq")

count_there()
{
    curl -sS -H 'Content-Type: application/sparql-query' --data 'SELECT (COUNT(*) AS ?n) { { GRAPH ?g { ?s ?p ?o } } UNION { ?s ?p ?o } }' "$server/query" |
        sed 's/.*"value":"\([0-9]*\)".*/\1/'
}

load()
{
    "$ATTEST" load --endpoint "$@"
}

requests()
{
    curl -sS "$server/log" | grep -c "$1"
}

# It arrives, graph by graph; again changes nothing.
expect_exit 0 load "$server/store" --progress "$TMP/kg.trig"
grep -qE ' quads, [0-9.]+/s, [0-9]+ %, .* left' "$TMP/err" || { cat "$TMP/err"; fail "no time left in the progress"; }
[ "$(count_there)" = "$quads" ] || fail "$(count_there) quads are there instead of $quads"
expect_text "$TMP/out" "loaded "
expect_exit 0 load "$server/store" -q "$TMP/kg.nq"
[ "$(count_there)" = "$quads" ] || fail "loading again changed something"
[ "$(requests '^PUT /store?graph=')" -gt 0 ] || fail "no graph was replaced"
[ "$(requests '^PUT /store?default')" = 0 ] || fail "the default graph was replaced"

# Graphs whose quads come scattered: sorted by subject.
sort "$TMP/kg.nq" > "$TMP/sorted.nq"
expect_exit 0 load "$server/store" "$TMP/sorted.nq"
[ "$(count_there)" = "$quads" ] || fail "scattered quads: $(count_there) instead of $quads"

# Who loads.
expect_exit 0 load "$server/basic" --user 'dba:a secret' "$TMP/kg.trig"
export ATTEST_PASSWORD='a secret'
expect_exit 0 load "$server/basic" --user dba "$TMP/kg.trig"
unset ATTEST_PASSWORD
printf 'machine 127.0.0.1 login dba password "a secret"\n' > "$TMP/.netrc"
HOME=$TMP expect_exit 0 load "$server/basic" "$TMP/kg.trig"
expect_exit 3 load "$server/basic" --user dba:wrong "$TMP/kg.trig"
expect_text "$TMP/err" "HTTP status 401"
echo tell-no-one > "$TMP/token"
expect_exit 0 load "$server/bearer" --token-file "$TMP/token" "$TMP/kg.trig"
ATTEST_TOKEN=tell-no-one expect_exit 0 load "$server/bearer" "$TMP/kg.trig"
expect_exit 2 load "$server/bearer" --auth bearer "$TMP/kg.trig"
expect_exit 2 load "http://dba:secret@127.0.0.1/store" "$TMP/kg.trig"
expect_no_text "$TMP/err" secret

# What passes is tried again, what does not is told once, and nothing is ever followed, shown or waited for without end.
expect_exit 0 load "$server/flaky" --connections 3 "$TMP/kg.trig"
[ "$(count_there)" = "$quads" ] || fail "after faults: $(count_there) quads instead of $quads"
expect_text "$TMP/err" "attempt 1 failed"
expect_text "$TMP/out" "retries"
expect_exit 3 load "$server/down" --retries 1 "$TMP/kg.trig"
expect_text "$TMP/err" "HTTP status 503: closed until further notice"
expect_exit 3 load "$server/greedy" --retries 1 "$TMP/kg.trig"
expect_exit 3 load "$server/slow" --retries 1 --timeout 0.2 "$TMP/kg.trig"
expect_exit 3 load "$server/redirect" "$TMP/kg.trig"
expect_text "$TMP/err" "redirect"
expect_exit 3 load "$server/garbage" --retries 1 "$TMP/kg.trig"
expect_exit 3 load "$server/forbidden" "$TMP/kg.trig"
expect_text "$TMP/err" "not for you"
expect_exit 3 load "$server/nowhere" "$TMP/kg.trig"
[ "$(requests '/forbidden')" -le 4 ] || fail "went on after a refusal that holds for all graphs"
expect_exit 3 load "http://127.0.0.1:1/store" --retries 1 "$TMP/kg.trig"
expect_exit 3 load "$server/echo" --user 'dba:a secret' "$TMP/kg.trig"
for secret in 'a secret' tell-no-one ZGJhOmEgc2VjcmV0 "$(printf '\033')"; do
    [ "$secret" = tell-no-one ] || expect_no_text "$TMP/err" "$secret"
done
expect_exit 2 load "ftp://127.0.0.1/store" "$TMP/kg.trig"
expect_exit 2 load "$server/store" --connections 0 "$TMP/kg.trig"

# Some graphs fail: the others are there, the exit code says so, and with a state file the rest is loaded later.
cat > "$TMP/some.nq" <<END
<urn:s> <urn:p> "1" <urn:graph:1> .
<urn:s> <urn:p> "2" <urn:graph:2> .
<urn:s> <urn:p> "3" <urn:graph:3> .
<urn:s> <urn:p> "4" <urn:graph:4> .
<urn:s> <urn:p> "catalogue" .
END
expect_exit 1 load "$server/picky" "$TMP/some.nq"
expect_text "$TMP/err" "urn:graph:3: not loaded: HTTP status 413: too large for us"
expect_text "$TMP/out" "loaded 4 graphs, 4 quads"
expect_text "$TMP/out" "1 failed"
expect_exit 0 load "$server/store" --state "$TMP/state" "$TMP/some.nq"
expect_exit 0 load "$server/store" --state "$TMP/state" "$TMP/some.nq"
expect_text "$TMP/out" "loaded 0 graphs, 0 quads"
expect_text "$TMP/out" "5 were loaded before"
sed -i 's/"2"/"two"/' "$TMP/some.nq"
printf 'sha256:torn' >> "$TMP/state"
expect_exit 0 load "$server/store" --state "$TMP/state" "$TMP/some.nq"
expect_text "$TMP/out" "loaded 1 graphs, 1 quads"
expect_exit 3 load "$server/basic" --state "$TMP/state" "$TMP/some.nq"
expect_text "$TMP/err" "no state file of an upload to"

# A state file that cannot be begun, and one that cannot grow: told at once, and what was noted is not sent again.
expect_exit 3 load "$server/store" --state "$TMP/no/such/state" "$TMP/some.nq"
expect_text "$TMP/err" "cannot open"
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do echo "<urn:s> <urn:p> \"$i\" <urn:limited:$i> ."; done > "$TMP/limited.nq"
(trap '' XFSZ; ulimit -f 0; "$ATTEST" load --endpoint "$server/store" --state "$TMP/limited" "$TMP/limited.nq" 2>&1) | cat > "$TMP/log"
expect_text "$TMP/log" "cannot write"
(trap '' XFSZ; ulimit -f 2; "$ATTEST" load --endpoint "$server/store" --connections 1 --state "$TMP/limited" "$TMP/limited.nq" 2>&1; echo "exit $?") | cat > "$TMP/log"
expect_text "$TMP/log" "limited cannot be written"
grep -qE '^exit [13]$' "$TMP/log" || { cat "$TMP/log"; fail "a state file that cannot grow goes unnoticed"; }
expect_exit 0 load "$server/store" --state "$TMP/limited" "$TMP/limited.nq"
grep -qE 'loaded 1?[0-9] graphs.*; 1?[0-9] were loaded before' "$TMP/out" || { cat "$TMP/out"; fail "not gone on with"; }

# A file that breaks off does not replace a graph by half of it.
printf '<urn:s> <urn:p> "half" <urn:graph:1> .\n<urn:s> <urn:p> "h' > "$TMP/half.nq"
expect_exit 3 load "$server/store" "$TMP/half.nq"
curl -sS "$server/store?graph=urn:graph:1" > "$TMP/out"
expect_text "$TMP/out" '"1"'

# The default graph under a name of its own.
expect_exit 0 load "$server/store" --default-graph urn:catalogue "$TMP/some.nq"
curl -sS "$server/store?graph=urn:catalogue" > "$TMP/out"
expect_text "$TMP/out" '"catalogue"'
exit 0
