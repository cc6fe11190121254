/* Looking up quads in a store: blocks taken apart, rows that match, how many there are. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdlib.h>

#include "store/store_view.h"

/* Blocks that are counted for an estimate. */
#define ESTIMATE_BLOCKS 64U

/* Take a block apart, in its slot if that is free, else in memory of the scan's own. */
static int take_block(attest_i_store_view *view, attest_i_scan *scan, const MDB_val *key, const MDB_val *block)
{
    uint32_t index = (uint32_t)(((uintptr_t)block->mv_data >> 3) * 2654435761U) % ATTEST_I_BLOCK_SLOTS;
    attest_i_block_slot *slot = &view->blocks[index];
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

static void leave_block(attest_i_store_view *view, attest_i_scan *scan)
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

int attest_i_view_more_rows(void *self, attest_i_scan *scan)
{
    attest_i_store_view *view = self;
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
                attest_i_view_fail(view, code);
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
static int reuse_block(attest_i_store_view *view, attest_i_scan *scan)
{
    uint32_t index = view->recent[scan->order].slot;
    attest_i_block_slot *slot = &view->blocks[index];
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

void attest_i_view_open_scan(void *self, attest_i_ids pattern, attest_i_scan *scan)
{
    attest_i_store_view *view = self;
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
            attest_i_view_fail(view, code);
        }
        return;
    }
    if (scan->slot != ATTEST_NO_INDEX) {
        view->recent[scan->order].slot = scan->slot;
        view->recent[scan->order].block = view->blocks[scan->slot].block;
    }
    narrow(scan);
}

void attest_i_view_close_scan(void *self, attest_i_scan *scan)
{
    leave_block(self, scan);
}

/* --- counts --------------------------------------------------------------------------------------------------------- */

/* Rows of the blocks from that of the first match on, as far as it is worth it. */
static size_t count_blocks(attest_i_store_view *view, attest_i_ids pattern)
{
    attest_i_scan scan = {.dataset = NULL};
    attest_i_view_open_scan(view, pattern, &scan);
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

size_t attest_i_view_estimate(void *self, attest_i_ids pattern)
{
    attest_i_store_view *view = self;
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
        attest_i_view_fail(view, code);
    }
    return (size_t)count;
}

int attest_i_view_next_graph(void *self, uint32_t *graph)
{
    attest_i_store_view *view = self;
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
        attest_i_view_fail(view, code);
    }
    *graph = ATTEST_I_TERM_NONE;
    return 0;
}
