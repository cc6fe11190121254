/* The graph that enhancement works on: a tree with children in order, and edges that can be listed from both ends. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_ENHANCE_GRAPH_H
#define ATTEST_LANGUAGE_ENHANCE_GRAPH_H

#include "language/enhance.h"

#define ATTEST_I_NONE ATTEST_NO_INDEX

typedef struct attest_i_graph_edge {
    attest_edge edge;
    uint32_t next_in;  /* next edge with the same dependent */
    uint32_t next_out; /* next edge with the same head */
    int basic;         /* 1: the tree's edge */
} attest_i_graph_edge;

/* Arrays have one element a token; lists are linked by index and end with ATTEST_I_NONE. */
typedef struct attest_i_graph {
    const attest_token *tokens;
    uint32_t count;
    attest_i_arena *arena;
    uint32_t *first_child; /* children in text order */
    uint32_t *next_sibling;
    uint32_t *order; /* tokens from the root down: every head before its children */
    uint32_t *first_in;
    uint32_t *first_out;
    uint8_t *in_count;
    attest_i_graph_edge *edges;
    size_t edge_count;
    size_t edge_capacity;
} attest_i_graph;

/* Make the lists of the tree; no edges yet. */
enum attest_status attest_i_graph_init(attest_i_graph *graph, const attest_sentence *sentence,
                                       attest_i_arena *arena) ATTEST_MUST_USE;
void attest_i_graph_clear(attest_i_graph *graph);

/* Add an edge unless it is there, or too many end at `dependent`. */
enum attest_status attest_i_graph_add(attest_i_graph *graph, uint32_t head, uint32_t dependent, attest_view label,
                                      int basic) ATTEST_MUST_USE;

/* Copy the edges into the sentence, sorted. */
enum attest_status attest_i_graph_finish(attest_i_graph *graph, attest_sentence *sentence) ATTEST_MUST_USE;

/* The relation of a token is `relation`; with `subtypes`, or a subtype of it. */
int attest_i_graph_is(const attest_i_graph *graph, uint32_t token, const char *relation, int subtypes);

/* First child with that relation (or a subtype); ATTEST_I_NONE. */
uint32_t attest_i_graph_child(const attest_i_graph *graph, uint32_t token, const char *relation);

/* Has the token the feature, written "Name=Value"? */
int attest_i_graph_feature(const attest_i_graph *graph, uint32_t token, const char *feature);

/* enhance_label.c: the basic relation of a token with its markers. */
enum attest_status attest_i_enhance_label(const attest_i_graph *graph, uint32_t token,
                                          attest_view *label) ATTEST_MUST_USE;

#endif
