/* Datasets: loading, sealing, looking up, in memory or by the methods of a view. Term numbers and index orders are of the
 * same kind in both. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/dataset.h"

#include <stdlib.h>

#include "attest/store.h"
#include "store/inline_value.h"

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
        if (dataset->methods) {
            dataset->methods->free(dataset->self);
        }
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

enum attest_status attest_i_dataset_load(attest_dataset **dataset, const char *path, attest_error *error)
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

enum attest_status attest_dataset_open(attest_dataset **dataset, const char *path, attest_error *error)
{
    return attest_store_is_store(path) ? attest_i_dataset_open_store(dataset, path, error)
                                       : attest_i_dataset_load(dataset, path, error);
}

size_t attest_dataset_size(const attest_dataset *dataset)
{
    return dataset->methods ? dataset->size : dataset->quads.count;
}

enum attest_status attest_i_dataset_find(const attest_dataset *dataset, const attest_term *term, uint32_t *id)
{
    return dataset->methods ? dataset->methods->find(dataset->self, term, id)
                            : attest_i_dictionary_find(&dataset->terms, term, id);
}

uint32_t attest_i_dataset_iri(const attest_dataset *dataset, const char *iri)
{
    attest_term term = {.kind = ATTEST_TERM_IRI, .value = attest_view_of(iri)};
    uint32_t id;
    return attest_i_dataset_find(dataset, &term, &id) == ATTEST_OK ? id : ATTEST_I_ANY;
}

attest_term attest_i_dataset_term(const attest_dataset *dataset, uint32_t id)
{
    return dataset->methods ? dataset->methods->term(dataset->self, id) : attest_i_dictionary_term(&dataset->terms, id);
}

uint32_t attest_i_dataset_limit(const attest_dataset *dataset)
{
    return dataset->methods ? dataset->limit : (uint32_t)dataset->terms.count;
}

int attest_i_dataset_holds(const attest_dataset *dataset, uint32_t id)
{
    return id <= attest_i_dataset_limit(dataset) || (dataset->methods && id >= ATTEST_I_INLINE);
}

size_t attest_i_dataset_estimate(const attest_dataset *dataset, attest_i_ids pattern)
{
    return dataset->methods ? dataset->methods->estimate(dataset->self, pattern)
                            : attest_i_quads_match(&dataset->quads, pattern).count;
}

int attest_i_dataset_next_graph(const attest_dataset *dataset, uint32_t *graph)
{
    if (dataset->methods) {
        return dataset->methods->next_graph(dataset->self, graph);
    }
    /* Behind the quads of that graph, in the order that begins with the graph. */
    attest_i_quads_range all = attest_i_quads_all(&dataset->quads);
    attest_i_ids pattern = {{ATTEST_I_ANY, ATTEST_I_ANY, ATTEST_I_ANY, *graph}};
    attest_i_quads_range passed = attest_i_quads_match(&dataset->quads, pattern);
    size_t next = (size_t)(passed.rows - all.rows) + passed.count;
    *graph = next < all.count ? all.rows[next].at[0] : ATTEST_I_TERM_NONE;
    return *graph != ATTEST_I_TERM_NONE;
}

enum attest_status attest_i_dataset_status(const attest_dataset *dataset, attest_error *error)
{
    return dataset->methods ? dataset->methods->status(dataset->self, error) : ATTEST_OK;
}

void attest_i_scan_open(attest_i_scan *scan, const attest_dataset *dataset, attest_i_ids pattern)
{
    scan->dataset = dataset;
    scan->at = 0;
    scan->count = 0;
    if (dataset->methods) {
        dataset->methods->open(dataset->self, pattern, scan);
        return;
    }
    attest_i_quads_range range = attest_i_quads_match(&dataset->quads, pattern);
    scan->rows = range.rows;
    scan->count = range.count;
    scan->columns = range.columns;
}

int attest_i_scan_more(attest_i_scan *scan)
{
    return scan->dataset->methods && scan->dataset->methods->more(scan->dataset->self, scan);
}

void attest_i_scan_close(attest_i_scan *scan)
{
    if (scan->dataset->methods) {
        scan->dataset->methods->close(scan->dataset->self, scan);
    }
}

attest_quad attest_i_dataset_quad(const attest_dataset *dataset, attest_i_ids ids)
{
    return (attest_quad){attest_i_dataset_term(dataset, ids.at[ATTEST_I_SUBJECT]),
                         attest_i_dataset_term(dataset, ids.at[ATTEST_I_PREDICATE]),
                         attest_i_dataset_term(dataset, ids.at[ATTEST_I_OBJECT]),
                         attest_i_dataset_term(dataset, ids.at[ATTEST_I_GRAPH])};
}

enum attest_status attest_i_dataset_emit(const attest_dataset *dataset, attest_quad_sink sink, attest_error *error)
{
    attest_i_scan scan;
    attest_i_ids ids;
    enum attest_status status = ATTEST_OK;
    attest_i_scan_open(&scan, dataset, (attest_i_ids){{ATTEST_I_ANY, ATTEST_I_ANY, ATTEST_I_ANY, ATTEST_I_ANY}});
    while (status == ATTEST_OK && attest_i_scan_next(&scan, &ids)) {
        attest_quad quad = attest_i_dataset_quad(dataset, ids);
        status = attest_i_dataset_status(dataset, error);
        if (status == ATTEST_OK) {
            status = sink.quad(sink.self, &quad);
        }
    }
    attest_i_scan_close(&scan);
    return status == ATTEST_OK ? attest_i_dataset_status(dataset, error) : status;
}

enum attest_status attest_i_dataset_copy(attest_dataset **copy, const attest_dataset *dataset, attest_error *error)
{
    enum attest_status status = attest_i_dataset_new(copy);
    if (error) {
        error->status = ATTEST_OK;
    }
    if (status == ATTEST_OK) {
        status = attest_i_dataset_emit(dataset, attest_i_dataset_as_sink(*copy), error);
    }
    if (status == ATTEST_OK) {
        status = attest_i_dataset_seal(*copy);
    }
    if (status != ATTEST_OK) {
        attest_dataset_free(*copy);
        *copy = NULL;
        if (error && error->status == ATTEST_OK) {
            (void)attest_error_set(error, status, NULL, "%s", attest_status_text(status));
        }
    }
    return status;
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
        enum attest_status status = attest_i_dataset_find(dataset, terms[k], &ids->at[k]);
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

/* In a store, numbers have no order of terms. */
static int compare_terms(const void *a, const void *b, void *dataset)
{
    attest_quad left = attest_i_dataset_quad(dataset, *(const attest_i_ids *)a);
    attest_quad right = attest_i_dataset_quad(dataset, *(const attest_i_ids *)b);
    return attest_quad_compare(&left, &right);
}

static enum attest_status collect_matches(const attest_dataset *dataset, attest_i_ids pattern, attest_i_ids **matches,
                                          size_t *count)
{
    attest_i_scan scan;
    attest_i_ids quad;
    size_t capacity = 0;
    enum attest_status status = ATTEST_OK;
    *matches = NULL;
    *count = 0;
    attest_i_scan_open(&scan, dataset, pattern);
    while (status == ATTEST_OK && attest_i_scan_next(&scan, &quad)) {
        status = attest_i_grow((void **)matches, &capacity, *count + 1, sizeof **matches);
        if (status == ATTEST_OK) {
            (*matches)[(*count)++] = quad;
        }
    }
    attest_i_scan_close(&scan);
    return status == ATTEST_OK ? attest_i_dataset_status(dataset, NULL) : status;
}

enum attest_status attest_dataset_find(const attest_dataset *dataset, const attest_quad *pattern, attest_quad_sink sink)
{
    attest_i_ids ids;
    enum attest_status status = translate(dataset, pattern, &ids);
    if (status != ATTEST_OK) {
        return status == ATTEST_NONE ? ATTEST_OK : status;
    }
    attest_i_ids *sorted;
    size_t count;
    status = collect_matches(dataset, ids, &sorted, &count);
    if (status == ATTEST_OK && count > 0) {
        if (dataset->methods) {
            qsort_r(sorted, count, sizeof *sorted, compare_terms, (void *)(uintptr_t)dataset);
        } else {
            qsort(sorted, count, sizeof *sorted, compare_quads);
        }
    }
    for (size_t i = 0; i < count && status == ATTEST_OK; i++) {
        attest_quad quad = attest_i_dataset_quad(dataset, sorted[i]);
        status = sink.quad(sink.self, &quad);
    }
    free(sorted);
    return status;
}
