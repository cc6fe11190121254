/* Whether a day that a sentence names lies ahead or behind, by the verbs before it or, at the start of a sentence, behind it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <string.h>

#include "extract/values_read.h"

#define MARKERS ATTEST_VIEW("tense-marker")
#define CUES ATTEST_VIEW("cue")

/* Words looked at before and behind the day. */
#define WORDS_BEFORE 24U
#define WORDS_BEHIND 10U

enum mark { MARK_NOTHING, MARK_PAST, MARK_FUTURE, MARK_OPEN, MARK_OPEN_TO };

static int is_word_byte(char c)
{
    return isalnum((unsigned char)c) || c == '\'' || (unsigned char)c >= 0x80;
}

static attest_view word_back(attest_view text, uint32_t floor, uint32_t *at)
{
    while (*at > floor && !is_word_byte(text.data[*at - 1])) {
        char c = text.data[*at - 1];
        if (c == ';' || c == ':') {
            return (attest_view){NULL, 0};
        }
        (*at)--;
    }
    uint32_t end = *at;
    while (*at > floor && is_word_byte(text.data[*at - 1])) {
        (*at)--;
    }
    return (attest_view){text.data + *at, end - *at};
}

static attest_view word_on(attest_view text, uint32_t end, uint32_t *at)
{
    while (*at < end && !is_word_byte(text.data[*at])) {
        char c = text.data[*at];
        if (c == ';' || c == ':') {
            return (attest_view){NULL, 0};
        }
        (*at)++;
    }
    uint32_t begin = *at;
    while (*at < end && is_word_byte(text.data[*at])) {
        (*at)++;
    }
    return (attest_view){text.data + begin, *at - begin};
}

/* "set to open", "due on Friday"; not "set off", "due to the storm". `at` is behind the word. */
static int looks_ahead(const attest_i_reading *reading, uint32_t at)
{
    uint32_t end = reading->sentence.end;
    attest_view word = word_on(reading->text, end, &at);
    if (attest_i_words_are(word, "to")) {
        attest_view verb = word_on(reading->text, end, &at);
        return verb.size && islower((unsigned char)verb.data[0]) &&
               !attest_i_ruleset_list_has(reading->rules, ATTEST_VIEW("sentence-opener"), verb);
    }
    return attest_i_words_are(word, "for") || attest_i_words_are(word, "on") || attest_i_words_are(word, "in");
}

/* What a word tells by itself. Contracted "'ll" and "’ll" are will; an ending -ed is a past form unless the list says no. */
static enum mark mark_of(const attest_i_reading *reading, attest_view word)
{
    attest_view class_;
    if (attest_i_ruleset_list_value(reading->rules, MARKERS, word, 1, &class_) == ATTEST_OK) {
        if (attest_view_equal(class_, ATTEST_VIEW("future"))) {
            return MARK_FUTURE;
        }
        if (attest_view_equal(class_, ATTEST_VIEW("future-to"))) {
            uint32_t behind = (uint32_t)(word.data - reading->text.data + (ptrdiff_t)word.size);
            return looks_ahead(reading, behind) ? MARK_FUTURE : MARK_NOTHING;
        }
        if (attest_view_equal(class_, ATTEST_VIEW("past"))) {
            return MARK_PAST;
        }
        if (attest_view_equal(class_, ATTEST_VIEW("open-to"))) {
            return MARK_OPEN_TO;
        }
        return attest_view_equal(class_, ATTEST_VIEW("open")) ? MARK_OPEN : MARK_NOTHING;
    }
    if (word.size > 3 && memcmp(word.data + word.size - 2, "ll", 2) == 0 &&
        (word.data[word.size - 3] == '\'' || (unsigned char)word.data[word.size - 3] == 0x99)) {
        return MARK_FUTURE;
    }
    int past_form =
        word.size > 3 && islower((unsigned char)word.data[0]) && memcmp(word.data + word.size - 2, "ed", 2) == 0;
    return past_form ? MARK_PAST : MARK_NOTHING;
}

/* "would not say", "could not comment": a refusal, made already. `at` is behind "would". */
static int is_refusal(const attest_i_reading *reading, uint32_t at)
{
    if (!attest_i_words_are(word_on(reading->text, reading->sentence.end, &at), "not")) {
        return 0;
    }
    return attest_i_ruleset_list_has(reading->rules, CUES, word_on(reading->text, reading->sentence.end, &at));
}

/* Verbs before the day, nearest first. A participle behind "be" and a verb behind "to" leave the decision to what governs them. */
static enum mark look_back(const attest_i_reading *reading, attest_span span)
{
    uint32_t at = span.begin;
    int infinitive = 0;
    for (unsigned i = 0; i < WORDS_BEFORE; i++) {
        attest_view word = word_back(reading->text, reading->sentence.begin, &at);
        if (word.size == 0) {
            return MARK_NOTHING;
        }
        enum mark mark = mark_of(reading, word);
        if (mark == MARK_PAST) {
            uint32_t before = at;
            if (attest_i_words_are(word_back(reading->text, reading->sentence.begin, &before), "be")) {
                at = before;
                continue;
            }
        }
        infinitive |= attest_i_words_are(word, "to");
        if (mark == MARK_OPEN_TO) {
            return infinitive ? MARK_OPEN : MARK_PAST;
        }
        if (mark == MARK_OPEN && is_refusal(reading, at + (uint32_t)word.size)) {
            return MARK_PAST;
        }
        if (mark != MARK_NOTHING) {
            return mark;
        }
    }
    return MARK_NOTHING;
}

static enum mark look_on(const attest_i_reading *reading, attest_span span)
{
    uint32_t at = span.end;
    for (unsigned i = 0; i < WORDS_BEHIND; i++) {
        attest_view word = word_on(reading->text, reading->sentence.end, &at);
        if (word.size == 0) {
            return MARK_NOTHING;
        }
        enum mark mark = mark_of(reading, word);
        if (mark == MARK_OPEN_TO || (mark == MARK_OPEN && is_refusal(reading, at))) {
            return MARK_PAST;
        }
        if (mark != MARK_NOTHING) {
            return mark;
        }
    }
    return MARK_NOTHING;
}

enum attest_i_direction attest_i_reading_direction(const attest_i_reading *reading, attest_span span)
{
    enum mark mark = look_back(reading, span);
    if (mark == MARK_NOTHING) {
        mark = look_on(reading, span);
    }
    switch (mark) {
    case MARK_FUTURE: return ATTEST_I_FUTURE;
    case MARK_OPEN:
    case MARK_OPEN_TO: return ATTEST_I_UNSURE;
    default: return ATTEST_I_PAST;
    }
}
