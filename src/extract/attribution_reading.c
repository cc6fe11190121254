/* Attribution: reads one cue with its verb group and its speaker. Precision first: a cue whose speaker is unsure is no
 * reading. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <strings.h>

#include "extract/attribution_reading.h"

/* Most items of a subject between a quotation and its cue. */
#define SUBJECT_MAX 24

/* Most items from "neither" to "nor". */
#define PAIR_MAX 4

/* Longest coordination taken for one subject, in items. */
#define COORDINATION_MAX 8

static int is_lower(const attest_i_page *page, uint32_t item)
{
    return page->items[item].kind == ATTEST_I_ITEM_WORD && page->items[item].shape == ATTEST_I_SHAPE_LOWER;
}

static int is_quote(const attest_i_page *page, uint32_t item)
{
    return page->items[item].kind == ATTEST_I_ITEM_QUOTE;
}

static int ends_in(attest_view word, const char *ending)
{
    size_t size = strlen(ending);
    return word.size > size && memcmp(word.data + word.size - size, ending, size) == 0;
}

static attest_view rest_from(const attest_i_page *page, uint32_t item)
{
    uint32_t begin = page->items[item].span.begin;
    return (attest_view){page->text.data + begin, page->text.size - begin};
}

/* The item that ends `size` bytes behind the begin of item `at`; ATTEST_NO_INDEX: no word does. */
static uint32_t last_item(const attest_i_page *page, const attest_i_clause *clause, uint32_t at, size_t size)
{
    uint32_t end = page->items[at].span.begin + (uint32_t)size;
    for (uint32_t i = at; i < clause->end && page->items[i].span.begin < end; i++) {
        if (page->items[i].span.end == end && page->items[i].kind == ATTEST_I_ITEM_WORD) {
            return i;
        }
    }
    return ATTEST_NO_INDEX;
}

int attest_i_cue_at(const attest_i_page *page, const attest_i_clause *clause, uint32_t at, unsigned parts,
                    const attest_i_cue **cue, uint32_t *cue_end)
{
    size_t size;
    if (page->items[at].kind != ATTEST_I_ITEM_WORD ||
        attest_i_lexicon_match_parts(page->lexicon, rest_from(page, at), parts, cue, &size) != ATTEST_OK) {
        return 0;
    }
    uint32_t last = last_item(page, clause, at, size);
    if (last != ATTEST_NO_INDEX && last > at && last + 1 < clause->end &&
        attest_i_item_is(page, last, ATTEST_I_WORD(PREPOSITION)) &&
        attest_i_item_is(page, last + 1, ATTEST_I_WORD(TIME_NAME))) { /* "insisted on Monday that" */
        attest_view shorter = {page->text.data + page->items[at].span.begin,
                               page->items[last].span.begin - page->items[at].span.begin};
        if (attest_i_lexicon_match_parts(page->lexicon, shorter, parts, cue, &size) != ATTEST_OK) {
            return 0;
        }
        last = last_item(page, clause, at, size);
    }
    if (last == ATTEST_NO_INDEX) {
        return 0;
    }
    *cue_end = last + 1;
    return 1;
}

static enum attest_i_cue_form form_of(const attest_i_page *page, uint32_t at, const attest_i_cue *cue)
{
    attest_view word = attest_i_item_view(page, at);
    size_t first = 0;
    while (first < cue->lemma.size && cue->lemma.data[first] != ' ') {
        first++;
    }
    if (word.size == first && strncasecmp(word.data, cue->lemma.data, first) == 0) {
        return ATTEST_I_FORM_BASE;
    }
    if (ends_in(word, "ing")) {
        return ATTEST_I_FORM_ING;
    }
    return ends_in(word, "s") && first > 0 ? ATTEST_I_FORM_THIRD : ATTEST_I_FORM_PAST;
}

static enum attest_modality modality_of(const attest_i_page *page, uint32_t modal)
{
    static const struct {
        const char *word;
        enum attest_modality modality;
    } known[] = {{"can", ATTEST_MODALITY_POSSIBLE},       {"could", ATTEST_MODALITY_POSSIBLE},
                 {"may", ATTEST_MODALITY_POSSIBLE},       {"might", ATTEST_MODALITY_POSSIBLE},
                 {"would", ATTEST_MODALITY_HYPOTHETICAL}, {"should", ATTEST_MODALITY_REQUIRED},
                 {"must", ATTEST_MODALITY_REQUIRED}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (attest_i_item_spells(page, modal, known[i].word)) {
            return known[i].modality;
        }
    }
    return ATTEST_MODALITY_ASSERTED;
}

/* "neither confirmed nor denied": the item of "neither", if "nor" stands at `nor`; `nor` if that is no such pair. */
static uint32_t neither_before(const attest_i_page *page, const attest_i_clause *clause, uint32_t nor)
{
    for (uint32_t i = nor; attest_i_item_spells(page, nor, "nor") && i-- > clause->begin && nor - i <= PAIR_MAX;) {
        if (page->items[i].kind != ATTEST_I_ITEM_WORD) {
            break;
        }
        if (attest_i_item_spells(page, i, "neither")) {
            return i;
        }
    }
    return nor;
}

void attest_i_verb_group_walk(const attest_i_page *page, const attest_i_clause *clause,
                              struct attest_i_verb_group *group)
{
    const uint64_t helpers = ATTEST_I_WORD(AUXILIARY) | ATTEST_I_WORD(MODAL) | ATTEST_I_WORD(NEGATION);
    while (group->begin > clause->begin) {
        uint32_t before = group->begin - 1;
        uint32_t neither = neither_before(page, clause, before);
        if (neither < before) {
            group->negated = 1;
            group->begin = neither;
            continue;
        }
        int helps = attest_i_item_is(page, before, helpers) &&
                    !attest_i_item_is(page, before, ATTEST_I_WORD(COORDINATOR) | ATTEST_I_WORD(DETERMINER));
        if (!helps && !attest_i_item_is_adverb(page, before)) {
            return;
        }
        group->negated |= attest_i_item_is(page, before, ATTEST_I_WORD(NEGATION));
        group->passive |= attest_i_item_is(page, before, ATTEST_I_WORD(BE));
        group->finite_helper |= attest_i_item_is(page, before, ATTEST_I_WORD(MODAL)) ||
                                (attest_i_item_is(page, before, ATTEST_I_WORD(AUXILIARY)) &&
                                 !attest_i_item_is(page, before, ATTEST_I_WORD(BE) | ATTEST_I_WORD(HAVE)));
        if (attest_i_item_is(page, before, ATTEST_I_WORD(MODAL))) {
            group->modality = modality_of(page, before);
        }
        group->begin = before;
    }
}

void attest_i_reading_helpers(const attest_i_page *page, const attest_i_clause *clause, uint32_t at,
                              attest_i_reading *reading)
{
    struct attest_i_verb_group group = {.begin = at};
    attest_i_verb_group_walk(page, clause, &group);
    reading->begin = group.begin;
    reading->negated = group.negated;
    reading->modality = (uint8_t)group.modality;
}

/* "declined to say", "went on to say": the governing verb is part of the group. 0: "to" hangs on something else. */
static int walk_infinitive(const attest_i_page *page, const attest_i_clause *clause, struct attest_i_verb_group *group)
{
    if (group->begin < clause->begin + 2 || !attest_i_item_spells(page, group->begin - 1, "to")) {
        return 1;
    }
    uint32_t verb = group->begin - 2;
    const attest_i_cue *cue = NULL;
    uint32_t end;
    if (attest_i_item_spells(page, verb, "on") && verb > clause->begin) {
        verb--;
    }
    int is_cue = attest_i_cue_at(page, clause, verb, 1U << ATTEST_I_CUE_VERB, &cue, &end);
    int verbal = is_cue || attest_i_item_is(page, verb, ATTEST_I_WORD(WEAK_VERB)) ||
                 (is_lower(page, verb) && ends_in(attest_i_item_view(page, verb), "ed"));
    if (!verbal || !is_lower(page, verb)) {
        return 0;
    }
    group->declines = is_cue && cue->stance == ATTEST_STANCE_DECLINES;
    group->finite_helper = 1;
    group->passive = 0;
    group->begin = verb;
    struct attest_i_verb_group outer = {.begin = verb};
    attest_i_verb_group_walk(page, clause, &outer);
    group->begin = outer.begin;
    group->negated |= outer.negated;
    group->modality = outer.modality;
    return !outer.passive; /* "is expected to say" has no speaker of its own */
}

/* Can a clause follow the phrase as its verb's content, so that the phrase is a speaker behind its cue? */
static int stands_free(const attest_i_page *page, uint32_t end, uint32_t limit)
{
    return end >= limit || page->items[end].kind != ATTEST_I_ITEM_WORD ||
           attest_i_item_is(page, end,
                            ATTEST_I_WORD(PREPOSITION) | ATTEST_I_WORD(TIME) | ATTEST_I_WORD(SUBORDINATOR) |
                                ATTEST_I_WORD(RELATIVE) | ATTEST_I_WORD(ADVERB));
}

/* "...," said Bee, a lawyer. */
static int read_inverted(const attest_i_page *page, const attest_i_clause *clause, attest_i_reading *reading)
{
    uint32_t begin = reading->begin;
    if (begin == clause->begin || reading->cue_end >= clause->end ||
        !(reading->cue->frames & (ATTEST_I_FRAME_QUOTE | ATTEST_I_FRAME_THAT))) {
        return 0;
    }
    int quoted =
        is_quote(page, begin - 1) ||
        (begin - 1 > clause->begin && attest_i_item_is_mark(page, begin - 1, ',') && is_quote(page, begin - 2));
    int marked = attest_i_item_is_mark(page, begin - 1, ',') || attest_i_item_is_mark(page, begin - 1, '-');
    if ((!quoted && !(marked && (reading->cue->frames & ATTEST_I_FRAME_QUOTE))) ||
        (reading->cue->frames & ATTEST_I_FRAME_ADDRESSEE && !quoted)) {
        return 0;
    }
    attest_i_phrase phrase;
    if (!attest_i_phrase_at(page, reading->cue_end, clause->end, &phrase) ||
        !stands_free(page, phrase.end, clause->end)) {
        return 0;
    }
    reading->speaker = phrase;
    reading->has_speaker = 1;
    reading->side = ATTEST_I_SIDE_INVERTED;
    reading->tail = attest_i_skip_apposition(page, phrase.end, clause->end, 0);
    reading->speaker.outer_end = reading->tail;
    return 1;
}

/* Last word of a phrase, brackets behind it left out. */
static uint32_t last_word(const attest_i_page *page, const attest_i_phrase *phrase)
{
    uint32_t last = phrase->end - 1;
    while (last > phrase->begin && page->items[last].kind == ATTEST_I_ITEM_MARK) {
        while (last > phrase->begin && !attest_i_item_is_mark(page, last, '(')) {
            last--;
        }
        last -= last > phrase->begin;
    }
    return last;
}

/* Is the subject plural: by its last word, or because it names several? */
static int is_plural_subject(const attest_i_page *page, const attest_i_phrase *phrase, uint32_t last)
{
    if (attest_i_item_is(page, last, ATTEST_I_WORD(PEOPLE) | ATTEST_I_WORD(PLURAL_PERSON)) ||
        attest_i_item_spells(page, last, "i") || page->items[last].shape == ATTEST_I_SHAPE_NUMBER) {
        return 1; /* the last: "47% say" */
    }
    for (uint32_t i = phrase->begin + 1; i < last && last - phrase->begin < COORDINATION_MAX; i++) {
        if (attest_i_item_spells(page, i, "and") &&
            (attest_i_item_is_name(page, i + 1) || attest_i_item_is(page, i + 1, ATTEST_I_WORD(DETERMINER)))) {
            return 1;
        }
    }
    return ends_in(attest_i_item_view(page, last), "s") &&
           !attest_i_item_is(page, last, ATTEST_I_WORD(OUTLET) | ATTEST_I_WORD(SINGULAR_PERSON));
}

/* Do subject and inflection agree, so that "claims" is a verb here? */
static int agrees(const attest_i_page *page, const attest_i_reading *reading, const struct attest_i_verb_group *group)
{
    const attest_i_phrase *speaker = &reading->speaker;
    uint32_t last = last_word(page, speaker);
    int pronoun = attest_i_item_is(page, last, ATTEST_I_WORD(NOMINATIVE));
    const attest_i_cue *noun;
    size_t size;
    int ambiguous = !group->finite_helper && !pronoun &&
                    attest_i_lexicon_match_parts(page->lexicon, rest_from(page, reading->cue_begin),
                                                 (1U << ATTEST_I_CUE_NOUN), &noun, &size) == ATTEST_OK;
    ambiguous |= !group->finite_helper && !pronoun &&
                 attest_i_item_is(page, reading->cue_begin,
                                  ATTEST_I_WORD(ROLE) | ATTEST_I_WORD(DOCUMENT) | ATTEST_I_WORD(PLACE));
    if (attest_i_item_spells(page, last, "you") || attest_i_item_spells(page, last, "who")) {
        return 0;
    }
    if (reading->form == ATTEST_I_FORM_BASE) {
        return group->finite_helper || is_plural_subject(page, speaker, last);
    }
    if (reading->form == ATTEST_I_FORM_THIRD) {
        if (attest_i_item_is(page, last, ATTEST_I_WORD(PLURAL_PERSON)) ||
            (attest_i_item_is(page, last, ATTEST_I_WORD(PEOPLE)) && is_lower(page, last))) {
            return 0;
        }
        if (ambiguous && (is_lower(page, last) || page->items[last].shape == ATTEST_I_SHAPE_NUMBER)) {
            int headed =
                attest_i_item_is(page, speaker->begin, ATTEST_I_WORD(DETERMINER) | ATTEST_I_WORD(POSSESSIVE)) &&
                last > speaker->begin;
            return headed && attest_i_item_is(page, last,
                                              ATTEST_I_WORD(ROLE) | ATTEST_I_WORD(DOCUMENT) |
                                                  ATTEST_I_WORD(ORGANISATION) | ATTEST_I_WORD(OUTLET));
        }
    }
    return 1;
}

/* "officials who said", "a poll that showed": the pronoun is the speaker, what stands before it tells who that is. */
static int read_relative(const attest_i_page *page, const attest_i_clause *clause, attest_i_reading *reading)
{
    uint32_t pronoun = reading->begin - 1;
    if (!attest_i_item_is(page, pronoun, ATTEST_I_WORD(RELATIVE)) || pronoun <= clause->begin ||
        attest_i_item_spells(page, pronoun, "whom") || attest_i_item_spells(page, pronoun, "whose")) {
        return 0;
    }
    uint32_t end = pronoun - (attest_i_item_is_mark(page, pronoun - 1, ',') ? 1U : 0U);
    if (!attest_i_phrase_before(page, clause->begin, end, &reading->antecedent)) {
        return 0;
    }
    reading->speaker = (attest_i_phrase){pronoun, pronoun + 1, pronoun, pronoun + 1};
    reading->has_speaker = 1;
    reading->side = ATTEST_I_SIDE_BEFORE;
    return 1;
}

/* "Bee, the minister, said". */
/* "'...,' a man who gave his name as Bee said": between a quotation and its cue stands the subject with its relative clause. */
static int read_behind_quotation(const attest_i_page *page, const attest_i_clause *clause, attest_i_reading *reading)
{
    uint32_t begin = reading->begin;
    while (begin > clause->begin && reading->begin - begin < SUBJECT_MAX &&
           (page->items[begin - 1].kind == ATTEST_I_ITEM_WORD || attest_i_item_is_mark(page, begin - 1, ','))) {
        begin--;
    }
    attest_i_phrase phrase;
    if (begin == clause->begin || !is_quote(page, begin - 1) || page->items[begin - 1].mark == 0 ||
        !(reading->cue->frames & ATTEST_I_FRAME_QUOTE) || reading->form == ATTEST_I_FORM_ING ||
        !stands_free(page, reading->cue_end, clause->end) ||
        !attest_i_phrase_at(page, begin, reading->begin, &phrase) || phrase.end + 1 >= reading->begin) {
        return 0;
    }
    uint32_t relative = phrase.end + (attest_i_item_is_mark(page, phrase.end, ',') ? 1U : 0U);
    if (!attest_i_item_spells(page, relative, "who") && !attest_i_item_spells(page, relative, "whose")) {
        return 0;
    }
    phrase.outer_end = reading->begin;
    reading->speaker = phrase;
    reading->has_speaker = 1;
    reading->side = ATTEST_I_SIDE_BEFORE;
    return 1;
}

int attest_i_reading_before(const attest_i_page *page, const attest_i_clause *clause,
                            const struct attest_i_verb_group *group, attest_i_reading *reading)
{
    uint32_t end = reading->begin;
    if (end == clause->begin) {
        return 0;
    }
    if (read_relative(page, clause, reading) || read_behind_quotation(page, clause, reading)) {
        return 1;
    }
    if (!attest_i_phrase_before(page, clause->begin, end, &reading->speaker) || !agrees(page, reading, group)) {
        return 0;
    }
    reading->has_speaker = 1;
    reading->side = ATTEST_I_SIDE_BEFORE;
    uint32_t first = reading->speaker.begin;
    reading->negated |= attest_i_item_spells(page, first, "nobody") || attest_i_item_spells(page, first, "no") ||
                        attest_i_item_spells(page, first, "neither") || attest_i_item_spells(page, first, "none");
    return 1;
}

/* "..., saying", "... and said": the subject stands further off, and is looked for by the caller. */
static int read_shared(const attest_i_page *page, const attest_i_clause *clause,
                       const struct attest_i_verb_group *group, attest_i_reading *reading)
{
    if (reading->begin == clause->begin) {
        return 0;
    }
    uint32_t before = reading->begin - 1;
    int participle = reading->form == ATTEST_I_FORM_ING && !group->progressive;
    const uint64_t links = ATTEST_I_WORD(COORDINATOR) | (participle ? ATTEST_I_WORD(SUBORDINATOR) : 0);
    int linked =
        attest_i_item_is(page, before, links) ||
        (participle && (attest_i_item_spells(page, before, "by") || attest_i_item_spells(page, before, "in"))) ||
        (participle && (attest_i_item_is_mark(page, before, ',') || attest_i_item_is_mark(page, before, '-') ||
                        is_quote(page, before)));
    if (!linked || (!participle && reading->form == ATTEST_I_FORM_BASE && !group->finite_helper)) {
        return 0;
    }
    reading->side = ATTEST_I_SIDE_MAIN;
    return 1;
}

/* "Bee was quoted as saying": she said so. */
static int read_quoted_as(const attest_i_page *page, const attest_i_clause *clause,
                          const struct attest_i_verb_group *group, attest_i_reading *reading)
{
    uint32_t as = group->begin;
    if (reading->form != ATTEST_I_FORM_ING || as < clause->begin + 3 || !attest_i_item_spells(page, as - 1, "as") ||
        !(attest_i_item_spells(page, as - 2, "quoted") || attest_i_item_spells(page, as - 2, "cited"))) {
        return 0;
    }
    struct attest_i_verb_group outer = {.begin = as - 2};
    attest_i_verb_group_walk(page, clause, &outer);
    reading->begin = outer.begin;
    reading->negated = outer.negated;
    return outer.passive && attest_i_reading_before(page, clause, &outer, reading);
}

/* "said by telephone", "announced by email that": by what means, not by whom. */
static int is_medium(const attest_i_page *page, const attest_i_clause *clause, uint32_t item)
{
    if (item >= clause->end || !is_lower(page, item)) {
        return 0;
    }
    const uint64_t agents = ATTEST_I_WORD(DETERMINER) | ATTEST_I_WORD(POSSESSIVE) | ATTEST_I_WORD(ACCUSATIVE) |
                            ATTEST_I_WORD(PEOPLE) | ATTEST_I_WORD(ROLE) | ATTEST_I_WORD(ORGANISATION) |
                            ATTEST_I_WORD(OUTLET) | ATTEST_I_WORD(COORDINATOR);
    attest_view word = attest_i_item_view(page, item);
    int ends = item + 1 == clause->end || page->items[item + 1].kind != ATTEST_I_ITEM_WORD ||
               attest_i_item_spells(page, item + 1, "that") || attest_i_item_spells(page, item + 1, "from");
    return ends && !attest_i_item_is(page, item, agents) && !ends_in(word, "s") && !ends_in(word, "ing");
}

static int read_verb(const attest_i_page *page, const attest_i_clause *clause, uint32_t at, attest_i_reading *reading)
{
    int lower = is_lower(page, at) || clause->headline;
    if (!lower || !attest_i_cue_at(page, clause, at, 1U << ATTEST_I_CUE_VERB, &reading->cue, &reading->cue_end)) {
        return 0;
    }
    reading->form = form_of(page, at, reading->cue);
    reading->cue_begin = at;
    reading->tail = reading->cue_end;
    struct attest_i_verb_group group = {.begin = at};
    attest_i_verb_group_walk(page, clause, &group);
    group.progressive = group.passive && reading->form == ATTEST_I_FORM_ING;
    int passive = group.passive && reading->form == ATTEST_I_FORM_PAST;
    if (passive || (reading->form == ATTEST_I_FORM_BASE && !walk_infinitive(page, clause, &group))) {
        return 0;
    }
    if (reading->cue_end < clause->end && reading->form == ATTEST_I_FORM_PAST &&
        attest_i_item_spells(page, reading->cue_end, "by") && !is_medium(page, clause, reading->cue_end + 1)) {
        return 0; /* "a plan announced by Bee" */
    }
    reading->begin = group.begin;
    reading->negated = group.negated;
    reading->declines = (uint8_t)group.declines;
    reading->modality = (uint8_t)group.modality;
    if (read_quoted_as(page, clause, &group, reading)) {
        return 1;
    }
    int finite = reading->form != ATTEST_I_FORM_ING || group.progressive;
    int plain = group.begin == at &&
                (reading->form == ATTEST_I_FORM_PAST || reading->form == ATTEST_I_FORM_THIRD || clause->headline);
    int quoted = at > clause->begin && (is_quote(page, at - 1) || (at - 1 > clause->begin && is_quote(page, at - 2)));
    return (plain && quoted && read_inverted(page, clause, reading)) ||
           (finite && attest_i_reading_before(page, clause, &group, reading)) ||
           (plain && read_inverted(page, clause, reading)) || read_shared(page, clause, &group, reading);
}

int attest_i_reading_at(const attest_i_page *page, const attest_i_clause *clause, uint32_t at,
                        attest_i_reading *reading)
{
    typedef int reader(const attest_i_page *, const attest_i_clause *, uint32_t, attest_i_reading *);
    static reader *const readers[] = {attest_i_read_preposition, read_verb, attest_i_read_adjective,
                                      attest_i_read_noun};
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
        memset(reading, 0, sizeof *reading);
        if (readers[i](page, clause, at, reading)) {
            return 1;
        }
    }
    return 0;
}
