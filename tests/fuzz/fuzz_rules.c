/* Fuzz entry: bytes become a rule file. What compiles must keep the promises of rule_match.h on a text that is part of the input. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "base/utf8.h"
#include "extract/rule.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Matches of one rule that are looked at; text that patterns run over. */
#define MATCHES 20
#define TEXT_MAX 400

static void require(int holds)
{
    if (!holds) {
        abort();
    }
}

static void check_info(const attest_ruleset *rules)
{
    for (size_t i = 0; i < attest_ruleset_count(rules); i++) {
        attest_rule_info info = attest_ruleset_at(rules, i);
        require(info.id.size > 0 && info.meaning.size > 0 && info.line > 0 && info.example_count > 0);
        require(info.source.size > 4 && info.source.data[info.source.size - 1] == '}');
    }
}

static void check_match(const attest_i_match *match, attest_span scope)
{
    require(match->span.begin >= scope.begin && match->span.begin <= match->span.end && match->span.end <= scope.end);
    for (size_t i = 0; i < ATTEST_I_GROUP_MAX; i++) {
        attest_span group = match->groups[i];
        require(group.begin <= group.end && group.end <= scope.end);
    }
}

static void run_rule(attest_i_matcher *matcher, const attest_i_rule *rule, attest_view text)
{
    attest_span scope = {0, (uint32_t)text.size};
    attest_i_match match;
    uint32_t from = 0;
    for (int i = 0; i < MATCHES && from <= scope.end; i++) {
        if (attest_i_matcher_find(matcher, rule, text, scope, from, &match) != ATTEST_OK) {
            return;
        }
        check_match(&match, scope);
        uint32_t next = attest_i_match_next(&match, text);
        require(next > match.span.begin);
        from = next;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    attest_ruleset *rules = NULL;
    attest_error error;
    attest_view file = {(const char *)data, size};
    enum attest_status status = attest_i_ruleset_from_text(&rules, "input.rules", file, 0, &error);
    if (status != ATTEST_OK) {
        require(rules == NULL && error.text[0] != '\0');
        return 0;
    }
    check_info(rules);
    attest_view text = file;
    if (size > TEXT_MAX) {
        text.size = attest_i_utf8_floor(file.data, TEXT_MAX);
    }
    attest_i_matcher *matcher = NULL;
    const attest_i_rule *rule = NULL;
    require(attest_i_matcher_new(&matcher, rules, NULL) == ATTEST_OK);
    while ((rule = attest_i_ruleset_next(rules, (attest_view){NULL, 0}, rule))) {
        run_rule(matcher, rule, text);
    }
    attest_i_matcher_free(matcher);
    attest_ruleset_free(rules);
    return 0;
}
