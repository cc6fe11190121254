/* Import through the library: what is taken, what is refused. The kinds of refusals are in tests/cli/import.sh. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "../support/audit_fixture.h"
#include "attest/audit.h"

static void expect_counts(const char *lines, size_t claims, size_t refused, const char *kind)
{
    audit_fixture fixture;
    attest_dataset *dataset;
    attest_import_counts counts;
    audit_fixture_make(&fixture, lines);
    cr_assert_eq(audit_fixture_import(&fixture, &dataset, &counts), ATTEST_OK);
    cr_expect_eq(counts.claims, claims, "%zu claims", counts.claims);
    cr_expect_eq(counts.refused, refused, "%zu refused, last %s", counts.refused, fixture.last_kind);
    cr_expect_str_eq(fixture.last_kind, kind);
    attest_dataset_free(dataset);
    audit_fixture_clear(&fixture);
}

Test(import, good_claims_are_taken)
{
    expect_counts(NULL, 2, 0, "");
    expect_counts("", 0, 0, "");
    expect_counts("\n \r\n\t\n", 0, 0, "");
}

Test(import, what_others_refer_to_may_come_later)
{
    static const char CLAIM[] =
        "{\"type\":\"claim\",\"document\":\"d:1\",\"evidence\":[[51,64]],\"subject\":{\"text\":\"It\",\"span\":[[51,53]"
        "],\"entity\":\"e:b\"},"
        "\"predicate\":{\"lemma\":\"close\"},\"polarity\":\"affirmed\",\"modality\":\"intended\"}\n"
        "{\"type\":\"entity\",\"document\":\"d:1\",\"entity\":\"e:b\",\"label\":\"bridge\"}\n"
        "{\"type\":\"document\",\"document\":\"d:1\",\"digest\":\"DIGEST\"}\n";
    expect_counts(CLAIM, 1, 0, "");
}

Test(import, refusals_do_not_stop_the_rest)
{
    char lines[8192];
    snprintf(lines, sizeof lines, "%s{\"type\":\"claim\",\"document\":\"DIGEST\"}\n%s", "nonsense\n",
             AUDIT_FIXTURE_CLAIM);
    expect_counts(lines, 2, 2, "member-missing");
}

/* What import makes passes verification, and says that it was imported. */
Test(import, result_is_verified)
{
    audit_fixture fixture;
    attest_dataset *dataset;
    attest_import_counts counts;
    attest_verify_counts checked;
    audit_fixture_make(&fixture, NULL);
    cr_assert_eq(audit_fixture_import(&fixture, &dataset, &counts), ATTEST_OK);
    const char *source = fixture.source;
    attest_verify_request request = {
        .sources = &source, .source_count = 1, .source_options = attest_source_options_default()};
    cr_assert_eq(attest_verify_run(dataset, &request, audit_fixture_note, &fixture, &checked, NULL), ATTEST_OK);
    cr_expect_eq(checked.findings, 0, "%s", fixture.last_kind);
    cr_expect_eq(checked.claims, 2);
    cr_expect_eq(checked.imported, 2);
    cr_expect_gt(checked.selectors, 3);
    attest_dataset_free(dataset);
    audit_fixture_clear(&fixture);
}
