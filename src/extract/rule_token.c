/* Tokens of rule files: words, strings, patterns, marks; '#' starts a remark. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/rule_token.h"

#include <string.h>

#include "base/utf8.h"

/* Longest piece of a token that a message shows. */
#define SHOWN_MAX 40U

static int is_word_byte(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == '_' || c == ':' || c == '+';
}

static size_t skip_blank(attest_view text, size_t at)
{
    while (at < text.size) {
        if (text.data[at] == '#') {
            while (at < text.size && text.data[at] != '\n') {
                at++;
            }
        } else if (strchr(" \t\r\n", text.data[at]) && text.data[at]) {
            at++;
        } else {
            break;
        }
    }
    return at;
}

static enum attest_status read_string(attest_i_tokenizer *tokenizer)
{
    attest_view text = tokenizer->source->text;
    size_t begin = tokenizer->at;
    size_t end = begin + 1;
    while (end < text.size && text.data[end] != '"' && text.data[end] != '\n') {
        end += text.data[end] == '\\' && end + 1 < text.size ? 2 : 1;
    }
    if (end >= text.size || text.data[end] != '"') {
        return attest_i_rule_error(tokenizer->error, tokenizer->source, begin,
                                   "a string without a closing \" on its line");
    }
    char *out = attest_i_arena_take(tokenizer->arena, end - begin);
    if (!out) {
        return ATTEST_ERR_NOMEM;
    }
    size_t size = 0;
    for (size_t i = begin + 1; i < end; i++) {
        char c = text.data[i];
        if (c == '\\') {
            c = text.data[++i];
            if (!strchr("\"\\nt", c) || !c) {
                return attest_i_rule_error(tokenizer->error, tokenizer->source, i - 1,
                                           "expected \\\", \\\\, \\n or \\t in a string");
            }
            c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
        }
        out[size++] = c;
    }
    tokenizer->token.kind = ATTEST_I_TOKEN_STRING;
    tokenizer->token.text = (attest_view){out, size};
    tokenizer->at = end + 1;
    return ATTEST_OK;
}

/* A slash behind a backslash does not end the pattern. */
static enum attest_status read_pattern(attest_i_tokenizer *tokenizer)
{
    attest_view text = tokenizer->source->text;
    size_t begin = tokenizer->at;
    size_t at = begin + 1;
    while (at < text.size && text.data[at] != '/') {
        at += text.data[at] == '\\' ? 2 : 1;
    }
    if (at >= text.size) {
        return attest_i_rule_error(tokenizer->error, tokenizer->source, begin, "a pattern without a closing /");
    }
    tokenizer->token.kind = ATTEST_I_TOKEN_PATTERN;
    tokenizer->token.text = (attest_view){text.data + begin + 1, at - begin - 1};
    tokenizer->token.flags = 0;
    at++;
    for (; at < text.size && is_word_byte((unsigned char)text.data[at]); at++) {
        if (text.data[at] == 'i') {
            tokenizer->token.flags |= PCRE2_CASELESS;
        } else if (text.data[at] == 'm') {
            tokenizer->token.flags |= PCRE2_MULTILINE;
        } else {
            return attest_i_rule_error(
                tokenizer->error, tokenizer->source, at,
                "expected i or m behind a pattern, found '%c' (a / inside of a pattern is written \\/)", text.data[at]);
        }
    }
    tokenizer->at = at;
    return ATTEST_OK;
}

static enum attest_status read_other(attest_i_tokenizer *tokenizer)
{
    attest_view text = tokenizer->source->text;
    attest_i_token *token = &tokenizer->token;
    size_t at = tokenizer->at;
    if (is_word_byte((unsigned char)text.data[at])) {
        while (at < text.size && is_word_byte((unsigned char)text.data[at])) {
            at++;
        }
        token->kind = ATTEST_I_TOKEN_WORD;
    } else if (text.data[at] == '=' && at + 1 < text.size && text.data[at + 1] == '>') {
        token->kind = ATTEST_I_TOKEN_MARK;
        at += 2;
    } else if (text.data[at] && strchr("{}=,", text.data[at])) {
        token->kind = ATTEST_I_TOKEN_MARK;
        at++;
    } else {
        size_t end = at;
        attest_i_utf8_next(text, &end);
        return attest_i_rule_error(tokenizer->error, tokenizer->source, at,
                                   "expected a word, a string, a pattern or a mark, found '%.*s'", (int)(end - at),
                                   text.data + at);
    }
    token->text = (attest_view){text.data + token->begin, at - token->begin};
    tokenizer->at = at;
    return ATTEST_OK;
}

enum attest_status attest_i_tokenizer_next(attest_i_tokenizer *tokenizer)
{
    attest_view text = tokenizer->source->text;
    attest_i_token *token = &tokenizer->token;
    tokenizer->last_end = token->end;
    tokenizer->at = skip_blank(text, tokenizer->at);
    token->begin = tokenizer->at;
    token->end = tokenizer->at;
    token->kind = ATTEST_I_TOKEN_END;
    token->text = (attest_view){NULL, 0};
    if (tokenizer->at == text.size) {
        return ATTEST_OK;
    }
    enum attest_status status;
    switch (text.data[tokenizer->at]) {
    case '"': status = read_string(tokenizer); break;
    case '/': status = read_pattern(tokenizer); break;
    default: status = read_other(tokenizer); break;
    }
    token->end = tokenizer->at;
    return status;
}

int attest_i_token_is(const attest_i_tokenizer *tokenizer, const char *text)
{
    const attest_i_token *token = &tokenizer->token;
    return (token->kind == ATTEST_I_TOKEN_WORD || token->kind == ATTEST_I_TOKEN_MARK) &&
           attest_view_equal(token->text, attest_view_of(text));
}

enum attest_status attest_i_token_expected(const attest_i_tokenizer *tokenizer, const char *expected)
{
    const attest_i_token *token = &tokenizer->token;
    if (token->kind == ATTEST_I_TOKEN_END) {
        return attest_i_rule_error(tokenizer->error, tokenizer->source, token->begin,
                                   "expected %s, found the end of the file", expected);
    }
    size_t size = token->end - token->begin;
    const char *more = "";
    if (size > SHOWN_MAX) {
        size = attest_i_utf8_floor(tokenizer->source->text.data + token->begin, SHOWN_MAX);
        more = "...";
    }
    return attest_i_rule_error(tokenizer->error, tokenizer->source, token->begin, "expected %s, found %.*s%s", expected,
                               (int)size, tokenizer->source->text.data + token->begin, more);
}

int attest_i_token_before_equals(const attest_i_tokenizer *tokenizer)
{
    attest_view text = tokenizer->source->text;
    size_t at = skip_blank(text, tokenizer->at);
    return at < text.size && text.data[at] == '=' && (at + 1 == text.size || text.data[at + 1] != '>');
}
