/* Pieces of imported lines: strings, spans, names of enumerators, values, each checked against the source. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>
#include <stdio.h>

#include "audit/import.h"
#include "rdf/mapping.h"

/* Most pieces that one span list may have. */
#define MAX_SPANS 256
/* Bytes of text shown in a message. */
#define SHOWN 60

enum attest_status attest_i_import_refuse(attest_i_import_line *line, const char *kind, const char *format, ...)
{
    if (!line->kind) {
        va_list arguments;
        va_start(arguments, format);
        vsnprintf(line->reason, sizeof line->reason, format, arguments);
        va_end(arguments);
        line->kind = kind;
    }
    return ATTEST_NONE;
}

/* What of a text is shown: the first characters. */
static int shown(attest_view text)
{
    size_t size = text.size > SHOWN ? SHOWN : text.size;
    while (size > 0 && size < text.size && ((unsigned char)text.data[size] & 0xc0U) == 0x80U) {
        size--;
    }
    return (int)size;
}

enum attest_status attest_i_import_string(attest_i_import_line *line, const json_t *object, const char *key,
                                          int required, attest_view *text)
{
    const json_t *value = json_object_get(object, key);
    *text = ATTEST_VIEW("");
    if (!value || json_is_null(value)) {
        return required ? attest_i_import_refuse(line, "member-missing", "\"%s\" is missing", key) : ATTEST_OK;
    }
    if (!json_is_string(value)) {
        return attest_i_import_refuse(line, "member-type", "\"%s\" is not a string", key);
    }
    *text = (attest_view){json_string_value(value), json_string_length(value)};
    return required && text->size == 0 ? attest_i_import_refuse(line, "member-missing", "\"%s\" is empty", key)
                                       : ATTEST_OK;
}

enum attest_status attest_i_import_span(attest_i_import_line *line, const json_t *value, const char *what,
                                        attest_span *span)
{
    const json_t *begin = json_array_get(value, 0);
    const json_t *end = json_array_get(value, 1);
    if (json_array_size(value) != 2 || !json_is_integer(begin) || !json_is_integer(end)) {
        return attest_i_import_refuse(line, "member-type", "%s: a span is [begin,end)", what);
    }
    json_int_t from = json_integer_value(begin);
    json_int_t to = json_integer_value(end);
    const attest_document *document = line->source->document;
    json_int_t length = attest_document_codepoint(document, (uint32_t)attest_document_text(document).size);
    if (from < 0 || from >= to) {
        return attest_i_import_refuse(line, "span-invalid", "%s: [%lld,%lld) is no span of text", what, (long long)from,
                                      (long long)to);
    }
    if (to > length) {
        return attest_i_import_refuse(line, "span-outside",
                                      "%s: [%lld,%lld) reaches beyond the text, which has %lld code points", what,
                                      (long long)from, (long long)to, (long long)length);
    }
    span->begin = attest_document_byte(document, (uint32_t)from);
    span->end = attest_document_byte(document, (uint32_t)to);
    return ATTEST_OK;
}

enum attest_status attest_i_import_spans(attest_i_import_line *line, const json_t *object, const char *key,
                                         int required, const attest_span **spans, size_t *count)
{
    const json_t *value = json_object_get(object, key);
    size_t size = json_array_size(value);
    *count = 0;
    *spans = NULL;
    if (size == 0) {
        if (value && !json_is_null(value) && !json_is_array(value)) {
            return attest_i_import_refuse(line, "member-type", "\"%s\" is not a list of spans", key);
        }
        return required ? attest_i_import_refuse(line, "member-missing", "\"%s\" is missing or empty", key) : ATTEST_OK;
    }
    if (size > MAX_SPANS) {
        return attest_i_import_refuse(line, "limit", "\"%s\" has more than %d pieces", key, MAX_SPANS);
    }
    attest_span *read = attest_i_arena_array(line->arena, size, sizeof *read);
    if (!read) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < size; i++) {
        enum attest_status status = attest_i_import_span(line, json_array_get(value, i), key, &read[i]);
        if (status != ATTEST_OK) {
            return status;
        }
        if (i > 0 && read[i].begin < read[i - 1].end) {
            return attest_i_import_refuse(line, "span-invalid", "\"%s\": the pieces are not in the order of the text",
                                          key);
        }
    }
    *spans = read;
    *count = size;
    return ATTEST_OK;
}

static int is_space(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

/* Compare from `*at` on, a run of white space being equal to any other. Moves `*at` behind what is equal; 0 if it differs. */
static int match_folded(attest_view text, size_t *at, attest_view piece)
{
    for (size_t i = 0; i < piece.size;) {
        if (is_space(piece.data[i])) {
            if (*at >= text.size || !is_space(text.data[*at])) {
                return 0;
            }
            while (i < piece.size && is_space(piece.data[i])) {
                i++;
            }
            while (*at < text.size && is_space(text.data[*at])) {
                (*at)++;
            }
        } else if (*at >= text.size || text.data[(*at)++] != piece.data[i++]) {
            return 0;
        }
    }
    return 1;
}

enum attest_status attest_i_import_check_text(attest_i_import_line *line, const char *what, attest_view text,
                                              const attest_span *spans, size_t count)
{
    size_t at = 0;
    int equal = 1;
    for (size_t i = 0; i < count && equal; i++) {
        equal = (i == 0 || match_folded(text, &at, ATTEST_VIEW(" "))) &&
                match_folded(text, &at, attest_document_slice(line->source->document, spans[i]));
    }
    if (equal && at == text.size) {
        return ATTEST_OK;
    }
    if (count == 0) {
        return attest_i_import_refuse(line, "span-missing", "%s: \"%.*s\" has no span", what, shown(text), text.data);
    }
    attest_view there = attest_document_slice(line->source->document, spans[0]);
    return attest_i_import_refuse(line, "text-differs", "%s: \"%.*s%s\" is not what stands there: \"%.*s%s\"", what,
                                  shown(text), text.data, text.size > SHOWN ? "..." : "", shown(there), there.data,
                                  there.size > SHOWN || count > 1 ? "..." : "");
}

enum attest_status attest_i_import_enum(attest_i_import_line *line, const json_t *object, const char *key, int required,
                                        const char *(*name)(unsigned), unsigned count, unsigned *value)
{
    attest_view text;
    enum attest_status status = attest_i_import_string(line, object, key, required, &text);
    *value = 0;
    if (status != ATTEST_OK || text.size == 0) {
        return status;
    }
    for (; *value < count; (*value)++) {
        if (attest_view_equal(text, attest_view_of(name(*value)))) {
            return ATTEST_OK;
        }
    }
    return attest_i_import_refuse(line, "enum-unknown", "\"%s\": \"%.*s\" is none of the values that it may have", key,
                                  shown(text), text.data);
}

static const char *value_kind_name(unsigned kind)
{
    static const char *const NAMES[] = {"none",     "text",     "integer",  "decimal", "year",    "month",  "date",
                                        "datetime", "interval", "duration", "money",   "percent", "measure"};
    return NAMES[kind];
}

static const char *bound_name(unsigned bound)
{
    static const char *const NAMES[] = {"exact", "about", "at-least", "at-most"};
    return NAMES[bound];
}

/* Are both ends in the lexical space of the kind? An interval may be open at one end. */
static int value_is_valid(const attest_value *value)
{
    static const enum attest_i_iri DATATYPES[] = {
        [ATTEST_VALUE_INTEGER] = ATTEST_I_IRI_XSD_INTEGER, [ATTEST_VALUE_DECIMAL] = ATTEST_I_IRI_XSD_DECIMAL,
        [ATTEST_VALUE_YEAR] = ATTEST_I_IRI_XSD_YEAR,       [ATTEST_VALUE_MONTH] = ATTEST_I_IRI_XSD_MONTH,
        [ATTEST_VALUE_DATE] = ATTEST_I_IRI_XSD_DATE,       [ATTEST_VALUE_DATETIME] = ATTEST_I_IRI_XSD_DATE_TIME,
        [ATTEST_VALUE_INTERVAL] = ATTEST_I_IRI_XSD_DATE,   [ATTEST_VALUE_DURATION] = ATTEST_I_IRI_XSD_DURATION,
        [ATTEST_VALUE_MONEY] = ATTEST_I_IRI_XSD_DECIMAL,   [ATTEST_VALUE_PERCENT] = ATTEST_I_IRI_XSD_DECIMAL,
        [ATTEST_VALUE_MEASURE] = ATTEST_I_IRI_XSD_DECIMAL,
    };
    if (value->kind == ATTEST_VALUE_TEXT || value->kind == ATTEST_VALUE_NONE) {
        return value->lexical.size > 0;
    }
    const attest_view ends[2] = {value->lexical, value->upper};
    for (size_t i = 0; i < 2; i++) {
        int open = ends[i].size == 0 && (i == 1 || value->kind == ATTEST_VALUE_INTERVAL);
        if (!open && !attest_i_lexical_is_valid(ends[i], DATATYPES[value->kind]) &&
            !(value->kind == ATTEST_VALUE_INTERVAL && attest_i_lexical_is_valid(ends[i], ATTEST_I_IRI_XSD_DATE_TIME))) {
            return 0;
        }
    }
    return value->lexical.size + value->upper.size > 0;
}

enum attest_status attest_i_import_value(attest_i_import_line *line, const json_t *value, attest_value *result)
{
    unsigned kind = ATTEST_VALUE_NONE;
    unsigned bound = ATTEST_BOUND_EXACT;
    memset(result, 0, sizeof *result);
    if (!value || json_is_null(value)) {
        return ATTEST_OK;
    }
    if (json_is_string(value)) {
        result->kind = ATTEST_VALUE_TEXT;
        result->lexical = (attest_view){json_string_value(value), json_string_length(value)};
        return result->lexical.size ? ATTEST_OK : attest_i_import_refuse(line, "value-invalid", "\"value\" is empty");
    }
    if (!json_is_object(value)) {
        return attest_i_import_refuse(line, "member-type", "\"value\" is neither a string nor an object");
    }
    enum attest_status status =
        attest_i_import_enum(line, value, "kind", 1, value_kind_name, ATTEST_VALUE_MEASURE + 1, &kind);
    if (status == ATTEST_OK) {
        status = attest_i_import_enum(line, value, "bound", 0, bound_name, ATTEST_BOUND_AT_MOST + 1, &bound);
    }
    if (status == ATTEST_OK) {
        status = attest_i_import_string(line, value, "lexical", 0, &result->lexical);
    }
    if (status == ATTEST_OK) {
        status = attest_i_import_string(line, value, "upper", 0, &result->upper);
    }
    if (status == ATTEST_OK) {
        status = attest_i_import_string(line, value, "unit", 0, &result->unit);
    }
    result->kind = (enum attest_value_kind)kind;
    result->bound = (enum attest_value_bound)bound;
    if (status == ATTEST_OK && !value_is_valid(result)) {
        status = attest_i_import_refuse(line, "value-invalid", "\"%.*s\" is no value of kind %s",
                                        shown(result->lexical), result->lexical.data, value_kind_name(kind));
    }
    return status;
}

enum attest_status attest_i_import_confidence(attest_i_import_line *line, const json_t *object, double *confidence)
{
    const json_t *value = json_object_get(object, "confidence");
    *confidence = 1;
    if (!value || json_is_null(value)) {
        return ATTEST_OK;
    }
    if (!json_is_number(value)) {
        return attest_i_import_refuse(line, "member-type", "\"confidence\" is not a number");
    }
    *confidence = json_number_value(value);
    if (!(*confidence >= 0 && *confidence <= 1)) {
        return attest_i_import_refuse(line, "confidence-range", "\"confidence\" is not between 0 and 1");
    }
    return ATTEST_OK;
}

enum attest_status attest_i_import_boolean(attest_i_import_line *line, const json_t *object, const char *key,
                                           int *value)
{
    const json_t *member = json_object_get(object, key);
    *value = json_is_true(member);
    if (member && !json_is_boolean(member)) {
        return attest_i_import_refuse(line, "member-type", "\"%s\" is neither true nor false", key);
    }
    return ATTEST_OK;
}

enum attest_status attest_i_import_names_find(const attest_i_import_names *names, attest_view name, uint32_t *index)
{
    for (size_t i = 0; i < names->count; i++) {
        if (attest_view_equal(names->items[i].name, name)) {
            *index = names->items[i].index;
            return ATTEST_OK;
        }
    }
    return ATTEST_NONE;
}

enum attest_status attest_i_import_names_add(attest_i_import_names *names, attest_i_arena *arena, attest_view name,
                                             uint32_t index)
{
    attest_i_import_name added = {.index = index};
    enum attest_status status = attest_i_arena_copy(arena, name, &added.name);
    if (status == ATTEST_OK) {
        status = attest_i_grow((void **)&names->items, &names->capacity, names->count + 1, sizeof *names->items);
    }
    if (status == ATTEST_OK) {
        names->items[names->count++] = added;
    }
    return status;
}
