/* Clauses and times that hang on the word next to them although they belong to one further off. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_REPAIR_CLAUSE_H
#define ATTEST_LANGUAGE_REPAIR_CLAUSE_H

#include "attest/sentence.h"

/* "The court on Monday ruled", with Monday as part of the court; "after rains triggered landslides", read as rains that were triggered; "said it was high,
 * but that they would pay", with the second clause beside "said", and "but did not
 * elaborate", which is; "she owns it, filings show, and is paid", read as if the filings are paid; "Senate to
 * vote on bill" without a full stop, read as a senate; a second object, verb or
 * subject; a gerund that hangs on an object. */
void attest_i_tree_repair_clauses(attest_sentence *sentence);

#endif
