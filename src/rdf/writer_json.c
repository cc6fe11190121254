/* JSON text. Written by hand, not by jansson, which would build every object in memory first. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/writer_json.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/utf8.h"
#include "rdf/writer_escape.h"

static const attest_i_escapes json_escapes = {"0123456789abcdef", 0};

void attest_i_write_json_string(attest_i_output *output, attest_view text)
{
    ATTEST_I_OUTPUT_TEXT(output, "\"");
    while (text.size) {
        size_t good = attest_i_utf8_valid_prefix(text);
        attest_i_write_escaped(output, (attest_view){text.data, good}, &json_escapes);
        text = (attest_view){text.data + good, text.size - good};
        if (text.size) {
            size_t bad = attest_i_utf8_bad_length(text);
            attest_i_output_view(output, ATTEST_I_UTF8_REPLACEMENT);
            text = (attest_view){text.data + bad, text.size - bad};
        }
    }
    ATTEST_I_OUTPUT_TEXT(output, "\"");
}

void attest_i_write_json_string_or_null(attest_i_output *output, attest_view text)
{
    if (text.size) {
        attest_i_write_json_string(output, text);
    } else {
        ATTEST_I_OUTPUT_TEXT(output, "null");
    }
}

void attest_i_write_json_number(attest_i_output *output, uint64_t number)
{
    char text[24];
    int size = snprintf(text, sizeof text, "%" PRIu64, number);
    attest_i_output_put(output, text, (size_t)size);
}

void attest_i_write_json_share(attest_i_output *output, double share)
{
    unsigned parts = share >= 1 ? 10000U : share > 0 ? (unsigned)(share * 10000 + 0.5) : 0U;
    char text[16];
    int size = snprintf(text, sizeof text, "%u.%04u", parts / 10000U, parts % 10000U);
    while (text[size - 1] == '0') {
        size--;
    }
    attest_i_output_put(output, text, (size_t)(text[size - 1] == '.' ? size - 1 : size));
}
