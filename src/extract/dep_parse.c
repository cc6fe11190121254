/* The items of dependency rules: node, edge, maybe, without, when. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/dep.h"
#include "extract/rule_parse.h"

static struct attest_i_dep_pattern *pattern_of(attest_i_rule_parser *parser)
{
    attest_i_rule *rule = parser->rule;
    if (!rule->dependencies) {
        rule->groups = attest_i_arena_array(&parser->rules->arena, ATTEST_I_DEP_NODES, sizeof *rule->groups);
        rule->dependencies = attest_i_arena_take(&parser->rules->arena, sizeof *rule->dependencies);
        if (!rule->groups) {
            rule->dependencies = NULL;
        }
    }
    return rule->dependencies;
}

/* A node by name; `declare`: a new name makes a new node. */
static enum attest_status take_node(attest_i_rule_parser *parser, int declare, uint32_t *node)
{
    attest_i_rule *rule = parser->rule;
    attest_view name;
    *node = parser->tokens.token.kind == ATTEST_I_TOKEN_WORD ? attest_i_rule_group(rule, parser->tokens.token.text)
                                                             : ATTEST_NO_INDEX;
    if (*node != ATTEST_NO_INDEX) {
        return attest_i_tokenizer_next(&parser->tokens);
    }
    if (!declare) {
        return attest_i_token_expected(&parser->tokens, "the name of a node");
    }
    if (rule->group_count == ATTEST_I_DEP_NODES) {
        return attest_i_token_expected(&parser->tokens, "at most 8 nodes in one rule");
    }
    *node = rule->group_count;
    enum attest_status status = attest_i_parse_take(parser, ATTEST_I_TOKEN_WORD, "the name of a node", &name);
    if (status == ATTEST_OK) {
        rule->groups[rule->group_count++] = name;
        rule->dependencies->node_count = rule->group_count;
    }
    return status;
}

static enum attest_status take_code(attest_i_rule_parser *parser, pcre2_code **code)
{
    attest_i_pattern_text pattern = {parser->tokens.source, parser->tokens.token.begin + 1,
                                     parser->tokens.token.text.size, parser->tokens.token.flags};
    attest_view ignored;
    enum attest_status status =
        attest_i_parse_take(parser, ATTEST_I_TOKEN_PATTERN, "a pattern between slashes", &ignored);
    attest_i_machine_code *machine = NULL;
    if (status == ATTEST_OK) {
        status = attest_i_pattern_compile(parser->rules, &pattern, code, &machine, parser->tokens.error);
    }
    if (status == ATTEST_OK) {
        attest_i_pattern_ready(machine, *code); /* short, and tried at every token */
    }
    return status;
}

/* A relation, or a pattern for the whole label; "+" behind it: repeated. */
static enum attest_status take_relation(attest_i_rule_parser *parser, attest_i_dep_step *step)
{
    if (parser->tokens.token.kind == ATTEST_I_TOKEN_PATTERN) {
        return take_code(parser, &step->code);
    }
    enum attest_status status =
        attest_i_parse_take(parser, ATTEST_I_TOKEN_WORD, "a relation or a pattern between slashes", &step->relation);
    if (status == ATTEST_OK && step->relation.size > 1 && step->relation.data[step->relation.size - 1] == '+') {
        step->relation.size--;
        step->repeated = 1;
    }
    return status;
}

/* edge HEAD RELATION DEPENDENT | maybe HEAD RELATION DEPENDENT | without HEAD RELATION */
static enum attest_status parse_step(attest_i_rule_parser *parser, enum attest_i_dep_step_kind kind)
{
    struct attest_i_dep_pattern *pattern = parser->rule->dependencies;
    if (pattern->step_count == ATTEST_I_DEP_STEPS) {
        return attest_i_token_expected(&parser->tokens, "at most 16 edges in one rule");
    }
    attest_i_dep_step *step = &pattern->steps[pattern->step_count++];
    uint32_t known = parser->rule->group_count;
    size_t begin = parser->tokens.token.begin;
    step->kind = kind;
    enum attest_status status = take_node(parser, kind != ATTEST_I_DEP_WITHOUT, &step->head);
    if (status == ATTEST_OK) {
        status = take_relation(parser, step);
    }
    if (status == ATTEST_OK && kind != ATTEST_I_DEP_WITHOUT) {
        status = take_node(parser, 1, &step->dependent);
        if (status == ATTEST_OK && step->head >= known && step->dependent >= known && known > 0) {
            status = attest_i_rule_error(parser->tokens.error, parser->tokens.source, begin,
                                         "expected an edge of a node that is known already");
        }
    }
    return status;
}

static enum attest_status take_tag(attest_i_rule_parser *parser, attest_i_dep_test *test)
{
    attest_view name = parser->tokens.token.text;
    enum attest_status status = attest_i_parse_take(parser, ATTEST_I_TOKEN_WORD, "a tag", &name);
    if (status != ATTEST_OK) {
        return status;
    }
    for (uint32_t i = 0; i < ATTEST_UPOS_COUNT; i++) {
        if (attest_view_equal(attest_upos_name((enum attest_upos)i), name)) {
            test->tags |= 1U << i;
            return ATTEST_OK;
        }
    }
    if (test->xpos_count == ATTEST_I_DEP_XPOS) {
        return attest_i_token_expected(&parser->tokens, "at most 4 Penn tags in one condition");
    }
    test->xpos[test->xpos_count++] = name;
    return ATTEST_OK;
}

static enum attest_status take_class(attest_i_rule_parser *parser, attest_i_dep_test *test)
{
    for (uint32_t i = ATTEST_NAME_NONE + 1; i < ATTEST_NAME_CLASS_COUNT; i++) {
        if (parser->tokens.token.kind == ATTEST_I_TOKEN_WORD &&
            attest_view_equal(attest_name_class_name((enum attest_name_class)i), parser->tokens.token.text)) {
            test->tags |= 1U << i;
            return attest_i_tokenizer_next(&parser->tokens);
        }
    }
    return attest_i_token_expected(&parser->tokens, "a class of names (Person, Organization, Place, ...)");
}

/* tag A, B | class A, B */
static enum attest_status take_choices(attest_i_rule_parser *parser, attest_i_dep_test *test)
{
    for (;;) {
        enum attest_status status = test->kind == ATTEST_I_DEP_TAG ? take_tag(parser, test) : take_class(parser, test);
        if (status != ATTEST_OK || !attest_i_token_is(&parser->tokens, ",")) {
            return status;
        }
        status = attest_i_tokenizer_next(&parser->tokens);
        if (status != ATTEST_OK) {
            return status;
        }
    }
}

static enum attest_status take_list(attest_i_rule_parser *parser, attest_i_dep_test *test)
{
    const attest_i_list *list = NULL;
    enum attest_status status = ATTEST_NONE;
    if (parser->tokens.token.kind == ATTEST_I_TOKEN_WORD) {
        status = attest_i_list_find(parser->rules, parser->tokens.token.text, &list, parser->tokens.error);
    }
    if (status == ATTEST_NONE) {
        return attest_i_token_expected(&parser->tokens, "the name of a word list");
    }
    return status == ATTEST_OK
               ? attest_i_parse_take(parser, ATTEST_I_TOKEN_WORD, "the name of a word list", &test->list)
               : status;
}

/* [not] tag TAGS | class CLASSES | in LIST | lemma /pattern/ | form /pattern/ */
static enum attest_status parse_test(attest_i_rule_parser *parser, uint32_t node)
{
    static const char *const kinds[] = {"tag", "in", "lemma", "form", "class", NULL};
    struct attest_i_dep_pattern *pattern = parser->rule->dependencies;
    if (pattern->test_count == ATTEST_I_DEP_TESTS) {
        return attest_i_token_expected(&parser->tokens, "at most 16 conditions in one rule");
    }
    attest_i_dep_test *test = &pattern->tests[pattern->test_count++];
    enum attest_status status = ATTEST_OK;
    uint32_t kind;
    test->node = node;
    if (attest_i_token_is(&parser->tokens, "not")) {
        test->negated = 1;
        status = attest_i_tokenizer_next(&parser->tokens);
    }
    if (status == ATTEST_OK) {
        status = attest_i_parse_choice(parser, kinds, "a condition", &kind);
    }
    if (status != ATTEST_OK) {
        return status;
    }
    test->kind = (enum attest_i_dep_test_kind)kind;
    switch (test->kind) {
    case ATTEST_I_DEP_LIST: return take_list(parser, test);
    case ATTEST_I_DEP_LEMMA:
    case ATTEST_I_DEP_FORM: return take_code(parser, &test->code);
    default: return take_choices(parser, test);
    }
}

/* node NAME CONDITION | when NAME CONDITION */
static enum attest_status parse_node(attest_i_rule_parser *parser, int declare)
{
    uint32_t node;
    enum attest_status status = take_node(parser, declare, &node);
    return status == ATTEST_OK ? parse_test(parser, node) : status;
}

enum attest_status attest_i_parse_dependency(attest_i_rule_parser *parser, enum attest_i_dep_item item)
{
    if (parser->rule->kind != ATTEST_I_RULE_DEPENDENCY) {
        return attest_i_token_expected(&parser->tokens, "nodes and edges only in a dependency rule");
    }
    if (!pattern_of(parser)) {
        return ATTEST_ERR_NOMEM;
    }
    switch (item) {
    case ATTEST_I_DEP_ITEM_NODE: return parse_node(parser, 1);
    case ATTEST_I_DEP_ITEM_WHEN: return parse_node(parser, 0);
    case ATTEST_I_DEP_ITEM_EDGE: return parse_step(parser, ATTEST_I_DEP_EDGE);
    case ATTEST_I_DEP_ITEM_MAYBE: return parse_step(parser, ATTEST_I_DEP_MAYBE);
    default: return parse_step(parser, ATTEST_I_DEP_WITHOUT);
    }
}

void attest_i_dep_clear(struct attest_i_dep_pattern *pattern)
{
    if (!pattern) {
        return;
    }
    for (uint32_t i = 0; i < pattern->step_count; i++) {
        pcre2_code_free(pattern->steps[i].code);
    }
    for (uint32_t i = 0; i < pattern->test_count; i++) {
        pcre2_code_free(pattern->tests[i].code);
    }
}
