/* Verify: the runs that the catalogue describes, and whether this program can do them again. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>

#include "audit/verify.h"

static double read_share(attest_view text)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%.*s", (int)(text.size < sizeof digits ? text.size : sizeof digits - 1),
             text.data ? text.data : "");
    double share = strtod(digits, NULL);
    return share >= 0 && share <= 1 ? share : 0;
}

/* The digest of the rules that a run used. */
static attest_view rules_of(const attest_dataset *dataset, uint32_t run)
{
    attest_i_scan used;
    attest_i_ids quad;
    attest_term last = {.kind = ATTEST_TERM_NONE};
    attest_view digest = {NULL, 0};
    uint32_t rule_set = attest_i_verify_id(dataset, ATTEST_I_IRI_ATT_RULE_SET);
    if (rule_set == ATTEST_I_ANY ||
        !attest_i_verify_scan(&used, dataset, run, ATTEST_I_IRI_PROV_USED, ATTEST_I_ANY, ATTEST_I_CATALOGUE)) {
        return digest;
    }
    while (attest_i_scan_next(&used, &quad)) {
        uint32_t id = quad.at[ATTEST_I_OBJECT];
        attest_term term = attest_i_dataset_term(dataset, id);
        if (attest_term_compare(&term, &last) > 0 &&
            attest_i_verify_holds(dataset, id, ATTEST_I_IRI_RDF_TYPE, rule_set, ATTEST_I_CATALOGUE)) {
            digest = attest_i_verify_value(dataset, id, ATTEST_I_IRI_ATT_DIGEST, ATTEST_I_CATALOGUE);
            last = term;
        }
    }
    attest_i_scan_close(&used);
    return digest;
}

/* Are version and rules those of this program? What they are not cannot be derived again. */
static int check_repeatable(attest_i_verify *verify, uint32_t run)
{
    const attest_dataset *dataset = verify->dataset;
    uint32_t software = attest_i_verify_object(dataset, run, ATTEST_I_IRI_PROV_WAS_ASSOCIATED_WITH, ATTEST_I_CATALOGUE);
    attest_view version = attest_i_verify_value(dataset, software, ATTEST_I_IRI_RDFS_LABEL, ATTEST_I_CATALOGUE);
    int repeatable = 1;
    if (!attest_view_equal(version, attest_view_of(attest_version()))) {
        attest_i_verify_report(verify, "version-differs", attest_i_verify_text(verify, run),
                               "the run was made by \"%.*s\", this is \"%s\": its claims cannot be derived again",
                               (int)(version.size > 80 ? 80 : version.size), version.data ? version.data : "",
                               attest_version());
        repeatable = 0;
    }
    attest_view digest = rules_of(dataset, run);
    if (!attest_view_equal(digest, attest_view_of(attest_ruleset_digest(verify->rules)))) {
        attest_i_verify_report(verify, "rules-differ", attest_i_verify_text(verify, run),
                               "the run used other rules than those given now (%s): its claims cannot be derived again",
                               attest_ruleset_digest(verify->rules));
        repeatable = 0;
    }
    return repeatable;
}

static enum attest_status open_run(attest_i_verify *verify, attest_i_verify_run *run)
{
    char base[ATTEST_IRI_MAX];
    attest_view stated = attest_i_verify_value(verify->dataset, run->id, ATTEST_I_IRI_ATT_BASE, ATTEST_I_CATALOGUE);
    double confidence = read_share(
        attest_i_verify_value(verify->dataset, run->id, ATTEST_I_IRI_ATT_MIN_CONFIDENCE, ATTEST_I_CATALOGUE));
    attest_graph_options graph = attest_graph_options_default();
    attest_extractor_options extraction = attest_extractor_options_default();
    graph.min_confidence = confidence;
    extraction.min_confidence = confidence;
    if (stated.size && stated.size < sizeof base) {
        snprintf(base, sizeof base, "%.*s", (int)stated.size, stated.data);
        graph.base = base;
    }
    run->repeatable = check_repeatable(verify, run->id);
    enum attest_status status = attest_graph_mapper_new(&run->mapper, verify->rules, &graph, verify->error);
    if (status == ATTEST_ERR_ARGUMENT) {
        attest_i_verify_report(verify, "run-altered", attest_i_verify_text(verify, run->id), "att:base is no base IRI");
        graph.base = NULL;
        status = attest_graph_mapper_new(&run->mapper, verify->rules, &graph, verify->error);
    }
    if (status == ATTEST_OK) {
        status = attest_extractor_new(&run->extractor, verify->rules, &extraction, verify->error);
    }
    return status;
}

static int compare_runs(const void *a, const void *b, void *dataset)
{
    attest_term left = attest_i_dataset_term(dataset, ((const attest_i_verify_run *)a)->id);
    attest_term right = attest_i_dataset_term(dataset, ((const attest_i_verify_run *)b)->id);
    return attest_term_compare(&left, &right);
}

static enum attest_status list_runs(attest_i_verify *verify)
{
    attest_i_scan scan;
    attest_i_ids quad;
    size_t capacity = 0;
    enum attest_status status = ATTEST_OK;
    uint32_t activity = attest_i_verify_id(verify->dataset, ATTEST_I_IRI_PROV_ACTIVITY);
    if (activity == ATTEST_I_ANY || !attest_i_verify_scan(&scan, verify->dataset, ATTEST_I_ANY, ATTEST_I_IRI_RDF_TYPE,
                                                          activity, ATTEST_I_CATALOGUE)) {
        return ATTEST_OK;
    }
    while (status == ATTEST_OK && attest_i_scan_next(&scan, &quad)) {
        status = attest_i_grow((void **)&verify->runs, &capacity, verify->run_count + 1, sizeof *verify->runs);
        if (status == ATTEST_OK) {
            verify->runs[verify->run_count++] = (attest_i_verify_run){.id = quad.at[ATTEST_I_SUBJECT]};
        }
    }
    attest_i_scan_close(&scan);
    return status;
}

enum attest_status attest_i_verify_find_runs(attest_i_verify *verify)
{
    enum attest_status status = list_runs(verify);
    if (status == ATTEST_OK && verify->run_count > 0) {
        qsort_r(verify->runs, verify->run_count, sizeof *verify->runs, compare_runs,
                (void *)(uintptr_t)verify->dataset);
    }
    for (size_t i = 0; i < verify->run_count && status == ATTEST_OK; i++) {
        status = open_run(verify, &verify->runs[i]);
    }
    return status;
}
