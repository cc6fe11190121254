/* Phrases that hang in the wrong place although what stands around them tells the right one. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_REPAIR_PHRASE_H
#define ATTEST_LANGUAGE_REPAIR_PHRASE_H

#include "attest/sentence.h"

/* Words that decide: verbs whose object does what an infinitive says, and words that begin clauses beside the main one. */
typedef struct attest_i_phrase_tables {
    attest_view object_control;
    attest_view adverbial;
} attest_i_phrase_tables;

/* At `word`: an apposition between commas read as a subject or a conjunct, "as" in front of an adjective, the infinitive behind an object ("allow the
 * firm to sell"), the subject of a participle or infinitive ("without Norway paying"), an object with a preposition, adjectives behind their noun, a reason read as something said. */
void attest_i_tree_repair_phrase(attest_sentence *sentence, const attest_i_phrase_tables *tables, uint32_t word);

/* Participles behind a comma, once subjects and objects are right. "Images showed three ships, anchored off the port", read as if the images anchored: two verbs are
 * joined by more than a comma. "Ships leaving, flying the flag", read as flying while leaving: the ships do both. "Showed planes, with their doors open, preparing to fly",
 * as if the doors did: they are the planes'. */
void attest_i_tree_repair_participle(attest_sentence *sentence, uint32_t word);

#endif
