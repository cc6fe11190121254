/* RDF terms and quads as plain borrowed values, and the sink that takes them. No blank nodes: every node of an attest
 * graph has an IRI. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_QUAD_H
#define ATTEST_QUAD_H

#include "attest/status.h"
#include "attest/view.h"

#ifdef __cplusplus
extern "C" {
#endif

enum attest_term_kind { ATTEST_TERM_NONE, ATTEST_TERM_IRI, ATTEST_TERM_LITERAL };

/* IRI: `value` is the IRI. Literal: `value` is the lexical form; `language` (lower case) or `datatype` (IRI) may be set,
 * never both; neither means xsd:string. NONE stands for the default graph. All UTF-8, borrowed. */
typedef struct attest_term {
    enum attest_term_kind kind;
    attest_view value;
    attest_view datatype;
    attest_view language;
} attest_term;

typedef struct attest_quad {
    attest_term subject;   /* IRI */
    attest_term predicate; /* IRI */
    attest_term object;
    attest_term graph; /* IRI, or NONE for the default graph */
} attest_quad;

/* Takes quads one at a time; a status other than OK stops the producer, which returns it. The quad is borrowed. */
typedef struct attest_quad_sink {
    enum attest_status (*quad)(void *self, const attest_quad *quad);
    void *self;
} attest_quad_sink;

/* Total order over terms and quads: kind, value, datatype, language; graph, subject, predicate, object. */
ATTEST_API int attest_term_compare(const attest_term *a, const attest_term *b);
ATTEST_API int attest_quad_compare(const attest_quad *a, const attest_quad *b);

#ifdef __cplusplus
}
#endif
#endif
