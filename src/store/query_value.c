/* Values of a query: dataset terms by number, computed terms behind them, and rasqal's literals for expressions. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <stdlib.h>

#include "store/inline_value.h"
#include "store/query.h"

#define XSD "http://www.w3.org/2001/XMLSchema#"
/* Longest lexical form of a number that is read as one. */
#define NUMBER_MAX 512

enum attest_status attest_i_query_id_of_term(attest_i_query *query, const attest_term *term, uint32_t *id)
{
    enum attest_status status = attest_i_dataset_find(query->dataset, term, id);
    if (status != ATTEST_NONE) {
        return status;
    }
    status = attest_i_dictionary_intern(&query->computed, term, id);
    if (status == ATTEST_OK) {
        /* Small values of a store have the upper half of all numbers. */
        if (*id >= ATTEST_I_INLINE - attest_i_dataset_limit(query->dataset)) {
            return ATTEST_ERR_LIMIT;
        }
        *id += attest_i_dataset_limit(query->dataset);
    }
    return status;
}

attest_term attest_i_query_term(const attest_i_query *query, uint32_t id)
{
    if (attest_i_dataset_holds(query->dataset, id)) {
        return attest_i_dataset_term(query->dataset, id);
    }
    return attest_i_dictionary_term(&query->computed, id - attest_i_dataset_limit(query->dataset));
}

/* A NUL-terminated copy in the memory that rasqal frees with. NULL if memory ran out. */
static unsigned char *copy_for_rasqal(attest_view view)
{
    unsigned char *copy = rasqal_alloc_memory(view.size + 1);
    if (copy) {
        if (view.size) {
            memcpy(copy, view.data, view.size);
        }
        copy[view.size] = '\0';
    }
    return copy;
}

static raptor_uri *make_uri(const attest_i_query *query, attest_view iri)
{
    return raptor_new_uri_from_counted_string(rasqal_world_get_raptor(query->world), (const unsigned char *)iri.data,
                                              iri.size);
}

static rasqal_literal *make_literal(const attest_i_query *query, const attest_term *term)
{
    if (term->kind == ATTEST_TERM_IRI) {
        raptor_uri *uri = make_uri(query, term->value);
        return uri ? rasqal_new_uri_literal(query->world, uri) : NULL;
    }
    unsigned char *value = copy_for_rasqal(term->value);
    unsigned char *language = term->language.size ? copy_for_rasqal(term->language) : NULL;
    raptor_uri *datatype = term->datatype.size ? make_uri(query, term->datatype) : NULL;
    if (!value || (term->language.size && !language) || (term->datatype.size && !datatype)) {
        rasqal_free_memory(value);
        rasqal_free_memory(language);
        if (datatype) {
            raptor_free_uri(datatype);
        }
        return NULL;
    }
    /* Takes all three, whether or not it succeeds. */
    return rasqal_new_string_literal(query->world, value, (const char *)language, datatype, NULL);
}

/* The place of an id among the literals made so far, or the free one where it belongs. */
static size_t literal_slot(const attest_i_query *query, uint32_t id)
{
    size_t slot = (size_t)(id * 2654435761U) & (query->literal_capacity - 1);
    while (query->literals[slot].id != 0 && query->literals[slot].id != id) {
        slot = (slot + 1) & (query->literal_capacity - 1);
    }
    return slot;
}

static enum attest_status reserve_literals(attest_i_query *query)
{
    if ((query->literal_count + 1) * 2 <= query->literal_capacity) {
        return ATTEST_OK;
    }
    attest_i_query old = *query;
    size_t capacity = old.literal_capacity ? old.literal_capacity * 2 : 256;
    query->literals = calloc(capacity, sizeof *query->literals);
    if (!query->literals) {
        query->literals = old.literals;
        return ATTEST_ERR_NOMEM;
    }
    query->literal_capacity = capacity;
    for (size_t i = 0; i < old.literal_capacity; i++) {
        if (old.literals[i].id != 0) {
            query->literals[literal_slot(query, old.literals[i].id)] = old.literals[i];
        }
    }
    free(old.literals);
    return ATTEST_OK;
}

enum attest_status attest_i_query_literal(attest_i_query *query, uint32_t id, rasqal_literal **literal)
{
    *literal = NULL;
    if (id == ATTEST_I_TERM_NONE) {
        return ATTEST_OK;
    }
    enum attest_status status = reserve_literals(query);
    if (status != ATTEST_OK) {
        return status;
    }
    size_t slot = literal_slot(query, id);
    if (query->literals[slot].id == 0) {
        attest_term term = attest_i_query_term(query, id);
        rasqal_literal *made = make_literal(query, &term);
        if (!made) {
            return ATTEST_ERR_NOMEM;
        }
        query->literals[slot] = (struct attest_i_query_literal){id, made};
        query->literal_count++;
    }
    *literal = query->literals[slot].literal;
    return ATTEST_OK;
}

static attest_view view_of_uri(raptor_uri *uri)
{
    attest_view view = {NULL, 0};
    if (uri) {
        view.data = (const char *)raptor_uri_as_counted_string(uri, &view.size);
    }
    return view;
}

enum attest_status attest_i_query_term_of_literal(attest_i_query *query, rasqal_literal *literal, attest_term *term)
{
    memset(term, 0, sizeof *term);
    if (literal->type == RASQAL_LITERAL_URI) {
        term->kind = ATTEST_TERM_IRI;
        term->value = view_of_uri(literal->value.uri);
        return ATTEST_OK;
    }
    if (literal->type == RASQAL_LITERAL_BLANK) {
        return attest_i_query_fail(query, ATTEST_ERR_UNSUPPORTED, "blank nodes as values are not supported");
    }
    size_t size = 0;
    int failed = 0;
    term->kind = ATTEST_TERM_LITERAL;
    term->value.data = (const char *)rasqal_literal_as_counted_string(literal, &size, 0, &failed);
    term->value.size = size;
    if (failed || !term->value.data) {
        return ATTEST_NONE;
    }
    term->language = attest_view_of(literal->language);
    if (!literal->language) {
        term->datatype = view_of_uri(literal->datatype);
    }
    return ATTEST_OK;
}

enum attest_status attest_i_query_id_of_literal(attest_i_query *query, rasqal_literal *literal, uint32_t *id)
{
    /* A literal that came out as it went in keeps its number, whatever rasqal thinks of its lexical form. */
    for (size_t i = 0; i < query->variable_count; i++) {
        if (query->values[i] != ATTEST_I_TERM_NONE &&
            query->literals[literal_slot(query, query->values[i])].literal == literal) {
            *id = query->values[i];
            return ATTEST_OK;
        }
    }
    attest_term term;
    enum attest_status status = attest_i_query_term_of_literal(query, literal, &term);
    return status == ATTEST_OK ? attest_i_query_id_of_term(query, &term, id) : status;
}

/* Hand the row's bindings to the rasqal variables that the expression reads. */
static enum attest_status set_variables(attest_i_query *query, const attest_i_expression *expression)
{
    for (size_t i = 0; i < expression->slot_count; i++) {
        uint32_t slot = expression->slots[i];
        if (query->values[slot] == query->row[slot]) {
            continue;
        }
        rasqal_literal *literal;
        enum attest_status status = attest_i_query_literal(query, query->row[slot], &literal);
        if (status != ATTEST_OK) {
            return status;
        }
        rasqal_variable_set_value(query->variables[slot], literal ? rasqal_new_literal_from_literal(literal) : NULL);
        query->values[slot] = query->row[slot];
    }
    return ATTEST_OK;
}

static enum attest_status evaluate(attest_i_query *query, const attest_i_expression *expression,
                                   rasqal_literal **result)
{
    *result = NULL;
    enum attest_status status = set_variables(query, expression);
    if (status != ATTEST_OK) {
        return status;
    }
    int failed = 0;
    query->evaluating = 1;
    status = attest_i_query_substitute_own(query, expression);
    if (status == ATTEST_OK) {
        *result = rasqal_expression_evaluate2(expression->rasqal, query->context, &failed);
    }
    attest_i_query_restore_own(expression);
    query->evaluating = 0;
    if (status != ATTEST_OK || query->failed != ATTEST_OK) {
        return status != ATTEST_OK ? status : query->failed;
    }
    return failed || !*result ? ATTEST_NONE : ATTEST_OK;
}

enum attest_status attest_i_query_evaluate(attest_i_query *query, const attest_i_expression *expression, uint32_t *id)
{
    rasqal_literal *result;
    enum attest_status status = evaluate(query, expression, &result);
    *id = ATTEST_I_TERM_NONE;
    if (status == ATTEST_OK) {
        rasqal_literal *node = rasqal_literal_value(result);
        status = node ? attest_i_query_id_of_literal(query, node, id) : ATTEST_NONE;
    }
    if (result) {
        rasqal_free_literal(result);
    }
    return status;
}

/* Effective boolean value (SPARQL 1.1, 17.2.2); -1 for a type error. */
static int boolean_value(attest_i_query *query, rasqal_literal *literal)
{
    attest_term term;
    if (literal->type == RASQAL_LITERAL_BOOLEAN) {
        return literal->value.integer != 0;
    }
    if (literal->type == RASQAL_LITERAL_URI || literal->type == RASQAL_LITERAL_BLANK ||
        attest_i_query_term_of_literal(query, literal, &term) != ATTEST_OK) {
        return -1;
    }
    double number;
    if (attest_i_query_number(&term, &number) == ATTEST_OK) {
        return number != 0 && !isnan(number);
    }
    if (term.datatype.size == 0 || attest_view_equal(term.datatype, ATTEST_VIEW(XSD "string"))) {
        return term.value.size > 0;
    }
    return -1;
}

enum attest_status attest_i_query_test(attest_i_query *query, const attest_i_expression *expression)
{
    rasqal_literal *result;
    enum attest_status status = evaluate(query, expression, &result);
    if (status == ATTEST_OK) {
        rasqal_literal *node = rasqal_literal_value(result);
        status = node && boolean_value(query, node) == 1 ? ATTEST_OK : ATTEST_NONE;
    }
    if (result) {
        rasqal_free_literal(result);
    }
    return status;
}

enum attest_status attest_i_query_number(const attest_term *term, double *number)
{
    static const char *const NUMERIC[] = {"integer",
                                          "decimal",
                                          "double",
                                          "float",
                                          "int",
                                          "long",
                                          "short",
                                          "byte",
                                          "nonNegativeInteger",
                                          "positiveInteger",
                                          "nonPositiveInteger",
                                          "negativeInteger",
                                          "unsignedInt",
                                          "unsignedLong",
                                          "unsignedShort",
                                          "unsignedByte"};
    attest_view datatype = term->datatype;
    if (term->kind != ATTEST_TERM_LITERAL || datatype.size <= sizeof XSD - 1 ||
        memcmp(datatype.data, XSD, sizeof XSD - 1) != 0 || term->value.size == 0 || term->value.size >= NUMBER_MAX) {
        return ATTEST_NONE;
    }
    attest_view local = {datatype.data + sizeof XSD - 1, datatype.size - (sizeof XSD - 1)};
    for (size_t i = 0; i < sizeof NUMERIC / sizeof *NUMERIC; i++) {
        if (attest_view_equal(local, attest_view_of(NUMERIC[i]))) {
            char text[NUMBER_MAX];
            memcpy(text, term->value.data, term->value.size);
            text[term->value.size] = '\0';
            char *end;
            *number = strtod(text, &end);
            return *end == '\0' ? ATTEST_OK : ATTEST_NONE;
        }
    }
    return ATTEST_NONE;
}

/* Classes of literals in the order of ORDER BY; within one class values are compared, across classes they are not. */
static int order_class(const attest_term *term, double *number)
{
    if (term->kind == ATTEST_TERM_NONE) {
        return 0;
    }
    if (term->kind == ATTEST_TERM_IRI) {
        return 1;
    }
    if (attest_i_query_number(term, number) == ATTEST_OK) {
        return 3;
    }
    return term->datatype.size == 0 ? 2 : 4;
}

/* Dates and times of equal form sort as their characters do; that holds for what attest writes (years of four digits, no zone or Z). */
int attest_i_query_compare(const attest_i_query *query, uint32_t a, uint32_t b)
{
    if (a == b) {
        return 0;
    }
    attest_term left = attest_i_query_term(query, a);
    attest_term right = attest_i_query_term(query, b);
    double left_number = 0;
    double right_number = 0;
    int left_class = order_class(&left, &left_number);
    int right_class = order_class(&right, &right_number);
    if (left_class != right_class) {
        return left_class - right_class;
    }
    if (left_class == 3 && left_number != right_number && !isnan(left_number) && !isnan(right_number)) {
        return left_number < right_number ? -1 : 1;
    }
    int order = attest_view_compare(left.value, right.value);
    if (order == 0) {
        order = attest_view_compare(left.language, right.language);
    }
    return order ? order : attest_view_compare(left.datatype, right.datatype);
}
