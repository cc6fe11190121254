/* A small document and an extraction of it made by hand, for the tests of the mapping. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_GRAPH_FIXTURE_H
#define TESTS_GRAPH_FIXTURE_H

#include "attest/graph.h"
#include "extract/builder.h"
#include "quad_list.h"

typedef struct graph_fixture {
    attest_document *document;
    attest_i_builder *builder;
    attest_extraction *extraction;
    attest_ruleset *rules;
    attest_graph_mapper *mapper;
    attest_i_quad_list quads; /* what emit gave */
} graph_fixture;

/* Read `text` and start a builder. All failures fail the test. */
void graph_fixture_init(graph_fixture *fixture, const char *text);
void graph_fixture_clear(graph_fixture *fixture);

/* The `nth` (from 0) occurrence of `words` in the text. */
attest_span graph_fixture_span(const graph_fixture *fixture, const char *words, int nth);

uint32_t graph_fixture_entity(graph_fixture *fixture, const char *label, enum attest_entity_class class_, int named);

/* A participant: words as they stand (first occurrence) and an entity, or a value. */
attest_participant graph_fixture_participant(graph_fixture *fixture, const char *words, uint32_t entity);

/* An affirmed, asserted claim with `words` as evidence. */
attest_claim graph_fixture_claim(graph_fixture *fixture, const char *words, uint32_t subject, const char *lemma);

/* Instead of init: a report in which officers tell an outlet of a withdrawal, with the claim, its chain, mentions, and a
 * second, negated claim without object. */
void graph_fixture_report(graph_fixture *fixture);

/* Finish the builder and map to `fixture->quads`, the run first if `with_run`. */
void graph_fixture_map(graph_fixture *fixture, const attest_graph_options *options, int with_run);

/* Number of quads that match: subject, predicate and object as IRI or lexical form; NULL matches anything. A "*" at the start of
 * a string stands for anything in front. */
size_t graph_fixture_count(const graph_fixture *fixture, const char *subject, const char *predicate,
                           const char *object);

/* The object of the first quad with that subject and predicate; kind NONE if there is none. */
attest_term graph_fixture_object(const graph_fixture *fixture, const char *subject, const char *predicate);

#endif
