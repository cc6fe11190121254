/* Name tags: words that the tree holds to be one name are made to agree; then the best legal sequence is taken. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "language/decode.h"

#define IMPOSSIBLE (-1.0e9f)

/* End of the flat name that begins at token `at`; at + 1 if it is alone. */
static uint32_t flat_end(const attest_token *tokens, uint32_t first, uint32_t count, uint32_t at)
{
    uint32_t end = at + 1;
    for (uint32_t i = at + 1; i < count; i++) {
        if (tokens[i].head == first + at && attest_view_equal(tokens[i].deprel, ATTEST_VIEW("flat"))) {
            end = i + 1;
        } else if (!attest_view_equal(tokens[i].form, ATTEST_VIEW("-"))) {
            break;
        }
    }
    return end;
}

static float larger(float a, float b)
{
    return a > b ? a : b;
}

/* The first word carries the choice: outside all along, or one class all along. The others only follow it. */
static void pool_scores(float *scores, uint32_t count, uint32_t stride, uint32_t tags)
{
    float outside = 0, class_[16] = {0};
    for (uint32_t i = 0; i < count; i++) {
        const float *row = scores + (size_t)i * stride;
        outside += row[0];
        for (uint32_t k = 1; k < tags; k += 2) {
            class_[k / 2] += larger(row[k], row[k + 1]);
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        float *row = scores + (size_t)i * stride;
        row[0] = i ? 0 : outside;
        for (uint32_t k = 1; k < tags; k += 2) {
            row[k] = i ? IMPOSSIBLE : class_[k / 2];
            row[k + 1] = i ? 1.0f : IMPOSSIBLE;
        }
    }
}

void attest_i_names_pool(const attest_token *tokens, uint32_t first, uint32_t count, float *scores, uint32_t stride,
                         uint32_t tags)
{
    for (uint32_t at = 0; at < count;) {
        uint32_t end = tokens[at].upos == ATTEST_UPOS_PROPN ? flat_end(tokens, first, count, at) : at + 1;
        if (end > at + 1) {
            pool_scores(scores + (size_t)at * stride, end - at, stride, tags);
        }
        at = end;
    }
}

void attest_i_names_decode(const float *scores, uint32_t count, uint32_t stride, uint32_t tags, uint8_t *back,
                           uint8_t *best)
{
    float path[32], next[32];
    for (uint32_t k = 0; k < tags; k++) {
        path[k] = k != 0 && k % 2 == 0 ? IMPOSSIBLE : scores[k];
    }
    for (uint32_t t = 1; t < count; t++) {
        const float *row = scores + (size_t)t * stride;
        uint8_t *from = back + (size_t)t * tags;
        uint32_t any = 0;
        for (uint32_t k = 1; k < tags; k++) {
            any = path[k] > path[any] ? k : any;
        }
        for (uint32_t k = 0; k < tags; k++) {
            uint32_t previous = any;
            if (k != 0 && k % 2 == 0) {
                previous = path[k - 1] >= path[k] ? k - 1 : k;
            }
            from[k] = (uint8_t)previous;
            next[k] = path[previous] + row[k];
        }
        memcpy(path, next, sizeof path);
    }
    uint32_t last = 0;
    for (uint32_t k = 1; k < tags; k++) {
        last = path[k] > path[last] ? k : last;
    }
    for (uint32_t t = count; t-- > 0;) {
        best[t] = (uint8_t)last;
        last = t ? back[(size_t)t * tags + last] : 0;
    }
}

static int is_office(const attest_token *tokens, uint32_t first, uint32_t count, uint32_t at)
{
    const attest_token *token = &tokens[at];
    if (token->name == ATTEST_NAME_NONE || token->head == ATTEST_NO_INDEX || token->head < first ||
        token->head - first >= count) {
        return 0;
    }
    return tokens[token->head - first].name != ATTEST_NAME_NONE && token->head > first + at &&
           attest_view_equal(token->deprel, ATTEST_VIEW("nmod:desc"));
}

void attest_i_names_drop_offices(attest_token *tokens, uint32_t first, uint32_t count)
{
    for (uint32_t at = 0; at < count; at++) {
        /* Only where the office ends its name: "Mr. Dee" as one name is left alone. */
        if (!is_office(tokens, first, count, at) ||
            (at + 1 < count && tokens[at + 1].name != ATTEST_NAME_NONE && !tokens[at + 1].name_begin)) {
            continue;
        }
        uint32_t begin = at;
        while (begin > 0 && !tokens[begin].name_begin) {
            begin--;
        }
        for (uint32_t i = begin; i <= at; i++) {
            tokens[i].name = ATTEST_NAME_NONE;
            tokens[i].name_begin = 0;
        }
    }
}
