/* Greedy heads where they form a tree; otherwise the maximum spanning arborescence by contraction of cycles (Chu and Liu, Edmonds). */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/decode.h"

#include <stdlib.h>
#include <string.h>

/* Taken off every root score, so that the best tree has as few roots as possible: one. */
#define ROOT_PENALTY 1.0e6
#define NO_EDGE (-1.0e9)

enum attest_status attest_i_tree_scratch_init(attest_i_tree_scratch *scratch, uint32_t size)
{
    size_t nodes = (size_t)size + 1, square = nodes * nodes;
    memset(scratch, 0, sizeof *scratch);
    scratch->size = size;
    scratch->scores = malloc(square * sizeof *scratch->scores);
    scratch->old_head = malloc(square * sizeof *scratch->old_head);
    scratch->old_dependent = malloc(square * sizeof *scratch->old_dependent);
    scratch->best = malloc(square * sizeof *scratch->best);
    scratch->top = malloc(square * sizeof *scratch->top);
    scratch->active = malloc(nodes);
    scratch->found = malloc(nodes * sizeof *scratch->found);
    if (!scratch->scores || !scratch->old_head || !scratch->old_dependent || !scratch->best || !scratch->top ||
        !scratch->active || !scratch->found) {
        attest_i_tree_scratch_clear(scratch);
        return ATTEST_ERR_NOMEM;
    }
    return ATTEST_OK;
}

void attest_i_tree_scratch_clear(attest_i_tree_scratch *scratch)
{
    free(scratch->scores);
    free(scratch->old_head);
    free(scratch->old_dependent);
    free(scratch->best);
    free(scratch->top);
    free(scratch->active);
    free(scratch->found);
    memset(scratch, 0, sizeof *scratch);
}

/* A node on a cycle of `heads` over the active nodes 1..count, or 0. `mark` is scratch. */
static uint32_t find_cycle(const uint16_t *heads, const uint8_t *active, uint32_t count, uint16_t *mark)
{
    memset(mark, 0, ((size_t)count + 1) * sizeof *mark);
    for (uint32_t start = 1; start <= count; start++) {
        uint32_t v = start;
        while (v != 0 && active[v] && mark[v] == 0) {
            mark[v] = (uint16_t)start;
            v = heads[v];
        }
        if (v != 0 && active[v] && mark[v] == start) {
            return v;
        }
    }
    return 0;
}

static int pick_greedily(attest_i_tree_scratch *scratch, const float *arcs, uint32_t count, uint16_t *heads)
{
    uint32_t roots = 0;
    scratch->found[0] = 0;
    for (uint32_t d = 0; d < count; d++) {
        const float *row = arcs + (size_t)d * (count + 1);
        uint32_t best = 0;
        for (uint32_t h = 1; h <= count; h++) {
            if (row[h] > row[best] && h != d + 1) {
                best = h;
            }
        }
        heads[d] = (uint16_t)best;
        scratch->found[d + 1] = (uint16_t)best;
        roots += best == 0;
    }
    memset(scratch->active, 1, (size_t)count + 1);
    return roots == 1 && find_cycle(scratch->found, scratch->active, count, scratch->top) == 0;
}

static void fill_scores(attest_i_tree_scratch *scratch, const float *arcs, uint32_t count)
{
    size_t nodes = (size_t)count + 1;
    for (size_t h = 0; h < nodes; h++) {
        for (size_t d = 0; d < nodes; d++) {
            double score = d == 0 || h == d ? NO_EDGE : (double)arcs[(d - 1) * nodes + h] - (h == 0 ? ROOT_PENALTY : 0);
            scratch->scores[h * nodes + d] = score;
            scratch->old_head[h * nodes + d] = (uint16_t)h;
            scratch->old_dependent[h * nodes + d] = (uint16_t)d;
        }
    }
    for (size_t v = 0; v < nodes; v++) {
        scratch->top[v] = (uint16_t)v;
        scratch->found[v] = UINT16_MAX;
    }
    memset(scratch->active, 1, nodes);
}

static void pick_best(attest_i_tree_scratch *scratch, uint32_t count, uint16_t *best)
{
    size_t nodes = (size_t)count + 1;
    for (size_t d = 1; d < nodes; d++) {
        if (!scratch->active[d]) {
            continue;
        }
        size_t top = 0;
        for (size_t h = 1; h < nodes; h++) {
            if (scratch->active[h] && h != d && scratch->scores[h * nodes + d] > scratch->scores[top * nodes + d]) {
                top = h;
            }
        }
        best[d] = (uint16_t)top;
    }
}

static void copy_edge(attest_i_tree_scratch *scratch, size_t to, size_t from, double score)
{
    scratch->scores[to] = score;
    scratch->old_head[to] = scratch->old_head[from];
    scratch->old_dependent[to] = scratch->old_dependent[from];
}

/* Make the cycle through `rep` one node, `rep`: edges out of it are the best out of any member, edges into it the best change of the
 * cycle's score. Nodes of the cycle are first marked inactive, `rep` included. */
static void contract(attest_i_tree_scratch *scratch, uint32_t count, const uint16_t *best, uint32_t rep)
{
    size_t nodes = (size_t)count + 1;
    double total = 0;
    uint32_t v = rep;
    do {
        scratch->active[v] = 0;
        total += scratch->scores[best[v] * nodes + v];
        v = best[v];
    } while (v != rep);
    for (size_t u = 0; u < nodes; u++) {
        if (!scratch->active[u]) {
            continue;
        }
        size_t out = rep * nodes + u, in = u * nodes + rep;
        double in_score = scratch->scores[u * nodes + rep] + total - scratch->scores[best[rep] * nodes + rep];
        double out_score = scratch->scores[out];
        for (v = best[rep]; v != rep; v = best[v]) {
            if (scratch->scores[v * nodes + u] > out_score) {
                out = v * nodes + u;
                out_score = scratch->scores[out];
            }
            double change = scratch->scores[u * nodes + v] + total - scratch->scores[best[v] * nodes + v];
            if (change > in_score) {
                in = u * nodes + v;
                in_score = change;
            }
        }
        if (u != 0) {
            copy_edge(scratch, rep * nodes + u, out, out_score);
        }
        copy_edge(scratch, u * nodes + rep, in, in_score);
    }
    scratch->active[rep] = 1;
}

/* Open a cycle again: the member that the tree enters keeps that edge, the others theirs. */
static void expand(attest_i_tree_scratch *scratch, uint32_t count, uint32_t level, uint32_t rep)
{
    size_t nodes = (size_t)count + 1;
    const uint16_t *best = scratch->best + level * nodes, *top = scratch->top + level * nodes;
    uint8_t *member = scratch->active;
    memset(member, 0, nodes);
    uint32_t v = rep;
    do {
        member[v] = 1;
        v = best[v];
    } while (v != rep);
    uint32_t entered = rep;
    for (uint32_t u = 1; u <= count; u++) {
        if (scratch->found[u] != UINT16_MAX && member[top[u]]) {
            entered = top[u];
        }
    }
    for (v = best[entered]; v != entered; v = best[v]) {
        size_t edge = best[v] * nodes + v;
        scratch->found[scratch->old_dependent[edge]] = scratch->old_head[edge];
    }
}

void attest_i_tree_decode(attest_i_tree_scratch *scratch, const float *arcs, uint32_t count, uint16_t *heads)
{
    if (pick_greedily(scratch, arcs, count, heads)) {
        return;
    }
    size_t nodes = (size_t)count + 1;
    fill_scores(scratch, arcs, count);
    uint32_t level = 0;
    for (;; level++) {
        uint16_t *best = scratch->best + level * nodes, *top = scratch->top + level * nodes;
        pick_best(scratch, count, best);
        uint32_t rep = find_cycle(best, scratch->active, count, scratch->found);
        for (size_t v = 0; v < nodes; v++) {
            scratch->found[v] = UINT16_MAX;
        }
        if (rep == 0) {
            break;
        }
        contract(scratch, count, best, rep);
        best[0] = (uint16_t)rep; /* node 0 has no head: its place keeps the cycle's name */
        for (size_t v = 0; v < nodes; v++) {
            uint16_t at = top[v];
            top[nodes + v] = at == 0 || scratch->active[at] ? at : (uint16_t)rep;
        }
    }
    for (uint32_t d = 1; d <= count; d++) {
        if (scratch->active[d]) {
            size_t edge = scratch->best[level * nodes + d] * nodes + d;
            scratch->found[scratch->old_dependent[edge]] = scratch->old_head[edge];
        }
    }
    while (level-- > 0) {
        expand(scratch, count, level, scratch->best[level * nodes]);
    }
    for (uint32_t d = 0; d < count; d++) {
        heads[d] = scratch->found[d + 1];
    }
}
