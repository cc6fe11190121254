/* The program: finds the command and runs it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "attest/extractor.h"
#include "cli/cli.h"

#define COMMAND(name) extern const cli_command cli_command_##name;
#include "cli/commands.h"
#undef COMMAND

static const cli_command *const commands[] = {
#define COMMAND(name) &cli_command_##name,
#include "cli/commands.h"
#undef COMMAND
};

static void print_usage(FILE *stream)
{
    fputs("usage: attest COMMAND [OPTIONS] [ARGUMENTS]\n\n"
          "News text in, an auditable knowledge graph out: every claim with its words, its speaker and its source.\n\n"
          "commands:\n",
          stream);
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        fprintf(stream, "  %-9s %s\n", commands[i]->name, commands[i]->summary);
    }
    fputs("\n'attest COMMAND --help' tells the options of a command; 'attest --version' the version.\n"
          "Exit codes: 0 done, 1 ran and found problems, 2 wrong usage, 3 could not run.\n",
          stream);
}

int main(int argc, char **argv)
{
    /* Character widths and messages follow the user's locale; numbers in output never do. */
    setlocale(LC_CTYPE, "");
    cli_ignore_closed_pipes();
    if (argc < 2) {
        print_usage(stderr);
        return CLI_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        print_usage(stdout);
        return cli_close_output(CLI_DONE);
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("%s\n", attest_version());
        return cli_close_output(CLI_DONE);
    }
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (strcmp(argv[1], commands[i]->name) == 0) {
            return (int)commands[i]->run(commands[i], argc - 2, argv + 2);
        }
    }
    cli_message("unknown command '%s'; 'attest --help' lists them", argv[1]);
    return CLI_USAGE;
}
