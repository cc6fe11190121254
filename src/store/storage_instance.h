/* The inside of the storage module: what its parts share. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_STORE_STORAGE_INSTANCE_H
#define ATTEST_STORE_STORAGE_INSTANCE_H

#include "rdf/redland.h"
#include "store/dataset.h"

/* The dataset as it was at one moment, for as long as a stream reads it. */
typedef struct attest_i_snapshot {
    attest_dataset *dataset;
    unsigned users;
} attest_i_snapshot;

/* What the storage holds. */
typedef struct attest_i_instance {
    librdf_world *world;
    attest_store *store;     /* NULL: a dataset in memory or a store that is only read */
    attest_store_load *load; /* what was added and is not yet committed; NULL: nothing */
    attest_i_snapshot *now;  /* NULL: to be taken anew */
} attest_i_instance;

/* Let go of a snapshot. NULL is fine. */
void attest_i_snapshot_leave(attest_i_snapshot *snapshot);
/* Tell librdf's log; returns 1, which is its failure. */
int attest_i_instance_fail(const attest_i_instance *instance, const attest_error *error);
/* The dataset as it is now, with all that was added; NULL after a failure. */
attest_dataset *attest_i_instance_current(attest_i_instance *instance);

/* storage_find.c: librdf's terms as ours, borrowed; 0: there is a blank node among them. */
int attest_i_storage_term(librdf_node *node, attest_term *term);
int attest_i_storage_quad(librdf_statement *statement, librdf_node *context, attest_quad *quad);
/* Set the operations that look up. */
void attest_i_storage_finders(librdf_storage_factory *factory);

#endif
