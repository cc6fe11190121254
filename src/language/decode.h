/* From scores to structures: trees with a single root, and sequences of name tags. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_DECODE_H
#define ATTEST_LANGUAGE_DECODE_H

#include <stdint.h>

#include "attest/sentence.h"

/* Scratch for trees of up to `size` tokens. */
typedef struct attest_i_tree_scratch {
    uint32_t size;
    double *scores;     /* (size + 1)^2, [head][dependent], changed as cycles are contracted */
    uint16_t *old_head; /* the edge of the uncontracted graph that a score stands for */
    uint16_t *old_dependent;
    uint16_t *best; /* per level: best head of each node */
    uint16_t *top;  /* per level: node that each token is part of */
    uint8_t *active;
    uint16_t *found; /* heads found so far */
} attest_i_tree_scratch;

enum attest_status attest_i_tree_scratch_init(attest_i_tree_scratch *scratch, uint32_t size) ATTEST_MUST_USE;
void attest_i_tree_scratch_clear(attest_i_tree_scratch *scratch);

/* The best tree with exactly one root. `arcs`: count rows (dependents) of count + 1 scores, column 0 for the root, column i + 1 for token i; all finite; the
 * score of a token as its own head is ignored. `heads`: 0 for the root, else number of the head from 1. Ties go to the lower number. 1 <= count <= scratch size. */
void attest_i_tree_decode(attest_i_tree_scratch *scratch, const float *arcs, uint32_t count, uint16_t *heads);

/* Scores of labels to their probabilities (softmax), times ATTEST_I_ACTIVATION_MAX and rounded. One version for all processors. */
void attest_i_probabilities(const float *scores, uint32_t count, int16_t *out);

/* The best legal sequence of name tags (0 outside; 2c - 1 begins class c, 2c continues it). `scores`: count rows of `stride`; `back` is scratch of
 * count * tags. `tags` is odd and at most 31. */
void attest_i_names_decode(const float *scores, uint32_t count, uint32_t stride, uint32_t tags, uint8_t *back,
                           uint8_t *best);

/* Take the name off a title or an office before a name ("Mr.", "Foreign Minister"), which the tree calls a description of it. `tokens`: parsed and with
 * their name tags. */
void attest_i_names_drop_offices(attest_token *tokens, uint32_t first, uint32_t count);

/* Make the words of one flat name ("Anna", "Maria", "Verdi") decide together, before attest_i_names_decode: a proper noun and the "flat"
 * dependents next to it, hyphens between them included, share the sums of their scores. `tokens`: `count` tokens of a sentence from number `first`
 * on, parsed. */
void attest_i_names_pool(const attest_token *tokens, uint32_t first, uint32_t count, float *scores, uint32_t stride,
                         uint32_t tags);

#endif
