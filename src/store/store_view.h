/* The inside of a store as a dataset: what its parts share. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_STORE_STORE_VIEW_H
#define ATTEST_STORE_STORE_VIEW_H

#include "store/dataset.h"
#include "store/quad_store.h"

/* Blocks kept apart, by address in the file. */
#define ATTEST_I_BLOCK_SLOTS 4096U
/* Terms kept, by number; look-ups kept, by hash. */
#define ATTEST_I_TERM_SLOTS 8192U
#define ATTEST_I_FIND_SLOTS 1024U
#define ATTEST_I_ASKED_SLOTS 256U

typedef struct attest_i_block_slot {
    const void *block; /* address; NULL: free */
    attest_i_ids *rows;
    size_t count;
    size_t capacity;
    uint32_t pins; /* scans that read it */
} attest_i_block_slot;

typedef struct attest_i_store_view {
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
    attest_i_block_slot blocks[ATTEST_I_BLOCK_SLOTS];
    struct {
        uint32_t id;
        attest_term term;
    } terms[ATTEST_I_TERM_SLOTS];
    struct {
        uint32_t id; /* 0: free */
        attest_term term;
    } found[ATTEST_I_FIND_SLOTS];
    struct {
        const char *data; /* of the IRI asked for */
        uint32_t id;      /* 0: free */
        attest_view stored;
    } asked[ATTEST_I_ASKED_SLOTS]; /* IRIs by address: those of the vocabulary are asked for again and again */
    attest_i_dictionary small;     /* the small values met so far */
    attest_i_ids decoded[ATTEST_I_PACKED_ROWS];
    uint64_t size;
} attest_i_store_view;

/* Keep the first failure. */
void attest_i_view_fail(attest_i_store_view *view, int code);

/* store_view_scan.c: looking up quads, and how many there are; methods of a dataset. */
void attest_i_view_open_scan(void *self, attest_i_ids pattern, attest_i_scan *scan);
int attest_i_view_more_rows(void *self, attest_i_scan *scan);
void attest_i_view_close_scan(void *self, attest_i_scan *scan);
size_t attest_i_view_estimate(void *self, attest_i_ids pattern);
int attest_i_view_next_graph(void *self, uint32_t *graph);

/* store_view_search.c: terms by words. */
enum attest_status attest_i_view_search(void *self, attest_view text, uint32_t **ids, size_t *count) ATTEST_MUST_USE;

#endif
