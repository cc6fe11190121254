/* Clauses and times that hang on the word next to them although they belong to one further off. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_REPAIR_CLAUSE_H
#define ATTEST_LANGUAGE_REPAIR_CLAUSE_H

#include "attest/sentence.h"

/* Words that decide, as tables of ontology/morphology and ontology/lexicons. */
typedef struct attest_i_clause_tables {
    attest_view times;     /* nouns that tell when */
    attest_view adverbial; /* words that begin clauses beside the main one */
    attest_view events;    /* nouns of what happens */
    attest_view control;   /* verbs with the word that joins what their object does */
    attest_view reticent;  /* verbs of telling that are denied of a speaker */
    attest_view naming;    /* verbs that make somebody something */
    attest_view agents;    /* nouns of organisations */
} attest_i_clause_tables;

/* At `word`: "the court on Monday ruled", with Monday as part of the court; "after rains triggered landslides", read as rains that were triggered; "said it was high,
 * but that they would pay", with the second clause beside "said", and "but did not
 * elaborate", which is; "she owns it, filings show, and is paid", read as if the filings are paid; "Senate to
 * vote on bill" without a full stop, read as a senate; a second object, verb or
 * subject; a gerund that hangs on an object. */
void attest_i_tree_repair_clause(attest_sentence *sentence, const attest_i_clause_tables *tables, uint32_t word);

#endif
