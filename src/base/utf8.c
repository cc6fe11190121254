/* UTF-8 validation, stepping and counting. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/utf8.h"

#include <string.h>

/* Length and allowed second byte by the lead byte (Unicode 15, table 3-7); length 0: no lead byte. */
static size_t sequence_shape(unsigned char lead, unsigned char *low, unsigned char *high)
{
    *low = 0x80;
    *high = 0xBF;
    if (lead < 0x80) {
        return 1;
    }
    if (lead < 0xC2) {
        return 0;
    }
    if (lead < 0xE0) {
        return 2;
    }
    if (lead < 0xF0) {
        if (lead == 0xE0) {
            *low = 0xA0;
        } else if (lead == 0xED) {
            *high = 0x9F;
        }
        return 3;
    }
    if (lead < 0xF5) {
        if (lead == 0xF0) {
            *low = 0x90;
        } else if (lead == 0xF4) {
            *high = 0x8F;
        }
        return 4;
    }
    return 0;
}

/* Bytes of the sequence at the start that are as they should be; `*whole` says whether it is complete. */
static size_t good_bytes(const unsigned char *bytes, size_t size, int *whole)
{
    unsigned char low;
    unsigned char high;
    size_t length = sequence_shape(bytes[0], &low, &high);
    *whole = 0;
    if (length == 0) {
        return 0;
    }
    size_t good = 1;
    while (good < length && good < size && bytes[good] >= low && bytes[good] <= high) {
        low = 0x80;
        high = 0xBF;
        good++;
    }
    *whole = good == length;
    return good;
}

size_t attest_i_utf8_valid_prefix(attest_view text)
{
    const unsigned char *bytes = (const unsigned char *)text.data;
    size_t at = 0;
    while (at < text.size) {
        uint64_t eight;
        while (text.size - at >= sizeof eight) {
            memcpy(&eight, bytes + at, sizeof eight);
            if (eight & UINT64_C(0x8080808080808080)) {
                break;
            }
            at += sizeof eight;
        }
        if (at == text.size) {
            break;
        }
        int whole;
        size_t good = good_bytes(bytes + at, text.size - at, &whole);
        if (!whole) {
            return at;
        }
        at += good;
    }
    return at;
}

size_t attest_i_utf8_bad_length(attest_view text)
{
    int whole;
    size_t good = good_bytes((const unsigned char *)text.data, text.size, &whole);
    return good ? good : 1;
}

size_t attest_i_utf8_count(attest_view text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++) {
        count += ((unsigned char)text.data[i] & 0xC0U) != 0x80U;
    }
    return count;
}

uint32_t attest_i_utf8_next(attest_view text, size_t *offset)
{
    const unsigned char *at = (const unsigned char *)text.data + *offset;
    if (at[0] < 0x80) {
        *offset += 1;
        return at[0];
    }
    if (at[0] < 0xE0) {
        *offset += 2;
        return ((uint32_t)(at[0] & 0x1FU) << 6) | (at[1] & 0x3FU);
    }
    if (at[0] < 0xF0) {
        *offset += 3;
        return ((uint32_t)(at[0] & 0x0FU) << 12) | ((uint32_t)(at[1] & 0x3FU) << 6) | (at[2] & 0x3FU);
    }
    *offset += 4;
    return ((uint32_t)(at[0] & 0x07U) << 18) | ((uint32_t)(at[1] & 0x3FU) << 12) | ((uint32_t)(at[2] & 0x3FU) << 6) |
           (at[3] & 0x3FU);
}

uint32_t attest_i_utf8_previous(attest_view text, size_t *offset)
{
    *offset = attest_i_utf8_floor(text.data, *offset - 1);
    size_t at = *offset;
    return attest_i_utf8_next(text, &at);
}

size_t attest_i_utf8_put(char out[4], uint32_t codepoint)
{
    if (codepoint < 0x80) {
        out[0] = (char)codepoint;
        return 1;
    }
    if (codepoint < 0x800) {
        out[0] = (char)(0xC0U | (codepoint >> 6));
        out[1] = (char)(0x80U | (codepoint & 0x3FU));
        return 2;
    }
    if (codepoint < 0x10000) {
        out[0] = (char)(0xE0U | (codepoint >> 12));
        out[1] = (char)(0x80U | ((codepoint >> 6) & 0x3FU));
        out[2] = (char)(0x80U | (codepoint & 0x3FU));
        return 3;
    }
    out[0] = (char)(0xF0U | (codepoint >> 18));
    out[1] = (char)(0x80U | ((codepoint >> 12) & 0x3FU));
    out[2] = (char)(0x80U | ((codepoint >> 6) & 0x3FU));
    out[3] = (char)(0x80U | (codepoint & 0x3FU));
    return 4;
}

size_t attest_i_utf8_floor(const char *text, size_t offset)
{
    while (offset > 0 && ((unsigned char)text[offset] & 0xC0U) == 0x80U) {
        offset--;
    }
    return offset;
}
