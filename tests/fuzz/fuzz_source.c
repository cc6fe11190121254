/* Fuzz entry: bytes become sources. The first byte chooses the options, the rest is a file; what is read must keep the promises of
 * attest/document.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "attest/source.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int holds)
{
    if (!holds) {
        abort();
    }
}

static void check_view(attest_view view)
{
    require(attest_i_utf8_valid_prefix(view) == view.size);
    require(view.size == 0 || !memchr(view.data, 0, view.size));
}

static void check_metadata(const attest_document *document)
{
    const attest_metadata *metadata = attest_document_metadata(document);
    const attest_view views[] = {metadata->title,     metadata->url,       metadata->publisher,
                                 metadata->published, metadata->retrieved, metadata->language};
    for (size_t i = 0; i < sizeof views / sizeof views[0]; i++) {
        check_view(views[i]);
    }
    for (size_t i = 0; i < metadata->author_count; i++) {
        check_view(metadata->authors[i]);
        require(metadata->authors[i].size > 0);
    }
    require(metadata->language.size > 0);
    attest_view title = attest_document_slice(document, attest_document_title_span(document));
    require(title.size == 0 || attest_view_equal(title, metadata->title));
}

static void check_document(const attest_document *document)
{
    attest_view text = attest_document_text(document);
    attest_span body = attest_document_body(document);
    check_view(text);
    require(text.size > 0 && body.begin < body.end && body.end == text.size);
    require(strlen(attest_document_digest(document)) == 71);
    check_metadata(document);
    size_t at = 0;
    uint32_t codepoint = 0;
    while (at < text.size) {
        require(attest_document_codepoint(document, (uint32_t)at) == codepoint);
        require(attest_document_byte(document, codepoint) == at);
        (void)attest_i_utf8_next(text, &at);
        codepoint++;
    }
    require(attest_document_codepoint(document, (uint32_t)at) == codepoint);
}

static void read_memory(attest_view bytes, const attest_source_options *options)
{
    attest_document *document;
    attest_error error;
    if (attest_document_from_bytes(&document, bytes, "input", options, &error) == ATTEST_OK) {
        check_document(document);
        attest_document_free(document);
    } else {
        require(document == NULL && error.text[0]);
    }
}

static void ignore_warning(void *user_data, const attest_error *warning)
{
    (void)user_data;
    require(warning->text[0] != '\0');
}

static void read_file(attest_view bytes, const attest_source_options *options)
{
    char path[64];
    int file = memfd_create("input", 0);
    require(file >= 0 && write(file, bytes.data, bytes.size) == (ssize_t)bytes.size);
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    const char *input = path;
    attest_source_reader *reader;
    require(attest_source_reader_new(&reader, &input, 1, options, NULL) == ATTEST_OK);
    attest_source_reader_on_warning(reader, ignore_warning, NULL);
    enum attest_status status;
    attest_document *document;
    while ((status = attest_source_reader_next(reader, &document, NULL)) != ATTEST_END) {
        if (status == ATTEST_OK) {
            check_document(document);
            attest_document_free(document);
        }
    }
    attest_source_reader_free(reader);
    close(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const types[] = {NULL, "text", "ndjson", NULL};
    static const char *const encodings[] = {NULL,           NULL,        NULL,     "UTF-8",
                                            "windows-1252", "Shift_JIS", "UTF-16", "GB18030"};
    if (size == 0) {
        return 0;
    }
    attest_source_options options = attest_source_options_default();
    options.type = types[data[0] & 3U];
    options.lines = (data[0] >> 2) & 1;
    options.encoding = encodings[(data[0] >> 3) & 7U];
    options.max_source_bytes = data[0] & 0x40U ? 100 : options.max_source_bytes;
    attest_view bytes = {(const char *)data + 1, size - 1};
    if (data[0] & 0x80U) {
        read_file(bytes, &options);
    } else {
        read_memory(bytes, &options);
    }
    return 0;
}
