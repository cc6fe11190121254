/* Import and audit while memory runs out: fail each allocation in turn, and require an error or the same result, and no leak. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "../support/audit_fixture.h"
#include "../support/failing_memory.h"
#include "attest/audit.h"

#define ALLOCATIONS_MAX 100000

typedef enum attest_status step(audit_fixture *fixture, attest_dataset *dataset);

static enum attest_status import_all(audit_fixture *fixture, attest_dataset *dataset)
{
    attest_import_counts counts;
    attest_dataset *made;
    (void)dataset;
    enum attest_status status = audit_fixture_import(fixture, &made, &counts);
    if (status == ATTEST_OK) {
        cr_assert_eq(counts.claims, 2);
    }
    attest_dataset_free(made);
    return status;
}

static enum attest_status audit_all(audit_fixture *fixture, attest_dataset *dataset)
{
    static const char *const TERMS[] = {"bridge"};
    attest_audit_request request = {.terms = TERMS, .term_count = 1};
    FILE *output = fopen("/dev/null", "wb");
    enum attest_status status = ATTEST_OK;
    (void)fixture;
    cr_assert_not_null(output);
    for (int format = ATTEST_REPORT_TEXT; format <= ATTEST_REPORT_HTML && status == ATTEST_OK; format++) {
        request.format = (enum attest_report_format)format;
        status = attest_audit_write(dataset, &request, output, NULL);
    }
    fclose(output);
    return status;
}

static void fail_each(step *run, size_t least)
{
    audit_fixture fixture;
    attest_dataset *dataset;
    attest_import_counts counts;
    audit_fixture_make(&fixture, NULL);
    cr_assert_eq(audit_fixture_import(&fixture, &dataset, &counts), ATTEST_OK);
    cr_assert_eq(run(&fixture, dataset), ATTEST_OK);
    size_t n = 1;
    int failed = 1;
    for (; failed && n < ALLOCATIONS_MAX; n++) {
        long live = failing_memory_live();
        failing_memory_arm(n);
        enum attest_status status = run(&fixture, dataset);
        failed = failing_memory_disarm();
        cr_assert_eq(failing_memory_live(), live, "leak when allocation %zu fails", n);
        cr_assert_eq(status, failed ? ATTEST_ERR_NOMEM : ATTEST_OK, "status %d when allocation %zu fails", (int)status,
                     n);
    }
    cr_assert_not(failed);
    cr_expect_gt(n, least);
    attest_dataset_free(dataset);
    audit_fixture_clear(&fixture);
}

Test(fault_audit, import, .timeout = 120)
{
    fail_each(import_all, 50);
}

Test(fault_audit, audit, .timeout = 120)
{
    fail_each(audit_all, 20);
}
