/* Verify: what the runs and the sources give now. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/verify.h"
#include "extract/builder.h"

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

static attest_view base_name(attest_view path)
{
    const char *slash = path.size ? memrchr(path.data, '/', path.size) : NULL;
    size_t begin = slash ? (size_t)(slash - path.data) + 1 : 0;
    return (attest_view){path.data + begin, path.size - begin};
}

/* Does the catalogue know the source by this file's name? */
static int is_named(const attest_i_verify *verify, uint32_t source, const attest_document *document)
{
    attest_term term = {.kind = ATTEST_TERM_LITERAL, .value = base_name(attest_document_path(document))};
    uint32_t id;
    return attest_i_dataset_find(verify->dataset, &term, &id) == ATTEST_OK &&
           attest_i_verify_holds(verify->dataset, source, ATTEST_I_IRI_DCT_IDENTIFIER, id, ATTEST_I_CATALOGUE);
}

/* The same bytes may be there in several files: all that the catalogue names are derived, or the first if it names none. */
static enum attest_status derive_documents(attest_i_verify *verify, const attest_i_verify_graph *graph,
                                           attest_quad_sink sink)
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
    return status;
}

/* Seal what was derived and compare it. Takes `expected`. */
static enum attest_status compare(attest_i_verify *verify, const attest_i_verify_graph *graph, attest_dataset *expected,
                                  enum attest_status status)
{
    if (status == ATTEST_OK) {
        status = attest_i_dataset_seal(expected);
    }
    if (status == ATTEST_OK) {
        status = attest_i_verify_compare(verify, graph, expected);
    }
    attest_dataset_free(expected);
    return status;
}

enum attest_status attest_i_verify_derive_runs(attest_i_verify *verify)
{
    attest_dataset *expected;
    enum attest_status status = attest_i_dataset_new(&expected);
    for (size_t i = 0; i < verify->run_count && status == ATTEST_OK; i++) {
        if (verify->runs[i].repeatable) {
            status = attest_graph_emit_run(verify->runs[i].mapper, attest_i_dataset_as_sink(expected), verify->error);
        }
    }
    return compare(verify, NULL, expected, status);
}

enum attest_status attest_i_verify_derive(attest_i_verify *verify, attest_i_verify_graph *graph)
{
    if (!graph->document || graph->run == SIZE_MAX || !verify->runs[graph->run].repeatable) {
        return ATTEST_OK;
    }
    attest_dataset *expected;
    enum attest_status status = attest_i_dataset_new(&expected);
    if (status == ATTEST_OK) {
        status = derive_documents(verify, graph, attest_i_dataset_as_sink(expected));
    }
    graph->described = status == ATTEST_OK;
    graph->derived = graph->described && !graph->imported;
    return compare(verify, graph, expected, status);
}
