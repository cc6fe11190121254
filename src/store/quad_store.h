/* Inside of a store on disk. An LMDB environment with these tables:
 *
 *   meta        "format", "next" (first free term number), "quads", "load" (number of the last load), "journal"
 *   terms       number -> term
 *   hashes      packed tree: hash of a term, its number
 *   spog ...    packed trees of quads of numbers, six orders
 *   words       packed tree: hash of a folded word, number of a literal or IRI in which it stands
 *   graphs      number (big-endian) -> attest_i_graph_record
 *   predicates  number (big-endian) -> quads, 8 bytes
 *
 *   quad_store.c     opening, transactions
 *   store_failure.c  messages
 *   store_terms.c    terms
 *   store_view*.c    a store as a dataset: opening and terms, scans, search
 *   store_batch.c    a batch of quads, sorted and applied
 *   store_load.c     loads: batches, transactions, replacement, going on after an interruption
 *   store_words.c    words of literals
 *   store_check.c    checking
 *   store_care.c     statistics, deletion, compaction */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_STORE_QUAD_STORE_H
#define ATTEST_STORE_QUAD_STORE_H

#include "attest/store.h"
#include "store/dictionary.h"
#include "store/inline_value.h"
#include "store/packed_tree.h"

/* 2: terms have checksums. */
#define ATTEST_I_STORE_FORMAT 2U
#define ATTEST_I_STORE_FILE "data.mdb"
/* Files of a store: LMDB's two, and the one whose lock a writer holds. */
#define ATTEST_I_STORE_WRITER "writer.lock"
#define ATTEST_I_STORE_READERS "lock.mdb"
/* Readers at a time. */
#define ATTEST_I_STORE_MAX_READERS 1000

struct attest_store {
    char *path;
    MDB_env *env;
    enum attest_store_mode mode;
    unsigned readers; /* open read transactions: while there are any, the map must stay where it is */
    int lock;         /* descriptor of the writer's lock; -1: none */
    MDB_dbi meta;
    MDB_dbi terms;
    MDB_dbi graphs;
    MDB_dbi predicates;
    attest_i_tree hashes;
    attest_i_tree words;
    attest_i_tree orders[ATTEST_I_ORDER_COUNT];
};

/* What is known of a graph. Little-endian, 16 bytes on disk. */
typedef struct attest_i_graph_record {
    uint64_t quads;
    uint32_t load;      /* the load that brought its quads, and ... */
    uint32_t described; /* ... that which brought its description in the catalogue */
} attest_i_graph_record;

/* store_failure.c: give `error` the message for a code of LMDB, errno or ATTEST_I_DAMAGED; returns its status. 0 gives ATTEST_OK. */
enum attest_status attest_i_store_fail(const attest_store *store, int code, attest_error *error);

/* A transaction; for writing, with room for growth. Another process may have grown the file. */
int attest_i_store_begin(attest_store *store, int writing, MDB_txn **txn);
/* Commit. The file is as long as its pages say. */
int attest_i_store_commit(attest_store *store, MDB_txn *txn);
/* After MDB_MAP_FULL, with the transaction ended: make more room. */
int attest_i_store_grow(attest_store *store);

/* store_care.c: what attest_store_count tells; a code. */
int attest_i_store_statistics(const attest_store *store, MDB_txn *txn, attest_store_statistics *statistics);

/* Numbers in `meta`; 0 if there is none of that name. */
int attest_i_store_get_number(const attest_store *store, MDB_txn *txn, const char *name, uint64_t *number);
int attest_i_store_put_number(const attest_store *store, MDB_txn *txn, const char *name, uint64_t number);

/* Records by number, big-endian keys. Absent: all zero. A record of no quads is removed. */
int attest_i_store_get_graph(const attest_store *store, MDB_txn *txn, uint32_t id, attest_i_graph_record *record);
int attest_i_store_put_graph(const attest_store *store, MDB_txn *txn, uint32_t id, const attest_i_graph_record *record);
int attest_i_store_get_count(const attest_store *store, MDB_txn *txn, uint32_t predicate, uint64_t *count);
int attest_i_store_put_count(const attest_store *store, MDB_txn *txn, uint32_t predicate, uint64_t count);

/* store_terms.c: the term of a dictionary number, in memory that lives as long as the transaction and, when writing, until the next
 * change. */
int attest_i_store_term(const attest_store *store, MDB_txn *txn, uint32_t id, attest_term *term);
/* The number of a term in its normal form; MDB_NOTFOUND. */
int attest_i_store_find(const attest_store *store, MDB_txn *txn, MDB_cursor *hashes, const attest_term *term,
                        uint32_t *id);
/* Numbers of all terms of `dictionary`, new ones given to those that the store has not. `numbers[local - 1]`. */
int attest_i_store_intern(attest_store *store, MDB_txn *txn, const attest_i_dictionary *dictionary, uint32_t *numbers);

/* All rows of a tree that begin with `given` columns of `prefix`, appended to a malloc'ed list, columns as in the tree. */
typedef struct attest_i_row_vector {
    attest_i_ids *items;
    size_t count;
    size_t capacity;
} attest_i_row_vector;
int attest_i_tree_collect(MDB_txn *txn, attest_i_tree tree, const attest_i_ids *prefix, size_t given,
                          attest_i_row_vector *rows);
/* The same for quads of a pattern, by position. */
int attest_i_store_collect(const attest_store *store, MDB_txn *txn, attest_i_ids pattern, attest_i_row_vector *rows);

/* store_batch.c: take quads out and put quads in, everywhere. Neither list need be sorted; what is in both is put in. On return the
 * counts are those of quads that were there, and were not. The rows are used up. */
int attest_i_store_apply(attest_store *store, MDB_txn *txn, attest_i_row_vector *removed, attest_i_row_vector *added);

/* store_care.c: remove the quads that match a pattern of terms, as attest_dataset_find takes them, in a transaction of its own. */
enum attest_status attest_i_store_remove(attest_store *store, const attest_quad *pattern, uint64_t *removed,
                                         attest_error *error) ATTEST_MUST_USE;

/* Sort rows by all columns and drop duplicates. `scratch`: as many rows. */
void attest_i_rows_sort(attest_i_row_vector *rows, attest_i_ids *scratch);

/* store_words.c: the hashes of the words of a text, each once, appended to `hashes`. */
typedef struct attest_i_word_list {
    uint32_t *items;
    size_t count;
    size_t capacity;
} attest_i_word_list;
typedef struct attest_i_words attest_i_words;
enum attest_status attest_i_words_new(attest_i_words **words) ATTEST_MUST_USE;
void attest_i_words_free(attest_i_words *words);
enum attest_status attest_i_words_of(attest_i_words *words, attest_view text,
                                     attest_i_word_list *hashes) ATTEST_MUST_USE;
/* The text of a term that is indexed: a literal's value, what stands behind the last "#" or "/" of an IRI. */
attest_view attest_i_words_text(const attest_term *term);
/* Is what a quad with this predicate says of interest to those who search? */
int attest_i_words_wanted(attest_view predicate);

#endif
