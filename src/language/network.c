/* The network at work: words to vectors, vectors through the encoder, its output through the heads. Pieces of sentences go through in groups, in
 * lock-step; what comes out for a piece does not depend on its group. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/network.h"

#include <stdlib.h>

#include "language/decode.h"
#include "language/features.h"
#include "language/kernels.h"
#include "language/lemma.h"
#include "language/network_internal.h"

/* Words whose input vector is kept: a direct-mapped cache. */
#define CACHE_ENTRIES 4096u

/* Below every score. */
#define LOWEST (-1.0e9f)

/* 32-byte alignment suits the kernels; sizes are rounded up to it. */
static void *take_block(size_t count, size_t size)
{
    return aligned_alloc(32, (count * size + 63) / 32 * 32);
}

static size_t largest_output(const attest_model *model)
{
    const attest_i_matrix *all[] = {&model->project,  &model->tag,       &model->upos,        &model->xpos,
                                    &model->feats,    &model->lemma,     &model->name_hidden, &model->name_out,
                                    &model->feed,     &model->arc_dep,   &model->arc_head,    &model->bilinear,
                                    &model->distance, &model->label_dep, &model->label_head,  &model->label};
    size_t most = 4 * model->hidden;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        most = all[i]->rows > most ? all[i]->rows : most;
    }
    return most;
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

enum attest_status attest_i_workspace_new_with(attest_i_workspace **workspace, const attest_model *model,
                                               const attest_i_kernels *kernels)
{
    attest_i_workspace *made = calloc(1, sizeof *made);
    *workspace = NULL;
    if (!made) {
        return ATTEST_ERR_NOMEM;
    }
    size_t n = ATTEST_I_GROUP_TOKENS, width = model->project.rows, encoded = 2 * (size_t)model->hidden;
    size_t hidden_most = ATTEST_I_MAX_WIDTH;
    made->model = model;
    made->kernels = kernels;
    made->cache_keys = calloc(CACHE_ENTRIES, sizeof *made->cache_keys);
    made->cache = take_block(CACHE_ENTRIES * width, sizeof *made->cache);
    made->concat = take_block(ATTEST_I_MAX_WIDTH, sizeof *made->concat);
    made->concat_small = take_block(ATTEST_I_MAX_WIDTH, sizeof *made->concat_small);
    made->input = take_block(n * width, sizeof *made->input);
    made->layers[0] = take_block(n * encoded, 1);
    made->layers[1] = take_block(n * encoded, 1);
    made->gates = take_block(n * 4 * model->hidden, sizeof *made->gates);
    made->recurrent = take_block(ATTEST_I_GROUP_PIECES * 4 * (size_t)model->hidden, sizeof *made->recurrent);
    made->cells = take_block(ATTEST_I_GROUP_PIECES * (size_t)model->hidden, sizeof *made->cells);
    made->states = take_block(ATTEST_I_GROUP_PIECES * (size_t)model->fore[0].recurrent.columns, 1);
    made->floats = take_block(n * largest_output(model), sizeof *made->floats);
    made->probable = take_block(n * model->feed.columns, sizeof *made->probable);
    made->joined = take_block(n * (encoded + model->feed.rows), 1);
    made->hidden = take_block(n * hidden_most, sizeof *made->hidden);
    made->queries = take_block(n * model->bilinear.rows, sizeof *made->queries);
    made->head_states = take_block((n + 1) * model->arc_head.rows, sizeof *made->head_states);
    made->distance_scores = take_block(n * model->distance.rows, sizeof *made->distance_scores);
    made->label_deps = take_block(n * model->label_dep.rows, sizeof *made->label_deps);
    made->label_heads = take_block(n * model->label_head.rows, sizeof *made->label_heads);
    made->pair = take_block(2 * model->label_dep.rows, sizeof *made->pair);
    made->arcs = take_block((size_t)ATTEST_I_PIECE_TOKENS * (ATTEST_I_PIECE_TOKENS + 1), sizeof *made->arcs);
    made->heads = take_block(n, sizeof *made->heads);
    made->back = take_block(n * ATTEST_I_NAME_TAGS, 1);
    made->tags = take_block(n, 1);
    if (!made->cache_keys || !made->cache || !made->concat || !made->concat_small || !made->input || !made->layers[0] ||
        !made->layers[1] || !made->gates || !made->recurrent || !made->cells || !made->states || !made->floats ||
        !made->probable || !made->joined || !made->hidden || !made->queries || !made->head_states ||
        !made->distance_scores || !made->label_deps || !made->label_heads || !made->pair || !made->arcs ||
        !made->heads || !made->back || !made->tags ||
        attest_i_tree_scratch_init(&made->tree, ATTEST_I_PIECE_TOKENS) != ATTEST_OK) {
        attest_i_workspace_free(made);
        return ATTEST_ERR_NOMEM;
    }
    memset(made->probable, 0, n * model->feed.columns * sizeof *made->probable);
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
    void *blocks[] = {workspace->cache_keys, workspace->cache,       workspace->concat,      workspace->concat_small,
                      workspace->layers[0],  workspace->input,       workspace->layers[1],   workspace->gates,
                      workspace->recurrent,  workspace->cells,       workspace->states,      workspace->floats,
                      workspace->hidden,     workspace->queries,     workspace->head_states, workspace->distance_scores,
                      workspace->label_deps, workspace->label_heads, workspace->pair,        workspace->arcs,
                      workspace->heads,      workspace->back,        workspace->tags,        workspace->probable,
                      workspace->joined};
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
        free(blocks[i]);
    }
    attest_i_tree_scratch_clear(&workspace->tree);
    free(workspace);
}

static float *append_row(float *out, const attest_i_table *table, uint64_t hash)
{
    uint32_t row = attest_i_table_row(table, hash);
    const int8_t *values = table->values + (size_t)row * table->size;
    float scale = table->scales[row];
    for (uint32_t i = 0; i < table->size; i++) {
        out[i] = (float)values[i] * scale;
    }
    return out + table->size;
}

/* Input vector of a word: project.rows numbers, from the cache where it has them. */
static void embed_word(attest_i_workspace *workspace, attest_view form, uint8_t *out)
{
    const attest_model *model = workspace->model;
    size_t width = model->project.rows;
    uint64_t key = attest_i_fnv(ATTEST_I_FNV_START, form.data, form.size) | 1; /* 0 marks an empty place */
    size_t place = (size_t)(key >> 20) % CACHE_ENTRIES;
    uint8_t *kept = workspace->cache + place * width;
    if (workspace->cache_keys[place] != key) {
        attest_i_features features;
        attest_i_features_of(form, &features);
        float *end = workspace->concat;
        for (size_t k = 0; k < ATTEST_I_FEATURE_KINDS; k++) {
            end = append_row(end, &model->tables[k], features.kinds[k]);
        }
        end = append_row(end, &model->vectors, features.vector);
        while (end < workspace->concat + model->project.columns) {
            *end++ = 0;
        }
        workspace->kernels->quantise(workspace->concat, workspace->concat_small, model->project.columns,
                                     model->ranges.concat);
        workspace->kernels->multiply(&model->project, workspace->concat_small, 1, workspace->concat);
        workspace->kernels->quantise_narrow(workspace->concat, kept, width, model->ranges.input);
        workspace->cache_keys[place] = key;
    }
    memcpy(out, kept, width);
}

/* The recurrence of one direction over all pieces of the group in lock-step, from workspace->gates. Pieces are in order of falling length, so that
 * those still running are the first `running`. */
static void run_direction(attest_i_workspace *workspace, const attest_i_matrix *recurrent, uint8_t *out, int backwards)
{
    const attest_i_kernels *kernels = workspace->kernels;
    size_t hidden = workspace->model->hidden, four = 4 * hidden, stride = recurrent->columns;
    size_t running = workspace->piece_count;
    memset(workspace->cells, 0, running * hidden * sizeof *workspace->cells);
    memset(workspace->states, ATTEST_I_STATE_ZERO, running * stride);
    for (uint32_t step = 0; step < workspace->pieces[0].count; step++) {
        while (workspace->pieces[running - 1].count <= step) {
            running--;
        }
        kernels->multiply_narrow(recurrent, workspace->states, running, workspace->recurrent);
        for (size_t p = 0; p < running; p++) {
            const attest_i_piece *piece = &workspace->pieces[p];
            size_t token = piece->place + (backwards ? piece->count - 1 - step : step);
            uint8_t *state = workspace->states + p * stride;
            kernels->step(workspace->gates + token * four, workspace->recurrent + p * four,
                          workspace->cells + p * hidden, state, hidden);
            memcpy(out + token * 2 * hidden + (backwards ? hidden : 0), state, hidden);
        }
    }
}

const uint8_t *attest_i_network_encode(attest_i_workspace *workspace)
{
    const attest_model *model = workspace->model;
    size_t n = workspace->token_count;
    for (size_t p = 0; p < workspace->piece_count; p++) {
        const attest_i_piece *piece = &workspace->pieces[p];
        for (uint32_t i = 0; i < piece->count; i++) {
            embed_word(workspace, piece->tokens[i].form, workspace->input + (piece->place + i) * model->project.rows);
        }
    }
    for (uint32_t k = 0; k < model->layers; k++) {
        for (int backwards = 0; backwards < 2; backwards++) {
            const attest_i_direction *direction = backwards ? &model->back[k] : &model->fore[k];
            const uint8_t *in = k ? workspace->layers[(k - 1) % 2] : workspace->input;
            workspace->kernels->multiply_narrow(&direction->input, in, n, workspace->gates);
            run_direction(workspace, &direction->recurrent, workspace->layers[k % 2], backwards);
        }
    }
    return workspace->layers[(model->layers - 1) % 2];
}

/* A linear layer over the encoder's output, LeakyReLU, and back to 16 bits: `out` has matrix->rows per token. */
static void run_hidden(attest_i_workspace *workspace, const attest_i_matrix *matrix, const uint8_t *in, int16_t *out,
                       float range)
{
    workspace->kernels->multiply_narrow(matrix, in, workspace->token_count, workspace->floats);
    workspace->kernels->rectify(workspace->floats, out, workspace->token_count * matrix->rows, range);
}

enum column { COLUMN_UPOS, COLUMN_XPOS, COLUMN_FEATS, COLUMN_LEMMA };

static enum attest_status set_column(attest_i_workspace *workspace, enum column column, const attest_i_matrix *matrix,
                                     const attest_i_labels *labels, attest_i_arena *arena)
{
    workspace->kernels->multiply(matrix, workspace->hidden, workspace->token_count, workspace->floats);
    for (size_t p = 0; p < workspace->piece_count; p++) {
        const attest_i_piece *piece = &workspace->pieces[p];
        for (uint32_t i = 0; i < piece->count; i++) {
            attest_token *token = &piece->tokens[i];
            uint32_t best =
                workspace->kernels->best(workspace->floats + (piece->place + i) * matrix->rows, labels->count);
            switch (column) {
            case COLUMN_UPOS: token->upos = workspace->model->upos_of[best]; break;
            case COLUMN_XPOS: token->xpos = labels->items[best]; break;
            case COLUMN_FEATS: token->feats = labels->items[best]; break;
            case COLUMN_LEMMA: {
                attest_view known = attest_i_lexicon_find(&workspace->model->lexicon, token->form, token->xpos);
                attest_view script = known.size ? known : labels->items[best];
                enum attest_status status = attest_i_lemma_apply(token->form, script, arena, &token->lemma);
                if (status != ATTEST_OK) {
                    return status;
                }
                break;
            }
            }
        }
    }
    return ATTEST_OK;
}

/* `scores` of the whole group to probabilities, from column `at` on. */
static void keep_probabilities(attest_i_workspace *workspace, const attest_i_matrix *matrix, uint32_t labels, size_t at)
{
    for (size_t t = 0; t < workspace->token_count; t++) {
        attest_i_probabilities(workspace->floats + t * matrix->rows, labels,
                               workspace->probable + t * workspace->model->feed.columns + at);
    }
}

/* What the heads of names and trees read: the encoder's output with the tags beside it. */
static const uint8_t *feed_back(attest_i_workspace *workspace, const uint8_t *encoded)
{
    const attest_i_matrix *feed = &workspace->model->feed;
    size_t width = 2 * (size_t)workspace->model->hidden, n = workspace->token_count;
    workspace->kernels->multiply(feed, workspace->probable, n, workspace->floats);
    for (size_t t = 0; t < n; t++) {
        uint8_t *row = workspace->joined + t * (width + feed->rows);
        memcpy(row, encoded + t * width, width);
        workspace->kernels->quantise_narrow(workspace->floats + t * feed->rows, row + width, feed->rows,
                                            ATTEST_I_STATE_RANGE);
    }
    return workspace->joined;
}

static enum attest_status tag_words(attest_i_workspace *workspace, const uint8_t *encoded, attest_i_arena *arena)
{
    const attest_model *model = workspace->model;
    run_hidden(workspace, &model->tag, encoded, workspace->hidden, model->ranges.tag);
    enum attest_status status = set_column(workspace, COLUMN_UPOS, &model->upos, &model->upos_labels, arena);
    keep_probabilities(workspace, &model->upos, model->upos_labels.count, 0);
    if (status == ATTEST_OK) {
        status = set_column(workspace, COLUMN_XPOS, &model->xpos, &model->xpos_labels, arena);
    }
    keep_probabilities(workspace, &model->xpos, model->xpos_labels.count, model->upos_labels.count);
    if (status == ATTEST_OK) {
        status = set_column(workspace, COLUMN_FEATS, &model->feats, &model->feats_labels, arena);
    }
    if (status == ATTEST_OK) {
        status = set_column(workspace, COLUMN_LEMMA, &model->lemma, &model->lemma_labels, arena);
    }
    return status;
}

/* After the tree, which says what is one name. */
static void find_names(attest_i_workspace *workspace, const uint8_t *joined)
{
    const attest_model *model = workspace->model;
    run_hidden(workspace, &model->name_hidden, joined, workspace->hidden, model->ranges.name);
    workspace->kernels->multiply(&model->name_out, workspace->hidden, workspace->token_count, workspace->floats);
    for (size_t p = 0; p < workspace->piece_count; p++) {
        const attest_i_piece *piece = &workspace->pieces[p];
        uint32_t stride = model->name_out.rows;
        float *scores = workspace->floats + piece->place * stride;
        attest_i_names_pool(piece->tokens, piece->first, piece->count, scores, stride, ATTEST_I_NAME_TAGS);
        attest_i_names_decode(scores, piece->count, stride, ATTEST_I_NAME_TAGS, workspace->back, workspace->tags);
        for (uint32_t i = 0; i < piece->count; i++) {
            uint8_t tag = workspace->tags[i];
            piece->tokens[i].name = (uint8_t)((tag + 1) / 2);
            piece->tokens[i].name_begin = tag % 2;
        }
        attest_i_names_drop_offices(piece->tokens, piece->first, piece->count);
    }
}

/* Scores of all arcs of one piece into workspace->arcs: a row for each dependent, column 0 for the root. */
static void score_arcs(attest_i_workspace *workspace, const attest_i_piece *piece)
{
    const attest_model *model = workspace->model;
    size_t width = model->bilinear.rows, count = piece->count;
    const int16_t *root = workspace->head_states + ATTEST_I_GROUP_TOKENS * width;
    for (size_t d = 0; d < count; d++) {
        const int16_t *query = workspace->queries + (piece->place + d) * width;
        const float *distance = workspace->distance_scores + (piece->place + d) * model->distance.rows;
        const uint16_t *class_ = workspace->distance + ATTEST_I_PIECE_TOKENS - d;
        float *row = workspace->arcs + d * (count + 1);
        row[0] = (float)workspace->kernels->dot(query, root, width) * model->arc_scale +
                 distance[2 * (model->distance_count + 1)];
        for (size_t h = 0; h < count; h++) {
            const int16_t *head = workspace->head_states + (piece->place + h) * width;
            row[h + 1] = (float)workspace->kernels->dot(query, head, width) * model->arc_scale + distance[class_[h]];
        }
    }
}

/* A distance of scores as a byte. All scores are sums of integers times a scale, so that it is the same with all kernels. */
static uint8_t margin_of(float chosen, float next)
{
    float sixteenths = (chosen - next) * 16.0f;
    return (uint8_t)(sixteenths < 0 ? 0 : sixteenths > 255 ? 255 : sixteenths);
}

/* How clearly each head was preferred to the next best one; 0 where the tree needed another than the best. */
static void note_head_margins(attest_i_workspace *workspace, const attest_i_piece *piece, const uint16_t *heads)
{
    for (uint32_t d = 0; d < piece->count; d++) {
        float *row = workspace->arcs + (size_t)d * (piece->count + 1);
        float taken = row[heads[d]];
        row[heads[d]] = row[d + 1] = LOWEST;
        piece->tokens[d].head_margin = margin_of(taken, row[workspace->kernels->best(row, piece->count + 1)]);
    }
}

/* Sets the label and how clearly it was preferred. */
static void pick_label(const attest_i_kernels *kernels, const attest_i_labels *labels, float *scores,
                       attest_token *token)
{
    uint32_t best = kernels->best(scores, labels->count);
    float taken = scores[best];
    scores[best] = LOWEST;
    token->deprel = labels->items[best];
    token->label_margin = margin_of(taken, scores[kernels->best(scores, labels->count)]);
}

static void label_arcs(attest_i_workspace *workspace, const attest_i_piece *piece, const uint16_t *heads)
{
    const attest_model *model = workspace->model;
    size_t width = model->label_dep.rows;
    for (size_t d = 0; d < piece->count; d++) {
        const float *dependent = workspace->label_deps + (piece->place + d) * width;
        const float *head =
            heads[d] ? workspace->label_heads + (piece->place + heads[d] - 1) * width : model->label_root;
        for (size_t k = 0; k < width; k++) {
            float sum = dependent[k] + head[k];
            workspace->pair[k] = sum > 0 ? sum : sum * 0.1f;
            workspace->pair[width + k] = dependent[k] * head[k];
        }
        workspace->kernels->quantise(workspace->pair, workspace->hidden + d * 2 * width, 2 * width,
                                     model->ranges.label);
    }
    workspace->kernels->multiply(&model->label, workspace->hidden, piece->count, workspace->floats);
    for (size_t d = 0; d < piece->count; d++) {
        attest_token *token = &piece->tokens[d];
        float *scores = workspace->floats + d * model->label.rows;
        token->head = heads[d] ? piece->first + heads[d] - 1 : ATTEST_NO_INDEX;
        if (heads[d]) {
            scores[model->root_label] = LOWEST; /* "root" is for the root alone */
            pick_label(workspace->kernels, &model->deprel_labels, scores, token);
        } else {
            token->deprel = model->deprel_labels.items[model->root_label];
            token->label_margin = UINT8_MAX;
        }
    }
}

static void parse_pieces(attest_i_workspace *workspace, const uint8_t *joined)
{
    const attest_model *model = workspace->model;
    const attest_i_kernels *kernels = workspace->kernels;
    size_t n = workspace->token_count, width = model->bilinear.rows;
    run_hidden(workspace, &model->arc_dep, joined, workspace->hidden, model->ranges.arc_dep);
    kernels->multiply(&model->distance, workspace->hidden, n, workspace->distance_scores);
    kernels->multiply(&model->bilinear, workspace->hidden, n, workspace->floats);
    kernels->quantise(workspace->floats, workspace->queries, n * width, model->ranges.query);
    run_hidden(workspace, &model->arc_head, joined, workspace->head_states, model->ranges.arc_head);
    kernels->quantise(model->arc_root, workspace->head_states + ATTEST_I_GROUP_TOKENS * width, width,
                      model->ranges.arc_head);
    kernels->multiply_narrow(&model->label_dep, joined, n, workspace->label_deps);
    kernels->multiply_narrow(&model->label_head, joined, n, workspace->label_heads);
    for (size_t p = 0; p < workspace->piece_count; p++) {
        const attest_i_piece *piece = &workspace->pieces[p];
        score_arcs(workspace, piece);
        attest_i_tree_decode(&workspace->tree, workspace->arcs, piece->count, workspace->heads);
        note_head_margins(workspace, piece, workspace->heads);
        label_arcs(workspace, piece, workspace->heads);
    }
}

enum attest_status attest_i_network_run(attest_i_workspace *workspace, attest_i_arena *arena)
{
    const uint8_t *encoded = attest_i_network_encode(workspace);
    enum attest_status status = tag_words(workspace, encoded, arena);
    if (status == ATTEST_OK) {
        const uint8_t *joined = feed_back(workspace, encoded);
        parse_pieces(workspace, joined);
        find_names(workspace, joined);
    }
    return status;
}
