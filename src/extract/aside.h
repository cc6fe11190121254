/* What an article adds to the words of somebody else. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_ASIDE_H
#define ATTEST_EXTRACT_ASIDE_H

#include "extract/dep.h"
#include "extract/rule.h"

/* "Bee accused them of lying, a charge they deny", "..., which they deny": the token at which that begins, if `verb` is its "deny", and it ends the
 * sentence; else ATTEST_NO_INDEX. Not what Bee said. */
uint32_t attest_i_aside_begin(const attest_ruleset *rules, const attest_i_tree *tree, uint32_t verb);

/* Is the noun the "charge" of such an aside, which is nothing in the clause in front of it? */
int attest_i_aside_is_noun(const attest_ruleset *rules, const attest_i_tree *tree, uint32_t noun);

#endif
