/* Writers whose output fails: full devices, closed pipes, places that cannot be written; memory that runs out. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attest/dataset.h"
#include "attest/writer.h"
#include "../support/failing_memory.h"
#include "../support/folder.h"

/* More than the output buffer holds, so that the failure comes in the middle as well as at the end. */
#define MANY 20000

static const enum attest_format file_formats[] = {ATTEST_FORMAT_TRIG, ATTEST_FORMAT_NQUADS, ATTEST_FORMAT_JSONLD};
static test_folder folder;
static attest_error error;

static void make_folder(void)
{
    folder = test_folder_make();
}

static void remove_folder(void)
{
    test_folder_remove(&folder);
}

TestSuite(fault_writer, .init = make_folder, .fini = remove_folder);

static size_t count_entries(void)
{
    DIR *dir = opendir(folder.path);
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(dir));) {
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    }
    closedir(dir);
    return count;
}

static enum attest_status write_many(attest_writer *writer, size_t count)
{
    enum attest_status status = ATTEST_OK;
    char subject[32];
    for (size_t i = 0; status == ATTEST_OK && i < count; i++) {
        snprintf(subject, sizeof subject, "urn:s:%zu", i / 3);
        attest_quad quad = {
            {ATTEST_TERM_IRI, attest_view_of(subject), {NULL, 0}, {NULL, 0}},
            {ATTEST_TERM_IRI, ATTEST_VIEW("urn:p"), {NULL, 0}, {NULL, 0}},
            {ATTEST_TERM_LITERAL, ATTEST_VIEW("a \"value\""), {NULL, 0}, ATTEST_VIEW("en")},
            {ATTEST_TERM_IRI, attest_view_of(i % 50 < 25 ? "urn:g:1" : "urn:g:2"), {NULL, 0}, {NULL, 0}}};
        status = attest_writer_quad(writer, &quad);
    }
    return status;
}

Test(fault_writer, full_device)
{
    for (size_t i = 0; i < sizeof file_formats / sizeof file_formats[0]; i++) {
        for (size_t count = 0; count <= MANY; count += MANY) {
            attest_writer *writer;
            cr_assert_eq(attest_writer_new(&writer, file_formats[i], "/dev/full", NULL, &error), ATTEST_OK);
            enum attest_status status = write_many(writer, count);
            cr_expect_eq(status, count ? ATTEST_ERR_WRITE : ATTEST_OK, "%s", attest_format_name(file_formats[i]));
            status = attest_writer_finish(writer, &error);
            /* N-Quads without quads are an empty file, which fits anywhere. */
            int empty = count == 0 && file_formats[i] == ATTEST_FORMAT_NQUADS;
            cr_expect_eq(status, empty ? ATTEST_OK : ATTEST_ERR_WRITE, "%s", attest_format_name(file_formats[i]));
            if (!empty) {
                cr_expect_str_eq(error.source, "/dev/full");
                cr_expect_str_eq(error.text, "cannot write: No space left on device");
            }
            attest_writer_free(writer);
        }
    }
}

Test(fault_writer, closed_pipe_is_a_status_and_no_signal)
{
    struct sigaction standard = {.sa_handler = SIG_DFL};
    sigaction(SIGPIPE, &standard, NULL);
    for (size_t i = 0; i < sizeof file_formats / sizeof file_formats[0]; i++) {
        int ends[2];
        char path[64];
        cr_assert_eq(pipe(ends), 0);
        snprintf(path, sizeof path, "/dev/fd/%d", ends[1]);
        attest_writer *writer;
        cr_assert_eq(attest_writer_new(&writer, file_formats[i], path, NULL, &error), ATTEST_OK, "%s", error.text);
        close(ends[0]);
        cr_expect_eq(write_many(writer, MANY), ATTEST_ERR_WRITE);
        cr_expect_eq(attest_writer_finish(writer, &error), ATTEST_ERR_WRITE);
        cr_expect_str_eq(error.text, "cannot write: Broken pipe");
        attest_writer_free(writer);
        close(ends[1]);
    }
    sigset_t pending;
    sigpending(&pending);
    cr_expect_eq(sigismember(&pending, SIGPIPE), 0);
    struct sigaction now;
    sigaction(SIGPIPE, NULL, &now);
    cr_expect_eq(now.sa_handler, SIG_DFL, "the library leaves signals as they are");
}

Test(fault_writer, places_that_cannot_be_written)
{
    cr_assert_eq(mkdir(test_folder_path(&folder, "there"), 0777), 0);
    const char *paths[] = {test_folder_path(&folder, "there"), test_folder_path(&folder, "no/such/file"),
                           "/proc/no-such-file", ""};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        attest_writer *writer;
        cr_expect_eq(attest_writer_new(&writer, ATTEST_FORMAT_TRIG, paths[i], NULL, &error), ATTEST_ERR_WRITE, "%s",
                     paths[i]);
        cr_expect_null(writer);
        cr_expect_str_eq(error.source, paths[i]);
    }
    cr_expect_eq(count_entries(), 1);
}

Test(fault_writer, failed_move_leaves_nothing_beside)
{
    attest_writer *writer;
    cr_assert_eq(attest_writer_new(&writer, ATTEST_FORMAT_TRIG, test_folder_path(&folder, "out"), NULL, &error),
                 ATTEST_OK);
    cr_assert_eq(write_many(writer, 10), ATTEST_OK);
    cr_assert_eq(mkdir(test_folder_path(&folder, "out"), 0777), 0);
    cr_expect_eq(attest_writer_finish(writer, &error), ATTEST_ERR_WRITE);
    attest_writer_free(writer);
    cr_expect_eq(count_entries(), 1);
}

Test(fault_writer, old_file_stays_until_the_new_one_is_whole)
{
    const char *path = test_folder_write(&folder, "out.nq", ATTEST_VIEW("old\n"));
    attest_writer *writer;
    cr_assert_eq(attest_writer_new(&writer, ATTEST_FORMAT_NQUADS, path, NULL, &error), ATTEST_OK);
    cr_assert_eq(write_many(writer, MANY), ATTEST_OK);
    struct stat information;
    cr_assert_eq(stat(path, &information), 0);
    cr_expect_eq(information.st_size, 4);
    attest_writer_free(writer);
    cr_assert_eq(stat(path, &information), 0);
    cr_expect_eq(information.st_size, 4);
    cr_expect_eq(count_entries(), 1);
}

Test(fault_writer, links_and_modes_stay)
{
    const char *path = test_folder_write(&folder, "real", ATTEST_VIEW("old\n"));
    const char *link = test_folder_path(&folder, "link");
    cr_assert_eq(chmod(path, 0640), 0);
    cr_assert_eq(symlink("real", link), 0);
    attest_writer *writer;
    cr_assert_eq(attest_writer_new(&writer, ATTEST_FORMAT_NQUADS, link, NULL, &error), ATTEST_OK);
    cr_assert_eq(write_many(writer, 1), ATTEST_OK);
    cr_assert_eq(attest_writer_finish(writer, &error), ATTEST_OK);
    attest_writer_free(writer);
    struct stat information;
    cr_assert_eq(lstat(link, &information), 0);
    cr_expect(S_ISLNK(information.st_mode));
    cr_assert_eq(stat(path, &information), 0);
    cr_expect_eq(information.st_mode & 07777, 0640);
    cr_expect_gt(information.st_size, 4);
    cr_expect_eq(count_entries(), 2);
}

static enum attest_status write_all(enum attest_format format, const char *path)
{
    attest_writer *writer;
    enum attest_status status = attest_writer_new(&writer, format, path, NULL, &error);
    if (status == ATTEST_OK) {
        status = write_many(writer, 60);
        enum attest_status end = attest_writer_finish(writer, &error);
        status = status == ATTEST_OK ? end : status;
        attest_writer_free(writer);
    }
    return status;
}

Test(fault_writer, every_allocation_may_fail)
{
    static const enum attest_format formats[] = {ATTEST_FORMAT_TRIG, ATTEST_FORMAT_NQUADS, ATTEST_FORMAT_JSONLD,
                                                 ATTEST_FORMAT_TURTLE};
    failing_memory_hook_libraries();
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        const char *path = test_folder_path(&folder, "out");
        long before = failing_memory_live();
        size_t n = 1;
        for (int failed = 1; failed; n++) {
            failing_memory_arm(n);
            enum attest_status status = write_all(formats[i], path);
            failed = failing_memory_disarm();
            /* Jansson takes some of its own failed allocations for errors in its input. */
            int right =
                status == ATTEST_ERR_NOMEM || (status == ATTEST_ERR_SYNTAX && formats[i] == ATTEST_FORMAT_JSONLD);
            cr_assert(!failed || right, "%s, allocation %zu: %s", attest_format_name(formats[i]), n,
                      attest_status_text(status));
            cr_assert(failed || status == ATTEST_OK, "%s", error.text);
            cr_assert_eq(failing_memory_live(), before, "%s, allocation %zu leaks", attest_format_name(formats[i]), n);
            cr_assert_eq(count_entries(), failed ? 0 : 1, "%s, allocation %zu", attest_format_name(formats[i]), n);
        }
        cr_expect_gt(n, 3);
        test_folder_remove(&folder);
        folder = test_folder_make();
    }
}
