/* Verbs with two subjects. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_REPAIR_SUBJECT_H
#define ATTEST_LANGUAGE_REPAIR_SUBJECT_H

#include "attest/sentence.h"

/* If `second` is a role with a name as its apposition right behind it, the name becomes the head; an apposition of a role that is itself no role, behind a name that belongs to it, is the name's. If the verb of the subject `second` has another in front of it: "candidate Ann Bee" is one person, if the table `titles` has the first word; "the port closed,
 * sources said", "sources said the port closed": of two subjects of "said", that which stands with the content is the content's; "A lawyer, she
 * knew the court": what stands before a comma is no subject ("dislocated"). "Dee, whose speech pleased the court, left", read as two things
 * that the speech did: Dee left. */
void attest_i_tree_repair_subject(attest_sentence *sentence, attest_view titles, uint32_t second);

#endif
