/* Words and phrases that negate a clause, on the verb that they negate. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_REPAIR_NEVER_H
#define ATTEST_LANGUAGE_REPAIR_NEVER_H

#include "attest/sentence.h"

/* "Never has the city seen ...", with "never" on the auxiliary, on which nothing hangs; "was in no way involved", read as a way that was. */
void attest_i_tree_repair_never(attest_sentence *sentence);

#endif
