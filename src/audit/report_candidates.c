/* Which claims an audit of a store has to look at: from the texts that hold the rarest of its terms, by the index of words, back
 * along the properties by which report_collect.c finds the texts of a claim. What is found is a superset; each claim is still held
 * against all terms. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "audit/report.h"
#include "rdf/vocabulary.h"

/* Beyond so many texts, reading all claims is no slower. */
#define TEXTS_MAX 2000000U

struct search {
    attest_i_report *report;
    attest_i_ids *claims; /* subject and graph of what may be a claim, or an attribution */
    size_t count;
    size_t capacity;
    uint32_t node; /* of the label followed last */
    enum attest_status status;
};

/* What to do with each match of a backward step. */
typedef void step_handler(struct search *search, uint32_t subject, uint32_t graph, size_t depth);

/* Every (subject, graph) of which `object` is a value of the property. */
static void step_back(struct search *search, enum attest_i_iri property, uint32_t object, uint32_t graph, size_t depth,
                      step_handler *handler)
{
    const attest_dataset *dataset = search->report->dataset;
    attest_term term = attest_i_iri_term(property);
    uint32_t predicate;
    attest_i_scan scan;
    attest_i_ids row;
    if (search->status != ATTEST_OK || attest_i_dataset_find(dataset, &term, &predicate) != ATTEST_OK) {
        return;
    }
    attest_i_scan_open(&scan, dataset, (attest_i_ids){{ATTEST_I_ANY, predicate, object, graph}});
    while (search->status == ATTEST_OK && attest_i_scan_next(&scan, &row)) {
        handler(search, row.at[ATTEST_I_SUBJECT], row.at[ATTEST_I_GRAPH], depth);
    }
    attest_i_scan_close(&scan);
}

static void take_claim(struct search *search, uint32_t subject, uint32_t graph, size_t depth)
{
    (void)depth;
    search->status =
        attest_i_grow((void **)&search->claims, &search->capacity, search->count + 1, sizeof *search->claims);
    if (search->status == ATTEST_OK) {
        search->claims[search->count++] = (attest_i_ids){{subject, 0, 0, graph}};
    }
}

static void take_argument(struct search *search, uint32_t argument, uint32_t graph, size_t depth)
{
    step_back(search, ATTEST_I_IRI_ATT_ARGUMENT, argument, graph, depth, take_claim);
}

/* A layer of attribution belongs to the claim that names it, or to the layer within. */
static void take_layer(struct search *search, uint32_t layer, uint32_t graph, size_t depth)
{
    take_claim(search, layer, graph, depth);
    step_back(search, ATTEST_I_IRI_ATT_ATTRIBUTION, layer, graph, depth, take_claim);
    if (depth < ATTEST_I_REPORT_MAX_LAYERS) {
        step_back(search, ATTEST_I_IRI_ATT_REPORTED_BY, layer, graph, depth + 1, take_layer);
    }
}

/* Claims of which a node is part: as subject, object, argument or speaker. */
static void take_node(struct search *search, uint32_t node, uint32_t graph)
{
    step_back(search, ATTEST_I_IRI_RDF_SUBJECT, node, graph, 0, take_claim);
    step_back(search, ATTEST_I_IRI_RDF_OBJECT, node, graph, 0, take_claim);
    step_back(search, ATTEST_I_IRI_RDF_VALUE, node, graph, 0, take_argument);
    step_back(search, ATTEST_I_IRI_ATT_SPEAKER, node, graph, 0, take_layer);
}

/* A node that has the text as its label. A graph without a label for its node takes that of any other graph. */
static void take_labelled(struct search *search, uint32_t node, uint32_t graph, size_t depth)
{
    (void)depth;
    const attest_dataset *dataset = search->report->dataset;
    attest_term denotes = attest_i_iri_term(ATTEST_I_IRI_ATT_DENOTES);
    uint32_t predicate;
    attest_i_scan scan;
    attest_i_ids row;
    /* The graphs that call a node so stand together. */
    if (node != search->node) {
        take_node(search, node, ATTEST_I_ANY);
        search->node = node;
    }
    if (attest_i_dataset_find(dataset, &denotes, &predicate) != ATTEST_OK) {
        return;
    }
    attest_i_scan_open(&scan, dataset, (attest_i_ids){{node, predicate, ATTEST_I_ANY, graph}});
    while (search->status == ATTEST_OK && attest_i_scan_next(&scan, &row)) {
        take_node(search, row.at[ATTEST_I_OBJECT], graph);
    }
    attest_i_scan_close(&scan);
}

static void take_target(struct search *search, uint32_t target, uint32_t graph, size_t depth)
{
    step_back(search, ATTEST_I_IRI_OA_HAS_TARGET, target, graph, depth, take_claim);
}

static void take_selector(struct search *search, uint32_t selector, uint32_t graph, size_t depth)
{
    step_back(search, ATTEST_I_IRI_OA_HAS_SELECTOR, selector, graph, depth, take_target);
    step_back(search, ATTEST_I_IRI_ATT_CONTENT, selector, graph, depth, take_claim);
    step_back(search, ATTEST_I_IRI_ATT_SENTENCE, selector, graph, depth, take_claim);
}

static void take_text(struct search *search, uint32_t text)
{
    if (attest_i_dataset_term(search->report->dataset, text).kind == ATTEST_TERM_IRI) {
        take_node(search, text, ATTEST_I_ANY);
        return;
    }
    step_back(search, ATTEST_I_IRI_RDFS_LABEL, text, ATTEST_I_ANY, 0, take_labelled);
    step_back(search, ATTEST_I_IRI_RDF_VALUE, text, ATTEST_I_ANY, 0, take_labelled);
    step_back(search, ATTEST_I_IRI_OA_EXACT, text, ATTEST_I_ANY, 0, take_selector);
    take_node(search, text, ATTEST_I_ANY);
}

static int compare_claims(const void *a, const void *b)
{
    const attest_i_ids *left = a;
    const attest_i_ids *right = b;
    int order = (left->at[ATTEST_I_SUBJECT] > right->at[ATTEST_I_SUBJECT]) -
                (left->at[ATTEST_I_SUBJECT] < right->at[ATTEST_I_SUBJECT]);
    return order ? order
                 : (left->at[ATTEST_I_GRAPH] > right->at[ATTEST_I_GRAPH]) -
                       (left->at[ATTEST_I_GRAPH] < right->at[ATTEST_I_GRAPH]);
}

/* Each once, and only what its graph says to be of the class. */
static enum attest_status keep_class(struct search *search, uint32_t type, uint32_t class_, attest_i_ids **claims,
                                     size_t *count)
{
    *count = 0;
    *claims = attest_i_arena_array(&search->report->arena, search->count + 1, sizeof **claims);
    if (!*claims) {
        return ATTEST_ERR_NOMEM;
    }
    if (search->count > 0) {
        qsort(search->claims, search->count, sizeof *search->claims, compare_claims);
    }
    for (size_t i = 0; i < search->count; i++) {
        attest_i_ids claim = search->claims[i];
        attest_i_scan scan;
        attest_i_ids row;
        if (i > 0 && compare_claims(&claim, &search->claims[i - 1]) == 0) {
            continue;
        }
        attest_i_scan_open(&scan, search->report->dataset,
                           (attest_i_ids){{claim.at[ATTEST_I_SUBJECT], type, class_, claim.at[ATTEST_I_GRAPH]}});
        if (attest_i_scan_next(&scan, &row)) {
            (*claims)[(*count)++] = row;
        }
        attest_i_scan_close(&scan);
    }
    return ATTEST_OK;
}

/* The texts with the words of the term that fewest texts have. */
static enum attest_status find_texts(const attest_i_report *report, const attest_i_matcher *matcher, uint32_t **texts,
                                     size_t *count, size_t *term)
{
    *texts = NULL;
    *count = SIZE_MAX;
    for (size_t i = 0; i < matcher->count; i++) {
        uint32_t *found;
        size_t found_count;
        enum attest_status status =
            report->dataset->methods->search(report->dataset->self, matcher->terms[i], &found, &found_count);
        if (status == ATTEST_OK && found_count < *count) {
            free(*texts);
            *texts = found;
            *count = found_count;
            *term = i;
            continue;
        }
        free(found);
        if (status != ATTEST_OK && status != ATTEST_NONE) {
            free(*texts);
            *texts = NULL;
            return status;
        }
    }
    return *texts && *count <= TEXTS_MAX ? ATTEST_OK : ATTEST_NONE;
}

/* Does the term stand in the text as it is, not only all of its words? */
static int holds_term(struct search *search, attest_i_matcher *matcher, uint32_t text, size_t term,
                      unsigned char *found)
{
    memset(found, 0, matcher->count);
    attest_term value = attest_i_dataset_term(search->report->dataset, text);
    /* An IRI is called by its end; there the whole IRI says as much. */
    search->status = attest_i_matcher_note(matcher, value.value, found);
    return search->status == ATTEST_OK && found[term];
}

enum attest_status attest_i_report_candidates(attest_i_report *report, attest_i_matcher *matcher,
                                              enum attest_i_iri wanted, attest_i_ids **claims, size_t *count)
{
    const attest_dataset *dataset = report->dataset;
    attest_term terms[2] = {attest_i_iri_term(ATTEST_I_IRI_RDF_TYPE), attest_i_iri_term(wanted)};
    uint32_t type;
    uint32_t class_;
    uint32_t *texts;
    size_t text_count;
    size_t term = 0;
    *count = 0;
    if (attest_i_dataset_find(dataset, &terms[0], &type) != ATTEST_OK ||
        attest_i_dataset_find(dataset, &terms[1], &class_) != ATTEST_OK) {
        return ATTEST_OK;
    }
    enum attest_status status = find_texts(report, matcher, &texts, &text_count, &term);
    if (status != ATTEST_OK) {
        free(texts);
        return status;
    }
    struct search search = {.report = report, .status = ATTEST_OK};
    unsigned char *found = attest_i_arena_array(&report->arena, matcher->count + 1, 1);
    search.status = found ? ATTEST_OK : ATTEST_ERR_NOMEM;
    for (size_t i = 0; i < text_count && search.status == ATTEST_OK; i++) {
        if (holds_term(&search, matcher, texts[i], term, found)) {
            take_text(&search, texts[i]);
        }
    }
    free(texts);
    status = search.status;
    if (status == ATTEST_OK) {
        status = keep_class(&search, type, class_, claims, count);
    }
    free(search.claims);
    return status;
}
