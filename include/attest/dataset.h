/* Datasets: RDF files read back with their named graphs, and SPARQL over them. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_DATASET_H
#define ATTEST_DATASET_H

#include <stdint.h>
#include <stdio.h>

#include "attest/quad.h"
#include "attest/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct attest_dataset attest_dataset;

/* Read quads from a store or from a file by its syntax (.nq, .trig, .ttl, .nt, or .jsonld written by attest; else by content) or from a folder of Turtle files as the Turtle
 * writer makes them, and hand them to `sink`. Syntax errors name file and line. */
ATTEST_API enum attest_status attest_dataset_read(const char *path, attest_quad_sink sink,
                                                  attest_error *error) ATTEST_MUST_USE;

/* Told of a quad that cannot be read; true (nonzero) to go on behind it, 0 to end the reading with its error. */
typedef int attest_bad_quad_handler(void *user_data, const attest_error *error);

typedef struct attest_reading_options {
    attest_bad_quad_handler
        *on_bad;     /* bad lines of N-Quads go there; NULL: they end the reading. In the other syntaxes an error
                                      * always does: where the next statement begins is anybody's guess */
    void *user_data; /* for `on_bad` */
    uint64_t *bytes; /* the bytes of files are added here as they are read; NULL: nowhere */
} attest_reading_options;

/* The same with options. */
ATTEST_API enum attest_status attest_dataset_read_with(const char *path, const attest_reading_options *options,
                                                       attest_quad_sink sink, attest_error *error) ATTEST_MUST_USE;

/* How many bytes a reading of `path` would count, files of a folder together. NONE: that cannot be told (a pipe, a store, what
 * cannot be opened). */
ATTEST_API enum attest_status attest_dataset_bytes(const char *path, uint64_t *bytes) ATTEST_MUST_USE;

/* Load a dataset (a file or a Turtle folder) into memory, indexed, for queries and audits; or open a store, by its folder, as it
 * is now. A dataset in memory may be read by several threads, one of a store by one at a time. Gives `*dataset`. */
ATTEST_API enum attest_status attest_dataset_open(attest_dataset **dataset, const char *path,
                                                  attest_error *error) ATTEST_MUST_USE;

/* Free a dataset, or close the store it reads. What was borrowed from it is gone. NULL is fine. */
ATTEST_API void attest_dataset_free(attest_dataset *dataset);

/* Number of distinct quads. */
ATTEST_API size_t attest_dataset_size(const attest_dataset *dataset);

/* Hand all quads that match `pattern` to `sink`, in a fixed order (that of attest_quad_compare). Terms of kind NONE match anything; to ask for the
 * default graph alone, give a graph term of kind IRI with an empty value. */
ATTEST_API enum attest_status attest_dataset_find(const attest_dataset *dataset, const attest_quad *pattern,
                                                  attest_quad_sink sink) ATTEST_MUST_USE;

/* How query results are written. CONSTRUCT and DESCRIBE results are graphs: TABLE and TURTLE write Turtle, JSON writes JSON-LD; the
 * other combinations are refused with ATTEST_ERR_UNSUPPORTED. */
enum attest_result_format {
    ATTEST_RESULT_TABLE,
    ATTEST_RESULT_CSV,
    ATTEST_RESULT_TSV,
    ATTEST_RESULT_JSON,
    ATTEST_RESULT_XML,
    ATTEST_RESULT_TURTLE
};

/* Run a SPARQL query; results go to `output` (borrowed, not closed). `name` is what messages call the query. Syntax errors
 * name line and column. What the engine does not support is an error, never an empty result. */
ATTEST_API enum attest_status attest_dataset_query(const attest_dataset *dataset, attest_view query, const char *name,
                                                   enum attest_result_format format, FILE *output,
                                                   attest_error *error) ATTEST_MUST_USE;

#ifdef __cplusplus
}
#endif
#endif
