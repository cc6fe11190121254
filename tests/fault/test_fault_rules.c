/* Rules while memory runs out: compiling a file and running zones, values and a user's rules; each allocation fails in turn. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <string.h>

#include "../support/failing_memory.h"
#include "attest/source.h"
#include "extract/rule.h"
#include "extract/stage.h"

#define ALLOCATIONS_MAX 100000

static const char file[] =
    "words fruit { \"apple\" \"fig\" }\n"
    "define two /(?:[ab]|%{fruit})/\n"
    "rule mine surface {\n"
    "  meaning \"Mine\"\n"
    "  needs two\n"
    "  match /(?<a>\\w+) eats (?<b>%{two}|\\w+)(?: on (?<day>\\w+))?/i\n"
    "  when a not in fruit\n"
    "  when b not matches /^x/\n"
    "  make mention person a\n"
    "  make attribution speaker=a cue=\"eats\" content=b kind=opinion\n"
    "  make claim subject=a predicate=\"eat\" object=b time=day\n"
    "  example \"Ann eats fig.\" => claim subject=\"Ann\", value date \"x\" 2024-01-01 upper=\"y\"\n"
    "  silent \"Nobody eats.\"\n"
    "}\n";

static const char article[] =
    "---\npublished: 2024-12-16\n---\n"
    "Harbour opens\nBy Ann Bee\nBEIRUT (Post) — Ann eats fig on Friday. It cost $3 million from 7 to 9 May 2024.\n"
    "“Bob eats bread,” she said since 2015.\nRead more: Figs\n";

static enum attest_status compile(attest_ruleset **rules)
{
    attest_error error;
    return attest_i_ruleset_from_text(rules, "mine.rules", attest_view_of(file), 0, &error);
}

static enum attest_status run_stages(const attest_ruleset *rules, const attest_document *document)
{
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    attest_i_context context = {.document = document, .rules = rules, .arena = &arena};
    enum attest_status status = attest_i_builder_new(&context.builder, document);
    if (status == ATTEST_OK) {
        status = attest_i_stage_zones(&context);
    }
    if (status == ATTEST_OK) {
        status = attest_i_stage_values(&context);
    }
    if (status == ATTEST_OK) {
        status = attest_i_stage_user_rules(&context);
    }
    if (context.builder) {
        attest_i_builder_free(context.builder);
    }
    attest_i_arena_clear(&arena);
    return status;
}

Test(fault_rules, compiling)
{
    int failed = 1;
    size_t n = 1;
    for (; failed && n < ALLOCATIONS_MAX; n++) {
        long live = failing_memory_live();
        attest_ruleset *rules = NULL;
        failing_memory_arm(n);
        enum attest_status status = compile(&rules);
        failed = failing_memory_disarm();
        cr_assert_eq(status, failed ? ATTEST_ERR_NOMEM : ATTEST_OK, "status %d when allocation %zu fails", (int)status,
                     n);
        cr_assert_eq(rules == NULL, failed);
        attest_ruleset_free(rules);
        cr_assert_eq(failing_memory_live(), live, "leak when allocation %zu fails", n);
    }
    cr_assert_not(failed);
    cr_expect_gt(n, 10);
}

Test(fault_rules, running)
{
    attest_ruleset *rules = NULL;
    attest_document *document = NULL;
    int failed = 1;
    size_t n = 1;
    cr_assert_eq(attest_i_ruleset_from_text(&rules, "mine.rules", attest_view_of(file), 1, NULL), ATTEST_OK);
    cr_assert_eq(attest_document_from_bytes(&document, attest_view_of(article), "article", NULL, NULL), ATTEST_OK);
    cr_assert_eq(run_stages(rules, document), ATTEST_OK); /* loads what is loaded once */
    for (; failed && n < ALLOCATIONS_MAX; n++) {
        long live = failing_memory_live();
        failing_memory_arm(n);
        enum attest_status status = run_stages(rules, document);
        failed = failing_memory_disarm();
        cr_assert_eq(status, failed ? ATTEST_ERR_NOMEM : ATTEST_OK, "status %d when allocation %zu fails", (int)status,
                     n);
        cr_assert_eq(failing_memory_live(), live, "leak when allocation %zu fails", n);
    }
    cr_assert_not(failed);
    cr_expect_gt(n, 10);
    attest_document_free(document);
    attest_ruleset_free(rules);
}
