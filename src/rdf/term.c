/* Order and validity of terms and quads. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/term.h"

#include "base/utf8.h"
#include "rdf/iri_syntax.h"

/* Longest part of a language tag between hyphens (BCP 47). */
#define SUBTAG_MAX 8

/* xsd:string written out and left away are the same literal. */
static attest_view plain_datatype(const attest_term *term)
{
    if (attest_view_equal(term->datatype, ATTEST_VIEW(ATTEST_I_XSD "string"))) {
        return (attest_view){NULL, 0};
    }
    return term->datatype;
}

int attest_term_compare(const attest_term *a, const attest_term *b)
{
    if (a->kind != b->kind) {
        return a->kind < b->kind ? -1 : 1;
    }
    if (a->kind == ATTEST_TERM_NONE) {
        return 0;
    }
    int order = attest_view_compare(a->value, b->value);
    if (order == 0 && a->kind == ATTEST_TERM_LITERAL) {
        order = attest_view_compare(plain_datatype(a), plain_datatype(b));
        order = order ? order : attest_view_compare(a->language, b->language);
    }
    return order;
}

int attest_quad_compare(const attest_quad *a, const attest_quad *b)
{
    int order = attest_term_compare(&a->graph, &b->graph);
    order = order ? order : attest_term_compare(&a->subject, &b->subject);
    order = order ? order : attest_term_compare(&a->predicate, &b->predicate);
    return order ? order : attest_term_compare(&a->object, &b->object);
}

enum attest_i_datatype attest_i_literal_datatype(const attest_term *literal)
{
    static const struct {
        attest_view name;
        enum attest_i_datatype datatype;
    } special[] = {
        {{"string", 6}, ATTEST_I_DATATYPE_STRING},
        {{"integer", 7}, ATTEST_I_DATATYPE_INTEGER},
        {{"decimal", 7}, ATTEST_I_DATATYPE_DECIMAL},
        {{"boolean", 7}, ATTEST_I_DATATYPE_BOOLEAN},
    };
    static const size_t prefix = sizeof ATTEST_I_XSD - 1;
    if (literal->language.size) {
        return ATTEST_I_DATATYPE_LANGUAGE;
    }
    if (literal->datatype.size == 0) {
        return ATTEST_I_DATATYPE_STRING;
    }
    if (literal->datatype.size > prefix && memcmp(literal->datatype.data, ATTEST_I_XSD, prefix) == 0) {
        attest_view name = {literal->datatype.data + prefix, literal->datatype.size - prefix};
        for (size_t i = 0; i < sizeof special / sizeof special[0]; i++) {
            if (attest_view_equal(name, special[i].name)) {
                return special[i].datatype;
            }
        }
    }
    return ATTEST_I_DATATYPE_OTHER;
}

/* Language tag: letters, then parts of letters and digits, all lower case. */
static int is_language(attest_view tag)
{
    size_t part = 0;
    int first = 1;
    for (size_t i = 0; i < tag.size; i++) {
        unsigned char byte = (unsigned char)tag.data[i];
        if (byte == '-') {
            if (part == 0) {
                return 0;
            }
            part = 0;
            first = 0;
        } else if ((byte >= 'a' && byte <= 'z') || (!first && byte >= '0' && byte <= '9')) {
            if (++part > SUBTAG_MAX) {
                return 0;
            }
        } else {
            return 0;
        }
    }
    return part > 0;
}

static const char *check_literal(const attest_term *term)
{
    const char *reason = NULL;
    if (attest_i_utf8_valid_prefix(term->value) != term->value.size) {
        return "a literal that is no valid UTF-8";
    }
    if (term->value.size && memchr(term->value.data, '\0', term->value.size)) {
        return "a literal with the character U+0000";
    }
    if (term->language.size) {
        if (term->datatype.size) {
            return "a literal with both a language and a datatype";
        }
        return is_language(term->language) ? NULL : "a literal whose language tag is not well-formed or not lower case";
    }
    if (term->datatype.size) {
        if (attest_view_equal(term->datatype, ATTEST_VIEW(ATTEST_I_RDF "langString"))) {
            return "a literal of type rdf:langString without a language";
        }
        if (attest_i_literal_datatype(term) == ATTEST_I_DATATYPE_OTHER &&
            attest_i_iri_check(term->datatype, &reason) != ATTEST_OK) {
            return "a literal whose datatype is no absolute IRI";
        }
    }
    return NULL;
}

enum attest_status attest_i_term_check(const attest_term *term, const char **reason)
{
    switch (term->kind) {
    case ATTEST_TERM_IRI: return attest_i_iri_check(term->value, reason);
    case ATTEST_TERM_LITERAL: {
        const char *wrong = check_literal(term);
        if (wrong && reason) {
            *reason = wrong;
        }
        return wrong ? ATTEST_ERR_DATA : ATTEST_OK;
    }
    case ATTEST_TERM_NONE: break;
    }
    if (reason) {
        *reason = "no term at all";
    }
    return ATTEST_ERR_DATA;
}
