/* What goes from a store when a graph goes: its quads, and what the catalogue says of it and of its source. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_STORE_STORE_REPLACE_H
#define ATTEST_STORE_STORE_REPLACE_H

#include "store/quad_store.h"

/* Numbers of the vocabulary by which the catalogue describes graphs and sources; ATTEST_I_ANY: the store does not know it. */
enum attest_i_catalogue_term {
    ATTEST_I_CATALOGUE_TYPE,
    ATTEST_I_CATALOGUE_GRAPH_CLASS,
    ATTEST_I_CATALOGUE_SOURCE_CLASS,
    ATTEST_I_CATALOGUE_DERIVED_FROM,
    ATTEST_I_CATALOGUE_USED,
    ATTEST_I_CATALOGUE_URL,
    ATTEST_I_CATALOGUE_FILE,
    ATTEST_I_CATALOGUE_COUNT
};

typedef struct attest_i_replacement {
    attest_store *store;
    MDB_txn *txn;
    uint32_t load; /* number of the load: what it has brought already is not replaced by it */
    uint32_t terms[ATTEST_I_CATALOGUE_COUNT];
    attest_i_row_vector *removed; /* quads that are to go */
    uint64_t replaced;            /* graphs that had quads */
} attest_i_replacement;

/* Look up the vocabulary. */
int attest_i_replacement_init(attest_i_replacement *replacement, attest_store *store, MDB_txn *txn, uint32_t load,
                              attest_i_row_vector *removed);

/* The quads of a graph, and its description, if this load has not brought them. */
int attest_i_replacement_graph(attest_i_replacement *replacement, uint32_t graph);

/* `rows`, sorted by position, are statements that come into the catalogue: what it says so far of a graph or source that
 * they describe goes. With `supersede`, so does every other source of the same address or file name, with its graph. */
int attest_i_replacement_catalogue(attest_i_replacement *replacement, const attest_i_ids *rows, size_t count,
                                   int supersede);

#endif
