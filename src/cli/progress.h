/* Progress on standard error: a line that is written over, with what is done, the rate, and the time that is left. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_CLI_PROGRESS_H
#define ATTEST_CLI_PROGRESS_H

#include <stdint.h>
#include <time.h>

typedef struct cli_progress {
    int show;
    struct timespec begun;
    double shown;      /* when the line was last written, in seconds since then; below 0: never */
    double base_share; /* how far the work was, and ... */
    double
        base_seconds; /* ... when, as the first thing was counted: what was passed over before says nothing of the rest */
} cli_progress;

void cli_progress_begin(cli_progress *progress, int show);
double cli_progress_seconds(const cli_progress *progress);

/* Write the line anew, if the last time is long enough ago: `count` things done, called `what`; `share` of the whole work done, from 0 to
 * 1, below 0 if that is not known. */
void cli_progress_show(cli_progress *progress, uint64_t count, const char *what, double share);

/* The same for the last time, with a line end; or, with `what` NULL, wipe the line out. */
void cli_progress_end(cli_progress *progress, uint64_t count, const char *what);

#endif
