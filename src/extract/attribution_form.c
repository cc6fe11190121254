/* Attribution by layout: colons, headlines, signatures, transcripts. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/attribution_tree.h"

/* Most items of a speaker before a colon; most speakers of a transcript; fewest turns of one who is named. */
#define LABEL_ITEMS 4
#define LABELS_MAX 16
#define TURNS_MIN 2

/* "Her answer: ...": the subject of the sentence, if no cue was found. */
enum attest_status attest_i_binder_colon(attest_i_binder *binder, uint32_t colon)
{
    const attest_i_page *page = binder->page;
    const attest_i_clause *clause = &page->clauses[binder->clause];
    attest_i_reading none = {0};
    if (attest_i_tree_introduces(binder, colon, &none.speaker)) {
        none.has_speaker = 1;
    } else if (binder->readings.count) {
        none.speaker = binder->readings.items[binder->readings.count - 1].speaker;
    } else if (!attest_i_phrase_main(page, clause, &none.speaker)) {
        return ATTEST_OK;
    }
    uint32_t draft;
    enum attest_status status = attest_i_binder_draft(binder, NULL, ATTEST_I_ATTRIBUTION_COLON, &draft);
    if (status == ATTEST_OK) {
        attest_i_draft *made = &binder->drafts->drafts.items[draft];
        made->speaker = none.speaker;
        made->has_speaker = 1;
        made->cue_span = page->items[colon].span;
        uint32_t end = colon + 1;
        while (end < clause->end && attest_i_item_is_quote(page, end)) {
            end++;
        }
        if (end > colon + 1) {
            status = attest_i_binder_items(binder, draft, colon + 1, end);
        }
        attest_i_binder_note_speech(binder, draft);
        binder->introduced = end == colon + 1;
    }
    return status;
}

/* "BEE: ...", "Q: ...", or with `names` "Ann Bee: ...": item of the colon behind a speaker at the start of a sentence; 0: none. */
static uint32_t turn_colon(const attest_i_page *page, const attest_i_clause *clause, int names)
{
    uint32_t i = clause->begin;
    while (i < clause->end && i < clause->begin + LABEL_ITEMS && page->items[i].kind == ATTEST_I_ITEM_WORD &&
           (names ? attest_i_item_is_name(page, i)
                  : page->items[i].shape == ATTEST_I_SHAPE_CAPITALS ||
                        (page->items[i].shape == ATTEST_I_SHAPE_CAPITAL && attest_i_item_view(page, i).size == 1))) {
        i++;
    }
    return i > clause->begin && i + 1 < clause->end && attest_i_item_is_any(page, i, ":") ? i : 0;
}

uint32_t attest_i_transcript_colon(const attest_i_page *page, const attest_i_clause *clause,
                                   enum attest_i_transcript transcript)
{
    uint32_t colon = transcript == ATTEST_I_TRANSCRIPT_NONE ? 0 : turn_colon(page, clause, 0);
    return colon == 0 && transcript == ATTEST_I_TRANSCRIPT_NAMES ? turn_colon(page, clause, 1) : colon;
}

static int opens_paragraph(const attest_i_page *page, uint32_t clause)
{
    return clause == 0 || page->clauses[clause - 1].paragraph != page->clauses[clause].paragraph;
}

/* Speakers in capitals or letters take turns: at least three, of more than one. */
static int has_turns(const attest_i_page *page)
{
    uint32_t turns = 0;
    uint32_t first = ATTEST_NO_INDEX;
    int others = 0;
    for (uint32_t c = 0; c < page->clause_count; c++) {
        const attest_i_clause *clause = &page->clauses[c];
        if (opens_paragraph(page, c) && turn_colon(page, clause, 0)) {
            turns++;
            others |= first != ATTEST_NO_INDEX &&
                      !attest_view_equal(attest_i_item_view(page, first), attest_i_item_view(page, clause->begin));
            first = first == ATTEST_NO_INDEX ? clause->begin : first;
        }
    }
    return turns >= 3 && others;
}

/* A label that begins paragraphs. */
struct label {
    attest_view text;
    uint32_t count;
};

/* Speakers with their names take turns: two of them again and again, one of whom is known as a person. */
static int has_named_turns(const attest_i_page *page, const struct attest_i_people *people)
{
    struct label labels[LABELS_MAX];
    size_t count = 0;
    int person = 0;
    for (uint32_t c = 0; c < page->clause_count; c++) {
        const attest_i_clause *clause = &page->clauses[c];
        uint32_t colon = opens_paragraph(page, c) ? turn_colon(page, clause, 1) : 0;
        if (colon == 0) {
            continue;
        }
        uint32_t begin = page->items[clause->begin].span.begin;
        attest_view text = {page->text.data + begin, page->items[colon].span.begin - begin};
        size_t i = 0;
        while (i < count && !attest_view_equal(labels[i].text, text)) {
            i++;
        }
        if (i == LABELS_MAX) {
            return 0;
        }
        if (i == count) {
            labels[count++] = (struct label){text, 0};
        }
        labels[i].count++;
        person |= attest_i_person_find(people, attest_i_item_view(page, colon - 1)) != NULL;
    }
    size_t speakers = 0;
    for (size_t i = 0; i < count; i++) {
        speakers += labels[i].count >= TURNS_MIN ? 1U : 0U;
    }
    return person && speakers >= 2;
}

enum attest_i_transcript attest_i_page_transcript(const attest_i_page *page, const struct attest_i_people *people)
{
    return has_named_turns(page, people) ? ATTEST_I_TRANSCRIPT_NAMES
           : has_turns(page)             ? ATTEST_I_TRANSCRIPT_CAPITALS
                                         : ATTEST_I_TRANSCRIPT_NONE;
}

/* A paragraph of a transcript, from the colon to its end, is the speaker's. */
enum attest_status attest_i_binder_turn(attest_i_binder *binder, uint32_t colon, uint32_t last)
{
    const attest_i_page *page = binder->page;
    const attest_i_clause *clause = &page->clauses[binder->clause];
    uint32_t draft;
    enum attest_status status = attest_i_binder_draft(binder, NULL, ATTEST_I_ATTRIBUTION_TRANSCRIPT, &draft);
    if (status == ATTEST_OK) {
        attest_i_draft *made = &binder->drafts->drafts.items[draft];
        made->speaker = (attest_i_phrase){clause->begin, colon, clause->begin, colon};
        made->has_speaker = 1;
        made->cue_span = page->items[colon].span;
        made->kind = ATTEST_ATTRIBUTION_DIRECT;
        status = attest_i_binder_content(
            binder, draft,
            (attest_span){page->items[colon + 1].span.begin, page->items[page->clauses[last].end - 1].span.end}, 0);
    }
    return status;
}

/* Does the document name a person with that last name somewhere else? */
static int is_known_name(const attest_i_binder *binder, uint32_t item)
{
    const struct attest_i_trees *trees = binder->map->trees;
    attest_view name = attest_i_item_view(binder->page, item);
    if (!attest_i_item_is_name(binder->page, item)) {
        return 0;
    }
    for (size_t i = 0; trees && i < trees->count; i++) {
        const attest_sentence *sentence = &trees->items[i].sentence;
        for (uint32_t k = 0; k < sentence->token_count; k++) {
            if (sentence->tokens[k].name == ATTEST_NAME_PERSON && attest_view_equal(sentence->tokens[k].form, name) &&
                sentence->tokens[k].span.begin != binder->page->items[item].span.begin) {
                return 1;
            }
        }
    }
    return attest_i_person_find(binder->people, name) != NULL;
}

/* "Poll: voters turn away" and "Voters turn away: poll". */
enum attest_status attest_i_binder_headline(attest_i_binder *binder)
{
    const attest_i_page *page = binder->page;
    const attest_i_clause *clause = &page->clauses[binder->clause];
    const uint64_t speakers = ATTEST_I_WORD(ROLE) | ATTEST_I_WORD(PEOPLE) | ATTEST_I_WORD(DOCUMENT) |
                              ATTEST_I_WORD(OUTLET) | ATTEST_I_WORD(ORGANISATION);
    for (uint32_t i = clause->begin + 1; i + 1 < clause->end; i++) {
        if (!attest_i_item_is_any(page, i, ":")) {
            continue;
        }
        uint32_t end = clause->end - (attest_i_item_is_any(page, clause->end - 1, ".") ? 1U : 0U);
        attest_i_phrase before = {clause->begin, i, clause->begin, i};
        attest_i_phrase after = {i + 1, end, i + 1, end};
        int named = i - clause->begin <= 3 && is_known_name(binder, i - 1);
        int leads = i - clause->begin <= 4 && end - i > 4 && (attest_i_item_is(page, i - 1, speakers) || named);
        int follows = end > i + 1 && end - i <= 4 && i - clause->begin > 3 && attest_i_item_is(page, end - 1, speakers);
        if (!leads && !follows) {
            return ATTEST_OK;
        }
        uint32_t draft;
        enum attest_status status = attest_i_binder_draft(binder, NULL, ATTEST_I_ATTRIBUTION_HEADLINE, &draft);
        if (status == ATTEST_OK) {
            attest_i_draft *made = &binder->drafts->drafts.items[draft];
            made->speaker = leads ? before : after;
            made->has_speaker = 1;
            made->cue_span = page->items[i].span;
            status = attest_i_binder_items(binder, draft, leads ? i + 1 : clause->begin, leads ? end : i);
        }
        return status;
    }
    return ATTEST_OK;
}

/* "..." - Ann Bee: a quotation with its speaker behind a dash, to the end of the paragraph. */
enum attest_status attest_i_binder_signature(attest_i_binder *binder, uint32_t item)
{
    const attest_i_page *page = binder->page;
    const attest_i_clause *clause = &page->clauses[binder->clause];
    attest_i_phrase speaker;
    if (item + 2 >= clause->end || !attest_i_item_is_any(page, item + 1, "-") ||
        !attest_i_item_is_name(page, item + 2) || !attest_i_phrase_at(page, item + 2, clause->end, &speaker) ||
        (speaker.end < clause->end && page->items[speaker.end].kind == ATTEST_I_ITEM_WORD)) {
        return ATTEST_OK;
    }
    uint32_t draft;
    enum attest_status status = attest_i_binder_draft(binder, NULL, ATTEST_I_ATTRIBUTION_SIGNATURE, &draft);
    if (status == ATTEST_OK) {
        attest_i_draft *made = &binder->drafts->drafts.items[draft];
        made->speaker = speaker;
        made->has_speaker = 1;
        made->cue_span = page->items[item + 1].span;
        status = attest_i_binder_items(binder, draft, item, item + 1);
    }
    return status;
}
