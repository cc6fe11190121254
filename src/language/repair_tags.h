/* Word classes that contradict the finer tag or the relation. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_REPAIR_TAGS_H
#define ATTEST_LANGUAGE_REPAIR_TAGS_H

#include "attest/sentence.h"

/* The two tags of a word come from outputs of their own and may disagree. Where the Penn tag is that of a verb, an adjective or a common noun, the universal one
 * follows; what marks the case of a noun is an adposition. */
void attest_i_tree_repair_tags(attest_sentence *sentence);

#endif
