/* Statements: words of speakers that hold what is asked for, but of which no claim is in the report. Without them an audit would
 * be silent on people whose words were found but not read. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "audit/report_graph.h"

static enum attest_status note_selectors(attest_i_report *report, attest_i_matcher *matcher, uint32_t id,
                                         enum attest_i_iri property, uint32_t graph, unsigned char *found)
{
    attest_i_report_matches pieces;
    enum attest_status status = attest_i_report_find(report, id, property, ATTEST_I_ANY, graph, &pieces);
    for (size_t i = 0; status == ATTEST_OK && i < pieces.count; i++) {
        uint32_t selector = pieces.rows[i].at[ATTEST_I_OBJECT];
        status = attest_i_matcher_note(
            matcher, attest_i_report_value(report->dataset, selector, ATTEST_I_IRI_OA_EXACT, graph), found);
    }
    return status;
}

/* Do speakers, words and sentence hold all terms? The sentence, because it may name a speaker whom the words only describe. */
static enum attest_status is_wanted(attest_i_report *report, attest_i_matcher *matcher, uint32_t id, uint32_t graph,
                                    int *wanted)
{
    const attest_dataset *dataset = report->dataset;
    unsigned char *found = calloc(matcher->count + 1, 1);
    enum attest_status status = found ? ATTEST_OK : ATTEST_ERR_NOMEM;
    if (status == ATTEST_OK) {
        status = note_selectors(report, matcher, id, ATTEST_I_IRI_ATT_CONTENT, graph, found);
    }
    if (status == ATTEST_OK) {
        status = note_selectors(report, matcher, id, ATTEST_I_IRI_ATT_SENTENCE, graph, found);
    }
    uint32_t layer = id;
    for (size_t i = 0; i < ATTEST_I_REPORT_MAX_LAYERS && layer != ATTEST_I_TERM_NONE && status == ATTEST_OK; i++) {
        uint32_t speaker = attest_i_report_object(dataset, layer, ATTEST_I_IRI_ATT_SPEAKER, graph);
        status = attest_i_report_note_node(report, matcher, speaker, graph, found);
        layer = attest_i_report_object(dataset, layer, ATTEST_I_IRI_ATT_REPORTED_BY, graph);
    }
    *wanted = 1;
    for (size_t i = 0; i < matcher->count && status == ATTEST_OK; i++) {
        *wanted = *wanted && found[i];
    }
    free(found);
    return status;
}

/* The outlet, which is a layer of each claim's chain, but not of what was found in the text. */
static void add_outlet(const attest_i_report *report, attest_i_report_claim *statement)
{
    attest_view outlet = report->sources[statement->source].publisher;
    if (outlet.size && statement->layer_count < ATTEST_I_REPORT_MAX_LAYERS) {
        statement->layers[statement->layer_count++] =
            (attest_i_report_layer){.speaker = outlet, .kind = ATTEST_VIEW("publication")};
    }
}

static enum attest_status add_statement(attest_i_report *report, uint32_t id, uint32_t graph)
{
    const attest_dataset *dataset = report->dataset;
    attest_i_report_claim statement = {.id = id, .graph = graph, .selected = 1, .words_only = 1};
    statement.iri = attest_i_dataset_term(dataset, id).value;
    statement.confidence = attest_i_report_value(dataset, id, ATTEST_I_IRI_ATT_CONFIDENCE, graph);
    statement.rule = attest_i_report_value(dataset, id, ATTEST_I_IRI_ATT_RULE, graph);
    enum attest_status status = attest_i_report_add_words(report, &statement, ATTEST_I_IRI_ATT_CONTENT);
    if (status == ATTEST_OK) {
        status = attest_i_report_layers(report, &statement, id);
    }
    if (status == ATTEST_OK) {
        statement.quoted =
            statement.layer_count > 0 && attest_view_equal(statement.layers[0].kind, ATTEST_VIEW("direct"));
        status = attest_i_report_place(report, &statement);
    }
    if (status == ATTEST_OK) {
        add_outlet(report, &statement);
        status = attest_i_grow((void **)&report->statements, &report->statement_capacity, report->statement_count + 1,
                               sizeof *report->statements);
    }
    if (status == ATTEST_OK) {
        report->statements[report->statement_count++] = statement;
    }
    return status;
}

/* Attributions as found in the text: what has content. Each once. */
static enum attest_status list_attributions(attest_i_report *report, attest_i_matcher *matcher,
                                            attest_i_report_matches *all)
{
    enum attest_status status = ATTEST_NONE;
    *all = (attest_i_report_matches){NULL, 0};
    if (report->dataset->methods) {
        status =
            attest_i_report_candidates(report, matcher, ATTEST_I_IRI_ATT_CLASS_ATTRIBUTION, &all->rows, &all->count);
    }
    if (status == ATTEST_NONE) {
        uint32_t class_ = attest_i_report_vocabulary(report->dataset, ATTEST_I_IRI_ATT_CLASS_ATTRIBUTION);
        status = class_ == ATTEST_I_ANY
                     ? ATTEST_OK
                     : attest_i_report_find(report, ATTEST_I_ANY, ATTEST_I_IRI_RDF_TYPE, class_, ATTEST_I_ANY, all);
    }
    return status;
}

enum attest_status attest_i_report_add_statements(attest_i_report *report, attest_i_matcher *matcher)
{
    attest_i_report_matches all;
    enum attest_status status = list_attributions(report, matcher, &all);
    for (size_t i = 0; status == ATTEST_OK && i < all.count; i++) {
        uint32_t id = all.rows[i].at[ATTEST_I_SUBJECT];
        uint32_t graph = all.rows[i].at[ATTEST_I_GRAPH];
        int wanted = 0;
        if (report->taken[id] ||
            attest_i_report_object(report->dataset, id, ATTEST_I_IRI_ATT_CONTENT, graph) == ATTEST_I_TERM_NONE) {
            continue;
        }
        status = is_wanted(report, matcher, id, graph, &wanted);
        if (status == ATTEST_OK && wanted) {
            status = add_statement(report, id, graph);
        }
    }
    return status;
}
