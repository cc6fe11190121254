/* What all repairs ask of a token: its relation, and what it hangs on. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_REPAIR_LABEL_H
#define ATTEST_LANGUAGE_REPAIR_LABEL_H

#include "attest/sentence.h"

static inline int is_label(const attest_token *token, const char *label)
{
    return attest_view_equal(token->deprel, attest_view_of(label));
}

/* Is `token` the token `above`, or below it? What hangs on another must not be above that one already. */
static inline int is_below(const attest_sentence *sentence, uint32_t token, uint32_t above)
{
    for (uint32_t steps = 0; steps < sentence->token_count && token != ATTEST_NO_INDEX; steps++) {
        if (token == above) {
            return 1;
        }
        token = sentence->tokens[token].head;
    }
    return 0;
}

/* Index of a child of `head` among tokens [begin,end) with that relation; ATTEST_NO_INDEX: none. */
static inline uint32_t child(const attest_sentence *sentence, uint32_t head, const char *label, uint32_t begin,
                             uint32_t end)
{
    for (uint32_t i = begin; i < end && i < sentence->token_count; i++) {
        if (sentence->tokens[i].head == head && is_label(&sentence->tokens[i], label)) {
            return i;
        }
    }
    return ATTEST_NO_INDEX;
}

#endif
