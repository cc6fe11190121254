/* Segmentation, network and enhancement, one after the other. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/analyse.h"

#include <stdlib.h>

#include "language/enhance.h"
#include "language/entities.h"
#include "language/lemma_rules.h"
#include "language/network.h"
#include "language/repair.h"

struct attest_i_analyser {
    attest_i_workspace *workspace; /* NULL without a model */
    attest_i_laps *laps;
};

enum attest_status attest_i_analyser_new(attest_i_analyser **analyser, const attest_model *model)
{
    *analyser = calloc(1, sizeof **analyser);
    if (!*analyser) {
        return ATTEST_ERR_NOMEM;
    }
    enum attest_status status = model ? attest_i_workspace_new(&(*analyser)->workspace, model) : ATTEST_OK;
    if (status != ATTEST_OK) {
        free(*analyser);
        *analyser = NULL;
    }
    return status;
}

void attest_i_analyser_free(attest_i_analyser *analyser)
{
    if (analyser) {
        attest_i_workspace_free(analyser->workspace);
        free(analyser);
    }
}

void attest_i_analyser_time(attest_i_analyser *analyser, attest_i_laps *laps)
{
    analyser->laps = laps;
}

enum attest_status attest_i_analyse_sentences(attest_i_analyser *analyser, attest_sentence *sentences, size_t count,
                                              attest_i_arena *arena)
{
    if (!analyser->workspace) {
        return ATTEST_OK;
    }
    enum attest_status status = attest_i_network_analyse(analyser->workspace, sentences, count, arena);
    attest_i_lap(analyser->laps, "network");
    for (size_t i = 0; i < count && status == ATTEST_OK; i++) {
        attest_i_tree_repair(&sentences[i]);
        if (analyser->laps) {
            analyser->laps->sentences++;
            analyser->laps->tokens += sentences[i].token_count;
        }
    }
    if (status == ATTEST_OK) {
        status = attest_i_names_refine(sentences, count, arena);
    }
    for (size_t i = 0; i < count && status == ATTEST_OK; i++) {
        status = attest_i_lemma_correct(&sentences[i], arena);
        if (status == ATTEST_OK) {
            status = attest_i_enhance(&sentences[i], arena);
        }
    }
    attest_i_lap(analyser->laps, "lemmas, names, enhancement");
    return status;
}

enum attest_status attest_i_analyse_text(attest_i_analyser *analyser, attest_view text, attest_span span,
                                         int one_sentence, attest_i_arena *arena, attest_i_segmentation *result)
{
    enum attest_status status = one_sentence ? attest_i_segment_sentence(text, span, arena, result)
                                             : attest_i_segment_text(text, span, arena, result);
    attest_i_lap(analyser->laps, "segment");
    if (status == ATTEST_OK) {
        status = attest_i_analyse_sentences(analyser, result->sentences, result->count, arena);
    }
    return status;
}
