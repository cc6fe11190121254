/* attest load: what is loaded and where to. command_load.c parses; command_load_store.c and command_load_endpoint.c do it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_CLI_LOAD_H
#define ATTEST_CLI_LOAD_H

#include "cli/cli.h"

typedef struct cli_load_request {
    cli_list files;
    const char *store;    /* folder; or ... */
    const char *endpoint; /* ... address of a graph store */
    int add;              /* add to graphs that are there instead of replacing them */
    int progress;         /* show it, terminal or not */
    int quiet;
    /* store */
    int strict; /* a bad quad ends the load */
    uint64_t batch;
    /* endpoint */
    const char *user;          /* NAME or NAME:PASSWORD; the password also from the environment: ATTEST_PASSWORD */
    const char *token_file;    /* bearer token; also from the environment: ATTEST_TOKEN */
    int auth;                  /* index in "basic", "digest", "bearer"; -1: by what is given */
    const char *default_graph; /* IRI of the graph that the default graph goes to; NULL: the server's */
    const char *state;         /* file that remembers which graphs are loaded */
    uint64_t connections;
    uint64_t retries;
    double timeout; /* seconds */
} cli_load_request;

/* Bytes of all files; 0: not known. */
uint64_t cli_load_bytes(const cli_load_request *request);

enum cli_exit cli_load_store(const cli_load_request *request);
enum cli_exit cli_load_endpoint(const cli_load_request *request);

#endif
