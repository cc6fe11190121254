/* RDF files as inputs: checked text in pieces, with line numbers. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_INPUT_H
#define ATTEST_RDF_INPUT_H

#include "attest/quad.h"
#include "attest/status.h"

/* Bytes asked for at a time. */
#define ATTEST_I_READ_CHUNK ((size_t)64 * 1024)

/* A file that is being read: valid UTF-8 without U+0000 and without byte order mark, in pieces. */
typedef struct attest_i_input {
    int fd;
    const char *name;
    attest_error *error;
    int (*on_bad)(void *user_data,
                  const attest_error *error); /* N-Quads: goes on behind a bad line if this says so; may be NULL */
    void *bad_data;
    uint64_t *bytes; /* all that is read is counted here; NULL: nowhere */
    uint64_t line;   /* where the current piece begins, from 1 */
    size_t held;     /* bytes in `data` */
    size_t given;    /* of these, in the current piece */
    int begun;
    int ended;
    char data[ATTEST_I_READ_CHUNK];
} attest_i_input;

/* Open `path` ("-": standard input). Keeps `path` and `error`. Gives `*input`. */
enum attest_status attest_i_input_open(attest_i_input **input, const char *path, attest_error *error) ATTEST_MUST_USE;
void attest_i_input_close(attest_i_input *input);

/* The next piece, never empty: OK, END, or an error with its place. Borrowed until the next call. */
enum attest_status attest_i_input_next(attest_i_input *input, attest_view *piece) ATTEST_MUST_USE;

/* The line of the byte at `offset` of input->data. */
uint64_t attest_i_input_line_at(const attest_i_input *input, size_t offset);

/* Set the input's error with its name and a line (0: unknown) and return `status`. */
enum attest_status attest_i_input_fail(const attest_i_input *input, enum attest_status status, uint64_t line,
                                       const char *format, ...) ATTEST_PRINTF(4, 5);

/* Check a quad that was read at `line` and hand it on. */
enum attest_status attest_i_input_emit(const attest_i_input *input, const attest_quad *quad, uint64_t line,
                                       attest_quad_sink sink) ATTEST_MUST_USE;

/* Set `error` to what errno says about reading `path`. */
enum attest_status attest_i_input_fail_system(const char *path, int reason, attest_error *error);

#endif
