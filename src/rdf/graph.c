/* The mapper: IRIs of a dataset, the run's part of the catalogue, and the order in which a source is mapped. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "attest/graph.h"

#include <stdio.h>
#include <stdlib.h>

#include "attest/extractor.h"
#include "rdf/iri_syntax.h"
#include "rdf/mapping.h"

#define DIGEST_MARK (sizeof "sha256:" - 1)

attest_graph_options attest_graph_options_default(void)
{
    return (attest_graph_options){.base = ATTEST_DEFAULT_BASE, .min_confidence = 0};
}

static enum attest_status set_base(attest_graph_mapper *mapper, const char *base, attest_error *error)
{
    attest_view view = attest_view_of(base);
    const char *reason = NULL;
    if (view.size > ATTEST_I_BASE_MAX) {
        return attest_error_set(error, ATTEST_ERR_ARGUMENT, NULL, "base IRI is longer than %d bytes",
                                ATTEST_I_BASE_MAX);
    }
    if (attest_i_iri_check(view, &reason) != ATTEST_OK) {
        return attest_error_set(error, ATTEST_ERR_ARGUMENT, NULL, "base \"%s\" is no absolute IRI: %s", base, reason);
    }
    if (view.data[view.size - 1] != '/' && view.data[view.size - 1] != '#') {
        return attest_error_set(error, ATTEST_ERR_ARGUMENT, NULL, "base <%s> must end in \"/\" or \"#\"", base);
    }
    mapper->part = memchr(view.data, '#', view.size) ? '/' : '#';
    attest_i_buffer_append(&mapper->base, view);
    return mapper->base.status;
}

/* The run is named by all that its result depends on besides the sources. */
static enum attest_status name_run(attest_graph_mapper *mapper)
{
    const char *rules = attest_ruleset_digest(mapper->rules);
    attest_view base = attest_i_buffer_view(&mapper->base);
    char digest[ATTEST_I_DIGEST_SIZE];
    char confidence[32];
    attest_i_digest state;
    attest_i_digest_init(&state);
    attest_i_digest_field(&state, attest_view_of(attest_version()));
    attest_i_digest_field(&state, attest_view_of(rules));
    attest_i_digest_field(&state, base);
    int size = snprintf(confidence, sizeof confidence, "%u", (unsigned)(mapper->min_confidence * 10000 + 0.5));
    attest_i_digest_field(&state, (attest_view){confidence, (size_t)size});
    attest_i_digest_finish(&state, digest);
    attest_i_buffer_append(&mapper->run, base);
    attest_i_buffer_print(&mapper->run, "run/%.*s", ATTEST_I_SOURCE_DIGITS, digest + DIGEST_MARK);
    attest_i_buffer_append(&mapper->rule_set, base);
    attest_i_buffer_print(&mapper->rule_set, "rules/%.*s", ATTEST_I_SOURCE_DIGITS, rules + DIGEST_MARK);
    attest_i_buffer_append(&mapper->software, base);
    attest_i_buffer_append(&mapper->software, ATTEST_VIEW("software/"));
    enum attest_status status =
        attest_i_name_append(&mapper->software, ATTEST_I_NAME_DESCRIPTION, attest_view_of(attest_version()));
    if (status == ATTEST_OK) {
        status = mapper->run.status != ATTEST_OK ? mapper->run.status : mapper->rule_set.status;
    }
    return status;
}

enum attest_status attest_graph_mapper_new(attest_graph_mapper **mapper, const attest_ruleset *rules,
                                           const attest_graph_options *options, attest_error *error)
{
    *mapper = NULL;
    if (!rules) {
        return attest_error_set(error, ATTEST_ERR_ARGUMENT, NULL, "a mapper needs the rules of the run");
    }
    attest_graph_mapper *made = calloc(1, sizeof *made);
    if (!made) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, NULL, "out of memory");
    }
    made->rules = rules;
    double confidence = options ? options->min_confidence : 0;
    made->min_confidence = confidence > 0 ? confidence < 1 ? confidence : 1 : 0;
    enum attest_status status = set_base(made, options && options->base ? options->base : ATTEST_DEFAULT_BASE, error);
    if (status == ATTEST_OK) {
        status = name_run(made);
        if (status != ATTEST_OK) {
            attest_error_set(error, status, NULL, "%s", attest_status_text(status));
        }
    }
    if (status != ATTEST_OK) {
        attest_graph_mapper_free(made);
        return status;
    }
    *mapper = made;
    return ATTEST_OK;
}

void attest_graph_mapper_free(attest_graph_mapper *mapper)
{
    if (mapper) {
        attest_i_buffer_clear(&mapper->base);
        attest_i_buffer_clear(&mapper->run);
        attest_i_buffer_clear(&mapper->rule_set);
        attest_i_buffer_clear(&mapper->software);
        free(mapper);
    }
}

/* Copy a built IRI to the caller and free the buffer. */
static enum attest_status give_iri(attest_i_buffer *built, enum attest_status status, char *buffer, size_t size)
{
    if (status == ATTEST_OK) {
        status = built->status;
    }
    if (status == ATTEST_OK && built->size >= size) {
        status = ATTEST_ERR_LIMIT;
    }
    if (status == ATTEST_OK) {
        memcpy(buffer, built->data, built->size + 1);
    }
    attest_i_buffer_clear(built);
    return status;
}

enum attest_status attest_graph_source_iri(const attest_graph_mapper *mapper, const attest_document *document,
                                           char *buffer, size_t size)
{
    attest_i_buffer built = {0};
    return give_iri(&built, attest_i_source_path(&built, mapper, "source/", document), buffer, size);
}

enum attest_status attest_graph_graph_iri(const attest_graph_mapper *mapper, const attest_document *document,
                                          char *buffer, size_t size)
{
    attest_i_buffer built = {0};
    return give_iri(&built, attest_i_source_path(&built, mapper, "graph/", document), buffer, size);
}

enum attest_status attest_graph_claim_iri(const attest_graph_mapper *mapper, const attest_extraction *extraction,
                                          size_t index, char *buffer, size_t size)
{
    char digest[ATTEST_I_DIGEST_SIZE];
    attest_i_buffer built = {0};
    enum attest_status status = attest_i_claim_digest(extraction, index, digest);
    if (status == ATTEST_OK) {
        attest_i_buffer_append(&built, attest_i_buffer_view(&mapper->base));
        attest_i_buffer_print(&built, "claim/%.*s", ATTEST_I_CLAIM_DIGITS, digest + DIGEST_MARK);
    }
    return give_iri(&built, status, buffer, size);
}

enum attest_status attest_graph_entity_iri(const attest_graph_mapper *mapper, const attest_extraction *extraction,
                                           size_t index, char *buffer, size_t size)
{
    const attest_entity *entity = attest_extraction_entity_at(extraction, index);
    int speaks = 0;
    for (size_t i = 0; !entity->named && !speaks && i < attest_extraction_attribution_count(extraction); i++) {
        speaks = attest_extraction_attribution_at(extraction, i)->speaker.entity == index;
    }
    return attest_i_graph_entity_iri(mapper, extraction, index, speaks, buffer, size);
}

enum attest_status attest_i_graph_entity_iri(const attest_graph_mapper *mapper, const attest_extraction *extraction,
                                             size_t index, int speaks, char *buffer, size_t size)
{
    const attest_entity *entity = attest_extraction_entity_at(extraction, index);
    attest_i_described described = {.label = entity->label, .class_ = entity->class_, .named = entity->named};
    attest_i_buffer built = {0};
    attest_i_buffer_append(&built, attest_i_buffer_view(&mapper->base));
    return give_iri(&built,
                    attest_i_entity_path(&built, attest_extraction_document(extraction), &described,
                                         attest_i_entity_is_local(entity, speaks)),
                    buffer, size);
}

static void describe_run(attest_i_mapping *mapping)
{
    const attest_graph_mapper *mapper = mapping->mapper;
    attest_view version = attest_view_of(attest_version());
    attest_view run = attest_i_buffer_view(&mapper->run);
    attest_view rules = attest_i_buffer_view(&mapper->rule_set);
    attest_view software = attest_i_buffer_view(&mapper->software);
    const char *space = memchr(version.data, ' ', version.size);
    attest_i_mapping_add_type(mapping, run, ATTEST_I_IRI_PROV_ACTIVITY);
    attest_i_mapping_add_iri(mapping, run, ATTEST_I_IRI_PROV_WAS_ASSOCIATED_WITH, software);
    attest_i_mapping_add_iri(mapping, run, ATTEST_I_IRI_PROV_USED, rules);
    attest_i_mapping_add(mapping, run, ATTEST_I_IRI_ATT_BASE,
                         attest_i_term_typed(attest_i_buffer_view(&mapper->base), ATTEST_I_IRI_XSD_ANY_URI));
    attest_i_mapping_add(mapping, run, ATTEST_I_IRI_ATT_MIN_CONFIDENCE,
                         attest_i_mapping_decimal(mapping, mapper->min_confidence));
    attest_i_mapping_add_type(mapping, software, ATTEST_I_IRI_PROV_SOFTWARE_AGENT);
    attest_i_mapping_add(mapping, software, ATTEST_I_IRI_RDFS_LABEL, attest_i_mapping_plain(mapping, version));
    attest_i_mapping_add(mapping, software, ATTEST_I_IRI_SCHEMA_SOFTWARE_VERSION,
                         attest_i_mapping_plain(mapping, space ? attest_view_of(space + 1) : version));
    attest_i_mapping_add_type(mapping, rules, ATTEST_I_IRI_ATT_RULE_SET);
    attest_i_mapping_add_type(mapping, rules, ATTEST_I_IRI_PROV_ENTITY);
    attest_i_mapping_add(mapping, rules, ATTEST_I_IRI_ATT_DIGEST,
                         attest_i_mapping_plain(mapping, attest_view_of(attest_ruleset_digest(mapper->rules))));
}

static void clear_mapping(attest_i_mapping *mapping)
{
    attest_i_quad_set_clear(&mapping->set);
    attest_i_quad_set_clear(&mapping->catalogue);
    attest_i_arena_clear(&mapping->arena);
    attest_i_arena_clear(&mapping->scratch);
}

enum attest_status attest_graph_emit_run(const attest_graph_mapper *mapper, attest_quad_sink sink, attest_error *error)
{
    attest_i_mapping mapping = {.mapper = mapper, .error = error};
    attest_i_arena_init(&mapping.arena);
    attest_i_arena_init(&mapping.scratch);
    mapping.room = &mapping.arena;
    describe_run(&mapping);
    if (mapping.status == ATTEST_OK) {
        mapping.status = attest_i_quad_set_emit(&mapping.set, (attest_term){.kind = ATTEST_TERM_NONE}, sink);
    }
    if (attest_status_is_error(mapping.status)) {
        attest_error_set(error, mapping.status, NULL, "%s", attest_status_text(mapping.status));
    }
    clear_mapping(&mapping);
    return mapping.status;
}
