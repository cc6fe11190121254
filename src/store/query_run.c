/* Running a plan: depth first over the steps, with one row of bindings that each step extends and takes back. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "store/query.h"

static enum attest_status run(attest_i_query *query, attest_i_step *step);

static int compare_ids(const void *a, const void *b)
{
    const uint32_t left = *(const uint32_t *)a;
    const uint32_t right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

static int is_named(const attest_i_query *query, uint32_t graph)
{
    if (!query->has_dataset_clause) {
        return graph != ATTEST_I_TERM_NONE;
    }
    return bsearch(&graph, query->named_graphs, query->named_graph_count, sizeof graph, compare_ids) != NULL;
}

static int is_default(const attest_i_query *query, uint32_t graph)
{
    if (!query->default_graphs) {
        return graph == ATTEST_I_TERM_NONE;
    }
    return bsearch(&graph, query->default_graphs, query->default_graph_count, sizeof graph, compare_ids) != NULL;
}

/* The pattern to look up with the row's bindings; 0 if nothing can match. */
static int bind_pattern(const attest_i_query *query, const attest_i_step *step, attest_i_ids *pattern)
{
    for (size_t k = 0; k < 4; k++) {
        attest_i_operand operand = step->terms[k];
        if (operand.slot == ATTEST_NO_INDEX) {
            if (operand.id == ATTEST_I_ANY) {
                return 0;
            }
            pattern->at[k] = operand.id;
        } else {
            uint32_t value = query->row[operand.slot];
            /* Computed terms are in no quad. */
            if (!attest_i_dataset_holds(query->dataset, value)) {
                return 0;
            }
            pattern->at[k] = value == ATTEST_I_TERM_NONE ? ATTEST_I_ANY : value;
        }
    }
    if (!step->any_graph && query->default_graphs) {
        pattern->at[ATTEST_I_GRAPH] = query->default_graph_count == 1 ? query->default_graphs[0] : ATTEST_I_ANY;
    }
    return 1;
}

/* Bind the open variables of a scan to a quad; 0 if a variable stands twice and differs. `taken` lists what was bound. */
static int bind_quad(attest_i_query *query, const attest_i_step *step, attest_i_ids quad, uint32_t taken[4],
                     size_t *count)
{
    *count = 0;
    for (size_t k = 0; k < 4; k++) {
        uint32_t slot = step->terms[k].slot;
        if (slot == ATTEST_NO_INDEX) {
            continue;
        }
        if (query->row[slot] == ATTEST_I_TERM_NONE) {
            query->row[slot] = quad.at[k];
            taken[(*count)++] = slot;
        } else if (query->row[slot] != quad.at[k]) {
            return 0;
        }
    }
    return 1;
}

static int in_graph(const attest_i_query *query, const attest_i_step *step, uint32_t graph)
{
    return step->any_graph ? is_named(query, graph) : is_default(query, graph);
}

static enum attest_status run_scan(attest_i_query *query, attest_i_step *step)
{
    attest_i_ids pattern;
    if (!bind_pattern(query, step, &pattern)) {
        return ATTEST_OK;
    }
    /* Several graphs as one default graph: a triple that is in two of them counts once. Without a given graph the graph is the
     * last column, so that the same triples are neighbours. */
    int merged = !step->any_graph && query->default_graph_count > 1;
    attest_i_ids last = {{0, 0, 0, 0}};
    attest_i_ids quad;
    attest_i_scan scan;
    enum attest_status status = ATTEST_OK;
    attest_i_scan_open(&scan, query->dataset, pattern);
    while (status == ATTEST_OK && attest_i_scan_next(&scan, &quad)) {
        if (!in_graph(query, step, quad.at[ATTEST_I_GRAPH])) {
            continue;
        }
        if (merged && memcmp(last.at, quad.at, 3 * sizeof quad.at[0]) == 0) {
            continue;
        }
        last = quad;
        uint32_t taken[4];
        size_t count;
        if (bind_quad(query, step, quad, taken, &count)) {
            status = run(query, step->next);
        }
        while (count > 0) {
            query->row[taken[--count]] = ATTEST_I_TERM_NONE;
        }
    }
    attest_i_scan_close(&scan);
    return status;
}

static enum attest_status run_graphs(attest_i_query *query, attest_i_step *step)
{
    attest_i_operand graph = step->terms[ATTEST_I_GRAPH];
    uint32_t given = graph.slot == ATTEST_NO_INDEX ? graph.id : query->row[graph.slot];
    for (size_t i = 0; i < query->named_graph_count; i++) {
        uint32_t name = query->named_graphs[i];
        if (given == name) {
            return run(query, step->next);
        }
        if (given == ATTEST_I_TERM_NONE) {
            query->row[graph.slot] = name;
            enum attest_status status = run(query, step->next);
            query->row[graph.slot] = ATTEST_I_TERM_NONE;
            if (status != ATTEST_OK) {
                return status;
            }
        }
    }
    return ATTEST_OK;
}

static enum attest_status run_filter(attest_i_query *query, attest_i_step *step)
{
    enum attest_status status = attest_i_query_test(query, &step->expression);
    if (status == ATTEST_NONE) {
        return ATTEST_OK;
    }
    return status == ATTEST_OK ? run(query, step->next) : status;
}

static enum attest_status run_extend(attest_i_query *query, attest_i_step *step)
{
    uint32_t id;
    enum attest_status status = attest_i_query_evaluate(query, &step->expression, &id);
    if (status != ATTEST_OK && status != ATTEST_NONE) {
        return status;
    }
    uint32_t before = query->row[step->slot];
    if (before != ATTEST_I_TERM_NONE) {
        return before == id ? run(query, step->next) : ATTEST_OK;
    }
    query->row[step->slot] = id;
    status = run(query, step->next);
    query->row[step->slot] = ATTEST_I_TERM_NONE;
    return status;
}

static enum attest_status run_optional(attest_i_query *query, attest_i_step *step)
{
    /* The step may be entered again while its branch goes on behind it, so the flag is kept aside. */
    int outer = step->matched;
    step->matched = 0;
    enum attest_status status = run(query, step->branches[0]);
    int matched = step->matched;
    step->matched = outer;
    return status == ATTEST_OK && !matched ? run(query, step->next) : status;
}

static enum attest_status run_union(attest_i_query *query, attest_i_step *step)
{
    enum attest_status status = ATTEST_OK;
    for (size_t i = 0; i < step->branch_count && status == ATTEST_OK; i++) {
        status = run(query, step->branches[i]);
    }
    return status;
}

/* Whether the branch has a solution. ATTEST_NONE is how its END breaks off the search. */
static enum attest_status probe(attest_i_query *query, attest_i_step *step, int *found)
{
    step->matched = 0;
    enum attest_status status = run(query, step->branches[0]);
    *found = step->matched;
    return status == ATTEST_NONE ? ATTEST_OK : status;
}

static enum attest_status run_exists(attest_i_query *query, attest_i_step *step)
{
    int found;
    enum attest_status status = probe(query, step, &found);
    return status == ATTEST_OK && found != step->negated ? run(query, step->next) : status;
}

/* The branch of a MINUS sees only the variables that it binds itself. */
static enum attest_status run_minus(attest_i_query *query, attest_i_step *step)
{
    size_t size = query->variable_count * sizeof *query->row;
    uint32_t *kept = malloc(size + 1);
    if (!kept) {
        return ATTEST_ERR_NOMEM;
    }
    memcpy(kept, query->row, size);
    memset(query->row, 0, size);
    int shares = 0;
    for (size_t i = 0; i < step->shared_count; i++) {
        uint32_t slot = step->shared[i];
        query->row[slot] = kept[slot];
        shares |= kept[slot] != ATTEST_I_TERM_NONE;
    }
    int found = 0;
    enum attest_status status = shares ? probe(query, step, &found) : ATTEST_OK;
    memcpy(query->row, kept, size);
    free(kept);
    return status == ATTEST_OK && !found ? run(query, step->next) : status;
}

static enum attest_status run_end(attest_i_query *query, const attest_i_step *step)
{
    attest_i_step *owner = step->owner;
    if (!owner) {
        return query->handler(query->handler_data);
    }
    owner->matched = 1;
    if (owner->kind == ATTEST_I_STEP_EXISTS || owner->kind == ATTEST_I_STEP_MINUS) {
        return ATTEST_NONE;
    }
    enum attest_status status = run(query, owner->next);
    owner->matched = 1;
    return status;
}

static enum attest_status run(attest_i_query *query, attest_i_step *step)
{
    switch (step->kind) {
    case ATTEST_I_STEP_SCAN: return run_scan(query, step);
    case ATTEST_I_STEP_GRAPHS: return run_graphs(query, step);
    case ATTEST_I_STEP_FILTER: return run_filter(query, step);
    case ATTEST_I_STEP_EXTEND: return run_extend(query, step);
    case ATTEST_I_STEP_OPTIONAL: return run_optional(query, step);
    case ATTEST_I_STEP_UNION: return run_union(query, step);
    case ATTEST_I_STEP_MINUS: return run_minus(query, step);
    case ATTEST_I_STEP_EXISTS: return run_exists(query, step);
    case ATTEST_I_STEP_END:
    default: return run_end(query, step);
    }
}

enum attest_status attest_i_query_run(attest_i_query *query, attest_i_solution_handler *handler, void *user_data)
{
    query->handler = handler;
    query->handler_data = user_data;
    memset(query->row, 0, query->variable_count * sizeof *query->row);
    enum attest_status status = run(query, query->plan);
    return status == ATTEST_END ? ATTEST_OK : status;
}
