/* The values of the terms that tokens of Turtle and TriG stand for. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_TRIG_TERM_H
#define ATTEST_RDF_TRIG_TERM_H

#include "rdf/trig_token.h"

/* Most prefixes in one file. */
#define ATTEST_I_TRIG_PREFIX_MAX 4096

typedef struct attest_i_trig_prefix {
    attest_i_buffer name;
    attest_i_buffer iri;
} attest_i_trig_prefix;

/* What names and relative IRIs mean. All zero: nothing declared. */
typedef struct attest_i_trig_scope {
    attest_i_trig_prefix *items;
    size_t count;
    size_t capacity;
    attest_i_buffer base;
    attest_i_buffer scratch; /* an IRI before it is resolved */
} attest_i_trig_scope;

void attest_i_trig_scope_clear(attest_i_trig_scope *scope);

/* Append to `out` the IRI that the token (IRI or NAME) stands for; it is checked. */
enum attest_status attest_i_trig_take_iri(attest_i_trig_scope *scope, const attest_i_trig_tokens *tokens,
                                          attest_i_buffer *out) ATTEST_MUST_USE;

/* Append to `out` the characters of a STRING. */
enum attest_status attest_i_trig_take_string(const attest_i_trig_tokens *tokens, attest_i_buffer *out) ATTEST_MUST_USE;

/* Make `name` (a NAME without a local part, colon included) stand for the IRI of the token; or the base. */
enum attest_status attest_i_trig_declare(attest_i_trig_scope *scope, attest_view name,
                                         const attest_i_trig_tokens *tokens) ATTEST_MUST_USE;
enum attest_status attest_i_trig_declare_base(attest_i_trig_scope *scope,
                                              const attest_i_trig_tokens *tokens) ATTEST_MUST_USE;

#endif
