/* Numbers in digits and words, exactly: no floating point, so that "3.1 million" is 3100000. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "extract/values_read.h"

#define NUMBER_WORDS ATTEST_VIEW("number-word")
#define SCALES ATTEST_VIEW("scale")
/* Largest number that words may make. */
#define WORDS_MAX UINT64_C(1000000000000000000)

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Next word of `text` from `*at`, which spaces and hyphens separate. */
static attest_view next_word(attest_view text, size_t *at)
{
    while (*at < text.size && (isspace((unsigned char)text.data[*at]) || text.data[*at] == '-')) {
        (*at)++;
    }
    size_t begin = *at;
    while (*at < text.size && !isspace((unsigned char)text.data[*at]) && text.data[*at] != '-') {
        (*at)++;
    }
    return (attest_view){text.data + begin, *at - begin};
}

static int small_value(attest_view digits)
{
    int value = 0;
    for (size_t i = 0; i < digits.size; i++) {
        value = value * 10 + (digits.data[i] - '0');
    }
    return value;
}

int attest_i_leading_number(attest_view text)
{
    size_t size = 0;
    while (size < text.size && size < 5 && is_digit(text.data[size])) {
        size++;
    }
    return size == 0 || size > 4 ? -1 : small_value((attest_view){text.data, size});
}

/* The digits at the start, commas between groups of three left out. Moves `*at` behind them. */
static int read_digits(attest_view text, size_t *at, attest_i_decimal *decimal)
{
    int fraction = 0;
    for (; *at < text.size; (*at)++) {
        char c = text.data[*at];
        int more = *at + 1 < text.size && is_digit(text.data[*at + 1]);
        if (is_digit(c)) {
            if (decimal->count == ATTEST_I_DIGITS_MAX) {
                return 0;
            }
            decimal->digits[decimal->count++] = c;
            decimal->exponent -= fraction;
        } else if (c == '.' && more && !fraction) {
            fraction = 1;
        } else if (c != ',' || !more || fraction) {
            break;
        }
    }
    return decimal->count > 0;
}

/* Scale words behind digits: "million", "hundred thousand", with `letters` also "m", "bn" right behind them. */
static int read_scales(const attest_ruleset *rules, attest_view text, size_t at, int letters, attest_i_decimal *decimal)
{
    while (at < text.size) {
        attest_view power;
        attest_view class_;
        attest_view word = next_word(text, &at);
        if (word.size == 0) {
            return 1;
        }
        if (attest_i_ruleset_list_value(rules, SCALES, word, 1, &power) != ATTEST_OK ||
            attest_i_ruleset_list_value(rules, SCALES, word, 2, &class_) != ATTEST_OK ||
            (!letters && attest_view_equal(class_, ATTEST_VIEW("short")))) {
            return 0;
        }
        decimal->exponent += small_value(power);
        decimal->scale += small_value(power);
        if (decimal->exponent > 30) {
            return 0;
        }
    }
    return 1;
}

static int add_word(const attest_ruleset *rules, attest_view word, uint64_t *total, uint64_t *current, int *power)
{
    attest_view value;
    attest_view class_;
    if (attest_i_words_are(word, "a") || attest_i_words_are(word, "an")) {
        *current = 1;
        return 1;
    }
    if (attest_i_words_are(word, "and")) {
        return *current > 0 || *total > 0;
    }
    if (attest_i_ruleset_list_value(rules, NUMBER_WORDS, word, 1, &value) != ATTEST_OK ||
        attest_i_ruleset_list_value(rules, NUMBER_WORDS, word, 2, &class_) != ATTEST_OK) {
        return 0;
    }
    uint64_t number = (uint64_t)small_value(value);
    *power = 0;
    if (attest_view_equal(class_, ATTEST_VIEW("unit"))) {
        uint64_t room = number < 10 ? 10 : 100;
        int fits = *current % room == 0 && (number > 0 || *current == 0);
        *current += number;
        return fits;
    }
    if (attest_view_equal(class_, ATTEST_VIEW("ten"))) {
        int fits = *current % 100 == 0;
        *current += number;
        return fits;
    }
    uint64_t scale = 1;
    *power = (int)number;
    for (uint64_t i = 0; i < number; i++) {
        scale *= 10;
    }
    uint64_t factor = *current ? *current : 1;
    if (factor > WORDS_MAX / scale) {
        return 0;
    }
    if (scale == 100) {
        *current = factor * scale;
        return factor < 100;
    }
    int fits = *total == 0 || *total % (scale * 1000) == 0;
    *total += factor * scale;
    *current = 0;
    return fits && *total <= WORDS_MAX;
}

static int read_words(const attest_ruleset *rules, attest_view text, attest_i_decimal *decimal)
{
    uint64_t total = 0;
    uint64_t current = 0;
    size_t at = 0;
    int any = 0;
    while (at < text.size) {
        attest_view word = next_word(text, &at);
        if (word.size == 0) {
            break;
        }
        if (!add_word(rules, word, &total, &current, &decimal->scale)) {
            return 0;
        }
        any = 1;
    }
    int size = snprintf(decimal->digits, sizeof decimal->digits, "%llu", (unsigned long long)(total + current));
    decimal->count = size > 0 ? (size_t)size : 0;
    return any;
}

int attest_i_decimal_read(const attest_ruleset *rules, attest_view text, int scales, attest_i_decimal *decimal)
{
    memset(decimal, 0, sizeof *decimal);
    size_t at = 0;
    if (attest_i_words_start(text, "minus ")) {
        decimal->negative = 1;
        next_word(text, &at);
        while (at < text.size && isspace((unsigned char)text.data[at])) {
            at++;
        }
    } else if (text.size && text.data[0] == '-') {
        decimal->negative = 1;
        at = 1;
    } else if (text.size > 3 && memcmp(text.data, "\xE2\x88\x92", 3) == 0) {
        decimal->negative = 1;
        at = 3;
    }
    text = (attest_view){text.data + at, text.size - at};
    at = 0;
    if (text.size == 0) {
        return 0;
    }
    if (!is_digit(text.data[0])) {
        return read_words(rules, text, decimal);
    }
    return read_digits(text, &at, decimal) && read_scales(rules, text, at, scales, decimal);
}

enum attest_status attest_i_decimal_print(attest_i_arena *arena, const attest_i_decimal *decimal, attest_view *lexical,
                                          int *integer)
{
    char out[2 * ATTEST_I_DIGITS_MAX + 40];
    size_t used = 0;
    size_t first = 0;
    size_t count = decimal->count;
    int exponent = decimal->exponent;
    while (exponent < 0 && count > 0 && decimal->digits[count - 1] == '0') {
        count--;
        exponent++;
    }
    /* Digits before the point: all but -exponent of them. */
    size_t whole = exponent >= 0 ? count : count > (size_t)-exponent ? count - (size_t)-exponent : 0;
    while (first + 1 < whole && decimal->digits[first] == '0') {
        first++;
    }
    if (decimal->negative) {
        out[used++] = '-';
    }
    if (whole == 0) {
        out[used++] = '0';
    }
    for (size_t i = first; i < whole; i++) {
        out[used++] = decimal->digits[i];
    }
    for (int i = 0; i < exponent && !(whole - first == 1 && decimal->digits[first] == '0'); i++) {
        out[used++] = '0';
    }
    *integer = exponent >= 0;
    if (exponent < 0) {
        out[used++] = '.';
        for (size_t zeros = count; zeros < (size_t)-exponent; zeros++) {
            out[used++] = '0';
        }
        for (size_t i = whole; i < count; i++) {
            out[used++] = decimal->digits[i];
        }
    }
    return attest_i_arena_copy(arena, (attest_view){out, used}, lexical);
}

int attest_i_small_number(const attest_ruleset *rules, attest_view text, int most)
{
    attest_i_decimal decimal;
    if (!attest_i_decimal_read(rules, text, 0, &decimal) || decimal.exponent < 0 || decimal.negative) {
        return -1;
    }
    long value = 0;
    for (size_t i = 0; i < decimal.count + (size_t)decimal.exponent; i++) {
        value = value * 10 + (i < decimal.count ? decimal.digits[i] - '0' : 0);
        if (value > most) {
            return -1;
        }
    }
    return (int)value;
}

/* Compare word by word; `prefix` 1: `words` may end before `text` does. */
static int compare_words(attest_view text, const char *words, int prefix)
{
    size_t at = 0;
    for (; *words; words++) {
        if (at >= text.size) {
            return 0;
        }
        if (*words == ' ') {
            if (!isspace((unsigned char)text.data[at])) {
                return 0;
            }
            while (at < text.size && isspace((unsigned char)text.data[at])) {
                at++;
            }
        } else if (tolower((unsigned char)text.data[at]) != *words) {
            return 0;
        } else {
            at++;
        }
    }
    return prefix || at == text.size;
}

int attest_i_words_are(attest_view text, const char *words)
{
    return compare_words(text, words, 0);
}

int attest_i_words_start(attest_view text, const char *words)
{
    return compare_words(text, words, 1);
}
