/* GROUP BY and aggregates. Solutions are put into groups as they come; then each group is one row, in which every
 * aggregate expression stands for its value. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "store/query.h"

#define XSD "http://www.w3.org/2001/XMLSchema#"

/* A set of ids, for DISTINCT aggregates. */
struct id_set {
    uint32_t *slots;
    size_t slot_count;
    size_t count;
};

/* What has been gathered of one aggregate in one group. */
struct accumulator {
    size_t count;
    long double sum; /* so that the order of the values does not show in the digits */
    int64_t integer_sum;
    int exact;            /* 1: all values so far are integers and their sum fits */
    int is_double;        /* 1: a value is xsd:double or xsd:float */
    int failed;           /* 1: a value has no number; the aggregate is unbound */
    uint32_t best;        /* MIN, MAX, SAMPLE */
    attest_i_buffer text; /* GROUP_CONCAT */
    struct id_set seen;
};

/* An aggregate in one of the expressions. While its group is handed on, the node in rasqal's tree is a literal. */
struct aggregate {
    rasqal_expression *node;
    rasqal_op op;
    rasqal_literal *literal;
    attest_i_expression argument;
    int star;
};

struct group {
    uint32_t *keys;
    struct accumulator *accumulators;
};

struct grouping {
    attest_i_query *query;
    attest_i_expression *conditions;
    uint32_t *condition_slots; /* variable that a condition binds; ATTEST_NO_INDEX: none */
    size_t condition_count;
    struct aggregate *aggregates;
    size_t aggregate_count;
    size_t aggregate_capacity;
    struct group *groups;
    size_t group_count;
    size_t group_capacity;
    uint32_t *slots; /* hash table of groups: index + 1 */
    size_t slot_count;
    enum attest_status status;
};

static int is_aggregate(rasqal_op op)
{
    switch ((int)op) {
    case RASQAL_EXPR_COUNT:
    case RASQAL_EXPR_SUM:
    case RASQAL_EXPR_AVG:
    case RASQAL_EXPR_MIN:
    case RASQAL_EXPR_MAX:
    case RASQAL_EXPR_SAMPLE:
    case RASQAL_EXPR_GROUP_CONCAT: return 1;
    default: return 0;
    }
}

static int stop_at_aggregate(void *user_data, rasqal_expression *expression)
{
    (void)user_data;
    return is_aggregate(expression->op);
}

int attest_i_query_has_aggregate(const rasqal_expression *expression)
{
    return rasqal_expression_visit((rasqal_expression *)(uintptr_t)expression, stop_at_aggregate, NULL) != 0;
}

/* Add an id; 1 if it is new, 0 if not, -1 if memory ran out. */
static int add_id(struct id_set *set, uint32_t id)
{
    if ((set->count + 1) * 2 > set->slot_count) {
        struct id_set bigger = {calloc(set->slot_count ? set->slot_count * 2 : 16, sizeof *bigger.slots),
                                set->slot_count ? set->slot_count * 2 : 16, 0};
        if (!bigger.slots) {
            return -1;
        }
        for (size_t i = 0; i < set->slot_count; i++) {
            if (set->slots[i]) {
                (void)add_id(&bigger, set->slots[i]);
            }
        }
        free(set->slots);
        *set = bigger;
    }
    size_t slot = (id * 2654435761U) & (set->slot_count - 1);
    while (set->slots[slot] != 0 && set->slots[slot] != id) {
        slot = (slot + 1) & (set->slot_count - 1);
    }
    if (set->slots[slot] == id) {
        return 0;
    }
    set->slots[slot] = id;
    set->count++;
    return 1;
}

static int collect_aggregate(void *user_data, rasqal_expression *expression)
{
    struct grouping *grouping = user_data;
    if (!is_aggregate(expression->op) || grouping->status != ATTEST_OK) {
        return 0;
    }
    grouping->status = attest_i_grow((void **)&grouping->aggregates, &grouping->aggregate_capacity,
                                     grouping->aggregate_count + 1, sizeof *grouping->aggregates);
    if (grouping->status != ATTEST_OK) {
        return 1;
    }
    rasqal_expression *argument = expression->arg1;
    if (expression->op == RASQAL_EXPR_GROUP_CONCAT && expression->args) {
        argument = raptor_sequence_get_at(expression->args, 0);
    }
    struct aggregate *aggregate = &grouping->aggregates[grouping->aggregate_count++];
    *aggregate = (struct aggregate){.node = expression, .op = expression->op, .literal = expression->literal};
    aggregate->star = !argument || argument->op == RASQAL_EXPR_VARSTAR;
    if (aggregate->star && (expression->flags & RASQAL_EXPR_FLAG_DISTINCT)) {
        grouping->status = attest_i_query_fail(grouping->query, ATTEST_ERR_UNSUPPORTED,
                                               "COUNT(DISTINCT *) is not supported; count a variable");
    } else if (!aggregate->star) {
        grouping->status = attest_i_query_expression(grouping->query, argument, &aggregate->argument);
    }
    return 0;
}

static enum attest_status collect_conditions(struct grouping *grouping)
{
    attest_i_query *query = grouping->query;
    raptor_sequence *sequence = rasqal_query_get_group_conditions_sequence(query->rasqal);
    size_t count = sequence ? (size_t)raptor_sequence_size(sequence) : 0;
    grouping->conditions = attest_i_arena_array(&query->arena, count, sizeof *grouping->conditions);
    grouping->condition_slots = attest_i_arena_array(&query->arena, count, sizeof *grouping->condition_slots);
    if (!grouping->conditions || !grouping->condition_slots) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < count; i++) {
        rasqal_expression *expression = rasqal_query_get_group_condition(query->rasqal, (int)i);
        while (expression->op == RASQAL_EXPR_GROUP_COND_ASC || expression->op == RASQAL_EXPR_GROUP_COND_DESC) {
            expression = expression->arg1;
        }
        rasqal_variable *variable = expression->literal ? rasqal_literal_as_variable(expression->literal) : NULL;
        grouping->condition_slots[i] = variable ? attest_i_query_slot(query, variable) : ATTEST_NO_INDEX;
        /* (EXPRESSION AS ?v): the variable carries the expression. */
        enum attest_status status = attest_i_query_expression(
            query, variable && variable->expression ? variable->expression : expression, &grouping->conditions[i]);
        if (status != ATTEST_OK) {
            return status;
        }
    }
    grouping->condition_count = count;
    return ATTEST_OK;
}

static size_t hash_keys(const uint32_t *keys, size_t count)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < count; i++) {
        hash = (hash ^ keys[i]) * UINT64_C(0x9e3779b97f4a7c15);
        hash ^= hash >> 29;
    }
    return (size_t)hash;
}

static enum attest_status grow_groups(struct grouping *grouping)
{
    if ((grouping->group_count + 1) * 2 <= grouping->slot_count) {
        return ATTEST_OK;
    }
    size_t size = grouping->slot_count ? grouping->slot_count * 2 : 64;
    uint32_t *slots = calloc(size, sizeof *slots);
    if (!slots) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < grouping->group_count; i++) {
        size_t slot = hash_keys(grouping->groups[i].keys, grouping->condition_count) & (size - 1);
        while (slots[slot]) {
            slot = (slot + 1) & (size - 1);
        }
        slots[slot] = (uint32_t)(i + 1);
    }
    free(grouping->slots);
    grouping->slots = slots;
    grouping->slot_count = size;
    return ATTEST_OK;
}

static enum attest_status find_group(struct grouping *grouping, const uint32_t *keys, struct group **found)
{
    enum attest_status status = grow_groups(grouping);
    if (status != ATTEST_OK) {
        return status;
    }
    size_t count = grouping->condition_count;
    size_t mask = grouping->slot_count - 1;
    size_t slot = hash_keys(keys, count) & mask;
    for (; grouping->slots[slot]; slot = (slot + 1) & mask) {
        *found = &grouping->groups[grouping->slots[slot] - 1];
        if (memcmp((*found)->keys, keys, count * sizeof *keys) == 0) {
            return ATTEST_OK;
        }
    }
    status = attest_i_grow((void **)&grouping->groups, &grouping->group_capacity, grouping->group_count + 1,
                           sizeof *grouping->groups);
    if (status != ATTEST_OK) {
        return status;
    }
    struct group group = {
        attest_i_arena_array(&grouping->query->arena, count, sizeof *keys),
        attest_i_arena_array(&grouping->query->arena, grouping->aggregate_count, sizeof(struct accumulator))};
    if (!group.keys || !group.accumulators) {
        return ATTEST_ERR_NOMEM;
    }
    memcpy(group.keys, keys, count * sizeof *keys);
    for (size_t i = 0; i < grouping->aggregate_count; i++) {
        group.accumulators[i].exact = 1;
    }
    grouping->groups[grouping->group_count++] = group;
    grouping->slots[slot] = (uint32_t)grouping->group_count;
    *found = &grouping->groups[grouping->group_count - 1];
    return ATTEST_OK;
}

static void add_number(struct accumulator *accumulator, const attest_term *term)
{
    double number;
    if (attest_i_query_number(term, &number) != ATTEST_OK) {
        accumulator->failed = 1;
        return;
    }
    accumulator->sum += number;
    int is_double = attest_view_equal(term->datatype, ATTEST_VIEW(XSD "double")) ||
                    attest_view_equal(term->datatype, ATTEST_VIEW(XSD "float"));
    int is_decimal = attest_view_equal(term->datatype, ATTEST_VIEW(XSD "decimal"));
    accumulator->is_double |= is_double;
    /* Beyond 2^53 a double no longer holds every integer. */
    if (is_double || is_decimal || number > 9007199254740992.0 || number < -9007199254740992.0 ||
        __builtin_add_overflow(accumulator->integer_sum, (int64_t)number, &accumulator->integer_sum)) {
        accumulator->exact = 0;
    }
}

static void add_text(const struct aggregate *aggregate, struct accumulator *accumulator, const attest_term *term)
{
    if (accumulator->count > 1) {
        const char *separator = aggregate->literal ? (const char *)rasqal_literal_as_string(aggregate->literal) : " ";
        attest_i_buffer_append(&accumulator->text, attest_view_of(separator));
    }
    attest_i_buffer_append(&accumulator->text, term->value);
}

/* Take one value into an aggregate. */
static enum attest_status accumulate(struct grouping *grouping, const struct aggregate *aggregate,
                                     struct accumulator *accumulator)
{
    attest_i_query *query = grouping->query;
    if (aggregate->star) {
        accumulator->count++;
        return ATTEST_OK;
    }
    uint32_t id;
    enum attest_status status = attest_i_query_evaluate(query, &aggregate->argument, &id);
    if (status == ATTEST_NONE) {
        /* An error in one value makes a sum unbound; counts, samples and extremes pass over it. */
        accumulator->failed |= aggregate->op == RASQAL_EXPR_SUM || aggregate->op == RASQAL_EXPR_AVG;
        return ATTEST_OK;
    }
    if (status != ATTEST_OK) {
        return status;
    }
    if (aggregate->node->flags & RASQAL_EXPR_FLAG_DISTINCT) {
        int added = add_id(&accumulator->seen, id);
        if (added <= 0) {
            return added < 0 ? ATTEST_ERR_NOMEM : ATTEST_OK;
        }
    }
    accumulator->count++;
    attest_term term = attest_i_query_term(query, id);
    int order = accumulator->best == ATTEST_I_TERM_NONE ? 0 : attest_i_query_compare(query, id, accumulator->best);
    if (accumulator->best == ATTEST_I_TERM_NONE || (aggregate->op == RASQAL_EXPR_MIN && order < 0) ||
        (aggregate->op == RASQAL_EXPR_MAX && order > 0)) {
        accumulator->best = id;
    }
    if (aggregate->op == RASQAL_EXPR_SUM || aggregate->op == RASQAL_EXPR_AVG) {
        add_number(accumulator, &term);
    } else if (aggregate->op == RASQAL_EXPR_GROUP_CONCAT) {
        add_text(aggregate, accumulator, &term);
    }
    return accumulator->text.status;
}

static enum attest_status add_solution(void *user_data)
{
    struct grouping *grouping = user_data;
    attest_i_query *query = grouping->query;
    uint32_t keys[ATTEST_I_QUERY_MAX_VARIABLES];
    if (grouping->condition_count > ATTEST_I_QUERY_MAX_VARIABLES) {
        return attest_i_query_fail(query, ATTEST_ERR_LIMIT, "too many GROUP BY conditions");
    }
    for (size_t i = 0; i < grouping->condition_count; i++) {
        enum attest_status status = attest_i_query_evaluate(query, &grouping->conditions[i], &keys[i]);
        if (status != ATTEST_OK && status != ATTEST_NONE) {
            return status;
        }
    }
    struct group *group;
    enum attest_status status = find_group(grouping, keys, &group);
    for (size_t i = 0; i < grouping->aggregate_count && status == ATTEST_OK; i++) {
        status = accumulate(grouping, &grouping->aggregates[i], &group->accumulators[i]);
    }
    return status;
}

/* The value of a sum or average; kind NONE if it has none. `text` is room for its digits. */
static attest_term sum_term(const struct aggregate *aggregate, const struct accumulator *accumulator, char text[64])
{
    attest_term term = {.kind = ATTEST_TERM_LITERAL, .datatype = ATTEST_VIEW(XSD "integer")};
    int average = aggregate->op == RASQAL_EXPR_AVG && accumulator->count > 0;
    if (accumulator->failed) {
        return (attest_term){.kind = ATTEST_TERM_NONE};
    }
    if (accumulator->exact && !average) {
        snprintf(text, 64, "%lld", (long long)accumulator->integer_sum);
    } else {
        long double value = average ? accumulator->sum / (long double)accumulator->count : accumulator->sum;
        snprintf(text, 64, "%.15Lg", value);
        term.datatype = accumulator->is_double ? ATTEST_VIEW(XSD "double") : ATTEST_VIEW(XSD "decimal");
    }
    term.value = attest_view_of(text);
    return term;
}

static enum attest_status aggregate_value(attest_i_query *query, const struct aggregate *aggregate,
                                          const struct accumulator *accumulator, uint32_t *id)
{
    char text[64];
    attest_term term = {.kind = ATTEST_TERM_LITERAL};
    switch ((int)aggregate->op) {
    case RASQAL_EXPR_COUNT:
        snprintf(text, sizeof text, "%zu", accumulator->count);
        term.value = attest_view_of(text);
        term.datatype = ATTEST_VIEW(XSD "integer");
        break;
    case RASQAL_EXPR_SUM:
    case RASQAL_EXPR_AVG: term = sum_term(aggregate, accumulator, text); break;
    case RASQAL_EXPR_GROUP_CONCAT: term.value = attest_i_buffer_view(&accumulator->text); break;
    default: *id = accumulator->best; return ATTEST_OK;
    }
    return attest_i_query_id_of_term(query, &term, id);
}

/* Put the group's values in place of the aggregates. */
static enum attest_status substitute(struct grouping *grouping, const struct group *group)
{
    for (size_t i = 0; i < grouping->aggregate_count; i++) {
        struct aggregate *aggregate = &grouping->aggregates[i];
        uint32_t id;
        rasqal_literal *literal = NULL;
        enum attest_status status = aggregate_value(grouping->query, aggregate, &group->accumulators[i], &id);
        if (status == ATTEST_OK) {
            status = attest_i_query_literal(grouping->query, id, &literal);
        }
        if (status != ATTEST_OK) {
            return status;
        }
        aggregate->node->op = RASQAL_EXPR_LITERAL;
        aggregate->node->literal = literal ? literal : grouping->query->unbound;
    }
    return ATTEST_OK;
}

static void restore(struct grouping *grouping)
{
    for (size_t i = 0; i < grouping->aggregate_count; i++) {
        grouping->aggregates[i].node->op = grouping->aggregates[i].op;
        grouping->aggregates[i].node->literal = grouping->aggregates[i].literal;
    }
}

static enum attest_status hand_on(struct grouping *grouping, attest_i_solution_handler *handler, void *user_data)
{
    attest_i_query *query = grouping->query;
    enum attest_status status = ATTEST_OK;
    for (size_t i = 0; i < grouping->group_count && status == ATTEST_OK; i++) {
        memset(query->row, 0, query->variable_count * sizeof *query->row);
        for (size_t k = 0; k < grouping->condition_count; k++) {
            if (grouping->condition_slots[k] != ATTEST_NO_INDEX) {
                query->row[grouping->condition_slots[k]] = grouping->groups[i].keys[k];
            }
        }
        status = substitute(grouping, &grouping->groups[i]);
        if (status == ATTEST_OK) {
            status = handler(user_data);
        }
        restore(grouping);
    }
    return status == ATTEST_END ? ATTEST_OK : status;
}

static void clear(struct grouping *grouping)
{
    for (size_t i = 0; i < grouping->group_count; i++) {
        for (size_t k = 0; k < grouping->aggregate_count; k++) {
            attest_i_buffer_clear(&grouping->groups[i].accumulators[k].text);
            free(grouping->groups[i].accumulators[k].seen.slots);
        }
    }
    free(grouping->groups);
    free(grouping->slots);
    free(grouping->aggregates);
}

enum attest_status attest_i_query_run_groups(attest_i_query *query, rasqal_expression *const *expressions,
                                             size_t expression_count, attest_i_solution_handler *handler,
                                             void *user_data)
{
    struct grouping grouping = {.query = query};
    grouping.status = collect_conditions(&grouping);
    for (size_t i = 0; i < expression_count && grouping.status == ATTEST_OK; i++) {
        rasqal_expression_visit(expressions[i], collect_aggregate, &grouping);
    }
    if (grouping.status == ATTEST_OK) {
        grouping.status = attest_i_query_run(query, add_solution, &grouping);
    }
    /* Without GROUP BY everything is one group, even nothing. */
    if (grouping.status == ATTEST_OK && grouping.condition_count == 0 && grouping.group_count == 0) {
        struct group *group;
        const uint32_t no_keys[1] = {ATTEST_I_TERM_NONE};
        grouping.status = find_group(&grouping, no_keys, &group);
    }
    if (grouping.status == ATTEST_OK) {
        grouping.status = hand_on(&grouping, handler, user_data);
    }
    clear(&grouping);
    return grouping.status;
}
