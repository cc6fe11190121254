/* Lemmas by rule: English inflection is regular enough, and its exceptions are listed (ontology/morphology). What rules cannot tell, such as whether
 * a capital letter belongs to the lemma of a name, is left to the network. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_LEMMA_RULES_H
#define ATTEST_LANGUAGE_LEMMA_RULES_H

#include "attest/sentence.h"
#include "base/memory.h"

/* Correct the lemmas that the network gave, by form and Penn tag. Lemmas borrow from form, tables or `arena`. */
enum attest_status attest_i_lemma_correct(attest_sentence *sentence, attest_i_arena *arena) ATTEST_MUST_USE;

#endif
