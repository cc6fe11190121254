/* Seconds that each part of the pipeline takes, from file to N-Quads, on one core.
 *     build/tests/bench-stages INPUT... */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "attest/attest.h"
#include "extract/stage.h"

enum phase {
    PHASE_FILES, /* read, write */
    PHASE_PARSE,
    PHASE_EXTRACT
};

enum { PART_MAX = 24 };

struct part {
    const char *name;
    double seconds;
    enum phase phase;
};

struct run {
    struct part parts[PART_MAX]; /* in the order in which they were first met */
    size_t part_count;
    double last; /* CPU time at the end of the part before */
    size_t documents;
    attest_i_laps laps;
    attest_ruleset *rules;
    attest_extractor *extractor;
    attest_graph_mapper *mapper;
    attest_writer *writer;
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static enum phase phase_of(const char *part)
{
    static const struct {
        const char *name;
        enum phase phase;
    } others[] = {{"read", PHASE_FILES},
                  {"write (N-Quads)", PHASE_FILES},
                  {"segment", PHASE_PARSE},
                  {"network", PHASE_PARSE},
                  {"lemmas, names, enhancement", PHASE_PARSE}};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (strcmp(others[i].name, part) == 0) {
            return others[i].phase;
        }
    }
    return PHASE_EXTRACT;
}

/* The time since the last call belongs to `name`. */
static void lap(void *user_data, const char *name)
{
    struct run *run = user_data;
    size_t i = 0;
    while (i < run->part_count && strcmp(run->parts[i].name, name) != 0) {
        i++;
    }
    if (i == run->part_count && i < PART_MAX) {
        run->parts[run->part_count++] = (struct part){.name = name, .phase = phase_of(name)};
    }
    double end = now();
    if (i < PART_MAX) {
        run->parts[i].seconds += end - run->last;
    }
    run->last = end;
}

static void print_table(const struct run *run)
{
    double all = 0, phases[3] = {0};
    for (size_t i = 0; i < run->part_count; i++) {
        all += run->parts[i].seconds;
        phases[run->parts[i].phase] += run->parts[i].seconds;
    }
    printf("%zu sources, %zu sentences, %zu tokens; one core\n", run->documents, run->laps.sentences, run->laps.tokens);
    printf("%-28s %8s %6s %12s\n", "part", "seconds", "share", "sentences/s");
    for (size_t i = 0; i < run->part_count; i++) {
        const struct part *part = &run->parts[i];
        printf("%-28s %8.2f %5.1f%% %12.0f\n", part->name, part->seconds, 100 * part->seconds / all,
               (double)run->laps.sentences / part->seconds);
    }
    printf("%-28s %8.2f %5.1f%% %12.0f\n", "whole pipeline", all, 100.0, (double)run->laps.sentences / all);
    printf("extraction after parsing %.2f s, the parse %.2f s: %.2f of it\n", phases[PHASE_EXTRACT],
           phases[PHASE_PARSE], phases[PHASE_EXTRACT] / phases[PHASE_PARSE]);
}

static enum attest_status open_run(struct run *run, attest_error *error)
{
    enum attest_status status = attest_ruleset_new(&run->rules, NULL, 0, error);
    status = status == ATTEST_OK ? attest_extractor_new(&run->extractor, run->rules, NULL, error) : status;
    status = status == ATTEST_OK ? attest_graph_mapper_new(&run->mapper, run->rules, NULL, error) : status;
    return status == ATTEST_OK ? attest_writer_new(&run->writer, ATTEST_FORMAT_NQUADS, "/dev/null", NULL, error)
                               : status;
}

static void close_run(struct run *run)
{
    attest_writer_free(run->writer);
    attest_graph_mapper_free(run->mapper);
    attest_extractor_free(run->extractor);
    attest_ruleset_free(run->rules);
}

/* One document through extractor and writer, as `attest extract` takes it. */
static enum attest_status run_document(struct run *run, const attest_document *document, attest_error *error)
{
    attest_extraction *extraction = NULL;
    enum attest_status status = attest_extractor_extract(run->extractor, document, &extraction, error);
    lap(run, "order, check");
    if (status == ATTEST_OK) {
        status = attest_graph_emit_extraction(run->mapper, extraction, attest_writer_as_sink(run->writer), error);
    }
    attest_extraction_free(extraction);
    lap(run, "write (N-Quads)");
    return status;
}

int main(int argc, char **argv)
{
    struct run run = {0};
    attest_error error = {0};
    attest_source_reader *reader = NULL;
    attest_source_options options = attest_source_options_default();
    enum attest_status status = open_run(&run, &error);
    if (status == ATTEST_OK) {
        status = attest_source_reader_new(&reader, (const char *const *)argv + 1, (size_t)(argc - 1), &options, &error);
    }
    if (status == ATTEST_OK) {
        run.laps = (attest_i_laps){.passed = lap, .user_data = &run};
        attest_i_extractor_time(run.extractor, &run.laps);
    }
    attest_document *document = NULL;
    run.last = now(); /* loading model and rules is no part of it */
    while (status == ATTEST_OK && (status = attest_source_reader_next(reader, &document, &error)) == ATTEST_OK) {
        lap(&run, "read");
        status = run_document(&run, document, &error);
        attest_document_free(document);
        run.documents++;
    }
    if (status == ATTEST_END) {
        print_table(&run);
    } else {
        fprintf(stderr, "bench-stages: %s %s\n", attest_status_text(status), error.text);
    }
    attest_source_reader_free(reader);
    close_run(&run);
    return status == ATTEST_END ? 0 : 3;
}
