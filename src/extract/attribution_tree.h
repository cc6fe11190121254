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

/* attribution_map.c. Without a model there are no trees, and nothing is found. */
enum attest_status attest_i_tree_map_make(attest_i_context *context, attest_i_tree_map *map) ATTEST_MUST_USE;

/* The tree of an item and its token: NULL if no token begins with it. The item that holds the byte at `offset`, or the last before it. */
const attest_i_tree *attest_i_tree_of(const attest_i_binder *binder, uint32_t item, uint32_t *token);
uint32_t attest_i_tree_item(const attest_i_page *page, uint32_t offset);

/* Does the tree say that a reading's word is no verb of its own ("income tax claims", "a group called")? */
int attest_i_tree_denies(const attest_i_binder *binder, const attest_i_reading *reading);

/* "Stopped short of saying", "left without saying": nobody said what follows the cue. */
int attest_i_tree_is_unsaid(const attest_i_binder *binder, const attest_i_tree *tree, uint32_t cue);

/* Does the tree say that a verb governs a noun phrase and no clause, so that what begins at item `content` is not reported by it? */
int attest_i_tree_denies_clause(const attest_i_binder *binder, const attest_i_reading *reading, uint32_t content);

/* attribution_aside.c. Item of the clause at which the article adds something of its own to what somebody said; its end: nowhere. */
uint32_t attest_i_tree_aside(const attest_i_binder *binder);

/* attribution_trim.c. End a content that is a noun phrase where the clause of its cue does. */
void attest_i_tree_trim(const attest_i_binder *binder, const attest_i_reading *reading, attest_i_target *target);

/* "Said the mediator, Paul Abrams, had proposed it": does `outer` report the clause of `inner`, with a subject between the two? */
int attest_i_tree_reports(const attest_i_binder *binder, const attest_i_reading *outer, const attest_i_reading *inner);

/* Does the tree have the verb of `inner` within what `outer` reports? */
int attest_i_tree_holds(const attest_i_binder *binder, const attest_i_reading *outer, const attest_i_reading *inner);

/* Does a quotation behind a subordinate clause belong to more than its verb ("when Bee complained, '...'")? */
int attest_i_tree_denies_quotation(const attest_i_binder *binder, const attest_i_reading *reading,
                                   const attest_i_target *target);

/* The item of the subject that a reading's verb shares with another one, by the tree; ATTEST_NO_INDEX: none. */
uint32_t attest_i_tree_subject_item(const attest_i_binder *binder, const attest_i_reading *reading);

/* attribution_speaker.c. Give a reading the subject that the tree has for its verb, where the surface took another phrase for it. */
void attest_i_tree_correct(const attest_i_binder *binder, attest_i_reading *reading);

/* The subject of the verb that a colon stands behind ("Bee shot back: '...'"): 1 and the phrase, or 0. */
int attest_i_tree_introduces(const attest_i_binder *binder, uint32_t colon, attest_i_phrase *phrase);

/* Note how far a speaker behind its cue reaches with what the tree hangs on it, up to a comma: "according to a report published by Bee", "a person close to Bee". */
void attest_i_tree_widen(const attest_i_binder *binder, attest_i_reading *reading);

/* Does the tree know what the surface took for a speaker as a verb or a predicate: "not go over well with them"? Or does it hold both
 * what is denied and who does: "a claim the army denies"? */
int attest_i_tree_refuses_speaker(const attest_i_binder *binder, const attest_i_reading *reading);

/* "Failed to show that": not shown, although the cue itself has no "not". */
void attest_i_tree_negate(const attest_i_binder *binder, attest_i_reading *reading);

/* Leave out of a reading's speaker a time before it, if the tree does. */
void attest_i_tree_narrow(const attest_i_binder *binder, attest_i_reading *reading);

/* attribution_speaker.c. "According to Bee, the dam failed on Monday, a week after ...": what hangs on no word of it
 * is no apposition of the source. */
void attest_i_tree_part(const attest_i_binder *binder, attest_i_reading *reading);

/* Pieces of one content. */
#define ATTEST_I_ATTEMPT_PARTS 4U

/* A part of the content: what is below a token, or its noun phrase alone. */
struct attest_i_attempt_part {
    uint32_t token;
    int phrase;
};

/* A cue at work. */
typedef struct attest_i_attempt {
    attest_i_binder *binder;
    const attest_i_tree *tree;
    uint32_t item;
    uint32_t token;
    attest_i_reading reading;
    enum attest_i_attribution_rule rule;
    attest_i_tree_subject speaker;
    struct attest_i_attempt_part parts[ATTEST_I_ATTEMPT_PARTS];
    size_t part_count;
    int seen;         /* 1: what somebody saw, which is no opinion */
    int itself;       /* 1: the cue itself speaks ("reports that ...") */
    uint32_t inner;   /* what is below this token of the speaker's is content, not speaker; ATTEST_NO_INDEX: none */
    uint32_t without; /* tokens below this one are no content; ATTEST_NO_INDEX: none */
} attest_i_attempt;

/* attribution_tree.c. A token of the attempt's tree; the first dependent of the cue with that relation; the infinitive with "to" that the
 * cue governs; ATTEST_NO_INDEX: none. */
const attest_token *attest_i_attempt_token(const attest_i_attempt *attempt, uint32_t token);
uint32_t attest_i_attempt_child(const attest_i_attempt *attempt, const char *relation);
uint32_t attest_i_attempt_infinitive(const attest_i_attempt *attempt);

/* Add a part of the content; a token ATTEST_NO_INDEX is none. */
void attest_i_attempt_add(attest_i_attempt *attempt, uint32_t token, int phrase);

/* attribution_verb.c, attribution_noun.c. Find rule, speaker and content of a cue: 1, or 0 if it reports nothing here. */
int attest_i_find_verb(attest_i_attempt *attempt);
int attest_i_find_noun(attest_i_attempt *attempt);
int attest_i_find_adjective(attest_i_attempt *attempt);
int attest_i_find_adverb(attest_i_attempt *attempt);

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

/* attribution_speaker.c. "The removal of the mayor has raised questions about the dam": is the speaker something that happens, which says nothing? */
int attest_i_speaker_is_event(const attest_i_page *page, const attest_i_reading *reading);

#endif
