/* Quads kept in memory: what a worker thread records for the writer to replay in order. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_QUAD_LIST_H
#define ATTEST_RDF_QUAD_LIST_H

#include "attest/quad.h"
#include "base/memory.h"

/* All zero is empty. Terms are copied into the arena; a term that a quad shares with the one before is copied once. */
typedef struct attest_i_quad_list {
    attest_i_arena arena;
    attest_quad *items;
    size_t count;
    size_t capacity;
} attest_i_quad_list;

void attest_i_quad_list_clear(attest_i_quad_list *list);

/* Append a copy of a quad. */
enum attest_status attest_i_quad_list_add(attest_i_quad_list *list, const attest_quad *quad) ATTEST_MUST_USE;

/* The list as a sink. Borrows the list. */
attest_quad_sink attest_i_quad_list_as_sink(attest_i_quad_list *list);

/* Hand all quads to `sink`, in order. */
enum attest_status attest_i_quad_list_emit(const attest_i_quad_list *list, attest_quad_sink sink) ATTEST_MUST_USE;

#endif
