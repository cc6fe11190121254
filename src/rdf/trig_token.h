/* Tokens of Turtle and TriG, from an input that comes in pieces. Numbers in brackets are productions of the TriG grammar. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_TRIG_TOKEN_H
#define ATTEST_RDF_TRIG_TOKEN_H

#include "base/memory.h"
#include "rdf/input.h"

enum attest_i_trig_kind {
    ATTEST_I_TRIG_END,
    ATTEST_I_TRIG_DOT,
    ATTEST_I_TRIG_SEMICOLON,
    ATTEST_I_TRIG_COMMA,
    ATTEST_I_TRIG_OPEN_BRACKET,
    ATTEST_I_TRIG_CLOSE_BRACKET,
    ATTEST_I_TRIG_OPEN_PARENTHESIS,
    ATTEST_I_TRIG_CLOSE_PARENTHESIS,
    ATTEST_I_TRIG_OPEN_BRACE,
    ATTEST_I_TRIG_CLOSE_BRACE,
    ATTEST_I_TRIG_CARETS,
    ATTEST_I_TRIG_IRI,       /* with its angle brackets */
    ATTEST_I_TRIG_NAME,      /* prefix:local; `colon` is where */
    ATTEST_I_TRIG_BLANK,     /* _:label */
    ATTEST_I_TRIG_STRING,    /* with its quotation marks, of which there are `quotes` on each side */
    ATTEST_I_TRIG_LANGUAGE,  /* @en */
    ATTEST_I_TRIG_AT_PREFIX, /* @prefix */
    ATTEST_I_TRIG_AT_BASE,
    ATTEST_I_TRIG_INTEGER,
    ATTEST_I_TRIG_DECIMAL,
    ATTEST_I_TRIG_DOUBLE,
    ATTEST_I_TRIG_A,
    ATTEST_I_TRIG_BOOLEAN,
    ATTEST_I_TRIG_PREFIX, /* in any case, as in SPARQL */
    ATTEST_I_TRIG_BASE,
    ATTEST_I_TRIG_GRAPH,
    ATTEST_I_TRIG_WORD /* none of these words: an error wherever it stands */
};

/* The token at hand and the part of the input around it. */
typedef struct attest_i_trig_tokens {
    attest_i_input *input;
    enum attest_i_trig_kind kind;
    attest_view text; /* of the token; valid until the next one is asked for */
    size_t colon;     /* NAME: offset of the colon in the text */
    size_t quotes;    /* STRING: 1 or 3 */
    int escaped;      /* the text holds a backslash */

    char *data; /* what is held of the input, with a NUL behind it, which no input holds */
    size_t size;
    size_t capacity;
    size_t begin; /* of the token */
    size_t end;
    int ended;      /* nothing follows `data` */
    int in_comment; /* what follows belongs to a comment */

    uint64_t line;       /* number of the line that `line_begin` is in, from 1 */
    size_t line_begin;   /* where it begins, or where what is held of it begins */
    uint64_t line_given; /* its code points before that */

    int cut;           /* while scanning: the token may go on behind what is held */
    const char *wrong; /* while scanning: static text, or NULL */
    const char *wrong_at;
} attest_i_trig_tokens;

/* All zero but `input`, then this with the first piece; `tokens` is to be cleared in any case. */
enum attest_status attest_i_trig_tokens_start(attest_i_trig_tokens *tokens, attest_view piece) ATTEST_MUST_USE;
void attest_i_trig_tokens_clear(attest_i_trig_tokens *tokens);

/* Go to the next token, at the end again and again to END. */
enum attest_status attest_i_trig_tokens_next(attest_i_trig_tokens *tokens) ATTEST_MUST_USE;

/* Set the input's error at byte `offset` of the token. */
enum attest_status attest_i_trig_tokens_fail(const attest_i_trig_tokens *tokens, size_t offset,
                                             enum attest_status status, const char *format, ...) ATTEST_PRINTF(4, 5);

#endif
