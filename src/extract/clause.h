/* Claims of clauses: what a dependency rule matched becomes a claim with phrases, arguments, scope and source. Private to clause*.c. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_CLAUSE_H
#define ATTEST_EXTRACT_CLAUSE_H

#include "extract/dep.h"

/* Pieces of one phrase; further words are left out, which is counted. */
#define ATTEST_I_CLAUSE_PIECES 6U
/* Arguments of one claim, verbs folded into one predicate, layers of one chain. */
#define ATTEST_I_CLAUSE_ARGUMENTS 12U
#define ATTEST_I_CLAUSE_FOLDED 6U
#define ATTEST_I_CLAUSE_LAYERS 8U
/* Longest label of an entity that is no name, in bytes: longer phrases are texts. */
#define ATTEST_I_CLAUSE_LABEL 160U

/* Which attributions and mentions touch which sentence, so that nothing looks through all of a document. */
typedef struct attest_i_clause_index {
    uint32_t *first_layer; /* by sentence: number of its first entry + 1; 0: none */
    uint32_t *first_mention;
    struct {
        struct attest_i_clause_entry {
            uint32_t what; /* index of the attribution or mention */
            uint32_t next; /* number of the next entry + 1; 0: none */
        } * items;
        size_t count;
        size_t capacity;
    } entries;
} attest_i_clause_index;

/* clause_index.c: make the index of all that earlier stages found. The entries are malloc'ed: clear them. */
enum attest_status attest_i_clause_index_make(attest_i_context *context, attest_i_clause_index *index) ATTEST_MUST_USE;
void attest_i_clause_index_clear(attest_i_clause_index *index);

/* Note that a mention, just added, is in sentence number `tree`. */
enum attest_status attest_i_clause_index_mention(attest_i_clause_index *index, size_t tree,
                                                 uint32_t mention) ATTEST_MUST_USE;

/* One sentence at work. `marks` is scratch, one byte for each token. */
typedef struct attest_i_clause_run {
    attest_i_context *context;
    const attest_i_tree *tree;
    attest_view text;
    uint8_t *marks;
    int split;        /* 1: origin and goal of an object are arguments of its verb ("troops from the coast") */
    uint32_t except;  /* the verb of the claim: a participle clause with it is no part of a noun phrase */
    uint32_t also[3]; /* tokens that belong to the predicate beside its verbs: "in touch with" */
    size_t also_count;
    attest_i_clause_index *index;
    size_t tree_number;
    uint8_t *cues; /* 1: the token is (part of) the cue of an attribution */
} attest_i_clause_run;

/* A phrase: tokens as pieces of text. */
typedef struct attest_i_clause_phrase {
    attest_span pieces[ATTEST_I_CLAUSE_PIECES];
    size_t count;
    uint32_t head;
} attest_i_clause_phrase;

/* A verb with those folded into it ("has begun withdrawing"), or a copula. */
typedef struct attest_i_predicate {
    uint32_t chain[ATTEST_I_CLAUSE_FOLDED]; /* the content verb first, then what it is folded into, outwards */
    size_t chain_count;
    attest_i_clause_phrase phrase;
    attest_view lemma;
} attest_i_predicate;

static inline const attest_token *attest_i_clause_token(const attest_i_clause_run *run, uint32_t token)
{
    return &run->tree->sentence.tokens[token];
}

/* The parts of one claim as tokens. */
typedef struct attest_i_clause_parts {
    const attest_i_rule_make *make;
    uint32_t anchor; /* where scope is read: the first node */
    uint32_t subject;
    uint32_t predicate; /* ATTEST_NO_INDEX: a word that is not written */
    uint32_t object;
    uint32_t complement;
} attest_i_clause_parts;

/* clause_settle.c: "apparently preparing to load cargo": the claim is about loading. */
void attest_i_clause_unfold(const attest_i_clause_run *run, attest_i_clause_parts *parts);

/* Parts that the parser took for something else. */
void attest_i_clause_settle(const attest_i_clause_run *run, attest_i_clause_parts *parts);

/* clause_filter.c: whether the parts make no claim of their own. */
int attest_i_clause_is_left_out(const attest_i_clause_run *run, const attest_i_clause_parts *parts);

/* clause_misread.c: whether the words themselves tell that the parts, with a predicate, are no clause. */
int attest_i_clause_is_misread(const attest_i_clause_run *run, const attest_i_clause_parts *parts);

/* "Extract metals, a plan that": a second object behind a comma, which is an apposition to something. */
int attest_i_clause_is_apart_object(const attest_i_clause_run *run, uint32_t object);

/* "A mistake" in "called the plan a mistake": is the claim that the plan is one? */
int attest_i_clause_is_judgement(const attest_i_clause_run *run, const attest_i_clause_parts *parts);

/* "In touch" in "is in touch with the rebels": a noun that only relates the subject to `other` below it. */
int attest_i_clause_is_relation(const attest_i_clause_run *run, uint32_t state, uint32_t other);

/* "The clubs" in "gave the clubs a field": the first of two objects. */
int attest_i_clause_is_receiver(const attest_i_clause_run *run, uint32_t object);

/* clause_control.c: who does what the infinitive or gerund of a control verb says ("ordered the firm to close"), and the class that
 * the lexicon gives the deed; ATTEST_NO_INDEX: the verb has none such. */
uint32_t attest_i_clause_controller(const attest_i_clause_run *run, uint32_t verb, attest_view *class_);

/* The clause that a participle clause goes with: its governor, or, where that only reports ("said that the ships left, taking the
 * cranes"), what it reports. */
uint32_t attest_i_clause_main(const attest_i_clause_run *run, uint32_t verb);

/* The subject of a participle clause within what is reported; ATTEST_NO_INDEX: it is in none, or nobody knows. */
uint32_t attest_i_clause_told_subject(const attest_i_clause_run *run, uint32_t verb);

/* "Used the money for buying ships": a gerund behind an object of which nobody knows who does it. */
int attest_i_clause_is_uncontrolled(const attest_i_clause_run *run, uint32_t verb);

/* "Than in saving the mine": what something is only compared to. */
int attest_i_clause_is_compared(const attest_i_clause_run *run, uint32_t verb);

/* "Would win by cutting prices": a participle clause that holds as far as its main clause does. */
int attest_i_clause_shares_main(const attest_i_clause_run *run, uint32_t verb);

/* "Not coal but steel", "coal rather than steel": is the participant named only to say that it is another? */
int attest_i_clause_is_contrasted(const attest_i_clause_run *run, uint32_t participant);

/* The subject of the clause that a possessive pronoun refers back to ("announced its decision to strike"), or the pronoun. */
uint32_t attest_i_clause_owner(const attest_i_clause_run *run, uint32_t pronoun);

/* clause_apposition.c: "Bee, two clerks", "lost the port, a move that": an apposition that is nothing that the noun is. */
int attest_i_clause_is_no_apposition(const attest_i_clause_run *run, uint32_t noun, uint32_t other);

/* The verb of "what it called an insulting offer", which stands for the offer; ATTEST_NO_INDEX: `what` begins no such words. */
uint32_t attest_i_clause_described(const attest_i_clause_run *run, uint32_t what);

/* clause_phrase.c: the noun phrase of a head: what identifies it, without apposition, relative clause and further conjuncts. */
void attest_i_clause_noun_phrase(attest_i_clause_run *run, uint32_t head, attest_i_clause_phrase *phrase);

/* All words below a token, itself included. */
void attest_i_clause_subtree(attest_i_clause_run *run, uint32_t head, attest_i_clause_phrase *phrase);

/* Is a noun's dependent an origin ("from", "into"), so that it belongs to the verb rather than to its object? */
int attest_i_clause_is_origin(const attest_i_clause_run *run, uint32_t token);

/* Words of a phrase, pieces joined by one space. */
enum attest_status attest_i_clause_text(const attest_i_clause_run *run, const attest_i_clause_phrase *phrase,
                                        attest_view *text) ATTEST_MUST_USE;

/* The run of marked words around the head as pieces; takes the marks away. */
void attest_i_clause_collect(attest_i_clause_run *run, uint32_t head, attest_i_clause_phrase *phrase);

/* clause_predicate.c: is the verb only the phase or mood of its infinitive or participle ("begin" in "begin leaving")? */
int attest_i_clause_is_folded(const attest_i_clause_run *run, uint32_t verb);

/* clause_predicate.c. "Less likely" in "makes war less likely", "guilty of fraud": what the object becomes belongs to the predicate, up to a comma. */
void attest_i_clause_mark_state(attest_i_clause_run *run, const attest_i_clause_parts *parts);

/* The predicate of a content verb: lemma with particles, "be" and participle in the passive if `passive`. */
enum attest_status attest_i_clause_predicate(attest_i_clause_run *run, uint32_t verb, int passive,
                                             attest_i_predicate *predicate) ATTEST_MUST_USE;

/* The verb or adjective whose phase or mood a verb may give; ATTEST_NO_INDEX: none. */
uint32_t attest_i_clause_inner(const attest_i_clause_run *run, uint32_t verb);

/* "were seen packed", "images show planes loading": a participle that says what somebody or something was seen to do, whatever the
 * parser calls it. */
int attest_i_clause_is_raised(const attest_i_clause_run *run, uint32_t verb);

/* Is the word (part of) the verb before it: "turned back", "looked at"? */
int attest_i_clause_is_particle(const attest_i_clause_run *run, uint32_t token);

int attest_i_clause_is_passive(const attest_i_clause_run *run, uint32_t verb);

/* "Found not guilty", "remains not safe": is what a verb says of its subject or object negated? */
int attest_i_clause_is_negated_state(const attest_i_clause_run *run, uint32_t state);

/* clause_scope.c: polarity and modality of what `anchor` says, by its own words and by what governs it. */
void attest_i_clause_scope(const attest_i_clause_run *run, uint32_t anchor, enum attest_polarity *polarity,
                           enum attest_modality *modality);

/* clause_mood.c: what a question or a request makes of the clause; asserted: it is neither. */
enum attest_modality attest_i_clause_mood(const attest_i_clause_run *run, uint32_t anchor);

/* clause_time.c: is the noun a time ("Monday", "week", "the end of May")? */
int attest_i_clause_is_temporal(const attest_i_clause_run *run, uint32_t token);

/* A time that needs no preposition: "last week", "Tuesday night". */
int attest_i_clause_is_bare_time(const attest_i_clause_run *run, uint32_t token);

/* Such a time that the parser took for the object or the subject of a verb. */
int attest_i_clause_is_time_object(const attest_i_clause_run *run, uint32_t verb, uint32_t object);
int attest_i_clause_is_time_subject(const attest_i_clause_run *run, uint32_t subject);

/* clause_source.c: the attributions around a place, innermost first; gives their number. Left out are those whose cue only gives the
 * phase or mood of the predicate ("planned to leave", "her plan to leave"). */
size_t attest_i_clause_chain(const attest_i_clause_run *run, attest_span place, const attest_i_predicate *predicate,
                             uint32_t chain[ATTEST_I_CLAUSE_LAYERS]);

/* Does an attribution with that cue hold the place? */
int attest_i_clause_is_told(const attest_i_clause_run *run, uint32_t cue, attest_span place);

/* Is the token (in) the speaker of an attribution whose content holds the place? */
int attest_i_clause_is_speaker(const attest_i_clause_run *run, uint32_t token, attest_span place);

/* What the stances of the layers do to what they hold: who denies it says that it is not so, who demands it that it should be. */
void attest_i_clause_apply_stances(const attest_i_clause_run *run, uint32_t anchor, const uint32_t *chain, size_t count,
                                   enum attest_polarity *polarity, enum attest_modality *modality);
int attest_i_clause_is_quoted(const attest_i_clause_run *run, const attest_span *spans, size_t count);

/* Mark the tokens of cues. */
void attest_i_clause_mark_cues(attest_i_clause_run *run);

/* clause_entity.c: the first value that the span touches; NULL: none. */
const attest_i_timex *attest_i_clause_timex(const attest_i_clause_run *run, attest_span span);

/* Does the span touch a time or duration? */
int attest_i_clause_is_time(const attest_i_clause_run *run, attest_span span);

/* A participant of a phrase. `acts`: it is the subject of a verb of action, so that a capital stands for its state. */
enum attest_status attest_i_clause_participant(attest_i_clause_run *run, const attest_i_clause_phrase *phrase, int acts,
                                               attest_participant *participant) ATTEST_MUST_USE;

/* clause_role.c: the role of an argument behind a preposition; empty: the preposition makes none. The participant is what was made of the
 * noun. Borrowed from the lexicons or the preposition. */
attest_view attest_i_clause_role(const attest_i_clause_run *run, attest_view preposition, uint32_t noun,
                                 const attest_participant *participant);

/* clause_argument.c: what the predicate's prepositional phrases and adverbs add, and origins below its object. `taken` marks tokens that are other parts of the claim. */
enum attest_status attest_i_clause_arguments(attest_i_clause_run *run, const attest_i_predicate *predicate,
                                             uint32_t anchor, uint32_t object, const uint32_t *taken,
                                             size_t taken_count, attest_argument *arguments,
                                             size_t *count) ATTEST_MUST_USE;

#endif
