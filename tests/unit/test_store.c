/* Stores on disk: small values, packed blocks and trees, loads and replacement, look-ups held against a dataset in memory, and
 * the storage as any program that knows librdf would use it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <librdf.h>
#include <stdio.h>

#include "../support/folder.h"
#include "attest/store.h"
#include "store/dataset.h"
#include "store/quad_store.h"

#define XSD "http://www.w3.org/2001/XMLSchema#"

static test_folder folder;
static attest_error error;

static void make_folder(void)
{
    folder = test_folder_make();
}

static void remove_folder(void)
{
    test_folder_remove(&folder);
}

TestSuite(store, .init = make_folder, .fini = remove_folder);

static attest_term typed(const char *value, const char *type)
{
    return (attest_term){ATTEST_TERM_LITERAL, attest_view_of(value), attest_view_of(type), {NULL, 0}};
}

static attest_term iri(const char *value)
{
    return (attest_term){.kind = ATTEST_TERM_IRI, .value = attest_view_of(value)};
}

/* --- small values --------------------------------------------------------------------------------------------------- */

static void expect_inline(const char *value, const char *type, int is_inline)
{
    attest_term term = typed(value, type);
    attest_term back;
    uint32_t id = 0;
    char text[ATTEST_I_INLINE_TEXT];
    cr_expect_eq(attest_i_inline_id(&term, &id), is_inline ? ATTEST_OK : ATTEST_NONE, "%s", value);
    if (is_inline) {
        cr_assert_eq(attest_i_inline_term(id, text, &back), ATTEST_OK);
        cr_expect_eq(attest_term_compare(&term, &back), 0, "%s came back as %.*s", value, (int)back.value.size,
                     back.value.data);
    }
}

Test(store, small_values)
{
    static const char *const INTEGERS[] = {"0", "7", "-1", "268435455", "-268435455"};
    for (size_t i = 0; i < sizeof INTEGERS / sizeof *INTEGERS; i++) {
        expect_inline(INTEGERS[i], XSD "integer", 1);
    }
    static const char *const OTHERS[] = {"",   "07", "+7", "-0", "268435456",   "-268435456", "4294967296",
                                         "1e", " 1", "--", "-",  "99999999999", "1.0"};
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
        expect_inline(OTHERS[i], XSD "integer", 0);
    }
    expect_inline("0.85", XSD "decimal", 1);
    expect_inline("1.0", XSD "decimal", 1);
    expect_inline("0.0000001", XSD "decimal", 1);
    expect_inline(".5", XSD "decimal", 0);
    expect_inline("-0.5", XSD "decimal", 0);
    expect_inline("1.", XSD "decimal", 0);
    expect_inline("2024-12-16", XSD "date", 1);
    expect_inline("9999-15-31", XSD "date", 1);
    expect_inline("2024-12-32", XSD "date", 0);
    expect_inline("2024/12/16", XSD "date", 0);
    expect_inline("2024-12-16Z", XSD "date", 0);
    expect_inline("true", XSD "boolean", 1);
    expect_inline("false", XSD "boolean", 1);
    expect_inline("1", XSD "boolean", 0);
    expect_inline("2024", XSD "gYear", 1);
    expect_inline("12024", XSD "gYear", 0);
    expect_inline("12", XSD "nonNegativeInteger", 1);
    expect_inline("12", XSD "double", 0);
}

/* --- trees ---------------------------------------------------------------------------------------------------------- */

static uint32_t seed;

static uint32_t next_random(void)
{
    seed = seed * 1664525U + 1013904223U;
    return seed >> 8;
}

Test(store, blocks)
{
    attest_i_packer packer = {.width = 4, .limit = ATTEST_I_PACKED_SIZE};
    attest_i_ids rows[ATTEST_I_PACKED_ROWS];
    attest_i_ids back[ATTEST_I_PACKED_ROWS];
    unsigned char key[ATTEST_I_PACKED_KEY];
    size_t count = 0;
    size_t got;
    seed = 1;
    attest_i_packer_reset(&packer);
    for (attest_i_ids row = {{0, UINT32_MAX, 0, 5}};; count++) {
        rows[count] = row;
        if (attest_i_packer_add(&packer, &row) != ATTEST_OK) {
            break;
        }
        row.at[next_random() % 4] += next_random();
        if (attest_i_rows_compare(&rows[count], &row, 4) >= 0) {
            row = rows[count];
            row.at[0]++;
            row.at[1] = next_random();
        }
    }
    cr_assert_gt(count, 50);
    attest_i_packer_seal(&packer);
    attest_i_packed_put_key(&packer.first, 4, key);
    cr_assert_eq(attest_i_packed_decode(key, 16, packer.data, packer.size, 4, back, &got), ATTEST_OK);
    cr_assert_eq(got, count);
    cr_expect_arr_eq(back, rows, count * sizeof *rows);
    for (size_t i = 0; i < packer.size; i++) {
        packer.data[i] ^= 0x10;
        cr_expect_eq(attest_i_packed_decode(key, 16, packer.data, packer.size, 4, back, &got), ATTEST_ERR_DATA,
                     "byte %zu", i);
        packer.data[i] ^= 0x10;
    }
}

/* --- loads ---------------------------------------------------------------------------------------------------------- */

static attest_store *open_store(const char *name, enum attest_store_mode mode)
{
    attest_store *store;
    cr_assert_eq(attest_store_open(&store, test_folder_path(&folder, name), mode, &error), ATTEST_OK, "%s", error.text);
    return store;
}

static attest_quad numbered_quad(char text[4][32], uint32_t number)
{
    snprintf(text[0], 32, "urn:s:%u", number % 97);
    snprintf(text[1], 32, "urn:p:%u", number % 7);
    snprintf(text[2], 32, "%u", number % 41);
    snprintf(text[3], 32, "urn:g:%u", number / 1000);
    attest_quad quad = {iri(text[0]), iri(text[1]), iri(text[2]), iri(text[3])};
    quad.object = number % 3 == 0   ? typed(text[2], XSD "integer")
                  : number % 3 == 1 ? typed(text[2], NULL)
                                    : typed(text[2], XSD "double");
    if (number % 11 == 0) {
        quad.graph = (attest_term){.kind = ATTEST_TERM_NONE};
    }
    return quad;
}

static attest_store_load_counts load_numbers(const char *name, uint32_t from, uint32_t to, size_t batch)
{
    attest_store *store = open_store(name, ATTEST_STORE_CREATE);
    attest_store_load *load;
    const attest_store_load_options options = {.batch = batch};
    char text[4][32];
    cr_assert_eq(attest_store_load_begin(&load, store, &options, &error), ATTEST_OK);
    for (uint32_t i = from; i < to; i++) {
        attest_quad quad = numbered_quad(text, i);
        cr_assert_eq(attest_store_load_quad(load, &quad), ATTEST_OK);
    }
    cr_assert_eq(attest_store_load_finish(load, &error), ATTEST_OK, "%s", error.text);
    attest_store_load_counts counts = attest_store_load_count(load);
    attest_store_load_free(load);
    attest_store_free(store);
    return counts;
}

static void take_fault(void *user_data, const char *text)
{
    (void)user_data;
    cr_expect(0, "%s", text);
}

static void expect_sound(const char *name)
{
    uint64_t faults;
    cr_assert_eq(attest_store_check(test_folder_path(&folder, name), take_fault, NULL, &faults, &error), ATTEST_OK);
    cr_assert_eq(faults, 0);
}

struct gathered {
    attest_i_buffer text;
    size_t count;
};

static enum attest_status gather(void *self, const attest_quad *quad)
{
    struct gathered *gathered = self;
    const attest_term *terms[4] = {&quad->subject, &quad->predicate, &quad->object, &quad->graph};
    for (size_t k = 0; k < 4; k++) {
        attest_i_buffer_append(&gathered->text, terms[k]->value);
        attest_i_buffer_append(&gathered->text, terms[k]->datatype);
        attest_i_buffer_byte(&gathered->text, k < 3 ? ' ' : '\n');
    }
    gathered->count++;
    return ATTEST_OK;
}

/* Every kind of pattern finds in the store what it finds in memory. */
Test(store, patterns)
{
    load_numbers("kg", 0, 20000, 700);
    expect_sound("kg");
    attest_dataset *stored;
    attest_dataset *memory;
    cr_assert_eq(attest_dataset_open(&stored, test_folder_path(&folder, "kg"), &error), ATTEST_OK);
    cr_assert_eq(attest_i_dataset_copy(&memory, stored, &error), ATTEST_OK);
    cr_assert_eq(attest_dataset_size(stored), attest_dataset_size(memory));
    for (uint32_t given = 0; given < 16; given++) {
        for (uint32_t number = 5; number < 20000; number += 3331) {
            char text[4][32];
            attest_quad pattern = numbered_quad(text, number);
            attest_term *terms[4] = {&pattern.subject, &pattern.predicate, &pattern.object, &pattern.graph};
            struct gathered found[2] = {{{NULL, 0, 0, ATTEST_OK}, 0}, {{NULL, 0, 0, ATTEST_OK}, 0}};
            for (size_t k = 0; k < 4; k++) {
                if (!(given & (1U << k))) {
                    *terms[k] = (attest_term){.kind = ATTEST_TERM_NONE};
                }
            }
            cr_assert_eq(attest_dataset_find(stored, &pattern, (attest_quad_sink){gather, &found[0]}), ATTEST_OK);
            cr_assert_eq(attest_dataset_find(memory, &pattern, (attest_quad_sink){gather, &found[1]}), ATTEST_OK);
            cr_expect_gt(found[0].count, 0);
            cr_expect_eq(found[0].count, found[1].count, "pattern %u", given);
            cr_expect(attest_view_equal(attest_i_buffer_view(&found[0].text), attest_i_buffer_view(&found[1].text)),
                      "pattern %u", given);
            attest_i_buffer_clear(&found[0].text);
            attest_i_buffer_clear(&found[1].text);
        }
    }
    attest_dataset_free(memory);
    attest_dataset_free(stored);
}

Test(store, replacement)
{
    attest_store_load_counts counts = load_numbers("kg", 0, 5000, 0);
    cr_expect_eq(counts.quads, 5000);
    cr_expect_eq(counts.replaced, 0);
    /* The second half of graph 4 takes the place of all of it. */
    counts = load_numbers("kg", 4500, 5000, 0);
    cr_expect_eq(counts.added, 0);
    cr_expect_eq(counts.replaced, 1);
    cr_expect_gt(counts.removed, 0);
    expect_sound("kg");
    attest_store *store = open_store("kg", ATTEST_STORE_WRITE);
    uint64_t removed;
    cr_expect_eq(attest_store_delete_graph(store, "urn:g:4", &removed, &error), ATTEST_OK);
    cr_expect_eq(attest_store_delete_graph(store, "urn:g:4", &removed, &error), ATTEST_NONE);
    cr_expect_eq(attest_store_delete_graph(store, "urn:g:unheard-of", &removed, &error), ATTEST_NONE);
    attest_store_statistics statistics;
    cr_assert_eq(attest_store_count(store, &statistics, &error), ATTEST_OK);
    cr_expect_eq(statistics.graphs, 4);
    attest_store_free(store);
    expect_sound("kg");
    cr_assert_eq(attest_store_compact(test_folder_path(&folder, "kg"), test_folder_path(&folder, "less"), &error),
                 ATTEST_OK);
    expect_sound("less");
}

/* A load that ends early leaves what was committed, and goes on from there. */
Test(store, going_on)
{
    char text[4][32];
    const attest_store_load_options options = {.batch = 500, .identity = "numbers"};
    attest_store *store = open_store("kg", ATTEST_STORE_CREATE);
    attest_store_load *load;
    cr_assert_eq(attest_store_load_begin(&load, store, &options, &error), ATTEST_OK);
    for (uint32_t i = 0; i < 3500; i++) {
        attest_quad quad = numbered_quad(text, i);
        cr_assert_eq(attest_store_load_quad(load, &quad), ATTEST_OK);
    }
    attest_store_load_free(load);
    cr_assert_eq(attest_store_load_begin(&load, store, &options, &error), ATTEST_OK);
    uint64_t resumed = attest_store_load_resumed(load);
    cr_expect_gt(resumed, 0);
    cr_expect_leq(resumed, 3500);
    for (uint32_t i = 0; i < 5000; i++) {
        attest_quad quad = numbered_quad(text, i);
        cr_assert_eq(attest_store_load_quad(load, &quad), ATTEST_OK);
    }
    cr_assert_eq(attest_store_load_finish(load, &error), ATTEST_OK);
    cr_expect_eq(attest_store_load_count(load).quads, 5000 - resumed);
    attest_store_load_free(load);
    attest_store_statistics statistics;
    cr_assert_eq(attest_store_count(store, &statistics, &error), ATTEST_OK);
    cr_expect_not(statistics.unfinished);
    attest_store_free(store);
    load_numbers("whole", 0, 5000, 0);
    store = open_store("whole", ATTEST_STORE_READ);
    attest_store_statistics whole;
    cr_assert_eq(attest_store_count(store, &whole, &error), ATTEST_OK);
    cr_expect_eq(statistics.quads, whole.quads);
    attest_store_free(store);
}

Test(store, second_writer)
{
    attest_store *first = open_store("kg", ATTEST_STORE_CREATE);
    attest_store *second;
    cr_expect_eq(attest_store_open(&second, test_folder_path(&folder, "kg"), ATTEST_STORE_WRITE, &error),
                 ATTEST_ERR_WRITE);
    cr_expect_str_eq(error.text, "another process is writing to the store");
    attest_store_free(first);
    attest_store_free(NULL);
    attest_store_load_free(NULL);
    cr_expect_eq(attest_store_open(&second, test_folder_path(&folder, "none"), ATTEST_STORE_READ, &error),
                 ATTEST_ERR_READ);
}

/* --- librdf --------------------------------------------------------------------------------------------------------- */

static librdf_node *uri_node(librdf_world *world, const char *uri)
{
    return librdf_new_node_from_uri_string(world, (const unsigned char *)uri);
}

static librdf_statement *make_statement(librdf_world *world, const char *subject, const char *value)
{
    return librdf_new_statement_from_nodes(world, uri_node(world, subject), uri_node(world, "urn:p"),
                                           librdf_new_node_from_literal(world, (const unsigned char *)value, "en", 0));
}

static size_t count_stream(librdf_stream *stream, librdf_node *context)
{
    size_t count = 0;
    cr_assert_not_null(stream);
    for (; !librdf_stream_end(stream); librdf_stream_next(stream)) {
        cr_expect_not_null(librdf_stream_get_object(stream));
        librdf_node *graph = librdf_stream_get_context2(stream);
        cr_expect(!context || (graph && librdf_node_equals(graph, context)));
        count++;
    }
    librdf_free_stream(stream);
    return count;
}

Test(store, librdf)
{
    librdf_world *world = librdf_new_world();
    librdf_world_open(world);
    cr_assert_eq(attest_store_register(world), ATTEST_OK);
    const char *path = test_folder_path(&folder, "kg");
    librdf_storage *storage = librdf_new_storage(world, "attest", path, "new='yes',contexts='yes'");
    cr_assert_not_null(storage);
    librdf_model *model = librdf_new_model(world, storage, NULL);
    cr_assert_not_null(model);
    librdf_node *graph = uri_node(world, "urn:g");
    librdf_statement *one = make_statement(world, "urn:one", "eins");
    librdf_statement *two = make_statement(world, "urn:two", "zwei");
    cr_expect_eq(librdf_model_add_statement(model, one), 0);
    cr_expect_eq(librdf_model_context_add_statement(model, graph, one), 0);
    cr_expect_eq(librdf_model_context_add_statement(model, graph, two), 0);
    cr_expect_eq(librdf_model_context_add_statement(model, graph, two), 0);
    cr_expect_eq(librdf_model_size(model), 3);
    cr_expect(librdf_model_contains_statement(model, two));
    cr_expect_eq(count_stream(librdf_model_as_stream(model), NULL), 3);
    cr_expect_eq(count_stream(librdf_model_find_statements(model, one), NULL), 2);
    cr_expect_eq(count_stream(librdf_model_context_as_stream(model, graph), graph), 2);
    librdf_iterator *graphs = librdf_model_get_contexts(model);
    cr_assert_not(librdf_iterator_end(graphs));
    cr_expect(librdf_node_equals(librdf_iterator_get_object(graphs), graph));
    librdf_iterator_next(graphs);
    cr_expect(librdf_iterator_end(graphs));
    librdf_free_iterator(graphs);
    /* A stream goes on over what was there when it began. */
    librdf_stream *stream = librdf_model_as_stream(model);
    cr_expect_eq(librdf_model_remove_statement(model, one), 0);
    cr_expect_eq(librdf_model_context_remove_statement(model, graph, two), 0);
    cr_expect_eq(count_stream(stream, NULL), 3);
    cr_expect_eq(librdf_model_size(model), 1);
    cr_expect_eq(librdf_model_context_remove_statements(model, graph), 0);
    cr_expect_eq(librdf_model_size(model), 0);
    cr_expect_eq(librdf_model_context_add_statement(model, graph, two), 0);
    librdf_free_model(model);
    librdf_free_storage(storage);
    /* Once more, for reading. */
    storage = librdf_new_storage(world, "attest", path, NULL);
    model = librdf_new_model(world, storage, NULL);
    cr_expect_eq(librdf_model_size(model), 1);
    cr_expect_neq(librdf_model_add_statement(model, one), 0);
    librdf_free_model(model);
    librdf_free_storage(storage);
    librdf_free_statement(one);
    librdf_free_statement(two);
    librdf_free_node(graph);
    librdf_free_world(world);
    expect_sound("kg");
}
