/* Writers: text of terms, grouping, round trips through every format, refusals. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attest/dataset.h"
#include "attest/writer.h"
#include "../support/quad_list.h"
#include "rdf/term.h"
#include "../support/folder.h"

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

TestSuite(writer, .init = make_folder, .fini = remove_folder);

static const char *path_to(const char *name)
{
    return test_folder_path(&folder, name);
}

static attest_term iri(const char *value)
{
    return (attest_term){.kind = ATTEST_TERM_IRI, .value = attest_view_of(value)};
}

static attest_term literal(const char *value, const char *datatype, const char *language)
{
    return (attest_term){ATTEST_TERM_LITERAL, attest_view_of(value), attest_view_of(datatype),
                         attest_view_of(language)};
}

static attest_quad quad(const char *subject, const char *predicate, attest_term object, const char *graph)
{
    attest_term context = {.kind = ATTEST_TERM_NONE};
    return (attest_quad){iri(subject), iri(predicate), object, graph ? iri(graph) : context};
}

static char *read_whole(const char *path)
{
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    char *text = calloc(1, 1 << 20);
    size_t size = fread(text, 1, (1 << 20) - 1, file);
    text[size] = '\0';
    fclose(file);
    return text;
}

static size_t count_entries(void)
{
    DIR *dir = opendir(folder.path);
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(dir));) {
        count += entry->d_name[0] != '.' || strlen(entry->d_name) > 2;
    }
    closedir(dir);
    return count;
}

static void write_quads(enum attest_format format, const char *path, const attest_quad *quads, size_t count)
{
    attest_writer *writer;
    cr_assert_eq(attest_writer_new(&writer, format, path, NULL, &error), ATTEST_OK, "%s", error.text);
    for (size_t i = 0; i < count; i++) {
        cr_assert_eq(attest_writer_quad(writer, &quads[i]), ATTEST_OK, "quad %zu", i);
    }
    enum attest_status status = attest_writer_finish(writer, &error);
    cr_assert_eq(status, ATTEST_OK, "%s", error.text);
    attest_writer_free(writer);
}

static int compare(const void *a, const void *b)
{
    return attest_quad_compare(a, b);
}

/* Sorted and without repetitions. */
static size_t normalise(attest_quad *quads, size_t count)
{
    size_t kept = 0;
    if (count) {
        qsort(quads, count, sizeof *quads, compare);
    }
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || attest_quad_compare(&quads[kept - 1], &quads[i]) != 0) {
            quads[kept++] = quads[i];
        }
    }
    return kept;
}

/* Read `path` back and compare with `quads` as sets. */
static void expect_quads(const char *path, const attest_quad *quads, size_t count)
{
    attest_i_quad_list list = {0};
    memset(&error, 0, sizeof error);
    enum attest_status status = attest_dataset_read(path, attest_i_quad_list_as_sink(&list), &error);
    cr_assert_eq(status, ATTEST_OK, "%s:%u: %s", error.source, error.line, error.text);
    attest_quad *expected = malloc((count + 1) * sizeof *expected);
    if (count) {
        memcpy(expected, quads, count * sizeof *expected);
    }
    count = normalise(expected, count);
    size_t got = normalise(list.items, list.count);
    for (size_t i = 0; i < got && i < count; i++) {
        cr_assert_eq(attest_quad_compare(&expected[i], &list.items[i]), 0, "%s: quad %zu: expected %.*s got %.*s", path,
                     i, (int)expected[i].object.value.size, expected[i].object.value.data,
                     (int)list.items[i].object.value.size, list.items[i].object.value.data);
    }
    cr_assert_eq(got, count, "%s: %zu quads, expected %zu", path, got, count);
    free(expected);
    attest_i_quad_list_clear(&list);
}

static const struct {
    enum attest_format format;
    const char *name;
} targets[] = {{ATTEST_FORMAT_NQUADS, "out.nq"},
               {ATTEST_FORMAT_TRIG, "out.trig"},
               {ATTEST_FORMAT_JSONLD, "out.jsonld"},
               {ATTEST_FORMAT_TURTLE, "out"}};

static void expect_round_trips(const attest_quad *quads, size_t count)
{
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
        const char *path = path_to(targets[i].name);
        write_quads(targets[i].format, path, quads, count);
        expect_quads(path, quads, count);
    }
}

Test(writer, trig_is_grouped_and_abbreviated)
{
    const char *g = "https://kg.example/graph/7d1f";
    attest_quad quads[] = {
        quad("https://kg.example/source/7d1f", ATTEST_I_RDF "type", iri("https://schema.org/NewsArticle"), NULL),
        quad("https://kg.example/source/7d1f", ATTEST_I_RDF "type", iri("http://www.w3.org/ns/prov#Entity"), NULL),
        quad("https://kg.example/source/7d1f", "https://schema.org/headline", literal("Troops \"leave\"", NULL, "en"),
             NULL),
        quad("https://kg.example/entity/Russia", "https://kg.example/relation/pull-back",
             iri("https://kg.example/entity/troops"), g),
        quad("https://kg.example/claim/1", "http://www.w3.org/ns/oa#start", literal("12", ATTEST_I_XSD "integer", NULL),
             g),
        quad("https://kg.example/claim/1", "http://www.w3.org/ns/oa#start",
             literal("012", ATTEST_I_XSD "integer", NULL), g),
        quad("https://kg.example/claim/1", "http://www.w3.org/ns/oa#start",
             literal("+12", ATTEST_I_XSD "integer", NULL), g),
        quad("https://kg.example/claim/1", "https://w3id.org/attest/ns#confidence",
             literal("0.91", ATTEST_I_XSD "decimal", NULL), g),
        quad("https://kg.example/claim/1", "https://w3id.org/attest/ns#confidence",
             literal("1", ATTEST_I_XSD "decimal", NULL), g),
        quad("https://kg.example/claim/1", "https://w3id.org/attest/ns#quoted",
             literal("true", ATTEST_I_XSD "boolean", NULL), g),
        quad("https://kg.example/claim/1", "https://w3id.org/attest/ns#quoted",
             literal("1", ATTEST_I_XSD "boolean", NULL), g),
        quad("https://kg.example/run", "http://purl.org/dc/terms/date",
             literal("2024-12-14", ATTEST_I_XSD "date", NULL), NULL),
    };
    const char *path = path_to("out.trig");
    write_quads(ATTEST_FORMAT_TRIG, path, quads, sizeof quads / sizeof quads[0]);
    char *text = read_whole(path);
    char *body = strstr(text, "\n\n");
    cr_assert_not_null(body);
    cr_expect_str_eq(body, "\n\n"
                           "<https://kg.example/source/7d1f> a schema:NewsArticle, prov:Entity ;\n"
                           "    schema:headline \"Troops \\\"leave\\\"\"@en .\n"
                           "\n"
                           "<https://kg.example/graph/7d1f> {\n"
                           "    ent:Russia rel:pull-back ent:troops .\n"
                           "\n"
                           "    <https://kg.example/claim/1> oa:start 12, 012, \"+12\"^^xsd:integer ;\n"
                           "        att:confidence 0.91, \"1\"^^xsd:decimal ;\n"
                           "        att:quoted true, \"1\"^^xsd:boolean .\n"
                           "}\n"
                           "\n"
                           "kg:run dct:date \"2024-12-14\"^^xsd:date .\n");
    cr_expect(strncmp(text, "@prefix att: <https://w3id.org/attest/ns#> .\n", 45) == 0);
    cr_expect_not_null(strstr(text, "@prefix ent: <https://kg.example/entity/> .\n"));
    free(text);
    expect_quads(path, quads, sizeof quads / sizeof quads[0]);
}

Test(writer, nquads_are_canonical)
{
    attest_quad quads[] = {
        quad("a:s", "a:p",
             literal("\x01\b\t\n\v\f\r\x1F\"\\\x7F\xC2\x85\xE2\x80\xA8\xEF\xBB\xBF\xEF\xBF\xBD\xF0\x9F\x98\x80", NULL,
                     NULL),
             "a:g"),
        quad("a:s", "a:p", literal("x", ATTEST_I_XSD "string", NULL), NULL),
        quad("a:s", "a:p", literal("x", NULL, "en-gb"), NULL),
        quad("a:s", "a:p", literal("x", "a:t", NULL), NULL),
        quad("a:s", "a:p", literal("\xEF\xBF\xBE \xEF\xBF\xBF", NULL, NULL), NULL),
    };
    const char *path = path_to("out.nq");
    write_quads(ATTEST_FORMAT_NQUADS, path, quads, sizeof quads / sizeof quads[0]);
    char *text = read_whole(path);
    cr_expect_str_eq(text,
                     "<a:s> <a:p> \"\\u0001\\b\\t\\n\\u000B\\f\\r\\u001F\\\"\\\\\\u007F\xC2\x85\xE2\x80\xA8\xEF\xBB\xBF"
                     "\xEF\xBF\xBD\xF0\x9F\x98\x80\" <a:g> .\n"
                     "<a:s> <a:p> \"x\" .\n"
                     "<a:s> <a:p> \"x\"@en-gb .\n"
                     "<a:s> <a:p> \"x\"^^<a:t> .\n"
                     "<a:s> <a:p> \"\xEF\xBF\xBE \xEF\xBF\xBF\" .\n");
    free(text);
    expect_quads(path, quads, sizeof quads / sizeof quads[0]);
}

Test(writer, every_character_comes_back)
{
    /* Every code point up to U+3000, then samples of every plane, in literals of 64 characters. */
    static char texts[700][512];
    static attest_quad quads[700];
    size_t count = 0;
    uint32_t c = 1;
    while (c < 0x10FFFF && count < 700) {
        size_t size = 0;
        for (int i = 0; i < 64 && c < 0x10FFFF; i++) {
            if ((c < 0xD800 || c > 0xDFFF)) {
                char *at = texts[count] + size;
                size += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
                if (c < 0x80) {
                    at[0] = (char)c;
                } else if (c < 0x800) {
                    at[0] = (char)(0xC0 | c >> 6), at[1] = (char)(0x80 | (c & 63));
                } else if (c < 0x10000) {
                    at[0] = (char)(0xE0 | c >> 12), at[1] = (char)(0x80 | (c >> 6 & 63)),
                    at[2] = (char)(0x80 | (c & 63));
                } else {
                    at[0] = (char)(0xF0 | c >> 18), at[1] = (char)(0x80 | (c >> 12 & 63));
                    at[2] = (char)(0x80 | (c >> 6 & 63)), at[3] = (char)(0x80 | (c & 63));
                }
            }
            c += c < 0x3000 ? 1 : 97;
        }
        quads[count] = quad("a:s", "a:p", literal(texts[count], NULL, NULL), count % 3 ? "a:g" : NULL);
        count++;
    }
    expect_round_trips(quads, count);
}

/* A small generator with a fixed seed, so that a failure can be repeated. */
static uint64_t state = 20241214;

static unsigned pick(unsigned limit)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(state >> 33) % limit;
}

static void make_text(char *text, size_t room, const char *const *parts, unsigned part_count)
{
    text[0] = '\0';
    for (unsigned i = pick(8); i > 0; i--) {
        const char *part = parts[pick(part_count)];
        if (strlen(text) + strlen(part) + 1 < room) {
            strcat(text, part);
        }
    }
}

Test(writer, random_quads_come_back)
{
    static const char *const iri_parts[] = {"a", "Z9",      "-", ".", "%20", "%C3%A9", "\xC3\xA9", "\xF0\x9F\x98\x80",
                                            "(", "'",       ",", ";", "=",   "/",      "#",        "?",
                                            ":", "@",       "_", "~", "*",   "!",      "$",        "&",
                                            "+", "\xC2\xB7"};
    static const char *const text_parts[] = {"a",
                                             "\"",
                                             "\\",
                                             "\n",
                                             "\r",
                                             "\t",
                                             "\b",
                                             "\f",
                                             "\x01",
                                             "\x7F",
                                             "'",
                                             "\"\"\"",
                                             "\\u0041",
                                             "\xE2\x80\xA8",
                                             "\xC3\xA9",
                                             "\xF0\x9F\x98\x80",
                                             " ",
                                             ".",
                                             "0",
                                             "-",
                                             "1",
                                             "e5",
                                             "@en",
                                             "^^",
                                             "<",
                                             ">",
                                             "{",
                                             "}",
                                             "\xEF\xBB\xBF",
                                             "\xEF\xBF\xBD"};
    static const char *const types[] = {ATTEST_I_XSD "integer",
                                        ATTEST_I_XSD "decimal",
                                        ATTEST_I_XSD "boolean",
                                        ATTEST_I_XSD "double",
                                        ATTEST_I_XSD "date",
                                        "https://other.example/type",
                                        NULL};
    static const char *const spaces[] = {"https://kg.example/",          "https://kg.example/entity/",
                                         "https://kg.example/relation/", "https://schema.org/",
                                         "https://other.example/",       "urn:x:"};
    enum { COUNT = 3000, ROOM = 128 };
    static char iris[60][ROOM];
    static char texts[COUNT][ROOM];
    static attest_quad quads[COUNT];
    for (size_t i = 0; i < 60; i++) {
        char tail[64];
        make_text(tail, sizeof tail, iri_parts, sizeof iri_parts / sizeof iri_parts[0]);
        char *second = strchr(tail, '#') ? strchr(strchr(tail, '#') + 1, '#') : NULL;
        if (second) {
            *second = '\0';
        }
        snprintf(iris[i], ROOM, "%s%s", spaces[pick(6)], tail);
    }
    for (size_t i = 0; i < COUNT; i++) {
        unsigned kind = pick(4);
        attest_term object = iri(iris[pick(60)]);
        if (kind > 0) {
            make_text(texts[i], ROOM, text_parts, sizeof text_parts / sizeof text_parts[0]);
            object = literal(texts[i], kind == 2 ? types[pick(7)] : NULL, kind == 3 ? "pt-br" : NULL);
        }
        /* Often the same subject, predicate and graph as before, so that every kind of grouping occurs. */
        quads[i] =
            i && pick(2) ? quads[i - 1] : quad(iris[pick(60)], iris[pick(60)], object, pick(3) ? iris[pick(60)] : NULL);
        quads[i].object = object;
        if (pick(4) == 0) {
            quads[i].predicate = iri(pick(2) ? iris[pick(60)] : ATTEST_I_RDF "type");
        }
    }
    expect_round_trips(quads, COUNT);
}

Test(writer, no_quads_are_a_valid_file)
{
    expect_round_trips(NULL, 0);
}

Test(writer, long_literals_and_object_lists)
{
    enum { SIZE = 700000 };
    char *text = malloc(SIZE + 1);
    for (size_t i = 0; i < SIZE; i++) {
        text[i] = "ab\"\n\xC3\xA9"[i % 6];
    }
    text[SIZE - SIZE % 6] = '\0';
    attest_quad quads[40];
    quads[0] = quad("a:s", "a:p", literal(text, NULL, NULL), "a:g");
    for (size_t i = 1; i < 40; i++) {
        quads[i] =
            quad("a:s", "a:q", literal(text + 6 * (4000 - i * 100) + SIZE / 6 * 5 / 100 * 100, NULL, NULL), "a:g");
        quads[i].object.value.size = 30;
    }
    expect_round_trips(quads, 40);
    free(text);
}

Test(writer, bad_terms_are_refused)
{
    attest_quad good = quad("a:s", "a:p", iri("a:o"), "a:g");
    attest_quad bad[8];
    for (size_t i = 0; i < 8; i++) {
        bad[i] = good;
    }
    bad[0].subject = iri("no scheme");
    bad[1].predicate = literal("x", NULL, NULL);
    bad[2].object = literal("cut \xC3", NULL, NULL);
    bad[3].graph = iri("https://kg.example/<>");
    bad[4].subject = literal("x", NULL, NULL);
    bad[5].object = (attest_term){.kind = ATTEST_TERM_NONE};
    bad[6].graph = literal("x", NULL, NULL);
    bad[7].predicate = (attest_term){.kind = ATTEST_TERM_NONE};
    for (size_t i = 0; i < 8; i++) {
        attest_writer *writer;
        cr_assert_eq(attest_writer_new(&writer, ATTEST_FORMAT_TRIG, path_to("out.trig"), NULL, &error), ATTEST_OK);
        cr_expect_eq(attest_writer_quad(writer, &good), ATTEST_OK);
        cr_expect_eq(attest_writer_quad(writer, &bad[i]), ATTEST_ERR_DATA, "bad %zu", i);
        cr_expect_eq(attest_writer_quad(writer, &good), ATTEST_ERR_DATA, "the first failure is kept");
        cr_expect_eq(attest_writer_finish(writer, &error), ATTEST_ERR_DATA);
        cr_expect_not_null(strstr(error.text, "cannot be written"), "%s", error.text);
        attest_writer_free(writer);
        cr_expect_eq(count_entries(), 0, "nothing may be left of a failed output");
    }
}

Test(writer, bad_bases_are_refused)
{
    static const char *const bases[] = {"", "relative/", "https://kg.example", "https://kg.example/a b/"};
    for (size_t i = 0; i < 4; i++) {
        attest_writer_options options = {.base = bases[i]};
        attest_writer *writer;
        cr_expect_eq(attest_writer_new(&writer, ATTEST_FORMAT_TRIG, path_to("x"), &options, &error),
                     ATTEST_ERR_ARGUMENT);
        cr_expect_null(writer);
    }
}

Test(writer, names_of_formats)
{
    enum attest_format format;
    for (int i = 0; i < ATTEST_FORMAT_COUNT; i++) {
        cr_assert_eq(attest_format_from_name(attest_format_name((enum attest_format)i), &format), ATTEST_OK);
        cr_assert_eq(format, i);
    }
    cr_expect_eq(attest_format_from_name("rdfxml", &format), ATTEST_NONE);
}

Test(writer, nothing_appears_before_the_end_and_nothing_stays_without_it)
{
    attest_quad one = quad("a:s", "a:p", iri("a:o"), NULL);
    attest_writer *writer;
    cr_assert_eq(attest_writer_new(&writer, ATTEST_FORMAT_NQUADS, path_to("out.nq"), NULL, &error), ATTEST_OK);
    cr_assert_eq(attest_writer_quad(writer, &one), ATTEST_OK);
    cr_expect_eq(access(path_to("out.nq"), F_OK), -1);
    attest_writer_free(writer);
    cr_expect_eq(count_entries(), 0);
    attest_writer_free(NULL);
}

static const attest_quad folder_quads[] = {
    {{ATTEST_TERM_IRI, {"a:s", 3}, {NULL, 0}, {NULL, 0}},
     {ATTEST_TERM_IRI, {"a:p", 3}, {NULL, 0}, {NULL, 0}},
     {ATTEST_TERM_LITERAL, {"one", 3}, {NULL, 0}, {NULL, 0}},
     {ATTEST_TERM_IRI, {"https://kg.example/graph/g1", 27}, {NULL, 0}, {NULL, 0}}},
};

Test(writer, folder_files_are_called_after_their_graphs)
{
    const char *graphs[] = {"https://kg.example/graph/7d1f", "https://kg.example/other/7d1f",
                            "https://kg.example/catalogue",  "urn:x:a.b~c_d%20\xC3\xA9",
                            "https://kg.example/.hidden/",   "https://kg.example/graph/7d1f"};
    attest_quad quads[12];
    for (size_t i = 0; i < 12; i++) {
        quads[i] = quad(i % 2 ? "a:s" : "a:t", "a:p", literal(i % 2 ? "x" : graphs[i / 2], NULL, NULL),
                        i % 2 ? NULL : graphs[i / 2]);
    }
    const char *path = path_to("out");
    write_quads(ATTEST_FORMAT_TURTLE, path, quads, 12);
    static const char *const names[] = {"out/catalogue.ttl",   "out/7d1f.ttl",         "out/7d1f-2.ttl",
                                        "out/catalogue-2.ttl", "out/a.b~c_d-20--.ttl", "out/-hidden.ttl"};
    for (size_t i = 0; i < 6; i++) {
        cr_expect_eq(access(path_to(names[i]), F_OK), 0, "%s", names[i]);
    }
    expect_quads(path, quads, 12);
    cr_expect_eq(count_entries(), 1, "nothing stays beside");
    /* A single file of the folder knows its graph. */
    expect_quads(path_to("out/7d1f-2.ttl"), &quads[2], 1);
}

Test(writer, folder_replaces_its_own_earlier_output_as_a_whole)
{
    attest_quad other = folder_quads[0];
    other.graph = iri("https://kg.example/graph/g2");
    write_quads(ATTEST_FORMAT_TURTLE, path_to("out"), folder_quads, 1);
    write_quads(ATTEST_FORMAT_TURTLE, path_to("out/"), &other, 1);
    cr_expect_eq(access(path_to("out/g1.ttl"), F_OK), -1);
    cr_expect_eq(access(path_to("out/g2.ttl"), F_OK), 0);
    expect_quads(path_to("out"), &other, 1);
    cr_expect_eq(count_entries(), 1);
    cr_assert_eq(mkdir(path_to("empty"), 0777), 0);
    write_quads(ATTEST_FORMAT_TURTLE, path_to("empty"), &other, 1);
    expect_quads(path_to("empty"), &other, 1);
    cr_expect_eq(count_entries(), 2);
}

static void expect_refused_folder(const char *path, const char *words)
{
    attest_writer *writer;
    cr_expect_eq(attest_writer_new(&writer, ATTEST_FORMAT_TURTLE, path, NULL, &error), ATTEST_ERR_WRITE);
    cr_expect_null(writer);
    cr_expect_not_null(strstr(error.text, words), "%s", error.text);
}

Test(writer, folder_leaves_what_is_not_its_own)
{
    test_folder_write(&folder, "theirs/notes.txt", ATTEST_VIEW("mine"));
    expect_refused_folder(path_to("theirs"), "notes.txt");
    write_quads(ATTEST_FORMAT_TURTLE, path_to("out"), folder_quads, 1);
    test_folder_write(&folder, "out/added.ttl", ATTEST_VIEW("<a:s> <a:p> <a:o> .\n"));
    expect_refused_folder(path_to("out"), "added.ttl");
    cr_assert_eq(unlink(path_to("out/added.ttl")), 0);
    cr_assert_eq(unlink(path_to("out/catalogue.ttl")), 0);
    expect_refused_folder(path_to("out"), "catalogue.ttl");
    test_folder_write(&folder, "file", ATTEST_VIEW("x"));
    expect_refused_folder(path_to("file"), "Not a directory");
    expect_refused_folder(path_to("no/such/place"), "No such file");
    cr_expect_eq(count_entries(), 3);
}

Test(writer, folder_needs_a_name)
{
    attest_writer *writer;
    cr_expect_eq(attest_writer_new(&writer, ATTEST_FORMAT_TURTLE, NULL, NULL, &error), ATTEST_ERR_ARGUMENT);
    cr_expect_eq(attest_writer_new(&writer, ATTEST_FORMAT_TURTLE, "-", NULL, &error), ATTEST_ERR_ARGUMENT);
}

Test(writer, folder_filled_in_while_writing_is_left)
{
    attest_writer *writer;
    cr_assert_eq(attest_writer_new(&writer, ATTEST_FORMAT_TURTLE, path_to("out"), NULL, &error), ATTEST_OK);
    cr_assert_eq(attest_writer_quad(writer, &folder_quads[0]), ATTEST_OK);
    test_folder_write(&folder, "out/notes.txt", ATTEST_VIEW("mine"));
    cr_expect_eq(attest_writer_finish(writer, &error), ATTEST_ERR_WRITE);
    attest_writer_free(writer);
    cr_expect_eq(access(path_to("out/notes.txt"), F_OK), 0);
    cr_expect_eq(count_entries(), 1);
}

Test(writer, jsonld_groups_and_reopens_nodes)
{
    attest_quad quads[] = {
        quad("a:s", "a:p", literal("1", ATTEST_I_XSD "integer", NULL), NULL),
        quad("a:s", "a:p", literal("01", ATTEST_I_XSD "integer", NULL), NULL),
        quad("a:s", "a:q", literal("true", ATTEST_I_XSD "boolean", NULL), NULL),
        quad("a:s", "a:p", literal("x", NULL, "en"), NULL),
        quad("a:s", ATTEST_I_RDF "type", iri("a:C"), "a:g"),
        quad("a:s", ATTEST_I_RDF "type", literal("C", NULL, NULL), "a:g"),
        quad("a:s", ATTEST_I_RDF "type", iri("a:D"), "a:g"),
        quad("a:t", "a:p", iri("https://kg.example/entity/x"), "a:g"),
    };
    const char *path = path_to("out.jsonld");
    write_quads(ATTEST_FORMAT_JSONLD, path, quads, sizeof quads / sizeof quads[0]);
    char *text = read_whole(path);
    const char *body = strstr(text, "\"@graph\":[");
    cr_assert_not_null(body);
    cr_expect_not_null(strstr(body, "{\"@id\":\"a:s\",\"a:p\":[1,{\"@value\":\"01\",\"@type\":\""));
    cr_expect_not_null(
        strstr(body, ",\"a:q\":true},\n{\"@id\":\"a:s\",\"a:p\":{\"@value\":\"x\",\"@language\":\"en\"}},\n"));
    cr_expect_not_null(strstr(body, "{\"@id\":\"a:g\",\"@graph\":[\n{\"@id\":\"a:s\",\"@type\":\"a:C\",\""));
    free(text);
    expect_quads(path, quads, sizeof quads / sizeof quads[0]);
}

Test(writer, jsonld_refuses_an_iri_that_would_be_read_as_another)
{
    attest_quad one = quad("ent:s", "a:p", iri("a:o"), NULL);
    attest_writer *writer;
    cr_assert_eq(attest_writer_new(&writer, ATTEST_FORMAT_JSONLD, path_to("out.jsonld"), NULL, &error), ATTEST_OK);
    cr_expect_eq(attest_writer_quad(writer, &one), ATTEST_ERR_UNSUPPORTED);
    cr_expect_eq(attest_writer_finish(writer, &error), ATTEST_ERR_UNSUPPORTED);
    cr_expect_not_null(strstr(error.text, "ent:s"), "%s", error.text);
    attest_writer_free(writer);
}

Test(writer, other_base)
{
    attest_writer_options options = {.base = "https://news.example/kg#"};
    attest_quad one = quad("https://news.example/kg#entity/x", "a:p", iri("https://news.example/kg#y"), NULL);
    attest_writer *writer;
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
        const char *path = path_to(targets[i].name);
        cr_assert_eq(attest_writer_new(&writer, targets[i].format, path, &options, &error), ATTEST_OK);
        cr_assert_eq(attest_writer_quad(writer, &one), ATTEST_OK);
        cr_assert_eq(attest_writer_finish(writer, &error), ATTEST_OK);
        attest_writer_free(writer);
        expect_quads(path, &one, 1);
    }
    char *text = read_whole(path_to("out.trig"));
    cr_expect_not_null(strstr(text, "@prefix ent: <https://news.example/kg#entity/> .\n"));
    cr_expect_not_null(strstr(text, "\nent:x <a:p> kg:y .\n"), "%s", text);
    free(text);
}

Test(writer, bytes_are_counted)
{
    attest_quad one = quad("a:s", "a:p", iri("a:o"), NULL);
    attest_writer *writer;
    cr_assert_eq(attest_writer_new(&writer, ATTEST_FORMAT_NQUADS, path_to("out.nq"), NULL, &error), ATTEST_OK);
    cr_assert_eq(attest_writer_quad(writer, &one), ATTEST_OK);
    cr_expect_eq(attest_writer_bytes(writer), strlen("<a:s> <a:p> <a:o> .\n"));
    cr_assert_eq(attest_writer_finish(writer, NULL), ATTEST_OK);
    cr_expect_eq(attest_writer_bytes(writer), strlen("<a:s> <a:p> <a:o> .\n"));
    cr_expect_eq(attest_writer_finish(writer, NULL), ATTEST_ERR_ARGUMENT);
    attest_writer_free(writer);
}
