/* One article as a JSON object, in the shapes that article scrapers write. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "base/utf8.h"
#include "source/date.h"
#include "source/format.h"
#include "source/metadata.h"

/* The members that are read, best first where several fill one field. A member that is not strict may be something else under the same
 * name in other tools' output, and then counts as unknown. */
static const struct {
    const char *name;
    enum attest_i_field field;
    int strict;
} members[] = {
    {"text", ATTEST_I_FIELD_TEXT, 1},
    {"maintext", ATTEST_I_FIELD_TEXT, 1},
    {"body", ATTEST_I_FIELD_TEXT, 1},
    {"raw_text", ATTEST_I_FIELD_TEXT, 1},
    {"title", ATTEST_I_FIELD_TITLE, 1},
    {"url", ATTEST_I_FIELD_URL, 1},
    {"source", ATTEST_I_FIELD_URL, 0},
    {"publisher", ATTEST_I_FIELD_PUBLISHER, 0},
    {"sitename", ATTEST_I_FIELD_PUBLISHER, 1},
    {"source-hostname", ATTEST_I_FIELD_PUBLISHER, 0},
    {"hostname", ATTEST_I_FIELD_HOSTNAME, 1},
    {"source_domain", ATTEST_I_FIELD_HOSTNAME, 1},
    {"author", ATTEST_I_FIELD_AUTHOR, 1},
    {"authors", ATTEST_I_FIELD_AUTHOR, 1},
    {"published", ATTEST_I_FIELD_PUBLISHED, 1},
    {"date_publish", ATTEST_I_FIELD_PUBLISHED, 1},
    {"date", ATTEST_I_FIELD_PUBLISHED, 1},
    {"publish_date", ATTEST_I_FIELD_PUBLISHED, 1},
    {"publishing_date", ATTEST_I_FIELD_PUBLISHED, 1},
    {"retrieved", ATTEST_I_FIELD_RETRIEVED, 1},
    {"date_download", ATTEST_I_FIELD_RETRIEVED, 1},
    {"language", ATTEST_I_FIELD_LANGUAGE, 1},
};

/* Bytes of a value that a message quotes. */
#define SHOWN_MAX 200

typedef struct article {
    const attest_i_intake *intake;
    const attest_i_record *record;
    attest_document *document;
    attest_error *error;
    attest_view text; /* first text member that is not empty */
} article;

static const attest_i_place line_start = {0, 1, 0};

static const char *type_name(const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT: return "an object";
    case JSON_ARRAY: return "an array";
    case JSON_STRING: return "a string";
    case JSON_INTEGER:
    case JSON_REAL: return "a number";
    case JSON_TRUE:
    case JSON_FALSE: return "true or false";
    case JSON_NULL: break;
    }
    return "null";
}

static enum attest_status no_memory(const attest_i_record *record, attest_error *error)
{
    return attest_error_set(error, ATTEST_ERR_NOMEM, record->file, "out of memory");
}

static uint32_t hex4(const char *digits)
{
    static const char hex[] = "0123456789abcdef";
    uint32_t value = 0;
    for (int i = 0; i < 4; i++) {
        const char *found = memchr(hex, tolower((unsigned char)digits[i]), sizeof hex - 1);
        if (!found) {
            return UINT32_MAX;
        }
        value = value << 4 | (uint32_t)(found - hex);
    }
    return value;
}

/* The value of a \uHHHH escape at `at`; UINT32_MAX if there is none. */
static uint32_t escape_at(attest_view text, size_t at)
{
    if (at + 6 > text.size || text.data[at] != '\\' || text.data[at + 1] != 'u') {
        return UINT32_MAX;
    }
    return hex4(text.data + at + 2);
}

/* Escapes of half a surrogate pair, which Python's json module writes for text with damaged characters, become \uFFFD
 * in place, so that the rest of the article can be used. */
static uint64_t repair_surrogates(attest_view text, size_t *first)
{
    uint64_t count = 0;
    char *bytes = (char *)(uintptr_t)text.data; /* our own buffer */
    for (size_t i = 0; i + 1 < text.size; i++) {
        if (bytes[i] != '\\') {
            continue;
        }
        uint32_t value = escape_at(text, i);
        if (value >= 0xD800 && value <= 0xDFFF) {
            uint32_t low = value <= 0xDBFF ? escape_at(text, i + 6) : UINT32_MAX;
            if (low >= 0xDC00 && low <= 0xDFFF) {
                i += 11;
                continue;
            }
            memcpy(bytes + i + 2, "FFFD", 4);
            *first = count ? *first : i;
            count++;
        }
        i++; /* an escaped backslash starts no escape */
    }
    return count;
}

static enum attest_status load(article *a, attest_view text, json_t **root)
{
    json_error_t detail;
    size_t first = 0;
    uint64_t repaired = repair_surrogates(text, &first);
    if (repaired) {
        attest_i_record_warn(a->intake, a->record, attest_i_place_of(text, first),
                             "%" PRIu64 " \\u %s of half a surrogate pair became U+FFFD; this is the first", repaired,
                             repaired == 1 ? "escape" : "escapes");
    }
    /* As reals, numbers of any size pass: those that are read are dates only. */
    *root =
        json_loadb(text.data, text.size, JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL | JSON_ALLOW_NUL, &detail);
    if (!*root) {
        if (json_error_code(&detail) == json_error_out_of_memory) {
            return no_memory(a->record, a->error);
        }
        size_t at = detail.position > 0 ? (size_t)detail.position : 0;
        return attest_i_record_fail(a->record, attest_i_place_of(text, at < text.size ? at : text.size), a->error,
                                    ATTEST_ERR_SYNTAX, "not valid JSON: %s", detail.text);
    }
    if (!json_is_object(*root)) {
        return attest_i_record_fail(a->record, line_start, a->error, ATTEST_ERR_SYNTAX,
                                    "expected a JSON object with an article, found %s", type_name(*root));
    }
    return ATTEST_OK;
}

static enum attest_status wrong_type(const article *a, const char *name, const json_t *value, const char *expected)
{
    return attest_i_record_fail(a->record, line_start, a->error, ATTEST_ERR_SYNTAX, "member \"%s\" is %s; expected %s",
                                name, type_name(value), expected);
}

static enum attest_status set_string(article *a, size_t member, const json_t *value)
{
    attest_view string = {json_string_value(value), json_string_length(value)};
    if (string.size && memchr(string.data, '\0', string.size)) {
        return attest_i_record_fail(a->record, line_start, a->error, ATTEST_ERR_ENCODING,
                                    "not text: a NUL character in member \"%s\"", members[member].name);
    }
    if (members[member].field == ATTEST_I_FIELD_TEXT) {
        if (a->text.size == 0 && !attest_i_view_is_blank(string)) {
            a->text = string;
        }
        return ATTEST_OK;
    }
    const char *complaint;
    enum attest_status status = attest_i_metadata_set(a->document, members[member].field, string, &complaint);
    if (status != ATTEST_OK) {
        return no_memory(a->record, a->error);
    }
    if (complaint && members[member].strict) {
        size_t shown = string.size <= SHOWN_MAX ? string.size : attest_i_utf8_floor(string.data, SHOWN_MAX);
        attest_i_record_warn(a->intake, a->record, line_start, "member \"%s\": \"%.*s\" %s", members[member].name,
                             (int)shown, string.data, complaint);
    }
    return ATTEST_OK;
}

static enum attest_status set_list(article *a, size_t member, const json_t *list)
{
    enum attest_status status = ATTEST_OK;
    for (size_t i = 0; i < json_array_size(list) && status == ATTEST_OK; i++) {
        const json_t *item = json_array_get(list, i);
        if (json_is_string(item)) {
            status = set_string(a, member, item);
        } else if (!json_is_null(item)) {
            return attest_i_record_fail(a->record, line_start, a->error, ATTEST_ERR_SYNTAX,
                                        "an item of member \"%s\" is %s; expected a string", members[member].name,
                                        type_name(item));
        }
    }
    return status;
}

/* Dates may be numbers: seconds or milliseconds since 1970. */
static enum attest_status set_epoch(article *a, size_t member, const json_t *value)
{
    char date[ATTEST_I_DATE_SIZE];
    const char *complaint;
    if (attest_i_date_of_epoch(json_number_value(value), date) != ATTEST_OK) {
        attest_i_record_warn(a->intake, a->record, line_start,
                             "member \"%s\": this number is not a date (seconds since 1970), and is left out",
                             members[member].name);
        return ATTEST_OK;
    }
    if (attest_i_metadata_set(a->document, members[member].field, attest_view_of(date), &complaint) != ATTEST_OK) {
        return no_memory(a->record, a->error);
    }
    return ATTEST_OK;
}

static enum attest_status set_member(article *a, size_t member, const json_t *value)
{
    enum attest_i_field field = members[member].field;
    int is_date = field == ATTEST_I_FIELD_PUBLISHED || field == ATTEST_I_FIELD_RETRIEVED;
    if (!value || json_is_null(value)) {
        return ATTEST_OK;
    }
    if (field == ATTEST_I_FIELD_AUTHOR && attest_i_metadata_has(a->document, field)) {
        return ATTEST_OK; /* "author" and "authors" say the same twice */
    }
    if (json_is_string(value)) {
        return set_string(a, member, value);
    }
    if (is_date && json_is_number(value)) {
        return set_epoch(a, member, value);
    }
    if (field == ATTEST_I_FIELD_AUTHOR && json_is_array(value)) {
        return set_list(a, member, value);
    }
    if (!members[member].strict) {
        return ATTEST_OK;
    }
    return wrong_type(a, members[member].name, value,
                      is_date                          ? "a string or a number"
                      : field == ATTEST_I_FIELD_AUTHOR ? "a string or an array of strings"
                                                       : "a string");
}

/* Title, empty line, text; the title is left out if the text starts with it. */
static enum attest_status set_text(article *a)
{
    attest_view title = a->document->metadata.title;
    attest_i_buffer text = {0};
    if (a->text.size == 0) {
        return attest_i_record_fail(
            a->record, line_start, a->error, ATTEST_ERR_DATA,
            "no text: member \"text\" (or \"maintext\", \"body\", \"raw_text\") is missing or empty");
    }
    int repeated = a->text.size >= title.size && title.size && memcmp(a->text.data, title.data, title.size) == 0;
    if (title.size && !repeated) {
        attest_i_buffer_append(&text, title);
        attest_i_buffer_append(&text, ATTEST_VIEW("\n\n"));
    }
    attest_i_buffer_append(&text, a->text);
    if (text.status != ATTEST_OK) {
        attest_i_buffer_clear(&text);
        return no_memory(a->record, a->error);
    }
    enum attest_status status = attest_i_document_set_text(a->document, &text, a->record, a->error);
    a->document->title_span = (attest_span){0, (uint32_t)title.size};
    return status;
}

static enum attest_status fill_document(article *a, const json_t *root)
{
    enum attest_status status = ATTEST_OK;
    for (size_t i = 0; i < sizeof members / sizeof members[0] && status == ATTEST_OK; i++) {
        status = set_member(a, i, json_object_get(root, members[i].name));
    }
    if (status == ATTEST_OK) {
        status = set_text(a);
    }
    if (status == ATTEST_OK && attest_i_metadata_complete(a->document, &a->intake->options) != ATTEST_OK) {
        status = no_memory(a->record, a->error);
    }
    return status;
}

/* JSON is UTF-8 by definition (RFC 8259, section 8.1); a mark or zero bytes may still say UTF-16. Never guessed. */
static enum attest_status decode_json(const attest_i_record *record, attest_i_decoded *decoded, attest_error *error)
{
    attest_i_record plain = *record;
    if (!plain.encoding) {
        attest_i_wide wide = attest_i_encoding_wide(record->bytes);
        plain.encoding = wide.name ? wide.name : "UTF-8";
    }
    return attest_i_decode(&plain, decoded, error);
}

enum attest_status attest_i_json_parse(const attest_i_intake *intake, const attest_i_record *record,
                                       attest_document **document, attest_error *error)
{
    article a = {.intake = intake, .record = record, .error = error};
    attest_i_decoded decoded;
    json_t *root = NULL;
    enum attest_status status = decode_json(record, &decoded, error);
    if (status == ATTEST_OK) {
        attest_i_decoded_warn(&decoded, intake, record);
        status = load(&a, attest_i_buffer_view(&decoded.text), &root);
    }
    if (status == ATTEST_OK) {
        status = attest_i_document_new(&a.document, record, error);
    }
    if (status == ATTEST_OK) {
        memcpy(a.document->encoding, decoded.encoding, sizeof a.document->encoding);
        status = fill_document(&a, root);
    }
    json_decref(root);
    attest_i_buffer_clear(&decoded.text);
    if (status != ATTEST_OK) {
        attest_document_free(a.document);
        return status;
    }
    *document = a.document;
    return ATTEST_OK;
}
