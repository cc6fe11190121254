/* The heads: scores of tags, names, arcs and labels by each member, and what their sums decide. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/decode.h"
#include "language/kernels.h"
#include "language/lemma.h"
#include "language/network_internal.h"

/* Below every score. */
#define LOWEST (-1.0e9f)

/* A linear layer over the encoder's output, LeakyReLU, and back to 16 bits: `out` has matrix->rows per token. */
static void run_hidden(attest_i_workspace *workspace, const attest_i_matrix *matrix, const uint8_t *in, int16_t *out,
                       float range)
{
    workspace->kernels->multiply_narrow(matrix, in, workspace->token_count, workspace->floats);
    workspace->kernels->rectify(workspace->floats, out, workspace->token_count * matrix->rows, range);
}

/* The first member's scores begin the sum. */
static void add_scores(float *sum, const float *scores, size_t size, uint32_t member)
{
    for (size_t i = 0; i < size; i++) {
        sum[i] = member ? sum[i] + scores[i] : scores[i];
    }
}

/* Scores of one output layer for the whole group, from workspace->hidden: left in workspace->floats and added to `sum`. */
static void add_output(attest_i_workspace *workspace, const attest_i_matrix *matrix, float *sum, uint32_t member)
{
    workspace->kernels->multiply(matrix, workspace->hidden, workspace->token_count, workspace->floats);
    add_scores(sum, workspace->floats, workspace->token_count * matrix->rows, member);
}

/* The member's scores in workspace->floats to probabilities, from column `at` on. */
static void keep_probabilities(attest_i_workspace *workspace, const attest_i_member *net, const attest_i_matrix *matrix,
                               uint32_t labels, size_t at)
{
    for (size_t t = 0; t < workspace->token_count; t++) {
        attest_i_probabilities(workspace->floats + t * matrix->rows, labels,
                               workspace->probable + t * net->feed.columns + at);
    }
}

static void score_tags(attest_i_workspace *workspace, uint32_t member, const uint8_t *encoded)
{
    const attest_model *model = workspace->model;
    const attest_i_member *net = &model->members[member];
    run_hidden(workspace, &net->tag, encoded, workspace->hidden, net->ranges.tag);
    add_output(workspace, &net->upos, workspace->upos, member);
    keep_probabilities(workspace, net, &net->upos, model->upos_labels.count, 0);
    add_output(workspace, &net->xpos, workspace->xpos, member);
    keep_probabilities(workspace, net, &net->xpos, model->xpos_labels.count, model->upos_labels.count);
    add_output(workspace, &net->feats, workspace->feats, member);
    add_output(workspace, &net->lemma, workspace->lemma, member);
}

/* What the heads of names and trees read: the encoder's output with the member's own tags beside it. */
static const uint8_t *feed_back(attest_i_workspace *workspace, const attest_i_member *net, const uint8_t *encoded)
{
    const attest_i_matrix *feed = &net->feed;
    size_t width = 2 * (size_t)net->hidden, n = workspace->token_count;
    workspace->kernels->multiply(feed, workspace->probable, n, workspace->floats);
    for (size_t t = 0; t < n; t++) {
        uint8_t *row = workspace->joined + t * (width + feed->rows);
        memcpy(row, encoded + t * width, width);
        workspace->kernels->quantise_narrow(workspace->floats + t * feed->rows, row + width, feed->rows,
                                            ATTEST_I_STATE_RANGE);
    }
    return workspace->joined;
}

/* Scores of all arcs of one piece, added to `arcs`: a row for each dependent, column 0 for the root. */
static void score_arcs(attest_i_workspace *workspace, uint32_t member, const attest_i_piece *piece, float *arcs)
{
    const attest_model *model = workspace->model;
    const attest_i_member *net = &model->members[member];
    size_t width = net->bilinear.rows, count = piece->count;
    const int16_t *root = workspace->head_states + ATTEST_I_GROUP_TOKENS * width;
    float *scores = workspace->floats;
    for (size_t d = 0; d < count; d++) {
        const int16_t *query = workspace->queries + (piece->place + d) * width;
        const float *distance = workspace->distance_scores + (piece->place + d) * net->distance.rows;
        const uint16_t *class_ = workspace->distance + ATTEST_I_PIECE_TOKENS - d;
        scores[0] = (float)workspace->kernels->dot(query, root, width) * net->arc_scale +
                    distance[2 * (model->distance_count + 1)];
        for (size_t h = 0; h < count; h++) {
            const int16_t *head = workspace->head_states + (piece->place + h) * width;
            scores[h + 1] = (float)workspace->kernels->dot(query, head, width) * net->arc_scale + distance[class_[h]];
        }
        add_scores(arcs + d * (count + 1), scores, count + 1, member);
    }
}

static void score_trees(attest_i_workspace *workspace, uint32_t member, const uint8_t *joined)
{
    const attest_i_member *net = &workspace->model->members[member];
    const attest_i_kernels *kernels = workspace->kernels;
    size_t n = workspace->token_count, width = net->bilinear.rows;
    run_hidden(workspace, &net->arc_dep, joined, workspace->hidden, net->ranges.arc_dep);
    kernels->multiply(&net->distance, workspace->hidden, n, workspace->distance_scores);
    kernels->multiply(&net->bilinear, workspace->hidden, n, workspace->floats);
    kernels->quantise(workspace->floats, workspace->queries, n * width, net->ranges.query);
    run_hidden(workspace, &net->arc_head, joined, workspace->head_states, net->ranges.arc_head);
    kernels->quantise(net->arc_root, workspace->head_states + ATTEST_I_GROUP_TOKENS * width, width,
                      net->ranges.arc_head);
    float *arcs = workspace->arcs;
    for (size_t p = 0; p < workspace->piece_count; p++) {
        size_t count = workspace->pieces[p].count;
        score_arcs(workspace, member, &workspace->pieces[p], arcs);
        arcs += count * (count + 1);
    }
    kernels->multiply_narrow(&net->label_dep, joined, n, workspace->label_deps[member]);
    kernels->multiply_narrow(&net->label_head, joined, n, workspace->label_heads[member]);
}

void attest_i_network_score(attest_i_workspace *workspace, uint32_t member, const uint8_t *encoded)
{
    const attest_i_member *net = &workspace->model->members[member];
    score_tags(workspace, member, encoded);
    const uint8_t *joined = feed_back(workspace, net, encoded);
    score_trees(workspace, member, joined);
    run_hidden(workspace, &net->name_hidden, joined, workspace->hidden, net->ranges.name);
    add_output(workspace, &net->name_out, workspace->names, member);
}

static uint32_t best_label(const attest_i_workspace *workspace, const float *scores, const attest_i_matrix *matrix,
                           size_t token, const attest_i_labels *labels)
{
    return workspace->kernels->best(scores + token * matrix->rows, labels->count);
}

static enum attest_status set_tags(attest_i_workspace *workspace, attest_i_arena *arena)
{
    const attest_model *model = workspace->model;
    const attest_i_member *any = &model->members[0]; /* for the number of outputs, which is that of all */
    for (size_t p = 0; p < workspace->piece_count; p++) {
        const attest_i_piece *piece = &workspace->pieces[p];
        for (uint32_t i = 0; i < piece->count; i++) {
            attest_token *token = &piece->tokens[i];
            size_t at = piece->place + i;
            token->upos = model->upos_of[best_label(workspace, workspace->upos, &any->upos, at, &model->upos_labels)];
            token->xpos =
                model->xpos_labels.items[best_label(workspace, workspace->xpos, &any->xpos, at, &model->xpos_labels)];
            token->feats = model->feats_labels
                               .items[best_label(workspace, workspace->feats, &any->feats, at, &model->feats_labels)];
            uint32_t lemma = best_label(workspace, workspace->lemma, &any->lemma, at, &model->lemma_labels);
            attest_view known = attest_i_lexicon_find(&model->lexicon, token->form, token->xpos);
            attest_view script = known.size ? known : model->lemma_labels.items[lemma];
            enum attest_status status = attest_i_lemma_apply(token->form, script, arena, &token->lemma);
            if (status != ATTEST_OK) {
                return status;
            }
        }
    }
    return ATTEST_OK;
}

/* A distance of scores, in the mean of the members, as a byte. All scores are sums of integers times a scale, so that it is the same with all kernels. */
static uint8_t margin_of(const attest_i_workspace *workspace, float chosen, float next)
{
    float sixteenths = (chosen - next) * 16.0f / (float)workspace->model->member_count;
    return (uint8_t)(sixteenths < 0 ? 0 : sixteenths > 255 ? 255 : sixteenths);
}

/* How clearly each head was preferred to the next best one; 0 where the tree needed another than the best. Spoils `arcs`. */
static void note_head_margins(attest_i_workspace *workspace, const attest_i_piece *piece, float *arcs,
                              const uint16_t *heads)
{
    for (uint32_t d = 0; d < piece->count; d++) {
        float *row = arcs + (size_t)d * (piece->count + 1);
        float taken = row[heads[d]];
        row[heads[d]] = row[d + 1] = LOWEST;
        piece->tokens[d].head_margin =
            margin_of(workspace, taken, row[workspace->kernels->best(row, piece->count + 1)]);
    }
}

/* Scores of the labels of the arcs that were chosen, by one member, added to the sum. */
static void score_labels(attest_i_workspace *workspace, uint32_t member, const attest_i_piece *piece,
                         const uint16_t *heads)
{
    const attest_i_member *net = &workspace->model->members[member];
    size_t width = net->label_dep.rows;
    for (size_t d = 0; d < piece->count; d++) {
        const float *dependent = workspace->label_deps[member] + (piece->place + d) * width;
        const float *head =
            heads[d] ? workspace->label_heads[member] + (piece->place + heads[d] - 1) * width : net->label_root;
        for (size_t k = 0; k < width; k++) {
            float sum = dependent[k] + head[k];
            workspace->pair[k] = sum > 0 ? sum : sum * 0.1f;
            workspace->pair[width + k] = dependent[k] * head[k];
        }
        workspace->kernels->quantise(workspace->pair, workspace->hidden + d * 2 * width, 2 * width, net->ranges.label);
    }
    workspace->kernels->multiply(&net->label, workspace->hidden, piece->count, workspace->floats);
    add_scores(workspace->labels, workspace->floats, piece->count * net->label.rows, member);
}

/* Sets the label and how clearly it was preferred. */
static void pick_label(const attest_i_workspace *workspace, float *scores, attest_token *token)
{
    const attest_i_labels *labels = &workspace->model->deprel_labels;
    uint32_t best = workspace->kernels->best(scores, labels->count);
    float taken = scores[best];
    scores[best] = LOWEST;
    token->deprel = labels->items[best];
    token->label_margin = margin_of(workspace, taken, scores[workspace->kernels->best(scores, labels->count)]);
}

static void set_arcs(attest_i_workspace *workspace, const attest_i_piece *piece, const uint16_t *heads)
{
    const attest_model *model = workspace->model;
    for (uint32_t m = 0; m < model->member_count; m++) {
        score_labels(workspace, m, piece, heads);
    }
    for (size_t d = 0; d < piece->count; d++) {
        attest_token *token = &piece->tokens[d];
        float *scores = workspace->labels + d * model->members[0].label.rows;
        token->head = heads[d] ? piece->first + heads[d] - 1 : ATTEST_NO_INDEX;
        if (heads[d]) {
            scores[model->root_label] = LOWEST; /* "root" is for the root alone */
            pick_label(workspace, scores, token);
        } else {
            token->deprel = model->deprel_labels.items[model->root_label];
            token->label_margin = UINT8_MAX;
        }
    }
}

static void set_trees(attest_i_workspace *workspace)
{
    float *arcs = workspace->arcs;
    for (size_t p = 0; p < workspace->piece_count; p++) {
        const attest_i_piece *piece = &workspace->pieces[p];
        attest_i_tree_decode(&workspace->tree, arcs, piece->count, workspace->heads);
        note_head_margins(workspace, piece, arcs, workspace->heads);
        set_arcs(workspace, piece, workspace->heads);
        arcs += (size_t)piece->count * (piece->count + 1);
    }
}

/* After the tree, which says what is one name. */
static void set_names(attest_i_workspace *workspace)
{
    uint32_t stride = workspace->model->members[0].name_out.rows;
    for (size_t p = 0; p < workspace->piece_count; p++) {
        const attest_i_piece *piece = &workspace->pieces[p];
        float *scores = workspace->names + piece->place * stride;
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

enum attest_status attest_i_network_decide(attest_i_workspace *workspace, attest_i_arena *arena)
{
    enum attest_status status = set_tags(workspace, arena);
    if (status == ATTEST_OK) {
        set_trees(workspace);
        set_names(workspace);
    }
    return status;
}
