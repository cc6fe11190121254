/* Fuzz entry: bytes are loaded into a store, as N-Quads or TriG. What the store then holds must be what a dataset in memory holds of the same
 * bytes; loading them again must change nothing; and after a load that fails the store must be sound. The first byte chooses. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/dataset.h"

/* Bits of the first byte. */
enum { CHOOSE_TRIG = 1, CHOOSE_STRICT = 2, CHOOSE_BATCH = 4, CHOOSE_ADD = 8 };
#define SMALL_BATCH 3
/* More adds time, not cases. */
#define LONGEST_INPUT ((size_t)16 * 1024)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char folder[64];

static void require(int holds)
{
    if (!holds) {
        abort();
    }
}

static void empty_folder(void)
{
    DIR *stream = opendir(folder);
    for (struct dirent *entry; stream && (entry = readdir(stream));) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        unlink(path);
    }
    if (stream) {
        closedir(stream);
    }
    rmdir(folder);
}

static void tell_fault(void *user_data, const char *text)
{
    (void)user_data;
    fprintf(stderr, "store: %s\n", text);
}

static int pass_over(void *user_data, const attest_error *error)
{
    require(error->text[0] && error->line > 0);
    return !*(const int *)user_data;
}

/* What came of a reading. */
typedef struct outcome {
    enum attest_status status;
    attest_store_load_counts counts;
} outcome;

/* The quads of the file to `sink`. A failure is told. */
static enum attest_status read_file(const char *path, int strict, attest_quad_sink sink)
{
    attest_error error = {.status = ATTEST_OK};
    const attest_reading_options options = {.on_bad = pass_over, .user_data = &strict};
    enum attest_status status = attest_dataset_read_with(path, &options, sink, &error);
    require(status == ATTEST_OK || (attest_status_is_error(status) && error.status == status && error.text[0]));
    return status;
}

static enum attest_status load_quad(void *self, const attest_quad *quad)
{
    return attest_store_load_quad(self, quad);
}

static outcome load_file(const char *path, unsigned choice)
{
    attest_store *store;
    attest_store_load *load;
    const attest_store_load_options options = {.add = (choice & CHOOSE_ADD) != 0,
                                               .batch = choice & CHOOSE_BATCH ? SMALL_BATCH : 0};
    require(attest_store_open(&store, folder, ATTEST_STORE_CREATE, NULL) == ATTEST_OK);
    require(attest_store_load_begin(&load, store, &options, NULL) == ATTEST_OK);
    outcome result;
    result.status = read_file(path, (choice & CHOOSE_STRICT) != 0, (attest_quad_sink){load_quad, load});
    if (result.status == ATTEST_OK) {
        require(attest_store_load_finish(load, NULL) == ATTEST_OK);
    }
    result.counts = attest_store_load_count(load);
    attest_store_load_free(load);
    attest_store_free(store);
    return result;
}

/* A sum that does not depend on the order of the quads. */
static enum attest_status sum_quad(void *self, const attest_quad *quad)
{
    const attest_term *terms[] = {&quad->subject, &quad->predicate, &quad->object, &quad->graph};
    uint64_t hash = 0;
    for (size_t i = 0; i < 4; i++) {
        hash = (hash ^ attest_i_term_hash(terms[i])) * UINT64_C(0x9e3779b97f4a7c15) + terms[i]->kind;
    }
    *(uint64_t *)self += hash ^ (hash >> 31);
    return ATTEST_OK;
}

static uint64_t sum_of(const attest_dataset *dataset)
{
    uint64_t sum = 0;
    require(attest_i_dataset_emit(dataset, (attest_quad_sink){sum_quad, &sum}, NULL) == ATTEST_OK);
    return sum;
}

/* The store is sound and holds what `expected` holds; after a failure, no more than that. */
static void compare(const attest_dataset *expected, int failed)
{
    uint64_t faults;
    attest_dataset *dataset;
    require(attest_store_check(folder, tell_fault, NULL, &faults, NULL) == ATTEST_OK && faults == 0);
    require(attest_dataset_open(&dataset, folder, NULL) == ATTEST_OK);
    if (failed) {
        require(attest_dataset_size(dataset) <= attest_dataset_size(expected));
    } else {
        require(attest_dataset_size(dataset) == attest_dataset_size(expected));
        require(sum_of(dataset) == sum_of(expected));
    }
    attest_dataset_free(dataset);
}

static void load_and_compare(const char *path, unsigned choice)
{
    attest_dataset *expected;
    require(attest_i_dataset_new(&expected) == ATTEST_OK);
    enum attest_status status = read_file(path, (choice & CHOOSE_STRICT) != 0, attest_i_dataset_as_sink(expected));
    require(attest_i_dataset_seal(expected) == ATTEST_OK);
    outcome first = load_file(path, choice);
    require(first.status == status && first.counts.removed == 0);
    compare(expected, status != ATTEST_OK);
    if (status == ATTEST_OK) {
        require(first.counts.added == attest_dataset_size(expected));
        outcome again = load_file(path, choice);
        require(again.status == ATTEST_OK && again.counts.added == again.counts.removed);
        compare(expected, 0);
    }
    attest_dataset_free(expected);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static int fd = -1;
    char path[80];
    char target[64];
    if (size == 0 || size > LONGEST_INPUT) {
        return 0;
    }
    if (fd < 0) {
        /* A store of its own, in memory where the system has such a folder; the input is a file in memory under names with
         * two endings. */
        const char *place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
        snprintf(folder, sizeof folder, "%s/attest-fuzz-load-%d", place, (int)getpid());
        fd = memfd_create("input", 0);
        require(fd >= 0);
    }
    snprintf(target, sizeof target, "/proc/%d/fd/%d", (int)getpid(), fd);
    snprintf(path, sizeof path, "%s%s", folder, data[0] & CHOOSE_TRIG ? ".trig" : ".nq");
    require(ftruncate(fd, 0) == 0 && pwrite(fd, data + 1, size - 1, 0) == (ssize_t)(size - 1));
    unlink(path);
    require(symlink(target, path) == 0);
    load_and_compare(path, data[0]);
    unlink(path);
    empty_folder();
    return 0;
}
