/* Calendar arithmetic. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/time_calendar.h"

/* Days are counted in eras of 400 years that begin on the first of March, so that the leap day is the last of its year. */
#define ERA_DAYS 146097
#define EPOCH_SHIFT 719468 /* days from 0000-03-01 to 1970-01-01 */

int32_t attest_i_date_to_day(attest_i_date date)
{
    int year = date.month <= 2 ? date.year - 1 : date.year;
    int era = (year >= 0 ? year : year - 399) / 400;
    int year_of_era = year - era * 400;
    int month_from_march = (date.month + 9) % 12;
    int day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * ERA_DAYS + day_of_era - EPOCH_SHIFT;
}

attest_i_date attest_i_date_of_day(int32_t day)
{
    int shifted = day + EPOCH_SHIFT;
    int era = (shifted >= 0 ? shifted : shifted - (ERA_DAYS - 1)) / ERA_DAYS;
    int day_of_era = shifted - era * ERA_DAYS;
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / (ERA_DAYS - 1)) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month_from_march = (5 * day_of_year + 2) / 153;
    attest_i_date date;
    date.day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    date.month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    date.year = year_of_era + era * 400 + (date.month <= 2);
    return date;
}

int attest_i_date_weekday(int32_t day)
{
    /* 1970-01-01 was a Thursday. */
    int from_monday = (int)((day + 3) % 7);
    return (from_monday < 0 ? from_monday + 7 : from_monday) + 1;
}

int attest_i_month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : lengths[month - 1];
}

int attest_i_date_is_valid(attest_i_date date)
{
    if (date.year < ATTEST_I_YEAR_MIN || date.year > ATTEST_I_YEAR_MAX || date.month < 0 || date.month > 12) {
        return 0;
    }
    if (date.month == 0) {
        return date.day == 0;
    }
    return date.day >= 0 && date.day <= attest_i_month_length(date.year, date.month);
}

attest_i_date attest_i_date_add_months(attest_i_date date, int months)
{
    int number = date.year * 12 + date.month - 1 + months;
    attest_i_date moved = {number / 12, number % 12 + 1, 0};
    return moved;
}

int32_t attest_i_date_first(attest_i_date date)
{
    date.month = date.month ? date.month : 1;
    date.day = date.day ? date.day : 1;
    return attest_i_date_to_day(date);
}

int32_t attest_i_date_last(attest_i_date date)
{
    date.month = date.month ? date.month : 12;
    date.day = date.day ? date.day : attest_i_month_length(date.year, date.month);
    return attest_i_date_to_day(date);
}

/* `count` digits at `at`; -1 if there are none. */
static int digits(attest_view text, size_t at, size_t count)
{
    int value = 0;
    if (at + count > text.size) {
        return -1;
    }
    for (size_t i = at; i < at + count; i++) {
        if (text.data[i] < '0' || text.data[i] > '9') {
            return -1;
        }
        value = value * 10 + (text.data[i] - '0');
    }
    return value;
}

attest_i_date attest_i_date_parse(attest_view text)
{
    attest_i_date none = {0, 0, 0};
    attest_i_date date = {digits(text, 0, 4), 0, 0};
    if (text.size > 4 && text.data[4] == '-') {
        date.month = digits(text, 5, 2);
        if (text.size > 7 && text.data[7] == '-') {
            date.day = digits(text, 8, 2);
        }
    }
    int good = date.year > 0 && date.month >= 0 && date.day >= 0 && attest_i_date_is_valid(date) &&
               (text.size <= 5 || date.month > 0);
    return good ? date : none;
}
