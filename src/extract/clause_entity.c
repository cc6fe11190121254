/* What participants denote: mentions of earlier stages, values, descriptions. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/clause.h"
#include "language/gazetteer.h"

/* The longest mention within the span that ends where it ends, or covers the head. */
static const attest_mention *mention_in(const attest_i_clause_run *run, attest_span span, attest_span head)
{
    attest_i_builder *builder = run->context->builder;
    const attest_mention *found = NULL;
    uint32_t longest = 0;
    const attest_i_clause_index *index = run->index;
    for (uint32_t e = index->first_mention[run->tree_number]; e > 0; e = index->entries.items[e - 1].next) {
        const attest_mention *mention = attest_i_builder_mention_at(builder, index->entries.items[e - 1].what);
        uint32_t size = mention->span.end - mention->span.begin;
        if (attest_span_contains(span, mention->span) && attest_span_contains(mention->span, head) && size > longest) {
            found = mention;
            longest = size;
        }
    }
    return found;
}

static enum attest_status add_mention(attest_i_clause_run *run, const attest_mention *mention)
{
    uint32_t number;
    enum attest_status status = attest_i_builder_mention(run->context->builder, mention, &number);
    return status == ATTEST_OK ? attest_i_clause_index_mention(run->index, run->tree_number, number) : status;
}

/* "Oslo" that acts is Norway. */
static enum attest_status resolve_capital(attest_i_clause_run *run, attest_participant *participant, attest_span span)
{
    attest_i_sense senses[ATTEST_I_SENSES];
    attest_i_sense country;
    size_t count = attest_i_gazetteer_find(participant->text, senses);
    if (count == 0 || (senses[0].kind != ATTEST_I_SENSE_CAPITAL && senses[0].kind != ATTEST_I_SENSE_SEAT) ||
        attest_i_gazetteer_country(participant->text, &country) != ATTEST_OK) {
        return ATTEST_OK;
    }
    attest_view state = country.name;
    attest_entity entity = {state, ATTEST_ENTITY_PLACE, 1};
    attest_mention mention = {.span = span, .decided_by = ATTEST_VIEW("metonymy"), .antecedent = ATTEST_NO_INDEX};
    enum attest_status status = attest_i_builder_entity(run->context->builder, &entity, &mention.entity);
    participant->entity = mention.entity;
    participant->label = state;
    return status == ATTEST_OK ? add_mention(run, &mention) : status;
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
    enum attest_status status = attest_i_builder_entity(run->context->builder, &entity, &participant->entity);
    participant->label =
        status == ATTEST_OK ? attest_i_builder_entity_at(run->context->builder, participant->entity)->label : label;
    return status;
}

const attest_i_timex *attest_i_clause_timex(const attest_i_clause_run *run, attest_span span)
{
    size_t low = 0;
    size_t high = run->context->timex_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (run->context->timexes[middle].span.end > span.begin) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    const attest_i_timex *found = low < run->context->timex_count ? &run->context->timexes[low] : NULL;
    return found && found->span.begin < span.end ? found : NULL;
}

static const attest_value *value_of(const attest_i_clause_run *run, attest_span span, attest_span head)
{
    const attest_i_timex *timex = attest_i_clause_timex(run, head);
    if (timex) {
        if (attest_span_contains(timex->span, head) && timex->span.end >= span.end &&
            timex->span.begin <= span.begin + 4) {
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
