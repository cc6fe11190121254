/* The parser of rule files, shared between its files: rule_parse.c (files, rules), rule_make.c (actions, fields),
 * rule_example.c (examples and their results). */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_RULE_PARSE_H
#define ATTEST_EXTRACT_RULE_PARSE_H

#include "extract/rule.h"
#include "extract/rule_names.h"
#include "extract/rule_token.h"

/* Room for the names that a message lists. */
#define ATTEST_I_NAMES_SHOWN 512U

typedef struct attest_i_rule_parser {
    attest_ruleset *rules;
    attest_i_tokenizer tokens;
    uint32_t layer;
    attest_i_rule *rule; /* the one being read */
    size_t line_at;      /* lines are counted as the parser goes: `line` line ends stand before this byte */
    uint32_t line;
} attest_i_rule_parser;

/* Take the next token: of a kind, a mark, a name out of a table (the message lists them), a group of the rule. */
enum attest_status attest_i_parse_take(attest_i_rule_parser *parser, enum attest_i_token_kind kind, const char *what,
                                       attest_view *text) ATTEST_MUST_USE;
enum attest_status attest_i_parse_mark(attest_i_rule_parser *parser, const char *mark,
                                       const char *what) ATTEST_MUST_USE;
enum attest_status attest_i_parse_choice(attest_i_rule_parser *parser, attest_i_names *names, const char *what,
                                         uint32_t *number) ATTEST_MUST_USE;
enum attest_status attest_i_parse_group(attest_i_rule_parser *parser, uint32_t *group) ATTEST_MUST_USE;

/* Line of a byte of the file. */
uint32_t attest_i_parse_line(attest_i_rule_parser *parser, size_t byte);

/* NAME=VALUE ... With `literal`, values are words or texts; else a word is a group of the pattern. */
enum attest_status attest_i_parse_fields(attest_i_rule_parser *parser, enum attest_i_rule_action action, int literal,
                                         const attest_i_rule_field **fields, size_t *count) ATTEST_MUST_USE;

/* dep_parse.c: what follows one of these words in a dependency rule. */
enum attest_i_dep_item {
    ATTEST_I_DEP_ITEM_NODE,
    ATTEST_I_DEP_ITEM_EDGE,
    ATTEST_I_DEP_ITEM_MAYBE,
    ATTEST_I_DEP_ITEM_WITHOUT,
    ATTEST_I_DEP_ITEM_WHEN
};
enum attest_status attest_i_parse_dependency(attest_i_rule_parser *parser, enum attest_i_dep_item item) ATTEST_MUST_USE;

/* What follows "make". */
enum attest_status attest_i_parse_make(attest_i_rule_parser *parser) ATTEST_MUST_USE;

/* What follows "example" or (`silent`) "silent". */
enum attest_status attest_i_parse_example(attest_i_rule_parser *parser, int silent) ATTEST_MUST_USE;

#endif
