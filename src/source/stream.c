/* Bounded reading of files. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK ((size_t)64 * 1024)

/* Move what is left to the front and read once more. */
static enum attest_status fill(attest_i_stream *stream, attest_error *error)
{
    if (stream->begin > 0) {
        memmove(stream->chunk, stream->chunk + stream->begin, stream->end - stream->begin);
        stream->end -= stream->begin;
        stream->begin = 0;
    }
    ssize_t got;
    do {
        got = read(stream->fd, stream->chunk + stream->end, CHUNK - stream->end);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        int cause = errno;
        stream->ended = 1;
        return attest_error_set_at(error, ATTEST_ERR_READ, stream->name, stream->offset + stream->end, 0, 0,
                                   "cannot read: %s", strerror(cause));
    }
    stream->end += (size_t)got;
    stream->ended = got == 0;
    return ATTEST_OK;
}

static enum attest_status fill_head(attest_i_stream *stream, attest_error *error)
{
    enum attest_status status = ATTEST_OK;
    int whole;
    attest_view head = attest_i_stream_head(stream, &whole);
    while (status == ATTEST_OK && !whole && stream->end < CHUNK) {
        status = fill(stream, error);
        head = attest_i_stream_head(stream, &whole);
    }
    /* A line feed's zero bytes may be missing from the head. */
    stream->wide = attest_i_encoding_wide(stream->ended ? head : (attest_view){head.data, head.size / 4 * 4});
    return status;
}

enum attest_status attest_i_stream_open(attest_i_stream *stream, const char *name, attest_error *error)
{
    char *chunk = stream->chunk ? stream->chunk : malloc(CHUNK);
    if (!chunk) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, name, "out of memory");
    }
    *stream = (attest_i_stream){.fd = STDIN_FILENO, .name = name, .chunk = chunk, .next_line = 1};
    if (strcmp(name, "-") != 0) {
        stream->fd = open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
        stream->owned = 1;
    }
    struct stat info;
    if (stream->fd < 0 || fstat(stream->fd, &info) != 0) {
        int cause = errno;
        attest_i_stream_close(stream);
        return attest_error_set(error, ATTEST_ERR_READ, name, "cannot open: %s", strerror(cause));
    }
    stream->size = S_ISREG(info.st_mode) && stream->owned ? (uint64_t)info.st_size : 0;
    enum attest_status status = fill_head(stream, error);
    if (status != ATTEST_OK) {
        attest_i_stream_close(stream);
    }
    return status;
}

void attest_i_stream_close(attest_i_stream *stream)
{
    if (stream->fd >= 0 && stream->owned) {
        close(stream->fd);
    }
    stream->fd = -1;
}

void attest_i_stream_clear(attest_i_stream *stream)
{
    attest_i_stream_close(stream);
    free(stream->chunk);
    stream->chunk = NULL;
}

attest_view attest_i_head_of(attest_view bytes, int ended, int *whole)
{
    int blank = 1;
    for (size_t i = 0; i < bytes.size; i++) {
        char byte = bytes.data[i];
        if (byte == '\n' && !blank) {
            *whole = 1;
            return (attest_view){bytes.data, i};
        }
        blank = blank && (byte == '\n' || byte == '\r' || byte == ' ' || byte == '\t' || byte == '\0');
    }
    *whole = ended;
    return bytes;
}

attest_view attest_i_stream_head(const attest_i_stream *stream, int *whole)
{
    return attest_i_head_of((attest_view){stream->chunk, stream->end}, stream->ended, whole);
}

static void start_piece(const attest_i_stream *stream, attest_i_piece *piece)
{
    attest_i_buffer_reset(&piece->bytes);
    piece->offset = stream->offset;
    piece->line = stream->next_line;
}

/* Bytes at the start of the chunk go to the piece, or nowhere if `keep` is 0. */
static enum attest_status take(attest_i_stream *stream, size_t size, int keep, attest_i_piece *piece,
                               attest_error *error)
{
    if (keep) {
        attest_i_buffer_append(&piece->bytes, (attest_view){stream->chunk + stream->begin, size});
    }
    stream->begin += size;
    stream->offset += size;
    if (piece->bytes.status != ATTEST_OK) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, stream->name, "out of memory");
    }
    return ATTEST_OK;
}

/* Make sure that the chunk is not empty. END: the file is. */
static enum attest_status need_bytes(attest_i_stream *stream, attest_error *error)
{
    if (stream->begin == stream->end && !stream->ended) {
        enum attest_status status = fill(stream, error);
        if (status != ATTEST_OK) {
            return status;
        }
    }
    return stream->begin == stream->end ? ATTEST_END : ATTEST_OK;
}

enum attest_status attest_i_stream_whole(attest_i_stream *stream, uint64_t limit, attest_i_piece *piece,
                                         attest_error *error)
{
    start_piece(stream, piece);
    if (stream->size > limit) {
        return attest_error_set(error, ATTEST_ERR_LIMIT, stream->name,
                                "has %" PRIu64 " bytes, more than the %" PRIu64
                                " that one source may have (max-source-bytes)",
                                stream->size, limit);
    }
    enum attest_status status = need_bytes(stream, error);
    while (status == ATTEST_OK) {
        if (piece->bytes.size + (stream->end - stream->begin) > limit) {
            return attest_error_set(error, ATTEST_ERR_LIMIT, stream->name,
                                    "has more than the %" PRIu64 " bytes that one source may have (max-source-bytes)",
                                    limit);
        }
        status = take(stream, stream->end - stream->begin, 1, piece, error);
        if (status == ATTEST_OK) {
            status = need_bytes(stream, error);
        }
    }
    return status == ATTEST_END ? ATTEST_OK : status;
}

/* Length of the chunk's part that belongs to the line, with its line feed if `*ended`. `held` bytes of the line are in
 * the piece or gone; lines start at whole code units, so that its length tells where units begin. */
static size_t line_part(const attest_i_stream *stream, uint64_t held, int *ended)
{
    const char *from = stream->chunk + stream->begin;
    size_t size = stream->end - stream->begin;
    size_t unit = stream->wide.unit;
    *ended = 0;
    if (unit == 1) {
        const char *found = memchr(from, '\n', size);
        *ended = found != NULL;
        return found ? (size_t)(found - from) + 1 : size;
    }
    for (size_t i = (unit - held % unit) % unit; i + unit <= size; i += unit) {
        size_t value = 0;
        for (size_t k = 0; k < unit; k++) {
            value = (value << 8) | (unsigned char)from[stream->wide.big_endian ? i + k : i + unit - 1 - k];
        }
        if (value == '\n') {
            *ended = 1;
            return i + unit;
        }
    }
    /* A unit that the chunk cuts is left for the next round, unless it is all there is. */
    size_t cut = (size_t)((held + size) % unit);
    return cut < size ? size - cut : size;
}

/* Drop a code unit from the end of the line if it is that character. */
static void drop_last(const attest_i_stream *stream, attest_i_buffer *line, unsigned char character)
{
    size_t unit = stream->wide.unit;
    if (line->size < unit) {
        return;
    }
    const unsigned char *last = (const unsigned char *)line->data + line->size - unit;
    for (size_t i = 0; i < unit; i++) {
        size_t low = stream->wide.big_endian ? unit - 1 : 0;
        if (last[i] != (i == low ? character : 0)) {
            return;
        }
    }
    line->size -= unit;
    line->data[line->size] = '\0';
}

/* A cut unit at the end of a chunk must not stop the reading: get more behind it. */
static enum attest_status need_unit(attest_i_stream *stream, attest_error *error)
{
    enum attest_status status = need_bytes(stream, error);
    while (status == ATTEST_OK && stream->end - stream->begin < stream->wide.unit && !stream->ended) {
        status = fill(stream, error);
    }
    return status;
}

enum attest_status attest_i_stream_line(attest_i_stream *stream, uint64_t limit, attest_i_piece *piece,
                                        attest_error *error)
{
    enum attest_status status = need_bytes(stream, error);
    if (status == ATTEST_OK && stream->offset == 0) {
        status = take(stream, stream->wide.mark, 0, piece, error);
        if (status == ATTEST_OK) {
            status = need_bytes(stream, error);
        }
    }
    start_piece(stream, piece);
    uint64_t length = 0;
    int ended = 0;
    int fits = 1;
    while (status == ATTEST_OK && !ended) {
        size_t part = line_part(stream, length, &ended);
        length += part;
        /* The line end, at most two units, is not the source's. */
        fits = fits && length <= limit + 2 * stream->wide.unit;
        status = take(stream, part, fits, piece, error);
        if (status == ATTEST_OK && !ended) {
            status = need_unit(stream, error);
        }
    }
    if (status != ATTEST_OK && (status != ATTEST_END || length == 0)) {
        return status;
    }
    stream->next_line++;
    if (ended) {
        drop_last(stream, &piece->bytes, '\n');
        drop_last(stream, &piece->bytes, '\r');
    }
    if (!fits || piece->bytes.size > limit) {
        attest_i_buffer_reset(&piece->bytes);
        return attest_error_set_at(
            error, ATTEST_ERR_LIMIT, stream->name, piece->offset, piece->line, 0,
            "this line is longer than the %" PRIu64 " bytes that one source may have (max-source-bytes)", limit);
    }
    return ATTEST_OK;
}
