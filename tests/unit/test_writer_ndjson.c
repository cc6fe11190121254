/* Claims as NDJSON: the whole of one extraction, byte by byte. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "../support/folder.h"
#include "attest/writer.h"
#include "../support/graph_fixture.h"
#include "rdf/writer_json.h"

static const char report[] = "---\n"
                             "title: Caf\xC3\xA9 \"closed\"\n"
                             "---\n"
                             "\xE2\x80\x9CThe caf\xC3\xA9 did not open on Friday\xE2\x80\x9D, Ann Bee said.\n";

static void build(graph_fixture *f)
{
    graph_fixture_init(f, report);
    uint32_t cafe = graph_fixture_entity(f, "The caf\xC3\xA9", ATTEST_ENTITY_FACILITY, 0);
    uint32_t bee = graph_fixture_entity(f, "Ann Bee", ATTEST_ENTITY_PERSON, 1);
    attest_mention first = {.span = graph_fixture_span(f, "The caf\xC3\xA9", 0),
                            .entity = cafe,
                            .decided_by = ATTEST_VIEW("description"),
                            .antecedent = ATTEST_NO_INDEX};
    attest_mention second = {.span = graph_fixture_span(f, "Ann Bee", 0),
                             .entity = bee,
                             .decided_by = ATTEST_VIEW("name"),
                             .antecedent = ATTEST_NO_INDEX};
    cr_assert_eq(attest_i_builder_mention(f->builder, &first, NULL), ATTEST_OK);
    cr_assert_eq(attest_i_builder_mention(f->builder, &second, NULL), ATTEST_OK);
    attest_span content = graph_fixture_span(f, "\xE2\x80\x9CThe caf\xC3\xA9 did not open on Friday\xE2\x80\x9D", 0);
    attest_span said = graph_fixture_span(f, "said", 0);
    attest_attribution attribution = {.speaker = graph_fixture_participant(f, "Ann Bee", bee),
                                      .cue = ATTEST_VIEW("said"),
                                      .cue_lemma = ATTEST_VIEW("say"),
                                      .cue_spans = &said,
                                      .cue_span_count = 1,
                                      .content = &content,
                                      .content_count = 1,
                                      .kind = ATTEST_ATTRIBUTION_DIRECT,
                                      .reported_by = ATTEST_NO_INDEX,
                                      .sentence = content,
                                      .rule = ATTEST_VIEW("quote.cue-after"),
                                      .confidence = 1};
    uint32_t index;
    cr_assert_eq(attest_i_builder_attribution(f->builder, &attribution, &index), ATTEST_OK);
    attest_claim claim = graph_fixture_claim(f, "The caf\xC3\xA9 did not open on Friday", cafe, "open");
    attest_argument when = {.role = ATTEST_VIEW("time"),
                            .participant = graph_fixture_participant(f, "Friday", ATTEST_NO_INDEX)};
    when.participant.value = (attest_value){.kind = ATTEST_VALUE_DATE, .lexical = ATTEST_VIEW("2024-12-20")};
    claim.arguments = &when;
    claim.argument_count = 1;
    claim.polarity = ATTEST_NEGATED;
    claim.attributions = &index;
    claim.attribution_count = 1;
    claim.quoted = 1;
    claim.rule = ATTEST_VIEW("clause.plain");
    claim.confidence = 0.875;
    cr_assert_eq(attest_i_builder_claim(f->builder, &claim, NULL), ATTEST_OK);
}

/* The lines of the file, decoded; line 0 is the document. */
static size_t read_lines(const char *path, json_t **lines, size_t room)
{
    char line[8192];
    size_t count = 0;
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file);
    while (count < room && fgets(line, sizeof line, file)) {
        lines[count++] = json_loads(line, JSON_REJECT_DUPLICATES, NULL);
        cr_assert_not_null(lines[count - 1], "%s", line);
        cr_expect_eq(strncmp(line, "{\"type\":\"", 9), 0, "the type comes first: %s", line);
    }
    fclose(file);
    return count;
}

static void expect_json(const json_t *object, const char *key, const char *expected)
{
    char *text = json_dumps(json_object_get(object, key), JSON_COMPACT | JSON_ENCODE_ANY);
    cr_expect_str_eq(text ? text : "(none)", expected, "%s: %s", key, text ? text : "(none)");
    free(text);
}

Test(writer_ndjson, whole_extraction)
{
    graph_fixture f;
    test_folder folder = test_folder_make();
    attest_error error;
    attest_writer *writer;
    json_t *lines[8];
    build(&f);
    graph_fixture_map(&f, NULL, 0);
    const char *path = test_folder_path(&folder, "out.ndjson");
    cr_assert_eq(attest_writer_new(&writer, ATTEST_FORMAT_NDJSON, path, NULL, &error), ATTEST_OK);
    cr_assert_eq(attest_writer_extraction(writer, f.mapper, f.extraction), ATTEST_OK);
    cr_assert_eq(attest_writer_finish(writer, &error), ATTEST_OK);
    attest_writer_free(writer);
    size_t count = read_lines(path, lines, 8);
    cr_assert_geq(count, 5);
    expect_json(lines[0], "type", "\"document\"");
    expect_json(lines[0], "title", "\"Caf\xC3\xA9 \\\"closed\\\"\"");
    expect_json(lines[0], "url", "null");
    expect_json(lines[0], "author", "[]");
    expect_json(lines[0], "language", "\"en\"");
    cr_expect_eq(json_object_size(lines[0]), 11);
    /* Code points: front matter 4 + 21 + 4, then the quotation mark. */
    expect_json(lines[1], "label", "\"The caf\xC3\xA9\"");
    expect_json(lines[1], "class", "\"Facility\"");
    expect_json(lines[1], "mentions", "[[30,38]]");
    const json_t *attribution = lines[count - 2];
    expect_json(attribution, "type", "\"attribution\"");
    expect_json(attribution, "id", "\"a1\"");
    expect_json(attribution, "content", "{\"span\":[[29,62]]}");
    expect_json(attribution, "cue", "{\"text\":\"said\",\"lemma\":\"say\",\"span\":[[72,76]]}");
    expect_json(attribution, "kind", "\"direct\"");
    const json_t *claim = lines[count - 1];
    expect_json(claim, "type", "\"claim\"");
    expect_json(claim, "evidence", "[[30,61]]");
    expect_json(claim, "object", "null");
    expect_json(claim, "arguments",
                "[{\"role\":\"time\",\"text\":\"Friday\",\"span\":[[55,61]],\"value\":{\"kind\":\"date\",\"lexical\":"
                "\"2024-12-20\"}}]");
    expect_json(claim, "polarity", "\"negated\"");
    expect_json(claim, "modality", "\"asserted\"");
    expect_json(claim, "attribution", "[\"a1\"]");
    expect_json(claim, "quoted", "true");
    expect_json(claim, "confidence", "0.875");
    expect_json(json_object_get(claim, "predicate"), "relation", "\"https://kg.example/relation/open\"");
    expect_json(json_object_get(claim, "subject"), "entity", "\"https://kg.example/entity/caf\xC3\xA9\"");
    const char *rule = json_string_value(json_object_get(claim, "rule"));
    cr_assert_not_null(rule);
    cr_expect_not_null(strstr(rule, "#clause.plain"), "%s", rule);
    for (size_t i = 0; i < count; i++) {
        json_decref(lines[i]);
    }
    graph_fixture_clear(&f);
    test_folder_remove(&folder);
}

Test(writer_ndjson, quads_are_refused)
{
    test_folder folder = test_folder_make();
    attest_error error;
    attest_writer *writer;
    attest_term term = {.kind = ATTEST_TERM_IRI, .value = ATTEST_VIEW("a:b")};
    attest_quad quad = {term, term, term, {.kind = ATTEST_TERM_NONE}};
    cr_assert_eq(attest_writer_new(&writer, ATTEST_FORMAT_NDJSON, test_folder_path(&folder, "x"), NULL, &error),
                 ATTEST_OK);
    cr_expect_eq(attest_writer_quad(writer, &quad), ATTEST_ERR_ARGUMENT);
    cr_expect_eq(attest_writer_finish(writer, &error), ATTEST_ERR_ARGUMENT);
    attest_writer_free(writer);
    test_folder_remove(&folder);
}

Test(writer_ndjson, json_text)
{
    test_folder folder = test_folder_make();
    attest_i_output output;
    attest_error error;
    const char *path = test_folder_path(&folder, "x");
    char text[256];
    cr_assert_eq(attest_i_output_open(&output, path, ATTEST_I_OUTPUT_WHOLE, &error), ATTEST_OK);
    attest_i_write_json_string(&output, (attest_view){"a\0\x01\b\t\n\f\r\"\\/\x7F\xE2\x80\xA8", 15});
    attest_i_write_json_string(&output, ATTEST_VIEW("\xFFz\xE2\x82"));
    attest_i_write_json_string_or_null(&output, ATTEST_VIEW(""));
    static const double shares[] = {0, 1, 0.5, 0.91, 0.12345, 0.00004, -1, 2};
    for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++) {
        ATTEST_I_OUTPUT_TEXT(&output, " ");
        attest_i_write_json_share(&output, shares[i]);
    }
    cr_assert_eq(attest_i_output_finish(&output, &error), ATTEST_OK);
    FILE *file = fopen(path, "r");
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    cr_expect_str_eq(text,
                     "\"a\\u0000\\u0001\\b\\t\\n\\f\\r\\\"\\\\/\x7F\xE2\x80\xA8\"\"\xEF\xBF\xBDz\xEF\xBF\xBD\"null"
                     " 0 1 0.5 0.91 0.1235 0 0 1");
    test_folder_remove(&folder);
}
