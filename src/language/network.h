/* The network: fills tags, lemmas, trees and names of tokenised sentences. Knows nothing of documents and segmentation. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_NETWORK_H
#define ATTEST_LANGUAGE_NETWORK_H

#include "attest/sentence.h"
#include "base/memory.h"

/* Scratch memory of one thread: buffers that grow to the longest batch seen, and a cache of word vectors. */
typedef struct attest_i_workspace attest_i_workspace;

/* Gives `*workspace`, for use with `model` only, which must outlive it. */
enum attest_status attest_i_workspace_new(attest_i_workspace **workspace, const attest_model *model) ATTEST_MUST_USE;
void attest_i_workspace_free(attest_i_workspace *workspace);

/* Longest piece that is analysed in one go. A longer sentence is analysed in pieces of at most this many tokens, cut
 * behind a punctuation mark where there is one; the root of each later piece depends on that of the first as "parataxis". */
#define ATTEST_I_PIECE_TOKENS 256

/* Analyse `count` sentences. Read from each token: `form`. Written: `lemma` (in `arena`, or borrowed from form or model), `xpos`,
 * `feats`, `deprel` (borrowed from the model), `head`, `upos`, `name`, `name_begin`; and the sentence's `names` and
 * `name_count` (in `arena`). `edges` are left alone. The result for a sentence does not depend on the other sentences of the call; several at
 * a time are faster. A sentence without tokens is left as it is. */
enum attest_status attest_i_network_analyse(attest_i_workspace *workspace, attest_sentence *sentences, size_t count,
                                            attest_i_arena *arena) ATTEST_MUST_USE;

#endif
