/* Front matter: a first line "---", lines "key: value", a line "---" or "...". A small part of YAML:
 *   title: "quoted" | 'quoted' | plain
 *   author: [A, B]          or the key repeated, or lines "- A" below it
 *   # a comment */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/frontmatter.h"

#include <ctype.h>
#include <string.h>

#include "base/utf8.h"
#include "source/metadata.h"

#define NO_FIELD (-1)

/* Bytes of a value that a message quotes. */
#define SHOWN_MAX 200

typedef struct block {
    const attest_i_intake *intake;
    const attest_i_record *record;
    attest_document *document;
    attest_view text;
    size_t at;   /* start of the next line */
    size_t end;  /* start of the closing line */
    size_t body; /* behind the closing line */
    int field;   /* of the last key: what "- item" lines belong to */
    attest_i_buffer scratch;
} block;

/* The line at `*at` without its end; moves `*at` to the next. */
static attest_view next_line(attest_view text, size_t *at)
{
    const char *from = text.data + *at;
    const char *cut = memchr(from, '\n', text.size - *at);
    size_t size = cut ? (size_t)(cut - from) : text.size - *at;
    *at += cut ? size + 1 : size;
    if (size && from[size - 1] == '\r') {
        size--;
    }
    return (attest_view){from, size};
}

static int is_fence(attest_view line, const char *fence)
{
    while (line.size && (line.data[line.size - 1] == ' ' || line.data[line.size - 1] == '\t')) {
        line.size--;
    }
    return attest_view_equal(line, attest_view_of(fence));
}

/* Bytes of the key at the start of the line; 0 if it is no "key:". A space or the line's end follows the colon, so that
 * "https://..." is no key. */
static size_t key_size(attest_view line)
{
    size_t size = 0;
    while (size < line.size && (isalnum((unsigned char)line.data[size]) || strchr("_-", line.data[size]))) {
        size++;
    }
    size_t colon = size;
    while (colon < line.size && line.data[colon] == ' ') {
        colon++;
    }
    int found = size && colon < line.size && line.data[colon] == ':' &&
                (colon + 1 == line.size || line.data[colon + 1] == ' ' || line.data[colon + 1] == '\t');
    return found ? size : 0;
}

static void warn(const block *b, const char *at, const char *text, attest_view name)
{
    attest_i_place place = attest_i_place_of(b->text, (size_t)(at - b->text.data));
    size_t shown = name.size <= SHOWN_MAX ? name.size : attest_i_utf8_floor(name.data, SHOWN_MAX);
    attest_i_record_warn(b->intake, b->record, place, "front matter: \"%.*s\" %s", (int)shown, name.data, text);
}

static int is_skipped(attest_view line)
{
    line = attest_i_view_trim(line);
    return line.size == 0 || line.data[0] == '#';
}

/* Find the closing line. 0: this is no front matter. */
static int find_block(block *b)
{
    size_t at = 0;
    if (!is_fence(next_line(b->text, &at), "---")) {
        return 0;
    }
    b->at = at;
    int proper = 0;
    while (at < b->text.size) {
        size_t start = at;
        attest_view line = next_line(b->text, &at);
        if (is_fence(line, "---") || is_fence(line, "...")) {
            b->end = start;
            b->body = at;
            return 1;
        }
        if (!proper && !is_skipped(line) && key_size(line) == 0) {
            break;
        }
        proper |= !is_skipped(line);
    }
    attest_i_record_warn(
        b->intake, b->record, (attest_i_place){0, 1, 1},
        proper ? "the front matter has no closing \"---\" line and is read as text"
               : "the first line is \"---\", but no front matter (\"key: value\") follows; all is read as text");
    return 0;
}

static int field_of(attest_view key)
{
    static const struct {
        const char *key;
        enum attest_i_field field;
    } keys[] = {
        {"title", ATTEST_I_FIELD_TITLE},         {"url", ATTEST_I_FIELD_URL},
        {"publisher", ATTEST_I_FIELD_PUBLISHER}, {"author", ATTEST_I_FIELD_AUTHOR},
        {"authors", ATTEST_I_FIELD_AUTHOR},      {"published", ATTEST_I_FIELD_PUBLISHED},
        {"date", ATTEST_I_FIELD_PUBLISHED},      {"retrieved", ATTEST_I_FIELD_RETRIEVED},
        {"language", ATTEST_I_FIELD_LANGUAGE},
    };
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (key.size == strlen(keys[i].key) && strncasecmp(key.data, keys[i].key, key.size) == 0) {
            return (int)keys[i].field;
        }
    }
    return NO_FIELD;
}

/* The value without its quotation marks: a view of the text if nothing had to be unescaped, else of the scratch buffer. A mark that
 * is not closed at the end of the value belongs to it. */
static attest_view unquote(block *b, attest_view value)
{
    if (value.size < 2 || (value.data[0] != '"' && value.data[0] != '\'') ||
        value.data[value.size - 1] != value.data[0]) {
        return value;
    }
    char mark = value.data[0];
    char escape = mark == '"' ? '\\' : '\'';
    attest_view inner = {value.data + 1, value.size - 2};
    if (!inner.size || !memchr(inner.data, escape, inner.size)) {
        return inner;
    }
    attest_i_buffer_reset(&b->scratch);
    for (size_t i = 0; i < inner.size; i++) {
        if (inner.data[i] == escape && i + 1 < inner.size &&
            (inner.data[i + 1] == mark || inner.data[i + 1] == escape)) {
            i++;
        }
        attest_i_buffer_byte(&b->scratch, inner.data[i]);
    }
    return attest_i_buffer_view(&b->scratch);
}

static enum attest_status set_value(block *b, enum attest_i_field field, attest_view value)
{
    const char *complaint;
    attest_view plain = attest_i_view_trim(unquote(b, value));
    if (b->scratch.status != ATTEST_OK) {
        return b->scratch.status;
    }
    if (field != ATTEST_I_FIELD_AUTHOR && plain.size && attest_i_metadata_has(b->document, field)) {
        warn(b, value.data, "is a second value of its key, and is left out", plain);
        return ATTEST_OK;
    }
    enum attest_status status = attest_i_metadata_set(b->document, field, plain, &complaint);
    if (status == ATTEST_OK && complaint) {
        warn(b, value.data, complaint, plain);
    }
    int in_text = plain.size && plain.data >= b->text.data && plain.data < b->text.data + b->text.size;
    if (status == ATTEST_OK && field == ATTEST_I_FIELD_TITLE && in_text) {
        uint32_t begin = (uint32_t)(plain.data - b->text.data);
        b->document->title_span = (attest_span){begin, begin + (uint32_t)plain.size};
    }
    return status;
}

/* [A, "B, C"]: commas inside quotation marks do not separate. */
static enum attest_status set_list(block *b, enum attest_i_field field, attest_view list)
{
    size_t from = 1;
    char open = '\0';
    enum attest_status status = ATTEST_OK;
    for (size_t i = 1; i < list.size && status == ATTEST_OK; i++) {
        char byte = list.data[i];
        if (open) {
            i += byte == '\\' && open == '"';
            open = byte == open ? '\0' : open;
        } else if ((byte == '"' || byte == '\'') &&
                   attest_i_view_trim((attest_view){list.data + from, i - from}).size == 0) {
            open = byte; /* not the apostrophe of a name */
        } else if (byte == ',' || i + 1 == list.size) {
            status = set_value(b, field, attest_i_view_trim((attest_view){list.data + from, i - from}));
            from = i + 1;
        }
    }
    return status;
}

static enum attest_status set_key(block *b, attest_view line, size_t key)
{
    attest_view name = {line.data, key};
    const char *colon = memchr(line.data, ':', line.size);
    size_t used = (size_t)(colon - line.data) + 1;
    attest_view value = attest_i_view_trim((attest_view){line.data + used, line.size - used});
    b->field = field_of(name);
    if (b->field == NO_FIELD) {
        warn(b, line.data, "is not a known key, and is ignored", name);
        return ATTEST_OK;
    }
    if (value.size >= 2 && value.data[0] == '[' && value.data[value.size - 1] == ']' &&
        b->field == ATTEST_I_FIELD_AUTHOR) {
        return set_list(b, (enum attest_i_field)b->field, value);
    }
    return set_value(b, (enum attest_i_field)b->field, value);
}

static enum attest_status read_line(block *b, attest_view line)
{
    size_t key = key_size(line);
    attest_view rest = attest_i_view_trim(line);
    if (key) {
        return set_key(b, line, key);
    }
    if (is_skipped(line)) {
        return ATTEST_OK;
    }
    if (rest.size > 2 && rest.data[0] == '-' && rest.data[1] == ' ') {
        if (b->field == ATTEST_I_FIELD_AUTHOR) {
            return set_value(b, ATTEST_I_FIELD_AUTHOR, attest_i_view_trim((attest_view){rest.data + 2, rest.size - 2}));
        }
        if (b->field == NO_FIELD) {
            return ATTEST_OK; /* items of a key that was warned about */
        }
    }
    warn(b, rest.data, "is not \"key: value\", and is ignored", rest);
    return ATTEST_OK;
}

enum attest_status attest_i_frontmatter_read(const attest_i_intake *intake, const attest_i_record *record,
                                             attest_document *document, attest_error *error)
{
    block b = {.intake = intake,
               .record = record,
               .document = document,
               .text = attest_document_text(document),
               .field = NO_FIELD};
    if (!find_block(&b)) {
        return ATTEST_OK;
    }
    enum attest_status status = ATTEST_OK;
    while (b.at < b.end && status == ATTEST_OK) {
        status = read_line(&b, next_line(b.text, &b.at));
    }
    attest_i_buffer_clear(&b.scratch);
    document->body.begin = (uint32_t)b.body;
    return status == ATTEST_OK ? ATTEST_OK : attest_error_set(error, status, record->file, "out of memory");
}
