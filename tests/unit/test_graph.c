/* Graph: from extractions to quads. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "attest/writer.h"
#include "base/memory.h"
#include "../support/graph_fixture.h"
#include "rdf/quad_set.h"
#include "rdf/vocabulary.h"

#define ATT ATTEST_I_NS_ATT
#define RDF ATTEST_I_NS_RDF
#define OA ATTEST_I_NS_OA
#define ENT ATTEST_DEFAULT_BASE "entity/"
#define REL ATTEST_DEFAULT_BASE "relation/"

Test(graph, direct_triples_of_affirmed_asserted_claims)
{
    graph_fixture f;
    graph_fixture_report(&f);
    graph_fixture_map(&f, NULL, 0);
    cr_expect_eq(graph_fixture_count(&f, ENT "Russia", REL "pull-back", ENT "russian-troops"), 1);
    cr_expect_eq(graph_fixture_count(&f, ENT "Russia", REL "pull-back-from", ENT "forward-positions"), 1);
    cr_expect_eq(graph_fixture_count(&f, ENT "Russia", REL "leave", NULL), 0);
    graph_fixture_clear(&f);
}

/* Whoever is anything but sure of it, the claim is kept and the plain triple is not. */
Test(graph, no_direct_triple_without_assertion)
{
    static const struct {
        enum attest_polarity polarity;
        enum attest_modality modality;
        enum attest_stance stance;
        enum attest_attribution_kind kind;
        size_t direct;
    } cases[] = {
        {ATTEST_AFFIRMED, ATTEST_MODALITY_ASSERTED, ATTEST_STANCE_ASSERTS, ATTEST_ATTRIBUTION_DIRECT, 1},
        {ATTEST_NEGATED, ATTEST_MODALITY_ASSERTED, ATTEST_STANCE_ASSERTS, ATTEST_ATTRIBUTION_DIRECT, 0},
        {ATTEST_AFFIRMED, ATTEST_MODALITY_POSSIBLE, ATTEST_STANCE_ASSERTS, ATTEST_ATTRIBUTION_DIRECT, 0},
        {ATTEST_AFFIRMED, ATTEST_MODALITY_INTENDED, ATTEST_STANCE_ASSERTS, ATTEST_ATTRIBUTION_DIRECT, 0},
        {ATTEST_AFFIRMED, ATTEST_MODALITY_ASSERTED, ATTEST_STANCE_DENIES, ATTEST_ATTRIBUTION_INDIRECT, 0},
        {ATTEST_AFFIRMED, ATTEST_MODALITY_ASSERTED, ATTEST_STANCE_BELIEVES, ATTEST_ATTRIBUTION_INDIRECT, 0},
        {ATTEST_AFFIRMED, ATTEST_MODALITY_ASSERTED, ATTEST_STANCE_JUDGES, ATTEST_ATTRIBUTION_OPINION, 0},
        {ATTEST_AFFIRMED, ATTEST_MODALITY_ASSERTED, ATTEST_STANCE_ASSERTS, ATTEST_ATTRIBUTION_OPINION, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        graph_fixture f;
        graph_fixture_init(&f, "Bolivia bought ships, Ann said.");
        uint32_t subject = graph_fixture_entity(&f, "Bolivia", ATTEST_ENTITY_PLACE, 1);
        attest_span content = graph_fixture_span(&f, "Bolivia bought ships", 0);
        attest_attribution said = {.speaker = graph_fixture_participant(&f, "Ann", ATTEST_NO_INDEX),
                                   .content = &content,
                                   .content_count = 1,
                                   .kind = cases[i].kind,
                                   .stance = cases[i].stance,
                                   .reported_by = ATTEST_NO_INDEX,
                                   .sentence = content};
        uint32_t layer;
        cr_assert_eq(attest_i_builder_attribution(f.builder, &said, &layer), ATTEST_OK);
        attest_claim claim = graph_fixture_claim(&f, "Bolivia bought ships", subject, "buy");
        claim.object = graph_fixture_participant(&f, "ships", ATTEST_NO_INDEX);
        claim.has_object = 1;
        claim.polarity = cases[i].polarity;
        claim.modality = cases[i].modality;
        claim.attributions = &layer;
        claim.attribution_count = 1;
        cr_assert_eq(attest_i_builder_claim(f.builder, &claim, NULL), ATTEST_OK);
        graph_fixture_map(&f, NULL, 0);
        cr_expect_eq(graph_fixture_count(&f, ENT "Bolivia", REL "buy", "*/entity/ships"), cases[i].direct, "case %zu",
                     i);
        cr_expect_eq(graph_fixture_count(&f, NULL, RDF "object", "*/entity/ships"), 1, "case %zu", i);
        graph_fixture_clear(&f);
    }
}

Test(graph, chain_runs_from_the_innermost_speaker_to_the_outlet)
{
    graph_fixture f;
    graph_fixture_report(&f);
    graph_fixture_map(&f, NULL, 0);
    cr_expect_eq(graph_fixture_count(&f, "*#s1", ATT "speaker", "*/entity/two-syrian-officers"), 1);
    cr_expect_eq(graph_fixture_count(&f, "*#s1", ATT "reportedBy", "*#s2"), 1);
    cr_expect_eq(graph_fixture_count(&f, "*#s2", ATT "speaker", ENT "Harbour_Post"), 1);
    cr_expect_eq(graph_fixture_count(&f, "*#s2", ATT "kind", ATT "Publication"), 1, "told and publishes: one layer");
    cr_expect_eq(graph_fixture_count(&f, "*#s3", NULL, NULL), 0);
    cr_expect_eq(graph_fixture_count(&f, "*#s1", ATT "speaker", ENT "Harbour_Post"), 1,
                 "the claim in the outlet's voice");
    cr_expect_eq(graph_fixture_count(&f, NULL, ATT "attribution", NULL), 2);
    cr_expect_eq(graph_fixture_count(&f, "*#s1", ATT "cue", "told"), 1);
    graph_fixture_clear(&f);
}

Test(graph, evidence_is_counted_in_code_points_with_context)
{
    graph_fixture f;
    graph_fixture_report(&f);
    graph_fixture_map(&f, NULL, 0);
    attest_span span = graph_fixture_span(&f, "It will not leave \xE2\x80\x9Cits caf\xC3\xA9\xE2\x80\x9D", 0);
    char selector[64];
    snprintf(selector, sizeof selector, "*#char=%u,%u", (unsigned)span.begin, (unsigned)span.begin + 28);
    cr_expect_eq(span.end - span.begin, 33, "bytes");
    attest_term exact = graph_fixture_object(&f, selector, OA "exact");
    cr_expect(attest_view_equal(exact.value, attest_document_slice(f.document, span)));
    attest_term suffix = graph_fixture_object(&f, selector, OA "suffix");
    cr_expect(attest_view_equal(suffix.value, ATTEST_VIEW(" before Friday, Bee noted.\n")));
    attest_term prefix = graph_fixture_object(&f, selector, OA "prefix");
    cr_expect_eq(prefix.value.size, 32);
    cr_expect_eq(graph_fixture_count(&f, "*#e1", OA "hasSelector", selector), 1);
    graph_fixture_clear(&f);
}

Test(graph, values_are_typed_or_structured)
{
    const struct {
        attest_value value;
        const char *subject, *predicate, *object;
        const char *datatype; /* local name of XSD; NULL: an IRI or a plain literal */
    } cases[] = {
        {{.kind = ATTEST_VALUE_INTEGER, .lexical = ATTEST_VIEW("12")}, NULL, RDF "object", "12", "integer"},
        {{.kind = ATTEST_VALUE_INTEGER, .lexical = ATTEST_VIEW("twelve")}, NULL, RDF "object", "twelve", NULL},
        {{.kind = ATTEST_VALUE_DATE, .lexical = ATTEST_VIEW("2024-02-29")}, NULL, RDF "object", "2024-02-29", "date"},
        {{.kind = ATTEST_VALUE_DATE, .lexical = ATTEST_VIEW("2023-02-29")}, NULL, RDF "object", "2023-02-29", NULL},
        {{.kind = ATTEST_VALUE_DURATION, .lexical = ATTEST_VIEW("P3D")}, NULL, RDF "object", "P3D", "duration"},
        {{.kind = ATTEST_VALUE_INTEGER, .lexical = ATTEST_VIEW("3"), .bound = ATTEST_BOUND_AT_LEAST},
         "*#object",
         ATTEST_I_NS_SCHEMA "minValue",
         "3",
         "integer"},
        {{.kind = ATTEST_VALUE_INTEGER, .lexical = ATTEST_VIEW("3"), .bound = ATTEST_BOUND_AT_LEAST},
         "*#object",
         ATT "bound",
         ATT "AtLeast",
         NULL},
        {{.kind = ATTEST_VALUE_INTEGER, .lexical = ATTEST_VIEW("7"), .upper = ATTEST_VIEW("9")},
         "*#object",
         ATTEST_I_NS_SCHEMA "maxValue",
         "9",
         "integer"},
        {{.kind = ATTEST_VALUE_MONEY, .lexical = ATTEST_VIEW("5000000"), .unit = ATTEST_VIEW("USD")},
         "*#object",
         ATTEST_I_NS_SCHEMA "currency",
         "USD",
         NULL},
        {{.kind = ATTEST_VALUE_MONEY, .lexical = ATTEST_VIEW("2.5"), .unit = ATTEST_VIEW("USD")},
         "*#object",
         ATTEST_I_NS_SCHEMA "value",
         "2.5",
         "decimal"},
        {{.kind = ATTEST_VALUE_MEASURE, .lexical = ATTEST_VIEW("13"), .unit = ATTEST_VIEW("km")},
         "*#object",
         ATTEST_I_NS_SCHEMA "unitCode",
         "UCUM:km",
         NULL},
        {{.kind = ATTEST_VALUE_PERCENT, .lexical = ATTEST_VIEW("5")},
         "*#object",
         ATTEST_I_NS_SCHEMA "unitCode",
         "UCUM:%",
         NULL},
        {{.kind = ATTEST_VALUE_INTERVAL, .lexical = ATTEST_VIEW("2024-12-02"), .upper = ATTEST_VIEW("2024-12-08")},
         "*#object-end",
         ATTEST_I_NS_TIME "inXSDDate",
         "2024-12-08",
         "date"},
        {{.kind = ATTEST_VALUE_INTERVAL, .lexical = ATTEST_VIEW("2024-12-02")},
         "*#object",
         ATTEST_I_NS_TIME "hasBeginning",
         "*#object-begin",
         NULL},
        {{.kind = ATTEST_VALUE_INTEGER, .lexical = ATTEST_VIEW("+007")}, NULL, RDF "object", "7", "integer"},
        {{.kind = ATTEST_VALUE_INTEGER, .lexical = ATTEST_VIEW("-0")}, NULL, RDF "object", "0", "integer"},
        {{.kind = ATTEST_VALUE_INTEGER, .lexical = ATTEST_VIEW("100")}, NULL, RDF "object", "100", "integer"},
        {{.kind = ATTEST_VALUE_DECIMAL, .lexical = ATTEST_VIEW("2.50")}, NULL, RDF "object", "2.5", "decimal"},
        {{.kind = ATTEST_VALUE_DECIMAL, .lexical = ATTEST_VIEW("-.5")}, NULL, RDF "object", "-0.5", "decimal"},
        {{.kind = ATTEST_VALUE_DECIMAL, .lexical = ATTEST_VIEW("10.0")}, NULL, RDF "object", "10", "decimal"},
        {{.kind = ATTEST_VALUE_DECIMAL, .lexical = ATTEST_VIEW("0.0")}, NULL, RDF "object", "0", "decimal"},
        {{.kind = ATTEST_VALUE_TEXT, .lexical = ATTEST_VIEW("to leave")}, NULL, RDF "object", "to leave", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        graph_fixture f;
        graph_fixture_init(&f, "Bolivia bought something.");
        attest_claim claim = graph_fixture_claim(&f, "Bolivia bought something",
                                                 graph_fixture_entity(&f, "Bolivia", ATTEST_ENTITY_PLACE, 1), "buy");
        claim.object = graph_fixture_participant(&f, "something", ATTEST_NO_INDEX);
        claim.object.value = cases[i].value;
        claim.has_object = 1;
        cr_assert_eq(attest_i_builder_claim(f.builder, &claim, NULL), ATTEST_OK);
        graph_fixture_map(&f, NULL, 0);
        cr_expect_eq(graph_fixture_count(&f, cases[i].subject, cases[i].predicate, cases[i].object), 1, "case %zu", i);
        attest_term object = graph_fixture_object(&f, cases[i].subject, cases[i].predicate);
        char datatype[128] = "";
        if (cases[i].datatype) {
            snprintf(datatype, sizeof datatype, ATTEST_I_NS_XSD "%s", cases[i].datatype);
        }
        cr_expect(attest_view_equal(object.datatype, attest_view_of(datatype)), "case %zu: %.*s", i,
                  (int)object.datatype.size, object.datatype.data ? object.datatype.data : "");
        cr_expect_eq(object.language.size > 0, cases[i].value.kind == ATTEST_VALUE_TEXT, "case %zu", i);
        graph_fixture_clear(&f);
    }
}

Test(graph, hostile_metadata_stays_data)
{
    graph_fixture f;
    graph_fixture_init(&f, "---\n"
                           "title: \"Quotes \\\" and \\\\ and <b>\"\n"
                           "publisher: The \xE2\x80\x9CNight\xE2\x80\x9D <Post> {x} | ^`\n"
                           "url: https://x.example:port/a\n"
                           "author: '***'\n"
                           "published: 2024-13-45\n"
                           "---\n"
                           "Nothing.\n");
    graph_fixture_map(&f, NULL, 1);
    for (size_t i = 0; i < f.quads.count; i++) {
        const attest_term *terms[] = {&f.quads.items[i].subject, &f.quads.items[i].predicate, &f.quads.items[i].object};
        for (size_t j = 0; j < 3; j++) {
            for (size_t k = 0; terms[j]->kind == ATTEST_TERM_IRI && k < terms[j]->value.size; k++) {
                char c = terms[j]->value.data[k];
                cr_assert((unsigned char)c > ' ' && !strchr("<>\"{}|\\^`", c), "%.*s", (int)terms[j]->value.size,
                          terms[j]->value.data);
            }
        }
    }
    cr_expect_eq(graph_fixture_object(&f, NULL, ATTEST_I_NS_SCHEMA "url").kind, ATTEST_TERM_LITERAL);
    attest_term published = graph_fixture_object(&f, NULL, ATTEST_I_NS_SCHEMA "datePublished");
    cr_expect(published.kind == ATTEST_TERM_NONE || published.datatype.size == 0);
    graph_fixture_clear(&f);
}

Test(graph, base_must_be_an_absolute_iri)
{
    static const struct {
        const char *base;
        enum attest_status status;
    } cases[] = {
        {"https://kg.example/", ATTEST_OK},
        {"https://kg.example/kg#", ATTEST_OK},
        {"urn:x:/", ATTEST_OK},
        {"kg.example/", ATTEST_ERR_ARGUMENT},
        {"https://kg.example", ATTEST_ERR_ARGUMENT},
        {"", ATTEST_ERR_ARGUMENT},
        {"https://kg example/", ATTEST_ERR_ARGUMENT},
        {"https://kg.example/a#b#", ATTEST_ERR_ARGUMENT},
    };
    attest_ruleset *rules;
    cr_assert_eq(attest_ruleset_new(&rules, NULL, 0, NULL), ATTEST_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        attest_graph_options options = {.base = cases[i].base};
        attest_graph_mapper *mapper;
        attest_error error = {0};
        cr_expect_eq(attest_graph_mapper_new(&mapper, rules, &options, &error), cases[i].status, "%s", cases[i].base);
        cr_expect_eq(mapper != NULL, cases[i].status == ATTEST_OK);
        cr_expect_eq(error.text[0] != '\0', cases[i].status != ATTEST_OK);
        attest_graph_mapper_free(mapper);
    }
    attest_ruleset_free(rules);
}

Test(graph, base_with_a_fragment_gets_no_second_one)
{
    graph_fixture f;
    attest_graph_options options = {.base = "https://kg.example/kg#"};
    graph_fixture_report(&f);
    graph_fixture_map(&f, &options, 1);
    for (size_t i = 0; i < f.quads.count; i++) {
        attest_view subject = f.quads.items[i].subject.value;
        const char *first = memchr(subject.data, '#', subject.size);
        cr_assert(!first || !memchr(first + 1, '#', (size_t)(subject.data + subject.size - first - 1)), "%.*s",
                  (int)subject.size, subject.data);
    }
    cr_expect_gt(graph_fixture_count(&f, "*/e1", NULL, NULL), 0);
    graph_fixture_clear(&f);
}

/* The catalogue's figures hold for what follows, and no quad comes twice. */
Test(graph, digest_and_counts_describe_the_graph)
{
    graph_fixture f;
    graph_fixture_report(&f);
    graph_fixture_map(&f, NULL, 1);
    attest_i_quad_set set = {0};
    attest_term graph = {0};
    size_t in_graph = 0;
    for (size_t i = 0; i < f.quads.count; i++) {
        const attest_quad *quad = &f.quads.items[i];
        for (size_t j = 0; j < i; j++) {
            cr_assert_neq(attest_quad_compare(quad, &f.quads.items[j]), 0, "quad %zu is quad %zu again", i, j);
        }
        if (quad->graph.kind != ATTEST_TERM_NONE) {
            graph = quad->graph;
            in_graph++;
            attest_i_quad_set_add_term(&set, quad->subject, quad->predicate, quad->object);
        }
    }
    char digest[ATTEST_I_DIGEST_SIZE];
    char count[24];
    cr_assert_eq(attest_i_quad_set_digest(&set, graph, digest), ATTEST_OK);
    snprintf(count, sizeof count, "%zu", in_graph);
    cr_expect_eq(graph_fixture_count(&f, "*", ATT "digest", digest), 1);
    cr_expect_eq(graph_fixture_count(&f, NULL, ATTEST_I_NS_VOID "triples", count), 1);
    cr_expect_eq(graph_fixture_count(&f, NULL, ATT "claimCount", "2"), 1);
    cr_expect_eq(graph_fixture_count(&f, NULL, ATT "attributionCount", "2"), 1);
    attest_i_quad_set_clear(&set);
    graph_fixture_clear(&f);
}

Test(graph, subjects_are_grouped)
{
    graph_fixture f;
    graph_fixture_report(&f);
    graph_fixture_map(&f, NULL, 0);
    for (size_t i = 1; i < f.quads.count; i++) {
        const attest_quad *quad = &f.quads.items[i];
        if (attest_term_compare(&quad->subject, &f.quads.items[i - 1].subject) != 0) {
            for (size_t j = 0; j < i; j++) {
                cr_assert(attest_term_compare(&quad->subject, &f.quads.items[j].subject) != 0 ||
                              attest_term_compare(&quad->graph, &f.quads.items[j].graph) != 0,
                          "%.*s comes twice", (int)quad->subject.value.size, quad->subject.value.data);
            }
        }
    }
    graph_fixture_clear(&f);
}

Test(graph, claims_that_differ_have_different_names)
{
    graph_fixture f;
    graph_fixture_init(&f, "Bolivia bought ships.");
    uint32_t bolivia = graph_fixture_entity(&f, "Bolivia", ATTEST_ENTITY_PLACE, 1);
    attest_claim claim = graph_fixture_claim(&f, "Bolivia bought ships", bolivia, "buy");
    cr_assert_eq(attest_i_builder_claim(f.builder, &claim, NULL), ATTEST_OK);
    claim.polarity = ATTEST_NEGATED;
    cr_assert_eq(attest_i_builder_claim(f.builder, &claim, NULL), ATTEST_OK);
    claim.modality = ATTEST_MODALITY_POSSIBLE;
    cr_assert_eq(attest_i_builder_claim(f.builder, &claim, NULL), ATTEST_OK);
    claim.has_object = 1;
    claim.object = graph_fixture_participant(&f, "ships", ATTEST_NO_INDEX);
    cr_assert_eq(attest_i_builder_claim(f.builder, &claim, NULL), ATTEST_OK);
    graph_fixture_map(&f, NULL, 0);
    cr_expect_eq(graph_fixture_count(&f, NULL, RDF "type", ATT "Claim"), 4);
    char iri[ATTEST_IRI_MAX];
    cr_assert_eq(attest_graph_claim_iri(f.mapper, f.extraction, 0, iri, sizeof iri), ATTEST_OK);
    cr_expect_eq(graph_fixture_count(&f, iri, RDF "type", ATT "Claim"), 1);
    cr_expect_eq(strlen(iri), strlen(ATTEST_DEFAULT_BASE "claim/") + 20);
    cr_expect_eq(attest_graph_claim_iri(f.mapper, f.extraction, 0, iri, 10), ATTEST_ERR_LIMIT);
    graph_fixture_clear(&f);
}

static enum attest_status refuse(void *self, const attest_quad *quad)
{
    (void)quad;
    return --*(int *)self < 0 ? ATTEST_ERR_WRITE : ATTEST_OK;
}

Test(graph, a_sink_that_fails_stops_the_mapping)
{
    graph_fixture f;
    graph_fixture_report(&f);
    graph_fixture_map(&f, NULL, 0);
    int quads = 40;
    attest_quad_sink sink = {refuse, &quads};
    cr_expect_eq(attest_graph_emit_extraction(f.mapper, f.extraction, sink, NULL), ATTEST_ERR_WRITE);
    cr_expect_eq(quads, -1);
    graph_fixture_clear(&f);
}

/* What depends on the version and on the rules' wording is left out of the comparison. */
static void mask(attest_i_buffer *text)
{
    static const char *const marks[] = {"/run/", "/rules/", "ns#digest> \"sha256:"};
    for (size_t i = 0; i < 3; i++) {
        size_t size = strlen(marks[i]);
        for (char *at = text->data; (at = strstr(at, marks[i])) != NULL;) {
            at += size;
            for (; *at && strchr("0123456789abcdef", *at); at++) {
                *at = '0';
            }
        }
    }
}

static void read_file(const char *path, attest_i_buffer *content)
{
    char block[4096];
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    for (size_t size; (size = fread(block, 1, sizeof block, file)) > 0;) {
        attest_i_buffer_append(content, (attest_view){block, size});
    }
    fclose(file);
}

static void write_nquads(const graph_fixture *f, attest_i_buffer *content)
{
    char path[64];
    attest_writer *writer;
    snprintf(path, sizeof path, "/tmp/attest-graph-%ld.nq", (long)getpid());
    cr_assert_eq(attest_writer_new(&writer, ATTEST_FORMAT_NQUADS, path, NULL, NULL), ATTEST_OK);
    cr_assert_eq(attest_i_quad_list_emit(&f->quads, attest_writer_as_sink(writer)), ATTEST_OK);
    cr_assert_eq(attest_writer_finish(writer, NULL), ATTEST_OK);
    attest_writer_free(writer);
    read_file(path, content);
    unlink(path);
}

/* `ATTEST_UPDATE_GOLDEN=1` rewrites the expectation. */
Test(graph, golden_report)
{
    static const char golden[] = "tests/suite/graph/report.nq";
    graph_fixture f;
    attest_i_buffer got = {0};
    attest_i_buffer expected = {0};
    graph_fixture_report(&f);
    graph_fixture_map(&f, NULL, 1);
    write_nquads(&f, &got);
    mask(&got);
    if (getenv("ATTEST_UPDATE_GOLDEN")) {
        FILE *file = fopen(golden, "wb");
        cr_assert_not_null(file);
        cr_assert_eq(fwrite(got.data, 1, got.size, file), got.size);
        cr_assert_eq(fclose(file), 0);
    }
    read_file(golden, &expected);
    cr_expect(
        attest_view_equal(attest_i_buffer_view(&got), attest_i_buffer_view(&expected)),
        "tests/suite/graph/report.nq differs; got:\n%s\nupdate with ATTEST_UPDATE_GOLDEN=1 build/tests/unit-tests "
        "--filter graph/golden_report",
        got.data);
    attest_i_buffer_clear(&got);
    attest_i_buffer_clear(&expected);
    graph_fixture_clear(&f);
}
