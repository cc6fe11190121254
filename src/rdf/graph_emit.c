/* Mapping a source: in which order, and what is kept of it until it is written. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/graph_prepared.h"

#include <stdlib.h>

#include "rdf/mapping.h"

#define DIGEST_MARK (sizeof "sha256:" - 1)

struct attest_i_prepared_graph {
    attest_i_quad_set catalogue;
    attest_i_quad_set set;
    char graph[ATTEST_IRI_MAX];
};

/* "en", "pt-br": what a language tag of RDF may be. */
static int is_language_tag(attest_view tag)
{
    size_t run = 0;
    int first = 1;
    for (size_t i = 0; i < tag.size; i++) {
        char c = tag.data[i];
        if (c == '-') {
            if (run == 0) {
                return 0;
            }
            run = 0;
            first = 0;
        } else if ((c >= 'a' && c <= 'z') || (!first && c >= '0' && c <= '9')) {
            if (++run > 8) {
                return 0;
            }
        } else {
            return 0;
        }
    }
    return run > 0;
}

static attest_view keep_iri(attest_i_mapping *mapping, enum attest_status status, const char *iri)
{
    attest_i_mapping_fail(mapping, status);
    return attest_i_mapping_print(mapping, "%s", status == ATTEST_OK ? iri : "");
}

static void mark_speakers(attest_i_mapping *mapping, size_t entities)
{
    for (size_t i = 0; i < attest_extraction_attribution_count(mapping->extraction); i++) {
        uint32_t speaker = attest_extraction_attribution_at(mapping->extraction, i)->speaker.entity;
        if (speaker < entities) {
            mapping->speaks[speaker] = 1;
        }
    }
}

static void name_entities(attest_i_mapping *mapping)
{
    size_t count = attest_extraction_entity_count(mapping->extraction);
    mapping->entities = attest_i_arena_array(&mapping->arena, count, sizeof *mapping->entities);
    mapping->speaks = attest_i_arena_array(&mapping->arena, count, sizeof *mapping->speaks);
    if (!mapping->entities || !mapping->speaks) {
        attest_i_mapping_fail(mapping, ATTEST_ERR_NOMEM);
        return;
    }
    mark_speakers(mapping, count);
    for (size_t i = 0; i < count && mapping->status == ATTEST_OK; i++) {
        const attest_entity *entity = attest_extraction_entity_at(mapping->extraction, i);
        mapping->entities[i] =
            attest_i_mapping_entity(mapping, entity, attest_i_entity_is_local(entity, mapping->speaks[i]));
    }
}

static void name_attributions(attest_i_mapping *mapping)
{
    size_t count = attest_extraction_attribution_count(mapping->extraction);
    mapping->attributions = attest_i_arena_array(&mapping->arena, count, sizeof *mapping->attributions);
    if (!mapping->attributions) {
        attest_i_mapping_fail(mapping, ATTEST_ERR_NOMEM);
        return;
    }
    for (size_t i = 0; i < count && mapping->status == ATTEST_OK; i++) {
        char digest[ATTEST_I_DIGEST_SIZE];
        attest_i_attribution_digest(mapping->extraction, i, digest);
        mapping->attributions[i] =
            attest_i_mapping_print(mapping, "%.*s/attribution/%.*s", (int)mapping->source.size, mapping->source.data,
                                   ATTEST_I_CLAIM_DIGITS, digest + DIGEST_MARK);
    }
}

static void map_extraction(attest_i_mapping *mapping)
{
    char iri[ATTEST_IRI_MAX];
    const attest_document *document = mapping->document;
    mapping->source = keep_iri(mapping, attest_graph_source_iri(mapping->mapper, document, iri, sizeof iri), iri);
    mapping->graph = keep_iri(mapping, attest_graph_graph_iri(mapping->mapper, document, iri, sizeof iri), iri);
    if (mapping->status != ATTEST_OK) {
        return;
    }
    if (mapping->metadata->publisher.size) {
        attest_entity publisher = {mapping->metadata->publisher, ATTEST_ENTITY_ORGANIZATION, 1};
        mapping->publisher = attest_i_mapping_entity(mapping, &publisher, 0);
    }
    name_entities(mapping);
    name_attributions(mapping);
    attest_i_mapping_claims(mapping);
    attest_i_mapping_attributions(mapping);
    attest_i_mapping_mentions(mapping);
    attest_i_mapping_fail(mapping, mapping->set.status);
    if (mapping->status == ATTEST_OK) {
        attest_i_mapping_catalogue(mapping);
        attest_i_mapping_fail(mapping, mapping->catalogue.status);
    }
}

static enum attest_status map_into(attest_i_mapping *mapping, attest_i_prepared_graph *prepared)
{
    attest_i_arena_init(&mapping->arena);
    attest_i_arena_init(&mapping->scratch);
    mapping->room = &mapping->arena;
    if (is_language_tag(mapping->metadata->language)) {
        mapping->language = mapping->metadata->language;
    }
    if (mapping->error) {
        mapping->error->status = ATTEST_OK;
    }
    map_extraction(mapping);
    if (mapping->status == ATTEST_OK) {
        memcpy(prepared->graph, mapping->graph.data, mapping->graph.size + 1);
    } else if (mapping->error && mapping->error->status == ATTEST_OK) {
        attest_error_set(mapping->error, mapping->status, NULL, "%s", attest_status_text(mapping->status));
    }
    prepared->set = mapping->set;
    prepared->catalogue = mapping->catalogue;
    attest_i_arena_clear(&mapping->arena);
    attest_i_arena_clear(&mapping->scratch);
    return mapping->status;
}

enum attest_status attest_i_graph_prepare(const attest_graph_mapper *mapper, const attest_extraction *extraction,
                                          attest_i_prepared_graph **prepared, attest_error *error)
{
    const attest_document *document = attest_extraction_document(extraction);
    attest_i_mapping mapping = {.mapper = mapper,
                                .extraction = extraction,
                                .document = document,
                                .metadata = attest_document_metadata(document),
                                .error = error};
    *prepared = NULL;
    attest_i_prepared_graph *made = calloc(1, sizeof *made);
    if (!made) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, NULL, "out of memory");
    }
    enum attest_status status = map_into(&mapping, made);
    if (status != ATTEST_OK) {
        attest_i_prepared_graph_free(made);
        return status;
    }
    *prepared = made;
    return ATTEST_OK;
}

enum attest_status attest_i_prepared_graph_emit(attest_i_prepared_graph *prepared, attest_quad_sink sink)
{
    attest_term graph = attest_i_term_iri(attest_view_of(prepared->graph));
    enum attest_status status =
        attest_i_quad_set_emit(&prepared->catalogue, (attest_term){.kind = ATTEST_TERM_NONE}, sink);
    return status == ATTEST_OK ? attest_i_quad_set_emit(&prepared->set, graph, sink) : status;
}

void attest_i_prepared_graph_free(attest_i_prepared_graph *prepared)
{
    if (prepared) {
        attest_i_quad_set_clear(&prepared->catalogue);
        attest_i_quad_set_clear(&prepared->set);
        free(prepared);
    }
}

enum attest_status attest_graph_emit_extraction(const attest_graph_mapper *mapper, const attest_extraction *extraction,
                                                attest_quad_sink sink, attest_error *error)
{
    attest_i_prepared_graph *prepared;
    enum attest_status status = attest_i_graph_prepare(mapper, extraction, &prepared, error);
    if (status == ATTEST_OK) {
        status = attest_i_prepared_graph_emit(prepared, sink);
        attest_i_prepared_graph_free(prepared);
    }
    return status;
}
