/* Progress on standard error. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/progress.h"

#include <inttypes.h>
#include <stdio.h>

#define INTERVAL 0.5 /* seconds */
#define MINUTE 60U
#define HOUR 3600U
/* Longer times are none that anybody waits for. */
#define LONGEST (1000.0 * HOUR)

void cli_progress_begin(cli_progress *progress, int show)
{
    *progress = (cli_progress){.show = show, .shown = -1};
    clock_gettime(CLOCK_MONOTONIC, &progress->begun);
}

double cli_progress_seconds(const cli_progress *progress)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - progress->begun.tv_sec) + (double)(now.tv_nsec - progress->begun.tv_nsec) / 1e9;
}

static void put_time(double seconds)
{
    if (!(seconds < LONGEST)) {
        fputs(", long to go", stderr);
        return;
    }
    unsigned left = (unsigned)(seconds + 0.5);
    if (left >= HOUR) {
        fprintf(stderr, ", %u h %02u min left", left / HOUR, left % HOUR / MINUTE);
    } else if (left >= MINUTE) {
        fprintf(stderr, ", %u min %02u s left", left / MINUTE, left % MINUTE);
    } else {
        fprintf(stderr, ", %u s left", left);
    }
}

static void put_done(uint64_t count, const char *what, double seconds)
{
    double rate = seconds > 0 ? (double)count / seconds : 0;
    fprintf(stderr, "\r%" PRIu64 " %s, %.*f/s", count, what, rate < 10 ? 1 : 0, rate);
}

void cli_progress_show(cli_progress *progress, uint64_t count, const char *what, double share)
{
    if (!progress->show) {
        return;
    }
    double seconds = cli_progress_seconds(progress);
    if (count == 0 && share >= 0) {
        progress->base_share = share;
        progress->base_seconds = seconds;
    }
    if (progress->shown >= 0 && seconds - progress->shown < INTERVAL) {
        return;
    }
    progress->shown = seconds;
    put_done(count, what, seconds - progress->base_seconds);
    if (share > progress->base_share) {
        share = share < 1 ? share : 1;
        fprintf(stderr, ", %.0f %%", 100 * share);
        put_time((seconds - progress->base_seconds) * (1 - share) / (share - progress->base_share));
    }
    fputs("\033[K", stderr); /* what is left of a longer line */
    fflush(stderr);
}

void cli_progress_end(cli_progress *progress, uint64_t count, const char *what)
{
    if (!progress->show) {
        return;
    }
    if (what) {
        put_done(count, what, cli_progress_seconds(progress) - progress->base_seconds);
        fputs("\033[K\n", stderr);
    } else {
        fputs("\r\033[K", stderr);
    }
}
