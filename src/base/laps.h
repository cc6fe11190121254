/* For whoever measures a pipeline: it tells when a part of the work has just ended. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_BASE_LAPS_H
#define ATTEST_BASE_LAPS_H

#include <stddef.h>

typedef struct attest_i_laps {
    void (*passed)(void *user_data,
                   const char *part); /* what was done since the last call was `part`: a static string */
    void *user_data;
    size_t sentences; /* analysed so far */
    size_t tokens;
} attest_i_laps;

/* `laps` NULL: nobody measures. */
static inline void attest_i_lap(attest_i_laps *laps, const char *part)
{
    if (laps) {
        laps->passed(laps->user_data, part);
    }
}

#endif
