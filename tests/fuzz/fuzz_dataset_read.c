/* Fuzz entry: bytes become a dataset. The first byte chooses the syntax, the rest is the file. What is read must be fit to be
 * written in every format. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "attest/dataset.h"
#include "attest/writer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Raptor's grammar loses memory when it meets a syntax error. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libraptor2\n";
}

static const char *const endings[] = {"", ".nq", ".trig", ".ttl", ".nt", ".jsonld"};

static void require(int holds)
{
    if (!holds) {
        abort();
    }
}

static enum attest_status write_quad(void *self, const attest_quad *quad)
{
    attest_writer **writers = self;
    require(attest_writer_quad(writers[0], quad) == ATTEST_OK);
    require(attest_writer_quad(writers[1], quad) == ATTEST_OK);
    /* JSON-LD cannot hold IRIs whose scheme is a prefix. */
    enum attest_status status = attest_writer_quad(writers[2], quad);
    require(status == ATTEST_OK || status == ATTEST_ERR_UNSUPPORTED);
    return ATTEST_OK;
}

static void read_file(const char *path)
{
    static const enum attest_format formats[] = {ATTEST_FORMAT_TRIG, ATTEST_FORMAT_NQUADS, ATTEST_FORMAT_JSONLD};
    attest_writer *writers[3];
    attest_error error = {.status = ATTEST_OK};
    for (size_t i = 0; i < 3; i++) {
        require(attest_writer_new(&writers[i], formats[i], "/dev/null", NULL, NULL) == ATTEST_OK);
    }
    attest_quad_sink sink = {write_quad, writers};
    enum attest_status status = attest_dataset_read(path, sink, &error);
    require(status == ATTEST_OK || (attest_status_is_error(status) && error.status == status && error.text[0]));
    for (size_t i = 0; i < 3; i++) {
        attest_writer_free(writers[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char stem[48];
    static int fd = -1;
    char path[80];
    char target[64];
    if (size == 0) {
        return 0;
    }
    if (fd < 0) {
        /* One file in memory under several names, since the ending of the name chooses the syntax. */
        fd = memfd_create("input", 0);
        require(fd >= 0);
        snprintf(stem, sizeof stem, "/tmp/attest-fuzz-%d", (int)getpid());
    }
    snprintf(target, sizeof target, "/proc/%d/fd/%d", (int)getpid(), fd);
    snprintf(path, sizeof path, "%s%s", stem, endings[data[0] % (sizeof endings / sizeof endings[0])]);
    require(ftruncate(fd, 0) == 0);
    require(pwrite(fd, data + 1, size - 1, 0) == (ssize_t)(size - 1));
    unlink(path);
    require(symlink(target, path) == 0);
    read_file(path);
    unlink(path);
    return 0;
}
