/* The inside of a dataset, for queries, audits and verification: terms by number, quads by index. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_STORE_DATASET_H
#define ATTEST_STORE_DATASET_H

#include "attest/dataset.h"
#include "store/dictionary.h"
#include "store/quads.h"

struct attest_dataset {
    attest_i_dictionary terms;
    attest_i_quads quads;
};

/* An empty dataset to be filled through its sink and then sealed; until sealed it can only be filled or freed. Gives `*dataset`. */
enum attest_status attest_i_dataset_new(attest_dataset **dataset) ATTEST_MUST_USE;
attest_quad_sink attest_i_dataset_as_sink(attest_dataset *dataset);

/* Sort and index what was added. Afterwards the dataset is immutable: any number of threads may read it. */
enum attest_status attest_i_dataset_seal(attest_dataset *dataset) ATTEST_MUST_USE;

/* Ids of an IRI or of any term; ATTEST_I_ANY if the dataset does not hold it (which, unlike in a pattern, means: no match). */
uint32_t attest_i_dataset_iri(const attest_dataset *dataset, const char *iri);

/* The quad of a row of ids, as terms that live as long as the dataset. */
attest_quad attest_i_dataset_quad(const attest_dataset *dataset, attest_i_ids ids);

#endif
