/* Writers: quads to TriG, N-Quads, a folder of Turtle files or JSON-LD. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_WRITER_H
#define ATTEST_WRITER_H

#include "attest/extraction.h"
#include "attest/graph.h"
#include "attest/quad.h"
#include "attest/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct attest_writer attest_writer;

enum attest_format {
    ATTEST_FORMAT_TRIG,
    ATTEST_FORMAT_NQUADS,
    ATTEST_FORMAT_TURTLE, /* a folder: catalogue.ttl and one file per named graph, called as the last segment of its IRI */
    ATTEST_FORMAT_JSONLD,
    ATTEST_FORMAT_NDJSON, /* claims as NDJSON: written from extractions, not from quads */
    ATTEST_FORMAT_OPENIE, /* claims as tab-separated sentence, confidence, predicate, subject, object, arguments: from extractions */
    ATTEST_FORMAT_COUNT
};

/* OK and the format for "trig", "nquads", "turtle", "jsonld", "ndjson", "openie"; NONE for anything else. */
ATTEST_API enum attest_status attest_format_from_name(const char *name, enum attest_format *format);
/* The name of a format, as above; static storage. */
ATTEST_API const char *attest_format_name(enum attest_format format);

typedef struct attest_writer_options {
    const char *base; /* base IRI, for prefixes; NULL: ATTEST_DEFAULT_BASE */
} attest_writer_options;

/* Make a writer to `path`: a file or, for Turtle, a folder; NULL or "-" is standard output (not for Turtle). A file appears whole or
 * not at all: it is written beside, synced and renamed by attest_writer_finish. A device or pipe is written directly. Gives `*writer`. */
ATTEST_API enum attest_status attest_writer_new(attest_writer **writer, enum attest_format format, const char *path,
                                                const attest_writer_options *options,
                                                attest_error *error) ATTEST_MUST_USE;

/* Write one quad. Subjects in sequence are grouped; order is the caller's. The first failure is kept: later calls return
 * it without writing. A term that is no valid UTF-8 or no IRI is refused with ATTEST_ERR_DATA. */
ATTEST_API enum attest_status attest_writer_quad(attest_writer *writer, const attest_quad *quad) ATTEST_MUST_USE;

/* The writer as a sink. Borrows the writer. */
ATTEST_API attest_quad_sink attest_writer_as_sink(attest_writer *writer);

/* Write one extraction as NDJSON lines (document, entities, attributions, claims), or its claims for ATTEST_FORMAT_OPENIE.
 * Only for these two. */
ATTEST_API enum attest_status attest_writer_extraction(attest_writer *writer, const attest_graph_mapper *mapper,
                                                       const attest_extraction *extraction) ATTEST_MUST_USE;

/* End the output, flush, sync and move it into place; returns the first failure of the writer's life, with its detail in `error`. */
ATTEST_API enum attest_status attest_writer_finish(attest_writer *writer, attest_error *error) ATTEST_MUST_USE;

/* Free a writer; without a finish before, what was written beside the target is removed. */
ATTEST_API void attest_writer_free(attest_writer *writer);

/* Bytes written so far. */
ATTEST_API uint64_t attest_writer_bytes(const attest_writer *writer);

#ifdef __cplusplus
}
#endif
#endif
