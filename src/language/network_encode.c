/* From words to LSTM outputs: features and vectors side by side, projected, through the layers. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/features.h"
#include "language/kernels.h"
#include "language/network_internal.h"

static float *append_row(float *out, const attest_i_table *table, uint32_t row)
{
    const int8_t *values = table->values + (size_t)row * table->size;
    float scale = table->scales[row];
    for (uint32_t i = 0; i < table->size; i++) {
        out[i] = (float)values[i] * scale;
    }
    return out + table->size;
}

/* Input vectors of a word for all members: cache_width numbers, from the cache where it has them. */
static const uint8_t *embed_word(attest_i_workspace *workspace, attest_view form)
{
    const attest_model *model = workspace->model;
    uint64_t key = attest_i_fnv(ATTEST_I_FNV_START, form.data, form.size) | 1; /* 0 marks an empty place */
    size_t place = (size_t)(key >> 20) % ATTEST_I_CACHE_ENTRIES;
    uint8_t *kept = workspace->cache + place * workspace->cache_width;
    if (workspace->cache_keys[place] == key) {
        return kept;
    }
    attest_i_features features;
    attest_i_features_of(form, &features);
    uint32_t rows[ATTEST_I_FEATURE_KINDS], vector = attest_i_table_row(&model->vectors, features.vector);
    for (size_t k = 0; k < ATTEST_I_FEATURE_KINDS; k++) {
        rows[k] = attest_i_table_row(&model->members[0].tables[k], features.kinds[k]);
    }
    uint8_t *out = kept;
    for (uint32_t m = 0; m < model->member_count; m++) {
        const attest_i_member *member = &model->members[m];
        float *end = workspace->concat;
        for (size_t k = 0; k < ATTEST_I_FEATURE_KINDS; k++) {
            end = append_row(end, &member->tables[k], rows[k]);
        }
        end = append_row(end, &model->vectors, vector);
        while (end < workspace->concat + member->project.columns) {
            *end++ = 0;
        }
        workspace->kernels->quantise(workspace->concat, workspace->concat_small, member->project.columns,
                                     member->ranges.concat);
        workspace->kernels->multiply(&member->project, workspace->concat_small, 1, workspace->concat);
        workspace->kernels->quantise_narrow(workspace->concat, out, member->project.rows, member->ranges.input);
        out += member->project.rows;
    }
    workspace->cache_keys[place] = key;
    return kept;
}

void attest_i_network_embed(attest_i_workspace *workspace)
{
    const attest_model *model = workspace->model;
    for (size_t p = 0; p < workspace->piece_count; p++) {
        const attest_i_piece *piece = &workspace->pieces[p];
        for (uint32_t i = 0; i < piece->count; i++) {
            const uint8_t *vector = embed_word(workspace, piece->tokens[i].form);
            for (uint32_t m = 0; m < model->member_count; m++) {
                size_t width = model->members[m].project.rows;
                memcpy(workspace->input[m] + (piece->place + i) * width, vector, width);
                vector += width;
            }
        }
    }
}

/* The recurrence of one direction over all pieces of the group in lock-step, from workspace->gates. Pieces are in order of falling length, so that
 * those still running are the first `running`. */
static void run_direction(attest_i_workspace *workspace, const attest_i_matrix *recurrent, size_t hidden, uint8_t *out,
                          int backwards)
{
    const attest_i_kernels *kernels = workspace->kernels;
    size_t four = 4 * hidden, stride = recurrent->columns;
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

const uint8_t *attest_i_network_encode(attest_i_workspace *workspace, uint32_t member)
{
    const attest_i_member *net = &workspace->model->members[member];
    for (uint32_t k = 0; k < net->layers; k++) {
        for (int backwards = 0; backwards < 2; backwards++) {
            const attest_i_direction *direction = backwards ? &net->back[k] : &net->fore[k];
            const uint8_t *in = k ? workspace->layers[(k - 1) % 2] : workspace->input[member];
            workspace->kernels->multiply_narrow(&direction->input, in, workspace->token_count, workspace->gates);
            run_direction(workspace, &direction->recurrent, net->hidden, workspace->layers[k % 2], backwards);
        }
    }
    return workspace->layers[(net->layers - 1) % 2];
}
