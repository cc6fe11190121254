/* Attribution: finds what each cue of a sentence reports, and gives quotations without a cue to who spoke before. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "extract/attribution_tree.h"

/* Most cues of one sentence; what is no prose may have more, and they would be compared pair by pair. */
#define READINGS_MAX 256

/* Most items of a line that may be the title of another article. */
#define LINE_MAX_ITEMS 30

/* Contents */

enum attest_status attest_i_binder_content(attest_i_binder *binder, uint32_t draft_index, attest_span span, int front)
{
    attest_i_drafts *drafts = binder->drafts;
    enum attest_status status = ATTEST_I_VECTOR_RESERVE(&drafts->contents, 1);
    if (status != ATTEST_OK) {
        return status;
    }
    attest_i_draft *draft = &drafts->drafts.items[draft_index];
    uint32_t index = (uint32_t)drafts->contents.count++;
    drafts->contents.items[index] = (attest_i_content){span, ATTEST_NO_INDEX};
    if (draft->first_content == ATTEST_NO_INDEX) {
        draft->first_content = index;
        draft->last_content = index;
    } else if (front) {
        drafts->contents.items[index].next = draft->first_content;
        draft->first_content = index;
    } else {
        drafts->contents.items[draft->last_content].next = index;
        draft->last_content = index;
    }
    return ATTEST_OK;
}

/* Items [begin,end) become content, without marks at their ends. Kind follows from the quotations among them. */
enum attest_status attest_i_binder_items(attest_i_binder *binder, uint32_t draft_index, uint32_t begin, uint32_t end)
{
    const attest_i_page *page = binder->page;
    end = begin < binder->aside && binder->aside < end ? binder->aside : end;
    while (begin < end && attest_i_item_is_any(page, begin, ",-:;.")) {
        begin++;
    }
    while (end > begin && (attest_i_item_is_any(page, end - 1, ",-:;.(") ||
                           attest_i_item_is(page, end - 1, ATTEST_I_WORD(COORDINATOR)))) {
        end--;
    }
    if (begin == end) {
        return ATTEST_OK;
    }
    attest_i_draft *draft = &binder->drafts->drafts.items[draft_index];
    int words = 0;
    int quotes = 0;
    for (uint32_t i = begin; i < end; i++) {
        words |= page->items[i].kind == ATTEST_I_ITEM_WORD;
        if (attest_i_item_is_quote(page, i)) {
            quotes = 1;
            binder->holder[page->items[i].quote] = draft_index;
        }
    }
    int first = draft->first_content == ATTEST_NO_INDEX;
    if (quotes && words) {
        draft->kind = ATTEST_ATTRIBUTION_MIXED;
    } else if (quotes) {
        draft->kind =
            first || draft->kind == ATTEST_ATTRIBUTION_DIRECT ? ATTEST_ATTRIBUTION_DIRECT : ATTEST_ATTRIBUTION_MIXED;
    } else if (!first && draft->kind == ATTEST_ATTRIBUTION_DIRECT) {
        draft->kind = ATTEST_ATTRIBUTION_MIXED;
    }
    return attest_i_binder_content(binder, draft_index,
                                   (attest_span){page->items[begin].span.begin, page->items[end - 1].span.end}, 0);
}

enum attest_status attest_i_binder_draft(attest_i_binder *binder, const attest_i_reading *reading,
                                         enum attest_i_attribution_rule rule, uint32_t *index)
{
    attest_i_drafts *drafts = binder->drafts;
    enum attest_status status = ATTEST_I_VECTOR_RESERVE(&drafts->drafts, 1);
    if (status != ATTEST_OK) {
        return status;
    }
    const attest_i_page *page = binder->page;
    attest_i_draft draft = {.clause = binder->clause,
                            .rule = (uint8_t)rule,
                            .first_content = ATTEST_NO_INDEX,
                            .last_content = ATTEST_NO_INDEX,
                            .kind = ATTEST_ATTRIBUTION_INDIRECT};
    if (reading) {
        draft.cue = reading->cue;
        draft.cue_span =
            (attest_span){page->items[reading->begin].span.begin, page->items[reading->cue_end - 1].span.end};
        uint32_t told_end = attest_i_binder_addressee(page, reading, page->clauses[binder->clause].end);
        if (told_end > reading->tail && reading->side != ATTEST_I_SIDE_INVERTED) {
            draft.addressee = (attest_span){page->items[reading->tail].span.begin, page->items[told_end - 1].span.end};
        }
        draft.speaker = reading->speaker;
        draft.antecedent = reading->antecedent;
        draft.speaker_end = reading->speaker_end;
        draft.has_speaker = reading->has_speaker;
        draft.negated = reading->negated;
        draft.declines = reading->declines;
        /* "would not say": she did not */
        draft.modality = reading->negated && reading->modality == ATTEST_MODALITY_HYPOTHETICAL
                             ? (uint8_t)ATTEST_MODALITY_ASSERTED
                             : reading->modality;
        draft.kind = reading->cue->field == ATTEST_I_CUE_SPEECH && reading->cue->stance != ATTEST_STANCE_JUDGES
                         ? ATTEST_ATTRIBUTION_INDIRECT
                         : ATTEST_ATTRIBUTION_OPINION;
    }
    *index = (uint32_t)drafts->drafts.count;
    drafts->drafts.items[drafts->drafts.count++] = draft;
    return ATTEST_OK;
}
/* Standing quotations that belong to the one at `item`: sentences before it in the paragraph, paragraphs before it that it resumes. */
static enum attest_status take_earlier(attest_i_binder *binder, uint32_t draft, uint32_t item)
{
    const attest_i_page *page = binder->page;
    enum attest_status status = ATTEST_OK;
    uint32_t clause = binder->clause;
    if (item != page->clauses[clause].begin) {
        return status;
    }
    while (clause-- > 0 && status == ATTEST_OK) {
        const attest_i_clause *earlier = &page->clauses[clause];
        int same = earlier->paragraph == page->clauses[clause + 1].paragraph;
        uint32_t quote = page->items[earlier->end - 1].quote;
        if (earlier->end - earlier->begin != 1 || quote == ATTEST_NO_INDEX ||
            binder->holder[quote] != ATTEST_NO_INDEX || (!same && !page->quotes.items[quote].goes_on)) {
            break;
        }
        binder->holder[quote] = draft;
        status = attest_i_binder_content(binder, draft, page->quotes.items[quote].span, 1);
    }
    return status;
}

/* Quotations behind a cue that already has one before it: "...," she said, "...". */
static enum attest_status take_rest(attest_i_binder *binder, size_t number, uint32_t draft)
{
    const attest_i_page *page = binder->page;
    uint32_t limit = attest_i_binder_right_limit(binder, number);
    enum attest_status status = ATTEST_OK;
    for (uint32_t i = binder->readings.items[number].tail; i < limit && status == ATTEST_OK; i++) {
        if (attest_i_item_is_quote(page, i) &&
            (attest_i_item_is_any(page, i - 1, ",:-.;") || attest_i_item_is_quote(page, i - 1))) {
            status = attest_i_binder_items(binder, draft, i, i + 1);
        }
    }
    return status;
}

/* A comma-enclosed cue within its content: "The talks, Bee said, will fail." */
static uint32_t medial_rest(const attest_i_binder *binder, size_t number, uint32_t limit)
{
    const attest_i_page *page = binder->page;
    uint32_t tail = binder->readings.items[number].tail;
    if (tail + 1 >= limit || !attest_i_item_is_any(page, tail, ",") ||
        page->items[tail + 1].kind != ATTEST_I_ITEM_WORD) {
        return limit;
    }
    attest_view word = attest_i_item_view(page, tail + 1);
    int participle = word.size > 4 && memcmp(word.data + word.size - 3, "ing", 3) == 0;
    int goes_on = binder->readings.items[number].side == ATTEST_I_SIDE_BEFORE &&
                  attest_i_item_spells(page, tail + 1, "that"); /* "it is a plan, they say, that will work" */
    int no_content =
        participle ||
        (!goes_on && attest_i_item_is(page, tail + 1, ATTEST_I_WORD(RELATIVE) | ATTEST_I_WORD(COORDINATOR))) ||
        attest_i_item_is_quote(page, tail + 1);
    return no_content ? limit : tail + 1;
}

void attest_i_binder_note_speech(attest_i_binder *binder, uint32_t index)
{
    const attest_i_draft *draft = &binder->drafts->drafts.items[index];
    int quoted = draft->kind == ATTEST_ATTRIBUTION_DIRECT;
    int first =
        binder->speech == ATTEST_NO_INDEX || binder->drafts->drafts.items[binder->speech].clause != draft->clause;
    /* Not who "should question" something, nor of whom a relative clause says so. */
    int spoke = quoted || (draft->modality != ATTEST_MODALITY_REQUIRED && draft->antecedent.end == 0);
    if (draft->has_speaker && spoke && (first || quoted)) { /* a report within a report does not take the floor */
        binder->speech = index;
        binder->speech_end = binder->clause;
    }
}

static enum attest_status bind_left(attest_i_binder *binder, size_t number, uint32_t begin, uint32_t end, int quoted)
{
    const attest_i_reading *reading = &binder->readings.items[number];
    const attest_i_page *page = binder->page;
    enum attest_i_attribution_rule rule = reading->side == ATTEST_I_SIDE_GOVERNED ? ATTEST_I_ATTRIBUTION_ACCORDING
                                          : quoted                                ? ATTEST_I_ATTRIBUTION_CUE_AFTER
                                                                                  : ATTEST_I_ATTRIBUTION_TRAILING;
    uint32_t draft;
    enum attest_status status = attest_i_binder_draft(binder, reading, rule, &draft);
    if (status == ATTEST_OK &&
        quoted) { /* of several quotations side by side and words before them, a whole quotation stands alone */
        uint32_t first = attest_i_item_is_quote(page, end - 1) ? end - 1 : end - 2;
        while (first > begin && attest_i_item_is_quote(page, first - 1)) {
            first--;
        }
        begin = first > begin && (attest_i_item_is_any(page, first - 1, ",:") ||
                                  page->items[first - 1].kind == ATTEST_I_ITEM_WORD)
                    ? begin
                    : first;
    }
    if (status == ATTEST_OK) {
        status = attest_i_binder_items(binder, draft, begin, end);
    }
    if (status == ATTEST_OK && quoted) {
        status = take_earlier(binder, draft, begin);
        status = status == ATTEST_OK ? take_rest(binder, number, draft) : status;
    } else if (status == ATTEST_OK) {
        uint32_t limit = attest_i_binder_right_limit(binder, number);
        uint32_t rest = medial_rest(binder, number, limit);
        if (rest < limit) {
            status = attest_i_binder_items(binder, draft, rest, limit);
        }
    }
    attest_i_binder_note_speech(binder, draft);
    return status;
}

/* "Bee said and later confirmed that ...": what the second cue reports, the first does, too. */
static int shares_target(const attest_i_binder *binder, size_t number, attest_i_target *target)
{
    const attest_i_reading *reading = &binder->readings.items[number];
    if (number + 1 >= binder->readings.count || reading->side != ATTEST_I_SIDE_BEFORE) {
        return 0;
    }
    const attest_i_reading *next = &binder->readings.items[number + 1];
    return next->side == ATTEST_I_SIDE_MAIN && next->begin == reading->tail + 1 &&
           attest_i_item_is(binder->page, reading->tail, ATTEST_I_WORD(COORDINATOR)) && next->form == reading->form &&
           attest_i_binder_right(binder, number + 1, target);
}

static enum attest_status bind_reading(attest_i_binder *binder, size_t number)
{
    const attest_i_reading *reading = &binder->readings.items[number];
    uint32_t begin = 0;
    uint32_t end = 0;
    int quoted = 0;
    int left = attest_i_binder_left(binder, number, &begin, &end, &quoted);
    if (left && quoted &&
        (reading->cue->frames & (ATTEST_I_FRAME_QUOTE | ATTEST_I_FRAME_THAT) ||
         reading->side == ATTEST_I_SIDE_GOVERNED)) {
        return bind_left(binder, number, begin, end, 1);
    }
    attest_i_target target;
    if (number + 1 < binder->readings.count && binder->readings.items[number + 1].declines &&
        binder->readings.items[number + 1].begin <= reading->cue_begin &&
        attest_i_binder_right(binder, number + 1, &target)) {
        return ATTEST_OK; /* "declined to say" is one cue */
    }
    if (attest_i_binder_right(binder, number, &target) || shares_target(binder, number, &target)) {
        if (target.rule == ATTEST_I_ATTRIBUTION_CLAUSE && attest_i_tree_denies_clause(binder, reading, target.begin)) {
            return ATTEST_OK;
        }
        if (target.rule == ATTEST_I_ATTRIBUTION_PHRASE && attest_i_speaker_is_event(binder->page, reading)) {
            return ATTEST_OK;
        }
        if (number > 0 && attest_i_tree_denies_quotation(binder, reading, &target)) {
            return ATTEST_OK;
        }
        attest_i_tree_trim(binder, reading, &target);
        uint32_t draft;
        target.rule = reading->declines ? ATTEST_I_ATTRIBUTION_DECLINED : target.rule;
        enum attest_status status = attest_i_binder_draft(binder, reading, target.rule, &draft);
        if (status == ATTEST_OK) {
            status = attest_i_binder_items(binder, draft, target.begin, target.end);
        }
        if (status == ATTEST_OK) {
            attest_i_binder_note_speech(binder, draft);
        }
        return status;
    }
    if (left && (reading->cue->frames & ATTEST_I_FRAME_THAT || reading->side == ATTEST_I_SIDE_GOVERNED) &&
        (reading->side == ATTEST_I_SIDE_GOVERNED || attest_i_binder_trails(binder, number))) {
        return bind_left(binder, number, begin, end, 0);
    }
    return ATTEST_OK;
}

/* Sentences */

/* The reading whose speaker one without its own shares: that of the subject by the tree, or else the last. */
static const attest_i_reading *sharing(const attest_i_binder *binder, const attest_i_reading *reading)
{
    size_t count = binder->readings.count;
    uint32_t subject = attest_i_tree_subject_item(binder, reading);
    for (size_t i = count; subject != ATTEST_NO_INDEX && i-- > 0;) {
        const attest_i_reading *earlier = &binder->readings.items[i];
        if (earlier->speaker.begin <= subject && subject < earlier->speaker.end) {
            return earlier;
        }
    }
    return &binder->readings.items[count - 1];
}

static enum attest_status collect_readings(attest_i_binder *binder)
{
    const attest_i_page *page = binder->page;
    const attest_i_clause *clause = &page->clauses[binder->clause];
    binder->readings.count = 0;
    binder->aside = attest_i_tree_aside(binder);
    for (uint32_t i = clause->begin; i < clause->end && binder->readings.count < READINGS_MAX; i++) {
        attest_i_reading reading;
        if (page->items[i].kind != ATTEST_I_ITEM_WORD || !attest_i_reading_at(page, clause, i, &reading) ||
            attest_i_tree_denies(binder, &reading)) {
            continue;
        }
        attest_i_tree_narrow(binder, &reading);
        attest_i_tree_part(binder, &reading);
        attest_i_tree_negate(binder, &reading);
        size_t count = binder->readings.count;
        if (!reading.has_speaker && count > 0) {
            const attest_i_reading *last = sharing(binder, &reading);
            reading.speaker = last->speaker;
            reading.antecedent = last->antecedent;
            reading.has_speaker = last->has_speaker && last->cue->pos == ATTEST_I_CUE_VERB;
            attest_i_phrase cited; /* "Bee cited the minister as saying" */
            if (reading.begin > last->tail && attest_i_item_spells(page, reading.begin - 1, "as") &&
                attest_i_phrase_at(page, last->tail, reading.begin - 1, &cited)) {
                reading.speaker = cited;
                reading.antecedent = (attest_i_phrase){0, 0, 0, 0};
            }
        } else if (!reading.has_speaker) {
            reading.has_speaker =
                attest_i_phrase_main(page, clause, &reading.speaker) && reading.speaker.end <= reading.begin;
        }
        attest_i_tree_correct(binder, &reading);
        attest_i_tree_widen(binder, &reading);
        if (!reading.has_speaker || attest_i_tree_refuses_speaker(binder, &reading)) {
            continue;
        }
        enum attest_status status = ATTEST_I_VECTOR_RESERVE(&binder->readings, 1);
        if (status != ATTEST_OK) {
            return status;
        }
        binder->readings.items[binder->readings.count++] = reading;
        i = reading.cue_end - 1;
    }
    return ATTEST_OK;
}

/* A quotation that is a sentence of its own: it goes on with what was said before. */
static enum attest_status bind_standing(attest_i_binder *binder, uint32_t item)
{
    const attest_i_page *page = binder->page;
    const attest_i_clause *clause = &page->clauses[binder->clause];
    const attest_i_quote *quote = &page->quotes.items[page->items[item].quote];
    if (binder->speech == ATTEST_NO_INDEX || binder->speech_end + 1 < binder->clause) {
        return ATTEST_OK;
    }
    attest_i_draft *last = &binder->drafts->drafts.items[binder->speech];
    int same = page->clauses[binder->speech_end].paragraph == clause->paragraph;
    int quoted = last->kind == ATTEST_ATTRIBUTION_DIRECT || last->kind == ATTEST_ATTRIBUTION_MIXED;
    uint32_t draft = binder->speech;
    enum attest_status status = ATTEST_OK;
    if (!(quoted && (same || quote->resumed || last->kind == ATTEST_ATTRIBUTION_DIRECT)) &&
        !(binder->introduced && last->first_content == ATTEST_NO_INDEX)) {
        attest_i_draft carried = *last;
        status = attest_i_binder_draft(binder, NULL, ATTEST_I_ATTRIBUTION_CONTINUED, &draft);
        if (status == ATTEST_OK) {
            attest_i_draft *made = &binder->drafts->drafts.items[draft];
            made->speaker = carried.speaker;
            made->has_speaker = 1;
            made->implicit = 1;
        }
    }
    if (status == ATTEST_OK) {
        status = attest_i_binder_items(binder, draft, item, item + 1);
        binder->speech = draft;
        binder->speech_end = binder->clause;
    }
    return status;
}

/* Is the sentence the whole first paragraph, as a headline with a full stop is? */
static int stands_alone(const attest_i_page *page, uint32_t clause)
{
    return clause == 0 && page->clause_count > 1 && page->clauses[1].paragraph != page->clauses[0].paragraph;
}

/* Is the sentence a paragraph of its own without a mark at its end, as the title of another article is? */
static int is_line(const attest_i_page *page, uint32_t clause)
{
    const attest_i_clause *this = &page->clauses[clause];
    return (clause == 0 || page->clauses[clause - 1].paragraph != this->paragraph) &&
           (clause + 1 == page->clause_count || page->clauses[clause + 1].paragraph != this->paragraph) &&
           this->end - this->begin <= LINE_MAX_ITEMS && page->items[this->end - 1].kind == ATTEST_I_ITEM_WORD;
}

static enum attest_status bind_clause(attest_i_binder *binder)
{
    const attest_i_page *page = binder->page;
    const attest_i_clause *clause = &page->clauses[binder->clause];
    size_t before = binder->drafts->drafts.count;
    enum attest_status status = ATTEST_OK;
    if (clause->headline || stands_alone(page, binder->clause) || is_line(page, binder->clause)) {
        status = attest_i_binder_headline(binder);
    }
    if (status != ATTEST_OK || binder->drafts->drafts.count > before) {
        return status;
    }
    status = collect_readings(binder);
    for (size_t i = 0; i < binder->readings.count && status == ATTEST_OK; i++) {
        status = bind_reading(binder, i);
    }
    if (status == ATTEST_OK) {
        status = attest_i_binder_trees(binder, before);
    }
    int words = 0;
    if (attest_i_item_is_quote(page, clause->begin) &&
        binder->holder[page->items[clause->begin].quote] == ATTEST_NO_INDEX && status == ATTEST_OK) {
        status = attest_i_binder_signature(binder, clause->begin);
    }
    for (uint32_t i = clause->begin; i < clause->end && status == ATTEST_OK; i++) {
        int held = attest_i_item_is_quote(page, i) && binder->holder[page->items[i].quote] != ATTEST_NO_INDEX;
        if (attest_i_item_is_quote(page, i) && !held && !words) {
            status = bind_standing(binder, i);
        } else if (attest_i_item_is_any(page, i, ":") &&
                   ((i + 1 == clause->end && binder->drafts->drafts.count == before) ||
                    (i + 1 < clause->end && attest_i_item_is_quote(page, i + 1) &&
                     binder->holder[page->items[i + 1].quote] == ATTEST_NO_INDEX))) {
            status = attest_i_binder_colon(binder, i);
        }
        words |= page->items[i].kind == ATTEST_I_ITEM_WORD;
    }
    return status;
}

enum attest_status attest_i_attribution_bind(attest_i_context *context, attest_i_drafts *drafts)
{
    const attest_i_page *page = context->page;
    attest_i_tree_map map;
    attest_i_binder binder = {.page = page,
                              .map = &map,
                              .people = context->people,
                              .rules = context->rules,
                              .drafts = drafts,
                              .speech = ATTEST_NO_INDEX};
    enum attest_status status = attest_i_tree_map_make(context, &map);
    if (status != ATTEST_OK) {
        return status;
    }
    binder.holder = malloc((page->quotes.count + 1) * sizeof *binder.holder);
    if (!binder.holder) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < page->quotes.count; i++) {
        binder.holder[i] = ATTEST_NO_INDEX;
    }
    enum attest_i_transcript transcript = attest_i_page_transcript(page, context->people);
    for (uint32_t i = 0; i < page->clause_count && status == ATTEST_OK; i++) {
        uint32_t colon = (i == 0 || page->clauses[i - 1].paragraph != page->clauses[i].paragraph)
                             ? attest_i_transcript_colon(page, &page->clauses[i], transcript)
                             : 0;
        binder.clause = i;
        if (colon == 0) {
            status = bind_clause(&binder);
            continue;
        }
        uint32_t last = i;
        while (last + 1 < page->clause_count && page->clauses[last + 1].paragraph == page->clauses[i].paragraph) {
            last++;
        }
        status = attest_i_binder_turn(&binder, colon, last);
        i = last;
    }
    free(binder.readings.items);
    free(binder.holder);
    return status;
}

void attest_i_drafts_clear(attest_i_drafts *drafts)
{
    free(drafts->drafts.items);
    free(drafts->contents.items);
    memset(drafts, 0, sizeof *drafts);
}
