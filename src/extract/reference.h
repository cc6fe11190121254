/* References inside a document: what its names, pronouns and descriptions denote, token by token. Private to names*.c,
 * reference*.c and clause_entity.c. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_REFERENCE_H
#define ATTEST_EXTRACT_REFERENCE_H

#include "extract/dep.h"
#include "extract/names.h"

/* Acronyms that one document introduces; further ones are not resolved, which is counted. */
#define ATTEST_I_ACRONYMS_MAX 256

/* Names of no persons, and kinds of organisations, that are told apart in one document; further ones are no antecedents of
 * other names and descriptions, which is counted. */
#define ATTEST_I_KNOWN_NAMES_MAX 4096
#define ATTEST_I_KINDS_MAX 512

/* A name that is no person's. */
typedef struct attest_i_known_name {
    attest_view label;
    enum attest_entity_class class_;
    uint32_t entity;
    uint32_t mention;
} attest_i_known_name;

typedef struct attest_i_acronym {
    attest_view letters;
    uint32_t entity;
    uint32_t mention; /* of the name in full */
} attest_i_acronym;

/* A class that the language layer gave a name somewhere. */
typedef struct attest_i_class_vote {
    attest_view label;
    uint32_t class_;
    uint32_t number; /* in text order */
} attest_i_class_vote;

/* All of a document. Arrays live in the scratch arena. */
struct attest_i_references {
    uint32_t *base;    /* by sentence: place of its first token in `mention` */
    uint32_t *mention; /* by token: number of its mention + 1; 0: none */
    attest_i_known_name *known;
    size_t known_count;
    attest_i_acronym *acronyms;
    size_t acronym_count;
    attest_i_class_vote *votes; /* by label, then number */
    size_t vote_count;
};

/* Start with nothing known. */
enum attest_status attest_i_references_new(attest_i_context *context) ATTEST_MUST_USE;

/* The tokens of the span belong to a mention. */
void attest_i_references_mark(attest_i_context *context, attest_span span, uint32_t mention);

/* The mention of a token; ATTEST_NO_INDEX: none. */
uint32_t attest_i_references_at(const attest_i_context *context, size_t tree, uint32_t token);

/* The mention that has just that span; ATTEST_NO_INDEX: none. */
uint32_t attest_i_references_find(const attest_i_context *context, attest_span span);

/* The last mention of the entity within the span; ATTEST_NO_INDEX: none. */
uint32_t attest_i_references_inside(const attest_i_context *context, attest_span span, uint32_t entity);

/* The quotation around an offset, the innermost; ATTEST_NO_INDEX: none. */
uint32_t attest_i_quote_at(const attest_i_quotes *quotes, uint32_t offset);

/* Number of the first sentence that ends behind the offset. */
size_t attest_i_references_sentence(const attest_i_context *context, uint32_t offset);

/* names_alias.c: acronyms in parentheses behind names. */
enum attest_status attest_i_names_acronyms(attest_i_context *context) ATTEST_MUST_USE;

/* names_alias.c: the entity that a name of no person denotes under another name: a country, an acronym, a part of a longer
 * name. Fills entity, decided_by, rule and antecedent of the mention: OK, or NONE if it is a name of its own. */
enum attest_status attest_i_names_alias(attest_i_context *context, attest_view label, enum attest_entity_class class_,
                                        attest_mention *mention) ATTEST_MUST_USE;

/* reference.c: pronouns and descriptions of all sentences. */
enum attest_status attest_i_references_resolve(attest_i_context *context) ATTEST_MUST_USE;

/* A mention with the words of `tokens` [begin,end) of a sentence: added and marked. */
enum attest_status attest_i_references_add(attest_i_context *context, size_t tree, uint32_t begin, uint32_t end,
                                           const attest_mention *mention) ATTEST_MUST_USE;

#endif
