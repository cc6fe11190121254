/* Syntaxes that attest does not read itself. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_RAPTOR_READER_H
#define ATTEST_RDF_RAPTOR_READER_H

#include "rdf/input.h"

/* Read the rest of `input`, which is in raptor's syntax `syntax`; `piece` is what was taken from it already. What raptor warns of
 * is an error. Nothing is fetched. */
enum attest_status attest_i_raptor_read(attest_i_input *input, const char *syntax, attest_view piece,
                                        attest_quad_sink sink) ATTEST_MUST_USE;

#endif
