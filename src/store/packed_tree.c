/* Updating packed trees: block by block, the rows of a block are merged with those that fall into it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/packed_tree.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Bytes that a new row may need; for sharing out the rows of a block that becomes too long. */
#define ROW_ESTIMATE 8U

struct update {
    MDB_cursor *cursor;
    attest_i_tree tree;
    attest_i_row_list *removed;
    attest_i_row_list *added;
    size_t removed_at; /* rows looked at so far */
    size_t added_at;
    size_t removed_kept; /* of these, rows that made a difference */
    size_t added_kept;
    int at_end; /* the rows at hand go behind all others */
    attest_i_packer packer;
    attest_i_ids old[ATTEST_I_PACKED_ROWS];
};

int attest_i_tree_seek(MDB_cursor *cursor, size_t width, const attest_i_ids *row, MDB_val *key, MDB_val *block)
{
    unsigned char bytes[ATTEST_I_PACKED_KEY];
    attest_i_packed_put_key(row, width, bytes);
    *key = (MDB_val){width * 4, bytes};
    int code = mdb_cursor_get(cursor, key, block, MDB_SET_RANGE);
    if (code == MDB_NOTFOUND) {
        return mdb_cursor_get(cursor, key, block, MDB_LAST);
    }
    if (code == 0 && (key->mv_size != width * 4 || memcmp(key->mv_data, bytes, width * 4) != 0)) {
        code = mdb_cursor_get(cursor, key, block, MDB_PREV);
        if (code == MDB_NOTFOUND) {
            code = mdb_cursor_get(cursor, key, block, MDB_FIRST);
        }
    }
    return code;
}

static int write_block(struct update *update)
{
    unsigned char bytes[ATTEST_I_PACKED_KEY];
    attest_i_packer *packer = &update->packer;
    if (packer->count == 0) {
        return 0;
    }
    attest_i_packer_seal(packer);
    attest_i_packed_put_key(&packer->first, packer->width, bytes);
    MDB_val key = {packer->width * 4, bytes};
    MDB_val block = {packer->size, packer->data};
    attest_i_packer_reset(packer);
    return mdb_cursor_put(update->cursor, &key, &block, update->at_end ? MDB_APPEND : 0);
}

static int write_row(struct update *update, const attest_i_ids *row)
{
    if (attest_i_packer_add(&update->packer, row) == ATTEST_OK) {
        return 0;
    }
    int code = write_block(update);
    if (code == 0) {
        (void)attest_i_packer_add(&update->packer, row);
    }
    return code;
}

/* Rows of a list from `at` on that are before `end` (NULL: all). */
static size_t count_before(const attest_i_row_list *list, size_t at, const attest_i_ids *end, size_t width)
{
    if (!end) {
        return list->count - at;
    }
    size_t low = at;
    size_t high = list->count;
    /* Most often few rows fall into a block: gallop before bisecting. */
    for (size_t step = 1; low + step < high; step *= 2) {
        if (attest_i_rows_compare(&list->rows[low + step], end, width) >= 0) {
            high = low + step;
            break;
        }
        low += step;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (attest_i_rows_compare(&list->rows[middle], end, width) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low - at;
}

/* Drop the rows of [*at, *at + count) whose being in `old` is not `wanted`. Returns how many are kept, at list->rows[*kept ...). */
static size_t keep_effective(attest_i_row_list *list, size_t *at, size_t count, size_t *kept, const attest_i_ids *old,
                             size_t old_count, int wanted, size_t width)
{
    size_t before = *kept;
    size_t place = 0;
    for (size_t i = 0; i < count; i++) {
        attest_i_ids row = list->rows[(*at)++];
        int order = 1;
        while (place < old_count && (order = attest_i_rows_compare(&old[place], &row, width)) < 0) {
            place++;
        }
        if ((place < old_count && order == 0) == wanted) {
            list->rows[(*kept)++] = row;
        }
    }
    return *kept - before;
}

/* Write the old rows without the removed and with the added ones. */
static int merge(struct update *update, size_t old_count, size_t removed_count, size_t added_count)
{
    /* A list of none may have no memory, in which nothing can be pointed at. */
    const attest_i_ids *removed = removed_count ? update->removed->rows + update->removed_kept - removed_count : NULL;
    const attest_i_ids *added = added_count ? update->added->rows + update->added_kept - added_count : NULL;
    size_t width = update->tree.width;
    size_t next_removed = 0;
    size_t next_added = 0;
    int code = 0;
    for (size_t i = 0; i < old_count && code == 0; i++) {
        const attest_i_ids *row = &update->old[i];
        while (next_added < added_count && code == 0 && attest_i_rows_compare(&added[next_added], row, width) < 0) {
            code = write_row(update, &added[next_added++]);
        }
        if (next_removed < removed_count && attest_i_rows_compare(&removed[next_removed], row, width) == 0) {
            next_removed++;
        } else if (code == 0) {
            code = write_row(update, row);
        }
    }
    while (next_added < added_count && code == 0) {
        code = write_row(update, &added[next_added++]);
    }
    return code ? code : write_block(update);
}

/* Rows of one block, or, if the tree is empty, all rows. `end`: first row of the next block; NULL: there is none. */
static int update_block(struct update *update, size_t old_count, size_t old_size, const attest_i_ids *end)
{
    size_t width = update->tree.width;
    size_t removed_count = count_before(update->removed, update->removed_at, end, width);
    size_t added_count = count_before(update->added, update->added_at, end, width);
    removed_count = keep_effective(update->removed, &update->removed_at, removed_count, &update->removed_kept,
                                   update->old, old_count, 1, width);
    added_count = keep_effective(update->added, &update->added_at, added_count, &update->added_kept, update->old,
                                 old_count, 0, width);
    if (removed_count + added_count == 0) {
        return 0;
    }
    update->packer.limit = ATTEST_I_PACKED_SIZE;
    update->at_end = end == NULL;
    if (end && added_count > 0) {
        size_t total = old_size + added_count * ROW_ESTIMATE;
        size_t blocks = (total + ATTEST_I_PACKED_SIZE - 1) / ATTEST_I_PACKED_SIZE;
        size_t share = total / blocks + 2 * ROW_ESTIMATE;
        update->packer.limit = share < ATTEST_I_PACKED_SIZE ? share : ATTEST_I_PACKED_SIZE;
    }
    int code = old_count ? mdb_cursor_del(update->cursor, 0) : 0;
    return code ? code : merge(update, old_count, removed_count, added_count);
}

static int update_next(struct update *update)
{
    size_t width = update->tree.width;
    const attest_i_ids *row = update->removed_at < update->removed->count ? &update->removed->rows[update->removed_at]
                                                                          : &update->added->rows[update->added_at];
    if (update->added_at < update->added->count &&
        attest_i_rows_compare(&update->added->rows[update->added_at], row, width) < 0) {
        row = &update->added->rows[update->added_at];
    }
    MDB_val key;
    MDB_val block;
    int code = attest_i_tree_seek(update->cursor, width, row, &key, &block);
    if (code == MDB_NOTFOUND) {
        return update_block(update, 0, 0, NULL);
    }
    size_t old_count;
    if (code == 0 && attest_i_packed_decode(key.mv_data, key.mv_size, block.mv_data, block.mv_size, width, update->old,
                                            &old_count) != ATTEST_OK) {
        code = ATTEST_I_DAMAGED;
    }
    if (code) {
        return code;
    }
    size_t old_size = block.mv_size;
    attest_i_ids end;
    int ended = mdb_cursor_get(update->cursor, &key, &block, MDB_NEXT);
    if (ended == MDB_NOTFOUND) {
        return update_block(update, old_count, old_size, NULL);
    }
    if (ended == 0 && attest_i_packed_take_key(key.mv_data, key.mv_size, width, &end) != ATTEST_OK) {
        return ATTEST_I_DAMAGED;
    }
    code = ended ? ended : mdb_cursor_get(update->cursor, &key, &block, MDB_PREV);
    return code ? code : update_block(update, old_count, old_size, &end);
}

int attest_i_tree_update(MDB_txn *txn, attest_i_tree tree, attest_i_row_list *removed, attest_i_row_list *added)
{
    if (removed->count + added->count == 0) {
        return 0;
    }
    struct update *update = calloc(1, sizeof *update);
    if (!update) {
        return ENOMEM;
    }
    update->tree = tree;
    update->removed = removed;
    update->added = added;
    update->packer.width = tree.width;
    attest_i_packer_reset(&update->packer);
    int code = mdb_cursor_open(txn, tree.dbi, &update->cursor);
    if (code == 0) {
        while (code == 0 && (update->removed_at < removed->count || update->added_at < added->count)) {
            code = update_next(update);
        }
        mdb_cursor_close(update->cursor);
    }
    removed->count = update->removed_kept;
    added->count = update->added_kept;
    free(update);
    return code;
}
