/* Inside of the writers: what every format shares, and the operations that make one. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_WRITER_H
#define ATTEST_RDF_WRITER_H

#include "attest/writer.h"
#include "base/memory.h"
#include "rdf/output.h"
#include "rdf/writer_terms.h"

/* The outermost part of a quad that differs from the quad before. */
enum attest_i_change {
    ATTEST_I_CHANGE_OBJECT,
    ATTEST_I_CHANGE_PREDICATE,
    ATTEST_I_CHANGE_SUBJECT,
    ATTEST_I_CHANGE_GRAPH
};

/* What a format does. `quad` gets checked terms. All report failures of the output through output->status and return
 * other failures; `state` is their own. */
typedef struct attest_i_writer_operations {
    enum attest_status (*begin)(attest_writer *writer, attest_error *error);
    enum attest_status (*quad)(attest_writer *writer, const attest_quad *quad, enum attest_i_change change);
    enum attest_status (*extraction)(attest_writer *writer, const attest_graph_mapper *mapper,
                                     const attest_extraction *extraction);
    enum attest_status (*end)(attest_writer *writer); /* write what closes the document; NULL: nothing */
    enum attest_status (*finish)(attest_writer *writer, attest_error *error); /* NULL: the output is a single file */
    void (*release)(attest_writer *writer); /* free `state`, remove what is unfinished; NULL: nothing */
} attest_i_writer_operations;

struct attest_writer {
    const attest_i_writer_operations *operations;
    enum attest_format format;
    enum attest_status status; /* first failure */
    attest_error failure;      /* its detail */
    int finished;
    int started;   /* a quad was written; the three buffers hold its terms */
    int has_graph; /* ... and it was in a named graph */
    attest_i_buffer graph;
    attest_i_buffer subject;
    attest_i_buffer predicate;
    char *base;
    char *path; /* as given; "-" for standard output */
    attest_i_prefixes prefixes;
    attest_i_output output; /* not used by the Turtle folder */
    uint64_t bytes;         /* written to outputs that are closed by now */
    void *state;
};

extern const attest_i_writer_operations attest_i_writer_nquads;
extern const attest_i_writer_operations attest_i_writer_trig;
extern const attest_i_writer_operations attest_i_writer_folder;
extern const attest_i_writer_operations attest_i_writer_jsonld;
extern const attest_i_writer_operations attest_i_writer_ndjson;
extern const attest_i_writer_operations attest_i_writer_openie;

/* Triples in Turtle, written one after the other into the same file or graph block. */
typedef struct attest_i_turtle {
    attest_i_output *output;
    const attest_i_prefixes *prefixes;
    size_t margin; /* indentation of subjects */
    uint64_t line; /* offset in the output where the current line begins */
    int open;      /* 1: the last triple has no full stop yet */
} attest_i_turtle;

/* Write a triple, continuing the one before as far as `change` allows. */
void attest_i_turtle_triple(attest_i_turtle *turtle, const attest_quad *quad, enum attest_i_change change);

/* Put the full stop behind the last triple, if there is one. */
void attest_i_turtle_end(attest_i_turtle *turtle);

#endif
