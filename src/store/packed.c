/* Packed blocks: varints of differences, with a checksum. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/packed.h"

#include <endian.h>
#include <string.h>

static void put_number(unsigned char *to, uint64_t number, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        to[i] = (unsigned char)(number >> (8 * i));
    }
}

static uint64_t take_number(const unsigned char *from, size_t size)
{
    uint64_t number = 0;
    for (size_t i = 0; i < size; i++) {
        number |= (uint64_t)from[i] << (8 * i);
    }
    return number;
}

static uint64_t mix(uint64_t sum, uint64_t word)
{
    sum = (sum ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return sum ^ (sum >> 29);
}

static uint64_t add_bytes(uint64_t sum, const unsigned char *data, size_t size)
{
    size_t at = 0;
    for (; at + 8 <= size; at += 8) {
        uint64_t word;
        memcpy(&word, data + at, 8);
        sum = mix(sum, le64toh(word));
    }
    return mix(mix(sum, take_number(data + at, size - at)), size);
}

uint32_t attest_i_packed_checksum(const unsigned char *key, size_t key_size, const unsigned char *data, size_t size)
{
    uint64_t sum = add_bytes(add_bytes(UINT64_C(0x243f6a8885a308d3), key, key_size), data, size);
    return (uint32_t)(sum ^ (sum >> 32));
}

static size_t put_varint(unsigned char *to, uint64_t number)
{
    size_t size = 0;
    while (number >= 0x80) {
        to[size++] = (unsigned char)(number | 0x80);
        number >>= 7;
    }
    to[size++] = (unsigned char)number;
    return size;
}

static uint64_t zigzag(uint32_t from, uint32_t to)
{
    return to >= from ? (uint64_t)(to - from) << 1 : ((uint64_t)(from - to) << 1) - 1;
}

void attest_i_packer_reset(attest_i_packer *packer)
{
    packer->size = ATTEST_I_PACKED_HEAD;
    packer->count = 0;
}

enum attest_status attest_i_packer_add(attest_i_packer *packer, const attest_i_ids *row)
{
    if (packer->count == 0) {
        packer->first = packer->last = *row;
        packer->size = ATTEST_I_PACKED_HEAD;
        packer->count = 1;
        return ATTEST_OK;
    }
    size_t column = 0;
    while (column + 1 < packer->width && row->at[column] == packer->last.at[column]) {
        column++;
    }
    /* The array has room for one row more than a block may hold. */
    unsigned char *to = packer->data + packer->size;
    size_t size = put_varint(to, (uint64_t)(row->at[column] - packer->last.at[column]) << 2 | column);
    for (size_t k = column + 1; k < packer->width; k++) {
        size += put_varint(to + size, zigzag(packer->last.at[k], row->at[k]));
    }
    if (packer->size + size > packer->limit) {
        return ATTEST_NONE;
    }
    packer->size += size;
    packer->last = *row;
    packer->count++;
    return ATTEST_OK;
}

void attest_i_packer_seal(attest_i_packer *packer)
{
    unsigned char key[ATTEST_I_PACKED_KEY];
    attest_i_packed_put_key(&packer->first, packer->width, key);
    put_number(packer->data + 4, packer->count, 2);
    put_number(packer->data, attest_i_packed_checksum(key, packer->width * 4, packer->data + 4, packer->size - 4), 4);
}

void attest_i_packed_put_key(const attest_i_ids *row, size_t width, unsigned char key[ATTEST_I_PACKED_KEY])
{
    for (size_t k = 0; k < width; k++) {
        for (size_t i = 0; i < 4; i++) {
            key[4 * k + i] = (unsigned char)(row->at[k] >> (24 - 8 * i));
        }
    }
}

enum attest_status attest_i_packed_take_key(const void *key, size_t size, size_t width, attest_i_ids *row)
{
    const unsigned char *bytes = key;
    if (size != width * 4) {
        return ATTEST_ERR_DATA;
    }
    memset(row, 0, sizeof *row);
    for (size_t k = 0; k < width; k++) {
        for (size_t i = 0; i < 4; i++) {
            row->at[k] = row->at[k] << 8 | bytes[4 * k + i];
        }
    }
    return ATTEST_OK;
}

size_t attest_i_packed_count(const void *block, size_t size)
{
    return size < ATTEST_I_PACKED_HEAD ? 0 : (size_t)take_number((const unsigned char *)block + 4, 2);
}

/* Bytes of the longest varint, and of the longest row of four. */
#define VARINT_MAX 6U
#define ROW_MAX (4 * VARINT_MAX)

/* A varint, of which VARINT_MAX bytes can be read; one that goes on behind them is bad. */
static inline uint64_t take_varint(const unsigned char *data, size_t *at, int *bad)
{
    uint64_t number = data[(*at)++];
    if (number < 0x80) {
        return number;
    }
    number &= 0x7fU;
    for (unsigned shift = 7; shift < 7 * VARINT_MAX; shift += 7) {
        unsigned char byte = data[(*at)++];
        number |= (uint64_t)(byte & 0x7fU) << shift;
        if (byte < 0x80) {
            return number;
        }
    }
    *bad = 1;
    return 0;
}

static inline uint32_t unzigzag(uint32_t from, uint64_t number)
{
    return from + (uint32_t)((number >> 1) ^ (0 - (number & 1)));
}

/* The row behind `row` in place of it, from `data`, of which ROW_MAX bytes can be read. Written out for rows of four, as most are: nothing
 * else takes so much of a query's time. */
static inline void take_row(const unsigned char *data, size_t width, attest_i_ids *row, size_t *at, int *bad)
{
    uint64_t head = take_varint(data, at, bad);
    size_t column = head & 3U;
    if (column >= width) {
        *bad = 1;
        return;
    }
    row->at[column] += (uint32_t)(head >> 2);
    for (size_t k = column + 1; k < width; k++) {
        row->at[k] = unzigzag(row->at[k], take_varint(data, at, bad));
    }
}

static inline void take_row_of_four(const unsigned char *data, attest_i_ids *row, size_t *at, int *bad)
{
    uint64_t head = take_varint(data, at, bad);
    uint32_t step = (uint32_t)(head >> 2);
    switch (head & 3U) {
    case 0:
        row->at[0] += step;
        row->at[1] = unzigzag(row->at[1], take_varint(data, at, bad));
        row->at[2] = unzigzag(row->at[2], take_varint(data, at, bad));
        row->at[3] = unzigzag(row->at[3], take_varint(data, at, bad));
        break;
    case 1:
        row->at[1] += step;
        row->at[2] = unzigzag(row->at[2], take_varint(data, at, bad));
        row->at[3] = unzigzag(row->at[3], take_varint(data, at, bad));
        break;
    case 2:
        row->at[2] += step;
        row->at[3] = unzigzag(row->at[3], take_varint(data, at, bad));
        break;
    default: row->at[3] += step; break;
    }
}

/* The rows behind the first, while so many bytes are left that no check is needed, and then from a copy with zeros behind it. */
static enum attest_status take_rows(const unsigned char *data, size_t size, size_t width, attest_i_ids *rows,
                                    size_t count)
{
    unsigned char tail[2 * ROW_MAX] = {0};
    size_t at = ATTEST_I_PACKED_HEAD;
    size_t i = 1;
    int bad = 0;
    attest_i_ids row = rows[0];
    if (width == 4) {
        for (; i < count && at + ROW_MAX <= size; i++) {
            take_row_of_four(data, &row, &at, &bad);
            rows[i] = row;
        }
    } else {
        for (; i < count && at + ROW_MAX <= size; i++) {
            take_row(data, width, &row, &at, &bad);
            rows[i] = row;
        }
    }
    if (size - at > ROW_MAX) {
        return ATTEST_ERR_DATA;
    }
    size_t left = size - at;
    memcpy(tail, data + at, left);
    for (at = 0; i < count && at <= left; i++) {
        take_row(tail, width, &row, &at, &bad);
        rows[i] = row;
    }
    return at == left && !bad ? ATTEST_OK : ATTEST_ERR_DATA;
}

enum attest_status attest_i_packed_decode(const void *key, size_t key_size, const void *block, size_t size,
                                          size_t width, attest_i_ids *rows, size_t *count)
{
    const unsigned char *data = block;
    if (size < ATTEST_I_PACKED_HEAD || size > ATTEST_I_PACKED_SIZE ||
        attest_i_packed_take_key(key, key_size, width, &rows[0]) != ATTEST_OK ||
        take_number(data, 4) != attest_i_packed_checksum(key, key_size, data + 4, size - 4)) {
        return ATTEST_ERR_DATA;
    }
    *count = attest_i_packed_count(block, size);
    if (*count == 0 || *count > ATTEST_I_PACKED_ROWS) {
        return ATTEST_ERR_DATA;
    }
    return take_rows(data, size, width, rows, *count);
}
