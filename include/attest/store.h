/* The store: quads on disk, indexed, for data that does not fit into memory or is asked again and again. One process writes
 * at a time; any number of others read meanwhile, each seeing the store as it was when it began. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_STORE_H
#define ATTEST_STORE_H

#include "attest/dataset.h"
#include "attest/quad.h"
#include "attest/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct attest_store attest_store;

enum attest_store_mode {
    ATTEST_STORE_READ,  /* the store must be there; nothing is changed */
    ATTEST_STORE_WRITE, /* the store must be there */
    ATTEST_STORE_CREATE /* the folder and the store are made if they are not there */
};

/* Open the store in the folder `path`. Gives `*store`. A second writer gets ATTEST_ERR_WRITE at once, with a message that says so;
 * a store of a newer format, or a damaged one, ATTEST_ERR_DATA. A process opens a store once at a time. To read it as
 * a dataset, give its folder to attest_dataset_open. */
ATTEST_API enum attest_status attest_store_open(attest_store **store, const char *path, enum attest_store_mode mode,
                                                attest_error *error) ATTEST_MUST_USE;
/* Close a store; end its loads first. NULL is fine. */
ATTEST_API void attest_store_free(attest_store *store);

/* True (1) if `path` is a folder with a store in it. */
ATTEST_API int attest_store_is_store(const char *path);

/* --- loading ---------------------------------------------------------------------------------------------------------- */

typedef struct attest_store_load attest_store_load;

typedef struct attest_store_load_options {
    int add;       /* 1: add to named graphs that the store has; 0: replace them */
    int supersede; /* 1: a source with the address (without one: the file name) of a source of the store takes its
                           * place: the other one's graph and description go */
    size_t batch;  /* quads sorted together; 0: ATTEST_STORE_BATCH */
    const char
        *identity; /* what is loaded (NULL: nothing to go on from): after an interruption, a load of the same identity
                           * tells by attest_store_load_resumed how much of it is in the store */
} attest_store_load_options;

/* Quads in a batch: with all that goes with them, about 100 bytes of memory each. */
#define ATTEST_STORE_BATCH ((size_t)256 * 1024)

/* Begin a load. Every named graph that it brings replaces the graph of that name, in the same transaction; what the default
 * graph (the catalogue) says of a replaced graph and of the source it was made of goes with it. Other statements of the default graph
 * are added to those that are there. Transactions end where a named graph ends, so that an interrupted load leaves whole
 * graphs, provided that the quads come grouped by graph. Gives `*load`. */
ATTEST_API enum attest_status attest_store_load_begin(attest_store_load **load, attest_store *store,
                                                      const attest_store_load_options *options,
                                                      attest_error *error) ATTEST_MUST_USE;

/* Quads of an interrupted load of the same identity that are in the store already; skip as many. 0: none. */
ATTEST_API uint64_t attest_store_load_resumed(const attest_store_load *load);

/* Take a quad. It becomes visible to readers with the transaction that it is part of. */
ATTEST_API enum attest_status attest_store_load_quad(attest_store_load *load, const attest_quad *quad) ATTEST_MUST_USE;

/* Write the rest; the load is complete. Details of this and of earlier failures go to `error`. */
ATTEST_API enum attest_status attest_store_load_finish(attest_store_load *load, attest_error *error) ATTEST_MUST_USE;

typedef struct attest_store_load_counts {
    uint64_t quads;    /* taken, those skipped by resumption not counted */
    uint64_t added;    /* of these, new in the store */
    uint64_t removed;  /* quads that went with replaced graphs */
    uint64_t replaced; /* graphs that were there before */
    uint64_t split;    /* graphs whose quads came in several places, so that an interruption could have torn them */
} attest_store_load_counts;

/* The figures of a load so far. */
ATTEST_API attest_store_load_counts attest_store_load_count(const attest_store_load *load);

/* End a load. Without a finish before, what was not yet committed is dropped. */
ATTEST_API void attest_store_load_free(attest_store_load *load);

/* --- care ------------------------------------------------------------------------------------------------------------- */

/* Delete a named graph with its description in the catalogue. NONE if there is no such graph. */
ATTEST_API enum attest_status attest_store_delete_graph(attest_store *store, const char *graph, uint64_t *removed,
                                                        attest_error *error) ATTEST_MUST_USE;

typedef struct attest_store_statistics {
    uint64_t quads;
    uint64_t graphs;     /* named ones */
    uint64_t terms;      /* in the dictionary; small values are not */
    uint64_t bytes;      /* in use on disk */
    uint64_t free_bytes; /* of these, free for reuse */
    uint32_t format;
    int unfinished; /* 1: a load was interrupted */
} attest_store_statistics;

/* Fill `*statistics`; reads no quads. */
ATTEST_API enum attest_status attest_store_count(attest_store *store, attest_store_statistics *statistics,
                                                 attest_error *error) ATTEST_MUST_USE;

typedef void attest_store_predicate_handler(void *user_data, attest_view predicate, uint64_t quads);

/* Each predicate with the number of its quads, most frequent first. */
ATTEST_API enum attest_status attest_store_predicates(attest_store *store, attest_store_predicate_handler *handler,
                                                      void *user_data, attest_error *error) ATTEST_MUST_USE;

typedef void attest_store_finding_handler(void *user_data, const char *text);

/* Check everything in the store in folder `path`: pages, blocks, terms, that all orders hold the same quads, and all
 * counts. Each fault goes to `handler` as a sentence; OK even with faults, `*faults` says how many. Opening a store checks next to
 * nothing, and LMDB believes its pages: one that may be damaged is to be checked before it is opened. */
ATTEST_API enum attest_status attest_store_check(const char *path, attest_store_finding_handler *handler,
                                                 void *user_data, uint64_t *faults,
                                                 attest_error *error) ATTEST_MUST_USE;

/* Write the store in folder `path` anew into the folder `target`, which must not hold one: without free pages and without
 * terms that no quad has. */
ATTEST_API enum attest_status attest_store_compact(const char *path, const char *target,
                                                   attest_error *error) ATTEST_MUST_USE;

/* --- librdf ----------------------------------------------------------------------------------------------------------- */

struct librdf_world_s;

/* Make the storage "attest" known to a librdf world:
 *   librdf_new_storage(world, "attest", PATH, "contexts='yes'")
 * PATH is a store's folder, or a dataset file, which is read-only. Options: new='yes' makes the store, write='yes' opens
 * it for changes. */
ATTEST_API enum attest_status attest_store_register(struct librdf_world_s *world) ATTEST_MUST_USE;

#ifdef __cplusplus
}
#endif
#endif
