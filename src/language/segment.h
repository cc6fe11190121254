/* Segmentation: text becomes sentences of tokens, in the convention of the English Universal Dependencies treebanks. A linear model,
 * trained by src/train/segment.py, decides at every place where a token or a sentence could end. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_SEGMENT_H
#define ATTEST_LANGUAGE_SEGMENT_H

#include "attest/sentence.h"
#include "base/memory.h"

/* Sentences in text order. Of each sentence `span`, `tokens` and `token_count` are set, of each token `span`, `form`,
 * `space_after` and `contraction`; `head` is ATTEST_NO_INDEX; everything else is zero. */
typedef struct attest_i_segmentation {
    attest_sentence *sentences;
    size_t count;
} attest_i_segmentation;

/* Split text[span) with the built-in model. A line end always ends a sentence. Time and memory are linear in the span.
 * `text` is valid UTF-8 and must outlive the result, which lives in `arena`. A span without visible characters gives no sentence. */
enum attest_status attest_i_segment_text(attest_view text, attest_span span, attest_i_arena *arena,
                                         attest_i_segmentation *result) ATTEST_MUST_USE;

/* The same, except that all of the span is one sentence whatever it contains. No sentence if there is no visible character. */
enum attest_status attest_i_segment_sentence(attest_view text, attest_span span, attest_i_arena *arena,
                                             attest_i_segmentation *result) ATTEST_MUST_USE;

#endif
