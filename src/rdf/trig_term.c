/* Escapes, prefixes, bases: from tokens of Turtle and TriG to values. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/trig_term.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "rdf/iri_resolve.h"
#include "rdf/iri_syntax.h"

/* How many bytes of a refused IRI a message shows. */
#define SHOWN_MAX ((size_t)200)

void attest_i_trig_scope_clear(attest_i_trig_scope *scope)
{
    for (size_t i = 0; i < scope->count; i++) {
        attest_i_buffer_clear(&scope->items[i].name);
        attest_i_buffer_clear(&scope->items[i].iri);
    }
    free(scope->items);
    attest_i_buffer_clear(&scope->base);
    attest_i_buffer_clear(&scope->scratch);
    memset(scope, 0, sizeof *scope);
}

static enum attest_status no_memory(const attest_i_trig_tokens *tokens, enum attest_status status)
{
    return attest_i_trig_tokens_fail(tokens, 0, status, "out of memory");
}

/* [26] UCHAR: `*at` is the "u" or "U" and moves behind its digits. */
static enum attest_status take_codepoint(const attest_i_trig_tokens *tokens, attest_view text, size_t *at,
                                         attest_i_buffer *out)
{
    size_t begin = *at;
    size_t digits = text.data[begin] == 'u' ? 4 : 8;
    uint32_t codepoint = 0;
    char bytes[4];
    for (++*at; *at <= begin + digits; ++*at) {
        unsigned char byte = *at < text.size ? (unsigned char)text.data[*at] : 0;
        uint32_t digit = (unsigned char)(byte - '0') < 10            ? byte - (uint32_t)'0'
                         : (unsigned char)((byte | 0x20U) - 'a') < 6 ? (byte | 0x20U) - (uint32_t)'a' + 10
                                                                     : 16;
        if (digit > 15 || codepoint > 0x10FFFF) {
            return attest_i_trig_tokens_fail(tokens, (size_t)(text.data - tokens->text.data) + *at, ATTEST_ERR_SYNTAX,
                                             "expected a hexadecimal digit of a character");
        }
        codepoint = codepoint * 16 + digit;
    }
    if (codepoint == 0 || codepoint > 0x10FFFF || (codepoint >= 0xD800 && codepoint <= 0xDFFF)) {
        return attest_i_trig_tokens_fail(tokens, (size_t)(text.data - tokens->text.data) + begin, ATTEST_ERR_SYNTAX,
                                         "an escape that is no character of text");
    }
    attest_i_buffer_append(out, (attest_view){bytes, attest_i_utf8_put(bytes, codepoint)});
    return ATTEST_OK;
}

/* [159s] ECHAR or UCHAR: `*at` is behind the backslash. */
static enum attest_status take_escape(const attest_i_trig_tokens *tokens, attest_view text, size_t *at,
                                      attest_i_buffer *out)
{
    static const char names[] = "tbnrf\"'\\";
    static const char characters[] = "\t\b\n\r\f\"'\\";
    char byte = text.data[*at];
    if (byte == 'u' || byte == 'U') {
        return take_codepoint(tokens, text, at, out);
    }
    const char *name = strchr(names, byte);
    if (!name) {
        return attest_i_trig_tokens_fail(tokens, (size_t)(text.data - tokens->text.data) + *at, ATTEST_ERR_SYNTAX,
                                         "an escape that does not exist");
    }
    attest_i_buffer_byte(out, characters[name - names]);
    ++*at;
    return ATTEST_OK;
}

/* Append `text`, a part of the token, with its escapes undone. A token never ends in a backslash. */
static enum attest_status append_unescaped(const attest_i_trig_tokens *tokens, attest_view text, attest_i_buffer *out)
{
    size_t at = 0;
    while (tokens->escaped) {
        const char *backslash = memchr(text.data + at, '\\', text.size - at);
        size_t end = backslash ? (size_t)(backslash - text.data) : text.size;
        attest_i_buffer_append(out, (attest_view){text.data + at, end - at});
        if (!backslash) {
            return ATTEST_OK;
        }
        at = end + 1;
        enum attest_status status = take_escape(tokens, text, &at, out);
        if (status != ATTEST_OK) {
            return status;
        }
    }
    attest_i_buffer_append(out, text);
    return ATTEST_OK;
}

enum attest_status attest_i_trig_take_string(const attest_i_trig_tokens *tokens, attest_i_buffer *out)
{
    attest_view text = {tokens->text.data + tokens->quotes, tokens->text.size - 2 * tokens->quotes};
    enum attest_status status = append_unescaped(tokens, text, out);
    return status != ATTEST_OK || out->status == ATTEST_OK ? status : no_memory(tokens, out->status);
}

static attest_i_trig_prefix *find_prefix(const attest_i_trig_scope *scope, attest_view name)
{
    for (size_t i = 0; i < scope->count; i++) {
        if (attest_view_equal(attest_i_buffer_view(&scope->items[i].name), name)) {
            return &scope->items[i];
        }
    }
    return NULL;
}

/* [136s] PrefixedName. */
static enum attest_status take_name(const attest_i_trig_scope *scope, const attest_i_trig_tokens *tokens,
                                    attest_i_buffer *out)
{
    attest_view name = {tokens->text.data, tokens->colon + 1};
    attest_view local = {name.data + name.size, tokens->text.size - name.size};
    const attest_i_trig_prefix *prefix = find_prefix(scope, name);
    if (!prefix) {
        size_t shown = name.size < SHOWN_MAX ? name.size : attest_i_utf8_floor(name.data, SHOWN_MAX);
        return attest_i_trig_tokens_fail(tokens, 0, ATTEST_ERR_SYNTAX, "the prefix \"%.*s\" is not declared",
                                         (int)shown, name.data);
    }
    attest_i_buffer_append(out, attest_i_buffer_view(&prefix->iri));
    for (size_t at = 0; tokens->escaped && at < local.size;) {
        at += local.data[at] == '\\'; /* what is escaped stands for itself */
        size_t begin = at++;
        while (at < local.size && local.data[at] != '\\') {
            at++;
        }
        attest_i_buffer_append(out, (attest_view){local.data + begin, at - begin});
    }
    if (!tokens->escaped) {
        attest_i_buffer_append(out, local);
    }
    return ATTEST_OK;
}

/* [19] IRIREF. */
static enum attest_status take_reference(attest_i_trig_scope *scope, const attest_i_trig_tokens *tokens,
                                         attest_i_buffer *out)
{
    attest_view text = {tokens->text.data + 1, tokens->text.size - 2};
    if (tokens->escaped) {
        attest_i_buffer_reset(&scope->scratch);
        enum attest_status status = append_unescaped(tokens, text, &scope->scratch);
        if (status != ATTEST_OK || scope->scratch.status != ATTEST_OK) {
            return status != ATTEST_OK ? status : no_memory(tokens, scope->scratch.status);
        }
        text = attest_i_buffer_view(&scope->scratch);
    }
    if (attest_i_iri_is_absolute(text)) {
        attest_i_buffer_append(out, text);
    } else if (scope->base.size) {
        attest_i_iri_resolve(out, attest_i_buffer_view(&scope->base), text);
    } else {
        return attest_i_trig_tokens_fail(tokens, 0, ATTEST_ERR_SYNTAX, "a relative IRI without a base");
    }
    return ATTEST_OK;
}

enum attest_status attest_i_trig_take_iri(attest_i_trig_scope *scope, const attest_i_trig_tokens *tokens,
                                          attest_i_buffer *out)
{
    size_t begin = out->size;
    const char *reason = "";
    enum attest_status status =
        tokens->kind == ATTEST_I_TRIG_NAME ? take_name(scope, tokens, out) : take_reference(scope, tokens, out);
    if (status != ATTEST_OK) {
        return status;
    }
    if (out->status != ATTEST_OK) {
        return no_memory(tokens, out->status);
    }
    attest_view iri = {out->data + begin, out->size - begin};
    if (attest_i_iri_check(iri, &reason) == ATTEST_OK) {
        return ATTEST_OK;
    }
    size_t shown = iri.size < SHOWN_MAX ? iri.size : attest_i_utf8_floor(iri.data, SHOWN_MAX);
    return attest_i_trig_tokens_fail(tokens, 0, ATTEST_ERR_SYNTAX, "\"%.*s\" cannot be used as an IRI: %s", (int)shown,
                                     iri.data, reason);
}

/* Like take_iri, for a prefix or a base: these may be any text that begins as an absolute IRI. */
static enum attest_status take_space(attest_i_trig_scope *scope, const attest_i_trig_tokens *tokens,
                                     attest_i_buffer *out)
{
    attest_i_buffer iri = {0};
    enum attest_status status = take_reference(scope, tokens, &iri);
    if (status == ATTEST_OK && iri.status != ATTEST_OK) {
        status = no_memory(tokens, iri.status);
    }
    if (status != ATTEST_OK) {
        attest_i_buffer_clear(&iri);
        return status;
    }
    attest_i_buffer_clear(out);
    *out = iri;
    return ATTEST_OK;
}

enum attest_status attest_i_trig_declare(attest_i_trig_scope *scope, attest_view name,
                                         const attest_i_trig_tokens *tokens)
{
    attest_i_trig_prefix *prefix = find_prefix(scope, name);
    if (prefix) {
        return take_space(scope, tokens, &prefix->iri);
    }
    if (scope->count == ATTEST_I_TRIG_PREFIX_MAX) {
        return attest_i_trig_tokens_fail(tokens, 0, ATTEST_ERR_LIMIT, "more than %d prefixes",
                                         ATTEST_I_TRIG_PREFIX_MAX);
    }
    enum attest_status status = ATTEST_I_VECTOR_RESERVE(scope, 1);
    if (status != ATTEST_OK) {
        return no_memory(tokens, status);
    }
    prefix = &scope->items[scope->count++];
    memset(prefix, 0, sizeof *prefix);
    attest_i_buffer_append(&prefix->name, name);
    return prefix->name.status == ATTEST_OK ? take_space(scope, tokens, &prefix->iri)
                                            : no_memory(tokens, prefix->name.status);
}

enum attest_status attest_i_trig_declare_base(attest_i_trig_scope *scope, const attest_i_trig_tokens *tokens)
{
    return take_space(scope, tokens, &scope->base);
}
