/* Small values kept in the number of a term itself: no dictionary entry, and equal in every store. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_STORE_INLINE_VALUE_H
#define ATTEST_STORE_INLINE_VALUE_H

#include "attest/quad.h"

/* Set in the numbers of small values. What follows is three bits for the kind and 28 for the value. */
#define ATTEST_I_INLINE 0x80000000U

/* Longest lexical form of a small value. */
#define ATTEST_I_INLINE_TEXT 16

/* The number of a literal that is a small value in its canonical form; NONE for everything else. */
enum attest_status attest_i_inline_id(const attest_term *term, uint32_t *id);

/* The term of such a number; its lexical form is written to `text`. NONE if the number is that of no value. */
enum attest_status attest_i_inline_term(uint32_t id, char text[ATTEST_I_INLINE_TEXT], attest_term *term);

#endif
