/* The block of metadata at the start of a text. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_SOURCE_FRONTMATTER_H
#define ATTEST_SOURCE_FRONTMATTER_H

#include "source/document.h"
#include "source/record.h"

/* Read the block, if the document's text starts with one: fills metadata, title span and body. What cannot be used is
 * warned about and left out; a text that starts with "---" but has no proper block keeps all of itself as body. */
enum attest_status attest_i_frontmatter_read(const attest_i_intake *intake, const attest_i_record *record,
                                             attest_document *document, attest_error *error) ATTEST_MUST_USE;

#endif
