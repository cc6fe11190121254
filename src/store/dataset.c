/* Datasets in memory: loading, sealing, looking up. The term numbers and index orders are those that a store on disk uses
 * too; only the place where they are kept differs. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/dataset.h"

#include <stdlib.h>

enum attest_status attest_i_dataset_new(attest_dataset **dataset)
{
    *dataset = calloc(1, sizeof **dataset);
    if (!*dataset) {
        return ATTEST_ERR_NOMEM;
    }
    attest_i_dictionary_init(&(*dataset)->terms);
    attest_i_quads_init(&(*dataset)->quads);
    return ATTEST_OK;
}

void attest_dataset_free(attest_dataset *dataset)
{
    if (dataset) {
        attest_i_dictionary_clear(&dataset->terms);
        attest_i_quads_clear(&dataset->quads);
        free(dataset);
    }
}

static enum attest_status add_quad(void *self, const attest_quad *quad)
{
    attest_dataset *dataset = self;
    const attest_term *terms[4] = {&quad->subject, &quad->predicate, &quad->object, &quad->graph};
    attest_i_ids ids;
    for (size_t k = 0; k < 4; k++) {
        enum attest_status status = attest_i_dictionary_intern(&dataset->terms, terms[k], &ids.at[k]);
        if (status != ATTEST_OK) {
            return status;
        }
    }
    return attest_i_quads_add(&dataset->quads, ids);
}

attest_quad_sink attest_i_dataset_as_sink(attest_dataset *dataset)
{
    return (attest_quad_sink){add_quad, dataset};
}

enum attest_status attest_i_dataset_seal(attest_dataset *dataset)
{
    uint32_t *renumbered;
    enum attest_status status = attest_i_dictionary_sort(&dataset->terms, &renumbered);
    if (status == ATTEST_OK) {
        status = attest_i_quads_seal(&dataset->quads, renumbered, (uint32_t)dataset->terms.count);
    }
    free(renumbered);
    return status;
}

enum attest_status attest_dataset_open(attest_dataset **dataset, const char *path, attest_error *error)
{
    *dataset = NULL;
    attest_dataset *made = NULL;
    enum attest_status status = attest_i_dataset_new(&made);
    if (status == ATTEST_OK) {
        status = attest_dataset_read(path, attest_i_dataset_as_sink(made), error);
        if (status == ATTEST_OK) {
            status = attest_i_dataset_seal(made);
        }
    }
    if (status == ATTEST_ERR_NOMEM) {
        status = attest_error_set(error, status, path, "out of memory while loading");
    }
    if (status != ATTEST_OK) {
        attest_dataset_free(made);
        return status;
    }
    *dataset = made;
    return ATTEST_OK;
}

size_t attest_dataset_size(const attest_dataset *dataset)
{
    return dataset->quads.count;
}

uint32_t attest_i_dataset_iri(const attest_dataset *dataset, const char *iri)
{
    attest_term term = {.kind = ATTEST_TERM_IRI, .value = attest_view_of(iri)};
    uint32_t id;
    return attest_i_dictionary_find(&dataset->terms, &term, &id) == ATTEST_OK ? id : ATTEST_I_ANY;
}

attest_quad attest_i_dataset_quad(const attest_dataset *dataset, attest_i_ids ids)
{
    return (attest_quad){attest_i_dictionary_term(&dataset->terms, ids.at[ATTEST_I_SUBJECT]),
                         attest_i_dictionary_term(&dataset->terms, ids.at[ATTEST_I_PREDICATE]),
                         attest_i_dictionary_term(&dataset->terms, ids.at[ATTEST_I_OBJECT]),
                         attest_i_dictionary_term(&dataset->terms, ids.at[ATTEST_I_GRAPH])};
}

/* Translate a pattern of terms; NONE if a given term is not in the dataset. */
static enum attest_status translate(const attest_dataset *dataset, const attest_quad *pattern, attest_i_ids *ids)
{
    const attest_term *terms[4] = {&pattern->subject, &pattern->predicate, &pattern->object, &pattern->graph};
    for (size_t k = 0; k < 4; k++) {
        ids->at[k] = ATTEST_I_ANY;
        if (terms[k]->kind == ATTEST_TERM_NONE) {
            continue;
        }
        if (k == ATTEST_I_GRAPH && terms[k]->kind == ATTEST_TERM_IRI && terms[k]->value.size == 0) {
            ids->at[k] = ATTEST_I_TERM_NONE;
            continue;
        }
        enum attest_status status = attest_i_dictionary_find(&dataset->terms, terms[k], &ids->at[k]);
        if (status != ATTEST_OK) {
            return status;
        }
    }
    return ATTEST_OK;
}

static int compare_quads(const void *a, const void *b)
{
    static const uint8_t ORDER[4] = {ATTEST_I_GRAPH, ATTEST_I_SUBJECT, ATTEST_I_PREDICATE, ATTEST_I_OBJECT};
    const attest_i_ids *left = a;
    const attest_i_ids *right = b;
    int order = 0;
    for (size_t k = 0; k < 4 && order == 0; k++) {
        order = (left->at[ORDER[k]] > right->at[ORDER[k]]) - (left->at[ORDER[k]] < right->at[ORDER[k]]);
    }
    return order;
}

enum attest_status attest_dataset_find(const attest_dataset *dataset, const attest_quad *pattern, attest_quad_sink sink)
{
    attest_i_ids ids;
    enum attest_status status = translate(dataset, pattern, &ids);
    if (status != ATTEST_OK) {
        return status == ATTEST_NONE ? ATTEST_OK : status;
    }
    attest_i_quads_range range = attest_i_quads_match(&dataset->quads, ids);
    attest_i_ids *sorted = malloc((range.count + 1) * sizeof *sorted);
    if (!sorted) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < range.count; i++) {
        sorted[i] = attest_i_quads_row(&range, i);
    }
    qsort(sorted, range.count, sizeof *sorted, compare_quads);
    for (size_t i = 0; i < range.count && status == ATTEST_OK; i++) {
        attest_quad quad = attest_i_dataset_quad(dataset, sorted[i]);
        status = sink.quad(sink.self, &quad);
    }
    free(sorted);
    return status;
}
