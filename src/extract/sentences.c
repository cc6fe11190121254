/* Sentences on the surface: a full stop ends one unless it belongs to an abbreviation, an initial or a number. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/sentences.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "extract/rule_match.h"

/* The word list that is asked, and the classes of its words: something always follows ("Gen."), so that the stop never ends a
 * sentence; only before a number ("No. 5"); not
 * before a weekday ("10 a.m. Monday"); all others ("Inc.", "a.m.", "U.S.") may end one, and the next word decides. */
#define ABBREVIATIONS ATTEST_VIEW("abbreviation")
#define CLASS_COLUMN 1U
#define CLASS_BEFORE ATTEST_VIEW("before")
#define CLASS_NUMBER ATTEST_VIEW("number")
#define CLASS_HOUR ATTEST_VIEW("hour")

/* Bytes of a word that could be an abbreviation. */
#define WORD_MAX 32U

struct splitter {
    const attest_ruleset *rules;
    attest_view text;
    attest_span zone;
};

static uint32_t at_or_zero(const struct splitter *splitter, size_t at)
{
    return at < splitter->zone.end ? attest_i_utf8_next(splitter->text, &at) : 0;
}

static int is_stop(uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x203D || c == 0x3002;
}

static int is_closer(uint32_t c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D || c == 0x2019 || c == 0xBB;
}

static int is_opener(uint32_t c)
{
    return c == '"' || c == '\'' || c == '(' || c == '[' || c == 0x201C || c == 0x2018 || c == 0xAB || c == 0x201E ||
           c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2022;
}

/* The word that ends at `end`, with inner stops ("U.S", "a.m"): letters, digits, stops, apostrophes, hyphens. */
static attest_view word_before(const struct splitter *splitter, size_t end)
{
    size_t begin = end;
    while (begin > splitter->zone.begin && end - begin < WORD_MAX) {
        size_t previous = begin;
        uint32_t c = attest_i_utf8_previous(splitter->text, &previous);
        if (!u_isalnum((UChar32)c) && c != '.' && c != '\'' && c != 0x2019 && c != '-') {
            break;
        }
        begin = previous;
    }
    return (attest_view){splitter->text.data + begin, end - begin};
}

static size_t skip_space(const struct splitter *splitter, size_t at)
{
    while (at < splitter->zone.end) {
        size_t next = at;
        if (!u_isUWhiteSpace((UChar32)attest_i_utf8_next(splitter->text, &next))) {
            break;
        }
        at = next;
    }
    return at;
}

/* First letter, digit or other sign of what follows, behind opening marks. */
static uint32_t first_of_next(const struct splitter *splitter, size_t at)
{
    uint32_t c = at_or_zero(splitter, at);
    while (c && (is_opener(c) || u_isUWhiteSpace((UChar32)c))) {
        attest_i_utf8_next(splitter->text, &at);
        c = at_or_zero(splitter, at);
    }
    return c;
}

static int has_inner_stop(attest_view word)
{
    return word.size > 1 && memchr(word.data, '.', word.size - 1) != NULL;
}

/* A single capital: "J. Doe". Not at the start of its sentence alone would be a list letter, which is rare in news. */
static int is_initial(attest_view word)
{
    size_t at = 0;
    if (word.size == 0) {
        return 0;
    }
    uint32_t c = attest_i_utf8_next(word, &at);
    return at == word.size && u_isupper((UChar32)c);
}

/* The word that starts at `at`, behind opening marks. */
static attest_view word_from(const struct splitter *splitter, size_t at)
{
    while (at < splitter->zone.end && is_opener(at_or_zero(splitter, at))) {
        attest_i_utf8_next(splitter->text, &at);
    }
    size_t end = at;
    while (end < splitter->zone.end && end - at < WORD_MAX && u_isalpha((UChar32)at_or_zero(splitter, end))) {
        attest_i_utf8_next(splitter->text, &end);
    }
    return (attest_view){splitter->text.data + at, end - at};
}

/* Words that open a sentence rather than go on with a name: after "U.S." or "Inc." they tell an end. */
static int opens_sentence(const struct splitter *splitter, size_t at)
{
    return attest_i_ruleset_list_has(splitter->rules, ATTEST_VIEW("sentence-opener"), word_from(splitter, at));
}

/* Whether the stop after `word` only marks an abbreviation; `next` is where the following text starts. */
static int is_abbreviation(const struct splitter *splitter, attest_view word, size_t next)
{
    attest_view class_;
    uint32_t c = first_of_next(splitter, next);
    if (is_initial(word)) {
        return u_isupper((UChar32)c) && !opens_sentence(splitter, next);
    }
    if (attest_i_ruleset_list_value(splitter->rules, ABBREVIATIONS, word, CLASS_COLUMN, &class_) == ATTEST_OK) {
        if (attest_view_equal(class_, CLASS_BEFORE)) {
            return 1;
        }
        if (attest_view_equal(class_, CLASS_HOUR) &&
            attest_i_ruleset_list_has(splitter->rules, ATTEST_VIEW("weekday"), word_from(splitter, next))) {
            return 1;
        }
        if (attest_view_equal(class_, CLASS_NUMBER)) {
            return u_isdigit((UChar32)c);
        }
        return !u_isupper((UChar32)c) || !opens_sentence(splitter, next);
    }
    return has_inner_stop(word) && u_isupper((UChar32)c) && !opens_sentence(splitter, next);
}

/* Whether a sentence ends with the stops [from,to) and the closing marks up to `close`; `next` is where text goes on. */
static int ends_sentence(const struct splitter *splitter, size_t from, size_t to, size_t close, size_t next)
{
    uint32_t first = at_or_zero(splitter, from);
    uint32_t c = first_of_next(splitter, next);
    if (next == close) {
        /* No space: "3.5", "site.com"; but "word.”Next" and "word.Next" (a lost line end) do end where a closing mark or a small
         * letter stands before and a capital behind. */
        uint32_t after = at_or_zero(splitter, close);
        return close > to && u_isupper((UChar32)after);
    }
    if (c == 0) {
        return 1;
    }
    if (u_islower((UChar32)c)) {
        /* A small letter goes on with the sentence: “Stop!” he said; ... and then. */
        return 0;
    }
    if (first == '.' && to == from + 1 && close == to) {
        return !is_abbreviation(splitter, word_before(splitter, from), next);
    }
    if (first == '.' && to == from + 1 && is_initial(word_before(splitter, from))) {
        return opens_sentence(splitter, next);
    }
    if (first == 0x2026 || to > from + 1) {
        return u_isupper((UChar32)c) || u_isdigit((UChar32)c) || is_opener(at_or_zero(splitter, next));
    }
    return 1;
}

enum attest_status attest_i_spans_add(attest_i_spans *sentences, attest_view text, attest_span span)
{
    span = attest_i_span_trim(text, span);
    while (span.end - span.begin > ATTEST_I_SENTENCE_BYTES_MAX) {
        uint32_t cut = span.begin + ATTEST_I_SENTENCE_BYTES_MAX;
        cut = span.begin + (uint32_t)attest_i_utf8_floor(text.data + span.begin, cut - span.begin);
        uint32_t space = cut;
        while (space > span.begin && text.data[space] != ' ') {
            space--;
        }
        cut = space > span.begin ? space : cut;
        enum attest_status status = ATTEST_I_VECTOR_RESERVE(sentences, 1);
        if (status != ATTEST_OK) {
            return status;
        }
        attest_span piece = attest_i_span_trim(text, (attest_span){span.begin, cut});
        if (piece.begin < piece.end) {
            sentences->items[sentences->count++] = piece;
        }
        sentences->limit_hits++;
        span = attest_i_span_trim(text, (attest_span){cut, span.end});
    }
    if (span.begin == span.end) {
        return ATTEST_OK;
    }
    enum attest_status status = ATTEST_I_VECTOR_RESERVE(sentences, 1);
    if (status == ATTEST_OK) {
        sentences->items[sentences->count++] = span;
    }
    return status;
}

enum attest_status attest_i_sentences_find(const attest_ruleset *rules, attest_view text, attest_span zone,
                                           attest_i_spans *sentences)
{
    struct splitter splitter = {rules, text, zone};
    enum attest_status status = ATTEST_OK;
    size_t begin = zone.begin; /* of the sentence that is open */
    size_t at = begin;
    while (at < zone.end && status == ATTEST_OK) {
        size_t from = at;
        if (!is_stop(attest_i_utf8_next(text, &at))) {
            continue;
        }
        size_t to = at;
        while (to < zone.end && is_stop(at_or_zero(&splitter, to))) {
            attest_i_utf8_next(text, &to);
        }
        size_t close = to;
        while (close < zone.end && is_closer(at_or_zero(&splitter, close))) {
            attest_i_utf8_next(text, &close);
        }
        size_t next = skip_space(&splitter, close);
        at = close;
        if (ends_sentence(&splitter, from, to, close, next)) {
            status = attest_i_spans_add(sentences, text, (attest_span){(uint32_t)begin, (uint32_t)close});
            begin = next;
            at = next;
        }
    }
    if (status == ATTEST_OK) {
        status = attest_i_spans_add(sentences, text, (attest_span){(uint32_t)begin, zone.end});
    }
    return status;
}
