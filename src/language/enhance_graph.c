/* Lists over a tree, and an edge set. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/enhance_graph.h"

#include <stdlib.h>

static uint32_t *make_list(attest_i_arena *arena, uint32_t count)
{
    uint32_t *list = attest_i_arena_array(arena, count, sizeof *list);
    for (uint32_t i = 0; list && i < count; i++) {
        list[i] = ATTEST_I_NONE;
    }
    return list;
}

enum attest_status attest_i_graph_init(attest_i_graph *graph, const attest_sentence *sentence, attest_i_arena *arena)
{
    memset(graph, 0, sizeof *graph);
    uint32_t count = sentence->token_count;
    graph->tokens = sentence->tokens;
    graph->count = count;
    graph->arena = arena;
    graph->first_child = make_list(arena, count);
    graph->next_sibling = make_list(arena, count);
    graph->order = make_list(arena, count);
    graph->first_in = make_list(arena, count);
    graph->first_out = make_list(arena, count);
    graph->in_count = attest_i_arena_array(arena, count, sizeof *graph->in_count);
    if (!graph->first_child || !graph->next_sibling || !graph->order || !graph->first_in || !graph->first_out ||
        !graph->in_count) {
        return ATTEST_ERR_NOMEM;
    }
    uint32_t placed = 0;
    for (uint32_t i = count; i-- > 0;) {
        uint32_t head = graph->tokens[i].head;
        if (head == ATTEST_NO_INDEX) {
            graph->order[placed++] = i;
        } else {
            graph->next_sibling[i] = graph->first_child[head];
            graph->first_child[head] = i;
        }
    }
    for (uint32_t at = 0; at < placed; at++) {
        for (uint32_t c = graph->first_child[graph->order[at]]; c != ATTEST_I_NONE; c = graph->next_sibling[c]) {
            graph->order[placed++] = c;
        }
    }
    return placed == count ? ATTEST_OK : ATTEST_ERR_DATA;
}

void attest_i_graph_clear(attest_i_graph *graph)
{
    free(graph->edges);
    graph->edges = NULL;
}

enum attest_status attest_i_graph_add(attest_i_graph *graph, uint32_t head, uint32_t dependent, attest_view label,
                                      int basic)
{
    if (graph->in_count[dependent] >= ATTEST_I_ENHANCE_EDGES) {
        return ATTEST_OK;
    }
    for (uint32_t e = graph->first_in[dependent]; e != ATTEST_I_NONE; e = graph->edges[e].next_in) {
        if (graph->edges[e].edge.head == head && attest_view_equal(graph->edges[e].edge.label, label)) {
            return ATTEST_OK;
        }
    }
    void *edges = graph->edges;
    enum attest_status status =
        attest_i_grow(&edges, &graph->edge_capacity, graph->edge_count + 1, sizeof *graph->edges);
    graph->edges = edges;
    if (status != ATTEST_OK) {
        return status;
    }
    uint32_t index = (uint32_t)graph->edge_count++;
    attest_i_graph_edge *added = &graph->edges[index];
    *added = (attest_i_graph_edge){{head, dependent, label}, graph->first_in[dependent], ATTEST_I_NONE, basic};
    graph->first_in[dependent] = index;
    graph->in_count[dependent]++;
    if (head != ATTEST_NO_INDEX) {
        added->next_out = graph->first_out[head];
        graph->first_out[head] = index;
    }
    return ATTEST_OK;
}

static int compare_edges(const void *left, const void *right)
{
    const attest_edge *a = left;
    const attest_edge *b = right;
    if (a->dependent != b->dependent) {
        return a->dependent < b->dependent ? -1 : 1;
    }
    /* The root's edge (head 0 in CoNLL-U) comes first: ATTEST_NO_INDEX + 1 is 0. */
    uint32_t head_a = a->head + 1;
    uint32_t head_b = b->head + 1;
    if (head_a != head_b) {
        return head_a < head_b ? -1 : 1;
    }
    return attest_view_compare(a->label, b->label);
}

enum attest_status attest_i_graph_finish(attest_i_graph *graph, attest_sentence *sentence)
{
    sentence->edge_count = 0;
    sentence->edges = attest_i_arena_array(graph->arena, graph->edge_count, sizeof *sentence->edges);
    if (!sentence->edges) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < graph->edge_count; i++) {
        sentence->edges[i] = graph->edges[i].edge;
    }
    sentence->edge_count = (uint32_t)graph->edge_count;
    qsort(sentence->edges, sentence->edge_count, sizeof *sentence->edges, compare_edges);
    return ATTEST_OK;
}

int attest_i_graph_is(const attest_i_graph *graph, uint32_t token, const char *relation, int subtypes)
{
    attest_view own = graph->tokens[token].deprel;
    size_t size = strlen(relation);
    if (own.size < size || memcmp(own.data, relation, size) != 0) {
        return 0;
    }
    return own.size == size || (subtypes && own.data[size] == ':');
}

uint32_t attest_i_graph_child(const attest_i_graph *graph, uint32_t token, const char *relation)
{
    uint32_t child = graph->first_child[token];
    while (child != ATTEST_I_NONE && !attest_i_graph_is(graph, child, relation, 1)) {
        child = graph->next_sibling[child];
    }
    return child;
}

int attest_i_graph_feature(const attest_i_graph *graph, uint32_t token, const char *feature)
{
    attest_view feats = graph->tokens[token].feats;
    size_t size = strlen(feature);
    const char *at = feats.size >= size ? memmem(feats.data, feats.size, feature, size) : NULL;
    if (!at || (at > feats.data && at[-1] != '|')) {
        return 0;
    }
    return at + size == feats.data + feats.size || at[size] == '|';
}
