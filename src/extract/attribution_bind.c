/* Attribution: finds what each cue of a sentence reports, and gives quotations without a cue to who spoke before. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "extract/names.h"

/* Items between a cue and what it introduces: addressee, time, place. */
#define INTRODUCTION_MAX 24

/* Most cues of one sentence; what is no prose may have more, and they would be compared pair by pair. */
#define READINGS_MAX 256

struct binder {
    const attest_i_page *page;
    const struct attest_i_people *people;
    attest_i_drafts *drafts;
    struct {
        attest_i_reading *items;
        size_t count;
        size_t capacity;
    } readings;           /* of the sentence at hand */
    uint32_t clause;
    uint32_t *holder;     /* for each quotation: draft that has it as content, or ATTEST_NO_INDEX */
    uint32_t speech;      /* last draft with a speaker; ATTEST_NO_INDEX: none */
    uint32_t speech_end;  /* clause where its content ended last */
    int introduced;       /* 1: that draft's sentence ended in a colon and has no content yet */
};

/* What a reading introduces. */
struct target {
    uint32_t begin;       /* items of the content */
    uint32_t end;
    attest_span addressee;
    enum attest_i_attribution_rule rule;
};

static int is_quote(const attest_i_page *page, uint32_t item)
{
    return page->items[item].kind == ATTEST_I_ITEM_QUOTE;
}

static int is_mark(const attest_i_page *page, uint32_t item, const char *marks)
{
    return page->items[item].kind == ATTEST_I_ITEM_MARK && strchr(marks, page->items[item].mark) != NULL;
}

static int is_name_or_number(const attest_i_page *page, uint32_t item)
{
    return attest_i_item_is_name(page, item) || (page->items[item].kind == ATTEST_I_ITEM_WORD && page->items[item].shape == ATTEST_I_SHAPE_NUMBER);
}

/* Contents */

static enum attest_status add_content(struct binder *binder, uint32_t draft_index, attest_span span, int front)
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
static enum attest_status add_items(struct binder *binder, uint32_t draft_index, uint32_t begin, uint32_t end)
{
    const attest_i_page *page = binder->page;
    while (begin < end && is_mark(page, begin, ",-:;.")) {
        begin++;
    }
    while (end > begin && (is_mark(page, end - 1, ",-:;.(") || attest_i_item_is(page, end - 1, ATTEST_I_WORD(COORDINATOR)))) {
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
        if (is_quote(page, i)) {
            quotes = 1;
            binder->holder[page->items[i].quote] = draft_index;
        }
    }
    int first = draft->first_content == ATTEST_NO_INDEX;
    if (quotes && words) {
        draft->kind = ATTEST_ATTRIBUTION_MIXED;
    } else if (quotes) {
        draft->kind = first || draft->kind == ATTEST_ATTRIBUTION_DIRECT ? ATTEST_ATTRIBUTION_DIRECT : ATTEST_ATTRIBUTION_MIXED;
    } else if (!first && draft->kind == ATTEST_ATTRIBUTION_DIRECT) {
        draft->kind = ATTEST_ATTRIBUTION_MIXED;
    }
    return add_content(binder, draft_index, (attest_span){page->items[begin].span.begin, page->items[end - 1].span.end}, 0);
}

static enum attest_status add_draft(struct binder *binder, const attest_i_reading *reading, enum attest_i_attribution_rule rule, uint32_t *index)
{
    attest_i_drafts *drafts = binder->drafts;
    enum attest_status status = ATTEST_I_VECTOR_RESERVE(&drafts->drafts, 1);
    if (status != ATTEST_OK) {
        return status;
    }
    const attest_i_page *page = binder->page;
    attest_i_draft draft = {.clause = binder->clause, .rule = (uint8_t)rule, .first_content = ATTEST_NO_INDEX, .last_content = ATTEST_NO_INDEX,
                            .kind = ATTEST_ATTRIBUTION_INDIRECT};
    if (reading) {
        draft.cue = reading->cue;
        draft.cue_span = (attest_span){page->items[reading->begin].span.begin, page->items[reading->cue_end - 1].span.end};
        draft.speaker = reading->speaker;
        draft.antecedent = reading->antecedent;
        draft.has_speaker = reading->has_speaker;
        draft.negated = reading->negated;
        draft.declines = reading->declines;
        draft.modality = reading->modality;
        draft.kind = reading->cue->field == ATTEST_I_CUE_SPEECH && reading->cue->stance != ATTEST_STANCE_JUDGES ? ATTEST_ATTRIBUTION_INDIRECT : ATTEST_ATTRIBUTION_OPINION;
    }
    *index = (uint32_t)drafts->drafts.count;
    drafts->drafts.items[drafts->drafts.count++] = draft;
    return ATTEST_OK;
}

/* What follows a cue */

/* First item of a reading, with its speaker if that stands before. */
static uint32_t reading_start(const attest_i_reading *reading)
{
    if (reading->side == ATTEST_I_SIDE_BEFORE && reading->speaker.outer_begin < reading->begin) {
        return reading->speaker.outer_begin;
    }
    return reading->begin;
}

/* Where the content behind reading `number` must end: where another report of the same sentence begins. */
static uint32_t right_limit(const struct binder *binder, size_t number)
{
    const attest_i_page *page = binder->page;
    const attest_i_reading *readings = binder->readings.items;
    for (size_t i = number + 1; i < binder->readings.count; i++) {
        uint32_t start = reading_start(&readings[i]);
        if (start <= readings[number].tail && readings[i].begin > readings[number].tail && is_mark(page, readings[i].begin - 1, ",-")) {
            return readings[i].begin - 1; /* "those who asked for help, Bee said": the outer verb goes on */
        }
        if (start <= readings[number].tail) {
            continue;
        }
        int pronoun = readings[i].side == ATTEST_I_SIDE_BEFORE && attest_i_item_is(page, start, ATTEST_I_WORD(NOMINATIVE)) && !is_mark(page, start - 1, ",;-");
        if (pronoun) {
            continue; /* "that she is sure and he knows it" */
        }
        int parted = is_mark(page, start - 1, ",;-") || attest_i_item_is(page, start - 1, ATTEST_I_WORD(COORDINATOR)) ||
                     readings[i].side == ATTEST_I_SIDE_GOVERNED || attest_i_item_spells(page, start - 1, "while") || attest_i_item_spells(page, start - 1, "whereas");
        if (parted) {
            return attest_i_item_is(page, start - 1, ATTEST_I_WORD(SUBORDINATOR)) ? start - 1 : start;
        }
    }
    return page->clauses[binder->clause].end;
}

/* Item behind the one addressed ("told reporters in Paris"); `from` if nobody is. */
static uint32_t skip_addressee(const attest_i_page *page, uint32_t from, uint32_t limit)
{
    if (from >= limit || page->items[from].kind != ATTEST_I_ITEM_WORD) {
        return from;
    }
    if (attest_i_item_is(page, from, ATTEST_I_WORD(ACCUSATIVE)) && !attest_i_item_is(page, from, ATTEST_I_WORD(POSSESSIVE))) {
        return from + 1;
    }
    if (attest_i_item_is(page, from, ATTEST_I_WORD(PREPOSITION) | ATTEST_I_WORD(SUBORDINATOR) | ATTEST_I_WORD(AUXILIARY)) && !attest_i_item_is(page, from, ATTEST_I_WORD(DETERMINER))) {
        return from;
    }
    uint32_t i = from;
    int names = attest_i_item_is_name(page, from);
    while (i < limit && page->items[i].kind == ATTEST_I_ITEM_WORD) {
        if (names ? !attest_i_item_is_name(page, i) && !attest_i_item_spells(page, i, "of") && !page->items[i].genitive
                  : i > from && (attest_i_item_is(page, i, ATTEST_I_WORD(NOMINATIVE) | ATTEST_I_WORD(SUBORDINATOR) | ATTEST_I_WORD(PREPOSITION) | ATTEST_I_WORD(DETERMINER) |
                                                               ATTEST_I_WORD(TIME)) || (attest_i_item_is_name(page, i) && !attest_i_item_is_name(page, i - 1) && !attest_i_item_is(page, i - 1, ATTEST_I_WORD(DETERMINER))))) {
            break;
        }
        names = names && !page->items[i].genitive;
        i++;
    }
    return i;
}

/* Does content begin at `at`: a quotation, a clause with "that", a pronoun? */
static int is_opening(const attest_i_page *page, uint32_t at, uint32_t limit)
{
    if (at >= limit) {
        return 0;
    }
    if (page->items[at].kind == ATTEST_I_ITEM_MARK) {
        return at + 1 < limit && (is_mark(page, at, ":") || (is_mark(page, at, ",") && is_quote(page, at + 1)));
    }
    return is_quote(page, at) || attest_i_item_spells(page, at, "that") ||
           (attest_i_item_is(page, at, ATTEST_I_WORD(NOMINATIVE)) && !attest_i_item_is(page, at, ATTEST_I_WORD(RELATIVE)));
}

/* "more", "very": belongs to what follows. */
static int is_degree(const attest_i_page *page, uint32_t item)
{
    attest_view word = attest_i_item_view(page, item);
    return attest_i_item_is(page, item, ATTEST_I_WORD(ADVERB)) && !(word.size > 3 && memcmp(word.data + word.size - 2, "ly", 2) == 0);
}

/* Pass over "on Monday", "in a statement", "earlier": only if content follows for certain, or only words of time are passed. */
static uint32_t skip_circumstance(const attest_i_page *page, uint32_t from, uint32_t limit)
{
    uint32_t i = from;
    while (i < limit && (attest_i_item_is(page, i, ATTEST_I_WORD(TIME_NAME) | ATTEST_I_WORD(TIME)) || (attest_i_item_is_adverb(page, i) && !is_degree(page, i))) &&
           !attest_i_item_is(page, i, ATTEST_I_WORD(SUBORDINATOR))) {
        i++;
    }
    uint32_t timed = i;
    if (i < limit && is_mark(page, i, ",") && i + 1 < limit && attest_i_item_is(page, i + 1, ATTEST_I_WORD(PREPOSITION))) {
        return timed;
    }
    if (i >= limit || !(attest_i_item_is(page, i, ATTEST_I_WORD(PREPOSITION)))) {
        return timed;
    }
    for (; i < limit && i < from + INTRODUCTION_MAX; i++) {
        if (is_opening(page, i, limit)) {
            return i;
        }
        if (page->items[i].kind != ATTEST_I_ITEM_WORD || attest_i_item_is(page, i, ATTEST_I_WORD(AUXILIARY) | ATTEST_I_WORD(MODAL))) {
            break;
        }
    }
    return timed;
}

/* Is there a verb that is sure to be one in [begin,end), and before any relative clause if `plain`? */
static int has_finite_verb(const attest_i_page *page, uint32_t begin, uint32_t end, int plain)
{
    for (uint32_t i = begin; i < end && !is_mark(page, i, ";"); i++) {
        if (plain && i > begin && attest_i_item_is(page, i, ATTEST_I_WORD(RELATIVE))) {
            return 0;
        }
        if (attest_i_item_is(page, i, ATTEST_I_WORD(AUXILIARY) | ATTEST_I_WORD(MODAL) | ATTEST_I_WORD(WEAK_VERB)) && page->items[i].shape == ATTEST_I_SHAPE_LOWER) {
            return 1;
        }
    }
    return 0;
}

static int is_question_word(const attest_i_page *page, uint32_t item)
{
    static const char *const words[] = {"whether", "if", "how", "why", "what", "who", "where", "when", "which"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (attest_i_item_spells(page, item, words[i])) {
            return 1;
        }
    }
    return 0;
}

/* End of content that begins with the quotation at `at`: its own, or that of the clause it stands in. */
static uint32_t quote_end(const attest_i_page *page, uint32_t at, uint32_t limit, enum attest_i_attribution_rule *rule)
{
    uint32_t end = at + 1;
    while (end < limit && is_quote(page, end)) {
        end++;
    }
    char mark = page->items[end - 1].mark;
    if (end < limit && page->items[end].kind == ATTEST_I_ITEM_WORD && mark != '.' && mark != '?' && mark != '!' && mark != ',') {
        *rule = ATTEST_I_ATTRIBUTION_MIXED;
        return limit;
    }
    *rule = ATTEST_I_ATTRIBUTION_CUE_BEFORE;
    return end;
}

/* "described the plan as useful" */
static int has_as(const attest_i_page *page, uint32_t begin, uint32_t end)
{
    for (uint32_t i = begin; i < end && !is_mark(page, i, ",;:"); i++) {
        if (attest_i_item_spells(page, i, "as")) {
            return 1;
        }
    }
    return 0;
}

/* Is the verb at `item` one of speech, so that declining it is a report? */
static int is_speech(const attest_i_page *page, uint32_t item)
{
    attest_view rest = {page->text.data + page->items[item].span.begin, page->text.size - page->items[item].span.begin};
    const attest_i_cue *cue;
    size_t size;
    return attest_i_lexicon_match_parts(page->lexicon, rest, 1U << ATTEST_I_CUE_VERB, &cue, &size) == ATTEST_OK && cue->field == ATTEST_I_CUE_SPEECH;
}

/* What words directly behind the cue can be its content. 1 and the target, else 0. */
static int open_target(const struct binder *binder, const attest_i_reading *reading, uint32_t at, uint32_t limit, struct target *target)
{
    const attest_i_page *page = binder->page;
    unsigned frames = reading->cue->frames;
    target->begin = at;
    target->end = limit;
    target->rule = ATTEST_I_ATTRIBUTION_CLAUSE;
    if (at >= limit) {
        return 0;
    }
    if (is_mark(page, at, ":,") && at + 1 < limit && is_quote(page, at + 1)) {
        target->begin = at + 1;
        target->end = quote_end(page, at + 1, limit, &target->rule);
        return is_mark(page, at, ":") || (frames & ATTEST_I_FRAME_QUOTE);
    }
    if (is_mark(page, at, ":")) {
        target->begin = at + 1;
        return (frames & ATTEST_I_FRAME_THAT) && at + 1 < limit;
    }
    if (is_quote(page, at)) {
        target->end = quote_end(page, at, limit, &target->rule);
        return 1;
    }
    if (page->items[at].kind != ATTEST_I_ITEM_WORD) {
        return 0;
    }
    if (attest_i_item_spells(page, at, "that")) {
        return (frames & ATTEST_I_FRAME_THAT) && at + 1 < limit;
    }
    if (is_question_word(page, at)) {
        return (frames & ATTEST_I_FRAME_THAT) || reading->cue->stance == ATTEST_STANCE_ASKS;
    }
    if (attest_i_item_spells(page, at, "to")) {
        int declines = reading->cue->stance == ATTEST_STANCE_DECLINES;
        target->rule = declines ? ATTEST_I_ATTRIBUTION_DECLINED : ATTEST_I_ATTRIBUTION_INFINITIVE;
        return (frames & ATTEST_I_FRAME_TO) && at + 1 < limit && (!declines || is_speech(page, at + 1));
    }
    int pronoun = attest_i_item_is(page, at, ATTEST_I_WORD(NOMINATIVE)) || attest_i_item_spells(page, at, "there");
    if ((frames & ATTEST_I_FRAME_BARE) && (pronoun || attest_i_item_starts_phrase(page, at) || attest_i_item_is(page, at, ATTEST_I_WORD(SUBORDINATOR)) || is_name_or_number(page, at) ||
                                           page->items[at].kind == ATTEST_I_ITEM_WORD) &&
        (pronoun || has_finite_verb(page, at, limit, reading->cue->field != ATTEST_I_CUE_SPEECH))) {
        return !attest_i_item_is(page, at, ATTEST_I_WORD(PREPOSITION) | ATTEST_I_WORD(COORDINATOR) | ATTEST_I_WORD(ACCUSATIVE)) || attest_i_item_is(page, at, ATTEST_I_WORD(POSSESSIVE));
    }
    target->rule = ATTEST_I_ATTRIBUTION_PHRASE;
    if (attest_i_item_is(page, at, ATTEST_I_WORD(COORDINATOR) | ATTEST_I_WORD(PREPOSITION) | ATTEST_I_WORD(SUBORDINATOR) | ATTEST_I_WORD(AUXILIARY) | ATTEST_I_WORD(ADVERB))) {
        return 0;
    }
    return (frames & ATTEST_I_FRAME_NP) || ((frames & ATTEST_I_FRAME_AS) && has_as(page, at + 1, limit));
}

/* "the claim that ...", "his promise to ...", "her criticism of the plan": a clause, or the phrase alone. */
static int open_noun_target(const attest_i_page *page, const attest_i_reading *reading, uint32_t limit, struct target *target)
{
    attest_i_phrase phrase;
    target->begin = reading->tail;
    target->end = limit;
    target->rule = ATTEST_I_ATTRIBUTION_NOUN;
    if (reading->tail >= limit) {
        return 0;
    }
    if (attest_i_item_spells(page, reading->tail, "that") || attest_i_item_spells(page, reading->tail, "to")) {
        for (uint32_t i = reading->tail; i < target->end; i++) { /* the noun is part of a clause of its own */
            target->end = is_mark(page, i, ",;:-") ? i : target->end;
        }
        return attest_i_item_spells(page, reading->tail, "that") || !has_finite_verb(page, reading->tail, target->end, 0);
    }
    if (!attest_i_phrase_at(page, reading->tail, limit, &phrase)) {
        return 0;
    }
    target->end = phrase.end;
    return 1;
}

/* What reading `number` introduces to its right. */
static int find_right(const struct binder *binder, size_t number, struct target *target)
{
    const attest_i_page *page = binder->page;
    const attest_i_reading *reading = &binder->readings.items[number];
    uint32_t limit = right_limit(binder, number);
    uint32_t at = reading->tail;
    memset(target, 0, sizeof *target);
    if (reading->side == ATTEST_I_SIDE_GOVERNED) {
        target->begin = at + 1;
        target->end = limit;
        target->rule = ATTEST_I_ATTRIBUTION_ACCORDING;
        return reading->begin == page->clauses[binder->clause].begin && at + 1 < limit && is_mark(page, at, ",");
    }
    if (reading->side == ATTEST_I_SIDE_INVERTED) {
        return 0;
    }
    if (reading->cue->frames & ATTEST_I_FRAME_ADDRESSEE && !is_opening(page, at, limit)) {
        uint32_t end = skip_addressee(page, at, limit);
        if (end > at) {
            target->addressee = (attest_span){page->items[at].span.begin, page->items[end - 1].span.end};
        }
        at = end;
    }
    if (reading->cue->pos == ATTEST_I_CUE_NOUN) {
        return open_noun_target(page, reading, limit, target);
    }
    at = skip_circumstance(page, at, limit);
    int found = open_target(binder, reading, at, limit, target);
    target->rule = reading->cue->pos == ATTEST_I_CUE_ADJECTIVE ? ATTEST_I_ATTRIBUTION_FEELING : target->rule;
    return found;
}

/* What stands before a reading */

/* Is the rest of the sentence behind a trailing cue only circumstance? */
static int trails(const struct binder *binder, size_t number)
{
    const attest_i_page *page = binder->page;
    const attest_i_reading *reading = &binder->readings.items[number];
    uint32_t end = page->clauses[binder->clause].end;
    uint32_t at = reading->tail;
    if (reading->cue->frames & ATTEST_I_FRAME_ADDRESSEE && reading->side == ATTEST_I_SIDE_BEFORE) {
        at = skip_addressee(page, at, end);
    }
    while (at < end && page->items[at].kind == ATTEST_I_ITEM_WORD) {
        if (attest_i_item_is(page, at, ATTEST_I_WORD(NOMINATIVE) | ATTEST_I_WORD(AUXILIARY) | ATTEST_I_WORD(MODAL)) && !attest_i_item_is(page, at, ATTEST_I_WORD(TIME_NAME) | ATTEST_I_WORD(RELATIVE))) {
            return 0;
        }
        if (at == reading->tail && reading->side == ATTEST_I_SIDE_BEFORE && !attest_i_item_is(page, at, ATTEST_I_WORD(TIME) | ATTEST_I_WORD(TIME_NAME) | ATTEST_I_WORD(PREPOSITION) | ATTEST_I_WORD(ADVERB))) {
            return 0;
        }
        at++;
    }
    return 1;
}

/* Items [*begin, *end) that a trailing reading reports; 1 if there are any. `*quoted`: they end in a quotation. */
static int find_left(const struct binder *binder, size_t number, uint32_t *begin, uint32_t *end, int *quoted)
{
    const attest_i_page *page = binder->page;
    const attest_i_reading *reading = &binder->readings.items[number];
    uint32_t limit = page->clauses[binder->clause].begin;
    for (size_t i = 0; i < number; i++) { /* what an earlier report of this sentence takes is not ours */
        const attest_i_reading *earlier = &binder->readings.items[i];
        int closed = earlier->tail < reading_start(reading) && is_mark(page, earlier->tail, ",;-.") && is_mark(page, reading_start(reading) - 1, ",-;");
        if (closed || (reading_start(reading) > 0 && is_quote(page, reading_start(reading) - 1))) {
            limit = earlier->tail;
        }
    }
    uint32_t start = reading_start(reading);
    *begin = limit;
    *end = start;
    if (start <= limit || reading->side == ATTEST_I_SIDE_MAIN || reading->cue->pos == ATTEST_I_CUE_NOUN || reading->cue->pos == ATTEST_I_CUE_ADJECTIVE) {
        return 0;
    }
    uint32_t before = start - 1;
    *quoted = is_quote(page, before) || (before > limit && is_mark(page, before, ",-") && is_quote(page, before - 1));
    if (*quoted) {
        const attest_i_item *quote = &page->items[is_quote(page, before) ? before : before - 1];
        return !is_quote(page, before) || quote->mark != 0 || reading->side == ATTEST_I_SIDE_INVERTED || page->quotes.items[quote->quote].unclosed;
    }
    if (reading->side == ATTEST_I_SIDE_GOVERNED) {
        return 1;
    }
    int encloses = is_mark(page, before, ",") && reading->tail + 1 < page->clauses[binder->clause].end && is_mark(page, reading->tail, ",") &&
                   attest_i_item_starts_phrase(page, *begin); /* "The dam, Bee said, is safe" */
    return is_mark(page, before, ",-") && (before - *begin >= 3 || encloses) && (has_finite_verb(page, *begin, before, 0) || !attest_i_item_is(page, *begin, ATTEST_I_WORD(PREPOSITION) | ATTEST_I_WORD(SUBORDINATOR)));
}

/* Standing quotations that belong to the one at `item`: sentences before it in the paragraph, paragraphs before it that it resumes. */
static enum attest_status take_earlier(struct binder *binder, uint32_t draft, uint32_t item)
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
        if (earlier->end - earlier->begin != 1 || quote == ATTEST_NO_INDEX || binder->holder[quote] != ATTEST_NO_INDEX || (!same && !page->quotes.items[quote].goes_on)) {
            break;
        }
        binder->holder[quote] = draft;
        status = add_content(binder, draft, page->quotes.items[quote].span, 1);
    }
    return status;
}

/* Quotations behind a cue that already has one before it: "...," she said, "...". */
static enum attest_status take_rest(struct binder *binder, size_t number, uint32_t draft)
{
    const attest_i_page *page = binder->page;
    uint32_t limit = right_limit(binder, number);
    enum attest_status status = ATTEST_OK;
    for (uint32_t i = binder->readings.items[number].tail; i < limit && status == ATTEST_OK; i++) {
        if (is_quote(page, i) && (is_mark(page, i - 1, ",:-.;") || is_quote(page, i - 1))) {
            status = add_items(binder, draft, i, i + 1);
        }
    }
    return status;
}

/* A comma-enclosed cue within its content: "The talks, Bee said, will fail." */
static uint32_t medial_rest(const struct binder *binder, size_t number, uint32_t limit)
{
    const attest_i_page *page = binder->page;
    uint32_t tail = binder->readings.items[number].tail;
    if (tail + 1 >= limit || !is_mark(page, tail, ",") || page->items[tail + 1].kind != ATTEST_I_ITEM_WORD) {
        return limit;
    }
    attest_view word = attest_i_item_view(page, tail + 1);
    int participle = word.size > 4 && memcmp(word.data + word.size - 3, "ing", 3) == 0;
    int no_content = participle || attest_i_item_is(page, tail + 1, ATTEST_I_WORD(RELATIVE) | ATTEST_I_WORD(COORDINATOR)) || is_quote(page, tail + 1);
    return no_content ? limit : tail + 1;
}

static void note_speech(struct binder *binder, uint32_t draft)
{
    if (binder->drafts->drafts.items[draft].has_speaker) {
        binder->speech = draft;
        binder->speech_end = binder->clause;
    }
}

static enum attest_status bind_left(struct binder *binder, size_t number, uint32_t begin, uint32_t end, int quoted)
{
    const attest_i_reading *reading = &binder->readings.items[number];
    const attest_i_page *page = binder->page;
    enum attest_i_attribution_rule rule = reading->side == ATTEST_I_SIDE_GOVERNED ? ATTEST_I_ATTRIBUTION_ACCORDING : quoted ? ATTEST_I_ATTRIBUTION_CUE_AFTER : ATTEST_I_ATTRIBUTION_TRAILING;
    uint32_t draft;
    enum attest_status status = add_draft(binder, reading, rule, &draft);
    if (status == ATTEST_OK && quoted) { /* of several quotations side by side and words before them, a whole quotation stands alone */
        uint32_t first = is_quote(page, end - 1) ? end - 1 : end - 2;
        while (first > begin && is_quote(page, first - 1)) {
            first--;
        }
        begin = first > begin && (is_mark(page, first - 1, ",:") || page->items[first - 1].kind == ATTEST_I_ITEM_WORD) ? begin : first;
    }
    if (status == ATTEST_OK) {
        status = add_items(binder, draft, begin, end);
    }
    if (status == ATTEST_OK && quoted) {
        status = take_earlier(binder, draft, begin);
        status = status == ATTEST_OK ? take_rest(binder, number, draft) : status;
    } else if (status == ATTEST_OK) {
        uint32_t limit = right_limit(binder, number);
        uint32_t rest = medial_rest(binder, number, limit);
        if (rest < limit) {
            status = add_items(binder, draft, rest, limit);
        }
    }
    note_speech(binder, draft);
    return status;
}

static enum attest_status bind_reading(struct binder *binder, size_t number)
{
    const attest_i_reading *reading = &binder->readings.items[number];
    uint32_t begin = 0;
    uint32_t end = 0;
    int quoted = 0;
    int left = find_left(binder, number, &begin, &end, &quoted);
    if (left && quoted && (reading->cue->frames & (ATTEST_I_FRAME_QUOTE | ATTEST_I_FRAME_THAT) || reading->side == ATTEST_I_SIDE_GOVERNED)) {
        return bind_left(binder, number, begin, end, 1);
    }
    struct target target;
    if (find_right(binder, number, &target)) {
        uint32_t draft;
        enum attest_status status = add_draft(binder, reading, target.rule, &draft);
        if (status == ATTEST_OK) {
            binder->drafts->drafts.items[draft].addressee = target.addressee;
            status = add_items(binder, draft, target.begin, target.end);
        }
        if (status == ATTEST_OK) {
            note_speech(binder, draft);
        }
        return status;
    }
    if (left && (reading->cue->frames & ATTEST_I_FRAME_THAT || reading->side == ATTEST_I_SIDE_GOVERNED) && (reading->side == ATTEST_I_SIDE_GOVERNED || trails(binder, number))) {
        return bind_left(binder, number, begin, end, 0);
    }
    return ATTEST_OK;
}

/* Sentences */

static enum attest_status collect_readings(struct binder *binder)
{
    const attest_i_page *page = binder->page;
    const attest_i_clause *clause = &page->clauses[binder->clause];
    binder->readings.count = 0;
    for (uint32_t i = clause->begin; i < clause->end && binder->readings.count < READINGS_MAX; i++) {
        attest_i_reading reading;
        if (page->items[i].kind != ATTEST_I_ITEM_WORD || !attest_i_reading_at(page, clause, i, &reading)) {
            continue;
        }
        size_t count = binder->readings.count;
        if (!reading.has_speaker && count > 0) {
            const attest_i_reading *last = &binder->readings.items[count - 1];
            reading.speaker = last->speaker;
            reading.antecedent = last->antecedent;
            reading.has_speaker = last->has_speaker && last->cue->pos == ATTEST_I_CUE_VERB;
            attest_i_phrase cited; /* "Bee cited the minister as saying" */
            if (reading.begin > last->tail && attest_i_item_spells(page, reading.begin - 1, "as") && attest_i_phrase_at(page, last->tail, reading.begin - 1, &cited)) {
                reading.speaker = cited;
                reading.antecedent = (attest_i_phrase){0, 0, 0, 0};
            }
        } else if (!reading.has_speaker) {
            reading.has_speaker = attest_i_phrase_main(page, clause, &reading.speaker) && reading.speaker.end <= reading.begin;
        }
        if (!reading.has_speaker) {
            continue;
        }
        enum attest_status status = ATTEST_I_VECTOR_RESERVE(&binder->readings, 1);
        if (status != ATTEST_OK) {
            return status;
        }
        if (reading.declines && count > 0 && binder->readings.items[count - 1].cue_begin >= reading.begin) {
            binder->readings.count--; /* "declined to say" is one cue */
        }
        binder->readings.items[binder->readings.count++] = reading;
        i = reading.cue_end - 1;
    }
    return ATTEST_OK;
}

/* A quotation that is a sentence of its own: it goes on with what was said before. */
static enum attest_status bind_standing(struct binder *binder, uint32_t item)
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
    if (!(quoted && (same || quote->resumed || last->kind == ATTEST_ATTRIBUTION_DIRECT)) && !(binder->introduced && last->first_content == ATTEST_NO_INDEX)) {
        attest_i_draft carried = *last;
        status = add_draft(binder, NULL, ATTEST_I_ATTRIBUTION_CONTINUED, &draft);
        if (status == ATTEST_OK) {
            attest_i_draft *made = &binder->drafts->drafts.items[draft];
            made->speaker = carried.speaker;
            made->has_speaker = 1;
            made->implicit = 1;
        }
    }
    if (status == ATTEST_OK) {
        status = add_items(binder, draft, item, item + 1);
        binder->speech = draft;
        binder->speech_end = binder->clause;
    }
    return status;
}

/* "Her answer: ...": the subject of the sentence, if no cue was found. */
static enum attest_status bind_colon(struct binder *binder, uint32_t colon)
{
    const attest_i_page *page = binder->page;
    const attest_i_clause *clause = &page->clauses[binder->clause];
    attest_i_reading none = {0};
    if (binder->readings.count) {
        none.speaker = binder->readings.items[binder->readings.count - 1].speaker;
    } else if (!attest_i_phrase_main(page, clause, &none.speaker)) {
        return ATTEST_OK;
    }
    uint32_t draft;
    enum attest_status status = add_draft(binder, NULL, ATTEST_I_ATTRIBUTION_COLON, &draft);
    if (status == ATTEST_OK) {
        attest_i_draft *made = &binder->drafts->drafts.items[draft];
        made->speaker = none.speaker;
        made->has_speaker = 1;
        made->cue_span = page->items[colon].span;
        uint32_t end = colon + 1;
        while (end < clause->end && is_quote(page, end)) {
            end++;
        }
        if (end > colon + 1) {
            status = add_items(binder, draft, colon + 1, end);
        }
        note_speech(binder, draft);
        binder->introduced = end == colon + 1;
    }
    return status;
}

/* "BEE: ...": item of the colon behind a speaker in capitals at the start of a sentence; 0: none. */
static uint32_t transcript_colon(const attest_i_page *page, const attest_i_clause *clause)
{
    uint32_t i = clause->begin;
    while (i < clause->end && page->items[i].kind == ATTEST_I_ITEM_WORD && page->items[i].shape == ATTEST_I_SHAPE_CAPITALS && i < clause->begin + 4) {
        i++;
    }
    return i > clause->begin && i + 1 < clause->end && is_mark(page, i, ":") ? i : 0;
}

/* A transcript has at least two speakers who take turns: the first words of such paragraphs, one of them again. */
static int is_transcript(const attest_i_page *page)
{
    uint32_t turns = 0;
    uint32_t first = ATTEST_NO_INDEX;
    int others = 0;
    for (uint32_t c = 0; c < page->clause_count; c++) {
        const attest_i_clause *clause = &page->clauses[c];
        if ((c == 0 || page->clauses[c - 1].paragraph != clause->paragraph) && transcript_colon(page, clause)) {
            turns++;
            others |= first != ATTEST_NO_INDEX && !attest_view_equal(attest_i_item_view(page, first), attest_i_item_view(page, clause->begin));
            first = first == ATTEST_NO_INDEX ? clause->begin : first;
        }
    }
    return turns >= 3 && others;
}

/* A paragraph of a transcript, from the colon to its end, is the speaker's. */
static enum attest_status bind_turn(struct binder *binder, uint32_t colon, uint32_t last)
{
    const attest_i_page *page = binder->page;
    const attest_i_clause *clause = &page->clauses[binder->clause];
    uint32_t draft;
    enum attest_status status = add_draft(binder, NULL, ATTEST_I_ATTRIBUTION_TRANSCRIPT, &draft);
    if (status == ATTEST_OK) {
        attest_i_draft *made = &binder->drafts->drafts.items[draft];
        made->speaker = (attest_i_phrase){clause->begin, colon, clause->begin, colon};
        made->has_speaker = 1;
        made->cue_span = page->items[colon].span;
        made->kind = ATTEST_ATTRIBUTION_DIRECT;
        status = add_content(binder, draft, (attest_span){page->items[colon + 1].span.begin, page->items[page->clauses[last].end - 1].span.end}, 0);
    }
    return status;
}

/* Does the document name a person with that last name somewhere else? */
static int is_known_name(const struct binder *binder, uint32_t item)
{
    return attest_i_item_is_name(binder->page, item) && attest_i_person_find(binder->people, attest_i_item_view(binder->page, item)) != NULL;
}

/* "Poll: voters turn away" and "Voters turn away: poll". */
static enum attest_status bind_headline(struct binder *binder)
{
    const attest_i_page *page = binder->page;
    const attest_i_clause *clause = &page->clauses[binder->clause];
    const uint64_t speakers = ATTEST_I_WORD(ROLE) | ATTEST_I_WORD(PEOPLE) | ATTEST_I_WORD(DOCUMENT) | ATTEST_I_WORD(OUTLET) | ATTEST_I_WORD(ORGANISATION);
    for (uint32_t i = clause->begin + 1; i + 1 < clause->end; i++) {
        if (!is_mark(page, i, ":")) {
            continue;
        }
        uint32_t end = clause->end - (is_mark(page, clause->end - 1, ".") ? 1U : 0U);
        attest_i_phrase before = {clause->begin, i, clause->begin, i};
        attest_i_phrase after = {i + 1, end, i + 1, end};
        int named = i - clause->begin <= 3 && is_known_name(binder, i - 1);
        int leads = i - clause->begin <= 4 && end - i > 4 && (attest_i_item_is(page, i - 1, speakers) || named);
        int follows = end > i + 1 && end - i <= 4 && i - clause->begin > 3 && attest_i_item_is(page, end - 1, speakers);
        if (!leads && !follows) {
            return ATTEST_OK;
        }
        uint32_t draft;
        enum attest_status status = add_draft(binder, NULL, ATTEST_I_ATTRIBUTION_HEADLINE, &draft);
        if (status == ATTEST_OK) {
            attest_i_draft *made = &binder->drafts->drafts.items[draft];
            made->speaker = leads ? before : after;
            made->has_speaker = 1;
            made->cue_span = page->items[i].span;
            status = add_items(binder, draft, leads ? i + 1 : clause->begin, leads ? end : i);
        }
        return status;
    }
    return ATTEST_OK;
}

/* "..." - Ann Bee: a quotation with its speaker behind a dash, to the end of the paragraph. */
static enum attest_status bind_signature(struct binder *binder, uint32_t item)
{
    const attest_i_page *page = binder->page;
    const attest_i_clause *clause = &page->clauses[binder->clause];
    attest_i_phrase speaker;
    if (item + 2 >= clause->end || !is_mark(page, item + 1, "-") || !attest_i_item_is_name(page, item + 2) ||
        !attest_i_phrase_at(page, item + 2, clause->end, &speaker) || (speaker.end < clause->end && page->items[speaker.end].kind == ATTEST_I_ITEM_WORD)) {
        return ATTEST_OK;
    }
    uint32_t draft;
    enum attest_status status = add_draft(binder, NULL, ATTEST_I_ATTRIBUTION_SIGNATURE, &draft);
    if (status == ATTEST_OK) {
        attest_i_draft *made = &binder->drafts->drafts.items[draft];
        made->speaker = speaker;
        made->has_speaker = 1;
        made->cue_span = page->items[item + 1].span;
        status = add_items(binder, draft, item, item + 1);
    }
    return status;
}

/* Is the sentence the whole first paragraph, as a headline with a full stop is? */
static int stands_alone(const attest_i_page *page, uint32_t clause)
{
    return clause == 0 && page->clause_count > 1 && page->clauses[1].paragraph != page->clauses[0].paragraph;
}

static enum attest_status bind_clause(struct binder *binder)
{
    const attest_i_page *page = binder->page;
    const attest_i_clause *clause = &page->clauses[binder->clause];
    enum attest_status status = collect_readings(binder);
    size_t before = binder->drafts->drafts.count;
    for (size_t i = 0; i < binder->readings.count && status == ATTEST_OK; i++) {
        status = bind_reading(binder, i);
    }
    if ((clause->headline || stands_alone(page, binder->clause)) && status == ATTEST_OK && binder->drafts->drafts.count == before) {
        status = bind_headline(binder);
        if (status != ATTEST_OK || binder->drafts->drafts.count > before) {
            return status;
        }
    }
    int words = 0;
    if (is_quote(page, clause->begin) && binder->holder[page->items[clause->begin].quote] == ATTEST_NO_INDEX && status == ATTEST_OK) {
        status = bind_signature(binder, clause->begin);
    }
    for (uint32_t i = clause->begin; i < clause->end && status == ATTEST_OK; i++) {
        int held = is_quote(page, i) && binder->holder[page->items[i].quote] != ATTEST_NO_INDEX;
        if (is_quote(page, i) && !held && !words) {
            status = bind_standing(binder, i);
        } else if (is_mark(page, i, ":") && ((i + 1 == clause->end && binder->drafts->drafts.count == before) ||
                                             (i + 1 < clause->end && is_quote(page, i + 1) && binder->holder[page->items[i + 1].quote] == ATTEST_NO_INDEX))) {
            status = bind_colon(binder, i);
        }
        words |= page->items[i].kind == ATTEST_I_ITEM_WORD;
    }
    return status;
}

enum attest_status attest_i_attribution_bind(const attest_i_page *page, const struct attest_i_people *people, attest_i_drafts *drafts)
{
    struct binder binder = {.page = page, .people = people, .drafts = drafts, .speech = ATTEST_NO_INDEX};
    binder.holder = malloc((page->quotes.count + 1) * sizeof *binder.holder);
    if (!binder.holder) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < page->quotes.count; i++) {
        binder.holder[i] = ATTEST_NO_INDEX;
    }
    enum attest_status status = ATTEST_OK;
    int transcript = is_transcript(page);
    for (uint32_t i = 0; i < page->clause_count && status == ATTEST_OK; i++) {
        uint32_t colon = transcript && (i == 0 || page->clauses[i - 1].paragraph != page->clauses[i].paragraph) ? transcript_colon(page, &page->clauses[i]) : 0;
        binder.clause = i;
        if (colon == 0) {
            status = bind_clause(&binder);
            continue;
        }
        uint32_t last = i;
        while (last + 1 < page->clause_count && page->clauses[last + 1].paragraph == page->clauses[i].paragraph) {
            last++;
        }
        status = bind_turn(&binder, colon, last);
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
