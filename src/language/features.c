/* Hashes of the features of a word, in one pass over its code points. Must agree with src/train/features.py. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/features.h"

#include <unicode/uchar.h>

#include "base/utf8.h"

#define AFFIX 4 /* longest affix */
#define SHAPE 8 /* longest shape */

uint64_t attest_i_fnv(uint64_t hash, const char *data, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ (unsigned char)data[i]) * 0x100000001B3u;
    }
    return hash;
}

uint32_t attest_i_lower(uint32_t codepoint)
{
    if (codepoint < 0x80) {
        return codepoint >= 'A' && codepoint <= 'Z' ? codepoint + 32 : codepoint;
    }
    /* Dotted capital I has no lower case of one code point. */
    return codepoint == 0x130 ? codepoint : (uint32_t)u_tolower((UChar32)codepoint);
}

uint32_t attest_i_upper(uint32_t codepoint)
{
    return (uint32_t)u_toupper((UChar32)codepoint);
}

static uint64_t hash_codepoint(uint64_t hash, uint32_t codepoint)
{
    char bytes[4];
    size_t size = attest_i_utf8_put(bytes, codepoint);
    return attest_i_fnv(hash, bytes, size);
}

uint64_t attest_i_fnv_lower(uint64_t hash, attest_view text)
{
    for (size_t offset = 0; offset < text.size;) {
        hash = hash_codepoint(hash, attest_i_lower(attest_i_utf8_next(text, &offset)));
    }
    return hash;
}

static uint64_t hash_run(char kind, const uint32_t *run, size_t size)
{
    uint64_t hash = attest_i_fnv(ATTEST_I_FNV_START, &kind, 1);
    for (size_t i = 0; i < size; i++) {
        hash = hash_codepoint(hash, run[i]);
    }
    return hash;
}

/* Typographic quotes, dashes and spaces made plain; 0 for U+2026, which becomes three full stops. */
static uint32_t map_typography(uint32_t c)
{
    switch (c) {
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0xAB:
    case 0xBB:
    case 0x2033: return '"';
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case '`':
    case 0xB4:
    case 0x2032: return '\'';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212: return '-';
    case 0xA0:
    case 0x202F:
    case 0x2009: return ' ';
    case 0x2026: return 0;
    default: return c;
    }
}

static uint32_t shape_of(uint32_t c, uint32_t mapped)
{
    if (attest_i_lower(c) != c) {
        return 'X';
    }
    if (u_isalpha((UChar32)c)) {
        return 'x';
    }
    if (u_isdigit((UChar32)c)) {
        return 'd';
    }
    return mapped ? mapped : '.';
}

/* Running state over the code points of the normalised form. */
struct scan {
    uint32_t first[AFFIX];
    uint32_t last[AFFIX]; /* ring: code point i is at i % AFFIX */
    size_t count;
    uint64_t word;
    uint64_t vector;
    uint32_t shape[SHAPE];
    size_t shape_count;
    uint32_t shape_last[2]; /* the last two that were kept, beyond SHAPE too */
    size_t shape_kept;
};

static void add_normal(struct scan *scan, uint32_t plain)
{
    uint32_t c = plain >= '0' && plain <= '9' ? '0' : plain;
    if (scan->count < AFFIX) {
        scan->first[scan->count] = c;
    }
    scan->last[scan->count % AFFIX] = c;
    scan->count++;
    scan->word = hash_codepoint(scan->word, c);
    scan->vector = hash_codepoint(scan->vector, plain);
}

static void add_shape(struct scan *scan, uint32_t shape)
{
    if (scan->shape_kept >= 2 && scan->shape_last[0] == shape && scan->shape_last[1] == shape) {
        return;
    }
    scan->shape_last[0] = scan->shape_last[1];
    scan->shape_last[1] = shape;
    scan->shape_kept++;
    if (scan->shape_count < SHAPE) {
        scan->shape[scan->shape_count++] = shape;
    }
}

static struct scan start_scan(void)
{
    struct scan scan = {0};
    scan.word = attest_i_fnv(ATTEST_I_FNV_START, "w", 1);
    scan.vector = ATTEST_I_FNV_START;
    return scan;
}

static uint64_t hash_suffix(const struct scan *scan, char kind, size_t size)
{
    uint32_t run[AFFIX] = {0};
    size_t n = scan->count < size ? scan->count : size;
    for (size_t i = 0; i < n; i++) {
        run[i] = scan->last[(scan->count - n + i) % AFFIX];
    }
    return hash_run(kind, run, n);
}

static uint64_t hash_prefix(const struct scan *scan, char kind, size_t size)
{
    return hash_run(kind, scan->first, scan->count < size ? scan->count : size);
}

void attest_i_features_of(attest_view form, attest_i_features *features)
{
    struct scan scan = start_scan();
    for (size_t offset = 0; offset < form.size;) {
        uint32_t c = attest_i_utf8_next(form, &offset);
        uint32_t mapped = map_typography(c);
        for (int i = 0; i < (mapped ? 1 : 3); i++) {
            add_normal(&scan, mapped ? attest_i_lower(mapped) : '.');
        }
        add_shape(&scan, shape_of(c, mapped));
    }
    if (scan.count == 2 && scan.first[0] == scan.first[1] && (scan.first[0] == '"' || scan.first[0] == '\'')) {
        /* Quotation marks written as two characters. */
        struct scan quote = start_scan();
        add_normal(&quote, '"');
        for (size_t i = 0; i < scan.shape_count; i++) {
            quote.shape[i] = scan.shape[i];
        }
        quote.shape_count = scan.shape_count;
        scan = quote;
    }
    features->kinds[0] = scan.word;
    features->kinds[1] = hash_suffix(&scan, 's', 2);
    features->kinds[2] = hash_suffix(&scan, 't', 3);
    features->kinds[3] = hash_suffix(&scan, 'u', 4);
    features->kinds[4] = hash_prefix(&scan, 'p', 2);
    features->kinds[5] = hash_prefix(&scan, 'q', 4);
    features->kinds[6] = hash_run('h', scan.shape, scan.shape_count);
    features->vector = scan.vector;
}
