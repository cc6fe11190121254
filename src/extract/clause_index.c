/* The index of attributions and mentions by sentence. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "extract/clause.h"

/* Number of the first sentence that ends behind `offset`. */
static size_t first_behind(const struct attest_i_trees *trees, uint32_t offset)
{
    size_t low = 0;
    size_t high = trees->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (trees->items[middle].sentence.span.end > offset) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

static enum attest_status add_entry(attest_i_clause_index *index, uint32_t *first, uint32_t what)
{
    if (*first > 0 && index->entries.items[*first - 1].what == what) {
        return ATTEST_OK;
    }
    enum attest_status status = ATTEST_I_VECTOR_RESERVE(&index->entries, 1);
    if (status == ATTEST_OK) {
        index->entries.items[index->entries.count].what = what;
        index->entries.items[index->entries.count].next = *first;
        index->entries.count++;
        *first = (uint32_t)index->entries.count;
    }
    return status;
}

/* Enter `what` at all sentences that the span touches. */
static enum attest_status add_span(attest_i_clause_index *index, const struct attest_i_trees *trees, uint32_t *firsts,
                                   attest_span span, uint32_t what)
{
    enum attest_status status = ATTEST_OK;
    for (size_t i = first_behind(trees, span.begin);
         status == ATTEST_OK && i < trees->count && trees->items[i].sentence.span.begin < span.end; i++) {
        status = add_entry(index, &firsts[i], what);
    }
    return status;
}

static enum attest_status add_layer(attest_i_context *context, attest_i_clause_index *index, uint32_t number)
{
    const attest_attribution *layer = attest_i_builder_attribution_at(context->builder, number);
    enum attest_status status = ATTEST_OK;
    for (size_t i = 0; i < layer->cue_span_count && status == ATTEST_OK; i++) {
        status = add_span(index, context->trees, index->first_layer, layer->cue_spans[i], number);
    }
    for (size_t i = 0; i < layer->content_count && status == ATTEST_OK; i++) {
        status = add_span(index, context->trees, index->first_layer, layer->content[i], number);
    }
    return status;
}

enum attest_status attest_i_clause_index_make(attest_i_context *context, attest_i_clause_index *index)
{
    index->first_layer = attest_i_arena_array(context->arena, context->trees->count, sizeof *index->first_layer);
    index->first_mention = attest_i_arena_array(context->arena, context->trees->count, sizeof *index->first_mention);
    if (!index->first_layer || !index->first_mention) {
        return ATTEST_ERR_NOMEM;
    }
    enum attest_status status = ATTEST_OK;
    for (size_t i = 0; i < attest_i_builder_attribution_count(context->builder) && status == ATTEST_OK; i++) {
        status = add_layer(context, index, (uint32_t)i);
    }
    for (size_t i = 0; i < attest_i_builder_mention_count(context->builder) && status == ATTEST_OK; i++) {
        status = add_span(index, context->trees, index->first_mention,
                          attest_i_builder_mention_at(context->builder, i)->span, (uint32_t)i);
    }
    return status;
}

void attest_i_clause_index_clear(attest_i_clause_index *index)
{
    free(index->entries.items);
}

enum attest_status attest_i_clause_index_mention(attest_i_clause_index *index, size_t tree, uint32_t mention)
{
    return add_entry(index, &index->first_mention[tree], mention);
}
