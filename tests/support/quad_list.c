/* Quads kept in memory. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "quad_list.h"

#include <stdlib.h>
#include <string.h>

void attest_i_quad_list_clear(attest_i_quad_list *list)
{
    free(list->items);
    attest_i_arena_clear(&list->arena);
    memset(list, 0, sizeof *list);
}

/* Copy a term, or share the copy made for `before` if it is the same term. */
static enum attest_status keep_term(attest_i_quad_list *list, attest_term *term, const attest_term *before)
{
    if (before && attest_term_compare(term, before) == 0) {
        *term = *before;
        return ATTEST_OK;
    }
    enum attest_status status = attest_i_arena_copy(&list->arena, term->value, &term->value);
    if (status == ATTEST_OK && term->datatype.size) {
        status = attest_i_arena_copy(&list->arena, term->datatype, &term->datatype);
    }
    if (status == ATTEST_OK && term->language.size) {
        status = attest_i_arena_copy(&list->arena, term->language, &term->language);
    }
    return status;
}

enum attest_status attest_i_quad_list_add(attest_i_quad_list *list, const attest_quad *quad)
{
    enum attest_status status = ATTEST_I_VECTOR_RESERVE(list, 1);
    const attest_quad *before = list->count ? &list->items[list->count - 1] : NULL;
    attest_quad copy = *quad;
    if (status == ATTEST_OK) {
        status = keep_term(list, &copy.subject, before ? &before->subject : NULL);
    }
    if (status == ATTEST_OK) {
        status = keep_term(list, &copy.predicate, before ? &before->predicate : NULL);
    }
    if (status == ATTEST_OK) {
        status = keep_term(list, &copy.object, NULL);
    }
    if (status == ATTEST_OK) {
        status = keep_term(list, &copy.graph, before ? &before->graph : NULL);
    }
    if (status == ATTEST_OK) {
        list->items[list->count++] = copy;
    }
    return status;
}

static enum attest_status add_quad(void *self, const attest_quad *quad)
{
    return attest_i_quad_list_add(self, quad);
}

attest_quad_sink attest_i_quad_list_as_sink(attest_i_quad_list *list)
{
    return (attest_quad_sink){add_quad, list};
}

enum attest_status attest_i_quad_list_emit(const attest_i_quad_list *list, attest_quad_sink sink)
{
    enum attest_status status = ATTEST_OK;
    for (size_t i = 0; status == ATTEST_OK && i < list->count; i++) {
        status = sink.quad(sink.self, &list->items[i]);
    }
    return status;
}
