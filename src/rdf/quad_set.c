/* Sets of quads: interned terms, a table of triples, lists by subject. Order never depends on a hash. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/quad_set.h"

#include <stdlib.h>

#define FIRST_SLOTS ((size_t)256)

void attest_i_quad_set_clear(attest_i_quad_set *set)
{
    attest_i_arena_clear(&set->arena);
    free(set->terms);
    free(set->triples);
    free(set->term_table.slots);
    free(set->triple_table.slots);
    memset(set, 0, sizeof *set);
}

/* FNV-1a, 64 bits, with a last stir, since the tables use the low bits. */
static uint64_t hash_view(uint64_t hash, attest_view view)
{
    for (size_t i = 0; i < view.size; i++) {
        hash = (hash ^ (unsigned char)view.data[i]) * UINT64_C(1099511628211);
    }
    return hash ^ (hash >> 32);
}

static uint64_t hash_term(const attest_term *term)
{
    uint64_t hash = UINT64_C(14695981039346656037) + (uint64_t)term->kind;
    return hash_view(hash_view(hash_view(hash, term->value), term->datatype), term->language);
}

static uint64_t hash_triple(const attest_i_quad_set_triple *triple)
{
    uint64_t hash = triple->subject * UINT64_C(0x9E3779B97F4A7C15);
    hash = (hash ^ (hash >> 29) ^ triple->predicate) * UINT64_C(0xBF58476D1CE4E5B9);
    hash = (hash ^ (hash >> 29) ^ triple->object) * UINT64_C(0x94D049BB133111EB);
    return hash ^ (hash >> 32);
}

static int is_same_term(const attest_term *a, const attest_term *b)
{
    return a->kind == b->kind && attest_view_equal(a->value, b->value) && attest_view_equal(a->datatype, b->datatype) &&
           attest_view_equal(a->language, b->language);
}

static int is_same_triple(const attest_i_quad_set_triple *a, const attest_i_quad_set_triple *b)
{
    return a->subject == b->subject && a->predicate == b->predicate && a->object == b->object;
}

static void put_slot(attest_i_quad_set_table *table, uint64_t hash, uint32_t index)
{
    size_t slot = (size_t)hash & (table->capacity - 1);
    while (table->slots[slot]) {
        slot = (slot + 1) & (table->capacity - 1);
    }
    table->slots[slot] = index + 1;
}

/* A table of twice the size once it is half full; `*grown` says that all entries must be put in again. */
static enum attest_status make_room(attest_i_quad_set_table *table, size_t count, int *grown)
{
    *grown = 0;
    if (count < table->capacity / 2) {
        return ATTEST_OK;
    }
    if (count >= UINT32_MAX / 4) {
        return ATTEST_ERR_LIMIT;
    }
    size_t capacity = table->capacity ? table->capacity * 2 : FIRST_SLOTS;
    uint32_t *slots = calloc(capacity, sizeof *slots);
    if (!slots) {
        return ATTEST_ERR_NOMEM;
    }
    free(table->slots);
    table->slots = slots;
    table->capacity = capacity;
    *grown = 1;
    return ATTEST_OK;
}

static enum attest_status make_term_room(attest_i_quad_set *set)
{
    int grown;
    enum attest_status status = make_room(&set->term_table, set->term_count, &grown);
    for (size_t i = 0; status == ATTEST_OK && grown && i < set->term_count; i++) {
        put_slot(&set->term_table, set->terms[i].hash, (uint32_t)i);
    }
    void *terms = set->terms;
    if (status == ATTEST_OK) {
        status = attest_i_vector_reserve(&terms, set->term_count, 1, &set->term_capacity, sizeof *set->terms);
        set->terms = terms;
    }
    return status;
}

static enum attest_status make_triple_room(attest_i_quad_set *set)
{
    int grown;
    enum attest_status status = make_room(&set->triple_table, set->count, &grown);
    for (size_t i = 0; status == ATTEST_OK && grown && i < set->count; i++) {
        put_slot(&set->triple_table, hash_triple(&set->triples[i]), (uint32_t)i);
    }
    void *triples = set->triples;
    if (status == ATTEST_OK) {
        status = attest_i_vector_reserve(&triples, set->count, 1, &set->triple_capacity, sizeof *set->triples);
        set->triples = triples;
    }
    return status;
}

/* Index of the term; ATTEST_NO_INDEX if the set does not have it. */
static uint32_t find_term(const attest_i_quad_set *set, const attest_term *term, uint64_t hash)
{
    size_t mask = set->term_table.capacity - 1;
    if (!set->term_table.capacity) {
        return ATTEST_NO_INDEX;
    }
    for (size_t slot = (size_t)hash & mask; set->term_table.slots[slot]; slot = (slot + 1) & mask) {
        const attest_i_quad_set_term *kept = &set->terms[set->term_table.slots[slot] - 1];
        if (kept->hash == hash && is_same_term(&kept->term, term)) {
            return (uint32_t)(kept - set->terms);
        }
    }
    return ATTEST_NO_INDEX;
}

static enum attest_status intern_term(attest_i_quad_set *set, const attest_term *term, uint32_t *index)
{
    uint64_t hash = hash_term(term);
    *index = find_term(set, term, hash);
    if (*index != ATTEST_NO_INDEX) {
        return ATTEST_OK;
    }
    attest_i_quad_set_term kept = {.term = *term, .hash = hash, .first = ATTEST_NO_INDEX, .last = ATTEST_NO_INDEX};
    enum attest_status status = make_term_room(set);
    if (status == ATTEST_OK) {
        status = attest_i_arena_copy(&set->arena, term->value, &kept.term.value);
    }
    if (status == ATTEST_OK && term->datatype.size) {
        status = attest_i_arena_copy(&set->arena, term->datatype, &kept.term.datatype);
    }
    if (status == ATTEST_OK && term->language.size) {
        status = attest_i_arena_copy(&set->arena, term->language, &kept.term.language);
    }
    if (status != ATTEST_OK) {
        return status;
    }
    *index = (uint32_t)set->term_count;
    set->terms[set->term_count++] = kept;
    put_slot(&set->term_table, hash, *index);
    return ATTEST_OK;
}

static int has_triple(const attest_i_quad_set *set, const attest_i_quad_set_triple *triple, uint64_t hash)
{
    size_t mask = set->triple_table.capacity - 1;
    for (size_t slot = (size_t)hash & mask; set->triple_table.slots[slot]; slot = (slot + 1) & mask) {
        if (is_same_triple(&set->triples[set->triple_table.slots[slot] - 1], triple)) {
            return 1;
        }
    }
    return 0;
}

static enum attest_status add_triple(attest_i_quad_set *set, attest_i_quad_set_triple triple)
{
    uint64_t hash = hash_triple(&triple);
    attest_i_quad_set_term *subject = &set->terms[triple.subject];
    enum attest_status status = make_triple_room(set);
    if (status != ATTEST_OK) {
        return status;
    }
    if (subject->first == ATTEST_NO_INDEX || set->section < subject->section) {
        subject->section = set->section;
    }
    if (has_triple(set, &triple, hash)) {
        return ATTEST_OK;
    }
    uint32_t index = (uint32_t)set->count;
    if (subject->first == ATTEST_NO_INDEX) {
        subject->first = index;
    } else {
        set->triples[subject->last].next = index;
    }
    subject->last = index;
    set->triples[set->count++] = triple;
    put_slot(&set->triple_table, hash, index);
    return ATTEST_OK;
}

void attest_i_quad_set_add_term(attest_i_quad_set *set, attest_term subject, attest_term predicate, attest_term object)
{
    attest_i_quad_set_triple triple = {.next = ATTEST_NO_INDEX};
    if (set->status == ATTEST_OK) {
        set->status = intern_term(set, &subject, &triple.subject);
    }
    if (set->status == ATTEST_OK) {
        set->status = intern_term(set, &predicate, &triple.predicate);
    }
    if (set->status == ATTEST_OK) {
        set->status = intern_term(set, &object, &triple.object);
    }
    if (set->status == ATTEST_OK) {
        set->status = add_triple(set, triple);
    }
}

void attest_i_quad_set_add(attest_i_quad_set *set, attest_term subject, enum attest_i_iri predicate, attest_term object)
{
    attest_i_quad_set_add_term(set, subject, attest_i_iri_term(predicate), object);
}

int attest_i_quad_set_has_subject(const attest_i_quad_set *set, attest_view subject)
{
    attest_term term = {.kind = ATTEST_TERM_IRI, .value = subject};
    uint32_t index = find_term(set, &term, hash_term(&term));
    return index != ATTEST_NO_INDEX && set->terms[index].first != ATTEST_NO_INDEX;
}

/* A triple of one subject, to be sorted. */
typedef struct ranked_triple {
    uint32_t rank;  /* of the predicate */
    uint32_t index; /* of the triple */
} ranked_triple;

static int compare_ranked(const void *a, const void *b)
{
    const ranked_triple *x = a;
    const ranked_triple *y = b;
    if (x->rank != y->rank) {
        return x->rank < y->rank ? -1 : 1;
    }
    return (x->index > y->index) - (x->index < y->index);
}

/* Triples of the subject in the order of their output. `room` holds as many as the set. */
static size_t rank_triples(attest_i_quad_set *set, uint32_t subject, ranked_triple *room)
{
    attest_view type = attest_i_iri_view(ATTEST_I_IRI_RDF_TYPE);
    uint32_t next_rank = 1;
    size_t count = 0;
    for (uint32_t i = set->terms[subject].first; i != ATTEST_NO_INDEX; i = set->triples[i].next) {
        attest_i_quad_set_term *predicate = &set->terms[set->triples[i].predicate];
        if (predicate->ranked != subject + 1) {
            predicate->ranked = subject + 1;
            predicate->rank = attest_view_equal(predicate->term.value, type) ? 0 : next_rank++;
        }
        room[count++] = (ranked_triple){predicate->rank, i};
    }
    qsort(room, count, sizeof *room, compare_ranked);
    return count;
}

/* Subjects in the order of their output, as first triples ranked by section. */
static size_t rank_subjects(const attest_i_quad_set *set, ranked_triple *room)
{
    size_t count = 0;
    for (uint32_t i = 0; i < set->count; i++) {
        const attest_i_quad_set_term *subject = &set->terms[set->triples[i].subject];
        if (subject->first == i) {
            room[count++] = (ranked_triple){subject->section, i};
        }
    }
    qsort(room, count, sizeof *room, compare_ranked);
    return count;
}

static enum attest_status emit_subject(attest_i_quad_set *set, uint32_t subject, ranked_triple *room, attest_term graph,
                                       attest_quad_sink sink)
{
    enum attest_status status = ATTEST_OK;
    size_t count = rank_triples(set, subject, room);
    for (size_t i = 0; i < count && status == ATTEST_OK; i++) {
        const attest_i_quad_set_triple *triple = &set->triples[room[i].index];
        attest_quad quad = {set->terms[subject].term, set->terms[triple->predicate].term,
                            set->terms[triple->object].term, graph};
        status = sink.quad(sink.self, &quad);
    }
    return status;
}

enum attest_status attest_i_quad_set_emit(attest_i_quad_set *set, attest_term graph, attest_quad_sink sink)
{
    if (set->status != ATTEST_OK || set->count == 0) {
        return set->status;
    }
    ranked_triple *room = calloc(set->count * 2, sizeof *room);
    if (!room) {
        return ATTEST_ERR_NOMEM;
    }
    enum attest_status status = ATTEST_OK;
    size_t count = rank_subjects(set, room);
    for (size_t i = 0; i < count && status == ATTEST_OK; i++) {
        status = emit_subject(set, set->triples[room[i].index].subject, room + set->count, graph, sink);
    }
    free(room);
    return status;
}
