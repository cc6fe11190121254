/* Verify: differences of the dataset to what extraction gives now, told by what they are about. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>

#include "audit/verify.h"

#define SHOWN 60

/* "https://kg.example/claim/4be81c#s1" -> "https://kg.example/claim/4be81c": a claim is named by hexadecimal digits behind "claim/". */
attest_view attest_i_verify_owner(attest_view iri)
{
    static const char MARK[] = "claim/";
    const char *place = memmem(iri.data, iri.size, MARK, sizeof MARK - 1);
    if (!place) {
        return iri;
    }
    size_t end = (size_t)(place - iri.data) + sizeof MARK - 1;
    while (end < iri.size &&
           ((iri.data[end] >= '0' && iri.data[end] <= '9') || (iri.data[end] >= 'a' && iri.data[end] <= 'f'))) {
        end++;
    }
    return (attest_view){iri.data, end};
}

static int is_claim(attest_view owner)
{
    return memmem(owner.data, owner.size, "claim/", 6) != NULL;
}

static int compare_differences(const void *a, const void *b)
{
    const attest_i_difference *left = a;
    const attest_i_difference *right = b;
    int order = attest_term_compare(&left->quad.graph, &right->quad.graph);
    if (order == 0) {
        order = attest_view_compare(left->owner, right->owner);
    }
    if (order == 0) {
        order = attest_view_compare(left->quad.predicate.value, right->quad.predicate.value);
    }
    if (order == 0) {
        order = attest_view_compare(left->quad.subject.value, right->quad.subject.value);
    }
    if (order == 0) {
        order = right->extra - left->extra;
    }
    return order ? order : attest_term_compare(&left->quad.object, &right->quad.object);
}

static int is_predicate(const attest_i_difference *difference, enum attest_i_iri iri)
{
    return attest_view_equal(difference->quad.predicate.value, attest_i_iri_view(iri));
}

static const char *claim_kind(const attest_i_difference *difference)
{
    static const struct {
        enum attest_i_iri predicate;
        const char *kind;
    } KINDS[] = {
        {ATTEST_I_IRI_ATT_POLARITY, "claim-polarity"},   {ATTEST_I_IRI_ATT_MODALITY, "claim-modality"},
        {ATTEST_I_IRI_ATT_SPEAKER, "claim-speaker"},     {ATTEST_I_IRI_ATT_ATTRIBUTION, "claim-speaker"},
        {ATTEST_I_IRI_ATT_REPORTED_BY, "claim-speaker"}, {ATTEST_I_IRI_ATT_CONFIDENCE, "claim-confidence"},
        {ATTEST_I_IRI_ATT_RULE, "claim-rule"},           {ATTEST_I_IRI_RDF_SUBJECT, "claim-statement"},
        {ATTEST_I_IRI_RDF_PREDICATE, "claim-statement"}, {ATTEST_I_IRI_RDF_OBJECT, "claim-statement"},
        {ATTEST_I_IRI_ATT_ARGUMENT, "claim-argument"},   {ATTEST_I_IRI_ATT_ROLE, "claim-argument"},
        {ATTEST_I_IRI_RDF_VALUE, "claim-argument"},
    };
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        if (is_predicate(difference, KINDS[i].predicate)) {
            return KINDS[i].kind;
        }
    }
    return "claim-altered";
}

static int subject_has(const attest_i_difference *difference, const char *part)
{
    return memmem(difference->quad.subject.value.data, difference->quad.subject.value.size, part, strlen(part)) != NULL;
}

/* What kind of thing was altered, by the shape of its IRI. */
static const char *kind_of(const attest_i_difference *difference)
{
    attest_view predicate = difference->quad.predicate.value;
    if (difference->quad.graph.kind == ATTEST_TERM_NONE) {
        return subject_has(difference, "/source/") || subject_has(difference, "#source/") ? "metadata-altered"
               : subject_has(difference, "run/")                                          ? "run-altered"
                                                                                          : "catalogue-altered";
    }
    if (is_claim(difference->owner)) {
        return claim_kind(difference);
    }
    if (subject_has(difference, "char=")) {
        return "selector-altered";
    }
    if (subject_has(difference, "/attribution/")) {
        return "attribution-altered";
    }
    if (subject_has(difference, "rules/")) {
        return "rule-altered";
    }
    if (memmem(predicate.data, predicate.size, "relation/", 9)) {
        return difference->extra ? "statement-added" : "statement-missing";
    }
    return is_predicate(difference, ATTEST_I_IRI_RDFS_LABEL) ? "label-altered" : "entity-altered";
}

/* The end of an IRI, or a literal, for people. */
static attest_view shown_term(const attest_term *term)
{
    attest_view value = term->value;
    if (term->kind == ATTEST_TERM_IRI) {
        for (size_t i = value.size; i > 1; i--) {
            if (value.data[i - 2] == '#' || value.data[i - 2] == '/') {
                return (attest_view){value.data + i - 1, value.size - i + 1};
            }
        }
    }
    return value;
}

static int shown(attest_view text)
{
    size_t size = text.size > SHOWN ? SHOWN : text.size;
    while (size > 0 && size < text.size && ((unsigned char)text.data[size] & 0xc0U) == 0x80U) {
        size--;
    }
    return (int)size;
}

/* Tell the differences [begin,end), which are of one owner, one kind and one property of one subject. */
static void tell_property(attest_i_verify *verify, const attest_i_differences *differences, size_t begin, size_t end,
                          const char *kind)
{
    const attest_i_difference *first = &differences->items[begin];
    const attest_i_difference *last = &differences->items[end - 1];
    attest_view property = shown_term(&first->quad.predicate);
    attest_view there = shown_term(&first->quad.object);
    attest_view derived = shown_term(&last->quad.object);
    if (first->extra && !last->extra) {
        attest_i_verify_report(verify, kind, first->owner,
                               "%.*s: the dataset has \"%.*s\", derived again it is \"%.*s\"", shown(property),
                               property.data, shown(there), there.data, shown(derived), derived.data);
    } else {
        attest_i_verify_report(
            verify, kind, first->owner, "%.*s \"%.*s\" %s", shown(property), property.data, shown(there), there.data,
            first->extra ? "is in the dataset, but is not derived" : "is derived, but is not in the dataset");
    }
}

static void tell_properties(attest_i_verify *verify, const attest_i_differences *differences, size_t begin, size_t end)
{
    while (begin < end) {
        const attest_i_difference *first = &differences->items[begin];
        size_t next = begin + 1;
        while (next < end &&
               attest_view_equal(differences->items[next].quad.predicate.value, first->quad.predicate.value) &&
               attest_view_equal(differences->items[next].quad.subject.value, first->quad.subject.value)) {
            next++;
        }
        /* Digests were compared before, with a message of their own. */
        if (first->quad.graph.kind != ATTEST_TERM_NONE || !is_predicate(first, ATTEST_I_IRI_ATT_DIGEST)) {
            tell_property(verify, differences, begin, next, kind_of(first));
        }
        begin = next;
    }
}

static int is_derived_in(const attest_i_verify *verify, attest_view claim, uint32_t id);

/* The first graph in which a dataset has a claim; kind NONE if in none, or in the catalogue. `verify`: only where it was derived; else NULL. */
static attest_term graph_of_claim(const attest_dataset *dataset, attest_view claim, const attest_i_verify *verify)
{
    attest_term first = {.kind = ATTEST_TERM_NONE};
    attest_term term = {.kind = ATTEST_TERM_IRI, .value = claim};
    uint32_t class_ = attest_i_verify_id(dataset, ATTEST_I_IRI_ATT_CLAIM);
    uint32_t id;
    attest_i_scan scan;
    attest_i_ids quad;
    if (class_ == ATTEST_I_ANY || attest_i_dataset_find(dataset, &term, &id) != ATTEST_OK ||
        !attest_i_verify_scan(&scan, dataset, id, ATTEST_I_IRI_RDF_TYPE, class_, ATTEST_I_ANY)) {
        return first;
    }
    int found = 0;
    while (attest_i_scan_next(&scan, &quad)) {
        if (verify && !is_derived_in(verify, claim, quad.at[ATTEST_I_GRAPH])) {
            continue;
        }
        attest_term graph = attest_i_dataset_term(dataset, quad.at[ATTEST_I_GRAPH]);
        first = !found || attest_term_compare(&graph, &first) < 0 ? graph : first;
        found = 1;
    }
    attest_i_scan_close(&scan);
    return first;
}

static attest_term lesser_graph(attest_term graph, attest_term other)
{
    if (graph.kind == ATTEST_TERM_NONE || other.kind == ATTEST_TERM_NONE) {
        return graph.kind == ATTEST_TERM_NONE ? other : graph;
    }
    return attest_term_compare(&graph, &other) < 0 ? graph : other;
}

static int is_missing_claim(const attest_i_difference *difference)
{
    return !difference->extra &&
           attest_view_equal(difference->quad.predicate.value, attest_i_iri_view(ATTEST_I_IRI_RDF_TYPE)) &&
           attest_view_equal(difference->quad.object.value, attest_i_iri_view(ATTEST_I_IRI_ATT_CLAIM));
}

static int compare_missing(const void *a, const void *b)
{
    const attest_i_difference *left = *(attest_i_difference *const *)a;
    const attest_i_difference *right = *(attest_i_difference *const *)b;
    int order = attest_view_compare(left->quad.subject.value, right->quad.subject.value);
    return order ? order : attest_term_compare(&left->quad.graph, &right->quad.graph);
}

/* List the claims that graphs lack, by claim and graph. */
static enum attest_status list_missing(attest_i_differences *differences)
{
    differences->missing = calloc(differences->count, sizeof *differences->missing);
    if (!differences->missing) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < differences->count; i++) {
        if (is_missing_claim(&differences->items[i])) {
            differences->missing[differences->missing_count++] = &differences->items[i];
        }
    }
    qsort(differences->missing, differences->missing_count, sizeof *differences->missing, compare_missing);
    return ATTEST_OK;
}

/* The first graph that lacks a claim; kind NONE if none does. */
static attest_term lacking_graph(const attest_i_differences *differences, attest_view claim)
{
    size_t low = 0;
    size_t high = differences->missing_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (attest_view_compare(differences->missing[middle]->quad.subject.value, claim) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < differences->missing_count && attest_view_equal(differences->missing[low]->quad.subject.value, claim)
               ? differences->missing[low]->quad.graph
               : (attest_term){.kind = ATTEST_TERM_NONE};
}

/* Was the claim derived for a graph that has it? */
static int is_derived_in(const attest_i_verify *verify, attest_view claim, uint32_t id)
{
    const attest_i_verify_graph *graph = attest_i_verify_graph_of(verify, id);
    attest_i_difference extra = {.quad = {{.kind = ATTEST_TERM_IRI, .value = claim},
                                          attest_i_iri_term(ATTEST_I_IRI_RDF_TYPE),
                                          attest_i_iri_term(ATTEST_I_IRI_ATT_CLAIM),
                                          attest_i_dataset_term(verify->dataset, id)},
                                 .owner = claim,
                                 .extra = 1};
    return graph && graph->derived &&
           !bsearch(&extra, verify->differences.items, verify->differences.count, sizeof extra, compare_differences);
}

/* The first graph to which a claim belongs, going by its source: one that has it rightly, or one that lacks it. */
static attest_term derived_graph(const attest_i_verify *verify, attest_view claim)
{
    attest_term first =
        lesser_graph(graph_of_claim(verify->elsewhere, claim, NULL), lacking_graph(&verify->differences, claim));
    return lesser_graph(first, graph_of_claim(verify->dataset, claim, verify));
}

/* Is the claim as such on one side only? Then that is all there is to tell. */
static int tell_whole_claim(attest_i_verify *verify, const attest_i_difference *first)
{
    attest_term derived = derived_graph(verify, first->owner);
    attest_term there = graph_of_claim(verify->dataset, first->owner, NULL);
    if (derived.kind == ATTEST_TERM_NONE && there.kind != ATTEST_TERM_NONE) {
        attest_i_verify_report(verify, "claim-added", first->owner, "the source does not give this claim");
    } else if (there.kind == ATTEST_TERM_NONE) {
        attest_i_verify_report(verify, "claim-missing", first->owner,
                               "the source gives this claim, but the dataset does not have it");
    } else if (!attest_view_equal(derived.value, there.value)) {
        /* Told once: for the graph in which it stands. */
        if (attest_view_equal(first->quad.graph.value, there.value)) {
            attest_i_verify_report(verify, "claim-moved", first->owner,
                                   "the claim stands in <%.*s>, but belongs to <%.*s>", (int)there.value.size,
                                   there.value.data, (int)derived.value.size, derived.value.data);
        }
    } else {
        return 0;
    }
    return 1;
}

static void tell_owner(attest_i_verify *verify, const attest_i_differences *differences, size_t begin, size_t end)
{
    const attest_i_difference *first = &differences->items[begin];
    if (attest_i_verify_is_noted(verify, first->owner)) {
        return;
    }
    if (first->quad.graph.kind != ATTEST_TERM_NONE && is_claim(first->owner) && tell_whole_claim(verify, first)) {
        return;
    }
    tell_properties(verify, differences, begin, end);
}

enum attest_status attest_i_verify_tell(attest_i_verify *verify)
{
    attest_i_differences *differences = &verify->differences;
    if (differences->count == 0) {
        return ATTEST_OK;
    }
    qsort(differences->items, differences->count, sizeof *differences->items, compare_differences);
    size_t kept = 1;
    /* Two sources of one graph may lack the same. */
    for (size_t i = 1; i < differences->count; i++) {
        if (compare_differences(&differences->items[i], &differences->items[kept - 1]) != 0) {
            differences->items[kept++] = differences->items[i];
        }
    }
    differences->count = kept;
    enum attest_status status = list_missing(differences);
    for (size_t begin = 0; begin < differences->count && status == ATTEST_OK;) {
        const attest_i_difference *first = &differences->items[begin];
        size_t end = begin + 1;
        while (end < differences->count && attest_view_equal(differences->items[end].owner, first->owner) &&
               attest_term_compare(&differences->items[end].quad.graph, &first->quad.graph) == 0) {
            end++;
        }
        tell_owner(verify, differences, begin, end);
        begin = end;
    }
    return status;
}
