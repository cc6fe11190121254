/* Borrowed strings and spans of text: the two small values that everything else is made of. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_VIEW_H
#define ATTEST_VIEW_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A run of UTF-8 bytes that somebody else owns. Not NUL-terminated. `data` may be NULL if `size` is 0. */
typedef struct attest_view {
    const char *data;
    size_t size;
} attest_view;

/* Half-open range [begin,end) of byte offsets into the UTF-8 text of one document. Both ends lie on code point
 * boundaries. Byte offsets are for use inside the program; what users see are code point offsets (attest_document_codepoint). */
typedef struct attest_span {
    uint32_t begin;
    uint32_t end;
} attest_span;

/* "No such element": the value of an index that refers to nothing. */
#define ATTEST_NO_INDEX UINT32_MAX

/* View of a string literal. */
#define ATTEST_VIEW(literal) ((attest_view){("" literal), sizeof(literal) - 1})

/* View of a NUL-terminated string; NULL gives the empty view. Borrows `string`. */
static inline attest_view attest_view_of(const char *string)
{
    attest_view view;
    view.data = string;
    view.size = string ? strlen(string) : 0;
    return view;
}

/* True (1) if both views hold the same bytes. */
static inline int attest_view_equal(attest_view a, attest_view b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

/* Order of bytes, which for UTF-8 is the order of code points: negative, zero or positive. */
static inline int attest_view_compare(attest_view a, attest_view b)
{
    size_t shorter = a.size < b.size ? a.size : b.size;
    int order = shorter ? memcmp(a.data, b.data, shorter) : 0;
    if (order != 0) {
        return order;
    }
    return (a.size > b.size) - (a.size < b.size);
}

/* True (1) if the spans share at least one byte. */
static inline int attest_span_overlaps(attest_span a, attest_span b)
{
    return a.begin < b.end && b.begin < a.end;
}

/* True (1) if `outer` covers all of `inner`. */
static inline int attest_span_contains(attest_span outer, attest_span inner)
{
    return outer.begin <= inner.begin && inner.end <= outer.end;
}

#ifdef __cplusplus
}
#endif
#endif
