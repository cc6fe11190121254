/* Documents: what one source holds, and code point offsets of its text. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/document.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/utf8.h"

/* Names of files are any bytes; a document's path goes into the graph and is UTF-8. */
static enum attest_status copy_path(attest_i_arena *arena, attest_view path, attest_view *copy)
{
    attest_i_buffer clean = {0};
    while (path.size) {
        size_t valid = attest_i_utf8_valid_prefix(path);
        attest_i_buffer_append(&clean, (attest_view){path.data, valid});
        if (valid < path.size) {
            attest_i_buffer_append(&clean, ATTEST_I_UTF8_REPLACEMENT);
            valid += attest_i_utf8_bad_length((attest_view){path.data + valid, path.size - valid});
        }
        path = (attest_view){path.data + valid, path.size - valid};
    }
    enum attest_status status = clean.status;
    if (status == ATTEST_OK) {
        status = attest_i_arena_copy(arena, attest_i_buffer_view(&clean), copy);
    }
    attest_i_buffer_clear(&clean);
    return status;
}

enum attest_status attest_i_document_new(attest_document **document, const attest_i_record *record, attest_error *error)
{
    attest_document *made = calloc(1, sizeof *made);
    if (!made) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, record->file, "out of memory");
    }
    attest_i_arena_init(&made->arena);
    if (copy_path(&made->arena, attest_view_of(record->path), &made->path) != ATTEST_OK) {
        attest_document_free(made);
        return attest_error_set(error, ATTEST_ERR_NOMEM, record->file, "out of memory");
    }
    attest_i_digest digest;
    attest_i_digest_init(&digest);
    attest_i_digest_update(&digest, record->bytes);
    attest_i_digest_finish(&digest, made->digest);
    *document = made;
    return ATTEST_OK;
}

/* One pass over the text fills both tables. */
static void fill_index(attest_document *document)
{
    attest_view text = attest_i_buffer_view(&document->text);
    uint32_t codepoints = 0;
    for (uint32_t byte = 0; byte < text.size; byte++) {
        if (byte % ATTEST_I_INDEX_STEP == 0) {
            document->codepoint_at[byte / ATTEST_I_INDEX_STEP] = codepoints;
        }
        if (((unsigned char)text.data[byte] & 0xC0U) != 0x80U) {
            if (codepoints % ATTEST_I_INDEX_STEP == 0) {
                document->byte_at[codepoints / ATTEST_I_INDEX_STEP] = byte;
            }
            codepoints++;
        }
    }
}

static enum attest_status make_index(attest_document *document)
{
    attest_view text = attest_i_buffer_view(&document->text);
    document->codepoints = (uint32_t)attest_i_utf8_count(text);
    if (document->codepoints == text.size) {
        return ATTEST_OK;
    }
    document->codepoint_at = calloc(text.size / ATTEST_I_INDEX_STEP + 1, sizeof *document->codepoint_at);
    document->byte_at = calloc(document->codepoints / ATTEST_I_INDEX_STEP + 1, sizeof *document->byte_at);
    if (!document->codepoint_at || !document->byte_at) {
        return ATTEST_ERR_NOMEM;
    }
    fill_index(document);
    return ATTEST_OK;
}

enum attest_status attest_i_document_set_text(attest_document *document, attest_i_buffer *text,
                                              const attest_i_record *record, attest_error *error)
{
    document->text = *text;
    *text = (attest_i_buffer){0};
    size_t size = document->text.size;
    if (size >= UINT32_MAX) {
        return attest_error_set(error, ATTEST_ERR_LIMIT, record->file,
                                "the decoded text has %zu bytes, which is more than offsets can name (%" PRIu32 ")",
                                size, UINT32_MAX - 1);
    }
    if (make_index(document) != ATTEST_OK) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, record->file, "out of memory");
    }
    document->body = (attest_span){0, (uint32_t)size};
    return ATTEST_OK;
}

void attest_document_free(attest_document *document)
{
    if (document) {
        attest_i_buffer_clear(&document->text);
        attest_i_arena_clear(&document->arena);
        free(document->authors);
        free(document->codepoint_at);
        free(document->byte_at);
        free(document);
    }
}

attest_view attest_document_path(const attest_document *document)
{
    return document->path;
}

attest_view attest_document_text(const attest_document *document)
{
    return attest_i_buffer_view(&document->text);
}

attest_span attest_document_body(const attest_document *document)
{
    return document->body;
}

attest_span attest_document_title_span(const attest_document *document)
{
    return document->title_span;
}

const attest_metadata *attest_document_metadata(const attest_document *document)
{
    return &document->metadata;
}

const char *attest_document_digest(const attest_document *document)
{
    return document->digest;
}

attest_view attest_document_encoding(const attest_document *document)
{
    return attest_view_of(document->encoding);
}

/* A byte inside a character counts as its first byte. */
uint32_t attest_document_codepoint(const attest_document *document, uint32_t byte)
{
    const attest_i_buffer *text = &document->text;
    if (byte >= text->size) {
        return document->codepoints;
    }
    if (!document->codepoint_at) {
        return byte;
    }
    byte = (uint32_t)attest_i_utf8_floor(text->data, byte);
    uint32_t slot = byte / ATTEST_I_INDEX_STEP;
    uint32_t start = slot * ATTEST_I_INDEX_STEP;
    attest_view rest = {text->data + start, byte - start};
    return document->codepoint_at[slot] + (uint32_t)attest_i_utf8_count(rest);
}

uint32_t attest_document_byte(const attest_document *document, uint32_t codepoint)
{
    attest_view text = attest_i_buffer_view(&document->text);
    if (codepoint >= document->codepoints) {
        return (uint32_t)text.size;
    }
    if (!document->byte_at) {
        return codepoint;
    }
    size_t at = document->byte_at[codepoint / ATTEST_I_INDEX_STEP];
    for (uint32_t left = codepoint % ATTEST_I_INDEX_STEP; left > 0; left--) {
        (void)attest_i_utf8_next(text, &at);
    }
    return (uint32_t)at;
}

attest_view attest_document_slice(const attest_document *document, attest_span span)
{
    size_t size = document->text.size;
    size_t end = span.end < size ? span.end : size;
    size_t begin = span.begin < end ? span.begin : end;
    return (attest_view){document->text.data ? document->text.data + begin : NULL, end - begin};
}
