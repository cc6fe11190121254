/* From the graph to the report: which claims are asked for, all that the graph says of them, and who says the opposite. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "audit/report_graph.h"

static int compare_pieces(const void *a, const void *b)
{
    const attest_i_report_piece *left = a;
    const attest_i_report_piece *right = b;
    return (left->start > right->start) - (left->start < right->start);
}

enum attest_status attest_i_report_add_words(attest_i_report *report, attest_i_report_claim *claim,
                                             enum attest_i_iri property)
{
    const attest_dataset *dataset = report->dataset;
    attest_i_report_matches pieces;
    enum attest_status status = attest_i_report_find(report, claim->id, property, ATTEST_I_ANY, claim->graph, &pieces);
    claim->evidence = attest_i_arena_array(&report->arena, pieces.count, sizeof *claim->evidence);
    if (status != ATTEST_OK || !claim->evidence) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < pieces.count; i++) {
        uint32_t node = pieces.rows[i].at[ATTEST_I_OBJECT];
        uint32_t selector = attest_i_report_object(dataset, node, ATTEST_I_IRI_OA_HAS_SELECTOR, claim->graph);
        attest_i_report_piece piece =
            attest_i_report_piece_at(dataset, selector == ATTEST_I_TERM_NONE ? node : selector, claim->graph);
        if (piece.exact.size > 0) {
            claim->evidence[claim->evidence_count++] = piece;
        }
    }
    qsort(claim->evidence, claim->evidence_count, sizeof *claim->evidence, compare_pieces);
    uint32_t sentence = attest_i_report_object(dataset, claim->id, ATTEST_I_IRI_ATT_SENTENCE, claim->graph);
    if (sentence != ATTEST_I_TERM_NONE) {
        claim->sentence = attest_i_report_piece_at(dataset, sentence, claim->graph);
    }
    return ATTEST_OK;
}

static attest_i_report_layer layer_of(attest_i_report *report, uint32_t id, uint32_t graph)
{
    const attest_dataset *dataset = report->dataset;
    uint32_t speaker = attest_i_report_object(dataset, id, ATTEST_I_IRI_ATT_SPEAKER, graph);
    uint32_t target = attest_i_report_object(dataset, id, ATTEST_I_IRI_OA_HAS_TARGET, graph);
    attest_i_report_layer layer = {
        .kind = attest_i_report_lower_name(report, attest_i_report_object(dataset, id, ATTEST_I_IRI_ATT_KIND, graph)),
        .stance =
            attest_i_report_lower_name(report, attest_i_report_object(dataset, id, ATTEST_I_IRI_ATT_STANCE, graph)),
        .cue = attest_i_report_value(dataset, id, ATTEST_I_IRI_ATT_CUE, graph),
        .recipient = attest_i_report_is_true(attest_i_report_value(dataset, id, ATTEST_I_IRI_ATT_RECIPIENT, graph)),
        .implicit = attest_i_report_is_true(attest_i_report_value(dataset, id, ATTEST_I_IRI_ATT_IMPLICIT, graph)),
    };
    if (speaker != ATTEST_I_TERM_NONE) {
        layer.speaker = attest_i_report_label(dataset, speaker, graph);
        layer.speaker_iri = attest_i_dataset_term(dataset, speaker).value;
    }
    if (target != ATTEST_I_TERM_NONE) {
        layer.words = attest_i_report_value(dataset, target, ATTEST_I_IRI_OA_EXACT, graph);
    }
    return layer;
}

enum attest_status attest_i_report_layers(attest_i_report *report, attest_i_report_claim *claim, uint32_t id)
{
    claim->layers = attest_i_arena_array(&report->arena, ATTEST_I_REPORT_MAX_LAYERS, sizeof *claim->layers);
    if (!claim->layers) {
        return ATTEST_ERR_NOMEM;
    }
    while (id != ATTEST_I_TERM_NONE && claim->layer_count < ATTEST_I_REPORT_MAX_LAYERS) {
        attest_i_report_layer layer = layer_of(report, id, claim->graph);
        claim->denied |= attest_view_equal(layer.stance, ATTEST_VIEW("denies"));
        claim->layers[claim->layer_count++] = layer;
        uint32_t found = attest_i_report_object(report->dataset, id, ATTEST_I_IRI_PROV_SPECIALIZATION_OF, claim->graph);
        if (claim->selected && found != ATTEST_I_TERM_NONE) {
            report->taken[found] = 1;
        }
        id = attest_i_report_object(report->dataset, id, ATTEST_I_IRI_ATT_REPORTED_BY, claim->graph);
    }
    return ATTEST_OK;
}

/* In a store, numbers have no order of terms. */
static int compare_objects(const void *a, const void *b, void *dataset)
{
    attest_term left = attest_i_dataset_term(dataset, ((const attest_i_ids *)a)->at[ATTEST_I_OBJECT]);
    attest_term right = attest_i_dataset_term(dataset, ((const attest_i_ids *)b)->at[ATTEST_I_OBJECT]);
    return attest_term_compare(&left, &right);
}

static enum attest_status collect_arguments(attest_i_report *report, attest_i_report_claim *claim)
{
    const attest_dataset *dataset = report->dataset;
    attest_i_report_matches range;
    enum attest_status status =
        attest_i_report_find(report, claim->id, ATTEST_I_IRI_ATT_ARGUMENT, ATTEST_I_ANY, claim->graph, &range);
    if (status != ATTEST_OK) {
        return status;
    }
    if (range.count > 1 && dataset->methods) {
        qsort_r(range.rows, range.count, sizeof *range.rows, compare_objects, (void *)(uintptr_t)dataset);
    }
    claim->arguments = attest_i_arena_array(&report->arena, range.count, sizeof *claim->arguments);
    if (!claim->arguments) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < range.count; i++) {
        uint32_t id = range.rows[i].at[ATTEST_I_OBJECT];
        attest_view text = attest_i_report_value(dataset, id, ATTEST_I_IRI_RDFS_LABEL, claim->graph);
        if (text.size == 0) {
            text = attest_i_report_label(
                dataset, attest_i_report_object(dataset, id, ATTEST_I_IRI_RDF_VALUE, claim->graph), claim->graph);
        }
        attest_view role = attest_i_report_local_name(
            attest_i_dataset_term(dataset, attest_i_report_object(dataset, id, ATTEST_I_IRI_ATT_ROLE, claim->graph))
                .value);
        attest_view comment = attest_i_report_value(dataset, id, ATTEST_I_IRI_RDFS_COMMENT, claim->graph);
        claim->arguments[claim->argument_count++] = (attest_i_report_argument){comment.size ? comment : role, text};
    }
    return ATTEST_OK;
}

static enum attest_status find_source(attest_i_report *report, uint32_t id, size_t *index)
{
    for (*index = 0; *index < report->source_count; (*index)++) {
        if (report->sources[*index].id == id) {
            return ATTEST_OK;
        }
    }
    enum attest_status status = attest_i_grow((void **)&report->sources, &report->source_capacity,
                                              report->source_count + 1, sizeof *report->sources);
    if (status != ATTEST_OK) {
        return status;
    }
    const attest_dataset *dataset = report->dataset;
    const uint32_t catalogue = ATTEST_I_TERM_NONE;
    uint32_t publisher = attest_i_report_object(dataset, id, ATTEST_I_IRI_SCHEMA_PUBLISHER, catalogue);
    report->sources[report->source_count++] = (attest_i_report_source){
        .id = id,
        .iri = attest_i_dataset_term(dataset, id).value,
        .title = attest_i_report_value(dataset, id, ATTEST_I_IRI_SCHEMA_HEADLINE, catalogue),
        .publisher = publisher ? attest_i_report_label(dataset, publisher, catalogue) : (attest_view){"", 0},
        .published = attest_i_report_value(dataset, id, ATTEST_I_IRI_SCHEMA_DATE_PUBLISHED, catalogue),
        .url = attest_i_report_value(dataset, id, ATTEST_I_IRI_SCHEMA_URL, catalogue),
        .file = attest_i_report_value(dataset, id, ATTEST_I_IRI_DCT_IDENTIFIER, catalogue),
        .digest = attest_i_report_value(dataset, id, ATTEST_I_IRI_ATT_DIGEST, catalogue),
    };
    return ATTEST_OK;
}

enum attest_status attest_i_report_place(attest_i_report *report, attest_i_report_claim *claim)
{
    uint32_t source =
        attest_i_report_object(report->dataset, claim->id, ATTEST_I_IRI_PROV_WAS_QUOTED_FROM, claim->graph);
    return find_source(report, source, &claim->source);
}

/* Take a claim into the report with all that its graph says of it. */
static enum attest_status add_claim(attest_i_report *report, uint32_t id, uint32_t graph, int selected)
{
    const attest_dataset *dataset = report->dataset;
    static const enum attest_i_iri PARTS[3] = {ATTEST_I_IRI_RDF_SUBJECT, ATTEST_I_IRI_RDF_PREDICATE,
                                               ATTEST_I_IRI_RDF_OBJECT};
    attest_i_report_claim claim = {.id = id, .graph = graph, .selected = selected};
    claim.iri = attest_i_dataset_term(dataset, id).value;
    attest_view *const labels[3] = {&claim.subject, &claim.predicate, &claim.object};
    for (size_t i = 0; i < 3; i++) {
        claim.parts[i] = attest_i_report_object(dataset, id, PARTS[i], graph);
        *labels[i] = attest_i_report_label(dataset, claim.parts[i], graph);
    }
    claim.negated = attest_i_report_object(dataset, id, ATTEST_I_IRI_ATT_POLARITY, graph) ==
                    attest_i_report_vocabulary(dataset, ATTEST_I_IRI_ATT_NEGATED);
    claim.modality =
        attest_i_report_lower_name(report, attest_i_report_object(dataset, id, ATTEST_I_IRI_ATT_MODALITY, graph));
    claim.quoted = attest_i_report_is_true(attest_i_report_value(dataset, id, ATTEST_I_IRI_ATT_QUOTED, graph));
    claim.confidence = attest_i_report_value(dataset, id, ATTEST_I_IRI_ATT_CONFIDENCE, graph);
    claim.rule = attest_i_report_value(dataset, id, ATTEST_I_IRI_ATT_RULE, graph);
    enum attest_status status = attest_i_report_add_words(report, &claim, ATTEST_I_IRI_OA_HAS_TARGET);
    if (status == ATTEST_OK) {
        status = attest_i_report_layers(report, &claim,
                                        attest_i_report_object(dataset, id, ATTEST_I_IRI_ATT_ATTRIBUTION, graph));
    }
    if (status == ATTEST_OK) {
        status = collect_arguments(report, &claim);
    }
    if (status == ATTEST_OK) {
        status = attest_i_report_resolved(report, &claim);
    }
    if (status == ATTEST_OK) {
        status = attest_i_report_place(report, &claim);
    }
    if (status == ATTEST_OK) {
        status = attest_i_grow((void **)&report->claims, &report->claim_capacity, report->claim_count + 1,
                               sizeof *report->claims);
    }
    if (status == ATTEST_OK) {
        report->claims[report->claim_count++] = claim;
        report->taken[id] = 1;
    }
    return status;
}

enum attest_status attest_i_report_note_node(attest_i_report *report, attest_i_matcher *matcher, uint32_t id,
                                             uint32_t graph, unsigned char *found)
{
    const attest_dataset *dataset = report->dataset;
    if (id == ATTEST_I_TERM_NONE) {
        return ATTEST_OK;
    }
    enum attest_status status = attest_i_matcher_note(matcher, attest_i_report_label(dataset, id, graph), found);
    attest_i_report_matches mentions = {NULL, 0};
    if (status == ATTEST_OK) {
        status = attest_i_report_find(report, ATTEST_I_ANY, ATTEST_I_IRI_ATT_DENOTES, id, graph, &mentions);
    }
    for (size_t i = 0; i < mentions.count && status == ATTEST_OK; i++) {
        uint32_t mention = mentions.rows[i].at[ATTEST_I_SUBJECT];
        status = attest_i_matcher_note(matcher, attest_i_report_value(dataset, mention, ATTEST_I_IRI_RDFS_LABEL, graph),
                                       found);
    }
    return status;
}

/* Note the terms that the claim's parts, arguments, speakers and evidence hold. */
static enum attest_status note_claim(attest_i_report *report, attest_i_matcher *matcher, uint32_t id, uint32_t graph,
                                     unsigned char *found)
{
    const attest_dataset *dataset = report->dataset;
    enum attest_status status = attest_i_report_note_node(
        report, matcher, attest_i_report_object(dataset, id, ATTEST_I_IRI_RDF_SUBJECT, graph), graph, found);
    if (status == ATTEST_OK) {
        status = attest_i_report_note_node(
            report, matcher, attest_i_report_object(dataset, id, ATTEST_I_IRI_RDF_OBJECT, graph), graph, found);
    }
    attest_i_report_matches arguments = {NULL, 0};
    if (status == ATTEST_OK) {
        status = attest_i_report_find(report, id, ATTEST_I_IRI_ATT_ARGUMENT, ATTEST_I_ANY, graph, &arguments);
    }
    for (size_t i = 0; i < arguments.count && status == ATTEST_OK; i++) {
        uint32_t argument = arguments.rows[i].at[ATTEST_I_OBJECT];
        status = attest_i_report_note_node(
            report, matcher, attest_i_report_object(dataset, argument, ATTEST_I_IRI_RDF_VALUE, graph), graph, found);
    }
    uint32_t layer = attest_i_report_object(dataset, id, ATTEST_I_IRI_ATT_ATTRIBUTION, graph);
    for (size_t i = 0; i < ATTEST_I_REPORT_MAX_LAYERS && layer != ATTEST_I_TERM_NONE && status == ATTEST_OK; i++) {
        status = attest_i_report_note_node(
            report, matcher, attest_i_report_object(dataset, layer, ATTEST_I_IRI_ATT_SPEAKER, graph), graph, found);
        layer = attest_i_report_object(dataset, layer, ATTEST_I_IRI_ATT_REPORTED_BY, graph);
    }
    attest_i_report_matches targets = {NULL, 0};
    if (status == ATTEST_OK) {
        status = attest_i_report_find(report, id, ATTEST_I_IRI_OA_HAS_TARGET, ATTEST_I_ANY, graph, &targets);
    }
    for (size_t i = 0; i < targets.count && status == ATTEST_OK; i++) {
        uint32_t target = targets.rows[i].at[ATTEST_I_OBJECT];
        uint32_t selector = attest_i_report_object(dataset, target, ATTEST_I_IRI_OA_HAS_SELECTOR, graph);
        status = attest_i_matcher_note(matcher, attest_i_report_value(dataset, selector, ATTEST_I_IRI_OA_EXACT, graph),
                                       found);
    }
    return status;
}

static enum attest_status is_wanted(attest_i_report *report, attest_i_matcher *matcher, uint32_t id, uint32_t graph,
                                    int *wanted)
{
    unsigned char *found = calloc(matcher->count + 1, 1);
    if (!found) {
        return ATTEST_ERR_NOMEM;
    }
    enum attest_status status = note_claim(report, matcher, id, graph, found);
    *wanted = 1;
    for (size_t i = 0; i < matcher->count; i++) {
        *wanted = *wanted && found[i];
    }
    free(found);
    return status;
}

static enum attest_status select_claims(attest_i_report *report, attest_i_matcher *matcher)
{
    const attest_dataset *dataset = report->dataset;
    uint32_t only = ATTEST_I_ANY;
    if (report->request->claim) {
        only = attest_i_dataset_iri(dataset, report->request->claim);
        if (only == ATTEST_I_ANY) {
            return ATTEST_OK;
        }
    }
    uint32_t class_ = attest_i_report_vocabulary(dataset, ATTEST_I_IRI_ATT_CLAIM);
    if (class_ == ATTEST_I_ANY) {
        return ATTEST_OK;
    }
    attest_i_report_matches range = {NULL, 0};
    enum attest_status status = ATTEST_NONE;
    if (only == ATTEST_I_ANY && dataset->methods) {
        status = attest_i_report_candidates(report, matcher, ATTEST_I_IRI_ATT_CLAIM, &range.rows, &range.count);
    }
    if (status == ATTEST_NONE) {
        status = attest_i_report_find(report, only, ATTEST_I_IRI_RDF_TYPE, class_, ATTEST_I_ANY, &range);
    }
    for (size_t i = 0; i < range.count && status == ATTEST_OK; i++) {
        attest_i_ids row = range.rows[i];
        int wanted = 1;
        status = is_wanted(report, matcher, row.at[ATTEST_I_SUBJECT], row.at[ATTEST_I_GRAPH], &wanted);
        if (status == ATTEST_OK && wanted) {
            status = add_claim(report, row.at[ATTEST_I_SUBJECT], row.at[ATTEST_I_GRAPH], 1);
        }
    }
    return status;
}

static size_t index_of_claim(const attest_i_report *report, uint32_t id, uint32_t graph)
{
    size_t i = report->taken[id] ? 0 : report->claim_count;
    while (i < report->claim_count && (report->claims[i].id != id || report->claims[i].graph != graph)) {
        i++;
    }
    return i;
}

/* Claims with the same subject, predicate and object as claim `index` are taken into the report. */
static enum attest_status add_rivals(attest_i_report *report, size_t index)
{
    const attest_dataset *dataset = report->dataset;
    attest_i_report_claim claim = report->claims[index];
    /* Of subject and object, the one that fewer claims have. */
    enum attest_i_iri by = ATTEST_I_IRI_RDF_SUBJECT;
    size_t part = 0;
    uint32_t properties[2] = {attest_i_report_vocabulary(dataset, ATTEST_I_IRI_RDF_SUBJECT),
                              attest_i_report_vocabulary(dataset, ATTEST_I_IRI_RDF_OBJECT)};
    attest_i_ids patterns[2] = {{{ATTEST_I_ANY, properties[0], claim.parts[0], ATTEST_I_ANY}},
                                {{ATTEST_I_ANY, properties[1], claim.parts[2], ATTEST_I_ANY}}};
    if (dataset->methods && claim.parts[2] != ATTEST_I_TERM_NONE && properties[1] != ATTEST_I_ANY &&
        attest_i_dataset_estimate(dataset, patterns[1]) < attest_i_dataset_estimate(dataset, patterns[0])) {
        by = ATTEST_I_IRI_RDF_OBJECT;
        part = 2;
    }
    attest_i_report_matches range;
    enum attest_status status = attest_i_report_find(report, ATTEST_I_ANY, by, claim.parts[part], ATTEST_I_ANY, &range);
    for (size_t i = 0; i < range.count && status == ATTEST_OK; i++) {
        attest_i_ids row = range.rows[i];
        uint32_t id = row.at[ATTEST_I_SUBJECT];
        uint32_t graph = row.at[ATTEST_I_GRAPH];
        if (attest_i_report_object(dataset, id, ATTEST_I_IRI_RDF_PREDICATE, graph) == claim.parts[1] &&
            attest_i_report_object(dataset, id, ATTEST_I_IRI_RDF_SUBJECT, graph) == claim.parts[0] &&
            attest_i_report_object(dataset, id, ATTEST_I_IRI_RDF_OBJECT, graph) == claim.parts[2] &&
            index_of_claim(report, id, graph) == report->claim_count) {
            status = add_claim(report, id, graph, 0);
        }
    }
    return status;
}

static int compare_parts(const void *a, const void *b, void *claims)
{
    const attest_i_report_claim *all = claims;
    size_t left = *(const size_t *)a;
    size_t right = *(const size_t *)b;
    int order = memcmp(all[left].parts, all[right].parts, sizeof all[left].parts);
    return order ? order : (left > right) - (left < right);
}

/* Rivals of all that is selected, once for claims that say the same. */
static enum attest_status add_all_rivals(attest_i_report *report, size_t selected)
{
    size_t *order = attest_i_arena_array(&report->arena, selected + 1, sizeof *order);
    unsigned char *repeats = attest_i_arena_array(&report->arena, selected + 1, 1);
    if (!order || !repeats) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < selected; i++) {
        order[i] = i;
    }
    if (selected > 0) {
        qsort_r(order, selected, sizeof *order, compare_parts, report->claims);
    }
    for (size_t i = 1; i < selected; i++) {
        repeats[order[i]] = memcmp(report->claims[order[i]].parts, report->claims[order[i - 1]].parts,
                                   sizeof report->claims[0].parts) == 0;
    }
    enum attest_status status = ATTEST_OK;
    for (size_t i = 0; i < selected && status == ATTEST_OK; i++) {
        if (!repeats[i]) {
            status = add_rivals(report, i);
        }
    }
    return status;
}

/* The polarity of a claim has the denials of its speakers in it: who denies that it rains says that it does not. */
static int contradicts(const attest_i_report_claim *a, const attest_i_report_claim *b)
{
    return memcmp(a->parts, b->parts, sizeof a->parts) == 0 && a->negated != b->negated;
}

static enum attest_status tie_opposites(attest_i_report *report)
{
    for (size_t i = 0; i < report->claim_count; i++) {
        attest_i_report_claim *claim = &report->claims[i];
        for (size_t pass = 0; pass < 2; pass++) {
            claim->opposite_count = 0;
            for (size_t k = 0; k < report->claim_count; k++) {
                if (contradicts(claim, &report->claims[k])) {
                    if (claim->opposite) {
                        claim->opposite[claim->opposite_count] = (uint32_t)k;
                    }
                    claim->opposite_count++;
                }
            }
            if (pass == 0) {
                claim->opposite = attest_i_arena_array(&report->arena, claim->opposite_count, sizeof *claim->opposite);
                if (!claim->opposite) {
                    return ATTEST_ERR_NOMEM;
                }
            }
        }
        report->contradicted_count += claim->selected && claim->opposite_count > 0;
    }
    return ATTEST_OK;
}

/* Claims that are neither asked for nor contradict one that is leave the report again. */
static void drop_agreeing(attest_i_report *report, size_t selected)
{
    size_t kept = selected;
    for (size_t i = selected; i < report->claim_count; i++) {
        int needed = 0;
        for (size_t k = 0; k < selected && !needed; k++) {
            needed = contradicts(&report->claims[k], &report->claims[i]);
        }
        if (needed) {
            report->claims[kept++] = report->claims[i];
        }
    }
    report->claim_count = kept;
}

static int compare_sources(const attest_i_report_source *a, const attest_i_report_source *b)
{
    /* Undated sources come last. */
    int order = (a->published.size == 0) - (b->published.size == 0);
    if (order == 0) {
        order = attest_view_compare(a->published, b->published);
    }
    if (order == 0) {
        order = attest_view_compare(a->title, b->title);
    }
    return order ? order : attest_view_compare(a->iri, b->iri);
}

int attest_i_report_compare(const void *a, const void *b, void *user_data)
{
    const attest_i_report *report = user_data;
    const attest_i_report_claim *left = a;
    const attest_i_report_claim *right = b;
    int order = left->source == right->source
                    ? 0
                    : compare_sources(&report->sources[left->source], &report->sources[right->source]);
    if (order == 0 && left->evidence_count && right->evidence_count) {
        order = compare_pieces(&left->evidence[0], &right->evidence[0]);
    }
    return order ? order : attest_view_compare(left->iri, right->iri);
}

static void count_selected(attest_i_report *report)
{
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < report->claim_count; i++) {
        if (report->claims[i].selected) {
            report->selected_count++;
            report->selected_sources += report->claims[i].source != last;
            last = report->claims[i].source;
        }
    }
}

enum attest_status attest_i_report_collect(attest_i_report *report, const attest_dataset *dataset,
                                           const attest_audit_request *request)
{
    memset(report, 0, sizeof *report);
    attest_i_arena_init(&report->arena);
    report->dataset = dataset;
    report->request = request;
    attest_i_matcher matcher;
    enum attest_status status = attest_i_matcher_init(&matcher, &report->arena, request->terms, request->term_count);
    report->taken = calloc((size_t)attest_i_dataset_limit(dataset) + 1, 1);
    if (!report->taken) {
        status = ATTEST_ERR_NOMEM;
    }
    if (status == ATTEST_OK) {
        status = select_claims(report, &matcher);
    }
    size_t selected = report->claim_count;
    if (status == ATTEST_OK && !request->claim) {
        status = attest_i_report_add_statements(report, &matcher);
    }
    attest_i_matcher_clear(&matcher);
    if (status == ATTEST_OK) {
        status = add_all_rivals(report, selected);
    }
    if (status == ATTEST_OK) {
        status = attest_i_dataset_status(dataset, NULL);
    }
    if (status == ATTEST_OK) {
        drop_agreeing(report, selected);
        if (report->claim_count > 0) {
            qsort_r(report->claims, report->claim_count, sizeof *report->claims, attest_i_report_compare, report);
        }
        if (report->statement_count > 0) {
            qsort_r(report->statements, report->statement_count, sizeof *report->statements, attest_i_report_compare,
                    report);
        }
        count_selected(report);
        status = tie_opposites(report);
    }
    return status == ATTEST_OK && selected + report->statement_count == 0 ? ATTEST_NONE : status;
}

void attest_i_report_clear(attest_i_report *report)
{
    free(report->claims);
    free(report->statements);
    free(report->sources);
    free(report->taken);
    attest_i_arena_clear(&report->arena);
}
