/* Attribution: reads a cue that governs its speaker: "according to Bee", "citing two officials". */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/attribution_reading.h"

/* Longest apposition behind a speaker, in items. */
#define APPOSITION_MAX 40

uint32_t attest_i_skip_apposition(const attest_i_page *page, uint32_t end, uint32_t limit, int closed)
{
    if (end < limit && attest_i_item_is_mark(page, end, '(')) {
        for (uint32_t i = end + 1; i < limit; i++) {
            if (attest_i_item_is_mark(page, i, ')')) {
                end = i + 1;
                break;
            }
        }
    }
    if (end + 1 >= limit || !attest_i_item_is_mark(page, end, ',') || page->items[end + 1].kind != ATTEST_I_ITEM_WORD) {
        return end;
    }
    uint32_t first = end + 1;
    const uint64_t openers = ATTEST_I_WORD(ROLE) | ATTEST_I_WORD(RELATIVE);
    int article = attest_i_item_spells(page, first, "a") || attest_i_item_spells(page, first, "an") ||
                  attest_i_item_spells(page, first, "the");
    int opens = article || attest_i_item_is(page, first, openers) ||
                page->items[first].shape == ATTEST_I_SHAPE_NUMBER || attest_i_item_spells(page, first, "former") ||
                attest_i_item_spells(page, first, "senior");
    for (uint32_t i = first; opens && i < limit && i < first + APPOSITION_MAX; i++) {
        int ends = attest_i_item_is_mark(page, i, ',') || attest_i_item_is_mark(page, i, '.') ||
                   page->items[i].kind == ATTEST_I_ITEM_QUOTE || attest_i_item_is_mark(page, i, '-');
        if (ends) {
            return closed && !attest_i_item_is_mark(page, i, ',') ? end : i;
        }
    }
    return closed || !opens ? end : limit;
}

/* "Citing two officials", "citing data from the port": whom or what one can rest on. "Citing rising costs" gives a reason. */
static int is_source(const attest_i_page *page, const attest_i_phrase *phrase)
{
    uint32_t head = phrase->begin;
    for (uint32_t i = phrase->begin; i < phrase->end && page->items[i].kind == ATTEST_I_ITEM_WORD; i++) {
        if (i > phrase->begin && attest_i_item_is(page, i, ATTEST_I_WORD(PREPOSITION) | ATTEST_I_WORD(RELATIVE))) {
            break;
        }
        head = i;
        if (attest_i_item_may_speak(page, i) || attest_i_item_is_noun(page, i, ATTEST_I_WORD(CITABLE))) {
            return 1; /* "people close to the talks", "sources it did not name" */
        }
    }
    return attest_i_item_is_name(page, head) ||
           attest_i_item_is(page, head, ATTEST_I_WORD(NOMINATIVE) | ATTEST_I_WORD(ACCUSATIVE));
}

int attest_i_read_preposition(const attest_i_page *page, const attest_i_clause *clause, uint32_t at,
                              attest_i_reading *reading)
{
    if (!attest_i_cue_at(page, clause, at, 1U << ATTEST_I_CUE_PREPOSITION, &reading->cue, &reading->cue_end)) {
        return 0;
    }
    uint32_t from = reading->cue_end;
    if (from >= clause->end || (attest_i_item_spells(page, at, "per") && !attest_i_item_is_name(page, from) &&
                                !attest_i_item_spells(page, from, "the"))) {
        return 0;
    }
    reading->side = ATTEST_I_SIDE_GOVERNED;
    reading->begin = at;
    reading->cue_begin = at;
    reading->has_speaker = attest_i_phrase_at(page, from, clause->end, &reading->speaker);
    if (!reading->has_speaker ||
        (reading->cue->frames & ATTEST_I_FRAME_SOURCE && !is_source(page, &reading->speaker))) {
        return 0;
    }
    reading->tail = attest_i_skip_apposition(page, reading->speaker.end, clause->end, at == clause->begin);
    reading->speaker.outer_end = reading->tail;
    return 1;
}
