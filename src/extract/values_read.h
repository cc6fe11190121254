/* What value readers share: the match they read, the publication date, numbers, making values. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_VALUES_READ_H
#define ATTEST_EXTRACT_VALUES_READ_H

#include "extract/quotation.h"
#include "extract/rule_match.h"
#include "extract/stage.h"
#include "extract/time_calendar.h"

/* Values within values ("since last Friday"): how deep. */
#define ATTEST_I_VALUE_DEPTH 2U

/* One match being read. */
typedef struct attest_i_reading {
    const attest_ruleset *rules;
    attest_i_matcher *matcher;
    attest_i_arena *arena; /* of the document's scratch memory */
    attest_view text;
    attest_span sentence;
    attest_i_date published; /* year 0: unknown */
    int in_quote;            /* 1: words of somebody who spoke on a day that we do not know */
    int year_hint;           /* year that an outer expression gives; 0: none */
    unsigned depth;
    const attest_i_rule_make *make;
    attest_i_match match;
} attest_i_reading;

/* OK and the value; NONE if this is no value after all. */
typedef enum attest_status attest_i_value_read(attest_i_reading *reading, attest_value *value);

/* The readers, by name (see values_table.c). */
attest_i_value_read attest_i_read_number, attest_i_read_dozen, attest_i_read_plural, attest_i_read_money,
    attest_i_read_percent, attest_i_read_measure, attest_i_read_duration;
attest_i_value_read attest_i_read_date, attest_i_read_numeric_date, attest_i_read_month, attest_i_read_year,
    attest_i_read_decade, attest_i_read_century, attest_i_read_quarter, attest_i_read_season, attest_i_read_weekday,
    attest_i_read_day_word, attest_i_read_clock, attest_i_read_text;
attest_i_value_read attest_i_read_period, attest_i_read_ago, attest_i_read_past, attest_i_read_coming,
    attest_i_read_recent;
attest_i_value_read attest_i_read_since, attest_i_read_until, attest_i_read_before, attest_i_read_after,
    attest_i_read_range, attest_i_read_days, attest_i_read_years, attest_i_read_about;

/* The words of a group; empty if it took no part. */
attest_view attest_i_reading_group(const attest_i_reading *reading, const char *name);

/* The quotations of the running text; they live in the context's arena. */
enum attest_status attest_i_text_quotes(const attest_i_context *context, attest_i_quotes *quotes) ATTEST_MUST_USE;

/* The innermost quotation that holds all of `span`; ATTEST_NO_INDEX: none. */
uint32_t attest_i_quote_around(const attest_i_quotes *quotes, attest_span span);

/* Call the reader that the rule names. */
enum attest_status attest_i_value_read_by(uint32_t reader, attest_i_reading *reading,
                                          attest_value *value) ATTEST_MUST_USE;

/* The value that `span` as a whole has by the rules; NONE if it has none. */
enum attest_status attest_i_value_evaluate(const attest_i_reading *outer, attest_span span,
                                           attest_value *value) ATTEST_MUST_USE;

/* The words of `span` as they stand: what is known to be a time but cannot be computed. */
enum attest_status attest_i_value_text(const attest_i_reading *reading, attest_value *value);

/* A day, month or year; days [first,last] as an interval, either open (ATTEST_I_OPEN). */
#define ATTEST_I_OPEN INT32_MIN
enum attest_status attest_i_value_date(attest_i_reading *reading, attest_i_date date,
                                       attest_value *value) ATTEST_MUST_USE;
enum attest_status attest_i_value_interval(attest_i_reading *reading, int32_t first, int32_t last,
                                           attest_value *value) ATTEST_MUST_USE;

/* Whether the publication date is known to the day, and its number. */
int attest_i_reading_today(const attest_i_reading *reading, int32_t *day);

/* Days, months or years from the publication date, by code of time-unit.tsv. */
enum attest_i_time_unit_class { ATTEST_I_UNIT_CLOCK, ATTEST_I_UNIT_DAY, ATTEST_I_UNIT_LONG };

/* An exact decimal number: digits times ten to the exponent. */
#define ATTEST_I_DIGITS_MAX 30U
typedef struct attest_i_decimal {
    char digits[ATTEST_I_DIGITS_MAX + 1];
    size_t count;
    int exponent;
    int scale; /* part of the exponent that comes from a scale word at the end ("million": 6) */
    int negative;
} attest_i_decimal;

/* Read "1,234.5", "3.5 million", "twenty-five", "two hundred and fifty thousand", "a million"; `scales` 1: "20m", "3bn" too.
 * 1 if all of `text` was a number. */
int attest_i_decimal_read(const attest_ruleset *rules, attest_view text, int scales, attest_i_decimal *decimal);

/* Without trailing zeros behind the point; `*integer` says whether there is no point. */
enum attest_status attest_i_decimal_print(attest_i_arena *arena, const attest_i_decimal *decimal, attest_view *lexical,
                                          int *integer) ATTEST_MUST_USE;

/* A small whole number; -1 if it is none or above `most`. */
int attest_i_small_number(const attest_ruleset *rules, attest_view text, int most);

/* Digits at the start of the text ("9th" is 9); -1 if there are none or the number is above 9999. */
int attest_i_leading_number(attest_view text);

/* Where a day named in the sentence at `span` lies, by the verbs around it. */
enum attest_i_direction { ATTEST_I_PAST, ATTEST_I_FUTURE, ATTEST_I_UNSURE };
enum attest_i_direction attest_i_reading_direction(const attest_i_reading *reading, attest_span span);

/* The bound that the groups "bound" (before) and "after" (behind) give. */
enum attest_value_bound attest_i_reading_bound(const attest_i_reading *reading);

/* ASCII case-insensitive comparison with a NUL-terminated lower-case word; runs of white space count as one space. */
int attest_i_words_are(attest_view text, const char *words);
int attest_i_words_start(attest_view text, const char *words);

#endif
