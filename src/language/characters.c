/* Characters, words, hashes. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/characters.h"

#include <unicode/uchar.h>

#include "base/utf8.h"

/* Most characters of a shape that go into a hash. */
#define SHAPE_MAX 12

uint32_t attest_i_character_fold(uint32_t codepoint)
{
    if (codepoint < 0x80) {
        if (codepoint >= 'A' && codepoint <= 'Z') {
            return codepoint + 'a' - 'A';
        }
        return codepoint >= '0' && codepoint <= '9' ? '0' : codepoint;
    }
    switch (codepoint) {
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x00B4:
    case 0x2032: return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x00AB:
    case 0x00BB:
    case 0x2033: return '"';
    case 0x2010:
    case 0x2011: return '-';
    case 0x2013:
    case 0x2012:
    case 0x2212: return ATTEST_I_EN_DASH;
    case 0x2014:
    case 0x2015: return ATTEST_I_EM_DASH;
    case 0x2026: return ATTEST_I_ELLIPSIS;
    case 0x00A3:
    case 0x00A5:
    case 0x20AC: return '$';
    default: break;
    }
    if (U_GET_GC_MASK((UChar32)codepoint) & (U_GC_L_MASK | U_GC_M_MASK)) {
        return ATTEST_I_LETTER;
    }
    return u_isdigit((UChar32)codepoint) ? '0' : ATTEST_I_SYMBOL;
}

uint32_t attest_i_character_shape(uint32_t codepoint)
{
    uint32_t folded = attest_i_character_fold(codepoint);
    if ((folded >= 'a' && folded <= 'z') || folded == ATTEST_I_LETTER) {
        return u_isupper((UChar32)codepoint) ? ATTEST_I_UPPER : ATTEST_I_LOWER;
    }
    return folded;
}

int attest_i_character_is_letter(uint32_t folded)
{
    return (folded >= 'a' && folded <= 'z') || folded == ATTEST_I_LETTER;
}

uint32_t attest_i_hash_mix(uint32_t hash, uint32_t value)
{
    hash = (hash ^ value) * UINT32_C(0x9E3779B1);
    return hash ^ (hash >> 15);
}

uint32_t attest_i_hash_word(attest_view text, attest_span span)
{
    uint32_t hash = 7;
    size_t at = span.begin;
    for (int i = 0; i < ATTEST_I_WORD_MAX && at < span.end; i++) {
        hash = attest_i_hash_mix(hash, attest_i_character_fold(attest_i_utf8_next(text, &at)));
    }
    return hash;
}

uint32_t attest_i_hash_shape(attest_view text, attest_span span)
{
    uint32_t hash = 11;
    uint32_t last = 0;
    size_t at = span.begin;
    for (int i = 0; i < SHAPE_MAX && at < span.end; i++) {
        uint32_t next = attest_i_character_shape(attest_i_utf8_next(text, &at));
        if (next != last) {
            hash = attest_i_hash_mix(hash, next);
        }
        last = next;
    }
    return hash;
}

attest_span attest_i_word_before(attest_view text, uint32_t limit, uint32_t offset)
{
    size_t at = offset;
    for (int i = 0; i < ATTEST_I_WORD_MAX && at > limit; i++) {
        size_t before = at;
        uint32_t folded = attest_i_character_fold(attest_i_utf8_previous(text, &before));
        if (!attest_i_character_is_letter(folded) && folded != '0') {
            break;
        }
        at = before;
    }
    return (attest_span){(uint32_t)at, offset};
}

attest_span attest_i_word_after(attest_view text, uint32_t offset, uint32_t limit)
{
    size_t at = offset;
    for (int i = 0; i < ATTEST_I_WORD_MAX && at < limit; i++) {
        size_t after = at;
        uint32_t folded = attest_i_character_fold(attest_i_utf8_next(text, &after));
        if (!attest_i_character_is_letter(folded) && folded != '0') {
            break;
        }
        at = after;
    }
    return (attest_span){offset, (uint32_t)at};
}

uint32_t attest_i_character_at(attest_view text, uint32_t offset)
{
    size_t at = offset;
    return offset < text.size ? attest_i_character_fold(attest_i_utf8_next(text, &at)) : ATTEST_I_EDGE;
}

uint32_t attest_i_character_shape_at(attest_view text, uint32_t offset)
{
    size_t at = offset;
    return offset < text.size ? attest_i_character_shape(attest_i_utf8_next(text, &at)) : ATTEST_I_EDGE;
}

size_t attest_i_word_lower(attest_view text, attest_span span, char out[ATTEST_I_WORD_MAX])
{
    size_t size = span.end - span.begin;
    if (size == 0 || size > ATTEST_I_WORD_MAX) {
        return 0;
    }
    for (size_t i = 0; i < size; i++) {
        char byte = text.data[span.begin + i];
        if ((unsigned char)byte >= 0x80) {
            return 0;
        }
        out[i] = (char)(byte >= 'A' && byte <= 'Z' ? byte + 'a' - 'A' : byte);
    }
    return size;
}
