/* JSON-LD contexts: the part of them that attest's own context uses. For the writer and the reader. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_JSONLD_CONTEXT_H
#define ATTEST_RDF_JSONLD_CONTEXT_H

#include <jansson.h>

#include "attest/status.h"
#include "attest/view.h"
#include "base/memory.h"

/* How strings that are values of a term are to be read. */
enum attest_i_coercion {
    ATTEST_I_COERCION_NONE,    /* as strings */
    ATTEST_I_COERCION_IRI,     /* "@type": "@id" or "@vocab" */
    ATTEST_I_COERCION_DATATYPE /* as literals of `datatype` */
};

typedef struct attest_i_jsonld_term {
    attest_view name;
    attest_view iri; /* empty: a term that cannot be used, see attest_i_jsonld_context_load */
    attest_view datatype;
    enum attest_i_coercion coercion;
    int is_prefix;
    size_t place; /* in the context, from 0 */
} attest_i_jsonld_term;

/* All zero is the empty context. */
typedef struct attest_i_jsonld_context {
    attest_i_arena arena;
    attest_i_jsonld_term *terms;             /* by name; in the arena */
    const attest_i_jsonld_term **properties; /* usable terms by IRI, then place; in the arena */
    size_t count;
    size_t property_count;
} attest_i_jsonld_context;

/* The status of a failed json_loadb. Jansson tells a lack of memory by its code, or by none at all. */
enum attest_status attest_i_json_status(const json_error_t *error);

/* Read a context. Understood are prefixes and terms with "@id", "@type" and "@container": "@set"; a term that uses anything else is
 * remembered as one that cannot be used. Keywords that change the meaning of everything ("@vocab", "@base", "@language", ...) give
 * ATTEST_ERR_UNSUPPORTED, and `*reason` a static text. The context keeps nothing of `object`. */
enum attest_status attest_i_jsonld_context_load(attest_i_jsonld_context *context, const json_t *object,
                                                const char **reason) ATTEST_MUST_USE;
void attest_i_jsonld_context_clear(attest_i_jsonld_context *context);

/* The term of that name, or NULL. */
const attest_i_jsonld_term *attest_i_jsonld_context_find(const attest_i_jsonld_context *context, attest_view name);

/* The first usable term for that property, or NULL. */
const attest_i_jsonld_term *attest_i_jsonld_context_property(const attest_i_jsonld_context *context, attest_view iri);

/* The prefix whose namespace ends at the last "/" or "#" of `iri`, with `*suffix` the rest; NULL if there is none. */
const attest_i_jsonld_term *attest_i_jsonld_context_prefix(const attest_i_jsonld_context *context, attest_view iri,
                                                           attest_view *suffix);

/* Expand a compact or absolute IRI into `buffer`. NONE if it is neither. */
enum attest_status attest_i_jsonld_context_expand(const attest_i_jsonld_context *context, attest_view text,
                                                  attest_i_buffer *buffer) ATTEST_MUST_USE;

#endif
