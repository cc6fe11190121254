/* What all commands share: exit codes, options, messages. Only the cli prints and exits. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_CLI_CLI_H
#define ATTEST_CLI_CLI_H

#include <stddef.h>
#include <stdint.h>

#include "attest/status.h"

/* Exit codes of the program (README, "Exit codes"). */
enum cli_exit {
    CLI_DONE = 0,
    CLI_PROBLEMS = 1, /* ran and found problems */
    CLI_USAGE = 2,    /* wrong usage */
    CLI_FAILED = 3    /* could not run */
};

/* A command: one file command_NAME.c each; the list is in main.c. `run` gets the arguments behind the command's name. */
typedef struct cli_command {
    const char *name;
    const char *arguments; /* for the usage line: "[-o OUT] INPUT..." */
    const char *summary;   /* one line */
    enum cli_exit (*run)(const struct cli_command *command, int argc, char **argv);
} cli_command;

enum cli_option_kind {
    CLI_FLAG,   /* target: int *, set to 1 */
    CLI_TEXT,   /* target: const char ** */
    CLI_LIST,   /* target: cli_list *; may be given again and again */
    CLI_NUMBER, /* target: uint64_t *; with an optional suffix k, M, G (powers of 1024) */
    CLI_REAL,   /* target: double * */
    CLI_CHOICE  /* target: int *, index of the value in `choices`, a NULL-terminated list */
};

typedef struct cli_list {
    const char **items;
    size_t count;
    size_t capacity;
} cli_list;

typedef struct cli_option {
    const char *name; /* long name without the dashes */
    char letter;      /* short form; 0: none */
    enum cli_option_kind kind;
    void *target;
    const char *value; /* what the value is called in the help text; NULL for flags */
    const char *help;
    const char *const *choices;
} cli_option;

/* Parse `argv` (without program and command name) by the table of `count` options. Operands (what is no option; all behind "--")
 * go to `operands`. Returns 0 to go on; otherwise the program is to exit with `*code`: after --help, or after a
 * message about wrong usage. */
int cli_parse(const cli_command *command, const cli_option *options, size_t count, int argc, char **argv,
              cli_list *operands, enum cli_exit *code);

void cli_list_clear(cli_list *list);

/* "attest: FILE:LINE:COLUMN: text" to standard error. */
void cli_report(const attest_error *error);
void cli_warn(const attest_error *warning);

/* The same with a message of the command's own. */
void cli_message(const char *format, ...) ATTEST_PRINTF(1, 2);

/* What a noun ends in behind this number: "s" or nothing. */
const char *cli_plural(size_t count);

/* A message about wrong usage, with a pointer to --help; returns CLI_USAGE. */
enum cli_exit cli_usage(const cli_command *command, const char *format, ...) ATTEST_PRINTF(2, 3);

/* Report the error and return the exit code for its status: CLI_USAGE for wrong arguments, else CLI_FAILED. */
enum cli_exit cli_fail(const attest_error *error);

/* Flush and check standard output: a full disk or closed pipe is a failure. Returns `code`, or CLI_FAILED with a message. */
enum cli_exit cli_close_output(enum cli_exit code);

/* The one of `inputs` that an output of this name would write over: the file itself, or a folder with it in it as a source. NULL if there is
 * none, and for no name, standard output and devices. */
const char *cli_overwritten(const char *output, const cli_list *inputs);

/* If `path` is a store: what is fatal from here on ends the program with a message that names it, and CLI_FAILED. LMDB follows the pages of
 * a damaged file wherever they lead. */
void cli_guard_store(const char *path);

/* Nonzero once the user asked the program to stop (SIGINT, SIGTERM): the signal's number. Long loops look at it. */
int cli_interrupted(void);

/* From now on signals that ask to stop are only remembered: for commands whose loops look at cli_interrupted. The second one ends the
 * program all the same. Other commands are ended by the first one, as any program is. */
void cli_catch_signals(void);

/* A closed pipe is a write error like any other, to be reported. */
void cli_ignore_closed_pipes(void);

#endif
