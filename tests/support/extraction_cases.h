/* Data-driven cases of extraction: files of texts with what must come out of them. See tests/suite/attribution/README.md. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_EXTRACTION_CASES_H
#define TESTS_EXTRACTION_CASES_H

#include <stddef.h>

#define CASE_PATH_SIZE 256

/* What of an extraction is compared. */
enum case_view {
    CASE_ATTRIBUTIONS, /* attributions */
    CASE_NAMES         /* mentions of persons, and claims that somebody is something */
};

/* The .cases files of a folder, sorted; from cr_malloc, for ParameterizedTestParameters. */
char (*case_files(const char *folder, size_t *count))[CASE_PATH_SIZE];

/* Run all cases of a file; each that differs fails the test with input, expected, got and how to run it again (`filter`). With UPDATE_GOLDEN in
 * the environment the file is written anew with what came out. */
void case_run_file(const char *path, enum case_view view, const char *filter);

#endif
