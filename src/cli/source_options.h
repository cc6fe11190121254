/* The options by which sources are read, the same in all commands that read some. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_CLI_SOURCE_OPTIONS_H
#define ATTEST_CLI_SOURCE_OPTIONS_H

#include "attest/source.h"
#include "cli/cli.h"

typedef struct cli_source_reading {
    const char *encoding;
    const char *language;
    int type; /* index; -1: not given */
    int lines;
    uint64_t max_source_bytes;
} cli_source_reading;

#define CLI_SOURCE_READING                                                                                             \
    {                                                                                                                  \
        NULL, NULL, -1, 0, ATTEST_MAX_SOURCE_BYTES                                                                     \
    }

extern const char *const cli_source_types[];

/* Rows of a table of options that fill the cli_source_reading `reading`. */
#define CLI_SOURCE_OPTIONS(reading)                                                                                      \
    {                                                                                                                    \
        "lines", 'l', CLI_FLAG, &(reading)->lines, NULL, "each line of a text file is one sentence and one source",      \
        NULL},                                                                                                           \
        {"encoding", 'e', CLI_TEXT, &(reading)->encoding, "NAME", "encoding of the text files (default: detected)",      \
         NULL},                                                                                                          \
        {"language", 0, CLI_TEXT, &(reading)->language, "TAG", "language of sources that do not say (default: en)",      \
         NULL},                                                                                                          \
        {"type",          0, CLI_CHOICE, &(reading)->type, "TYPE", "type of the sources (default: by name and content)", \
         cli_source_types},                                                                                              \
    {                                                                                                                    \
        "max-source-bytes", 0, CLI_NUMBER, &(reading)->max_source_bytes, "N",                                            \
            "refuse larger single sources (default: 64M)", NULL                                                          \
    }

/* What the reader of sources wants. */
attest_source_options cli_source_options(const cli_source_reading *reading);

#endif
