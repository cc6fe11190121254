/* From solutions to rows: projection, HAVING, DISTINCT, ORDER BY, LIMIT and OFFSET. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "store/query.h"

/* Something that is evaluated for every solution. */
struct projected {
    uint32_t slot;
    attest_i_expression expression; /* rasqal NULL: the variable itself */
};

struct order_key {
    attest_i_expression expression;
    int descending;
};

struct solver {
    attest_i_query *query;
    attest_i_rows *rows;
    struct projected *columns;
    size_t column_count;
    attest_i_expression *having;
    size_t having_count;
    struct order_key *order;
    size_t order_count;
    int distinct;
    size_t offset;
    size_t limit;    /* SIZE_MAX: none */
    uint32_t *cells; /* column_count + order_count a row, as found */
    size_t row_count;
    size_t cell_capacity;
    uint32_t *seen; /* DISTINCT: hash table of row numbers + 1 */
    size_t seen_count;
};

static size_t width(const struct solver *solver)
{
    return solver->column_count + solver->order_count;
}

static size_t hash_row(const struct solver *solver, size_t row, size_t mask)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < solver->column_count; i++) {
        hash = (hash ^ solver->cells[row * width(solver) + i]) * UINT64_C(0x9e3779b97f4a7c15);
        hash ^= hash >> 29;
    }
    return (size_t)hash & mask;
}

static size_t find_seen(const struct solver *solver, size_t row)
{
    size_t mask = solver->seen_count - 1;
    size_t slot = hash_row(solver, row, mask);
    while (solver->seen[slot] &&
           memcmp(&solver->cells[(solver->seen[slot] - 1) * width(solver)], &solver->cells[row * width(solver)],
                  solver->column_count * sizeof *solver->cells) != 0) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

/* OK if the last row of cells is new; NONE if it was there before. */
static enum attest_status check_distinct(struct solver *solver)
{
    if ((solver->row_count + 2) * 2 > solver->seen_count) {
        size_t size = solver->seen_count ? solver->seen_count * 2 : 256;
        free(solver->seen);
        solver->seen = calloc(size, sizeof *solver->seen);
        if (!solver->seen) {
            return ATTEST_ERR_NOMEM;
        }
        solver->seen_count = size;
        for (size_t row = 0; row < solver->row_count; row++) {
            solver->seen[find_seen(solver, row)] = (uint32_t)(row + 1);
        }
    }
    size_t slot = find_seen(solver, solver->row_count);
    if (solver->seen[slot]) {
        return ATTEST_NONE;
    }
    solver->seen[slot] = (uint32_t)(solver->row_count + 1);
    return ATTEST_OK;
}

/* Evaluate the columns into the row, so that later ones, HAVING and ORDER BY see them. */
static enum attest_status project(struct solver *solver)
{
    for (size_t i = 0; i < solver->column_count; i++) {
        const struct projected *column = &solver->columns[i];
        if (column->expression.rasqal) {
            uint32_t id;
            enum attest_status status = attest_i_query_evaluate(solver->query, &column->expression, &id);
            if (status != ATTEST_OK && status != ATTEST_NONE) {
                return status;
            }
            /* A group made by (EXPRESSION AS ?v) has ?v already; the expression's variables are gone by then. */
            if (status == ATTEST_OK || solver->query->row[column->slot] == ATTEST_I_TERM_NONE) {
                solver->query->row[column->slot] = id;
            }
        }
    }
    for (size_t i = 0; i < solver->having_count; i++) {
        enum attest_status status = attest_i_query_test(solver->query, &solver->having[i]);
        if (status != ATTEST_OK) {
            return status;
        }
    }
    return ATTEST_OK;
}

static enum attest_status fill_cells(struct solver *solver)
{
    if (solver->row_count >= UINT32_MAX - 2) {
        return ATTEST_ERR_LIMIT;
    }
    enum attest_status status = attest_i_grow((void **)&solver->cells, &solver->cell_capacity,
                                              (solver->row_count + 1) * width(solver) + 1, sizeof *solver->cells);
    if (status != ATTEST_OK) {
        return status;
    }
    uint32_t *cells = &solver->cells[solver->row_count * width(solver)];
    for (size_t i = 0; i < solver->column_count; i++) {
        cells[i] = solver->query->row[solver->columns[i].slot];
    }
    for (size_t i = 0; i < solver->order_count; i++) {
        status = attest_i_query_evaluate(solver->query, &solver->order[i].expression, &cells[solver->column_count + i]);
        if (status != ATTEST_OK && status != ATTEST_NONE) {
            return status;
        }
    }
    return ATTEST_OK;
}

static enum attest_status take_solution(void *user_data)
{
    struct solver *solver = user_data;
    enum attest_status status = project(solver);
    if (status == ATTEST_OK) {
        status = fill_cells(solver);
    }
    if (status == ATTEST_OK && solver->distinct) {
        status = check_distinct(solver);
    }
    if (status == ATTEST_OK) {
        solver->row_count++;
    }
    for (size_t i = 0; i < solver->column_count; i++) {
        if (solver->columns[i].expression.rasqal) {
            solver->query->row[solver->columns[i].slot] = ATTEST_I_TERM_NONE;
        }
    }
    if (status == ATTEST_NONE) {
        return ATTEST_OK;
    }
    /* Unordered rows are final as they come. */
    if (status == ATTEST_OK && solver->order_count == 0 && solver->limit != SIZE_MAX &&
        solver->row_count >= solver->offset + solver->limit) {
        return ATTEST_END;
    }
    return status;
}

static int compare_rows(const void *a, const void *b, void *user_data)
{
    const struct solver *solver = user_data;
    const size_t left = *(const size_t *)a;
    const size_t right = *(const size_t *)b;
    for (size_t i = 0; i < solver->order_count; i++) {
        size_t cell = solver->column_count + i;
        int order = attest_i_query_compare(solver->query, solver->cells[left * width(solver) + cell],
                                           solver->cells[right * width(solver) + cell]);
        if (order) {
            return solver->order[i].descending ? -order : order;
        }
    }
    return (left > right) - (left < right);
}

/* Order and slice the cells into the result. */
static enum attest_status deliver(struct solver *solver)
{
    size_t begin = solver->offset < solver->row_count ? solver->offset : solver->row_count;
    size_t count = solver->row_count - begin;
    count = count < solver->limit ? count : solver->limit;
    size_t *sorted = malloc((solver->row_count + 1) * sizeof *sorted);
    attest_i_rows *rows = solver->rows;
    enum attest_status status =
        attest_i_grow((void **)&rows->ids, &rows->capacity, count * solver->column_count + 1, sizeof *rows->ids);
    if (!sorted || status != ATTEST_OK) {
        free(sorted);
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < solver->row_count; i++) {
        sorted[i] = i;
    }
    if (solver->order_count > 0) {
        qsort_r(sorted, solver->row_count, sizeof *sorted, compare_rows, solver);
    }
    for (size_t i = 0; i < count; i++) {
        memcpy(&rows->ids[i * solver->column_count], &solver->cells[sorted[begin + i] * width(solver)],
               solver->column_count * sizeof *rows->ids);
    }
    rows->count = count;
    free(sorted);
    return ATTEST_OK;
}

/* The columns of SELECT: as projected, or, for SELECT *, the variables in scope; for the other verbs all variables. */
static enum attest_status choose_columns(struct solver *solver)
{
    attest_i_query *query = solver->query;
    int select = rasqal_query_get_verb(query->rasqal) == RASQAL_QUERY_VERB_SELECT;
    raptor_sequence *sequence = rasqal_query_get_bound_variable_sequence(query->rasqal);
    int listed = select && !rasqal_query_get_wildcard(query->rasqal) && sequence;
    uint32_t *visible = NULL;
    size_t count = listed ? (size_t)raptor_sequence_size(sequence) : query->variable_count;
    enum attest_status status = select && !listed ? attest_i_query_visible(query, &visible, &count) : ATTEST_OK;
    solver->columns = attest_i_arena_array(&query->arena, count, sizeof *solver->columns);
    solver->rows->names = attest_i_arena_array(&query->arena, count, sizeof(char *));
    if (!solver->columns || !solver->rows->names) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < count && status == ATTEST_OK; i++) {
        rasqal_variable *variable = listed ? raptor_sequence_get_at(sequence, (int)i) : NULL;
        solver->columns[i].slot = listed ? attest_i_query_slot(query, variable) : visible ? visible[i] : (uint32_t)i;
        if (listed && variable->expression) {
            status = attest_i_query_expression(query, variable->expression, &solver->columns[i].expression);
        }
        solver->rows->names[i] = (const char *)query->variables[solver->columns[i].slot]->name;
    }
    solver->column_count = count;
    solver->rows->column_count = count;
    return status;
}

static enum attest_status choose_having(struct solver *solver)
{
    raptor_sequence *sequence = rasqal_query_get_having_conditions_sequence(solver->query->rasqal);
    size_t count = sequence ? (size_t)raptor_sequence_size(sequence) : 0;
    solver->having = attest_i_arena_array(&solver->query->arena, count, sizeof *solver->having);
    enum attest_status status = solver->having ? ATTEST_OK : ATTEST_ERR_NOMEM;
    for (size_t i = 0; i < count && status == ATTEST_OK; i++) {
        status = attest_i_query_expression(solver->query, raptor_sequence_get_at(sequence, (int)i), &solver->having[i]);
    }
    solver->having_count = count;
    return status;
}

static enum attest_status choose_order(struct solver *solver)
{
    raptor_sequence *sequence = rasqal_query_get_order_conditions_sequence(solver->query->rasqal);
    size_t count = sequence ? (size_t)raptor_sequence_size(sequence) : 0;
    solver->order = attest_i_arena_array(&solver->query->arena, count, sizeof *solver->order);
    enum attest_status status = solver->order ? ATTEST_OK : ATTEST_ERR_NOMEM;
    for (size_t i = 0; i < count && status == ATTEST_OK; i++) {
        rasqal_expression *expression = raptor_sequence_get_at(sequence, (int)i);
        solver->order[i].descending = expression->op == RASQAL_EXPR_ORDER_COND_DESC;
        if (solver->order[i].descending || expression->op == RASQAL_EXPR_ORDER_COND_ASC) {
            expression = expression->arg1;
        }
        status = attest_i_query_expression(solver->query, expression, &solver->order[i].expression);
    }
    solver->order_count = count;
    return status;
}

/* A plain variable in a grouped SELECT must be one that the groups are made by. */
static enum attest_status check_grouped(struct solver *solver)
{
    for (size_t i = 0; i < solver->column_count; i++) {
        int found = solver->columns[i].expression.rasqal != NULL;
        for (int k = 0; !found; k++) {
            rasqal_expression *condition = rasqal_query_get_group_condition(solver->query->rasqal, k);
            if (!condition) {
                return attest_i_query_fail(solver->query, ATTEST_ERR_SYNTAX,
                                           "?%s is selected but neither grouped by nor inside an aggregate",
                                           solver->rows->names[i]);
            }
            while (condition->op == RASQAL_EXPR_GROUP_COND_ASC || condition->op == RASQAL_EXPR_GROUP_COND_DESC) {
                condition = condition->arg1;
            }
            rasqal_variable *variable = condition->literal ? rasqal_literal_as_variable(condition->literal) : NULL;
            found = variable && attest_i_query_slot(solver->query, variable) == solver->columns[i].slot;
        }
    }
    return ATTEST_OK;
}

/* Run with groups if the query has any; otherwise straight. */
static enum attest_status run_solver(struct solver *solver)
{
    attest_i_query *query = solver->query;
    size_t most = solver->column_count + solver->having_count + solver->order_count;
    rasqal_expression **expressions = attest_i_arena_array(&query->arena, most, sizeof(rasqal_expression *));
    if (!expressions) {
        return ATTEST_ERR_NOMEM;
    }
    size_t count = 0;
    int grouped = rasqal_query_get_group_condition(query->rasqal, 0) != NULL;
    for (size_t i = 0; i < most; i++) {
        size_t k = i;
        const attest_i_expression *expression;
        if (k < solver->column_count) {
            expression = &solver->columns[k].expression;
        } else if ((k -= solver->column_count) < solver->having_count) {
            expression = &solver->having[k];
        } else {
            expression = &solver->order[k - solver->having_count].expression;
        }
        if (expression->rasqal && attest_i_query_has_aggregate(expression->rasqal)) {
            expressions[count++] = expression->rasqal;
        }
    }
    if (!grouped && count == 0) {
        return attest_i_query_run(query, take_solution, solver);
    }
    enum attest_status status = check_grouped(solver);
    return status == ATTEST_OK ? attest_i_query_run_groups(query, expressions, count, take_solution, solver) : status;
}

enum attest_status attest_i_query_solve(attest_i_query *query, attest_i_rows *rows)
{
    int limit = rasqal_query_get_limit(query->rasqal);
    int offset = rasqal_query_get_offset(query->rasqal);
    struct solver solver = {.query = query,
                            .rows = rows,
                            .distinct = rasqal_query_get_distinct(query->rasqal) != 0,
                            .offset = offset > 0 ? (size_t)offset : 0,
                            .limit = limit >= 0 ? (size_t)limit : SIZE_MAX};
    if (rasqal_query_get_verb(query->rasqal) == RASQAL_QUERY_VERB_ASK) {
        solver.limit = 1;
    }
    enum attest_status status = choose_columns(&solver);
    if (status == ATTEST_OK) {
        status = choose_having(&solver);
    }
    if (status == ATTEST_OK) {
        status = choose_order(&solver);
    }
    if (status == ATTEST_OK && solver.limit > 0) {
        status = run_solver(&solver);
    }
    if (status == ATTEST_OK) {
        status = deliver(&solver);
    }
    free(solver.cells);
    free(solver.seen);
    return status;
}
