/* Names of entities and relations as path segments of IRIs. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_NAME_H
#define ATTEST_RDF_NAME_H

#include "attest/status.h"
#include "attest/view.h"
#include "base/memory.h"

/* Longest name made below, in bytes; a longer one is cut at a character and ends in "-" and 8 digits of its digest. */
#define ATTEST_I_NAME_MAX 200

/* What a name is made for. */
enum attest_i_name_style {
    ATTEST_I_NAME_PROPER,      /* "the Mikhail Bogdanov's" -> "Mikhail_Bogdanov" */
    ATTEST_I_NAME_DESCRIPTION, /* "the forward positions" -> "forward-positions" */
    ATTEST_I_NAME_RELATION     /* "pull back from" -> "pull-back-from" */
};

/* Append the name of `label` as a path segment of an IRI:
 * - NFC; apostrophes of all kinds become "'", dashes and hyphens "-";
 * - a leading "the" is dropped if something follows (in a description also "a" and "an"); a possessive ending is dropped (in a
 *   description everywhere);
 * - letters, marks and digits of any script are kept; full stops are dropped except between digits ("U.S." is "US");
 * - symbols that distinguish names ("AT&T", "9/11") are percent-encoded; quotes, commas, brackets and other
 *   punctuation separate words like spaces; control, format and private-use characters are dropped;
 * - words are joined with "_" in a proper name; descriptions and relations are lower case and joined with "-".
 * A label of which nothing is left gives "x-" and 8 digits of its digest. */
enum attest_status attest_i_name_append(attest_i_buffer *buffer, enum attest_i_name_style style,
                                        attest_view label) ATTEST_MUST_USE;

#endif
