# A store on disk: loading, querying, replacing, caring, and what goes wrong.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

# --- a day with a store: the same answers as from the file --------------------------------------------------------------
cp -R examples/articles "$TMP/articles"
"$ATTEST" extract -q --format nquads -o "$TMP/kg.nq" "$TMP/articles" || fail "extract"
expect_exit 0 "$ATTEST" load --store "$TMP/kg" "$TMP/kg.nq"
expect_text "$TMP/err" "0 removed with 0 graphs replaced"
expect_exit 0 "$ATTEST" store check "$TMP/kg"
expect_text "$TMP/out" "sound"
for query in examples/queries/*.rq; do
    "$ATTEST" query -f csv "$TMP/kg.nq" "$query" | sort > "$TMP/from-file"
    "$ATTEST" query -f csv "$TMP/kg" "$query" | sort > "$TMP/from-store"
    cmp "$TMP/from-file" "$TMP/from-store" || fail "$query: other rows from the store"
done
for terms in "Russia" "Moscow Syria" "front lines" "nobody-has-that-name"; do
    "$ATTEST" audit "$TMP/kg.nq" $terms > "$TMP/from-file" 2> /dev/null
    "$ATTEST" audit "$TMP/kg" $terms > "$TMP/from-store" 2> /dev/null
    cmp "$TMP/from-file" "$TMP/from-store" || fail "audit $terms: another report from the store"
done
# Redland and libcurl draw in so many libraries that starting them takes longer than an audit.
LD_DEBUG=files "$ATTEST" audit "$TMP/kg" Russia 2>&1 > /dev/null | grep -E 'file=lib(raptor|rasqal|rdf|curl)' && fail "an audit loads what it does not need"
expect_exit 0 "$ATTEST" verify "$TMP/kg" --sources "$TMP/articles"
"$ATTEST" store dump -f nquads "$TMP/kg" | LC_ALL=C sort > "$TMP/dumped"
LC_ALL=C sort "$TMP/kg.nq" | cmp - "$TMP/dumped" || fail "the dump holds other quads"
expect_exit 0 "$ATTEST" store dump -o "$TMP/kg.trig" "$TMP/kg"
expect_exit 0 "$ATTEST" load --store "$TMP/from-trig" "$TMP/kg.trig"
"$ATTEST" store dump -f nquads "$TMP/from-trig" | LC_ALL=C sort | cmp - "$TMP/dumped" || fail "TriG is loaded otherwise"

# --- straight from articles; a changed article takes the place of its older version --------------------------------------
expect_exit 0 "$ATTEST" extract -q --store "$TMP/day" "$TMP/articles"
"$ATTEST" store dump -f nquads "$TMP/day" | LC_ALL=C sort | cmp - "$TMP/dumped" || fail "extract --store holds other quads"
changed=$(ls "$TMP/articles"/* | head -n 1)
echo "The harbour is closed, the minister said on Friday." >> "$changed"
expect_exit 0 "$ATTEST" extract -q --store "$TMP/day" "$TMP/articles"
expect_exit 0 "$ATTEST" store check "$TMP/day"
expect_exit 0 "$ATTEST" verify "$TMP/day" --sources "$TMP/articles"
"$ATTEST" extract -q --format nquads -o "$TMP/new.nq" "$TMP/articles"
"$ATTEST" store dump -f nquads "$TMP/day" | LC_ALL=C sort > "$TMP/dumped-new"
LC_ALL=C sort "$TMP/new.nq" | cmp - "$TMP/dumped-new" || fail "something of the older version is left"
expect_exit 2 "$ATTEST" extract --store "$TMP/day" -o "$TMP/x" "$TMP/articles"

# --- graphs: replaced, added to, deleted; a smaller copy ------------------------------------------------------------------
graph() { for i in $2; do echo "<urn:s:$i> <urn:p> \"$i\" <urn:g:$1> ."; done; }
graph a "1 2 3" > "$TMP/a.nq"
graph b "1" >> "$TMP/a.nq"
expect_exit 0 "$ATTEST" load --store "$TMP/small" "$TMP/a.nq"
graph a "3 4" > "$TMP/a2.nq"
expect_exit 0 "$ATTEST" load --store "$TMP/small" "$TMP/a2.nq"
expect_text "$TMP/err" "2 quads read, 1 added, 2 removed with 1 graphs replaced"
expect_exit 0 "$ATTEST" load --add --store "$TMP/small" "$TMP/a.nq"
[ "$("$ATTEST" store dump -f nquads "$TMP/small" | wc -l)" = 5 ] || fail "--add"
expect_exit 0 "$ATTEST" store delete "$TMP/small" urn:g:a
expect_text "$TMP/out" "4 quads deleted"
expect_exit 1 "$ATTEST" store delete "$TMP/small" urn:g:a
expect_exit 0 "$ATTEST" store compact "$TMP/small" "$TMP/compact"
expect_exit 0 "$ATTEST" store check "$TMP/compact"
expect_exit 0 "$ATTEST" store stats "$TMP/compact"
expect_text "$TMP/out" "quads      1"
expect_exit 2 "$ATTEST" store compact "$TMP/small" "$TMP/compact"

# --- progress: how far, and the time that is left, where the size of the input is known ----------------------------------------
awk 'BEGIN { for (s = 0; s < 40000; s++) printf "<urn:s:%d> <urn:p> \"%d\" <urn:g> .\n", s, s }' > "$TMP/many.nq"
awk 'BEGIN { print "<urn:g> {"; for (s = 0; s < 40000; s++) printf "<urn:s:%d> <urn:p> \"%d\" .\n", s, s; print "}" }' > "$TMP/many.trig"
for file in many.nq many.trig; do
    expect_exit 0 "$ATTEST" load --progress --store "$TMP/progress-$file" "$TMP/$file"
    grep -qE '16384 quads, [0-9]+/s, [0-9]+ %, .* left' "$TMP/err" || { cat "$TMP/err"; fail "no time left in the progress of $file"; }
done
expect_exit 0 "$ATTEST" load --progress --store "$TMP/progress-stdin" - < "$TMP/many.nq"
expect_text "$TMP/err" " left"
mkfifo "$TMP/pipe"
cat "$TMP/many.nq" > "$TMP/pipe" &
expect_exit 0 "$ATTEST" load --progress --store "$TMP/progress-pipe" "$TMP/pipe"
expect_text "$TMP/err" "16384 quads"
expect_no_text "$TMP/err" " left"
expect_exit 0 "$ATTEST" extract --progress --store "$TMP/progress-extract" "$TMP/articles"
grep -qE '1 sources, .*/s, [0-9]+ %, .* left' "$TMP/err" || { cat "$TMP/err"; fail "no time left in the progress of extract"; }
expect_exit 0 "$ATTEST" load -q --progress --store "$TMP/progress-quiet" "$TMP/many.nq"
[ ! -s "$TMP/err" ] || fail "--quiet shows progress"

# --- bad quads -----------------------------------------------------------------------------------------------------------
{ graph c "1"; echo "<urn:s> <urn:p> oops ."; graph c "2"; echo "_:b <urn:p> \"1\" ."; } > "$TMP/bad.nq"
expect_exit 1 "$ATTEST" load --store "$TMP/lenient" "$TMP/bad.nq"
expect_text "$TMP/err" "bad.nq:2:"
expect_text "$TMP/err" "bad.nq:4:"
expect_text "$TMP/err" "2 bad quads were left out"
[ "$("$ATTEST" store dump -f nquads "$TMP/lenient" | wc -l)" = 2 ] || fail "good quads beside bad ones"
expect_exit 3 "$ATTEST" load --strict --store "$TMP/strict" "$TMP/bad.nq"

# --- no store, a damaged one, one cut short ------------------------------------------------------------------------------
mkdir "$TMP/empty"
expect_exit 3 "$ATTEST" store check "$TMP/empty"
expect_exit 3 "$ATTEST" store stats "$TMP/empty"
expect_text "$TMP/err" "no store there"
cp -R "$TMP/kg" "$TMP/short"
truncate -s 65536 "$TMP/short/data.mdb"
expect_exit 3 "$ATTEST" query "$TMP/short" -e 'SELECT * WHERE { ?s ?p ?o }'
expect_text "$TMP/err" "damaged"
expect_exit 1 "$ATTEST" store check "$TMP/short"
cp -R "$TMP/kg" "$TMP/damaged"
size=$(stat -c %s "$TMP/damaged/data.mdb")
page=2
while [ $((page * 4096)) -lt "$size" ]; do
    printf 'damage' | dd of="$TMP/damaged/data.mdb" bs=1 seek=$((page * 4096 + 2000)) conv=notrunc 2> /dev/null
    page=$((page + 7))
done
expect_exit 1 "$ATTEST" store check "$TMP/damaged"

# Whatever bytes are changed: the quads as they were, or a message; neither others nor a crash.
store_bytes=$(stat -c %s "$TMP/kg/data.mdb")
LC_ALL=C awk -v size="$store_bytes" 'BEGIN { srand(11); for (i = 0; i < 40; i++) { line = ""
    for (k = 0; k < 1 + i % 5; k++) line = line " " (i % 2 ? int(rand() * size) : 4096 * int(rand() * size / 4096) + int(rand() * 64))
    print line } }' > "$TMP/places"
"$ATTEST" store dump -f nquads "$TMP/kg" > "$TMP/sound"
while read -r places; do
    cp "$TMP/kg/data.mdb" "$TMP/damaged/data.mdb"
    for place in $places; do printf '\245' | dd of="$TMP/damaged/data.mdb" bs=1 seek="$place" conv=notrunc 2> /dev/null; done
    "$ATTEST" store dump -f nquads "$TMP/damaged" > "$TMP/out" 2> "$TMP/err"
    code=$?
    case $code in
    0) cmp -s "$TMP/out" "$TMP/sound" || fail "other quads after damage at $places" ;;
    3) grep -qE 'damaged|no store|not a store|format' "$TMP/err" || { cat "$TMP/err"; fail "damage at $places is not told"; } ;;
    # A sanitizer, whose handler takes the place of ours, ends faults within LMDB itself.
    1) grep -qE 'AddressSanitizer: SEGV .*liblmdb' "$TMP/err" || { cat "$TMP/err"; fail "exit 1 after damage at $places"; } ;;
    *) fail "exit $code after damage at $places" ;;
    esac
    for question in "audit $TMP/damaged Russia" "store stats $TMP/damaged" "store check $TMP/damaged" "query $TMP/damaged examples/queries/01-speakers.rq"; do
        # shellcheck disable=SC2086 # words
        "$ATTEST" $question > /dev/null 2> "$TMP/err"
        code=$?
        case $code in 0 | 1 | 3) ;; *) cat "$TMP/err"; fail "exit $code of $question after damage at $places" ;; esac
    done
done < "$TMP/places"

# --- folders that cannot be written ---------------------------------------------------------------------------------------
# Root may write everywhere: then somebody else tries, with a copy of the program that all can reach.
cp "$ATTEST" "$TMP/program"
cp "$TMP/a.nq" "$TMP/readable.nq"
chmod 755 "$TMP" "$TMP/program"
if [ "$(id -u)" != 0 ]; then
    somebody() { "$TMP/program" "$@"; }
else
    somebody() { setpriv --reuid 65534 --regid 65534 --clear-groups "$TMP/program" "$@"; }
fi
if somebody --version > /dev/null 2>&1; then
    cp -R "$TMP/kg" "$TMP/locked"
    chmod 555 "$TMP/locked"
    chmod 444 "$TMP/locked"/* "$TMP/readable.nq"
    expect_exit 0 somebody query -f csv "$TMP/locked" -e 'ASK { GRAPH ?g { ?s ?p ?o } }'
    expect_text "$TMP/out" "true"
    expect_exit 0 somebody audit "$TMP/locked" Russia
    expect_exit 0 somebody store check "$TMP/locked"
    expect_exit 3 somebody load --store "$TMP/locked" "$TMP/readable.nq"
    expect_text "$TMP/err" "cannot be written"
    expect_exit 3 somebody store delete "$TMP/locked" urn:g:a
    expect_text "$TMP/err" "cannot be written"
    expect_exit 3 somebody load --store "$TMP/locked/inside" "$TMP/readable.nq"
    expect_text "$TMP/err" "cannot be made"
    cmp "$TMP/kg/data.mdb" "$TMP/locked/data.mdb" || fail "a store that cannot be written has changed"
    chmod 000 "$TMP/locked/data.mdb"
    expect_exit 3 somebody query -f csv "$TMP/locked" -e 'ASK { ?s ?p ?o }'
    expect_text "$TMP/err" "cannot be read"
    chmod 700 "$TMP/locked"
else
    echo "nobody to be had who cannot write"
    exit 77
fi
expect_exit 3 "$ATTEST" load --store "$TMP/no/such/folder" "$TMP/a.nq"
expect_text "$TMP/err" "cannot be made"
