/* Matching dependency rules: from the token of the first node along the edges, trying the candidates of each in order. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/dep.h"

static const attest_token *token_at(const attest_i_dep_finder *finder, uint32_t token)
{
    return &finder->tree->sentence.tokens[token];
}

static int pattern_fits(attest_i_dep_finder *finder, const pcre2_code *code, attest_view text)
{
    return pcre2_match(code, (PCRE2_SPTR)(text.data ? text.data : ""), text.size, 0, PCRE2_ANCHORED | PCRE2_ENDANCHORED,
                       finder->match_data, NULL) >= 0;
}

static int test_holds(attest_i_dep_finder *finder, const attest_i_dep_test *test, const attest_token *token)
{
    int holds = 0;
    switch (test->kind) {
    case ATTEST_I_DEP_TAG:
        holds = (test->tags >> token->upos) & 1U;
        for (uint32_t i = 0; i < test->xpos_count && !holds; i++) {
            holds = attest_view_equal(test->xpos[i], token->xpos);
        }
        break;
    case ATTEST_I_DEP_CLASS: holds = (test->tags >> token->name) & 1U; break;
    case ATTEST_I_DEP_LIST: holds = attest_i_ruleset_list_has(finder->rules, test->list, token->lemma); break;
    case ATTEST_I_DEP_LEMMA: holds = pattern_fits(finder, test->code, token->lemma); break;
    case ATTEST_I_DEP_FORM: holds = pattern_fits(finder, test->code, token->form); break;
    }
    return holds != test->negated;
}

/* Put a token in the place of a node, if its conditions hold. A token stands for one node only. */
static int bind(attest_i_dep_finder *finder, uint32_t node, uint32_t token)
{
    const struct attest_i_dep_pattern *pattern = finder->rule->dependencies;
    for (uint32_t i = 0; i < pattern->node_count; i++) {
        if (finder->match.tokens[i] == token) {
            return 0;
        }
    }
    for (uint32_t i = 0; i < pattern->test_count; i++) {
        if (pattern->tests[i].node == node && !test_holds(finder, &pattern->tests[i], token_at(finder, token))) {
            return 0;
        }
    }
    finder->match.tokens[node] = token;
    return 1;
}

static int label_fits(attest_i_dep_finder *finder, const attest_i_dep_step *step, attest_view label)
{
    static const attest_view shared = {":xsubj", 6};
    if (label.size > shared.size && memcmp(label.data + label.size - shared.size, shared.data, shared.size) == 0) {
        label.size -= shared.size;
    }
    return step->code ? pattern_fits(finder, step->code, label) : attest_view_equal(label, step->relation);
}

static enum attest_status run_step(attest_i_dep_finder *finder, uint32_t number);

/* Go on behind `token`, bound to `node`; for repeated edges also further down. */
static enum attest_status follow(attest_i_dep_finder *finder, uint32_t number, uint32_t token, uint32_t depth)
{
    const attest_i_dep_step *step = &finder->rule->dependencies->steps[number];
    const attest_i_tree *tree = finder->tree;
    enum attest_status status = ATTEST_OK;
    for (uint32_t i = tree->edge_begin[token]; i < tree->edge_begin[token + 1] && status == ATTEST_OK; i++) {
        const attest_edge *edge = &tree->sentence.edges[tree->edges_out[i]];
        if (!label_fits(finder, step, edge->label)) {
            continue;
        }
        if (bind(finder, step->dependent, edge->dependent)) {
            status = run_step(finder, number + 1);
            finder->match.tokens[step->dependent] = ATTEST_NO_INDEX;
        }
        if (status == ATTEST_OK && step->repeated && depth < ATTEST_I_DEP_CHAIN) {
            status = follow(finder, number, edge->dependent, depth + 1);
        }
    }
    return status;
}

/* From a dependent to its heads. */
static enum attest_status climb(attest_i_dep_finder *finder, uint32_t number)
{
    const attest_i_dep_step *step = &finder->rule->dependencies->steps[number];
    const attest_sentence *sentence = &finder->tree->sentence;
    uint32_t token = finder->match.tokens[step->dependent];
    enum attest_status status = ATTEST_OK;
    for (uint32_t i = 0; i < sentence->edge_count && status == ATTEST_OK; i++) {
        const attest_edge *edge = &sentence->edges[i];
        if (edge->dependent != token || edge->head == ATTEST_NO_INDEX || !label_fits(finder, step, edge->label)) {
            continue;
        }
        if (bind(finder, step->head, edge->head)) {
            status = run_step(finder, number + 1);
            finder->match.tokens[step->head] = ATTEST_NO_INDEX;
        }
    }
    return status;
}

/* Whether any edge of that kind leaves the token, to `to` if that is given. */
static int has_edge(attest_i_dep_finder *finder, const attest_i_dep_step *step, uint32_t from, uint32_t to)
{
    const attest_i_tree *tree = finder->tree;
    for (uint32_t i = tree->edge_begin[from]; i < tree->edge_begin[from + 1]; i++) {
        const attest_edge *edge = &tree->sentence.edges[tree->edges_out[i]];
        if ((to == ATTEST_NO_INDEX || edge->dependent == to) && label_fits(finder, step, edge->label)) {
            return 1;
        }
    }
    return 0;
}

static enum attest_status report(attest_i_dep_finder *finder)
{
    if (finder->found == ATTEST_I_DEP_MATCHES) {
        attest_i_builder_limit_hit(finder->builder);
        return ATTEST_END;
    }
    finder->found++;
    return finder->handler(finder->user_data, &finder->match);
}

static enum attest_status run_step(attest_i_dep_finder *finder, uint32_t number)
{
    const struct attest_i_dep_pattern *pattern = finder->rule->dependencies;
    if (number == pattern->step_count) {
        return report(finder);
    }
    const attest_i_dep_step *step = &pattern->steps[number];
    uint32_t head = finder->match.tokens[step->head];
    if (step->kind == ATTEST_I_DEP_WITHOUT) {
        return head != ATTEST_NO_INDEX && has_edge(finder, step, head, ATTEST_NO_INDEX) ? ATTEST_OK
                                                                                        : run_step(finder, number + 1);
    }
    if (head == ATTEST_NO_INDEX) {
        return finder->match.tokens[step->dependent] == ATTEST_NO_INDEX
                   ? (step->kind == ATTEST_I_DEP_MAYBE ? run_step(finder, number + 1) : ATTEST_OK)
                   : climb(finder, number);
    }
    if (finder->match.tokens[step->dependent] != ATTEST_NO_INDEX) {
        return has_edge(finder, step, head, finder->match.tokens[step->dependent]) ? run_step(finder, number + 1)
                                                                                   : ATTEST_OK;
    }
    if (step->kind == ATTEST_I_DEP_MAYBE && !has_edge(finder, step, head, ATTEST_NO_INDEX)) {
        return run_step(finder, number + 1);
    }
    return follow(finder, number, head, 1);
}

enum attest_status attest_i_dep_find(attest_i_dep_finder *finder, const attest_i_tree *tree, const attest_i_rule *rule)
{
    finder->tree = tree;
    finder->rule = rule;
    finder->match.rule = rule;
    finder->found = 0;
    for (uint32_t i = 0; i < ATTEST_I_DEP_NODES; i++) {
        finder->match.tokens[i] = ATTEST_NO_INDEX;
    }
    for (uint32_t i = 0; i < tree->sentence.token_count; i++) {
        enum attest_status status = ATTEST_OK;
        if (bind(finder, 0, i)) {
            status = run_step(finder, 0);
            finder->match.tokens[0] = ATTEST_NO_INDEX;
        }
        if (status != ATTEST_OK) {
            return status == ATTEST_END ? ATTEST_OK : status;
        }
    }
    return ATTEST_OK;
}

const attest_i_rule *attest_i_dep_next(const attest_ruleset *rules, const attest_i_rule *after)
{
    const attest_i_rule *rule = after ? after + 1 : rules->rules.items;
    while (rule < rules->rules.items + rules->rules.count) {
        if (rule->kind == ATTEST_I_RULE_DEPENDENCY && !rule->off) {
            return rule;
        }
        rule++;
    }
    return NULL;
}
