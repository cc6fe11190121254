/* Turtle and TriG (RDF 1.1) into quads. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_TRIG_READER_H
#define ATTEST_RDF_TRIG_READER_H

#include "rdf/input.h"

/* What the IRIs begin with that stand for blank nodes, where these are allowed: then "l" and the label, or "a" and a number. */
#define ATTEST_I_TRIG_BLANK_SPACE "urn:attest:blank:"

typedef struct attest_i_trig_options {
    int turtle;        /* 1: Turtle, which has no graphs */
    int blank_nodes;   /* 1: they become IRIs; 0: they give ATTEST_ERR_UNSUPPORTED */
    attest_view graph; /* IRI of the graph that the file's default graph is read as; empty: the default graph */
} attest_i_trig_options;

/* Read the rest of `input`; `piece` is what was taken from it already. Memory is bounded by the longest token. */
enum attest_status attest_i_trig_read(attest_i_input *input, attest_view piece, const attest_i_trig_options *options,
                                      attest_quad_sink sink) ATTEST_MUST_USE;

#endif
