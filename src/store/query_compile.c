/* From the graph patterns that rasqal parsed to chains of steps. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/query.h"

/* Deepest nesting of groups. */
#define MAX_DEPTH 128

/* The graph that triple patterns are looked up in. */
struct graph_context {
    int named;              /* 0: the default graph */
    attest_i_operand graph; /* named: which */
};

/* Steps of one group, before they become a chain. */
struct step_list {
    attest_i_step **items;
    size_t count;
    size_t capacity;
};

struct compiler {
    attest_i_query *query;
    int depth;
};

static enum attest_status compile_pattern(struct compiler *compiler, rasqal_graph_pattern *pattern,
                                          const struct graph_context *context, struct step_list *list);

uint32_t attest_i_query_slot(const attest_i_query *query, const rasqal_variable *variable)
{
    for (size_t i = 0; i < query->variable_count; i++) {
        if (query->variables[i] == variable) {
            return (uint32_t)i;
        }
    }
    return ATTEST_NO_INDEX;
}

/* Variables read by an expression, each once. */
struct slot_set {
    const attest_i_query *query;
    uint32_t slots[ATTEST_I_QUERY_MAX_VARIABLES];
    size_t count;
};

static void collect_slot(struct slot_set *set, uint32_t slot)
{
    for (size_t i = 0; i < set->count; i++) {
        if (set->slots[i] == slot) {
            return;
        }
    }
    if (slot != ATTEST_NO_INDEX) {
        set->slots[set->count++] = slot;
    }
}

static int visit_expression(void *user_data, rasqal_expression *expression)
{
    struct slot_set *set = user_data;
    rasqal_variable *variable = expression->literal ? rasqal_literal_as_variable(expression->literal) : NULL;
    if (variable) {
        collect_slot(set, attest_i_query_slot(set->query, variable));
    }
    return 0;
}

enum attest_status attest_i_query_expression(attest_i_query *query, rasqal_expression *rasqal,
                                             attest_i_expression *expression)
{
    struct slot_set set = {.query = query};
    expression->rasqal = rasqal;
    rasqal_expression_visit(rasqal, visit_expression, &set);
    expression->slot_count = set.count;
    expression->slots = attest_i_arena_array(&query->arena, set.count, sizeof *expression->slots);
    if (!expression->slots) {
        return ATTEST_ERR_NOMEM;
    }
    memcpy(expression->slots, set.slots, set.count * sizeof *expression->slots);
    return attest_i_query_collect_own(query, expression);
}

static enum attest_status add_step(struct compiler *compiler, struct step_list *list, enum attest_i_step_kind kind,
                                   attest_i_step **step)
{
    attest_i_query *query = compiler->query;
    if (++query->step_count > ATTEST_I_QUERY_MAX_STEPS) {
        return attest_i_query_fail(query, ATTEST_ERR_LIMIT, "the query has more than %d patterns",
                                   ATTEST_I_QUERY_MAX_STEPS);
    }
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 8;
        attest_i_step **items = attest_i_arena_array(&query->arena, capacity, sizeof(attest_i_step *));
        if (!items) {
            return ATTEST_ERR_NOMEM;
        }
        if (list->count) {
            memcpy(items, list->items, list->count * sizeof(attest_i_step *));
        }
        list->items = items;
        list->capacity = capacity;
    }
    *step = attest_i_arena_take(&query->arena, sizeof **step);
    if (!*step) {
        return ATTEST_ERR_NOMEM;
    }
    (*step)->kind = kind;
    list->items[list->count++] = *step;
    return ATTEST_OK;
}

static enum attest_status compile_operand(attest_i_query *query, rasqal_literal *literal, attest_i_operand *operand)
{
    rasqal_variable *variable = rasqal_literal_as_variable(literal);
    *operand = (attest_i_operand){ATTEST_NO_INDEX, ATTEST_I_ANY};
    if (variable) {
        operand->slot = attest_i_query_slot(query, variable);
        return ATTEST_OK;
    }
    attest_term term;
    enum attest_status status = attest_i_query_term_of_literal(query, literal, &term);
    if (status == ATTEST_OK) {
        status = attest_i_dataset_find(query->dataset, &term, &operand->id);
    }
    if (status == ATTEST_NONE) {
        operand->id = ATTEST_I_ANY;
        status = ATTEST_OK;
    }
    return status;
}

static enum attest_status compile_triple(struct compiler *compiler, const rasqal_triple *triple,
                                         const struct graph_context *context, struct step_list *list)
{
    attest_i_step *step;
    rasqal_literal *const parts[3] = {triple->subject, triple->predicate, triple->object};
    enum attest_status status = add_step(compiler, list, ATTEST_I_STEP_SCAN, &step);
    for (size_t k = 0; k < 3 && status == ATTEST_OK; k++) {
        status = compile_operand(compiler->query, parts[k], &step->terms[k]);
    }
    if (status == ATTEST_OK) {
        step->any_graph = context->named;
        step->terms[ATTEST_I_GRAPH] = context->graph;
    }
    return status;
}

/* The marker that query_rewrite.c puts first into an OPTIONAL that stands for EXISTS: 1 EXISTS, -1 NOT EXISTS, 0 neither. */
static int read_marker(const rasqal_triple *triple)
{
    if (!triple || triple->subject->type != RASQAL_LITERAL_URI) {
        return 0;
    }
    const char *iri = (const char *)raptor_uri_as_string(triple->subject->value.uri);
    if (strcmp(iri, ATTEST_I_MARKER_EXISTS) == 0) {
        return 1;
    }
    return strcmp(iri, ATTEST_I_MARKER_NOT_EXISTS) == 0 ? -1 : 0;
}

/* The marker of a pattern: in its first triple, however deep rasqal has put that. */
static int find_marker(rasqal_graph_pattern *pattern)
{
    while (pattern) {
        switch (rasqal_graph_pattern_get_operator(pattern)) {
        case RASQAL_GRAPH_PATTERN_OPERATOR_BASIC: return read_marker(rasqal_graph_pattern_get_triple(pattern, 0));
        case RASQAL_GRAPH_PATTERN_OPERATOR_GROUP:
        case RASQAL_GRAPH_PATTERN_OPERATOR_OPTIONAL:
            pattern = rasqal_graph_pattern_get_sub_graph_pattern(pattern, 0);
            break;
        default: return 0;
        }
    }
    return 0;
}

static enum attest_status compile_basic(struct compiler *compiler, rasqal_graph_pattern *pattern,
                                        const struct graph_context *context, struct step_list *list)
{
    enum attest_status status = ATTEST_OK;
    for (int i = 0; status == ATTEST_OK; i++) {
        const rasqal_triple *triple = rasqal_graph_pattern_get_triple(pattern, i);
        if (!triple) {
            break;
        }
        if (read_marker(triple) == 0) {
            status = compile_triple(compiler, triple, context, list);
        }
    }
    return status;
}

/* Chain the steps of a list in their final order, ended by an END that belongs to `owner`. */
static enum attest_status close_chain(struct compiler *compiler, struct step_list *list, attest_i_step *owner,
                                      attest_i_step **first)
{
    attest_i_step *end;
    enum attest_status status = add_step(compiler, list, ATTEST_I_STEP_END, &end);
    if (status != ATTEST_OK) {
        return status;
    }
    end->owner = owner;
    for (size_t i = 0; i + 1 < list->count; i++) {
        list->items[i]->next = list->items[i + 1];
    }
    *first = list->items[0];
    return ATTEST_OK;
}

static enum attest_status compile_children(struct compiler *compiler, rasqal_graph_pattern *pattern,
                                           const struct graph_context *context, struct step_list *list)
{
    enum attest_status status = ATTEST_OK;
    for (int i = 0; status == ATTEST_OK; i++) {
        rasqal_graph_pattern *child = rasqal_graph_pattern_get_sub_graph_pattern(pattern, i);
        if (!child) {
            break;
        }
        status = compile_pattern(compiler, child, context, list);
    }
    return status;
}

/* A group's FILTERs hold for the whole group, so they come behind its other parts. (The planner moves them forward again as far as
 * that changes nothing.) */
static enum attest_status compile_group(struct compiler *compiler, rasqal_graph_pattern *pattern,
                                        const struct graph_context *context, struct step_list *list)
{
    enum attest_status status = ATTEST_OK;
    for (int filters = 0; filters < 2 && status == ATTEST_OK; filters++) {
        for (int i = 0; status == ATTEST_OK; i++) {
            rasqal_graph_pattern *child = rasqal_graph_pattern_get_sub_graph_pattern(pattern, i);
            if (!child) {
                break;
            }
            int late = rasqal_graph_pattern_get_operator(child) == RASQAL_GRAPH_PATTERN_OPERATOR_FILTER ||
                       (rasqal_graph_pattern_get_operator(child) == RASQAL_GRAPH_PATTERN_OPERATOR_OPTIONAL &&
                        find_marker(child) != 0);
            if (late == filters) {
                status = compile_pattern(compiler, child, context, list);
            }
        }
    }
    return status;
}

static enum attest_status compile_branch(struct compiler *compiler, rasqal_graph_pattern *pattern, int whole,
                                         const struct graph_context *context, attest_i_step *owner,
                                         attest_i_step **first)
{
    struct step_list list = {NULL, 0, 0};
    enum attest_status status = whole ? compile_pattern(compiler, pattern, context, &list)
                                      : compile_children(compiler, pattern, context, &list);
    return status == ATTEST_OK ? close_chain(compiler, &list, owner, first) : status;
}

static enum attest_status compile_union(struct compiler *compiler, rasqal_graph_pattern *pattern,
                                        const struct graph_context *context, struct step_list *list)
{
    attest_i_step *step;
    enum attest_status status = add_step(compiler, list, ATTEST_I_STEP_UNION, &step);
    if (status != ATTEST_OK) {
        return status;
    }
    raptor_sequence *children = rasqal_graph_pattern_get_sub_graph_pattern_sequence(pattern);
    size_t count = children ? (size_t)raptor_sequence_size(children) : 0;
    step->branches = attest_i_arena_array(&compiler->query->arena, count, sizeof(attest_i_step *));
    if (!step->branches) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < count && status == ATTEST_OK; i++) {
        status = compile_branch(compiler, rasqal_graph_pattern_get_sub_graph_pattern(pattern, (int)i), 1, context, step,
                                &step->branches[i]);
    }
    step->branch_count = count;
    return status;
}

/* Slots that a chain of steps may bind, branches of OPTIONAL and UNION included. */
static void collect_bound(const attest_i_step *step, struct slot_set *set)
{
    for (; step; step = step->next) {
        for (size_t k = 0; k < 4 && (step->kind == ATTEST_I_STEP_SCAN || step->kind == ATTEST_I_STEP_GRAPHS); k++) {
            if (k < 3 ? step->kind == ATTEST_I_STEP_SCAN : step->any_graph) {
                collect_slot(set, step->terms[k].slot);
            }
        }
        if (step->kind == ATTEST_I_STEP_EXTEND) {
            collect_slot(set, step->slot);
        }
        if (step->kind == ATTEST_I_STEP_OPTIONAL || step->kind == ATTEST_I_STEP_UNION) {
            for (size_t i = 0; i < step->branch_count; i++) {
                collect_bound(step->branches[i], set);
            }
        }
    }
}

static enum attest_status keep_slots(attest_i_query *query, const struct slot_set *set, uint32_t **slots, size_t *count)
{
    *count = set->count;
    *slots = attest_i_arena_array(&query->arena, set->count, sizeof **slots);
    if (!*slots) {
        return ATTEST_ERR_NOMEM;
    }
    memcpy(*slots, set->slots, set->count * sizeof **slots);
    return ATTEST_OK;
}

/* OPTIONAL, EXISTS and MINUS: a step with one branch. */
static enum attest_status compile_single(struct compiler *compiler, rasqal_graph_pattern *pattern,
                                         enum attest_i_step_kind kind, const struct graph_context *context,
                                         struct step_list *list)
{
    attest_i_step *step;
    int marker = kind == ATTEST_I_STEP_OPTIONAL ? find_marker(pattern) : 0;
    enum attest_status status = add_step(compiler, list, marker ? ATTEST_I_STEP_EXISTS : kind, &step);
    if (status != ATTEST_OK) {
        return status;
    }
    step->negated = marker < 0;
    step->branches = attest_i_arena_array(&compiler->query->arena, 1, sizeof(attest_i_step *));
    if (!step->branches) {
        return ATTEST_ERR_NOMEM;
    }
    step->branch_count = 1;
    status = compile_branch(compiler, pattern, 0, context, step, &step->branches[0]);
    if (status == ATTEST_OK && kind == ATTEST_I_STEP_MINUS) {
        struct slot_set set = {.query = compiler->query};
        collect_bound(step->branches[0], &set);
        status = keep_slots(compiler->query, &set, &step->shared, &step->shared_count);
    }
    return status;
}

static enum attest_status compile_graph(struct compiler *compiler, rasqal_graph_pattern *pattern,
                                        struct step_list *list)
{
    struct graph_context inner = {.named = 1};
    enum attest_status status =
        compile_operand(compiler->query, rasqal_graph_pattern_get_origin(pattern), &inner.graph);
    if (status != ATTEST_OK) {
        return status;
    }
    size_t before = list->count;
    status = compile_children(compiler, pattern, &inner, list);
    /* If the first step inside does not look at the graph by itself, the graph's existence is asked for. */
    if (status == ATTEST_OK && (list->count == before || list->items[before]->kind != ATTEST_I_STEP_SCAN)) {
        attest_i_step *step;
        status = add_step(compiler, list, ATTEST_I_STEP_GRAPHS, &step);
        if (status == ATTEST_OK) {
            step->any_graph = 1;
            step->terms[ATTEST_I_GRAPH] = inner.graph;
            memmove(&list->items[before + 1], &list->items[before],
                    (list->count - 1 - before) * sizeof(attest_i_step *));
            list->items[before] = step;
        }
    }
    return status;
}

static enum attest_status compile_let(struct compiler *compiler, rasqal_graph_pattern *pattern, struct step_list *list)
{
    attest_i_step *step;
    enum attest_status status = add_step(compiler, list, ATTEST_I_STEP_EXTEND, &step);
    if (status != ATTEST_OK) {
        return status;
    }
    step->slot = attest_i_query_slot(compiler->query, rasqal_graph_pattern_get_variable(pattern));
    return attest_i_query_expression(compiler->query, rasqal_graph_pattern_get_filter_expression(pattern),
                                     &step->expression);
}

static enum attest_status compile_filter(struct compiler *compiler, rasqal_graph_pattern *pattern,
                                         struct step_list *list)
{
    attest_i_step *step;
    rasqal_expression *expression = rasqal_graph_pattern_get_filter_expression(pattern);
    /* rasqal puts false in the place of a filter over variables that its group does not bind: an empty result without a word. */
    if (expression->op == RASQAL_EXPR_LITERAL && expression->literal->type == RASQAL_LITERAL_BOOLEAN &&
        !expression->literal->value.integer) {
        return attest_i_query_fail(
            compiler->query, ATTEST_ERR_UNSUPPORTED,
            "a FILTER that can never hold: it uses a variable that its own group { } does not bind; "
            "move it to the group that does");
    }
    enum attest_status status = add_step(compiler, list, ATTEST_I_STEP_FILTER, &step);
    return status == ATTEST_OK ? attest_i_query_expression(compiler->query, expression, &step->expression) : status;
}

static enum attest_status refuse(attest_i_query *query, const char *what, const char *instead)
{
    return attest_i_query_fail(query, ATTEST_ERR_UNSUPPORTED, "%s not supported%s", what, instead);
}

static enum attest_status compile_operator(struct compiler *compiler, rasqal_graph_pattern *pattern,
                                           const struct graph_context *context, struct step_list *list)
{
    switch (rasqal_graph_pattern_get_operator(pattern)) {
    case RASQAL_GRAPH_PATTERN_OPERATOR_BASIC: return compile_basic(compiler, pattern, context, list);
    case RASQAL_GRAPH_PATTERN_OPERATOR_GROUP: return compile_group(compiler, pattern, context, list);
    case RASQAL_GRAPH_PATTERN_OPERATOR_OPTIONAL:
        return compile_single(compiler, pattern, ATTEST_I_STEP_OPTIONAL, context, list);
    case RASQAL_GRAPH_PATTERN_OPERATOR_MINUS:
        return compile_single(compiler, pattern, ATTEST_I_STEP_MINUS, context, list);
    case RASQAL_GRAPH_PATTERN_OPERATOR_UNION: return compile_union(compiler, pattern, context, list);
    case RASQAL_GRAPH_PATTERN_OPERATOR_GRAPH: return compile_graph(compiler, pattern, list);
    case RASQAL_GRAPH_PATTERN_OPERATOR_LET: return compile_let(compiler, pattern, list);
    case RASQAL_GRAPH_PATTERN_OPERATOR_FILTER: return compile_filter(compiler, pattern, list);
    case RASQAL_GRAPH_PATTERN_OPERATOR_SELECT:
        return refuse(compiler->query, "a SELECT inside a group (subquery) is", "; run it as a query of its own");
    case RASQAL_GRAPH_PATTERN_OPERATOR_SERVICE:
        return refuse(compiler->query, "SERVICE is", "; attest asks no other server");
    case RASQAL_GRAPH_PATTERN_OPERATOR_VALUES: return refuse(compiler->query, "this form of VALUES is", "");
    case RASQAL_GRAPH_PATTERN_OPERATOR_UNKNOWN:
    default: return refuse(compiler->query, "a kind of graph pattern in this query is", "");
    }
}

static enum attest_status compile_pattern(struct compiler *compiler, rasqal_graph_pattern *pattern,
                                          const struct graph_context *context, struct step_list *list)
{
    if (++compiler->depth > MAX_DEPTH) {
        return attest_i_query_fail(compiler->query, ATTEST_ERR_LIMIT, "groups are nested more than %d deep", MAX_DEPTH);
    }
    enum attest_status status = compile_operator(compiler, pattern, context, list);
    compiler->depth--;
    return status;
}

enum attest_status attest_i_query_compile(attest_i_query *query)
{
    struct compiler compiler = {query, 0};
    struct step_list list = {NULL, 0, 0};
    const struct graph_context context = {0, {ATTEST_NO_INDEX, ATTEST_I_TERM_NONE}};
    rasqal_graph_pattern *pattern = rasqal_query_get_query_graph_pattern(query->rasqal);
    enum attest_status status = pattern ? compile_pattern(&compiler, pattern, &context, &list) : ATTEST_OK;
    return status == ATTEST_OK ? close_chain(&compiler, &list, NULL, &query->plan) : status;
}

enum attest_status attest_i_query_visible(attest_i_query *query, uint32_t **slots, size_t *count)
{
    struct slot_set set = {.query = query};
    collect_bound(query->plan, &set);
    struct slot_set named = {.query = query};
    for (size_t slot = 0; slot < query->variable_count; slot++) {
        for (size_t i = 0; i < set.count; i++) {
            if (set.slots[i] == slot && query->variables[slot]->type == RASQAL_VARIABLE_TYPE_NORMAL) {
                collect_slot(&named, (uint32_t)slot);
            }
        }
    }
    return keep_slots(query, &named, slots, count);
}
