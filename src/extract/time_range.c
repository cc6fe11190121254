/* Readers of spans of time: weeks, months and years seen from the publication date, and what begins or ends with a date. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/values_read.h"

#define TIME_UNITS ATTEST_VIEW("time-unit")

/* Counts of units that "ago" and "the past" may have. */
#define COUNT_MAX 5000

static char unit_code(const attest_i_reading *reading)
{
    attest_view code;
    attest_view unit = attest_i_reading_group(reading, "unit");
    if (attest_i_ruleset_list_value(reading->rules, TIME_UNITS, unit, 1, &code) != ATTEST_OK) {
        return 0;
    }
    return code.data[0];
}

static int days_of_unit(char code)
{
    return code == 'D' ? 1 : code == 'W' ? 7 : code == 'F' ? 14 : 0;
}

static int months_of_unit(char code)
{
    return code == 'O' ? 1 : code == 'Y' ? 12 : code == 'E' ? 120 : code == 'C' ? 1200 : 0;
}

/* The day `count` units after the publication date (before it, if negative); the day of the month is kept where the month has it.
 * ATTEST_I_OPEN: not known, or outside of the calendar. */
static int32_t shift_day(const attest_i_reading *reading, char code, int count)
{
    int32_t today;
    if (!attest_i_reading_today(reading, &today)) {
        return ATTEST_I_OPEN;
    }
    if (days_of_unit(code)) {
        return today + count * days_of_unit(code);
    }
    int months = count * months_of_unit(code);
    int number = reading->published.year * 12 + months;
    if (!months_of_unit(code) || number < 12 * ATTEST_I_YEAR_MIN + 12 || number > 12 * ATTEST_I_YEAR_MAX - 12) {
        return ATTEST_I_OPEN;
    }
    attest_i_date date = attest_i_date_add_months(reading->published, months);
    int length = attest_i_month_length(date.year, date.month);
    date.day = reading->published.day < length ? reading->published.day : length;
    return attest_i_date_to_day(date);
}

/* Saturday and Sunday: "over the weekend" is the last one that has begun, "last weekend" one that is over. */
static enum attest_status read_weekend(attest_i_reading *reading, attest_view direction, int32_t today,
                                       attest_value *value)
{
    int weekday = attest_i_date_weekday(today);
    int inside = weekday >= 6;
    int32_t saturday = today - (weekday + 1) % 7;
    if (attest_i_words_start(direction, "this") && !inside &&
        attest_i_reading_direction(reading, reading->match.span) == ATTEST_I_FUTURE) {
        saturday += 7;
    } else if (attest_i_words_start(direction, "next") || (attest_i_words_are(direction, "this") && !inside)) {
        return attest_i_value_text(reading, value);
    }
    if (attest_i_words_start(direction, "last") && inside) {
        saturday -= 7;
    }
    return attest_i_value_interval(reading, saturday, saturday + 1, value);
}

/* "earlier this week" ends today, "later this week" begins today. */
static enum attest_status read_this(attest_i_reading *reading, attest_view direction, int32_t today, int32_t first,
                                    int32_t last, attest_value *value)
{
    if (attest_i_words_start(direction, "earlier")) {
        last = today;
    } else if (attest_i_words_start(direction, "later")) {
        first = today;
    }
    return attest_i_value_interval(reading, first, last, value);
}

/* "last week", "earlier this month", "late next year", "over the weekend": groups direction, unit. A week runs from Monday to Sunday
 * (ISO 8601). */
enum attest_status attest_i_read_period(attest_i_reading *reading, attest_value *value)
{
    attest_view direction = attest_i_reading_group(reading, "direction");
    attest_view which = attest_i_reading_group(reading, "which");
    attest_view unit = attest_i_reading_group(reading, "unit");
    attest_i_date now = reading->published;
    int32_t today;
    int move = attest_i_words_start(which, "last") ? -1 : attest_i_words_start(which, "next") ? 1 : 0;
    if (attest_i_words_are(unit, "year")) {
        attest_i_date year = {now.year + move, 0, 0};
        if (now.year == 0) {
            return attest_i_value_text(reading, value);
        }
        if (move == 0 && direction.size && attest_i_reading_today(reading, &today)) {
            return read_this(reading, direction, today, attest_i_date_first(year), attest_i_date_last(year), value);
        }
        return attest_i_value_date(reading, year, value);
    }
    if (attest_i_words_are(unit, "month")) {
        if (now.month == 0) {
            return attest_i_value_text(reading, value);
        }
        attest_i_date month = attest_i_date_add_months(now, move);
        if (move == 0 && direction.size && attest_i_reading_today(reading, &today)) {
            return read_this(reading, direction, today, attest_i_date_first(month), attest_i_date_last(month), value);
        }
        return attest_i_value_date(reading, month, value);
    }
    if (!attest_i_reading_today(reading, &today)) {
        return attest_i_value_text(reading, value);
    }
    if (attest_i_words_are(unit, "weekend")) {
        return read_weekend(reading, which, today, value);
    }
    int32_t monday = today - attest_i_date_weekday(today) + 1 + 7 * move;
    return read_this(reading, move == 0 ? direction : (attest_view){NULL, 0}, today, monday, monday + 6, value);
}

/* How far back and how exact: days are days, "three weeks ago" is about that day, "two months ago" that month, "five years ago" that year. */
static enum attest_status read_back(attest_i_reading *reading, char code, int count, attest_value *value)
{
    int32_t day = shift_day(reading, code, -count);
    if (day == ATTEST_I_OPEN) {
        return attest_i_value_text(reading, value);
    }
    enum attest_value_bound bound = attest_i_reading_bound(reading);
    if (bound == ATTEST_BOUND_AT_LEAST) {
        return attest_i_value_interval(reading, ATTEST_I_OPEN, day, value);
    }
    if (bound == ATTEST_BOUND_AT_MOST) {
        return attest_i_value_interval(reading, day, attest_i_date_to_day(reading->published), value);
    }
    attest_i_date date = attest_i_date_of_day(day);
    date.day = months_of_unit(code) ? 0 : date.day;
    date.month = months_of_unit(code) >= 12 ? 0 : date.month;
    value->bound =
        code == 'D' && bound == ATTEST_BOUND_EXACT && !reading->in_quote ? ATTEST_BOUND_EXACT : ATTEST_BOUND_ABOUT;
    return attest_i_value_date(reading, date, value);
}

/* "two days ago": groups number, unit, bound. */
enum attest_status attest_i_read_ago(attest_i_reading *reading, attest_value *value)
{
    char code = unit_code(reading);
    int count = attest_i_small_number(reading->rules, attest_i_reading_group(reading, "number"), COUNT_MAX);
    if (count < 0 || code == 0) {
        return attest_i_value_text(reading, value);
    }
    return read_back(reading, code, count, value);
}

/* "the past two weeks": from then to the publication date. "The past year" is no exact year. */
enum attest_status attest_i_read_past(attest_i_reading *reading, attest_value *value)
{
    char code = unit_code(reading);
    attest_view number = attest_i_reading_group(reading, "number");
    int count = number.size ? attest_i_small_number(reading->rules, number, COUNT_MAX) : 1;
    int32_t first = count > 0 ? shift_day(reading, code, -count) : ATTEST_I_OPEN;
    if (first == ATTEST_I_OPEN) {
        return attest_i_value_text(reading, value);
    }
    value->bound = ATTEST_BOUND_ABOUT;
    return attest_i_value_interval(reading, first, attest_i_date_to_day(reading->published), value);
}

/* "the next 10 days". */
enum attest_status attest_i_read_coming(attest_i_reading *reading, attest_value *value)
{
    char code = unit_code(reading);
    attest_view number = attest_i_reading_group(reading, "number");
    int count = number.size ? attest_i_small_number(reading->rules, number, COUNT_MAX) : 1;
    int32_t last = count > 0 ? shift_day(reading, code, count) : ATTEST_I_OPEN;
    if (last == ATTEST_I_OPEN) {
        return attest_i_value_text(reading, value);
    }
    value->bound = ATTEST_BOUND_ABOUT;
    return attest_i_value_interval(reading, attest_i_date_to_day(reading->published), last, value);
}

/* "in recent days" ends with the publication date, "in the coming weeks" begins with it; the other end is open. */
enum attest_status attest_i_read_recent(attest_i_reading *reading, attest_value *value)
{
    int32_t today;
    attest_view which = attest_i_reading_group(reading, "which");
    if (!attest_i_reading_today(reading, &today)) {
        return attest_i_value_text(reading, value);
    }
    int ahead = attest_i_words_are(which, "coming") || attest_i_words_start(which, "next");
    value->bound = ATTEST_BOUND_ABOUT;
    return attest_i_value_interval(reading, ahead ? today : ATTEST_I_OPEN, ahead ? ATTEST_I_OPEN : today, value);
}

/* First and last day of a date or interval; 0 if it is neither. */
static int value_days(const attest_value *value, int32_t *first, int32_t *last)
{
    attest_i_date from = attest_i_date_parse(value->lexical);
    switch (value->kind) {
    case ATTEST_VALUE_DATE:
    case ATTEST_VALUE_MONTH:
    case ATTEST_VALUE_YEAR:
        *first = attest_i_date_first(from);
        *last = attest_i_date_last(from);
        return 1;
    case ATTEST_VALUE_INTERVAL: {
        attest_i_date to = attest_i_date_parse(value->upper);
        *first = from.year ? attest_i_date_first(from) : ATTEST_I_OPEN;
        *last = to.year ? attest_i_date_last(to) : ATTEST_I_OPEN;
        return 1;
    }
    default: return 0;
    }
}

/* The days of the group; NONE if the rules find no value in it, END if it is a time that cannot be computed. */
static enum attest_status group_days(attest_i_reading *reading, const char *group, int32_t *first, int32_t *last,
                                     enum attest_value_bound *bound)
{
    attest_span span;
    attest_value value;
    if (!attest_i_match_group(&reading->match, attest_view_of(group), &span)) {
        return ATTEST_NONE;
    }
    enum attest_status status = attest_i_value_evaluate(reading, span, &value);
    if (status != ATTEST_OK) {
        return status;
    }
    *bound = value.bound;
    return value_days(&value, first, last) ? ATTEST_OK : value.kind == ATTEST_VALUE_TEXT ? ATTEST_END : ATTEST_NONE;
}

/* What the four readers below share: the date in the group "date", then one end of an open interval. */
static enum attest_status read_open(attest_i_reading *reading, int use_last, int move, int to_the_end,
                                    attest_value *value)
{
    int32_t first;
    int32_t last;
    enum attest_status status = group_days(reading, "date", &first, &last, &value->bound);
    if (status == ATTEST_END) {
        return attest_i_value_text(reading, value);
    }
    if (status != ATTEST_OK) {
        return status;
    }
    int32_t day = use_last ? last : first;
    if (day == ATTEST_I_OPEN) {
        return ATTEST_NONE;
    }
    day += move;
    return attest_i_value_interval(reading, to_the_end ? ATTEST_I_OPEN : day, to_the_end ? day : ATTEST_I_OPEN, value);
}

enum attest_status attest_i_read_since(attest_i_reading *reading, attest_value *value)
{
    return read_open(reading, 0, 0, 0, value);
}

/* The year in digits at the end of a group; 0 if there is none. */
static int year_at_end(attest_view text)
{
    if (text.size < 4) {
        return 0;
    }
    int year = attest_i_leading_number((attest_view){text.data + text.size - 4, 4});
    return year >= 1000 ? year : 0;
}

/* Whether one of the words is in the list. */
static int has_word_of(const attest_i_reading *reading, attest_view words, const char *list)
{
    size_t begin = 0;
    for (size_t at = 0; at <= words.size; at++) {
        if (at < words.size && words.data[at] != ' ' && words.data[at] != ',' && words.data[at] != '\n') {
            continue;
        }
        if (attest_i_ruleset_list_has(reading->rules, attest_view_of(list),
                                      (attest_view){words.data + begin, at - begin})) {
            return 1;
        }
        begin = at + 1;
    }
    return 0;
}

/* "until Friday", "by the end of January": which one, the verbs tell only if they lie in the future. */
static int is_unsure_end(const attest_i_reading *reading)
{
    attest_view date = attest_i_reading_group(reading, "date");
    if (date.size == 0 || year_at_end(date)) {
        return 0;
    }
    return (has_word_of(reading, date, "weekday") || has_word_of(reading, date, "month")) &&
           attest_i_reading_direction(reading, reading->match.span) != ATTEST_I_FUTURE;
}

enum attest_status attest_i_read_until(attest_i_reading *reading, attest_value *value)
{
    if (is_unsure_end(reading)) {
        return attest_i_value_text(reading, value);
    }
    return read_open(reading, 1, 0, 1, value);
}

enum attest_status attest_i_read_before(attest_i_reading *reading, attest_value *value)
{
    if (is_unsure_end(reading)) {
        return attest_i_value_text(reading, value);
    }
    return read_open(reading, 0, -1, 1, value);
}

enum attest_status attest_i_read_after(attest_i_reading *reading, attest_value *value)
{
    return read_open(reading, 1, 1, 0, value);
}

/* "from 7 December to 9 December 2024", "between 2015 and 2017", "from Monday to Friday": groups from, to. A first day that would lie behind
 * the second is the one before it. */
enum attest_status attest_i_read_range(attest_i_reading *reading, attest_value *value)
{
    int32_t first;
    int32_t last;
    int32_t ignored;
    enum attest_value_bound bound;
    enum attest_status status = group_days(reading, "to", &ignored, &last, &bound);
    if (status == ATTEST_OK) {
        int year = year_at_end(attest_i_reading_group(reading, "to"));
        reading->year_hint = year_at_end(attest_i_reading_group(reading, "from")) ? 0 : year;
        status = group_days(reading, "from", &first, &ignored, &bound);
    }
    if (status == ATTEST_END) {
        return attest_i_value_text(reading, value);
    }
    if (status != ATTEST_OK || first == ATTEST_I_OPEN || last == ATTEST_I_OPEN) {
        return status == ATTEST_OK ? ATTEST_NONE : status;
    }
    if (first > last && first - last < 7) {
        first -= 7;
    }
    return attest_i_value_interval(reading, first, last, value);
}

/* "December 7-9", "7 to 9 December 2024": groups day, to, month, year. */
enum attest_status attest_i_read_days(attest_i_reading *reading, attest_value *value)
{
    enum attest_status status = attest_i_read_date(reading, value);
    int to = attest_i_leading_number(attest_i_reading_group(reading, "to"));
    if (status != ATTEST_OK || value->kind != ATTEST_VALUE_DATE) {
        return status;
    }
    attest_i_date from = attest_i_date_parse(value->lexical);
    attest_i_date until = {from.year, from.month, to};
    if (to <= from.day || !attest_i_date_is_valid(until)) {
        return ATTEST_NONE;
    }
    return attest_i_value_interval(reading, attest_i_date_first(from), attest_i_date_last(until), value);
}

/* "2015-2017", "2015–17": groups from, to. */
enum attest_status attest_i_read_years(attest_i_reading *reading, attest_value *value)
{
    attest_i_date from = {attest_i_leading_number(attest_i_reading_group(reading, "from")), 0, 0};
    attest_i_date to = {attest_i_leading_number(attest_i_reading_group(reading, "to")), 0, 0};
    to.year += to.year < 100 ? from.year / 100 * 100 : 0;
    if (!attest_i_date_is_valid(from) || !attest_i_date_is_valid(to) || from.year >= to.year) {
        return ATTEST_NONE;
    }
    return attest_i_value_interval(reading, attest_i_date_first(from), attest_i_date_last(to), value);
}

/* "on or about December 9", "around 2015": group date. */
enum attest_status attest_i_read_about(attest_i_reading *reading, attest_value *value)
{
    attest_span span;
    if (!attest_i_match_group(&reading->match, ATTEST_VIEW("date"), &span)) {
        return ATTEST_NONE;
    }
    enum attest_status status = attest_i_value_evaluate(reading, span, value);
    value->bound = ATTEST_BOUND_ABOUT;
    return status;
}
