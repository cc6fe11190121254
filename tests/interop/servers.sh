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
