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
           attest_i_graph_child(graph, token, "nsubj:pass") != ATTEST_I_NONE ||
           attest_i_graph_feature(graph, token, "Voice=Pass");
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
    /* A wh-word that was taken for a question word still is the relative one here. */
    attest_view tag = graph->tokens[token].xpos;
    if (attest_i_graph_feature(graph, token, "PronType=Rel") || (tag.size > 0 && tag.data[0] == 'W')) {
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

/* The role of the antecedent: that of the pronoun. A relative adverb stands for a place or time; a whole clause is a clausal subject. */
static attest_view antecedent_label(const attest_i_graph *graph, uint32_t antecedent, attest_view label)
{
    if (attest_view_equal(label, ATTEST_VIEW("advmod"))) {
        return ATTEST_VIEW("obl");
    }
    int clause = graph->tokens[antecedent].upos == ATTEST_UPOS_VERB ||
                 attest_i_graph_child(graph, antecedent, "nsubj") != ATTEST_I_NONE;
    return clause && attest_view_equal(label, ATTEST_VIEW("nsubj")) ? ATTEST_VIEW("csubj") : label;
}

/* "the data that they used": the pronoun depends on its antecedent, and that takes the pronoun's place. */
static enum attest_status replace_pronoun(attest_i_graph *graph, uint32_t pronoun, uint32_t antecedent)
{
    uint32_t e = graph->first_in[pronoun];
    while (e != ATTEST_I_NONE && !graph->edges[e].basic) {
        e = graph->edges[e].next_in;
    }
    if (e == ATTEST_I_NONE || graph->edges[e].edge.head == ATTEST_NO_INDEX || graph->edges[e].edge.head == antecedent) {
        return ATTEST_OK;
    }
    uint32_t head = graph->edges[e].edge.head;
    attest_view label = antecedent_label(graph, antecedent, graph->edges[e].edge.label);
    graph->edges[e].edge.label = ATTEST_VIEW("ref");
    graph->edges[e].edge.head = antecedent;
    return attest_i_graph_add(graph, head, antecedent, label, 0);
}

/* "the data they used", "the data they wanted to use": without a pronoun, the antecedent is the object of the innermost open clause, if
 * that has none; of a time ("the day they left") it is an oblique. */
static enum attest_status fill_gap(attest_i_graph *graph, uint32_t clause, uint32_t antecedent)
{
    if (attest_i_graph_child(graph, clause, "nsubj") == ATTEST_I_NONE ||
        attest_i_graph_child(graph, clause, "mark") != ATTEST_I_NONE) { /* "the news that they left" */
        return ATTEST_OK;
    }
    uint32_t verb = clause;
    for (uint32_t c = clause; c != ATTEST_I_NONE; c = attest_i_graph_child(graph, c, "xcomp")) {
        if (attest_i_graph_child(graph, c, "obj") != ATTEST_I_NONE) {
            return ATTEST_OK;
        }
        verb = c;
    }
    if (graph->tokens[verb].upos != ATTEST_UPOS_VERB || is_passive(graph, verb) ||
        attest_i_graph_child(graph, verb, "ccomp") != ATTEST_I_NONE) {
        return ATTEST_OK;
    }
    int time = attest_i_graph_is(graph, antecedent, "obl:unmarked", 0);
    return attest_i_graph_add(graph, verb, antecedent, time ? ATTEST_VIEW("obl") : ATTEST_VIEW("obj"), 0);
}

static enum attest_status resolve_relatives(attest_i_graph *graph)
{
    enum attest_status status = ATTEST_OK;
    for (uint32_t i = 0; i < graph->count && status == ATTEST_OK; i++) {
        int nominal = attest_i_graph_is(graph, i, "acl:relcl", 0);
        if ((!nominal && !attest_i_graph_is(graph, i, "advcl:relcl", 0)) || graph->tokens[i].head == ATTEST_NO_INDEX) {
            continue;
        }
        uint32_t pronoun = find_relative(graph, i, RELATIVE_DEPTH);
        if (pronoun != ATTEST_I_NONE) {
            status = replace_pronoun(graph, pronoun, graph->tokens[i].head);
        } else if (nominal) {
            status = fill_gap(graph, i, graph->tokens[i].head);
        }
    }
    return status;
}

/* Relations of the first conjunct alone. */
static int is_private(attest_view label)
{
    return attest_view_equal(label, ATTEST_VIEW("ref")) || attest_view_equal(label, ATTEST_VIEW("parataxis")) ||
           attest_view_equal(label, ATTEST_VIEW("list")) || (label.size >= 4 && memcmp(label.data, "conj", 4) == 0) ||
           attest_view_equal(label, ATTEST_VIEW("orphan"));
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
            if (edge.head == ATTEST_NO_INDEX || edge.head == token || is_private(edge.label)) {
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

/* A subject's label for the predicate that it is shared with, which may differ in voice. */
static attest_view subject_label(const attest_i_graph *graph, uint32_t predicate, attest_view label)
{
    int passive = is_passive(graph, predicate);
    if (passive && attest_view_equal(label, ATTEST_VIEW("nsubj"))) {
        return ATTEST_VIEW("nsubj:pass");
    }
    return !passive && attest_view_equal(label, ATTEST_VIEW("nsubj:pass")) ? ATTEST_VIEW("nsubj") : label;
}

/* Subjects of the first conjunct, and objects behind all of them, belong to each. */
static enum attest_status share_dependents(attest_i_graph *graph, uint32_t token)
{
    int wants_subject = !has_own_subject(graph, token);
    enum attest_status status = ATTEST_OK;
    for (uint32_t e = graph->first_out[graph->tokens[token].head]; e != ATTEST_I_NONE && status == ATTEST_OK;
         e = graph->edges[e].next_out) {
        const attest_edge edge = graph->edges[e].edge;
        if (edge.dependent == token) {
            continue;
        }
        if (wants_subject && is_subject_label(edge.label) && !is_outer(edge.label)) {
            status = attest_i_graph_add(graph, token, edge.dependent, subject_label(graph, token, edge.label), 0);
        } else if (edge.dependent > token && attest_view_equal(edge.label, ATTEST_VIEW("obj"))) {
            status = attest_i_graph_add(graph, token, edge.dependent, edge.label, 0);
        }
    }
    return status;
}

/* The label of a subject that is controlled: as its governor's, of the voice of the open clause. */
static attest_view controlled_label(const attest_i_graph *graph, uint32_t token, attest_view label)
{
    if (label.data[0] == 'c') {
        return ATTEST_VIEW("csubj:xsubj");
    }
    return is_passive(graph, token) ? ATTEST_VIEW("nsubj:pass:xsubj") : ATTEST_VIEW("nsubj:xsubj");
}

/* The subject of an open clause is the object of its governor if there is one, else the governor's subject. */
static enum attest_status control_subject(attest_i_graph *graph, uint32_t token)
{
    uint32_t governor = graph->tokens[token].head;
    uint32_t object = attest_i_graph_child(graph, governor, "obj");
    object = object == ATTEST_I_NONE ? attest_i_graph_child(graph, governor, "iobj") : object;
    enum attest_status status = ATTEST_OK;
    for (uint32_t e = graph->first_out[governor]; e != ATTEST_I_NONE && status == ATTEST_OK;
         e = graph->edges[e].next_out) {
        const attest_edge edge = graph->edges[e].edge;
        int controls = object != ATTEST_I_NONE ? attest_view_equal(edge.label, graph->tokens[object].deprel)
                                               : is_subject_label(edge.label) && !is_outer(edge.label);
        if (controls && edge.dependent != token) {
            status = attest_i_graph_add(graph, token, edge.dependent, controlled_label(graph, token, edge.label), 0);
        }
    }
    return status;
}

/* From the root down, so that what a token passes on is complete. */
static enum attest_status spread_dependents(attest_i_graph *graph)
{
    enum attest_status status = ATTEST_OK;
    for (uint32_t at = 0; at < graph->count && status == ATTEST_OK; at++) {
        uint32_t token = graph->order[at];
        if (graph->tokens[token].head == ATTEST_NO_INDEX) {
            continue;
        }
        if (attest_i_graph_is(graph, token, "conj", 1)) {
            status = share_dependents(graph, token);
        } else if (attest_i_graph_is(graph, token, "xcomp", 1) && !has_own_subject(graph, token)) {
            status = control_subject(graph, token);
        }
    }
    return status;
}

enum attest_status attest_i_enhance(attest_sentence *sentence, attest_i_arena *arena)
{
    static enum attest_status (*const rules[])(attest_i_graph *) = {add_basic, resolve_relatives, share_governors,
                                                                    spread_dependents};
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
