/* N-Quads and N-Triples into quads. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_NQUADS_READER_H
#define ATTEST_RDF_NQUADS_READER_H

#include "rdf/input.h"

/* Read the rest of `input`; `piece` is what was taken from it already. Memory is bounded by the longest line. Blank nodes
 * give ATTEST_ERR_UNSUPPORTED. */
enum attest_status attest_i_nquads_read(attest_i_input *input, attest_view piece,
                                        attest_quad_sink sink) ATTEST_MUST_USE;

#endif
