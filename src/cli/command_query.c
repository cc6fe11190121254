/* attest query: SPARQL over a dataset. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "attest/dataset.h"
#include "cli/cli.h"

/* Longest query file. */
#define MAX_QUERY_BYTES ((size_t)16 * 1024 * 1024)

/* Read a whole file ("-": standard input) into malloc'ed memory. */
static enum attest_status read_query(const char *path, char **text, size_t *size, attest_error *error)
{
    int is_stdin = strcmp(path, "-") == 0;
    FILE *file = is_stdin ? stdin : fopen(path, "rb");
    if (!file) {
        return attest_error_set(error, ATTEST_ERR_READ, path, "%s", strerror(errno));
    }
    size_t capacity = 0;
    enum attest_status status = ATTEST_OK;
    *text = NULL;
    *size = 0;
    while (status == ATTEST_OK && !feof(file)) {
        if (*size == capacity) {
            capacity = capacity ? capacity * 2 : 4096;
            char *grown = capacity > MAX_QUERY_BYTES ? NULL : realloc(*text, capacity);
            if (!grown) {
                status = attest_error_set(error, ATTEST_ERR_LIMIT, path, "the query is longer than %zu bytes",
                                          MAX_QUERY_BYTES);
                break;
            }
            *text = grown;
        }
        *size += fread(*text + *size, 1, capacity - *size, file);
        if (ferror(file)) {
            status = attest_error_set(error, ATTEST_ERR_READ, path, "%s", strerror(errno));
        }
    }
    if (!is_stdin) {
        fclose(file);
    }
    return status;
}

static enum cli_exit run_query(const char *kg, attest_view query, const char *name, enum attest_result_format format)
{
    attest_error error = {0};
    attest_dataset *dataset;
    cli_guard_store(kg);
    enum attest_status status = attest_dataset_open(&dataset, kg, &error);
    if (status != ATTEST_OK) {
        return cli_fail(&error);
    }
    status = attest_dataset_query(dataset, query, name, format, stdout, &error);
    attest_dataset_free(dataset);
    return status == ATTEST_OK ? cli_close_output(CLI_DONE) : cli_fail(&error);
}

static enum cli_exit run_command(const cli_command *command, int argc, char **argv)
{
    static const char *const FORMATS[] = {"table", "csv", "tsv", "json", "xml", "turtle", NULL};
    cli_list operands = {0};
    const char *text = NULL;
    int format = ATTEST_RESULT_TABLE;
    const cli_option options[] = {
        {"execute", 'e', CLI_TEXT, &text, "SPARQL", "the query itself, instead of a file", NULL},
        {"format", 'f', CLI_CHOICE, &format, "FORMAT", "table, csv, tsv, json, xml or turtle (default: table)",
         FORMATS},
    };
    enum cli_exit code;
    if (cli_parse(command, options, sizeof options / sizeof options[0], argc, argv, &operands, &code)) {
        cli_list_clear(&operands);
        return code;
    }
    size_t wanted = text ? 1 : 2;
    if (operands.count != wanted) {
        code = cli_usage(command, operands.count == 0       ? "the dataset is missing"
                                  : operands.count < wanted ? "the query is missing: a file, or -e SPARQL"
                                                            : "too many arguments");
    } else if (text) {
        code = run_query(operands.items[0], attest_view_of(text), "query", (enum attest_result_format)format);
    } else {
        attest_error error = {0};
        char *read = NULL;
        size_t size = 0;
        enum attest_status status = read_query(operands.items[1], &read, &size, &error);
        code = status == ATTEST_OK ? run_query(operands.items[0], (attest_view){read, size}, operands.items[1],
                                               (enum attest_result_format)format)
                                   : cli_fail(&error);
        free(read);
    }
    cli_list_clear(&operands);
    return code;
}

const cli_command cli_command_query = {
    .name = "query",
    .arguments = "KG (QUERY.rq | -e SPARQL) [--format FORMAT]",
    .summary = "ask a dataset in SPARQL",
    .run = run_command,
};
