/* The options by which sources are read. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/source_options.h"

const char *const cli_source_types[] = {"text", "ndjson", NULL};

attest_source_options cli_source_options(const cli_source_reading *reading)
{
    attest_source_options options = attest_source_options_default();
    options.max_source_bytes = reading->max_source_bytes;
    options.lines = reading->lines;
    options.encoding = reading->encoding;
    options.language = reading->language;
    options.type = reading->type >= 0 ? cli_source_types[reading->type] : NULL;
    return options;
}
