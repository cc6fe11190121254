/* What the format readers work on: the settings of a reader and one record (the stored bytes of one source). */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_SOURCE_RECORD_H
#define ATTEST_SOURCE_RECORD_H

#include "attest/source.h"

/* Settings that all records of a reader share. */
typedef struct attest_i_intake {
    attest_source_options options;
    attest_warning_handler *on_warning; /* may be NULL */
    void *user_data;
} attest_i_intake;

/* One source as stored. Everything is borrowed for the call. */
typedef struct attest_i_record {
    attest_view bytes;
    const char *file;     /* name in messages */
    const char *path;     /* name of the source: `file`, or FILE#LINE */
    uint64_t offset;      /* where the bytes begin in the file */
    uint32_t line;        /* line of the file on which they begin, from 1 */
    const char *encoding; /* declared or found from the start of the file; NULL: to be detected */
} attest_i_record;

/* A place in a text: byte from 0, line and column (in code points) from 1. What is found after decoding counts the bytes of the
 * decoded text. */
typedef struct attest_i_place {
    uint64_t byte;
    uint32_t line;
    uint32_t column;
} attest_i_place;

/* The place of a byte offset of `text`, which need not be valid UTF-8. Lines end with a line feed. */
attest_i_place attest_i_place_of(attest_view text, size_t offset);

/* The same place counted from the start of the record's file. */
attest_i_place attest_i_record_place(const attest_i_record *record, attest_i_place place);

/* Report a failure or a warning at a place of the record. */
enum attest_status attest_i_record_fail(const attest_i_record *record, attest_i_place place, attest_error *error,
                                        enum attest_status status, const char *format, ...) ATTEST_PRINTF(5, 6);
void attest_i_record_warn(const attest_i_intake *intake, const attest_i_record *record, attest_i_place place,
                          const char *format, ...) ATTEST_PRINTF(4, 5);

#endif
