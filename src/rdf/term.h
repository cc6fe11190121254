/* Terms: what may be written as one, and the datatypes that the syntaxes treat specially. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_TERM_H
#define ATTEST_RDF_TERM_H

#include "attest/quad.h"
#include "attest/status.h"

#define ATTEST_I_XSD "http://www.w3.org/2001/XMLSchema#"
#define ATTEST_I_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

/* Datatypes with a syntax of their own. */
enum attest_i_datatype {
    ATTEST_I_DATATYPE_STRING,   /* no datatype, or xsd:string */
    ATTEST_I_DATATYPE_LANGUAGE, /* a language-tagged string */
    ATTEST_I_DATATYPE_BOOLEAN,
    ATTEST_I_DATATYPE_INTEGER,
    ATTEST_I_DATATYPE_DECIMAL,
    ATTEST_I_DATATYPE_OTHER
};

enum attest_i_datatype attest_i_literal_datatype(const attest_term *literal);

/* Can it stand there in every syntax that attest reads and writes? ERR_DATA if not, with a static text in `*reason`: IRIs by
 * attest_i_iri_check; literals are valid UTF-8 without U+0000 (which C-based RDF tools, raptor among them, silently take for the
 * end), not both with language and datatype, language tags well-formed and lower case, never rdf:langString without a language. */
enum attest_status attest_i_term_check(const attest_term *term, const char **reason) ATTEST_MUST_USE;

#endif
