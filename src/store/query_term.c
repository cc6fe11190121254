/* More functions that rasqal gets wrong: its UCASE and LCASE know ASCII alone, its REPLACE frees the language of its argument, its IRI gives
 * nothing, its isNumeric takes true for a number, its xsd:boolean no number. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>
#include <unicode/ucasemap.h>

#include "rdf/iri_syntax.h"
#include "store/query.h"

#define XSD "http://www.w3.org/2001/XMLSchema#"

int attest_i_query_is_term_function(const rasqal_expression *node)
{
    switch (node->op) {
    case RASQAL_EXPR_UCASE:
    case RASQAL_EXPR_LCASE:
    case RASQAL_EXPR_REPLACE:
    case RASQAL_EXPR_IRI:
    case RASQAL_EXPR_URI:
    case RASQAL_EXPR_ISNUMERIC: return 1;
    case RASQAL_EXPR_CAST: return strcmp((const char *)raptor_uri_as_string(node->name), XSD "boolean") == 0;
    default: return 0;
    }
}

static int is_string(const attest_term *term)
{
    return term->kind == ATTEST_TERM_LITERAL &&
           (term->datatype.size == 0 || attest_view_equal(term->datatype, ATTEST_VIEW(XSD "string")));
}

/* SPARQL 1.1, 17.4.3.4 and 5: the same literal in the other case, by Unicode's rules for no language in particular. */
static enum attest_status change_case(attest_i_query *query, const attest_term *term, int upper, uint32_t *id)
{
    UErrorCode code = U_ZERO_ERROR;
    attest_i_buffer text = {0};
    if (!is_string(term) || term->value.size > INT32_MAX / 4) {
        return ATTEST_NONE;
    }
    UCaseMap *map = ucasemap_open("", 0, &code);
    /* No character grows to more than three times its bytes. */
    size_t room = term->value.size * 3 + 1;
    enum attest_status status = attest_i_grow((void **)&text.data, &text.capacity, room, 1);
    int32_t size = 0;
    if (status == ATTEST_OK && U_SUCCESS(code)) {
        size = (upper ? ucasemap_utf8ToUpper : ucasemap_utf8ToLower)(map, text.data, (int32_t)room, term->value.data,
                                                                     (int32_t)term->value.size, &code);
    }
    ucasemap_close(map);
    if (status == ATTEST_OK) {
        attest_term changed = *term;
        changed.value = (attest_view){text.data, (size_t)size};
        status = U_SUCCESS(code) ? attest_i_query_id_of_term(query, &changed, id) : ATTEST_NONE;
    }
    attest_i_buffer_clear(&text);
    return status;
}

static enum attest_status make_iri(attest_i_query *query, const attest_term *term, uint32_t *id)
{
    const char *reason = "";
    attest_term iri = {.kind = ATTEST_TERM_IRI, .value = term->value};
    if ((term->kind != ATTEST_TERM_IRI && !is_string(term)) || attest_i_iri_check(term->value, &reason) != ATTEST_OK) {
        return ATTEST_NONE;
    }
    return attest_i_query_id_of_term(query, &iri, id);
}

static enum attest_status make_boolean(attest_i_query *query, int holds, uint32_t *id)
{
    attest_term term = {.kind = ATTEST_TERM_LITERAL,
                        .value = holds ? ATTEST_VIEW("true") : ATTEST_VIEW("false"),
                        .datatype = ATTEST_VIEW(XSD "boolean")};
    return attest_i_query_id_of_term(query, &term, id);
}

/* SPARQL 1.1, 17.5: a number that is neither zero nor NaN is true. */
static enum attest_status cast_boolean(attest_i_query *query, const attest_term *term, uint32_t *id)
{
    double number;
    if (attest_i_query_number(term, &number) == ATTEST_OK) {
        return make_boolean(query, number < 0 || number > 0, id);
    }
    int is_boolean = term->kind == ATTEST_TERM_LITERAL && attest_view_equal(term->datatype, ATTEST_VIEW(XSD "boolean"));
    if (!is_boolean && !(is_string(term) && term->language.size == 0)) {
        return ATTEST_NONE;
    }
    if (attest_view_equal(term->value, ATTEST_VIEW("true")) || attest_view_equal(term->value, ATTEST_VIEW("1"))) {
        return make_boolean(query, 1, id);
    }
    if (attest_view_equal(term->value, ATTEST_VIEW("false")) || attest_view_equal(term->value, ATTEST_VIEW("0"))) {
        return make_boolean(query, 0, id);
    }
    return ATTEST_NONE;
}

static enum attest_status replace(attest_i_query *query, const attest_i_own_node *own, const attest_term *term,
                                  uint32_t *id)
{
    rasqal_expression *arguments[3] = {own->node->arg2, own->node->arg3, own->node->arg4};
    rasqal_literal *literals[3] = {NULL, NULL, NULL};
    attest_term terms[3] = {{.kind = ATTEST_TERM_NONE}, {.kind = ATTEST_TERM_NONE}, {.kind = ATTEST_TERM_NONE}};
    attest_i_buffer text = {0};
    enum attest_status status = is_string(term) ? ATTEST_OK : ATTEST_NONE;
    for (size_t i = 0; i < 3 && status == ATTEST_OK && (i < 2 || arguments[i]); i++) {
        status = attest_i_query_argument(query, arguments[i], &literals[i], &terms[i]);
        if (status == ATTEST_OK && !is_string(&terms[i])) {
            status = ATTEST_NONE;
        }
    }
    if (status == ATTEST_OK) {
        status = attest_i_query_replace(term->value, terms[0].value, terms[1].value, terms[2].value, &text);
    }
    if (status == ATTEST_OK) {
        attest_term result = *term;
        result.value = attest_i_buffer_view(&text);
        status = attest_i_query_id_of_term(query, &result, id);
    }
    attest_i_buffer_clear(&text);
    for (size_t i = 0; i < 3; i++) {
        if (literals[i]) {
            rasqal_free_literal(literals[i]);
        }
    }
    return status;
}

enum attest_status attest_i_query_term_function(attest_i_query *query, const attest_i_own_node *own, uint32_t *id)
{
    rasqal_literal *literal;
    attest_term term;
    double number;
    enum attest_status status = attest_i_query_argument(query, own->node->arg1, &literal, &term);
    if (status == ATTEST_OK) {
        switch (own->op) {
        case RASQAL_EXPR_UCASE:
        case RASQAL_EXPR_LCASE: status = change_case(query, &term, own->op == RASQAL_EXPR_UCASE, id); break;
        case RASQAL_EXPR_REPLACE: status = replace(query, own, &term, id); break;
        case RASQAL_EXPR_ISNUMERIC:
            status = make_boolean(query, attest_i_query_number(&term, &number) == ATTEST_OK, id);
            break;
        case RASQAL_EXPR_CAST: status = cast_boolean(query, &term, id); break;
        default: status = make_iri(query, &term, id); break;
        }
    }
    if (literal) {
        rasqal_free_literal(literal);
    }
    return status;
}
