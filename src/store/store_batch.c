/* Applying a batch: quads sorted into each of the six orders by radix and merged into its tree; counts kept by the way. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdlib.h>

#include "store/quad_store.h"

#define DIGIT_BITS 16U
#define DIGITS ((size_t)1 << DIGIT_BITS)

/* Stable sort of `from` by 16 bits of a column into `to`. Returns 0, with nothing done, if all rows have the same. */
static int sort_digit(const attest_i_ids *from, attest_i_ids *to, size_t count, size_t column, unsigned shift,
                      uint32_t *heads)
{
    memset(heads, 0, (DIGITS + 1) * sizeof *heads);
    for (size_t i = 0; i < count; i++) {
        heads[(from[i].at[column] >> shift & (DIGITS - 1)) + 1]++;
    }
    if (heads[(from[0].at[column] >> shift & (DIGITS - 1)) + 1] == count) {
        return 0;
    }
    for (size_t digit = 0; digit < DIGITS; digit++) {
        heads[digit + 1] += heads[digit];
    }
    for (size_t i = 0; i < count; i++) {
        to[heads[from[i].at[column] >> shift & (DIGITS - 1)]++] = from[i];
    }
    return 1;
}

/* For few rows the digits' table costs more than comparing. */
#define FEW 2048U

static int compare_by(const void *a, const void *b, void *columns)
{
    const attest_i_ids *left = a;
    const attest_i_ids *right = b;
    const uint8_t *order = columns;
    for (size_t k = 0; k < 4; k++) {
        uint32_t one = left->at[order[k]];
        uint32_t other = right->at[order[k]];
        if (one != other) {
            return one < other ? -1 : 1;
        }
    }
    return 0;
}

/* Sort by columns[first], ..., columns[3], given that the rows are sorted by the later ones of `columns` already. */
static int sort_rows(attest_i_ids *rows, attest_i_ids *scratch, size_t count, const uint8_t columns[4], size_t keys)
{
    if (count < 2) {
        return 0;
    }
    if (count < FEW) {
        uint8_t order[4];
        memcpy(order, columns, sizeof order);
        qsort_r(rows, count, sizeof *rows, compare_by, order);
        return 0;
    }
    uint32_t *heads = malloc((DIGITS + 1) * sizeof *heads);
    if (!heads) {
        return ENOMEM;
    }
    attest_i_ids *from = rows;
    attest_i_ids *to = scratch;
    for (size_t k = keys; k-- > 0;) {
        for (unsigned shift = 0; shift < 32; shift += DIGIT_BITS) {
            if (sort_digit(from, to, count, columns[k], shift, heads)) {
                attest_i_ids *swap = from;
                from = to;
                to = swap;
            }
        }
    }
    if (from != rows) {
        memcpy(rows, from, count * sizeof *rows);
    }
    free(heads);
    return 0;
}

void attest_i_rows_sort(attest_i_row_vector *rows, attest_i_ids *scratch)
{
    static const uint8_t NATURAL[4] = {0, 1, 2, 3};
    if (sort_rows(rows->items, scratch, rows->count, NATURAL, 4) != 0) {
        uint8_t order[4] = {0, 1, 2, 3};
        qsort_r(rows->items, rows->count, sizeof *rows->items, compare_by, order);
    }
    size_t kept = 0;
    for (size_t i = 0; i < rows->count; i++) {
        if (kept == 0 || memcmp(&rows->items[kept - 1], &rows->items[i], sizeof *rows->items) != 0) {
            rows->items[kept++] = rows->items[i];
        }
    }
    rows->count = kept;
}

/* Rows with their columns in another order. */
static void arrange(const attest_i_ids *rows, size_t count, const uint8_t columns[4], attest_i_ids *arranged)
{
    for (size_t i = 0; i < count; i++) {
        attest_i_ids row = rows[i];
        for (size_t k = 0; k < 4; k++) {
            arranged[i].at[k] = row.at[columns[k]];
        }
    }
}

static void restore(attest_i_ids *rows, size_t count, const uint8_t columns[4])
{
    for (size_t i = 0; i < count; i++) {
        attest_i_ids row = rows[i];
        for (size_t k = 0; k < 4; k++) {
            rows[i].at[columns[k]] = row.at[k];
        }
    }
}

/* Rows of both lists that are the same leave `removed`; both are sorted. */
static void drop_kept(attest_i_row_vector *removed, const attest_i_row_vector *added)
{
    size_t kept = 0;
    size_t place = 0;
    for (size_t i = 0; i < removed->count; i++) {
        int order = 1;
        while (place < added->count &&
               (order = attest_i_rows_compare(&added->items[place], &removed->items[i], 4)) < 0) {
            place++;
        }
        if (place == added->count || order != 0) {
            removed->items[kept++] = removed->items[i];
        }
    }
    removed->count = kept;
}

/* What is done with one list in all orders. */
struct side {
    attest_i_row_vector *rows; /* by position */
    attest_i_ids *scratch;
    attest_i_ids *arranged;
};

static int make_side(struct side *side, attest_i_row_vector *rows)
{
    side->rows = rows;
    side->scratch = malloc((rows->count + 1) * sizeof *side->scratch);
    side->arranged = malloc((rows->count + 1) * sizeof *side->arranged);
    return side->scratch && side->arranged ? 0 : ENOMEM;
}

/* The first order, graph by graph; leaves in the rows only what makes a difference. */
static int apply_first(attest_store *store, MDB_txn *txn, struct side sides[2])
{
    const uint8_t *columns = attest_i_order_columns[ATTEST_I_ORDER_GSPO];
    for (size_t i = 0; i < 2; i++) {
        arrange(sides[i].rows->items, sides[i].rows->count, columns, sides[i].rows->items);
        attest_i_rows_sort(sides[i].rows, sides[i].scratch);
    }
    drop_kept(sides[0].rows, sides[1].rows);
    attest_i_row_list removed = {sides[0].rows->items, sides[0].rows->count};
    attest_i_row_list added = {sides[1].rows->items, sides[1].rows->count};
    int code = attest_i_tree_update(txn, store->orders[ATTEST_I_ORDER_GSPO], &removed, &added);
    sides[0].rows->count = removed.count;
    sides[1].rows->count = added.count;
    for (size_t i = 0; i < 2; i++) {
        restore(sides[i].rows->items, sides[i].rows->count, columns);
    }
    return code;
}

/* Add to the counts of graphs or predicates by the runs of rows sorted by that position. */
static int count_runs(attest_store *store, MDB_txn *txn, const attest_i_row_vector *rows, enum attest_i_position by,
                      int removed)
{
    int code = 0;
    for (size_t i = 0; i < rows->count && code == 0;) {
        uint32_t id = rows->items[i].at[by];
        uint64_t run = 0;
        while (i < rows->count && rows->items[i].at[by] == id) {
            run++;
            i++;
        }
        attest_i_graph_record record = {0, 0, 0};
        uint64_t *count = &record.quads;
        code = by == ATTEST_I_GRAPH ? attest_i_store_get_graph(store, txn, id, &record)
                                    : attest_i_store_get_count(store, txn, id, count);
        if (removed && *count < run) {
            return code ? code : ATTEST_I_DAMAGED;
        }
        *count = removed ? *count - run : *count + run;
        if (code == 0) {
            code = by == ATTEST_I_GRAPH ? attest_i_store_put_graph(store, txn, id, &record)
                                        : attest_i_store_put_count(store, txn, id, *count);
        }
    }
    return code;
}

/* The other orders, each by few sorts from the one before, and what of each it is sorted by anew. */
static int apply_others(attest_store *store, MDB_txn *txn, struct side sides[2])
{
    static const struct {
        enum attest_i_order order;
        size_t keys;
    } STEPS[] = {
        {ATTEST_I_ORDER_SPOG, 3}, /* from GSPO */
        {ATTEST_I_ORDER_OSPG, 1}, {ATTEST_I_ORDER_POSG, 1},
        {ATTEST_I_ORDER_GPOS, 1}, {ATTEST_I_ORDER_GOSP, 3}, /* from GPOS */
    };
    int code = 0;
    for (size_t step = 0; step < sizeof STEPS / sizeof *STEPS && code == 0; step++) {
        const uint8_t *columns = attest_i_order_columns[STEPS[step].order];
        attest_i_row_list lists[2];
        for (size_t i = 0; i < 2 && code == 0; i++) {
            attest_i_row_vector *rows = sides[i].rows;
            code = sort_rows(rows->items, sides[i].scratch, rows->count, columns, STEPS[step].keys);
            arrange(rows->items, rows->count, columns, sides[i].arranged);
            lists[i] = (attest_i_row_list){sides[i].arranged, rows->count};
        }
        code = code ? code : attest_i_tree_update(txn, store->orders[STEPS[step].order], &lists[0], &lists[1]);
        for (size_t i = 0; i < 2 && code == 0; i++) {
            /* The orders say the same: what the first had to change, all have. */
            code = lists[i].count == sides[i].rows->count ? 0 : ATTEST_I_DAMAGED;
            if (code == 0 && STEPS[step].order == ATTEST_I_ORDER_POSG) {
                code = count_runs(store, txn, sides[i].rows, ATTEST_I_PREDICATE, i == 0);
            }
        }
    }
    return code;
}

int attest_i_store_apply(attest_store *store, MDB_txn *txn, attest_i_row_vector *removed, attest_i_row_vector *added)
{
    struct side sides[2] = {{NULL, NULL, NULL}, {NULL, NULL, NULL}};
    int code = make_side(&sides[0], removed);
    code = code ? code : make_side(&sides[1], added);
    code = code ? code : apply_first(store, txn, sides);
    for (size_t i = 0; i < 2 && code == 0; i++) {
        code = count_runs(store, txn, sides[i].rows, ATTEST_I_GRAPH, i == 0);
    }
    code = code ? code : apply_others(store, txn, sides);
    uint64_t quads;
    code = code ? code : attest_i_store_get_number(store, txn, "quads", &quads);
    if (code == 0) {
        code = attest_i_store_put_number(store, txn, "quads", quads + added->count - removed->count);
    }
    for (size_t i = 0; i < 2; i++) {
        free(sides[i].scratch);
        free(sides[i].arranged);
    }
    return code;
}

/* --- reading ranges ------------------------------------------------------------------------------------------------- */

int attest_i_tree_collect(MDB_txn *txn, attest_i_tree tree, const attest_i_ids *prefix, size_t given,
                          attest_i_row_vector *rows)
{
    attest_i_ids from = {{0, 0, 0, 0}};
    memcpy(from.at, prefix->at, given * sizeof from.at[0]);
    MDB_cursor *cursor;
    attest_i_ids *block_rows = malloc(ATTEST_I_PACKED_ROWS * sizeof *block_rows);
    int code = block_rows ? mdb_cursor_open(txn, tree.dbi, &cursor) : ENOMEM;
    if (code) {
        free(block_rows);
        return code;
    }
    MDB_val key;
    MDB_val block;
    int behind = 0;
    code = attest_i_tree_seek(cursor, tree.width, &from, &key, &block);
    while (code == 0 && !behind) {
        size_t count;
        if (attest_i_packed_decode(key.mv_data, key.mv_size, block.mv_data, block.mv_size, tree.width, block_rows,
                                   &count) != ATTEST_OK) {
            code = ATTEST_I_DAMAGED;
            break;
        }
        for (size_t i = 0; i < count && code == 0 && !behind; i++) {
            int order = given ? attest_i_rows_compare(&block_rows[i], &from, given) : 0;
            behind = order > 0;
            if (order == 0) {
                code = ATTEST_I_VECTOR_RESERVE(rows, 1) == ATTEST_OK ? 0 : ENOMEM;
                if (code == 0) {
                    rows->items[rows->count++] = block_rows[i];
                }
            }
        }
        code = code || behind ? code : mdb_cursor_get(cursor, &key, &block, MDB_NEXT);
    }
    mdb_cursor_close(cursor);
    free(block_rows);
    return code == MDB_NOTFOUND ? 0 : code;
}

int attest_i_store_collect(const attest_store *store, MDB_txn *txn, attest_i_ids pattern, attest_i_row_vector *rows)
{
    size_t given;
    enum attest_i_order order = attest_i_order_for(pattern, &given);
    const uint8_t *columns = attest_i_order_columns[order];
    attest_i_ids prefix;
    arrange(&pattern, 1, columns, &prefix);
    size_t before = rows->count;
    int code = attest_i_tree_collect(txn, store->orders[order], &prefix, given, rows);
    if (rows->items) {
        restore(rows->items + before, rows->count - before, columns);
    }
    return code;
}
