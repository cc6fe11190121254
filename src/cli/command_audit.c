/* attest audit: who says it, where, citing whom, who disagrees. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "attest/audit.h"
#include "cli/cli.h"
#include "rdf/output.h"

/* To standard output. */
static enum cli_exit print_audit(const attest_dataset *dataset, attest_audit_request *request, attest_error *error,
                                 enum attest_status *status)
{
    request->colour = isatty(STDOUT_FILENO);
    *status = attest_audit_write(dataset, request, stdout, error);
    return attest_status_is_error(*status) ? cli_fail(error)
                                           : cli_close_output(*status == ATTEST_NONE ? CLI_PROBLEMS : CLI_DONE);
}

/* Into a file, which appears whole or not at all. */
static enum cli_exit save_audit(const attest_dataset *dataset, const attest_audit_request *request, const char *path,
                                attest_error *error, enum attest_status *status)
{
    attest_i_output output;
    char *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);
    *status = memory ? attest_audit_write(dataset, request, memory, error)
                     : attest_error_set(error, ATTEST_ERR_NOMEM, path, "out of memory");
    if (memory && fclose(memory) != 0 && !attest_status_is_error(*status)) {
        *status = attest_error_set(error, ATTEST_ERR_NOMEM, path, "out of memory");
    }
    enum attest_status written = *status;
    if (!attest_status_is_error(*status)) {
        written = attest_i_output_open(&output, path, ATTEST_I_OUTPUT_WHOLE, error);
        if (written == ATTEST_OK) {
            attest_i_output_put(&output, text, size);
            written = attest_i_output_finish(&output, error);
        }
    }
    free(text);
    if (attest_status_is_error(written)) {
        return cli_fail(error);
    }
    return *status == ATTEST_NONE ? CLI_PROBLEMS : CLI_DONE;
}

static enum cli_exit write_audit(const attest_dataset *dataset, attest_audit_request *request, const char *output)
{
    attest_error error = {0};
    enum attest_status status;
    enum cli_exit code = output && strcmp(output, "-") != 0 ? save_audit(dataset, request, output, &error, &status)
                                                            : print_audit(dataset, request, &error, &status);
    if (status == ATTEST_NONE) {
        cli_message("nothing matches");
    }
    return code;
}

static enum cli_exit run_audit(const cli_command *command, const cli_list *operands, const char *claim, int format,
                               const char *output)
{
    if (operands->count == 0) {
        return cli_usage(command, "the dataset is missing");
    }
    if ((operands->count == 1) == (claim == NULL)) {
        return cli_usage(command, claim ? "give either terms or --claim" : "say what to audit: terms, or --claim IRI");
    }
    const cli_list read = {operands->items, 1, 1};
    if (cli_overwritten(output, &read)) {
        return cli_usage(command, "--output %s would overwrite the dataset", output);
    }
    attest_error error = {0};
    attest_dataset *dataset;
    cli_guard_store(operands->items[0]);
    if (attest_dataset_open(&dataset, operands->items[0], &error) != ATTEST_OK) {
        return cli_fail(&error);
    }
    attest_audit_request request = {.terms = operands->items + 1,
                                    .term_count = operands->count - 1,
                                    .claim = claim,
                                    .format = (enum attest_report_format)format};
    enum cli_exit code = write_audit(dataset, &request, output);
    attest_dataset_free(dataset);
    return code;
}

static enum cli_exit run_command(const cli_command *command, int argc, char **argv)
{
    static const char *const FORMATS[] = {"text", "json", "html", NULL};
    cli_list operands = {0};
    const char *claim = NULL;
    const char *output = NULL;
    int format = ATTEST_REPORT_TEXT;
    const cli_option options[] = {
        {"claim", 'c', CLI_TEXT, &claim, "IRI", "audit this one claim", NULL},
        {"format", 'f', CLI_CHOICE, &format, "FORMAT", "text, json or html (default: text)", FORMATS},
        {"output", 'o', CLI_TEXT, &output, "OUT", "file to write (default: standard output)", NULL},
    };
    enum cli_exit code;
    if (!cli_parse(command, options, sizeof options / sizeof options[0], argc, argv, &operands, &code)) {
        code = run_audit(command, &operands, claim, format, output);
    }
    cli_list_clear(&operands);
    return code;
}

const cli_command cli_command_audit = {
    "audit",
    "KG (TERMS... | --claim IRI) [--format FORMAT] [-o OUT]",
    "who says it, where, citing whom, and who says the opposite",
    run_command,
};
