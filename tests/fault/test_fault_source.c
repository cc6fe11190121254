/* Reading sources while memory runs out: fail each allocation in turn, and require an error or the same result, and no leak. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "../support/failing_memory.h"
#include "../support/folder.h"
#include "attest/source.h"

/* Far more than any of these scenes needs: a loop that does not end is a failure too. */
#define ALLOCATIONS_MAX 100000

/* Read all; the first ATTEST_ERR_NOMEM ends it, other errors are passed. Counts documents. */
static enum attest_status read_all(const char *input, const attest_source_options *options, size_t *documents)
{
    attest_source_reader *reader;
    attest_error error;
    *documents = 0;
    enum attest_status status = attest_source_reader_new(&reader, &input, 1, options, &error);
    if (status != ATTEST_OK) {
        return status;
    }
    do {
        attest_document *document;
        status = attest_source_reader_next(reader, &document, &error);
        if (status == ATTEST_OK) {
            (*documents)++;
            attest_document_free(document);
        } else {
            cr_assert_null(document);
        }
    } while (status != ATTEST_END && status != ATTEST_ERR_NOMEM);
    attest_source_reader_free(reader);
    return status;
}

static void fail_each(const char *input, const attest_source_options *options, size_t expected)
{
    size_t documents;
    cr_assert_eq(read_all(input, options, &documents), ATTEST_END);
    cr_assert_eq(documents, expected, "%s: %zu documents", input, documents);
    size_t n = 1;
    int failed = 1;
    for (; failed && n < ALLOCATIONS_MAX; n++) {
        long live = failing_memory_live();
        failing_memory_arm(n);
        enum attest_status status = read_all(input, options, &documents);
        failed = failing_memory_disarm();
        cr_assert_eq(failing_memory_live(), live, "%s: leak when allocation %zu fails", input, n);
        cr_assert_eq(status, failed ? ATTEST_ERR_NOMEM : ATTEST_END, "%s: status %d when allocation %zu fails", input,
                     (int)status, n);
    }
    cr_assert_not(failed);
    cr_expect_eq(documents, expected);
    cr_expect_gt(n, 5);
}

/* The allocator of ICU and jansson stays as it is: what our own objects ask for fails. */
Test(fault_source, text_in_folders)
{
    test_folder folder = test_folder_make();
    test_folder_write(
        &folder, "a.txt",
        ATTEST_VIEW("---\ntitle: 'It''s open'\nauthor: [A, B, \"C\"]\nurl: https://x.org/\nx: y\n---\nT\xC3\xA9xt.\n"));
    test_folder_write(&folder, "sub/deeper/b.txt", ATTEST_VIEW("caf\xE9 d\xE9j\xE0 r\xE9sum\xE9 in the town\n"));
    test_folder_write(&folder, "sub/c.txt",
                      ATTEST_VIEW("\xFF\xFE"
                                  "a\0b\0"));
    cr_assert_eq(symlink("..", test_folder_path(&folder, "sub/up")), 0);
    fail_each(folder.path, NULL, 3);
    test_folder_remove(&folder);
}

Test(fault_source, ndjson)
{
    test_folder folder = test_folder_make();
    const char *input = test_folder_write(
        &folder, "a.ndjson",
        ATTEST_VIEW("{\"title\":\"T\",\"text\":\"T\\u00e9xt.\",\"authors\":[\"A\",\"B\"],\"date\":1734339600}\n"
                    "{\"text\":5}\n{\"text\":\"b\",\"hostname\":\"www.x.org\",\"author\":\"A; B\"}\n"));
    fail_each(input, NULL, 2);
    test_folder_remove(&folder);
}

Test(fault_source, lines)
{
    test_folder folder = test_folder_make();
    attest_source_options options = attest_source_options_default();
    options.lines = 1;
    const char *input = test_folder_write(&folder, "a.txt", ATTEST_VIEW("One.\nTw\xC3\xB6.\n"));
    fail_each(input, &options, 2);
    test_folder_remove(&folder);
}

/* With the libraries' allocations failing too. What ICU and jansson hold is not counted; the sanitizers see to that. */
Test(fault_source, libraries)
{
    cr_assert(failing_memory_hook_libraries());
    test_folder folder = test_folder_make();
    attest_source_options options = attest_source_options_default();
    options.encoding = "windows-1250";
    test_folder_write(&folder, "a.ndjson", ATTEST_VIEW("{\"text\":\"T\\u00e9xt.\",\"authors\":[\"A\",\"B\"]}\n"));
    test_folder_write(&folder, "b.txt", ATTEST_VIEW("Wa\xB3\xEAsa.\n"));
    fail_each(folder.path, &options, 2);
    fail_each(folder.path, NULL, 2);
    test_folder_remove(&folder);
}
