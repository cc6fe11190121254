/* Readers of days, months, years and what names them: absolute, or seen from the publication date. What cannot be told is left as
 * text, never guessed. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/values_read.h"

/* Two-digit decades ("the '80s") from this one on belong to the twentieth century; earlier ones could be either. */
#define DECADE_OF_1900S 30

enum attest_status attest_i_value_text(const attest_i_reading *reading, attest_value *value)
{
    memset(value, 0, sizeof *value);
    value->kind = ATTEST_VALUE_TEXT;
    value->lexical = (attest_view){reading->text.data + reading->match.span.begin,
                                   reading->match.span.end - reading->match.span.begin};
    return ATTEST_OK;
}

enum attest_status attest_i_read_text(attest_i_reading *reading, attest_value *value)
{
    return attest_i_value_text(reading, value);
}

int attest_i_reading_today(const attest_i_reading *reading, int32_t *day)
{
    if (reading->published.year == 0 || reading->published.day == 0) {
        return 0;
    }
    *day = attest_i_date_to_day(reading->published);
    return 1;
}

enum attest_status attest_i_value_date(attest_i_reading *reading, attest_i_date date, attest_value *value)
{
    if (!attest_i_date_is_valid(date)) {
        return ATTEST_NONE;
    }
    if (date.month == 0) {
        value->kind = ATTEST_VALUE_YEAR;
        return attest_i_arena_print(reading->arena, &value->lexical, "%04d", date.year);
    }
    if (date.day == 0) {
        value->kind = ATTEST_VALUE_MONTH;
        return attest_i_arena_print(reading->arena, &value->lexical, "%04d-%02d", date.year, date.month);
    }
    value->kind = ATTEST_VALUE_DATE;
    return attest_i_arena_print(reading->arena, &value->lexical, "%04d-%02d-%02d", date.year, date.month, date.day);
}

static enum attest_status print_day(attest_i_reading *reading, int32_t day, attest_view *lexical)
{
    if (day == ATTEST_I_OPEN) {
        *lexical = (attest_view){NULL, 0};
        return ATTEST_OK;
    }
    attest_i_date date = attest_i_date_of_day(day);
    if (!attest_i_date_is_valid(date)) {
        return ATTEST_NONE;
    }
    return attest_i_arena_print(reading->arena, lexical, "%04d-%02d-%02d", date.year, date.month, date.day);
}

enum attest_status attest_i_value_interval(attest_i_reading *reading, int32_t first, int32_t last, attest_value *value)
{
    if (first != ATTEST_I_OPEN && last != ATTEST_I_OPEN && first > last) {
        return ATTEST_NONE;
    }
    value->kind = ATTEST_VALUE_INTERVAL;
    enum attest_status status = print_day(reading, first, &value->lexical);
    return status == ATTEST_OK ? print_day(reading, last, &value->upper) : status;
}

static int list_number(const attest_i_reading *reading, const char *list, attest_view word)
{
    attest_view number;
    if (attest_i_ruleset_list_value(reading->rules, attest_view_of(list), word, 1, &number) != ATTEST_OK) {
        return 0;
    }
    int value = 0;
    for (size_t i = 0; i < number.size; i++) {
        value = number.data[i] == '-' ? value : value * 10 + (number.data[i] - '0');
    }
    return number.data[0] == '-' ? -value : value;
}

/* The year of a day and month that stand without one: the nearest that fits the tense; with a weekday, the nearest on which it falls so. */
static int find_year(attest_i_reading *reading, int month, int day, int weekday)
{
    int32_t today;
    if (reading->year_hint) {
        return reading->year_hint;
    }
    if (!attest_i_reading_today(reading, &today)) {
        return 0;
    }
    enum attest_i_direction direction = attest_i_reading_direction(reading, reading->match.span);
    int best = 0;
    int32_t best_distance = 0;
    for (int year = reading->published.year - 3; year <= reading->published.year + 3; year++) {
        attest_i_date date = {year, month, day};
        if (!attest_i_date_is_valid(date)) {
            continue;
        }
        int32_t number = attest_i_date_to_day(date);
        int32_t distance = number > today ? number - today : today - number;
        if (weekday
                ? attest_i_date_weekday(number) != weekday
                : (direction == ATTEST_I_PAST && number > today) || (direction == ATTEST_I_FUTURE && number < today)) {
            continue;
        }
        if (best == 0 || distance < best_distance) {
            best = year;
            best_distance = distance;
        }
    }
    return best;
}

/* "December 9", "9 Dec. 2024", "Monday, December 9": groups day, month, year, weekday. */
enum attest_status attest_i_read_date(attest_i_reading *reading, attest_value *value)
{
    attest_view year = attest_i_reading_group(reading, "year");
    attest_i_date date;
    date.month = list_number(reading, "month", attest_i_reading_group(reading, "month"));
    date.day = attest_i_leading_number(attest_i_reading_group(reading, "day"));
    int weekday = list_number(reading, "weekday", attest_i_reading_group(reading, "weekday"));
    if (date.month == 0 || date.day < 1) {
        return ATTEST_NONE;
    }
    date.year = year.size ? attest_i_leading_number(year) : find_year(reading, date.month, date.day, weekday);
    if (date.year == 0) {
        date.year = 2000;
        return attest_i_date_is_valid(date) ? attest_i_value_text(reading, value) : ATTEST_NONE;
    }
    return attest_i_value_date(reading, date, value);
}

/* "2024-12-09", "25/12/2024", "12/25/2024", "09.12.2024": groups year and a, b. With slashes only if one of the two cannot be a month; with stops the
 * day stands first, as everywhere where stops are written. */
enum attest_status attest_i_read_numeric_date(attest_i_reading *reading, attest_value *value)
{
    int a = attest_i_leading_number(attest_i_reading_group(reading, "a"));
    int b = attest_i_leading_number(attest_i_reading_group(reading, "b"));
    attest_i_date date = {attest_i_leading_number(attest_i_reading_group(reading, "year")), a, b};
    attest_view mark = attest_i_reading_group(reading, "mark");
    if (mark.size && mark.data[0] == '.') {
        date.month = b;
        date.day = a;
    } else if (mark.size) {
        if (a <= 12 && b <= 12 && a != b) {
            return attest_i_value_text(reading, value);
        }
        date.month = a > 12 ? b : a;
        date.day = a > 12 ? a : b;
    }
    return date.month > 0 && date.day > 0 ? attest_i_value_date(reading, date, value) : ATTEST_NONE;
}

/* "December 2024", "mid-December", "last December": groups month, year, direction. */
enum attest_status attest_i_read_month(attest_i_reading *reading, attest_value *value)
{
    attest_view year = attest_i_reading_group(reading, "year");
    attest_view direction = attest_i_reading_group(reading, "direction");
    attest_i_date now = reading->published;
    attest_i_date date = {0, list_number(reading, "month", attest_i_reading_group(reading, "month")), 0};
    if (date.month == 0) {
        return ATTEST_NONE;
    }
    if (year.size && year.data[0] >= '0' && year.data[0] <= '9') {
        date.year = attest_i_leading_number(year);
    } else if (reading->year_hint) {
        date.year = reading->year_hint;
    } else if (now.year && year.size) {
        date.year = now.year + (attest_i_words_start(year, "last") ? -1 : attest_i_words_start(year, "next"));
    } else if (now.month) {
        int ahead =
            attest_i_words_start(direction, "next") || attest_i_words_start(direction, "this coming") ||
            (direction.size == 0 && attest_i_reading_direction(reading, reading->match.span) == ATTEST_I_FUTURE);
        int last = attest_i_words_start(direction, "last");
        date.year = ahead ? now.year + (date.month < now.month || (direction.size && date.month == now.month))
                          : now.year - (date.month > now.month || (last && date.month == now.month));
        date.year = attest_i_words_are(direction, "this") ? now.year : date.year;
    } else {
        return attest_i_value_text(reading, value);
    }
    return attest_i_value_date(reading, date, value);
}

enum attest_status attest_i_read_year(attest_i_reading *reading, attest_value *value)
{
    attest_i_date date = {attest_i_leading_number(attest_i_reading_group(reading, "year")), 0, 0};
    return attest_i_value_date(reading, date, value);
}

static enum attest_status years_interval(attest_i_reading *reading, int first, int last, attest_value *value)
{
    attest_i_date from = {first, 0, 0};
    attest_i_date to = {last, 0, 0};
    if (!attest_i_date_is_valid(from) || !attest_i_date_is_valid(to)) {
        return ATTEST_NONE;
    }
    return attest_i_value_interval(reading, attest_i_date_first(from), attest_i_date_last(to), value);
}

/* "the 1990s", "the '80s". */
enum attest_status attest_i_read_decade(attest_i_reading *reading, attest_value *value)
{
    int decade = attest_i_leading_number(attest_i_reading_group(reading, "decade"));
    if (decade < 100) {
        if (decade < DECADE_OF_1900S) {
            return attest_i_value_text(reading, value);
        }
        decade += 1900;
    }
    return years_interval(reading, decade, decade + 9, value);
}

/* "the 19th century": 1801 to 1900. */
enum attest_status attest_i_read_century(attest_i_reading *reading, attest_value *value)
{
    attest_view text = attest_i_reading_group(reading, "century");
    int number = attest_i_leading_number(text);
    number = number < 0 ? list_number(reading, "ordinal", text) : number;
    return number < 1 ? ATTEST_NONE : years_interval(reading, number * 100 - 99, number * 100, value);
}

static enum attest_status months_interval(attest_i_reading *reading, int year, int month, int months,
                                          attest_value *value)
{
    attest_i_date from = {year, month, 0};
    if (!attest_i_date_is_valid(from)) {
        return ATTEST_NONE;
    }
    attest_i_date to = attest_i_date_add_months(from, months - 1);
    return attest_i_value_interval(reading, attest_i_date_first(from), attest_i_date_last(to), value);
}

/* A year in digits, or "this year" and so on; 0: not known. */
static int named_year(const attest_i_reading *reading, attest_view year)
{
    int number = attest_i_leading_number(year);
    if (number > 0) {
        return number;
    }
    if (reading->published.year == 0 || year.size == 0) {
        return 0;
    }
    return reading->published.year + (attest_i_words_start(year, "last") ? -1 : attest_i_words_start(year, "next"));
}

/* "the third quarter of 2024", "Q3 2024", "the first half of 2024": groups quarter or half, year. */
enum attest_status attest_i_read_quarter(attest_i_reading *reading, attest_value *value)
{
    attest_view quarter = attest_i_reading_group(reading, "quarter");
    attest_view half = attest_i_reading_group(reading, "half");
    attest_view text = quarter.size ? quarter : half;
    int year = named_year(reading, attest_i_reading_group(reading, "year"));
    int number = list_number(reading, "ordinal", text);
    if (number == 0) {
        attest_view digit = text.size && (text.data[0] == 'Q' || text.data[0] == 'q')
                                ? (attest_view){text.data + 1, text.size - 1}
                                : text;
        number = attest_i_leading_number(digit);
    }
    int months = quarter.size ? 3 : 6;
    if (number < 1 || number > 12 / months) {
        return ATTEST_NONE;
    }
    return year == 0 ? attest_i_value_text(reading, value)
                     : months_interval(reading, year, (number - 1) * months + 1, months, value);
}

enum attest_status attest_i_read_season(attest_i_reading *reading, attest_value *value)
{
    int year = named_year(reading, attest_i_reading_group(reading, "year"));
    int month = list_number(reading, "season", attest_i_reading_group(reading, "season"));
    if (month == 0 || year == 0) {
        return attest_i_value_text(reading, value);
    }
    value->bound = ATTEST_BOUND_ABOUT;
    return months_interval(reading, year, month, 3, value);
}

/* Day of the week `weekday` in the week that lies `weeks` from that of `today`. */
static int32_t day_of_week(int32_t today, int weekday, int weeks)
{
    return today - attest_i_date_weekday(today) + weekday + 7 * weeks;
}

static int32_t last_weekday(int32_t today, int weekday, int before_today)
{
    int back = (attest_i_date_weekday(today) - weekday + 7) % 7;
    return today - (back == 0 && before_today ? 7 : back);
}

/* A weekday without a direction: the last one up to the publication date, or the next if the verbs say so. Not known: ATTEST_I_OPEN. */
static int32_t plain_weekday(const attest_i_reading *reading, int32_t today, int weekday)
{
    enum attest_i_direction direction = attest_i_reading_direction(reading, reading->match.span);
    int32_t last = last_weekday(today, weekday, 0);
    if (direction == ATTEST_I_PAST) {
        return last;
    }
    /* On the very day, both directions say little: "will meet on Monday" in Monday's paper. */
    return direction == ATTEST_I_FUTURE && last != today ? last + 7 : ATTEST_I_OPEN;
}

/* "Friday", "last Friday", "Friday morning", "Friday last week": groups weekday, direction, week. */
enum attest_status attest_i_read_weekday(attest_i_reading *reading, attest_value *value)
{
    int32_t today;
    int weekday = list_number(reading, "weekday", attest_i_reading_group(reading, "weekday"));
    attest_view direction = attest_i_reading_group(reading, "direction");
    attest_view week = attest_i_reading_group(reading, "week");
    int32_t day = ATTEST_I_OPEN;
    if (weekday == 0) {
        return ATTEST_NONE;
    }
    if (attest_i_reading_today(reading, &today)) {
        if (week.size) {
            day = day_of_week(today, weekday,
                              attest_i_words_start(week, "last") ? -1 : attest_i_words_start(week, "next"));
        } else if (attest_i_words_start(direction, "last") || attest_i_words_are(direction, "this past")) {
            day = last_weekday(today, weekday, 1);
        } else if (attest_i_words_are(direction, "this")) {
            day = day_of_week(today, weekday, 0);
        } else if (attest_i_words_are(direction, "next")) {
            /* The coming one, if it does not lie in this week, which could as well be "this Friday". */
            int32_t coming = last_weekday(today, weekday, 0) + 7;
            day = coming > day_of_week(today, 7, 0) ? coming : ATTEST_I_OPEN;
        } else if (attest_i_words_are(direction, "this coming") || attest_i_words_are(direction, "coming")) {
            day = last_weekday(today, weekday, 0) + 7;
        } else if (direction.size == 0) {
            day = plain_weekday(reading, today, weekday);
        }
    }
    if (day == ATTEST_I_OPEN) {
        return attest_i_value_text(reading, value);
    }
    return attest_i_value_date(reading, attest_i_date_of_day(day), value);
}

/* "yesterday", "last night": group word. In somebody's words the day is the speaker's, who may have spoken before. */
enum attest_status attest_i_read_day_word(attest_i_reading *reading, attest_value *value)
{
    int32_t today;
    if (!attest_i_reading_today(reading, &today)) {
        return attest_i_value_text(reading, value);
    }
    value->bound = reading->in_quote ? ATTEST_BOUND_ABOUT : ATTEST_BOUND_EXACT;
    int32_t day = today + list_number(reading, "day-word", attest_i_reading_group(reading, "word"));
    return attest_i_value_date(reading, attest_i_date_of_day(day), value);
}

/* Hour and minute of "10:30 p.m.", "3 am", "14:05", "1430", "noon"; 0 if it is no time of day. */
static int read_clock(const attest_i_reading *reading, int *hour, int *minute)
{
    attest_view clock = attest_i_reading_group(reading, "clock");
    attest_view half = attest_i_reading_group(reading, "half");
    size_t at = 0;
    if (attest_i_words_are(clock, "noon") || attest_i_words_are(clock, "midday")) {
        *hour = 12;
        *minute = 0;
        return 1;
    }
    *hour = attest_i_leading_number(clock);
    *minute = 0;
    while (at < clock.size && clock.data[at] >= '0' && clock.data[at] <= '9') {
        at++;
    }
    if (at == 4) {
        *minute = *hour % 100;
        *hour /= 100;
    } else if (at < clock.size && (clock.data[at] == ':' || clock.data[at] == '.')) {
        *minute = attest_i_leading_number((attest_view){clock.data + at + 1, clock.size - at - 1});
    }
    if (half.size) {
        int afternoon = half.data[0] == 'p' || half.data[0] == 'P';
        if (*hour < 1 || *hour > 12) {
            return 0;
        }
        *hour = *hour % 12 + (afternoon ? 12 : 0);
    }
    return *hour >= 0 && *hour <= 23 && *minute >= 0 && *minute <= 59;
}

/* A time of day: with a date (group date) a point in time, else text. */
enum attest_status attest_i_read_clock(attest_i_reading *reading, attest_value *value)
{
    attest_span date_span;
    attest_value date;
    int hour;
    int minute;
    if (!read_clock(reading, &hour, &minute)) {
        return ATTEST_NONE;
    }
    if (!attest_i_match_group(&reading->match, ATTEST_VIEW("date"), &date_span)) {
        return attest_i_value_text(reading, value);
    }
    enum attest_status status = attest_i_value_evaluate(reading, date_span, &date);
    if (status != ATTEST_OK || date.kind != ATTEST_VALUE_DATE) {
        return status == ATTEST_OK ? attest_i_value_text(reading, value) : status;
    }
    attest_view offset = {"", 0};
    attest_view zone = attest_i_reading_group(reading, "timezone");
    if (zone.size &&
        attest_i_ruleset_list_value(reading->rules, ATTEST_VIEW("time-zone"), zone, 1, &offset) != ATTEST_OK) {
        return attest_i_value_text(reading, value);
    }
    value->kind = ATTEST_VALUE_DATETIME;
    value->bound = date.bound;
    return attest_i_arena_print(reading->arena, &value->lexical, "%.*sT%02d:%02d:00%.*s", (int)date.lexical.size,
                                date.lexical.data, hour, minute, (int)offset.size, offset.data);
}
