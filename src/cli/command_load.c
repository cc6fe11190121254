/* attest load: datasets into a store on disk, or into any store with the SPARQL 1.1 Graph Store Protocol. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "attest/dataset.h"
#include "cli/load.h"

#define DEFAULT_CONNECTIONS 4
#define MAX_CONNECTIONS 64
#define DEFAULT_RETRIES 5
#define DEFAULT_TIMEOUT 120.0
#define MIN_BATCH 1
#define MAX_BATCH ((uint64_t)64 * 1024 * 1024)

uint64_t cli_load_bytes(const cli_load_request *request)
{
    uint64_t total = 0;
    for (size_t i = 0; i < request->files.count; i++) {
        uint64_t bytes;
        if (attest_dataset_bytes(request->files.items[i], &bytes) != ATTEST_OK) {
            return 0;
        }
        total += bytes;
    }
    return total;
}

static enum cli_exit check_request(const cli_command *command, const cli_load_request *request)
{
    if (request->files.count == 0) {
        return cli_usage(command, "nothing to load: give files, or - for standard input");
    }
    if (!request->store == !request->endpoint) {
        return cli_usage(command, "say where to: --store DIR or --endpoint URL");
    }
    if (request->batch < MIN_BATCH || request->batch > MAX_BATCH) {
        return cli_usage(command, "--batch must be 1 to 64M");
    }
    if (request->connections < 1 || request->connections > MAX_CONNECTIONS) {
        return cli_usage(command, "--connections must be 1 to %d", MAX_CONNECTIONS);
    }
    if (!(request->timeout > 0)) {
        return cli_usage(command, "--timeout must be above 0");
    }
    return CLI_DONE;
}

static enum cli_exit run_command(const cli_command *command, int argc, char **argv)
{
    static const char *const AUTHENTICATION[] = {"basic", "digest", "bearer", NULL};
    cli_load_request request = {.auth = -1,
                                .batch = (uint64_t)256 * 1024,
                                .connections = DEFAULT_CONNECTIONS,
                                .retries = DEFAULT_RETRIES,
                                .timeout = DEFAULT_TIMEOUT};
    const cli_option options[] = {
        {"store", 's', CLI_TEXT, &request.store, "DIR", "load into the store in this folder, which is made if need be",
         NULL},
        {"endpoint", 0, CLI_TEXT, &request.endpoint, "URL", "load into the graph store at this address", NULL},
        {"add", 'a', CLI_FLAG, &request.add, NULL, "add to graphs that are there (default: replace them)", NULL},
        {"strict", 0, CLI_FLAG, &request.strict, NULL, "a bad quad ends the load (default: reported and left out)",
         NULL},
        {"batch", 0, CLI_NUMBER, &request.batch, "N", "store: quads sorted together (default: 256k)", NULL},
        {"user", 'u', CLI_TEXT, &request.user, "NAME[:PASSWORD]",
         "endpoint: who loads; the password also from ATTEST_PASSWORD", NULL},
        {"token-file", 0, CLI_TEXT, &request.token_file, "FILE", "endpoint: bearer token; also from ATTEST_TOKEN",
         NULL},
        {"auth", 0, CLI_CHOICE, &request.auth, "KIND", "endpoint: basic, digest or bearer (default: by what is given)",
         AUTHENTICATION},
        {"default-graph", 0, CLI_TEXT, &request.default_graph, "IRI",
         "endpoint: load the default graph (attest's catalogue) into this graph", NULL},
        {"state", 0, CLI_TEXT, &request.state, "FILE",
         "endpoint: remember here which graphs are loaded, and go on from there", NULL},
        {"connections", 'j', CLI_NUMBER, &request.connections, "N", "endpoint: graphs sent at a time (default: 4)",
         NULL},
        {"retries", 0, CLI_NUMBER, &request.retries, "N", "endpoint: attempts after a failed one (default: 5)", NULL},
        {"timeout", 0, CLI_REAL, &request.timeout, "SECONDS", "endpoint: longest request (default: 120)", NULL},
        {"progress", 0, CLI_FLAG, &request.progress, NULL, "show progress (default: on a terminal)", NULL},
        {"quiet", 'q', CLI_FLAG, &request.quiet, NULL, "no progress, no summary", NULL},
    };
    enum cli_exit code;
    if (!cli_parse(command, options, sizeof options / sizeof options[0], argc, argv, &request.files, &code)) {
        code = check_request(command, &request);
        if (code == CLI_DONE) {
            code = request.store ? cli_load_store(&request) : cli_load_endpoint(&request);
        }
    }
    cli_list_clear(&request.files);
    return code;
}

const cli_command cli_command_load = {
    "load",
    "(--store DIR | --endpoint URL) FILE...",
    "load datasets into a store on disk or over the network",
    run_command,
};
