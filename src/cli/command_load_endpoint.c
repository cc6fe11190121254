/* attest load --endpoint: graphs to a server, by the Graph Store Protocol. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "attest/dataset.h"
#include "attest/upload.h"
#include "cli/load.h"
#include "cli/progress.h"

/* Longest user name or token. */
#define SECRET_MAX 16384

/* How many failures are told one by one. */
#define FAILURES_SHOWN 100

typedef struct upload_view {
    const cli_load_request *request;
    attest_quad_sink upload;
    cli_progress progress;
    uint64_t quads_read;
    uint64_t quads; /* of these, loaded */
    uint64_t bytes_read;
    uint64_t bytes_total; /* 0: not known */
    uint64_t failed;
} upload_view;

static int name_size(attest_view graph)
{
    return graph.size < 1000 ? (int)graph.size : 1000;
}

/* How much of the work is done, below 0 if that is not known. Reading is ahead of loading, and as many quads as it has met in the bytes so far are
 * expected of the rest. */
static double share_done(const upload_view *view)
{
    if (view->bytes_total == 0 || view->quads_read == 0) {
        return -1;
    }
    return (double)view->quads / (double)view->quads_read * (double)view->bytes_read / (double)view->bytes_total;
}

static enum attest_status count_quad(void *self, const attest_quad *quad)
{
    upload_view *view = self;
    view->quads_read++;
    return view->upload.quad(view->upload.self, quad);
}

static void take_report(void *user_data, const attest_upload_report *report)
{
    upload_view *view = user_data;
    attest_view graph = report->graph.size ? report->graph : ATTEST_VIEW("the default graph");
    if (report->outcome != ATTEST_UPLOAD_RETRYING) {
        view->quads += report->quads;
        cli_progress_show(&view->progress, view->quads, "quads", share_done(view));
    }
    if (report->outcome == ATTEST_UPLOAD_RETRYING && !view->request->quiet) {
        cli_message("%s%.*s: attempt %u failed, the next one is in %.1f s: %s", view->progress.show ? "\n" : "",
                    name_size(graph), graph.data, report->attempts, report->wait, report->text);
    } else if (report->outcome == ATTEST_UPLOAD_FAILED && ++view->failed <= FAILURES_SHOWN) {
        cli_message("%s%.*s: not loaded: %s", view->progress.show ? "\n" : "", name_size(graph), graph.data,
                    report->text);
    }
}

/* The first line of a file, into `text`. */
static enum attest_status read_secret(const char *path, char *text, size_t size, attest_error *error)
{
    FILE *file = fopen(path, "re");
    if (!file || !fgets(text, (int)size, file)) {
        int reason = errno;
        if (file) {
            fclose(file);
        }
        return attest_error_set(error, ATTEST_ERR_READ, path, "%s", file ? "no token in it" : strerror(reason));
    }
    fclose(file);
    text[strcspn(text, "\r\n")] = '\0';
    return ATTEST_OK;
}

/* Who loads: from the options, else from the environment. */
static enum attest_status find_credentials(const cli_load_request *request, char *user, char *token,
                                           attest_upload_options *options, attest_error *error)
{
    options->password = getenv("ATTEST_PASSWORD");
    options->token = getenv("ATTEST_TOKEN");
    if (request->user) {
        size_t size = strcspn(request->user, ":");
        if (size >= SECRET_MAX) {
            return attest_error_set(error, ATTEST_ERR_ARGUMENT, NULL, "the name of the user is too long");
        }
        memcpy(user, request->user, size);
        user[size] = '\0';
        options->user = user;
        options->password = request->user[size] ? request->user + size + 1 : options->password;
        options->token = NULL;
    }
    if (request->token_file) {
        options->token = token;
        return read_secret(request->token_file, token, SECRET_MAX, error);
    }
    return ATTEST_OK;
}

static void print_summary(const attest_upload_counts *counts, double seconds)
{
    printf("loaded %" PRIu64 " graphs, %" PRIu64 " quads, %" PRIu64 " bytes in %.1f s (%.0f quads/s)", counts->graphs,
           counts->quads, counts->bytes, seconds, seconds > 0 ? (double)counts->quads / seconds : 0.0);
    if (counts->skipped) {
        printf("; %" PRIu64 " were loaded before", counts->skipped);
    }
    if (counts->retries) {
        printf("; %" PRIu64 " retries", counts->retries);
    }
    if (counts->failed) {
        printf("; %" PRIu64 " failed", counts->failed);
    }
    putchar('\n');
}

static enum cli_exit run_upload(const cli_load_request *request, attest_upload *upload, upload_view *view)
{
    attest_error error = {0};
    attest_error finish_error = {0};
    enum attest_status status = ATTEST_OK;
    const attest_reading_options options = {.bytes = &view->bytes_read};
    view->upload = attest_upload_as_sink(upload);
    for (size_t i = 0; i < request->files.count && status == ATTEST_OK; i++) {
        status =
            attest_dataset_read_with(request->files.items[i], &options, (attest_quad_sink){count_quad, view}, &error);
    }
    int unread = status != ATTEST_OK && error.status == status;
    if (status != ATTEST_OK) {
        attest_upload_drop(upload);
    }
    enum attest_status finished = attest_upload_finish(upload, &finish_error);
    attest_upload_counts counts = attest_upload_count(upload);
    cli_progress_end(&view->progress, 0, NULL);
    if (view->failed > FAILURES_SHOWN) {
        cli_message("and %" PRIu64 " more", view->failed - FAILURES_SHOWN);
    }
    if (!request->quiet) {
        print_summary(&counts, cli_progress_seconds(&view->progress));
    }
    if (unread) {
        cli_report(&error);
    }
    if (finished != ATTEST_OK) {
        cli_report(&finish_error);
    }
    int nothing = counts.graphs + counts.skipped == 0;
    enum cli_exit code = unread ? CLI_FAILED : finished == ATTEST_OK ? CLI_DONE : nothing ? CLI_FAILED : CLI_PROBLEMS;
    return cli_close_output(code);
}

enum cli_exit cli_load_endpoint(const cli_load_request *request)
{
    static char user[SECRET_MAX];
    static char token[SECRET_MAX];
    upload_view view = {.request = request, .bytes_total = cli_load_bytes(request)};
    cli_progress_begin(&view.progress, !request->quiet && (request->progress || isatty(STDERR_FILENO)));
    attest_error error = {0};
    attest_upload *upload;
    attest_upload_options options = attest_upload_options_default();
    options.endpoint = request->endpoint;
    options.default_graph = request->default_graph;
    options.state = request->state;
    options.auth = (enum attest_upload_auth)(request->auth + 1);
    options.add = request->add;
    options.connections = (unsigned)request->connections;
    options.retries = request->retries < 1000 ? (unsigned)request->retries : 1000;
    options.timeout = request->timeout < 1e6 ? request->timeout : 1e6;
    options.stopped = cli_interrupted;
    options.handler = take_report;
    options.user_data = &view;
    enum attest_status status = find_credentials(request, user, token, &options, &error);
    if (status == ATTEST_OK) {
        status = attest_upload_new(&upload, &options, &error);
    }
    if (status != ATTEST_OK) {
        return cli_fail(&error);
    }
    cli_catch_signals();
    enum cli_exit code = run_upload(request, upload, &view);
    attest_upload_free(upload);
    return code;
}
