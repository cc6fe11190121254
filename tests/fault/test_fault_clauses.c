/* The whole of extraction while memory runs out, clauses included: each allocation fails in turn; an error or the same result, and
 * no leak. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <string.h>

#include "../support/failing_memory.h"
#include "attest/extractor.h"
#include "attest/source.h"

#define ALLOCATIONS_MAX 100000

/* A plan, a passive, an aside, an apposition, a report with arguments: something for every file of the stage. */
static const char article[] =
    "---\npublished: 2024-12-16\n---\n"
    "The town's plan is old.\n"
    "Mayor Ann Bee, who leads the council, said on Monday that the firm had no plans to close the mine in Bergen, a "
    "port in Norway. "
    "It is not clear whether the dam, including its gates, was repaired by the army in May. "
    "The talks were described as useful, and Norway is in touch with the rebels about the removal of the mayor.\n";

static enum attest_status extract(const attest_extractor *extractor, const attest_document *document, size_t *claims)
{
    attest_extraction *extraction = NULL;
    enum attest_status status = attest_extractor_extract(extractor, document, &extraction, NULL);
    *claims = status == ATTEST_OK ? attest_extraction_claim_count(extraction) : 0;
    attest_extraction_free(extraction);
    return status;
}

Test(fault_clauses, extracting)
{
    attest_ruleset *rules = NULL;
    attest_extractor *extractor = NULL;
    attest_document *document = NULL;
    size_t wanted;
    size_t claims;
    int failed = 1;
    size_t n = 1;
    cr_assert_eq(attest_ruleset_new(&rules, NULL, 0, NULL), ATTEST_OK);
    cr_assert_eq(attest_extractor_new(&extractor, rules, NULL, NULL), ATTEST_OK);
    cr_assert_eq(attest_document_from_bytes(&document, attest_view_of(article), "article", NULL, NULL), ATTEST_OK);
    cr_assert_eq(extract(extractor, document, &wanted), ATTEST_OK); /* loads what is loaded once */
    cr_assert_gt(wanted, 5);
    for (; failed && n < ALLOCATIONS_MAX; n++) {
        long live = failing_memory_live();
        failing_memory_arm(n);
        enum attest_status status = extract(extractor, document, &claims);
        failed = failing_memory_disarm();
        /* An analyser that cannot be kept for the next document is no error. */
        cr_assert(status == ATTEST_ERR_NOMEM || (status == ATTEST_OK && claims == wanted),
                  "status %d and %zu claims when allocation %zu fails", (int)status, claims, n);
        cr_assert(failed || status == ATTEST_OK);
        cr_assert_leq(failing_memory_live(), live, "leak when allocation %zu fails", n);
    }
    cr_assert_not(failed);
    cr_expect_gt(n, 10);
    attest_document_free(document);
    attest_extractor_free(extractor);
    attest_ruleset_free(rules);
}
