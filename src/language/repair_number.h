/* Trees around numbers, put right where the words leave no choice. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_REPAIR_NUMBER_H
#define ATTEST_LANGUAGE_REPAIR_NUMBER_H

#include "attest/sentence.h"

/* "Injured more than 200" with 200 as a circumstance; "lost up to 20 seats" with "up" as part of the verb; "a magnitude 6.1 earthquake" with
 * the magnitude as what struck. `transitive` is the table of verbs that need an object. */
void attest_i_tree_repair_numbers(attest_sentence *sentence, attest_view transitive);

#endif
