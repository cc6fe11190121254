/* Names by rule, on top of what the network found: dates, times, amounts; known names; one class for one name in a document. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_ENTITIES_H
#define ATTEST_LANGUAGE_ENTITIES_H

#include "attest/sentence.h"
#include "base/memory.h"

/* Refine the names of sentences that belong to one document: `name` and `name_begin` of the tokens, and `names` (in `arena`). In this order:
 *   - repairs: common words and titles at the edges, months and titles alone, "Strait" + "of" + "Dover";
 *   - dates, times, money, percentages, quantities among the tokens without a name;
 *   - bounds: signs and addresses are no part of a name, "Ann Bee of the Harbour Post" is two, "Bee, Inc." one; people by their first names;
 *   - companies: "Bee & Dee" is one; the ending of "Moody's" is part of the name where nothing is owned and the word never stands without it;
 *   - the gazetteer: names that it knows get its class, known names without a class get one;
 *   - form: the last word of a longer name ("Mountains", "Ministry"), a facility behind a place ("Brest harbour"), abbreviations;
 *   - the document: a single word that ends a person's name elsewhere is that person; a name that has several classes gets the one it has most often. */
enum attest_status attest_i_names_refine(attest_sentence *sentences, size_t count,
                                         attest_i_arena *arena) ATTEST_MUST_USE;

/* entities_repair.c: names that are none or not whole, in one sentence. */
void attest_i_names_mark_repairs(attest_sentence *sentence);

/* entities_value.c: mark dates, times, money, percentages and quantities in one sentence. */
void attest_i_names_mark_values(attest_sentence *sentence);

/* entities_bounds.c: bounds of names, and people by their first names, in one sentence. */
void attest_i_names_mark_bounds(attest_sentence *sentence);

/* entities_company.c: "Bee & Dee" and "Moody's", in the sentences of one document. */
void attest_i_names_mark_companies(attest_sentence *sentences, size_t count);

/* entities_form.c: classes that the form of a name tells, in one sentence. */
void attest_i_names_mark_forms(attest_sentence *sentence);

/* End of the name that starts at token `begin`. */
uint32_t attest_i_name_end(const attest_sentence *sentence, uint32_t begin);

/* Make tokens [begin,end) one name. */
void attest_i_name_set(attest_sentence *sentence, uint32_t begin, uint32_t end, enum attest_name_class class_);

#endif
