/* The reader: walks the inputs, opens each file, and lets its format cut and parse it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source/format.h"
#include "source/walk.h"

struct attest_source_reader {
    attest_i_intake intake;
    attest_i_walk walk;
    attest_i_stream stream;
    const attest_i_format *format; /* of the open stream */
    attest_i_piece piece;
    attest_i_buffer name; /* FILE#LINE */
    size_t records;       /* met in the open file */
    uint64_t passed;      /* bytes of the files before it */
};

attest_source_options attest_source_options_default(void)
{
    attest_source_options options = {.max_source_bytes = ATTEST_MAX_SOURCE_BYTES};
    return options;
}

enum attest_status attest_source_reader_new(attest_source_reader **reader, const char *const *inputs, size_t count,
                                            const attest_source_options *options, attest_error *error)
{
    attest_source_options chosen = options ? *options : attest_source_options_default();
    enum attest_status status = attest_i_format_check(&chosen, error);
    if (status != ATTEST_OK) {
        return status;
    }
    attest_source_reader *made = calloc(1, sizeof *made);
    if (!made) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, NULL, "out of memory");
    }
    made->intake.options = chosen;
    made->stream = (attest_i_stream)ATTEST_I_STREAM_CLOSED;
    attest_i_walk_init(&made->walk, &made->intake, inputs, count);
    *reader = made;
    return ATTEST_OK;
}

void attest_source_reader_free(attest_source_reader *reader)
{
    if (reader) {
        attest_i_walk_clear(&reader->walk);
        attest_i_stream_clear(&reader->stream);
        attest_i_buffer_clear(&reader->piece.bytes);
        attest_i_buffer_clear(&reader->name);
        free(reader);
    }
}

void attest_source_reader_on_warning(attest_source_reader *reader, attest_warning_handler *handler, void *user_data)
{
    reader->intake.on_warning = handler;
    reader->intake.user_data = user_data;
}

/* JSON declares its encoding itself. */
static const char *declared_encoding(const attest_i_intake *intake, const attest_i_format *format)
{
    return format->parse == attest_i_json_parse ? NULL : intake->options.encoding;
}

static enum attest_status open_next(attest_source_reader *reader, attest_error *error)
{
    const char *path;
    reader->passed += reader->stream.offset;
    reader->stream.offset = 0;
    enum attest_status status = attest_i_walk_next(&reader->walk, &path, error);
    if (status == ATTEST_OK) {
        status = attest_i_stream_open(&reader->stream, path, error);
    }
    if (status != ATTEST_OK) {
        return status;
    }
    int whole;
    attest_view head = attest_i_stream_head(&reader->stream, &whole);
    reader->records = 0;
    status = attest_i_format_choose(&reader->intake.options, path, head, whole, &reader->format, error);
    if (status != ATTEST_OK) {
        attest_i_stream_close(&reader->stream);
        return status;
    }
    const char *declared = declared_encoding(&reader->intake, reader->format);
    if (declared && reader->stream.wide.mark == 0) {
        reader->stream.wide = attest_i_encoding_named(declared);
    }
    return ATTEST_OK;
}

/* White space; in wider code units than bytes, zero bytes are part of it. */
static int is_blank(attest_view bytes, size_t unit)
{
    for (size_t i = 0; i < bytes.size; i++) {
        char byte = bytes.data[i];
        if (byte != ' ' && !(byte >= '\t' && byte <= '\r') && !(byte == '\0' && unit > 1)) {
            return 0;
        }
    }
    return 1;
}

static enum attest_status parse_piece(attest_source_reader *reader, attest_document **document, attest_error *error)
{
    attest_i_record record = {.bytes = attest_i_buffer_view(&reader->piece.bytes),
                              .file = reader->stream.name,
                              .path = reader->stream.name,
                              .offset = reader->piece.offset,
                              .line = reader->piece.line,
                              .encoding = declared_encoding(&reader->intake, reader->format)};
    if (reader->format->many) {
        attest_i_buffer_reset(&reader->name);
        attest_i_buffer_print(&reader->name, "%s#%" PRIu32, record.file, record.line);
        if (reader->name.status != ATTEST_OK) {
            return attest_error_set(error, ATTEST_ERR_NOMEM, record.file, "out of memory");
        }
        record.path = reader->name.data;
        record.encoding = reader->stream.wide.name; /* the file's mark is not part of each record */
    }
    return reader->format->parse(&reader->intake, &record, document, error);
}

/* A file of many records that has none is as suspicious as an empty text. */
static enum attest_status end_file(attest_source_reader *reader, attest_error *error)
{
    attest_i_stream_close(&reader->stream);
    if (reader->records == 0) {
        return attest_error_set(error, ATTEST_ERR_DATA, reader->stream.name,
                                "no text: the file is empty, or has only empty lines");
    }
    return ATTEST_NONE;
}

/* The next record of the open file. NONE: the file is done, or the record is blank. */
static enum attest_status next_record(attest_source_reader *reader, attest_document **document, attest_error *error)
{
    enum attest_status status =
        reader->format->cut(&reader->stream, reader->intake.options.max_source_bytes, &reader->piece, error);
    if (status == ATTEST_END) {
        return end_file(reader, error);
    }
    if (!reader->format->many || (status != ATTEST_OK && status != ATTEST_ERR_LIMIT)) {
        attest_i_stream_close(&reader->stream); /* nothing more can come of it */
    }
    if (status == ATTEST_OK && reader->format->many &&
        is_blank(attest_i_buffer_view(&reader->piece.bytes), reader->stream.wide.unit)) {
        return ATTEST_NONE;
    }
    reader->records++;
    return status == ATTEST_OK ? parse_piece(reader, document, error) : status;
}

enum attest_status attest_source_reader_next(attest_source_reader *reader, attest_document **document,
                                             attest_error *error)
{
    enum attest_status status = ATTEST_NONE;
    *document = NULL;
    while (status == ATTEST_NONE) {
        if (reader->stream.fd < 0) {
            status = open_next(reader, error);
            status = status == ATTEST_OK ? ATTEST_NONE : status;
        } else {
            status = next_record(reader, document, error);
        }
    }
    return status;
}

uint64_t attest_source_reader_bytes(const attest_source_reader *reader)
{
    return reader->passed + reader->stream.offset;
}

enum attest_status attest_source_bytes(const char *const *inputs, size_t count, uint64_t *bytes)
{
    attest_i_intake intake = {.options = attest_source_options_default()};
    attest_i_walk walk;
    const char *path;
    enum attest_status status;
    *bytes = 0;
    attest_i_walk_init(&walk, &intake, inputs, count);
    while ((status = attest_i_walk_next(&walk, &path, NULL)) == ATTEST_OK) {
        struct stat info;
        int failed = strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, &info) : stat(path, &info);
        if (failed || !S_ISREG(info.st_mode)) {
            status = ATTEST_NONE;
            break;
        }
        *bytes += (uint64_t)info.st_size;
    }
    attest_i_walk_clear(&walk);
    return status == ATTEST_END ? ATTEST_OK : ATTEST_NONE;
}

enum attest_status attest_document_from_bytes(attest_document **document, attest_view bytes, const char *path,
                                              const attest_source_options *options, attest_error *error)
{
    attest_i_intake intake = {.options = options ? *options : attest_source_options_default()};
    const char *name = path ? path : "-";
    *document = NULL;
    enum attest_status status = attest_i_format_check(&intake.options, error);
    if (status != ATTEST_OK) {
        return status;
    }
    if (bytes.size > intake.options.max_source_bytes) {
        return attest_error_set(error, ATTEST_ERR_LIMIT, name,
                                "has %zu bytes, more than the %" PRIu64 " that one source may have (max-source-bytes)",
                                bytes.size, intake.options.max_source_bytes);
    }
    int whole;
    attest_view head = attest_i_head_of(bytes, 1, &whole);
    const attest_i_format *format;
    status = attest_i_format_choose(&intake.options, name, head, whole, &format, error);
    if (status != ATTEST_OK) {
        return status;
    }
    attest_i_record record = {.bytes = bytes, .file = name, .path = name, .line = 1};
    record.encoding = declared_encoding(&intake, format);
    return format->parse(&intake, &record, document, error);
}
