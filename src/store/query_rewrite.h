/* Rewriting the text of a query: what its parts share. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_STORE_QUERY_REWRITE_H
#define ATTEST_STORE_QUERY_REWRITE_H

#include "store/query.h"

enum attest_i_token_kind {
    ATTEST_I_TOKEN_END,
    ATTEST_I_TOKEN_WORD,
    ATTEST_I_TOKEN_VARIABLE,
    ATTEST_I_TOKEN_TERM, /* an IRI in full, or a string with what belongs to it */
    ATTEST_I_TOKEN_MARK
};

typedef struct attest_i_token {
    enum attest_i_token_kind kind;
    attest_view text;
    size_t begin; /* offset of its first byte */
} attest_i_token;

/* Deepest nesting of groups, parentheses and brackets. */
#define ATTEST_I_QUERY_NESTING 256

/* Where in a statement the next token stands. */
enum attest_i_statement_place {
    ATTEST_I_PLACE_ELSEWHERE, /* not in a graph pattern; or in an expression, a list, a template: nothing to be looked at */
    ATTEST_I_PLACE_SUBJECT,
    ATTEST_I_PLACE_VERB,
    ATTEST_I_PLACE_OBJECT,
    ATTEST_I_PLACE_AFTER, /* behind an object */
    ATTEST_I_PLACE_GRAPH, /* the name behind GRAPH */
    ATTEST_I_PLACE_EXPRESSION
};

/* What "{", "(" or "[" opened. */
typedef struct attest_i_nesting {
    char mark;
    enum attest_i_statement_place place;
    attest_view subject; /* of the statement at hand; empty: it is no single term */
    size_t statement;    /* offset of that subject */
    size_t semicolon;    /* offset of the first ";" before the verb; SIZE_MAX: none */
    int owed;            /* 1: the output ends with a path's objects, and what goes on needs the subject again */
} attest_i_nesting;

typedef struct attest_i_rewriter {
    attest_view text;
    size_t at;
    size_t copied; /* everything before is in the output */
    attest_i_buffer *output;
    const char *name;
    attest_error *error;
    size_t depth; /* what is open */
    attest_i_nesting open[ATTEST_I_QUERY_NESTING];
    int is_template; /* the next "{" opens what CONSTRUCT makes */
    unsigned nodes;  /* blank nodes made */
} attest_i_rewriter;

/* query_token.c */
attest_i_token attest_i_token_next(attest_i_rewriter *rewriter);
int attest_i_token_is_keyword(attest_i_token token, const char *keyword);
int attest_i_token_is_mark(attest_i_token token, char mark);
/* Copy the text up to `end` to the output. */
void attest_i_rewriter_copy(attest_i_rewriter *rewriter, size_t end);
/* Leave out the text up to `end`, but keep its line ends, so that messages name the right line. */
void attest_i_rewriter_drop(attest_i_rewriter *rewriter, size_t end);
/* ATTEST_ERR_UNSUPPORTED with the place of an offset. */
enum attest_status attest_i_rewriter_refuse(const attest_i_rewriter *rewriter, size_t at, const char *message);

/* query_path.c: note what the token means for statements; where a verb begins that is a path, rewrite the path and its objects. */
enum attest_status attest_i_rewriter_follow(attest_i_rewriter *rewriter, attest_i_token token) ATTEST_MUST_USE;
/* The innermost of what is open; NULL. */
attest_i_nesting *attest_i_rewriter_inside(attest_i_rewriter *rewriter);
/* A mark opens something: note it. */
enum attest_status attest_i_rewriter_open(attest_i_rewriter *rewriter, char mark, enum attest_i_statement_place place,
                                          size_t at) ATTEST_MUST_USE;

#endif
