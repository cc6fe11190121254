/* Reading Turtle and TriG: tokens cut by pieces, lines and columns, limits, relative IRIs. What the syntax allows is in
 * tests/suite/trig. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "../support/folder.h"
#include "rdf/iri_resolve.h"
#include "../support/quad_list.h"
#include "rdf/trig_reader.h"

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

TestSuite(trig, .init = begin, .fini = end);

static enum attest_status read_view(attest_view text, int blank_nodes)
{
    attest_i_trig_options options = {.blank_nodes = blank_nodes};
    attest_i_input *input;
    attest_i_quad_list_clear(&list);
    memset(&error, 0, sizeof error);
    cr_assert_eq(attest_i_input_open(&input, test_folder_write(&folder, "a.trig", text), &error), ATTEST_OK);
    enum attest_status status =
        attest_i_trig_read(input, (attest_view){"", 0}, &options, attest_i_quad_list_as_sink(&list));
    attest_i_input_close(input);
    return status;
}

static enum attest_status read_text(const char *text)
{
    return read_view(attest_view_of(text), 0);
}

Test(trig, blank_labels_that_no_iri_can_hold)
{
    /* U+FFFB may stand in a label, but in no IRI. */
    cr_assert_eq(read_view(ATTEST_VIEW("_:a <urn:p> _:\xEF\xBF\xBB , _:b ."), 1), ATTEST_OK, "%s", error.text);
    cr_assert_eq(list.count, 2);
    cr_expect(attest_view_equal(list.items[0].object.value, ATTEST_VIEW(ATTEST_I_TRIG_BLANK_SPACE "l%EF%BF%BB")));
    cr_expect(attest_view_equal(list.items[1].object.value, ATTEST_VIEW(ATTEST_I_TRIG_BLANK_SPACE "lb")));
}

Test(trig, tokens_cut_anywhere)
{
    /* A comment shifts the statements over the end of a piece, byte by byte. */
    static const char statements[] =
        "\n@prefix a.b: <urn:x:> . a.b:s.t <urn:p> \"\"\"\xC3\xA9\"\"\\\"\"\"\"@en-GB , 1.5e3 , 1.e0 , a.b:q\\~.r ,\n"
        "'a\\u00e9b'^^a.b:%41 , true, <urn:\\u00e9> .\nGRAPH a.b: { a.b:x a 'y' . }\n#";
    static char text[ATTEST_I_READ_CHUNK + 1024];
    for (size_t shift = 0; shift < sizeof statements; shift++) {
        size_t size = ATTEST_I_READ_CHUNK - shift;
        memset(text, '#', size);
        memcpy(text + size, statements, sizeof statements - 1);
        cr_assert_eq(read_view((attest_view){text, size + sizeof statements - 1}, 0), ATTEST_OK, "shift %zu: %u:%u: %s",
                     shift, error.line, error.column, error.text);
        cr_assert_eq(list.count, 8, "shift %zu", shift);
        cr_assert(attest_view_equal(list.items[0].subject.value, ATTEST_VIEW("urn:x:s.t")), "shift %zu", shift);
        cr_assert(attest_view_equal(list.items[0].object.value, ATTEST_VIEW("\xC3\xA9\"\"\"")), "shift %zu", shift);
        cr_assert(attest_view_equal(list.items[0].object.language, ATTEST_VIEW("en-gb")), "shift %zu", shift);
        cr_assert(attest_view_equal(list.items[1].object.value, ATTEST_VIEW("1.5e3")), "shift %zu", shift);
        cr_assert(attest_view_equal(list.items[2].object.value, ATTEST_VIEW("1.e0")), "shift %zu", shift);
        cr_assert(attest_view_equal(list.items[3].object.value, ATTEST_VIEW("urn:x:q~.r")), "shift %zu", shift);
        cr_assert(attest_view_equal(list.items[4].object.value, ATTEST_VIEW("a\xC3\xA9"
                                                                            "b")),
                  "shift %zu", shift);
        cr_assert(attest_view_equal(list.items[4].object.datatype, ATTEST_VIEW("urn:x:%41")), "shift %zu", shift);
        cr_assert(attest_view_equal(list.items[7].graph.value, ATTEST_VIEW("urn:x:")), "shift %zu", shift);
    }
}

Test(trig, tokens_longer_than_pieces)
{
    enum { SIZE = 5 * ATTEST_I_READ_CHUNK };
    char *text = malloc(SIZE + 64);
    cr_assert_not_null(text);
    size_t size = (size_t)sprintf(text, "<a:s> <a:p> \"\"\"");
    memset(text + size, 'x', SIZE);
    for (size_t i = size; i < size + SIZE; i += 1000) {
        text[i] = '\n';
    }
    size += SIZE;
    size += (size_t)sprintf(text + size, "\"\"\" .\n\n  <a:s> <a:p> \"\xC3\xA9\" , ; .");
    cr_expect_eq(read_view((attest_view){text, size}, 0), ATTEST_ERR_SYNTAX);
    cr_assert_eq(list.count, 2);
    cr_expect_eq(list.items[0].object.value.size, SIZE);
    cr_expect_eq(error.line, 1 + (SIZE + 999) / 1000 + 2);
    cr_expect_eq(error.column, 21, "got %u", error.column);
    free(text);
}

Test(trig, columns_in_long_lines)
{
    /* The start of the line is long gone when the error comes; columns count characters. */
    enum { STATEMENTS = 9000 };
    static const char statement[] = "<a:s> <a:p> \"\xE2\x82\xAC\" . ";
    char *text = malloc(STATEMENTS * sizeof statement + 64);
    cr_assert_not_null(text);
    size_t size = 0;
    for (size_t i = 0; i < STATEMENTS; i++) {
        memcpy(text + size, statement, sizeof statement - 1);
        size += sizeof statement - 1;
    }
    size += (size_t)sprintf(text + size, "<a:s> ]");
    cr_expect_eq(read_view((attest_view){text, size}, 0), ATTEST_ERR_SYNTAX);
    cr_expect_eq(error.line, 1);
    cr_expect_eq(error.column, STATEMENTS * (sizeof statement - 1 - 2) + 7, "got %u", error.column);
    cr_expect_str_eq(error.text, "expected a predicate, not ]");
    free(text);
}

Test(trig, blank_nodes_are_refused_unless_wanted)
{
    static const char *const texts[] = {"<a:s> <a:p> _:b .", "<a:s> <a:p> [] .", "<a:s> <a:p> (1) .", "_:g { }",
                                        "[ <a:p> 1 ] ."};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        cr_expect_eq(read_text(texts[i]), ATTEST_ERR_UNSUPPORTED, "%s", texts[i]);
        cr_expect_eq(error.line, 1);
        cr_expect_gt(error.column, 0);
        cr_expect_eq(read_view(attest_view_of(texts[i]), 1), ATTEST_OK, "%s: %s", texts[i], error.text);
    }
    cr_expect_eq(read_text("<a:s> <a:p> () ."), ATTEST_OK, "the empty list has an IRI");
}

Test(trig, limits)
{
    enum { DEEP = 100000 };
    attest_i_buffer text = {0};
    attest_i_buffer_append(&text, ATTEST_VIEW("<a:s> <a:p> "));
    for (size_t i = 0; i < DEEP; i++) {
        attest_i_buffer_append(&text, i % 2 ? ATTEST_VIEW("(") : ATTEST_VIEW("[<a:p>"));
    }
    cr_expect_eq(read_view(attest_i_buffer_view(&text), 1), ATTEST_ERR_LIMIT);
    attest_i_buffer_reset(&text);
    attest_i_buffer_append(&text, ATTEST_VIEW("<a:s> <a:p> "));
    for (size_t i = 0; i < 2 * DEEP; i++) {
        attest_i_buffer_byte(&text, i < 200 ? '(' : ' ');
    }
    for (size_t i = 0; i < 200; i++) {
        attest_i_buffer_append(&text, ATTEST_VIEW("1)"));
    }
    attest_i_buffer_append(&text, ATTEST_VIEW("."));
    cr_expect_eq(read_view(attest_i_buffer_view(&text), 1), ATTEST_OK, "%s", error.text);
    cr_expect_eq(list.count, 1 + 2 + 199 * 4);
    attest_i_buffer_reset(&text);
    for (size_t i = 0; i <= 4096; i++) {
        attest_i_buffer_print(&text, "PREFIX p%zu: <a:%zu>\n", i, i);
    }
    cr_expect_eq(read_view(attest_i_buffer_view(&text), 0), ATTEST_ERR_LIMIT);
    cr_expect_eq(error.line, 4097);
    attest_i_buffer_clear(&text);
}

Test(trig, relative_iris)
{
    /* Among them what tests/suite/trig leaves out, since not all other readers follow RFC 3986 there. */
    static const char *const cases[][3] = {
        {"http://a", "b", "http://a/b"},
        {"http://a", "", "http://a"},
        {"http://a", "?q", "http://a?q"},
        {"http://a", "../b", "http://a/b"},
        {"http://a/b/c", "", "http://a/b/c"},
        {"http://a/b/c?q#f", "", "http://a/b/c?q"},
        {"http://a/b/c", "http:g", "http:g"},
        {"http://a/b/c", "x:/./y/../z", "x:/z"},
        {"http://a/b/c", "//h/../i", "http://h/i"},
        {"urn:a:b", "c", "urn:c"},
        {"urn:a:b", "#c", "urn:a:b#c"},
        {"http://a/b//c", "../d", "http://a/b/d"},
        {"http://a/b/", "c/./../d/.", "http://a/b/d/"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        attest_i_buffer out = {0};
        attest_i_iri_resolve(&out, attest_view_of(cases[i][0]), attest_view_of(cases[i][1]));
        cr_expect_str_eq(out.data, cases[i][2], "<%s> below <%s>: %s", cases[i][1], cases[i][0], out.data);
        attest_i_buffer_clear(&out);
    }
}
