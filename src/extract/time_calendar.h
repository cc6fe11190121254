/* The proleptic Gregorian calendar: dates as day numbers, months, weeks. Pure arithmetic; knows nothing of text. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_TIME_CALENDAR_H
#define ATTEST_EXTRACT_TIME_CALENDAR_H

#include <stdint.h>

#include "attest/view.h"

/* Years that texts may name and that arithmetic stays within. */
#define ATTEST_I_YEAR_MIN 1
#define ATTEST_I_YEAR_MAX 9999

typedef struct attest_i_date {
    int year;
    int month; /* 1..12; 0: only the year is known */
    int day;   /* 1..31; 0: only the month is known */
} attest_i_date;

/* Number of the day, 1970-01-01 being 0; `date` must have a day. And back. */
int32_t attest_i_date_to_day(attest_i_date date);
attest_i_date attest_i_date_of_day(int32_t day);

/* 1 Monday .. 7 Sunday. */
int attest_i_date_weekday(int32_t day);

int attest_i_month_length(int year, int month);

/* Whether the date exists (in its precision). */
int attest_i_date_is_valid(attest_i_date date);

/* The month `months` later (or earlier); the day is left out. */
attest_i_date attest_i_date_add_months(attest_i_date date, int months);

/* First and last day of what the date names: a day, a month, a year. */
int32_t attest_i_date_first(attest_i_date date);
int32_t attest_i_date_last(attest_i_date date);

/* ISO 8601: YYYY, YYYY-MM or YYYY-MM-DD at the start of `text`; year 0 if it is none of these. */
attest_i_date attest_i_date_parse(attest_view text);

#endif
