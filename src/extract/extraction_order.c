/* Putting an extraction into text order: a total order over content, so that output never depends on the order in which
 * stages found things. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "extract/extraction_data.h"

/* Comparisons give a total order over content; equal means that nothing a reader could see differs. */
static int compare_numbers(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int compare_spans(const attest_span *a, size_t a_count, const attest_span *b, size_t b_count)
{
    for (size_t i = 0; i < a_count && i < b_count; i++) {
        int order = compare_numbers(a[i].begin, b[i].begin);
        if (order == 0) {
            order = compare_numbers(a[i].end, b[i].end);
        }
        if (order != 0) {
            return order;
        }
    }
    return compare_numbers(a_count, b_count);
}

static int compare_values(const attest_value *a, const attest_value *b)
{
    int order = compare_numbers(a->kind, b->kind);
    order = order ? order : attest_view_compare(a->lexical, b->lexical);
    order = order ? order : attest_view_compare(a->upper, b->upper);
    order = order ? order : attest_view_compare(a->unit, b->unit);
    return order ? order : compare_numbers(a->bound, b->bound);
}

static int compare_participants(const attest_participant *a, const attest_participant *b)
{
    int order = compare_spans(a->spans, a->span_count, b->spans, b->span_count);
    order = order ? order : attest_view_compare(a->text, b->text);
    order = order ? order : attest_view_compare(a->label, b->label);
    order = order ? order : compare_numbers(a->entity, b->entity);
    return order ? order : compare_values(&a->value, &b->value);
}

static int compare_arguments(const attest_claim *a, const attest_claim *b)
{
    for (size_t i = 0; i < a->argument_count && i < b->argument_count; i++) {
        int order = attest_view_compare(a->arguments[i].role, b->arguments[i].role);
        order = order ? order : attest_view_compare(a->arguments[i].preposition, b->arguments[i].preposition);
        order = order ? order : compare_participants(&a->arguments[i].participant, &b->arguments[i].participant);
        if (order) {
            return order;
        }
    }
    return compare_numbers(a->argument_count, b->argument_count);
}

static int compare_chains(const attest_claim *a, const attest_claim *b)
{
    for (size_t i = 0; i < a->attribution_count && i < b->attribution_count; i++) {
        int order = compare_numbers(a->attributions[i], b->attributions[i]);
        if (order) {
            return order;
        }
    }
    return compare_numbers(a->attribution_count, b->attribution_count);
}

static int compare_claims(const void *left, const void *right)
{
    const attest_claim *a = left;
    const attest_claim *b = right;
    int order = compare_spans(a->evidence, a->evidence_count, b->evidence, b->evidence_count);
    order = order ? order : compare_numbers(a->sentence.begin, b->sentence.begin);
    order =
        order ? order
              : compare_spans(a->predicate_spans, a->predicate_span_count, b->predicate_spans, b->predicate_span_count);
    order = order ? order : attest_view_compare(a->predicate_lemma, b->predicate_lemma);
    order = order ? order : attest_view_compare(a->predicate, b->predicate);
    order = order ? order : compare_participants(&a->subject, &b->subject);
    order = order ? order : compare_numbers((uint64_t)a->has_object, (uint64_t)b->has_object);
    order = order || !a->has_object ? order : compare_participants(&a->object, &b->object);
    order = order ? order : compare_arguments(a, b);
    order = order ? order : compare_numbers(a->polarity, b->polarity);
    order = order ? order : compare_numbers(a->modality, b->modality);
    order = order ? order : compare_chains(a, b);
    order = order ? order : compare_numbers((uint64_t)a->quoted, (uint64_t)b->quoted);
    if (order == 0) {
        order = (a->confidence < b->confidence) - (a->confidence > b->confidence);
    }
    return order ? order : attest_view_compare(a->rule, b->rule);
}

/* Same claim by different rules or with different confidence: the surest stays, being first in the order. */
static int same_claim(const attest_claim *a, const attest_claim *b)
{
    attest_claim copy = *b;
    copy.confidence = a->confidence;
    copy.rule = a->rule;
    return compare_claims(a, &copy) == 0;
}

static uint32_t first_begin(const attest_attribution *a)
{
    uint32_t begin = a->sentence.end;
    if (a->content_count && a->content[0].begin < begin) {
        begin = a->content[0].begin;
    }
    if (a->cue_span_count && a->cue_spans[0].begin < begin) {
        begin = a->cue_spans[0].begin;
    }
    if (a->speaker.span_count && a->speaker.spans[0].begin < begin) {
        begin = a->speaker.spans[0].begin;
    }
    return begin;
}

/* An element and where it stood before sorting. */
typedef struct sort_entry {
    const void *element;
    uint32_t old;
} sort_entry;

static int compare_attribution_entries(const void *left, const void *right)
{
    const attest_attribution *a = ((const sort_entry *)left)->element;
    const attest_attribution *b = ((const sort_entry *)right)->element;
    int order = compare_numbers(first_begin(a), first_begin(b));
    order = order ? order : compare_spans(a->content, a->content_count, b->content, b->content_count);
    order = order ? order : compare_spans(a->cue_spans, a->cue_span_count, b->cue_spans, b->cue_span_count);
    order = order ? order : compare_participants(&a->speaker, &b->speaker);
    return order ? order : compare_numbers(((const sort_entry *)left)->old, ((const sort_entry *)right)->old);
}

static int compare_mention_entries(const void *left, const void *right)
{
    const attest_mention *a = ((const sort_entry *)left)->element;
    const attest_mention *b = ((const sort_entry *)right)->element;
    int order = compare_spans(&a->span, 1, &b->span, 1);
    return order ? order : compare_numbers(((const sort_entry *)left)->old, ((const sort_entry *)right)->old);
}

/* An entity stands where it is mentioned first; those never mentioned come last. */
static int compare_entity_entries(const void *left, const void *right)
{
    const attest_span *a = ((const sort_entry *)left)->element;
    const attest_span *b = ((const sort_entry *)right)->element;
    int order = compare_spans(a, 1, b, 1);
    return order ? order : compare_numbers(((const sort_entry *)left)->old, ((const sort_entry *)right)->old);
}

typedef int comparison(const void *left, const void *right);

/* Sort an array of `count` elements by way of its keys (`key_size` bytes each; the elements themselves if keys is NULL)
 * and give the new place of each old one in `renamed`. */
static enum attest_status sort_and_rename(void *elements, size_t count, size_t size, const void *keys, size_t key_size,
                                          comparison *compare, uint32_t **renamed)
{
    *renamed = NULL;
    if (count == 0) {
        return ATTEST_OK;
    }
    sort_entry *entries = calloc(count, sizeof *entries);
    uint32_t *places = calloc(count, sizeof *places);
    char *copy = malloc(count * size);
    if (!entries || !places || !copy) {
        free(entries);
        free(places);
        free(copy);
        return ATTEST_ERR_NOMEM;
    }
    memcpy(copy, elements, count * size);
    for (size_t i = 0; i < count; i++) {
        entries[i].element = keys ? (const char *)keys + i * key_size : copy + i * size;
        entries[i].old = (uint32_t)i;
    }
    qsort(entries, count, sizeof *entries, compare);
    for (size_t i = 0; i < count; i++) {
        memcpy((char *)elements + i * size, copy + (size_t)entries[i].old * size, size);
        places[entries[i].old] = (uint32_t)i;
    }
    free(entries);
    free(copy);
    *renamed = places;
    return ATTEST_OK;
}

static void rename_index(uint32_t *index, const uint32_t *renamed)
{
    if (*index != ATTEST_NO_INDEX) {
        *index = renamed[*index];
    }
}

static void rename_arguments(attest_claim *claim, const uint32_t *renamed)
{
    /* The builder's own copies, const only to readers. */
    attest_argument *arguments = (attest_argument *)(uintptr_t)claim->arguments;
    for (size_t i = 0; i < claim->argument_count; i++) {
        rename_index(&arguments[i].participant.entity, renamed);
    }
}

static enum attest_status order_entities(attest_extraction *data)
{
    attest_span *first = calloc(data->entity_count + 1, sizeof *first);
    uint32_t *renamed = NULL;
    if (!first) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < data->entity_count; i++) {
        first[i] = (attest_span){UINT32_MAX, UINT32_MAX};
    }
    for (size_t i = 0; i < data->mention_count; i++) {
        const attest_mention *mention = &data->mentions[i];
        if (compare_spans(&mention->span, 1, &first[mention->entity], 1) < 0) {
            first[mention->entity] = mention->span;
        }
    }
    enum attest_status status = sort_and_rename(data->entities, data->entity_count, sizeof *data->entities, first,
                                                sizeof *first, compare_entity_entries, &renamed);
    free(first);
    if (status != ATTEST_OK || !renamed) {
        return status;
    }
    for (size_t i = 0; i < data->mention_count; i++) {
        rename_index(&data->mentions[i].entity, renamed);
    }
    for (size_t i = 0; i < data->attribution_count; i++) {
        rename_index(&data->attributions[i].speaker.entity, renamed);
    }
    for (size_t i = 0; i < data->claim_count; i++) {
        rename_index(&data->claims[i].subject.entity, renamed);
        if (data->claims[i].has_object) {
            rename_index(&data->claims[i].object.entity, renamed);
        }
        rename_arguments(&data->claims[i], renamed);
    }
    free(renamed);
    return ATTEST_OK;
}

static enum attest_status order_mentions(attest_extraction *data)
{
    uint32_t *renamed;
    enum attest_status status = sort_and_rename(data->mentions, data->mention_count, sizeof *data->mentions, NULL, 0,
                                                compare_mention_entries, &renamed);
    for (size_t i = 0; status == ATTEST_OK && i < data->mention_count; i++) {
        rename_index(&data->mentions[i].antecedent, renamed);
    }
    free(renamed);
    return status;
}

static enum attest_status order_attributions(attest_extraction *data)
{
    uint32_t *renamed;
    enum attest_status status = sort_and_rename(data->attributions, data->attribution_count, sizeof *data->attributions,
                                                NULL, 0, compare_attribution_entries, &renamed);
    if (status != ATTEST_OK || !renamed) {
        return status;
    }
    for (size_t i = 0; i < data->attribution_count; i++) {
        rename_index(&data->attributions[i].reported_by, renamed);
    }
    for (size_t i = 0; i < data->claim_count; i++) {
        uint32_t *chain = (uint32_t *)(uintptr_t)data->claims[i].attributions;
        for (size_t k = 0; k < data->claims[i].attribution_count; k++) {
            chain[k] = renamed[chain[k]];
        }
    }
    free(renamed);
    return ATTEST_OK;
}

static void order_claims(attest_extraction *data)
{
    if (data->claim_count == 0) {
        return;
    }
    qsort(data->claims, data->claim_count, sizeof *data->claims, compare_claims);
    size_t kept = 1;
    for (size_t i = 1; i < data->claim_count; i++) {
        if (!same_claim(&data->claims[kept - 1], &data->claims[i])) {
            data->claims[kept++] = data->claims[i];
        }
    }
    data->claim_count = kept;
}

enum attest_status attest_i_extraction_order(attest_extraction *extraction)
{
    enum attest_status status = order_mentions(extraction);
    if (status == ATTEST_OK) {
        status = order_entities(extraction);
    }
    if (status == ATTEST_OK) {
        status = order_attributions(extraction);
    }
    if (status == ATTEST_OK) {
        order_claims(extraction);
    }
    return status;
}
