/* Inside of attest_dataset_read: what its syntaxes share. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_STORE_DATASET_READ_H
#define ATTEST_STORE_DATASET_READ_H

#include "attest/dataset.h"

/* Bytes asked for at a time. */
#define ATTEST_I_READ_CHUNK ((size_t)64 * 1024)

/* A file that is being read: valid UTF-8 without U+0000 and without byte order mark, in pieces. */
typedef struct attest_i_input {
    int fd;
    const char *name;
    attest_error *error;
    uint64_t line;              /* where the current piece begins, from 1 */
    size_t held;                /* bytes in `data` */
    size_t given;               /* of these, in the current piece */
    int begun;
    int ended;
    char data[ATTEST_I_READ_CHUNK];
} attest_i_input;

/* The next piece, never empty: OK, END, or an error with its place. Borrowed until the next call. */
enum attest_status attest_i_input_next(attest_i_input *input, attest_view *piece) ATTEST_MUST_USE;

/* A line number as error details take it. */
static inline uint32_t attest_i_input_line(uint64_t line)
{
    return line > UINT32_MAX ? UINT32_MAX : (uint32_t)line;
}

/* Check a quad that was read and hand it on. `line` is where it was. */
enum attest_status attest_i_input_emit(attest_i_input *input, const attest_quad *quad, uint64_t line,
                                       attest_quad_sink sink) ATTEST_MUST_USE;

/* Read JSON-LD as attest writes it. `piece` is what was taken from the input already. */
enum attest_status attest_i_read_jsonld(attest_i_input *input, attest_view piece, attest_quad_sink sink) ATTEST_MUST_USE;

#endif
