/* Checking a store: pages first, then what is in them, each table against the others. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "rdf/output.h"
#include "store/quad_store.h"
#include "store/store_pages.h"

struct check {
    attest_store *store;
    MDB_txn *txn;
    attest_store_finding_handler *handler;
    void *user_data;
    uint64_t faults;
    uint64_t terms; /* highest number of the dictionary */
    uint64_t sum;   /* of its quads, in any order */
};

/* Called with each row of a tree. */
typedef void row_handler(struct check *check, const attest_i_ids *row, void *user_data);

static void tell(struct check *check, const char *format, ...) ATTEST_PRINTF(2, 3);
static void tell(struct check *check, const char *format, ...)
{
    char sentence[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    check->faults++;
    check->handler(check->user_data, sentence);
}

/* All rows of a tree; faults of blocks and of their order are told. */
static int walk_tree(struct check *check, const char *name, attest_i_tree tree, row_handler *handler, void *user_data)
{
    MDB_cursor *cursor;
    MDB_val key;
    MDB_val block;
    attest_i_ids *rows = malloc(ATTEST_I_PACKED_ROWS * sizeof *rows);
    int code = rows ? mdb_cursor_open(check->txn, tree.dbi, &cursor) : ENOMEM;
    if (code) {
        free(rows);
        return code;
    }
    attest_i_ids last = {{0, 0, 0, 0}};
    int begun = 0;
    for (code = mdb_cursor_get(cursor, &key, &block, MDB_FIRST); code == 0;
         code = mdb_cursor_get(cursor, &key, &block, MDB_NEXT)) {
        size_t count;
        if (attest_i_packed_decode(key.mv_data, key.mv_size, block.mv_data, block.mv_size, tree.width, rows, &count) !=
            ATTEST_OK) {
            tell(check, "table %s: a block is not what was written; its quads are lost", name);
            continue;
        }
        for (size_t i = 0; i < count; i++) {
            if (begun && attest_i_rows_compare(&last, &rows[i], tree.width) >= 0) {
                tell(check, "table %s: rows out of order", name);
            }
            begun = 1;
            last = rows[i];
            handler(check, &rows[i], user_data);
        }
    }
    mdb_cursor_close(cursor);
    free(rows);
    return code == MDB_NOTFOUND ? 0 : code;
}

/* --- terms ---------------------------------------------------------------------------------------------------------- */

static int check_terms(struct check *check)
{
    uint64_t next;
    MDB_stat table;
    int code = attest_i_store_get_number(check->store, check->txn, "next", &next);
    code = code ? code : mdb_stat(check->txn, check->store->terms, &table);
    if (code) {
        return code;
    }
    /* Numbers are given one after the other; so many are looked at as there can be, whatever is noted. */
    check->terms = table.ms_entries;
    if (next != check->terms + 1 && (next || check->terms)) {
        tell(check, "%llu terms, but %llu is noted as the next one's number", (unsigned long long)check->terms,
             (unsigned long long)next);
    }
    for (uint64_t id = 1; id <= check->terms && code == 0; id++) {
        attest_term term;
        code = attest_i_store_term(check->store, check->txn, (uint32_t)id, &term);
        if (code == ATTEST_I_DAMAGED) {
            tell(check, "term %llu is missing or damaged", (unsigned long long)id);
            code = 0;
        }
    }
    return code;
}

static void check_hash(struct check *check, const attest_i_ids *row, void *user_data)
{
    uint64_t *count = user_data;
    attest_term term;
    (*count)++;
    if (row->at[1] == 0 || row->at[1] > check->terms ||
        attest_i_store_term(check->store, check->txn, row->at[1], &term) != 0 ||
        (uint32_t)(attest_i_term_hash(&term) >> 32) != row->at[0]) {
        tell(check, "table hashes: an entry for term %u that is not its own", row->at[1]);
    }
}

static void check_word(struct check *check, const attest_i_ids *row, void *user_data)
{
    (void)user_data;
    if (row->at[1] == 0 || row->at[1] > check->terms) {
        tell(check, "table words: an entry for term %u, which does not exist", row->at[1]);
    }
}

/* --- quads ---------------------------------------------------------------------------------------------------------- */

struct order_check {
    const uint8_t *columns;
    uint64_t count;
    uint64_t sum;
    uint32_t first; /* value of the first column, and ... */
    uint64_t run;   /* ... how many rows have had it */
    int begun;
    int is_graphs;
    int has_counts;
};

static uint64_t quad_sum(const attest_i_ids *quad)
{
    uint64_t sum = UINT64_C(0x243f6a8885a308d3);
    for (size_t k = 0; k < 4; k++) {
        sum = (sum ^ quad->at[k]) * UINT64_C(0x9e3779b97f4a7c15);
        sum ^= sum >> 29;
    }
    return sum;
}

static void end_run(struct check *check, const struct order_check *order)
{
    uint64_t count = 0;
    attest_i_graph_record record = {0, 0, 0};
    if (!order->begun || !order->has_counts) {
        return;
    }
    int code = order->is_graphs ? attest_i_store_get_graph(check->store, check->txn, order->first, &record)
                                : attest_i_store_get_count(check->store, check->txn, order->first, &count);
    count = order->is_graphs ? record.quads : count;
    if (code || count != order->run) {
        tell(check, "%s %u has %llu quads, but %llu are noted", order->is_graphs ? "graph" : "predicate", order->first,
             (unsigned long long)order->run, (unsigned long long)count);
    }
}

static void check_quad(struct check *check, const attest_i_ids *row, void *user_data)
{
    struct order_check *order = user_data;
    attest_i_ids quad;
    for (size_t k = 0; k < 4; k++) {
        uint32_t id = row->at[k];
        quad.at[order->columns[k]] = id;
        if (id > check->terms && !(id & ATTEST_I_INLINE && order->columns[k] == ATTEST_I_OBJECT)) {
            tell(check, "a quad has term %u, which does not exist", id);
        }
    }
    if (!order->begun || order->first != row->at[0]) {
        end_run(check, order);
        order->begun = 1;
        order->first = row->at[0];
        order->run = 0;
    }
    order->run++;
    order->count++;
    order->sum += quad_sum(&quad);
}

static int check_orders(struct check *check)
{
    static const char *const NAMES[ATTEST_I_ORDER_COUNT] = {"spog", "ospg", "posg", "gspo", "gpos", "gosp"};
    uint64_t quads;
    int code = attest_i_store_get_number(check->store, check->txn, "quads", &quads);
    for (size_t i = 0; i < ATTEST_I_ORDER_COUNT && code == 0; i++) {
        struct order_check order = {.columns = attest_i_order_columns[i],
                                    .is_graphs = i == ATTEST_I_ORDER_GSPO,
                                    .has_counts = i == ATTEST_I_ORDER_GSPO || i == ATTEST_I_ORDER_POSG};
        code = walk_tree(check, NAMES[i], check->store->orders[i], check_quad, &order);
        end_run(check, &order);
        if (order.count != quads) {
            tell(check, "table %s: %llu of %llu quads", NAMES[i], (unsigned long long)order.count,
                 (unsigned long long)quads);
        } else if (i > 0 && order.sum != check->sum) {
            tell(check, "table %s: other quads than table %s", NAMES[i], NAMES[0]);
        }
        check->sum = i == 0 ? order.sum : check->sum;
    }
    return code;
}

static int check_contents(struct check *check)
{
    uint64_t hashes = 0;
    int code = attest_i_store_begin(check->store, 0, &check->txn);
    if (code) {
        return code;
    }
    code = check_terms(check);
    code = code ? code : walk_tree(check, "hashes", check->store->hashes, check_hash, &hashes);
    if (code == 0 && hashes != check->terms) {
        tell(check, "table hashes: %llu of %llu terms", (unsigned long long)hashes, (unsigned long long)check->terms);
    }
    code = code ? code : walk_tree(check, "words", check->store->words, check_word, NULL);
    code = code ? code : check_orders(check);
    mdb_txn_abort(check->txn);
    return code;
}

enum attest_status attest_store_check(const char *path, attest_store_finding_handler *handler, void *user_data,
                                      uint64_t *faults, attest_error *error)
{
    struct check check = {.handler = handler, .user_data = user_data};
    *faults = 0;
    char *file = attest_i_text_print("%s/" ATTEST_I_STORE_FILE, path);
    if (!file) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, path, "out of memory");
    }
    enum attest_status status = attest_i_store_check_pages(file, handler, user_data, faults, error);
    free(file);
    /* LMDB is not let near a page that is not what it should be. */
    if (status != ATTEST_OK || *faults > 0) {
        return status;
    }
    status = attest_store_open(&check.store, path, ATTEST_STORE_READ, error);
    if (status == ATTEST_ERR_DATA) {
        tell(&check, "%s", error ? error->text : "the store cannot be opened");
        status = ATTEST_OK;
    } else if (status == ATTEST_OK) {
        int code = check_contents(&check);
        if (code == ENOMEM) {
            status = attest_i_store_fail(check.store, code, error);
        } else if (code) {
            tell(&check, "the store cannot be read to its end (%s)", mdb_strerror(code));
        }
    }
    attest_store_free(check.store);
    *faults += check.faults;
    return status;
}
