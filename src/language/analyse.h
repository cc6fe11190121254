/* The language layer in one call: text becomes sentences with tokens, tags, trees, names and enhanced edges. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_ANALYSE_H
#define ATTEST_LANGUAGE_ANALYSE_H

#include "attest/sentence.h"
#include "base/laps.h"
#include "base/memory.h"
#include "language/segment.h"

/* An analyser: the scratch memory of one thread. */
typedef struct attest_i_analyser attest_i_analyser;

/* Make an analyser for `model`, which must outlive it. NULL: no model; sentences then have tokens only. Gives `*analyser`. */
enum attest_status attest_i_analyser_new(attest_i_analyser **analyser, const attest_model *model) ATTEST_MUST_USE;
void attest_i_analyser_free(attest_i_analyser *analyser);

/* Tell `laps` of the parts of the work from now on: "segment", "network", "lemmas, names, enhancement". NULL: no more. Borrowed. */
void attest_i_analyser_time(attest_i_analyser *analyser, attest_i_laps *laps);

/* Split text[span) into sentences and analyse them; with `one_sentence`, all of the span is one. `text` is valid UTF-8; the result
 * borrows from it, from the model and from `arena`. */
enum attest_status attest_i_analyse_text(attest_i_analyser *analyser, attest_view text, attest_span span,
                                         int one_sentence, attest_i_arena *arena,
                                         attest_i_segmentation *result) ATTEST_MUST_USE;

/* Analyse sentences whose tokens (span, form, space_after, contraction) are there already. */
enum attest_status attest_i_analyse_sentences(attest_i_analyser *analyser, attest_sentence *sentences, size_t count,
                                              attest_i_arena *arena) ATTEST_MUST_USE;

#endif
