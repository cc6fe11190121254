/* A dataset behind librdf's storage interface: rasqal's own engine over it gives the rows that attest_dataset_query gives. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <librdf.h>

#include "../support/folder.h"
#include "store/storage.h"

/* librdf forgets the node of every GRAPH pattern that it looks up. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libraptor2\n";
}

#define EX "http://example.org/"

static const char DATA[] = "@prefix ex: <" EX "> .\n"
                           "ex:g1 ex:from ex:s1 . ex:g2 ex:from ex:s2 .\n"
                           "ex:g1 { ex:c1 ex:about ex:bridge ; ex:says \"shut\"@en , 5 . }\n"
                           "ex:g2 { ex:c2 ex:about ex:bridge ; ex:says \"open\" . ex:c1 ex:about ex:bridge . }\n";

struct opened {
    librdf_world *world;
    librdf_storage *storage;
    librdf_model *model;
};

/* rasqal warns of variables that a query does not use again. */
static int pass_over(void *user_data, librdf_log_message *message)
{
    (void)user_data;
    (void)message;
    return 1;
}

static struct opened open_model(void)
{
    struct opened opened;
    test_folder folder = test_folder_make();
    const char *path = test_folder_write(&folder, "kg.trig", attest_view_of(DATA));
    opened.world = librdf_new_world();
    librdf_world_open(opened.world);
    librdf_world_set_logger(opened.world, NULL, pass_over);
    cr_assert_eq(attest_i_storage_register(opened.world), ATTEST_OK);
    opened.storage = librdf_new_storage(opened.world, ATTEST_I_STORAGE_NAME, path, NULL);
    test_folder_remove(&folder);
    cr_assert_not_null(opened.storage);
    opened.model = librdf_new_model(opened.world, opened.storage, NULL);
    cr_assert_not_null(opened.model);
    return opened;
}

static void close_model(struct opened *opened)
{
    librdf_free_model(opened->model);
    librdf_free_storage(opened->storage);
    librdf_free_world(opened->world);
}

static int count_rows(const struct opened *opened, const char *text)
{
    librdf_query *query = librdf_new_query(opened->world, "sparql", NULL, (const unsigned char *)text, NULL);
    cr_assert_not_null(query);
    librdf_query_results *results = librdf_model_query_execute(opened->model, query);
    cr_assert_not_null(results, "%s", text);
    int rows = 0;
    while (!librdf_query_results_finished(results)) {
        rows++;
        librdf_query_results_next(results);
    }
    librdf_free_query_results(results);
    librdf_free_query(query);
    return rows;
}

Test(storage, contexts_and_queries)
{
    struct opened opened = open_model();
    cr_expect(librdf_model_supports_contexts(opened.model));
    cr_expect_eq(librdf_model_size(opened.model), 8);
    cr_expect_eq(count_rows(&opened, "SELECT ?c WHERE { GRAPH <" EX "g1> { ?c <" EX "about> ?x } }"), 1);
    cr_expect_eq(count_rows(&opened, "SELECT ?g ?c WHERE { GRAPH ?g { ?c <" EX "about> ?x } }"), 3);
    cr_expect_eq(count_rows(&opened, "SELECT ?c WHERE { GRAPH ?g { ?c <" EX "says> \"shut\"@en } }"), 1);
    cr_expect_eq(count_rows(&opened, "SELECT ?c WHERE { GRAPH ?g { ?c <" EX "says> 5 } }"), 1);
    cr_expect_eq(count_rows(&opened, "SELECT ?g WHERE { ?g <" EX "from> ?s }"), 2);
    cr_expect_eq(count_rows(&opened, "SELECT ?s WHERE { ?s <" EX "nothing> ?o }"), 0);
    close_model(&opened);
}

Test(storage, statements)
{
    struct opened opened = open_model();
    librdf_node *subject = librdf_new_node_from_uri_string(opened.world, (const unsigned char *)EX "c1");
    librdf_node *predicate = librdf_new_node_from_uri_string(opened.world, (const unsigned char *)EX "about");
    librdf_node *object = librdf_new_node_from_uri_string(opened.world, (const unsigned char *)EX "bridge");
    librdf_statement *statement = librdf_new_statement_from_nodes(opened.world, subject, predicate, object);
    cr_expect(librdf_model_contains_statement(opened.model, statement));
    cr_expect_neq(librdf_model_add_statement(opened.model, statement), 0, "read-only");
    librdf_free_statement(statement);
    librdf_iterator *contexts = librdf_model_get_contexts(opened.model);
    int count = 0;
    for (; !librdf_iterator_end(contexts); librdf_iterator_next(contexts)) {
        count++;
    }
    librdf_free_iterator(contexts);
    cr_expect_eq(count, 2);
    close_model(&opened);
}

Test(storage, no_dataset)
{
    librdf_world *world = librdf_new_world();
    librdf_world_open(world);
    librdf_world_set_logger(world, NULL, pass_over);
    cr_assert_eq(attest_i_storage_register(world), ATTEST_OK);
    cr_expect_null(librdf_new_storage(world, ATTEST_I_STORAGE_NAME, "/nowhere/none.trig", NULL));
    librdf_free_world(world);
}
