/* Options: one table per command gives the parser and the help text. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/cli.h"

void cli_list_clear(cli_list *list)
{
    free(list->items);
    memset(list, 0, sizeof *list);
}

static enum attest_status add_item(cli_list *list, const char *item)
{
    enum attest_status status =
        attest_i_vector_reserve((void **)&list->items, list->count, 1, &list->capacity, sizeof *list->items);
    if (status == ATTEST_OK) {
        list->items[list->count++] = item;
    }
    return status;
}

static void print_help(const cli_command *command, const cli_option *options, size_t count)
{
    printf("usage: attest %s %s\n\n%s\n\noptions:\n", command->name, command->arguments, command->summary);
    for (size_t i = 0; i < count; i++) {
        char left[80];
        char letter[8] = "    ";
        if (options[i].letter) {
            snprintf(letter, sizeof letter, "-%c, ", options[i].letter);
        }
        snprintf(left, sizeof left, "%s--%s%s%s", letter, options[i].name, options[i].value ? " " : "",
                 options[i].value ? options[i].value : "");
        printf("  %-32s%s%s\n", left, strlen(left) > 31 ? "\n                                  " : "", options[i].help);
        for (size_t k = 0; options[i].choices && options[i].choices[k]; k++) {
            printf("%s%s%s", k ? ", " : "                                  one of: ", options[i].choices[k],
                   options[i].choices[k + 1] ? "" : "\n");
        }
    }
    printf("  %-32s%s\n", "    --help", "this text");
}

static int read_number(const char *text, uint64_t *number)
{
    char *end;
    if (*text < '0' || *text > '9') {
        return 0;
    }
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    unsigned shift = 0;
    if (*end == 'k' || *end == 'K') {
        shift = 10;
    } else if (*end == 'M') {
        shift = 20;
    } else if (*end == 'G') {
        shift = 30;
    }
    end += shift != 0;
    if (errno || *end || value > (UINT64_MAX >> shift)) {
        return 0;
    }
    *number = (uint64_t)value << shift;
    return 1;
}

static int read_real(const char *text, double *number)
{
    char *end;
    errno = 0;
    double value = strtod(text, &end);
    if (errno || end == text || *end || value != value) {
        return 0;
    }
    *number = value;
    return 1;
}

static int read_choice(const cli_option *option, const char *text)
{
    for (int i = 0; option->choices[i]; i++) {
        if (strcmp(option->choices[i], text) == 0) {
            *(int *)option->target = i;
            return 1;
        }
    }
    return 0;
}

/* Store the value of an option; 0 if it is not of the right form. */
static int store_value(const cli_option *option, const char *text)
{
    switch (option->kind) {
    case CLI_FLAG: *(int *)option->target = 1; return 1;
    case CLI_TEXT: *(const char **)option->target = text; return 1;
    case CLI_LIST: return add_item(option->target, text) == ATTEST_OK;
    case CLI_NUMBER: return read_number(text, option->target);
    case CLI_REAL: return read_real(text, option->target);
    case CLI_CHOICE: return read_choice(option, text);
    }
    return 0;
}

static const cli_option *find_long(const cli_option *options, size_t count, const char *name, size_t size)
{
    for (size_t i = 0; i < count; i++) {
        if (strlen(options[i].name) == size && memcmp(options[i].name, name, size) == 0) {
            return &options[i];
        }
    }
    return NULL;
}

static const cli_option *find_short(const cli_option *options, size_t count, char letter)
{
    for (size_t i = 0; i < count; i++) {
        if (options[i].letter && options[i].letter == letter) {
            return &options[i];
        }
    }
    return NULL;
}

/* Take the value of `option`: behind "=" or in the next argument; moves `*at`. Returns 0 and sets `*code` on misuse. */
static int take_value(const cli_command *command, const cli_option *option, const char *attached, int argc, char **argv,
                      int *at, enum cli_exit *code)
{
    const char *text = attached;
    if (option->kind == CLI_FLAG) {
        if (attached) {
            *code = cli_usage(command, "option --%s takes no value", option->name);
            return 0;
        }
    } else if (!text) {
        if (*at + 1 >= argc) {
            *code = cli_usage(command, "option --%s needs a value (%s)", option->name, option->value);
            return 0;
        }
        text = argv[++*at];
    }
    if (!store_value(option, text)) {
        *code =
            cli_usage(command, "option --%s: '%s' is not a valid %s", option->name, text ? text : "", option->value);
        return 0;
    }
    return 1;
}

int cli_parse(const cli_command *command, const cli_option *options, size_t count, int argc, char **argv,
              cli_list *operands, enum cli_exit *code)
{
    *code = CLI_DONE;
    int operands_only = 0;
    for (int at = 0; at < argc; at++) {
        const char *argument = argv[at];
        const cli_option *option;
        const char *attached = NULL;
        if (operands_only || argument[0] != '-' || argument[1] == '\0') {
            if (add_item(operands, argument) != ATTEST_OK) {
                cli_message("out of memory");
                *code = CLI_FAILED;
                return 1;
            }
            continue;
        }
        if (strcmp(argument, "--") == 0) {
            operands_only = 1;
            continue;
        }
        if (strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0) {
            print_help(command, options, count);
            *code = cli_close_output(CLI_DONE);
            return 1;
        }
        if (argument[1] == '-') {
            size_t size = strcspn(argument + 2, "=");
            option = find_long(options, count, argument + 2, size);
            attached = argument[2 + size] ? argument + 3 + size : NULL;
        } else {
            option = find_short(options, count, argument[1]);
            attached = argument[2] ? argument + 2 : NULL;
        }
        if (!option) {
            *code = cli_usage(command, "unknown option '%s'", argument);
            return 1;
        }
        if (!take_value(command, option, attached, argc, argv, &at, code)) {
            return 1;
        }
    }
    return 0;
}
