/* Titles In Capitals read as sentences: which of their words are names, told by the rest of the article. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_HEADLINE_H
#define ATTEST_EXTRACT_HEADLINE_H

#include "extract/stage.h"

/* The text with every title in capitals written as a sentence; the text itself if there is none. Offsets are the same: only ASCII
 * letters change their case. Lives in the arena of the context. */
enum attest_status attest_i_headline_recase(attest_i_context *context, attest_view *cased) ATTEST_MUST_USE;

#endif
