/* What the report tells of pronouns and other words that stand for a name: whom they mean, from which words, by which rule. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "audit/report_graph.h"

/* The mention, if it was resolved and stands in the window. */
static void note_resolution(attest_i_report *report, attest_i_report_claim *claim, uint32_t mention, attest_view label,
                            const attest_i_report_piece *window)
{
    const attest_dataset *dataset = report->dataset;
    attest_i_report_piece place = attest_i_report_piece_at(dataset, mention, claim->graph);
    uint32_t antecedent = attest_i_report_object(dataset, mention, ATTEST_I_IRI_ATT_ANTECEDENT, claim->graph);
    attest_view rule = attest_i_report_value(dataset, mention, ATTEST_I_IRI_ATT_RULE, claim->graph);
    size_t at = claim->resolved_count;
    while (at > 0 && claim->resolved[at - 1].place.start >= place.start) {
        at--;
    }
    if (place.start < window->start || place.end > window->end ||
        claim->resolved_count == ATTEST_I_REPORT_MAX_RESOLVED || (antecedent == ATTEST_I_TERM_NONE && rule.size == 0) ||
        (at < claim->resolved_count && claim->resolved[at].place.start == place.start)) {
        return;
    }
    memmove(claim->resolved + at + 1, claim->resolved + at, (claim->resolved_count++ - at) * sizeof *claim->resolved);
    place.exact = attest_i_report_value(dataset, mention, ATTEST_I_IRI_RDFS_LABEL, claim->graph);
    attest_i_report_piece from = attest_i_report_piece_at(dataset, antecedent, claim->graph);
    from.exact = attest_i_report_value(dataset, antecedent, ATTEST_I_IRI_RDFS_LABEL, claim->graph);
    uint32_t decision = attest_i_report_object(dataset, mention, ATTEST_I_IRI_ATT_DECIDED_BY, claim->graph);
    attest_view how = attest_i_report_lower_name(report, decision);
    claim->resolved[at] = (attest_i_report_resolution){place, label, how, rule, from};
}

enum attest_status attest_i_report_resolved(attest_i_report *report, attest_i_report_claim *claim)
{
    const attest_dataset *dataset = report->dataset;
    claim->resolved = attest_i_arena_array(&report->arena, ATTEST_I_REPORT_MAX_RESOLVED, sizeof *claim->resolved);
    enum attest_status status = claim->resolved ? ATTEST_OK : ATTEST_ERR_NOMEM;
    uint32_t layer = attest_i_report_object(dataset, claim->id, ATTEST_I_IRI_ATT_ATTRIBUTION, claim->graph);
    for (size_t i = 0; i < claim->layer_count + 2 && status == ATTEST_OK; i++) {
        attest_i_report_piece window = claim->sentence;
        uint32_t who = claim->parts[i == 0 ? 0 : 2];
        if (i >= 2) {
            who = attest_i_report_object(dataset, layer, ATTEST_I_IRI_ATT_SPEAKER, claim->graph);
            uint32_t words = attest_i_report_object(dataset, layer, ATTEST_I_IRI_OA_HAS_TARGET, claim->graph);
            window = attest_i_report_piece_at(dataset, words, claim->graph);
            layer = attest_i_report_object(dataset, layer, ATTEST_I_IRI_ATT_REPORTED_BY, claim->graph);
        }
        attest_i_report_matches mentions = {NULL, 0};
        if (who != ATTEST_I_TERM_NONE) {
            status = attest_i_report_find(report, ATTEST_I_ANY, ATTEST_I_IRI_ATT_DENOTES, who, claim->graph, &mentions);
        }
        for (size_t k = 0; k < mentions.count && status == ATTEST_OK; k++) {
            uint32_t mention = mentions.rows[k].at[ATTEST_I_SUBJECT];
            note_resolution(report, claim, mention, attest_i_report_label(dataset, who, claim->graph), &window);
        }
    }
    return status;
}
