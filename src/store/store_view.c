/* A store as a dataset: one read transaction, so that all that is read is of one moment, and terms can be lent straight from the file. Blocks
 * are taken apart once and kept, since joins come back to them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdlib.h>

#include "store/dataset.h"
#include "store/quad_store.h"

/* Blocks kept apart, by address in the file. */
#define BLOCK_SLOTS 4096U
/* Terms kept, by number; look-ups kept, by hash. */
#define TERM_SLOTS 8192U
#define FIND_SLOTS 1024U
#define ASKED_SLOTS 256U
/* Blocks that are counted for an estimate. */
#define ESTIMATE_BLOCKS 64U
/* Lists of words that are read to be intersected; longer ones are left to who looks at the texts. */
#define INTERSECT_MAX 65536U

struct block_slot {
    const void *block; /* address; NULL: free */
    attest_i_ids *rows;
    size_t count;
    size_t capacity;
    uint32_t pins; /* scans that read it */
};

struct view {
    attest_store *store;
    attest_store *own; /* the same if it is closed with the view; else NULL */
    MDB_txn *txn;
    MDB_cursor *cursors[ATTEST_I_ORDER_COUNT];
    const void *places[ATTEST_I_ORDER_COUNT]; /* the block at which the cursor stands; NULL: unknown */
    struct {
        uint32_t slot;
        const void *block;          /* what the slot held; NULL: none */
    } recent[ATTEST_I_ORDER_COUNT]; /* where the last scan of an order began: the next one often begins there too */
    MDB_cursor *hashes;
    MDB_cursor *graphs;
    int failure; /* first code */
    struct block_slot blocks[BLOCK_SLOTS];
    struct {
        uint32_t id;
        attest_term term;
    } terms[TERM_SLOTS];
    struct {
        uint32_t id; /* 0: free */
        attest_term term;
    } found[FIND_SLOTS];
    struct {
        const char *data; /* of the IRI asked for */
        uint32_t id;      /* 0: free */
        attest_view stored;
    } asked[ASKED_SLOTS];      /* IRIs by address: those of the vocabulary are asked for again and again */
    attest_i_dictionary small; /* the small values met so far */
    attest_i_ids decoded[ATTEST_I_PACKED_ROWS];
    uint64_t size;
};

static void fail(struct view *view, int code)
{
    if (view->failure == 0) {
        view->failure = code;
    }
}

/* --- terms ---------------------------------------------------------------------------------------------------------- */

static enum attest_status find_any_term(void *self, const attest_term *term, uint32_t *id)
{
    struct view *view = self;
    *id = ATTEST_I_TERM_NONE;
    if (term->kind == ATTEST_TERM_NONE) {
        return ATTEST_OK;
    }
    char language[ATTEST_I_LANGUAGE_MAX];
    attest_term normal = attest_i_term_normal(term, language);
    if (attest_i_inline_id(&normal, id) == ATTEST_OK) {
        return ATTEST_OK;
    }
    size_t slot = attest_i_term_hash(&normal) % FIND_SLOTS;
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
        fail(view, code);
    }
    return ATTEST_NONE;
}

static attest_term small_value(struct view *view, uint32_t id)
{
    char text[ATTEST_I_INLINE_TEXT];
    attest_term term;
    uint32_t number;
    if (attest_i_inline_term(id, text, &term) != ATTEST_OK) {
        fail(view, ATTEST_I_DAMAGED);
        return (attest_term){.kind = ATTEST_TERM_NONE};
    }
    if (attest_i_dictionary_intern(&view->small, &term, &number) != ATTEST_OK) {
        fail(view, ENOMEM);
        return (attest_term){.kind = ATTEST_TERM_NONE};
    }
    return attest_i_dictionary_term(&view->small, number);
}

static attest_term get_term(void *self, uint32_t id)
{
    struct view *view = self;
    size_t slot = id % TERM_SLOTS;
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
            fail(view, code);
            return (attest_term){.kind = ATTEST_TERM_NONE};
        }
    }
    view->terms[slot].id = id;
    view->terms[slot].term = term;
    return term;
}

static enum attest_status find_term(void *self, const attest_term *term, uint32_t *id)
{
    struct view *view = self;
    size_t slot = (size_t)((uint32_t)((uintptr_t)term->value.data >> 2) * 2654435761U >> 24) % ASKED_SLOTS;
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

/* --- scans ---------------------------------------------------------------------------------------------------------- */

/* Take a block apart, in its slot if that is free, else in memory of the scan's own. */
static int take_block(struct view *view, attest_i_scan *scan, const MDB_val *key, const MDB_val *block)
{
    uint32_t index = (uint32_t)(((uintptr_t)block->mv_data >> 3) * 2654435761U) % BLOCK_SLOTS;
    struct block_slot *slot = &view->blocks[index];
    if (attest_i_packed_take_key(key->mv_data, key->mv_size, 4, &scan->block) != ATTEST_OK) {
        return ATTEST_I_DAMAGED;
    }
    if (slot->block != block->mv_data || !slot->rows) {
        size_t count;
        if (attest_i_packed_decode(key->mv_data, key->mv_size, block->mv_data, block->mv_size, 4, view->decoded,
                                   &count) != ATTEST_OK) {
            return ATTEST_I_DAMAGED;
        }
        if (slot->pins > 0) {
            scan->own = malloc(count * sizeof *scan->own);
            scan->slot = ATTEST_NO_INDEX;
            scan->rows = scan->own;
            scan->count = count;
            if (scan->own) {
                memcpy(scan->own, view->decoded, count * sizeof *scan->own);
            }
            return scan->own ? 0 : ENOMEM;
        }
        slot->block = NULL;
        if (attest_i_grow((void **)&slot->rows, &slot->capacity, count, sizeof *slot->rows) != ATTEST_OK) {
            return ENOMEM;
        }
        memcpy(slot->rows, view->decoded, count * sizeof *slot->rows);
        slot->count = count;
        slot->block = block->mv_data;
    }
    slot->pins++;
    scan->slot = index;
    scan->rows = slot->rows;
    scan->count = slot->count;
    return 0;
}

static void leave_block(struct view *view, attest_i_scan *scan)
{
    if (scan->slot != ATTEST_NO_INDEX) {
        view->blocks[scan->slot].pins--;
        scan->slot = ATTEST_NO_INDEX;
    }
    free(scan->own);
    scan->own = NULL;
    scan->at = scan->count = 0;
}

/* First of the rows at hand that is not below (`above` 0) or is above (1) the scan's prefix. */
static size_t bound(const attest_i_scan *scan, int above)
{
    size_t low = 0;
    size_t high = scan->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = attest_i_rows_compare(&scan->rows[middle], &scan->prefix, scan->given);
        if (order < 0 || (above && order == 0)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Leave of the block at hand only the rows that match; more of them may be in the next block unless one is behind them here. */
static void narrow(attest_i_scan *scan)
{
    size_t end = bound(scan, 1);
    scan->last = end < scan->count;
    scan->at = bound(scan, 0);
    scan->count = end;
}

static int more_rows(void *self, attest_i_scan *scan)
{
    struct view *view = self;
    MDB_cursor *cursor = view->cursors[scan->order];
    while (scan->slot != ATTEST_NO_INDEX || scan->own) {
        MDB_val key;
        MDB_val block;
        int code = 0;
        const void *place = scan->slot != ATTEST_NO_INDEX ? view->blocks[scan->slot].block : NULL;
        leave_block(view, scan);
        if (view->failure || scan->last) {
            return 0;
        }
        if (!place || view->places[scan->order] != place) {
            code = attest_i_tree_seek(cursor, 4, &scan->block, &key, &block);
        }
        code = code ? code : mdb_cursor_get(cursor, &key, &block, MDB_NEXT);
        view->places[scan->order] = code ? NULL : block.mv_data;
        code = code ? code : take_block(view, scan, &key, &block);
        if (code) {
            if (code != MDB_NOTFOUND) {
                fail(view, code);
            }
            return 0;
        }
        narrow(scan);
        if (scan->at < scan->count) {
            return 1;
        }
    }
    return 0;
}

/* If all that matches stands in the block where the last scan of this order began, between rows that do not, begin there without
 * asking LMDB. */
static int reuse_block(struct view *view, attest_i_scan *scan)
{
    uint32_t index = view->recent[scan->order].slot;
    struct block_slot *slot = &view->blocks[index];
    if (!slot->block || slot->block != view->recent[scan->order].block ||
        attest_i_rows_compare(&slot->rows[0], &scan->prefix, scan->given) >= 0 ||
        attest_i_rows_compare(&slot->rows[slot->count - 1], &scan->prefix, scan->given) <= 0) {
        return 0;
    }
    slot->pins++;
    scan->slot = index;
    scan->rows = slot->rows;
    scan->count = slot->count;
    scan->block = slot->rows[0];
    narrow(scan);
    return 1;
}

static void open_scan(void *self, attest_i_ids pattern, attest_i_scan *scan)
{
    struct view *view = self;
    scan->order = attest_i_order_for(pattern, &scan->given);
    scan->columns = attest_i_order_columns[scan->order];
    scan->slot = ATTEST_NO_INDEX;
    scan->own = NULL;
    scan->last = 0;
    memset(&scan->prefix, 0, sizeof scan->prefix);
    for (size_t k = 0; k < scan->given; k++) {
        scan->prefix.at[k] = pattern.at[scan->columns[k]];
    }
    if (view->failure || reuse_block(view, scan)) {
        return;
    }
    MDB_val key;
    MDB_val block;
    int code = attest_i_tree_seek(view->cursors[scan->order], 4, &scan->prefix, &key, &block);
    view->places[scan->order] = code ? NULL : block.mv_data;
    code = code ? code : take_block(view, scan, &key, &block);
    if (code) {
        leave_block(view, scan);
        if (code != MDB_NOTFOUND) {
            fail(view, code);
        }
        return;
    }
    if (scan->slot != ATTEST_NO_INDEX) {
        view->recent[scan->order].slot = scan->slot;
        view->recent[scan->order].block = view->blocks[scan->slot].block;
    }
    narrow(scan);
}

static void close_scan(void *self, attest_i_scan *scan)
{
    leave_block(self, scan);
}

/* --- counts --------------------------------------------------------------------------------------------------------- */

/* Rows of the blocks from that of the first match on, as far as it is worth it. */
static size_t count_blocks(struct view *view, attest_i_ids pattern)
{
    attest_i_scan scan = {.dataset = NULL};
    open_scan(view, pattern, &scan);
    size_t count = scan.count - scan.at;
    MDB_cursor *cursor = view->cursors[scan.order];
    MDB_val key;
    MDB_val block;
    int code = attest_i_tree_seek(cursor, 4, &scan.prefix, &key, &block);
    view->places[scan.order] = NULL;
    for (size_t i = 0; i < ESTIMATE_BLOCKS && code == 0; i++) {
        attest_i_ids first;
        code = mdb_cursor_get(cursor, &key, &block, MDB_NEXT);
        if (code == 0 && (attest_i_packed_take_key(key.mv_data, key.mv_size, 4, &first) != ATTEST_OK ||
                          attest_i_rows_compare(&first, &scan.prefix, scan.given) > 0)) {
            break;
        }
        count += code == 0 ? attest_i_packed_count(block.mv_data, block.mv_size) : 0;
    }
    leave_block(view, &scan);
    return count;
}

static size_t estimate(void *self, attest_i_ids pattern)
{
    struct view *view = self;
    uint64_t count = view->size;
    int code = 0;
    int open[4];
    for (size_t k = 0; k < 4; k++) {
        open[k] = pattern.at[k] == ATTEST_I_ANY;
    }
    if (!open[ATTEST_I_SUBJECT] || !open[ATTEST_I_OBJECT]) {
        return count_blocks(view, pattern);
    }
    if (!open[ATTEST_I_GRAPH] && !open[ATTEST_I_PREDICATE]) {
        return count_blocks(view, pattern);
    }
    if (!open[ATTEST_I_GRAPH]) {
        attest_i_graph_record record;
        code = attest_i_store_get_graph(view->store, view->txn, pattern.at[ATTEST_I_GRAPH], &record);
        count = record.quads;
    } else if (!open[ATTEST_I_PREDICATE]) {
        code = attest_i_store_get_count(view->store, view->txn, pattern.at[ATTEST_I_PREDICATE], &count);
    }
    if (code) {
        fail(view, code);
    }
    return (size_t)count;
}

static int next_graph(void *self, uint32_t *graph)
{
    struct view *view = self;
    unsigned char bytes[4];
    uint32_t from = *graph + 1;
    for (size_t i = 0; i < 4; i++) {
        bytes[i] = (unsigned char)(from >> (24 - 8 * i));
    }
    MDB_val key = {4, bytes};
    MDB_val value;
    int code = mdb_cursor_get(view->graphs, &key, &value, MDB_SET_RANGE);
    while (code == 0) {
        attest_i_ids id;
        uint64_t quads = 0;
        if (attest_i_packed_take_key(key.mv_data, key.mv_size, 1, &id) != ATTEST_OK || value.mv_size != 16) {
            code = ATTEST_I_DAMAGED;
            break;
        }
        for (size_t i = 0; i < 8; i++) {
            quads |= (uint64_t)((const unsigned char *)value.mv_data)[i] << (8 * i);
        }
        if (quads > 0 && id.at[0] != ATTEST_I_TERM_NONE) {
            *graph = id.at[0];
            return 1;
        }
        code = mdb_cursor_get(view->graphs, &key, &value, MDB_NEXT);
    }
    if (code != MDB_NOTFOUND) {
        fail(view, code);
    }
    *graph = ATTEST_I_TERM_NONE;
    return 0;
}

/* --- search --------------------------------------------------------------------------------------------------------- */

static int compare_counts(const void *a, const void *b)
{
    const attest_i_ids *left = a;
    const attest_i_ids *right = b;
    return (left->at[1] > right->at[1]) - (left->at[1] < right->at[1]);
}

/* How many blocks the texts with a word fill, up to a limit. */
static int weigh_word(struct view *view, attest_i_ids *word)
{
    MDB_cursor *cursor;
    MDB_val key;
    MDB_val block;
    attest_i_ids from = {{word->at[0], 0, 0, 0}};
    int code = mdb_cursor_open(view->txn, view->store->words.dbi, &cursor);
    if (code) {
        return code;
    }
    code = attest_i_tree_seek(cursor, 2, &from, &key, &block);
    while (code == 0 && word->at[1] < INTERSECT_MAX) {
        attest_i_ids first;
        if (attest_i_packed_take_key(key.mv_data, key.mv_size, 2, &first) != ATTEST_OK) {
            code = ATTEST_I_DAMAGED;
            break;
        }
        if (first.at[0] > word->at[0]) {
            break;
        }
        word->at[1] += (uint32_t)attest_i_packed_count(block.mv_data, block.mv_size);
        code = mdb_cursor_get(cursor, &key, &block, MDB_NEXT);
    }
    mdb_cursor_close(cursor);
    return code == MDB_NOTFOUND ? 0 : code;
}

static int intersect(struct view *view, attest_i_ids word, attest_i_row_vector *rows)
{
    attest_i_row_vector other = {NULL, 0, 0};
    int code = attest_i_tree_collect(view->txn, view->store->words, &word, 1, &other);
    size_t kept = 0;
    size_t place = 0;
    for (size_t i = 0; i < rows->count && code == 0; i++) {
        while (place < other.count && other.items[place].at[1] < rows->items[i].at[1]) {
            place++;
        }
        if (place < other.count && other.items[place].at[1] == rows->items[i].at[1]) {
            rows->items[kept++] = rows->items[i];
        }
    }
    rows->count = kept;
    free(other.items);
    return code;
}

static int search_words(struct view *view, const attest_i_word_list *words, attest_i_row_vector *rows)
{
    attest_i_ids *order = calloc(words->count, sizeof *order);
    int code = order ? 0 : ENOMEM;
    for (size_t i = 0; i < words->count && code == 0; i++) {
        order[i].at[0] = words->items[i];
        code = weigh_word(view, &order[i]);
    }
    if (code == 0) {
        qsort(order, words->count, sizeof *order, compare_counts);
        code = attest_i_tree_collect(view->txn, view->store->words, &order[0], 1, rows);
    }
    for (size_t i = 1; i < words->count && code == 0 && order[i].at[1] < INTERSECT_MAX; i++) {
        code = intersect(view, order[i], rows);
    }
    free(order);
    return code;
}

static enum attest_status search(void *self, attest_view text, uint32_t **ids, size_t *count)
{
    struct view *view = self;
    attest_i_words *words;
    attest_i_word_list hashes = {NULL, 0, 0};
    attest_i_row_vector rows = {NULL, 0, 0};
    *ids = NULL;
    *count = 0;
    enum attest_status status = attest_i_words_new(&words);
    if (status == ATTEST_OK) {
        status = attest_i_words_of(words, text, &hashes);
    }
    attest_i_words_free(words);
    if (status == ATTEST_OK && hashes.count == 0) {
        status = ATTEST_NONE;
    }
    if (status == ATTEST_OK) {
        int code = search_words(view, &hashes, &rows);
        *ids = code ? NULL : malloc((rows.count + 1) * sizeof **ids);
        code = code ? code : *ids ? 0 : ENOMEM;
        if (code) {
            fail(view, code);
            status = code == ENOMEM ? ATTEST_ERR_NOMEM : ATTEST_ERR_DATA;
        }
        for (size_t i = 0; i < rows.count && status == ATTEST_OK; i++) {
            (*ids)[(*count)++] = rows.items[i].at[1];
        }
    }
    free(hashes.items);
    free(rows.items);
    return status;
}

/* --- opening -------------------------------------------------------------------------------------------------------- */

static enum attest_status view_status(void *self, attest_error *error)
{
    struct view *view = self;
    return attest_i_store_fail(view->store, view->failure, error);
}

static void free_view(void *self)
{
    struct view *view = self;
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
    for (size_t i = 0; i < BLOCK_SLOTS; i++) {
        free(view->blocks[i].rows);
    }
    attest_i_dictionary_clear(&view->small);
    free(view);
}

static const attest_i_source_methods METHODS = {
    find_term, get_term, open_scan, more_rows, close_scan, estimate, next_graph, search, view_status, free_view,
};

static int open_cursors(struct view *view, uint64_t *next)
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
    struct view *view = calloc(1, sizeof *view);
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
    struct view *view = (*dataset)->self;
    view->own = store;
    return ATTEST_OK;
}
