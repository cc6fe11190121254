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

/* The default graph. */
#define ATTEST_I_CATALOGUE ATTEST_I_TERM_NONE

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
    int empty;                       /* 1: described, but no quad stands in it */
    int imported;                    /* 1: all its claims were made elsewhere */
    int described;                   /* 1: so was what the catalogue says of its source */
    int derived;                     /* 1: what it should hold was compared with what it holds */
} attest_i_verify_graph;

/* A quad that only one side has. */
typedef struct attest_i_difference {
    attest_quad quad;
    attest_view owner; /* the claim, if the subject is one or a part of one; else the subject */
    int extra;         /* 1: only in the dataset; 0: only derived */
} attest_i_difference;

typedef struct attest_i_differences {
    attest_i_difference *items;
    size_t count;
    size_t capacity;
    attest_i_dictionary terms;     /* theirs */
    attest_i_difference **missing; /* of these, claims that are only derived; by claim and graph */
    size_t missing_count;
} attest_i_differences;

/* Graph by graph: what is kept of those that are done is their differences and which statements of the catalogue they account for. */
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
    attest_i_verify_graph *graphs; /* by id */
    size_t graph_count;
    size_t *order;             /* graphs as they are told of: those with quads first, by IRI */
    size_t *by_source;         /* graphs by the id of their source */
    const attest_dataset *now; /* the graph at hand, in memory; ids are its own */
    attest_dataset *own;       /* the same if it is a copy; else NULL */
    uint32_t now_graph;        /* its IRI there */
    attest_i_ids *accounted;   /* statements of the catalogue that were derived */
    size_t accounted_count;
    size_t accounted_capacity;
    attest_dataset *
        elsewhere; /* derived from one graph's source, but for another graph: nothing, unless the catalogue was altered */
    attest_i_differences differences;
    attest_i_dictionary reported; /* IRIs whose alteration has been told already */
} attest_i_verify;

/* Tell a finding. `subject` is cut if it is longer than any IRI that attest makes. */
void attest_i_verify_report(attest_i_verify *verify, const char *kind, attest_view subject, const char *format, ...)
    ATTEST_PRINTF(4, 5);

/* Note that an IRI's alteration has been told; ask whether it has. */
enum attest_status attest_i_verify_note(attest_i_verify *verify, attest_view iri) ATTEST_MUST_USE;
int attest_i_verify_is_noted(const attest_i_verify *verify, attest_view iri);

/* Look-ups by vocabulary term in any dataset; ids are that dataset's. Of several objects, the first one in the order of terms. */
uint32_t attest_i_verify_object(const attest_dataset *dataset, uint32_t subject, enum attest_i_iri predicate,
                                uint32_t graph);
attest_view attest_i_verify_value(const attest_dataset *dataset, uint32_t subject, enum attest_i_iri predicate,
                                  uint32_t graph);
/* Is there such a quad? Any position but the predicate may be ATTEST_I_ANY. */
int attest_i_verify_holds(const attest_dataset *dataset, uint32_t subject, enum attest_i_iri predicate, uint32_t object,
                          uint32_t graph);
/* Begin a scan of such quads; 0: there are none, and nothing to close. */
int attest_i_verify_scan(attest_i_scan *scan, const attest_dataset *dataset, uint32_t subject,
                         enum attest_i_iri predicate, uint32_t object, uint32_t graph);
/* The id of a vocabulary term; ATTEST_I_ANY if the dataset does not hold it. */
uint32_t attest_i_verify_id(const attest_dataset *dataset, enum attest_i_iri iri);
/* The text of a term of the dataset that is verified. */
attest_view attest_i_verify_text(const attest_i_verify *verify, uint32_t id);

/* In the graph at hand. */
attest_i_quads_range attest_i_verify_find(const attest_i_verify *verify, uint32_t subject, enum attest_i_iri predicate,
                                          uint32_t object);
/* The graph of an id of the dataset; NULL. */
attest_i_verify_graph *attest_i_verify_graph_of(const attest_i_verify *verify, uint32_t id);

/* verify_run.c: the runs that the catalogue describes, opened to be done again. */
enum attest_status attest_i_verify_find_runs(attest_i_verify *verify) ATTEST_MUST_USE;

/* verify_graph.c: the graph at hand against the catalogue: who made it from what, its digest, its document. */
enum attest_status attest_i_verify_examine(attest_i_verify *verify, attest_i_verify_graph *graph) ATTEST_MUST_USE;

/* verify_evidence.c: every piece of evidence and every mention of the graph at hand against the source. */
enum attest_status attest_i_verify_evidence(attest_i_verify *verify,
                                            const attest_i_verify_graph *graph) ATTEST_MUST_USE;

/* verify_derive.c: what the runs, and what the source of the graph at hand, give now. */
enum attest_status attest_i_verify_derive_runs(attest_i_verify *verify) ATTEST_MUST_USE;
enum attest_status attest_i_verify_derive(attest_i_verify *verify, attest_i_verify_graph *graph) ATTEST_MUST_USE;

/* verify_compare.c: what was derived (sealed) for a graph (NULL: for none) against the dataset. */
enum attest_status attest_i_verify_compare(attest_i_verify *verify, const attest_i_verify_graph *graph,
                                           const attest_dataset *expected) ATTEST_MUST_USE;
/* When all graphs are done: the catalogue. Only differences that can be told are left. */
enum attest_status attest_i_verify_compare_catalogue(attest_i_verify *verify) ATTEST_MUST_USE;

/* verify_tell.c: the differences, sorted, as findings. */
enum attest_status attest_i_verify_tell(attest_i_verify *verify) ATTEST_MUST_USE;
/* The claim that an IRI is or is a part of; else the IRI. */
attest_view attest_i_verify_owner(attest_view iri);

#endif
