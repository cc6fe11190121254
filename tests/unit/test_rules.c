/* Rules: the built-in set compiles, and all examples in it come out. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "attest/extractor.h"
#include "attest/ruleset.h"

static void show(void *user_data, const attest_rule_failure *failure)
{
    (void)user_data;
    fprintf(stderr, "%.*s:%u: %.*s\n  text:     %.*s\n  expected: %.*s\n  found:    %.*s\n", (int)failure->file.size,
            failure->file.data, failure->line, (int)failure->rule.size, failure->rule.data, (int)failure->text.size,
            failure->text.data, (int)failure->expected.size, failure->expected.data, (int)failure->found.size,
            failure->found.data);
}

Test(rules, examples_of_the_built_in_rules_come_out)
{
    attest_ruleset *rules = NULL;
    attest_error error;
    attest_rule_test_counts counts;
    cr_assert_eq(attest_ruleset_new(&rules, NULL, 0, &error), ATTEST_OK, "%s:%u:%u: %s", error.source, error.line,
                 error.column, error.text);
    cr_assert_eq(attest_ruleset_test(rules, show, NULL, &counts, &error), ATTEST_OK);
    cr_assert_gt(counts.examples, counts.rules);
    cr_assert_eq(counts.failures, 0, "%zu of %zu examples failed", counts.failures, counts.examples);
    attest_ruleset_free(rules);
}
