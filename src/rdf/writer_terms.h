/* Terms as text: N-Quads, and Turtle with its abbreviations. Terms must have passed attest_i_term_check. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_WRITER_TERMS_H
#define ATTEST_RDF_WRITER_TERMS_H

#include "attest/quad.h"
#include "base/memory.h"
#include "rdf/output.h"

/* Room for the fixed prefixes and those made from the base. */
#define ATTEST_I_PREFIX_MAX 24

typedef struct attest_i_prefix {
    attest_view name;  /* "schema" */
    attest_view space; /* "https://schema.org/" */
} attest_i_prefix;

/* Prefixes of a file, in the order in which they are declared. */
typedef struct attest_i_prefixes {
    attest_i_prefix items[ATTEST_I_PREFIX_MAX];
    size_t count;
    char *names; /* holds the namespaces made from the base */
} attest_i_prefixes;

/* The prefixes of attest's files with this base IRI. */
enum attest_status attest_i_prefixes_init(attest_i_prefixes *prefixes, const char *base) ATTEST_MUST_USE;
void attest_i_prefixes_clear(attest_i_prefixes *prefixes);

/* The prefix under which `iri` can be written without escapes (Turtle production PrefixedName), and the local part; NULL if
 * there is none. */
const attest_i_prefix *attest_i_prefixes_find(const attest_i_prefixes *prefixes, attest_view iri, attest_view *local);

/* A quoted string with the escapes of canonical N-Quads (RDFC-1.0, section 5), which are right for Turtle too; the
 * noncharacters U+FFFE and U+FFFF stay as they are. */
void attest_i_write_string(attest_i_output *output, attest_view text);

void attest_i_write_nquads_term(attest_i_output *output, const attest_term *term);

/* A term in Turtle and TriG: prefixed names, bare integers, decimals and booleans where their lexical form allows it. */
void attest_i_write_turtle_term(attest_i_output *output, const attest_i_prefixes *prefixes, const attest_term *term);

/* All "@prefix" lines. */
void attest_i_write_prefixes(attest_i_output *output, const attest_i_prefixes *prefixes);

#endif
