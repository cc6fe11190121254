/* The pipeline: a ring of jobs. The calling thread reads sources into free places and writes the oldest finished job;
 * workers take the jobs in between in order. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/pipeline.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "rdf/graph_prepared.h"

/* Jobs in flight per worker: enough to ride out one long source among short ones. */
#define JOBS_PER_WORKER 8

/* One source on its way. A job belongs to the calling thread, except between `queued` and `done`. */
typedef struct job {
    attest_document *document;
    attest_extraction *extraction;
    attest_i_prepared_graph *graph;
    enum attest_status status;
    attest_error error;
    uint64_t passed; /* bytes that the reader had passed with this source */
    int done;
} job;

typedef struct ring {
    const cli_pipeline *pipeline;
    job *jobs;
    size_t size;
    uint64_t next_write; /* number of the oldest job not written yet */
    uint64_t next_work;  /* number of the next job for a worker */
    uint64_t next_read;  /* number of the next job to be read */
    int closed;          /* no more jobs will come */
    pthread_mutex_t lock;
    pthread_cond_t work_ready;
    pthread_cond_t work_done;
} ring;

static void clear_job(job *item)
{
    attest_i_prepared_graph_free(item->graph);
    attest_extraction_free(item->extraction);
    attest_document_free(item->document);
    memset(item, 0, sizeof *item);
}

/* What a worker does: everything that needs no other source. */
static void work_on(const cli_pipeline *pipeline, job *item)
{
    item->status = attest_extractor_extract(pipeline->extractor, item->document, &item->extraction, &item->error);
    if (item->status == ATTEST_OK && !pipeline->as_claims) {
        item->status = attest_i_graph_prepare(pipeline->mapper, item->extraction, &item->graph, &item->error);
    }
}

static void *run_worker(void *data)
{
    ring *shared = data;
    pthread_mutex_lock(&shared->lock);
    for (;;) {
        while (shared->next_work == shared->next_read && !shared->closed) {
            pthread_cond_wait(&shared->work_ready, &shared->lock);
        }
        if (shared->next_work == shared->next_read) {
            break;
        }
        job *item = &shared->jobs[shared->next_work++ % shared->size];
        pthread_mutex_unlock(&shared->lock);
        work_on(shared->pipeline, item);
        pthread_mutex_lock(&shared->lock);
        item->done = 1;
        pthread_cond_signal(&shared->work_done);
    }
    pthread_mutex_unlock(&shared->lock);
    return NULL;
}

static attest_quad_sink sink_of(const cli_pipeline *pipeline)
{
    return pipeline->writer ? attest_writer_as_sink(pipeline->writer) : pipeline->sink;
}

/* Write a finished job. A source that could not be extracted is reported and skipped; running out of memory is not. */
static enum attest_status write_job(const cli_pipeline *pipeline, job *item, cli_pipeline_counts *counts,
                                    attest_error *error)
{
    counts->passed = item->passed;
    if (item->status == ATTEST_ERR_NOMEM) {
        *error = item->error;
        return item->status;
    }
    if (item->status != ATTEST_OK) {
        cli_report(&item->error);
        counts->failed++;
        return ATTEST_OK;
    }
    counts->sources++;
    counts->claims += attest_extraction_claim_count(item->extraction);
    counts->attributions += attest_extraction_attribution_count(item->extraction);
    counts->cut_short += attest_extraction_limit_hits(item->extraction) > 0;
    enum attest_status status = pipeline->as_claims
                                    ? attest_writer_extraction(pipeline->writer, pipeline->mapper, item->extraction)
                                    : attest_i_prepared_graph_emit(item->graph, sink_of(pipeline));
    /* The writer kept the detail of its first failure; its finish returns it. */
    return status == ATTEST_OK || !pipeline->writer ? status : attest_writer_finish(pipeline->writer, error);
}

/* Read the next good source; bad ones are reported on the way. END at the end. */
static enum attest_status read_job(const cli_pipeline *pipeline, job *item, cli_pipeline_counts *counts,
                                   attest_error *error)
{
    for (;;) {
        if (cli_interrupted()) {
            return attest_error_set(error, ATTEST_ERR, NULL, "interrupted; nothing was written");
        }
        enum attest_status status = attest_source_reader_next(pipeline->reader, &item->document, error);
        if (!attest_status_is_error(status) || status == ATTEST_ERR_NOMEM) {
            item->passed = attest_source_reader_bytes(pipeline->reader);
            return status;
        }
        cli_report(error);
        counts->failed++;
    }
}

static void show_progress(const cli_pipeline *pipeline, const cli_pipeline_counts *counts)
{
    double share = pipeline->bytes_total ? (double)counts->passed / (double)pipeline->bytes_total : -1;
    cli_progress_show(pipeline->progress, counts->sources, "sources", share);
}

static enum attest_status run_alone(const cli_pipeline *pipeline, cli_pipeline_counts *counts, attest_error *error)
{
    enum attest_status status = ATTEST_OK;
    while (status == ATTEST_OK) {
        job item;
        memset(&item, 0, sizeof item);
        status = read_job(pipeline, &item, counts, error);
        if (status == ATTEST_OK) {
            work_on(pipeline, &item);
            status = write_job(pipeline, &item, counts, error);
        }
        clear_job(&item);
        show_progress(pipeline, counts);
    }
    return status == ATTEST_END ? ATTEST_OK : status;
}

/* Wait for the oldest job, write it and free its place. */
static enum attest_status write_oldest(ring *shared, cli_pipeline_counts *counts, attest_error *error)
{
    job *item = &shared->jobs[shared->next_write % shared->size];
    pthread_mutex_lock(&shared->lock);
    while (!item->done) {
        pthread_cond_wait(&shared->work_done, &shared->lock);
    }
    pthread_mutex_unlock(&shared->lock);
    enum attest_status status = write_job(shared->pipeline, item, counts, error);
    clear_job(item);
    shared->next_write++;
    show_progress(shared->pipeline, counts);
    return status;
}

static enum attest_status feed_workers(ring *shared, cli_pipeline_counts *counts, attest_error *error)
{
    enum attest_status status = ATTEST_OK;
    while (status == ATTEST_OK) {
        if (shared->next_read - shared->next_write == shared->size) {
            status = write_oldest(shared, counts, error);
            continue;
        }
        job *item = &shared->jobs[shared->next_read % shared->size];
        status = read_job(shared->pipeline, item, counts, error);
        if (status == ATTEST_OK) {
            pthread_mutex_lock(&shared->lock);
            shared->next_read++;
            pthread_cond_signal(&shared->work_ready);
            pthread_mutex_unlock(&shared->lock);
        }
    }
    if (status != ATTEST_END) {
        return status;
    }
    status = ATTEST_OK;
    while (status == ATTEST_OK && shared->next_write < shared->next_read) {
        status = write_oldest(shared, counts, error);
    }
    return status;
}

static enum attest_status run_threaded(const cli_pipeline *pipeline, cli_pipeline_counts *counts, attest_error *error)
{
    ring shared = {.pipeline = pipeline, .size = pipeline->threads * JOBS_PER_WORKER};
    pthread_t *workers = calloc(pipeline->threads, sizeof *workers);
    shared.jobs = calloc(shared.size, sizeof *shared.jobs);
    if (!workers || !shared.jobs) {
        free(workers);
        free(shared.jobs);
        return attest_error_set(error, ATTEST_ERR_NOMEM, NULL, "out of memory");
    }
    pthread_mutex_init(&shared.lock, NULL);
    pthread_cond_init(&shared.work_ready, NULL);
    pthread_cond_init(&shared.work_done, NULL);
    size_t started = 0;
    while (started < pipeline->threads && pthread_create(&workers[started], NULL, run_worker, &shared) == 0) {
        started++;
    }
    /* Fewer workers than asked for do the same work; none at all is a failure. */
    enum attest_status status = started ? feed_workers(&shared, counts, error)
                                        : attest_error_set(error, ATTEST_ERR, NULL, "cannot start a thread");
    pthread_mutex_lock(&shared.lock);
    shared.closed = 1;
    pthread_cond_broadcast(&shared.work_ready);
    pthread_mutex_unlock(&shared.lock);
    for (size_t i = 0; i < started; i++) {
        pthread_join(workers[i], NULL);
    }
    for (size_t i = 0; i < shared.size; i++) {
        clear_job(&shared.jobs[i]);
    }
    pthread_cond_destroy(&shared.work_done);
    pthread_cond_destroy(&shared.work_ready);
    pthread_mutex_destroy(&shared.lock);
    free(shared.jobs);
    free(workers);
    return status;
}

enum attest_status cli_pipeline_run(const cli_pipeline *pipeline, cli_pipeline_counts *counts, attest_error *error)
{
    memset(counts, 0, sizeof *counts);
    enum attest_status status = ATTEST_OK;
    if (!pipeline->as_claims) {
        status = attest_graph_emit_run(pipeline->mapper, sink_of(pipeline), error);
    }
    if (status == ATTEST_OK) {
        status = pipeline->threads ? run_threaded(pipeline, counts, error) : run_alone(pipeline, counts, error);
    }
    cli_progress_end(pipeline->progress, counts->sources, "sources");
    return status;
}
