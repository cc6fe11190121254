/* Attribution: noun phrases on the surface. Without a parse, a phrase is what lies between words that cannot be part of
 * one; where that is unsure there is no phrase. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/attribution.h"

/* Commas looked at on the way from a cue back to its subject. */
#define MAX_SEGMENTS 8

/* Longest bracket passed over, in items. */
#define BRACKET_MAX 64

/* Most items of a bracket that is part of a name, with its marks: "Bee (R-Ohio)". */
#define LABEL_MAX 5

#define FUNCTION_WORDS                                                                                                 \
    (ATTEST_I_WORD(DETERMINER) | ATTEST_I_WORD(POSSESSIVE) | ATTEST_I_WORD(NOMINATIVE) | ATTEST_I_WORD(ACCUSATIVE) |   \
     ATTEST_I_WORD(PREPOSITION) | ATTEST_I_WORD(COORDINATOR) | ATTEST_I_WORD(SUBORDINATOR) | ATTEST_I_WORD(RELATIVE) | \
     ATTEST_I_WORD(AUXILIARY) | ATTEST_I_WORD(MODAL) | ATTEST_I_WORD(NEGATION))

int attest_i_item_is(const attest_i_page *page, uint32_t item, uint64_t classes)
{
    return page->items[item].kind == ATTEST_I_ITEM_WORD && (page->items[item].classes & classes) != 0;
}

int attest_i_item_is_mark(const attest_i_page *page, uint32_t item, char mark)
{
    return page->items[item].kind == ATTEST_I_ITEM_MARK && page->items[item].mark == mark;
}

attest_view attest_i_item_view(const attest_i_page *page, uint32_t item)
{
    attest_span span = page->items[item].span;
    return (attest_view){page->text.data + span.begin, span.end - span.begin};
}

int attest_i_item_spells(const attest_i_page *page, uint32_t item, const char *word)
{
    attest_view view = attest_i_item_view(page, item);
    for (size_t i = 0; i < view.size; i++) {
        char c = view.data[i] >= 'A' && view.data[i] <= 'Z' ? (char)(view.data[i] | 0x20) : view.data[i];
        if (word[i] == '\0' || word[i] != c) {
            return 0;
        }
    }
    return word[view.size] == '\0';
}

static int is_word(const attest_i_page *page, uint32_t item)
{
    return page->items[item].kind == ATTEST_I_ITEM_WORD;
}

static int is_lower(const attest_i_page *page, uint32_t item)
{
    return page->items[item].shape == ATTEST_I_SHAPE_LOWER;
}

static int ends_in(attest_view word, const char *ending)
{
    size_t size = strlen(ending);
    return word.size > size + 1 && memcmp(word.data + word.size - size, ending, size) == 0;
}

int attest_i_item_is_name(const attest_i_page *page, uint32_t item)
{
    const attest_i_item *this = &page->items[item];
    if (this->kind != ATTEST_I_ITEM_WORD ||
        (this->shape != ATTEST_I_SHAPE_CAPITAL && this->shape != ATTEST_I_SHAPE_CAPITALS)) {
        return 0;
    }
    return (this->classes & (FUNCTION_WORDS | ATTEST_I_WORD(TIME_NAME))) == 0;
}

int attest_i_item_is_adverb(const attest_i_page *page, uint32_t item)
{
    if (!is_word(page, item) || !is_lower(page, item) ||
        attest_i_item_is(page, item, ATTEST_I_WORD(NO_ADVERB) | ATTEST_I_WORD(DETERMINER))) {
        return attest_i_item_is(page, item, ATTEST_I_WORD(ADVERB)) && is_word(page, item) &&
               !attest_i_item_is(page, item, ATTEST_I_WORD(DETERMINER));
    }
    return attest_i_item_is(page, item, ATTEST_I_WORD(ADVERB)) || ends_in(attest_i_item_view(page, item), "ly");
}

int attest_i_item_starts_phrase(const attest_i_page *page, uint32_t item)
{
    return attest_i_item_is(page, item,
                            ATTEST_I_WORD(DETERMINER) | ATTEST_I_WORD(POSSESSIVE) | ATTEST_I_WORD(NOMINATIVE)) ||
           attest_i_item_is_name(page, item) ||
           (is_word(page, item) && page->items[item].shape == ATTEST_I_SHAPE_NUMBER);
}

int attest_i_item_is_noun(const attest_i_page *page, uint32_t item, uint64_t classes)
{
    attest_view word = attest_i_item_view(page, item);
    return is_word(page, item) &&
           (attest_i_item_is(page, item, classes) ||
            (word.size > 3 && word.data[word.size - 1] == 's' &&
             (attest_i_words_classes(page->words, (attest_view){word.data, word.size - 1}) & classes)));
}

int attest_i_item_may_speak(const attest_i_page *page, uint32_t item)
{
    return attest_i_item_is_noun(page, item,
                                 ATTEST_I_WORD(ROLE) | ATTEST_I_WORD(PEOPLE) | ATTEST_I_WORD(DOCUMENT) |
                                     ATTEST_I_WORD(ORGANISATION) | ATTEST_I_WORD(OUTLET));
}

static int is_plural(const attest_i_page *page, uint32_t item)
{
    attest_view word = attest_i_item_view(page, item);
    return is_word(page, item) && word.size > 3 && word.data[word.size - 1] == 's' && !ends_in(word, "ss") &&
           !ends_in(word, "us");
}

/* A verb that is sure enough to end a noun phrase. */
static int is_verb(const attest_i_page *page, uint32_t item)
{
    if (attest_i_item_is(page, item, ATTEST_I_WORD(AUXILIARY) | ATTEST_I_WORD(MODAL))) {
        return !attest_i_item_is(page, item, ATTEST_I_WORD(TIME_NAME)) || is_lower(page, item);
    }
    return attest_i_item_is(page, item, ATTEST_I_WORD(WEAK_VERB)) && is_lower(page, item);
}

/* Words that no noun phrase contains: it lies between them. */
static int bounds_phrase(const attest_i_page *page, uint32_t item)
{
    const attest_i_item *this = &page->items[item];
    if (this->kind == ATTEST_I_ITEM_QUOTE) {
        return this->mark == ',' || this->mark == '.' || this->mark == '?' || this->mark == '!';
    }
    if (this->kind == ATTEST_I_ITEM_MARK) {
        return this->mark != '/' && this->mark != ')' && this->mark != '(';
    }
    if (attest_i_item_spells(page, item, "that")) { /* "that official" against "that she", "that Bee" */
        return attest_i_item_starts_phrase(page, item + 1) || is_plural(page, item + 1) ||
               attest_i_item_is(page, item + 1, ATTEST_I_WORD(PEOPLE)) ||
               attest_i_item_is(page, item + 1, ATTEST_I_WORD(AUXILIARY) | ATTEST_I_WORD(MODAL));
    }
    if (attest_i_item_is(page, item, ATTEST_I_WORD(SUBORDINATOR) | ATTEST_I_WORD(RELATIVE))) {
        return !attest_i_item_is(page, item, ATTEST_I_WORD(DETERMINER)) &&
               !attest_i_item_is(page, item, ATTEST_I_WORD(PREPOSITION));
    }
    return 0;
}

/* Start of the bracket that ends at `item`; `item` itself if there is none after `begin`. */
static uint32_t open_bracket(const attest_i_page *page, uint32_t begin, uint32_t item)
{
    for (uint32_t i = item; i-- > begin && item - i <= BRACKET_MAX;) {
        if (attest_i_item_is_mark(page, i, '(')) {
            return i;
        }
    }
    return item;
}

/* Start of the run of items before `end` that may be a noun phrase. */
static uint32_t run_before(const attest_i_page *page, uint32_t begin, uint32_t end)
{
    uint32_t i = end;
    while (i > begin) {
        uint32_t before = i - 1;
        if (attest_i_item_is_mark(page, before, ')')) {
            uint32_t open = open_bracket(page, begin, before);
            if (open == before) {
                break;
            }
            i = open;
            continue;
        }
        if (bounds_phrase(page, before)) {
            break;
        }
        if (attest_i_item_is(page, before, ATTEST_I_WORD(NOMINATIVE)) && i < end &&
            !attest_i_item_is(page, i, ATTEST_I_WORD(COORDINATOR) | ATTEST_I_WORD(RELATIVE))) {
            break; /* a nominative pronoun is a whole subject: what follows it is no part of ours */
        }
        i = before;
    }
    return i;
}

/* First item of the subject within [begin,end): behind verbs, introductory words and phrases. ATTEST_NO_INDEX: unsure. */
static uint32_t trim_front(const attest_i_page *page, uint32_t begin, uint32_t end)
{
    for (uint32_t i = end; i-- > begin;) {
        i = attest_i_item_is_mark(page, i, ')') ? open_bracket(page, begin, i) : i;
        if (is_verb(page, i)) {
            begin = i + 1;
            break;
        }
    }
    for (uint32_t i = end; i-- > begin;) { /* "he left and Bee said": the clause before "and" ends in a verb */
        i = attest_i_item_is_mark(page, i, ')') ? open_bracket(page, begin, i) : i;
        int nouns = i > begin && (attest_i_item_is_name(page, i - 1) || is_plural(page, i - 1) ||
                                  attest_i_item_may_speak(page, i - 1) || attest_i_item_is_mark(page, i - 1, ')'));
        int same_phrase = i + 1 < end && is_lower(page, i + 1) && !attest_i_item_starts_phrase(page, i + 1) &&
                          i > begin && attest_i_item_starts_phrase(page, begin);
        if (attest_i_item_is(page, i, ATTEST_I_WORD(COORDINATOR)) && i > begin && !nouns && !same_phrase) {
            begin = i + 1;
            break;
        }
    }
    while (begin < end && (attest_i_item_is(page, begin, ATTEST_I_WORD(COORDINATOR)) ||
                           (attest_i_item_is_adverb(page, begin) && begin + 1 < end) ||
                           (attest_i_item_is(page, begin, ATTEST_I_WORD(SUBORDINATOR)) &&
                            !attest_i_item_is(page, begin, ATTEST_I_WORD(PREPOSITION) | ATTEST_I_WORD(DETERMINER))))) {
        begin++;
    }
    if (begin < end && attest_i_item_is(page, begin, ATTEST_I_WORD(TIME_NAME)) && begin + 1 < end) {
        begin++; /* "Tuesday Bee said" */
    }
    if (begin < end && attest_i_item_is(page, begin, ATTEST_I_WORD(PREPOSITION)) &&
        !attest_i_item_is_name(page, begin)) {
        for (uint32_t i = begin + 2; i < end; i++) {
            int starts =
                attest_i_item_is(page, i,
                                 ATTEST_I_WORD(DETERMINER) | ATTEST_I_WORD(POSSESSIVE) | ATTEST_I_WORD(NOMINATIVE)) ||
                (attest_i_item_is_name(page, i) && !attest_i_item_is_name(page, i - 1));
            if (starts && !attest_i_item_is(page, i - 1,
                                            ATTEST_I_WORD(PREPOSITION) | ATTEST_I_WORD(DETERMINER) |
                                                ATTEST_I_WORD(POSSESSIVE) | ATTEST_I_WORD(COORDINATOR))) {
                return i;
            }
        }
        return ATTEST_NO_INDEX;
    }
    return begin < end ? begin : ATTEST_NO_INDEX;
}

/* Can [begin,end) be a subject, by its first and last word? */
static int is_subject(const attest_i_page *page, uint32_t begin, uint32_t end)
{
    uint32_t last = end - 1;
    while (last > begin && attest_i_item_is_mark(page, last, ')')) {
        uint32_t open = open_bracket(page, begin, last);
        if (open == last || open == begin) {
            return 0;
        }
        last = open - 1;
    }
    const attest_i_item *item = &page->items[last];
    if (item->kind == ATTEST_I_ITEM_QUOTE) {
        return begin < last;
    }
    if (item->kind != ATTEST_I_ITEM_WORD || item->genitive || page->items[begin].kind == ATTEST_I_ITEM_MARK) {
        return 0;
    }
    if (attest_i_item_is(page, last, ATTEST_I_WORD(NOMINATIVE))) {
        return begin == last || attest_i_item_is(page, begin, ATTEST_I_WORD(COORDINATOR) | ATTEST_I_WORD(NOMINATIVE)) ||
               begin + 2 <= last;
    }
    const uint64_t no_head = ATTEST_I_WORD(PREPOSITION) | ATTEST_I_WORD(COORDINATOR) | ATTEST_I_WORD(POSSESSIVE) |
                             ATTEST_I_WORD(AUXILIARY) | ATTEST_I_WORD(MODAL) | ATTEST_I_WORD(SUBORDINATOR) |
                             ATTEST_I_WORD(RELATIVE) | ATTEST_I_WORD(ACCUSATIVE);
    if (attest_i_item_is(page, last, no_head) && !attest_i_item_is(page, last, ATTEST_I_WORD(DETERMINER))) {
        return 0;
    }
    if (attest_i_item_is(page, last, ATTEST_I_WORD(TIME_NAME)) && !is_lower(page, last) && begin == last) {
        return 0;
    }
    if (attest_i_item_spells(page, last, "the") || attest_i_item_spells(page, last, "a") ||
        attest_i_item_spells(page, last, "an")) {
        return 0;
    }
    if (begin < last && is_lower(page, begin) &&
        !attest_i_item_is(page, begin, ATTEST_I_WORD(DETERMINER) | ATTEST_I_WORD(NO_ADVERB)) &&
        (ends_in(attest_i_item_view(page, begin), "ed") || ends_in(attest_i_item_view(page, begin), "ing")) &&
        (attest_i_item_starts_phrase(page, begin + 1) ||
         attest_i_item_is(page, begin + 1, ATTEST_I_WORD(PREPOSITION) | ATTEST_I_WORD(ACCUSATIVE)))) {
        return 0; /* "forced to leave the city" */
    }
    if (attest_i_item_starts_phrase(page, begin) || end - begin >= 2) {
        return !(begin == last && attest_i_item_is(page, last, ATTEST_I_WORD(DETERMINER)) &&
                 (attest_i_item_spells(page, last, "a") || attest_i_item_spells(page, last, "an") ||
                  attest_i_item_spells(page, last, "the") || attest_i_item_spells(page, last, "no") ||
                  attest_i_item_spells(page, last, "every")));
    }
    return is_plural(page, last) || attest_i_item_may_speak(page, last);
}

/* "Ann Bee (Ohio), Cyril Dee and Eva Fry": names before the commas of a list that ends in [first,end). */
static uint32_t list_begin(const attest_i_page *page, uint32_t limit, uint32_t first, uint32_t end)
{
    uint32_t i = end;
    while (i > first && !attest_i_item_is(page, i - 1, ATTEST_I_WORD(COORDINATOR)) &&
           (attest_i_item_is_name(page, i - 1) || page->items[i - 1].kind == ATTEST_I_ITEM_MARK ||
            attest_i_item_is(page, i - 1, ATTEST_I_WORD(DETERMINER)))) {
        i--;
    }
    int coordinated = i > first && i < end && attest_i_item_is(page, i - 1, ATTEST_I_WORD(COORDINATOR));
    while (coordinated && first > limit + 1 && attest_i_item_is_mark(page, first - 1, ',') &&
           attest_i_item_is_name(page, first)) {
        i = first - 1;
        if (attest_i_item_is_mark(page, i - 1, ')')) {
            i = open_bracket(page, limit, i - 1);
        }
        uint32_t name = i;
        while (name > limit && attest_i_item_is_name(page, name - 1)) {
            name--;
        }
        if (name == i) {
            break;
        }
        first = name;
    }
    return first;
}

static int run_phrase(const attest_i_page *page, uint32_t begin, uint32_t end, attest_i_phrase *phrase)
{
    uint32_t first = trim_front(page, begin, end);
    if (first == ATTEST_NO_INDEX || !is_subject(page, first, end)) {
        return 0;
    }
    *phrase = (attest_i_phrase){first, end, first, end};
    uint32_t open = attest_i_item_is_mark(page, end - 1, ')') ? open_bracket(page, first, end - 1) : end;
    if (open > first && end - open > LABEL_MAX) {
        phrase->end = open; /* what a bracket of some length tells is no part of the name */
    }
    return 1;
}

/* Does the segment say something of what stands before it rather than name something itself? */
static int is_apposition(const attest_i_page *page, uint32_t begin, uint32_t end)
{
    if (begin >= end || page->items[begin].kind != ATTEST_I_ITEM_WORD) {
        return 1;
    }
    if (attest_i_item_is(page, begin, ATTEST_I_WORD(NOMINATIVE)) &&
        !attest_i_item_is(page, begin, ATTEST_I_WORD(RELATIVE))) {
        return 0;
    }
    return is_lower(page, begin) || page->items[begin].shape == ATTEST_I_SHAPE_NUMBER ||
           attest_i_item_is(page, begin, ATTEST_I_WORD(RELATIVE));
}

/* Nothing but name words, so that what follows the comma may say something of it? */
static int is_plain_name(const attest_i_page *page, uint32_t begin, uint32_t end)
{
    uint32_t i = begin;
    while (i < end && !attest_i_item_is_adverb(page, i) &&
           (attest_i_item_is_name(page, i) || attest_i_item_is(page, i, ATTEST_I_WORD(NAME_PART)))) {
        i++;
    }
    return i == end && end > begin;
}

/* The subject before a comma (or dash) at `comma`: behind it stands the verb, before it an apposition. */
static int phrase_before_comma(const attest_i_page *page, uint32_t begin, uint32_t comma, attest_i_phrase *phrase)
{
    uint32_t cuts[MAX_SEGMENTS + 1];
    size_t count = 0;
    char mark = page->items[comma].mark;
    cuts[count++] = comma;
    for (uint32_t i = comma; i-- > begin && count <= MAX_SEGMENTS;) {
        if (attest_i_item_is_mark(page, i, ')')) {
            i = open_bracket(page, begin, i);
        } else if (attest_i_item_is_mark(page, i, mark)) {
            cuts[count++] = i;
        } else if (page->items[i].kind == ATTEST_I_ITEM_QUOTE
                       ? bounds_phrase(page, i)
                       : page->items[i].kind == ATTEST_I_ITEM_MARK && strchr(";:?!", page->items[i].mark)) {
            begin = i + 1;
            break;
        }
    }
    for (size_t i = 1; i < count; i++) { /* head candidates, from the right: what ends at cuts[i] */
        uint32_t left = i + 1 < count ? cuts[i + 1] + 1 : begin;
        while (left + 1 < cuts[i] && attest_i_item_is(page, left, ATTEST_I_WORD(COORDINATOR))) {
            left++;
        }
        int described = attest_i_item_is(page, left, ATTEST_I_WORD(DETERMINER));
        if (i + 1 < count && is_apposition(page, left, cuts[i]) &&
            !attest_i_item_is(page, left, ATTEST_I_WORD(NOMINATIVE)) &&
            (!described || is_plain_name(page, i + 2 < count ? cuts[i + 2] + 1 : begin, cuts[i + 1]))) {
            continue;
        }
        if (run_phrase(page, run_before(page, left, cuts[i]), cuts[i], phrase)) {
            phrase->outer_end = comma;
            return 1;
        }
        return 0;
    }
    return 0;
}

static int phrase_before(const attest_i_page *page, uint32_t begin, uint32_t end, attest_i_phrase *phrase)
{
    if (end <= begin) {
        return 0;
    }
    uint32_t time = attest_i_phrase_time_begin(page, begin, end);
    if (time < end && phrase_before(page, begin, time, phrase) && !attest_i_phrase_has_participle(page, phrase)) {
        phrase->outer_end = end;
        return 1;
    }
    if (attest_i_item_is_mark(page, end - 1, ',') || attest_i_item_is_mark(page, end - 1, '-')) {
        return phrase_before_comma(page, begin, end - 1, phrase);
    }
    if (attest_i_item_is(page, end - 1, ATTEST_I_WORD(NOMINATIVE)) && !attest_i_item_is_name(page, end - 1) &&
        !(end - 1 > begin &&
          attest_i_item_is(page, end - 2, ATTEST_I_WORD(COORDINATOR)))) { /* a nominative pronoun is a whole subject */
        *phrase = (attest_i_phrase){end - 1, end, end - 1, end};
        return 1;
    }
    uint32_t run = run_before(page, begin, end);
    if (run == end || !run_phrase(page, run, end, phrase)) {
        return 0;
    }
    phrase->begin = list_begin(page, begin, phrase->begin, end);
    phrase->outer_begin = phrase->begin;
    return 1;
}

int attest_i_phrase_before(const attest_i_page *page, uint32_t begin, uint32_t end, attest_i_phrase *phrase)
{
    int found = phrase_before(page, begin, end, phrase);
    if (found) {
        attest_i_phrase_leave_lead(page, phrase);
    }
    return found;
}

int attest_i_phrase_at(const attest_i_page *page, uint32_t begin, uint32_t end, attest_i_phrase *phrase)
{
    const uint64_t stop = ATTEST_I_WORD(SUBORDINATOR) | ATTEST_I_WORD(RELATIVE) | ATTEST_I_WORD(AUXILIARY) |
                          ATTEST_I_WORD(MODAL) | ATTEST_I_WORD(NOMINATIVE);
    uint32_t i = begin;
    int name_only = 1;
    if (begin < end && attest_i_item_is(page, begin, ATTEST_I_WORD(NOMINATIVE)) &&
        !attest_i_item_is(page, begin, ATTEST_I_WORD(DETERMINER))) {
        *phrase = (attest_i_phrase){begin, begin + 1, begin, begin + 1};
        return 1;
    }
    for (; i < end && is_word(page, i); i++) {
        if (i > begin && attest_i_item_is(page, i, stop) && !attest_i_item_is(page, i, ATTEST_I_WORD(DETERMINER))) {
            break;
        }
        if (i > begin && attest_i_item_is(page, i, ATTEST_I_WORD(TIME)) &&
            (attest_i_item_is(page, i, ATTEST_I_WORD(TIME_NAME)) || !is_lower(page, i - 1))) {
            break;
        }
        if (attest_i_item_is(page, i, ATTEST_I_WORD(PREPOSITION)) && !attest_i_item_is_name(page, i)) {
            int joins = attest_i_item_spells(page, i, "of") ||
                        (!name_only && (attest_i_item_spells(page, i, "for") || attest_i_item_spells(page, i, "from") ||
                                        attest_i_item_spells(page, i, "with")));
            if (i == begin || !joins || i + 1 == end || !is_word(page, i + 1)) {
                break;
            }
        } else if (attest_i_item_is(page, i, ATTEST_I_WORD(COORDINATOR))) {
            if (i == begin || i + 1 == end ||
                !(attest_i_item_starts_phrase(page, i + 1) || is_plural(page, i + 1) ||
                  attest_i_item_may_speak(page, i + 1)) ||
                attest_i_item_is(page, i + 1, ATTEST_I_WORD(NOMINATIVE))) {
                break;
            }
        } else if (i > begin && i + 1 < end && is_lower(page, i) && is_lower(page, i - 1) &&
                   ends_in(attest_i_item_view(page, i), "ed") &&
                   attest_i_item_is(page, i + 1, ATTEST_I_WORD(PREPOSITION))) {
            break; /* "images collected by Bee" */
        } else if (i > begin && is_lower(page, i) &&
                   (ends_in(attest_i_item_view(page, i), "ing") || attest_i_item_is_adverb(page, i))) {
            break;
        }
        name_only =
            name_only && (attest_i_item_is_name(page, i) || attest_i_item_is(page, i, ATTEST_I_WORD(NAME_PART)) ||
                          attest_i_item_spells(page, i, "of"));
    }
    while (i > begin && attest_i_item_is(page, i - 1, ATTEST_I_WORD(COORDINATOR) | ATTEST_I_WORD(PREPOSITION)) &&
           !attest_i_item_is_name(page, i - 1)) {
        i--;
    }
    if (i > begin && (attest_i_item_spells(page, i - 1, "the") || attest_i_item_spells(page, i - 1, "a") ||
                      attest_i_item_spells(page, i - 1, "an"))) {
        return 0;
    }
    if (i == begin ||
        !(attest_i_item_starts_phrase(page, begin) || is_plural(page, i - 1) || attest_i_item_may_speak(page, i - 1) ||
          i - begin >= 2) ||
        attest_i_item_is(page, begin, ATTEST_I_WORD(PREPOSITION)) ||
        (attest_i_item_is(page, begin, ATTEST_I_WORD(ACCUSATIVE)) &&
         !attest_i_item_is(page, begin, ATTEST_I_WORD(POSSESSIVE)))) {
        return 0;
    }
    *phrase = (attest_i_phrase){begin, i, begin, i};
    return 1;
}

int attest_i_phrase_main(const attest_i_page *page, const attest_i_clause *clause, attest_i_phrase *phrase)
{
    uint32_t begin = clause->begin;
    while (begin < clause->end && (attest_i_item_is(page, begin, ATTEST_I_WORD(COORDINATOR)) ||
                                   attest_i_item_is_adverb(page, begin) || attest_i_item_is_mark(page, begin, ','))) {
        begin++;
    }
    if (begin < clause->end &&
        attest_i_item_is(page, begin, ATTEST_I_WORD(PREPOSITION) | ATTEST_I_WORD(SUBORDINATOR))) {
        while (begin < clause->end && !attest_i_item_is_mark(page, begin, ',')) { /* "On Monday, ..." */
            begin++;
        }
        begin++;
    }
    if (begin >= clause->end || page->items[begin].kind != ATTEST_I_ITEM_WORD) {
        return 0;
    }
    /* Up to the first word that looks like a verb; a phrase that runs on without one is none. */
    uint32_t end = begin;
    while (end < clause->end && is_word(page, end) && !is_verb(page, end) &&
           !(end > begin && is_lower(page, end) &&
             (ends_in(attest_i_item_view(page, end), "ed") || attest_i_item_is_adverb(page, end)))) {
        end++;
        if (attest_i_item_is(page, end - 1, ATTEST_I_WORD(NOMINATIVE)) && end - 1 == begin) {
            break;
        }
    }
    return end > begin && attest_i_phrase_at(page, begin, end, phrase) && phrase->begin == begin;
}
