/* What the report asks of the graph: values of properties, labels, pieces of text. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_AUDIT_REPORT_GRAPH_H
#define ATTEST_AUDIT_REPORT_GRAPH_H

#include "audit/report.h"
#include "rdf/vocabulary.h"

typedef struct attest_i_report_matches {
    attest_i_ids *rows;
    size_t count;
} attest_i_report_matches;

/* Number of a term of the vocabulary in this dataset; ATTEST_I_ANY: not there. */
uint32_t attest_i_report_vocabulary(const attest_dataset *dataset, enum attest_i_iri iri);

/* All quads with this property; the rows are in the report's arena. */
enum attest_status attest_i_report_find(attest_i_report *report, uint32_t subject, enum attest_i_iri predicate,
                                        uint32_t object, uint32_t graph,
                                        attest_i_report_matches *found) ATTEST_MUST_USE;

/* The first object of a property in the order of terms, and its text; ATTEST_I_TERM_NONE and the empty view if there is none. */
uint32_t attest_i_report_object(const attest_dataset *dataset, uint32_t subject, enum attest_i_iri predicate,
                                uint32_t graph);
attest_view attest_i_report_value(const attest_dataset *dataset, uint32_t subject, enum attest_i_iri predicate,
                                  uint32_t graph);

/* Is this the text of a true boolean? */
int attest_i_report_is_true(attest_view value);

/* What comes after the last "#" or "/". */
attest_view attest_i_report_local_name(attest_view iri);

/* The name of an individual of the vocabulary, as words: att:Negated -> "negated", att:NamePart -> "name part". */
attest_view attest_i_report_lower_name(attest_i_report *report, uint32_t id);

/* What a node is called: its label in that graph, or anywhere; its rdf:value; else the end of its IRI. Literals: their text. */
attest_view attest_i_report_label(const attest_dataset *dataset, uint32_t id, uint32_t graph);

/* The piece of text that a selector selects. */
attest_i_report_piece attest_i_report_piece_at(const attest_dataset *dataset, uint32_t selector, uint32_t graph);

/* report_collect.c: parts of collecting that claims and statements share. */

/* The words that `property` of a claim or statement points at (selectors, or targets with one), in text order, and its sentence. */
enum attest_status attest_i_report_add_words(attest_i_report *report, attest_i_report_claim *claim,
                                             enum attest_i_iri property) ATTEST_MUST_USE;

/* The layers from attribution `id` outwards. */
enum attest_status attest_i_report_layers(attest_i_report *report, attest_i_report_claim *claim,
                                          uint32_t id) ATTEST_MUST_USE;

/* Put what the claim was quoted from into the report's sources. */
enum attest_status attest_i_report_place(attest_i_report *report, attest_i_report_claim *claim) ATTEST_MUST_USE;

/* Note the terms that stand in any of the words by which the graph calls a node. */
enum attest_status attest_i_report_note_node(attest_i_report *report, attest_i_matcher *matcher, uint32_t id,
                                             uint32_t graph, unsigned char *found) ATTEST_MUST_USE;

/* By source (date, title), then place. */
int attest_i_report_compare(const void *a, const void *b, void *report);

/* report_resolved.c: of subject, object and speakers: which words stand for them in the sentence or beside the cue, and why. */
enum attest_status attest_i_report_resolved(attest_i_report *report, attest_i_report_claim *claim) ATTEST_MUST_USE;

/* report_statements.c: take what somebody says, holds all terms, and has become no claim of the report. Only for terms. */
enum attest_status attest_i_report_add_statements(attest_i_report *report, attest_i_matcher *matcher) ATTEST_MUST_USE;

#endif
