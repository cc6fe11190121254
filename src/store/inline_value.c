/* Small values as numbers. Each kind is read leniently and written back; only what comes out as it went in is taken, so
 * that "07" and "7" stay two literals. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/inline_value.h"

#include "rdf/term.h"

enum kind {
    KIND_INTEGER,
    KIND_NEGATIVE,
    KIND_DECIMAL, /* 24 bits of digits, 4 bits for how many stand behind the point */
    KIND_DATE,    /* year * 512 + month * 32 + day */
    KIND_BOOLEAN,
    KIND_NATURAL, /* xsd:nonNegativeInteger */
    KIND_YEAR,
    KIND_COUNT /* the last kind stays free: its last number means "any" */
};

#define VALUE_BITS 28U
#define VALUE_MASK ((1U << VALUE_BITS) - 1U)
#define DECIMAL_BITS 24U
#define DECIMAL_MASK ((1U << DECIMAL_BITS) - 1U)
/* Most digits that are looked at: more fit into no value. */
#define DIGITS_MAX 9U

static const attest_view TYPES[KIND_COUNT] = {
    [KIND_INTEGER] = {ATTEST_I_XSD "integer", sizeof ATTEST_I_XSD "integer" - 1},
    [KIND_NEGATIVE] = {ATTEST_I_XSD "integer", sizeof ATTEST_I_XSD "integer" - 1},
    [KIND_DECIMAL] = {ATTEST_I_XSD "decimal", sizeof ATTEST_I_XSD "decimal" - 1},
    [KIND_DATE] = {ATTEST_I_XSD "date", sizeof ATTEST_I_XSD "date" - 1},
    [KIND_BOOLEAN] = {ATTEST_I_XSD "boolean", sizeof ATTEST_I_XSD "boolean" - 1},
    [KIND_NATURAL] = {ATTEST_I_XSD "nonNegativeInteger", sizeof ATTEST_I_XSD "nonNegativeInteger" - 1},
    [KIND_YEAR] = {ATTEST_I_XSD "gYear", sizeof ATTEST_I_XSD "gYear" - 1},
};

/* Digits of a text, anything else passed over; `*behind` counts those behind a point. */
static uint32_t read_digits(attest_view text, uint32_t *behind)
{
    uint32_t number = 0;
    int point = 0;
    *behind = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] >= '0' && text.data[i] <= '9') {
            number = number * 10 + (uint32_t)(text.data[i] - '0');
            *behind += (uint32_t)point;
        }
        point |= text.data[i] == '.';
    }
    return number;
}

static uint32_t read_date(attest_view text)
{
    uint32_t behind;
    if (text.size != 10) {
        return VALUE_MASK + 1;
    }
    uint32_t number = read_digits(text, &behind);
    uint32_t month = number / 100 % 100;
    uint32_t day = number % 100;
    return month < 16 && day < 32 ? number / 10000 * 512 + month * 32 + day : VALUE_MASK + 1;
}

static uint32_t read_value(enum kind kind, attest_view text)
{
    uint32_t behind;
    uint32_t number;
    switch (kind) {
    case KIND_DECIMAL:
        number = read_digits(text, &behind);
        return number <= DECIMAL_MASK && behind < 8 ? behind << DECIMAL_BITS | number : VALUE_MASK + 1;
    case KIND_DATE: return read_date(text);
    case KIND_BOOLEAN: return (uint32_t)attest_view_equal(text, ATTEST_VIEW("true"));
    default: return read_digits(text, &behind);
    }
}

/* The last `digits` digits of a number, or, if 0, as many as it has. Returns the size of the text. */
static size_t write_digits(char *text, uint32_t number, size_t digits)
{
    char reversed[DIGITS_MAX + 1];
    size_t size = 0;
    while ((digits == 0 && size == 0) || number > 0 || size < digits) {
        reversed[size++] = (char)('0' + number % 10);
        number /= 10;
    }
    for (size_t i = 0; i < size; i++) {
        text[i] = reversed[size - 1 - i];
    }
    return size;
}

static size_t write_value(enum kind kind, uint32_t value, char *text)
{
    size_t size = 0;
    size_t behind = value >> DECIMAL_BITS;
    switch (kind) {
    case KIND_NEGATIVE: text[0] = '-'; return 1 + write_digits(text + 1, value, 0);
    case KIND_DECIMAL:
        size = write_digits(text, value & DECIMAL_MASK, behind + 1);
        memmove(text + size - behind + 1, text + size - behind, behind);
        text[size - behind] = '.';
        return size + 1;
    case KIND_DATE:
        size = write_digits(text, value / 512, 4);
        text[size++] = '-';
        size += write_digits(text + size, value / 32 % 16, 2);
        text[size++] = '-';
        return size + write_digits(text + size, value % 32, 2);
    case KIND_BOOLEAN: memcpy(text, value ? "true" : "false", 5); return value ? 4 : 5;
    case KIND_YEAR: return write_digits(text, value, 4);
    default: return write_digits(text, value, 0);
    }
}

static int is_valid(enum kind kind, uint32_t value)
{
    switch (kind) {
    case KIND_NEGATIVE: return value > 0;
    case KIND_DECIMAL: return value >> DECIMAL_BITS > 0 && value >> DECIMAL_BITS < 8;
    case KIND_DATE: return value / 512 <= 9999;
    case KIND_BOOLEAN: return value <= 1;
    case KIND_YEAR: return value <= 9999;
    default: return kind < KIND_COUNT;
    }
}

enum attest_status attest_i_inline_id(const attest_term *term, uint32_t *id)
{
    if (term->kind != ATTEST_TERM_LITERAL || term->datatype.size == 0 || term->value.size == 0 ||
        term->value.size > DIGITS_MAX + 2) {
        return ATTEST_NONE;
    }
    for (unsigned kind = 0; kind < KIND_COUNT; kind++) {
        if (term->datatype.size != TYPES[kind].size || !attest_view_equal(term->datatype, TYPES[kind])) {
            continue;
        }
        /* Read as many digits as a 32-bit number surely holds. */
        if ((kind == KIND_INTEGER || kind == KIND_NATURAL || kind == KIND_YEAR) && term->value.size > DIGITS_MAX) {
            continue;
        }
        char text[ATTEST_I_INLINE_TEXT];
        uint32_t value = read_value((enum kind)kind, term->value);
        if (value > VALUE_MASK || !is_valid((enum kind)kind, value)) {
            continue;
        }
        size_t size = write_value((enum kind)kind, value, text);
        if (attest_view_equal((attest_view){text, size}, term->value)) {
            *id = ATTEST_I_INLINE | kind << VALUE_BITS | value;
            return ATTEST_OK;
        }
    }
    return ATTEST_NONE;
}

enum attest_status attest_i_inline_term(uint32_t id, char text[ATTEST_I_INLINE_TEXT], attest_term *term)
{
    unsigned kind = id >> VALUE_BITS & 7U;
    memset(term, 0, sizeof *term);
    if (!(id & ATTEST_I_INLINE) || kind >= KIND_COUNT || !is_valid((enum kind)kind, id & VALUE_MASK)) {
        return ATTEST_NONE;
    }
    term->kind = ATTEST_TERM_LITERAL;
    term->value = (attest_view){text, write_value((enum kind)kind, id & VALUE_MASK, text)};
    term->datatype = TYPES[kind];
    return ATTEST_OK;
}
