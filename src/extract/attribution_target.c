/* Attribution: what a cue introduces, to its right or to its left, within its sentence. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/attribution_tree.h"

/* Items between a cue and what it introduces: addressee, time, place. */
#define INTRODUCTION_MAX 24

/* Items of the shortest clause that is told by its subject alone. */
#define CLAUSE_MIN 4

int attest_i_item_is_quote(const attest_i_page *page, uint32_t item)
{
    return page->items[item].kind == ATTEST_I_ITEM_QUOTE;
}

int attest_i_item_is_any(const attest_i_page *page, uint32_t item, const char *marks)
{
    return page->items[item].kind == ATTEST_I_ITEM_MARK && strchr(marks, page->items[item].mark) != NULL;
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

/* "Even then, Bee said, she hoped to stay": is the next report what the enclosed one is about? */
static int is_resumed(const attest_i_page *page, const attest_i_reading *reading, const attest_i_reading *next)
{
    return reading->begin > 0 && (reading->side == ATTEST_I_SIDE_BEFORE || reading->side == ATTEST_I_SIDE_INVERTED) &&
           next->side == ATTEST_I_SIDE_BEFORE && reading_start(next) == reading->tail + 1 &&
           reading_start(reading) > 0 && attest_i_item_is_any(page, reading_start(reading) - 1, ",") &&
           attest_i_item_is_any(page, reading->tail, ",");
}

static const attest_token *token_at(const attest_i_binder *binder, uint32_t item)
{
    uint32_t token;
    const attest_i_tree *tree = attest_i_tree_of(binder, item, &token);
    return tree ? &tree->sentence.tokens[token] : NULL;
}

/* "That Bee, citing ill health, had quit": does the cue stand behind the subject of what is said, whose verb is yet to come? `from`: where that
 * begins. */
static int is_inserted(const attest_i_binder *binder, const attest_i_reading *reading, uint32_t from)
{
    const attest_i_page *page = binder->page;
    uint32_t cue = reading->cue_begin;
    const attest_token *participle = token_at(binder, cue);
    if (!participle || !attest_view_equal(participle->xpos, ATTEST_VIEW("VBG")) || cue <= from + 1 ||
        !attest_i_item_is_any(page, cue - 1, ",")) {
        return 0;
    }
    for (uint32_t i = from; i < cue; i++) {
        const attest_token *word = token_at(binder, i);
        if (word && (word->upos == ATTEST_UPOS_VERB || word->upos == ATTEST_UPOS_AUX)) {
            return 0;
        }
    }
    uint32_t end = page->clauses[binder->clause].end;
    uint32_t comma = cue;
    while (comma < end && !attest_i_item_is_any(page, comma, ",")) {
        comma++;
    }
    const attest_token *next = comma + 1 < end ? token_at(binder, comma + 1) : NULL;
    return next && (next->upos == ATTEST_UPOS_VERB || next->upos == ATTEST_UPOS_AUX);
}

/* Where the content behind reading `number` must end: where another report of the same sentence begins. */
uint32_t attest_i_binder_right_limit(const attest_i_binder *binder, size_t number)
{
    const attest_i_page *page = binder->page;
    const attest_i_reading *readings = binder->readings.items;
    for (size_t i = number + 1; i < binder->readings.count; i++) {
        uint32_t start = reading_start(&readings[i]);
        if (is_inserted(binder, &readings[i], readings[number].tail) ||
            attest_i_tree_reports(binder, &readings[number], &readings[i])) {
            continue;
        }
        if (start <= readings[number].tail && readings[i].begin > readings[number].tail + 1 &&
            attest_i_item_is_any(page, readings[i].begin - 1, ",-")) {
            return readings[i].begin - 1; /* "those who asked for help, Bee said": the outer verb goes on */
        }
        if (start <= readings[number].tail || is_resumed(page, &readings[number], &readings[i])) {
            continue;
        }
        if (readings[number].side == ATTEST_I_SIDE_GOVERNED && start == readings[number].tail + 1 &&
            readings[i].side == ATTEST_I_SIDE_BEFORE) {
            continue; /* "according to Bee, the states want ...": all of it is hers */
        }
        int pronoun = readings[i].side == ATTEST_I_SIDE_BEFORE &&
                      attest_i_item_is(page, start, ATTEST_I_WORD(NOMINATIVE)) &&
                      !attest_i_item_is_any(page, start - 1, ",;-");
        if (pronoun) {
            continue; /* "that she is sure and he knows it" */
        }
        int parted = attest_i_item_is_any(page, start - 1, ",;-") ||
                     attest_i_item_is(page, start - 1, ATTEST_I_WORD(COORDINATOR)) ||
                     readings[i].side == ATTEST_I_SIDE_GOVERNED || attest_i_item_spells(page, start - 1, "while") ||
                     attest_i_item_spells(page, start - 1, "whereas");
        /* "said there were three, and an official, who left, confirmed it": the next subject after a comma speaks for itself */
        int anew = readings[i].side == ATTEST_I_SIDE_BEFORE && start > 1 &&
                   attest_i_item_is_any(page, start - 2, ",") &&
                   !attest_i_item_spells(page, readings[number].tail, "that");
        if (parted && !anew && attest_i_item_is(page, start - 1, ATTEST_I_WORD(COORDINATOR)) &&
            attest_i_tree_holds(binder, &readings[number], &readings[i])) {
            continue; /* "that he was tired and wanted to leave" */
        }
        if (parted) {
            return attest_i_item_is(page, start - 1, ATTEST_I_WORD(SUBORDINATOR)) ? start - 1 : start;
        }
    }
    return page->clauses[binder->clause].end;
}

/* "broadcaster Larkspur": a noun that stands before a name as a title does. */
static int is_title_noun(const attest_i_page *page, uint32_t item)
{
    attest_view word = attest_i_item_view(page, item);
    return page->items[item].shape == ATTEST_I_SHAPE_LOWER && word.data[word.size - 1] != 's' &&
           attest_i_item_is(page, item, ATTEST_I_WORD(ROLE) | ATTEST_I_WORD(ORGANISATION) | ATTEST_I_WORD(OUTLET));
}

/* Item behind the one addressed ("told reporters in Paris"); `from` if nobody is. */
static uint32_t skip_addressee(const attest_i_page *page, uint32_t from, uint32_t limit)
{
    if (from >= limit || page->items[from].kind != ATTEST_I_ITEM_WORD) {
        return from;
    }
    if (attest_i_item_is(page, from, ATTEST_I_WORD(ACCUSATIVE)) &&
        !attest_i_item_is(page, from, ATTEST_I_WORD(POSSESSIVE))) {
        return from + 1;
    }
    if (attest_i_item_is(page, from,
                         ATTEST_I_WORD(PREPOSITION) | ATTEST_I_WORD(SUBORDINATOR) | ATTEST_I_WORD(AUXILIARY) |
                             ATTEST_I_WORD(NEGATION)) &&
        !attest_i_item_is(page, from, ATTEST_I_WORD(DETERMINER))) {
        return from;
    }
    const uint64_t behind = ATTEST_I_WORD(NOMINATIVE) | ATTEST_I_WORD(SUBORDINATOR) | ATTEST_I_WORD(PREPOSITION) |
                            ATTEST_I_WORD(DETERMINER) | ATTEST_I_WORD(TIME);
    uint32_t i = from;
    int names = attest_i_item_is_name(page, from);
    int bare = !attest_i_item_is(page, from, ATTEST_I_WORD(DETERMINER) | ATTEST_I_WORD(POSSESSIVE));
    while (i < limit && page->items[i].kind == ATTEST_I_ITEM_WORD && !attest_i_item_spells(page, i, "to")) {
        int name = attest_i_item_is_name(page, i);
        if (names) {
            if (!name && !attest_i_item_spells(page, i, "of") && !page->items[i].genitive) {
                break;
            }
        } else if (i > from) {
            int parted = name && !attest_i_item_is_name(page, i - 1) &&
                         !attest_i_item_is(page, i - 1, ATTEST_I_WORD(DETERMINER)) &&
                         !(bare && is_title_noun(page, i - 1));
            if (parted ||
                (attest_i_item_is(page, i, behind) && !(name && attest_i_item_is(page, i, ATTEST_I_WORD(TIME))))) {
                break;
            }
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
        return at + 1 < limit && (attest_i_item_is_any(page, at, ":") ||
                                  (attest_i_item_is_any(page, at, ",") && attest_i_item_is_quote(page, at + 1)));
    }
    return attest_i_item_is_quote(page, at) || attest_i_item_spells(page, at, "that") ||
           (attest_i_item_is(page, at, ATTEST_I_WORD(NOMINATIVE)) &&
            !attest_i_item_is(page, at, ATTEST_I_WORD(RELATIVE)));
}

/* "more", "very": belongs to what follows. */
static int is_degree(const attest_i_page *page, uint32_t item)
{
    attest_view word = attest_i_item_view(page, item);
    return attest_i_item_is(page, item, ATTEST_I_WORD(ADVERB)) &&
           !(word.size > 3 && memcmp(word.data + word.size - 2, "ly", 2) == 0);
}

/* Pass over "on Monday", "in a statement", "earlier": only if content follows for certain, or only words of time are passed. */
static uint32_t skip_circumstance(const attest_i_page *page, uint32_t from, uint32_t limit)
{
    uint32_t i = from;
    while (i < limit &&
           (attest_i_item_is(page, i, ATTEST_I_WORD(TIME_NAME) | ATTEST_I_WORD(TIME)) ||
            (attest_i_item_is_adverb(page, i) && !is_degree(page, i))) &&
           !attest_i_item_is(page, i, ATTEST_I_WORD(SUBORDINATOR))) {
        i++;
    }
    uint32_t timed = i;
    if (i < limit && attest_i_item_is_any(page, i, ",") && i + 1 < limit &&
        attest_i_item_is(page, i + 1, ATTEST_I_WORD(PREPOSITION))) {
        return timed;
    }
    if (i >= limit || !(attest_i_item_is(page, i, ATTEST_I_WORD(PREPOSITION)))) {
        return timed;
    }
    for (; i < limit && i < from + INTRODUCTION_MAX; i++) {
        if (is_opening(page, i, limit)) {
            return i;
        }
        if (page->items[i].kind != ATTEST_I_ITEM_WORD ||
            attest_i_item_is(page, i, ATTEST_I_WORD(AUXILIARY) | ATTEST_I_WORD(MODAL))) {
            break;
        }
    }
    return timed;
}

/* Is there a verb that is sure to be one in [begin,end), and before any relative clause if `plain`? */
static int has_finite_verb(const attest_i_page *page, uint32_t begin, uint32_t end, int plain)
{
    for (uint32_t i = begin; i < end && !attest_i_item_is_any(page, i, ";"); i++) {
        if (plain && i > begin && attest_i_item_is(page, i, ATTEST_I_WORD(RELATIVE))) {
            return 0;
        }
        if (attest_i_item_is(page, i, ATTEST_I_WORD(AUXILIARY) | ATTEST_I_WORD(MODAL) | ATTEST_I_WORD(WEAK_VERB)) &&
            page->items[i].shape == ATTEST_I_SHAPE_LOWER) {
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
    while (end < limit && attest_i_item_is_quote(page, end)) {
        end++;
    }
    char mark = page->items[end - 1].mark;
    if (end < limit && page->items[end].kind == ATTEST_I_ITEM_WORD && mark != '.' && mark != '?' && mark != '!' &&
        mark != ',') {
        *rule = ATTEST_I_ATTRIBUTION_MIXED;
        return limit;
    }
    *rule = ATTEST_I_ATTRIBUTION_CUE_BEFORE;
    return end;
}

/* "described the plan as useful" */
static int has_as(const attest_i_page *page, uint32_t begin, uint32_t end)
{
    for (uint32_t i = begin; i < end && !attest_i_item_is_any(page, i, ",;:"); i++) {
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
    return attest_i_lexicon_match_parts(page->lexicon, rest, 1U << ATTEST_I_CUE_VERB, &cue, &size) == ATTEST_OK &&
           cue->field == ATTEST_I_CUE_SPEECH;
}

/* "to leave", "not to leave" */
static int is_infinitive(const attest_i_page *page, uint32_t at, uint32_t limit)
{
    at += at + 1 < limit && attest_i_item_spells(page, at, "not") ? 1U : 0U;
    return at < limit && attest_i_item_spells(page, at, "to");
}

/* What words directly behind the cue can be its content. 1 and the target, else 0. */
static int open_target(const attest_i_binder *binder, const attest_i_reading *reading, uint32_t at, uint32_t limit,
                       attest_i_target *target)
{
    const attest_i_page *page = binder->page;
    unsigned frames = reading->cue->frames;
    target->begin = at;
    target->end = limit;
    target->rule = ATTEST_I_ATTRIBUTION_CLAUSE;
    if (at >= limit) {
        return 0;
    }
    if (attest_i_item_is_any(page, at, ":,") && at + 1 < limit && attest_i_item_is_quote(page, at + 1)) {
        target->begin = at + 1;
        target->end = quote_end(page, at + 1, limit, &target->rule);
        return attest_i_item_is_any(page, at, ":") || (frames & ATTEST_I_FRAME_QUOTE);
    }
    if (attest_i_item_is_any(page, at, ":")) {
        target->begin = at + 1;
        return (frames & ATTEST_I_FRAME_THAT) && at + 1 < limit;
    }
    if (attest_i_item_is_quote(page, at)) {
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
    if (is_infinitive(page, at, limit)) {
        int declines = reading->cue->stance == ATTEST_STANCE_DECLINES;
        if (attest_i_needs_addressee(reading->cue) && at == reading->tail) {
            return 0; /* "the firm ordered to pay": a participle */
        }
        target->rule = declines ? ATTEST_I_ATTRIBUTION_DECLINED : ATTEST_I_ATTRIBUTION_INFINITIVE;
        return (frames & ATTEST_I_FRAME_TO) && at + 1 < limit && (!declines || is_speech(page, at + 1));
    }
    int pronoun = attest_i_item_is(page, at, ATTEST_I_WORD(NOMINATIVE)) || attest_i_item_spells(page, at, "there");
    int speech = reading->cue->field == ATTEST_I_CUE_SPEECH;
    int sure = pronoun || (speech && !(frames & ATTEST_I_FRAME_NP) && limit - at >= CLAUSE_MIN &&
                           attest_i_item_starts_phrase(page, at)); /* "said the dam leaks": a verb is hard to tell */
    if ((frames & ATTEST_I_FRAME_BARE) && (sure || has_finite_verb(page, at, limit, !speech))) {
        return !attest_i_item_is(page, at,
                                 ATTEST_I_WORD(PREPOSITION) | ATTEST_I_WORD(COORDINATOR) | ATTEST_I_WORD(ACCUSATIVE)) ||
               attest_i_item_is(page, at, ATTEST_I_WORD(POSSESSIVE));
    }
    target->rule = ATTEST_I_ATTRIBUTION_PHRASE;
    if (attest_i_item_is(page, at,
                         ATTEST_I_WORD(COORDINATOR) | ATTEST_I_WORD(PREPOSITION) | ATTEST_I_WORD(SUBORDINATOR) |
                             ATTEST_I_WORD(AUXILIARY) | ATTEST_I_WORD(ADVERB))) {
        return 0;
    }
    return (frames & ATTEST_I_FRAME_NP) || ((frames & ATTEST_I_FRAME_AS) && has_as(page, at + 1, limit));
}

/* "the claim that ...", "his promise to ...", "her criticism of the plan": a clause, or the phrase alone. */
static int open_noun_target(const attest_i_page *page, const attest_i_reading *reading, uint32_t limit,
                            attest_i_target *target)
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
            target->end = attest_i_item_is_any(page, i, ",;:-") ? i : target->end;
        }
        return attest_i_item_spells(page, reading->tail, "that") ||
               !has_finite_verb(page, reading->tail, target->end, 0);
    }
    if (!attest_i_phrase_at(page, reading->tail, limit, &phrase)) {
        return 0;
    }
    target->end = phrase.end;
    return 1;
}

uint32_t attest_i_binder_addressee(const attest_i_page *page, const attest_i_reading *reading, uint32_t limit)
{
    uint32_t at = reading->tail;
    int only = at < limit && attest_i_item_is(page, at, ATTEST_I_WORD(NOMINATIVE)) &&
               (at + 1 == limit || attest_i_item_is_any(page, at + 1, ",;.?!")); /* "whether she had told anyone" */
    int told = (reading->cue->frames & ATTEST_I_FRAME_ADDRESSEE) && (only || !is_opening(page, at, limit));
    return told ? skip_addressee(page, at, limit) : at;
}

/* What reading `number` introduces to its right. */
int attest_i_binder_right(const attest_i_binder *binder, size_t number, attest_i_target *target)
{
    const attest_i_page *page = binder->page;
    const attest_i_reading *reading = &binder->readings.items[number];
    uint32_t limit = attest_i_binder_right_limit(binder, number);
    uint32_t at = reading->tail;
    memset(target, 0, sizeof *target);
    if (reading->side == ATTEST_I_SIDE_GOVERNED) {
        target->begin = at + 1;
        target->end = limit;
        target->rule = ATTEST_I_ATTRIBUTION_ACCORDING;
        return reading->begin == page->clauses[binder->clause].begin && at + 1 < limit &&
               attest_i_item_is_any(page, at, ",");
    }
    if (reading->side == ATTEST_I_SIDE_INVERTED) {
        return 0;
    }
    at = attest_i_binder_addressee(page, reading, limit);
    if (reading->cue->pos == ATTEST_I_CUE_NOUN) {
        return open_noun_target(page, reading, limit, target);
    }
    int infinitive = (reading->cue->frames & ATTEST_I_FRAME_TO) && is_infinitive(page, at, limit);
    at = infinitive ? at : skip_circumstance(page, at, limit);
    int found = open_target(binder, reading, at, limit, target);
    int phrasal = target->rule == ATTEST_I_ATTRIBUTION_PHRASE || target->rule == ATTEST_I_ATTRIBUTION_INFINITIVE;
    for (uint32_t i = target->begin; found && phrasal && i < target->end; i++) {
        target->end = attest_i_item_is_any(page, i, ";") ? i : target->end;
    }
    target->rule = reading->cue->pos == ATTEST_I_CUE_ADJECTIVE ? ATTEST_I_ATTRIBUTION_FEELING : target->rule;
    return found;
}

/* What stands before a reading */

/* Is the rest of the sentence behind a trailing cue only circumstance? */
int attest_i_binder_trails(const attest_i_binder *binder, size_t number)
{
    const attest_i_page *page = binder->page;
    const attest_i_reading *reading = &binder->readings.items[number];
    uint32_t end = page->clauses[binder->clause].end;
    uint32_t at = reading->tail;
    if (reading->cue->frames & ATTEST_I_FRAME_ADDRESSEE && reading->side == ATTEST_I_SIDE_BEFORE) {
        at = skip_addressee(page, at, end);
    }
    while (at < end && page->items[at].kind == ATTEST_I_ITEM_WORD) {
        if (attest_i_item_is(page, at, ATTEST_I_WORD(NOMINATIVE) | ATTEST_I_WORD(AUXILIARY) | ATTEST_I_WORD(MODAL)) &&
            !attest_i_item_is(page, at, ATTEST_I_WORD(TIME_NAME) | ATTEST_I_WORD(RELATIVE))) {
            return 0;
        }
        if (at == reading->tail && reading->side == ATTEST_I_SIDE_BEFORE &&
            !attest_i_item_is(page, at,
                              ATTEST_I_WORD(TIME) | ATTEST_I_WORD(TIME_NAME) | ATTEST_I_WORD(PREPOSITION) |
                                  ATTEST_I_WORD(ADVERB))) {
            return 0;
        }
        at++;
    }
    return 1;
}

/* Items [*begin, *end) that a trailing reading reports; 1 if there are any. `*quoted`: they end in a quotation. */
int attest_i_binder_left(const attest_i_binder *binder, size_t number, uint32_t *begin, uint32_t *end, int *quoted)
{
    const attest_i_page *page = binder->page;
    const attest_i_reading *reading = &binder->readings.items[number];
    uint32_t limit = page->clauses[binder->clause].begin;
    int rests = reading->side == ATTEST_I_SIDE_GOVERNED && (reading->cue->frames & ATTEST_I_FRAME_SOURCE);
    for (size_t i = 0; i < number && !rests; i++) { /* what an earlier report of this sentence takes is not ours */
        const attest_i_reading *earlier = &binder->readings.items[i];
        int closed = earlier->tail < reading_start(reading) && attest_i_item_is_any(page, earlier->tail, ",;-.") &&
                     attest_i_item_is_any(page, reading_start(reading) - 1, ",-;");
        int within = earlier->begin > reading_start(reading); /* "Bee, who asked not to be named, said" */
        if (closed ||
            (!within && reading_start(reading) > 0 && attest_i_item_is_quote(page, reading_start(reading) - 1))) {
            limit = earlier->tail;
        }
    }
    uint32_t start = reading_start(reading);
    *begin = limit;
    *end = start;
    if (start <= limit || reading->side == ATTEST_I_SIDE_MAIN || reading->cue->pos == ATTEST_I_CUE_NOUN ||
        reading->cue->pos == ATTEST_I_CUE_ADJECTIVE) {
        return 0;
    }
    uint32_t before = start - 1;
    *quoted = attest_i_item_is_quote(page, before) ||
              (before > limit && attest_i_item_is_any(page, before, ",-") && attest_i_item_is_quote(page, before - 1));
    if (*quoted) {
        const attest_i_item *quote = &page->items[attest_i_item_is_quote(page, before) ? before : before - 1];
        return !attest_i_item_is_quote(page, before) || quote->mark != 0 || reading->side == ATTEST_I_SIDE_INVERTED ||
               page->quotes.items[quote->quote].unclosed;
    }
    if (reading->side == ATTEST_I_SIDE_GOVERNED) {
        return 1;
    }
    if (reading->antecedent.end > reading->antecedent.begin) {
        return 0; /* "Bee, who refused to comment, left": the clause around says what it says by itself */
    }
    int encloses = attest_i_item_is_any(page, before, ",") && reading->tail + 1 < page->clauses[binder->clause].end &&
                   attest_i_item_is_any(page, reading->tail, ",") &&
                   attest_i_item_starts_phrase(page, *begin); /* "The dam, Bee said, is safe" */
    return attest_i_item_is_any(page, before, ",-") && (before - *begin >= 3 || encloses) &&
           (has_finite_verb(page, *begin, before, 0) ||
            !attest_i_item_is(page, *begin, ATTEST_I_WORD(PREPOSITION) | ATTEST_I_WORD(SUBORDINATOR)));
}
