/* Participles that were read as verbs in the past. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_REPAIR_PASSIVE_H
#define ATTEST_LANGUAGE_REPAIR_PASSIVE_H

#include "attest/sentence.h"

/* "Man jailed for fraud", "Company ordered to pay", "Firm sued over leak", "was fined and banned from driving": a participle that is without its
 * auxiliary, or shares it. Its subject is the one it is done to. `transitive` is morphology/transitive.tsv, which tells of a verb what it cannot do without. */
void attest_i_tree_repair_passive(attest_sentence *sentence, attest_view transitive, uint32_t verb);

/* Does the verb hardly ever stand without an object, in whatever text? */
int attest_i_needs_object(attest_view transitive, attest_view lemma);

#endif
