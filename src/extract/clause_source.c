/* Whose words a claim is in: the attributions around it, and quotation marks. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/attribution.h"
#include "extract/clause.h"

/* Bytes of the piece of the content that holds `place`; 0: none does. */
static uint32_t held_by(const attest_attribution *layer, attest_span place)
{
    for (size_t i = 0; i < layer->content_count; i++) {
        if (attest_span_contains(layer->content[i], place)) {
            return layer->content[i].end - layer->content[i].begin;
        }
    }
    return 0;
}

/* The innermost is the one that says least; what reports it follows. */
size_t attest_i_clause_chain(const attest_i_clause_run *run, attest_span place, uint32_t chain[ATTEST_I_CLAUSE_LAYERS])
{
    attest_i_builder *builder = run->context->builder;
    uint32_t inner = ATTEST_NO_INDEX;
    uint32_t least = UINT32_MAX;
    for (size_t i = 0; i < attest_i_builder_attribution_count(builder); i++) {
        const attest_attribution *layer = attest_i_builder_attribution_at(builder, i);
        uint32_t size = layer->recipient ? 0 : held_by(layer, place);
        if (size > 0 && size < least) {
            least = size;
            inner = (uint32_t)i;
        }
    }
    size_t count = 0;
    while (inner != ATTEST_NO_INDEX && count < ATTEST_I_CLAUSE_LAYERS) {
        chain[count++] = inner;
        inner = attest_i_builder_attribution_at(builder, inner)->reported_by;
    }
    return count;
}

int attest_i_clause_is_quoted(const attest_i_clause_run *run, const attest_span *spans, size_t count)
{
    const attest_i_page *page = run->context->page;
    for (size_t q = 0; page && q < page->quotes.count; q++) {
        for (size_t i = 0; i < count; i++) {
            if (attest_span_overlaps(page->quotes.items[q].span, spans[i])) {
                return 1;
            }
        }
    }
    return 0;
}

void attest_i_clause_mark_cues(attest_i_clause_run *run)
{
    attest_i_builder *builder = run->context->builder;
    const attest_sentence *sentence = &run->tree->sentence;
    memset(run->cues, 0, sentence->token_count);
    for (size_t i = 0; i < attest_i_builder_attribution_count(builder); i++) {
        const attest_attribution *layer = attest_i_builder_attribution_at(builder, i);
        for (size_t k = 0; k < layer->cue_span_count; k++) {
            if (!attest_span_overlaps(layer->cue_spans[k], sentence->span)) {
                continue;
            }
            for (uint32_t t = 0; t < sentence->token_count; t++) {
                run->cues[t] |= (uint8_t)attest_span_overlaps(layer->cue_spans[k], sentence->tokens[t].span);
            }
        }
    }
}
