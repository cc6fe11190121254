/* Bounded reading of one file: all of it, or line by line. Knows nothing of formats. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_SOURCE_STREAM_H
#define ATTEST_SOURCE_STREAM_H

#include "base/memory.h"
#include "source/encoding.h"

typedef struct attest_i_stream {
    int fd;           /* -1: closed */
    int owned;        /* 1: close it */
    const char *name; /* for messages; kept */
    char *chunk;      /* read ahead; made by the first open, kept until clear */
    size_t begin;
    size_t end;
    int ended;          /* read() gave the end */
    uint64_t size;      /* of a regular file; 0: unknown */
    uint64_t offset;    /* in the file, of chunk[begin] */
    uint32_t next_line; /* number of the line that begins there */
    attest_i_wide wide; /* found in the head */
} attest_i_stream;

#define ATTEST_I_STREAM_CLOSED                                                                                         \
    {                                                                                                                  \
        .fd = -1                                                                                                       \
    }

/* Open a file ("-": standard input) and read its head. `name` is kept. */
enum attest_status attest_i_stream_open(attest_i_stream *stream, const char *name, attest_error *error) ATTEST_MUST_USE;

/* Close the file; free the memory too. */
void attest_i_stream_close(attest_i_stream *stream);
void attest_i_stream_clear(attest_i_stream *stream);

/* The start of the file: up to the end of its first line that is not blank, at most 64 KiB, so that it does not depend on how a
 * pipe cuts its data. `*whole`: that line ends in it. */
attest_view attest_i_stream_head(const attest_i_stream *stream, int *whole);

/* The same of bytes in memory; `ended`: nothing follows them. */
attest_view attest_i_head_of(attest_view bytes, int ended, int *whole);

/* One record: its bytes, where they begin, and the line they begin on. */
typedef struct attest_i_piece {
    attest_i_buffer bytes;
    uint64_t offset;
    uint32_t line;
} attest_i_piece;

/* Both: ATTEST_ERR_LIMIT for more than `limit` bytes, which are not kept; ATTEST_ERR_READ. */

/* All that is left; at the end an empty piece. */
enum attest_status attest_i_stream_whole(attest_i_stream *stream, uint64_t limit, attest_i_piece *piece,
                                         attest_error *error) ATTEST_MUST_USE;

/* The next line without its line end (LF or CR LF, in the stream's code units) and without a byte order mark.
 * END: there is none. */
enum attest_status attest_i_stream_line(attest_i_stream *stream, uint64_t limit, attest_i_piece *piece,
                                        attest_error *error) ATTEST_MUST_USE;

#endif
