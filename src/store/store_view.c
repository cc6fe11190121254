/* A store as a dataset: one read transaction, so that all that is read is of one moment, and terms can be lent straight from the file. Blocks
 * are taken apart once and kept, since joins come back to them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdlib.h>

#include "store/store_view.h"

void attest_i_view_fail(attest_i_store_view *view, int code)
{
    if (view->failure == 0) {
        view->failure = code;
    }
}

/* --- terms ---------------------------------------------------------------------------------------------------------- */

static enum attest_status find_any_term(void *self, const attest_term *term, uint32_t *id)
{
    attest_i_store_view *view = self;
    *id = ATTEST_I_TERM_NONE;
    if (term->kind == ATTEST_TERM_NONE) {
        return ATTEST_OK;
    }
    char language[ATTEST_I_LANGUAGE_MAX];
    attest_term normal = attest_i_term_normal(term, language);
    if (attest_i_inline_id(&normal, id) == ATTEST_OK) {
        return ATTEST_OK;
    }
    size_t slot = attest_i_term_hash(&normal) % ATTEST_I_FIND_SLOTS;
    if (view->found[slot].id && attest_term_compare(&view->found[slot].term, &normal) == 0) {
        *id = view->found[slot].id;
        return ATTEST_OK;
    }
    int code = attest_i_store_find(view->store, view->txn, view->hashes, &normal, id);
    if (code == 0) {
        attest_term stored;
        if (attest_i_store_term(view->store, view->txn, *id, &stored) == 0) {
            view->found[slot].id = *id;
            view->found[slot].term = stored;
        }
        return ATTEST_OK;
    }
    if (code != MDB_NOTFOUND) {
        attest_i_view_fail(view, code);
    }
    return ATTEST_NONE;
}

static attest_term small_value(attest_i_store_view *view, uint32_t id)
{
    char text[ATTEST_I_INLINE_TEXT];
    attest_term term;
    uint32_t number;
    if (attest_i_inline_term(id, text, &term) != ATTEST_OK) {
        attest_i_view_fail(view, ATTEST_I_DAMAGED);
        return (attest_term){.kind = ATTEST_TERM_NONE};
    }
    if (attest_i_dictionary_intern(&view->small, &term, &number) != ATTEST_OK) {
        attest_i_view_fail(view, ENOMEM);
        return (attest_term){.kind = ATTEST_TERM_NONE};
    }
    return attest_i_dictionary_term(&view->small, number);
}

static attest_term get_term(void *self, uint32_t id)
{
    attest_i_store_view *view = self;
    size_t slot = id % ATTEST_I_TERM_SLOTS;
    if (id == ATTEST_I_TERM_NONE) {
        return (attest_term){.kind = ATTEST_TERM_NONE};
    }
    if (view->terms[slot].id == id) {
        return view->terms[slot].term;
    }
    attest_term term;
    if (id & ATTEST_I_INLINE) {
        term = small_value(view, id);
    } else {
        int code = attest_i_store_term(view->store, view->txn, id, &term);
        if (code) {
            attest_i_view_fail(view, code);
            return (attest_term){.kind = ATTEST_TERM_NONE};
        }
    }
    view->terms[slot].id = id;
    view->terms[slot].term = term;
    return term;
}

static enum attest_status find_term(void *self, const attest_term *term, uint32_t *id)
{
    attest_i_store_view *view = self;
    size_t slot = (size_t)((uint32_t)((uintptr_t)term->value.data >> 2) * 2654435761U >> 24) % ATTEST_I_ASKED_SLOTS;
    if (term->kind != ATTEST_TERM_IRI) {
        return find_any_term(view, term, id);
    }
    if (view->asked[slot].id && view->asked[slot].data == term->value.data &&
        attest_view_equal(view->asked[slot].stored, term->value)) {
        *id = view->asked[slot].id;
        return ATTEST_OK;
    }
    enum attest_status status = find_any_term(view, term, id);
    if (status == ATTEST_OK && !(*id & ATTEST_I_INLINE)) {
        attest_term stored = get_term(view, *id);
        view->asked[slot].data = term->value.data;
        view->asked[slot].stored = stored.value;
        view->asked[slot].id = stored.kind == ATTEST_TERM_IRI ? *id : 0;
    }
    return status;
}

/* --- opening -------------------------------------------------------------------------------------------------------- */

static enum attest_status view_status(void *self, attest_error *error)
{
    attest_i_store_view *view = self;
    return attest_i_store_fail(view->store, view->failure, error);
}

static void free_view(void *self)
{
    attest_i_store_view *view = self;
    for (size_t i = 0; i < ATTEST_I_ORDER_COUNT; i++) {
        if (view->cursors[i]) {
            mdb_cursor_close(view->cursors[i]);
        }
    }
    if (view->hashes) {
        mdb_cursor_close(view->hashes);
    }
    if (view->graphs) {
        mdb_cursor_close(view->graphs);
    }
    if (view->txn) {
        mdb_txn_abort(view->txn);
        view->store->readers--;
    }
    attest_store_free(view->own);
    for (size_t i = 0; i < ATTEST_I_BLOCK_SLOTS; i++) {
        free(view->blocks[i].rows);
    }
    attest_i_dictionary_clear(&view->small);
    free(view);
}

static const attest_i_source_methods METHODS = {
    find_term,
    get_term,
    attest_i_view_open_scan,
    attest_i_view_more_rows,
    attest_i_view_close_scan,
    attest_i_view_estimate,
    attest_i_view_next_graph,
    attest_i_view_search,
    view_status,
    free_view,
};

static int open_cursors(attest_i_store_view *view, uint64_t *next)
{
    attest_store *store = view->store;
    int code = attest_i_store_begin(store, 0, &view->txn);
    if (code) {
        view->txn = NULL;
        return code;
    }
    store->readers++;
    for (size_t i = 0; i < ATTEST_I_ORDER_COUNT && code == 0; i++) {
        code = mdb_cursor_open(view->txn, store->orders[i].dbi, &view->cursors[i]);
    }
    code = code ? code : mdb_cursor_open(view->txn, store->hashes.dbi, &view->hashes);
    code = code ? code : mdb_cursor_open(view->txn, store->graphs, &view->graphs);
    code = code ? code : attest_i_store_get_number(store, view->txn, "quads", &view->size);
    return code ? code : attest_i_store_get_number(store, view->txn, "next", next);
}

enum attest_status attest_i_dataset_of_store(attest_dataset **dataset, attest_store *store, attest_error *error)
{
    attest_dataset *made = NULL;
    attest_i_store_view *view = calloc(1, sizeof *view);
    *dataset = NULL;
    if (!view || attest_i_dataset_new(&made) != ATTEST_OK) {
        free(view);
        return attest_i_store_fail(store, ENOMEM, error);
    }
    attest_i_dictionary_init(&view->small);
    view->store = store;
    made->methods = &METHODS;
    made->self = view;
    uint64_t next = 0;
    enum attest_status status = attest_i_store_fail(store, open_cursors(view, &next), error);
    if (status != ATTEST_OK) {
        attest_dataset_free(made);
        return status;
    }
    made->size = (size_t)view->size;
    made->limit = next ? (uint32_t)next - 1 : 0;
    *dataset = made;
    return ATTEST_OK;
}

enum attest_status attest_i_dataset_open_store(attest_dataset **dataset, const char *path, attest_error *error)
{
    attest_store *store;
    *dataset = NULL;
    enum attest_status status = attest_store_open(&store, path, ATTEST_STORE_READ, error);
    if (status != ATTEST_OK) {
        return status;
    }
    status = attest_i_dataset_of_store(dataset, store, error);
    if (status != ATTEST_OK) {
        attest_store_free(store);
        return status;
    }
    attest_i_store_view *view = (*dataset)->self;
    view->own = store;
    return ATTEST_OK;
}
