/* Readers of quantities: numbers, money, percent, measures, durations. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/values_read.h"

#define APPROXIMATORS ATTEST_VIEW("approximator")
#define TIME_UNITS ATTEST_VIEW("time-unit")

attest_view attest_i_reading_group(const attest_i_reading *reading, const char *name)
{
    attest_span span;
    if (!attest_i_match_group(&reading->match, attest_view_of(name), &span)) {
        return (attest_view){NULL, 0};
    }
    return (attest_view){reading->text.data + span.begin, span.end - span.begin};
}

static enum attest_value_bound bound_by_name(attest_view name)
{
    if (attest_view_equal(name, ATTEST_VIEW("at-least"))) {
        return ATTEST_BOUND_AT_LEAST;
    }
    if (attest_view_equal(name, ATTEST_VIEW("at-most"))) {
        return ATTEST_BOUND_AT_MOST;
    }
    return attest_view_equal(name, ATTEST_VIEW("about")) ? ATTEST_BOUND_ABOUT : ATTEST_BOUND_EXACT;
}

enum attest_value_bound attest_i_reading_bound(const attest_i_reading *reading)
{
    const attest_i_rule_field *fixed = attest_i_rule_make_field(reading->make, ATTEST_VIEW("bound"));
    attest_view name;
    if (fixed && fixed->literal.size) {
        return bound_by_name(fixed->literal);
    }
    attest_view before = attest_i_reading_group(reading, "bound");
    if (before.size && attest_i_ruleset_list_value(reading->rules, APPROXIMATORS, before, 1, &name) == ATTEST_OK) {
        return bound_by_name(name);
    }
    attest_view after = attest_i_reading_group(reading, "after");
    if (after.size == 0) {
        return ATTEST_BOUND_EXACT;
    }
    if (attest_i_words_are(after, "or less") || attest_i_words_are(after, "or fewer")) {
        return ATTEST_BOUND_AT_MOST;
    }
    return attest_i_words_are(after, "or so") || attest_i_words_are(after, "or thereabouts") ? ATTEST_BOUND_ABOUT
                                                                                             : ATTEST_BOUND_AT_LEAST;
}

/* "3 to 5 million": the scale behind the second number is the first one's as well, unless that is large already. */
static void share_scale(attest_i_decimal *lower, const attest_i_decimal *upper)
{
    size_t whole =
        lower->exponent < 0 ? lower->count - (size_t)-lower->exponent : lower->count + (size_t)lower->exponent;
    if (lower->scale == 0 && upper->scale > 0 && whole <= 3) {
        lower->exponent += upper->scale;
    }
}

/* Whether the first number is below the second, as far as whole numbers tell. */
static int ascends(attest_view lower, attest_view upper)
{
    if (memchr(lower.data, '.', lower.size) || memchr(upper.data, '.', upper.size) || lower.data[0] == '-') {
        return 1;
    }
    return lower.size != upper.size ? lower.size < upper.size : attest_view_compare(lower, upper) < 0;
}

/* The groups "number" and, if there, "upper" as decimals; `*integer` 1 if both are whole. */
static enum attest_status read_numbers(attest_i_reading *reading, int letters, attest_value *value, int *integer)
{
    attest_i_decimal lower;
    attest_i_decimal upper;
    attest_view upper_text = attest_i_reading_group(reading, "upper");
    if (!attest_i_decimal_read(reading->rules, attest_i_reading_group(reading, "number"), letters, &lower)) {
        return ATTEST_NONE;
    }
    int upper_integer = 1;
    enum attest_status status = ATTEST_OK;
    if (upper_text.size) {
        if (!attest_i_decimal_read(reading->rules, upper_text, letters, &upper)) {
            return ATTEST_NONE;
        }
        share_scale(&lower, &upper);
        status = attest_i_decimal_print(reading->arena, &upper, &value->upper, &upper_integer);
    }
    if (status == ATTEST_OK) {
        status = attest_i_decimal_print(reading->arena, &lower, &value->lexical, integer);
        *integer = *integer && upper_integer;
    }
    if (status == ATTEST_OK && value->upper.size && !ascends(value->lexical, value->upper)) {
        return ATTEST_NONE;
    }
    value->bound = attest_i_reading_bound(reading);
    return status;
}

enum attest_status attest_i_read_number(attest_i_reading *reading, attest_value *value)
{
    int integer = 1;
    enum attest_status status = read_numbers(reading, 0, value, &integer);
    value->kind = integer ? ATTEST_VALUE_INTEGER : ATTEST_VALUE_DECIMAL;
    return status;
}

/* "two dozen", "half a dozen", "a dozen". */
enum attest_status attest_i_read_dozen(attest_i_reading *reading, attest_value *value)
{
    attest_view number = attest_i_reading_group(reading, "number");
    int half = attest_i_words_start(number, "half");
    int count = half || number.size == 0 ? 1 : attest_i_small_number(reading->rules, number, 1000);
    if (count < 0) {
        return ATTEST_NONE;
    }
    value->kind = ATTEST_VALUE_INTEGER;
    value->bound = attest_i_reading_bound(reading);
    if (value->bound == ATTEST_BOUND_EXACT) {
        value->bound = ATTEST_BOUND_ABOUT;
    }
    return attest_i_arena_print(reading->arena, &value->lexical, "%d", half ? 6 : count * 12);
}

/* "dozens of", "tens of thousands": at least two of what the plural counts. */
enum attest_status attest_i_read_plural(attest_i_reading *reading, attest_value *value)
{
    value->kind = ATTEST_VALUE_INTEGER;
    value->bound = ATTEST_BOUND_AT_LEAST;
    return attest_i_ruleset_list_value(reading->rules, ATTEST_VIEW("plural-number"),
                                       attest_i_reading_group(reading, "number"), 1, &value->lexical);
}

enum attest_status attest_i_read_money(attest_i_reading *reading, attest_value *value)
{
    int integer;
    attest_view symbol = attest_i_reading_group(reading, "symbol");
    enum attest_status status = read_numbers(reading, 1, value, &integer);
    if (status != ATTEST_OK) {
        return status;
    }
    value->kind = ATTEST_VALUE_MONEY;
    if (symbol.size) {
        return attest_i_ruleset_list_value(reading->rules, ATTEST_VIEW("currency-symbol"), symbol, 1, &value->unit);
    }
    return attest_i_ruleset_list_value(reading->rules, ATTEST_VIEW("currency"),
                                       attest_i_reading_group(reading, "currency"), 1, &value->unit);
}

enum attest_status attest_i_read_percent(attest_i_reading *reading, attest_value *value)
{
    int integer;
    value->kind = ATTEST_VALUE_PERCENT;
    return read_numbers(reading, 0, value, &integer);
}

enum attest_status attest_i_read_measure(attest_i_reading *reading, attest_value *value)
{
    int integer;
    enum attest_status status = read_numbers(reading, 0, value, &integer);
    value->kind = ATTEST_VALUE_MEASURE;
    if (status != ATTEST_OK) {
        return status;
    }
    return attest_i_ruleset_list_value(reading->rules, ATTEST_VIEW("unit"), attest_i_reading_group(reading, "unit"), 1,
                                       &value->unit);
}

/* What one unit is in the smaller unit that xsd:duration counts in. Months and years stay apart from days. */
static const struct duration_unit {
    char code;
    char designator;
    int is_time;
    int factor;
    char half_designator; /* the smaller unit for fractions, and how many make one */
    int half_is_time;
    int half_factor;
} duration_units[] = {{'S', 'S', 1, 1, 0, 0, 0},      {'M', 'M', 1, 1, 'S', 1, 60},  {'H', 'H', 1, 1, 'M', 1, 60},
                      {'D', 'D', 0, 1, 'H', 1, 24},   {'W', 'D', 0, 7, 'H', 1, 168}, {'F', 'D', 0, 14, 'D', 0, 14},
                      {'O', 'M', 0, 1, 0, 0, 0},      {'Y', 'Y', 0, 1, 'M', 0, 12},  {'E', 'Y', 0, 10, 'Y', 0, 10},
                      {'C', 'Y', 0, 100, 'Y', 0, 100}};

/* Duration of `number` units; NONE where xsd:duration cannot say it exactly. Fractions are halves or tenths of what divides. */
static enum attest_status print_duration(attest_i_reading *reading, const attest_i_decimal *number, char code,
                                         attest_view *lexical)
{
    const struct duration_unit *unit = NULL;
    for (size_t i = 0; i < sizeof duration_units / sizeof duration_units[0]; i++) {
        unit = duration_units[i].code == code ? &duration_units[i] : unit;
    }
    if (!unit || number->exponent < -2 || number->negative) {
        return ATTEST_NONE;
    }
    long amount = 0;
    for (size_t i = 0; i < number->count && amount < 1000000; i++) {
        amount = amount * 10 + (number->digits[i] - '0');
    }
    for (int i = 0; i < number->exponent && amount < 1000000; i++) {
        amount *= 10;
    }
    if (amount >= 1000000) {
        return ATTEST_NONE;
    }
    long divisor = number->exponent == -2 ? 100 : number->exponent == -1 ? 10 : 1;
    char designator = unit->designator;
    int is_time = unit->is_time;
    long factor = unit->factor;
    if (amount % divisor != 0) {
        if (!unit->half_designator || amount * unit->half_factor % divisor != 0) {
            return ATTEST_NONE;
        }
        designator = unit->half_designator;
        is_time = unit->half_is_time;
        factor = unit->half_factor;
    }
    return attest_i_arena_print(reading->arena, lexical, "P%s%ld%c", is_time ? "T" : "", amount * factor / divisor,
                                designator);
}

/* "half an hour", "a year and a half" are numbers too. */
static int read_amount(const attest_i_reading *reading, const char *group, attest_i_decimal *number)
{
    attest_view text = attest_i_reading_group(reading, group);
    attest_view half = attest_i_reading_group(reading, "half");
    if (attest_i_words_start(text, "half")) {
        memset(number, 0, sizeof *number);
        number->digits[0] = '5';
        number->count = 1;
        number->exponent = -1;
        return 1;
    }
    if (!attest_i_decimal_read(reading->rules, text, 0, number)) {
        return 0;
    }
    if (half.size && number->exponent == 0 && number->count < ATTEST_I_DIGITS_MAX) {
        number->digits[number->count++] = '5';
        number->exponent = -1;
    }
    return 1;
}

enum attest_status attest_i_read_duration(attest_i_reading *reading, attest_value *value)
{
    attest_view code;
    attest_i_decimal number;
    if (attest_i_ruleset_list_value(reading->rules, TIME_UNITS, attest_i_reading_group(reading, "unit"), 1, &code) !=
            ATTEST_OK ||
        !read_amount(reading, "number", &number)) {
        return ATTEST_NONE;
    }
    value->kind = ATTEST_VALUE_DURATION;
    value->bound = attest_i_reading_bound(reading);
    enum attest_status status = print_duration(reading, &number, code.data[0], &value->lexical);
    if (status == ATTEST_OK && attest_i_reading_group(reading, "upper").size) {
        if (!read_amount(reading, "upper", &number)) {
            return ATTEST_NONE;
        }
        status = print_duration(reading, &number, code.data[0], &value->upper);
    }
    return status;
}
