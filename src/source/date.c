/* Dates of metadata. A small scanner splits the text into numbers, words and separators; three readers try their form. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/date.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* A number this large is milliseconds: as seconds it would be past the year 5000. */
#define EPOCH_MILLISECONDS 1e11
#define EPOCH_LAST 253402300799.0 /* 9999-12-31T23:59:59Z */

typedef struct moment {
    int year;
    int month; /* 0: not given */
    int day;   /* 0: not given */
    int hour;  /* -1: not given */
    int minute;
    int second; /* -1: not given */
    int zone;   /* minutes east of Greenwich, or one of these */
} moment;

#define ZONE_NONE 10000
#define ZONE_UTC 10001

typedef struct scan {
    const char *at;
    const char *end;
} scan;

static void skip_space(scan *s)
{
    while (s->at < s->end && (*s->at == ' ' || *s->at == '\t')) {
        s->at++;
    }
}

static int take_char(scan *s, char wanted)
{
    if (s->at < s->end && *s->at == wanted) {
        s->at++;
        return 1;
    }
    return 0;
}

/* A number of `least` to `most` digits, with no further digit behind it; -1 if there is none. */
static int take_number(scan *s, int least, int most)
{
    int value = 0;
    int digits = 0;
    const char *at = s->at;
    while (at < s->end && isdigit((unsigned char)*at)) {
        if (++digits > most) {
            return -1;
        }
        value = value * 10 + (*at++ - '0');
    }
    if (digits < least) {
        return -1;
    }
    s->at = at;
    return value;
}

/* Exactly that many digits, whatever follows. */
static int take_digits(scan *s, int count)
{
    int value = 0;
    if (s->end - s->at < count) {
        return -1;
    }
    for (int i = 0; i < count; i++) {
        if (!isdigit((unsigned char)s->at[i])) {
            return -1;
        }
        value = value * 10 + (s->at[i] - '0');
    }
    s->at += count;
    return value;
}

static attest_view take_word(scan *s)
{
    attest_view word = {s->at, 0};
    while (s->at < s->end && isalpha((unsigned char)*s->at)) {
        s->at++;
        word.size++;
    }
    return word;
}

/* Index of the name of which the word is the first three letters or more; -1 if there is none. */
static int find_name(const char *const *names, int count, attest_view word)
{
    for (int i = 0; i < count; i++) {
        if (word.size >= 3 && word.size <= strlen(names[i]) && strncasecmp(word.data, names[i], word.size) == 0) {
            return i;
        }
    }
    return -1;
}

static int month_of(attest_view word)
{
    static const char *const names[] = {"january", "february", "march",     "april",   "may",      "june",
                                        "july",    "august",   "september", "october", "november", "december"};
    return find_name(names, 12, word) + 1;
}

static int is_weekday(attest_view word)
{
    static const char *const names[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    return find_name(names, 7, word) >= 0;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

static int is_valid(const moment *m)
{
    return m->year >= 1 && m->year <= 9999 && m->month >= 0 && m->month <= 12 &&
           (m->day == 0 || (m->month > 0 && m->day <= days_in_month(m->year, m->month))) && m->day >= 0 &&
           m->hour < 24 && m->minute < 60 && m->second < 60 &&
           (m->zone >= ZONE_NONE || (m->zone >= -840 && m->zone <= 840));
}

/* [+-]hh[:]mm, or one of the names that RFC 2822 section 4.3 knows, or none. */
static int take_zone(scan *s, moment *m)
{
    static const struct {
        const char *name;
        int minutes;
    } zones[] = {{"Z", ZONE_UTC}, {"UTC", ZONE_UTC}, {"GMT", ZONE_UTC}, {"UT", ZONE_UTC}, {"EST", -300}, {"EDT", -240},
                 {"CST", -360},   {"CDT", -300},     {"MST", -420},     {"MDT", -360},    {"PST", -480}, {"PDT", -420}};
    skip_space(s);
    if (s->at < s->end && (*s->at == '+' || *s->at == '-')) {
        int sign = *s->at++ == '-' ? -1 : 1;
        int hours = take_digits(s, 2);
        (void)take_char(s, ':');
        int minutes = take_digits(s, 2);
        m->zone = sign * (hours * 60 + (minutes > 0 ? minutes : 0));
        return hours >= 0 && minutes < 60;
    }
    attest_view word = take_word(s);
    for (size_t i = 0; word.size && i < sizeof zones / sizeof zones[0]; i++) {
        if (word.size == strlen(zones[i].name) && strncasecmp(word.data, zones[i].name, word.size) == 0) {
            m->zone = zones[i].minutes;
            return 1;
        }
    }
    return word.size == 0;
}

/* "am" or "p.m." behind an hour. */
static void take_half_day(scan *s, moment *m)
{
    scan ahead = *s;
    skip_space(&ahead);
    char half = ahead.at < ahead.end ? (char)tolower((unsigned char)*ahead.at) : '\0';
    if ((half != 'a' && half != 'p') || m->hour < 1 || m->hour > 12) {
        return;
    }
    ahead.at++;
    (void)take_char(&ahead, '.');
    if (take_char(&ahead, 'm') || take_char(&ahead, 'M')) {
        (void)take_char(&ahead, '.');
        m->hour = m->hour % 12 + (half == 'p' ? 12 : 0);
        *s = ahead;
    }
}

/* hh:mm[:ss[.fraction]] [am|pm] [zone]; nothing is fine too. The fraction is dropped. */
static int take_time(scan *s, moment *m)
{
    skip_space(s);
    if (s->at == s->end) {
        return 1;
    }
    m->hour = take_number(s, 1, 2);
    if (m->hour < 0 || !take_char(s, ':')) {
        return 0;
    }
    m->minute = take_number(s, 2, 2);
    if (take_char(s, ':')) {
        m->second = take_number(s, 2, 2);
        if (m->second < 0) {
            return 0;
        }
        if (take_char(s, '.') || take_char(s, ',')) {
            while (s->at < s->end && isdigit((unsigned char)*s->at)) {
                s->at++;
            }
        }
    }
    take_half_day(s, m);
    return m->minute >= 0 && take_zone(s, m);
}

static int take_end(scan *s)
{
    skip_space(s);
    return s->at == s->end;
}

/* 2024, 2024-12, 2024-12-16, 2024/12/16, and a time behind T or a space. */
static int read_iso(scan s, moment *m)
{
    m->year = take_number(&s, 4, 4);
    if (m->year < 0) {
        return 0;
    }
    char separator = s.at < s.end && *s.at == '/' ? '/' : '-';
    if (take_char(&s, separator)) {
        m->month = take_number(&s, 1, 2);
        if (m->month < 1) {
            return 0;
        }
        if (take_char(&s, separator)) {
            m->day = take_number(&s, 1, 2);
            if (m->day < 1 || ((take_char(&s, 'T') || take_char(&s, ' ')) && !take_time(&s, m))) {
                return 0;
            }
        }
    }
    return take_end(&s);
}

/* 20241216, 20241216T093000Z, 20241216093000. */
static int read_compact(scan s, moment *m)
{
    m->year = take_digits(&s, 4);
    m->month = take_digits(&s, 2);
    m->day = take_digits(&s, 2);
    if (m->year < 1000 || m->month < 1 || m->day < 1) {
        return 0;
    }
    if (s.at < s.end) {
        (void)take_char(&s, 'T');
        m->hour = take_digits(&s, 2);
        m->minute = take_digits(&s, 2);
        m->second = s.at < s.end && isdigit((unsigned char)*s.at) ? take_digits(&s, 2) : -1;
        if (m->hour < 0 || m->minute < 0 || !take_zone(&s, m)) {
            return 0;
        }
    }
    return take_end(&s);
}

/* A day of the month with or without "st", "nd", "rd", "th". */
static int take_day(scan *s)
{
    int day = take_number(s, 1, 2);
    scan ahead = *s;
    attest_view suffix = take_word(&ahead);
    if (suffix.size == 2) {
        *s = ahead;
    }
    return day;
}

static int take_month(scan *s)
{
    skip_space(s);
    int month = month_of(take_word(s));
    (void)take_char(s, '.');
    skip_space(s);
    return month;
}

/* [Mon,] 16 Dec[ember] 2024 [time]; [Monday,] December 16, 2024 [time]; December 2024; 16-Dec-2024. */
static int read_words(scan s, moment *m)
{
    scan ahead = s;
    if (is_weekday(take_word(&ahead))) {
        s = ahead;
        (void)take_char(&s, '.');
        (void)take_char(&s, ',');
        skip_space(&s);
    }
    if (s.at < s.end && isdigit((unsigned char)*s.at)) {
        m->day = take_day(&s);
        (void)take_char(&s, '-');
        m->month = take_month(&s);
        (void)take_char(&s, '-');
    } else {
        m->month = take_month(&s);
        ahead = s;
        if (take_number(&ahead, 4, 4) < 0) {
            m->day = take_day(&s);
        }
    }
    (void)take_char(&s, ',');
    skip_space(&s);
    m->year = take_number(&s, 4, 4);
    if (m->year < 1 || m->month < 1 || m->day < 0) {
        return 0;
    }
    (void)take_char(&s, ',');
    return take_time(&s, m) && take_end(&s);
}

static void print_moment(const moment *m, char out[ATTEST_I_DATE_SIZE])
{
    char text[128];
    int size = snprintf(text, sizeof text, "%04d", m->year);
    if (m->month) {
        size += snprintf(text + size, sizeof text - (size_t)size, "-%02d", m->month);
    }
    if (m->day) {
        size += snprintf(text + size, sizeof text - (size_t)size, "-%02d", m->day);
    }
    if (m->hour >= 0) {
        size += snprintf(text + size, sizeof text - (size_t)size, "T%02d:%02d", m->hour, m->minute);
    }
    if (m->second >= 0) {
        size += snprintf(text + size, sizeof text - (size_t)size, ":%02d", m->second);
    }
    if (m->zone == ZONE_UTC) {
        snprintf(text + size, sizeof text - (size_t)size, "Z");
    } else if (m->zone != ZONE_NONE) {
        int minutes = m->zone < 0 ? -m->zone : m->zone;
        snprintf(text + size, sizeof text - (size_t)size, "%c%02d:%02d", m->zone < 0 ? '-' : '+', minutes / 60,
                 minutes % 60);
    }
    snprintf(out, ATTEST_I_DATE_SIZE, "%.*s", ATTEST_I_DATE_SIZE - 1, text);
}

enum attest_status attest_i_date_of_epoch(double seconds, char out[ATTEST_I_DATE_SIZE])
{
    if (seconds >= EPOCH_MILLISECONDS) {
        seconds /= 1000;
    }
    if (!(seconds >= 0 && seconds <= EPOCH_LAST)) {
        return ATTEST_NONE;
    }
    int64_t whole = (int64_t)seconds;
    int64_t days = whole / 86400;
    int left = (int)(whole % 86400);
    moment m = {1970, 1, 1, left / 3600, left / 60 % 60, left % 60, ZONE_UTC};
    while (days >= days_in_month(m.year, m.month)) {
        days -= days_in_month(m.year, m.month);
        if (++m.month > 12) {
            m.month = 1;
            m.year++;
        }
    }
    m.day = (int)days + 1;
    print_moment(&m, out);
    return ATTEST_OK;
}

/* 10 digits are seconds since 1970, 13 are milliseconds; 14 are a compact date and time. */
static int is_epoch(attest_view text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (!isdigit((unsigned char)text.data[i])) {
            return 0;
        }
    }
    return text.size == 10 || text.size == 13;
}

enum attest_status attest_i_date_normalize(attest_view text, char out[ATTEST_I_DATE_SIZE])
{
    static int (*const readers[])(scan, moment *) = {read_iso, read_compact, read_words};
    if (is_epoch(text)) {
        double seconds = 0;
        for (size_t i = 0; i < text.size; i++) {
            seconds = seconds * 10 + (text.data[i] - '0');
        }
        return attest_i_date_of_epoch(seconds, out);
    }
    scan s = {text.data, text.data + text.size};
    for (size_t i = 0; text.size && i < sizeof readers / sizeof readers[0]; i++) {
        moment m = {0, 0, 0, -1, 0, -1, ZONE_NONE};
        if (readers[i](s, &m) && is_valid(&m)) {
            print_moment(&m, out);
            return ATTEST_OK;
        }
    }
    return ATTEST_NONE;
}
