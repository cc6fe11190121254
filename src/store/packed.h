/* Packed blocks: sorted rows of two to four numbers in about a thousand bytes. The first row is kept apart, as the block's key; of
 * each other row only what differs from the row before is written:
 *
 *   checksum (4 bytes), number of rows (2 bytes), then for each row but the first:
 *   varint of (difference in the first column that differs) * 4 + (that column's number), and
 *   for each later column a varint of the zigzag difference
 *
 * Numbers are little-endian; the checksum covers the key and all that follows it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_STORE_PACKED_H
#define ATTEST_STORE_PACKED_H

#include "attest/status.h"
#include "store/quads.h"

/* Longest block: four of them, with what LMDB adds, fill a page. */
#define ATTEST_I_PACKED_SIZE 984U
#define ATTEST_I_PACKED_HEAD 6U
/* Most rows of a block: one byte each. */
#define ATTEST_I_PACKED_ROWS (ATTEST_I_PACKED_SIZE - ATTEST_I_PACKED_HEAD + 1U)
#define ATTEST_I_PACKED_KEY 16U

typedef struct attest_i_packer {
    size_t width; /* columns */
    size_t limit; /* bytes that a block may have */
    size_t size;
    size_t count;
    attest_i_ids first;
    attest_i_ids last;
    unsigned char data[ATTEST_I_PACKED_SIZE + 32];
} attest_i_packer;

/* Append a row; NONE if the block is full, which then is as it was. */
enum attest_status attest_i_packer_add(attest_i_packer *packer, const attest_i_ids *row);

/* Write the head; data[0 .. size) is the block then. */
void attest_i_packer_seal(attest_i_packer *packer);
void attest_i_packer_reset(attest_i_packer *packer);

/* Keys: the columns big-endian, so that their order as bytes is that of rows. */
void attest_i_packed_put_key(const attest_i_ids *row, size_t width, unsigned char key[ATTEST_I_PACKED_KEY]);
enum attest_status attest_i_packed_take_key(const void *key, size_t size, size_t width, attest_i_ids *row);

/* What a block begins with: a sum over its key and what follows. Terms are kept with one of the kind, too. */
uint32_t attest_i_packed_checksum(const unsigned char *key, size_t key_size, const unsigned char *data, size_t size);

/* Take a block apart into `rows`, room for ATTEST_I_PACKED_ROWS. ERR_DATA if it is damaged. */
enum attest_status attest_i_packed_decode(const void *key, size_t key_size, const void *block, size_t size,
                                          size_t width, attest_i_ids *rows, size_t *count) ATTEST_MUST_USE;

/* Number of rows that a block claims to have, unchecked. */
size_t attest_i_packed_count(const void *block, size_t size);

static inline int attest_i_rows_compare(const attest_i_ids *a, const attest_i_ids *b, size_t width)
{
    for (size_t k = 0; k < width; k++) {
        if (a->at[k] != b->at[k]) {
            return a->at[k] < b->at[k] ? -1 : 1;
        }
    }
    return 0;
}

#endif
