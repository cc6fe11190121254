/* The dictionary of a dataset: every distinct term once, named by a number. Numbers start at 1; 0 stands for "no term", the
 * default graph. After attest_i_dictionary_sort the order of numbers is that of attest_term_compare, so that sorted
 * quads of numbers are sorted quads of terms. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_STORE_DICTIONARY_H
#define ATTEST_STORE_DICTIONARY_H

#include <stddef.h>
#include <stdint.h>

#include "attest/quad.h"
#include "attest/status.h"
#include "base/memory.h"

#define ATTEST_I_TERM_NONE 0U

/* Longest language tag that is normalised; longer ones are kept as they are. */
#define ATTEST_I_LANGUAGE_MAX 64U

/* The form in which a term is kept: no datatype xsd:string, language tags in lower case. `language` is room for such a tag. */
attest_term attest_i_term_normal(const attest_term *term, char language[ATTEST_I_LANGUAGE_MAX]);

/* Hash of a term in that form. Stores keep its upper half on disk: to change it is to change their format. */
uint64_t attest_i_term_hash(const attest_term *term);

typedef struct attest_i_dictionary {
    attest_i_arena arena; /* bytes of the terms */
    attest_term *terms;   /* terms[id - 1] */
    size_t count;
    size_t capacity;
    uint32_t *slots;   /* open addressing; ids, 0: free */
    size_t slot_count; /* 0 or a power of two */
} attest_i_dictionary;

void attest_i_dictionary_init(attest_i_dictionary *dictionary);
void attest_i_dictionary_clear(attest_i_dictionary *dictionary);

/* The id of `term`, which is copied if it is new. A term of kind NONE gets ATTEST_I_TERM_NONE. The datatype xsd:string is dropped,
 * language tags are lower-cased, so that equal literals are equal terms. */
enum attest_status attest_i_dictionary_intern(attest_i_dictionary *dictionary, const attest_term *term,
                                              uint32_t *id) ATTEST_MUST_USE;

/* The id of a term that is there; NONE. */
enum attest_status attest_i_dictionary_find(const attest_i_dictionary *dictionary, const attest_term *term,
                                            uint32_t *id) ATTEST_MUST_USE;

/* The term of an id; a term of kind NONE for 0. Valid until the dictionary is cleared. */
attest_term attest_i_dictionary_term(const attest_i_dictionary *dictionary, uint32_t id);

/* Renumber the terms by attest_term_compare. Gives `*renumbered` (malloc'ed): the new id of each old id, index 0 included. */
enum attest_status attest_i_dictionary_sort(attest_i_dictionary *dictionary, uint32_t **renumbered) ATTEST_MUST_USE;

#endif
