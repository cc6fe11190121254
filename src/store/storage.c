/* The storage module: librdf's patterns as look-ups in the dataset's index. Named graphs are librdf's contexts; a look-up
 * without a context sees all graphs, as with librdf's own storages. The dataset cannot be changed through it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/storage.h"

#include <rdf_storage_module.h>
#include <stdlib.h>

/* What the storage holds. Nodes are made once per term and shared. */
struct instance {
    librdf_world *world;
    attest_dataset *dataset;
    librdf_node **nodes; /* by id */
};

/* A running look-up. */
struct cursor {
    struct instance *instance;
    attest_i_quads_range range;
    size_t at;
    librdf_statement *statement; /* of the current row; NULL: not made yet */
};

static int init(librdf_storage *storage, const char *name, librdf_hash *options)
{
    struct instance *instance = calloc(1, sizeof *instance);
    int failed = 1;
    if (instance && name) {
        instance->world = librdf_storage_get_world(storage);
        librdf_storage_set_instance(storage, instance);
        attest_error error = {.status = ATTEST_OK};
        if (attest_i_dataset_load(&instance->dataset, name, &error) == ATTEST_OK) {
            instance->nodes = calloc(instance->dataset->terms.count + 1, sizeof(librdf_node *));
            failed = instance->nodes == NULL;
        }
    } else {
        free(instance);
    }
    if (options) {
        librdf_free_hash(options);
    }
    return failed;
}

static void terminate(librdf_storage *storage)
{
    struct instance *instance = librdf_storage_get_instance(storage);
    if (!instance) {
        return;
    }
    for (size_t i = 0; instance->nodes && i <= instance->dataset->terms.count; i++) {
        if (instance->nodes[i]) {
            librdf_free_node(instance->nodes[i]);
        }
    }
    free(instance->nodes);
    attest_dataset_free(instance->dataset);
    free(instance);
    librdf_storage_set_instance(storage, NULL);
}

static int open_model(librdf_storage *storage, librdf_model *model)
{
    (void)storage;
    (void)model;
    return 0;
}

static int close_model(librdf_storage *storage)
{
    (void)storage;
    return 0;
}

static int size(librdf_storage *storage)
{
    const struct instance *instance = librdf_storage_get_instance(storage);
    size_t count = attest_dataset_size(instance->dataset);
    return count > INT32_MAX ? INT32_MAX : (int)count;
}

static int refuse_change(librdf_storage *storage, librdf_statement *statement)
{
    (void)storage;
    (void)statement;
    return 1;
}

static int refuse_context_change(librdf_storage *storage, librdf_node *context, librdf_statement *statement)
{
    (void)storage;
    (void)context;
    (void)statement;
    return 1;
}

/* The id of a node; ATTEST_I_ANY for no node; NONE if the dataset does not hold it. */
static enum attest_status id_of_node(const struct instance *instance, librdf_node *node, uint32_t *id)
{
    attest_term term = {.kind = ATTEST_TERM_IRI};
    *id = ATTEST_I_ANY;
    if (!node) {
        return ATTEST_OK;
    }
    if (librdf_node_is_resource(node)) {
        term.value = attest_view_of((const char *)librdf_uri_as_string(librdf_node_get_uri(node)));
    } else if (librdf_node_is_literal(node)) {
        librdf_uri *datatype = librdf_node_get_literal_value_datatype_uri(node);
        term.kind = ATTEST_TERM_LITERAL;
        term.value.data = (const char *)librdf_node_get_literal_value_as_counted_string(node, &term.value.size);
        term.language = attest_view_of(librdf_node_get_literal_value_language(node));
        term.datatype =
            datatype ? attest_view_of((const char *)librdf_uri_as_string(datatype)) : (attest_view){NULL, 0};
    } else {
        return ATTEST_NONE;
    }
    return attest_i_dictionary_find(&instance->dataset->terms, &term, id);
}

static librdf_uri *make_uri(const struct instance *instance, attest_view iri)
{
    return librdf_new_uri2(instance->world, (const unsigned char *)iri.data, iri.size);
}

/* The node of a term, borrowed from the instance. NULL for the default graph, or if memory ran out. */
static librdf_node *node_of_id(struct instance *instance, uint32_t id)
{
    if (id == ATTEST_I_TERM_NONE || instance->nodes[id]) {
        return instance->nodes[id];
    }
    attest_term term = attest_i_dictionary_term(&instance->dataset->terms, id);
    if (term.kind == ATTEST_TERM_IRI) {
        instance->nodes[id] = librdf_new_node_from_counted_uri_string(
            instance->world, (const unsigned char *)term.value.data, term.value.size);
        return instance->nodes[id];
    }
    librdf_uri *datatype = term.datatype.size ? make_uri(instance, term.datatype) : NULL;
    instance->nodes[id] =
        librdf_new_node_from_typed_counted_literal(instance->world, (const unsigned char *)term.value.data,
                                                   term.value.size, term.language.data, term.language.size, datatype);
    if (datatype) {
        librdf_free_uri(datatype);
    }
    return instance->nodes[id];
}

static int cursor_is_end(void *context)
{
    const struct cursor *cursor = context;
    return cursor->at >= cursor->range.count;
}

static void drop_statement(struct cursor *cursor)
{
    if (cursor->statement) {
        librdf_free_statement(cursor->statement);
        cursor->statement = NULL;
    }
}

static int cursor_next(void *context)
{
    struct cursor *cursor = context;
    drop_statement(cursor);
    cursor->at++;
    return cursor_is_end(context);
}

static librdf_statement *make_statement(struct cursor *cursor)
{
    attest_i_ids ids = attest_i_quads_row(&cursor->range, cursor->at);
    librdf_node *nodes[3];
    for (size_t k = 0; k < 3; k++) {
        librdf_node *node = node_of_id(cursor->instance, ids.at[k]);
        nodes[k] = node ? librdf_new_node_from_node(node) : NULL;
    }
    /* Takes the nodes. */
    return librdf_new_statement_from_nodes(cursor->instance->world, nodes[0], nodes[1], nodes[2]);
}

static void *cursor_get(void *context, int flags)
{
    struct cursor *cursor = context;
    if (cursor_is_end(cursor)) {
        return NULL;
    }
    if (flags == LIBRDF_ITERATOR_GET_METHOD_GET_OBJECT) {
        if (!cursor->statement) {
            cursor->statement = make_statement(cursor);
        }
        return cursor->statement;
    }
    if (flags == LIBRDF_ITERATOR_GET_METHOD_GET_CONTEXT) {
        return node_of_id(cursor->instance, attest_i_quads_row(&cursor->range, cursor->at).at[ATTEST_I_GRAPH]);
    }
    return NULL;
}

static void cursor_finish(void *context)
{
    struct cursor *cursor = context;
    drop_statement(cursor);
    free(cursor);
}

/* A stream of all matches. Parts of `statement` (NULL: none) that are not set match anything. */
static librdf_stream *find(librdf_storage *storage, librdf_statement *statement, librdf_node *context)
{
    struct instance *instance = librdf_storage_get_instance(storage);
    librdf_node *nodes[4] = {statement ? librdf_statement_get_subject(statement) : NULL,
                             statement ? librdf_statement_get_predicate(statement) : NULL,
                             statement ? librdf_statement_get_object(statement) : NULL, context};
    attest_i_ids pattern;
    for (size_t k = 0; k < 4; k++) {
        if (id_of_node(instance, nodes[k], &pattern.at[k]) != ATTEST_OK) {
            return librdf_new_empty_stream(instance->world);
        }
    }
    struct cursor *cursor = calloc(1, sizeof *cursor);
    if (!cursor) {
        return NULL;
    }
    cursor->instance = instance;
    cursor->range = attest_i_quads_match(&instance->dataset->quads, pattern);
    librdf_stream *stream =
        librdf_new_stream(instance->world, cursor, cursor_is_end, cursor_next, cursor_get, cursor_finish);
    if (!stream) {
        free(cursor);
    }
    return stream;
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

/* Graph names, one after the other: jumps from graph to graph in the order that begins with the graph. */
struct graph_cursor {
    struct instance *instance;
    attest_i_quads_range all;
    size_t at;
};

static void skip_graph(struct graph_cursor *cursor)
{
    uint32_t graph = cursor->all.rows[cursor->at].at[0];
    attest_i_ids pattern = {{ATTEST_I_ANY, ATTEST_I_ANY, ATTEST_I_ANY, graph}};
    cursor->at += attest_i_quads_match(&cursor->instance->dataset->quads, pattern).count;
}

static int graphs_are_end(void *context)
{
    const struct graph_cursor *cursor = context;
    return cursor->at >= cursor->all.count;
}

static int graphs_next(void *context)
{
    skip_graph(context);
    return graphs_are_end(context);
}

static void *graphs_get(void *context, int flags)
{
    struct graph_cursor *cursor = context;
    if (graphs_are_end(cursor) || flags != LIBRDF_ITERATOR_GET_METHOD_GET_OBJECT) {
        return NULL;
    }
    return node_of_id(cursor->instance, cursor->all.rows[cursor->at].at[0]);
}

static librdf_iterator *get_contexts(librdf_storage *storage)
{
    struct instance *instance = librdf_storage_get_instance(storage);
    struct graph_cursor *cursor = calloc(1, sizeof *cursor);
    if (!cursor) {
        return NULL;
    }
    cursor->instance = instance;
    cursor->all = attest_i_quads_all(&instance->dataset->quads);
    if (cursor->all.count && cursor->all.rows[0].at[0] == ATTEST_I_TERM_NONE) {
        skip_graph(cursor);
    }
    librdf_iterator *iterator =
        librdf_new_iterator(instance->world, cursor, graphs_are_end, graphs_next, graphs_get, free);
    if (!iterator) {
        free(cursor);
    }
    return iterator;
}

static librdf_node *get_feature(librdf_storage *storage, librdf_uri *feature)
{
    const struct instance *instance = librdf_storage_get_instance(storage);
    if (strcmp((const char *)librdf_uri_as_string(feature), LIBRDF_MODEL_FEATURE_CONTEXTS) != 0) {
        return NULL;
    }
    return librdf_new_node_from_typed_literal(instance->world, (const unsigned char *)"1", NULL, NULL);
}

static void register_factory(librdf_storage_factory *factory)
{
    factory->version = LIBRDF_STORAGE_INTERFACE_VERSION;
    factory->init = init;
    factory->terminate = terminate;
    factory->open = open_model;
    factory->close = close_model;
    factory->size = size;
    factory->add_statement = refuse_change;
    factory->remove_statement = refuse_change;
    factory->contains_statement = contains_statement;
    factory->serialise = serialise;
    factory->find_statements = find_statements;
    factory->context_add_statement = refuse_context_change;
    factory->context_remove_statement = refuse_context_change;
    factory->context_serialise = context_serialise;
    factory->find_statements_in_context = find_statements_in_context;
    factory->get_contexts = get_contexts;
    factory->get_feature = get_feature;
}

enum attest_status attest_i_storage_register(librdf_world *world)
{
    return librdf_storage_register_factory(world, ATTEST_I_STORAGE_NAME, "attest datasets, read-only", register_factory)
               ? ATTEST_ERR_NOMEM
               : ATTEST_OK;
}
