/* Phrases that hang in the wrong place although what stands around them tells the right one. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_REPAIR_PHRASE_H
#define ATTEST_LANGUAGE_REPAIR_PHRASE_H

#include "attest/sentence.h"

/* At `word`: an apposition between commas read as a subject or a conjunct, "as" in front of an adjective, the infinitive behind an object ("allow the
 * firm to sell"), the subject of a participle ("without Norway paying"). */
void attest_i_tree_repair_phrase(attest_sentence *sentence, attest_view object_control, uint32_t word);

#endif
