/* UTF-8 by hand where ICU's UTF-16 interfaces would cost a conversion: validation, stepping, counting. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_BASE_UTF8_H
#define ATTEST_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

#include "attest/view.h"

/* U+FFFD, what stands for bytes that could not be decoded. */
#define ATTEST_I_UTF8_REPLACEMENT ATTEST_VIEW("\xEF\xBF\xBD")

/* Length of the longest prefix of `text` that is well-formed UTF-8 (Unicode 15, table 3-7: no surrogates, no overlong
 * forms, nothing above U+10FFFF). Equals text.size if all of it is. */
size_t attest_i_utf8_valid_prefix(attest_view text);

/* Number of bytes of the ill-formed sequence at the start of `text`, as the maximal subpart to be replaced by one U+FFFD (Unicode 15,
 * 3.9, "U+FFFD Substitution of Maximal Subparts"). At least 1; `text` must not be empty. */
size_t attest_i_utf8_bad_length(attest_view text);

/* Code points in valid UTF-8. */
size_t attest_i_utf8_count(attest_view text);

/* Decode the code point at `*offset` of valid UTF-8 and move `*offset` behind it. `*offset` must be below text.size. */
uint32_t attest_i_utf8_next(attest_view text, size_t *offset);

/* Decode the code point that ends at `*offset` of valid UTF-8 and move `*offset` to its start. `*offset` must be above 0. */
uint32_t attest_i_utf8_previous(attest_view text, size_t *offset);

/* Write a code point (no surrogate, at most U+10FFFF) as UTF-8; returns 1 to 4. */
size_t attest_i_utf8_put(char out[4], uint32_t codepoint);

/* Largest offset not above `offset` that is a code point boundary of `text`. */
size_t attest_i_utf8_floor(const char *text, size_t offset);

#endif
