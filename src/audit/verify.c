/* Verify: which runs and graphs there are, their digests, and what extraction gives now. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/verify.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "extract/builder.h"
#include "rdf/quad_set.h"
#include "source/format.h"
#include "attest/import.h"

#define CATALOGUE ATTEST_I_TERM_NONE

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

attest_i_quads_range attest_i_verify_find(const attest_dataset *dataset, uint32_t subject, enum attest_i_iri predicate,
                                          uint32_t object, uint32_t graph)
{
    attest_term term = attest_i_iri_term(predicate);
    uint32_t id;
    if (attest_i_dictionary_find(&dataset->terms, &term, &id) != ATTEST_OK) {
        return (attest_i_quads_range){NULL, 0, NULL};
    }
    return attest_i_quads_match(&dataset->quads, (attest_i_ids){{subject, id, object, graph}});
}

uint32_t attest_i_verify_object(const attest_dataset *dataset, uint32_t subject, enum attest_i_iri predicate,
                                uint32_t graph)
{
    attest_i_quads_range range = attest_i_verify_find(dataset, subject, predicate, ATTEST_I_ANY, graph);
    return range.count ? attest_i_quads_row(&range, 0).at[ATTEST_I_OBJECT] : ATTEST_I_TERM_NONE;
}

attest_view attest_i_verify_value(const attest_dataset *dataset, uint32_t subject, enum attest_i_iri predicate,
                                  uint32_t graph)
{
    return attest_i_dictionary_term(&dataset->terms, attest_i_verify_object(dataset, subject, predicate, graph)).value;
}

static attest_view text_of(const attest_i_verify *verify, uint32_t id)
{
    return attest_i_dictionary_term(&verify->dataset->terms, id).value;
}

static uint32_t class_id(const attest_i_verify *verify, enum attest_i_iri class_)
{
    attest_term term = attest_i_iri_term(class_);
    uint32_t id;
    return attest_i_dictionary_find(&verify->dataset->terms, &term, &id) == ATTEST_OK ? id : ATTEST_I_ANY;
}

static double read_share(attest_view text)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%.*s", (int)(text.size < sizeof digits ? text.size : sizeof digits - 1),
             text.data ? text.data : "");
    double share = strtod(digits, NULL);
    return share >= 0 && share <= 1 ? share : 0;
}

/* Are version and rules those of this program? What they are not cannot be derived again. */
static int check_repeatable(attest_i_verify *verify, uint32_t run)
{
    const attest_dataset *dataset = verify->dataset;
    uint32_t software = attest_i_verify_object(dataset, run, ATTEST_I_IRI_PROV_WAS_ASSOCIATED_WITH, CATALOGUE);
    attest_view version = attest_i_verify_value(dataset, software, ATTEST_I_IRI_RDFS_LABEL, CATALOGUE);
    int repeatable = 1;
    if (!attest_view_equal(version, attest_view_of(attest_version()))) {
        attest_i_verify_report(verify, "version-differs", text_of(verify, run),
                               "the run was made by \"%.*s\", this is \"%s\": its claims cannot be derived again",
                               (int)(version.size > 80 ? 80 : version.size), version.data ? version.data : "",
                               attest_version());
        repeatable = 0;
    }
    attest_i_quads_range used = attest_i_verify_find(dataset, run, ATTEST_I_IRI_PROV_USED, ATTEST_I_ANY, CATALOGUE);
    uint32_t rule_set = class_id(verify, ATTEST_I_IRI_ATT_RULE_SET);
    attest_view digest = {NULL, 0};
    for (size_t i = 0; i < used.count && rule_set != ATTEST_I_ANY; i++) {
        uint32_t id = attest_i_quads_row(&used, i).at[ATTEST_I_OBJECT];
        if (attest_i_verify_find(dataset, id, ATTEST_I_IRI_RDF_TYPE, rule_set, CATALOGUE).count) {
            digest = attest_i_verify_value(dataset, id, ATTEST_I_IRI_ATT_DIGEST, CATALOGUE);
        }
    }
    if (!attest_view_equal(digest, attest_view_of(attest_ruleset_digest(verify->rules)))) {
        attest_i_verify_report(verify, "rules-differ", text_of(verify, run),
                               "the run used other rules than those given now (%s): its claims cannot be derived again",
                               attest_ruleset_digest(verify->rules));
        repeatable = 0;
    }
    return repeatable;
}

static enum attest_status open_run(attest_i_verify *verify, attest_i_verify_run *run)
{
    char base[ATTEST_IRI_MAX];
    attest_view stated = attest_i_verify_value(verify->dataset, run->id, ATTEST_I_IRI_ATT_BASE, CATALOGUE);
    double confidence =
        read_share(attest_i_verify_value(verify->dataset, run->id, ATTEST_I_IRI_ATT_MIN_CONFIDENCE, CATALOGUE));
    attest_graph_options graph = attest_graph_options_default();
    attest_extractor_options extraction = attest_extractor_options_default();
    graph.min_confidence = confidence;
    extraction.min_confidence = confidence;
    if (stated.size && stated.size < sizeof base) {
        snprintf(base, sizeof base, "%.*s", (int)stated.size, stated.data);
        graph.base = base;
    }
    run->repeatable = check_repeatable(verify, run->id);
    enum attest_status status = attest_graph_mapper_new(&run->mapper, verify->rules, &graph, verify->error);
    if (status == ATTEST_ERR_ARGUMENT) {
        attest_i_verify_report(verify, "run-altered", text_of(verify, run->id), "att:base is no base IRI");
        graph.base = NULL;
        status = attest_graph_mapper_new(&run->mapper, verify->rules, &graph, verify->error);
    }
    if (status == ATTEST_OK) {
        status = attest_extractor_new(&run->extractor, verify->rules, &extraction, verify->error);
    }
    return status;
}

static enum attest_status find_runs(attest_i_verify *verify)
{
    uint32_t activity = class_id(verify, ATTEST_I_IRI_PROV_ACTIVITY);
    attest_i_quads_range range = {NULL, 0, NULL};
    if (activity != ATTEST_I_ANY) {
        range = attest_i_verify_find(verify->dataset, ATTEST_I_ANY, ATTEST_I_IRI_RDF_TYPE, activity, CATALOGUE);
    }
    verify->runs = calloc(range.count + 1, sizeof *verify->runs);
    enum attest_status status = verify->runs ? ATTEST_OK : ATTEST_ERR_NOMEM;
    for (size_t i = 0; i < range.count && status == ATTEST_OK; i++) {
        verify->runs[i].id = attest_i_quads_row(&range, i).at[ATTEST_I_SUBJECT];
        verify->run_count = i + 1;
        status = open_run(verify, &verify->runs[i]);
    }
    return status;
}

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

/* Count the claims of a graph, as checked if its source is there; true (1) if there are any and all of them were imported. */
static int count_claims(attest_i_verify *verify, const attest_i_verify_graph *graph)
{
    uint32_t class_ = class_id(verify, ATTEST_I_IRI_ATT_CLAIM);
    if (class_ == ATTEST_I_ANY) {
        return 0;
    }
    attest_i_quads_range claims =
        attest_i_verify_find(verify->dataset, ATTEST_I_ANY, ATTEST_I_IRI_RDF_TYPE, class_, graph->id);
    size_t imported = 0;
    for (size_t i = 0; i < claims.count; i++) {
        uint32_t claim = attest_i_quads_row(&claims, i).at[ATTEST_I_SUBJECT];
        imported += (size_t)ends_with(attest_i_verify_value(verify->dataset, claim, ATTEST_I_IRI_ATT_RULE, graph->id),
                                      ATTEST_VIEW("#" ATTEST_IMPORT_RULE)) |
                    (size_t)ends_with(attest_i_verify_value(verify->dataset, claim, ATTEST_I_IRI_ATT_RULE, graph->id),
                                      ATTEST_VIEW("/" ATTEST_IMPORT_RULE));
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
    attest_view iri = text_of(verify, graph->source);
    attest_view digest = attest_i_verify_value(verify->dataset, graph->source, ATTEST_I_IRI_ATT_DIGEST, CATALOGUE);
    attest_view file = attest_i_verify_value(verify->dataset, graph->source, ATTEST_I_IRI_DCT_IDENTIFIER, CATALOGUE);
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
    attest_i_ids pattern = {{ATTEST_I_ANY, ATTEST_I_ANY, ATTEST_I_ANY, graph}};
    attest_i_quads_range range = attest_i_quads_match(&verify->dataset->quads, pattern);
    attest_view iri = text_of(verify, graph);
    for (size_t i = 0; i < range.count; i++) {
        attest_quad quad = attest_i_dataset_quad(verify->dataset, attest_i_quads_row(&range, i));
        attest_i_quad_set_add_term(&set, quad.subject, quad.predicate, quad.object);
    }
    char digest[ATTEST_I_DIGEST_SIZE];
    enum attest_status status =
        attest_i_quad_set_digest(&set, (attest_term){.kind = ATTEST_TERM_IRI, .value = iri}, digest);
    attest_i_quad_set_clear(&set);
    attest_view stated = attest_i_verify_value(verify->dataset, graph, ATTEST_I_IRI_ATT_DIGEST, CATALOGUE);
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

static enum attest_status examine_graph(attest_i_verify *verify, attest_i_verify_graph *graph)
{
    const attest_dataset *dataset = verify->dataset;
    uint32_t class_ = class_id(verify, ATTEST_I_IRI_ATT_SOURCE_GRAPH);
    verify->counts->graphs++;
    graph->run = SIZE_MAX;
    if (class_ == ATTEST_I_ANY ||
        attest_i_verify_find(dataset, graph->id, ATTEST_I_IRI_RDF_TYPE, class_, CATALOGUE).count == 0) {
        attest_i_verify_report(verify, "graph-undescribed", text_of(verify, graph->id),
                               "the catalogue does not know this graph: nothing says where it comes from");
        return ATTEST_OK;
    }
    graph->source = attest_i_verify_object(dataset, graph->id, ATTEST_I_IRI_PROV_WAS_DERIVED_FROM, CATALOGUE);
    graph->run =
        find_run(verify, attest_i_verify_object(dataset, graph->id, ATTEST_I_IRI_PROV_WAS_GENERATED_BY, CATALOGUE));
    enum attest_status status = check_digest(verify, graph->id);
    if (graph->run == SIZE_MAX) {
        attest_i_verify_report(verify, "run-missing", text_of(verify, graph->id),
                               "nothing says which run made this graph");
    }
    if (status == ATTEST_OK) {
        status = find_document(verify, graph);
    }
    graph->imported = count_claims(verify, graph);
    return status == ATTEST_OK && graph->document ? attest_i_verify_evidence(verify, graph) : status;
}

/* Graph names: those that the catalogue describes and those that quads stand in. */
static enum attest_status find_graphs(attest_i_verify *verify)
{
    attest_i_quads_range all = attest_i_quads_all(&verify->dataset->quads);
    uint32_t class_ = class_id(verify, ATTEST_I_IRI_ATT_SOURCE_GRAPH);
    attest_i_quads_range described = {NULL, 0, NULL};
    if (class_ != ATTEST_I_ANY) {
        described = attest_i_verify_find(verify->dataset, ATTEST_I_ANY, ATTEST_I_IRI_RDF_TYPE, class_, CATALOGUE);
    }
    size_t capacity = 0;
    uint32_t last = CATALOGUE;
    for (size_t i = 0; i < all.count + described.count; i++) {
        uint32_t id = i < all.count ? attest_i_quads_row(&all, i).at[ATTEST_I_GRAPH]
                                    : attest_i_quads_row(&described, i - all.count).at[ATTEST_I_SUBJECT];
        attest_i_ids pattern = {{ATTEST_I_ANY, ATTEST_I_ANY, ATTEST_I_ANY, id}};
        int known = i < all.count ? id == last : attest_i_quads_match(&verify->dataset->quads, pattern).count > 0;
        last = id;
        if (known || id == CATALOGUE) {
            continue;
        }
        enum attest_status status =
            attest_i_grow((void **)&verify->graphs, &capacity, verify->graph_count + 1, sizeof *verify->graphs);
        if (status != ATTEST_OK) {
            return status;
        }
        verify->graphs[verify->graph_count++] = (attest_i_verify_graph){.id = id};
    }
    return ATTEST_OK;
}

/* What a document gives now. Of an imported graph only the catalogue's part on the source can be derived: that of no claims. */
static enum attest_status derive_document(attest_i_verify *verify, const attest_i_verify_graph *graph,
                                          const attest_document *document, attest_quad_sink sink)
{
    const attest_i_verify_run *run = &verify->runs[graph->run];
    attest_extraction *extraction = NULL;
    enum attest_status status;
    if (graph->imported) {
        attest_i_builder *builder;
        status = attest_i_builder_new(&builder, document);
        if (status == ATTEST_OK) {
            status = attest_i_builder_finish(builder, &extraction);
        }
    } else {
        status = attest_extractor_extract(run->extractor, document, &extraction, verify->error);
    }
    if (status == ATTEST_OK) {
        status = attest_graph_emit_extraction(run->mapper, extraction, sink, verify->error);
    }
    attest_extraction_free(extraction);
    return status;
}

/* Does the catalogue know the source by this file's name? */
static int is_named(const attest_i_verify *verify, uint32_t source, const attest_document *document)
{
    attest_term term = {.kind = ATTEST_TERM_LITERAL, .value = base_name(attest_document_path(document))};
    uint32_t id;
    return attest_i_dictionary_find(&verify->dataset->terms, &term, &id) == ATTEST_OK &&
           attest_i_verify_find(verify->dataset, source, ATTEST_I_IRI_DCT_IDENTIFIER, id, CATALOGUE).count > 0;
}

/* The same bytes may be there in several files: all that the catalogue names are derived, or the first if it names none. */
static enum attest_status derive_graph(attest_i_verify *verify, attest_i_verify_graph *graph, attest_quad_sink sink)
{
    size_t index;
    const char *digest = attest_document_digest(graph->document);
    enum attest_status status = ATTEST_OK;
    int derived = 0;
    if (!attest_i_sources_find(&verify->sources, attest_view_of(digest), &index)) {
        return ATTEST_ERR;
    }
    for (; index < verify->sources.count && status == ATTEST_OK; index++) {
        const attest_document *document = verify->sources.items[index];
        if (strcmp(attest_document_digest(document), digest) != 0) {
            break;
        }
        if (is_named(verify, graph->source, document)) {
            status = derive_document(verify, graph, document, sink);
            derived = 1;
        }
    }
    if (!derived) {
        status = derive_document(verify, graph, graph->document, sink);
    }
    graph->derived = status == ATTEST_OK && !graph->imported;
    return status;
}

static enum attest_status derive_all(attest_i_verify *verify)
{
    enum attest_status status = attest_i_dataset_new(&verify->expected);
    if (status != ATTEST_OK) {
        return status;
    }
    attest_quad_sink sink = attest_i_dataset_as_sink(verify->expected);
    for (size_t i = 0; i < verify->run_count && status == ATTEST_OK; i++) {
        if (verify->runs[i].repeatable) {
            status = attest_graph_emit_run(verify->runs[i].mapper, sink, verify->error);
        }
    }
    for (size_t i = 0; i < verify->graph_count && status == ATTEST_OK; i++) {
        attest_i_verify_graph *graph = &verify->graphs[i];
        if (graph->document && graph->run != SIZE_MAX && verify->runs[graph->run].repeatable) {
            status = derive_graph(verify, graph, sink);
        }
    }
    return status == ATTEST_OK ? attest_i_dataset_seal(verify->expected) : status;
}

static void clear_verify(attest_i_verify *verify)
{
    for (size_t i = 0; i < verify->run_count; i++) {
        attest_graph_mapper_free(verify->runs[i].mapper);
        attest_extractor_free(verify->runs[i].extractor);
    }
    free(verify->runs);
    free(verify->graphs);
    attest_dataset_free(verify->expected);
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
        status = find_runs(verify);
    }
    if (status == ATTEST_OK) {
        status = find_graphs(verify);
    }
    for (size_t i = 0; i < verify->graph_count && status == ATTEST_OK; i++) {
        status = examine_graph(verify, &verify->graphs[i]);
    }
    if (status == ATTEST_OK) {
        status = derive_all(verify);
    }
    return status == ATTEST_OK ? attest_i_verify_compare(verify) : status;
}

enum attest_status attest_verify_run(const attest_dataset *dataset, const attest_verify_request *request,
                                     attest_finding_handler *handler, void *user_data, attest_verify_counts *counts,
                                     attest_error *error)
{
    attest_dataset *copy = NULL;
    if (dataset->methods) {
        /* All of it is compared with all that extraction gives: that is done in memory. */
        enum attest_status copied = attest_i_dataset_copy(&copy, dataset, error);
        if (copied != ATTEST_OK) {
            return copied;
        }
    }
    attest_i_verify verify = {.dataset = copy ? copy : dataset,
                              .request = request,
                              .handler = handler,
                              .user_data = user_data,
                              .counts = counts,
                              .error = error};
    memset(counts, 0, sizeof *counts);
    attest_i_dictionary_init(&verify.reported);
    if (error) {
        error->status = ATTEST_OK;
    }
    enum attest_status status = run_steps(&verify);
    if (status != ATTEST_OK && error && error->status == ATTEST_OK) {
        (void)attest_error_set(error, status, NULL, "%s", attest_status_text(status));
    }
    clear_verify(&verify);
    attest_dataset_free(copy);
    return status;
}
