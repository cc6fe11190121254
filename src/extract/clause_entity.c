/* What participants denote: names of the model, mentions of earlier stages, values, descriptions. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/clause.h"
#include "extract/names.h"
#include "language/gazetteer.h"

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

static int has_mention(const attest_i_clause_run *run, attest_span span)
{
    attest_i_builder *builder = run->context->builder;
    const attest_i_clause_index *index = run->index;
    for (uint32_t e = index->first_mention[run->tree_number]; e > 0; e = index->entries.items[e - 1].next) {
        const attest_mention *mention = attest_i_builder_mention_at(builder, index->entries.items[e - 1].what);
        attest_entity *entity = attest_i_builder_entity_at(builder, mention->entity);
        if (attest_span_overlaps(mention->span, span) && (entity->named || attest_span_contains(span, mention->span))) {
            return 1;
        }
    }
    return 0;
}

static enum attest_status add_mention(attest_i_clause_run *run, const attest_mention *mention)
{
    uint32_t number;
    enum attest_status status = attest_i_builder_mention(run->context->builder, mention, &number);
    return status == ATTEST_OK ? attest_i_clause_index_mention(run->index, run->tree_number, number) : status;
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
        const attest_i_person *person = attest_i_person_find(run->context->people, entity.label);
        if (person) {
            mention.entity = person->entity;
            mention.antecedent = person->mention;
            mention.decided_by = ATTEST_VIEW("name-part");
        } else {
            status = attest_i_builder_entity(run->context->builder, &entity, &mention.entity);
        }
        if (status == ATTEST_OK) {
            status = add_mention(run, &mention);
        }
        if (status != ATTEST_OK) {
            return status;
        }
    }
    return ATTEST_OK;
}

static int has_feature(const attest_token *token, attest_view feature)
{
    for (size_t i = 0; i + feature.size <= token->feats.size; i++) {
        if (memcmp(token->feats.data + i, feature.data, feature.size) == 0) {
            return 1;
        }
    }
    return 0;
}

/* The named mention that a subject stands for, if the pronoun agrees with it. */
static const attest_mention *agreeing_mention(const attest_i_clause_run *run, const attest_i_tree *tree,
                                              size_t tree_number, uint32_t subject, const attest_token *pronoun)
{
    const attest_token *token = &tree->sentence.tokens[subject];
    int plural = has_feature(pronoun, ATTEST_VIEW("Number=Plur"));
    int person = has_feature(pronoun, ATTEST_VIEW("Gender=Masc")) || has_feature(pronoun, ATTEST_VIEW("Gender=Fem"));
    if (token->upos != ATTEST_UPOS_PROPN || has_feature(token, ATTEST_VIEW("Number=Plur")) != plural) {
        return NULL;
    }
    const attest_i_clause_index *index = run->index;
    for (uint32_t e = index->first_mention[tree_number]; e > 0; e = index->entries.items[e - 1].next) {
        const attest_mention *mention =
            attest_i_builder_mention_at(run->context->builder, index->entries.items[e - 1].what);
        const attest_entity *entity = attest_i_builder_entity_at(run->context->builder, mention->entity);
        if (attest_span_contains(mention->span, token->span) && entity->named) {
            return (entity->class_ == ATTEST_ENTITY_PERSON) == person ? mention : NULL;
        }
    }
    return NULL;
}

/* The first subject of a sentence before token `end` that is not in the clause of `verb`. */
static uint32_t first_subject(const attest_i_tree *tree, uint32_t end, uint32_t verb)
{
    for (uint32_t t = 0; t < end; t++) {
        const attest_token *token = &tree->sentence.tokens[t];
        if (attest_i_relation_is(token->deprel, "nsubj") && token->head != verb) {
            return t;
        }
    }
    return ATTEST_NO_INDEX;
}

/* "It", "he", "they" as subject: the first subject of the sentence, or else of the one before, if it is a name that agrees. */
static enum attest_status resolve_pronoun(attest_i_clause_run *run, uint32_t head, attest_participant *participant)
{
    const attest_token *pronoun = attest_i_clause_token(run, head);
    if (!has_feature(pronoun, ATTEST_VIEW("Person=3")) || !attest_i_relation_is(pronoun->deprel, "nsubj")) {
        return ATTEST_OK;
    }
    const attest_i_tree *tree = run->tree;
    size_t number = run->tree_number;
    uint32_t subject = first_subject(tree, head, pronoun->head);
    if (subject == ATTEST_NO_INDEX && number > 0) {
        tree = &run->context->trees->items[--number];
        subject = first_subject(tree, tree->sentence.token_count, ATTEST_NO_INDEX);
    }
    const attest_mention *found =
        subject == ATTEST_NO_INDEX ? NULL : agreeing_mention(run, tree, number, subject, pronoun);
    if (!found) {
        return ATTEST_OK;
    }
    attest_mention mention = {.span = pronoun->span,
                              .entity = found->entity,
                              .decided_by = ATTEST_VIEW("pronoun"),
                              .antecedent = ATTEST_NO_INDEX};
    participant->entity = found->entity;
    participant->label = attest_i_builder_entity_at(run->context->builder, found->entity)->label;
    return add_mention(run, &mention);
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
    participant->label = label;
    return attest_i_builder_entity(run->context->builder, &entity, &participant->entity);
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
    if (attest_i_clause_token(run, phrase->head)->upos == ATTEST_UPOS_PRON) {
        status = resolve_pronoun(run, phrase->head, participant);
        if (status != ATTEST_OK || participant->entity != ATTEST_NO_INDEX) {
            return status;
        }
    }
    if (participant->text.size > ATTEST_I_CLAUSE_LABEL) {
        participant->value = (attest_value){.kind = ATTEST_VALUE_TEXT, .lexical = participant->text};
        return ATTEST_OK;
    }
    return describe(run, participant);
}
