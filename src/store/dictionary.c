/* Interning of RDF terms: an arena for their bytes and an open-addressing hash table of their numbers. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/dictionary.h"

#include <stdlib.h>

#define FIRST_SLOTS 1024U
/* Ids are 32 bits wide; the last one is ATTEST_NO_INDEX, which means "any" to the index. */
#define MAX_TERMS (UINT32_MAX - 2U)
#define XSD_STRING ATTEST_VIEW("http://www.w3.org/2001/XMLSchema#string")

void attest_i_dictionary_init(attest_i_dictionary *dictionary)
{
    memset(dictionary, 0, sizeof *dictionary);
    attest_i_arena_init(&dictionary->arena);
}

void attest_i_dictionary_clear(attest_i_dictionary *dictionary)
{
    attest_i_arena_clear(&dictionary->arena);
    free(dictionary->terms);
    free(dictionary->slots);
    attest_i_dictionary_init(dictionary);
}

/* Over the bytes of a view, eight at a time, with its size so that fields do not run together. The same on every machine,
 * since stores on disk keep it. */
static uint64_t hash_view(uint64_t hash, attest_view view)
{
    const unsigned char *bytes = (const unsigned char *)view.data;
    for (size_t at = 0; at < view.size; at += 8) {
        uint64_t word = 0;
        if (view.size - at >= 8) {
            word = (uint64_t)bytes[at] | (uint64_t)bytes[at + 1] << 8 | (uint64_t)bytes[at + 2] << 16 |
                   (uint64_t)bytes[at + 3] << 24 | (uint64_t)bytes[at + 4] << 32 | (uint64_t)bytes[at + 5] << 40 |
                   (uint64_t)bytes[at + 6] << 48 | (uint64_t)bytes[at + 7] << 56;
        } else {
            for (size_t i = 0; at + i < view.size; i++) {
                word |= (uint64_t)bytes[at + i] << (8 * i);
            }
        }
        hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
        hash ^= hash >> 32;
    }
    return (hash ^ view.size) * UINT64_C(0x100000001b3);
}

uint64_t attest_i_term_hash(const attest_term *term)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ (uint64_t)term->kind;
    hash = hash_view(hash, term->value);
    hash = hash_view(hash, term->datatype);
    hash = hash_view(hash, term->language);
    hash ^= hash >> 32;
    return hash * UINT64_C(0x9e3779b97f4a7c15);
}

static size_t hash_term(const attest_term *term)
{
    return (size_t)(attest_i_term_hash(term) >> 16);
}

attest_term attest_i_term_normal(const attest_term *term, char language[ATTEST_I_LANGUAGE_MAX])
{
    attest_term normal = *term;
    if (normal.kind != ATTEST_TERM_LITERAL || attest_view_equal(normal.datatype, XSD_STRING)) {
        normal.datatype = (attest_view){NULL, 0};
    }
    if (normal.kind != ATTEST_TERM_LITERAL) {
        normal.language = (attest_view){NULL, 0};
    }
    if (normal.language.size > 0 && normal.language.size <= ATTEST_I_LANGUAGE_MAX) {
        for (size_t i = 0; i < normal.language.size; i++) {
            char byte = normal.language.data[i];
            language[i] = (char)(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
        }
        normal.language.data = language;
        normal.datatype = (attest_view){NULL, 0};
    }
    return normal;
}

static int same_term(const attest_term *a, const attest_term *b)
{
    return a->kind == b->kind && attest_view_equal(a->value, b->value) && attest_view_equal(a->datatype, b->datatype) &&
           attest_view_equal(a->language, b->language);
}

/* The slot that holds `term` or the free one where it belongs. There is always a free slot. */
static size_t find_slot(const attest_i_dictionary *dictionary, const attest_term *term)
{
    size_t mask = dictionary->slot_count - 1;
    size_t slot = hash_term(term) & mask;
    while (dictionary->slots[slot] != 0 && !same_term(&dictionary->terms[dictionary->slots[slot] - 1], term)) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

static void fill_slots(attest_i_dictionary *dictionary)
{
    memset(dictionary->slots, 0, dictionary->slot_count * sizeof *dictionary->slots);
    size_t mask = dictionary->slot_count - 1;
    for (size_t i = 0; i < dictionary->count; i++) {
        size_t slot = hash_term(&dictionary->terms[i]) & mask;
        while (dictionary->slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        dictionary->slots[slot] = (uint32_t)(i + 1);
    }
}

/* Keep the table at most half full. */
static enum attest_status grow_slots(attest_i_dictionary *dictionary)
{
    if ((dictionary->count + 1) * 2 <= dictionary->slot_count) {
        return ATTEST_OK;
    }
    size_t size = dictionary->slot_count ? dictionary->slot_count * 2 : FIRST_SLOTS;
    uint32_t *slots = size > SIZE_MAX / sizeof *slots ? NULL : realloc(dictionary->slots, size * sizeof *slots);
    if (!slots) {
        return ATTEST_ERR_NOMEM;
    }
    dictionary->slots = slots;
    dictionary->slot_count = size;
    fill_slots(dictionary);
    return ATTEST_OK;
}

/* Datatypes and languages are few: share the bytes of the term before, if it has the same. */
static enum attest_status copy_shared(attest_i_dictionary *dictionary, attest_view view, attest_view last,
                                      attest_view *copy)
{
    if (view.size == 0) {
        *copy = (attest_view){NULL, 0};
        return ATTEST_OK;
    }
    if (attest_view_equal(view, last)) {
        *copy = last;
        return ATTEST_OK;
    }
    return attest_i_arena_copy(&dictionary->arena, view, copy);
}

static enum attest_status add_term(attest_i_dictionary *dictionary, const attest_term *term)
{
    if (dictionary->count >= MAX_TERMS) {
        return ATTEST_ERR_LIMIT;
    }
    enum attest_status status = attest_i_grow((void **)&dictionary->terms, &dictionary->capacity, dictionary->count + 1,
                                              sizeof *dictionary->terms);
    if (status != ATTEST_OK) {
        return status;
    }
    attest_term last = attest_i_dictionary_term(dictionary, (uint32_t)dictionary->count);
    attest_term copy = {.kind = term->kind};
    status = attest_i_arena_copy(&dictionary->arena, term->value, &copy.value);
    if (status == ATTEST_OK) {
        status = copy_shared(dictionary, term->datatype, last.datatype, &copy.datatype);
    }
    if (status == ATTEST_OK) {
        status = copy_shared(dictionary, term->language, last.language, &copy.language);
    }
    if (status == ATTEST_OK) {
        dictionary->terms[dictionary->count++] = copy;
    }
    return status;
}

enum attest_status attest_i_dictionary_intern(attest_i_dictionary *dictionary, const attest_term *term, uint32_t *id)
{
    *id = ATTEST_I_TERM_NONE;
    if (term->kind == ATTEST_TERM_NONE) {
        return ATTEST_OK;
    }
    enum attest_status status = grow_slots(dictionary);
    if (status != ATTEST_OK) {
        return status;
    }
    char language[ATTEST_I_LANGUAGE_MAX];
    attest_term normal = attest_i_term_normal(term, language);
    size_t slot = find_slot(dictionary, &normal);
    if (dictionary->slots[slot] == 0) {
        status = add_term(dictionary, &normal);
        if (status != ATTEST_OK) {
            return status;
        }
        dictionary->slots[slot] = (uint32_t)dictionary->count;
    }
    *id = dictionary->slots[slot];
    return ATTEST_OK;
}

enum attest_status attest_i_dictionary_find(const attest_i_dictionary *dictionary, const attest_term *term,
                                            uint32_t *id)
{
    *id = ATTEST_I_TERM_NONE;
    if (term->kind == ATTEST_TERM_NONE) {
        return ATTEST_OK;
    }
    if (dictionary->slot_count == 0) {
        return ATTEST_NONE;
    }
    char language[ATTEST_I_LANGUAGE_MAX];
    attest_term normal = attest_i_term_normal(term, language);
    *id = dictionary->slots[find_slot(dictionary, &normal)];
    return *id == 0 ? ATTEST_NONE : ATTEST_OK;
}

attest_term attest_i_dictionary_term(const attest_i_dictionary *dictionary, uint32_t id)
{
    if (id == ATTEST_I_TERM_NONE) {
        return (attest_term){.kind = ATTEST_TERM_NONE};
    }
    return dictionary->terms[id - 1];
}

/* A term with the number it had. */
struct numbered_term {
    attest_term term;
    uint32_t id;
};

static int compare_numbered(const void *a, const void *b)
{
    return attest_term_compare(&((const struct numbered_term *)a)->term, &((const struct numbered_term *)b)->term);
}

enum attest_status attest_i_dictionary_sort(attest_i_dictionary *dictionary, uint32_t **renumbered)
{
    size_t count = dictionary->count;
    uint32_t *map = malloc((count + 1) * sizeof *map);
    struct numbered_term *order = malloc((count + 1) * sizeof *order);
    *renumbered = NULL;
    if (!map || !order) {
        free(map);
        free(order);
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < count; i++) {
        order[i] = (struct numbered_term){dictionary->terms[i], (uint32_t)(i + 1)};
    }
    qsort(order, count, sizeof *order, compare_numbered);
    map[0] = ATTEST_I_TERM_NONE;
    for (size_t i = 0; i < count; i++) {
        dictionary->terms[i] = order[i].term;
        map[order[i].id] = (uint32_t)(i + 1);
    }
    free(order);
    if (dictionary->slot_count > 0) {
        fill_slots(dictionary);
    }
    *renumbered = map;
    return ATTEST_OK;
}
