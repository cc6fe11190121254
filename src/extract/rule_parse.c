/* The grammar of rule files, by recursive descent; ontology/rules/README.md describes the language:
 *   file = { "define" NAME PATTERN | "words" NAME "{" { STRING } "}" | rule }
 *   rule = "rule" ID KIND "{" { item } "}" */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "extract/rule_parse.h"

/* Longest id, name of a macro or of a word list, in bytes. */
#define NAME_MAX_BYTES 80U

uint32_t attest_i_parse_line(attest_i_rule_parser *parser, size_t byte)
{
    if (byte < parser->line_at) {
        parser->line_at = 0;
        parser->line = 0;
    }
    for (; parser->line_at < byte; parser->line_at++) {
        parser->line += parser->tokens.source->text.data[parser->line_at] == '\n';
    }
    return parser->line + 1;
}

enum attest_status attest_i_parse_take(attest_i_rule_parser *parser, enum attest_i_token_kind kind, const char *what,
                                       attest_view *text)
{
    if (parser->tokens.token.kind != kind) {
        return attest_i_token_expected(&parser->tokens, what);
    }
    *text = parser->tokens.token.text;
    return attest_i_tokenizer_next(&parser->tokens);
}

enum attest_status attest_i_parse_mark(attest_i_rule_parser *parser, const char *mark, const char *what)
{
    return attest_i_token_is(&parser->tokens, mark) ? attest_i_tokenizer_next(&parser->tokens)
                                                    : attest_i_token_expected(&parser->tokens, what);
}

/* A name out of a table; the message lists them. */
enum attest_status attest_i_parse_choice(attest_i_rule_parser *parser, attest_i_names *names, const char *what,
                                         uint32_t *number)
{
    *number = parser->tokens.token.kind == ATTEST_I_TOKEN_WORD ? attest_i_name_find(names, parser->tokens.token.text)
                                                               : ATTEST_NO_INDEX;
    if (*number != ATTEST_NO_INDEX) {
        return attest_i_tokenizer_next(&parser->tokens);
    }
    char shown[ATTEST_I_NAMES_SHOWN];
    char all[ATTEST_I_NAMES_SHOWN + 64];
    attest_i_names_join(names, shown, sizeof shown);
    snprintf(all, sizeof all, "%s (%s)", what, shown);
    return attest_i_token_expected(&parser->tokens, all);
}

static enum attest_status take_name(attest_i_rule_parser *parser, const char *what, attest_view *name)
{
    if (parser->tokens.token.kind == ATTEST_I_TOKEN_WORD && parser->tokens.token.text.size > NAME_MAX_BYTES) {
        return attest_i_rule_error(parser->tokens.error, parser->tokens.source, parser->tokens.token.begin,
                                   "a name of more than %u bytes", NAME_MAX_BYTES);
    }
    return attest_i_parse_take(parser, ATTEST_I_TOKEN_WORD, what, name);
}

static enum attest_status take_pattern(attest_i_rule_parser *parser, attest_i_pattern_text *pattern)
{
    const attest_i_token *token = &parser->tokens.token;
    pattern->source = parser->tokens.source;
    pattern->offset = token->begin + 1;
    pattern->size = token->text.size;
    pattern->flags = token->flags;
    attest_view ignored;
    return attest_i_parse_take(parser, ATTEST_I_TOKEN_PATTERN, "a pattern between slashes", &ignored);
}

/* define NAME /pattern/ */
static enum attest_status parse_define(attest_i_rule_parser *parser)
{
    size_t begin = parser->tokens.token.begin;
    attest_i_macro macro;
    enum attest_status status = take_name(parser, "the name of the macro", &macro.name);
    for (size_t i = 0; i < parser->rules->macros.count && status == ATTEST_OK; i++) {
        const attest_i_macro *other = &parser->rules->macros.items[i];
        if (attest_view_equal(other->name, macro.name)) {
            return attest_i_rule_error(parser->tokens.error, parser->tokens.source, begin,
                                       "%.*s is defined already in %s, line %u", (int)macro.name.size, macro.name.data,
                                       other->file, other->line);
        }
    }
    attest_i_pattern_text pattern;
    if (status == ATTEST_OK) {
        status = take_pattern(parser, &pattern);
    }
    if (status == ATTEST_OK) {
        status = attest_i_pattern_macro(parser->rules, &pattern, &macro.pattern, parser->tokens.error);
    }
    if (status == ATTEST_OK) {
        status = ATTEST_I_VECTOR_RESERVE(&parser->rules->macros, 1);
    }
    if (status == ATTEST_OK) {
        macro.file = parser->tokens.source->name;
        macro.line = attest_i_parse_line(parser, begin);
        parser->rules->macros.items[parser->rules->macros.count++] = macro;
    }
    return status;
}

static enum attest_status parse_words_body(attest_i_rule_parser *parser, attest_i_list *list)
{
    enum attest_status status = attest_i_parse_mark(parser, "{", "{ before the words");
    while (status == ATTEST_OK && !attest_i_token_is(&parser->tokens, "}")) {
        size_t begin = parser->tokens.token.begin;
        attest_view word;
        status = attest_i_parse_take(parser, ATTEST_I_TOKEN_STRING, "a word in quotation marks or }", &word);
        if (status == ATTEST_OK) {
            status = attest_i_list_add(parser->rules, list, &word, 1);
        }
        if (status == ATTEST_ERR_LIMIT) {
            status = attest_i_rule_error(parser->tokens.error, parser->tokens.source, begin,
                                         "a word of a list must have 1 to %u bytes", ATTEST_I_LIST_FORM_MAX - 4);
        }
    }
    attest_i_list_sort(list);
    return status == ATTEST_OK ? attest_i_tokenizer_next(&parser->tokens) : status;
}

/* words NAME { "one" "two" } */
static enum attest_status parse_words(attest_i_rule_parser *parser)
{
    size_t begin = parser->tokens.token.begin;
    attest_view name;
    enum attest_status status = take_name(parser, "the name of the word list", &name);
    if (status != ATTEST_OK) {
        return status;
    }
    const attest_i_list *old;
    status = attest_i_list_find(parser->rules, name, &old, parser->tokens.error);
    if (status == ATTEST_OK || memchr(name.data, ':', name.size)) {
        return attest_i_rule_error(parser->tokens.error, parser->tokens.source, begin,
                                   "expected a new name for the word list, without a colon; found %.*s", (int)name.size,
                                   name.data);
    }
    attest_i_list *list = NULL;
    status = status == ATTEST_NONE ? attest_i_list_new(parser->rules, name, &list) : status;
    return status == ATTEST_OK ? parse_words_body(parser, list) : status;
}

uint32_t attest_i_rule_group(const attest_i_rule *rule, attest_view name)
{
    for (uint32_t i = 0; i < rule->group_count; i++) {
        if (attest_view_equal(rule->groups[i], name)) {
            return i;
        }
    }
    return ATTEST_NO_INDEX;
}

enum attest_status attest_i_parse_group(attest_i_rule_parser *parser, uint32_t *group)
{
    const attest_i_rule *rule = parser->rule;
    if (!rule->code && !rule->dependencies) {
        return attest_i_token_expected(&parser->tokens, "the pattern (match) before what refers to its groups");
    }
    *group = parser->tokens.token.kind == ATTEST_I_TOKEN_WORD ? attest_i_rule_group(rule, parser->tokens.token.text)
                                                              : ATTEST_NO_INDEX;
    if (*group != ATTEST_NO_INDEX) {
        return attest_i_tokenizer_next(&parser->tokens);
    }
    char shown[ATTEST_I_NAMES_SHOWN] = "the pattern has none";
    size_t used = 0;
    for (uint32_t i = 0; i < rule->group_count && used < sizeof shown - NAME_MAX_BYTES; i++) {
        used += (size_t)snprintf(shown + used, sizeof shown - used, "%s%.40s", i ? ", " : "", rule->groups[i].data);
    }
    char all[ATTEST_I_NAMES_SHOWN + 64];
    snprintf(all, sizeof all, "the name of a group (%s)", shown);
    return attest_i_token_expected(&parser->tokens, all);
}

/* when GROUP [not] in LIST | when GROUP [not] matches /pattern/ */
static enum attest_status parse_condition(attest_i_rule_parser *parser)
{
    attest_i_rule *rule = parser->rule;
    void *conditions = rule->conditions;
    enum attest_status status =
        attest_i_grow(&conditions, &rule->condition_capacity, rule->condition_count + 1, sizeof *rule->conditions);
    rule->conditions = conditions;
    if (status != ATTEST_OK) {
        return status;
    }
    attest_i_rule_condition *condition = &rule->conditions[rule->condition_count];
    memset(condition, 0, sizeof *condition);
    status = attest_i_parse_group(parser, &condition->group);
    if (status == ATTEST_OK && attest_i_token_is(&parser->tokens, "not")) {
        condition->negated = 1;
        status = attest_i_tokenizer_next(&parser->tokens);
    }
    if (status != ATTEST_OK) {
        return status;
    }
    rule->condition_count++;
    if (attest_i_token_is(&parser->tokens, "matches")) {
        attest_i_pattern_text pattern;
        status = attest_i_tokenizer_next(&parser->tokens);
        if (status == ATTEST_OK) {
            status = take_pattern(parser, &pattern);
        }
        return status == ATTEST_OK ? attest_i_pattern_compile(parser->rules, &pattern, &condition->code,
                                                              &condition->machine, parser->tokens.error)
                                   : status;
    }
    status = attest_i_parse_mark(parser, "in", "in or matches");
    if (status != ATTEST_OK) {
        return status;
    }
    const attest_i_list *list = NULL;
    if (parser->tokens.token.kind == ATTEST_I_TOKEN_WORD) {
        status = attest_i_list_find(parser->rules, parser->tokens.token.text, &list, parser->tokens.error);
    }
    if (status == ATTEST_NONE || (status == ATTEST_OK && !list)) {
        return attest_i_token_expected(&parser->tokens, "the name of a word list");
    }
    return status == ATTEST_OK
               ? attest_i_parse_take(parser, ATTEST_I_TOKEN_WORD, "the name of a word list", &condition->list)
               : status;
}

static enum attest_status parse_match(attest_i_rule_parser *parser)
{
    attest_i_rule *rule = parser->rule;
    attest_i_pattern_text pattern;
    size_t begin = parser->tokens.token.begin;
    if (rule->code || rule->kind != ATTEST_I_RULE_SURFACE) {
        return attest_i_rule_error(parser->tokens.error, parser->tokens.source, begin, "%s",
                                   rule->code ? "a rule has one pattern" : "only a surface rule has a pattern");
    }
    enum attest_status status = take_pattern(parser, &pattern);
    if (status == ATTEST_OK) {
        status = attest_i_pattern_compile(parser->rules, &pattern, &rule->code, &rule->machine, parser->tokens.error);
    }
    if (status == ATTEST_OK) {
        status = attest_i_pattern_groups(parser->rules, rule);
    }
    if (status == ATTEST_ERR_LIMIT) {
        status = attest_i_rule_error(parser->tokens.error, parser->tokens.source, begin,
                                     "more than %d named groups in one pattern", ATTEST_I_GROUP_MAX);
    }
    return status;
}

static enum attest_status parse_confidence(attest_i_rule_parser *parser)
{
    attest_view text = parser->tokens.token.text;
    double value = 0;
    double unit = 1;
    int good = parser->tokens.token.kind == ATTEST_I_TOKEN_WORD && text.size <= 8;
    int point = 0;
    for (size_t i = 0; good && i < text.size; i++) {
        if (text.data[i] == '.' && !point) {
            point = 1;
        } else if (text.data[i] >= '0' && text.data[i] <= '9') {
            unit /= point ? 10 : 1;
            value = point ? value + unit * (text.data[i] - '0') : value * 10 + (text.data[i] - '0');
        } else {
            good = 0;
        }
    }
    if (!good || value <= 0 || value > 1) {
        return attest_i_token_expected(&parser->tokens, "a number above 0 and at most 1");
    }
    parser->rule->confidence = value;
    return attest_i_tokenizer_next(&parser->tokens);
}

static enum attest_status parse_scope(attest_i_rule_parser *parser)
{
    uint32_t scope;
    enum attest_status status =
        attest_i_parse_choice(parser, attest_i_rule_scope_names, "where the rule looks", &scope);
    parser->rule->scope = status == ATTEST_OK ? (enum attest_i_rule_scope)scope : parser->rule->scope;
    return status;
}

static enum attest_status parse_procedure(attest_i_rule_parser *parser)
{
    attest_i_rule *rule = parser->rule;
    if (rule->kind != ATTEST_I_RULE_PROCEDURE) {
        return attest_i_token_expected(&parser->tokens, "a pattern (match) in a surface rule, not a procedure");
    }
    uint32_t number;
    rule->procedure = parser->tokens.token.text;
    return attest_i_parse_choice(parser, attest_i_rule_procedure_names, "the name of a built-in procedure", &number);
}

/* needs MACRO */
static enum attest_status parse_needs(attest_i_rule_parser *parser)
{
    attest_ruleset *rules = parser->rules;
    attest_view name = parser->tokens.token.text;
    const attest_i_macro *macro = NULL;
    for (size_t i = 0; i < rules->macros.count && parser->tokens.token.kind == ATTEST_I_TOKEN_WORD; i++) {
        macro = attest_view_equal(rules->macros.items[i].name, name) ? &rules->macros.items[i] : macro;
    }
    if (!macro) {
        return attest_i_token_expected(&parser->tokens, "the name of a macro");
    }
    parser->rule->need = 0;
    while (parser->rule->need < rules->needs.count &&
           !attest_view_equal(rules->needs.items[parser->rule->need].macro, name)) {
        parser->rule->need++;
    }
    if (parser->rule->need < rules->needs.count) {
        return attest_i_tokenizer_next(&parser->tokens);
    }
    if (rules->needs.count == ATTEST_I_NEEDS_MAX) {
        return attest_i_token_expected(&parser->tokens, "at most 64 different needs in all files");
    }
    enum attest_status status = ATTEST_I_VECTOR_RESERVE(&rules->needs, 1);
    attest_i_need need = {name, NULL, NULL};
    if (status == ATTEST_OK) {
        status = attest_i_pattern_compile_macro(rules, macro->pattern, &need.code, &need.machine);
        rules->needs.items[rules->needs.count++] = need;
    }
    if (status == ATTEST_OK) {
        status = attest_i_tokenizer_next(&parser->tokens);
    }
    return status;
}

static enum attest_status parse_item(attest_i_rule_parser *parser)
{
    attest_i_rule *rule = parser->rule;
    static const char *const items[] = {"meaning",    "in",   "match",   "procedure", "when",
                                        "confidence", "make", "example", "silent",    "needs",
                                        "node",       "edge", "maybe",   "without",   NULL};
    uint32_t item;
    enum attest_status status = attest_i_parse_choice(parser, items, "} or what a rule may say", &item);
    if (status != ATTEST_OK) {
        return status;
    }
    switch (item) {
    case 0: return attest_i_parse_take(parser, ATTEST_I_TOKEN_STRING, "the meaning in quotation marks", &rule->meaning);
    case 1: return parse_scope(parser);
    case 2: return parse_match(parser);
    case 3: return parse_procedure(parser);
    case 4:
        return rule->kind == ATTEST_I_RULE_DEPENDENCY ? attest_i_parse_dependency(parser, ATTEST_I_DEP_ITEM_WHEN)
                                                      : parse_condition(parser);
    case 5: return parse_confidence(parser);
    case 6: return attest_i_parse_make(parser);
    case 7: return attest_i_parse_example(parser, 0);
    case 8: return attest_i_parse_example(parser, 1);
    case 9: return parse_needs(parser);
    default: return attest_i_parse_dependency(parser, (enum attest_i_dep_item)(item - 10));
    }
}

/* What a whole rule must have. */
static enum attest_status check_rule(attest_i_rule_parser *parser, size_t begin)
{
    const attest_i_rule *rule = parser->rule;
    const char *missing = NULL;
    if (rule->meaning.size == 0) {
        missing = "meaning \"...\"";
    } else if (rule->kind == ATTEST_I_RULE_SURFACE && !rule->code) {
        missing = "match /.../";
    } else if (rule->kind == ATTEST_I_RULE_DEPENDENCY && !rule->dependencies) {
        missing = "node NAME ...";
    } else if (rule->kind != ATTEST_I_RULE_PROCEDURE && rule->make_count == 0) {
        missing = "make ...";
    } else if (rule->kind == ATTEST_I_RULE_PROCEDURE && rule->procedure.size == 0) {
        missing = "procedure NAME";
    } else if (rule->example_count == 0) {
        missing = "at least one example";
    }
    return missing ? attest_i_rule_error(parser->tokens.error, parser->tokens.source, begin,
                                         "rule %.*s: expected %s in it", (int)rule->id.size, rule->id.data, missing)
                   : ATTEST_OK;
}

/* A rule of an earlier layer gives way; one of the same layer is a mistake. */
static enum attest_status place_rule(attest_i_rule_parser *parser, size_t begin)
{
    attest_ruleset *rules = parser->rules;
    for (size_t i = 0; i < rules->rules.count; i++) {
        attest_i_rule *other = &rules->rules.items[i];
        if (!attest_view_equal(other->id, parser->rule->id)) {
            continue;
        }
        if (other->layer == parser->layer) {
            return attest_i_rule_error(parser->tokens.error, parser->tokens.source, begin,
                                       "expected a new id; %.*s is the id of a rule in %.*s, line %u",
                                       (int)other->id.size, other->id.data, (int)other->file.size, other->file.data,
                                       other->line);
        }
        attest_i_rule_clear(other);
        *other = *parser->rule;
        memset(parser->rule, 0, sizeof *parser->rule);
        return ATTEST_OK;
    }
    enum attest_status status = ATTEST_I_VECTOR_RESERVE(&rules->rules, 1);
    if (status == ATTEST_OK) {
        rules->rules.items[rules->rules.count++] = *parser->rule;
        memset(parser->rule, 0, sizeof *parser->rule);
    }
    return status;
}

/* rule ID KIND { ... } */
static enum attest_status parse_rule_body(attest_i_rule_parser *parser, size_t begin)
{
    static const char *const kinds[] = {"surface", "procedure", "dependency", NULL};
    attest_i_rule *rule = parser->rule;
    size_t id_at = parser->tokens.token.begin;
    uint32_t kind = 0;
    enum attest_status status = take_name(parser, "the id of the rule", &rule->id);
    if (status == ATTEST_OK &&
        (!strchr("abcdefghijklmnopqrstuvwxyz", rule->id.data[0]) || memchr(rule->id.data, ':', rule->id.size))) {
        status = attest_i_rule_error(parser->tokens.error, parser->tokens.source, id_at,
                                     "expected an id that starts with a small letter and has no colon, found %.*s",
                                     (int)rule->id.size, rule->id.data);
    }
    if (status == ATTEST_OK) {
        status = attest_i_parse_choice(parser, kinds, "the kind of the rule", &kind);
    }
    rule->kind = (enum attest_i_rule_kind)kind;
    if (status == ATTEST_OK) {
        status = attest_i_parse_mark(parser, "{", "{");
    }
    while (status == ATTEST_OK && !attest_i_token_is(&parser->tokens, "}")) {
        status = parse_item(parser);
    }
    if (status != ATTEST_OK) {
        return status;
    }
    rule->source = (attest_view){parser->tokens.source->text.data + begin, parser->tokens.token.end - begin};
    status = check_rule(parser, begin);
    if (status == ATTEST_OK) {
        status = place_rule(parser, id_at);
    }
    return status == ATTEST_OK ? attest_i_tokenizer_next(&parser->tokens) : status;
}

static enum attest_status parse_rule(attest_i_rule_parser *parser, size_t begin)
{
    attest_i_rule rule;
    memset(&rule, 0, sizeof rule);
    rule.file = attest_view_of(parser->tokens.source->name);
    rule.line = attest_i_parse_line(parser, begin);
    rule.layer = parser->layer;
    rule.need = ATTEST_NO_INDEX;
    rule.builtin = parser->tokens.source->builtin;
    parser->rule = &rule;
    enum attest_status status = parse_rule_body(parser, begin);
    attest_i_rule_clear(&rule);
    parser->rule = NULL;
    return status;
}

static enum attest_status parse_statement(attest_i_rule_parser *parser)
{
    static const char *const statements[] = {"rule", "define", "words", NULL};
    uint32_t statement;
    size_t begin = parser->tokens.token.begin;
    enum attest_status status = attest_i_parse_choice(parser, statements, "a statement", &statement);
    if (status != ATTEST_OK) {
        return status;
    }
    switch (statement) {
    case 0: return parse_rule(parser, begin);
    case 1: return parse_define(parser);
    default: return parse_words(parser);
    }
}

enum attest_status attest_i_rule_parse_file(attest_ruleset *rules, const attest_i_rule_source *source, uint32_t layer,
                                            attest_error *error)
{
    size_t good = attest_i_utf8_valid_prefix(source->text);
    if (source->text.size > ATTEST_I_RULE_FILE_MAX) {
        return attest_error_set(error, ATTEST_ERR_LIMIT, source->name, "a rule file may have at most %zu bytes",
                                (size_t)ATTEST_I_RULE_FILE_MAX);
    }
    if (good < source->text.size) {
        return attest_i_rule_error(error, source, good, "expected UTF-8, found byte 0x%02X",
                                   (unsigned)(unsigned char)source->text.data[good]);
    }
    attest_i_rule_parser parser;
    memset(&parser, 0, sizeof parser);
    parser.rules = rules;
    parser.layer = layer;
    parser.tokens.source = source;
    parser.tokens.arena = &rules->arena;
    parser.tokens.error = error;
    enum attest_status status = attest_i_tokenizer_next(&parser.tokens);
    while (status == ATTEST_OK && parser.tokens.token.kind != ATTEST_I_TOKEN_END) {
        status = parse_statement(&parser);
    }
    return status;
}
