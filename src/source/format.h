/* The registry of formats: how a file is cut into records, and how a record becomes a document. A new format is an entry in
 * format.c and a file with its parse function. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_SOURCE_FORMAT_H
#define ATTEST_SOURCE_FORMAT_H

#include "source/document.h"
#include "source/record.h"
#include "source/stream.h"

typedef struct attest_i_format {
    const char *name; /* as in attest_source_options.type */
    int many;         /* 1: a file holds many records, named FILE#LINE, and its empty lines are none */
    enum attest_status (*cut)(attest_i_stream *stream, uint64_t limit, attest_i_piece *piece, attest_error *error);
    enum attest_status (*parse)(const attest_i_intake *intake, const attest_i_record *record,
                                attest_document **document, attest_error *error); /* NULL: recognised, not read */
} attest_i_format;

/* The format of a file: options.type, else by the extension of its name, else by its head (attest_i_head_of). */
enum attest_status attest_i_format_choose(const attest_source_options *options, const char *path, attest_view head,
                                          int whole, const attest_i_format **format,
                                          attest_error *error) ATTEST_MUST_USE;

/* OK if options.type and options.encoding are known. */
enum attest_status attest_i_format_check(const attest_source_options *options, attest_error *error) ATTEST_MUST_USE;

/* True (1) if a file of that name is taken from a folder. */
int attest_i_format_in_folder(const char *name);

/* The formats' parse functions. */
enum attest_status attest_i_text_parse(const attest_i_intake *intake, const attest_i_record *record,
                                       attest_document **document, attest_error *error) ATTEST_MUST_USE;
enum attest_status attest_i_text_line_parse(const attest_i_intake *intake, const attest_i_record *record,
                                            attest_document **document, attest_error *error) ATTEST_MUST_USE;
enum attest_status attest_i_json_parse(const attest_i_intake *intake, const attest_i_record *record,
                                       attest_document **document, attest_error *error) ATTEST_MUST_USE;

#endif
