/* Folders for tests. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "folder.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <criterion/criterion.h>

test_folder test_folder_make(void)
{
    test_folder folder;
    const char *parent = getenv("TMPDIR");
    snprintf(folder.path, sizeof folder.path,
             "%s/attest-test-XX"
             "XX"
             "XX",
             parent && strlen(parent) < 32 ? parent : "/tmp");
    cr_assert_not_null(mkdtemp(folder.path));
    return folder;
}

static int remove_entry(const char *path, const struct stat *info, int flag, struct FTW *ftw)
{
    (void)info;
    (void)flag;
    (void)ftw;
    return remove(path);
}

void test_folder_remove(const test_folder *folder)
{
    nftw(folder->path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

const char *test_folder_path(const test_folder *folder, const char *name)
{
    static char paths[8][512];
    static unsigned next;
    char *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", folder->path, name);
    return path;
}

const char *test_folder_write(const test_folder *folder, const char *name, attest_view content)
{
    char part[512];
    const char *path = test_folder_path(folder, name);
    for (size_t i = strlen(folder->path) + 1; path[i]; i++) {
        if (path[i] == '/') {
            snprintf(part, sizeof part, "%.*s", (int)i, path);
            mkdir(part, 0755);
        }
    }
    FILE *file = fopen(path, "wb");
    cr_assert_not_null(file, "cannot make %s", path);
    cr_assert_eq(fwrite(content.data ? content.data : "", 1, content.size, file), content.size);
    cr_assert_eq(fclose(file), 0);
    return path;
}
