/* The dataset against what extraction gives now: every difference, told by what it is about. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>

#include "audit/verify.h"

#define SHOWN 60

/* A quad that only one side has. */
struct difference {
    attest_quad quad;
    attest_view owner; /* the claim, if the subject is one or a part of one; else the subject */
    int extra;         /* 1: only in the dataset; 0: only derived */
};

struct differences {
    struct difference *items;
    size_t count;
    size_t capacity;
};

/* "https://kg.example/claim/4be81c#s1" -> "https://kg.example/claim/4be81c": a claim is named by hexadecimal digits behind "claim/". */
static attest_view owner_of(attest_view iri)
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

static int has(const attest_dataset *dataset, const attest_quad *quad)
{
    const attest_term *terms[4] = {&quad->subject, &quad->predicate, &quad->object, &quad->graph};
    attest_i_ids ids;
    for (size_t k = 0; k < 4; k++) {
        if (attest_i_dictionary_find(&dataset->terms, terms[k], &ids.at[k]) != ATTEST_OK) {
            return 0;
        }
    }
    return attest_i_quads_match(&dataset->quads, ids).count > 0;
}

static enum attest_status add(struct differences *differences, const attest_quad *quad, int extra)
{
    enum attest_status status = attest_i_grow((void **)&differences->items, &differences->capacity,
                                              differences->count + 1, sizeof *differences->items);
    if (status == ATTEST_OK) {
        differences->items[differences->count++] = (struct difference){*quad, owner_of(quad->subject.value), extra};
    }
    return status;
}

static const attest_i_verify_graph *find_graph(const attest_i_verify *verify, attest_view iri)
{
    for (size_t i = 0; i < verify->graph_count; i++) {
        if (attest_view_equal(attest_i_dictionary_term(&verify->dataset->terms, verify->graphs[i].id).value, iri)) {
            return &verify->graphs[i];
        }
    }
    return NULL;
}

static int is_one(const attest_i_verify *verify, uint32_t id, attest_view iri)
{
    return id != ATTEST_I_TERM_NONE &&
           attest_view_equal(attest_i_dictionary_term(&verify->dataset->terms, id).value, iri);
}

/* Does the catalogue say this of a source or graph that could not be derived? Its publisher and authors belong to it. */
static int is_about_underived(const attest_i_verify *verify, const attest_quad *quad)
{
    attest_view subject = quad->subject.value;
    for (size_t i = 0; i < verify->graph_count; i++) {
        const attest_i_verify_graph *graph = &verify->graphs[i];
        if (graph->derived) {
            continue;
        }
        int is_graph = is_one(verify, graph->id, subject);
        int is_source = is_one(verify, graph->source, subject);
        /* An imported graph's source is known; only the counts and digest of the graph are its own. */
        if (is_graph || (is_source && !graph->document) ||
            (quad->object.kind == ATTEST_TERM_IRI && is_one(verify, graph->source, quad->object.value))) {
            return 1;
        }
        uint32_t node = attest_i_dataset_iri(verify->dataset, "");
        attest_term term = quad->subject;
        if (attest_i_dictionary_find(&verify->dataset->terms, &term, &node) == ATTEST_OK && !graph->document &&
            (attest_i_verify_find(verify->dataset, graph->source, ATTEST_I_IRI_SCHEMA_PUBLISHER, node,
                                  ATTEST_I_TERM_NONE)
                 .count ||
             attest_i_verify_find(verify->dataset, graph->source, ATTEST_I_IRI_SCHEMA_AUTHOR, node, ATTEST_I_TERM_NONE)
                 .count)) {
            return 1;
        }
    }
    return 0;
}

/* Is the subject a run that cannot be repeated, or its software or rules? These were told before. */
static int is_about_unrepeatable(const attest_i_verify *verify, attest_view subject)
{
    for (size_t i = 0; i < verify->run_count; i++) {
        const attest_i_verify_run *run = &verify->runs[i];
        uint32_t software =
            attest_i_verify_object(verify->dataset, run->id, ATTEST_I_IRI_PROV_WAS_ASSOCIATED_WITH, ATTEST_I_TERM_NONE);
        if (!run->repeatable && (is_one(verify, run->id, subject) || is_one(verify, software, subject))) {
            return 1;
        }
        attest_i_quads_range used =
            attest_i_verify_find(verify->dataset, run->id, ATTEST_I_IRI_PROV_USED, ATTEST_I_ANY, ATTEST_I_TERM_NONE);
        for (size_t k = 0; k < used.count && !run->repeatable; k++) {
            if (is_one(verify, attest_i_quads_row(&used, k).at[ATTEST_I_OBJECT], subject)) {
                return 1;
            }
        }
    }
    return 0;
}

/* Is the quad one that can be compared at all? */
static int is_comparable(const attest_i_verify *verify, const attest_quad *quad)
{
    if (quad->graph.kind == ATTEST_TERM_NONE) {
        return !is_about_underived(verify, quad) && !is_about_unrepeatable(verify, quad->subject.value);
    }
    const attest_i_verify_graph *graph = find_graph(verify, quad->graph.value);
    return graph ? graph->derived : 1;
}

static enum attest_status collect(const attest_i_verify *verify, const attest_dataset *from,
                                  const attest_dataset *against, int extra, struct differences *differences)
{
    attest_i_quads_range all = attest_i_quads_all(&from->quads);
    enum attest_status status = ATTEST_OK;
    for (size_t i = 0; i < all.count && status == ATTEST_OK; i++) {
        attest_quad quad = attest_i_dataset_quad(from, attest_i_quads_row(&all, i));
        if (!has(against, &quad) && is_comparable(verify, &quad)) {
            status = add(differences, &quad, extra);
        }
    }
    return status;
}

static int compare_differences(const void *a, const void *b)
{
    const struct difference *left = a;
    const struct difference *right = b;
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

static int is_predicate(const struct difference *difference, enum attest_i_iri iri)
{
    return attest_view_equal(difference->quad.predicate.value, attest_i_iri_view(iri));
}

static const char *claim_kind(const struct difference *difference)
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

static int subject_has(const struct difference *difference, const char *part)
{
    return memmem(difference->quad.subject.value.data, difference->quad.subject.value.size, part, strlen(part)) != NULL;
}

/* What kind of thing was altered, by the shape of its IRI. */
static const char *kind_of(const struct difference *difference)
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
static void tell_property(attest_i_verify *verify, const struct differences *differences, size_t begin, size_t end,
                          const char *kind)
{
    const struct difference *first = &differences->items[begin];
    const struct difference *last = &differences->items[end - 1];
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

static void tell_properties(attest_i_verify *verify, const struct differences *differences, size_t begin, size_t end)
{
    while (begin < end) {
        const struct difference *first = &differences->items[begin];
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

/* The graph in which a dataset has a claim; kind NONE if in none. */
static attest_term graph_of_claim(const attest_dataset *dataset, attest_view claim)
{
    attest_term terms[3] = {{.kind = ATTEST_TERM_IRI, .value = claim},
                            attest_i_iri_term(ATTEST_I_IRI_RDF_TYPE),
                            attest_i_iri_term(ATTEST_I_IRI_ATT_CLAIM)};
    attest_i_ids ids = {{0, 0, 0, ATTEST_I_ANY}};
    for (size_t k = 0; k < 3; k++) {
        if (attest_i_dictionary_find(&dataset->terms, &terms[k], &ids.at[k]) != ATTEST_OK) {
            return (attest_term){.kind = ATTEST_TERM_NONE};
        }
    }
    attest_i_quads_range range = attest_i_quads_match(&dataset->quads, ids);
    return attest_i_dictionary_term(&dataset->terms,
                                    range.count ? attest_i_quads_row(&range, 0).at[ATTEST_I_GRAPH] : 0);
}

/* Is the claim as such on one side only? Then that is all there is to tell. */
static int tell_whole_claim(attest_i_verify *verify, const struct difference *first)
{
    attest_term derived = graph_of_claim(verify->expected, first->owner);
    attest_term there = graph_of_claim(verify->dataset, first->owner);
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

static void tell_owner(attest_i_verify *verify, const struct differences *differences, size_t begin, size_t end)
{
    const struct difference *first = &differences->items[begin];
    if (attest_i_verify_is_noted(verify, first->owner)) {
        return;
    }
    if (first->quad.graph.kind != ATTEST_TERM_NONE && is_claim(first->owner) && tell_whole_claim(verify, first)) {
        return;
    }
    tell_properties(verify, differences, begin, end);
}

enum attest_status attest_i_verify_compare(attest_i_verify *verify)
{
    struct differences differences = {NULL, 0, 0};
    enum attest_status status = collect(verify, verify->dataset, verify->expected, 1, &differences);
    if (status == ATTEST_OK) {
        status = collect(verify, verify->expected, verify->dataset, 0, &differences);
    }
    if (status == ATTEST_OK && differences.count > 0) {
        qsort(differences.items, differences.count, sizeof *differences.items, compare_differences);
        for (size_t begin = 0; begin < differences.count;) {
            const struct difference *first = &differences.items[begin];
            size_t end = begin + 1;
            while (end < differences.count && attest_view_equal(differences.items[end].owner, first->owner) &&
                   attest_term_compare(&differences.items[end].quad.graph, &first->quad.graph) == 0) {
                end++;
            }
            tell_owner(verify, &differences, begin, end);
            begin = end;
        }
    }
    free(differences.items);
    return status;
}
