/* Relative IRIs: what they mean below a base (RFC 3986, section 5.2). */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_IRI_RESOLVE_H
#define ATTEST_RDF_IRI_RESOLVE_H

#include "attest/view.h"
#include "base/memory.h"

/* True (1) if `iri` begins with a scheme and its colon. */
int attest_i_iri_is_absolute(attest_view iri);

/* Append what `reference` means below `base`, which is absolute. Whether the result is a good IRI is for the caller to check. */
void attest_i_iri_resolve(attest_i_buffer *out, attest_view base, attest_view reference);

#endif
