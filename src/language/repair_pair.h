/* Brackets and quotation marks in pairs. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_REPAIR_PAIR_H
#define ATTEST_LANGUAGE_REPAIR_PAIR_H

#include "attest/sentence.h"

/* Both marks of a pair get the head of what they enclose, where that is one phrase. */
void attest_i_tree_repair_pairs(attest_sentence *sentence);

#endif
