/* The quads of one graph, gathered in any order: without duplicates, handed on by subject, digested in canonical order. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_QUAD_SET_H
#define ATTEST_RDF_QUAD_SET_H

#include "attest/quad.h"
#include "base/digest.h"
#include "base/memory.h"
#include "rdf/vocabulary.h"

/* A term as the set keeps it. */
typedef struct attest_i_quad_set_term {
    attest_term term;
    uint64_t hash;
    uint32_t first; /* first triple with this subject, ATTEST_NO_INDEX if none */
    uint32_t last;
    uint32_t rank;    /* of this predicate in the subject last emitted */
    uint32_t ranked;  /* that subject's number, from 1 */
    unsigned section; /* least section in which it is a subject */
} attest_i_quad_set_term;

/* A triple: indices of its terms, and of the next triple with the same subject. */
typedef struct attest_i_quad_set_triple {
    uint32_t subject;
    uint32_t predicate;
    uint32_t object;
    uint32_t next;
} attest_i_quad_set_triple;

/* Open addressing; a slot holds an index plus 1, 0 is free. */
typedef struct attest_i_quad_set_table {
    uint32_t *slots;
    size_t capacity; /* a power of two */
} attest_i_quad_set_table;

/* All zero is empty. After a failure `status` stays set and further additions do nothing, so that a run of additions
 * needs one check at its end. */
typedef struct attest_i_quad_set {
    attest_i_arena arena;
    attest_i_quad_set_term *terms;
    size_t term_count;
    size_t term_capacity;
    attest_i_quad_set_triple *triples;
    size_t count;
    size_t triple_capacity;
    attest_i_quad_set_table term_table;
    attest_i_quad_set_table triple_table;
    unsigned section; /* of what is added next */
    enum attest_status status;
} attest_i_quad_set;

void attest_i_quad_set_clear(attest_i_quad_set *set);

/* Add a triple; terms are copied. One that is there already is not added again. */
void attest_i_quad_set_add(attest_i_quad_set *set, attest_term subject, enum attest_i_iri predicate,
                           attest_term object);

/* The same with a predicate that is no vocabulary term. */
void attest_i_quad_set_add_term(attest_i_quad_set *set, attest_term subject, attest_term predicate, attest_term object);

/* True (1) if a triple with that subject was added. */
int attest_i_quad_set_has_subject(const attest_i_quad_set *set, attest_view subject);

/* Hand all triples to `sink` as quads of `graph`: subjects by the least section in which they were used, then in the order in
 * which they were first used; within a subject rdf:type first, then predicates in the order in which they were first used. */
enum attest_status attest_i_quad_set_emit(attest_i_quad_set *set, attest_term graph,
                                          attest_quad_sink sink) ATTEST_MUST_USE;

/* SHA-256 over the lines of the quads as canonical N-Quads (RDFC-1.0), in byte order, each with its line feed: what
 * `grep -F ' GRAPH .' | LC_ALL=C sort | sha256sum` gives. */
enum attest_status attest_i_quad_set_digest(const attest_i_quad_set *set, attest_term graph,
                                            char out[ATTEST_I_DIGEST_SIZE]) ATTEST_MUST_USE;

#endif
