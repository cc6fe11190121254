/* Trees as the network gives them, put right where the form of a verb rules out what it says. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_REPAIR_H
#define ATTEST_LANGUAGE_REPAIR_H

#include "attest/sentence.h"

/* "..., Reuters reports." with Reuters as a compound: nothing is a compound of a finite verb, so it is the subject, if the verb has none;
 * an unmarked clause in front of the two is then what is reported (ccomp). "The plan announced on Monday pleased them" with "pleased" as what the plan announced: a finite clause
 * without a subject is no content, so the plan is its subject, and "announced" a participle. "Ann Bee left" with two subjects: one name. "If they pay
 * we open, he said" with two contents: the first is a condition of the second. "... leave Norway, the minister, Ann Bee, argued" with Norway as the
 * minister: she is the subject. "The death of the mayor, who had signed it": the mayor had. "The minister
 * denied having met her" with a denied minister who met her: the minister denied it. */
void attest_i_tree_repair(attest_sentence *sentence);

#endif
