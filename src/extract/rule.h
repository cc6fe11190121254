/* Compiled rules from the inside: what the compiler fills and the matcher reads. Stages use rule_match.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_RULE_H
#define ATTEST_EXTRACT_RULE_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdatomic.h>

#include "attest/ruleset.h"
#include "base/digest.h"
#include "base/memory.h"
#include "extract/rule_match.h"

/* Limits of the compiler. */
#define ATTEST_I_RULE_FILE_MAX ((size_t)4 * 1024 * 1024) /* bytes of one rule file */
#define ATTEST_I_PATTERN_MAX ((size_t)256 * 1024)        /* bytes of one pattern with its references replaced */
#define ATTEST_I_PATTERN_NESTING 100U                    /* brackets within brackets */
#define ATTEST_I_LIST_FORM_MAX 120U                      /* bytes of one form of a word list */
#define ATTEST_I_LIST_COLUMN_MAX 8U                      /* columns of a word list */

enum attest_i_rule_kind { ATTEST_I_RULE_SURFACE, ATTEST_I_RULE_PROCEDURE, ATTEST_I_RULE_DEPENDENCY };

/* A place in a rule file, for messages. */
typedef struct attest_i_rule_source {
    const char *name; /* NUL-terminated */
    attest_view text;
    int builtin;
} attest_i_rule_source;

/* One row of a word list: column 0 is the form. */
typedef struct attest_i_list_row {
    attest_view key; /* the form in the folding of attest_i_list_fold */
    attest_view columns[ATTEST_I_LIST_COLUMN_MAX];
} attest_i_list_row;

/* A word list; rows in order of their keys. */
typedef struct attest_i_list {
    attest_view name;
    attest_i_list_row *rows;
    size_t count;
    size_t capacity;
} attest_i_list;

/* A macro: its pattern with all references replaced. */
typedef struct attest_i_macro {
    attest_view name;
    attest_view pattern;
    const char *file;
    uint32_t line;
} attest_i_macro;

/* What rules say they need: a macro that must be found in the scope before the rule is tried. Many rules share one, and the matcher looks
 * for each only once in a scope, so that a sentence without a digit costs little. */
#define ATTEST_I_NEEDS_MAX 64U
/* Whether a pattern has machine code, which it gets at its first use: that takes longer than reading all rules, and most commands
 * use few. Lies in the arena, since a rule set is shared as constant. Whoever matches asks attest_i_pattern_ready first. */
typedef struct attest_i_machine_code {
    atomic_int ready;
} attest_i_machine_code;

typedef struct attest_i_need {
    attest_view macro;
    pcre2_code *code;
    attest_i_machine_code *machine;
} attest_i_need;

typedef struct attest_i_rule_condition {
    uint32_t group;
    int negated;
    attest_view list; /* "in LIST"; empty: matches `code` */
    pcre2_code *code;
    attest_i_machine_code *machine;
} attest_i_rule_condition;

/* What an example says must come out: fields are literal. */
typedef struct attest_i_rule_result {
    enum attest_i_rule_action action;
    attest_view what; /* zone kind, value kind, entity class */
    attest_view text;
    const attest_i_rule_field *fields;
    size_t field_count;
} attest_i_rule_result;

typedef struct attest_i_rule_example {
    attest_view text;
    attest_view published;
    const attest_i_rule_result *results; /* none: the rule must make nothing of the text */
    size_t result_count;
    uint32_t line;
} attest_i_rule_example;

struct attest_i_rule {
    attest_view id;
    attest_view meaning;
    attest_view file;
    attest_view source;
    uint32_t line;
    enum attest_i_rule_kind kind;
    enum attest_i_rule_scope scope;
    attest_view procedure;
    double confidence;
    int builtin;
    int off;        /* left out by attest_ruleset_without */
    uint32_t layer; /* number of the file for user files; 0 for all built-in ones */
    uint32_t need;  /* number of the pattern that the scope must hold; ATTEST_NO_INDEX: none */
    pcre2_code *code;
    attest_i_machine_code *machine;
    struct attest_i_dep_pattern *dependencies; /* dep.h: of a dependency rule, whose nodes are its groups */
    attest_view *groups;                       /* distinct names */
    uint32_t group_count;
    uint8_t *group_of; /* by capture number: number of its name; UINT8_MAX: none */
    uint32_t capture_count;
    attest_i_rule_make *makes;
    size_t make_count;
    size_t make_capacity;
    attest_i_rule_condition *conditions;
    size_t condition_count;
    size_t condition_capacity;
    attest_i_rule_example *examples;
    size_t example_count;
    size_t example_capacity;
};

struct attest_ruleset {
    attest_i_arena arena; /* all text and all fields */
    struct {
        attest_i_rule *items;
        size_t count;
        size_t capacity;
    } rules;
    struct {
        attest_i_list *items;
        size_t count;
        size_t capacity;
    } lists;
    struct {
        attest_i_macro *items;
        size_t count;
        size_t capacity;
    } macros;
    struct {
        attest_i_need *items;
        size_t count;
        size_t capacity;
    } needs;
    pcre2_compile_context *compile_context;
    char digest[ATTEST_I_DIGEST_SIZE];
};

/* dep_parse.c: free the patterns of a dependency rule (NULL is fine). */
void attest_i_dep_clear(struct attest_i_dep_pattern *pattern);

/* Free what a rule holds outside of the arena. */
void attest_i_rule_clear(attest_i_rule *rule);

/* Number of the group of that name; ATTEST_NO_INDEX: the pattern has none. */
uint32_t attest_i_rule_group(const attest_i_rule *rule, attest_view name);

/* rule_parse.c: add the rules of one file. `layer` as in attest_i_rule. */
enum attest_status attest_i_rule_parse_file(attest_ruleset *rules, const attest_i_rule_source *source, uint32_t layer,
                                            attest_error *error) ATTEST_MUST_USE;

/* rule_set.c: one file in memory, after the built-in ones or (`builtin` 0) alone; word lists load as they are used. For tests. */
enum attest_status attest_i_ruleset_from_text(attest_ruleset **rules, const char *name, attest_view text, int builtin,
                                              attest_error *error) ATTEST_MUST_USE;

/* rule_pattern.c: a pattern as it stands between its slashes, at byte `offset` of the source. */
typedef struct attest_i_pattern_text {
    const attest_i_rule_source *source;
    size_t offset;
    size_t size;
    uint32_t flags; /* PCRE2 options from the letters behind the pattern */
} attest_i_pattern_text;

/* Replace references and white space and compile; gives `*code` and, in the arena, `*machine`. Errors name line and column. */
enum attest_status attest_i_pattern_compile(attest_ruleset *rules, const attest_i_pattern_text *pattern,
                                            pcre2_code **code, attest_i_machine_code **machine,
                                            attest_error *error) ATTEST_MUST_USE;

/* The same for a pattern that is replaced already: that of a macro. */
enum attest_status attest_i_pattern_compile_macro(attest_ruleset *rules, attest_view pattern, pcre2_code **code,
                                                  attest_i_machine_code **machine) ATTEST_MUST_USE;

/* Make machine code of a pattern if it has none yet. Any number of threads may call it for the same one. */
void attest_i_pattern_ready(attest_i_machine_code *machine, pcre2_code *code);

/* The same for a macro: checked to be a pattern in itself, and copied into the arena. */
enum attest_status attest_i_pattern_macro(attest_ruleset *rules, const attest_i_pattern_text *pattern,
                                          attest_view *expanded, attest_error *error) ATTEST_MUST_USE;

/* Fill in names and numbers of the groups of rule->code. */
enum attest_status attest_i_pattern_groups(attest_ruleset *rules, attest_i_rule *rule) ATTEST_MUST_USE;

/* rule_list.c: find a list, loading it from the embedded "lexicons/NAME.tsv" at its first use; NONE if there is none. */
enum attest_status attest_i_list_find(attest_ruleset *rules, attest_view name, const attest_i_list **list,
                                      attest_error *error) ATTEST_MUST_USE;
const attest_i_list *attest_i_list_loaded(const attest_ruleset *rules, attest_view name);
enum attest_status attest_i_list_new(attest_ruleset *rules, attest_view name, attest_i_list **list) ATTEST_MUST_USE;
enum attest_status attest_i_list_add(attest_ruleset *rules, attest_i_list *list, const attest_view *columns,
                                     size_t count) ATTEST_MUST_USE;
void attest_i_list_sort(attest_i_list *list);
const attest_i_list_row *attest_i_list_row_of(const attest_i_list *list, attest_view word);

/* Append the alternation of the forms of `list`; with `tags` ("verb,speech"): of the rows that hold all of them in later columns. Counts
 * the forms. */
size_t attest_i_list_pattern(const attest_i_list *list, attest_view tags, attest_i_buffer *pattern);

/* Set an error at a byte of a source: line and column are counted. Returns ATTEST_ERR_SYNTAX. */
enum attest_status attest_i_rule_error(attest_error *error, const attest_i_rule_source *source, size_t byte,
                                       const char *format, ...) ATTEST_PRINTF(4, 5);

#endif
