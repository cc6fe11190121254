/* Matching of terms, marking of evidence, and reports on graphs that hold nonsense. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "../support/audit_fixture.h"
#include "attest/audit.h"
#include "audit/report.h"

static int matches(const char *term, const char *text)
{
    attest_i_arena arena;
    attest_i_matcher matcher;
    unsigned char found = 0;
    attest_i_arena_init(&arena);
    cr_assert_eq(attest_i_matcher_init(&matcher, &arena, &term, 1), ATTEST_OK);
    cr_assert_eq(attest_i_matcher_note(&matcher, attest_view_of(text), &found), ATTEST_OK);
    attest_i_matcher_clear(&matcher);
    attest_i_arena_clear(&arena);
    return found;
}

Test(audit, terms_are_whole_words_without_case)
{
    cr_expect(matches("bridge", "the Quarry BRIDGE."));
    cr_expect(matches("Quarry bridge", "(Quarry Bridge)"));
    cr_expect(matches("STRASSE", "die Straße"));
    cr_expect(matches("\xCE\xA3\xCE\xBF\xCF\x86\xCF\x8C\xCF\x82", "\xCF\x83\xCE\xBF\xCF\x86\xCF\x8C\xCF\x83"),
              "final sigma");
    cr_expect(matches("u.s.", "the U.S. said"));
    cr_expect(matches("two", "twofold or two"));
    cr_expect_not(matches("bridge", "Bridgewater and abridge"));
    cr_expect_not(matches("berg", "\xC3\xB6"
                                  "berg"));
    cr_expect_not(matches("", "anything"));
    cr_expect_not(matches("x", ""));
}

static void append_run(void *user_data, attest_view text, int marked)
{
    attest_i_buffer *buffer = user_data;
    attest_i_buffer_print(buffer, marked ? "<%.*s>" : "%.*s", (int)text.size, text.data);
}

static void expect_runs(const attest_i_report_claim *claim, const char *expected)
{
    attest_i_buffer buffer = {NULL, 0, 0, ATTEST_OK};
    attest_i_report_runs(claim, append_run, &buffer);
    cr_expect_str_eq(buffer.data ? buffer.data : "", expected);
    attest_i_buffer_clear(&buffer);
}

Test(audit, evidence_is_marked_in_its_sentence)
{
    attest_i_report_piece pieces[2] = {
        {.prefix = ATTEST_VIEW("a "), .exact = ATTEST_VIEW("é b"), .suffix = ATTEST_VIEW(" c"), .start = 12, .end = 15},
        {.exact = ATTEST_VIEW("d"), .start = 18, .end = 19}};
    attest_i_report_claim claim = {.evidence = pieces,
                                   .evidence_count = 2,
                                   .sentence = {.exact = ATTEST_VIEW("a é b c d."), .start = 10, .end = 20}};
    expect_runs(&claim, "a <é b> c <d>.");
    /* Offsets that contradict the sentence: what the pieces say of themselves. */
    pieces[1].end = 99;
    expect_runs(&claim, "a <é b> c … <d>");
    claim.evidence_count = 0;
    expect_runs(&claim, "");
}

Test(audit, evidence_in_several_sentences_is_shown_once)
{
    /* "Öre is far. Bee left it. She said: no." */
    attest_i_report_piece pieces[3] = {
        {.exact = ATTEST_VIEW("Öre"), .suffix = ATTEST_VIEW(" is far. Bee left"), .start = 0, .end = 3},
        {.prefix = ATTEST_VIEW("is far. "),
         .exact = ATTEST_VIEW("Bee"),
         .suffix = ATTEST_VIEW(" left"),
         .start = 12,
         .end = 15},
        {.prefix = ATTEST_VIEW(". "),
         .exact = ATTEST_VIEW("She"),
         .suffix = ATTEST_VIEW(" said"),
         .start = 25,
         .end = 28}};
    attest_i_report_claim claim = {.evidence = pieces, .evidence_count = 3};
    expect_runs(&claim, "<Öre> is far. <Bee> left … . <She> said");
    pieces[2].start = 13; /* within another piece */
    pieces[2].end = 18;
    pieces[2].prefix = ATTEST_VIEW("B");
    pieces[2].exact = ATTEST_VIEW("ee le");
    pieces[2].suffix = ATTEST_VIEW("ft it");
    expect_runs(&claim, "<Öre> is far. <Bee>< le>ft it");
    pieces[2].prefix = ATTEST_VIEW("more than stands before it");
    expect_runs(&claim, "<Öre> is far. Bee left … is far. <Bee> left … more than stands before it<ee le>ft it");
}

static char *audit_text(const attest_dataset *dataset, const char *term, enum attest_status expected)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    attest_audit_request request = {.terms = &term, .term_count = 1};
    cr_assert_eq(attest_audit_write(dataset, &request, file, NULL), expected);
    fclose(file);
    return text;
}

Test(audit, imported_claims)
{
    audit_fixture fixture;
    attest_dataset *dataset;
    attest_import_counts counts;
    audit_fixture_make(&fixture, NULL);
    cr_assert_eq(audit_fixture_import(&fixture, &dataset, &counts), ATTEST_OK);
    char *text = audit_text(dataset, "quarry bridge", ATTEST_OK);
    cr_expect(strstr(text, "[1] NOT: Quarry Bridge — be safe"), "%s", text);
    cr_expect(strstr(text, "[2] INTENDED: Quarry Bridge — close"), "%s", text);
    cr_expect(strstr(text, "⟦the Quarry Bridge is not safe⟧."), "%s", text);
    free(text);
    free(audit_text(dataset, "nobody", ATTEST_NONE));
    attest_dataset_free(dataset);
    audit_fixture_clear(&fixture);
}

static void add_quad(attest_quad_sink sink, const char *subject, const char *predicate, const char *object,
                     const char *graph)
{
    attest_quad quad = {
        {.kind = ATTEST_TERM_IRI, .value = attest_view_of(subject)},
        {.kind = ATTEST_TERM_IRI, .value = attest_view_of(predicate)},
        {.kind = strchr(object, ':') ? ATTEST_TERM_IRI : ATTEST_TERM_LITERAL, .value = attest_view_of(object)},
        {.kind = ATTEST_TERM_IRI, .value = attest_view_of(graph)}};
    cr_assert_eq(sink.quad(sink.self, &quad), ATTEST_OK);
}

#define ATT "https://w3id.org/attest/ns#"
#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define OA "http://www.w3.org/ns/oa#"

/* A claim without source or offsets, whose attribution runs in a circle and whose words try to command the terminal. */
Test(audit, nonsense_is_shown_not_obeyed)
{
    attest_dataset *dataset;
    cr_assert_eq(attest_i_dataset_new(&dataset), ATTEST_OK);
    attest_quad_sink sink = attest_i_dataset_as_sink(dataset);
    add_quad(sink, "x:c", RDF "type", ATT "Claim", "x:g");
    add_quad(sink, "x:c", RDF "subject", "x:moon", "x:g");
    add_quad(sink, "x:c", ATT "attribution", "x:a", "x:g");
    add_quad(sink, "x:a", ATT "speaker", "x:moon", "x:g");
    add_quad(sink, "x:a", ATT "reportedBy", "x:a", "x:g");
    add_quad(sink, "x:c", OA "hasTarget", "x:e", "x:g");
    add_quad(sink, "x:e", OA "hasSelector", "x:s", "x:g");
    add_quad(sink, "x:s", OA "exact", "\033[2Jgone", "x:g");
    add_quad(sink, "x:s", OA "start", "many", "x:g");
    cr_assert_eq(attest_i_dataset_seal(dataset), ATTEST_OK);
    char *text = audit_text(dataset, "x:moon", ATTEST_OK);
    cr_expect(strstr(text, "[2Jgone"), "%s", text);
    cr_expect_null(strchr(text, '\033'));
    free(text);
    attest_dataset_free(dataset);
}
