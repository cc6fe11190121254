/* Verify: its steps, graph by graph, so that what they take does not depend on how many graphs there are; look-ups. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/verify.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "audit/verify.h"

void attest_i_verify_report(attest_i_verify *verify, const char *kind, attest_view subject, const char *format, ...)
{
    char place[ATTEST_IRI_MAX];
    char text[ATTEST_ERROR_TEXT_MAX];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    snprintf(place, sizeof place, "%.*s", (int)(subject.size < sizeof place ? subject.size : sizeof place - 1),
             subject.data);
    attest_finding finding = {kind, place, text};
    verify->handler(verify->user_data, &finding);
    verify->counts->findings++;
}

enum attest_status attest_i_verify_note(attest_i_verify *verify, attest_view iri)
{
    attest_term term = {.kind = ATTEST_TERM_IRI, .value = iri};
    uint32_t id;
    return attest_i_dictionary_intern(&verify->reported, &term, &id);
}

int attest_i_verify_is_noted(const attest_i_verify *verify, attest_view iri)
{
    attest_term term = {.kind = ATTEST_TERM_IRI, .value = iri};
    uint32_t id;
    return attest_i_dictionary_find(&verify->reported, &term, &id) == ATTEST_OK;
}

/* --- look-ups ------------------------------------------------------------------------------------------------------- */

uint32_t attest_i_verify_id(const attest_dataset *dataset, enum attest_i_iri iri)
{
    attest_term term = attest_i_iri_term(iri);
    uint32_t id;
    return attest_i_dataset_find(dataset, &term, &id) == ATTEST_OK ? id : ATTEST_I_ANY;
}

attest_view attest_i_verify_text(const attest_i_verify *verify, uint32_t id)
{
    return attest_i_dataset_term(verify->dataset, id).value;
}

int attest_i_verify_scan(attest_i_scan *scan, const attest_dataset *dataset, uint32_t subject,
                         enum attest_i_iri predicate, uint32_t object, uint32_t graph)
{
    uint32_t id = attest_i_verify_id(dataset, predicate);
    if (id == ATTEST_I_ANY) {
        return 0;
    }
    attest_i_scan_open(scan, dataset, (attest_i_ids){{subject, id, object, graph}});
    return 1;
}

int attest_i_verify_holds(const attest_dataset *dataset, uint32_t subject, enum attest_i_iri predicate, uint32_t object,
                          uint32_t graph)
{
    attest_i_scan scan;
    attest_i_ids quad;
    if (!attest_i_verify_scan(&scan, dataset, subject, predicate, object, graph)) {
        return 0;
    }
    int found = attest_i_scan_next(&scan, &quad);
    attest_i_scan_close(&scan);
    return found;
}

uint32_t attest_i_verify_object(const attest_dataset *dataset, uint32_t subject, enum attest_i_iri predicate,
                                uint32_t graph)
{
    attest_i_scan scan;
    attest_i_ids quad;
    attest_term first = {.kind = ATTEST_TERM_NONE};
    uint32_t id = ATTEST_I_TERM_NONE;
    if (!attest_i_verify_scan(&scan, dataset, subject, predicate, ATTEST_I_ANY, graph)) {
        return id;
    }
    while (attest_i_scan_next(&scan, &quad)) {
        attest_term term = attest_i_dataset_term(dataset, quad.at[ATTEST_I_OBJECT]);
        if (id == ATTEST_I_TERM_NONE || attest_term_compare(&term, &first) < 0) {
            first = term;
            id = quad.at[ATTEST_I_OBJECT];
        }
    }
    attest_i_scan_close(&scan);
    return id;
}

attest_view attest_i_verify_value(const attest_dataset *dataset, uint32_t subject, enum attest_i_iri predicate,
                                  uint32_t graph)
{
    return attest_i_dataset_term(dataset, attest_i_verify_object(dataset, subject, predicate, graph)).value;
}

attest_i_quads_range attest_i_verify_find(const attest_i_verify *verify, uint32_t subject, enum attest_i_iri predicate,
                                          uint32_t object)
{
    uint32_t id = attest_i_verify_id(verify->now, predicate);
    if (id == ATTEST_I_ANY) {
        return (attest_i_quads_range){NULL, 0, NULL};
    }
    return attest_i_quads_match(&verify->now->quads, (attest_i_ids){{subject, id, object, verify->now_graph}});
}

/* --- graphs --------------------------------------------------------------------------------------------------------- */

static int compare_ids(const void *a, const void *b)
{
    const attest_i_verify_graph *left = a;
    const attest_i_verify_graph *right = b;
    return (left->id > right->id) - (left->id < right->id);
}

attest_i_verify_graph *attest_i_verify_graph_of(const attest_i_verify *verify, uint32_t id)
{
    attest_i_verify_graph key = {.id = id};
    return verify->graph_count ? bsearch(&key, verify->graphs, verify->graph_count, sizeof key, compare_ids) : NULL;
}

static enum attest_status add_graph(attest_i_verify *verify, size_t *capacity, uint32_t id, int empty)
{
    enum attest_status status =
        attest_i_grow((void **)&verify->graphs, capacity, verify->graph_count + 1, sizeof *verify->graphs);
    if (status == ATTEST_OK) {
        verify->graphs[verify->graph_count++] = (attest_i_verify_graph){.id = id, .empty = empty, .run = SIZE_MAX};
    }
    return status;
}

/* Graphs that the catalogue describes though no quad stands in them. Those with quads are listed. */
static enum attest_status list_empty(attest_i_verify *verify, size_t *capacity)
{
    attest_i_scan scan;
    attest_i_ids quad;
    enum attest_status status = ATTEST_OK;
    uint32_t class_ = attest_i_verify_id(verify->dataset, ATTEST_I_IRI_ATT_SOURCE_GRAPH);
    if (class_ == ATTEST_I_ANY || !attest_i_verify_scan(&scan, verify->dataset, ATTEST_I_ANY, ATTEST_I_IRI_RDF_TYPE,
                                                        class_, ATTEST_I_CATALOGUE)) {
        return ATTEST_OK;
    }
    size_t listed = verify->graph_count;
    while (status == ATTEST_OK && attest_i_scan_next(&scan, &quad)) {
        const attest_i_verify with_quads = {.graphs = verify->graphs, .graph_count = listed};
        if (!attest_i_verify_graph_of(&with_quads, quad.at[ATTEST_I_SUBJECT])) {
            status = add_graph(verify, capacity, quad.at[ATTEST_I_SUBJECT], 1);
        }
    }
    attest_i_scan_close(&scan);
    return status;
}

static int compare_order(const void *a, const void *b, void *data)
{
    const attest_i_verify *verify = data;
    const attest_i_verify_graph *left = &verify->graphs[*(const size_t *)a];
    const attest_i_verify_graph *right = &verify->graphs[*(const size_t *)b];
    return left->empty != right->empty
               ? left->empty - right->empty
               : attest_view_compare(attest_i_verify_text(verify, left->id), attest_i_verify_text(verify, right->id));
}

static int compare_sources(const void *a, const void *b, void *data)
{
    const attest_i_verify *verify = data;
    uint32_t left = verify->graphs[*(const size_t *)a].source;
    uint32_t right = verify->graphs[*(const size_t *)b].source;
    return (left > right) - (left < right);
}

/* Graph names: those that quads stand in and those that the catalogue describes. */
static enum attest_status find_graphs(attest_i_verify *verify)
{
    size_t capacity = 0;
    uint32_t graph = ATTEST_I_CATALOGUE;
    enum attest_status status = ATTEST_OK;
    while (status == ATTEST_OK && attest_i_dataset_next_graph(verify->dataset, &graph)) {
        status = add_graph(verify, &capacity, graph, 0);
    }
    if (status == ATTEST_OK) {
        status = list_empty(verify, &capacity);
    }
    verify->order = calloc(verify->graph_count + 1, sizeof *verify->order);
    verify->by_source = calloc(verify->graph_count + 1, sizeof *verify->by_source);
    if (status != ATTEST_OK || !verify->order || !verify->by_source) {
        return status == ATTEST_OK ? ATTEST_ERR_NOMEM : status;
    }
    for (size_t i = 0; i < verify->graph_count; i++) {
        verify->order[i] = verify->by_source[i] = i;
    }
    if (verify->graph_count > 0) {
        qsort(verify->graphs, verify->graph_count, sizeof *verify->graphs, compare_ids);
        qsort_r(verify->order, verify->graph_count, sizeof *verify->order, compare_order, verify);
    }
    return status;
}

/* Have the graph at hand in memory. */
static enum attest_status take_graph(attest_i_verify *verify, uint32_t graph)
{
    attest_i_scan scan;
    attest_i_ids ids;
    if (!verify->dataset->methods) {
        verify->now = verify->dataset;
        verify->now_graph = graph;
        return ATTEST_OK;
    }
    enum attest_status status = attest_i_dataset_new(&verify->own);
    if (status != ATTEST_OK) {
        return status;
    }
    verify->now = verify->own;
    attest_quad_sink sink = attest_i_dataset_as_sink(verify->own);
    attest_i_scan_open(&scan, verify->dataset, (attest_i_ids){{ATTEST_I_ANY, ATTEST_I_ANY, ATTEST_I_ANY, graph}});
    while (status == ATTEST_OK && attest_i_scan_next(&scan, &ids)) {
        attest_quad quad = attest_i_dataset_quad(verify->dataset, ids);
        status = attest_i_dataset_status(verify->dataset, verify->error);
        status = status == ATTEST_OK ? sink.quad(sink.self, &quad) : status;
    }
    attest_i_scan_close(&scan);
    if (status == ATTEST_OK) {
        status = attest_i_dataset_seal(verify->own);
    }
    attest_term name = attest_i_dataset_term(verify->dataset, graph);
    if (attest_i_dictionary_find(&verify->own->terms, &name, &verify->now_graph) != ATTEST_OK) {
        verify->now_graph = ATTEST_I_ANY - 1; /* an empty graph: no number has its quads */
    }
    return status;
}

static void leave_graph(attest_i_verify *verify)
{
    attest_dataset_free(verify->own);
    verify->own = NULL;
    verify->now = NULL;
}

static enum attest_status verify_graph(attest_i_verify *verify, attest_i_verify_graph *graph)
{
    enum attest_status status = take_graph(verify, graph->id);
    if (status == ATTEST_OK) {
        status = attest_i_verify_examine(verify, graph);
    }
    if (status == ATTEST_OK) {
        status = attest_i_verify_derive(verify, graph);
    }
    leave_graph(verify);
    return status == ATTEST_OK ? attest_i_dataset_status(verify->dataset, verify->error) : status;
}

/* --- steps ---------------------------------------------------------------------------------------------------------- */

static void clear_verify(attest_i_verify *verify)
{
    for (size_t i = 0; i < verify->run_count; i++) {
        attest_graph_mapper_free(verify->runs[i].mapper);
        attest_extractor_free(verify->runs[i].extractor);
    }
    free(verify->runs);
    free(verify->graphs);
    free(verify->order);
    free(verify->by_source);
    free(verify->accounted);
    free(verify->differences.items);
    free(verify->differences.missing);
    attest_i_dictionary_clear(&verify->differences.terms);
    attest_dataset_free(verify->elsewhere);
    attest_i_dictionary_clear(&verify->reported);
    attest_i_sources_clear(&verify->sources);
    attest_ruleset_free(verify->rules);
}

static enum attest_status run_steps(attest_i_verify *verify)
{
    const attest_verify_request *request = verify->request;
    size_t unreadable = 0;
    enum attest_status status =
        attest_ruleset_new(&verify->rules, request->rule_files, request->rule_file_count, verify->error);
    for (size_t i = 0; status == ATTEST_OK && i < request->without_count; i++) {
        status = attest_ruleset_without(verify->rules, request->without[i], verify->error);
    }
    if (status == ATTEST_OK) {
        status =
            attest_i_sources_read(&verify->sources, request->sources, request->source_count, &request->source_options,
                                  verify->handler, verify->user_data, &unreadable, verify->error);
    }
    verify->counts->findings += unreadable;
    if (status == ATTEST_OK) {
        status = attest_i_verify_find_runs(verify);
    }
    if (status == ATTEST_OK) {
        status = find_graphs(verify);
    }
    if (status == ATTEST_OK) {
        status = attest_i_dataset_new(&verify->elsewhere);
    }
    if (status == ATTEST_OK) {
        status = attest_i_verify_derive_runs(verify);
    }
    for (size_t i = 0; i < verify->graph_count && status == ATTEST_OK; i++) {
        status = verify_graph(verify, &verify->graphs[verify->order[i]]);
    }
    if (status == ATTEST_OK) {
        if (verify->graph_count > 0) {
            qsort_r(verify->by_source, verify->graph_count, sizeof *verify->by_source, compare_sources, verify);
        }
        status = attest_i_verify_compare_catalogue(verify);
    }
    if (status == ATTEST_OK) {
        status = attest_i_verify_tell(verify);
    }
    return status == ATTEST_OK ? attest_i_dataset_status(verify->dataset, verify->error) : status;
}

enum attest_status attest_verify_run(const attest_dataset *dataset, const attest_verify_request *request,
                                     attest_finding_handler *handler, void *user_data, attest_verify_counts *counts,
                                     attest_error *error)
{
    attest_i_verify verify = {.dataset = dataset,
                              .request = request,
                              .handler = handler,
                              .user_data = user_data,
                              .counts = counts,
                              .error = error};
    memset(counts, 0, sizeof *counts);
    attest_i_dictionary_init(&verify.reported);
    attest_i_dictionary_init(&verify.differences.terms);
    if (error) {
        error->status = ATTEST_OK;
    }
    enum attest_status status = run_steps(&verify);
    if (status != ATTEST_OK && error && error->status == ATTEST_OK) {
        (void)attest_error_set(error, status, NULL, "%s", attest_status_text(status));
    }
    clear_verify(&verify);
    return status;
}
