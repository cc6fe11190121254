/* Quotations: finds the quotation marks of a text and pairs them. Says nothing about who speaks. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_QUOTATION_H
#define ATTEST_EXTRACT_QUOTATION_H

#include "attest/status.h"
#include "attest/view.h"
#include "base/memory.h"

/* Deepest nesting of quotations; deeper ones are not told apart. */
#define ATTEST_I_QUOTE_DEPTH 8

/* One quotation. */
typedef struct attest_i_quote {
    attest_span span;   /* with its marks */
    attest_span inner;  /* without them */
    uint32_t parent;    /* index of the quotation around it; ATTEST_NO_INDEX: none */
    uint32_t paragraph; /* index of the paragraph it stands in */
    uint8_t family;     /* enum attest_i_quote_family */
    uint8_t goes_on;    /* 1: no closing mark, because the speech goes on in the next paragraph */
    uint8_t resumed;    /* 1: carries on what the paragraph before left open */
    uint8_t unclosed;   /* 1: the closing mark is missing; ends with its paragraph */
} attest_i_quote;

enum attest_i_quote_family { ATTEST_I_QUOTE_DOUBLE, ATTEST_I_QUOTE_SINGLE, ATTEST_I_QUOTE_GUILLEMET };

typedef struct attest_i_quotes {
    attest_i_quote *items; /* by begin; a quotation stands before those inside it */
    size_t count;
    size_t limit_hits; /* times ATTEST_I_QUOTE_DEPTH cut something short */
} attest_i_quotes;

/* Find the quotations in `text`, which must be valid UTF-8. Quotations do not cross `paragraphs` (in order, not
 * overlapping); speech over several paragraphs gives one quotation for each. Marks that do not pair are passed over, at most to the end of
 * their paragraph. Takes time linear in the text. The result lives in `arena`. */
enum attest_status attest_i_quotation_find(attest_view text, const attest_span *paragraphs, size_t paragraph_count,
                                           attest_i_arena *arena, attest_i_quotes *quotes) ATTEST_MUST_USE;

#endif
