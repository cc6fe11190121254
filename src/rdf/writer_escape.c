/* Escapes in quoted strings. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/writer_escape.h"

static void write_escape(attest_i_output *output, unsigned char byte, const char *digits)
{
    char text[6] = {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15U]};
    switch (byte) {
    case '\b': ATTEST_I_OUTPUT_TEXT(output, "\\b"); break;
    case '\t': ATTEST_I_OUTPUT_TEXT(output, "\\t"); break;
    case '\n': ATTEST_I_OUTPUT_TEXT(output, "\\n"); break;
    case '\f': ATTEST_I_OUTPUT_TEXT(output, "\\f"); break;
    case '\r': ATTEST_I_OUTPUT_TEXT(output, "\\r"); break;
    case '"': ATTEST_I_OUTPUT_TEXT(output, "\\\""); break;
    case '\\': ATTEST_I_OUTPUT_TEXT(output, "\\\\"); break;
    default: attest_i_output_put(output, text, sizeof text); break;
    }
}

void attest_i_write_escaped(attest_i_output *output, attest_view text, const attest_i_escapes *escapes)
{
    size_t begin = 0;
    unsigned char also = escapes->also;
    for (size_t at = 0; at < text.size; at++) {
        unsigned char byte = (unsigned char)text.data[at];
        if (byte < 0x20 || byte == '"' || byte == '\\' || byte == also) {
            attest_i_output_put(output, text.data + begin, at - begin);
            write_escape(output, byte, escapes->digits);
            begin = at + 1;
        }
    }
    if (begin < text.size) {
        attest_i_output_put(output, text.data + begin, text.size - begin);
    }
}
