/* attest verify: digests, evidence, re-derivation. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "attest/audit.h"
#include "cli/source_options.h"

typedef struct verify_request {
    cli_list operands;
    cli_list sources;
    cli_list rule_files;
    cli_list without;
    cli_source_reading reading;
} verify_request;

static int parse_request(const cli_command *command, verify_request *request, int argc, char **argv,
                         enum cli_exit *code)
{
    const cli_option options[] = {
        {"sources", 's', CLI_LIST, &request->sources, "PATH", "file or folder with the sources; may be given again",
         NULL},
        {"rules", 'r', CLI_LIST, &request->rule_files, "FILE", "more rules, as given to extract; may be given again",
         NULL},
        {"without", 0, CLI_LIST, &request->without, "RULE", "leave out this rule, as in extract; may be given again",
         NULL},
        CLI_SOURCE_OPTIONS(&request->reading),
    };
    if (cli_parse(command, options, sizeof options / sizeof options[0], argc, argv, &request->operands, code)) {
        return 0;
    }
    if (request->operands.count != 1) {
        *code = cli_usage(command, request->operands.count ? "too many arguments" : "the dataset is missing");
        return 0;
    }
    if (request->sources.count == 0) {
        *code = cli_usage(command, "--sources is missing: a dataset is verified against its sources");
        return 0;
    }
    return 1;
}

static void print_finding(void *user_data, const attest_finding *finding)
{
    (void)user_data;
    printf("%s\t%s\t%s\n", finding->kind, finding->subject, finding->text);
}

static enum cli_exit run_verify(const verify_request *request)
{
    attest_error error = {0};
    attest_dataset *dataset;
    cli_guard_store(request->operands.items[0]);
    if (attest_dataset_open(&dataset, request->operands.items[0], &error) != ATTEST_OK) {
        return cli_fail(&error);
    }
    attest_verify_request verify = {.sources = request->sources.items,
                                    .source_count = request->sources.count,
                                    .rule_files = request->rule_files.items,
                                    .rule_file_count = request->rule_files.count,
                                    .without = request->without.items,
                                    .without_count = request->without.count,
                                    .source_options = cli_source_options(&request->reading)};
    attest_verify_counts counts;
    enum attest_status status = attest_verify_run(dataset, &verify, print_finding, NULL, &counts, &error);
    attest_dataset_free(dataset);
    if (status != ATTEST_OK) {
        return cli_fail(&error);
    }
    cli_message("%zu source%s, %zu graph%s, %zu claim%s, %zu piece%s of evidence checked: %zu finding%s",
                counts.sources, cli_plural(counts.sources), counts.graphs, cli_plural(counts.graphs), counts.claims,
                cli_plural(counts.claims), counts.selectors, cli_plural(counts.selectors), counts.findings,
                cli_plural(counts.findings));
    if (counts.imported) {
        cli_message("of the claims, %zu imported: their words are held against the sources, their reading cannot be "
                    "derived again",
                    counts.imported);
    }
    return cli_close_output(counts.findings ? CLI_PROBLEMS : CLI_DONE);
}

static enum cli_exit run_command(const cli_command *command, int argc, char **argv)
{
    verify_request request = {.reading = CLI_SOURCE_READING};
    enum cli_exit code;
    if (parse_request(command, &request, argc, argv, &code)) {
        code = run_verify(&request);
    }
    cli_list_clear(&request.operands);
    cli_list_clear(&request.sources);
    cli_list_clear(&request.rule_files);
    cli_list_clear(&request.without);
    return code;
}

const cli_command cli_command_verify = {
    "verify",
    "KG --sources PATH [--rules FILE] [--without RULE]",
    "check digests and evidence against the sources, and derive everything again",
    run_command,
};
