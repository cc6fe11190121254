/* IRIs at the level of characters (RFC 3987): is this one, and how does free text become a part of one. What attest's
 * own IRIs look like is not decided here. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_IRI_SYNTAX_H
#define ATTEST_RDF_IRI_SYNTAX_H

#include "attest/status.h"
#include "attest/view.h"
#include "base/memory.h"

/* OK if `iri` is an absolute IRI (a scheme and only the characters that RFC 3987 allows where they stand, with whole
 * percent-encodings); else ERR_DATA, and `*reason` (may be NULL) is a static text such as "no scheme". */
enum attest_status attest_i_iri_check(attest_view iri, const char **reason) ATTEST_MUST_USE;

/* True (1) if the character, which is not ASCII, may stand anywhere in an IRI as it is. U+FFFD, noncharacters, private use and the
 * variation selectors beyond the first sixteen may not. */
int attest_i_iri_allows(uint32_t character);

/* Append valid UTF-8 as a path segment: letters, digits, "-", ".", "_", "~" and all allowed non-ASCII characters stay as they are, everything
 * else is percent-encoded. The result has no "/", "#", "?" or ":". */
void attest_i_iri_append_segment(attest_i_buffer *buffer, attest_view text);

#endif
