/* Verify: one graph against what the catalogue says of it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "attest/import.h"
#include "audit/verify.h"
#include "rdf/quad_set.h"
#include "source/format.h"

static size_t find_run(const attest_i_verify *verify, uint32_t id)
{
    size_t i = 0;
    while (i < verify->run_count && verify->runs[i].id != id) {
        i++;
    }
    return i < verify->run_count ? i : SIZE_MAX;
}

static int ends_with(attest_view text, attest_view end)
{
    return text.size >= end.size && memcmp(text.data + text.size - end.size, end.data, end.size) == 0;
}

/* Count the claims of the graph at hand, as checked if its source is there; true (1) if there are any and all of them were imported. */
static int count_claims(attest_i_verify *verify, const attest_i_verify_graph *graph)
{
    uint32_t class_ = attest_i_verify_id(verify->now, ATTEST_I_IRI_ATT_CLAIM);
    if (class_ == ATTEST_I_ANY) {
        return 0;
    }
    attest_i_quads_range claims = attest_i_verify_find(verify, ATTEST_I_ANY, ATTEST_I_IRI_RDF_TYPE, class_);
    size_t imported = 0;
    for (size_t i = 0; i < claims.count; i++) {
        uint32_t claim = attest_i_quads_row(&claims, i).at[ATTEST_I_SUBJECT];
        attest_view rule = attest_i_verify_value(verify->now, claim, ATTEST_I_IRI_ATT_RULE, verify->now_graph);
        imported += (size_t)ends_with(rule, ATTEST_VIEW("#" ATTEST_IMPORT_RULE)) |
                    (size_t)ends_with(rule, ATTEST_VIEW("/" ATTEST_IMPORT_RULE));
    }
    int all_imported = claims.count > 0 && imported == claims.count;
    if (graph->document) {
        verify->counts->claims += claims.count;
        verify->counts->imported += all_imported ? imported : 0;
    }
    return all_imported;
}

static attest_view base_name(attest_view path)
{
    for (size_t i = path.size; i > 0; i--) {
        if (path.data[i - 1] == '/') {
            return (attest_view){path.data + i, path.size - i};
        }
    }
    return path;
}

/* Would a folder's files of such a name be left out? A "#LINE" behind the name is no part of it. */
static int is_passed_over(attest_view file)
{
    char name[NAME_MAX + 1];
    const char *mark = file.size ? memrchr(file.data, '#', file.size) : NULL;
    size_t size = mark ? (size_t)(mark - file.data) : file.size;
    if (size == 0 || size > NAME_MAX || (size == 1 && file.data[0] == '-')) {
        return 0;
    }
    memcpy(name, file.data, size);
    name[size] = '\0';
    return !attest_i_format_in_folder(name);
}

/* The document of a graph: by the digest recorded; else by the digits of the source's IRI; else told to be missing or changed. */
static enum attest_status find_document(attest_i_verify *verify, attest_i_verify_graph *graph)
{
    attest_view iri = attest_i_verify_text(verify, graph->source);
    attest_view digest =
        attest_i_verify_value(verify->dataset, graph->source, ATTEST_I_IRI_ATT_DIGEST, ATTEST_I_CATALOGUE);
    attest_view file =
        attest_i_verify_value(verify->dataset, graph->source, ATTEST_I_IRI_DCT_IDENTIFIER, ATTEST_I_CATALOGUE);
    graph->document = attest_i_sources_find(&verify->sources, digest, NULL);
    for (size_t i = 0; i < verify->sources.count && !graph->document && graph->run != SIZE_MAX; i++) {
        char named[ATTEST_IRI_MAX];
        enum attest_status status =
            attest_graph_source_iri(verify->runs[graph->run].mapper, verify->sources.items[i], named, sizeof named);
        if (status != ATTEST_OK) {
            return status;
        }
        if (attest_view_equal(attest_view_of(named), iri)) {
            graph->document = verify->sources.items[i];
            attest_i_verify_report(verify, "source-digest", iri, "the digest recorded is %.*s, but the source has %s",
                                   (int)(digest.size > 80 ? 80 : digest.size), digest.data ? digest.data : "",
                                   attest_document_digest(graph->document));
        }
    }
    if (graph->document) {
        verify->counts->sources++;
        return ATTEST_OK;
    }
    for (size_t i = 0; i < verify->sources.count && file.size; i++) {
        if (attest_view_equal(base_name(attest_document_path(verify->sources.items[i])), file)) {
            attest_i_verify_report(verify, "source-changed", iri, "%.*s is not what it was: its digest is now %s",
                                   (int)file.size, file.data, attest_document_digest(verify->sources.items[i]));
            return ATTEST_OK;
        }
    }
    attest_i_verify_report(
        verify, "source-missing", iri, "none of the sources given is %.*s (%.*s)%s", (int)file.size,
        file.data ? file.data : "", (int)(digest.size > 80 ? 80 : digest.size), digest.data ? digest.data : "",
        is_passed_over(file) ? "; in a folder, files of this kind are passed over: give it by name" : "");
    return ATTEST_OK;
}

/* The digest of a graph as the catalogue has it, against the quads that are there. */
static enum attest_status check_digest(attest_i_verify *verify, uint32_t graph)
{
    attest_i_quad_set set = {.count = 0};
    attest_i_ids pattern = {{ATTEST_I_ANY, ATTEST_I_ANY, ATTEST_I_ANY, verify->now_graph}};
    attest_i_quads_range range = attest_i_quads_match(&verify->now->quads, pattern);
    attest_view iri = attest_i_verify_text(verify, graph);
    for (size_t i = 0; i < range.count; i++) {
        attest_quad quad = attest_i_dataset_quad(verify->now, attest_i_quads_row(&range, i));
        attest_i_quad_set_add_term(&set, quad.subject, quad.predicate, quad.object);
    }
    char digest[ATTEST_I_DIGEST_SIZE];
    enum attest_status status =
        attest_i_quad_set_digest(&set, (attest_term){.kind = ATTEST_TERM_IRI, .value = iri}, digest);
    attest_i_quad_set_clear(&set);
    attest_view stated = attest_i_verify_value(verify->dataset, graph, ATTEST_I_IRI_ATT_DIGEST, ATTEST_I_CATALOGUE);
    /* A source may give nothing: then its graph is empty, and has the digest of nothing. */
    if (status == ATTEST_OK && range.count == 0 && !attest_view_equal(stated, attest_view_of(digest))) {
        attest_i_verify_report(verify, "graph-missing", iri, "the catalogue describes this graph, but it is empty");
        return ATTEST_OK;
    }
    if (status == ATTEST_OK && !attest_view_equal(stated, attest_view_of(digest))) {
        attest_i_verify_report(verify, "graph-digest", iri, "the graph's digest is %s, the catalogue says %.*s", digest,
                               (int)(stated.size > 80 ? 80 : stated.size), stated.data ? stated.data : "nothing");
    }
    return status;
}

enum attest_status attest_i_verify_examine(attest_i_verify *verify, attest_i_verify_graph *graph)
{
    const attest_dataset *dataset = verify->dataset;
    uint32_t class_ = attest_i_verify_id(dataset, ATTEST_I_IRI_ATT_SOURCE_GRAPH);
    verify->counts->graphs++;
    graph->run = SIZE_MAX;
    if (class_ == ATTEST_I_ANY ||
        !attest_i_verify_holds(dataset, graph->id, ATTEST_I_IRI_RDF_TYPE, class_, ATTEST_I_CATALOGUE)) {
        attest_i_verify_report(verify, "graph-undescribed", attest_i_verify_text(verify, graph->id),
                               "the catalogue does not know this graph: nothing says where it comes from");
        return ATTEST_OK;
    }
    graph->source = attest_i_verify_object(dataset, graph->id, ATTEST_I_IRI_PROV_WAS_DERIVED_FROM, ATTEST_I_CATALOGUE);
    graph->run = find_run(
        verify, attest_i_verify_object(dataset, graph->id, ATTEST_I_IRI_PROV_WAS_GENERATED_BY, ATTEST_I_CATALOGUE));
    enum attest_status status = check_digest(verify, graph->id);
    if (graph->run == SIZE_MAX) {
        attest_i_verify_report(verify, "run-missing", attest_i_verify_text(verify, graph->id),
                               "nothing says which run made this graph");
    }
    if (status == ATTEST_OK) {
        status = find_document(verify, graph);
    }
    graph->imported = count_claims(verify, graph);
    return status == ATTEST_OK && graph->document ? attest_i_verify_evidence(verify, graph) : status;
}
