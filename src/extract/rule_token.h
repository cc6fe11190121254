/* Tokens of rule files. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_RULE_TOKEN_H
#define ATTEST_EXTRACT_RULE_TOKEN_H

#include "extract/rule.h"

enum attest_i_token_kind {
    ATTEST_I_TOKEN_END,
    ATTEST_I_TOKEN_WORD,    /* letters, digits and . - _ : + */
    ATTEST_I_TOKEN_STRING,  /* "..." with \" \\ \n \t; `text` is what it means, in the rule set's arena */
    ATTEST_I_TOKEN_PATTERN, /* /.../ with flags; `text` is what stands between the slashes */
    ATTEST_I_TOKEN_MARK     /* { } = , or => */
};

typedef struct attest_i_token {
    enum attest_i_token_kind kind;
    size_t begin; /* bytes [begin,end) of the file */
    size_t end;
    attest_view text;
    uint32_t flags; /* of a pattern: PCRE2 options */
} attest_i_token;

/* Reader of one file, one token ahead. */
typedef struct attest_i_tokenizer {
    const attest_i_rule_source *source;
    attest_i_arena *arena;
    attest_error *error;
    size_t at;
    attest_i_token token; /* the next one */
    size_t last_end;      /* end of the one before */
} attest_i_tokenizer;

/* Move to the next token (call it once to start). */
enum attest_status attest_i_tokenizer_next(attest_i_tokenizer *tokenizer) ATTEST_MUST_USE;

/* Whether the next token is this word or mark. */
int attest_i_token_is(const attest_i_tokenizer *tokenizer, const char *text);

/* Fail with "expected ..., found ..." at the next token. */
enum attest_status attest_i_token_expected(const attest_i_tokenizer *tokenizer, const char *expected) ATTEST_MUST_USE;

/* Whether what follows the next token is "=" (and not "=>"). */
int attest_i_token_before_equals(const attest_i_tokenizer *tokenizer);

#endif
