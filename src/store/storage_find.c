/* The storage module's look-ups: librdf's patterns, streams of statements, contexts. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "store/storage_instance.h"

/* A running look-up. */
struct cursor {
    attest_i_instance *instance;
    attest_i_snapshot *snapshot;
    attest_i_scan scan;
    attest_i_ids row;
    int ended;
    librdf_statement *statement; /* of the current row, and ... */
    librdf_node *graph;          /* ... its context; NULL: not made yet */
};

/* --- terms ---------------------------------------------------------------------------------------------------------- */

/* The term of a node, borrowed from it; of kind NONE for no node. 0 for blank nodes, of which attest knows none. */
int attest_i_storage_term(librdf_node *node, attest_term *term)
{
    memset(term, 0, sizeof *term);
    if (!node) {
        return 1;
    }
    if (librdf_node_is_resource(node)) {
        term->kind = ATTEST_TERM_IRI;
        term->value = attest_view_of((const char *)librdf_uri_as_string(librdf_node_get_uri(node)));
        return 1;
    }
    if (!librdf_node_is_literal(node)) {
        return 0;
    }
    librdf_uri *datatype = librdf_node_get_literal_value_datatype_uri(node);
    term->kind = ATTEST_TERM_LITERAL;
    term->value.data = (const char *)librdf_node_get_literal_value_as_counted_string(node, &term->value.size);
    term->language = attest_view_of(librdf_node_get_literal_value_language(node));
    if (datatype) {
        term->datatype = attest_view_of((const char *)librdf_uri_as_string(datatype));
    }
    return 1;
}

int attest_i_storage_quad(librdf_statement *statement, librdf_node *context, attest_quad *quad)
{
    return attest_i_storage_term(statement ? librdf_statement_get_subject(statement) : NULL, &quad->subject) &&
           attest_i_storage_term(statement ? librdf_statement_get_predicate(statement) : NULL, &quad->predicate) &&
           attest_i_storage_term(statement ? librdf_statement_get_object(statement) : NULL, &quad->object) &&
           attest_i_storage_term(context, &quad->graph);
}

/* A new node; NULL for the default graph, or if memory ran out. */
static librdf_node *make_node(librdf_world *world, const attest_term *term)
{
    if (term->kind == ATTEST_TERM_NONE) {
        return NULL;
    }
    if (term->kind == ATTEST_TERM_IRI) {
        return librdf_new_node_from_counted_uri_string(world, (const unsigned char *)term->value.data,
                                                       term->value.size);
    }
    librdf_uri *datatype = term->datatype.size
                               ? librdf_new_uri2(world, (const unsigned char *)term->datatype.data, term->datatype.size)
                               : NULL;
    librdf_node *node = librdf_new_node_from_typed_counted_literal(
        world, (const unsigned char *)(term->value.size ? term->value.data : ""), term->value.size,
        term->language.size ? term->language.data : NULL, term->language.size, datatype);
    if (datatype) {
        librdf_free_uri(datatype);
    }
    return node;
}

/* --- look-ups ------------------------------------------------------------------------------------------------------- */

static void drop_nodes(struct cursor *cursor)
{
    if (cursor->statement) {
        librdf_free_statement(cursor->statement);
    }
    if (cursor->graph) {
        librdf_free_node(cursor->graph);
    }
    cursor->statement = NULL;
    cursor->graph = NULL;
}

static void advance(struct cursor *cursor)
{
    attest_error error = {.status = ATTEST_OK};
    drop_nodes(cursor);
    cursor->ended = !attest_i_scan_next(&cursor->scan, &cursor->row);
    if (cursor->ended && attest_i_dataset_status(cursor->snapshot->dataset, &error) != ATTEST_OK) {
        (void)attest_i_instance_fail(cursor->instance, &error);
    }
}

static int cursor_is_end(void *context)
{
    const struct cursor *cursor = context;
    return cursor->ended;
}

static int cursor_next(void *context)
{
    advance(context);
    return cursor_is_end(context);
}

static librdf_statement *make_statement(const struct cursor *cursor)
{
    librdf_node *nodes[3];
    for (size_t k = 0; k < 3; k++) {
        attest_term term = attest_i_dataset_term(cursor->snapshot->dataset, cursor->row.at[k]);
        nodes[k] = make_node(cursor->instance->world, &term);
    }
    /* Takes the nodes. */
    return librdf_new_statement_from_nodes(cursor->instance->world, nodes[0], nodes[1], nodes[2]);
}

static void *cursor_get(void *context, int flags)
{
    struct cursor *cursor = context;
    if (cursor->ended) {
        return NULL;
    }
    if (flags == LIBRDF_ITERATOR_GET_METHOD_GET_OBJECT) {
        if (!cursor->statement) {
            cursor->statement = make_statement(cursor);
        }
        return cursor->statement;
    }
    if (flags == LIBRDF_ITERATOR_GET_METHOD_GET_CONTEXT) {
        if (!cursor->graph) {
            attest_term term = attest_i_dataset_term(cursor->snapshot->dataset, cursor->row.at[ATTEST_I_GRAPH]);
            cursor->graph = make_node(cursor->instance->world, &term);
        }
        return cursor->graph;
    }
    return NULL;
}

static void cursor_finish(void *context)
{
    struct cursor *cursor = context;
    drop_nodes(cursor);
    attest_i_scan_close(&cursor->scan);
    attest_i_snapshot_leave(cursor->snapshot);
    free(cursor);
}

/* A stream of all matches. Parts of `statement` (NULL: none) that are not set match anything. */
static librdf_stream *find(librdf_storage *storage, librdf_statement *statement, librdf_node *context)
{
    attest_i_instance *instance = librdf_storage_get_instance(storage);
    attest_dataset *dataset = attest_i_instance_current(instance);
    attest_quad quad;
    if (!dataset) {
        return NULL;
    }
    if (!attest_i_storage_quad(statement, context, &quad)) {
        return librdf_new_empty_stream(instance->world);
    }
    const attest_term *terms[4] = {&quad.subject, &quad.predicate, &quad.object, &quad.graph};
    attest_i_ids pattern;
    for (size_t k = 0; k < 4; k++) {
        pattern.at[k] = ATTEST_I_ANY;
        if (terms[k]->kind != ATTEST_TERM_NONE &&
            attest_i_dataset_find(dataset, terms[k], &pattern.at[k]) != ATTEST_OK) {
            return librdf_new_empty_stream(instance->world);
        }
    }
    struct cursor *cursor = calloc(1, sizeof *cursor);
    if (!cursor) {
        return NULL;
    }
    cursor->instance = instance;
    cursor->snapshot = instance->now;
    cursor->snapshot->users++;
    attest_i_scan_open(&cursor->scan, dataset, pattern);
    advance(cursor);
    /* Whether librdf has finished a cursor for which it could make no stream it does not say: better lost than freed twice. */
    return librdf_new_stream(instance->world, cursor, cursor_is_end, cursor_next, cursor_get, cursor_finish);
}

static librdf_stream *find_statements(librdf_storage *storage, librdf_statement *statement)
{
    return find(storage, statement, NULL);
}

static librdf_stream *find_statements_in_context(librdf_storage *storage, librdf_statement *statement,
                                                 librdf_node *context)
{
    return find(storage, statement, context);
}

static librdf_stream *serialise(librdf_storage *storage)
{
    return find(storage, NULL, NULL);
}

static librdf_stream *context_serialise(librdf_storage *storage, librdf_node *context)
{
    return find(storage, NULL, context);
}

static int contains_statement(librdf_storage *storage, librdf_statement *statement)
{
    librdf_stream *stream = find(storage, statement, NULL);
    int contains = stream && !librdf_stream_end(stream);
    if (stream) {
        librdf_free_stream(stream);
    }
    return contains;
}

/* --- graphs --------------------------------------------------------------------------------------------------------- */

struct graph_cursor {
    attest_i_instance *instance;
    attest_i_snapshot *snapshot;
    uint32_t graph; /* 0: behind the last one */
    librdf_node *node;
};

static void next_graph(struct graph_cursor *cursor)
{
    if (cursor->node) {
        librdf_free_node(cursor->node);
        cursor->node = NULL;
    }
    (void)attest_i_dataset_next_graph(cursor->snapshot->dataset, &cursor->graph);
}

static int graphs_are_end(void *context)
{
    const struct graph_cursor *cursor = context;
    return cursor->graph == ATTEST_I_TERM_NONE;
}

static int graphs_next(void *context)
{
    next_graph(context);
    return graphs_are_end(context);
}

static void *graphs_get(void *context, int flags)
{
    struct graph_cursor *cursor = context;
    if (graphs_are_end(cursor) || flags != LIBRDF_ITERATOR_GET_METHOD_GET_OBJECT) {
        return NULL;
    }
    if (!cursor->node) {
        attest_term term = attest_i_dataset_term(cursor->snapshot->dataset, cursor->graph);
        cursor->node = make_node(cursor->instance->world, &term);
    }
    return cursor->node;
}

static void graphs_finish(void *context)
{
    struct graph_cursor *cursor = context;
    if (cursor->node) {
        librdf_free_node(cursor->node);
    }
    attest_i_snapshot_leave(cursor->snapshot);
    free(cursor);
}

static librdf_iterator *get_contexts(librdf_storage *storage)
{
    attest_i_instance *instance = librdf_storage_get_instance(storage);
    struct graph_cursor *cursor = attest_i_instance_current(instance) ? calloc(1, sizeof *cursor) : NULL;
    if (!cursor) {
        return NULL;
    }
    cursor->instance = instance;
    cursor->snapshot = instance->now;
    cursor->snapshot->users++;
    next_graph(cursor);
    return librdf_new_iterator(instance->world, cursor, graphs_are_end, graphs_next, graphs_get, graphs_finish);
}

void attest_i_storage_finders(librdf_storage_factory *factory)
{
    factory->contains_statement = contains_statement;
    factory->serialise = serialise;
    factory->find_statements = find_statements;
    factory->context_serialise = context_serialise;
    factory->find_statements_in_context = find_statements_in_context;
    factory->get_contexts = get_contexts;
}
