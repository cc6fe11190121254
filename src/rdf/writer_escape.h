/* Escapes in quoted strings: the ones that JSON and N-Quads share. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_WRITER_ESCAPE_H
#define ATTEST_RDF_WRITER_ESCAPE_H

#include "attest/view.h"
#include "rdf/output.h"

/* How a syntax escapes what it has no short escape for. */
typedef struct attest_i_escapes {
    const char *digits; /* sixteen, as \u00XX wants them */
    unsigned char also; /* a byte that is escaped as well; 0: none */
} attest_i_escapes;

/* Valid UTF-8 without quotation marks around it: controls, quote and backslash become escapes, all else stays as it is. */
void attest_i_write_escaped(attest_i_output *output, attest_view text, const attest_i_escapes *escapes);

#endif
