/* Text form of what a source reader gives. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source_dump.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include <criterion/criterion.h>

typedef struct dump {
    FILE *out;
    const char *prefix;
} dump;

static const char *short_path(const dump *d, const char *path)
{
    size_t size = d->prefix ? strlen(d->prefix) : 0;
    return size && strncmp(path, d->prefix, size) == 0 ? path + size : path;
}

static void put_message(const dump *d, const char *kind, const attest_error *message)
{
    fprintf(d->out, "%s %s", kind, short_path(d, message->source));
    if (message->line) {
        fprintf(d->out, " line %" PRIu32, message->line);
    }
    if (message->column) {
        fprintf(d->out, " column %" PRIu32, message->column);
    }
    if (message->byte) {
        fprintf(d->out, " byte %" PRIu64, message->byte);
    }
    fprintf(d->out, ": %s", message->text);
    if (message->status != ATTEST_OK) {
        fprintf(d->out, " (%s)", attest_status_text(message->status));
    }
    fputc('\n', d->out);
}

static void on_warning(void *user_data, const attest_error *warning)
{
    put_message(user_data, "warning", warning);
}

static void put_field(const dump *d, const char *name, attest_view value)
{
    if (value.size) {
        fprintf(d->out, "  %s: %.*s\n", name, (int)value.size, value.data);
    }
}

/* Line feeds begin a line with "| ", other control characters and white space at the end of lines are made visible. */
static void put_text(const dump *d, attest_view text)
{
    fputs("  | ", d->out);
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '\n') {
            fputs("\n  | ", d->out);
        } else if ((unsigned char)text.data[i] < 0x20) {
            fprintf(d->out, "<%02X>", (unsigned)text.data[i]);
        } else {
            fputc(text.data[i], d->out);
        }
    }
    fputs("<end>\n", d->out);
}

static void put_document(const dump *d, const attest_document *document)
{
    const attest_metadata *metadata = attest_document_metadata(document);
    attest_view path = attest_document_path(document);
    attest_view title = attest_document_slice(document, attest_document_title_span(document));
    char *name = strndup(path.data, path.size);
    fprintf(d->out, "document %s\n", short_path(d, name));
    free(name);
    put_field(d, "encoding", attest_document_encoding(document));
    put_field(d, "title", metadata->title);
    if (metadata->title.size && !attest_view_equal(title, metadata->title)) {
        put_field(d, "title span", title.size ? title : ATTEST_VIEW("none"));
    }
    put_field(d, "url", metadata->url);
    put_field(d, "publisher", metadata->publisher);
    for (size_t i = 0; i < metadata->author_count; i++) {
        put_field(d, "author", metadata->authors[i]);
    }
    put_field(d, "published", metadata->published);
    put_field(d, "retrieved", metadata->retrieved);
    put_field(d, "language", metadata->language);
    put_text(d, attest_document_slice(document, attest_document_body(document)));
}

char *source_dump(const char *const *inputs, size_t count, const attest_source_options *options, const char *prefix)
{
    char *text = NULL;
    size_t size = 0;
    dump d = {open_memstream(&text, &size), prefix};
    attest_source_reader *reader;
    attest_error error;
    enum attest_status status = attest_source_reader_new(&reader, inputs, count, options, &error);
    cr_assert_eq(status, ATTEST_OK, "%s", error.text);
    attest_source_reader_on_warning(reader, on_warning, &d);
    attest_document *document;
    while ((status = attest_source_reader_next(reader, &document, &error)) != ATTEST_END) {
        if (status == ATTEST_OK) {
            put_document(&d, document);
            attest_document_free(document);
        } else {
            cr_assert_eq(status, error.status);
            put_message(&d, "error", &error);
        }
    }
    attest_source_reader_free(reader);
    fclose(d.out);
    return text;
}

char *source_dump_one(const char *input, const attest_source_options *options, const char *prefix)
{
    return source_dump(&input, 1, options, prefix);
}
