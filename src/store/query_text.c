/* Escaping for JSON, XML and Turtle. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/query_text.h"

#include "base/utf8.h"

/* Append `text` with every byte for which `escape` gives a replacement replaced. */
static void append_escaped(attest_i_buffer *buffer, attest_view text,
                           const char *(*escape)(unsigned char byte, char scratch[16]))
{
    char scratch[16];
    size_t begin = 0;
    for (size_t i = 0; i < text.size; i++) {
        const char *replacement = escape((unsigned char)text.data[i], scratch);
        if (replacement) {
            attest_i_buffer_append(buffer, (attest_view){text.data + begin, i - begin});
            attest_i_buffer_append(buffer, attest_view_of(replacement));
            begin = i + 1;
        }
    }
    if (begin < text.size) {
        attest_i_buffer_append(buffer, (attest_view){text.data + begin, text.size - begin});
    }
}

static const char *escape_json(unsigned char byte, char scratch[16])
{
    switch (byte) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: break;
    }
    if (byte >= 0x20) {
        return NULL;
    }
    snprintf(scratch, 16, "\\u%04x", byte);
    return scratch;
}

void attest_i_text_json(attest_i_buffer *buffer, attest_view text)
{
    attest_i_buffer_byte(buffer, '"');
    append_escaped(buffer, text, escape_json);
    attest_i_buffer_byte(buffer, '"');
}

static const char *escape_xml(unsigned char byte, char scratch[16])
{
    (void)scratch;
    switch (byte) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    case '\r': return "&#13;";
    case '\n':
    case '\t': return NULL;
    default: return byte < 0x20 ? "\xEF\xBF\xBD" : NULL;
    }
}

void attest_i_text_xml(attest_i_buffer *buffer, attest_view text)
{
    append_escaped(buffer, text, escape_xml);
}

static const char *escape_turtle(unsigned char byte, char scratch[16])
{
    if (byte == 0x7f) {
        return "\\u007F";
    }
    if (byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t') {
        snprintf(scratch, 16, "\\u%04X", byte);
        return scratch;
    }
    return escape_json(byte, scratch);
}

void attest_i_text_term(attest_i_buffer *buffer, const attest_term *term, const attest_i_shortener *shortener)
{
    static const attest_i_shortener NO_PREFIXES;
    if (!shortener) {
        shortener = &NO_PREFIXES;
    }
    if (term->kind == ATTEST_TERM_IRI) {
        attest_i_shortener_append(shortener, term->value, buffer);
    } else if (term->kind == ATTEST_TERM_LITERAL) {
        attest_i_buffer_byte(buffer, '"');
        append_escaped(buffer, term->value, escape_turtle);
        attest_i_buffer_byte(buffer, '"');
        if (term->language.size) {
            attest_i_buffer_byte(buffer, '@');
            attest_i_buffer_append(buffer, term->language);
        } else if (term->datatype.size) {
            attest_i_buffer_append(buffer, ATTEST_VIEW("^^"));
            attest_i_shortener_append(shortener, term->datatype, buffer);
        }
    }
}
