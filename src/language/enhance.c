/* The rules of enhancement, in the order in which they build on each other. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/enhance.h"

#include "language/enhance_graph.h"

/* Deepest word below a relative clause's verb that is looked at for its pronoun. */
#define RELATIVE_DEPTH 4

static int is_subject_label(attest_view label)
{
    return (label.size >= 5 && memcmp(label.data, "nsubj", 5) == 0) ||
           (label.size >= 5 && memcmp(label.data, "csubj", 5) == 0);
}

static int is_outer(attest_view label)
{
    return label.size > 6 && memcmp(label.data + label.size - 6, ":outer", 6) == 0;
}

static int is_passive(const attest_i_graph *graph, uint32_t token)
{
    return attest_i_graph_child(graph, token, "aux:pass") != ATTEST_I_NONE ||
           attest_i_graph_child(graph, token, "nsubj:pass") != ATTEST_I_NONE;
}

/* Every token's own edge, with markers in its label. */
static enum attest_status add_basic(attest_i_graph *graph)
{
    for (uint32_t i = 0; i < graph->count; i++) {
        attest_view label;
        enum attest_status status = attest_i_enhance_label(graph, i, &label);
        if (status == ATTEST_OK) {
            status = attest_i_graph_add(graph, graph->tokens[i].head, i, label, 1);
        }
        if (status != ATTEST_OK) {
            return status;
        }
    }
    return ATTEST_OK;
}

/* The relative pronoun or adverb of a clause, below `token`, not inside another clause with an antecedent of its own. */
static uint32_t find_relative(const attest_i_graph *graph, uint32_t token, int depth)
{
    if (attest_i_graph_feature(graph, token, "PronType=Rel")) {
        return token;
    }
    for (uint32_t c = graph->first_child[token]; depth > 0 && c != ATTEST_I_NONE; c = graph->next_sibling[c]) {
        if (attest_i_graph_is(graph, c, "acl:relcl", 0) || attest_i_graph_is(graph, c, "advcl:relcl", 0) ||
            attest_i_graph_is(graph, c, "conj", 1)) {
            continue;
        }
        uint32_t found = find_relative(graph, c, depth - 1);
        if (found != ATTEST_I_NONE) {
            return found;
        }
    }
    return ATTEST_I_NONE;
}

/* Relative clauses: the pronoun's place in the clause is its antecedent's. */
static enum attest_status resolve_relatives(attest_i_graph *graph)
{
    for (uint32_t i = 0; i < graph->count; i++) {
        if (!attest_i_graph_is(graph, i, "acl:relcl", 0) && !attest_i_graph_is(graph, i, "advcl:relcl", 0)) {
            continue;
        }
        uint32_t antecedent = graph->tokens[i].head;
        uint32_t pronoun = find_relative(graph, i, RELATIVE_DEPTH);
        if (pronoun == ATTEST_I_NONE || antecedent == ATTEST_NO_INDEX) {
            continue;
        }
        for (uint32_t e = graph->first_in[pronoun]; e != ATTEST_I_NONE; e = graph->edges[e].next_in) {
            if (!graph->edges[e].basic) {
                continue;
            }
            uint32_t head = pronoun == i ? ATTEST_I_NONE : graph->edges[e].edge.head;
            attest_view label = graph->edges[e].edge.label;
            enum attest_status status = ATTEST_OK;
            if (head != ATTEST_I_NONE && head != antecedent) {
                graph->edges[e].edge.label = ATTEST_VIEW("ref");
                graph->edges[e].edge.head = antecedent;
                status = attest_i_graph_add(graph, head, antecedent, label, 0);
            }
            if (status != ATTEST_OK) {
                return status;
            }
            break;
        }
    }
    return ATTEST_OK;
}

/* Governors of the first conjunct are governors of the others. */
static enum attest_status share_governors(attest_i_graph *graph)
{
    for (uint32_t at = 0; at < graph->count; at++) {
        uint32_t token = graph->order[at];
        uint32_t first = graph->tokens[token].head;
        if (first == ATTEST_NO_INDEX || !attest_i_graph_is(graph, token, "conj", 1)) {
            continue;
        }
        for (uint32_t e = graph->first_in[first]; e != ATTEST_I_NONE; e = graph->edges[e].next_in) {
            const attest_edge edge = graph->edges[e].edge;
            if (edge.head == ATTEST_NO_INDEX || edge.head == token ||
                attest_view_equal(edge.label, ATTEST_VIEW("ref"))) {
                continue;
            }
            enum attest_status status = attest_i_graph_add(graph, edge.head, token, edge.label, 0);
            if (status != ATTEST_OK) {
                return status;
            }
        }
    }
    return ATTEST_OK;
}

static int has_own_subject(const attest_i_graph *graph, uint32_t token)
{
    return attest_i_graph_child(graph, token, "nsubj") != ATTEST_I_NONE ||
           attest_i_graph_child(graph, token, "csubj") != ATTEST_I_NONE ||
           attest_i_graph_child(graph, token, "expl") != ATTEST_I_NONE;
}

/* Subjects of the first conjunct, and what stands behind all of them, belong to each. */
static enum attest_status share_dependents(attest_i_graph *graph)
{
    for (uint32_t at = 0; at < graph->count; at++) {
        uint32_t token = graph->order[at];
        uint32_t first = graph->tokens[token].head;
        if (first == ATTEST_NO_INDEX || !attest_i_graph_is(graph, token, "conj", 1)) {
            continue;
        }
        int wants_subject = !has_own_subject(graph, token);
        for (uint32_t e = graph->first_out[first]; e != ATTEST_I_NONE; e = graph->edges[e].next_out) {
            const attest_edge edge = graph->edges[e].edge;
            attest_view label = edge.label;
            int shared = 0;
            if (is_subject_label(label) && !is_outer(label)) {
                shared = wants_subject && edge.dependent != token;
                if (label.size == 5 && is_passive(graph, token)) {
                    label = ATTEST_VIEW("nsubj:pass");
                } else if (attest_view_equal(label, ATTEST_VIEW("nsubj:pass")) && !is_passive(graph, token)) {
                    label = ATTEST_VIEW("nsubj");
                }
            } else if (attest_view_equal(label, ATTEST_VIEW("obj"))) {
                shared = edge.dependent > token;
            }
            enum attest_status status = shared ? attest_i_graph_add(graph, token, edge.dependent, label, 0) : ATTEST_OK;
            if (status != ATTEST_OK) {
                return status;
            }
        }
    }
    return ATTEST_OK;
}

/* The subject of an open clause is the object of its governor if there is one, else the governor's subject. */
static enum attest_status control_subjects(attest_i_graph *graph)
{
    for (uint32_t at = 0; at < graph->count; at++) {
        uint32_t token = graph->order[at];
        if (!attest_i_graph_is(graph, token, "xcomp", 1) || has_own_subject(graph, token)) {
            continue;
        }
        attest_view label = is_passive(graph, token) ? ATTEST_VIEW("nsubj:pass:xsubj") : ATTEST_VIEW("nsubj:xsubj");
        uint32_t governor = graph->tokens[token].head;
        uint32_t object = attest_i_graph_child(graph, governor, "obj");
        object = object == ATTEST_I_NONE ? attest_i_graph_child(graph, governor, "iobj") : object;
        int by_object = object != ATTEST_I_NONE;
        for (uint32_t e = graph->first_out[governor]; e != ATTEST_I_NONE; e = graph->edges[e].next_out) {
            const attest_edge edge = graph->edges[e].edge;
            int controls = by_object ? attest_view_equal(edge.label, graph->tokens[object].deprel)
                                     : is_subject_label(edge.label) && !is_outer(edge.label);
            if (!controls || edge.dependent == token) {
                continue;
            }
            enum attest_status status = attest_i_graph_add(graph, token, edge.dependent, label, 0);
            if (status != ATTEST_OK) {
                return status;
            }
        }
    }
    return ATTEST_OK;
}

enum attest_status attest_i_enhance(attest_sentence *sentence, attest_i_arena *arena)
{
    static enum attest_status (*const rules[])(attest_i_graph *) = {add_basic, resolve_relatives, share_governors,
                                                                    control_subjects, share_dependents};
    attest_i_graph graph;
    enum attest_status status = attest_i_graph_init(&graph, sentence, arena);
    for (size_t i = 0; status == ATTEST_OK && i < sizeof rules / sizeof rules[0]; i++) {
        status = rules[i](&graph);
    }
    if (status == ATTEST_OK) {
        status = attest_i_graph_finish(&graph, sentence);
    }
    attest_i_graph_clear(&graph);
    return status;
}
