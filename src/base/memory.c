/* Arena, array growth, byte buffer. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/memory.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* First block size; later blocks double up to the largest. */
#define ARENA_FIRST ((size_t)8 * 1024)
#define ARENA_LARGEST ((size_t)1024 * 1024)

struct attest_i_arena_block {
    struct attest_i_arena_block *next;
    size_t capacity;
    alignas(max_align_t) char bytes[];
};

void attest_i_arena_init(attest_i_arena *arena)
{
    memset(arena, 0, sizeof *arena);
}

void attest_i_arena_clear(attest_i_arena *arena)
{
    while (arena->blocks) {
        struct attest_i_arena_block *next = arena->blocks->next;
        free(arena->blocks);
        arena->blocks = next;
    }
    attest_i_arena_init(arena);
}

static enum attest_status add_block(attest_i_arena *arena, size_t need)
{
    size_t capacity = arena->blocks ? arena->blocks->capacity : ARENA_FIRST / 2;
    capacity = capacity < ARENA_LARGEST / 2 ? capacity * 2 : ARENA_LARGEST;
    if (capacity < need) {
        capacity = need;
    }
    if (capacity > SIZE_MAX - sizeof(struct attest_i_arena_block)) {
        return ATTEST_ERR_NOMEM;
    }
    struct attest_i_arena_block *block = malloc(sizeof *block + capacity);
    if (!block) {
        return ATTEST_ERR_NOMEM;
    }
    block->next = arena->blocks;
    block->capacity = capacity;
    arena->blocks = block;
    arena->used = 0;
    arena->total += capacity;
    return ATTEST_OK;
}

void *attest_i_arena_take(attest_i_arena *arena, size_t size)
{
    const size_t unit = alignof(max_align_t);
    if (size > SIZE_MAX - unit) {
        return NULL;
    }
    size = (size + unit - 1) / unit * unit;
    if (!arena->blocks || arena->blocks->capacity - arena->used < size) {
        if (add_block(arena, size) != ATTEST_OK) {
            return NULL;
        }
    }
    void *bytes = arena->blocks->bytes + arena->used;
    arena->used += size;
    memset(bytes, 0, size);
    return bytes;
}

void *attest_i_arena_array(attest_i_arena *arena, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        return NULL;
    }
    return attest_i_arena_take(arena, bytes);
}

enum attest_status attest_i_arena_copy(attest_i_arena *arena, attest_view view, attest_view *copy)
{
    copy->data = NULL;
    copy->size = 0;
    char *bytes = view.size < SIZE_MAX ? attest_i_arena_take(arena, view.size + 1) : NULL;
    if (!bytes) {
        return ATTEST_ERR_NOMEM;
    }
    if (view.size) {
        memcpy(bytes, view.data, view.size);
    }
    copy->data = bytes;
    copy->size = view.size;
    return ATTEST_OK;
}

enum attest_status attest_i_arena_print(attest_i_arena *arena, attest_view *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (size < 0) {
        return ATTEST_ERR;
    }
    char *bytes = attest_i_arena_take(arena, (size_t)size + 1);
    if (!bytes) {
        return ATTEST_ERR_NOMEM;
    }
    va_start(arguments, format);
    vsnprintf(bytes, (size_t)size + 1, format, arguments);
    va_end(arguments);
    text->data = bytes;
    text->size = (size_t)size;
    return ATTEST_OK;
}

enum attest_status attest_i_grow(void **data, size_t *capacity, size_t need, size_t size)
{
    if (need <= *capacity) {
        return ATTEST_OK;
    }
    size_t wanted = *capacity < 8 ? 8 : *capacity;
    while (wanted < need) {
        if (wanted > SIZE_MAX / 2) {
            return ATTEST_ERR_NOMEM;
        }
        wanted *= 2;
    }
    size_t bytes;
    if (__builtin_mul_overflow(wanted, size, &bytes)) {
        return ATTEST_ERR_NOMEM;
    }
    void *grown = realloc(*data, bytes);
    if (!grown) {
        return ATTEST_ERR_NOMEM;
    }
    *data = grown;
    *capacity = wanted;
    return ATTEST_OK;
}

enum attest_status attest_i_vector_reserve(void **items, size_t count, size_t extra, size_t *capacity, size_t size)
{
    size_t need;
    if (__builtin_add_overflow(count, extra, &need)) {
        return ATTEST_ERR_NOMEM;
    }
    return attest_i_grow(items, capacity, need, size);
}

void attest_i_buffer_clear(attest_i_buffer *buffer)
{
    free(buffer->data);
    memset(buffer, 0, sizeof *buffer);
}

void attest_i_buffer_reset(attest_i_buffer *buffer)
{
    buffer->size = 0;
    buffer->status = ATTEST_OK;
    if (buffer->data) {
        buffer->data[0] = '\0';
    }
}

static int reserve(attest_i_buffer *buffer, size_t extra)
{
    if (buffer->status != ATTEST_OK) {
        return 0;
    }
    size_t need;
    if (__builtin_add_overflow(buffer->size, extra, &need) || need == SIZE_MAX) {
        buffer->status = ATTEST_ERR_NOMEM;
        return 0;
    }
    void *data = buffer->data;
    buffer->status = attest_i_grow(&data, &buffer->capacity, need + 1, 1);
    buffer->data = data;
    return buffer->status == ATTEST_OK;
}

void attest_i_buffer_append(attest_i_buffer *buffer, attest_view view)
{
    if (!reserve(buffer, view.size)) {
        return;
    }
    if (view.size) {
        memcpy(buffer->data + buffer->size, view.data, view.size);
    }
    buffer->size += view.size;
    buffer->data[buffer->size] = '\0';
}

void attest_i_buffer_byte(attest_i_buffer *buffer, char byte)
{
    attest_i_buffer_append(buffer, (attest_view){&byte, 1});
}

void attest_i_buffer_print(attest_i_buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (size < 0) {
        buffer->status = ATTEST_ERR;
        return;
    }
    if (!reserve(buffer, (size_t)size)) {
        return;
    }
    va_start(arguments, format);
    vsnprintf(buffer->data + buffer->size, (size_t)size + 1, format, arguments);
    va_end(arguments);
    buffer->size += (size_t)size;
}

attest_view attest_i_buffer_view(const attest_i_buffer *buffer)
{
    return (attest_view){buffer->data, buffer->size};
}
