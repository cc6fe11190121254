/* Names: who is named in a document, and what a speaker's words denote. Private to names*.c and attribution*.c. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_NAMES_H
#define ATTEST_EXTRACT_NAMES_H

#include "extract/attribution.h"

/* Most people told apart in one document; further ones are not resolved to, which is counted. */
#define ATTEST_I_PEOPLE_MAX 512

enum attest_i_gender { ATTEST_I_GENDER_UNKNOWN, ATTEST_I_GENDER_MALE, ATTEST_I_GENDER_FEMALE };

/* Somebody with a name. */
typedef struct attest_i_person {
    attest_view label; /* the fullest name seen so far when it was first seen: "Ann Bee" */
    attest_view first; /* first word of the name; the last one, if there is only one */
    attest_view last;  /* last word of the name, "Jr." left out */
    attest_view role;  /* "Minister", "spokesman": as written with the name; empty: none */
    attest_view title; /* all of it: "Deputy Foreign Minister"; empty: none */
    enum attest_i_gender gender;
    uint32_t entity;
    uint32_t mention; /* the first of the whole name; ATTEST_NO_INDEX: none yet */
} attest_i_person;

struct attest_i_people {
    attest_i_person *items;
    size_t count;
};

/* A name with its title: items [begin,end) of the whole, [name_begin,name_end) of the name. */
typedef struct attest_i_named {
    uint32_t begin;
    uint32_t name_begin;
    uint32_t name_end;
    uint32_t role;    /* item of the role or title word that tells most; ATTEST_NO_INDEX: none */
    int honorific;    /* 1: "Mr", "Dr": says no more than that it is a person */
    int person;       /* 1: a title, a role or an honorific makes it a person */
    int organisation; /* 1: a word of it is one of organisations or outlets */
} attest_i_named;

/* The run of name words that begins at item `begin`, not beyond `end`: 1 if there is one. */
int attest_i_named_at(const attest_i_page *page, uint32_t begin, uint32_t end, attest_i_named *named);

/* The words of a name as its label: items [begin,end), without a genitive ending, single spaces. */
enum attest_status attest_i_named_label(attest_i_context *context, const attest_i_page *page, uint32_t begin,
                                        uint32_t end, attest_view *label) ATTEST_MUST_USE;

/* The span of items [begin,end), without a genitive ending. */
attest_span attest_i_named_span(const attest_i_page *page, uint32_t begin, uint32_t end);

/* names_people.c. Find or add the person with that name; adds the mention. Gives its index in the context's people,
 * ATTEST_NO_INDEX if there are too many. */
enum attest_status attest_i_person_note(attest_i_context *context, const attest_i_page *page,
                                        const attest_i_named *named, uint32_t *index) ATTEST_MUST_USE;

/* The same in two steps, for a name that is known by its label alone (which must live as long as the context). */
enum attest_status attest_i_person_add(attest_i_context *context, attest_view label, enum attest_i_gender gender,
                                       uint32_t *index) ATTEST_MUST_USE;
enum attest_status attest_i_person_mention(attest_i_context *context, uint32_t index, attest_span span,
                                           attest_view label) ATTEST_MUST_USE;

/* The person of that name, or of that last or first name if there is only one; NULL: none. */
attest_i_person *attest_i_person_match(const attest_i_context *context, attest_view label, enum attest_i_gender gender);

/* The person called by that last name, if there is only one; NULL else. */
const attest_i_person *attest_i_person_find(const struct attest_i_people *people, attest_view last);

/* What a given name tells, by the lists: "Mary". */
enum attest_i_gender attest_i_given_name_gender(attest_view name);

/* names_model.c: the names that the language layer found, where no title told them: those of several words, or of one. */
enum attest_status attest_i_names_of_model(attest_i_context *context, int single) ATTEST_MUST_USE;

/* names_resolve.c: what a speaker's words denote. Fills `participant` and adds the mention. `clause` is where the phrase stands. */
enum attest_status attest_i_names_participant(attest_i_context *context, const attest_i_page *page,
                                              const attest_i_phrase *phrase, uint32_t clause,
                                              attest_participant *participant) ATTEST_MUST_USE;

/* The same for a relative pronoun, which denotes what its antecedent does. */
enum attest_status attest_i_names_relative(attest_i_context *context, const attest_i_page *page,
                                           const attest_i_phrase *pronoun, const attest_i_phrase *antecedent,
                                           uint32_t clause, attest_participant *participant) ATTEST_MUST_USE;

#endif
