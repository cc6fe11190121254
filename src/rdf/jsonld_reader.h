/* JSON-LD in the shape that attest's writer gives it, back into quads. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_JSONLD_READER_H
#define ATTEST_RDF_JSONLD_READER_H

#include "rdf/input.h"

/* Read the rest of `input`; `piece` is what was taken from it already. Memory is bounded by the longest node, not by the
 * file. JSON-LD that attest would not write (nested nodes, lists, remote contexts, ...) gives ATTEST_ERR_UNSUPPORTED. */
enum attest_status attest_i_jsonld_read(attest_i_input *input, attest_view piece,
                                        attest_quad_sink sink) ATTEST_MUST_USE;

#endif
