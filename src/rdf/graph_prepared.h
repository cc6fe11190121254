/* A source mapped but not yet handed on: what a worker thread makes for the writer, more compact than its quads. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_GRAPH_PREPARED_H
#define ATTEST_RDF_GRAPH_PREPARED_H

#include "attest/graph.h"

typedef struct attest_i_prepared_graph attest_i_prepared_graph;

/* Map all of `extraction`. Gives `*prepared`, which borrows nothing. */
enum attest_status attest_i_graph_prepare(const attest_graph_mapper *mapper, const attest_extraction *extraction,
                                          attest_i_prepared_graph **prepared, attest_error *error) ATTEST_MUST_USE;

/* Hand the quads to `sink`, as attest_graph_emit_extraction does. */
enum attest_status attest_i_prepared_graph_emit(attest_i_prepared_graph *prepared,
                                                attest_quad_sink sink) ATTEST_MUST_USE;

void attest_i_prepared_graph_free(attest_i_prepared_graph *prepared);

#endif
