/* A folder for one test's files. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_FOLDER_H
#define TESTS_SUPPORT_FOLDER_H

#include "attest/view.h"

typedef struct test_folder {
    char path[64];
} test_folder;

/* Make an empty folder; remove it with all that is in it. */
test_folder test_folder_make(void);
void test_folder_remove(const test_folder *folder);

/* Path of a file in it; valid until the next eight calls. */
const char *test_folder_path(const test_folder *folder, const char *name);

/* Make a file, and the folders that its name goes through. Gives its path as above. */
const char *test_folder_write(const test_folder *folder, const char *name, attest_view content);

#endif
