/* A source, a file of claims about it, and the dataset that import makes of them. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_AUDIT_FIXTURE_H
#define TESTS_SUPPORT_AUDIT_FIXTURE_H

#include "attest/import.h"
#include "folder.h"
#include "store/dataset.h"

typedef struct audit_fixture {
    test_folder folder;
    char source[128];
    char claims[128];
    attest_ruleset *rules;
    attest_graph_mapper *mapper;
    size_t findings;
    char last_kind[64]; /* of the last finding */
} audit_fixture;

/* Make the folder; `lines` (NULL: two good claims) is the file of claims, in which "DIGEST" stands for the source's digest. */
void audit_fixture_make(audit_fixture *fixture, const char *lines);
void audit_fixture_clear(audit_fixture *fixture);

/* Import into a new dataset. Findings are counted in the fixture. */
enum attest_status audit_fixture_import(audit_fixture *fixture, attest_dataset **dataset, attest_import_counts *counts);

/* Counts findings; for the handler parameters. */
void audit_fixture_note(void *fixture, const attest_finding *finding);

extern const char AUDIT_FIXTURE_CLAIM[];

#endif
