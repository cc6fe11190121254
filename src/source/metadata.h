/* Metadata of a document, set field by field from whatever format names it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_SOURCE_METADATA_H
#define ATTEST_SOURCE_METADATA_H

#include "source/document.h"

enum attest_i_field {
    ATTEST_I_FIELD_TITLE,
    ATTEST_I_FIELD_URL,
    ATTEST_I_FIELD_PUBLISHER,
    ATTEST_I_FIELD_HOSTNAME, /* stands in for a missing publisher */
    ATTEST_I_FIELD_AUTHOR,   /* may be set many times; ";" separates several in one value */
    ATTEST_I_FIELD_PUBLISHED,
    ATTEST_I_FIELD_RETRIEVED,
    ATTEST_I_FIELD_LANGUAGE,
    ATTEST_I_FIELD_TEXT /* of formats that hold it as a field; not metadata */
};

/* White space at both ends left out. */
attest_view attest_i_view_trim(attest_view view);

/* True (1) if there is nothing but white space of any kind in valid UTF-8. */
int attest_i_view_is_blank(attest_view view);

/* Set a field from the value as written. An empty value sets nothing; a field that has a value keeps it. OK with `*complaint` not
 * NULL (static text, to follow the field's name): the value cannot be used and was left out. */
enum attest_status attest_i_metadata_set(attest_document *document, enum attest_i_field field, attest_view value,
                                         const char **complaint) ATTEST_MUST_USE;

/* True (1) if the field has a value. */
int attest_i_metadata_has(const attest_document *document, enum attest_i_field field);

/* Fill what was not given: the publisher from the host name or the URL, the language from the options. */
enum attest_status attest_i_metadata_complete(attest_document *document,
                                              const attest_source_options *options) ATTEST_MUST_USE;

#endif
