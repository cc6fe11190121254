/* Memory: an arena for what lives and dies together, growth of arrays with overflow checks, a byte buffer. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_BASE_MEMORY_H
#define ATTEST_BASE_MEMORY_H

#include <stddef.h>
#include <stdint.h>

#include "attest/status.h"
#include "attest/view.h"

/* Bump allocator: blocks are freed all at once. Initialise with attest_i_arena_init (all zero). One thread at a time. */
typedef struct attest_i_arena {
    struct attest_i_arena_block *blocks; /* newest first */
    size_t used;                         /* bytes taken from the newest block */
    size_t total;                        /* bytes held from the system */
} attest_i_arena;

void attest_i_arena_init(attest_i_arena *arena);
void attest_i_arena_clear(attest_i_arena *arena);

/* `size` bytes, zeroed, aligned for any type; NULL if memory ran out. Size 0 gives a valid pointer. */
void *attest_i_arena_take(attest_i_arena *arena, size_t size);

/* `count` zeroed elements of `size` bytes; NULL on overflow or out of memory. */
void *attest_i_arena_array(attest_i_arena *arena, size_t count, size_t size);

/* A copy of `view` with a NUL behind it (not counted in size). NONE-like failure: data NULL and size 0 with ATTEST_ERR_NOMEM. */
enum attest_status attest_i_arena_copy(attest_i_arena *arena, attest_view view, attest_view *copy) ATTEST_MUST_USE;

/* printf into the arena. */
enum attest_status attest_i_arena_print(attest_i_arena *arena, attest_view *text, const char *format,
                                        ...) ATTEST_MUST_USE ATTEST_PRINTF(3, 4);

/* Make room for `need` elements of `size` bytes in the malloc'ed array `*data` of `*capacity` elements; keeps the old
 * block on failure. Elements behind the old capacity are not initialised. */
enum attest_status attest_i_grow(void **data, size_t *capacity, size_t need, size_t size) ATTEST_MUST_USE;

/* Append room for one element to a malloc'ed array: the fields `items`, `count`, `capacity` of `*vector`. */
#define ATTEST_I_VECTOR_RESERVE(vector, extra)                                                                         \
    attest_i_vector_reserve((void **)&(vector)->items, (vector)->count, (extra), &(vector)->capacity,                  \
                            sizeof *(vector)->items)

enum attest_status attest_i_vector_reserve(void **items, size_t count, size_t extra, size_t *capacity,
                                           size_t size) ATTEST_MUST_USE;

/* Growing byte string. All zero is empty. After a failure `status` stays set and further appends do nothing, so that a
 * run of appends needs one check at its end. */
typedef struct attest_i_buffer {
    char *data; /* NUL-terminated once anything was appended */
    size_t size;
    size_t capacity;
    enum attest_status status;
} attest_i_buffer;

void attest_i_buffer_clear(attest_i_buffer *buffer); /* frees; the buffer is empty and usable again */
void attest_i_buffer_reset(attest_i_buffer *buffer); /* empties, keeps the block */
void attest_i_buffer_append(attest_i_buffer *buffer, attest_view view);
void attest_i_buffer_byte(attest_i_buffer *buffer, char byte);
void attest_i_buffer_print(attest_i_buffer *buffer, const char *format, ...) ATTEST_PRINTF(2, 3);
attest_view attest_i_buffer_view(const attest_i_buffer *buffer);

#endif
