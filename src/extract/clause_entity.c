/* What participants denote: names of the model, mentions of earlier stages, values, descriptions. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>
#include <strings.h>

#include "extract/clause.h"

static attest_view slice(const attest_i_clause_run *run, attest_span span)
{
    return (attest_view){run->text.data + span.begin, span.end - span.begin};
}

static enum attest_entity_class class_of_name(enum attest_name_class class_)
{
    switch (class_) {
    case ATTEST_NAME_PERSON: return ATTEST_ENTITY_PERSON;
    case ATTEST_NAME_ORGANIZATION: return ATTEST_ENTITY_ORGANIZATION;
    case ATTEST_NAME_PLACE: return ATTEST_ENTITY_PLACE;
    case ATTEST_NAME_FACILITY: return ATTEST_ENTITY_FACILITY;
    case ATTEST_NAME_EVENT: return ATTEST_ENTITY_EVENT;
    case ATTEST_NAME_WORK: return ATTEST_ENTITY_WORK;
    case ATTEST_NAME_NORP: return ATTEST_ENTITY_GROUP;
    default: return ATTEST_ENTITY_THING;
    }
}

/* The longest mention within the span that ends where it ends, or covers the head. */
static const attest_mention *mention_in(const attest_i_clause_run *run, attest_span span, attest_span head)
{
    attest_i_builder *builder = run->context->builder;
    const attest_mention *found = NULL;
    uint32_t longest = 0;
    for (size_t i = attest_i_builder_mention_count(builder); i-- > 0;) {
        const attest_mention *mention = attest_i_builder_mention_at(builder, i);
        uint32_t size = mention->span.end - mention->span.begin;
        if (attest_span_contains(span, mention->span) && attest_span_contains(mention->span, head) && size > longest) {
            found = mention;
            longest = size;
        }
    }
    return found;
}

static int has_mention(const attest_i_clause_run *run, attest_span span)
{
    attest_i_builder *builder = run->context->builder;
    for (size_t i = 0; i < attest_i_builder_mention_count(builder); i++) {
        const attest_mention *mention = attest_i_builder_mention_at(builder, i);
        attest_entity *entity = attest_i_builder_entity_at(builder, mention->entity);
        if (attest_span_overlaps(mention->span, span) && (entity->named || attest_span_contains(span, mention->span))) {
            return 1;
        }
    }
    return 0;
}

/* The only person whose name ends in this word. */
static uint32_t known_person(const attest_i_clause_run *run, attest_view last)
{
    attest_i_builder *builder = run->context->builder;
    uint32_t found = ATTEST_NO_INDEX;
    for (size_t i = 0; i < attest_i_builder_entity_count(builder); i++) {
        const attest_entity *entity = attest_i_builder_entity_at(builder, i);
        if (entity->class_ != ATTEST_ENTITY_PERSON || !entity->named || entity->label.size <= last.size ||
            memcmp(entity->label.data + entity->label.size - last.size, last.data, last.size) != 0 ||
            !strchr(" -", entity->label.data[entity->label.size - last.size - 1])) {
            continue;
        }
        if (found != ATTEST_NO_INDEX) {
            return ATTEST_NO_INDEX;
        }
        found = (uint32_t)i;
    }
    return found;
}

enum attest_status attest_i_clause_note_names(attest_i_clause_run *run)
{
    const attest_sentence *sentence = &run->tree->sentence;
    for (uint32_t i = 0; i < sentence->name_count; i++) {
        const attest_name *name = &sentence->names[i];
        uint32_t begin = name->begin;
        uint32_t end = name->end;
        while (begin < end && sentence->tokens[begin].upos == ATTEST_UPOS_DET) {
            begin++;
        }
        while (end > begin && (sentence->tokens[end - 1].upos == ATTEST_UPOS_PUNCT ||
                               attest_view_equal(sentence->tokens[end - 1].xpos, ATTEST_VIEW("POS")))) {
            end--;
        }
        if (begin >= end || name->class_ >= ATTEST_NAME_DATE) {
            continue;
        }
        attest_mention mention = {.span = {sentence->tokens[begin].span.begin, sentence->tokens[end - 1].span.end},
                                  .decided_by = ATTEST_VIEW("name"),
                                  .antecedent = ATTEST_NO_INDEX};
        if (has_mention(run, mention.span)) {
            continue;
        }
        attest_entity entity = {slice(run, mention.span), class_of_name(name->class_), 1};
        enum attest_status status = ATTEST_OK;
        mention.entity = known_person(run, entity.label);
        if (mention.entity != ATTEST_NO_INDEX) {
            mention.decided_by = ATTEST_VIEW("name-part");
        } else {
            status = attest_i_builder_entity(run->context->builder, &entity, &mention.entity);
        }
        if (status == ATTEST_OK) {
            status = attest_i_builder_mention(run->context->builder, &mention, NULL);
        }
        if (status != ATTEST_OK) {
            return status;
        }
    }
    return ATTEST_OK;
}

/* "Oslo" that acts is Norway. */
static enum attest_status resolve_capital(attest_i_clause_run *run, attest_participant *participant, attest_span span)
{
    attest_view state;
    if (attest_i_ruleset_list_value(run->context->rules, ATTEST_VIEW("capital"), participant->text, 1, &state) != ATTEST_OK) {
        return ATTEST_OK;
    }
    attest_entity entity = {state, ATTEST_ENTITY_PLACE, 1};
    attest_mention mention = {.span = span, .decided_by = ATTEST_VIEW("metonymy"), .antecedent = ATTEST_NO_INDEX};
    enum attest_status status = attest_i_builder_entity(run->context->builder, &entity, &mention.entity);
    participant->entity = mention.entity;
    participant->label = state;
    return status == ATTEST_OK ? attest_i_builder_mention(run->context->builder, &mention, NULL) : status;
}

static enum attest_status describe(attest_i_clause_run *run, attest_participant *participant)
{
    attest_view label = participant->text;
    static const char *const articles[] = {"the ", "The ", "a ", "A ", "an ", "An ", NULL};
    for (size_t i = 0; articles[i]; i++) {
        size_t size = strlen(articles[i]);
        if (label.size > size && memcmp(label.data, articles[i], size) == 0) {
            label.data += size;
            label.size -= size;
            break;
        }
    }
    attest_entity entity = {label, ATTEST_ENTITY_THING, 0};
    participant->label = label;
    return attest_i_builder_entity(run->context->builder, &entity, &participant->entity);
}

static const attest_value *value_of(const attest_i_clause_run *run, attest_span span, attest_span head)
{
    for (size_t i = 0; i < run->context->timex_count; i++) {
        const attest_i_timex *timex = &run->context->timexes[i];
        if (attest_span_contains(timex->span, head) && timex->span.end >= span.end && timex->span.begin <= span.begin + 4) {
            return &timex->value;
        }
    }
    return NULL;
}

enum attest_status attest_i_clause_participant(attest_i_clause_run *run, const attest_i_clause_phrase *phrase, int acts,
                                               attest_participant *participant)
{
    memset(participant, 0, sizeof *participant);
    participant->entity = ATTEST_NO_INDEX;
    attest_span *pieces = attest_i_arena_array(run->context->arena, phrase->count + 1, sizeof *pieces);
    if (!pieces) {
        return ATTEST_ERR_NOMEM;
    }
    memcpy(pieces, phrase->pieces, phrase->count * sizeof *pieces);
    participant->spans = pieces;
    participant->span_count = phrase->count;
    participant->head = attest_i_clause_token(run, phrase->head)->span;
    enum attest_status status = attest_i_clause_text(run, phrase, &participant->text);
    participant->label = participant->text;
    if (status != ATTEST_OK || phrase->count == 0) {
        return status;
    }
    attest_span all = {pieces[0].begin, pieces[phrase->count - 1].end};
    const attest_value *value = value_of(run, all, participant->head);
    if (value) {
        participant->value = *value;
        return ATTEST_OK;
    }
    const attest_mention *mention = mention_in(run, all, participant->head);
    int whole = mention && mention->span.end == all.end;
    if (mention && whole) {
        attest_entity *entity = attest_i_builder_entity_at(run->context->builder, mention->entity);
        participant->entity = mention->entity;
        participant->label = entity->label;
        return acts && entity->named ? resolve_capital(run, participant, all) : ATTEST_OK;
    }
    if (participant->text.size > ATTEST_I_CLAUSE_LABEL) {
        participant->value = (attest_value){.kind = ATTEST_VALUE_TEXT, .lexical = participant->text};
        return ATTEST_OK;
    }
    return describe(run, participant);
}
