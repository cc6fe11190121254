/* The matcher: PCRE2 within limits, captures as spans, conditions. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/rule_match.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "extract/rule.h"

struct attest_i_matcher {
    const attest_ruleset *rules;
    attest_i_builder *builder;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
    pcre2_match_data *data;
    /* What the scope looked at last holds of the rules' needs: bit by number. */
    const char *needs_text;
    attest_span needs_scope;
    uint64_t needs_known;
    uint64_t needs_met;
};

attest_view attest_i_rule_id(const attest_i_rule *rule)
{
    return rule->id;
}

enum attest_i_rule_scope attest_i_rule_scope_of(const attest_i_rule *rule)
{
    return rule->scope;
}

double attest_i_rule_confidence(const attest_i_rule *rule)
{
    return rule->confidence;
}

int attest_i_rule_is_builtin(const attest_i_rule *rule)
{
    return rule->builtin;
}

size_t attest_i_rule_make_count(const attest_i_rule *rule)
{
    return rule->make_count;
}

const attest_i_rule_make *attest_i_rule_make_at(const attest_i_rule *rule, size_t index)
{
    return &rule->makes[index];
}

/* Number of the first rule behind `after`. */
static size_t first_after(const attest_ruleset *rules, const attest_i_rule *after)
{
    return after ? (size_t)(after - rules->rules.items) + 1 : 0;
}

const attest_i_rule *attest_i_ruleset_next(const attest_ruleset *rules, attest_view prefix, const attest_i_rule *after)
{
    for (size_t i = first_after(rules, after); i < rules->rules.count; i++) {
        const attest_i_rule *rule = &rules->rules.items[i];
        if (rule->kind == ATTEST_I_RULE_SURFACE && !rule->off && rule->id.size >= prefix.size &&
            (prefix.size == 0 || memcmp(rule->id.data, prefix.data, prefix.size) == 0)) {
            return rule;
        }
    }
    return NULL;
}

const attest_i_rule *attest_i_ruleset_next_making(const attest_ruleset *rules, enum attest_i_rule_action action,
                                                  const attest_i_rule *after)
{
    for (size_t i = first_after(rules, after); i < rules->rules.count; i++) {
        const attest_i_rule *rule = &rules->rules.items[i];
        for (size_t k = 0; k < rule->make_count; k++) {
            if (rule->makes[k].action == action) {
                return rule;
            }
        }
    }
    return NULL;
}

const attest_i_rule *attest_i_ruleset_find(const attest_ruleset *rules, attest_view id)
{
    for (size_t i = 0; i < rules->rules.count; i++) {
        if (attest_view_equal(rules->rules.items[i].id, id)) {
            return &rules->rules.items[i];
        }
    }
    return NULL;
}

int attest_i_ruleset_procedure_is_off(const attest_ruleset *rules, attest_view procedure)
{
    for (size_t i = 0; i < rules->rules.count; i++) {
        if (attest_view_equal(rules->rules.items[i].procedure, procedure)) {
            return rules->rules.items[i].off;
        }
    }
    return 0;
}

attest_view attest_i_ruleset_procedure_id(const attest_ruleset *rules, attest_view procedure)
{
    for (size_t i = 0; i < rules->rules.count; i++) {
        if (attest_view_equal(rules->rules.items[i].procedure, procedure)) {
            return rules->rules.items[i].id;
        }
    }
    return (attest_view){NULL, 0};
}

int attest_i_ruleset_list_has(const attest_ruleset *rules, attest_view list, attest_view word)
{
    const attest_i_list *found = attest_i_list_loaded(rules, list);
    return found && attest_i_list_row_of(found, word) != NULL;
}

enum attest_status attest_i_ruleset_list_value(const attest_ruleset *rules, attest_view list, attest_view word,
                                               unsigned column, attest_view *value)
{
    const attest_i_list *found = attest_i_list_loaded(rules, list);
    const attest_i_list_row *row = found ? attest_i_list_row_of(found, word) : NULL;
    if (!row || column >= ATTEST_I_LIST_COLUMN_MAX || row->columns[column].size == 0) {
        return ATTEST_NONE;
    }
    *value = row->columns[column];
    return ATTEST_OK;
}

int attest_i_match_group(const attest_i_match *match, attest_view name, attest_span *span)
{
    uint32_t group = attest_i_rule_group(match->rule, name);
    span->begin = 0;
    span->end = 0;
    if (group == ATTEST_NO_INDEX) {
        return 0;
    }
    *span = match->groups[group];
    return span->begin < span->end;
}

void attest_i_matcher_free(attest_i_matcher *matcher)
{
    if (!matcher) {
        return;
    }
    pcre2_match_data_free(matcher->data);
    pcre2_jit_stack_free(matcher->stack);
    pcre2_match_context_free(matcher->context);
    free(matcher);
}

enum attest_status attest_i_matcher_new(attest_i_matcher **matcher, const attest_ruleset *rules,
                                        attest_i_builder *builder)
{
    *matcher = NULL;
    attest_i_matcher *made = calloc(1, sizeof *made);
    if (!made) {
        return ATTEST_ERR_NOMEM;
    }
    uint32_t pairs = 1;
    for (size_t i = 0; i < rules->rules.count; i++) {
        uint32_t captures = rules->rules.items[i].capture_count + 1;
        pairs = captures > pairs ? captures : pairs;
    }
    made->rules = rules;
    made->builder = builder;
    made->context = pcre2_match_context_create(NULL);
    made->stack = pcre2_jit_stack_create(ATTEST_I_MATCH_STACK_FIRST, ATTEST_I_MATCH_STACK_MAX, NULL);
    made->data = pcre2_match_data_create(pairs, NULL);
    if (!made->context || !made->stack || !made->data) {
        attest_i_matcher_free(made);
        return ATTEST_ERR_NOMEM;
    }
    pcre2_set_match_limit(made->context, ATTEST_I_MATCH_LIMIT);
    pcre2_set_depth_limit(made->context, ATTEST_I_MATCH_DEPTH);
    pcre2_set_heap_limit(made->context, ATTEST_I_MATCH_HEAP_KIB);
    pcre2_jit_stack_assign(made->context, NULL, made->stack);
    *matcher = made;
    return ATTEST_OK;
}

/* One search: OK, NONE, or out of memory. A limit that is hit is counted and reads as NONE: what a pattern cannot find within
 * its bounds is not found. */
static enum attest_status search(attest_i_matcher *matcher, attest_i_machine_code *machine, pcre2_code *code,
                                 attest_view subject, size_t from)
{
    attest_i_pattern_ready(machine, code);
    const char *data = subject.data ? subject.data : "";
    int result =
        pcre2_match(code, (PCRE2_SPTR)data, subject.size, from, PCRE2_NO_UTF_CHECK, matcher->data, matcher->context);
    if (result >= 0) {
        return ATTEST_OK;
    }
    if (result == PCRE2_ERROR_NOMATCH) {
        return ATTEST_NONE;
    }
    if (result == PCRE2_ERROR_NOMEMORY) {
        return ATTEST_ERR_NOMEM;
    }
    if (matcher->builder) {
        attest_i_builder_limit_hit(matcher->builder);
    }
    return ATTEST_NONE;
}

/* Whether the scope holds what the rule needs; looked up once for all rules that need the same. */
static int need_is_met(attest_i_matcher *matcher, const attest_i_rule *rule, attest_view text, attest_span scope,
                       enum attest_status *status)
{
    if (rule->need == ATTEST_NO_INDEX) {
        return 1;
    }
    uint64_t bit = UINT64_C(1) << rule->need;
    if (matcher->needs_text != text.data || matcher->needs_scope.begin != scope.begin ||
        matcher->needs_scope.end != scope.end) {
        matcher->needs_text = text.data;
        matcher->needs_scope = scope;
        matcher->needs_known = 0;
        matcher->needs_met = 0;
    }
    if (!(matcher->needs_known & bit)) {
        const attest_i_need *need = &matcher->rules->needs.items[rule->need];
        attest_view subject = {text.data + scope.begin, scope.end - scope.begin};
        *status = search(matcher, need->machine, need->code, subject, 0);
        if (*status != ATTEST_OK && *status != ATTEST_NONE) {
            return 0;
        }
        matcher->needs_known |= bit;
        matcher->needs_met |= *status == ATTEST_OK ? bit : 0;
        *status = ATTEST_OK;
    }
    return (matcher->needs_met & bit) != 0;
}

static int condition_holds(attest_i_matcher *matcher, const attest_i_rule_condition *condition, attest_view word,
                           enum attest_status *status)
{
    int holds;
    if (condition->code) {
        *status = search(matcher, condition->machine, condition->code, word, 0);
        holds = *status == ATTEST_OK;
        *status = *status == ATTEST_NONE ? ATTEST_OK : *status;
    } else {
        holds = attest_i_ruleset_list_has(matcher->rules, condition->list, word);
    }
    return holds != condition->negated;
}

static int conditions_hold(attest_i_matcher *matcher, const attest_i_match *match, attest_view text,
                           enum attest_status *status)
{
    const attest_i_rule *rule = match->rule;
    for (size_t i = 0; i < rule->condition_count && *status == ATTEST_OK; i++) {
        attest_span span = match->groups[rule->conditions[i].group];
        attest_view word = {text.data + span.begin, span.end - span.begin};
        if (!condition_holds(matcher, &rule->conditions[i], word, status)) {
            return 0;
        }
    }
    return 1;
}

static void read_captures(const attest_i_matcher *matcher, attest_span scope, attest_i_match *match)
{
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(matcher->data);
    /* \K in a lookahead can put the start behind the end; such a match is empty. */
    size_t begin = ends[0] < ends[1] ? ends[0] : ends[1];
    match->span.begin = scope.begin + (uint32_t)begin;
    match->span.end = scope.begin + (uint32_t)ends[1];
    memset(match->groups, 0, sizeof match->groups);
    for (uint32_t i = 1; i <= match->rule->capture_count; i++) {
        uint8_t group = match->rule->group_of[i];
        if (group == UINT8_MAX || ends[2 * i] == PCRE2_UNSET || ends[2 * i] >= ends[2 * i + 1]) {
            continue;
        }
        match->groups[group].begin = scope.begin + (uint32_t)ends[2 * i];
        match->groups[group].end = scope.begin + (uint32_t)ends[2 * i + 1];
    }
}

enum attest_status attest_i_matcher_find(attest_i_matcher *matcher, const attest_i_rule *rule, attest_view text,
                                         attest_span scope, uint32_t from, attest_i_match *match)
{
    if (rule->kind != ATTEST_I_RULE_SURFACE) {
        return ATTEST_NONE;
    }
    attest_view subject = {text.data + scope.begin, scope.end - scope.begin};
    from = from < scope.begin ? scope.begin : from;
    match->rule = rule;
    enum attest_status status = ATTEST_OK;
    if (!need_is_met(matcher, rule, text, scope, &status)) {
        return status == ATTEST_OK ? ATTEST_NONE : status;
    }
    while (from <= scope.end) {
        status = search(matcher, rule->machine, rule->code, subject, from - scope.begin);
        if (status != ATTEST_OK) {
            return status;
        }
        read_captures(matcher, scope, match);
        int good = conditions_hold(matcher, match, text, &status);
        if (status != ATTEST_OK || good) {
            return status;
        }
        from = attest_i_match_next(match, text);
    }
    return ATTEST_NONE;
}

uint32_t attest_i_match_next(const attest_i_match *match, attest_view text)
{
    size_t next = match->span.end;
    if (match->span.begin == match->span.end) {
        if (next < text.size) {
            attest_i_utf8_next(text, &next);
        } else {
            next++;
        }
    }
    return (uint32_t)next;
}
