/* The storage module: librdf's patterns as look-ups in a dataset, in memory or on disk. Named graphs are librdf's contexts; a look-up
 * without a context sees all graphs, as with librdf's own storages. Statements added to a store are gathered, and committed when
 * something is read, at librdf_storage_sync and at the end. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/storage.h"

#include <stdlib.h>

#include "store/quad_store.h"
#include "store/storage_instance.h"

void attest_i_snapshot_leave(attest_i_snapshot *snapshot)
{
    if (snapshot && --snapshot->users == 0) {
        attest_dataset_free(snapshot->dataset);
        free(snapshot);
    }
}

/* Tell librdf's log; returns 1, which is its failure. */
int attest_i_instance_fail(const attest_i_instance *instance, const attest_error *error)
{
    librdf_log(instance->world, 0, LIBRDF_LOG_ERROR, LIBRDF_FROM_STORAGE, NULL, "attest: %s: %s", error->source,
               error->text);
    return 1;
}

static int take_snapshot(attest_i_instance *instance, attest_dataset *dataset)
{
    attest_i_snapshot *snapshot = calloc(1, sizeof *snapshot);
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
static int commit(attest_i_instance *instance)
{
    attest_error error = {.status = ATTEST_OK};
    if (!instance->load) {
        return 0;
    }
    enum attest_status status = attest_store_load_finish(instance->load, &error);
    attest_store_load_free(instance->load);
    instance->load = NULL;
    attest_i_snapshot_leave(instance->now);
    instance->now = NULL;
    return status == ATTEST_OK ? 0 : attest_i_instance_fail(instance, &error);
}

/* The dataset as it is now, with all that was added; NULL after a failure. */
attest_dataset *attest_i_instance_current(attest_i_instance *instance)
{
    attest_error error = {.status = ATTEST_OK};
    if (commit(instance) != 0) {
        return NULL;
    }
    if (!instance->now) {
        attest_dataset *dataset;
        if (attest_i_dataset_of_store(&dataset, instance->store, &error) != ATTEST_OK) {
            (void)attest_i_instance_fail(instance, &error);
            return NULL;
        }
        if (take_snapshot(instance, dataset) != 0) {
            return NULL;
        }
    }
    return instance->now->dataset;
}

static int open_instance(attest_i_instance *instance, const char *name, int new, int writing)
{
    attest_error error = {.status = ATTEST_OK};
    if (new || writing) {
        enum attest_store_mode mode = new ? ATTEST_STORE_CREATE : ATTEST_STORE_WRITE;
        return attest_store_open(&instance->store, name, mode, &error) == ATTEST_OK
                   ? 0
                   : attest_i_instance_fail(instance, &error);
    }
    attest_dataset *dataset;
    if (attest_dataset_open(&dataset, name, &error) != ATTEST_OK) {
        return attest_i_instance_fail(instance, &error);
    }
    return take_snapshot(instance, dataset);
}

static int init(librdf_storage *storage, const char *name, librdf_hash *options)
{
    attest_i_instance *instance = calloc(1, sizeof *instance);
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
    attest_i_instance *instance = librdf_storage_get_instance(storage);
    if (!instance) {
        return;
    }
    (void)commit(instance);
    attest_i_snapshot_leave(instance->now);
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
    attest_dataset *dataset = attest_i_instance_current(librdf_storage_get_instance(storage));
    size_t count = dataset ? attest_dataset_size(dataset) : 0;
    return !dataset ? -1 : count > INT32_MAX ? INT32_MAX : (int)count;
}

/* --- changes -------------------------------------------------------------------------------------------------------- */

static int context_add_statement(librdf_storage *storage, librdf_node *context, librdf_statement *statement)
{
    attest_i_instance *instance = librdf_storage_get_instance(storage);
    attest_error error = {.status = ATTEST_OK};
    attest_quad quad;
    if (!instance->store || !attest_i_storage_quad(statement, context, &quad) || quad.subject.kind != ATTEST_TERM_IRI ||
        quad.predicate.kind != ATTEST_TERM_IRI || quad.object.kind == ATTEST_TERM_NONE ||
        quad.graph.kind == ATTEST_TERM_LITERAL) {
        return 1;
    }
    if (!instance->load) {
        const attest_store_load_options options = {.add = 1};
        if (attest_store_load_begin(&instance->load, instance->store, &options, &error) != ATTEST_OK) {
            return attest_i_instance_fail(instance, &error);
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
    attest_i_instance *instance = librdf_storage_get_instance(storage);
    attest_error error = {.status = ATTEST_OK};
    attest_quad quad;
    uint64_t removed;
    if (!instance->store || !attest_i_storage_quad(statement, context, &quad) || commit(instance) != 0) {
        return 1;
    }
    if (quad.graph.kind == ATTEST_TERM_NONE) {
        quad.graph = (attest_term){.kind = ATTEST_TERM_IRI, .value = ATTEST_VIEW("")};
    }
    attest_i_snapshot_leave(instance->now);
    instance->now = NULL;
    return attest_i_store_remove(instance->store, &quad, &removed, &error) == ATTEST_OK
               ? 0
               : attest_i_instance_fail(instance, &error);
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

static librdf_node *get_feature(librdf_storage *storage, librdf_uri *feature)
{
    const attest_i_instance *instance = librdf_storage_get_instance(storage);
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
    factory->context_add_statement = context_add_statement;
    factory->context_remove_statement = context_remove_statement;
    factory->context_remove_statements = context_remove_statements;
    factory->get_feature = get_feature;
    attest_i_storage_finders(factory);
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
