/* From stored bytes to UTF-8: byte order marks, detection, conversion. Knows nothing of documents. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_SOURCE_ENCODING_H
#define ATTEST_SOURCE_ENCODING_H

#include "attest/status.h"
#include "attest/view.h"
#include "base/memory.h"
#include "source/record.h"

#define ATTEST_I_ENCODING_NAME_MAX 64

typedef struct attest_i_decoded {
    attest_i_buffer text; /* valid UTF-8 without byte order mark; the caller's */
    char encoding[ATTEST_I_ENCODING_NAME_MAX];
    int guessed;          /* 1: not UTF-8, and no mark or declaration says what it is */
    uint64_t replaced;    /* sequences of bytes that became U+FFFD */
    attest_i_place first; /* the first of them; if guessed, the first byte that is not UTF-8 */
} attest_i_decoded;

/* Encodings that a byte order mark, or the zero bytes of ASCII characters, give away. */
typedef struct attest_i_wide {
    const char *name; /* "UTF-8", "UTF-16LE", ...; NULL: nothing to see */
    size_t mark;      /* bytes of the mark; 0: none */
    size_t unit;      /* bytes of a code unit */
    int big_endian;
} attest_i_wide;

attest_i_wide attest_i_encoding_of_mark(attest_view bytes);

/* The mark, or else UTF-16 or UTF-32 recognised from the sample's first few KiB. */
attest_i_wide attest_i_encoding_wide(attest_view bytes);

/* What a declared name says of code units. Keeps the name. */
attest_i_wide attest_i_encoding_named(const char *name);

/* OK if ICU knows the name, else ATTEST_ERR_ARGUMENT. */
enum attest_status attest_i_encoding_check(const char *name, attest_error *error) ATTEST_MUST_USE;

/* Decode the record into `*decoded` (to be cleared with attest_i_buffer_clear on its text, also after a failure).
 * A byte order mark wins over record->encoding. Data that is no text (NUL characters, many control characters) is
 * ATTEST_ERR_ENCODING. */
enum attest_status attest_i_decode(const attest_i_record *record, attest_i_decoded *decoded,
                                   attest_error *error) ATTEST_MUST_USE;

/* Tell the user what decoding had to guess or replace. */
void attest_i_decoded_warn(const attest_i_decoded *decoded, const attest_i_intake *intake,
                           const attest_i_record *record);

#endif
