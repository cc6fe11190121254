/* The inside of a dataset, for queries, audits and verification: terms by number, quads by look-up. A dataset is in
 * memory, its quads indexed in six orders, or it is a view of a store on disk (store_view.c). */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_STORE_DATASET_H
#define ATTEST_STORE_DATASET_H

#include "attest/dataset.h"
#include "attest/store.h"
#include "store/dictionary.h"
#include "store/quads.h"

/* A running look-up: rows in pieces, columns in the order of the index used. */
typedef struct attest_i_scan {
    const attest_dataset *dataset;
    const attest_i_ids *rows; /* the piece at hand */
    size_t count;
    size_t at;
    const uint8_t *columns; /* columns[k] is the position that at[k] of a row holds */
    /* Of a view: */
    enum attest_i_order order;
    size_t given; /* the first columns that are given, and what they are */
    attest_i_ids prefix;
    attest_i_ids block; /* first row of the block at hand */
    uint32_t slot;      /* where its rows are kept; ATTEST_NO_INDEX: in `own` */
    attest_i_ids *own;
    int last; /* no match behind the piece at hand */
} attest_i_scan;

/* What a source of quads other than memory does. Failures are kept; from then on there are no more rows. */
typedef struct attest_i_source_methods {
    enum attest_status (*find)(void *self, const attest_term *term, uint32_t *id);
    attest_term (*term)(void *self, uint32_t id);
    void (*open)(void *self, attest_i_ids pattern, attest_i_scan *scan); /* up to the first piece */
    int (*more)(void *self, attest_i_scan *scan);                        /* the next one; 0: there is none */
    void (*close)(void *self, attest_i_scan *scan);
    size_t (*estimate)(void *self, attest_i_ids pattern);
    int (*next_graph)(void *self, uint32_t *graph); /* the named graph behind that number; 0: there is none */
    /* Numbers of the terms in whose text all words of `text` are, to a malloc'ed array; NONE if it has no word. */
    enum attest_status (*search)(void *self, attest_view text, uint32_t **ids, size_t *count);
    enum attest_status (*status)(void *self, attest_error *error); /* of what failed so far */
    void (*free)(void *self);
} attest_i_source_methods;

struct attest_dataset {
    attest_i_dictionary terms; /* in memory */
    attest_i_quads quads;
    const attest_i_source_methods *methods; /* NULL: in memory */
    void *self;
    size_t size;    /* of a view: quads, and ... */
    uint32_t limit; /* ... the highest number in its dictionary */
};

/* An empty dataset to be filled through its sink and then sealed; until sealed it can only be filled or freed. Gives `*dataset`. */
enum attest_status attest_i_dataset_new(attest_dataset **dataset) ATTEST_MUST_USE;
attest_quad_sink attest_i_dataset_as_sink(attest_dataset *dataset);

/* Sort and index what was added. Afterwards the dataset is immutable: any number of threads may read it. */
enum attest_status attest_i_dataset_seal(attest_dataset *dataset) ATTEST_MUST_USE;

/* Load a file, or a store, into memory, whatever its size. */
enum attest_status attest_i_dataset_load(attest_dataset **dataset, const char *path,
                                         attest_error *error) ATTEST_MUST_USE;

/* A copy in memory. */
enum attest_status attest_i_dataset_copy(attest_dataset **copy, const attest_dataset *dataset,
                                         attest_error *error) ATTEST_MUST_USE;

/* Hand all quads to `sink`, graph by graph; failures of the dataset go to `error`. */
enum attest_status attest_i_dataset_emit(const attest_dataset *dataset, attest_quad_sink sink,
                                         attest_error *error) ATTEST_MUST_USE;

/* A dataset of the store in that folder as it is now. Terms live as long as the dataset. One thread at a time. */
enum attest_status attest_i_dataset_open_store(attest_dataset **dataset, const char *path,
                                               attest_error *error) ATTEST_MUST_USE;

/* The same of a store that is open, which must outlive the dataset. */
enum attest_status attest_i_dataset_of_store(attest_dataset **dataset, attest_store *store,
                                             attest_error *error) ATTEST_MUST_USE;

/* The number of a term; NONE. */
enum attest_status attest_i_dataset_find(const attest_dataset *dataset, const attest_term *term,
                                         uint32_t *id) ATTEST_MUST_USE;

/* Ids of an IRI or of any term; ATTEST_I_ANY if the dataset does not hold it (which, unlike in a pattern, means: no match). */
uint32_t attest_i_dataset_iri(const attest_dataset *dataset, const char *iri);

/* The term of a number; of kind NONE for 0. Lives as long as the dataset. */
attest_term attest_i_dataset_term(const attest_dataset *dataset, uint32_t id);

/* The highest number that a term of the dictionary may have. Small values of a store have numbers beyond. */
uint32_t attest_i_dataset_limit(const attest_dataset *dataset);

/* Is it the number of a term of the dataset, not one computed by a query? */
int attest_i_dataset_holds(const attest_dataset *dataset, uint32_t id);

/* The quad of a row of ids, as terms that live as long as the dataset. */
attest_quad attest_i_dataset_quad(const attest_dataset *dataset, attest_i_ids ids);

/* About how many quads match: exact in memory, and in stores where they are few. */
size_t attest_i_dataset_estimate(const attest_dataset *dataset, attest_i_ids pattern);

/* Named graphs in the order of their numbers: begin with 0; 0 (false): there are no more. */
int attest_i_dataset_next_graph(const attest_dataset *dataset, uint32_t *graph);

/* What failed in reading a store, so far; OK for datasets in memory. Whoever reads asks at the end. */
enum attest_status attest_i_dataset_status(const attest_dataset *dataset, attest_error *error) ATTEST_MUST_USE;

/* Look up the quads that match `pattern`, in the order of the index that fits it. Close the scan in any case. */
void attest_i_scan_open(attest_i_scan *scan, const attest_dataset *dataset, attest_i_ids pattern);
int attest_i_scan_more(attest_i_scan *scan);
void attest_i_scan_close(attest_i_scan *scan);

/* The next quad; 0: there are no more. */
static inline int attest_i_scan_next(attest_i_scan *scan, attest_i_ids *quad)
{
    if (scan->at == scan->count && !attest_i_scan_more(scan)) {
        return 0;
    }
    const attest_i_ids *row = &scan->rows[scan->at++];
    for (size_t k = 0; k < 4; k++) {
        quad->at[scan->columns[k]] = row->at[k];
    }
    return 1;
}

#endif
