/* Enhanced dependencies: from a basic tree to the graph of Enhanced Universal Dependencies. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_ENHANCE_H
#define ATTEST_LANGUAGE_ENHANCE_H

#include "attest/sentence.h"
#include "base/memory.h"

/* Most edges that may end at one token. Coordinations of coordinations would otherwise grow with the square of the sentence; further
 * edges are left out. */
#define ATTEST_I_ENHANCE_EDGES 12

/* Fill `edges` and `edge_count` of a sentence whose tree (head, deprel), lemmas, tags and features are set; the edges live in
 * `arena`, by dependent, then head, then label. What is added to the basic tree:
 *   - markers in labels: "nmod:of", "obl:from", "advcl:if", "acl:to", "conj:and";
 *   - conjuncts share the governors of the first conjunct, and its subjects and following objects;
 *   - the subject of an open clause: "nsubj:xsubj", "nsubj:pass:xsubj";
 *   - relative clauses: the antecedent takes the place of the relative pronoun, which depends on it as "ref". */
enum attest_status attest_i_enhance(attest_sentence *sentence, attest_i_arena *arena) ATTEST_MUST_USE;

#endif
