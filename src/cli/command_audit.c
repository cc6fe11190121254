/* attest audit: who says it, where, citing whom, who disagrees. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "attest/audit.h"
#include "cli/cli.h"

static enum cli_exit write_audit(const attest_dataset *dataset, attest_audit_request *request, const char *output)
{
    attest_error error = {0};
    int to_stdout = !output || strcmp(output, "-") == 0;
    FILE *file = to_stdout ? stdout : fopen(output, "wb");
    if (!file) {
        cli_message("%s: %s", output, strerror(errno));
        return CLI_FAILED;
    }
    request->colour = to_stdout && isatty(STDOUT_FILENO);
    enum attest_status status = attest_audit_write(dataset, request, file, &error);
    if (!to_stdout && fclose(file) != 0 && !attest_status_is_error(status)) {
        status = attest_error_set(&error, ATTEST_ERR_WRITE, output, "%s", strerror(errno));
    }
    if (attest_status_is_error(status)) {
        return cli_fail(&error);
    }
    if (status == ATTEST_NONE) {
        cli_message("no claim matches");
    }
    enum cli_exit code = status == ATTEST_NONE ? CLI_PROBLEMS : CLI_DONE;
    return to_stdout ? cli_close_output(code) : code;
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
    attest_error error = {0};
    attest_dataset *dataset;
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
