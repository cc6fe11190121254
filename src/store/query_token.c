/* Tokens of the text of a query, as far as its rewriting goes. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/query_rewrite.h"

enum attest_status attest_i_rewriter_refuse(const attest_i_rewriter *rewriter, size_t at, const char *message)
{
    uint32_t line = 1;
    uint32_t column = 1;
    for (size_t i = 0; i < at && i < rewriter->text.size; i++) {
        unsigned char byte = (unsigned char)rewriter->text.data[i];
        if (byte == '\n') {
            line++;
            column = 1;
        } else {
            column += (byte & 0xc0U) != 0x80U;
        }
    }
    return attest_error_set_at(rewriter->error, ATTEST_ERR_UNSUPPORTED, rewriter->name, at, line, column, "%s",
                               message);
}

static int byte_at(const attest_i_rewriter *rewriter, size_t at)
{
    return at < rewriter->text.size ? (unsigned char)rewriter->text.data[at] : -1;
}

static int is_word(int byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '_' || byte >= 0x80;
}

static void skip_space(attest_i_rewriter *rewriter)
{
    for (;;) {
        int byte = byte_at(rewriter, rewriter->at);
        if (byte == '#') {
            while (byte_at(rewriter, rewriter->at) >= 0 && byte_at(rewriter, rewriter->at) != '\n') {
                rewriter->at++;
            }
        } else if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r') {
            rewriter->at++;
        } else {
            return;
        }
    }
}

/* End of an IRIREF that begins at `at`; 0 if "<" is the comparison there. */
static size_t iri_end(const attest_i_rewriter *rewriter, size_t at)
{
    for (size_t i = at + 1; i < rewriter->text.size; i++) {
        int byte = byte_at(rewriter, i);
        if (byte == '>') {
            return i + 1;
        }
        if (byte <= ' ' || byte == '<' || byte == '"' || byte == '{' || byte == '}' || byte == '|' || byte == '^' ||
            byte == '`' || byte == '\\') {
            return 0;
        }
    }
    return 0;
}

static size_t string_end(const attest_i_rewriter *rewriter, size_t at)
{
    int quote = byte_at(rewriter, at);
    int is_long = byte_at(rewriter, at + 1) == quote && byte_at(rewriter, at + 2) == quote;
    size_t i = at + (is_long ? 3 : 1);
    while (i < rewriter->text.size) {
        int byte = byte_at(rewriter, i);
        if (byte == '\\') {
            i += 2;
        } else if (byte == quote && !is_long) {
            return i + 1;
        } else if (byte == quote && byte_at(rewriter, i + 1) == quote && byte_at(rewriter, i + 2) == quote) {
            return i + 3;
        } else {
            i++;
        }
    }
    return rewriter->text.size;
}

/* Words, numbers, prefixed names, blank nodes: up to what cannot be part of one. */
static size_t word_end(const attest_i_rewriter *rewriter, size_t at)
{
    size_t i = at;
    while (is_word(byte_at(rewriter, i)) || byte_at(rewriter, i) == ':' || byte_at(rewriter, i) == '-' ||
           byte_at(rewriter, i) == '%' || byte_at(rewriter, i) == '\\' ||
           (byte_at(rewriter, i) == '.' && is_word(byte_at(rewriter, i + 1)))) {
        i += byte_at(rewriter, i) == '\\' ? 2 : 1;
    }
    return i < rewriter->text.size ? i : rewriter->text.size;
}

/* What may follow a string: a language tag or a datatype. */
static size_t literal_end(const attest_i_rewriter *rewriter, size_t at)
{
    size_t i = string_end(rewriter, at);
    if (byte_at(rewriter, i) == '@') {
        return word_end(rewriter, i + 1);
    }
    if (byte_at(rewriter, i) == '^' && byte_at(rewriter, i + 1) == '^') {
        size_t end = byte_at(rewriter, i + 2) == '<' ? iri_end(rewriter, i + 2) : word_end(rewriter, i + 2);
        return end ? end : i + 2;
    }
    return i;
}

attest_i_token attest_i_token_next(attest_i_rewriter *rewriter)
{
    skip_space(rewriter);
    size_t begin = rewriter->at;
    int byte = byte_at(rewriter, begin);
    size_t end = begin + 1;
    enum attest_i_token_kind kind = ATTEST_I_TOKEN_MARK;
    if (byte < 0) {
        return (attest_i_token){ATTEST_I_TOKEN_END, {NULL, 0}, begin};
    }
    if (byte == '?' || byte == '$') {
        while (is_word(byte_at(rewriter, end))) {
            end++;
        }
        kind = end > begin + 1 ? ATTEST_I_TOKEN_VARIABLE : ATTEST_I_TOKEN_MARK;
    } else if (byte == '"' || byte == '\'') {
        end = literal_end(rewriter, begin);
        kind = ATTEST_I_TOKEN_TERM;
    } else if (byte == '<' && iri_end(rewriter, begin)) {
        end = iri_end(rewriter, begin);
        kind = ATTEST_I_TOKEN_TERM;
    } else if (is_word(byte) || byte == ':' ||
               ((byte == '-' || byte == '+' || byte == '.') && byte_at(rewriter, begin + 1) >= '0' &&
                byte_at(rewriter, begin + 1) <= '9')) {
        end = word_end(rewriter, begin + 1);
        kind = ATTEST_I_TOKEN_WORD;
    }
    rewriter->at = end;
    return (attest_i_token){kind, {rewriter->text.data + begin, end - begin}, begin};
}

int attest_i_token_is_keyword(attest_i_token token, const char *keyword)
{
    return token.kind == ATTEST_I_TOKEN_WORD && token.text.size == strlen(keyword) &&
           strncasecmp(token.text.data, keyword, token.text.size) == 0;
}

int attest_i_token_is_mark(attest_i_token token, char mark)
{
    return token.kind == ATTEST_I_TOKEN_MARK && token.text.data[0] == mark;
}

void attest_i_rewriter_copy(attest_i_rewriter *rewriter, size_t end)
{
    /* Of a query that is none, a statement may begin before what was copied; rasqal will say so. */
    if (end > rewriter->copied) {
        attest_i_buffer_append(rewriter->output,
                               (attest_view){rewriter->text.data + rewriter->copied, end - rewriter->copied});
        rewriter->copied = end;
    }
}

/* Leave out the text up to `end`, but keep its line ends, so that messages name the right line. */
void attest_i_rewriter_drop(attest_i_rewriter *rewriter, size_t end)
{
    for (; rewriter->copied < end; rewriter->copied++) {
        if (rewriter->text.data[rewriter->copied] == '\n') {
            attest_i_buffer_byte(rewriter->output, '\n');
        }
    }
}
