/* attest load --store: files into a store on disk. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attest/store.h"
#include "cli/load.h"
#include "cli/progress.h"

/* Quads between two looks at the clock. */
#define PROGRESS_QUADS 16384U
/* Bad quads of a file that are told one by one. */
#define REPORTED_MAX 20U

struct loading {
    const cli_load_request *request;
    attest_store *store;
    attest_store_load *load;
    const char *file;
    uint64_t file_quads; /* of the file at hand */
    uint64_t bad;
    uint64_t bad_here; /* in the file at hand */
    uint64_t bytes;
    uint64_t bytes_total; /* of all files; 0: not known */
    cli_progress progress;
};

static enum attest_status take_quad(void *self, const attest_quad *quad)
{
    struct loading *loading = self;
    enum attest_status status = attest_store_load_quad(loading->load, quad);
    if (++loading->file_quads % PROGRESS_QUADS == 0) {
        double share = loading->bytes_total ? (double)loading->bytes / (double)loading->bytes_total : -1;
        cli_progress_show(&loading->progress, attest_store_load_count(loading->load).quads, "quads", share);
        if (cli_interrupted()) {
            return ATTEST_END;
        }
    }
    return status;
}

static int take_bad(void *self, const attest_error *error)
{
    struct loading *loading = self;
    loading->bad++;
    if (++loading->bad_here <= REPORTED_MAX) {
        cli_report(error);
    } else if (loading->bad_here == REPORTED_MAX + 1) {
        cli_message("%s: more bad quads, not told one by one", loading->file);
    }
    return !loading->request->strict;
}

/* What is loaded and how, so that an interrupted load can be told from another: files with their sizes and times. */
static char *make_identity(const cli_load_request *request)
{
    size_t capacity = 64;
    for (size_t i = 0; i < request->files.count; i++) {
        capacity += strlen(request->files.items[i]) + 4096 + 64;
    }
    char *identity = malloc(capacity);
    size_t size = identity ? (size_t)snprintf(identity, capacity, "add %d", request->add) : 0;
    for (size_t i = 0; identity && i < request->files.count; i++) {
        struct stat information;
        const char *file = request->files.items[i];
        if (stat(file, &information) != 0 || !S_ISREG(information.st_mode)) {
            /* A pipe or a folder: nothing to go on from. */
            free(identity);
            return NULL;
        }
        char *path = realpath(file, NULL);
        size += (size_t)snprintf(identity + size, capacity - size, "\n%.4095s %lld %lld.%09ld", path ? path : file,
                                 (long long)information.st_size, (long long)information.st_mtim.tv_sec,
                                 information.st_mtim.tv_nsec);
        free(path);
    }
    return identity;
}

static enum attest_status read_files(struct loading *loading, attest_error *error)
{
    const attest_reading_options options = {.on_bad = take_bad, .user_data = loading, .bytes = &loading->bytes};
    enum attest_status status = ATTEST_OK;
    for (size_t i = 0; i < loading->request->files.count && status == ATTEST_OK; i++) {
        loading->file = loading->request->files.items[i];
        loading->bad_here = 0;
        error->status = ATTEST_OK;
        status = attest_dataset_read_with(loading->file, &options, (attest_quad_sink){take_quad, loading}, error);
    }
    return status;
}

static void tell(const struct loading *loading)
{
    attest_store_load_counts counts = attest_store_load_count(loading->load);
    double seconds = cli_progress_seconds(&loading->progress);
    if (loading->request->quiet) {
        return;
    }
    cli_message("%llu quads read, %llu added, %llu removed with %llu graphs replaced; %.1f s",
                (unsigned long long)counts.quads, (unsigned long long)counts.added, (unsigned long long)counts.removed,
                (unsigned long long)counts.replaced, seconds);
    if (counts.split) {
        cli_message("warning: the quads of %llu graphs came in several places; an interruption could have torn them",
                    (unsigned long long)counts.split);
    }
}

static enum cli_exit run_load(struct loading *loading)
{
    attest_error error = {0};
    if (attest_store_load_resumed(loading->load) > 0 && !loading->request->quiet) {
        cli_message("going on with an interrupted load: %llu quads are in the store already",
                    (unsigned long long)attest_store_load_resumed(loading->load));
    }
    enum attest_status status = read_files(loading, &error);
    if (status == ATTEST_END) {
        cli_message("interrupted; the same command goes on where it stopped");
        return CLI_FAILED;
    }
    if (status != ATTEST_OK && error.status != ATTEST_OK) {
        cli_report(&error);
        return CLI_FAILED;
    }
    /* A failure of the load itself is told by its end. */
    error.status = ATTEST_OK;
    status = attest_store_load_finish(loading->load, &error);
    if (status != ATTEST_OK) {
        return cli_fail(&error);
    }
    cli_progress_end(&loading->progress, attest_store_load_count(loading->load).quads, "quads");
    tell(loading);
    if (loading->bad) {
        cli_message("%llu bad quads were left out", (unsigned long long)loading->bad);
    }
    return loading->bad ? CLI_PROBLEMS : CLI_DONE;
}

enum cli_exit cli_load_store(const cli_load_request *request)
{
    attest_error error = {0};
    struct loading loading = {.request = request};
    loading.bytes_total = cli_load_bytes(request);
    cli_progress_begin(&loading.progress, (isatty(STDERR_FILENO) || request->progress) && !request->quiet);
    cli_catch_signals();
    char *identity = make_identity(request);
    const attest_store_load_options options = {
        .add = request->add, .batch = (size_t)request->batch, .identity = identity};
    cli_guard_store(request->store);
    enum attest_status status = attest_store_open(&loading.store, request->store, ATTEST_STORE_CREATE, &error);
    if (status == ATTEST_OK) {
        status = attest_store_load_begin(&loading.load, loading.store, &options, &error);
    }
    enum cli_exit code = status == ATTEST_OK ? run_load(&loading) : cli_fail(&error);
    attest_store_load_free(loading.load);
    attest_store_free(loading.store);
    free(identity);
    return code;
}
