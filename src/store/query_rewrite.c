/* Things that rasqal does not offer are put in terms of what it does, in the text of the query, line ends kept:
 *
 *   FILTER EXISTS { P }         OPTIONAL { <urn:attest:exists> <urn:attest:exists> 0 . P }       the marker triple is
 *   FILTER NOT EXISTS { P }     the same with <urn:attest:not-exists>                            taken out again when compiled
 *   VALUES ?x { 1 2 }           { { BIND(1 AS ?x) } UNION { BIND(2 AS ?x) } }
 *   ?s p/^q ?o                  see query_path.c
 *
 * EXISTS anywhere else, VALUES behind the WHERE clause and subqueries are refused. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/query_rewrite.h"

/* FILTER was read: is it [NOT] EXISTS? */
static enum attest_status rewrite_filter(attest_i_rewriter *rewriter, attest_i_token filter)
{
    size_t before = rewriter->at;
    attest_i_token token = attest_i_token_next(rewriter);
    int negated = attest_i_token_is_keyword(token, "NOT");
    if (negated) {
        token = attest_i_token_next(rewriter);
    }
    if (!attest_i_token_is_keyword(token, "EXISTS")) {
        rewriter->at = before;
        return attest_i_rewriter_follow(rewriter, filter);
    }
    token = attest_i_token_next(rewriter);
    if (!attest_i_token_is_mark(token, '{')) {
        return attest_i_rewriter_refuse(rewriter, token.begin, "expected \"{\" after EXISTS");
    }
    attest_i_rewriter_copy(rewriter, filter.begin);
    attest_i_buffer_print(rewriter->output, "OPTIONAL { <%s> <%s> 0 . ",
                          negated ? ATTEST_I_MARKER_NOT_EXISTS : ATTEST_I_MARKER_EXISTS,
                          negated ? ATTEST_I_MARKER_NOT_EXISTS : ATTEST_I_MARKER_EXISTS);
    attest_i_rewriter_drop(rewriter, rewriter->at);
    return attest_i_rewriter_follow(rewriter, token);
}

#define MAX_VALUES_VARIABLES 64

/* One row of VALUES as a group of BINDs. `count` 0: the short form, one variable without parentheses. */
static enum attest_status write_values_row(attest_i_rewriter *rewriter, const attest_i_token *variables, size_t count,
                                           attest_i_token first, int parenthesised)
{
    attest_i_token token = first;
    attest_i_buffer_append(rewriter->output, ATTEST_VIEW("{ "));
    for (size_t i = 0; i < count; i++) {
        if (parenthesised || i > 0) {
            token = attest_i_token_next(rewriter);
        }
        if (token.kind != ATTEST_I_TOKEN_WORD && token.kind != ATTEST_I_TOKEN_TERM) {
            return attest_i_rewriter_refuse(rewriter, token.begin, "expected a value for each variable of VALUES");
        }
        if (!attest_i_token_is_keyword(token, "UNDEF")) {
            attest_i_buffer_print(rewriter->output, "BIND(%.*s AS %.*s) ", (int)token.text.size, token.text.data,
                                  (int)variables[i].text.size, variables[i].text.data);
        }
    }
    attest_i_buffer_append(rewriter->output, ATTEST_VIEW("} "));
    if (parenthesised && !attest_i_token_is_mark(token = attest_i_token_next(rewriter), ')')) {
        return attest_i_rewriter_refuse(rewriter, token.begin, "expected \")\" after the values of a row");
    }
    return ATTEST_OK;
}

static enum attest_status read_values_variables(attest_i_rewriter *rewriter, attest_i_token *variables, size_t *count,
                                                int *parenthesised)
{
    attest_i_token token = attest_i_token_next(rewriter);
    *count = 0;
    *parenthesised = attest_i_token_is_mark(token, '(');
    if (!*parenthesised) {
        variables[(*count)++] = token;
        return token.kind == ATTEST_I_TOKEN_VARIABLE
                   ? ATTEST_OK
                   : attest_i_rewriter_refuse(rewriter, token.begin, "expected a variable after VALUES");
    }
    for (token = attest_i_token_next(rewriter); !attest_i_token_is_mark(token, ')');
         token = attest_i_token_next(rewriter)) {
        if (token.kind != ATTEST_I_TOKEN_VARIABLE || *count == MAX_VALUES_VARIABLES) {
            return attest_i_rewriter_refuse(rewriter, token.begin, "expected at most 64 variables and \")\"");
        }
        variables[(*count)++] = token;
    }
    return ATTEST_OK;
}

static enum attest_status rewrite_values(attest_i_rewriter *rewriter, attest_i_token values)
{
    if (rewriter->depth == 0) {
        return attest_i_rewriter_refuse(rewriter, values.begin,
                                        "VALUES after the WHERE clause is not supported; put it inside the braces");
    }
    attest_i_token variables[MAX_VALUES_VARIABLES];
    size_t count;
    int parenthesised;
    attest_i_rewriter_copy(rewriter, values.begin);
    enum attest_status status = read_values_variables(rewriter, variables, &count, &parenthesised);
    if (status != ATTEST_OK) {
        return status;
    }
    attest_i_token token = attest_i_token_next(rewriter);
    if (!attest_i_token_is_mark(token, '{')) {
        return attest_i_rewriter_refuse(rewriter, token.begin, "expected \"{\" after the variables of VALUES");
    }
    attest_i_buffer_append(rewriter->output, ATTEST_VIEW("{ "));
    size_t rows = 0;
    for (token = attest_i_token_next(rewriter); !attest_i_token_is_mark(token, '}');
         token = attest_i_token_next(rewriter)) {
        if (rows++ > 0) {
            attest_i_buffer_append(rewriter->output, ATTEST_VIEW("UNION "));
        }
        if (token.kind == ATTEST_I_TOKEN_END || (parenthesised && !attest_i_token_is_mark(token, '('))) {
            return attest_i_rewriter_refuse(rewriter, token.begin, "expected a row of values or \"}\"");
        }
        status = write_values_row(rewriter, variables, count, token, parenthesised);
        if (status != ATTEST_OK) {
            return status;
        }
    }
    if (rows == 0) {
        return attest_i_rewriter_refuse(rewriter, values.begin, "VALUES without values");
    }
    attest_i_buffer_append(rewriter->output, ATTEST_VIEW("}"));
    attest_i_rewriter_drop(rewriter, rewriter->at);
    return ATTEST_OK;
}

static enum attest_status rewrite_token(attest_i_rewriter *rewriter, attest_i_token token)
{
    if (attest_i_token_is_keyword(token, "FILTER")) {
        return rewrite_filter(rewriter, token);
    } else if (attest_i_token_is_keyword(token, "VALUES")) {
        return rewrite_values(rewriter, token);
    } else if (attest_i_token_is_keyword(token, "EXISTS")) {
        return attest_i_rewriter_refuse(rewriter, token.begin,
                                        "EXISTS is supported only as FILTER EXISTS {...} and FILTER NOT EXISTS {...}");
    } else if (attest_i_token_is_keyword(token, "SELECT") && rewriter->depth > 0) {
        return attest_i_rewriter_refuse(
            rewriter, token.begin,
            "a SELECT inside a group (subquery) is not supported; run it as a query of its own, and put its "
            "rows into VALUES");
    } else if (attest_i_token_is_keyword(token, "SERVICE") && rewriter->depth > 0) {
        return attest_i_rewriter_refuse(rewriter, token.begin, "SERVICE is not supported; attest asks no other server");
    }
    return attest_i_rewriter_follow(rewriter, token);
}

enum attest_status attest_i_query_rewrite(attest_view text, attest_i_buffer *rewritten, const char *name,
                                          attest_error *error)
{
    attest_i_rewriter rewriter = {.text = text, .output = rewritten, .name = name, .error = error};
    for (attest_i_token token = attest_i_token_next(&rewriter); token.kind != ATTEST_I_TOKEN_END;
         token = attest_i_token_next(&rewriter)) {
        enum attest_status status = rewrite_token(&rewriter, token);
        if (status != ATTEST_OK) {
            return status;
        }
    }
    attest_i_rewriter_copy(&rewriter, text.size);
    return rewritten->status == ATTEST_OK
               ? ATTEST_OK
               : attest_error_set(error, rewritten->status, name, "%s", attest_status_text(rewritten->status));
}
