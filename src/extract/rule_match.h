/* Compiled rules as stages see them: look rules up, run their patterns over a span of text, read the captures. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_RULE_MATCH_H
#define ATTEST_EXTRACT_RULE_MATCH_H

#include "attest/ruleset.h"
#include "attest/status.h"
#include "attest/view.h"
#include "extract/builder.h"

/* Named groups that one pattern may have; a rule with more is refused. */
#define ATTEST_I_GROUP_MAX 32

/* Bounds of one search (PCRE2's match, depth and heap limits): a pattern that would hang gives up instead. */
#define ATTEST_I_MATCH_LIMIT 200000U
#define ATTEST_I_MATCH_DEPTH 20000U
#define ATTEST_I_MATCH_HEAP_KIB 8192U
/* Stack of the compiled patterns' machine code, in bytes. */
#define ATTEST_I_MATCH_STACK_FIRST ((size_t)32 * 1024)
#define ATTEST_I_MATCH_STACK_MAX ((size_t)1024 * 1024)

/* Where a surface rule looks. Zone and value stages run over all but the last three; these are for the quotation finder. */
enum attest_i_rule_scope {
    ATTEST_I_SCOPE_SENTENCE,
    ATTEST_I_SCOPE_LINE, /* a paragraph, as a whole: for zones */
    ATTEST_I_SCOPE_PARAGRAPH,
    ATTEST_I_SCOPE_HEAD, /* a paragraph among the first of the document */
    ATTEST_I_SCOPE_FOOT, /* a paragraph among the last of the document */
    ATTEST_I_SCOPE_HEADLINE,
    ATTEST_I_SCOPE_BEFORE_QUOTE, /* from the start of the sentence to the opening quotation mark */
    ATTEST_I_SCOPE_AFTER_QUOTE,  /* from the closing quotation mark to the end of the sentence */
    ATTEST_I_SCOPE_BETWEEN_QUOTES,
    ATTEST_I_SCOPE_COUNT
};

/* What a rule makes of a match. */
enum attest_i_rule_action {
    ATTEST_I_MAKE_NOTHING, /* the match is taken, so that no other rule of its stage reads it */
    ATTEST_I_MAKE_ZONE,
    ATTEST_I_MAKE_VALUE,
    ATTEST_I_MAKE_MENTION,
    ATTEST_I_MAKE_ATTRIBUTION,
    ATTEST_I_MAKE_CLAIM,
    ATTEST_I_MAKE_COUNT
};

/* One field of an action: "subject=victim" refers to a group, "predicate=\"accuse\"" is literal. */
typedef struct attest_i_rule_field {
    attest_view name;
    uint32_t group; /* number of the group in its rule; ATTEST_NO_INDEX: literal */
    attest_view literal;
} attest_i_rule_field;

typedef struct attest_i_rule_make {
    enum attest_i_rule_action action;
    uint32_t what; /* zone kind, value reader or entity class, by action */
    attest_view what_name;
    const attest_i_rule_field *fields;
    size_t field_count;
} attest_i_rule_make;

typedef struct attest_i_rule attest_i_rule;

/* Id, scope and actions. Views live as long as the rule set. */
attest_view attest_i_rule_id(const attest_i_rule *rule);
enum attest_i_rule_scope attest_i_rule_scope_of(const attest_i_rule *rule);
double attest_i_rule_confidence(const attest_i_rule *rule); /* as the rule states it; 0: it does not */
int attest_i_rule_is_builtin(const attest_i_rule *rule);
size_t attest_i_rule_make_count(const attest_i_rule *rule);
const attest_i_rule_make *attest_i_rule_make_at(const attest_i_rule *rule, size_t index);

/* The field of that name; NULL if the action does not have it. */
const attest_i_rule_field *attest_i_rule_make_field(const attest_i_rule_make *make, attest_view name);

/* Next surface rule after `after` (NULL: first) whose id starts with `prefix` (empty: any), in file order; NULL: no more. */
const attest_i_rule *attest_i_ruleset_next(const attest_ruleset *rules, attest_view prefix, const attest_i_rule *after);

/* Next surface rule that has an action of that kind. */
const attest_i_rule *attest_i_ruleset_next_making(const attest_ruleset *rules, enum attest_i_rule_action action,
                                                  const attest_i_rule *after);

/* The rule with that id; NULL: none. */
const attest_i_rule *attest_i_ruleset_find(const attest_ruleset *rules, attest_view id);

/* Id of the rule that declares the built-in procedure of that name (see rule_procedures.h); empty: none. */
attest_view attest_i_ruleset_procedure_id(const attest_ruleset *rules, attest_view procedure);

/* Whether the rule that declares it is left out. */
int attest_i_ruleset_procedure_is_off(const attest_ruleset *rules, attest_view procedure);

/* Whether `word` is in a word list ("month", "cue:speech"), whatever its case; white space and apostrophes are folded. A list that
 * does not exist holds nothing. */
int attest_i_ruleset_list_has(const attest_ruleset *rules, attest_view list, attest_view word);

/* The column `column` (from 1) of the row of `list` whose form is `word`; NONE if there is none. Longer words of several
 * forms are looked up as a whole. */
enum attest_status attest_i_ruleset_list_value(const attest_ruleset *rules, attest_view list, attest_view word,
                                               unsigned column, attest_view *value) ATTEST_MUST_USE;

/* One match: a plain value. */
typedef struct attest_i_match {
    const attest_i_rule *rule;
    attest_span span;
    attest_span groups[ATTEST_I_GROUP_MAX]; /* by number of the name in the rule; begin == end: not part of the match */
} attest_i_match;

/* The span of a named group: 1 if the group took part and is not empty, else 0 (and the span is empty). */
int attest_i_match_group(const attest_i_match *match, attest_view name, attest_span *span);

/* Workspace of one thread. */
typedef struct attest_i_matcher attest_i_matcher;

/* Gives `*matcher`; keeps `rules` and `builder` (may be NULL), where hits of limits are counted. */
enum attest_status attest_i_matcher_new(attest_i_matcher **matcher, const attest_ruleset *rules,
                                        attest_i_builder *builder) ATTEST_MUST_USE;
void attest_i_matcher_free(attest_i_matcher *matcher);

/* First match of `rule` in `text` within `scope`, not starting before `from`. The pattern sees nothing outside of the scope: ^ and $
 * are its ends. Conditions of the rule are checked; matches that fail them are passed over. OK or NONE (also when a limit was hit,
 * which is counted). `text` must be valid UTF-8 and the ends of the scope code point boundaries. */
enum attest_status attest_i_matcher_find(attest_i_matcher *matcher, const attest_i_rule *rule, attest_view text,
                                         attest_span scope, uint32_t from, attest_i_match *match) ATTEST_MUST_USE;

/* Where the next search goes on after `match`: its end, or one character further if it is empty. */
uint32_t attest_i_match_next(const attest_i_match *match, attest_view text);

#endif
