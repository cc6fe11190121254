/* Titles In Capitals: a word of one keeps its capital only if it is a name. The article says so: a word that it writes in
 * small letters is none, one that it writes with a capital within a sentence is. Of words that stand nowhere else, known names
 * and those of no ordinary kind keep theirs. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/headline.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "extract/names_words.h"
#include "language/gazetteer.h"

/* Fewest words of a title, and the share of its longer words with a capital that makes it one in capitals. */
#define WORDS_MIN 4U
#define SHARE_MIN 0.75
/* Letters from which a word counts for that: short ones are often small in titles. */
#define LETTERS_MIN 4U
/* Longest title, in bytes, and most of its words. */
#define TITLE_MAX 300U
#define TITLE_WORDS 64U
/* Most titles of an article that are recased. */
#define TITLES_MAX 48U
/* Most bytes of the article that are searched for the words of its titles. */
#define SEARCHED_MAX (1024U * 1024U)

/* A word of a title: bytes without what follows an apostrophe. */
struct title_word {
    uint32_t begin;
    uint32_t end;
    uint32_t small;   /* times that the article has it in small letters */
    uint32_t capital; /* times with a capital, not at the start of a sentence */
    uint32_t all;     /* times with nothing but capitals */
};

struct title {
    attest_view text;
    struct title_word words[TITLE_WORDS];
    size_t count;
    size_t longer;   /* words of LETTERS_MIN letters and more, but for the first */
    size_t capitals; /* of these, with a capital */
    int shouts;      /* no small letter at all */
};

static int is_letter(char c)
{
    return isalpha((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* The words of text[span). */
static void read_title(struct title *title, attest_view text, attest_span span)
{
    memset(title, 0, sizeof *title);
    title->text = text;
    title->shouts = 1;
    uint32_t i = span.begin;
    while (i < span.end && title->count < TITLE_WORDS) {
        if (!is_letter(text.data[i]) || (unsigned char)text.data[i] >= 0xE2) { /* 0xE2: a dash, a quotation mark */
            i += (unsigned char)text.data[i] >= 0xE2 ? 3 : 1;
            continue;
        }
        struct title_word word = {.begin = i};
        while (i < span.end && is_letter(text.data[i]) && (unsigned char)text.data[i] < 0xE2) {
            title->shouts &= !islower((unsigned char)text.data[i]);
            i++;
        }
        word.end = i;
        int counts = word.end - word.begin >= LETTERS_MIN && title->count > 0;
        title->longer += (size_t)counts;
        title->capitals += (size_t)(counts && isupper((unsigned char)text.data[word.begin]));
        title->words[title->count++] = word;
        if (i < span.end && (text.data[i] == '\'' || (unsigned char)text.data[i] == 0xE2)) { /* "Bee's" */
            i += text.data[i] == '\'' ? 1 : 3;
            while (i < span.end && i - word.end <= 5 && islower((unsigned char)text.data[i])) {
                i++;
            }
        }
    }
}

static int is_title_case(const struct title *title)
{
    return title->count >= WORDS_MIN && title->longer >= 2 &&
           (double)title->capitals >= SHARE_MIN * (double)title->longer;
}

static int same_letters(attest_view text, uint32_t begin, const struct title *title, const struct title_word *word)
{
    for (uint32_t i = 0; i < word->end - word->begin; i++) {
        if (tolower((unsigned char)text.data[begin + i]) != tolower((unsigned char)title->text.data[word->begin + i])) {
            return 0;
        }
    }
    return 1;
}

/* Is what stands before `at` within the sentence: a word or a comma, with white space between? */
static int is_within(attest_view text, uint32_t at, uint32_t begin)
{
    if (at < begin + 2 || text.data[at - 1] != ' ') {
        return 0;
    }
    char before = text.data[at - 2];
    return isalnum((unsigned char)before) || before == ',' || (unsigned char)before >= 0xC3;
}

/* Count how the article writes the words of the title. */
static void search(struct title *title, attest_span body)
{
    attest_view text = title->text;
    uint32_t i = body.begin;
    while (i < body.end) {
        if (!isalpha((unsigned char)text.data[i]) || (i > body.begin && is_letter(text.data[i - 1]))) {
            i++;
            continue;
        }
        uint32_t end = i;
        int small = 1;
        int capitals = 1;
        while (end < body.end && isalpha((unsigned char)text.data[end])) {
            small &= islower((unsigned char)text.data[end]) != 0;
            capitals &= isupper((unsigned char)text.data[end]) != 0;
            end++;
        }
        for (size_t w = 0; w < title->count; w++) {
            struct title_word *word = &title->words[w];
            if (word->end - word->begin == end - i && same_letters(text, i, title, word)) {
                word->small += (uint32_t)small;
                word->all += (uint32_t)(capitals && end - i > 1);
                word->capital += (uint32_t)(!small && is_within(text, i, body.begin));
            }
        }
        i = end;
    }
}

static int is_known_name(attest_view word)
{
    attest_i_sense senses[ATTEST_I_SENSES];
    size_t count = attest_i_gazetteer_find(word, senses);
    return count > 0 && senses[0].kind != ATTEST_I_SENSE_CITY && senses[0].kind != ATTEST_I_SENSE_REGION;
}

/* "EU", "McKay", "iPhone": a capital behind the first letter. */
static int has_inner_capital(attest_view word)
{
    for (size_t i = 1; i < word.size; i++) {
        if (isupper((unsigned char)word.data[i])) {
            return 1;
        }
    }
    return 0;
}

static int keeps_capital(const struct title *title, const struct title_word *word, const attest_i_words *words)
{
    attest_view form = {title->text.data + word->begin, word->end - word->begin};
    uint64_t classes = attest_i_words_classes(words, form);
    if ((form.size == 1 && form.data[0] == 'I') || (classes & ATTEST_I_WORD(TIME_NAME))) {
        return 1;
    }
    if (!title->shouts && has_inner_capital(form)) {
        return 1;
    }
    if (word->small || word->capital) {
        return word->capital > word->small;
    }
    return !(classes & ~(ATTEST_I_WORD(OUTLET) | ATTEST_I_WORD(ORGANISATION) | ATTEST_I_WORD(PLACE))) &&
           is_known_name(form);
}

/* Write the words as in a sentence: small but for names, and the first. */
static void write_title(const struct title *title, const attest_i_words *words, char *cased)
{
    for (size_t w = 0; w < title->count; w++) {
        const struct title_word *word = &title->words[w];
        int keeps = keeps_capital(title, word, words);
        if (keeps && (!title->shouts || word->all)) {
            continue;
        }
        for (uint32_t i = word->begin + (uint32_t)(w == 0 || keeps); i < word->end; i++) {
            cased[i] = (char)tolower((unsigned char)cased[i]);
        }
    }
}

/* May the zone be a title: by its kind, or as the first paragraph? */
static int may_be_title(const attest_i_zone *zone, size_t index)
{
    return zone->span.end - zone->span.begin <= TITLE_MAX &&
           (zone->kind == ATTEST_I_ZONE_HEADLINE || zone->kind == ATTEST_I_ZONE_HEADING ||
            zone->kind == ATTEST_I_ZONE_STANDFIRST || (zone->kind == ATTEST_I_ZONE_BODY && index == 0));
}

static void search_article(const attest_i_context *context, size_t except, struct title *title)
{
    uint32_t left = SEARCHED_MAX;
    for (size_t k = 1; k < context->zone_count && left > 0; k++) {
        attest_span body = context->zones[k].span;
        if (k != except && context->zones[k].kind == ATTEST_I_ZONE_BODY) {
            body.end = body.end - body.begin > left ? body.begin + left : body.end;
            search(title, body);
            left -= body.end - body.begin;
        }
    }
}

enum attest_status attest_i_headline_recase(attest_i_context *context, attest_view *cased)
{
    attest_view text = attest_document_text(context->document);
    const attest_i_words *words;
    char *copy = NULL;
    *cased = text;
    enum attest_status status = attest_i_words_builtin(&words);
    size_t titles = 0;
    for (size_t i = 0; i < context->zone_count && titles < TITLES_MAX && status == ATTEST_OK; i++) {
        struct title title;
        if (!may_be_title(&context->zones[i], i)) {
            continue;
        }
        read_title(&title, text, context->zones[i].span);
        if (!is_title_case(&title)) {
            continue;
        }
        titles++;
        if (!copy) {
            copy = attest_i_arena_take(context->arena, text.size + 1);
            if (!copy) {
                return ATTEST_ERR_NOMEM;
            }
            memcpy(copy, text.data, text.size);
            *cased = (attest_view){copy, text.size};
        }
        search_article(context, i, &title);
        write_title(&title, words, copy);
    }
    return status;
}
