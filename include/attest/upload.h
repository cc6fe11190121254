/* Upload: datasets into any store on the network that has the SPARQL 1.1 Graph Store HTTP Protocol, one named graph per request. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_UPLOAD_H
#define ATTEST_UPLOAD_H

#include "attest/quad.h"
#include "attest/status.h"
#include "attest/view.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct attest_upload attest_upload;

enum attest_upload_auth {
    ATTEST_UPLOAD_AUTH_AUTO, /* bearer if there is a token; with a user what the server asks for, basic or digest; else .netrc */
    ATTEST_UPLOAD_AUTH_BASIC,
    ATTEST_UPLOAD_AUTH_DIGEST,
    ATTEST_UPLOAD_AUTH_BEARER
};

enum attest_upload_outcome {
    ATTEST_UPLOAD_LOADED,
    ATTEST_UPLOAD_SKIPPED,  /* the state file says that this very graph was loaded before */
    ATTEST_UPLOAD_RETRYING, /* failed for now; `wait` says when it is tried again */
    ATTEST_UPLOAD_FAILED
};

/* What became of a request. Everything is borrowed for the call. */
typedef struct attest_upload_report {
    enum attest_upload_outcome outcome;
    attest_view graph; /* IRI; empty: the default graph */
    uint64_t quads;
    uint64_t bytes;
    unsigned attempts;
    long http;        /* status of the last answer; 0: none came */
    double seconds;   /* of the last attempt */
    double wait;      /* RETRYING: seconds */
    const char *text; /* RETRYING, FAILED: why */
} attest_upload_report;

typedef void attest_upload_handler(void *user_data, const attest_upload_report *report);

/* All strings are copied. No message or report ever holds the password or the token. */
typedef struct attest_upload_options {
    const char
        *endpoint;    /* address of the graph store (http or https, no user in it); "graph=IRI" is added to its query */
    const char *user; /* NULL: none */
    const char *password;      /* NULL: empty */
    const char *token;         /* bearer token; NULL: none */
    const char *default_graph; /* IRI of the graph to load the default graph into; NULL: the server's default graph */
    const char *state;         /* file that keeps what is loaded, to go on after a failure; NULL: none */
    enum attest_upload_auth auth;
    int add;              /* 1: POST, which adds to graphs; 0: PUT, which replaces them (but never the default graph) */
    unsigned connections; /* requests at a time, 1 to 64 */
    unsigned retries;     /* attempts after a failed one */
    double timeout;       /* seconds for a request */
    double wait;          /* seconds before the first retry; each further one waits twice as long */
    int (*stopped)(void); /* asked between requests; nonzero ends the upload. NULL: never */
    attest_upload_handler *handler; /* may be NULL */
    void *user_data;
} attest_upload_options;

/* Four connections, five retries, 120 seconds a request; everything else is 0 or NULL. An endpoint must be set. */
ATTEST_API attest_upload_options attest_upload_options_default(void);

/* Begin an upload. A wrong address or a state file of another endpoint is an error; nothing is sent yet. Gives `*upload`. */
ATTEST_API enum attest_status attest_upload_new(attest_upload **upload, const attest_upload_options *options,
                                                attest_error *error) ATTEST_MUST_USE;

/* Takes quads in any order; best graph by graph, as attest writes them: then each graph is one request (of at most 32 MiB, beyond
 * which the rest is added by further ones). ERR_WRITE once it is clear that no request can succeed. */
ATTEST_API attest_quad_sink attest_upload_as_sink(attest_upload *upload);

/* Drop what is gathered but not sent: when reading failed, a graph that was not read to its end is not to replace a whole one. */
ATTEST_API void attest_upload_drop(attest_upload *upload);

/* Send what is left and wait for the answers. OK if all graphs are loaded; ERR_WRITE if some are not: each was reported. */
ATTEST_API enum attest_status attest_upload_finish(attest_upload *upload, attest_error *error) ATTEST_MUST_USE;

typedef struct attest_upload_counts {
    uint64_t graphs;  /* loaded, in whole */
    uint64_t skipped; /* were loaded before */
    uint64_t failed;  /* not loaded, or not in whole */
    uint64_t requests;
    uint64_t retries;
    uint64_t quads; /* loaded */
    uint64_t bytes;
} attest_upload_counts;

/* The figures so far; complete after attest_upload_finish. */
ATTEST_API attest_upload_counts attest_upload_count(const attest_upload *upload);

/* End an upload; requests that are under way are given up. NULL is fine. */
ATTEST_API void attest_upload_free(attest_upload *upload);

#ifdef __cplusplus
}
#endif
#endif
