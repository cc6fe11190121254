/* Status codes and error details: how every function of attest reports failure.
 * Knows nothing of any other concept. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_STATUS_H
#define ATTEST_STATUS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__) || defined(__clang__)
#define ATTEST_MUST_USE __attribute__((warn_unused_result))
#define ATTEST_API __attribute__((visibility("default")))
#define ATTEST_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define ATTEST_MUST_USE
#define ATTEST_API
#define ATTEST_PRINTF(text, first)
#endif

/* Result of a call. OK, END and NONE are ordinary outcomes; everything from ATTEST_ERR on is an error. */
enum attest_status {
    ATTEST_OK = 0,              /* done */
    ATTEST_END = 1,             /* a cursor has no more items */
    ATTEST_NONE = 2,            /* nothing found; nothing wrong either */
    ATTEST_ERR = 16,            /* an error without a code of its own */
    ATTEST_ERR_NOMEM = 17,      /* out of memory */
    ATTEST_ERR_ARGUMENT = 18,   /* the caller broke a rule of this interface, or a wrong option value */
    ATTEST_ERR_READ = 19,       /* an input could not be opened or read */
    ATTEST_ERR_WRITE = 20,      /* an output could not be written (disk full, closed pipe, ...) */
    ATTEST_ERR_ENCODING = 21,   /* bytes that are no text in the encoding they claim */
    ATTEST_ERR_SYNTAX = 22,     /* malformed input: front matter, JSON, RDF, rule file, query, ... */
    ATTEST_ERR_LIMIT = 23,      /* a documented limit was exceeded */
    ATTEST_ERR_DATA = 24,       /* well-formed but wrong: digest mismatch, evidence that is not there, ... */
    ATTEST_ERR_MODEL = 25,      /* a model file that cannot be used */
    ATTEST_ERR_UNSUPPORTED = 26 /* understood, but not offered by this build or format */
};

/* Longest message kept in an attest_error, with the final NUL. */
#define ATTEST_ERROR_TEXT_MAX 1024

/* Detail of the last failure: owned by the caller, filled by the function that failed. Wherever a function takes an
 * `attest_error *`, NULL means that the caller does not want the detail. Numbers that do not apply are 0. */
typedef struct attest_error {
    enum attest_status status;
    char source[512]; /* name of the file, URL or source concerned; "" if none; cut at the front if longer */
    uint64_t byte;    /* byte offset in that source, from 0 */
    uint32_t line;    /* line, from 1; 0: unknown */
    uint32_t column;  /* column in code points, from 1; 0: unknown */
    char text[ATTEST_ERROR_TEXT_MAX]; /* what is wrong and, where known, what was expected; no final full stop */
} attest_error;

/* Short English name of a status ("out of memory"). Never NULL; static storage. */
ATTEST_API const char *attest_status_text(enum attest_status status);

/* True (1) if `status` is an error, not an ordinary outcome. */
ATTEST_API int attest_status_is_error(enum attest_status status);

/* Fill `error` (may be NULL) with a status and a message and return `status`, so that `return attest_error_set(...)`
 * reads well. Line, column and byte are set to 0; `source` (may be NULL) is copied. Messages are cut at
 * ATTEST_ERROR_TEXT_MAX at a character boundary. */
ATTEST_API enum attest_status attest_error_set(attest_error *error, enum attest_status status, const char *source,
                                               const char *format, ...) ATTEST_PRINTF(4, 5);

/* The same, with a place in the source. */
ATTEST_API enum attest_status attest_error_set_at(attest_error *error, enum attest_status status, const char *source,
                                                  uint64_t byte, uint32_t line, uint32_t column, const char *format,
                                                  ...) ATTEST_PRINTF(7, 8);

#ifdef __cplusplus
}
#endif
#endif
