/* A query from its text to its result: parse with rasqal, compile, run, write. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/query.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* Longest query. rasqal counts in int. */
#define MAX_QUERY_SIZE ((size_t)16 * 1024 * 1024)

enum attest_status attest_i_query_fail(attest_i_query *query, enum attest_status status, const char *format, ...)
{
    if (query->failed == ATTEST_OK) {
        va_list arguments;
        va_start(arguments, format);
        vsnprintf(query->message, sizeof query->message, format, arguments);
        va_end(arguments);
        query->failed = status;
    }
    return status;
}

/* rasqal tells of most of its failures by a log message only. Errors while an expression is evaluated are SPARQL's type
 * errors, though, which make it unbound. */
static void take_message(void *user_data, raptor_log_message *message)
{
    attest_i_query *query = user_data;
    if (message->level < RAPTOR_LOG_LEVEL_ERROR || query->evaluating) {
        return;
    }
    if (query->failed == ATTEST_OK && message->locator && message->locator->line > 0) {
        query->message_line = (uint32_t)message->locator->line;
    }
    (void)attest_i_query_fail(query, ATTEST_ERR_SYNTAX, "%s", message->text);
}

static enum attest_status open_world(attest_i_query *query)
{
    attest_error error;
    enum attest_status status = attest_i_rasqal_load(&error);
    if (status != ATTEST_OK) {
        return attest_i_query_fail(query, status, "%s", error.text);
    }
    query->world = rasqal_new_world();
    if (!query->world) {
        return ATTEST_ERR_NOMEM;
    }
    if (rasqal_world_open(query->world)) {
        return ATTEST_ERR_NOMEM;
    }
    /* Sets raptor's as well, which is there only once the world is open. */
    rasqal_world_set_log_handler(query->world, query, take_message);
    return ATTEST_OK;
}

static void close_query(attest_i_query *query)
{
    for (size_t i = 0; i < query->literal_capacity; i++) {
        if (query->literals[i].id) {
            rasqal_free_literal(query->literals[i].literal);
        }
    }
    free(query->literals);
    if (query->unbound) {
        rasqal_free_literal(query->unbound);
    }
    if (query->unbound_table) {
        rasqal_free_variables_table(query->unbound_table);
    }
    if (query->context) {
        rasqal_free_evaluation_context(query->context);
    }
    if (query->rasqal) {
        rasqal_free_query(query->rasqal);
    }
    if (query->world) {
        rasqal_free_world(query->world);
    }
    free(query->default_graphs);
    free(query->named_graphs);
    attest_i_dictionary_clear(&query->computed);
    attest_i_arena_clear(&query->arena);
}

/* A variable that is never bound. */
static enum attest_status make_unbound(attest_i_query *query)
{
    static const unsigned char NAME[] = "unbound";
    query->unbound_table = rasqal_new_variables_table(query->world);
    rasqal_variable *variable = query->unbound_table
                                    ? rasqal_variables_table_add2(query->unbound_table, RASQAL_VARIABLE_TYPE_NORMAL,
                                                                  NAME, sizeof NAME - 1, NULL)
                                    : NULL;
    query->unbound = variable ? rasqal_new_variable_literal(query->world, variable) : NULL;
    return query->unbound ? ATTEST_OK : ATTEST_ERR_NOMEM;
}

/* Parse `text` anew in `query`, whose world is open. */
static enum attest_status prepare(attest_i_query *query, const char *text)
{
    query->rasqal = rasqal_new_query(query->world, "sparql11-query", NULL);
    raptor_uri *base = raptor_new_uri(rasqal_world_get_raptor(query->world), (const unsigned char *)"urn:attest:query");
    enum attest_status status = query->rasqal && base ? ATTEST_OK : ATTEST_ERR_NOMEM;
    if (status == ATTEST_OK && rasqal_query_prepare(query->rasqal, (const unsigned char *)text, base)) {
        status = attest_i_query_fail(query, ATTEST_ERR_SYNTAX, "the query cannot be parsed");
    }
    if (status == ATTEST_OK) {
        status = query->failed;
    }
    if (base) {
        raptor_free_uri(base);
    }
    return status;
}

/* The message and line with which the first `size` bytes of `text` fail. */
static int fails_alike(const attest_i_query *query, const char *text, size_t size)
{
    attest_i_query trial = {.dataset = query->dataset};
    char *prefix = malloc(size + 1);
    int alike = 0;
    if (prefix) {
        memcpy(prefix, text, size);
        prefix[size] = '\0';
        if (open_world(&trial) == ATTEST_OK) {
            (void)prepare(&trial, prefix);
        }
        alike = trial.message_line == query->message_line && strcmp(trial.message, query->message) == 0;
    }
    close_query(&trial);
    free(prefix);
    return alike;
}

/* rasqal knows the line of a syntax error but not the column. The parser stops at the first wrong token, so all prefixes of the query
 * that hold the token fail alike: bisection finds its end. 0 if that does not work out. */
static uint32_t find_column(const attest_i_query *query, const char *text)
{
    size_t low = 0;
    size_t high = strlen(text);
    if (query->message_line == 0 || high > 65536 || !fails_alike(query, text, high)) {
        return 0;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (fails_alike(query, text, middle)) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    uint32_t line = 1;
    uint32_t column = 1;
    for (size_t i = 0; i + 1 < low; i++) {
        unsigned char byte = (unsigned char)text[i];
        line += byte == '\n';
        column = byte == '\n' ? 1 : column + ((byte & 0xc0U) != 0x80U);
    }
    return line == query->message_line ? column : 0;
}

static enum attest_status report(attest_i_query *query, enum attest_status status, const char *text)
{
    if (status == ATTEST_ERR_NOMEM) {
        return attest_error_set(query->error, status, query->name, "out of memory");
    }
    if (query->failed == ATTEST_OK) {
        return attest_error_set(query->error, status, query->name, "%s", attest_status_text(status));
    }
    uint32_t column = query->failed == ATTEST_ERR_SYNTAX && text ? find_column(query, text) : 0;
    size_t size = strlen(query->message);
    while (size > 0 && (query->message[size - 1] == '\n' || query->message[size - 1] == '.')) {
        query->message[--size] = '\0';
    }
    return attest_error_set_at(query->error, query->failed, query->name, 0, query->message_line, column, "%s",
                               query->message);
}

static enum attest_status list_variables(attest_i_query *query)
{
    raptor_sequence *sequence = rasqal_query_get_all_variable_sequence(query->rasqal);
    raptor_sequence *anonymous = rasqal_query_get_anonymous_variable_sequence(query->rasqal);
    size_t named = sequence ? (size_t)raptor_sequence_size(sequence) : 0;
    size_t blank = anonymous ? (size_t)raptor_sequence_size(anonymous) : 0;
    query->variables = attest_i_arena_array(&query->arena, named + blank, sizeof(rasqal_variable *));
    query->values = attest_i_arena_array(&query->arena, named + blank, sizeof *query->values);
    query->row = attest_i_arena_array(&query->arena, named + blank, sizeof *query->row);
    if (!query->variables || !query->values || !query->row) {
        return ATTEST_ERR_NOMEM;
    }
    if (named + blank > ATTEST_I_QUERY_MAX_VARIABLES) {
        return attest_i_query_fail(query, ATTEST_ERR_LIMIT, "the query has more than %d variables",
                                   ATTEST_I_QUERY_MAX_VARIABLES);
    }
    for (size_t i = 0; i < named + blank; i++) {
        rasqal_variable *variable =
            raptor_sequence_get_at(i < named ? sequence : anonymous, (int)(i < named ? i : i - named));
        /* Either list may hold what is in the other. */
        if (attest_i_query_slot(query, variable) == ATTEST_NO_INDEX) {
            query->variables[query->variable_count++] = variable;
        }
    }
    return ATTEST_OK;
}

static int compare_ids(const void *a, const void *b)
{
    const uint32_t left = *(const uint32_t *)a;
    const uint32_t right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

/* All graph names of the dataset, in order. */
static enum attest_status list_graphs(attest_i_query *query)
{
    size_t capacity = 0;
    for (uint32_t graph = ATTEST_I_TERM_NONE; attest_i_dataset_next_graph(query->dataset, &graph);) {
        enum attest_status status = attest_i_grow((void **)&query->named_graphs, &capacity,
                                                  query->named_graph_count + 1, sizeof *query->named_graphs);
        if (status != ATTEST_OK) {
            return status;
        }
        query->named_graphs[query->named_graph_count++] = graph;
    }
    return ATTEST_OK;
}

/* FROM and FROM NAMED name graphs of the dataset; nothing is ever fetched. */
static enum attest_status read_dataset_clause(attest_i_query *query)
{
    raptor_sequence *sequence = rasqal_query_get_data_graph_sequence(query->rasqal);
    size_t count = sequence ? (size_t)raptor_sequence_size(sequence) : 0;
    if (count == 0) {
        return list_graphs(query);
    }
    query->has_dataset_clause = 1;
    query->default_graphs = malloc(count * sizeof *query->default_graphs);
    query->named_graphs = malloc(count * sizeof *query->named_graphs);
    if (!query->default_graphs || !query->named_graphs) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < count; i++) {
        const rasqal_data_graph *graph = raptor_sequence_get_at(sequence, (int)i);
        int named = (graph->flags & RASQAL_DATA_GRAPH_NAMED) != 0;
        raptor_uri *uri = named && graph->name_uri ? graph->name_uri : graph->uri;
        const char *iri = uri ? (const char *)raptor_uri_as_string(uri) : "";
        uint32_t id = attest_i_dataset_iri(query->dataset, iri);
        if (id == ATTEST_I_ANY) {
            return attest_i_query_fail(query, ATTEST_ERR_DATA, "the dataset has no graph <%s>", iri);
        }
        if (named) {
            query->named_graphs[query->named_graph_count++] = id;
        } else {
            query->default_graphs[query->default_graph_count++] = id;
        }
    }
    qsort(query->named_graphs, query->named_graph_count, sizeof *query->named_graphs, compare_ids);
    qsort(query->default_graphs, query->default_graph_count, sizeof *query->default_graphs, compare_ids);
    return ATTEST_OK;
}

static enum attest_status write_result(attest_i_query *query, const attest_i_rows *rows,
                                       enum attest_result_format format, FILE *output)
{
    switch (rasqal_query_get_verb(query->rasqal)) {
    case RASQAL_QUERY_VERB_SELECT: return attest_i_query_write_rows(query, rows, format, output);
    case RASQAL_QUERY_VERB_ASK: return attest_i_query_write_boolean(query, rows->count > 0, format, output);
    default: return attest_i_query_write_graph(query, rows, format, output);
    }
}

static enum attest_status check_verb(attest_i_query *query)
{
    switch (rasqal_query_get_verb(query->rasqal)) {
    case RASQAL_QUERY_VERB_SELECT:
    case RASQAL_QUERY_VERB_ASK:
    case RASQAL_QUERY_VERB_CONSTRUCT:
    case RASQAL_QUERY_VERB_DESCRIBE: return ATTEST_OK;
    default:
        return attest_i_query_fail(query, ATTEST_ERR_UNSUPPORTED,
                                   "only SELECT, ASK, CONSTRUCT and DESCRIBE are supported");
    }
}

/* A damaged store ends look-ups early; its rows are no answer. */
static enum attest_status check_dataset(attest_i_query *query)
{
    attest_error error = {.status = ATTEST_OK};
    enum attest_status status = attest_i_dataset_status(query->dataset, &error);
    return status == ATTEST_OK ? status : attest_i_query_fail(query, status, "%s", error.text);
}

static enum attest_status execute(attest_i_query *query, const char *text, enum attest_result_format format,
                                  FILE *output)
{
    attest_i_rows rows = {NULL, 0, 0, 0, NULL};
    enum attest_status status = open_world(query);
    if (status == ATTEST_OK) {
        status = prepare(query, text);
    }
    if (status == ATTEST_OK) {
        query->context = rasqal_new_evaluation_context(query->world, NULL, RASQAL_COMPARE_XQUERY);
        status = query->context ? check_verb(query) : ATTEST_ERR_NOMEM;
    }
    if (status == ATTEST_OK) {
        status = make_unbound(query);
    }
    if (status == ATTEST_OK) {
        status = list_variables(query);
    }
    if (status == ATTEST_OK) {
        status = read_dataset_clause(query);
    }
    if (status == ATTEST_OK) {
        status = attest_i_query_compile(query);
    }
    if (status == ATTEST_OK) {
        status = attest_i_query_plan(query);
    }
    if (status == ATTEST_OK) {
        status = attest_i_query_solve(query, &rows);
    }
    if (status == ATTEST_OK) {
        status = check_dataset(query);
    }
    if (status == ATTEST_OK) {
        status = write_result(query, &rows, format, output);
    }
    free(rows.ids);
    if (status == ATTEST_OK) {
        status = check_dataset(query);
    }
    errno = 0;
    if (status == ATTEST_OK && (fflush(output) != 0 || ferror(output))) {
        status = attest_i_query_fail(query, ATTEST_ERR_WRITE, "the result cannot be written%s%s", errno ? ": " : "",
                                     errno ? strerror(errno) : "");
    }
    return status;
}

enum attest_status attest_dataset_query(const attest_dataset *dataset, attest_view query, const char *name,
                                        enum attest_result_format format, FILE *output, attest_error *error)
{
    if (query.size > MAX_QUERY_SIZE || (query.size && memchr(query.data, '\0', query.size))) {
        return attest_error_set(error, ATTEST_ERR_SYNTAX, name, "the query is no text of at most %zu bytes",
                                MAX_QUERY_SIZE);
    }
    attest_i_buffer text = {NULL, 0, 0, ATTEST_OK};
    enum attest_status status = attest_i_query_rewrite(query, &text, name, error);
    if (status == ATTEST_OK) {
        attest_i_query state = {.dataset = dataset, .name = name, .error = error, .text = query};
        attest_i_dictionary_init(&state.computed);
        attest_i_buffer_append(&text, (attest_view){NULL, 0});
        status = execute(&state, text.data, format, output);
        if (status != ATTEST_OK) {
            status = report(&state, status, text.data);
        }
        close_query(&state);
    }
    attest_i_buffer_clear(&text);
    return status;
}
