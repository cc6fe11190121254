/* Attribution from dependency trees: the tokens of the page's words, and cues whose speaker and content only the tree tells. Private to
 * attribution*.c. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_ATTRIBUTION_TREE_H
#define ATTEST_EXTRACT_ATTRIBUTION_TREE_H

#include "extract/attribution_bind.h"
#include "extract/dep.h"

/* How a verb comes to its subject. */
enum attest_i_subject_kind {
    ATTEST_I_SUBJECT_NONE,
    ATTEST_I_SUBJECT_OWN,
    ATTEST_I_SUBJECT_SHARED,     /* "Bee came and said" */
    ATTEST_I_SUBJECT_CONTROL,    /* "Bee wants to say" */
    ATTEST_I_SUBJECT_OBJECT,     /* "Bee asked him to say" */
    ATTEST_I_SUBJECT_PARTICIPLE, /* "Bee left, saying" */
    ATTEST_I_SUBJECT_NOUN        /* "a letter saying" */
};

/* A subject: its token, and that of the noun which a relative pronoun stands for. */
typedef struct attest_i_tree_subject {
    enum attest_i_subject_kind kind;
    uint32_t token;
    uint32_t antecedent; /* ATTEST_NO_INDEX: none */
} attest_i_tree_subject;

/* The items' tokens: `tree` and `token` for each item, ATTEST_NO_INDEX where none begins with it. */
typedef struct attest_i_tree_map {
    const struct attest_i_trees *trees;
    uint32_t *tree;
    uint32_t *token;
    uint8_t *marks; /* scratch, for the longest sentence */
    uint32_t *stack;
} attest_i_tree_map;

/* attribution_tree.c. Without a model there are no trees, and nothing is found. */
enum attest_status attest_i_tree_map_make(attest_i_context *context, attest_i_tree_map *map) ATTEST_MUST_USE;

/* Does the tree say that a reading's word is no verb of its own ("income tax claims", "a group called")? */
int attest_i_tree_denies(const attest_i_binder *binder, const attest_i_reading *reading);

/* Does the tree say that a verb governs a noun phrase and no clause, so that what begins at item `content` is not reported by it? */
int attest_i_tree_denies_clause(const attest_i_binder *binder, const attest_i_reading *reading, uint32_t content);

/* attribution_trim.c. End a content that is a noun phrase where the clause of its cue does. */
void attest_i_tree_trim(const attest_i_binder *binder, const attest_i_reading *reading, attest_i_target *target);

/* Does a quotation behind a subordinate clause belong to more than its verb ("when Bee complained, '...'")? */
int attest_i_tree_denies_quotation(const attest_i_binder *binder, const attest_i_reading *reading,
                                   const attest_i_target *target);

/* Leave out of a reading's speaker a time before it, if the tree does. */
void attest_i_tree_narrow(const attest_i_binder *binder, attest_i_reading *reading);

/* Reports of the sentence at hand whose cue none of its drafts from number `before` on has. */
enum attest_status attest_i_binder_trees(attest_i_binder *binder, size_t before) ATTEST_MUST_USE;

/* attribution_subject.c. Whose words a verb or an adjective introduces. */
attest_i_tree_subject attest_i_tree_subject_of(const attest_i_tree *tree, uint32_t token);
int attest_i_tree_is_passive(const attest_i_tree *tree, uint32_t token);

/* The one by whom something is done in the passive; ATTEST_NO_INDEX: none. */
uint32_t attest_i_tree_agent(const attest_i_tree *tree, uint32_t token);

/* First dependent of `token` with the relation that has a dependent `mark` spelled so; ATTEST_NO_INDEX: none. */
uint32_t attest_i_tree_marked_child(const attest_i_tree *tree, uint32_t token, const char *relation, const char *mark);

/* Tokens [*begin, *end) of the noun phrase of `head`, without what is said of it behind. */
void attest_i_tree_noun_phrase(const attest_i_tree *tree, uint32_t head, uint32_t *begin, uint32_t *end);

#endif
