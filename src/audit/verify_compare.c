/* Verify: the dataset against what extraction gives now: quads that only one side has. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "audit/verify.h"
#include "store/packed.h"

/* The ids of a quad; NONE if one of its terms is not in the dataset. */
static enum attest_status find_quad(const attest_dataset *dataset, const attest_quad *quad, attest_i_ids *ids)
{
    const attest_term *terms[4] = {&quad->subject, &quad->predicate, &quad->object, &quad->graph};
    enum attest_status status = ATTEST_OK;
    for (size_t k = 0; k < 4 && status == ATTEST_OK; k++) {
        status = attest_i_dataset_find(dataset, terms[k], &ids->at[k]);
    }
    return status;
}

static int has(const attest_dataset *dataset, const attest_quad *quad, attest_i_ids *ids)
{
    attest_i_scan scan;
    attest_i_ids found;
    if (find_quad(dataset, quad, ids) != ATTEST_OK) {
        return 0;
    }
    attest_i_scan_open(&scan, dataset, *ids);
    int there = attest_i_scan_next(&scan, &found);
    attest_i_scan_close(&scan);
    return there;
}

/* Keep a difference, with its terms. */
static enum attest_status add(attest_i_verify *verify, const attest_quad *quad, int extra)
{
    attest_i_differences *differences = &verify->differences;
    const attest_term *terms[4] = {&quad->subject, &quad->predicate, &quad->object, &quad->graph};
    attest_term kept[4];
    enum attest_status status = ATTEST_I_VECTOR_RESERVE(differences, 1);
    for (size_t k = 0; k < 4 && status == ATTEST_OK; k++) {
        uint32_t id;
        status = attest_i_dictionary_intern(&differences->terms, terms[k], &id);
        kept[k] = status == ATTEST_OK ? attest_i_dictionary_term(&differences->terms, id) : *terms[k];
    }
    if (status == ATTEST_OK) {
        differences->items[differences->count++] = (attest_i_difference){
            {kept[0], kept[1], kept[2], kept[3]}, attest_i_verify_owner(kept[ATTEST_I_SUBJECT].value), extra};
    }
    return status;
}

/* Note a statement of the catalogue that is there and was derived. */
static enum attest_status account(attest_i_verify *verify, attest_i_ids ids)
{
    enum attest_status status = attest_i_grow((void **)&verify->accounted, &verify->accounted_capacity,
                                              verify->accounted_count + 1, sizeof *verify->accounted);
    if (status == ATTEST_OK) {
        verify->accounted[verify->accounted_count++] = ids;
    }
    return status;
}

/* A quad that was derived for a graph, or for none. */
static enum attest_status compare_expected(attest_i_verify *verify, const attest_i_verify_graph *graph,
                                           const attest_quad *quad)
{
    attest_i_ids ids;
    attest_view name = graph ? attest_i_verify_text(verify, graph->id) : (attest_view){NULL, 0};
    if (quad->graph.kind == ATTEST_TERM_NONE) {
        if (has(verify->dataset, quad, &ids)) {
            return account(verify, ids);
        }
        /* Of an imported graph the counts and the digest cannot be derived. */
        return graph && graph->imported && attest_view_equal(quad->subject.value, name) ? ATTEST_OK
                                                                                        : add(verify, quad, 0);
    }
    if (graph && attest_view_equal(quad->graph.value, name)) {
        return !graph->derived || has(verify->now, quad, &ids) ? ATTEST_OK : add(verify, quad, 0);
    }
    attest_quad_sink sink = attest_i_dataset_as_sink(verify->elsewhere);
    enum attest_status status = sink.quad(sink.self, quad);
    return status != ATTEST_OK || has(verify->dataset, quad, &ids) ? status : add(verify, quad, 0);
}

enum attest_status attest_i_verify_compare(attest_i_verify *verify, const attest_i_verify_graph *graph,
                                           const attest_dataset *expected)
{
    attest_i_quads_range all = attest_i_quads_all(&expected->quads);
    attest_i_ids ids;
    enum attest_status status = ATTEST_OK;
    for (size_t i = 0; i < all.count && status == ATTEST_OK; i++) {
        attest_quad quad = attest_i_dataset_quad(expected, attest_i_quads_row(&all, i));
        status = compare_expected(verify, graph, &quad);
    }
    if (status != ATTEST_OK || !graph || !graph->derived) {
        return status;
    }
    attest_i_ids pattern = {{ATTEST_I_ANY, ATTEST_I_ANY, ATTEST_I_ANY, verify->now_graph}};
    attest_i_quads_range there = attest_i_quads_match(&verify->now->quads, pattern);
    for (size_t i = 0; i < there.count && status == ATTEST_OK; i++) {
        attest_quad quad = attest_i_dataset_quad(verify->now, attest_i_quads_row(&there, i));
        status = has(expected, &quad, &ids) ? ATTEST_OK : add(verify, &quad, 1);
    }
    return status;
}

/* --- the catalogue -------------------------------------------------------------------------------------------------- */

/* Was a graph with that source not derived? `undescribed`: and neither was what the catalogue says of the source? */
static int is_underived_source(const attest_i_verify *verify, uint32_t source, int undescribed)
{
    size_t low = 0;
    size_t high = verify->graph_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (verify->graphs[verify->by_source[middle]].source < source) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; low < verify->graph_count && verify->graphs[verify->by_source[low]].source == source; low++) {
        const attest_i_verify_graph *graph = &verify->graphs[verify->by_source[low]];
        if (!graph->derived && (!undescribed || !graph->described)) {
            return 1;
        }
    }
    return 0;
}

/* Is it the publisher or an author of a source whose description was not derived? */
static int is_of_undescribed(const attest_i_verify *verify, uint32_t node, enum attest_i_iri property)
{
    attest_i_scan scan;
    attest_i_ids quad;
    int found = 0;
    if (!attest_i_verify_scan(&scan, verify->dataset, ATTEST_I_ANY, property, node, ATTEST_I_CATALOGUE)) {
        return 0;
    }
    while (!found && attest_i_scan_next(&scan, &quad)) {
        found = is_underived_source(verify, quad.at[ATTEST_I_SUBJECT], 1);
    }
    attest_i_scan_close(&scan);
    return found;
}

/* Does the catalogue say this of a source or graph that could not be derived? Its publisher and authors belong to it. An imported
 * graph's source is known; only the counts and digest of the graph are its own. */
static int is_about_underived(const attest_i_verify *verify, const attest_quad *quad)
{
    uint32_t subject;
    uint32_t object;
    if (quad->object.kind == ATTEST_TERM_IRI &&
        attest_i_dataset_find(verify->dataset, &quad->object, &object) == ATTEST_OK &&
        is_underived_source(verify, object, 0)) {
        return 1;
    }
    if (attest_i_dataset_find(verify->dataset, &quad->subject, &subject) != ATTEST_OK) {
        return 0;
    }
    const attest_i_verify_graph *graph = attest_i_verify_graph_of(verify, subject);
    return (graph && !graph->derived) || is_underived_source(verify, subject, 1) ||
           is_of_undescribed(verify, subject, ATTEST_I_IRI_SCHEMA_PUBLISHER) ||
           is_of_undescribed(verify, subject, ATTEST_I_IRI_SCHEMA_AUTHOR);
}

/* Is the subject a run that cannot be repeated, or its software or rules? These were told before. */
static int is_about_unrepeatable(const attest_i_verify *verify, const attest_quad *quad)
{
    uint32_t subject;
    if (attest_i_dataset_find(verify->dataset, &quad->subject, &subject) != ATTEST_OK) {
        return 0;
    }
    for (size_t i = 0; i < verify->run_count; i++) {
        const attest_i_verify_run *run = &verify->runs[i];
        if (!run->repeatable &&
            (run->id == subject ||
             attest_i_verify_object(verify->dataset, run->id, ATTEST_I_IRI_PROV_WAS_ASSOCIATED_WITH,
                                    ATTEST_I_CATALOGUE) == subject ||
             attest_i_verify_holds(verify->dataset, run->id, ATTEST_I_IRI_PROV_USED, subject, ATTEST_I_CATALOGUE))) {
            return 1;
        }
    }
    return 0;
}

/* Is the quad one that can be compared at all? */
static int is_comparable(const attest_i_verify *verify, const attest_quad *quad)
{
    uint32_t id;
    if (quad->graph.kind == ATTEST_TERM_NONE) {
        return !is_about_underived(verify, quad) && !is_about_unrepeatable(verify, quad);
    }
    const attest_i_verify_graph *graph = attest_i_dataset_find(verify->dataset, &quad->graph, &id) == ATTEST_OK
                                             ? attest_i_verify_graph_of(verify, id)
                                             : NULL;
    return graph ? graph->derived : 1;
}

static int compare_ids(const void *a, const void *b)
{
    return attest_i_rows_compare(a, b, 4);
}

/* Statements of the catalogue that nothing accounts for. */
static enum attest_status find_unaccounted(attest_i_verify *verify)
{
    attest_i_scan scan;
    attest_i_ids ids;
    enum attest_status status = ATTEST_OK;
    if (verify->accounted_count > 0) {
        qsort(verify->accounted, verify->accounted_count, sizeof ids, compare_ids);
    }
    attest_i_scan_open(&scan, verify->dataset,
                       (attest_i_ids){{ATTEST_I_ANY, ATTEST_I_ANY, ATTEST_I_ANY, ATTEST_I_CATALOGUE}});
    while (status == ATTEST_OK && attest_i_scan_next(&scan, &ids)) {
        if (verify->accounted_count > 0 &&
            bsearch(&ids, verify->accounted, verify->accounted_count, sizeof ids, compare_ids)) {
            continue;
        }
        attest_quad quad = attest_i_dataset_quad(verify->dataset, ids);
        if (is_comparable(verify, &quad)) {
            status = add(verify, &quad, 1);
        }
    }
    attest_i_scan_close(&scan);
    return status;
}

enum attest_status attest_i_verify_compare_catalogue(attest_i_verify *verify)
{
    attest_i_differences *differences = &verify->differences;
    attest_i_ids ids;
    size_t kept = 0;
    enum attest_status status = attest_i_dataset_seal(verify->elsewhere);
    if (status != ATTEST_OK) {
        return status;
    }
    /* What was noted when not all graphs were known. */
    for (size_t i = 0; i < differences->count; i++) {
        const attest_i_difference *difference = &differences->items[i];
        if (is_comparable(verify, &difference->quad) &&
            !(difference->extra && has(verify->elsewhere, &difference->quad, &ids))) {
            differences->items[kept++] = *difference;
        }
    }
    differences->count = kept;
    return find_unaccounted(verify);
}
