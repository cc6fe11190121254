/* attest import: claims made elsewhere, taken only if their evidence is really there. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "attest/attest.h"
#include "cli/source_options.h"

typedef struct import_request {
    cli_list operands;
    cli_list sources;
    const char *output;
    const char *base;
    cli_source_reading reading;
    int format;
} import_request;

static int parse_request(const cli_command *command, import_request *request, int argc, char **argv,
                         enum cli_exit *code)
{
    static const char *const formats[] = {"trig", "nquads", "turtle", "jsonld", NULL};
    const cli_option options[] = {
        {"sources", 's', CLI_LIST, &request->sources, "PATH", "file or folder with the sources; may be given again",
         NULL},
        {"output", 'o', CLI_TEXT, &request->output, "OUT",
         "file to write; a folder for turtle (default: standard output)", NULL},
        {"format", 'f', CLI_CHOICE, &request->format, "FORMAT", "what to write (default: trig)", formats},
        {"base", 'b', CLI_TEXT, &request->base, "IRI", "base of all IRIs (default: " ATTEST_DEFAULT_BASE ")", NULL},
        CLI_SOURCE_OPTIONS(&request->reading),
    };
    if (cli_parse(command, options, sizeof options / sizeof options[0], argc, argv, &request->operands, code)) {
        return 0;
    }
    if (request->operands.count != 1) {
        *code = cli_usage(command, request->operands.count ? "too many arguments" : "the file of claims is missing");
        return 0;
    }
    if (request->sources.count == 0) {
        *code = cli_usage(command, "--sources is missing: claims are held against their sources");
        return 0;
    }
    if (cli_overwritten(request->output, &request->operands) || cli_overwritten(request->output, &request->sources)) {
        *code = cli_usage(command, "--output %s would overwrite a file that is to be read", request->output);
        return 0;
    }
    return 1;
}

static void print_refusal(void *user_data, const attest_finding *finding)
{
    (void)user_data;
    cli_message("%s: refused (%s): %s", finding->subject, finding->kind, finding->text);
}

static enum attest_status import_claims(const import_request *request, const attest_graph_mapper *mapper,
                                        attest_import_counts *counts, attest_error *error)
{
    attest_writer *writer = NULL;
    const attest_writer_options writing = {.base = request->base};
    attest_import_request import = {.claims = request->operands.items[0],
                                    .sources = request->sources.items,
                                    .source_count = request->sources.count,
                                    .source_options = cli_source_options(&request->reading),
                                    .mapper = mapper};
    enum attest_status status =
        attest_writer_new(&writer, (enum attest_format)request->format, request->output, &writing, error);
    if (status == ATTEST_OK) {
        status = attest_import_run(&import, attest_writer_as_sink(writer), print_refusal, NULL, counts, error);
    }
    if (status == ATTEST_OK || status == ATTEST_ERR_WRITE) {
        status = attest_writer_finish(writer, error);
    }
    attest_writer_free(writer);
    return status;
}

static enum cli_exit run_import(const import_request *request)
{
    attest_error error = {0};
    attest_ruleset *rules = NULL;
    attest_graph_mapper *mapper = NULL;
    attest_import_counts counts = {0};
    attest_graph_options graph = attest_graph_options_default();
    graph.base = request->base;
    enum attest_status status = attest_ruleset_new(&rules, NULL, 0, &error);
    if (status == ATTEST_OK) {
        status = attest_graph_mapper_new(&mapper, rules, &graph, &error);
    }
    if (status == ATTEST_OK) {
        status = import_claims(request, mapper, &counts, &error);
    }
    attest_graph_mapper_free(mapper);
    attest_ruleset_free(rules);
    if (status != ATTEST_OK) {
        return cli_fail(&error);
    }
    cli_message("%zu claim%s taken, %zu line%s refused; %zu source%s", counts.claims, cli_plural(counts.claims),
                counts.refused, cli_plural(counts.refused), counts.sources, cli_plural(counts.sources));
    return counts.refused ? CLI_PROBLEMS : CLI_DONE;
}

static enum cli_exit run_command(const cli_command *command, int argc, char **argv)
{
    import_request request = {.reading = CLI_SOURCE_READING};
    enum cli_exit code;
    if (parse_request(command, &request, argc, argv, &code)) {
        code = run_import(&request);
    }
    cli_list_clear(&request.operands);
    cli_list_clear(&request.sources);
    return code;
}

const cli_command cli_command_import = {
    "import",
    "[-o OUT] [--format FORMAT] [--base IRI] CLAIMS.ndjson --sources PATH",
    "take claims made elsewhere, if their evidence is in the sources",
    run_command,
};
