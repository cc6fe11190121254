/* attest extract: articles in, claims and their named graphs out. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "attest/attest.h"
#include "cli/cli.h"
#include "cli/pipeline.h"
#include "cli/source_options.h"

#define MAX_THREADS 256

typedef struct extract_request {
    cli_list inputs;
    cli_list rule_files;
    const char *output;
    const char *store;
    const char *base;
    cli_list without;
    cli_source_reading reading;
    int format;
    int progress;
    int quiet;
    double min_confidence;
    uint64_t threads;
} extract_request;

/* Everything that a run holds; freed in one place. */
typedef struct extract_run {
    attest_ruleset *rules;
    attest_extractor *extractor;
    attest_graph_mapper *mapper;
    attest_source_reader *reader;
    attest_writer *writer; /* NULL: ... */
    attest_store *store;   /* ... into a store */
    attest_store_load *load;
    int load_failed; /* the end of the load tells why */
    size_t warnings;
} extract_run;

static int parse_request(const cli_command *command, extract_request *request, int argc, char **argv,
                         enum cli_exit *code)
{
    static const char *const formats[] = {"trig", "nquads", "turtle", "jsonld", "ndjson", "openie", NULL};
    request->format = -1;
    const cli_option options[] = {
        {"output", 'o', CLI_TEXT, &request->output, "OUT",
         "file to write; a folder for turtle (default: standard output)", NULL},
        {"store", 's', CLI_TEXT, &request->store, "DIR",
         "write into the store in this folder: a source takes the place of an older version of itself", NULL},
        {"format", 'f', CLI_CHOICE, &request->format, "FORMAT", "what to write (default: trig)", formats},
        {"base", 'b', CLI_TEXT, &request->base, "IRI", "base of all IRIs (default: " ATTEST_DEFAULT_BASE ")", NULL},
        {"threads", 't', CLI_NUMBER, &request->threads, "N", "worker threads (default: one per processor)", NULL},
        {"rules", 'r', CLI_LIST, &request->rule_files, "FILE", "more rules; may be given again", NULL},
        {"without", 0, CLI_LIST, &request->without, "RULE", "leave out this rule; may be given again", NULL},
        {"min-confidence", 'c', CLI_REAL, &request->min_confidence, "X",
         "leave out claims below X (0 to 1; default: 0)", NULL},
        CLI_SOURCE_OPTIONS(&request->reading),
        {"progress", 0, CLI_FLAG, &request->progress, NULL, "show progress (default: on a terminal)", NULL},
        {"quiet", 'q', CLI_FLAG, &request->quiet, NULL, "no progress, no summary", NULL},
    };
    if (cli_parse(command, options, sizeof options / sizeof options[0], argc, argv, &request->inputs, code)) {
        return 0;
    }
    if (request->inputs.count == 0) {
        *code = cli_usage(command, "no input given");
        return 0;
    }
    if (request->store && (request->output || request->format >= 0)) {
        *code = cli_usage(command, "--store goes without --output and --format");
        return 0;
    }
    if (cli_overwritten(request->output, &request->inputs) || cli_overwritten(request->output, &request->rule_files)) {
        *code = cli_usage(command, "--output %s would overwrite a file that is to be read", request->output);
        return 0;
    }
    request->format = request->format < 0 ? ATTEST_FORMAT_TRIG : request->format;
    if (request->threads < 1 || request->threads > MAX_THREADS) {
        *code = cli_usage(command, "--threads must be 1 to %d", MAX_THREADS);
        return 0;
    }
    if (!(request->min_confidence >= 0 && request->min_confidence <= 1)) {
        *code = cli_usage(command, "--min-confidence must be 0 to 1");
        return 0;
    }
    return 1;
}

static void print_warning(void *user_data, const attest_error *warning)
{
    extract_run *run = user_data;
    run->warnings++;
    cli_warn(warning);
}

static enum attest_status open_run(const extract_request *request, extract_run *run, attest_error *error)
{
    attest_source_options sources = cli_source_options(&request->reading);
    attest_extractor_options extraction = attest_extractor_options_default();
    extraction.min_confidence = request->min_confidence;
    attest_graph_options graph = attest_graph_options_default();
    graph.base = request->base;
    graph.min_confidence = request->min_confidence;
    const attest_writer_options writing = {.base = request->base};

    enum attest_status status =
        attest_ruleset_new(&run->rules, request->rule_files.items, request->rule_files.count, error);
    for (size_t i = 0; status == ATTEST_OK && i < request->without.count; i++) {
        status = attest_ruleset_without(run->rules, request->without.items[i], error);
    }
    if (status == ATTEST_OK) {
        status = attest_extractor_new(&run->extractor, run->rules, &extraction, error);
    }
    if (status == ATTEST_OK) {
        status = attest_graph_mapper_new(&run->mapper, run->rules, &graph, error);
    }
    if (status == ATTEST_OK) {
        status = attest_source_reader_new(&run->reader, request->inputs.items, request->inputs.count, &sources, error);
    }
    if (status == ATTEST_OK) {
        attest_source_reader_on_warning(run->reader, print_warning, run);
    }
    if (status == ATTEST_OK && request->store) {
        const attest_store_load_options loading = {.supersede = 1};
        cli_guard_store(request->store);
        status = attest_store_open(&run->store, request->store, ATTEST_STORE_CREATE, error);
        return status == ATTEST_OK ? attest_store_load_begin(&run->load, run->store, &loading, error) : status;
    }
    if (status == ATTEST_OK) {
        status = attest_writer_new(&run->writer, (enum attest_format)request->format, request->output, &writing, error);
    }
    return status;
}

static enum attest_status load_quad(void *self, const attest_quad *quad)
{
    extract_run *run = self;
    enum attest_status status = attest_store_load_quad(run->load, quad);
    run->load_failed |= status != ATTEST_OK;
    return status;
}

/* End the output. If quads could not be written, this tells why. */
static enum attest_status finish_run(extract_run *run, attest_error *error)
{
    return run->writer ? attest_writer_finish(run->writer, error) : attest_store_load_finish(run->load, error);
}

static void close_run(extract_run *run)
{
    attest_store_load_free(run->load);
    attest_store_free(run->store);
    attest_writer_free(run->writer);
    attest_source_reader_free(run->reader);
    attest_graph_mapper_free(run->mapper);
    attest_extractor_free(run->extractor);
    attest_ruleset_free(run->rules);
}

static enum cli_exit run_extract(const extract_request *request, extract_run *run)
{
    attest_error error = {0};
    enum attest_status status = open_run(request, run, &error);
    if (status != ATTEST_OK) {
        return cli_fail(&error);
    }
    cli_progress progress;
    cli_progress_begin(&progress, (request->progress || isatty(STDERR_FILENO)) && !request->quiet);
    uint64_t bytes;
    int known = progress.show && attest_source_bytes(request->inputs.items, request->inputs.count, &bytes) == ATTEST_OK;
    const cli_pipeline pipeline = {
        .reader = run->reader,
        .extractor = run->extractor,
        .mapper = run->mapper,
        .writer = run->writer,
        .sink = {load_quad, run},
        .as_claims = request->format == ATTEST_FORMAT_NDJSON || request->format == ATTEST_FORMAT_OPENIE,
        .threads = request->threads > 1 ? (size_t)request->threads : 0,
        .progress = &progress,
        .bytes_total = known ? bytes : 0,
    };
    cli_pipeline_counts counts;
    status = cli_pipeline_run(&pipeline, &counts, &error);
    if (status == ATTEST_OK && counts.sources == 0 && counts.failed > 0) {
        cli_message("no source could be read; nothing was written");
        return CLI_FAILED;
    }
    if (status == ATTEST_OK || run->load_failed) {
        status = finish_run(run, &error);
    }
    if (status != ATTEST_OK) {
        return cli_fail(&error);
    }
    if (counts.cut_short) {
        cli_message(
            "warning: a limit on matches was reached in %zu of %zu sources; some of their claims may be missing",
            counts.cut_short, counts.sources);
    }
    if (counts.failed) {
        cli_message("%zu of %zu sources could not be read and were skipped", counts.failed,
                    counts.failed + counts.sources);
    }
    return counts.failed ? CLI_PROBLEMS : CLI_DONE;
}

static enum cli_exit run_command(const cli_command *command, int argc, char **argv)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    extract_request request = {
        .threads = processors < 1             ? 1
                   : processors > MAX_THREADS ? MAX_THREADS
                                              : (uint64_t)processors,
        .reading = CLI_SOURCE_READING,
    };
    extract_run run = {0};
    enum cli_exit code;
    if (parse_request(command, &request, argc, argv, &code)) {
        cli_catch_signals();
        code = run_extract(&request, &run);
        close_run(&run);
    }
    cli_list_clear(&request.inputs);
    cli_list_clear(&request.rule_files);
    cli_list_clear(&request.without);
    return code;
}

const cli_command cli_command_extract = {
    "extract",
    "[-o OUT | --store DIR] [--format FORMAT] [--base IRI] [--threads N] [--rules FILE] [--lines] INPUT...",
    "read articles (files, folders, - for standard input) and write their claims",
    run_command,
};
