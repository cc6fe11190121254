/* Building an extraction: copies what stages find into one arena and puts it in order at the end. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/builder.h"

#include <stdlib.h>
#include <string.h>

#include "extract/extraction_data.h"
#include "language/pronoun.h"

struct attest_i_builder {
    attest_extraction *data;
    attest_i_label_index labels;
    size_t entity_capacity;
    size_t mention_capacity;
    size_t attribution_capacity;
    size_t claim_capacity;
};

enum attest_status attest_i_builder_new(attest_i_builder **builder, const attest_document *document)
{
    *builder = NULL;
    attest_i_builder *made = calloc(1, sizeof *made);
    attest_extraction *data = calloc(1, sizeof *data);
    if (!made || !data) {
        free(made);
        free(data);
        return ATTEST_ERR_NOMEM;
    }
    data->document = document;
    attest_i_arena_init(&data->arena);
    made->data = data;
    *builder = made;
    return ATTEST_OK;
}

void attest_i_builder_free(attest_i_builder *builder)
{
    if (builder) {
        attest_i_label_index_clear(&builder->labels);
        attest_extraction_free(builder->data);
        free(builder);
    }
}

enum attest_status attest_i_builder_finish(attest_i_builder *builder, attest_extraction **extraction)
{
    *extraction = NULL;
    enum attest_status status = attest_i_extraction_order(builder->data);
    if (status == ATTEST_OK) {
        *extraction = builder->data;
        builder->data = NULL;
    }
    attest_i_builder_free(builder);
    return status;
}

attest_i_arena *attest_i_builder_arena(attest_i_builder *builder)
{
    return &builder->data->arena;
}

/* Views into the document's text stay as they are; all others are copied. */
static enum attest_status keep_view(attest_i_builder *builder, attest_view *view)
{
    attest_view text = attest_document_text(builder->data->document);
    if (view->size == 0) {
        *view = ATTEST_VIEW("");
        return ATTEST_OK;
    }
    if ((uintptr_t)view->data >= (uintptr_t)text.data && (uintptr_t)view->data < (uintptr_t)text.data + text.size) {
        return ATTEST_OK;
    }
    return attest_i_arena_copy(&builder->data->arena, *view, view);
}

static enum attest_status check_span(const attest_i_builder *builder, attest_span span)
{
    attest_view text = attest_document_text(builder->data->document);
    return span.begin < span.end && span.end <= text.size ? ATTEST_OK : ATTEST_ERR_DATA;
}

static enum attest_status keep_spans(attest_i_builder *builder, const attest_span **spans, size_t count)
{
    if (count == 0) {
        *spans = NULL;
        return ATTEST_OK;
    }
    attest_span *copy = attest_i_arena_array(&builder->data->arena, count, sizeof *copy);
    if (!copy) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < count; i++) {
        copy[i] = (*spans)[i];
        if (check_span(builder, copy[i]) != ATTEST_OK || (i > 0 && copy[i].begin < copy[i - 1].end)) {
            return ATTEST_ERR_DATA;
        }
    }
    *spans = copy;
    return ATTEST_OK;
}

static enum attest_status keep_value(attest_i_builder *builder, attest_value *value)
{
    enum attest_status status = keep_view(builder, &value->lexical);
    if (status == ATTEST_OK) {
        status = keep_view(builder, &value->upper);
    }
    return status == ATTEST_OK ? keep_view(builder, &value->unit) : status;
}

static enum attest_status keep_participant(attest_i_builder *builder, attest_participant *participant)
{
    if (participant->entity != ATTEST_NO_INDEX && participant->entity >= builder->data->entity_count) {
        return ATTEST_ERR_DATA;
    }
    enum attest_status status = keep_spans(builder, &participant->spans, participant->span_count);
    if (status == ATTEST_OK && participant->head.begin != participant->head.end) {
        status = check_span(builder, participant->head);
    }
    if (status == ATTEST_OK) {
        status = keep_view(builder, &participant->text);
    }
    if (status == ATTEST_OK) {
        status = keep_view(builder, &participant->label);
    }
    return status == ATTEST_OK ? keep_value(builder, &participant->value) : status;
}

/* "We" at the beginning of a sentence is the "we" of the others. */
static enum attest_status small_letters(attest_i_arena *arena, attest_view *word)
{
    char *out = attest_i_arena_take(arena, word->size + 1);
    if (!out) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < word->size; i++) {
        char c = word->data[i];
        out[i] = (char)(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
    }
    word->data = out;
    return ATTEST_OK;
}

enum attest_status attest_i_builder_entity(attest_i_builder *builder, const attest_entity *entity, uint32_t *index)
{
    attest_extraction *data = builder->data;
    attest_entity copy = *entity;
    enum attest_status status = attest_i_label_fold(&data->arena, entity->label, &copy.label);
    if (status != ATTEST_OK) {
        return status;
    }
    if (!entity->named && attest_i_pronoun_is(copy.label)) {
        status = small_letters(&data->arena, &copy.label);
        if (status != ATTEST_OK) {
            return status;
        }
    }
    if (attest_i_label_index_find(&builder->labels, data->entities, &copy, index) == ATTEST_OK) {
        data->entities[*index].named |= entity->named;
        return ATTEST_OK;
    }
    if (data->entity_count >= ATTEST_NO_INDEX) {
        return ATTEST_ERR_LIMIT;
    }
    status = attest_i_vector_reserve((void **)&data->entities, data->entity_count, 1, &builder->entity_capacity,
                                     sizeof *data->entities);
    if (status != ATTEST_OK) {
        return status;
    }
    *index = (uint32_t)data->entity_count;
    status = attest_i_label_index_add(&builder->labels, data->entities, &copy, *index);
    if (status == ATTEST_OK) {
        data->entities[data->entity_count++] = copy;
    }
    return status;
}

enum attest_status attest_i_builder_mention(attest_i_builder *builder, const attest_mention *mention, uint32_t *index)
{
    attest_extraction *data = builder->data;
    attest_mention copy = *mention;
    if (check_span(builder, copy.span) != ATTEST_OK || copy.entity >= data->entity_count ||
        (copy.antecedent != ATTEST_NO_INDEX && copy.antecedent >= data->mention_count)) {
        return ATTEST_ERR_DATA;
    }
    uint32_t at;
    if (attest_i_mention_index_find(&builder->labels, data->mentions, &copy, &at) == ATTEST_OK) {
        if (index) {
            *index = at;
        }
        return ATTEST_OK;
    }
    enum attest_status status = keep_view(builder, &copy.decided_by);
    if (status == ATTEST_OK) {
        status = keep_view(builder, &copy.rule);
    }
    if (status == ATTEST_OK) {
        status = attest_i_vector_reserve((void **)&data->mentions, data->mention_count, 1, &builder->mention_capacity,
                                         sizeof *data->mentions);
    }
    if (status == ATTEST_OK) {
        status = attest_i_mention_index_add(&builder->labels, data->mentions, &copy, (uint32_t)data->mention_count);
    }
    if (status == ATTEST_OK) {
        if (index) {
            *index = (uint32_t)data->mention_count;
        }
        data->mentions[data->mention_count++] = copy;
    }
    return status;
}

static enum attest_status keep_attribution(attest_i_builder *builder, attest_attribution *copy)
{
    enum attest_status status = keep_participant(builder, &copy->speaker);
    attest_view *views[] = {&copy->cue, &copy->cue_lemma, &copy->rule};
    for (size_t i = 0; status == ATTEST_OK && i < sizeof views / sizeof views[0]; i++) {
        status = keep_view(builder, views[i]);
    }
    if (status == ATTEST_OK) {
        status = keep_spans(builder, &copy->cue_spans, copy->cue_span_count);
    }
    if (status == ATTEST_OK) {
        status = keep_spans(builder, &copy->content, copy->content_count);
    }
    if (status == ATTEST_OK) {
        status = check_span(builder, copy->sentence);
    }
    return status == ATTEST_OK ? keep_value(builder, &copy->time) : status;
}

enum attest_status attest_i_builder_attribution(attest_i_builder *builder, const attest_attribution *attribution,
                                                uint32_t *index)
{
    attest_extraction *data = builder->data;
    attest_attribution copy = *attribution;
    if (copy.reported_by != ATTEST_NO_INDEX && copy.reported_by >= data->attribution_count) {
        return ATTEST_ERR_DATA;
    }
    enum attest_status status = keep_attribution(builder, &copy);
    if (status == ATTEST_OK) {
        status = attest_i_vector_reserve((void **)&data->attributions, data->attribution_count, 1,
                                         &builder->attribution_capacity, sizeof *data->attributions);
    }
    if (status == ATTEST_OK) {
        if (index) {
            *index = (uint32_t)data->attribution_count;
        }
        data->attributions[data->attribution_count++] = copy;
    }
    return status;
}

static enum attest_status keep_arguments(attest_i_builder *builder, attest_claim *claim)
{
    if (claim->argument_count == 0) {
        claim->arguments = NULL;
        return ATTEST_OK;
    }
    attest_argument *copy = attest_i_arena_array(&builder->data->arena, claim->argument_count, sizeof *copy);
    if (!copy) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < claim->argument_count; i++) {
        copy[i] = claim->arguments[i];
        enum attest_status status = keep_view(builder, &copy[i].role);
        if (status == ATTEST_OK) {
            status = keep_view(builder, &copy[i].preposition);
        }
        if (status == ATTEST_OK) {
            status = keep_participant(builder, &copy[i].participant);
        }
        if (status != ATTEST_OK) {
            return status;
        }
    }
    claim->arguments = copy;
    return ATTEST_OK;
}

static enum attest_status keep_chain(attest_i_builder *builder, attest_claim *claim)
{
    if (claim->attribution_count == 0) {
        claim->attributions = NULL;
        return ATTEST_OK;
    }
    uint32_t *copy = attest_i_arena_array(&builder->data->arena, claim->attribution_count, sizeof *copy);
    if (!copy) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < claim->attribution_count; i++) {
        copy[i] = claim->attributions[i];
        if (copy[i] >= builder->data->attribution_count) {
            return ATTEST_ERR_DATA;
        }
    }
    claim->attributions = copy;
    return ATTEST_OK;
}

static enum attest_status keep_claim(attest_i_builder *builder, attest_claim *copy)
{
    if (copy->evidence_count == 0 || check_span(builder, copy->sentence) != ATTEST_OK) {
        return ATTEST_ERR_DATA;
    }
    enum attest_status status = keep_spans(builder, &copy->evidence, copy->evidence_count);
    attest_view *views[] = {&copy->predicate, &copy->predicate_lemma, &copy->rule};
    for (size_t i = 0; status == ATTEST_OK && i < sizeof views / sizeof views[0]; i++) {
        status = keep_view(builder, views[i]);
    }
    if (status == ATTEST_OK) {
        status = keep_spans(builder, &copy->predicate_spans, copy->predicate_span_count);
    }
    if (status == ATTEST_OK) {
        status = keep_participant(builder, &copy->subject);
    }
    if (status == ATTEST_OK && copy->has_object) {
        status = keep_participant(builder, &copy->object);
    }
    if (status == ATTEST_OK) {
        status = keep_arguments(builder, copy);
    }
    return status == ATTEST_OK ? keep_chain(builder, copy) : status;
}

enum attest_status attest_i_builder_claim(attest_i_builder *builder, const attest_claim *claim, uint32_t *index)
{
    attest_extraction *data = builder->data;
    attest_claim copy = *claim;
    enum attest_status status = keep_claim(builder, &copy);
    if (status == ATTEST_OK) {
        status = attest_i_vector_reserve((void **)&data->claims, data->claim_count, 1, &builder->claim_capacity,
                                         sizeof *data->claims);
    }
    if (status == ATTEST_OK) {
        if (index) {
            *index = (uint32_t)data->claim_count;
        }
        data->claims[data->claim_count++] = copy;
    }
    return status;
}

size_t attest_i_builder_entity_count(const attest_i_builder *builder)
{
    return builder->data->entity_count;
}

attest_entity *attest_i_builder_entity_at(attest_i_builder *builder, size_t index)
{
    return &builder->data->entities[index];
}

size_t attest_i_builder_mention_count(const attest_i_builder *builder)
{
    return builder->data->mention_count;
}

attest_mention *attest_i_builder_mention_at(attest_i_builder *builder, size_t index)
{
    return &builder->data->mentions[index];
}

size_t attest_i_builder_attribution_count(const attest_i_builder *builder)
{
    return builder->data->attribution_count;
}

attest_attribution *attest_i_builder_attribution_at(attest_i_builder *builder, size_t index)
{
    return &builder->data->attributions[index];
}

size_t attest_i_builder_claim_count(const attest_i_builder *builder)
{
    return builder->data->claim_count;
}

attest_claim *attest_i_builder_claim_at(attest_i_builder *builder, size_t index)
{
    return &builder->data->claims[index];
}

void attest_i_builder_claims_drop(attest_i_builder *builder)
{
    attest_extraction *data = builder->data;
    size_t kept = 0;
    for (size_t i = 0; i < data->claim_count; i++) {
        if (data->claims[i].confidence >= 0) {
            data->claims[kept++] = data->claims[i];
        }
    }
    data->claim_count = kept;
}

void attest_i_builder_limit_hit(attest_i_builder *builder)
{
    builder->data->limit_hits++;
}
