/* The wrapped allocation functions. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "failing_memory.h"

#include <jansson.h>
#include <stdatomic.h>
#include <unicode/uclean.h>

static atomic_size_t countdown; /* 0: not armed; 1: the next allocation fails */
static atomic_int failed;
static atomic_long live;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
void __real_free(void *block);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);
void __wrap_free(void *block);

static int fails(void)
{
    size_t left = atomic_load(&countdown);
    if (left == 0) {
        return 0;
    }
    if (left > 1) {
        atomic_store(&countdown, left - 1);
        return 0;
    }
    atomic_store(&failed, 1);
    return 1;
}

void failing_memory_arm(size_t n)
{
    atomic_store(&failed, 0);
    atomic_store(&countdown, n);
}

int failing_memory_disarm(void)
{
    atomic_store(&countdown, 0);
    return atomic_load(&failed);
}

long failing_memory_live(void)
{
    return atomic_load(&live);
}

static void *count_block(void *block)
{
    if (block) {
        atomic_fetch_add(&live, 1);
    }
    return block;
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : count_block(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : count_block(__real_calloc(count, size));
}

void *__wrap_realloc(void *block, size_t size)
{
    if (fails()) {
        return NULL;
    }
    void *moved = __real_realloc(block, size);
    return block ? moved : count_block(moved);
}

void __wrap_free(void *block)
{
    if (block) {
        atomic_fetch_sub(&live, 1);
    }
    __real_free(block);
}

/* The libraries' blocks fail with the others, but are not counted: ICU keeps caches. */
static void *library_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

static void *icu_malloc(const void *context, size_t size)
{
    (void)context;
    return library_malloc(size);
}

static void *icu_realloc(const void *context, void *block, size_t size)
{
    (void)context;
    return fails() ? NULL : __real_realloc(block, size);
}

static void icu_free(const void *context, void *block)
{
    (void)context;
    __real_free(block);
}

int failing_memory_hook_libraries(void)
{
    UErrorCode code = U_ZERO_ERROR;
    json_set_alloc_funcs(library_malloc, __real_free);
    u_setMemoryFunctions(NULL, icu_malloc, icu_realloc, icu_free, &code);
    return U_SUCCESS(code);
}
