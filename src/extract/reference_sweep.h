/* One way through all sentences in text order: what pronouns and descriptions may stand for, so far. Private to
 * reference*.c. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_REFERENCE_SWEEP_H
#define ATTEST_EXTRACT_REFERENCE_SWEEP_H

#include "extract/reference.h"

/* A mention, or a noun for a person, that a later word may stand for. */
typedef struct attest_i_candidate {
    size_t tree;
    uint32_t token;   /* its head */
    uint32_t top;     /* the noun that it stands in apposition to; or its head */
    uint32_t entity;  /* ATTEST_NO_INDEX: nobody with a name */
    uint32_t mention; /* ATTEST_NO_INDEX: none */
    uint32_t quote;   /* the quotation around it; ATTEST_NO_INDEX: none */
    enum attest_entity_class class_;
    uint8_t gender;  /* enum attest_i_gender */
    uint8_t named;   /* 1: a name, not a pronoun or a description */
    uint8_t subject; /* 1: subject of a verb */
} attest_i_candidate;

typedef struct attest_i_sweep {
    attest_i_context *context;
    size_t tree;    /* the sentence at hand */
    uint32_t quote; /* the quotation around the word at hand */
    struct {
        attest_i_candidate *items; /* in text order */
        size_t count;
        size_t capacity;
    } candidates;
    struct {
        struct
            attest_i_kind { /* "Acme, a company": what the text says that an organisation is; "Bee, 61": somebody's age */
            uint32_t entity;
            attest_view kind;
        } * items;
        size_t count;
        size_t capacity;
    } kinds;
} attest_i_sweep;

/* reference.c. Add a candidate of the sentence at hand; tree, top, quote and subject are filled in. */
enum attest_status attest_i_sweep_push(attest_i_sweep *sweep, const attest_i_candidate *given) ATTEST_MUST_USE;

/* The noun that a name stands in apposition to, or the token itself. */
uint32_t attest_i_sweep_governor(const attest_i_tree *tree, uint32_t token);

/* The person of an entity; NULL: none. */
attest_i_person *attest_i_sweep_person(const attest_i_sweep *sweep, uint32_t entity);

/* reference_pronoun.c: a pronoun of the sentence at hand. */
enum attest_status attest_i_sweep_pronoun(attest_i_sweep *sweep, uint32_t token) ATTEST_MUST_USE;

/* reference_noun.c: a noun of the sentence at hand: a description of somebody known, or one more person. */
enum attest_status attest_i_sweep_noun(attest_i_sweep *sweep, uint32_t token) ATTEST_MUST_USE;

/* "The company" or the like at tokens [begin,end) denotes the entity: adds the mention and a candidate; sets `*done`. */
enum attest_status attest_i_sweep_describe(attest_i_sweep *sweep, uint32_t begin, uint32_t noun, uint32_t end,
                                           uint32_t entity, uint32_t antecedent, int *done) ATTEST_MUST_USE;

/* Note of an entity what it is. */
enum attest_status attest_i_sweep_kind(attest_i_sweep *sweep, uint32_t entity, attest_view kind) ATTEST_MUST_USE;

/* reference_age.c. Note the age that stands with a name at tokens [begin,end); resolve "the 61-year-old" if it ends at `token`. */
enum attest_status attest_i_sweep_note_age(attest_i_sweep *sweep, uint32_t entity, uint32_t begin,
                                           uint32_t end) ATTEST_MUST_USE;
enum attest_status attest_i_sweep_age(attest_i_sweep *sweep, uint32_t token) ATTEST_MUST_USE;

#endif
