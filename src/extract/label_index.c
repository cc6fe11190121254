/* Hash tables that find an entity by label and class, and a mention by span and entity. Only look-ups depend on the
 * hash, never an order of output. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "extract/extraction_data.h"

/* FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
#define FNV_OFFSET UINT64_C(14695981039346656037)
#define FNV_PRIME UINT64_C(1099511628211)

static uint64_t hash_bytes(uint64_t hash, const void *data, size_t size)
{
    const unsigned char *bytes = data;
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ bytes[i]) * FNV_PRIME;
    }
    return hash ^ (hash >> 29);
}

static uint64_t hash_entity(const attest_entity *entity)
{
    unsigned char class_ = (unsigned char)entity->class_;
    return hash_bytes(hash_bytes(FNV_OFFSET, entity->label.data, entity->label.size), &class_, 1);
}

static uint64_t hash_mention(const attest_mention *mention)
{
    uint32_t key[] = {mention->span.begin, mention->span.end, mention->entity};
    return hash_bytes(FNV_OFFSET, key, sizeof key);
}

static int same_entity(const attest_entity *a, const attest_entity *b)
{
    return a->class_ == b->class_ && attest_view_equal(a->label, b->label);
}

static int same_mention(const attest_mention *a, const attest_mention *b)
{
    return a->span.begin == b->span.begin && a->span.end == b->span.end && a->entity == b->entity;
}

/* Put index `at` into the first free slot for `hash`; there is always one. */
static void put_slot(attest_i_slots *table, uint64_t hash, uint32_t at)
{
    size_t mask = table->capacity - 1;
    size_t slot = (size_t)hash & mask;
    while (table->slots[slot]) {
        slot = (slot + 1) & mask;
    }
    table->slots[slot] = at + 1;
    table->count++;
}

/* A larger empty table if the present one is three quarters full; `*grown` then says that all must be put in again. */
static enum attest_status make_room(attest_i_slots *table, int *grown)
{
    *grown = 0;
    if (table->capacity && table->count < table->capacity / 4 * 3) {
        return ATTEST_OK;
    }
    size_t capacity = table->capacity ? table->capacity * 2 : 64;
    uint32_t *slots = calloc(capacity, sizeof *slots);
    if (!slots) {
        return ATTEST_ERR_NOMEM;
    }
    free(table->slots);
    table->slots = slots;
    table->capacity = capacity;
    table->count = 0;
    *grown = 1;
    return ATTEST_OK;
}

void attest_i_label_index_clear(attest_i_label_index *index)
{
    free(index->entities.slots);
    free(index->mentions.slots);
    memset(index, 0, sizeof *index);
}

static int is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

enum attest_status attest_i_label_fold(attest_i_arena *arena, attest_view label, attest_view *folded)
{
    char *out = attest_i_arena_take(arena, label.size + 1);
    if (!out) {
        return ATTEST_ERR_NOMEM;
    }
    size_t size = 0;
    for (size_t i = 0; i < label.size; i++) {
        if (!is_space(label.data[i])) {
            out[size++] = label.data[i];
        } else if (size > 0 && out[size - 1] != ' ') {
            out[size++] = ' ';
        }
    }
    if (size > 0 && out[size - 1] == ' ') {
        size--;
    }
    out[size] = '\0';
    *folded = (attest_view){out, size};
    return ATTEST_OK;
}

enum attest_status attest_i_label_index_find(const attest_i_label_index *index, const attest_entity *entities,
                                             const attest_entity *wanted, uint32_t *at)
{
    const attest_i_slots *table = &index->entities;
    if (!table->capacity) {
        return ATTEST_NONE;
    }
    size_t mask = table->capacity - 1;
    for (size_t slot = (size_t)hash_entity(wanted) & mask; table->slots[slot]; slot = (slot + 1) & mask) {
        if (same_entity(&entities[table->slots[slot] - 1], wanted)) {
            *at = table->slots[slot] - 1;
            return ATTEST_OK;
        }
    }
    return ATTEST_NONE;
}

enum attest_status attest_i_label_index_add(attest_i_label_index *index, const attest_entity *entities,
                                            const attest_entity *added, uint32_t at)
{
    int grown;
    enum attest_status status = make_room(&index->entities, &grown);
    if (status != ATTEST_OK) {
        return status;
    }
    for (uint32_t i = 0; grown && i < at; i++) {
        put_slot(&index->entities, hash_entity(&entities[i]), i);
    }
    put_slot(&index->entities, hash_entity(added), at);
    return ATTEST_OK;
}

enum attest_status attest_i_mention_index_find(const attest_i_label_index *index, const attest_mention *mentions,
                                               const attest_mention *wanted, uint32_t *at)
{
    const attest_i_slots *table = &index->mentions;
    if (!table->capacity) {
        return ATTEST_NONE;
    }
    size_t mask = table->capacity - 1;
    for (size_t slot = (size_t)hash_mention(wanted) & mask; table->slots[slot]; slot = (slot + 1) & mask) {
        if (same_mention(&mentions[table->slots[slot] - 1], wanted)) {
            *at = table->slots[slot] - 1;
            return ATTEST_OK;
        }
    }
    return ATTEST_NONE;
}

enum attest_status attest_i_mention_index_add(attest_i_label_index *index, const attest_mention *mentions,
                                              const attest_mention *added, uint32_t at)
{
    int grown;
    enum attest_status status = make_room(&index->mentions, &grown);
    if (status != ATTEST_OK) {
        return status;
    }
    for (uint32_t i = 0; grown && i < at; i++) {
        put_slot(&index->mentions, hash_mention(&mentions[i]), i);
    }
    put_slot(&index->mentions, hash_mention(added), at);
    return ATTEST_OK;
}
