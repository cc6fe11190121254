/* Segmentation, network, enhancement and name rules, one after the other. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/analyse.h"

#include <stdlib.h>

struct attest_i_analyser {
    const attest_model *model;
};

enum attest_status attest_i_analyser_new(attest_i_analyser **analyser, const attest_model *model)
{
    *analyser = calloc(1, sizeof **analyser);
    if (!*analyser) {
        return ATTEST_ERR_NOMEM;
    }
    (*analyser)->model = model;
    return ATTEST_OK;
}

void attest_i_analyser_free(attest_i_analyser *analyser)
{
    free(analyser);
}

enum attest_status attest_i_analyse_sentences(attest_i_analyser *analyser, attest_sentence *sentences, size_t count,
                                              attest_i_arena *arena)
{
    (void)analyser;
    (void)sentences;
    (void)count;
    (void)arena;
    return ATTEST_OK;
}

enum attest_status attest_i_analyse_text(attest_i_analyser *analyser, attest_view text, attest_span span,
                                         int one_sentence, attest_i_arena *arena, attest_i_segmentation *result)
{
    enum attest_status status = one_sentence ? attest_i_segment_sentence(text, span, arena, result)
                                             : attest_i_segment_text(text, span, arena, result);
    if (status == ATTEST_OK) {
        status = attest_i_analyse_sentences(analyser, result->sentences, result->count, arena);
    }
    return status;
}
