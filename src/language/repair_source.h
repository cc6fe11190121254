/* Trees around those who say or do something. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_REPAIR_SOURCE_H
#define ATTEST_LANGUAGE_REPAIR_SOURCE_H

#include "attest/sentence.h"

/* If `word` is "according" (to), behind a comma, or the "by" of someone: those that it introduces are the source of the clause, or the agent of the
 * passive verb, and not part of the noun or adjective that stands between. What stands in apposition to the source is the subject of the clause, if that has none.
 * If `word` heads a report behind the rest, or what is said or shown: it hangs on the clause, and not on a noun or clause in between. */
void attest_i_tree_repair_source(attest_sentence *sentence, uint32_t word);

#endif
