/* Statistics, deletion of graphs, compaction. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdlib.h>

#include "store/dataset.h"
#include "store/store_replace.h"

static int count_free(MDB_txn *txn, uint64_t *pages)
{
    MDB_cursor *cursor;
    MDB_val key;
    MDB_val value;
    *pages = 0;
    /* LMDB's own table of free pages: lists that begin with their length. */
    int code = mdb_cursor_open(txn, 0, &cursor);
    if (code) {
        return code;
    }
    while ((code = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) == 0) {
        size_t length = 0;
        if (value.mv_size >= sizeof length) {
            memcpy(&length, value.mv_data, sizeof length);
        }
        *pages += length;
    }
    mdb_cursor_close(cursor);
    return code == MDB_NOTFOUND ? 0 : code;
}

static int read_statistics(const attest_store *store, MDB_txn *txn, attest_store_statistics *statistics)
{
    uint64_t number;
    MDB_stat pages;
    MDB_envinfo information;
    mdb_env_stat(store->env, &pages);
    mdb_env_info(store->env, &information);
    statistics->bytes = (information.me_last_pgno + 1) * pages.ms_psize;
    int code = count_free(txn, &number);
    statistics->free_bytes = number * pages.ms_psize;
    code = code ? code : attest_i_store_get_number(store, txn, "format", &number);
    statistics->format = (uint32_t)number;
    code = code ? code : attest_i_store_get_number(store, txn, "next", &number);
    statistics->terms = number ? number - 1 : 0;
    code = code ? code : attest_i_store_get_number(store, txn, "quads", &statistics->quads);
    MDB_val key = {7, (void *)(uintptr_t) "journal"};
    MDB_val value;
    statistics->unfinished = code == 0 && mdb_get(txn, store->meta, &key, &value) == 0;
    return code;
}

/* Number of named graphs with quads. */
static int count_graphs(const attest_store *store, MDB_txn *txn, uint64_t *graphs)
{
    MDB_cursor *cursor;
    MDB_val key;
    MDB_val value;
    *graphs = 0;
    int code = mdb_cursor_open(txn, store->graphs, &cursor);
    if (code) {
        return code;
    }
    while ((code = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) == 0) {
        attest_i_ids id;
        attest_i_graph_record record;
        if (attest_i_packed_take_key(key.mv_data, key.mv_size, 1, &id) != ATTEST_OK) {
            code = ATTEST_I_DAMAGED;
            break;
        }
        code = attest_i_store_get_graph(store, txn, id.at[0], &record);
        *graphs += code == 0 && id.at[0] != ATTEST_I_TERM_NONE && record.quads > 0;
        if (code) {
            break;
        }
    }
    mdb_cursor_close(cursor);
    return code == MDB_NOTFOUND ? 0 : code;
}

int attest_i_store_statistics(const attest_store *store, MDB_txn *txn, attest_store_statistics *statistics)
{
    memset(statistics, 0, sizeof *statistics);
    int code = read_statistics(store, txn, statistics);
    return code ? code : count_graphs(store, txn, &statistics->graphs);
}

enum attest_status attest_store_count(attest_store *store, attest_store_statistics *statistics, attest_error *error)
{
    MDB_txn *txn;
    memset(statistics, 0, sizeof *statistics);
    int code = attest_i_store_begin(store, 0, &txn);
    if (code == 0) {
        code = attest_i_store_statistics(store, txn, statistics);
        mdb_txn_abort(txn);
    }
    return attest_i_store_fail(store, code, error);
}

struct predicate {
    attest_term term;
    uint64_t quads;
};

struct predicate_list {
    struct predicate *items;
    size_t count;
    size_t capacity;
};

static int compare_predicates(const void *a, const void *b)
{
    const struct predicate *left = a;
    const struct predicate *right = b;
    if (left->quads != right->quads) {
        return left->quads > right->quads ? -1 : 1;
    }
    return attest_term_compare(&left->term, &right->term);
}

static int list_predicates(attest_store *store, MDB_txn *txn, struct predicate_list *list)
{
    MDB_cursor *cursor;
    MDB_val key;
    MDB_val value;
    int code = mdb_cursor_open(txn, store->predicates, &cursor);
    if (code) {
        return code;
    }
    while ((code = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) == 0) {
        attest_i_ids id;
        struct predicate predicate;
        if (attest_i_packed_take_key(key.mv_data, key.mv_size, 1, &id) != ATTEST_OK) {
            code = ATTEST_I_DAMAGED;
            break;
        }
        code = attest_i_store_get_count(store, txn, id.at[0], &predicate.quads);
        code = code ? code : attest_i_store_term(store, txn, id.at[0], &predicate.term);
        if (code == 0 && ATTEST_I_VECTOR_RESERVE(list, 1) != ATTEST_OK) {
            code = ENOMEM;
        }
        if (code) {
            break;
        }
        list->items[list->count++] = predicate;
    }
    mdb_cursor_close(cursor);
    return code == MDB_NOTFOUND ? 0 : code;
}

enum attest_status attest_store_predicates(attest_store *store, attest_store_predicate_handler *handler,
                                           void *user_data, attest_error *error)
{
    MDB_txn *txn;
    struct predicate_list list = {NULL, 0, 0};
    int code = attest_i_store_begin(store, 0, &txn);
    if (code) {
        return attest_i_store_fail(store, code, error);
    }
    code = list_predicates(store, txn, &list);
    if (code == 0 && list.count > 0) {
        qsort(list.items, list.count, sizeof *list.items, compare_predicates);
    }
    for (size_t i = 0; code == 0 && i < list.count; i++) {
        handler(user_data, list.items[i].term.value, list.items[i].quads);
    }
    mdb_txn_abort(txn);
    free(list.items);
    return attest_i_store_fail(store, code, error);
}

/* Delete in a transaction. MDB_NOTFOUND: there is no such graph. */
static int delete_graph(attest_store *store, MDB_txn *txn, const attest_term *graph, uint64_t *removed)
{
    MDB_cursor *hashes;
    uint32_t id = ATTEST_I_TERM_NONE;
    uint64_t load;
    attest_i_graph_record record = {0, 0, 0};
    attest_i_row_vector old = {NULL, 0, 0};
    attest_i_row_vector none = {NULL, 0, 0};
    attest_i_replacement replacement;
    int code = mdb_cursor_open(txn, store->hashes.dbi, &hashes);
    if (code) {
        return code;
    }
    code = attest_i_store_find(store, txn, hashes, graph, &id);
    mdb_cursor_close(hashes);
    code = code ? code : attest_i_store_get_graph(store, txn, id, &record);
    if (code == 0 && record.quads == 0) {
        code = MDB_NOTFOUND;
    }
    /* A deletion has a number as a load has, under which nothing is described. */
    code = code ? code : attest_i_store_get_number(store, txn, "load", &load);
    code = code ? code : attest_i_store_put_number(store, txn, "load", load + 1);
    code = code ? code : attest_i_replacement_init(&replacement, store, txn, (uint32_t)load + 1, &old);
    code = code ? code : attest_i_replacement_graph(&replacement, id);
    code = code ? code : attest_i_store_apply(store, txn, &old, &none);
    *removed = old.count;
    free(old.items);
    free(none.items);
    return code;
}

enum attest_status attest_store_delete_graph(attest_store *store, const char *graph, uint64_t *removed,
                                             attest_error *error)
{
    MDB_txn *txn;
    attest_term term = {.kind = ATTEST_TERM_IRI, .value = attest_view_of(graph)};
    *removed = 0;
    int code = attest_i_store_begin(store, 1, &txn);
    if (code) {
        return attest_i_store_fail(store, code, error);
    }
    code = delete_graph(store, txn, &term, removed);
    if (code) {
        mdb_txn_abort(txn);
    } else {
        code = attest_i_store_commit(store, txn);
    }
    return code == MDB_NOTFOUND ? ATTEST_NONE : attest_i_store_fail(store, code, error);
}

/* Numbers of a pattern of terms; MDB_NOTFOUND if the store does not know one of them. */
static int translate(attest_store *store, MDB_txn *txn, const attest_quad *pattern, attest_i_ids *ids)
{
    const attest_term *terms[4] = {&pattern->subject, &pattern->predicate, &pattern->object, &pattern->graph};
    MDB_cursor *hashes;
    int code = mdb_cursor_open(txn, store->hashes.dbi, &hashes);
    if (code) {
        return code;
    }
    for (size_t k = 0; k < 4 && code == 0; k++) {
        char language[ATTEST_I_LANGUAGE_MAX];
        attest_term normal = attest_i_term_normal(terms[k], language);
        ids->at[k] = ATTEST_I_ANY;
        if (normal.kind == ATTEST_TERM_NONE) {
            continue;
        }
        if (k == ATTEST_I_GRAPH && normal.value.size == 0) {
            ids->at[k] = ATTEST_I_TERM_NONE;
        } else if (attest_i_inline_id(&normal, &ids->at[k]) != ATTEST_OK) {
            code = attest_i_store_find(store, txn, hashes, &normal, &ids->at[k]);
        }
    }
    mdb_cursor_close(hashes);
    return code;
}

enum attest_status attest_i_store_remove(attest_store *store, const attest_quad *pattern, uint64_t *removed,
                                         attest_error *error)
{
    MDB_txn *txn;
    attest_i_ids ids;
    attest_i_row_vector old = {NULL, 0, 0};
    attest_i_row_vector none = {NULL, 0, 0};
    *removed = 0;
    int code = attest_i_store_begin(store, 1, &txn);
    if (code) {
        return attest_i_store_fail(store, code, error);
    }
    code = translate(store, txn, pattern, &ids);
    code = code ? code : attest_i_store_collect(store, txn, ids, &old);
    code = code ? code : attest_i_store_apply(store, txn, &old, &none);
    if (code) {
        mdb_txn_abort(txn);
    } else {
        code = attest_i_store_commit(store, txn);
    }
    *removed = old.count;
    free(old.items);
    free(none.items);
    return code == MDB_NOTFOUND ? ATTEST_OK : attest_i_store_fail(store, code, error);
}

static enum attest_status take_quad(void *self, const attest_quad *quad)
{
    return attest_store_load_quad(self, quad);
}

enum attest_status attest_store_compact(const char *path, const char *target, attest_error *error)
{
    attest_dataset *dataset = NULL;
    attest_store *made = NULL;
    attest_store_load *load = NULL;
    if (attest_store_is_store(target)) {
        return attest_error_set(error, ATTEST_ERR_ARGUMENT, target, "there is a store already");
    }
    enum attest_status status = attest_i_dataset_open_store(&dataset, path, error);
    if (status == ATTEST_OK) {
        status = attest_store_open(&made, target, ATTEST_STORE_CREATE, error);
    }
    if (status == ATTEST_OK) {
        const attest_store_load_options options = {.add = 1};
        status = attest_store_load_begin(&load, made, &options, error);
    }
    attest_error reading = {.status = ATTEST_OK};
    if (status == ATTEST_OK) {
        enum attest_status emitted = attest_i_dataset_emit(dataset, (attest_quad_sink){take_quad, load}, &reading);
        status = attest_status_is_error(emitted) ? reading.status : ATTEST_OK;
        if (status != ATTEST_OK && error) {
            *error = reading;
        }
    }
    if (status == ATTEST_OK) {
        /* A failure of the load is told here. */
        status = attest_store_load_finish(load, error);
    }
    attest_store_load_free(load);
    attest_store_free(made);
    attest_dataset_free(dataset);
    return status;
}
