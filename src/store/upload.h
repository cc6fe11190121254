/* The inside of an upload: parts of graphs, requests, the state file. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_STORE_UPLOAD_H
#define ATTEST_STORE_UPLOAD_H

#include <stdio.h>

#include "attest/upload.h"
#include "base/digest.h"
#include "rdf/output.h"
#include "store/curl.h"
#include "store/dictionary.h"

/* Graphs that are gathered at a time, when quads do not come graph by graph. */
#define ATTEST_I_UPLOAD_OPEN_MAX 16

/* Bytes of a graph in one request. */
#define ATTEST_I_UPLOAD_PART_MAX ((size_t)32 * 1024 * 1024)

#define ATTEST_I_UPLOAD_CONNECTIONS_MAX 64

/* How much of an answer is kept for a message. */
#define ATTEST_I_UPLOAD_ANSWER_MAX 800

/* A graph of the upload. */
typedef struct attest_i_upload_graph {
    attest_view iri;    /* empty: the default graph */
    uint32_t parts;     /* made so far */
    uint32_t done;      /* of these, loaded now or before */
    unsigned in_flight; /* requests under way */
    int sent;           /* 1: a request went out in this run, so that what the state file says of the graph is void */
    int failed;
} attest_i_upload_graph;

/* Quads of one graph, as N-Triples: the body of a request. */
typedef struct attest_i_upload_part {
    attest_i_output body; /* in memory alone: always large enough, so it never writes to a file */
    size_t graph;         /* index of the graph */
    uint32_t number;      /* of the parts of its graph, from 0 */
    uint64_t quads;
    uint64_t used; /* when a quad was added last */
    char digest[ATTEST_I_DIGEST_SIZE];
} attest_i_upload_part;

/* A connection. */
typedef struct attest_i_upload_slot {
    CURL *easy;
    attest_i_upload_part *part; /* NULL: idle */
    int running;                /* 0 with a part: waiting for `due` */
    double due;                 /* seconds of the monotonic clock */
    double begun;
    unsigned attempts;
    char message[CURL_ERROR_SIZE];
    char answer[ATTEST_I_UPLOAD_ANSWER_MAX + 1];
    size_t answer_size;
} attest_i_upload_slot;

/* What the state file says is loaded. */
typedef struct attest_i_upload_state {
    FILE *file;               /* NULL: there is none */
    attest_i_dictionary done; /* lines, as IRIs */
} attest_i_upload_state;

struct attest_upload {
    attest_upload_options options; /* strings are in `arena` */
    attest_i_arena arena;
    char *shown; /* the endpoint without its query, for messages */
    attest_i_dictionary names;
    struct {
        attest_i_upload_graph *items; /* by the id in `names`; 0: the default graph */
        size_t count;
        size_t capacity;
    } graphs;
    attest_i_upload_part *open[ATTEST_I_UPLOAD_OPEN_MAX]; /* [0] is the default graph's */
    uint64_t clock;
    attest_i_upload_slot slots[ATTEST_I_UPLOAD_CONNECTIONS_MAX];
    CURLM *multi;
    struct curl_slist *headers;
    attest_i_upload_state state;
    attest_upload_counts counts;
    enum attest_status status; /* not OK: nothing more is sent */
    attest_error error;        /* of that status */
};

/* Fail for good. Returns `status`. */
enum attest_status attest_i_upload_fail(attest_upload *upload, enum attest_status status, const char *format, ...)
    ATTEST_PRINTF(3, 4);

void attest_i_upload_part_free(attest_i_upload_part *part);

/* upload_send.c: set up the connections; take a part (in any case) and send it, waiting for a free connection; wait for all
 * answers; clean up. A graph that fails is no failure of these. */
enum attest_status attest_i_upload_connect(attest_upload *upload) ATTEST_MUST_USE;
enum attest_status attest_i_upload_send(attest_upload *upload, attest_i_upload_part *part) ATTEST_MUST_USE;
enum attest_status attest_i_upload_wait(attest_upload *upload) ATTEST_MUST_USE;
void attest_i_upload_disconnect(attest_upload *upload);

/* upload_state.c: read and continue the state file; was this part loaded before; note that it is. */
enum attest_status attest_i_upload_state_open(attest_upload *upload, attest_error *error) ATTEST_MUST_USE;
int attest_i_upload_state_has(const attest_upload *upload, const attest_i_upload_part *part);
enum attest_status attest_i_upload_state_note(attest_upload *upload, const attest_i_upload_part *part) ATTEST_MUST_USE;
void attest_i_upload_state_close(attest_upload *upload);

#endif
