/* Functions that rasqal gets wrong: its CONCAT, STRBEFORE and STRAFTER read memory that it has freed, its YEAR, MONTH and DAY know no xsd:date. Before
 * an expression is evaluated, each such node is evaluated here and stands as a literal in rasqal's tree for that while. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "store/query.h"

#define XSD "http://www.w3.org/2001/XMLSchema#"

static int is_own(const rasqal_expression *node)
{
    rasqal_op op = node->op;
    return attest_i_query_is_term_function(node) || op == RASQAL_EXPR_CONCAT || op == RASQAL_EXPR_YEAR ||
           op == RASQAL_EXPR_MONTH || op == RASQAL_EXPR_DAY || op == RASQAL_EXPR_STRBEFORE ||
           op == RASQAL_EXPR_STRAFTER;
}

struct collector {
    attest_i_query *query;
    attest_i_expression *expression;
    size_t count;
};

static int count_node(void *user_data, rasqal_expression *node)
{
    struct collector *collector = user_data;
    collector->count += (size_t)is_own(node);
    return 0;
}

/* Visits parents before children; filling from the end puts children first. */
static int take_node(void *user_data, rasqal_expression *node)
{
    struct collector *collector = user_data;
    if (is_own(node)) {
        attest_i_own_node *own = &collector->expression->own[--collector->count];
        *own = (attest_i_own_node){node, node->op, node->literal};
    }
    return 0;
}

enum attest_status attest_i_query_collect_own(attest_i_query *query, attest_i_expression *expression)
{
    struct collector collector = {query, expression, 0};
    rasqal_expression_visit(expression->rasqal, count_node, &collector);
    expression->own_count = collector.count;
    expression->own = attest_i_arena_array(&query->arena, collector.count, sizeof *expression->own);
    if (!expression->own) {
        return ATTEST_ERR_NOMEM;
    }
    rasqal_expression_visit(expression->rasqal, take_node, &collector);
    return ATTEST_OK;
}

enum attest_status attest_i_query_argument(attest_i_query *query, rasqal_expression *argument, rasqal_literal **literal,
                                           attest_term *term)
{
    int failed = 0;
    *literal = argument ? rasqal_expression_evaluate2(argument, query->context, &failed) : NULL;
    if (query->failed != ATTEST_OK) {
        return query->failed;
    }
    rasqal_literal *value = *literal && !failed ? rasqal_literal_value(*literal) : NULL;
    return value ? attest_i_query_term_of_literal(query, value, term) : ATTEST_NONE;
}

/* SPARQL 1.1, 17.4.3.12: the language is kept if all have the same. */
static enum attest_status concatenate(attest_i_query *query, raptor_sequence *arguments, uint32_t *id)
{
    attest_i_buffer text = {NULL, 0, 0, ATTEST_OK};
    attest_i_buffer language = {NULL, 0, 0, ATTEST_OK};
    enum attest_status status = ATTEST_OK;
    int same_language = 1;
    int count = arguments ? raptor_sequence_size(arguments) : 0;
    for (int i = 0; i < count && status == ATTEST_OK; i++) {
        rasqal_literal *literal;
        attest_term term;
        status = attest_i_query_argument(query, raptor_sequence_get_at(arguments, i), &literal, &term);
        if (status == ATTEST_OK &&
            (term.kind != ATTEST_TERM_LITERAL ||
             (term.datatype.size && !attest_view_equal(term.datatype, ATTEST_VIEW(XSD "string"))))) {
            status = ATTEST_NONE;
        }
        if (status == ATTEST_OK) {
            attest_i_buffer_append(&text, term.value);
            if (i == 0) {
                attest_i_buffer_append(&language, term.language);
            }
            same_language = same_language && attest_view_equal(attest_i_buffer_view(&language), term.language);
        }
        if (literal) {
            rasqal_free_literal(literal);
        }
    }
    if (status == ATTEST_OK) {
        attest_term result = {.kind = ATTEST_TERM_LITERAL, .value = attest_i_buffer_view(&text)};
        if (same_language) {
            result.language = attest_i_buffer_view(&language);
        }
        status = text.status != ATTEST_OK       ? text.status
                 : language.status != ATTEST_OK ? language.status
                                                : attest_i_query_id_of_term(query, &result, id);
    }
    attest_i_buffer_clear(&text);
    attest_i_buffer_clear(&language);
    return status;
}

/* The `index`-th number of a date ("2024-12-09", "-0044-03-15T12:00:00Z"): 0 the year, 1 the month, 2 the day. */
static enum attest_status date_part(attest_view date, size_t index, attest_view *digits)
{
    size_t at = date.size && date.data[0] == '-';
    for (;; at++) {
        size_t begin = at;
        while (at < date.size && date.data[at] >= '0' && date.data[at] <= '9') {
            at++;
        }
        if (at == begin) {
            return ATTEST_NONE;
        }
        if (index-- == 0) {
            *digits = (attest_view){date.data + begin, at - begin};
            return ATTEST_OK;
        }
        if (at >= date.size || date.data[at] != '-') {
            return ATTEST_NONE;
        }
    }
}

static enum attest_status take_date_part(attest_i_query *query, const attest_i_own_node *own, uint32_t *id)
{
    static const char *const DATES[] = {XSD "date", XSD "dateTime", XSD "gYearMonth", XSD "gYear"};
    rasqal_literal *literal;
    attest_term term;
    enum attest_status status = attest_i_query_argument(query, own->node->arg1, &literal, &term);
    int is_date = 0;
    for (size_t i = 0; i < sizeof DATES / sizeof *DATES && status == ATTEST_OK; i++) {
        is_date |= term.kind == ATTEST_TERM_LITERAL && attest_view_equal(term.datatype, attest_view_of(DATES[i]));
    }
    attest_view digits = {NULL, 0};
    if (status == ATTEST_OK) {
        size_t index = own->op == RASQAL_EXPR_YEAR ? 0 : own->op == RASQAL_EXPR_MONTH ? 1 : 2;
        status = is_date ? date_part(term.value, index, &digits) : ATTEST_NONE;
    }
    if (status == ATTEST_OK) {
        int negative = own->op == RASQAL_EXPR_YEAR && term.value.data[0] == '-';
        while (digits.size > 1 && digits.data[0] == '0') {
            digits = (attest_view){digits.data + 1, digits.size - 1};
        }
        attest_i_buffer text = {NULL, 0, 0, ATTEST_OK};
        attest_i_buffer_append(&text, negative ? ATTEST_VIEW("-") : ATTEST_VIEW(""));
        attest_i_buffer_append(&text, digits);
        attest_term number = {
            .kind = ATTEST_TERM_LITERAL, .value = attest_i_buffer_view(&text), .datatype = ATTEST_VIEW(XSD "integer")};
        status = text.status == ATTEST_OK ? attest_i_query_id_of_term(query, &number, id) : text.status;
        attest_i_buffer_clear(&text);
    }
    if (literal) {
        rasqal_free_literal(literal);
    }
    return status;
}

/* SPARQL 1.1, 17.4.3.9 and 10: what stands before or after the first place of the second argument in the first, which
 * keeps its language or datatype; the empty string if it has none. */
static enum attest_status take_part(attest_i_query *query, const attest_i_own_node *own, uint32_t *id)
{
    rasqal_literal *literals[2] = {NULL, NULL};
    attest_term whole;
    attest_term mark;
    enum attest_status status = attest_i_query_argument(query, own->node->arg1, &literals[0], &whole);
    if (status == ATTEST_OK) {
        status = attest_i_query_argument(query, own->node->arg2, &literals[1], &mark);
    }
    if (status == ATTEST_OK && (whole.kind != ATTEST_TERM_LITERAL || mark.kind != ATTEST_TERM_LITERAL)) {
        status = ATTEST_NONE;
    }
    if (status == ATTEST_OK) {
        const char *found = memmem(whole.value.data, whole.value.size, mark.value.data, mark.value.size);
        attest_term part = {.kind = ATTEST_TERM_LITERAL, .value = ATTEST_VIEW("")};
        if (found) {
            size_t before = (size_t)(found - whole.value.data);
            part = whole;
            part.value.size = before;
            if (own->op == RASQAL_EXPR_STRAFTER) {
                part.value.data = found + mark.value.size;
                part.value.size = whole.value.size - before - mark.value.size;
            }
        }
        status = attest_i_query_id_of_term(query, &part, id);
    }
    for (size_t i = 0; i < 2; i++) {
        if (literals[i]) {
            rasqal_free_literal(literals[i]);
        }
    }
    return status;
}

static enum attest_status take_value(attest_i_query *query, const attest_i_own_node *own, uint32_t *id)
{
    switch (own->op) {
    case RASQAL_EXPR_CONCAT: return concatenate(query, own->node->args, id);
    case RASQAL_EXPR_STRBEFORE:
    case RASQAL_EXPR_STRAFTER: return take_part(query, own, id);
    case RASQAL_EXPR_YEAR:
    case RASQAL_EXPR_MONTH:
    case RASQAL_EXPR_DAY: return take_date_part(query, own, id);
    default: return attest_i_query_term_function(query, own, id);
    }
}

enum attest_status attest_i_query_substitute_own(attest_i_query *query, const attest_i_expression *expression)
{
    for (size_t i = 0; i < expression->own_count; i++) {
        const attest_i_own_node *own = &expression->own[i];
        uint32_t id = ATTEST_I_TERM_NONE;
        enum attest_status status = take_value(query, own, &id);
        rasqal_literal *literal = NULL;
        if (status == ATTEST_OK) {
            status = attest_i_query_literal(query, id, &literal);
        }
        if (status != ATTEST_OK && status != ATTEST_NONE) {
            return status;
        }
        own->node->op = RASQAL_EXPR_LITERAL;
        own->node->literal = literal ? literal : query->unbound;
    }
    return ATTEST_OK;
}

void attest_i_query_restore_own(const attest_i_expression *expression)
{
    for (size_t i = 0; i < expression->own_count; i++) {
        expression->own[i].node->op = expression->own[i].op;
        expression->own[i].node->literal = expression->own[i].literal;
    }
}
