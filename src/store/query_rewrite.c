/* Two things that rasqal does not offer are put in terms of what it does, in the text of the query, line ends kept:
 *
 *   FILTER EXISTS { P }         OPTIONAL { <urn:attest:exists> <urn:attest:exists> 0 . P }       the marker triple is
 *   FILTER NOT EXISTS { P }     the same with <urn:attest:not-exists>                            taken out again when compiled
 *   VALUES ?x { 1 2 }           { { BIND(1 AS ?x) } UNION { BIND(2 AS ?x) } }
 *
 * EXISTS anywhere else, VALUES behind the WHERE clause and subqueries are refused. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/query.h"

enum token_kind { TOKEN_END, TOKEN_WORD, TOKEN_VARIABLE, TOKEN_TERM, TOKEN_MARK };

struct token {
    enum token_kind kind;
    attest_view text;
    size_t begin; /* offset of its first byte */
};

struct rewriter {
    attest_view text;
    size_t at;
    size_t copied; /* everything before is in the output */
    attest_i_buffer *output;
    const char *name;
    attest_error *error;
    size_t depth; /* open braces */
};

static enum attest_status refuse(struct rewriter *rewriter, size_t at, const char *message)
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

static int byte_at(const struct rewriter *rewriter, size_t at)
{
    return at < rewriter->text.size ? (unsigned char)rewriter->text.data[at] : -1;
}

static int is_word(int byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '_' || byte >= 0x80;
}

static void skip_space(struct rewriter *rewriter)
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
static size_t iri_end(const struct rewriter *rewriter, size_t at)
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

static size_t string_end(const struct rewriter *rewriter, size_t at)
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
static size_t word_end(const struct rewriter *rewriter, size_t at)
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
static size_t literal_end(const struct rewriter *rewriter, size_t at)
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

static struct token next_token(struct rewriter *rewriter)
{
    skip_space(rewriter);
    size_t begin = rewriter->at;
    int byte = byte_at(rewriter, begin);
    size_t end = begin + 1;
    enum token_kind kind = TOKEN_MARK;
    if (byte < 0) {
        return (struct token){TOKEN_END, {NULL, 0}, begin};
    }
    if (byte == '?' || byte == '$') {
        while (is_word(byte_at(rewriter, end))) {
            end++;
        }
        kind = end > begin + 1 ? TOKEN_VARIABLE : TOKEN_MARK;
    } else if (byte == '"' || byte == '\'') {
        end = literal_end(rewriter, begin);
        kind = TOKEN_TERM;
    } else if (byte == '<' && iri_end(rewriter, begin)) {
        end = iri_end(rewriter, begin);
        kind = TOKEN_TERM;
    } else if (is_word(byte) || byte == ':' ||
               ((byte == '-' || byte == '+' || byte == '.') && byte_at(rewriter, begin + 1) >= '0' &&
                byte_at(rewriter, begin + 1) <= '9')) {
        end = word_end(rewriter, begin + 1);
        kind = TOKEN_WORD;
    }
    rewriter->at = end;
    return (struct token){kind, {rewriter->text.data + begin, end - begin}, begin};
}

static int is_keyword(struct token token, const char *keyword)
{
    return token.kind == TOKEN_WORD && token.text.size == strlen(keyword) &&
           strncasecmp(token.text.data, keyword, token.text.size) == 0;
}

static int is_mark(struct token token, char mark)
{
    return token.kind == TOKEN_MARK && token.text.data[0] == mark;
}

static void copy_up_to(struct rewriter *rewriter, size_t end)
{
    attest_i_buffer_append(rewriter->output,
                           (attest_view){rewriter->text.data + rewriter->copied, end - rewriter->copied});
    rewriter->copied = end;
}

/* Leave out the text up to `end`, but keep its line ends, so that messages name the right line. */
static void drop_up_to(struct rewriter *rewriter, size_t end)
{
    for (; rewriter->copied < end; rewriter->copied++) {
        if (rewriter->text.data[rewriter->copied] == '\n') {
            attest_i_buffer_byte(rewriter->output, '\n');
        }
    }
}

/* FILTER was read: is it [NOT] EXISTS? */
static enum attest_status rewrite_filter(struct rewriter *rewriter, struct token filter)
{
    struct rewriter ahead = *rewriter;
    struct token token = next_token(&ahead);
    int negated = is_keyword(token, "NOT");
    if (negated) {
        token = next_token(&ahead);
    }
    if (!is_keyword(token, "EXISTS")) {
        return ATTEST_OK;
    }
    token = next_token(&ahead);
    if (!is_mark(token, '{')) {
        return refuse(rewriter, token.begin, "expected \"{\" after EXISTS");
    }
    copy_up_to(rewriter, filter.begin);
    attest_i_buffer_print(rewriter->output, "OPTIONAL { <%s> <%s> 0 . ",
                          negated ? ATTEST_I_MARKER_NOT_EXISTS : ATTEST_I_MARKER_EXISTS,
                          negated ? ATTEST_I_MARKER_NOT_EXISTS : ATTEST_I_MARKER_EXISTS);
    drop_up_to(rewriter, ahead.at);
    rewriter->at = ahead.at;
    rewriter->depth++;
    return ATTEST_OK;
}

#define MAX_VALUES_VARIABLES 64

/* One row of VALUES as a group of BINDs. `count` 0: the short form, one variable without parentheses. */
static enum attest_status write_values_row(struct rewriter *rewriter, const struct token *variables, size_t count,
                                           struct token first, int parenthesised)
{
    struct token token = first;
    attest_i_buffer_append(rewriter->output, ATTEST_VIEW("{ "));
    for (size_t i = 0; i < count; i++) {
        if (parenthesised || i > 0) {
            token = next_token(rewriter);
        }
        if (token.kind != TOKEN_WORD && token.kind != TOKEN_TERM) {
            return refuse(rewriter, token.begin, "expected a value for each variable of VALUES");
        }
        if (!is_keyword(token, "UNDEF")) {
            attest_i_buffer_print(rewriter->output, "BIND(%.*s AS %.*s) ", (int)token.text.size, token.text.data,
                                  (int)variables[i].text.size, variables[i].text.data);
        }
    }
    attest_i_buffer_append(rewriter->output, ATTEST_VIEW("} "));
    if (parenthesised && !is_mark(token = next_token(rewriter), ')')) {
        return refuse(rewriter, token.begin, "expected \")\" after the values of a row");
    }
    return ATTEST_OK;
}

static enum attest_status read_values_variables(struct rewriter *rewriter, struct token *variables, size_t *count,
                                                int *parenthesised)
{
    struct token token = next_token(rewriter);
    *count = 0;
    *parenthesised = is_mark(token, '(');
    if (!*parenthesised) {
        variables[(*count)++] = token;
        return token.kind == TOKEN_VARIABLE ? ATTEST_OK
                                            : refuse(rewriter, token.begin, "expected a variable after VALUES");
    }
    for (token = next_token(rewriter); !is_mark(token, ')'); token = next_token(rewriter)) {
        if (token.kind != TOKEN_VARIABLE || *count == MAX_VALUES_VARIABLES) {
            return refuse(rewriter, token.begin, "expected at most 64 variables and \")\"");
        }
        variables[(*count)++] = token;
    }
    return ATTEST_OK;
}

static enum attest_status rewrite_values(struct rewriter *rewriter, struct token values)
{
    if (rewriter->depth == 0) {
        return refuse(rewriter, values.begin,
                      "VALUES after the WHERE clause is not supported; put it inside the braces");
    }
    struct token variables[MAX_VALUES_VARIABLES];
    size_t count;
    int parenthesised;
    copy_up_to(rewriter, values.begin);
    enum attest_status status = read_values_variables(rewriter, variables, &count, &parenthesised);
    if (status != ATTEST_OK) {
        return status;
    }
    struct token token = next_token(rewriter);
    if (!is_mark(token, '{')) {
        return refuse(rewriter, token.begin, "expected \"{\" after the variables of VALUES");
    }
    attest_i_buffer_append(rewriter->output, ATTEST_VIEW("{ "));
    size_t rows = 0;
    for (token = next_token(rewriter); !is_mark(token, '}'); token = next_token(rewriter)) {
        if (rows++ > 0) {
            attest_i_buffer_append(rewriter->output, ATTEST_VIEW("UNION "));
        }
        if (token.kind == TOKEN_END || (parenthesised && !is_mark(token, '('))) {
            return refuse(rewriter, token.begin, "expected a row of values or \"}\"");
        }
        status = write_values_row(rewriter, variables, count, token, parenthesised);
        if (status != ATTEST_OK) {
            return status;
        }
    }
    if (rows == 0) {
        return refuse(rewriter, values.begin, "VALUES without values");
    }
    attest_i_buffer_append(rewriter->output, ATTEST_VIEW("}"));
    drop_up_to(rewriter, rewriter->at);
    return ATTEST_OK;
}

static enum attest_status rewrite_token(struct rewriter *rewriter, struct token token)
{
    if (is_mark(token, '{')) {
        rewriter->depth++;
    } else if (is_mark(token, '}')) {
        rewriter->depth -= rewriter->depth > 0;
    } else if (is_keyword(token, "FILTER")) {
        return rewrite_filter(rewriter, token);
    } else if (is_keyword(token, "VALUES")) {
        return rewrite_values(rewriter, token);
    } else if (is_keyword(token, "EXISTS")) {
        return refuse(rewriter, token.begin,
                      "EXISTS is supported only as FILTER EXISTS {...} and FILTER NOT EXISTS {...}");
    } else if (is_keyword(token, "SELECT") && rewriter->depth > 0) {
        return refuse(rewriter, token.begin,
                      "a SELECT inside a group (subquery) is not supported; run it as a query of its own");
    } else if (is_keyword(token, "SERVICE") && rewriter->depth > 0) {
        return refuse(rewriter, token.begin, "SERVICE is not supported; attest asks no other server");
    }
    return ATTEST_OK;
}

enum attest_status attest_i_query_rewrite(attest_view text, attest_i_buffer *rewritten, const char *name,
                                          attest_error *error)
{
    struct rewriter rewriter = {.text = text, .output = rewritten, .name = name, .error = error};
    for (struct token token = next_token(&rewriter); token.kind != TOKEN_END; token = next_token(&rewriter)) {
        enum attest_status status = rewrite_token(&rewriter, token);
        if (status != ATTEST_OK) {
            return status;
        }
    }
    copy_up_to(&rewriter, text.size);
    return rewritten->status;
}
