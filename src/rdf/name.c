/* Names of entities and relations as path segments of IRIs. The rules are in name.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/name.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/digest.h"
#include "base/utf8.h"
#include "rdf/iri_syntax.h"

/* Labels are cut here before anything else, so that a hostile one costs little. */
#define LABEL_MAX ((size_t)4096)

/* A label on its way: UTF-16, NFC. */
typedef struct name_text {
    UChar *units;
    int32_t size;
} name_text;

/* NFC, and lower case unless `proper`, in one malloc'ed block that the caller frees. */
static enum attest_status normalise(attest_view label, int proper, name_text *text)
{
    size_t size = label.size <= LABEL_MAX ? label.size : attest_i_utf8_floor(label.data, LABEL_MAX);
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&code);
    /* NFC makes UTF-16 at most three times as long, lower case again as much. */
    int32_t room = (int32_t)size * 9 + 1;
    UChar *units = malloc((size_t)room * 2 * sizeof *units);
    if (!units) {
        return ATTEST_ERR_NOMEM;
    }
    UChar *other = units + room;
    int32_t length = 0;
    u_strFromUTF8(other, room, &length, size ? label.data : "", (int32_t)size, &code);
    length = unorm2_normalize(nfc, other, length, units, room, &code);
    if (!proper && U_SUCCESS(code)) {
        memcpy(other, units, (size_t)length * sizeof *units);
        length = u_strToLower(units, room, other, length, "", &code);
    }
    if (U_FAILURE(code)) {
        free(units);
        return code == U_MEMORY_ALLOCATION_ERROR ? ATTEST_ERR_NOMEM : ATTEST_ERR_ENCODING;
    }
    text->units = units;
    text->size = length;
    return ATTEST_OK;
}

static int is_apostrophe(UChar32 c)
{
    return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02BC || c == 0xFF07 || c == '`' || c == 0xB4;
}

/* Characters that carry meaning in names but have no place in a path segment as they are. */
static int is_encoded(UChar32 c)
{
    return c < 0x80 && strchr("&+@/%#*=$<>|^~", (int)c) != NULL && c != 0;
}

enum action { KEEP, SEPARATE, HYPHEN, DROP, ENCODE };

static enum action classify(UChar32 c)
{
    int type = u_charType(c);
    if (type == U_DASH_PUNCTUATION) {
        return HYPHEN;
    }
    if (type == U_CONTROL_CHAR) {
        return c == '\t' || c == '\n' || c == '\r' ? SEPARATE : DROP;
    }
    if (type == U_FORMAT_CHAR || type == U_PRIVATE_USE_CHAR || type == U_UNASSIGNED || type == U_SURROGATE) {
        return DROP;
    }
    /* What is left of a letter that could not be decoded, and ideographic variation selectors. */
    if (c >= 0x80 && !attest_i_iri_allows((uint32_t)c) && !u_isUWhiteSpace(c)) {
        return DROP;
    }
    if (is_encoded(c)) {
        return ENCODE;
    }
    if (c == '_' || u_isUWhiteSpace(c)) {
        return SEPARATE;
    }
    return u_ispunct(c) && c < 0x3000 ? SEPARATE : KEEP;
}

/* "s" alone behind an apostrophe, before a space or the end. */
static int is_possessive(const name_text *text, int32_t behind, int everywhere)
{
    if (behind >= text->size || (text->units[behind] != 's' && text->units[behind] != 'S')) {
        return 0;
    }
    int32_t at = behind + 1;
    return at == text->size || (everywhere && u_isUWhiteSpace(text->units[at]));
}

/* Where the name begins: behind white space and a leading article, if something follows. */
static int32_t skip_article(const name_text *text, int proper)
{
    static const char *const articles[] = {"the", "a", "an"};
    int32_t begin = 0;
    while (begin < text->size && u_isUWhiteSpace(text->units[begin])) {
        begin++;
    }
    for (size_t i = 0; i < (proper ? 1U : 3U); i++) {
        int32_t size = (int32_t)strlen(articles[i]);
        int32_t at = 0;
        while (at < size && begin + at < text->size && u_tolower(text->units[begin + at]) == articles[i][at]) {
            at++;
        }
        if (at == size && begin + at + 1 < text->size && u_isUWhiteSpace(text->units[begin + at])) {
            return begin + at + 1;
        }
    }
    return begin;
}

/* State of writing: a pending separator is written only before the next kept character. */
typedef struct name_writer {
    attest_i_buffer *buffer;
    size_t begin;
    char joint;
    char pending;
} name_writer;

static void put(name_writer *writer, UChar32 c, int encode)
{
    char bytes[4];
    size_t size = attest_i_utf8_put(bytes, (uint32_t)c);
    if (writer->pending && writer->buffer->size > writer->begin) {
        attest_i_buffer_byte(writer->buffer, writer->pending);
    }
    writer->pending = 0;
    if (encode) {
        attest_i_buffer_print(writer->buffer, "%%%02X", (unsigned)(unsigned char)bytes[0]);
    } else {
        attest_i_buffer_append(writer->buffer, (attest_view){bytes, size});
    }
}

static void put_apostrophe(name_writer *writer, const name_text *text, int32_t *at, int proper)
{
    if (is_possessive(text, *at, !proper)) {
        ++*at;
    } else if (*at < text->size && u_isalnum(text->units[*at]) && writer->buffer->size > writer->begin &&
               !writer->pending) {
        put(writer, '\'', 0);
    }
}

static int is_decimal_point(const name_text *text, int32_t behind)
{
    return behind >= 2 && behind < text->size && u_isdigit(text->units[behind - 2]) && u_isdigit(text->units[behind]);
}

/* The text is well-formed UTF-16, as it was made from UTF-8. */
static UChar32 next_character(const name_text *text, int32_t *at)
{
    uint32_t unit = text->units[(*at)++];
    if ((unit & 0xFC00U) != 0xD800U || *at == text->size) {
        return (UChar32)unit;
    }
    return (UChar32)(((unit & 0x3FFU) << 10) + (text->units[(*at)++] & 0x3FFU) + 0x10000U);
}

static void put_all(name_writer *writer, const name_text *text, enum attest_i_name_style style)
{
    int proper = style == ATTEST_I_NAME_PROPER;
    int32_t at = style == ATTEST_I_NAME_RELATION ? 0 : skip_article(text, proper);
    while (at < text->size) {
        UChar32 c = next_character(text, &at);
        if (is_apostrophe(c)) {
            put_apostrophe(writer, text, &at, proper);
            continue;
        }
        if (c == '.') {
            if (is_decimal_point(text, at)) {
                put(writer, c, 0);
            }
            continue;
        }
        switch (classify(c)) {
        case KEEP: put(writer, c, 0); break;
        case ENCODE: put(writer, c, 1); break;
        case SEPARATE: writer->pending = writer->joint; break;
        case HYPHEN: writer->pending = writer->pending ? writer->pending : '-'; break;
        case DROP: break;
        }
    }
}

/* "-" or "x-" and the first digits of the label's digest. */
static void append_digest(attest_i_buffer *buffer, const char *mark, attest_view label)
{
    char digest[ATTEST_I_DIGEST_SIZE];
    attest_i_digest state;
    attest_i_digest_init(&state);
    attest_i_digest_update(&state, label);
    attest_i_digest_finish(&state, digest);
    attest_i_buffer_print(buffer, "%s%.8s", mark, digest + sizeof "sha256:" - 1);
}

/* Cut at a character that is no part of a percent-escape. */
static void cut_long_name(attest_i_buffer *buffer, size_t begin, attest_view label)
{
    size_t end = begin + ATTEST_I_NAME_MAX - 9;
    if (end < buffer->size) {
        end = attest_i_utf8_floor(buffer->data, end);
        while (buffer->data[end - 1] == '%' || buffer->data[end - 2] == '%') {
            end--;
        }
        buffer->size = end;
    }
    append_digest(buffer, "-", label);
}

enum attest_status attest_i_name_append(attest_i_buffer *buffer, enum attest_i_name_style style, attest_view label)
{
    name_text text;
    enum attest_status status = normalise(label, style == ATTEST_I_NAME_PROPER, &text);
    if (status != ATTEST_OK) {
        return status;
    }
    name_writer writer = {buffer, buffer->size, style == ATTEST_I_NAME_PROPER ? '_' : '-', 0};
    put_all(&writer, &text, style);
    free(text.units);
    if (buffer->status != ATTEST_OK) {
        return buffer->status;
    }
    if (buffer->size == writer.begin) {
        append_digest(buffer, "x-", label);
    } else if (buffer->size - writer.begin > ATTEST_I_NAME_MAX || label.size > LABEL_MAX) {
        cut_long_name(buffer, writer.begin, label);
    }
    return buffer->status;
}
