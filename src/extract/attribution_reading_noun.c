/* Attribution: reads a noun or an adjective as a cue, with its speaker. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/attribution_reading.h"

/* Longest possessor, in items. */
#define POSSESSOR_MAX 6

static int is_lower(const attest_i_page *page, uint32_t item)
{
    return page->items[item].kind == ATTEST_I_ITEM_WORD && page->items[item].shape == ATTEST_I_SHAPE_LOWER;
}

/* Begin of the possessor that ends before `end`: "Bee's", "the old minister's", "her". `end`: there is none. */
static uint32_t possessor_before(const attest_i_page *page, const attest_i_clause *clause, uint32_t end)
{
    if (end == clause->begin) {
        return end;
    }
    uint32_t i = end - 1;
    if (attest_i_item_is(page, i, ATTEST_I_WORD(POSSESSIVE))) {
        return i;
    }
    if (page->items[i].kind != ATTEST_I_ITEM_WORD || !page->items[i].genitive) {
        return end;
    }
    int named = attest_i_item_is_name(page, i);
    while (i > clause->begin && end - i < POSSESSOR_MAX && page->items[i - 1].kind == ATTEST_I_ITEM_WORD &&
           !page->items[i - 1].genitive) {
        if (attest_i_item_is(page, i - 1, ATTEST_I_WORD(DETERMINER) | ATTEST_I_WORD(POSSESSIVE))) {
            return i - 1;
        }
        if (named ? !attest_i_item_is_name(page, i - 1) && !attest_i_item_is(page, i - 1, ATTEST_I_WORD(ROLE))
                  : attest_i_item_is(page, i - 1,
                                     ATTEST_I_WORD(PREPOSITION) | ATTEST_I_WORD(AUXILIARY) |
                                         ATTEST_I_WORD(COORDINATOR) | ATTEST_I_WORD(SUBORDINATOR))) {
            break;
        }
        i--;
    }
    return i;
}

/* "Bee's claim that ...", "her criticism of ...": the possessor is the speaker. */
int attest_i_read_noun(const attest_i_page *page, const attest_i_clause *clause, uint32_t at, attest_i_reading *reading)
{
    if (!is_lower(page, at) ||
        !attest_i_cue_at(page, clause, at, 1U << ATTEST_I_CUE_NOUN, &reading->cue, &reading->cue_end) ||
        reading->cue_end >= clause->end) {
        return 0;
    }
    uint32_t next = reading->cue_end;
    unsigned frames = reading->cue->frames;
    int governs = (frames & ATTEST_I_FRAME_NP) &&
                  (attest_i_item_spells(page, next, "of") || attest_i_item_spells(page, next, "about"));
    if (!((frames & ATTEST_I_FRAME_THAT) && attest_i_item_spells(page, next, "that")) &&
        !((frames & ATTEST_I_FRAME_TO) && attest_i_item_spells(page, next, "to")) && !governs) {
        return 0;
    }
    uint32_t end = at;
    while (end > clause->begin && at - end < 2 && is_lower(page, end - 1) && !page->items[end - 1].genitive &&
           (page->items[end - 1].classes & ~ATTEST_I_WORD(ADVERB)) == 0) {
        end--; /* "her sharp criticism" */
    }
    uint32_t begin = possessor_before(page, clause, end);
    if (begin == end || begin == clause->begin) {
        return 0; /* at the start of a sentence it is the subject of a verb that ends the content somewhere */
    }
    reading->cue_end += governs ? 1U : 0U;
    reading->form = ATTEST_I_FORM_BASE;
    reading->side = ATTEST_I_SIDE_BEFORE;
    reading->begin = at;
    reading->cue_begin = at;
    reading->tail = reading->cue_end;
    reading->speaker = (attest_i_phrase){begin, end, begin, end};
    reading->has_speaker = 1;
    return 1;
}

/* "Bee was confident that ...". */
int attest_i_read_adjective(const attest_i_page *page, const attest_i_clause *clause, uint32_t at,
                            attest_i_reading *reading)
{
    if (!is_lower(page, at) ||
        !attest_i_cue_at(page, clause, at, 1U << ATTEST_I_CUE_ADJECTIVE, &reading->cue, &reading->cue_end) ||
        reading->cue_end >= clause->end) {
        return 0;
    }
    struct attest_i_verb_group group = {.begin = at};
    attest_i_verb_group_walk(page, clause, &group);
    group.finite_helper = 1;
    uint32_t next = reading->cue_end;
    int opens = attest_i_item_spells(page, next, "that") ||
                (attest_i_item_is(page, next, ATTEST_I_WORD(NOMINATIVE)) &&
                 !attest_i_item_is(page, next, ATTEST_I_WORD(RELATIVE))) ||
                ((reading->cue->frames & ATTEST_I_FRAME_TO) && attest_i_item_spells(page, next, "to"));
    if (!group.passive || !opens || !(reading->cue->frames & (ATTEST_I_FRAME_THAT | ATTEST_I_FRAME_TO))) {
        return 0;
    }
    reading->form = ATTEST_I_FORM_BASE;
    reading->begin = group.begin;
    reading->cue_begin = at;
    reading->tail = reading->cue_end;
    reading->negated = group.negated;
    reading->modality = (uint8_t)group.modality;
    return attest_i_reading_before(page, clause, &group, reading) &&
           !attest_i_item_spells(page, reading->speaker.begin, "it") &&
           !attest_i_item_spells(page, reading->speaker.begin, "there");
}
