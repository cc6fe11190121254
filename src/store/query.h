/* Running a SPARQL query. rasqal parses it and evaluates its expressions; the graph patterns are compiled here into steps that
 * join by index look-ups, since rasqal's own engine evaluates every OPTIONAL, GRAPH and group anew for each row.
 *
 *   query_rewrite.c  source text: FILTER [NOT] EXISTS, VALUES and property paths, which rasqal cannot parse or show, in terms that it can
 *   query_path.c     of that, property paths
 *   query_token.c    of that, tokens
 *   query.c          parse, choose what the verb asks for, write
 *   query_value.c    terms, their numbers and rasqal's literals
 *   query_function.c functions that rasqal gets wrong
 *   query_term.c     more of them, of one term
 *   query_replace.c  REPLACE
 *   query_compile.c  graph patterns -> steps
 *   query_plan.c     order of joins
 *   query_run.c      steps -> solutions
 *   query_group.c    GROUP BY and aggregates
 *   query_solve.c    solutions -> rows: projection, HAVING, ORDER BY, DISTINCT, LIMIT
 *   query_rows.c     rows -> table, CSV, TSV, JSON, XML
 *   query_graph.c    CONSTRUCT and DESCRIBE */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_STORE_QUERY_H
#define ATTEST_STORE_QUERY_H

#include <stdio.h>

#include "base/memory.h"
#include "rdf/redland.h"
#include "store/dataset.h"

/* Most steps, and most variables, that one query may have. */
#define ATTEST_I_QUERY_MAX_STEPS 4096
#define ATTEST_I_QUERY_MAX_VARIABLES 512

/* Where a scan or a step gets a value from. */
typedef struct attest_i_operand {
    uint32_t slot; /* number of a variable; ATTEST_NO_INDEX: `id` is given */
    uint32_t id;   /* ATTEST_I_ANY: a term that the dataset does not hold, so nothing matches */
} attest_i_operand;

/* A node of an expression that is evaluated by us, with what it is in rasqal's tree. */
typedef struct attest_i_own_node {
    rasqal_expression *node;
    rasqal_op op;
    rasqal_literal *literal;
} attest_i_own_node;

/* An expression with the variables that it reads. */
typedef struct attest_i_expression {
    rasqal_expression *rasqal;
    uint32_t *slots;
    size_t slot_count;
    attest_i_own_node *own; /* children before parents */
    size_t own_count;
} attest_i_expression;

enum attest_i_step_kind {
    ATTEST_I_STEP_SCAN,     /* a triple pattern: once per match */
    ATTEST_I_STEP_GRAPHS,   /* GRAPH ?g around nothing: once per named graph */
    ATTEST_I_STEP_FILTER,   /* goes on if the expression holds */
    ATTEST_I_STEP_EXTEND,   /* BIND */
    ATTEST_I_STEP_OPTIONAL, /* `branches[0]`, or, if that matches nothing, on as it is */
    ATTEST_I_STEP_UNION,    /* each of the branches */
    ATTEST_I_STEP_MINUS,    /* goes on if the branch matches nothing that shares a variable */
    ATTEST_I_STEP_EXISTS,   /* goes on if the branch matches (`negated`: if not) */
    ATTEST_I_STEP_END       /* end of a branch or of the query */
};

/* Steps form chains; the last of each chain is an END. A branch's END goes on behind its step: `next` of `owner`. */
typedef struct attest_i_step {
    enum attest_i_step_kind kind;
    struct attest_i_step *next;
    attest_i_operand terms[4];      /* SCAN: by position; GRAPHS: [ATTEST_I_GRAPH] */
    int any_graph;                  /* SCAN: 1: in any named graph; 0: in the default graph or the graph given */
    attest_i_expression expression; /* FILTER, EXTEND */
    uint32_t slot;                  /* EXTEND */
    struct attest_i_step **branches;
    size_t branch_count;
    int negated;
    uint32_t *shared; /* MINUS: the variables that its branch binds */
    size_t shared_count;
    struct attest_i_step *owner; /* END: the step whose branch ends; NULL: the whole query */
    int matched;                 /* OPTIONAL, MINUS, EXISTS: whether the branch came to its end */
} attest_i_step;

/* Called at the end of the chain with the bindings in query->row. */
typedef enum attest_status attest_i_solution_handler(void *user_data);

typedef struct attest_i_query {
    const attest_dataset *dataset;
    const char *name;     /* what messages call the query */
    attest_error *error;  /* may be NULL */
    attest_view text;     /* as the user wrote it */
    attest_i_arena arena; /* steps and all that lives as long as the query */

    rasqal_world *world;
    rasqal_query *rasqal;
    rasqal_evaluation_context *context;
    rasqal_variables_table *unbound_table;
    rasqal_literal *unbound;   /* an expression of this literal is an error in the sense of SPARQL */
    enum attest_status failed; /* first failure that a log handler or a value was told of */
    char message[ATTEST_ERROR_TEXT_MAX];
    uint32_t message_line;
    int evaluating; /* 1: while an expression is evaluated, whose errors mean "unbound" */

    rasqal_variable **variables; /* by slot */
    uint32_t *values;            /* by slot: id of the literal that the rasqal variable holds now */
    size_t variable_count;
    uint32_t *row; /* by slot: id of the binding, 0: unbound */

    attest_i_dictionary computed; /* terms that are not in the dataset; their ids follow the dataset's */
    struct attest_i_query_literal {
        uint32_t id; /* 0: free */
        rasqal_literal *literal;
    } * literals;            /* made when first needed; open addressing */
    size_t literal_capacity; /* 0 or a power of two */
    size_t literal_count;

    uint32_t *default_graphs; /* FROM; NULL: the dataset's default graph */
    size_t default_graph_count;
    uint32_t *named_graphs; /* FROM NAMED or, without a dataset clause, all; sorted */
    size_t named_graph_count;
    int has_dataset_clause;

    attest_i_step *plan;
    size_t step_count;
    attest_i_solution_handler *handler;
    void *handler_data;
} attest_i_query;

/* Fail with a message; the first one is kept. Returns `status`. */
enum attest_status attest_i_query_fail(attest_i_query *query, enum attest_status status, const char *format, ...)
    ATTEST_PRINTF(3, 4);

/* query_rewrite.c: the query in terms that rasqal can parse; line ends stay where they are. What is not supported is refused. */
enum attest_status attest_i_query_rewrite(attest_view text, attest_i_buffer *rewritten, const char *name,
                                          attest_error *error) ATTEST_MUST_USE;
/* IRIs of the marker triples that the rewriting leaves, "urn:attest:exists" and "urn:attest:not-exists". */
#define ATTEST_I_MARKER_EXISTS "urn:attest:exists"
#define ATTEST_I_MARKER_NOT_EXISTS "urn:attest:not-exists"

/* query_value.c */
enum attest_status attest_i_query_term_of_literal(attest_i_query *query, rasqal_literal *literal,
                                                  attest_term *term) ATTEST_MUST_USE;
enum attest_status attest_i_query_id_of_term(attest_i_query *query, const attest_term *term,
                                             uint32_t *id) ATTEST_MUST_USE;
attest_term attest_i_query_term(const attest_i_query *query, uint32_t id);
enum attest_status attest_i_query_literal(attest_i_query *query, uint32_t id, rasqal_literal **literal) ATTEST_MUST_USE;
enum attest_status attest_i_query_id_of_literal(attest_i_query *query, rasqal_literal *literal,
                                                uint32_t *id) ATTEST_MUST_USE;
/* Evaluate with the bindings of query->row. OK gives the id; NONE: an error in the sense of SPARQL (unbound). */
enum attest_status attest_i_query_evaluate(attest_i_query *query, const attest_i_expression *expression,
                                           uint32_t *id) ATTEST_MUST_USE;
/* The same for a condition: OK if it holds, NONE if it does not or has an error. */
enum attest_status attest_i_query_test(attest_i_query *query, const attest_i_expression *expression) ATTEST_MUST_USE;
/* Order of values for ORDER BY, MIN and MAX: unbound, IRIs, then literals by value where they have one. */
int attest_i_query_compare(const attest_i_query *query, uint32_t a, uint32_t b);
/* The number of a numeric literal; NONE. */
enum attest_status attest_i_query_number(const attest_term *term, double *number);

/* query_function.c: find the nodes to be evaluated by us; put their values in their place; take them out again. */
/* The value of an argument as a term, good until `*literal` (may be NULL) is freed. NONE for an error in the sense of SPARQL. */
enum attest_status attest_i_query_argument(attest_i_query *query, rasqal_expression *argument, rasqal_literal **literal,
                                           attest_term *term) ATTEST_MUST_USE;
/* query_replace.c: append to `out`; NONE for an error in the sense of SPARQL. */
enum attest_status attest_i_query_replace(attest_view text, attest_view pattern, attest_view replacement,
                                          attest_view flags, attest_i_buffer *out) ATTEST_MUST_USE;
/* query_term.c */
int attest_i_query_is_term_function(const rasqal_expression *node);
enum attest_status attest_i_query_term_function(attest_i_query *query, const attest_i_own_node *own,
                                                uint32_t *id) ATTEST_MUST_USE;
enum attest_status attest_i_query_collect_own(attest_i_query *query, attest_i_expression *expression) ATTEST_MUST_USE;
enum attest_status attest_i_query_substitute_own(attest_i_query *query,
                                                 const attest_i_expression *expression) ATTEST_MUST_USE;
void attest_i_query_restore_own(const attest_i_expression *expression);

/* query_compile.c */
enum attest_status attest_i_query_compile(attest_i_query *query) ATTEST_MUST_USE;
enum attest_status attest_i_query_expression(attest_i_query *query, rasqal_expression *rasqal,
                                             attest_i_expression *expression) ATTEST_MUST_USE;
uint32_t attest_i_query_slot(const attest_i_query *query, const rasqal_variable *variable);
/* Slots of the variables in scope at the end, in order of appearance. Gives an arena array. */
enum attest_status attest_i_query_visible(attest_i_query *query, uint32_t **slots, size_t *count) ATTEST_MUST_USE;

/* query_plan.c: reorder the plan: scans so that each finds few matches, filters as early as they can be decided. */
enum attest_status attest_i_query_plan(attest_i_query *query) ATTEST_MUST_USE;

/* query_run.c: all solutions, to `handler`. ATTEST_END from the handler ends the run early, which is OK. */
enum attest_status attest_i_query_run(attest_i_query *query, attest_i_solution_handler *handler,
                                      void *user_data) ATTEST_MUST_USE;

/* Rows of a result. */
typedef struct attest_i_rows {
    uint32_t *ids; /* column_count a row */
    size_t count;
    size_t capacity; /* in ids */
    size_t column_count;
    const char **names; /* by column, without "?" */
} attest_i_rows;

/* query_group.c: run the query and group its solutions; each group becomes one row of bindings for `handler`, with the
 * aggregates of `expressions` replaced by their values. */
enum attest_status attest_i_query_run_groups(attest_i_query *query, rasqal_expression *const *expressions,
                                             size_t expression_count, attest_i_solution_handler *handler,
                                             void *user_data) ATTEST_MUST_USE;
/* 1 if an aggregate occurs in the expression. */
int attest_i_query_has_aggregate(const rasqal_expression *expression);

/* query_solve.c: the rows of a SELECT, or all variables' solutions for the other verbs. */
enum attest_status attest_i_query_solve(attest_i_query *query, attest_i_rows *rows) ATTEST_MUST_USE;

/* query_rows.c, query_graph.c */
enum attest_status attest_i_query_write_rows(attest_i_query *query, const attest_i_rows *rows,
                                             enum attest_result_format format, FILE *output) ATTEST_MUST_USE;
enum attest_status attest_i_query_write_boolean(attest_i_query *query, int value, enum attest_result_format format,
                                                FILE *output) ATTEST_MUST_USE;
enum attest_status attest_i_query_write_graph(attest_i_query *query, const attest_i_rows *rows,
                                              enum attest_result_format format, FILE *output) ATTEST_MUST_USE;

#endif
