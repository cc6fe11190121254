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
