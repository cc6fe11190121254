/* The network at work: workspaces, and the way of a group of pieces through all members of the model. Pieces go through in lock-step; what comes out for a
 * piece does not depend on its group. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/network.h"

#include <stdlib.h>

#include "language/decode.h"
#include "language/kernels.h"
#include "language/network_internal.h"

/* 32-byte alignment suits the kernels; sizes are rounded up to it. */
static void *take_block(size_t count, size_t size)
{
    return aligned_alloc(32, (count * size + 63) / 32 * 32);
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* What buffers that all members use in turn must hold for each token. */
struct widths {
    size_t outputs; /* of any matrix */
    size_t hidden;
    size_t joined;
    size_t arc;
    size_t distance;
    size_t label;
};

static size_t largest_output(const attest_i_member *net)
{
    const attest_i_matrix *all[] = {&net->project,  &net->tag,       &net->upos,        &net->xpos,
                                    &net->feats,    &net->lemma,     &net->name_hidden, &net->name_out,
                                    &net->feed,     &net->arc_dep,   &net->arc_head,    &net->bilinear,
                                    &net->distance, &net->label_dep, &net->label_head,  &net->label};
    size_t most = 4 * net->hidden;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        most = larger(most, all[i]->rows);
    }
    return most;
}

static struct widths measure(const attest_model *model)
{
    struct widths w = {.outputs = ATTEST_I_PIECE_TOKENS + 1};
    for (uint32_t m = 0; m < model->member_count; m++) {
        const attest_i_member *net = &model->members[m];
        w.outputs = larger(w.outputs, largest_output(net));
        w.hidden = larger(w.hidden, net->hidden);
        w.joined = larger(w.joined, 2 * net->hidden + net->feed.rows);
        w.arc = larger(w.arc, net->bilinear.rows);
        w.distance = larger(w.distance, net->distance.rows);
        w.label = larger(w.label, net->label_dep.rows);
    }
    return w;
}

/* Scores of the arcs do not depend on where the classes of distance come from at run time. */
static void fill_distances(attest_i_workspace *workspace)
{
    const attest_model *model = workspace->model;
    for (uint32_t offset = 1; offset <= ATTEST_I_PIECE_TOKENS; offset++) {
        uint32_t class_ = 0;
        while (class_ < model->distance_count && (float)offset > model->distances[class_]) {
            class_++;
        }
        workspace->distance[ATTEST_I_PIECE_TOKENS + offset] = (uint16_t)class_;
        workspace->distance[ATTEST_I_PIECE_TOKENS - offset] = (uint16_t)(model->distance_count + 1 + class_);
    }
    workspace->distance[ATTEST_I_PIECE_TOKENS] = 0;
}

static void take_blocks(attest_i_workspace *made)
{
    const attest_model *model = made->model;
    const attest_i_member *first = &model->members[0];
    struct widths w = measure(model);
    size_t n = ATTEST_I_GROUP_TOKENS, pieces = ATTEST_I_GROUP_PIECES;
    made->cache_width = 0;
    for (uint32_t m = 0; m < model->member_count; m++) {
        const attest_i_member *net = &model->members[m];
        made->cache_width += net->project.rows;
        made->input[m] = take_block(n * net->project.rows, sizeof *made->input[m]);
        made->label_deps[m] = take_block(n * net->label_dep.rows, sizeof *made->label_deps[m]);
        made->label_heads[m] = take_block(n * net->label_head.rows, sizeof *made->label_heads[m]);
    }
    made->cache_keys = calloc(ATTEST_I_CACHE_ENTRIES, sizeof *made->cache_keys);
    made->cache = take_block(ATTEST_I_CACHE_ENTRIES * made->cache_width, sizeof *made->cache);
    made->concat = take_block(ATTEST_I_MAX_WIDTH, sizeof *made->concat);
    made->concat_small = take_block(ATTEST_I_MAX_WIDTH, sizeof *made->concat_small);
    made->layers[0] = take_block(n * 2 * w.hidden, 1);
    made->layers[1] = take_block(n * 2 * w.hidden, 1);
    made->gates = take_block(n * 4 * w.hidden, sizeof *made->gates);
    made->recurrent = take_block(pieces * 4 * w.hidden, sizeof *made->recurrent);
    made->cells = take_block(pieces * w.hidden, sizeof *made->cells);
    made->states = take_block(pieces * ATTEST_I_MAX_WIDTH, 1);
    made->floats = take_block(n * w.outputs, sizeof *made->floats);
    made->probable = take_block(n * first->feed.columns, sizeof *made->probable);
    made->joined = take_block(n * w.joined, 1);
    made->hidden = take_block(n * ATTEST_I_MAX_WIDTH, sizeof *made->hidden);
    made->queries = take_block(n * w.arc, sizeof *made->queries);
    made->head_states = take_block((n + 1) * w.arc, sizeof *made->head_states);
    made->distance_scores = take_block(n * w.distance, sizeof *made->distance_scores);
    made->pair = take_block(2 * w.label, sizeof *made->pair);
    made->upos = take_block(n * first->upos.rows, sizeof *made->upos);
    made->xpos = take_block(n * first->xpos.rows, sizeof *made->xpos);
    made->feats = take_block(n * first->feats.rows, sizeof *made->feats);
    made->lemma = take_block(n * first->lemma.rows, sizeof *made->lemma);
    made->names = take_block(n * first->name_out.rows, sizeof *made->names);
    made->labels = take_block(n * first->label.rows, sizeof *made->labels);
    /* No piece is longer than PIECE_TOKENS, so that no dependent of the group has more heads. */
    made->arcs = take_block(n * (ATTEST_I_PIECE_TOKENS + 1), sizeof *made->arcs);
    made->heads = take_block(n, sizeof *made->heads);
    made->back = take_block(n * ATTEST_I_NAME_TAGS, 1);
    made->tags = take_block(n, 1);
}

/* All blocks but those of the tree decoder. */
#define BLOCKS (28u + 3u * ATTEST_I_MAX_MEMBERS)
static size_t list_blocks(attest_i_workspace *workspace, void *blocks[BLOCKS])
{
    void *plain[] = {workspace->cache_keys,
                     workspace->cache,
                     workspace->concat,
                     workspace->concat_small,
                     workspace->layers[0],
                     workspace->layers[1],
                     workspace->gates,
                     workspace->recurrent,
                     workspace->cells,
                     workspace->states,
                     workspace->floats,
                     workspace->probable,
                     workspace->joined,
                     workspace->hidden,
                     workspace->queries,
                     workspace->head_states,
                     workspace->distance_scores,
                     workspace->pair,
                     workspace->upos,
                     workspace->xpos,
                     workspace->feats,
                     workspace->lemma,
                     workspace->names,
                     workspace->labels,
                     workspace->arcs,
                     workspace->heads};
    size_t count = sizeof plain / sizeof plain[0];
    memcpy(blocks, plain, sizeof plain);
    for (uint32_t m = 0; m < workspace->model->member_count; m++) {
        blocks[count++] = workspace->input[m];
        blocks[count++] = workspace->label_deps[m];
        blocks[count++] = workspace->label_heads[m];
    }
    blocks[count++] = workspace->back;
    blocks[count++] = workspace->tags;
    return count;
}

enum attest_status attest_i_workspace_new_with(attest_i_workspace **workspace, const attest_model *model,
                                               const attest_i_kernels *kernels)
{
    attest_i_workspace *made = calloc(1, sizeof *made);
    *workspace = NULL;
    if (!made) {
        return ATTEST_ERR_NOMEM;
    }
    made->model = model;
    made->kernels = kernels;
    take_blocks(made);
    void *blocks[BLOCKS];
    size_t count = list_blocks(made, blocks);
    int missing = attest_i_tree_scratch_init(&made->tree, ATTEST_I_PIECE_TOKENS) != ATTEST_OK;
    for (size_t i = 0; i < count; i++) {
        missing |= blocks[i] == NULL;
    }
    if (missing) {
        attest_i_workspace_free(made);
        return ATTEST_ERR_NOMEM;
    }
    /* The columns behind the last tag stay 0. */
    memset(made->probable, 0, ATTEST_I_GROUP_TOKENS * model->members[0].feed.columns * sizeof *made->probable);
    fill_distances(made);
    *workspace = made;
    return ATTEST_OK;
}

enum attest_status attest_i_workspace_new(attest_i_workspace **workspace, const attest_model *model)
{
    return attest_i_workspace_new_with(workspace, model, attest_i_kernels_best());
}

void attest_i_workspace_free(attest_i_workspace *workspace)
{
    if (!workspace) {
        return;
    }
    void *blocks[BLOCKS];
    size_t count = list_blocks(workspace, blocks);
    for (size_t i = 0; i < count; i++) {
        free(blocks[i]);
    }
    attest_i_tree_scratch_clear(&workspace->tree);
    free(workspace);
}

enum attest_status attest_i_network_run(attest_i_workspace *workspace, attest_i_arena *arena)
{
    attest_i_network_embed(workspace);
    for (uint32_t m = 0; m < workspace->model->member_count; m++) {
        attest_i_network_score(workspace, m, attest_i_network_encode(workspace, m));
    }
    return attest_i_network_decide(workspace, arena);
}
