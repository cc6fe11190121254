/* The fixture of the mapping's tests. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "graph_fixture.h"

#include <criterion/criterion.h>

#include "attest/source.h"

/* Spans that claims borrow until they are added. */
static attest_span spans[64];
static size_t span_count;

void graph_fixture_init(graph_fixture *fixture, const char *text)
{
    memset(fixture, 0, sizeof *fixture);
    span_count = 0;
    cr_assert_eq(attest_document_from_bytes(&fixture->document, attest_view_of(text), "folder/report.txt", NULL, NULL),
                 ATTEST_OK);
    cr_assert_eq(attest_i_builder_new(&fixture->builder, fixture->document), ATTEST_OK);
    cr_assert_eq(attest_ruleset_new(&fixture->rules, NULL, 0, NULL), ATTEST_OK);
}

void graph_fixture_clear(graph_fixture *fixture)
{
    attest_i_quad_list_clear(&fixture->quads);
    attest_graph_mapper_free(fixture->mapper);
    attest_ruleset_free(fixture->rules);
    attest_i_builder_free(fixture->builder);
    attest_extraction_free(fixture->extraction);
    attest_document_free(fixture->document);
}

attest_span graph_fixture_span(const graph_fixture *fixture, const char *words, int nth)
{
    attest_view text = attest_document_text(fixture->document);
    const char *at = text.data;
    size_t size = strlen(words);
    for (;; at++) {
        at = memmem(at, (size_t)(text.data + text.size - at), words, size);
        cr_assert_not_null(at, "\"%s\" is not in the text", words);
        if (nth-- == 0) {
            break;
        }
    }
    uint32_t begin = (uint32_t)(at - text.data);
    return (attest_span){begin, begin + (uint32_t)size};
}

uint32_t graph_fixture_entity(graph_fixture *fixture, const char *label, enum attest_entity_class class_, int named)
{
    attest_entity entity = {attest_view_of(label), class_, named};
    uint32_t index;
    cr_assert_eq(attest_i_builder_entity(fixture->builder, &entity, &index), ATTEST_OK);
    return index;
}

attest_participant graph_fixture_participant(graph_fixture *fixture, const char *words, uint32_t entity)
{
    cr_assert_lt(span_count, sizeof spans / sizeof spans[0]);
    attest_participant participant = {.text = attest_view_of(words), .label = attest_view_of(words), .entity = entity};
    spans[span_count] = graph_fixture_span(fixture, words, 0);
    participant.spans = &spans[span_count++];
    participant.span_count = 1;
    return participant;
}

attest_claim graph_fixture_claim(graph_fixture *fixture, const char *words, uint32_t subject, const char *lemma)
{
    cr_assert_lt(span_count, sizeof spans / sizeof spans[0]);
    attest_claim claim = {.predicate_lemma = attest_view_of(lemma),
                          .predicate = attest_view_of(lemma),
                          .rule = ATTEST_VIEW("test.claim"),
                          .confidence = 0.91,
                          .evidence_count = 1};
    spans[span_count] = graph_fixture_span(fixture, words, 0);
    claim.evidence = &spans[span_count++];
    claim.sentence = claim.evidence[0];
    claim.subject = (attest_participant){.entity = subject, .text = ATTEST_VIEW("it"), .label = ATTEST_VIEW("it")};
    return claim;
}

void graph_fixture_map(graph_fixture *fixture, const attest_graph_options *options, int with_run)
{
    attest_i_builder *builder = fixture->builder;
    attest_quad_sink sink = attest_i_quad_list_as_sink(&fixture->quads);
    fixture->builder = NULL;
    cr_assert_eq(attest_i_builder_finish(builder, &fixture->extraction), ATTEST_OK);
    cr_assert_eq(attest_graph_mapper_new(&fixture->mapper, fixture->rules, options, NULL), ATTEST_OK);
    if (with_run) {
        cr_assert_eq(attest_graph_emit_run(fixture->mapper, sink, NULL), ATTEST_OK);
    }
    cr_assert_eq(attest_graph_emit_extraction(fixture->mapper, fixture->extraction, sink, NULL), ATTEST_OK);
}

static int matches(attest_view value, const char *wanted)
{
    if (!wanted) {
        return 1;
    }
    size_t size = strlen(wanted);
    if (wanted[0] == '*') {
        return value.size >= size - 1 && memcmp(value.data + value.size - (size - 1), wanted + 1, size - 1) == 0;
    }
    return value.size == size && memcmp(value.data, wanted, size) == 0;
}

size_t graph_fixture_count(const graph_fixture *fixture, const char *subject, const char *predicate, const char *object)
{
    size_t count = 0;
    for (size_t i = 0; i < fixture->quads.count; i++) {
        const attest_quad *quad = &fixture->quads.items[i];
        count += matches(quad->subject.value, subject) && matches(quad->predicate.value, predicate) &&
                 matches(quad->object.value, object);
    }
    return count;
}

attest_term graph_fixture_object(const graph_fixture *fixture, const char *subject, const char *predicate)
{
    for (size_t i = 0; i < fixture->quads.count; i++) {
        const attest_quad *quad = &fixture->quads.items[i];
        if (matches(quad->subject.value, subject) && matches(quad->predicate.value, predicate)) {
            return quad->object;
        }
    }
    return (attest_term){.kind = ATTEST_TERM_NONE};
}

static const char report[] = "---\n"
                             "title: Troops leave the front line\n"
                             "publisher: The Harbour Post\n"
                             "url: https://harbour-post.example/2024/12/14/troops\n"
                             "author: Ann Bee\n"
                             "published: 2024-12-14\n"
                             "---\n"
                             "Moscow is pulling its troops back from forward positions, two Syrian officers told the "
                             "Harbour Post.\n"
                             "It will not leave \xE2\x80\x9Cits caf\xC3\xA9\xE2\x80\x9D before Friday, Bee noted.\n";

void graph_fixture_report(graph_fixture *f)
{
    graph_fixture_init(f, report);
    uint32_t russia = graph_fixture_entity(f, "Russia", ATTEST_ENTITY_PLACE, 1);
    uint32_t troops = graph_fixture_entity(f, "Russian troops", ATTEST_ENTITY_GROUP, 0);
    uint32_t positions = graph_fixture_entity(f, "forward positions", ATTEST_ENTITY_PLACE, 0);
    uint32_t officers = graph_fixture_entity(f, "two Syrian officers", ATTEST_ENTITY_GROUP, 0);
    uint32_t post = graph_fixture_entity(f, "Harbour Post", ATTEST_ENTITY_ORGANIZATION, 1);
    attest_mention moscow = {.span = graph_fixture_span(f, "Moscow", 0),
                             .entity = russia,
                             .decided_by = ATTEST_VIEW("metonymy"),
                             .rule = ATTEST_VIEW("name.metonymy"),
                             .antecedent = ATTEST_NO_INDEX};
    attest_mention it = {
        .span = graph_fixture_span(f, "It", 0), .entity = russia, .decided_by = ATTEST_VIEW("pronoun")};
    cr_assert_eq(attest_i_builder_mention(f->builder, &moscow, &it.antecedent), ATTEST_OK);
    cr_assert_eq(attest_i_builder_mention(f->builder, &it, NULL), ATTEST_OK);

    attest_span content = graph_fixture_span(f, "Moscow is pulling its troops back from forward positions", 0);
    attest_span told = graph_fixture_span(f, "told", 0);
    attest_attribution outer = {.speaker = graph_fixture_participant(f, "the Harbour Post", post),
                                .content = &content,
                                .content_count = 1,
                                .kind = ATTEST_ATTRIBUTION_INDIRECT,
                                .recipient = 1,
                                .reported_by = ATTEST_NO_INDEX,
                                .sentence = content,
                                .rule = ATTEST_VIEW("test.told"),
                                .confidence = 0.9};
    attest_attribution inner = {.speaker = graph_fixture_participant(f, "two Syrian officers", officers),
                                .cue = ATTEST_VIEW("told"),
                                .cue_lemma = ATTEST_VIEW("tell"),
                                .cue_spans = &told,
                                .cue_span_count = 1,
                                .content = &content,
                                .content_count = 1,
                                .kind = ATTEST_ATTRIBUTION_INDIRECT,
                                .sentence = content,
                                .rule = ATTEST_VIEW("test.told"),
                                .confidence = 0.9};
    uint32_t chain[2];
    cr_assert_eq(attest_i_builder_attribution(f->builder, &outer, &chain[1]), ATTEST_OK);
    inner.reported_by = chain[1];
    cr_assert_eq(attest_i_builder_attribution(f->builder, &inner, &chain[0]), ATTEST_OK);

    attest_claim pull =
        graph_fixture_claim(f, "Moscow is pulling its troops back from forward positions", russia, "pull back");
    attest_argument from = {.role = ATTEST_VIEW("from"),
                            .preposition = ATTEST_VIEW("from"),
                            .participant = graph_fixture_participant(f, "forward positions", positions)};
    pull.object = graph_fixture_participant(f, "its troops", troops);
    pull.has_object = 1;
    pull.arguments = &from;
    pull.argument_count = 1;
    pull.attributions = chain;
    pull.attribution_count = 2;
    cr_assert_eq(attest_i_builder_claim(f->builder, &pull, NULL), ATTEST_OK);

    attest_claim leave =
        graph_fixture_claim(f, "It will not leave \xE2\x80\x9Cits caf\xC3\xA9\xE2\x80\x9D", russia, "leave");
    attest_argument when = {.role = ATTEST_VIEW("time"),
                            .participant = graph_fixture_participant(f, "Friday", ATTEST_NO_INDEX)};
    when.participant.value = (attest_value){.kind = ATTEST_VALUE_DATE, .lexical = ATTEST_VIEW("2024-12-20")};
    leave.polarity = ATTEST_NEGATED;
    leave.arguments = &when;
    leave.argument_count = 1;
    cr_assert_eq(attest_i_builder_claim(f->builder, &leave, NULL), ATTEST_OK);
}
