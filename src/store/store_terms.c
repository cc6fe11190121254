/* Terms of a store. On disk a term is a byte for its kind, 2 bytes of a checksum over number, kind and all that follows, and then
 *   IRI, PLAIN  its value;
 *   TAGGED      size of the language tag, 2 bytes, the tag, the value;
 *   TYPED       number of the datatype, 4 bytes, the value. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdlib.h>

#include "store/quad_store.h"

enum { STORED_IRI = 1, STORED_PLAIN, STORED_TAGGED, STORED_TYPED };

#define HEAD 3U
#define HEAD_MAX 7U

static uint32_t take_id(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

static void put_id(unsigned char *bytes, uint32_t id)
{
    for (size_t i = 0; i < 4; i++) {
        bytes[i] = (unsigned char)(id >> (8 * i));
    }
}

static uint32_t checksum(uint32_t id, const unsigned char *bytes, size_t size)
{
    unsigned char key[5];
    put_id(key, id);
    key[4] = bytes[0];
    return attest_i_packed_checksum(key, sizeof key, bytes + HEAD, size - HEAD) & 0xffffU;
}

/* A damaged length may reach beyond the file, where reading is a fault: a value ends in its page, or stands alone behind the head of one. */
static int lies_within(const attest_store *store, const MDB_val *value)
{
    enum { PAGE_HEAD = 16 };
    MDB_stat pages;
    MDB_envinfo file;
    mdb_env_stat(store->env, &pages);
    size_t offset = (uintptr_t)value->mv_data % pages.ms_psize;
    if (value->mv_size <= pages.ms_psize - offset) {
        return 1;
    }
    mdb_env_info(store->env, &file);
    return offset == PAGE_HEAD && value->mv_size <= file.me_last_pgno * pages.ms_psize;
}

/* What is said in somebody's name is not to be changed by a disk. */
static int get_bytes(const attest_store *store, MDB_txn *txn, uint32_t id, MDB_val *value)
{
    unsigned number = id;
    MDB_val key = {sizeof number, &number};
    int code = mdb_get(txn, store->terms, &key, value);
    if (code) {
        return code == MDB_NOTFOUND ? ATTEST_I_DAMAGED : code;
    }
    const unsigned char *bytes = value->mv_data;
    return value->mv_size >= HEAD && lies_within(store, value) &&
                   ((uint32_t)bytes[1] | (uint32_t)bytes[2] << 8) == checksum(id, bytes, value->mv_size)
               ? 0
               : ATTEST_I_DAMAGED;
}

int attest_i_store_term(const attest_store *store, MDB_txn *txn, uint32_t id, attest_term *term)
{
    MDB_val value;
    memset(term, 0, sizeof *term);
    int code = get_bytes(store, txn, id, &value);
    if (code) {
        return code;
    }
    const unsigned char *bytes = value.mv_data;
    size_t head = HEAD;
    term->kind = bytes[0] == STORED_IRI ? ATTEST_TERM_IRI : ATTEST_TERM_LITERAL;
    if (bytes[0] == STORED_TAGGED && value.mv_size >= HEAD + 2) {
        term->language =
            (attest_view){(const char *)bytes + HEAD + 2, (size_t)bytes[HEAD] | (size_t)bytes[HEAD + 1] << 8};
        head = HEAD + 2 + term->language.size;
    } else if (bytes[0] == STORED_TYPED && value.mv_size >= HEAD_MAX) {
        MDB_val datatype;
        code = get_bytes(store, txn, take_id(bytes + HEAD), &datatype);
        if (code) {
            return code;
        }
        term->datatype = (attest_view){(const char *)datatype.mv_data + HEAD, datatype.mv_size - HEAD};
        head = HEAD_MAX;
    } else if (bytes[0] != STORED_IRI && bytes[0] != STORED_PLAIN) {
        return ATTEST_I_DAMAGED;
    }
    if (head > value.mv_size) {
        return ATTEST_I_DAMAGED;
    }
    term->value = (attest_view){(const char *)bytes + head, value.mv_size - head};
    return 0;
}

static int same_term(const attest_term *a, const attest_term *b)
{
    return a->kind == b->kind && attest_view_equal(a->value, b->value) && attest_view_equal(a->language, b->language) &&
           attest_view_equal(a->datatype, b->datatype);
}

static uint32_t short_hash(const attest_term *term)
{
    return (uint32_t)(attest_i_term_hash(term) >> 32);
}

/* A walk through the rows of the hashes, block by block. Asked for hashes in rising order it reads each block once. */
struct walk {
    MDB_cursor *cursor;
    size_t width;
    size_t count;
    size_t at;
    attest_i_ids rows[ATTEST_I_PACKED_ROWS];
};

static int load_block(struct walk *walk, const MDB_val *key, const MDB_val *block)
{
    walk->at = 0;
    return attest_i_packed_decode(key->mv_data, key->mv_size, block->mv_data, block->mv_size, walk->width, walk->rows,
                                  &walk->count) == ATTEST_OK
               ? 0
               : ATTEST_I_DAMAGED;
}

static int next_block(struct walk *walk)
{
    MDB_val key;
    MDB_val block;
    int code = mdb_cursor_get(walk->cursor, &key, &block, MDB_NEXT);
    return code ? code : load_block(walk, &key, &block);
}

/* Go to the first row whose hash is not below. MDB_NOTFOUND: there is none. */
static int walk_to(struct walk *walk, uint32_t hash)
{
    attest_i_ids wanted = {{hash, 0, 0, 0}};
    int code = 0;
    /* If even the first row is not below, rows of that hash may stand in the block before. */
    if (walk->count == 0 || attest_i_rows_compare(&walk->rows[walk->count - 1], &wanted, 2) < 0 ||
        attest_i_rows_compare(&walk->rows[0], &wanted, 2) >= 0) {
        MDB_val key;
        MDB_val block;
        code = attest_i_tree_seek(walk->cursor, walk->width, &wanted, &key, &block);
        code = code ? code : load_block(walk, &key, &block);
    } else if (walk->at > 0 && attest_i_rows_compare(&walk->rows[walk->at - 1], &wanted, 2) >= 0) {
        walk->at = 0;
    }
    while (code == 0) {
        while (walk->at < walk->count && attest_i_rows_compare(&walk->rows[walk->at], &wanted, 2) < 0) {
            walk->at++;
        }
        if (walk->at < walk->count) {
            return 0;
        }
        code = next_block(walk);
    }
    return code;
}

/* Among the rows of that hash, the number of the term. */
static int walk_find(const attest_store *store, MDB_txn *txn, struct walk *walk, uint32_t hash, const attest_term *term,
                     uint32_t *id)
{
    int code = walk_to(walk, hash);
    while (code == 0 && walk->rows[walk->at].at[0] == hash) {
        attest_term candidate;
        code = attest_i_store_term(store, txn, walk->rows[walk->at].at[1], &candidate);
        if (code == 0 && same_term(&candidate, term)) {
            *id = walk->rows[walk->at].at[1];
            return 0;
        }
        if (code == 0 && ++walk->at == walk->count) {
            code = next_block(walk);
        }
    }
    return code ? code : MDB_NOTFOUND;
}

int attest_i_store_find(const attest_store *store, MDB_txn *txn, MDB_cursor *hashes, const attest_term *term,
                        uint32_t *id)
{
    struct walk walk;
    walk.cursor = hashes;
    walk.width = store->hashes.width;
    walk.count = walk.at = 0;
    return walk_find(store, txn, &walk, short_hash(term), term, id);
}

/* --- new terms ------------------------------------------------------------------------------------------------------ */

static int find_known(const attest_store *store, MDB_txn *txn, const attest_i_dictionary *dictionary,
                      const attest_i_row_vector *order, uint32_t *numbers)
{
    struct walk *walk = calloc(1, sizeof *walk);
    if (!walk) {
        return ENOMEM;
    }
    walk->width = store->hashes.width;
    int code = mdb_cursor_open(txn, store->hashes.dbi, &walk->cursor);
    for (size_t i = 0; i < order->count && code == 0; i++) {
        uint32_t local = order->items[i].at[1];
        code = walk_find(store, txn, walk, order->items[i].at[0], &dictionary->terms[local], &numbers[local]);
        if (code == MDB_NOTFOUND) {
            numbers[local] = ATTEST_I_TERM_NONE;
            code = 0;
        }
    }
    if (walk->cursor) {
        mdb_cursor_close(walk->cursor);
    }
    free(walk);
    return code;
}

static int put_term(const attest_store *store, MDB_txn *txn, const attest_i_dictionary *dictionary,
                    const uint32_t *numbers, const attest_term *term, uint32_t id)
{
    unsigned number = id;
    unsigned char head[HEAD_MAX] = {term->kind == ATTEST_TERM_IRI ? STORED_IRI : STORED_PLAIN};
    size_t head_size = HEAD;
    if (term->language.size > UINT16_MAX) {
        return MDB_BAD_VALSIZE;
    }
    if (term->language.size) {
        head[0] = STORED_TAGGED;
        head[HEAD] = (unsigned char)term->language.size;
        head[HEAD + 1] = (unsigned char)(term->language.size >> 8);
        head_size = HEAD + 2;
    } else if (term->datatype.size) {
        attest_term datatype = {.kind = ATTEST_TERM_IRI, .value = term->datatype};
        uint32_t local;
        if (attest_i_dictionary_find(dictionary, &datatype, &local) != ATTEST_OK) {
            return MDB_BAD_TXN;
        }
        head[0] = STORED_TYPED;
        put_id(head + HEAD, numbers[local - 1]);
        head_size = HEAD_MAX;
    }
    MDB_val key = {sizeof number, &number};
    MDB_val value = {head_size + term->language.size + term->value.size, NULL};
    int code = mdb_put(txn, store->terms, &key, &value, MDB_RESERVE | MDB_APPEND);
    if (code == 0) {
        unsigned char *to = value.mv_data;
        memcpy(to, head, head_size);
        if (term->language.size) {
            memcpy(to + head_size, term->language.data, term->language.size);
        }
        if (term->value.size) {
            memcpy(to + head_size + term->language.size, term->value.data, term->value.size);
        }
        uint32_t sum = checksum(id, to, value.mv_size);
        to[1] = (unsigned char)sum;
        to[2] = (unsigned char)(sum >> 8);
    }
    return code;
}

/* Give numbers to the terms that have none. `order` becomes the rows of the hashes that are new. */
static int put_new(attest_store *store, MDB_txn *txn, const attest_i_dictionary *dictionary, attest_i_row_vector *order,
                   uint32_t *numbers)
{
    uint64_t next;
    int code = attest_i_store_get_number(store, txn, "next", &next);
    if (next == 0) {
        next = 1;
    }
    uint64_t first = next;
    size_t kept = 0;
    for (size_t i = 0; i < order->count; i++) {
        if (numbers[order->items[i].at[1]] == ATTEST_I_TERM_NONE) {
            order->items[kept++] = order->items[i];
        }
    }
    order->count = kept;
    if (code == 0 && next + kept >= ATTEST_I_INLINE) {
        return MDB_TXN_FULL;
    }
    for (size_t local = 0; local < dictionary->count && code == 0; local++) {
        if (numbers[local] == ATTEST_I_TERM_NONE) {
            numbers[local] = (uint32_t)next++;
            code = put_term(store, txn, dictionary, numbers, &dictionary->terms[local], numbers[local]);
        }
    }
    for (size_t i = 0; i < kept; i++) {
        order->items[i].at[1] = numbers[order->items[i].at[1]];
    }
    if (code == 0 && next > first) {
        code = attest_i_store_put_number(store, txn, "next", next);
    }
    return code;
}

int attest_i_store_intern(attest_store *store, MDB_txn *txn, const attest_i_dictionary *dictionary, uint32_t *numbers)
{
    attest_i_row_vector order = {NULL, 0, 0};
    attest_i_ids *scratch = malloc((dictionary->count + 1) * sizeof *scratch);
    order.items = malloc((dictionary->count + 1) * sizeof *order.items);
    int code = scratch && order.items ? 0 : ENOMEM;
    for (size_t i = 0; i < dictionary->count && code == 0; i++) {
        order.items[order.count++] = (attest_i_ids){{short_hash(&dictionary->terms[i]), (uint32_t)i, 0, 0}};
    }
    if (code == 0) {
        attest_i_rows_sort(&order, scratch);
        code = find_known(store, txn, dictionary, &order, numbers);
    }
    code = code ? code : put_new(store, txn, dictionary, &order, numbers);
    if (code == 0) {
        /* New numbers need not rise with the old ones where hashes are the same. */
        attest_i_rows_sort(&order, scratch);
        attest_i_row_list none = {NULL, 0};
        attest_i_row_list rows = {order.items, order.count};
        code = attest_i_tree_update(txn, store->hashes, &none, &rows);
    }
    free(order.items);
    free(scratch);
    return code;
}
