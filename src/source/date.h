/* Dates of metadata: the usual ways of writing them become ISO 8601. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_SOURCE_DATE_H
#define ATTEST_SOURCE_DATE_H

#include "attest/status.h"
#include "attest/view.h"

/* "2024-12-16T09:30:00+00:00" and a NUL, with room to spare. */
#define ATTEST_I_DATE_SIZE 32

/* Normalise a date to YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm[:ss][zone]. Understood are ISO 8601 (also with a space for the T, with
 * slashes, without separators), "16 December 2024", "Dec. 16, 2024", RFC 2822, each with or without a time, and seconds or
 * milliseconds since 1970. NONE: not a date, or one that can be read two ways ("03/04/2024"). */
enum attest_status attest_i_date_normalize(attest_view text, char out[ATTEST_I_DATE_SIZE]) ATTEST_MUST_USE;

/* The same for a number: seconds since 1970, or milliseconds if it is too large for that. */
enum attest_status attest_i_date_of_epoch(double seconds, char out[ATTEST_I_DATE_SIZE]) ATTEST_MUST_USE;

#endif
