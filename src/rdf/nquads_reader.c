/* N-Quads (W3C Recommendation of 2014), line by line. By hand, since raptor's parser loses memory with every datatype, cuts
 * literals at an escaped U+0000, and is slower by an order of magnitude. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/nquads_reader.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "rdf/term.h"

/* Longest line, in bytes. */
#define LINE_MAX_SIZE ((size_t)256 * 1024 * 1024)

typedef struct nquads_reader {
    attest_i_input *input;
    attest_quad_sink sink;
    attest_view text; /* the line */
    size_t at;
    uint64_t line;
    attest_i_buffer rest;      /* the start of a line whose end is in the next piece */
    attest_i_buffer values[4]; /* unescaped values of subject, predicate, object, graph */
    attest_i_buffer datatype;
    attest_i_buffer language;
} nquads_reader;

static enum attest_status fail(const nquads_reader *reader, enum attest_status status, const char *text)
{
    attest_view before = {reader->text.data, reader->at};
    uint32_t line = reader->line > UINT32_MAX ? UINT32_MAX : (uint32_t)reader->line;
    uint32_t column = reader->at < UINT32_MAX ? (uint32_t)attest_i_utf8_count(before) + 1 : 0;
    return attest_error_set_at(reader->input->error, status, reader->input->name, 0, line, column, "%s", text);
}

static enum attest_status syntax_error(const nquads_reader *reader, const char *text)
{
    return fail(reader, ATTEST_ERR_SYNTAX, text);
}

/* The byte at hand; '\n' at the end of the line. */
static char current(const nquads_reader *reader)
{
    return reader->at < reader->text.size ? reader->text.data[reader->at] : '\n';
}

static void skip_spaces(nquads_reader *reader)
{
    while (current(reader) == ' ' || current(reader) == '\t') {
        reader->at++;
    }
}

/* Production UCHAR behind the backslash. */
static enum attest_status take_codepoint(nquads_reader *reader, attest_i_buffer *buffer)
{
    size_t digits = current(reader) == 'u' ? 4 : 8;
    uint32_t codepoint = 0;
    char bytes[4];
    reader->at++;
    for (size_t i = 0; i < digits; i++, reader->at++) {
        unsigned char byte = (unsigned char)current(reader);
        uint32_t digit = (unsigned char)(byte - '0') < 10            ? byte - (uint32_t)'0'
                         : (unsigned char)((byte | 0x20U) - 'a') < 6 ? (byte | 0x20U) - (uint32_t)'a' + 10
                                                                     : 16;
        if (digit > 15 || codepoint > 0x10FFFF) {
            return syntax_error(reader, "expected a hexadecimal digit of a character");
        }
        codepoint = codepoint * 16 + digit;
    }
    if (codepoint > 0x10FFFF || (codepoint >= 0xD800 && codepoint <= 0xDFFF)) {
        return syntax_error(reader, "an escape that is no character");
    }
    attest_i_buffer_append(buffer, (attest_view){bytes, attest_i_utf8_put(bytes, codepoint)});
    return ATTEST_OK;
}

/* An escape behind its backslash; the short ones only in strings. */
static enum attest_status take_escape(nquads_reader *reader, int in_string, attest_i_buffer *buffer)
{
    static const char names[] = "tbnrf\"'\\";
    static const char characters[] = "\t\b\n\r\f\"'\\";
    char byte = current(reader);
    if (byte == 'u' || byte == 'U') {
        return take_codepoint(reader, buffer);
    }
    const char *name = in_string && byte != '\n' ? strchr(names, byte) : NULL;
    if (!name) {
        return syntax_error(reader, "an escape that does not exist");
    }
    attest_i_buffer_byte(buffer, characters[name - names]);
    reader->at++;
    return ATTEST_OK;
}

/* What stands before `closing`, which is taken as well. `*value` points into the line, or into `buffer` if there are escapes. */
static enum attest_status take_quoted(nquads_reader *reader, char closing, attest_i_buffer *buffer, attest_view *value)
{
    size_t begin = reader->at;
    int escaped = 0;
    for (;;) {
        char byte = current(reader);
        if (byte == closing) {
            break;
        }
        if (byte == '\n' || byte == '\r') {
            return syntax_error(reader, closing == '>' ? "expected \">\"" : "expected a closing quotation mark");
        }
        if (byte != '\\') {
            const char *data = reader->text.data;
            size_t at = reader->at + 1;
            while (at < reader->text.size && data[at] != closing && data[at] != '\\' && data[at] != '\n' &&
                   data[at] != '\r') {
                at++;
            }
            reader->at = at;
            continue;
        }
        if (!escaped) {
            attest_i_buffer_reset(buffer);
            escaped = 1;
        }
        attest_i_buffer_append(buffer, (attest_view){reader->text.data + begin, reader->at - begin});
        reader->at++;
        enum attest_status status = take_escape(reader, closing == '"', buffer);
        if (status != ATTEST_OK) {
            return status;
        }
        begin = reader->at;
    }
    *value = (attest_view){reader->text.data + begin, reader->at - begin};
    reader->at++;
    if (escaped) {
        attest_i_buffer_append(buffer, *value);
        *value = attest_i_buffer_view(buffer);
        return buffer->status == ATTEST_OK ? ATTEST_OK : fail(reader, buffer->status, "out of memory");
    }
    return ATTEST_OK;
}

static enum attest_status take_iri(nquads_reader *reader, attest_i_buffer *buffer, attest_view *iri)
{
    if (current(reader) == '_') {
        return fail(reader, ATTEST_ERR_UNSUPPORTED, "a blank node: in data of attest every node has an IRI");
    }
    if (current(reader) != '<') {
        return syntax_error(reader, "expected an IRI in \"<>\"");
    }
    reader->at++;
    return take_quoted(reader, '>', buffer, iri);
}

/* A language tag behind "@", in lower case. */
static enum attest_status take_language(nquads_reader *reader, attest_view *language)
{
    attest_i_buffer_reset(&reader->language);
    for (;; reader->at++) {
        unsigned char byte = (unsigned char)current(reader);
        if (byte >= 'A' && byte <= 'Z') {
            byte |= 0x20U;
        }
        if (!(byte >= 'a' && byte <= 'z') && !(byte >= '0' && byte <= '9') && byte != '-') {
            break;
        }
        attest_i_buffer_byte(&reader->language, (char)byte);
    }
    *language = attest_i_buffer_view(&reader->language);
    if (reader->language.status != ATTEST_OK) {
        return fail(reader, reader->language.status, "out of memory");
    }
    return language->size ? ATTEST_OK : syntax_error(reader, "expected a language");
}

static enum attest_status take_literal(nquads_reader *reader, attest_term *term)
{
    reader->at++;
    term->kind = ATTEST_TERM_LITERAL;
    enum attest_status status = take_quoted(reader, '"', &reader->values[2], &term->value);
    if (status == ATTEST_OK && current(reader) == '@') {
        reader->at++;
        return take_language(reader, &term->language);
    }
    if (status == ATTEST_OK && current(reader) == '^') {
        reader->at++;
        if (current(reader) != '^') {
            return syntax_error(reader, "expected \"^^\"");
        }
        reader->at++;
        status = take_iri(reader, &reader->datatype, &term->datatype);
        if (status == ATTEST_OK && attest_i_literal_datatype(term) == ATTEST_I_DATATYPE_STRING) {
            term->datatype = (attest_view){NULL, 0};
        }
    }
    return status;
}

static enum attest_status take_node(nquads_reader *reader, size_t place, attest_term *term)
{
    term->kind = ATTEST_TERM_IRI;
    enum attest_status status = take_iri(reader, &reader->values[place], &term->value);
    skip_spaces(reader);
    return status;
}

static enum attest_status take_statement(nquads_reader *reader)
{
    attest_quad quad;
    memset(&quad, 0, sizeof quad);
    enum attest_status status = take_node(reader, 0, &quad.subject);
    if (status == ATTEST_OK) {
        status = take_node(reader, 1, &quad.predicate);
    }
    if (status == ATTEST_OK) {
        status = current(reader) == '"' ? take_literal(reader, &quad.object) : take_node(reader, 2, &quad.object);
    }
    skip_spaces(reader);
    if (status == ATTEST_OK && current(reader) != '.') {
        status = take_node(reader, 3, &quad.graph);
    }
    if (status == ATTEST_OK && current(reader) != '.') {
        return syntax_error(reader, "expected \".\"");
    }
    reader->at++;
    return status == ATTEST_OK ? attest_i_input_emit(reader->input, &quad, reader->line, reader->sink) : status;
}

/* A line without its newline; carriage returns end statements too. */
static enum attest_status read_line(nquads_reader *reader, attest_view text)
{
    enum attest_status status = ATTEST_OK;
    int after_statement = 0;
    reader->text = text;
    reader->at = 0;
    while (status == ATTEST_OK) {
        skip_spaces(reader);
        char byte = current(reader);
        if (byte == '\n') {
            break;
        }
        if (byte == '\r') {
            after_statement = 0;
            reader->at++;
        } else if (byte == '#') {
            while (current(reader) != '\n' && current(reader) != '\r') {
                reader->at++;
            }
        } else if (after_statement) {
            status = syntax_error(reader, "expected the end of the line");
        } else {
            status = take_statement(reader);
            after_statement = 1;
        }
    }
    reader->line++;
    return status;
}

/* Is a line that cannot be read to be left out? Failures of the sink have other codes. */
static int is_passed_over(const nquads_reader *reader, enum attest_status status)
{
    const attest_i_input *input = reader->input;
    return (status == ATTEST_ERR_SYNTAX || status == ATTEST_ERR_UNSUPPORTED) && input->on_bad && input->error &&
           input->on_bad(input->bad_data, input->error);
}

/* Read the whole lines of a piece and keep what is left of the last one. */
static enum attest_status read_piece(nquads_reader *reader, attest_view piece)
{
    while (piece.size) {
        const char *newline = memchr(piece.data, '\n', piece.size);
        size_t size = newline ? (size_t)(newline - piece.data) : piece.size;
        attest_view line = {piece.data, size};
        if (!newline || reader->rest.size) {
            attest_i_buffer_append(&reader->rest, line);
            line = attest_i_buffer_view(&reader->rest);
        }
        if (reader->rest.status != ATTEST_OK || line.size > LINE_MAX_SIZE) {
            enum attest_status status = reader->rest.status != ATTEST_OK ? reader->rest.status : ATTEST_ERR_LIMIT;
            return attest_i_input_fail(reader->input, status, reader->line, "%s", attest_status_text(status));
        }
        if (!newline) {
            return ATTEST_OK;
        }
        enum attest_status status = read_line(reader, line);
        if (status != ATTEST_OK && !is_passed_over(reader, status)) {
            return status;
        }
        attest_i_buffer_reset(&reader->rest);
        piece = (attest_view){newline + 1, piece.size - size - 1};
    }
    return ATTEST_OK;
}

enum attest_status attest_i_nquads_read(attest_i_input *input, attest_view piece, attest_quad_sink sink)
{
    nquads_reader reader = {.input = input, .sink = sink, .line = 1};
    enum attest_status status = ATTEST_OK;
    for (int ended = 0; status == ATTEST_OK && !ended;) {
        status = read_piece(&reader, piece);
        if (status == ATTEST_OK) {
            status = attest_i_input_next(input, &piece);
            ended = status == ATTEST_END;
            status = ended ? read_line(&reader, attest_i_buffer_view(&reader.rest)) : status;
            status = ended && is_passed_over(&reader, status) ? ATTEST_OK : status;
        }
    }
    for (size_t i = 0; i < sizeof reader.values / sizeof reader.values[0]; i++) {
        attest_i_buffer_clear(&reader.values[i]);
    }
    attest_i_buffer_clear(&reader.rest);
    attest_i_buffer_clear(&reader.datatype);
    attest_i_buffer_clear(&reader.language);
    return status;
}
