/* Imported lines as entities, attributions and claims of an extraction. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "audit/import.h"

/* Most arguments, and most layers of attribution, of one claim. */
#define MAX_ARGUMENTS 64
#define MAX_LAYERS 16

/* Bytes of a name shown in a message. */
#define SHOWN_NAME 200

static const char *class_name(unsigned value)
{
    return attest_entity_class_name((enum attest_entity_class)value);
}

static const char *kind_name(unsigned value)
{
    return attest_attribution_kind_name((enum attest_attribution_kind)value);
}

static const char *stance_name(unsigned value)
{
    return attest_stance_name((enum attest_stance)value);
}

static const char *polarity_name(unsigned value)
{
    return attest_polarity_name((enum attest_polarity)value);
}

static const char *modality_name(unsigned value)
{
    return attest_modality_name((enum attest_modality)value);
}

static int shown(attest_view name)
{
    return (int)(name.size > SHOWN_NAME ? SHOWN_NAME : name.size);
}

/* A label is a name if one of its words begins with a capital letter; the file may say otherwise. */
static int looks_like_name(attest_view label)
{
    int first = 1;
    for (size_t i = 0; i < label.size; i++) {
        if (first && label.data[i] >= 'A' && label.data[i] <= 'Z') {
            return 1;
        }
        first = label.data[i] == ' ';
    }
    return 0;
}

static enum attest_status read_mentions(attest_i_import_line *line, const json_t *object, attest_span **spans,
                                        size_t *count)
{
    const json_t *mentions = json_object_get(object, "mentions");
    *count = json_array_size(mentions);
    *spans = attest_i_arena_array(line->arena, *count, sizeof **spans);
    enum attest_status status = *spans ? ATTEST_OK : ATTEST_ERR_NOMEM;
    for (size_t i = 0; i < *count && status == ATTEST_OK; i++) {
        status = attest_i_import_span(line, json_array_get(mentions, i), "mentions", &(*spans)[i]);
    }
    return status;
}

static enum attest_status add_entity(attest_i_import_line *line, const attest_entity *entity, attest_view iri,
                                     const attest_span *spans, size_t count)
{
    attest_i_builder *builder = line->source->builder;
    uint32_t index;
    enum attest_status status = attest_i_builder_entity(builder, entity, &index);
    for (size_t i = 0; i < count && status == ATTEST_OK; i++) {
        int same = attest_view_equal(attest_document_slice(line->source->document, spans[i]), entity->label);
        attest_mention mention = {.span = spans[i],
                                  .entity = index,
                                  .decided_by = same ? ATTEST_VIEW("name") : ATTEST_VIEW("alias"),
                                  .rule = ATTEST_VIEW(ATTEST_IMPORT_RULE),
                                  .antecedent = ATTEST_NO_INDEX};
        status = attest_i_builder_mention(builder, &mention, NULL);
    }
    if (status == ATTEST_OK) {
        status = attest_i_import_names_add(&line->source->entities, attest_i_builder_arena(builder), iri, index);
    }
    return status;
}

enum attest_status attest_i_import_entity(attest_i_import_line *line, const json_t *object)
{
    attest_view iri;
    attest_entity entity = {.class_ = ATTEST_ENTITY_THING};
    unsigned class_ = 0;
    attest_span *spans = NULL;
    size_t count = 0;
    uint32_t index;
    enum attest_status status = attest_i_import_string(line, object, "entity", 1, &iri);
    if (status == ATTEST_OK && attest_i_import_names_find(&line->source->entities, iri, &index) == ATTEST_OK) {
        status = attest_i_import_refuse(line, "duplicate-id", "entity <%.*s> was given before", shown(iri), iri.data);
    }
    if (status == ATTEST_OK) {
        status = attest_i_import_string(line, object, "label", 1, &entity.label);
    }
    if (status == ATTEST_OK) {
        status = attest_i_import_enum(line, object, "class", 0, class_name, ATTEST_ENTITY_CLASS_COUNT, &class_);
    }
    if (status == ATTEST_OK) {
        status = read_mentions(line, object, &spans, &count);
    }
    if (status != ATTEST_OK) {
        return status;
    }
    const json_t *named = json_object_get(object, "named");
    entity.class_ = (enum attest_entity_class)class_;
    entity.named = named ? json_is_true(named) : looks_like_name(entity.label);
    return add_entity(line, &entity, iri, spans, count);
}

/* A subject, object, speaker or argument. Its words must be where it says, unless they are `carried` over from elsewhere. */
static enum attest_status read_participant(attest_i_import_line *line, const json_t *object, const char *what,
                                           int carried, attest_participant *participant)
{
    attest_view entity = ATTEST_VIEW("");
    memset(participant, 0, sizeof *participant);
    participant->entity = ATTEST_NO_INDEX;
    if (!json_is_object(object)) {
        return attest_i_import_refuse(line, object ? "member-type" : "member-missing", "\"%s\" is no object", what);
    }
    enum attest_status status = attest_i_import_string(line, object, "text", 0, &participant->text);
    if (status == ATTEST_OK) {
        status = attest_i_import_spans(line, object, "span", 0, &participant->spans, &participant->span_count);
    }
    if (status == ATTEST_OK && participant->span_count + (carried ? 0 : participant->text.size) > 0) {
        status = attest_i_import_check_text(line, what, participant->text, participant->spans, participant->span_count);
    }
    if (status == ATTEST_OK && json_is_array(json_object_get(object, "head"))) {
        status = attest_i_import_span(line, json_object_get(object, "head"), "head", &participant->head);
    }
    if (status == ATTEST_OK) {
        status = attest_i_import_string(line, object, "label", 0, &participant->label);
    }
    if (status == ATTEST_OK) {
        status = attest_i_import_string(line, object, "entity", 0, &entity);
    }
    if (status == ATTEST_OK && entity.size &&
        attest_i_import_names_find(&line->source->entities, entity, &participant->entity) != ATTEST_OK) {
        status = attest_i_import_refuse(line, "entity-unknown", "%s: no line describes the entity <%.*s>", what,
                                        shown(entity), entity.data);
    }
    if (status == ATTEST_OK) {
        status = attest_i_import_value(line, json_object_get(object, "value"), &participant->value);
    }
    if (status == ATTEST_OK && participant->label.size == 0) {
        participant->label = participant->text;
    }
    return status;
}

/* The smallest span around all pieces. */
static attest_span hull(attest_span outer, const attest_span *spans, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (outer.begin == outer.end) {
            outer = spans[i];
        }
        outer.begin = spans[i].begin < outer.begin ? spans[i].begin : outer.begin;
        outer.end = spans[i].end > outer.end ? spans[i].end : outer.end;
    }
    return outer;
}

static enum attest_status read_cue(attest_i_import_line *line, const json_t *cue, attest_attribution *attribution)
{
    if (!cue || json_is_null(cue)) {
        attribution->implicit = 1;
        return ATTEST_OK;
    }
    enum attest_status status = attest_i_import_string(line, cue, "text", 0, &attribution->cue);
    if (status == ATTEST_OK) {
        status = attest_i_import_string(line, cue, "lemma", 0, &attribution->cue_lemma);
    }
    if (status == ATTEST_OK) {
        status = attest_i_import_spans(line, cue, "span", 0, &attribution->cue_spans, &attribution->cue_span_count);
    }
    if (status == ATTEST_OK && attribution->cue.size + attribution->cue_span_count > 0) {
        status = attest_i_import_check_text(line, "cue", attribution->cue, attribution->cue_spans,
                                            attribution->cue_span_count);
    }
    return status;
}

static enum attest_status read_attribution(attest_i_import_line *line, const json_t *object,
                                           attest_attribution *attribution)
{
    unsigned kind = 0;
    unsigned stance = 0;
    enum attest_status status = attest_i_import_boolean(line, object, "implicit", &attribution->implicit);
    if (status == ATTEST_OK) {
        status = read_participant(line, json_object_get(object, "speaker"), "speaker", attribution->implicit,
                                  &attribution->speaker);
    }
    if (status == ATTEST_OK) {
        status = read_cue(line, json_object_get(object, "cue"), attribution);
    }
    if (status == ATTEST_OK) {
        status = attest_i_import_spans(line, json_object_get(object, "content"), "span", 1, &attribution->content,
                                       &attribution->content_count);
    }
    if (status == ATTEST_OK) {
        status = attest_i_import_enum(line, object, "kind", 1, kind_name, ATTEST_ATTRIBUTION_OPINION + 1, &kind);
    }
    if (status == ATTEST_OK) {
        status = attest_i_import_enum(line, object, "stance", 0, stance_name, ATTEST_STANCE_COUNT, &stance);
    }
    if (status == ATTEST_OK) {
        status = attest_i_import_confidence(line, object, &attribution->confidence);
    }
    if (status == ATTEST_OK) {
        status = attest_i_import_boolean(line, object, "recipient", &attribution->recipient);
    }
    attribution->kind = (enum attest_attribution_kind)kind;
    attribution->stance = (enum attest_stance)stance;
    attribution->sentence = hull(attribution->sentence, attribution->content, attribution->content_count);
    attribution->sentence = hull(attribution->sentence, attribution->cue_spans, attribution->cue_span_count);
    attribution->sentence = hull(attribution->sentence, attribution->speaker.spans, attribution->speaker.span_count);
    return status;
}

enum attest_status attest_i_import_attribution(attest_i_import_line *line, const json_t *object)
{
    attest_attribution attribution = {.reported_by = ATTEST_NO_INDEX, .rule = ATTEST_VIEW(ATTEST_IMPORT_RULE)};
    attest_view id;
    uint32_t index;
    enum attest_status status = attest_i_import_string(line, object, "id", 1, &id);
    if (status == ATTEST_OK && attest_i_import_names_find(&line->source->attributions, id, &index) == ATTEST_OK) {
        status =
            attest_i_import_refuse(line, "duplicate-id", "attribution \"%.*s\" was given before", shown(id), id.data);
    }
    if (status == ATTEST_OK) {
        status = read_attribution(line, object, &attribution);
    }
    if (status == ATTEST_OK) {
        status = attest_i_builder_attribution(line->source->builder, &attribution, &index);
    }
    if (status == ATTEST_OK) {
        status = attest_i_import_names_add(&line->source->attributions, attest_i_builder_arena(line->source->builder),
                                           id, index);
    }
    return status;
}

enum attest_status attest_i_import_link(attest_i_import_line *line, const json_t *object)
{
    attest_view id;
    attest_view outer = ATTEST_VIEW("");
    uint32_t index;
    uint32_t outer_index;
    enum attest_status status = attest_i_import_string(line, object, "id", 1, &id);
    if (status == ATTEST_OK) {
        status = attest_i_import_string(line, object, "reportedBy", 0, &outer);
    }
    /* An attribution that was refused has its own message. */
    if (status != ATTEST_OK || outer.size == 0 ||
        attest_i_import_names_find(&line->source->attributions, id, &index) != ATTEST_OK) {
        return status;
    }
    if (attest_i_import_names_find(&line->source->attributions, outer, &outer_index) != ATTEST_OK ||
        outer_index == index) {
        return attest_i_import_refuse(line, "attribution-unknown",
                                      "\"reportedBy\": no other line gives the attribution \"%.*s\"", shown(outer),
                                      outer.data);
    }
    attest_i_builder_attribution_at(line->source->builder, index)->reported_by = outer_index;
    return ATTEST_OK;
}

/* "quote" as a list: one string a piece. */
static enum attest_status check_quotes(attest_i_import_line *line, const json_t *quotes, const attest_claim *claim)
{
    enum attest_status status = ATTEST_OK;
    if (json_array_size(quotes) != claim->evidence_count) {
        return attest_i_import_refuse(line, "text-differs", "\"quote\" and \"evidence\" differ in length");
    }
    for (size_t i = 0; i < claim->evidence_count && status == ATTEST_OK; i++) {
        const json_t *piece = json_array_get(quotes, i);
        attest_view text = {json_string_value(piece), json_string_length(piece)};
        status = json_is_string(piece)
                     ? attest_i_import_check_text(line, "quote", text, &claim->evidence[i], 1)
                     : attest_i_import_refuse(line, "member-type", "\"quote\" is not a list of strings");
    }
    return status;
}

/* "quote": the evidence's words, as one string or one a piece. Without it, a part must have words of its own. */
static enum attest_status check_words(attest_i_import_line *line, const json_t *object, const attest_claim *claim)
{
    const json_t *quote = json_object_get(object, "quote");
    if (json_is_array(quote)) {
        return check_quotes(line, quote, claim);
    }
    attest_view text;
    enum attest_status status = attest_i_import_string(line, object, "quote", 0, &text);
    if (status == ATTEST_OK && text.size) {
        return attest_i_import_check_text(line, "quote", text, claim->evidence, claim->evidence_count);
    }
    if (status == ATTEST_OK &&
        claim->subject.span_count + claim->predicate_span_count + claim->object.span_count == 0) {
        return attest_i_import_refuse(line, "quote-missing",
                                      "no words to hold against the source: neither \"quote\" nor a part with a span");
    }
    return status;
}

/* Is there a quotation mark between the start of the paragraph and the end of the evidence? */
static int stands_in_quotes(const attest_document *document, const attest_claim *claim)
{
    static const char *const MARKS[] = {"\"", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x98",
                                        "'",  "\xC2\xAB",     "\xE2\x80\x9E"};
    attest_view text = attest_document_text(document);
    size_t begin = claim->evidence[0].begin;
    while (begin > 0 && text.data[begin - 1] != '\n') {
        begin--;
    }
    size_t size = claim->evidence[claim->evidence_count - 1].end - begin;
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
        if (memmem(text.data + begin, size, MARKS[i], strlen(MARKS[i]))) {
            return 1;
        }
    }
    return 0;
}

static enum attest_status read_predicate(attest_i_import_line *line, const json_t *predicate, attest_claim *claim)
{
    if (!json_is_object(predicate)) {
        return attest_i_import_refuse(line, predicate ? "member-type" : "member-missing", "\"predicate\" is no object");
    }
    enum attest_status status = attest_i_import_string(line, predicate, "text", 0, &claim->predicate);
    if (status == ATTEST_OK) {
        status = attest_i_import_string(line, predicate, "lemma", 1, &claim->predicate_lemma);
    }
    if (status == ATTEST_OK) {
        status =
            attest_i_import_spans(line, predicate, "span", 0, &claim->predicate_spans, &claim->predicate_span_count);
    }
    if (status == ATTEST_OK && claim->predicate.size + claim->predicate_span_count > 0) {
        status = attest_i_import_check_text(line, "predicate", claim->predicate, claim->predicate_spans,
                                            claim->predicate_span_count);
    }
    return status;
}

static enum attest_status read_arguments(attest_i_import_line *line, const json_t *list, attest_claim *claim)
{
    size_t count = json_array_size(list);
    if (count > MAX_ARGUMENTS) {
        return attest_i_import_refuse(line, "limit", "more than %d arguments", MAX_ARGUMENTS);
    }
    attest_argument *arguments = attest_i_arena_array(line->arena, count, sizeof *arguments);
    enum attest_status status = arguments ? ATTEST_OK : ATTEST_ERR_NOMEM;
    for (size_t i = 0; i < count && status == ATTEST_OK; i++) {
        const json_t *object = json_array_get(list, i);
        status = read_participant(line, object, "argument", 0, &arguments[i].participant);
        if (status == ATTEST_OK) {
            status = attest_i_import_string(line, object, "role", 1, &arguments[i].role);
        }
        if (status == ATTEST_OK) {
            status = attest_i_import_string(line, object, "preposition", 0, &arguments[i].preposition);
        }
    }
    claim->arguments = arguments;
    claim->argument_count = count;
    return status;
}

static enum attest_status read_chain(attest_i_import_line *line, const json_t *list, attest_claim *claim)
{
    size_t count = json_array_size(list);
    if (list && !json_is_null(list) && !json_is_array(list)) {
        return attest_i_import_refuse(line, "member-type", "\"attribution\" is not a list of ids");
    }
    if (count > MAX_LAYERS) {
        return attest_i_import_refuse(line, "limit", "more than %d layers of attribution", MAX_LAYERS);
    }
    uint32_t *layers = attest_i_arena_array(line->arena, count, sizeof *layers);
    if (!layers) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < count; i++) {
        const json_t *id = json_array_get(list, i);
        attest_view name = {json_is_string(id) ? json_string_value(id) : "", json_string_length(id)};
        if (attest_i_import_names_find(&line->source->attributions, name, &layers[i]) != ATTEST_OK) {
            return attest_i_import_refuse(line, "attribution-unknown", "no line gives the attribution \"%.*s\"",
                                          shown(name), name.data);
        }
    }
    claim->attributions = layers;
    claim->attribution_count = count;
    return ATTEST_OK;
}

static enum attest_status check_evidence(attest_i_import_line *line, attest_claim *claim)
{
    if (claim->sentence.begin == claim->sentence.end) {
        claim->sentence = hull(claim->sentence, claim->evidence, claim->evidence_count);
    }
    if (claim->evidence[0].begin < claim->sentence.begin ||
        claim->evidence[claim->evidence_count - 1].end > claim->sentence.end) {
        return attest_i_import_refuse(line, "evidence-outside-sentence",
                                      "the evidence is not within the sentence given");
    }
    if (claim->quoted && !stands_in_quotes(line->source->document, claim)) {
        return attest_i_import_refuse(line, "not-quoted", "\"quoted\" is true, but no quotation mark stands there");
    }
    return ATTEST_OK;
}

/* What stands at the claim itself: evidence, sentence, polarity and so on. */
static enum attest_status read_qualities(attest_i_import_line *line, const json_t *object, attest_claim *claim)
{
    unsigned polarity = 0;
    unsigned modality = 0;
    enum attest_status status =
        attest_i_import_spans(line, object, "evidence", 1, &claim->evidence, &claim->evidence_count);
    if (status == ATTEST_OK && json_object_get(object, "sentence")) {
        status = attest_i_import_span(line, json_object_get(object, "sentence"), "sentence", &claim->sentence);
    }
    if (status == ATTEST_OK) {
        status = attest_i_import_enum(line, object, "polarity", 1, polarity_name, ATTEST_NEGATED + 1, &polarity);
    }
    if (status == ATTEST_OK) {
        status = attest_i_import_enum(line, object, "modality", 1, modality_name, ATTEST_MODALITY_COUNT, &modality);
    }
    if (status == ATTEST_OK) {
        status = attest_i_import_boolean(line, object, "quoted", &claim->quoted);
    }
    if (status == ATTEST_OK) {
        status = attest_i_import_confidence(line, object, &claim->confidence);
    }
    claim->polarity = (enum attest_polarity)polarity;
    claim->modality = (enum attest_modality)modality;
    return status == ATTEST_OK ? check_evidence(line, claim) : status;
}

enum attest_status attest_i_import_claim(attest_i_import_line *line, const json_t *object)
{
    attest_claim claim = {.rule = ATTEST_VIEW(ATTEST_IMPORT_RULE)};
    claim.object.entity = ATTEST_NO_INDEX;
    const json_t *given = json_object_get(object, "object");
    enum attest_status status = read_qualities(line, object, &claim);
    if (status == ATTEST_OK) {
        status = read_participant(line, json_object_get(object, "subject"), "subject", 0, &claim.subject);
    }
    if (status == ATTEST_OK && claim.subject.label.size == 0 && claim.subject.entity == ATTEST_NO_INDEX) {
        status = attest_i_import_refuse(line, "member-missing", "the subject has neither text, label nor entity");
    }
    if (status == ATTEST_OK) {
        status = read_predicate(line, json_object_get(object, "predicate"), &claim);
    }
    if (status == ATTEST_OK && given && !json_is_null(given)) {
        claim.has_object = 1;
        status = read_participant(line, given, "object", 0, &claim.object);
    }
    if (status == ATTEST_OK) {
        status = check_words(line, object, &claim);
    }
    if (status == ATTEST_OK) {
        status = read_arguments(line, json_object_get(object, "arguments"), &claim);
    }
    if (status == ATTEST_OK) {
        status = read_chain(line, json_object_get(object, "attribution"), &claim);
    }
    if (status == ATTEST_OK) {
        status = attest_i_builder_claim(line->source->builder, &claim, NULL);
        line->source->claims += status == ATTEST_OK;
    }
    return status;
}
