/* Lemma scripts: small edits that turn a form into its lemma, learned as classes. src/train/features.py defines the same. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_LEMMA_H
#define ATTEST_LANGUAGE_LEMMA_H

#include "base/memory.h"

/* 1 if `script` is well-formed: "=LEMMA", or k, l or c, a number of code points to drop, "|", what to append. */
int attest_i_lemma_script_valid(attest_view script);

/* Apply a well-formed script. The lemma borrows from form or script where it can, else lives in `arena`. Never empty unless the form is. */
enum attest_status attest_i_lemma_apply(attest_view form, attest_view script, attest_i_arena *arena,
                                        attest_view *lemma) ATTEST_MUST_USE;

#endif
