/* Attribution: which report stands within which, and what report rests on which source. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/attribution.h"
#include "extract/builder.h"

/* Attributions before and behind one that are looked at for one around it. */
#define NESTING_WINDOW 16

/* Longest chain of reports of reports. */
#define CHAIN_MAX 16

/* Length of the piece of `outer` that holds cue and content of `inner`; UINT32_MAX: none does. */
static uint32_t holds(const attest_attribution *outer, const attest_attribution *inner)
{
    for (size_t i = 0; i < outer->content_count; i++) {
        attest_span span = outer->content[i];
        if (attest_span_contains(span, inner->cue_spans[0]) && attest_span_contains(span, inner->content[0])) {
            return span.end - span.begin;
        }
    }
    return UINT32_MAX;
}

/* Bytes between a report and the words for its source; UINT32_MAX: they do not stand in one sentence. */
static uint32_t distance(const attest_attribution *report, const attest_attribution *source)
{
    if (report->recipient || report->cue_span_count == 0 || report->content_count == 0 ||
        report->sentence.begin != source->sentence.begin || report->cue_spans[0].begin == source->cue_spans[0].begin) {
        return UINT32_MAX;
    }
    attest_span cue = report->cue_spans[0];
    attest_span at = source->cue_spans[0];
    return cue.end <= at.begin ? at.begin - cue.end
                               : cue.begin - at.end + UINT32_MAX / 2; /* behind it: a last resort */
}

/* "The agency reported that they left, citing two officials": the officials said so, and the agency reports it. What
 * `citing` was bound to is the whole sentence; what they said is what is reported in it. */
void attest_i_layers_cite(const attest_document *document, attest_i_builder *builder, uint32_t citing, uint32_t claim)
{
    size_t count = attest_i_builder_attribution_count(builder);
    attest_attribution *source = attest_i_builder_attribution_at(builder, citing);
    uint32_t nearest = UINT32_MAX;
    uint32_t found = ATTEST_NO_INDEX;
    for (size_t k = citing > NESTING_WINDOW ? citing - NESTING_WINDOW : 0; k < count && k < citing + NESTING_WINDOW;
         k++) {
        const attest_attribution *report = attest_i_builder_attribution_at(builder, k);
        uint32_t away = k == citing ? UINT32_MAX : distance(report, source);
        if (away < nearest && report->stance == ATTEST_STANCE_ASSERTS) {
            nearest = away;
            found = (uint32_t)k;
        }
    }
    if (found == ATTEST_NO_INDEX) {
        return;
    }
    const attest_attribution *report = attest_i_builder_attribution_at(builder, found);
    source->content = report->content;
    source->content_count = report->content_count;
    source->reported_by = found;
    if (claim != ATTEST_NO_INDEX) {
        attest_participant *object = &attest_i_builder_claim_at(builder, claim)->object;
        object->spans = report->content;
        object->span_count = report->content_count;
        object->text = attest_document_slice(document, report->content[0]);
        object->label = object->text;
        object->value.lexical = object->text;
    }
}

/* A report within what another one reports: that one is a layer further out. The innermost around it counts. */
void attest_i_layers_nest(attest_i_builder *builder)
{
    size_t count = attest_i_builder_attribution_count(builder);
    for (size_t i = 0; i < count; i++) {
        attest_attribution *inner = attest_i_builder_attribution_at(builder, i);
        if (inner->cue_span_count == 0 || inner->reported_by != ATTEST_NO_INDEX || inner->recipient) {
            continue;
        }
        uint32_t smallest = UINT32_MAX;
        for (size_t k = i > NESTING_WINDOW ? i - NESTING_WINDOW : 0; k < count && k < i + NESTING_WINDOW; k++) {
            const attest_attribution *outer = attest_i_builder_attribution_at(builder, k);
            uint32_t length = k == i || outer->recipient ? UINT32_MAX : holds(outer, inner);
            /* Who repeats herself is no further layer; that she would not say it is a claim of its own, which she makes. */
            int same = outer->speaker.entity != ATTEST_NO_INDEX && outer->speaker.entity == inner->speaker.entity &&
                       inner->stance != ATTEST_STANCE_DECLINES;
            if (!same && length < smallest &&
                length > inner->content[0].end - inner->content[0].begin) { /* longer: no circles */
                smallest = length;
                inner->reported_by = (uint32_t)k;
            }
        }
    }
}

/* The claim that Bee said something is itself reported by the layers around that report. */
enum attest_status attest_i_layers_claim(attest_i_builder *builder, uint32_t attribution, uint32_t claim)
{
    uint32_t chain[CHAIN_MAX];
    size_t count = 0;
    uint32_t at = attest_i_builder_attribution_at(builder, attribution)->reported_by;
    while (at != ATTEST_NO_INDEX && count < CHAIN_MAX) {
        const attest_attribution *layer = attest_i_builder_attribution_at(builder, at);
        if (!layer->recipient) {
            chain[count++] = at;
        }
        at = layer->reported_by;
    }
    if (count == 0) {
        return ATTEST_OK;
    }
    uint32_t *kept = attest_i_arena_array(attest_i_builder_arena(builder), count, sizeof *kept);
    if (!kept) {
        return ATTEST_ERR_NOMEM;
    }
    memcpy(kept, chain, count * sizeof *kept);
    attest_claim *made = attest_i_builder_claim_at(builder, claim);
    made->attributions = kept;
    made->attribution_count = count;
    return ATTEST_OK;
}

/* "The Harbour Post reported that they left, according to two officials": an outlet rests on those whom it names behind. */
int attest_i_layers_rest_on(const attest_i_page *page, const attest_i_drafts *drafts, size_t number)
{
    const attest_i_draft *source = &drafts->drafts.items[number];
    for (size_t i = number; i-- > 0 && drafts->drafts.items[i].clause == source->clause;) {
        const attest_i_draft *report = &drafts->drafts.items[i];
        int reports = report->has_speaker && report->cue && report->cue->pos == ATTEST_I_CUE_VERB &&
                      report->cue->stance == ATTEST_STANCE_ASSERTS && report->cue_span.end < source->cue_span.begin;
        for (uint32_t k = report->speaker.begin; reports && k < report->speaker.end; k++) {
            if (attest_i_item_is(page, k, ATTEST_I_WORD(OUTLET))) {
                return source->cue->pos == ATTEST_I_CUE_PREPOSITION;
            }
        }
    }
    return 0;
}
