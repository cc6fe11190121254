/* The order of joins: greedy, by the number of matches that each pattern has in the index and by what is bound already. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>

#include "store/query.h"

/* Matches expected of a pattern whose subject is bound: a node has few values for a property. */
#define MATCHES_PER_SUBJECT 2.0
/* A bound predicate variable is taken to be one of that many predicates. */
#define PREDICATES 16.0

struct planner {
    attest_i_query *query;
    attest_i_step **steps; /* of the chain, in the order compiled */
    unsigned char *placed; /* by index in steps */
    size_t count;
    attest_i_step *tail; /* last step placed; NULL: none yet */
    attest_i_step *first;
    unsigned char *bound; /* by slot: bound for certain at this point */
};

static enum attest_status plan_chain(attest_i_query *query, attest_i_step **first, unsigned char *bound);

static int is_bound(const struct planner *planner, attest_i_operand operand)
{
    return operand.slot != ATTEST_NO_INDEX && planner->bound[operand.slot];
}

static double estimate(const struct planner *planner, const attest_i_step *step)
{
    attest_i_ids pattern;
    for (size_t k = 0; k < 4; k++) {
        int given = step->terms[k].slot == ATTEST_NO_INDEX;
        if (given && step->terms[k].id == ATTEST_I_ANY) {
            return 0;
        }
        pattern.at[k] = given ? step->terms[k].id : ATTEST_I_ANY;
    }
    if (!step->any_graph && planner->query->default_graphs) {
        pattern.at[ATTEST_I_GRAPH] = ATTEST_I_ANY;
    }
    double matches = (double)attest_i_dataset_estimate(planner->query->dataset, pattern);
    if (is_bound(planner, step->terms[ATTEST_I_SUBJECT])) {
        matches = fmin(matches, MATCHES_PER_SUBJECT);
    }
    if (is_bound(planner, step->terms[ATTEST_I_OBJECT])) {
        matches = sqrt(matches);
    }
    if (is_bound(planner, step->terms[ATTEST_I_PREDICATE])) {
        matches /= PREDICATES;
    }
    if (is_bound(planner, step->terms[ATTEST_I_GRAPH]) && planner->query->named_graph_count > 0) {
        matches /= (double)planner->query->named_graph_count;
    }
    return matches;
}

static void mark_bound(struct planner *planner, attest_i_operand operand)
{
    if (operand.slot != ATTEST_NO_INDEX) {
        planner->bound[operand.slot] = 1;
    }
}

static void append(struct planner *planner, size_t index)
{
    attest_i_step *step = planner->steps[index];
    planner->placed[index] = 1;
    if (planner->tail) {
        planner->tail->next = step;
    } else {
        planner->first = step;
    }
    planner->tail = step;
    step->next = NULL;
    for (size_t k = 0; k < 4 && step->kind == ATTEST_I_STEP_SCAN; k++) {
        mark_bound(planner, step->terms[k]);
    }
    if (step->kind == ATTEST_I_STEP_GRAPHS) {
        mark_bound(planner, step->terms[ATTEST_I_GRAPH]);
    }
}

/* Place the filters that can be decided by what is bound for certain. Such a filter gives the same anywhere from here on. */
static void place_filters(struct planner *planner)
{
    for (size_t i = 0; i < planner->count; i++) {
        const attest_i_step *step = planner->steps[i];
        if (planner->placed[i] || step->kind != ATTEST_I_STEP_FILTER) {
            continue;
        }
        int decided = 1;
        for (size_t k = 0; k < step->expression.slot_count && decided; k++) {
            decided = planner->bound[step->expression.slots[k]];
        }
        if (decided) {
            append(planner, i);
        }
    }
}

static int is_scan(const attest_i_step *step)
{
    return step->kind == ATTEST_I_STEP_SCAN || step->kind == ATTEST_I_STEP_GRAPHS;
}

/* Place the scans from `begin` up to the next step that is neither scan nor filter. Returns that step's index. */
static size_t place_scans(struct planner *planner, size_t begin)
{
    size_t end = begin;
    while (end < planner->count &&
           (is_scan(planner->steps[end]) || planner->steps[end]->kind == ATTEST_I_STEP_FILTER)) {
        end++;
    }
    for (;;) {
        size_t best = SIZE_MAX;
        double best_matches = 0;
        for (size_t i = begin; i < end; i++) {
            if (planner->placed[i] || !is_scan(planner->steps[i])) {
                continue;
            }
            double matches = planner->steps[i]->kind == ATTEST_I_STEP_GRAPHS
                                 ? (is_bound(planner, planner->steps[i]->terms[ATTEST_I_GRAPH])
                                        ? 1.0
                                        : (double)planner->query->named_graph_count)
                                 : estimate(planner, planner->steps[i]);
            if (best == SIZE_MAX || matches < best_matches) {
                best = i;
                best_matches = matches;
            }
        }
        if (best == SIZE_MAX) {
            break;
        }
        append(planner, best);
        place_filters(planner);
    }
    for (size_t i = begin; i < end; i++) {
        if (!planner->placed[i]) {
            append(planner, i);
        }
    }
    return end;
}

/* Plan the branches of a step. What every branch of a UNION binds is bound behind it. */
static enum attest_status plan_branches(struct planner *planner, attest_i_step *step)
{
    size_t slots = planner->query->variable_count;
    unsigned char *every = attest_i_arena_array(&planner->query->arena, slots, 1);
    unsigned char *branch = attest_i_arena_array(&planner->query->arena, slots, 1);
    if (!every || !branch) {
        return ATTEST_ERR_NOMEM;
    }
    memset(every, step->branch_count > 0, slots);
    for (size_t i = 0; i < step->branch_count; i++) {
        if (step->kind == ATTEST_I_STEP_MINUS) {
            memset(branch, 0, slots);
            for (size_t k = 0; k < step->shared_count; k++) {
                branch[step->shared[k]] = planner->bound[step->shared[k]];
            }
        } else {
            memcpy(branch, planner->bound, slots);
        }
        enum attest_status status = plan_chain(planner->query, &step->branches[i], branch);
        if (status != ATTEST_OK) {
            return status;
        }
        for (size_t k = 0; k < slots; k++) {
            every[k] = every[k] && branch[k];
        }
    }
    if (step->kind == ATTEST_I_STEP_UNION) {
        memcpy(planner->bound, every, slots);
    }
    return ATTEST_OK;
}

static enum attest_status plan_chain(attest_i_query *query, attest_i_step **first, unsigned char *bound)
{
    struct planner planner = {.query = query, .bound = bound};
    for (const attest_i_step *step = *first; step; step = step->next) {
        planner.count++;
    }
    planner.steps = attest_i_arena_array(&query->arena, planner.count, sizeof(attest_i_step *));
    planner.placed = attest_i_arena_array(&query->arena, planner.count, 1);
    if (!planner.steps || !planner.placed) {
        return ATTEST_ERR_NOMEM;
    }
    size_t index = 0;
    for (attest_i_step *step = *first; step; step = step->next) {
        planner.steps[index++] = step;
    }
    place_filters(&planner);
    for (index = 0; index < planner.count;) {
        attest_i_step *step = planner.steps[index];
        if (is_scan(step) || step->kind == ATTEST_I_STEP_FILTER) {
            index = place_scans(&planner, index);
            continue;
        }
        append(&planner, index++);
        enum attest_status status = plan_branches(&planner, step);
        if (status != ATTEST_OK) {
            return status;
        }
        place_filters(&planner);
    }
    *first = planner.first;
    return ATTEST_OK;
}

enum attest_status attest_i_query_plan(attest_i_query *query)
{
    unsigned char *bound = attest_i_arena_array(&query->arena, query->variable_count, 1);
    return bound ? plan_chain(query, &query->plan, bound) : ATTEST_ERR_NOMEM;
}
