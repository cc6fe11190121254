/* Inside of verify: what its steps share. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_AUDIT_VERIFY_H
#define ATTEST_AUDIT_VERIFY_H

#include "attest/audit.h"
#include "attest/graph.h"
#include "audit/sources.h"
#include "base/memory.h"
#include "rdf/vocabulary.h"
#include "store/dataset.h"

/* A run that the catalogue describes, with what it takes to do it again. */
typedef struct attest_i_verify_run {
    uint32_t id;
    attest_graph_mapper *mapper;
    attest_extractor *extractor;
    int repeatable; /* 1: same program version and rules as ours */
} attest_i_verify_run;

/* A named graph. */
typedef struct attest_i_verify_graph {
    uint32_t id;
    uint32_t source;                 /* id of the source's IRI; 0: not said */
    size_t run;                      /* index; SIZE_MAX: none */
    const attest_document *document; /* NULL: not among the sources given */
    int imported;                    /* 1: all its claims were made elsewhere */
    int derived;                     /* 1: what it should hold is in `expected` */
} attest_i_verify_graph;

typedef struct attest_i_verify {
    const attest_dataset *dataset;
    const attest_verify_request *request;
    attest_finding_handler *handler;
    void *user_data;
    attest_verify_counts *counts;
    attest_error *error;
    attest_ruleset *rules;
    attest_i_sources sources;
    attest_i_verify_run *runs;
    size_t run_count;
    attest_i_verify_graph *graphs;
    size_t graph_count;
    attest_dataset *expected;     /* what extraction gives now */
    attest_i_dictionary reported; /* IRIs whose alteration has been told already */
} attest_i_verify;

/* Tell a finding. `subject` is cut if it is longer than any IRI that attest makes. */
void attest_i_verify_report(attest_i_verify *verify, const char *kind, attest_view subject, const char *format, ...)
    ATTEST_PRINTF(4, 5);

/* Note that an IRI's alteration has been told; ask whether it has. */
enum attest_status attest_i_verify_note(attest_i_verify *verify, attest_view iri) ATTEST_MUST_USE;
int attest_i_verify_is_noted(const attest_i_verify *verify, attest_view iri);

/* Look-ups by vocabulary term in any dataset; ids are that dataset's. */
attest_i_quads_range attest_i_verify_find(const attest_dataset *dataset, uint32_t subject, enum attest_i_iri predicate,
                                          uint32_t object, uint32_t graph);
uint32_t attest_i_verify_object(const attest_dataset *dataset, uint32_t subject, enum attest_i_iri predicate,
                                uint32_t graph);
attest_view attest_i_verify_value(const attest_dataset *dataset, uint32_t subject, enum attest_i_iri predicate,
                                  uint32_t graph);

/* verify_evidence.c: every piece of evidence and every mention of a graph against the source. */
enum attest_status attest_i_verify_evidence(attest_i_verify *verify,
                                            const attest_i_verify_graph *graph) ATTEST_MUST_USE;

/* verify_compare.c: the dataset against `expected`, as far as that was derived. */
enum attest_status attest_i_verify_compare(attest_i_verify *verify) ATTEST_MUST_USE;

#endif
