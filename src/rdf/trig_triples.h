/* Triples of Turtle and TriG: what the reader of documents asks of them. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_TRIG_TRIPLES_H
#define ATTEST_RDF_TRIG_TRIPLES_H

#include "rdf/trig_reader.h"
#include "rdf/trig_term.h"
#include "rdf/trig_token.h"

/* An IRI in `names`, which moves when it grows. */
typedef struct attest_i_trig_place {
    size_t begin;
    size_t size;
} attest_i_trig_place;

typedef struct attest_i_trig_state {
    attest_i_trig_tokens tokens;
    attest_i_trig_scope scope;
    attest_i_trig_options options;
    attest_quad_sink sink;
    attest_i_buffer names; /* IRIs of the subjects and predicates of the statements that are open, a stack */
    attest_i_buffer graph;
    attest_i_buffer value; /* of the object */
    attest_i_buffer datatype;
    attest_i_buffer language;
    uint64_t anonymous; /* blank nodes without a label so far */
    unsigned depth;
} attest_i_trig_state;

int attest_i_trig_at(const attest_i_trig_state *reader, enum attest_i_trig_kind kind);
enum attest_status attest_i_trig_next(attest_i_trig_state *reader) ATTEST_MUST_USE;
/* Fail with the place of the token at hand and what was expected instead. */
enum attest_status attest_i_trig_fail_expecting(const attest_i_trig_state *reader, const char *expected);
/* Go on behind a token of that kind. */
enum attest_status attest_i_trig_expect(attest_i_trig_state *reader, enum attest_i_trig_kind kind,
                                        const char *what) ATTEST_MUST_USE;
enum attest_status attest_i_trig_check_buffer(const attest_i_trig_state *reader,
                                              const attest_i_buffer *buffer) ATTEST_MUST_USE;
attest_term attest_i_trig_term_of(const attest_i_trig_state *reader, attest_i_trig_place where);

int attest_i_trig_at_node(const attest_i_trig_state *reader);
int attest_i_trig_at_subject(const attest_i_trig_state *reader);
/* The subject of a statement; `*is_alone`: it was a property list, which needs no predicate behind it; `*is_label`: it can name a graph. */
enum attest_status attest_i_trig_read_subject(attest_i_trig_state *reader, attest_i_trig_place *subject, int *is_alone,
                                              int *is_label) ATTEST_MUST_USE;
/* [6] triples without the dot behind them. In `*is_label` what read_subject says; if a "{" follows then, nothing is read behind it. */
enum attest_status attest_i_trig_read_triples(attest_i_trig_state *reader, int in_graph, attest_i_trig_place *subject,
                                              int *is_label) ATTEST_MUST_USE;

#endif
