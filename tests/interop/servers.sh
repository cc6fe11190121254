# Servers for tests, on loopback: source with `. tests/interop/servers.sh`. They end with the test.
# SPDX-License-Identifier: Apache-2.0
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY all_proxy
server_processes=
trap 'for process in $server_processes; do kill "$process" 2> /dev/null; done' EXIT

# wait_for SECONDS COMMAND...: until the command succeeds; the test fails when it never does.
wait_for()
{
    left=$(($1 * 10))
    shift
    until "$@" > /dev/null 2>&1; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || return 1
        sleep 0.1
    done
}

# The Oxigraph-backed graph store; its address goes to $server.
start_graph_store()
{
    command -v curl > /dev/null || { echo "curl is not installed"; exit 77; }
    node tests/interop/graph_store.mjs "$TMP/port" &
    server_processes="$server_processes $!"
    wait_for 30 test -s "$TMP/port" || fail "the graph store does not start"
    server=http://127.0.0.1:$(cat "$TMP/port")
}

# A port that nothing listens on now.
free_port()
{
    node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

# A Virtuoso of its own, with the password "dba" for the user dba; its address goes to $virtuoso. Fails if there is none.
start_virtuoso()
{
    command -v virtuoso-t > /dev/null || return 1
    folder=$TMP/virtuoso
    mkdir -p "$folder"
    port=$(free_port)
    sql=$(free_port)
    cat > "$folder/virtuoso.ini" << END
[Database]
DatabaseFile = $folder/virtuoso.db
ErrorLogFile = $folder/virtuoso.log
LockFile = $folder/virtuoso.lck
TransactionFile = $folder/virtuoso.trx
xa_persistent_file = $folder/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = $folder/temporary.db
TransactionFile = $folder/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:$sql
DisableUnixSocket = 1
LiteMode = 0
CaseMode = 2
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
ThreadsPerQuery = 1
DirsAllowed = $folder
[HTTPServer]
ServerPort = 127.0.0.1:$port
ServerRoot = $folder
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = 1000000
END
    (cd "$folder" && exec virtuoso-t +foreground +configfile virtuoso.ini) > "$folder/output" 2>&1 &
    server_processes="$server_processes $!"
    virtuoso=http://127.0.0.1:$port
    wait_for 120 curl -sf -o /dev/null "$virtuoso/sparql?query=ASK%7B%7D" || { tail "$folder/virtuoso.log"; return 1; }
}
