/* REPLACE (SPARQL 1.1, 17.4.3.15), since rasqal's frees the language of its argument while others still have it. */
/* SPDX-License-Identifier: Apache-2.0 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "store/query.h"

/* Steps of one match, so that no pattern runs away. */
#define MATCH_LIMIT 1000000

/* The flags of XPath: i, m, s, x. */
static enum attest_status take_flags(attest_view flags, uint32_t *options)
{
    for (size_t i = 0; i < flags.size; i++) {
        switch (flags.data[i]) {
        case 'i': *options |= PCRE2_CASELESS; break;
        case 'm': *options |= PCRE2_MULTILINE; break;
        case 's': *options |= PCRE2_DOTALL; break;
        case 'x': *options |= PCRE2_EXTENDED; break;
        default: return ATTEST_NONE;
        }
    }
    return ATTEST_OK;
}

/* XPath's replacement in PCRE's terms: "\$" is a dollar sign, "$N" the group N. Groups have one digit here. */
static enum attest_status convert_replacement(attest_view from, attest_i_buffer *to)
{
    for (size_t i = 0; i < from.size; i++) {
        char byte = from.data[i];
        char next = i + 1 < from.size ? from.data[i + 1] : '\0';
        if (byte == '\\' && (next == '\\' || next == '$')) {
            attest_i_buffer_append(to, next == '$' ? ATTEST_VIEW("$$") : ATTEST_VIEW("\\"));
            i++;
        } else if (byte == '$' && next >= '0' && next <= '9') {
            attest_i_buffer_print(to, "${%c}", next);
            i++;
        } else if (byte == '\\' || byte == '$') {
            return ATTEST_NONE;
        } else {
            attest_i_buffer_byte(to, byte);
        }
    }
    return to->status;
}

static enum attest_status substitute(const pcre2_code *code, attest_view text, const attest_i_buffer *replacement,
                                     attest_i_buffer *out)
{
    pcre2_match_context *context = pcre2_match_context_create(NULL);
    enum attest_status status = context ? ATTEST_OK : ATTEST_ERR_NOMEM;
    size_t room = text.size * 2 + 64;
    int result = PCRE2_ERROR_NOMEMORY;
    if (status == ATTEST_OK) {
        pcre2_set_match_limit(context, MATCH_LIMIT);
    }
    while (status == ATTEST_OK && result == PCRE2_ERROR_NOMEMORY) {
        void *data = out->data;
        status = attest_i_grow(&data, &out->capacity, room + 1, 1);
        out->data = data;
        if (status == ATTEST_OK) {
            size_t size = room;
            result = pcre2_substitute(code, (PCRE2_SPTR)text.data, text.size, 0,
                                      PCRE2_SUBSTITUTE_GLOBAL | PCRE2_SUBSTITUTE_OVERFLOW_LENGTH |
                                          PCRE2_SUBSTITUTE_UNSET_EMPTY | PCRE2_SUBSTITUTE_UNKNOWN_UNSET,
                                      NULL, context, (PCRE2_SPTR)(replacement->data ? replacement->data : ""),
                                      replacement->size, (PCRE2_UCHAR *)out->data, &size);
            out->size = result >= 0 ? size : 0;
            room = result == PCRE2_ERROR_NOMEMORY ? size : room;
        }
    }
    pcre2_match_context_free(context);
    return status != ATTEST_OK ? status : result >= 0 ? ATTEST_OK : ATTEST_NONE;
}

enum attest_status attest_i_query_replace(attest_view text, attest_view pattern, attest_view replacement,
                                          attest_view flags, attest_i_buffer *out)
{
    uint32_t options = PCRE2_UTF | PCRE2_UCP;
    int reason;
    size_t offset;
    attest_i_buffer converted = {0};
    enum attest_status status = take_flags(flags, &options);
    if (status == ATTEST_OK) {
        status = convert_replacement(replacement, &converted);
    }
    pcre2_code *code = status == ATTEST_OK ? pcre2_compile((PCRE2_SPTR)(pattern.size ? pattern.data : ""), pattern.size,
                                                           options, &reason, &offset, NULL)
                                           : NULL;
    if (status == ATTEST_OK) {
        status = code ? substitute(code, text.size ? text : ATTEST_VIEW(""), &converted, out) : ATTEST_NONE;
    }
    pcre2_code_free(code);
    attest_i_buffer_clear(&converted);
    return status;
}
