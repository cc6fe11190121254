/* What the report asks of the graph: values of properties, labels, pieces of text. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/report_graph.h"

uint32_t attest_i_report_vocabulary(const attest_dataset *dataset, enum attest_i_iri iri)
{
    attest_term term = attest_i_iri_term(iri);
    uint32_t id;
    return attest_i_dataset_find(dataset, &term, &id) == ATTEST_OK ? id : ATTEST_I_ANY;
}

/* Begin a look-up by property; 0 if the dataset does not know it, and there is nothing to close. */
static int open_scan(const attest_dataset *dataset, attest_i_scan *scan, uint32_t subject, enum attest_i_iri predicate,
                     uint32_t object, uint32_t graph)
{
    uint32_t id = attest_i_report_vocabulary(dataset, predicate);
    if (id == ATTEST_I_ANY) {
        return 0;
    }
    attest_i_scan_open(scan, dataset, (attest_i_ids){{subject, id, object, graph}});
    return 1;
}

enum attest_status attest_i_report_find(attest_i_report *report, uint32_t subject, enum attest_i_iri predicate,
                                        uint32_t object, uint32_t graph, attest_i_report_matches *found)
{
    attest_i_scan scan;
    attest_i_ids row;
    size_t capacity = 0;
    *found = (attest_i_report_matches){NULL, 0};
    if (!open_scan(report->dataset, &scan, subject, predicate, object, graph)) {
        return ATTEST_OK;
    }
    enum attest_status status = ATTEST_OK;
    while (status == ATTEST_OK && attest_i_scan_next(&scan, &row)) {
        if (found->count == capacity) {
            capacity = capacity ? capacity * 2 : 4;
            attest_i_ids *grown = attest_i_arena_array(&report->arena, capacity, sizeof *grown);
            if (!grown) {
                status = ATTEST_ERR_NOMEM;
                break;
            }
            if (found->count) {
                memcpy(grown, found->rows, found->count * sizeof *grown);
            }
            found->rows = grown;
        }
        found->rows[found->count++] = row;
    }
    attest_i_scan_close(&scan);
    return status;
}

uint32_t attest_i_report_object(const attest_dataset *dataset, uint32_t subject, enum attest_i_iri predicate,
                                uint32_t graph)
{
    attest_i_scan scan;
    attest_i_ids row;
    uint32_t first = ATTEST_I_TERM_NONE;
    if (!open_scan(dataset, &scan, subject, predicate, ATTEST_I_ANY, graph)) {
        return first;
    }
    while (attest_i_scan_next(&scan, &row)) {
        uint32_t object = row.at[ATTEST_I_OBJECT];
        if (first != ATTEST_I_TERM_NONE && object != first) {
            attest_term one = attest_i_dataset_term(dataset, first);
            attest_term other = attest_i_dataset_term(dataset, object);
            first = attest_term_compare(&other, &one) < 0 ? object : first;
        } else {
            first = object;
        }
    }
    attest_i_scan_close(&scan);
    return first;
}

attest_view attest_i_report_value(const attest_dataset *dataset, uint32_t subject, enum attest_i_iri predicate,
                                  uint32_t graph)
{
    return attest_i_dataset_term(dataset, attest_i_report_object(dataset, subject, predicate, graph)).value;
}

int attest_i_report_is_true(attest_view value)
{
    return attest_view_equal(value, ATTEST_VIEW("true")) || attest_view_equal(value, ATTEST_VIEW("1"));
}

attest_view attest_i_report_local_name(attest_view iri)
{
    for (size_t i = iri.size; i > 0; i--) {
        if (iri.data[i - 1] == '#' || iri.data[i - 1] == '/') {
            return (attest_view){iri.data + i, iri.size - i};
        }
    }
    return iri;
}

attest_view attest_i_report_lower_name(attest_i_report *report, uint32_t id)
{
    attest_view name = attest_i_report_local_name(attest_i_dataset_term(report->dataset, id).value);
    char *copy = attest_i_arena_array(&report->arena, name.size + 1, 2);
    size_t size = 0;
    for (size_t i = 0; copy && i < name.size; i++) {
        int capital = name.data[i] >= 'A' && name.data[i] <= 'Z';
        if (capital && i > 0) {
            copy[size++] = ' ';
        }
        copy[size++] = (char)(capital ? name.data[i] + ('a' - 'A') : name.data[i]);
    }
    return copy ? (attest_view){copy, size} : name;
}

attest_view attest_i_report_label(const attest_dataset *dataset, uint32_t id, uint32_t graph)
{
    attest_term term = attest_i_dataset_term(dataset, id);
    if (term.kind != ATTEST_TERM_IRI) {
        return term.value;
    }
    attest_view label = attest_i_report_value(dataset, id, ATTEST_I_IRI_RDFS_LABEL, graph);
    if (label.size == 0) {
        label = attest_i_report_value(dataset, id, ATTEST_I_IRI_RDFS_LABEL, ATTEST_I_ANY);
    }
    if (label.size == 0) {
        label = attest_i_report_value(dataset, id, ATTEST_I_IRI_RDF_VALUE, graph);
    }
    return label.size ? label : attest_i_report_local_name(term.value);
}

static uint64_t number_of(attest_view digits)
{
    uint64_t number = 0;
    for (size_t i = 0; i < digits.size && digits.data[i] >= '0' && digits.data[i] <= '9' && number < UINT32_MAX; i++) {
        number = number * 10 + (uint64_t)(digits.data[i] - '0');
    }
    return number;
}

attest_i_report_piece attest_i_report_piece_at(const attest_dataset *dataset, uint32_t selector, uint32_t graph)
{
    return (attest_i_report_piece){attest_i_report_value(dataset, selector, ATTEST_I_IRI_OA_PREFIX, graph),
                                   attest_i_report_value(dataset, selector, ATTEST_I_IRI_OA_EXACT, graph),
                                   attest_i_report_value(dataset, selector, ATTEST_I_IRI_OA_SUFFIX, graph),
                                   number_of(attest_i_report_value(dataset, selector, ATTEST_I_IRI_OA_START, graph)),
                                   number_of(attest_i_report_value(dataset, selector, ATTEST_I_IRI_OA_END, graph))};
}
