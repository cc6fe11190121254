/* What the polarity and modality of a clause are read into. Private to clause_scope.c, its words, and clause_governor.c, what is above it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_CLAUSE_SCOPE_H
#define ATTEST_EXTRACT_CLAUSE_SCOPE_H

#include "extract/clause.h"

/* Most governors that are looked at. */
#define ATTEST_I_SCOPE_LEVELS 8

typedef struct attest_i_scope {
    const attest_i_clause_run *run;
    int negated;
    enum attest_modality modality;
} attest_i_scope;

/* Make the modality no stronger than this one. */
void attest_i_scope_weaken(attest_i_scope *scope, enum attest_modality modality);

/* The class that a lexicon gives a word; empty: it is not there. */
attest_view attest_i_scope_class(const attest_i_scope *scope, const char *list, attest_view word);

/* Take a class that is a modality, or "negated". */
void attest_i_scope_apply_class(attest_i_scope *scope, attest_view class_);

/* The same of a word of a lexicon whose first column is a class; gives whether it is in there. */
int attest_i_scope_apply_list(attest_i_scope *scope, const char *list, attest_view word);

int attest_i_scope_is_listed(const attest_i_scope *scope, const char *list, attest_view word);

/* A word that negates; not that of "not only". */
int attest_i_scope_is_negation(const attest_i_scope *scope, uint32_t token);

/* "no plans", "nobody": a negated noun. */
int attest_i_scope_is_empty_noun(const attest_i_scope *scope, uint32_t noun);

/* "if", "unless", "whether" before a clause. */
void attest_i_scope_read_mark(attest_i_scope *scope, uint32_t token, const attest_token *word);

/* The words that belong to the predicate itself. */
void attest_i_scope_read_words(attest_i_scope *scope, uint32_t token);

/* "Has yet to pay": not so far. */
int attest_i_scope_is_yet(const attest_i_scope *scope, uint32_t token);

int attest_i_scope_has_feature(const attest_token *token, attest_view feature);

/* Is it an infinitive with "to"? */
int attest_i_scope_is_purpose(const attest_i_scope *scope, uint32_t token);

/* clause_governor.c: what the governor of a clause makes of it; gives whether to go further up. */
int attest_i_scope_read_governor(attest_i_scope *scope, uint32_t token);

#endif
