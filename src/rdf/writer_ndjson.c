/* Claims as NDJSON: one object a line, spans in code points of the text as read. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "rdf/entity_alias.h"
#include "rdf/iri_syntax.h"
#include "rdf/mapping.h"
#include "rdf/writer.h"
#include "rdf/writer_json.h"

/* One extraction on its way out. */
typedef struct ndjson {
    attest_i_output *output;
    const attest_graph_mapper *mapper;
    const attest_extraction *extraction;
    const attest_document *document;
    unsigned char *speaks; /* by entity: 1 if it is a speaker */
    uint32_t *first;       /* by entity: the first one with its IRI, which has the line of both */
    char source[ATTEST_IRI_MAX];
    char iri[ATTEST_IRI_MAX]; /* scratch */
} ndjson;

/* "key": with the comma before it. */
#define KEY(lines, key) ATTEST_I_OUTPUT_TEXT((lines)->output, ",\"" key "\":")

static void write_text(ndjson *lines, attest_view text)
{
    attest_i_write_json_string(lines->output, text);
}

static void write_span(ndjson *lines, attest_span span)
{
    ATTEST_I_OUTPUT_TEXT(lines->output, "[");
    attest_i_write_json_number(lines->output, attest_document_codepoint(lines->document, span.begin));
    ATTEST_I_OUTPUT_TEXT(lines->output, ",");
    attest_i_write_json_number(lines->output, attest_document_codepoint(lines->document, span.end));
    ATTEST_I_OUTPUT_TEXT(lines->output, "]");
}

static void write_spans(ndjson *lines, const attest_span *spans, size_t count)
{
    ATTEST_I_OUTPUT_TEXT(lines->output, "[");
    for (size_t i = 0; i < count; i++) {
        if (i) {
            ATTEST_I_OUTPUT_TEXT(lines->output, ",");
        }
        write_span(lines, spans[i]);
    }
    ATTEST_I_OUTPUT_TEXT(lines->output, "]");
}

/* {"type":...,"document":... */
static void begin_line(ndjson *lines, const char *type)
{
    ATTEST_I_OUTPUT_TEXT(lines->output, "{\"type\":");
    write_text(lines, attest_view_of(type));
    KEY(lines, "document");
    write_text(lines, attest_view_of(lines->source));
}

static void end_line(ndjson *lines)
{
    ATTEST_I_OUTPUT_TEXT(lines->output, "}\n");
}

static enum attest_status write_document(ndjson *lines)
{
    const attest_metadata *metadata = attest_document_metadata(lines->document);
    enum attest_status status = attest_graph_graph_iri(lines->mapper, lines->document, lines->iri, sizeof lines->iri);
    if (status != ATTEST_OK) {
        return status;
    }
    begin_line(lines, "document");
    KEY(lines, "graph");
    write_text(lines, attest_view_of(lines->iri));
    KEY(lines, "path");
    write_text(lines, attest_document_path(lines->document));
    KEY(lines, "url");
    attest_i_write_json_string_or_null(lines->output, metadata->url);
    KEY(lines, "digest");
    write_text(lines, attest_view_of(attest_document_digest(lines->document)));
    KEY(lines, "title");
    attest_i_write_json_string_or_null(lines->output, metadata->title);
    KEY(lines, "publisher");
    attest_i_write_json_string_or_null(lines->output, metadata->publisher);
    KEY(lines, "author");
    ATTEST_I_OUTPUT_TEXT(lines->output, "[");
    for (size_t i = 0; i < metadata->author_count; i++) {
        if (i) {
            ATTEST_I_OUTPUT_TEXT(lines->output, ",");
        }
        write_text(lines, metadata->authors[i]);
    }
    ATTEST_I_OUTPUT_TEXT(lines->output, "]");
    KEY(lines, "published");
    attest_i_write_json_string_or_null(lines->output, metadata->published);
    KEY(lines, "language");
    attest_i_write_json_string_or_null(lines->output, metadata->language);
    end_line(lines);
    return ATTEST_OK;
}

/* The entity's IRI, or null. */
static enum attest_status write_entity_iri(ndjson *lines, uint32_t entity)
{
    if (entity == ATTEST_NO_INDEX) {
        ATTEST_I_OUTPUT_TEXT(lines->output, "null");
        return ATTEST_OK;
    }
    enum attest_status status = attest_i_graph_entity_iri(lines->mapper, lines->extraction, entity,
                                                          lines->speaks[entity], lines->iri, sizeof lines->iri);
    if (status == ATTEST_OK) {
        write_text(lines, attest_view_of(lines->iri));
    }
    return status;
}

/* Is the mention more than the name itself? */
static int is_resolved(const attest_mention *mention)
{
    return mention->rule.size > 0 || mention->antecedent != ATTEST_NO_INDEX;
}

/* {"span","by","rule","antecedent"}: how it was decided what the words denote. */
static void write_resolution(ndjson *lines, const attest_mention *mention)
{
    ATTEST_I_OUTPUT_TEXT(lines->output, "{\"span\":");
    write_span(lines, mention->span);
    KEY(lines, "by");
    write_text(lines, mention->decided_by);
    if (mention->rule.size) {
        KEY(lines, "rule");
        write_text(lines, mention->rule);
    }
    if (mention->antecedent != ATTEST_NO_INDEX) {
        KEY(lines, "antecedent");
        write_span(lines, attest_extraction_mention_at(lines->extraction, mention->antecedent)->span);
    }
    ATTEST_I_OUTPUT_TEXT(lines->output, "}");
}

/* The mentions of an entity that are resolutions; nothing if there are none. */
static void write_resolutions(ndjson *lines, uint32_t first, const uint32_t *next)
{
    int any = 0;
    for (uint32_t i = first; i != ATTEST_NO_INDEX; i = next[i]) {
        const attest_mention *mention = attest_extraction_mention_at(lines->extraction, i);
        if (is_resolved(mention)) {
            if (any) {
                ATTEST_I_OUTPUT_TEXT(lines->output, ",");
            } else {
                KEY(lines, "resolved");
                ATTEST_I_OUTPUT_TEXT(lines->output, "[");
            }
            any = 1;
            write_resolution(lines, mention);
        }
    }
    if (any) {
        ATTEST_I_OUTPUT_TEXT(lines->output, "]");
    }
}

/* Mentions by entity: heads[entity] and then next[mention] are mentions in text order, ATTEST_NO_INDEX ends. */
static enum attest_status write_entities(ndjson *lines)
{
    const attest_extraction *extraction = lines->extraction;
    size_t entities = attest_extraction_entity_count(extraction);
    size_t mentions = attest_extraction_mention_count(extraction);
    uint32_t *heads = malloc((entities + mentions + 1) * sizeof *heads);
    uint32_t *next = heads + entities;
    enum attest_status status = heads ? ATTEST_OK : ATTEST_ERR_NOMEM;
    for (size_t i = 0; heads && i < entities; i++) {
        heads[i] = ATTEST_NO_INDEX;
    }
    for (size_t i = mentions; heads && i-- > 0;) {
        uint32_t entity = lines->first[attest_extraction_mention_at(extraction, i)->entity];
        next[i] = heads[entity];
        heads[entity] = (uint32_t)i;
    }
    for (size_t i = 0; status == ATTEST_OK && i < entities; i++) {
        const attest_entity *entity = attest_extraction_entity_at(extraction, i);
        if (lines->first[i] != i) {
            continue;
        }
        begin_line(lines, "entity");
        KEY(lines, "entity");
        status = write_entity_iri(lines, (uint32_t)i);
        KEY(lines, "label");
        write_text(lines, entity->label);
        KEY(lines, "class");
        write_text(lines, attest_view_of(attest_entity_class_name(entity->class_)));
        KEY(lines, "mentions");
        ATTEST_I_OUTPUT_TEXT(lines->output, "[");
        for (uint32_t mention = heads[i]; mention != ATTEST_NO_INDEX; mention = next[mention]) {
            if (mention != heads[i]) {
                ATTEST_I_OUTPUT_TEXT(lines->output, ",");
            }
            write_span(lines, attest_extraction_mention_at(extraction, mention)->span);
        }
        ATTEST_I_OUTPUT_TEXT(lines->output, "]");
        write_resolutions(lines, heads[i], next);
        end_line(lines);
    }
    free(heads);
    return status;
}

static void write_value(ndjson *lines, const attest_value *value)
{
    static const char *const kinds[] = {[ATTEST_VALUE_NONE] = "none",         [ATTEST_VALUE_TEXT] = "text",
                                        [ATTEST_VALUE_INTEGER] = "integer",   [ATTEST_VALUE_DECIMAL] = "decimal",
                                        [ATTEST_VALUE_YEAR] = "year",         [ATTEST_VALUE_MONTH] = "month",
                                        [ATTEST_VALUE_DATE] = "date",         [ATTEST_VALUE_DATETIME] = "datetime",
                                        [ATTEST_VALUE_INTERVAL] = "interval", [ATTEST_VALUE_DURATION] = "duration",
                                        [ATTEST_VALUE_MONEY] = "money",       [ATTEST_VALUE_PERCENT] = "percent",
                                        [ATTEST_VALUE_MEASURE] = "measure"};
    static const char *const bounds[] = {[ATTEST_BOUND_EXACT] = "exact",
                                         [ATTEST_BOUND_ABOUT] = "about",
                                         [ATTEST_BOUND_AT_LEAST] = "at-least",
                                         [ATTEST_BOUND_AT_MOST] = "at-most"};
    ATTEST_I_OUTPUT_TEXT(lines->output, "{\"kind\":");
    write_text(lines, attest_view_of(kinds[value->kind]));
    KEY(lines, "lexical");
    write_text(lines, value->lexical);
    if (value->upper.size) {
        KEY(lines, "upper");
        write_text(lines, value->upper);
    }
    if (value->unit.size) {
        KEY(lines, "unit");
        write_text(lines, value->unit);
    }
    if (value->bound != ATTEST_BOUND_EXACT) {
        KEY(lines, "bound");
        write_text(lines, attest_view_of(bounds[value->bound]));
    }
    ATTEST_I_OUTPUT_TEXT(lines->output, "}");
}

/* {"text","span","head","entity","label"} and "value" where there is one. */
static enum attest_status write_participant(ndjson *lines, const attest_participant *participant)
{
    ATTEST_I_OUTPUT_TEXT(lines->output, "{\"text\":");
    write_text(lines, participant->text);
    KEY(lines, "span");
    write_spans(lines, participant->spans, participant->span_count);
    KEY(lines, "head");
    if (participant->head.begin < participant->head.end) {
        write_span(lines, participant->head);
    } else {
        ATTEST_I_OUTPUT_TEXT(lines->output, "null");
    }
    KEY(lines, "entity");
    enum attest_status status = write_entity_iri(lines, participant->entity);
    KEY(lines, "label");
    write_text(lines, participant->label);
    if (participant->value.kind != ATTEST_VALUE_NONE) {
        KEY(lines, "value");
        write_value(lines, &participant->value);
    }
    ATTEST_I_OUTPUT_TEXT(lines->output, "}");
    return status;
}

/* Attributions are called by their place in the extraction: unique within the document. */
static void write_attribution_id(ndjson *lines, size_t index)
{
    ATTEST_I_OUTPUT_TEXT(lines->output, "\"a");
    attest_i_write_json_number(lines->output, index + 1);
    ATTEST_I_OUTPUT_TEXT(lines->output, "\"");
}

static enum attest_status write_attribution(ndjson *lines, size_t index)
{
    const attest_attribution *attribution = attest_extraction_attribution_at(lines->extraction, index);
    begin_line(lines, "attribution");
    KEY(lines, "id");
    write_attribution_id(lines, index);
    KEY(lines, "speaker");
    ATTEST_I_OUTPUT_TEXT(lines->output, "{\"text\":");
    write_text(lines, attribution->speaker.text);
    KEY(lines, "span");
    write_spans(lines, attribution->speaker.spans, attribution->speaker.span_count);
    KEY(lines, "entity");
    enum attest_status status = write_entity_iri(lines, attribution->speaker.entity);
    ATTEST_I_OUTPUT_TEXT(lines->output, "},\"cue\":{\"text\":");
    write_text(lines, attribution->cue);
    KEY(lines, "lemma");
    write_text(lines, attribution->cue_lemma);
    KEY(lines, "span");
    write_spans(lines, attribution->cue_spans, attribution->cue_span_count);
    ATTEST_I_OUTPUT_TEXT(lines->output, "},\"content\":{\"span\":");
    write_spans(lines, attribution->content, attribution->content_count);
    ATTEST_I_OUTPUT_TEXT(lines->output, "},\"kind\":");
    write_text(lines, attest_view_of(attest_attribution_kind_name(attribution->kind)));
    KEY(lines, "stance");
    write_text(lines, attest_view_of(attest_stance_name(attribution->stance)));
    if (attribution->recipient) {
        KEY(lines, "recipient");
        ATTEST_I_OUTPUT_TEXT(lines->output, "true");
    }
    if (attribution->implicit) {
        KEY(lines, "implicit");
        ATTEST_I_OUTPUT_TEXT(lines->output, "true");
    }
    if (attribution->reported_by != ATTEST_NO_INDEX) {
        KEY(lines, "reportedBy");
        write_attribution_id(lines, attribution->reported_by);
    }
    KEY(lines, "rule");
    write_text(lines, attribution->rule);
    KEY(lines, "confidence");
    attest_i_write_json_share(lines->output, attribution->confidence);
    end_line(lines);
    return status;
}

static enum attest_status write_predicate(ndjson *lines, const attest_claim *claim)
{
    attest_i_buffer relation = {0};
    attest_i_buffer_append(&relation, attest_i_buffer_view(&lines->mapper->base));
    attest_i_buffer_append(&relation, ATTEST_VIEW("relation/"));
    ATTEST_I_OUTPUT_TEXT(lines->output, "{\"text\":");
    write_text(lines, claim->predicate);
    KEY(lines, "lemma");
    write_text(lines, claim->predicate_lemma);
    KEY(lines, "span");
    write_spans(lines, claim->predicate_spans, claim->predicate_span_count);
    KEY(lines, "relation");
    enum attest_status status = attest_i_name_append(&relation, ATTEST_I_NAME_RELATION, claim->predicate_lemma);
    write_text(lines, attest_i_buffer_view(&relation));
    ATTEST_I_OUTPUT_TEXT(lines->output, "}");
    attest_i_buffer_clear(&relation);
    return status;
}

static enum attest_status write_arguments(ndjson *lines, const attest_claim *claim)
{
    enum attest_status status = ATTEST_OK;
    ATTEST_I_OUTPUT_TEXT(lines->output, "[");
    for (size_t i = 0; i < claim->argument_count; i++) {
        const attest_argument *argument = &claim->arguments[i];
        if (i) {
            ATTEST_I_OUTPUT_TEXT(lines->output, ",");
        }
        ATTEST_I_OUTPUT_TEXT(lines->output, "{\"role\":");
        write_text(lines, argument->role);
        KEY(lines, "text");
        write_text(lines, argument->participant.text);
        KEY(lines, "span");
        write_spans(lines, argument->participant.spans, argument->participant.span_count);
        if (argument->participant.entity != ATTEST_NO_INDEX && status == ATTEST_OK) {
            KEY(lines, "entity");
            status = write_entity_iri(lines, argument->participant.entity);
            KEY(lines, "label");
            write_text(lines, argument->participant.label);
        }
        if (argument->participant.value.kind != ATTEST_VALUE_NONE) {
            KEY(lines, "value");
            write_value(lines, &argument->participant.value);
        }
        ATTEST_I_OUTPUT_TEXT(lines->output, "}");
    }
    ATTEST_I_OUTPUT_TEXT(lines->output, "]");
    return status;
}

static enum attest_status write_rule(ndjson *lines, attest_view rule)
{
    attest_i_buffer iri = {0};
    attest_i_buffer_append(&iri, attest_i_buffer_view(&lines->mapper->rule_set));
    attest_i_buffer_byte(&iri, lines->mapper->part);
    attest_i_iri_append_segment(&iri, rule);
    enum attest_status status = iri.status;
    write_text(lines, attest_i_buffer_view(&iri));
    attest_i_buffer_clear(&iri);
    return status;
}

/* What stands behind the arguments: how the claim is meant, who makes it, what found it. */
static enum attest_status write_claim_end(ndjson *lines, const attest_claim *claim)
{
    KEY(lines, "polarity");
    write_text(lines, attest_view_of(attest_polarity_name(claim->polarity)));
    KEY(lines, "modality");
    write_text(lines, attest_view_of(attest_modality_name(claim->modality)));
    KEY(lines, "attribution");
    ATTEST_I_OUTPUT_TEXT(lines->output, "[");
    for (size_t i = 0; i < claim->attribution_count; i++) {
        if (i) {
            ATTEST_I_OUTPUT_TEXT(lines->output, ",");
        }
        write_attribution_id(lines, claim->attributions[i]);
    }
    ATTEST_I_OUTPUT_TEXT(lines->output, "]");
    KEY(lines, "quoted");
    attest_i_output_view(lines->output, claim->quoted ? ATTEST_VIEW("true") : ATTEST_VIEW("false"));
    KEY(lines, "rule");
    enum attest_status status = write_rule(lines, claim->rule);
    KEY(lines, "confidence");
    attest_i_write_json_share(lines->output, claim->confidence);
    end_line(lines);
    return status;
}

static enum attest_status write_claim(ndjson *lines, size_t index)
{
    const attest_claim *claim = attest_extraction_claim_at(lines->extraction, index);
    enum attest_status status =
        attest_graph_claim_iri(lines->mapper, lines->extraction, index, lines->iri, sizeof lines->iri);
    if (status != ATTEST_OK) {
        return status;
    }
    ATTEST_I_OUTPUT_TEXT(lines->output, "{\"type\":\"claim\",\"claim\":");
    write_text(lines, attest_view_of(lines->iri));
    KEY(lines, "document");
    write_text(lines, attest_view_of(lines->source));
    KEY(lines, "sentence");
    write_span(lines, claim->sentence);
    KEY(lines, "evidence");
    write_spans(lines, claim->evidence, claim->evidence_count);
    KEY(lines, "subject");
    status = write_participant(lines, &claim->subject);
    if (status == ATTEST_OK) {
        KEY(lines, "predicate");
        status = write_predicate(lines, claim);
    }
    KEY(lines, "object");
    if (status == ATTEST_OK && claim->has_object) {
        status = write_participant(lines, &claim->object);
    } else {
        ATTEST_I_OUTPUT_TEXT(lines->output, "null");
    }
    KEY(lines, "arguments");
    status = status == ATTEST_OK ? write_arguments(lines, claim) : status;
    return status == ATTEST_OK ? write_claim_end(lines, claim) : status;
}

static enum attest_status write_extraction(attest_writer *writer, const attest_graph_mapper *mapper,
                                           const attest_extraction *extraction)
{
    ndjson lines = {.output = &writer->output,
                    .mapper = mapper,
                    .extraction = extraction,
                    .document = attest_extraction_document(extraction)};
    lines.speaks = calloc(attest_extraction_entity_count(extraction) + 1, 1);
    if (!lines.speaks) {
        return ATTEST_ERR_NOMEM;
    }
    size_t count = attest_extraction_attribution_count(extraction);
    for (size_t i = 0; i < count; i++) {
        uint32_t speaker = attest_extraction_attribution_at(extraction, i)->speaker.entity;
        if (speaker != ATTEST_NO_INDEX) {
            lines.speaks[speaker] = 1;
        }
    }
    enum attest_status status = attest_i_entity_aliases(mapper, extraction, lines.speaks, &lines.first);
    if (status == ATTEST_OK) {
        status = attest_graph_source_iri(mapper, lines.document, lines.source, sizeof lines.source);
    }
    if (status == ATTEST_OK) {
        status = write_document(&lines);
    }
    if (status == ATTEST_OK) {
        status = write_entities(&lines);
    }
    for (size_t i = 0; status == ATTEST_OK && i < count; i++) {
        status = write_attribution(&lines, i);
    }
    count = attest_extraction_claim_count(extraction);
    for (size_t i = 0; status == ATTEST_OK && i < count; i++) {
        status = write_claim(&lines, i);
    }
    free(lines.first);
    free(lines.speaks);
    return status;
}

const attest_i_writer_operations attest_i_writer_ndjson = {.extraction = write_extraction};
