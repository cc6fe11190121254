/* Attributions as found in the text, and the chain of layers through which each claim comes to the reader. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>

#include "rdf/mapping.h"

/* Widest gap between speaker and cue, in bytes, that is taken into the words of the attribution ("said on Friday"). */
#define GAP_MAX 40U

/* Pieces of words that make an attribution: few, since speakers and cues are. */
#define PIECES_MAX 16

static int compare_spans(const void *a, const void *b)
{
    const attest_span *x = a;
    const attest_span *y = b;
    return (x->begin > y->begin) - (x->begin < y->begin);
}

static size_t copy_spans(attest_span *pieces, size_t count, const attest_span *spans, size_t span_count)
{
    for (size_t i = 0; i < span_count && count < PIECES_MAX; i++) {
        pieces[count++] = spans[i];
    }
    return count;
}

static int touches_content(const attest_attribution *attribution, attest_span gap)
{
    for (size_t i = 0; i < attribution->content_count; i++) {
        if (attest_span_overlaps(attribution->content[i], gap)) {
            return 1;
        }
    }
    return 0;
}

/* The words of speaker and cue, joined where nothing of what was said stands between them. */
static size_t find_words(const attest_attribution *attribution, attest_span pieces[PIECES_MAX])
{
    size_t count = copy_spans(pieces, 0, attribution->speaker.spans, attribution->speaker.span_count);
    count = copy_spans(pieces, count, attribution->cue_spans, attribution->cue_span_count);
    qsort(pieces, count, sizeof *pieces, compare_spans);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        attest_span *last = kept ? &pieces[kept - 1] : NULL;
        attest_span gap = last ? (attest_span){last->end, pieces[i].begin} : pieces[i];
        if (last && (gap.begin >= gap.end || (gap.end - gap.begin <= GAP_MAX && !touches_content(attribution, gap)))) {
            last->end = pieces[i].end > last->end ? pieces[i].end : last->end;
        } else {
            pieces[kept++] = pieces[i];
        }
    }
    return kept;
}

static void add_selectors(attest_i_mapping *mapping, attest_view iri, enum attest_i_iri property,
                          const attest_span *spans, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        attest_i_mapping_add_iri(mapping, iri, property, attest_i_mapping_selector(mapping, spans[i]));
    }
}

static int is_spoken(const attest_attribution *attribution)
{
    return attribution->speaker.entity != ATTEST_NO_INDEX || attribution->speaker.label.size ||
           attribution->speaker.text.size;
}

/* What a found attribution and a layer have in common. */
static void describe_common(attest_i_mapping *mapping, attest_view iri, const attest_attribution *attribution,
                            enum attest_i_iri kind)
{
    attest_i_mapping_add_type(mapping, iri, ATTEST_I_IRI_ATT_CLASS_ATTRIBUTION);
    if (is_spoken(attribution)) {
        attest_i_mapping_add_iri(mapping, iri, ATTEST_I_IRI_ATT_SPEAKER,
                                 attest_i_mapping_denoted(mapping, &attribution->speaker));
    }
    attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_ATT_KIND, attest_i_iri_term(kind));
    attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_ATT_STANCE,
                         attest_i_iri_term(attest_i_iri_of_stance((unsigned)attribution->stance)));
    if (attribution->cue.size) {
        attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_ATT_CUE, attest_i_mapping_plain(mapping, attribution->cue));
    }
    if (attribution->recipient) {
        attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_ATT_RECIPIENT, attest_i_term_boolean(1));
    }
    if (attribution->implicit) {
        attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_ATT_IMPLICIT, attest_i_term_boolean(1));
    }
    attest_span words[PIECES_MAX];
    size_t count = find_words(attribution, words);
    add_selectors(mapping, iri, ATTEST_I_IRI_OA_HAS_TARGET, words, count);
}

static void describe_found(attest_i_mapping *mapping, size_t index)
{
    const attest_attribution *attribution = attest_extraction_attribution_at(mapping->extraction, index);
    attest_view iri = mapping->attributions[index];
    if (attest_i_quad_set_has_subject(&mapping->set, iri)) {
        return;
    }
    describe_common(mapping, iri, attribution, attest_i_iri_of_kind((unsigned)attribution->kind));
    if (attribution->cue_lemma.size) {
        attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_ATT_CUE_LEMMA,
                             attest_i_mapping_plain(mapping, attribution->cue_lemma));
    }
    add_selectors(mapping, iri, ATTEST_I_IRI_ATT_CUE_SELECTOR, attribution->cue_spans, attribution->cue_span_count);
    add_selectors(mapping, iri, ATTEST_I_IRI_ATT_CONTENT, attribution->content, attribution->content_count);
    if (attribution->reported_by < attest_extraction_attribution_count(mapping->extraction)) {
        attest_i_mapping_add_iri(mapping, iri, ATTEST_I_IRI_ATT_REPORTED_BY,
                                 mapping->attributions[attribution->reported_by]);
    }
    if (attribution->time.kind != ATTEST_VALUE_NONE) {
        attest_view node = attest_i_mapping_part(mapping, iri, "time");
        attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_ATT_SAID_AT,
                             attest_i_mapping_value(mapping, &attribution->time, (attest_view){NULL, 0}, node));
    }
    if (attribution->sentence.begin < attribution->sentence.end) {
        add_selectors(mapping, iri, ATTEST_I_IRI_ATT_SENTENCE, &attribution->sentence, 1);
    }
    attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_ATT_CONFIDENCE,
                         attest_i_mapping_decimal(mapping, attribution->confidence));
    attest_i_mapping_add_rule(mapping, iri, attribution->rule);
    attest_i_mapping_add_iri(mapping, iri, ATTEST_I_IRI_PROV_WAS_QUOTED_FROM, mapping->source);
    mapping->attribution_count++;
}

void attest_i_mapping_attributions(attest_i_mapping *mapping)
{
    mapping->set.section = ATTEST_I_SECTION_ATTRIBUTIONS;
    size_t count = attest_extraction_attribution_count(mapping->extraction);
    for (size_t i = 0; i < count && mapping->status == ATTEST_OK; i++) {
        attest_i_mapping_next(mapping);
        describe_found(mapping, i);
    }
}

static attest_view layer_iri(attest_i_mapping *mapping, attest_view claim, size_t depth)
{
    char name[24];
    snprintf(name, sizeof name, "s%zu", depth);
    return attest_i_mapping_part(mapping, claim, name);
}

/* An outlet that was told by its speakers and prints what they said is one layer, not two. */
static int is_publication(attest_i_mapping *mapping, const attest_claim *claim, size_t layer)
{
    const attest_attribution *attribution =
        attest_extraction_attribution_at(mapping->extraction, claim->attributions[layer]);
    return mapping->publisher.size && layer + 1 == claim->attribution_count && attribution->recipient &&
           is_spoken(attribution) &&
           attest_view_equal(attest_i_mapping_denoted(mapping, &attribution->speaker), mapping->publisher);
}

static void describe_publication(attest_i_mapping *mapping, attest_view iri, size_t depth)
{
    attest_i_mapping_add_type(mapping, iri, ATTEST_I_IRI_ATT_CLASS_ATTRIBUTION);
    attest_i_mapping_add_iri(mapping, iri, ATTEST_I_IRI_ATT_SPEAKER, mapping->publisher);
    attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_ATT_KIND, attest_i_iri_term(ATTEST_I_IRI_ATT_PUBLICATION));
    attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_ATT_STANCE, attest_i_iri_term(ATTEST_I_IRI_ATT_ASSERTS));
    attest_i_mapping_add(mapping, iri, ATTEST_I_IRI_ATT_DEPTH, attest_i_mapping_number(mapping, depth));
}

void attest_i_mapping_chain(attest_i_mapping *mapping, attest_view iri, const attest_claim *claim)
{
    size_t count = claim->attribution_count;
    int published = count > 0 && is_publication(mapping, claim, count - 1);
    size_t layers = count + (mapping->publisher.size && !published);
    if (layers > 0) {
        attest_i_mapping_add_iri(mapping, iri, ATTEST_I_IRI_ATT_ATTRIBUTION, layer_iri(mapping, iri, 1));
    }
    for (size_t i = 0; i < count && mapping->status == ATTEST_OK; i++) {
        const attest_attribution *attribution =
            attest_extraction_attribution_at(mapping->extraction, claim->attributions[i]);
        attest_view layer = layer_iri(mapping, iri, i + 1);
        enum attest_i_iri kind = published && i + 1 == count ? ATTEST_I_IRI_ATT_PUBLICATION
                                                             : attest_i_iri_of_kind((unsigned)attribution->kind);
        describe_common(mapping, layer, attribution, kind);
        attest_i_mapping_add(mapping, layer, ATTEST_I_IRI_ATT_DEPTH, attest_i_mapping_number(mapping, i + 1));
        if (i + 1 < layers) {
            attest_i_mapping_add_iri(mapping, layer, ATTEST_I_IRI_ATT_REPORTED_BY, layer_iri(mapping, iri, i + 2));
        }
        attest_i_mapping_add_iri(mapping, layer, ATTEST_I_IRI_PROV_SPECIALIZATION_OF,
                                 mapping->attributions[claim->attributions[i]]);
    }
    if (layers > count) {
        describe_publication(mapping, layer_iri(mapping, iri, layers), layers);
    }
}
