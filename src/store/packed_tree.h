/* Sorted sets of rows in LMDB: packed blocks under their first rows. All indexes of a store are of this kind. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_STORE_PACKED_TREE_H
#define ATTEST_STORE_PACKED_TREE_H

#include <lmdb.h>

#include "store/packed.h"

typedef struct attest_i_tree {
    MDB_dbi dbi;
    size_t width;
} attest_i_tree;

/* Rows in order, without duplicates. */
typedef struct attest_i_row_list {
    attest_i_ids *rows;
    size_t count;
} attest_i_row_list;

/* Take rows out and put rows in; no row is in both lists. On return the lists hold only what made a difference: rows that were there,
 * rows that were not. Returns 0, a code of LMDB or errno, or ATTEST_I_DAMAGED. */
int attest_i_tree_update(MDB_txn *txn, attest_i_tree tree, attest_i_row_list *removed, attest_i_row_list *added);

/* Code beside those of LMDB: a block that is not what was written. */
#define ATTEST_I_DAMAGED (-1)

/* Move the cursor to the block in which `row` is or would be: the last one whose first row is not behind it, else the first one.
 * MDB_NOTFOUND if the tree is empty. */
int attest_i_tree_seek(MDB_cursor *cursor, size_t width, const attest_i_ids *row, MDB_val *key, MDB_val *block);

#endif
