/* The storage module: librdf's patterns as look-ups in a dataset, in memory or on disk. Named graphs are librdf's contexts; a look-up
 * without a context sees all graphs, as with librdf's own storages. Statements added to a store are gathered, and committed when
 * something is read, at librdf_storage_sync and at the end. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/storage.h"

#include <stdlib.h>

#include "rdf/redland.h"
#include "store/quad_store.h"

/* The dataset as it was at one moment, for as long as a stream reads it. */
struct snapshot {
    attest_dataset *dataset;
    unsigned users;
};

/* What the storage holds. */
struct instance {
    librdf_world *world;
    attest_store *store;     /* NULL: a dataset in memory or a store that is only read */
    attest_store_load *load; /* what was added and is not yet committed; NULL: nothing */
    struct snapshot *now;    /* NULL: to be taken anew */
};

/* A running look-up. */
struct cursor {
    struct instance *instance;
    struct snapshot *snapshot;
    attest_i_scan scan;
    attest_i_ids row;
    int ended;
    librdf_statement *statement; /* of the current row, and ... */
    librdf_node *graph;          /* ... its context; NULL: not made yet */
};

static void leave(struct snapshot *snapshot)
{
    if (snapshot && --snapshot->users == 0) {
        attest_dataset_free(snapshot->dataset);
        free(snapshot);
    }
}

/* Tell librdf's log; returns 1, which is its failure. */
static int fail(const struct instance *instance, const attest_error *error)
{
    librdf_log(instance->world, 0, LIBRDF_LOG_ERROR, LIBRDF_FROM_STORAGE, NULL, "attest: %s: %s", error->source,
               error->text);
    return 1;
}

static int take_snapshot(struct instance *instance, attest_dataset *dataset)
{
    struct snapshot *snapshot = calloc(1, sizeof *snapshot);
    if (!snapshot) {
        attest_dataset_free(dataset);
        return 1;
    }
    snapshot->dataset = dataset;
    snapshot->users = 1;
    instance->now = snapshot;
    return 0;
}

/* Commit what was added. */
static int commit(struct instance *instance)
{
    attest_error error = {.status = ATTEST_OK};
    if (!instance->load) {
        return 0;
    }
    enum attest_status status = attest_store_load_finish(instance->load, &error);
    attest_store_load_free(instance->load);
    instance->load = NULL;
    leave(instance->now);
    instance->now = NULL;
    return status == ATTEST_OK ? 0 : fail(instance, &error);
}

/* The dataset as it is now, with all that was added; NULL after a failure. */
static attest_dataset *current(struct instance *instance)
{
    attest_error error = {.status = ATTEST_OK};
    if (commit(instance) != 0) {
        return NULL;
    }
    if (!instance->now) {
        attest_dataset *dataset;
        if (attest_i_dataset_of_store(&dataset, instance->store, &error) != ATTEST_OK) {
            (void)fail(instance, &error);
            return NULL;
        }
        if (take_snapshot(instance, dataset) != 0) {
            return NULL;
        }
    }
    return instance->now->dataset;
}

static int open_instance(struct instance *instance, const char *name, int new, int writing)
{
    attest_error error = {.status = ATTEST_OK};
    if (new || writing) {
        enum attest_store_mode mode = new ? ATTEST_STORE_CREATE : ATTEST_STORE_WRITE;
        return attest_store_open(&instance->store, name, mode, &error) == ATTEST_OK ? 0 : fail(instance, &error);
    }
    attest_dataset *dataset;
    if (attest_dataset_open(&dataset, name, &error) != ATTEST_OK) {
        return fail(instance, &error);
    }
    return take_snapshot(instance, dataset);
}

static int init(librdf_storage *storage, const char *name, librdf_hash *options)
{
    struct instance *instance = calloc(1, sizeof *instance);
    int failed = 1;
    if (instance && name) {
        instance->world = librdf_storage_get_world(storage);
        librdf_storage_set_instance(storage, instance);
        int new = options &&librdf_hash_get_as_boolean(options, "new") > 0;
        int writing = options && librdf_hash_get_as_boolean(options, "write") > 0;
        failed = open_instance(instance, name, new, writing);
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
    (void)commit(instance);
    leave(instance->now);
    attest_store_free(instance->store);
    free(instance);
    librdf_storage_set_instance(storage, NULL);
}

static int open_model(librdf_storage *storage, librdf_model *model)
{
    (void)storage;
    (void)model;
    return 0;
}

static int sync_storage(librdf_storage *storage)
{
    return commit(librdf_storage_get_instance(storage));
}

static int size(librdf_storage *storage)
{
    attest_dataset *dataset = current(librdf_storage_get_instance(storage));
    size_t count = dataset ? attest_dataset_size(dataset) : 0;
    return !dataset ? -1 : count > INT32_MAX ? INT32_MAX : (int)count;
}

/* --- terms ---------------------------------------------------------------------------------------------------------- */

/* The term of a node, borrowed from it; of kind NONE for no node. 0 for blank nodes, of which attest knows none. */
static int term_of_node(librdf_node *node, attest_term *term)
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

static int quad_of_statement(librdf_statement *statement, librdf_node *context, attest_quad *quad)
{
    return term_of_node(statement ? librdf_statement_get_subject(statement) : NULL, &quad->subject) &&
           term_of_node(statement ? librdf_statement_get_predicate(statement) : NULL, &quad->predicate) &&
           term_of_node(statement ? librdf_statement_get_object(statement) : NULL, &quad->object) &&
           term_of_node(context, &quad->graph);
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

/* --- changes -------------------------------------------------------------------------------------------------------- */

static int context_add_statement(librdf_storage *storage, librdf_node *context, librdf_statement *statement)
{
    struct instance *instance = librdf_storage_get_instance(storage);
    attest_error error = {.status = ATTEST_OK};
    attest_quad quad;
    if (!instance->store || !quad_of_statement(statement, context, &quad) || quad.subject.kind != ATTEST_TERM_IRI ||
        quad.predicate.kind != ATTEST_TERM_IRI || quad.object.kind == ATTEST_TERM_NONE ||
        quad.graph.kind == ATTEST_TERM_LITERAL) {
        return 1;
    }
    if (!instance->load) {
        const attest_store_load_options options = {.add = 1};
        if (attest_store_load_begin(&instance->load, instance->store, &options, &error) != ATTEST_OK) {
            return fail(instance, &error);
        }
    }
    return attest_store_load_quad(instance->load, &quad) == ATTEST_OK ? 0 : commit(instance);
}

static int add_statement(librdf_storage *storage, librdf_statement *statement)
{
    return context_add_statement(storage, NULL, statement);
}

static int add_statements(librdf_storage *storage, librdf_stream *stream)
{
    int failed = 0;
    for (; !failed && !librdf_stream_end(stream); librdf_stream_next(stream)) {
        failed = context_add_statement(storage, librdf_stream_get_context2(stream), librdf_stream_get_object(stream));
    }
    return failed;
}

/* Without a context: from the default graph. */
static int remove_matching(librdf_storage *storage, librdf_node *context, librdf_statement *statement)
{
    struct instance *instance = librdf_storage_get_instance(storage);
    attest_error error = {.status = ATTEST_OK};
    attest_quad quad;
    uint64_t removed;
    if (!instance->store || !quad_of_statement(statement, context, &quad) || commit(instance) != 0) {
        return 1;
    }
    if (quad.graph.kind == ATTEST_TERM_NONE) {
        quad.graph = (attest_term){.kind = ATTEST_TERM_IRI, .value = ATTEST_VIEW("")};
    }
    leave(instance->now);
    instance->now = NULL;
    return attest_i_store_remove(instance->store, &quad, &removed, &error) == ATTEST_OK ? 0 : fail(instance, &error);
}

static int remove_statement(librdf_storage *storage, librdf_statement *statement)
{
    return statement ? remove_matching(storage, NULL, statement) : 1;
}

static int context_remove_statement(librdf_storage *storage, librdf_node *context, librdf_statement *statement)
{
    return statement ? remove_matching(storage, context, statement) : 1;
}

static int context_remove_statements(librdf_storage *storage, librdf_node *context)
{
    return remove_matching(storage, context, NULL);
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
        (void)fail(cursor->instance, &error);
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
    leave(cursor->snapshot);
    free(cursor);
}

/* A stream of all matches. Parts of `statement` (NULL: none) that are not set match anything. */
static librdf_stream *find(librdf_storage *storage, librdf_statement *statement, librdf_node *context)
{
    struct instance *instance = librdf_storage_get_instance(storage);
    attest_dataset *dataset = current(instance);
    attest_quad quad;
    if (!dataset) {
        return NULL;
    }
    if (!quad_of_statement(statement, context, &quad)) {
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
    struct instance *instance;
    struct snapshot *snapshot;
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
    leave(cursor->snapshot);
    free(cursor);
}

static librdf_iterator *get_contexts(librdf_storage *storage)
{
    struct instance *instance = librdf_storage_get_instance(storage);
    struct graph_cursor *cursor = current(instance) ? calloc(1, sizeof *cursor) : NULL;
    if (!cursor) {
        return NULL;
    }
    cursor->instance = instance;
    cursor->snapshot = instance->now;
    cursor->snapshot->users++;
    next_graph(cursor);
    return librdf_new_iterator(instance->world, cursor, graphs_are_end, graphs_next, graphs_get, graphs_finish);
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
    factory->close = sync_storage;
    factory->sync = sync_storage;
    factory->size = size;
    factory->add_statement = add_statement;
    factory->add_statements = add_statements;
    factory->remove_statement = remove_statement;
    factory->contains_statement = contains_statement;
    factory->serialise = serialise;
    factory->find_statements = find_statements;
    factory->context_add_statement = context_add_statement;
    factory->context_remove_statement = context_remove_statement;
    factory->context_remove_statements = context_remove_statements;
    factory->context_serialise = context_serialise;
    factory->find_statements_in_context = find_statements_in_context;
    factory->get_contexts = get_contexts;
    factory->get_feature = get_feature;
}

enum attest_status attest_i_storage_register(librdf_world *world)
{
    enum attest_status status = attest_i_librdf_load(NULL);
    if (status != ATTEST_OK) {
        return status;
    }
    return librdf_storage_register_factory(world, ATTEST_I_STORAGE_NAME, "attest datasets and stores", register_factory)
               ? ATTEST_ERR_NOMEM
               : ATTEST_OK;
}

enum attest_status attest_store_register(struct librdf_world_s *world)
{
    return attest_i_storage_register(world);
}
