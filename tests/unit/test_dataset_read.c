/* Reading RDF back: every syntax, graph names, and what must be refused with its place. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../support/folder.h"
#include "attest/dataset.h"
#include "rdf/input.h"
#include "../support/quad_list.h"

static test_folder folder;
static attest_i_quad_list list;
static attest_error error;

static void begin(void)
{
    folder = test_folder_make();
}

static void end(void)
{
    attest_i_quad_list_clear(&list);
    test_folder_remove(&folder);
}

TestSuite(dataset_read, .init = begin, .fini = end);

static enum attest_status read_path(const char *path)
{
    attest_i_quad_list_clear(&list);
    memset(&error, 0, sizeof error);
    return attest_dataset_read(path, attest_i_quad_list_as_sink(&list), &error);
}

static enum attest_status read_text(const char *name, const char *text)
{
    return read_path(test_folder_write(&folder, name, attest_view_of(text)));
}

static void expect_quad(size_t index, const char *subject, const char *object, const char *graph)
{
    cr_assert_lt(index, list.count);
    const attest_quad *quad = &list.items[index];
    cr_expect(attest_view_equal(quad->subject.value, attest_view_of(subject)), "quad %zu", index);
    cr_expect(attest_view_equal(quad->object.value, attest_view_of(object)), "quad %zu", index);
    cr_expect(attest_view_equal(quad->graph.value, attest_view_of(graph)), "quad %zu", index);
    cr_expect_eq(quad->graph.kind, graph ? ATTEST_TERM_IRI : ATTEST_TERM_NONE, "quad %zu", index);
}

Test(dataset_read, a_turtle_file_of_a_folder_names_its_graph_by_an_iri)
{
    cr_assert_eq(read_text("a.ttl", "# attest: graph <a:g>\n<a:s> <a:p> <a:o> .\n"), ATTEST_OK);
    expect_quad(0, "a:s", "a:o", "a:g");
    cr_assert_eq(read_text("a.ttl", "# attest: graph <[a:g>\n<a:s> <a:p> <a:o> .\n"), ATTEST_ERR_SYNTAX);
    cr_expect_eq(error.line, 1);
    cr_expect_eq(list.count, 0);
}

Test(dataset_read, graph_names_are_kept)
{
    cr_assert_eq(read_text("a.nq", "<a:s> <a:p> \"x\" .\n<a:s> <a:p> <a:o> <a:g> .\n"), ATTEST_OK, "%s", error.text);
    cr_expect_eq(list.count, 2);
    expect_quad(0, "a:s", "x", NULL);
    expect_quad(1, "a:s", "a:o", "a:g");
    cr_assert_eq(read_text("a.trig", "@prefix a: <a:> . a:s a:p 'x' . { a:s a:p a:o } a:g { a:s a:p a:o , 'y' . }"),
                 ATTEST_OK);
    cr_expect_eq(list.count, 4);
    expect_quad(1, "a:s", "a:o", NULL);
    expect_quad(3, "a:s", "y", "a:g");
}

Test(dataset_read, literals_keep_language_and_datatype)
{
    cr_assert_eq(read_text("a.nq", "<a:s> <a:p> \"x\"@EN-gb .\n"
                                   "<a:s> <a:p> \"x\"^^<http://www.w3.org/2001/XMLSchema#string> .\n"
                                   "<a:s> <a:p> \"x\"^^<a:t> .\n<a:s> <a:p> \"\\u00e9\\t\\\"\" .\n"),
                 ATTEST_OK, "%s", error.text);
    cr_expect(attest_view_equal(list.items[0].object.language, ATTEST_VIEW("en-gb")), "tags are lower case");
    cr_expect_eq(list.items[1].object.datatype.size, 0, "xsd:string is no datatype");
    cr_expect(attest_view_equal(list.items[2].object.datatype, ATTEST_VIEW("a:t")));
    cr_expect(attest_view_equal(list.items[3].object.value, ATTEST_VIEW("\xC3\xA9\t\"")));
}

Test(dataset_read, syntax_by_content_where_the_name_says_nothing)
{
    static const struct {
        const char *text;
        size_t count;
    } cases[] = {
        {"", 0},
        {"# nothing\n", 0},
        {"<a:s> <a:p> <a:o> .\n<a:s> <a:p> <a:o> <a:g> .\n", 2},
        {"# a comment\n<a:s> <a:p> <a:o> <a:g> .", 1},
        {"@prefix a: <a:> .\na:g { a:s a:p a:o }", 1},
        {"<a:s> <a:p> <a:o> ;\n <a:q> <a:o> .", 2},
        {"{ <a:s> <a:p> <a:o> }", 1},
        {"\xEF\xBB\xBF@prefix a: <a:> . a:s a:p a:o .", 1},
        {" {\n\"@context\": {}, \"@graph\": [{\"@id\": \"a:s\", \"a:p\": {\"@id\": \"a:o\"}}]}", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_expect_eq(read_text("data", cases[i].text), ATTEST_OK, "case %zu: %s", i, error.text);
        cr_expect_eq(list.count, cases[i].count, "case %zu", i);
    }
}

Test(dataset_read, errors_name_file_and_line)
{
    static const struct {
        const char *name;
        const char *text;
        enum attest_status status;
        uint32_t line;
    } cases[] = {
        {"a.nq", "<a:s> <a:p> <a:o> .\n<a:s> <a:p> .\n", ATTEST_ERR_SYNTAX, 2},
        {"a.nq", "<a:s> <a:p> \"x .\n", ATTEST_ERR_SYNTAX, 1},
        {"a.nq", "<a:s> <a:p> <a:o> .\n<a:s> <a:p> \"\xFF\" .\n", ATTEST_ERR_ENCODING, 2},
        {"a.nq", "<a:s> <a:p> \"cut \xC3", ATTEST_ERR_ENCODING, 1},
        {"a.nq", "\n<a:s> <a:p> _:b .\n", ATTEST_ERR_UNSUPPORTED, 2},
        {"a.nq", "<a:s> <a:p> \"a\\u0000b\" .\n", ATTEST_ERR_SYNTAX, 1},
        {"a.nq", "<a:s> <a:p> \"\\\\u0000\" .\n<a:s> <a:p> \"\\\\\\U00000000\" .\n", ATTEST_ERR_SYNTAX, 2},
        {"a.trig", "@prefix a: <a:> .\na:s a:p a:o .\na:s b:p a:o .\n", ATTEST_ERR_SYNTAX, 3},
        {"a.trig", "@prefix a: <a:> .\na:g { a:s a:p \"x\" .\n", ATTEST_ERR_SYNTAX, 3},
        {"a.ttl", "<s> <a:p> <a:o> .\n", ATTEST_ERR_SYNTAX, 1},
        {"a.ttl", "<a:s> <a:p> <a: b> .\n", ATTEST_ERR_SYNTAX, 1},
        {"a.ttl", "<a:s> <a:p> [] .\n", ATTEST_ERR_UNSUPPORTED, 1},
        {"a.jsonld", "{\"@graph\":[\n{\"@id\":\"a:s\",\"a:p\":}]}", ATTEST_ERR_SYNTAX, 2},
        {"a.jsonld", "{\"@graph\":[\n{\"a:p\":1}]}", ATTEST_ERR_UNSUPPORTED, 2},
        {"a.jsonld", "{\"@graph\":[\n{\"@id\":\"a:s\",\"a:p\":1.5}]}", ATTEST_ERR_UNSUPPORTED, 2},
        {"a.jsonld", "{\"@graph\":[\n{\"@id\":\"a:s\",\"a:p\":{\"@list\":[]}}]}", ATTEST_ERR_UNSUPPORTED, 2},
        {"a.jsonld", "{\"@graph\":[{\"@id\":\"a:g\",\"@graph\":[\n{\"@id\":\"a:h\",\"@graph\":[]}]}]}",
         ATTEST_ERR_UNSUPPORTED, 2},
        {"a.jsonld", "{\"@context\":{\"@vocab\":\"a:\"}}", ATTEST_ERR_UNSUPPORTED, 1},
        {"a.jsonld", "{\"@context\":\"https://other.example/c\"}", ATTEST_ERR_UNSUPPORTED, 1},
        {"a.jsonld", "{\"@graph\":[\n{\"@id\":\"s\",\"a:p\":1}]}", ATTEST_ERR_UNSUPPORTED, 2},
        {"a.jsonld", "{\"@graph\":[\n{\"@id\":\"a:s\",\"a:p\":1,\"a:p\":2}]}", ATTEST_ERR_SYNTAX, 2},
        {"a.jsonld", "{\"@graph\":[]", ATTEST_ERR_SYNTAX, 1},
        {"a.jsonld", "{\"@graph\":[]}\nmore", ATTEST_ERR_SYNTAX, 2},
        {"a.jsonld", "{\"@graph\":[\n{\"@id\":\"a:s\",\"a:p\":{\"@id\":\"a: b\"}}]}", ATTEST_ERR_SYNTAX, 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_expect_eq(read_text(cases[i].name, cases[i].text), cases[i].status, "case %zu: %s", i, error.text);
        cr_expect_eq(error.status, cases[i].status, "case %zu", i);
        cr_expect_eq(error.line, cases[i].line, "case %zu: line %u: %s", i, error.line, error.text);
        cr_expect_not_null(strstr(error.source, cases[i].name), "case %zu", i);
        cr_expect_neq(error.text[0], '\0', "case %zu", i);
    }
    attest_view zero = {"<a:s> <a:p> <a:o> .\n\0", 21};
    cr_expect_eq(read_path(test_folder_write(&folder, "zero.nq", zero)), ATTEST_ERR_ENCODING);
    cr_expect_eq(error.line, 2);
    cr_expect_eq(read_path(test_folder_path(&folder, "none.nq")), ATTEST_ERR_READ);
    cr_expect_str_eq(error.text, "cannot read: No such file or directory");
    cr_expect_eq(attest_dataset_read(test_folder_path(&folder, "none.nq"), attest_i_quad_list_as_sink(&list), NULL),
                 ATTEST_ERR_READ);
}

Test(dataset_read, jsonld_with_a_context)
{
    cr_assert_eq(
        read_text("a.jsonld",
                  "{ \"@context\" : {\"@version\": 1.1, \"ex\": \"a:b#\", \"when\": {\"@id\": \"ex:when\", \"@type\": "
                  "\"ex:date\"},\n"
                  "  \"see\": {\"@id\": \"ex:see\", \"@type\": \"@id\", \"@container\": \"@set\"}, \"Thing\": "
                  "\"ex:Thing\"},\n"
                  " \"@graph\" : [ { \"@id\":\"ex:s\", \"@type\" : [ \"Thing\", \"ex:Other\" ], \"when\" : \"today\",\n"
                  " \"see\" : [\"ex:o\", \"a:other\"], \"ex:n\" : -5, \"ex:b\" : true , \"ex:t\" : \"}]\\\"{\" },\n"
                  " {\"@id\":\"a:g\",\"@graph\":[ {\"@id\":\"ex:s\",\"ex:l\":{\"@value\":\"x\",\"@language\":\"en\"}} "
                  "], \"ex:p\":\"about\"} ] }\n"),
        ATTEST_OK, "%u: %s", error.line, error.text);
    cr_assert_eq(list.count, 10);
    expect_quad(0, "a:b#s", "a:b#Thing", NULL);
    expect_quad(1, "a:b#s", "a:b#Other", NULL);
    expect_quad(2, "a:b#s", "today", NULL);
    cr_expect(attest_view_equal(list.items[2].predicate.value, ATTEST_VIEW("a:b#when")));
    cr_expect(attest_view_equal(list.items[2].object.datatype, ATTEST_VIEW("a:b#date")));
    expect_quad(3, "a:b#s", "a:b#o", NULL);
    expect_quad(4, "a:b#s", "a:other", NULL);
    expect_quad(5, "a:b#s", "-5", NULL);
    expect_quad(6, "a:b#s", "true", NULL);
    expect_quad(7, "a:b#s", "}]\"{", NULL);
    expect_quad(8, "a:b#s", "x", "a:g");
    expect_quad(9, "a:g", "about", NULL);
}

Test(dataset_read, rdf_xml)
{
    static const char start[] = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:a='a:'>\n"
                                "<rdf:Description rdf:about='a:s'><a:p>x</a:p>";
    char text[512];
    snprintf(text, sizeof text, "%s<a:q rdf:resource='a:o'/></rdf:Description></rdf:RDF>", start);
    cr_assert_eq(read_text("a.rdf", text), ATTEST_OK, "%s", error.text);
    cr_expect_eq(list.count, 2);
    expect_quad(0, "a:s", "x", NULL);
    expect_quad(1, "a:s", "a:o", NULL);
    cr_expect_eq(read_text("a.rdf", start), ATTEST_ERR_SYNTAX);
    snprintf(text, sizeof text, "%s<a:q><rdf:Description/></a:q></rdf:Description></rdf:RDF>", start);
    cr_expect_eq(read_text("a.rdf", text), ATTEST_ERR_UNSUPPORTED, "a blank node");
}

Test(dataset_read, folder_needs_catalogue_and_graph_names)
{
    test_folder_write(&folder, "kg/7d1f.ttl", ATTEST_VIEW("# attest: graph <a:g>\n<a:s> <a:p> <a:o> .\n"));
    cr_expect_eq(read_path(test_folder_path(&folder, "kg")), ATTEST_ERR_READ, "no catalogue");
    test_folder_write(&folder, "kg/catalogue.ttl", ATTEST_VIEW("# attest: default graph\n<a:g> <a:p> <a:o> .\n"));
    test_folder_write(&folder, "kg/readme.txt", ATTEST_VIEW("not RDF"));
    cr_assert_eq(read_path(test_folder_path(&folder, "kg")), ATTEST_OK, "%s", error.text);
    cr_expect_eq(list.count, 2);
    expect_quad(0, "a:g", "a:o", NULL);
    expect_quad(1, "a:s", "a:o", "a:g");
    test_folder_write(&folder, "kg/other.ttl", ATTEST_VIEW("<a:s> <a:p> <a:o> .\n"));
    cr_expect_eq(read_path(test_folder_path(&folder, "kg")), ATTEST_ERR_DATA);
    cr_expect_not_null(strstr(error.source, "kg/other.ttl"));
}

struct stopper {
    size_t left;
    enum attest_status status;
};

static enum attest_status stop(void *self, const attest_quad *quad)
{
    struct stopper *stopper = self;
    (void)quad;
    return stopper->left-- > 1 ? ATTEST_OK : stopper->status;
}

Test(dataset_read, a_sink_may_stop_the_reading)
{
    const char *paths[] = {
        test_folder_write(&folder, "a.nq",
                          ATTEST_VIEW("<a:s> <a:p> <a:o> .\n<a:s> <a:p> <a:o> .\n<a:s> <a:p> <a:o> .\n")),
        test_folder_write(&folder, "a.trig", ATTEST_VIEW("<a:s> <a:p> <a:o> , <a:o> , <a:o> .\n")),
        test_folder_write(&folder, "a.jsonld",
                          ATTEST_VIEW("{\"@graph\":[{\"@id\":\"a:s\",\"a:p\":[1,2,3]},{\"@id\":\"a:s\",\"a:p\":1}]}")),
    };
    static const enum attest_status statuses[] = {ATTEST_END, ATTEST_NONE, ATTEST_ERR_WRITE};
    for (size_t i = 0; i < 3; i++) {
        for (size_t j = 0; j < 3; j++) {
            struct stopper stopper = {2, statuses[j]};
            attest_quad_sink sink = {stop, &stopper};
            cr_expect_eq(attest_dataset_read(paths[i], sink, &error), statuses[j], "%s", paths[i]);
            cr_expect_eq(stopper.left, 0, "%s: nothing after the stop", paths[i]);
        }
    }
}

Test(dataset_read, pieces_end_at_characters)
{
    /* A text of three-byte characters, shifted through all positions at the end of the buffer. */
    enum { SIZE = 2 * ATTEST_I_READ_CHUNK };
    static char text[SIZE + 64];
    for (size_t shift = 0; shift < 4; shift++) {
        size_t size = (size_t)sprintf(text, "<a:s> <a:p> \"%.*s", (int)shift, "xxx");
        while (size < SIZE) {
            memcpy(text + size, "\xE2\x82\xAC", 3);
            size += 3;
        }
        size += (size_t)sprintf(text + size, "\" .\n");
        cr_assert_eq(read_path(test_folder_write(&folder, "a.nq", (attest_view){text, size})), ATTEST_OK, "%s",
                     error.text);
        cr_assert_eq(list.count, 1);
        cr_expect_eq(list.items[0].object.value.size, size - 13 - 4);
    }
}

Test(dataset_read, bytes_are_counted_and_known_before)
{
    static const char *const names[] = {"a.nq", "a.trig", "a.ttl", "a.jsonld"};
    static const char *const texts[] = {"<a:s> <a:p> \"x\" .\n", "<a:s> <a:p> \"x\" .\n", "<a:s> <a:p> \"x\" .\n",
                                        "{\"@graph\":[]}\n"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *path = test_folder_write(&folder, names[i], attest_view_of(texts[i]));
        uint64_t known = 0;
        uint64_t counted = 1;
        const attest_reading_options options = {.bytes = &counted};
        cr_assert_eq(attest_dataset_bytes(path, &known), ATTEST_OK);
        cr_expect_eq(known, strlen(texts[i]), "%s", path);
        cr_assert_eq(attest_dataset_read_with(path, &options, attest_i_quad_list_as_sink(&list), &error), ATTEST_OK);
        cr_expect_eq(counted, known + 1, "%s", path);
    }
    uint64_t none = 1;
    cr_expect_eq(attest_dataset_bytes(test_folder_path(&folder, "none.nq"), &none), ATTEST_NONE);
    cr_expect_eq(attest_dataset_bytes("/dev/null", &none), ATTEST_NONE);
    cr_expect_eq(attest_dataset_bytes(folder.path, &none), ATTEST_NONE, "a folder without a catalogue");
    test_folder_write(&folder, "catalogue.ttl", ATTEST_VIEW("12345"));
    cr_expect_eq(attest_dataset_bytes(folder.path, &none), ATTEST_OK);
    cr_expect_eq(none, 5 + strlen(texts[2]), "the Turtle files alone");
}
