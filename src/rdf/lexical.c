/* Lexical spaces of the XSD datatypes that values use: what may be typed, so that no reader of the graph refuses it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/mapping.h"

/* A place in a text, moved on by the functions below as far as they succeed. */
typedef struct cursor {
    attest_view text;
    size_t at;
} cursor;

static int take_char(cursor *c, char wanted)
{
    if (c->at < c->text.size && c->text.data[c->at] == wanted) {
        c->at++;
        return 1;
    }
    return 0;
}

static size_t take_digits(cursor *c)
{
    size_t begin = c->at;
    while (c->at < c->text.size && (unsigned char)(c->text.data[c->at] - '0') < 10) {
        c->at++;
    }
    return c->at - begin;
}

/* Exactly `count` digits with a value from `low` to `high`. */
static int take_number(cursor *c, size_t count, unsigned low, unsigned high, unsigned *value)
{
    size_t begin = c->at;
    if (take_digits(c) < count) {
        return 0;
    }
    c->at = begin + count;
    *value = 0;
    for (size_t i = begin; i < c->at; i++) {
        *value = *value * 10 + (unsigned)(c->text.data[i] - '0');
    }
    return *value >= low && *value <= high;
}

static int take_year_month(cursor *c, unsigned *year, unsigned *month)
{
    return take_number(c, 4, 1, 9999, year) && take_char(c, '-') && take_number(c, 2, 1, 12, month);
}

static unsigned month_days(unsigned year, unsigned month)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29U : days[month - 1];
}

static int take_date(cursor *c)
{
    unsigned year;
    unsigned month;
    unsigned day;
    return take_year_month(c, &year, &month) && take_char(c, '-') &&
           take_number(c, 2, 1, month_days(year, month), &day);
}

/* "Z", "+hh:mm" or nothing. */
static int take_zone(cursor *c)
{
    unsigned hours;
    unsigned minutes;
    if (take_char(c, 'Z')) {
        return 1;
    }
    if (!take_char(c, '+') && !take_char(c, '-')) {
        return 1;
    }
    return take_number(c, 2, 0, 14, &hours) && take_char(c, ':') &&
           take_number(c, 2, 0, hours == 14 ? 0 : 59, &minutes);
}

static int take_date_time(cursor *c)
{
    unsigned number;
    if (!take_date(c) || !take_char(c, 'T') || !take_number(c, 2, 0, 23, &number) || !take_char(c, ':') ||
        !take_number(c, 2, 0, 59, &number) || !take_char(c, ':') || !take_number(c, 2, 0, 59, &number)) {
        return 0;
    }
    if (take_char(c, '.') && take_digits(c) == 0) {
        return 0;
    }
    return take_zone(c);
}

/* PnYnMnDTnHnMnS, at least one part, one behind a "T". */
static int take_duration(cursor *c)
{
    static const char date_parts[] = "YMD";
    static const char time_parts[] = "HMS";
    const char *parts = date_parts;
    size_t next = 0;
    size_t taken = 0;
    take_char(c, '-');
    if (!take_char(c, 'P')) {
        return 0;
    }
    while (c->at < c->text.size) {
        if (parts == date_parts && take_char(c, 'T')) {
            parts = time_parts;
            next = 0;
            taken = 0;
        }
        if (take_digits(c) == 0) {
            return 0;
        }
        int fraction = take_char(c, '.');
        if (fraction && take_digits(c) == 0) {
            return 0;
        }
        while (next < 3 && !take_char(c, parts[next])) {
            next++;
        }
        if (next++ == 3 || (fraction && parts[next - 1] != 'S')) {
            return 0;
        }
        taken++;
    }
    return taken > 0;
}

static int take_decimal(cursor *c)
{
    if (!take_char(c, '-')) {
        take_char(c, '+');
    }
    size_t digits = take_digits(c);
    if (take_char(c, '.')) {
        digits += take_digits(c);
    }
    return digits > 0;
}

static int take_integer(cursor *c)
{
    if (!take_char(c, '-')) {
        take_char(c, '+');
    }
    return take_digits(c) > 0;
}

int attest_i_lexical_is_valid(attest_view lexical, enum attest_i_iri datatype)
{
    cursor c = {lexical, 0};
    unsigned year;
    unsigned month;
    int good;
    switch (datatype) {
    case ATTEST_I_IRI_XSD_INTEGER: good = take_integer(&c); break;
    case ATTEST_I_IRI_XSD_DECIMAL: good = take_decimal(&c); break;
    case ATTEST_I_IRI_XSD_YEAR: good = take_number(&c, 4, 1, 9999, &year); break;
    case ATTEST_I_IRI_XSD_MONTH: good = take_year_month(&c, &year, &month); break;
    case ATTEST_I_IRI_XSD_DATE: good = take_date(&c); break;
    case ATTEST_I_IRI_XSD_DATE_TIME: good = take_date_time(&c); break;
    case ATTEST_I_IRI_XSD_DURATION: good = take_duration(&c); break;
    default: return 0;
    }
    return good && c.at == lexical.size;
}

/* Metadata may leave the seconds out of a time, XSD may not. */
static attest_view with_seconds(attest_i_mapping *mapping, attest_view lexical)
{
    const size_t minutes = sizeof "YYYY-MM-DDThh:mm" - 1;
    if (lexical.size < minutes || (lexical.size > minutes && lexical.data[minutes] == ':')) {
        return lexical;
    }
    return attest_i_mapping_print(mapping, "%.*s:00%.*s", (int)minutes, lexical.data, (int)(lexical.size - minutes),
                                  lexical.data + minutes);
}

attest_term attest_i_mapping_date(attest_i_mapping *mapping, attest_view lexical)
{
    static const enum attest_i_iri datatypes[] = {ATTEST_I_IRI_XSD_DATE, ATTEST_I_IRI_XSD_MONTH, ATTEST_I_IRI_XSD_YEAR};
    for (size_t i = 0; i < sizeof datatypes / sizeof datatypes[0]; i++) {
        if (attest_i_lexical_is_valid(lexical, datatypes[i])) {
            return attest_i_term_typed(lexical, datatypes[i]);
        }
    }
    attest_view full = with_seconds(mapping, lexical);
    if (attest_i_lexical_is_valid(full, ATTEST_I_IRI_XSD_DATE_TIME)) {
        return attest_i_term_typed(full, ATTEST_I_IRI_XSD_DATE_TIME);
    }
    return attest_i_mapping_plain(mapping, lexical);
}
