/* The walk behind segmentation: visits the places where a token or sentence could end, describes each by hashed features, and
 * asks for a decision. The trainer answers from the treebank, the segmenter from the model, so both see the same features. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_SEGMENT_WALK_H
#define ATTEST_LANGUAGE_SEGMENT_WALK_H

#include "attest/status.h"
#include "attest/view.h"

enum attest_i_segment_kind {
    ATTEST_I_SEGMENT_TOKEN,   /* does a token end here, inside a run of visible characters? */
    ATTEST_I_SEGMENT_SENTENCE /* does a sentence end here, after a token? */
};

/* Most features that describe one place. */
#define ATTEST_I_SEGMENT_FEATURES 56

/* Features are hashes; the model has a weight for each of their values modulo this number (a power of two). */
#define ATTEST_I_SEGMENT_WEIGHTS ((uint32_t)1 << 17)

typedef struct attest_i_segment_place {
    enum attest_i_segment_kind kind;
    uint32_t offset; /* byte of the text in front of which the token or sentence would end */
    size_t feature_count;
    uint32_t features[ATTEST_I_SEGMENT_FEATURES]; /* below ATTEST_I_SEGMENT_WEIGHTS */
} attest_i_segment_place;

/* What the walk asks and tells. */
typedef struct attest_i_segment_visitor {
    /* 1: it ends here; 0: it does not. */
    int (*decide)(void *user_data, const attest_i_segment_place *place);
    /* A token was found; `joined` is 1 if no white space stands before it. */
    enum attest_status (*token)(void *user_data, attest_span span, int joined);
    /* The tokens since the last call are a sentence. Never called without a token before it. */
    enum attest_status (*sentence)(void *user_data);
    void *user_data;
} attest_i_segment_visitor;

/* A longer sentence is cut: what follows takes time by the square of the tokens of a sentence in places. */
#define ATTEST_I_SENTENCE_TOKENS 4096

/* Walk over text[span). With `one_sentence`, sentence ends are not looked for, save of one that is too long. Stops at the first status that is not OK and returns it. */
enum attest_status attest_i_segment_walk(attest_view text, attest_span span, int one_sentence,
                                         const attest_i_segment_visitor *visitor) ATTEST_MUST_USE;

/* 1 for white space and invisible separators (zero-width space, byte order mark). */
int attest_i_segment_is_space(uint32_t codepoint);

/* 1 if `second` is a part that is written together with the word `first` as one contraction ("do" + "n't", "Rome" + "'s"). */
int attest_i_segment_is_contraction(attest_view first, attest_view second);

#endif
