/* The segmenter: the walk, answered by the model's weights, builds sentences. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/segment.h"

#include <stdlib.h>

#include "base/embedded.h"
#include "language/segment_walk.h"

/* The model is one signed byte per weight. */
struct builder {
    const signed char *weights;
    attest_view text;
    attest_i_arena *arena;
    attest_token *tokens; /* of the sentence that is being read; malloc'ed */
    size_t token_count;
    size_t token_capacity;
    attest_sentence *sentences; /* malloc'ed */
    size_t sentence_count;
    size_t sentence_capacity;
    uint32_t contractions;
};

static int decide(void *user_data, const attest_i_segment_place *place)
{
    const struct builder *builder = user_data;
    int score = 0;
    for (size_t i = 0; i < place->feature_count; i++) {
        score += builder->weights[place->features[i]];
    }
    return score > 0;
}

static enum attest_status add_token(void *user_data, attest_span span, int joined)
{
    struct builder *builder = user_data;
    void *tokens = builder->tokens;
    enum attest_status status =
        attest_i_grow(&tokens, &builder->token_capacity, builder->token_count + 1, sizeof *builder->tokens);
    builder->tokens = tokens;
    if (status != ATTEST_OK) {
        return status;
    }
    attest_token *token = &builder->tokens[builder->token_count];
    memset(token, 0, sizeof *token);
    token->span = span;
    token->form = (attest_view){builder->text.data + span.begin, span.end - span.begin};
    token->head = ATTEST_NO_INDEX;
    token->space_after = 1;
    if (joined && builder->token_count > 0) {
        attest_token *last = token - 1;
        last->space_after = 0;
        if (attest_i_segment_is_contraction(last->form, token->form)) {
            if (!last->contraction) {
                last->contraction = ++builder->contractions;
            }
            token->contraction = last->contraction;
        }
    } else if (joined && builder->sentence_count > 0) {
        attest_sentence *sentence = &builder->sentences[builder->sentence_count - 1];
        sentence->tokens[sentence->token_count - 1].space_after = 0;
    }
    builder->token_count++;
    return ATTEST_OK;
}

static enum attest_status add_sentence(void *user_data)
{
    struct builder *builder = user_data;
    void *sentences = builder->sentences;
    enum attest_status status =
        attest_i_grow(&sentences, &builder->sentence_capacity, builder->sentence_count + 1, sizeof *builder->sentences);
    builder->sentences = sentences;
    if (status != ATTEST_OK) {
        return status;
    }
    attest_sentence *sentence = &builder->sentences[builder->sentence_count];
    memset(sentence, 0, sizeof *sentence);
    sentence->tokens = attest_i_arena_array(builder->arena, builder->token_count, sizeof *sentence->tokens);
    if (!sentence->tokens) {
        return ATTEST_ERR_NOMEM;
    }
    memcpy(sentence->tokens, builder->tokens, builder->token_count * sizeof *sentence->tokens);
    sentence->token_count = (uint32_t)builder->token_count;
    sentence->span = (attest_span){sentence->tokens[0].span.begin, sentence->tokens[builder->token_count - 1].span.end};
    builder->sentence_count++;
    builder->token_count = 0;
    builder->contractions = 0;
    return ATTEST_OK;
}

static enum attest_status run(attest_view text, attest_span span, int one_sentence, attest_i_arena *arena,
                              attest_i_segmentation *result)
{
    memset(result, 0, sizeof *result);
    attest_view model;
    if (attest_i_embedded_find(ATTEST_VIEW("segment.weights"), &model) != ATTEST_OK ||
        model.size != ATTEST_I_SEGMENT_WEIGHTS) {
        return ATTEST_ERR_MODEL;
    }
    struct builder builder = {.weights = (const signed char *)model.data, .text = text, .arena = arena};
    const attest_i_segment_visitor visitor = {decide, add_token, add_sentence, &builder};
    enum attest_status status = attest_i_segment_walk(text, span, one_sentence, &visitor);
    if (status == ATTEST_OK && builder.sentence_count) {
        result->sentences = attest_i_arena_array(arena, builder.sentence_count, sizeof *result->sentences);
        if (result->sentences) {
            memcpy(result->sentences, builder.sentences, builder.sentence_count * sizeof *result->sentences);
            result->count = builder.sentence_count;
        } else {
            status = ATTEST_ERR_NOMEM;
        }
    }
    free(builder.tokens);
    free(builder.sentences);
    return status;
}

enum attest_status attest_i_segment_text(attest_view text, attest_span span, attest_i_arena *arena,
                                         attest_i_segmentation *result)
{
    return run(text, span, 0, arena, result);
}

enum attest_status attest_i_segment_sentence(attest_view text, attest_span span, attest_i_arena *arena,
                                             attest_i_segmentation *result)
{
    return run(text, span, 1, arena, result);
}
