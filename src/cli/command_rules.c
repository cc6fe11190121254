/* attest rules: the rules, and their own examples run as tests. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "attest/extractor.h"
#include "attest/ruleset.h"
#include "cli/cli.h"

static void list_rules(const attest_ruleset *rules)
{
    for (size_t i = 0; i < attest_ruleset_count(rules); i++) {
        attest_rule_info rule = attest_ruleset_at(rules, i);
        printf("%-32.*s %.*s\n", (int)rule.id.size, rule.id.data, (int)rule.meaning.size, rule.meaning.data);
    }
}

/* Print the rules whose id is `id` or begins with `id` and a full stop. Returns how many. */
static size_t show_rules(const attest_ruleset *rules, const char *id)
{
    size_t shown = 0;
    size_t size = strlen(id);
    for (size_t i = 0; i < attest_ruleset_count(rules); i++) {
        attest_rule_info rule = attest_ruleset_at(rules, i);
        if (rule.id.size < size || memcmp(rule.id.data, id, size) != 0 ||
            (rule.id.size > size && rule.id.data[size] != '.')) {
            continue;
        }
        printf("%s# %.*s:%u\n%.*s\n", shown ? "\n" : "", (int)rule.file.size, rule.file.data, (unsigned)rule.line,
               (int)rule.source.size, rule.source.data);
        shown++;
    }
    return shown;
}

static void print_failure(void *user_data, const attest_rule_failure *failure)
{
    (void)user_data;
    printf("%.*s:%u: %.*s\n  text:     %.*s\n  expected: %.*s\n  found:    %.*s\n", (int)failure->file.size,
           failure->file.data, (unsigned)failure->line, (int)failure->rule.size, failure->rule.data,
           (int)failure->text.size, failure->text.data, (int)failure->expected.size, failure->expected.data,
           (int)failure->found.size, failure->found.data);
}

static enum cli_exit test_rules(const attest_ruleset *rules)
{
    attest_error error = {0};
    attest_rule_test_counts counts;
    enum attest_status status = attest_ruleset_test(rules, print_failure, NULL, &counts, &error);
    if (status != ATTEST_OK) {
        return cli_fail(&error);
    }
    printf("%zu rules, %zu examples, %zu failed\n", counts.rules, counts.examples, counts.failures);
    return counts.failures ? CLI_PROBLEMS : CLI_DONE;
}

static enum cli_exit run_action(const cli_command *command, const attest_ruleset *rules, const char *action,
                                const cli_list *ids)
{
    if (strcmp(action, "list") == 0) {
        list_rules(rules);
        return CLI_DONE;
    }
    if (strcmp(action, "test") == 0) {
        return test_rules(rules);
    }
    if (ids->count == 0) {
        return cli_usage(command, "'show' needs the id of a rule, or the first part of one");
    }
    enum cli_exit code = CLI_DONE;
    for (size_t i = 0; i < ids->count; i++) {
        if (show_rules(rules, ids->items[i]) == 0) {
            cli_message("there is no rule '%s'; 'attest rules list' names them", ids->items[i]);
            code = CLI_PROBLEMS;
        }
    }
    return code;
}

static enum cli_exit run_command(const cli_command *command, int argc, char **argv)
{
    cli_list operands = {0};
    cli_list files = {0};
    const cli_option options[] = {
        {"rules", 'r', CLI_LIST, &files, "FILE", "more rules; may be given again", NULL},
    };
    enum cli_exit code;
    if (cli_parse(command, options, sizeof options / sizeof options[0], argc, argv, &operands, &code)) {
        cli_list_clear(&operands);
        cli_list_clear(&files);
        return code;
    }
    const char *action = operands.count ? operands.items[0] : "";
    int is_show = strcmp(action, "show") == 0;
    attest_ruleset *rules = NULL;
    attest_error error = {0};
    if (!is_show && strcmp(action, "list") != 0 && strcmp(action, "test") != 0) {
        code = cli_usage(command, "say what to do: list, show or test");
    } else {
        /* What follows "show" are ids; what follows "list" or "test" are rule files, as with --rules. */
        cli_list rest = {.items = operands.items + 1, .count = operands.count - 1};
        const cli_list *given = is_show || rest.count == 0 ? &files : &rest;
        if (!is_show && rest.count && files.count) {
            code = cli_usage(command, "give rule files either behind '%s' or by --rules", action);
        } else if (attest_ruleset_new(&rules, given->items, given->count, &error) != ATTEST_OK) {
            code = cli_fail(&error);
        } else {
            code = cli_close_output(run_action(command, rules, action, &rest));
        }
    }
    attest_ruleset_free(rules);
    cli_list_clear(&operands);
    cli_list_clear(&files);
    return code;
}

const cli_command cli_command_rules = {
    "rules",
    "list|test [FILE...] | show ID...",
    "list the rules, show some, or run their own examples as tests",
    run_command,
};
