/* Evidence against the source: every selector and every mention of a graph, at its offsets. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>

#include "audit/verify.h"

/* Bytes of text shown in a finding. */
#define SHOWN 60

static int shown(attest_view text)
{
    size_t size = text.size > SHOWN ? SHOWN : text.size;
    while (size > 0 && size < text.size && ((unsigned char)text.data[size] & 0xc0U) == 0x80U) {
        size--;
    }
    return (int)size;
}

/* Offsets as the graph writes them: plain digits. */
static enum attest_status read_offset(attest_view digits, uint32_t *offset)
{
    uint64_t number = 0;
    for (size_t i = 0; i < digits.size; i++) {
        if (digits.data[i] < '0' || digits.data[i] > '9' || number > UINT32_MAX / 10) {
            return ATTEST_NONE;
        }
        number = number * 10 + (uint64_t)(digits.data[i] - '0');
    }
    *offset = (uint32_t)number;
    return digits.size ? ATTEST_OK : ATTEST_NONE;
}

/* The claim or attribution that a selector belongs to, for people: nobody knows selectors by name. */
static attest_view owner_of(const attest_i_verify *verify, uint32_t selector)
{
    static const enum attest_i_iri DIRECT[] = {ATTEST_I_IRI_ATT_SENTENCE, ATTEST_I_IRI_OA_HAS_TARGET,
                                               ATTEST_I_IRI_ATT_CONTENT, ATTEST_I_IRI_ATT_CUE_SELECTOR};
    const attest_dataset *dataset = verify->now;
    attest_i_quads_range targets = attest_i_verify_find(verify, ATTEST_I_ANY, ATTEST_I_IRI_OA_HAS_SELECTOR, selector);
    if (targets.count) {
        uint32_t target = attest_i_quads_row(&targets, 0).at[ATTEST_I_SUBJECT];
        attest_i_quads_range claims = attest_i_verify_find(verify, ATTEST_I_ANY, ATTEST_I_IRI_OA_HAS_TARGET, target);
        target = claims.count ? attest_i_quads_row(&claims, 0).at[ATTEST_I_SUBJECT] : target;
        return attest_i_dictionary_term(&dataset->terms, target).value;
    }
    for (size_t i = 0; i < sizeof DIRECT / sizeof *DIRECT; i++) {
        attest_i_quads_range range = attest_i_verify_find(verify, ATTEST_I_ANY, DIRECT[i], selector);
        if (range.count) {
            return attest_i_dictionary_term(&dataset->terms, attest_i_quads_row(&range, 0).at[ATTEST_I_SUBJECT]).value;
        }
    }
    return attest_i_dictionary_term(&dataset->terms, selector).value;
}

struct piece {
    uint32_t id;
    uint32_t graph;
    attest_view iri;
    attest_view start;
    attest_view end;
    attest_span span; /* bytes */
};

/* Texts are equal if the graph's has U+FFFD where the source has U+0000. */
static int same_text(attest_view stated, attest_view there)
{
    size_t at = 0;
    for (size_t i = 0; i < there.size; i++) {
        if (there.data[i] == '\0') {
            if (at + 3 > stated.size || memcmp(stated.data + at, "\xEF\xBF\xBD", 3) != 0) {
                return 0;
            }
            at += 3;
        } else if (at >= stated.size || stated.data[at++] != there.data[i]) {
            return 0;
        }
    }
    return at == stated.size;
}

static enum attest_status tell(attest_i_verify *verify, const struct piece *piece, const char *kind, const char *format,
                               attest_view stated, attest_view there)
{
    char text[512];
    /* Only the formats below come here: both take two texts. */
    snprintf(text, sizeof text, "%.*s–%.*s: ", (int)(piece->start.size > 20 ? 20 : piece->start.size),
             piece->start.data ? piece->start.data : "?", (int)(piece->end.size > 20 ? 20 : piece->end.size),
             piece->end.data ? piece->end.data : "?");
    attest_i_verify_report(verify, kind, owner_of(verify, piece->id),
                           "characters %s%s \"%.*s%s\", in the source \"%.*s%s\"", text, format, shown(stated),
                           stated.data ? stated.data : "", stated.size > SHOWN ? "..." : "", shown(there),
                           there.data ? there.data : "", there.size > SHOWN ? "..." : "");
    return attest_i_verify_note(verify, piece->iri);
}

/* The place must be one of the source, and that which the IRI names (source#char=begin,end). */
static enum attest_status check_place(attest_i_verify *verify, struct piece *piece, const attest_document *document,
                                      int *fits)
{
    uint32_t begin = 0;
    uint32_t end = 0;
    uint32_t length = attest_document_codepoint(document, (uint32_t)attest_document_text(document).size);
    char suffix[64];
    *fits = read_offset(piece->start, &begin) == ATTEST_OK && read_offset(piece->end, &end) == ATTEST_OK &&
            begin < end && end <= length;
    int size = snprintf(suffix, sizeof suffix, "char=%u,%u", (unsigned)begin, (unsigned)end);
    if (*fits) {
        piece->span = (attest_span){attest_document_byte(document, begin), attest_document_byte(document, end)};
        *fits = piece->iri.size >= (size_t)size &&
                memcmp(piece->iri.data + piece->iri.size - (size_t)size, suffix, (size_t)size) == 0;
    }
    if (*fits) {
        return ATTEST_OK;
    }
    attest_i_verify_report(verify, "evidence-offset", owner_of(verify, piece->id),
                           "characters %.*s–%.*s are not the place that <%.*s> names, or none of the source",
                           (int)(piece->start.size > 20 ? 20 : piece->start.size),
                           piece->start.data ? piece->start.data : "?",
                           (int)(piece->end.size > 20 ? 20 : piece->end.size), piece->end.data ? piece->end.data : "?",
                           (int)piece->iri.size, piece->iri.data);
    return attest_i_verify_note(verify, piece->iri);
}

/* The last (prefix) or first (suffix) part of the text around must be what is stated. */
static int context_fits(attest_view text, attest_span span, attest_view stated, int before)
{
    if (before) {
        return stated.size <= span.begin &&
               same_text(stated, (attest_view){text.data + span.begin - stated.size, stated.size});
    }
    return stated.size <= text.size - span.end && same_text(stated, (attest_view){text.data + span.end, stated.size});
}

static enum attest_status check_selector(attest_i_verify *verify, struct piece *piece, const attest_document *document)
{
    const attest_dataset *dataset = verify->now;
    attest_view text = attest_document_text(document);
    attest_view exact = attest_i_verify_value(dataset, piece->id, ATTEST_I_IRI_OA_EXACT, piece->graph);
    attest_view prefix = attest_i_verify_value(dataset, piece->id, ATTEST_I_IRI_OA_PREFIX, piece->graph);
    attest_view suffix = attest_i_verify_value(dataset, piece->id, ATTEST_I_IRI_OA_SUFFIX, piece->graph);
    int fits;
    verify->counts->selectors++;
    enum attest_status status = check_place(verify, piece, document, &fits);
    if (status != ATTEST_OK || !fits) {
        return status;
    }
    attest_view there = attest_document_slice(document, piece->span);
    if (!same_text(exact, there)) {
        return tell(verify, piece, "evidence-text", "the graph quotes", exact, there);
    }
    if (!memchr(text.data, '\0', text.size) &&
        (!context_fits(text, piece->span, prefix, 1) || !context_fits(text, piece->span, suffix, 0))) {
        return tell(verify, piece, "evidence-context", "what the graph says stands before and after is", prefix,
                    suffix);
    }
    return ATTEST_OK;
}

static enum attest_status check_mention(attest_i_verify *verify, struct piece *piece, const attest_document *document)
{
    attest_view label = attest_i_verify_value(verify->now, piece->id, ATTEST_I_IRI_RDFS_LABEL, piece->graph);
    int fits;
    enum attest_status status = check_place(verify, piece, document, &fits);
    if (status == ATTEST_OK && fits && !same_text(label, attest_document_slice(document, piece->span))) {
        status =
            tell(verify, piece, "mention-text", "the mention is", label, attest_document_slice(document, piece->span));
    }
    return status;
}

/* All nodes of a class in the graph. */
static enum attest_status
check_class(attest_i_verify *verify, const attest_i_verify_graph *graph, enum attest_i_iri class_,
            enum attest_status (*check)(attest_i_verify *, struct piece *, const attest_document *))
{
    const attest_dataset *dataset = verify->now;
    uint32_t id = attest_i_verify_id(dataset, class_);
    if (id == ATTEST_I_ANY) {
        return ATTEST_OK;
    }
    attest_i_quads_range range = attest_i_verify_find(verify, ATTEST_I_ANY, ATTEST_I_IRI_RDF_TYPE, id);
    enum attest_status status = ATTEST_OK;
    for (size_t i = 0; i < range.count && status == ATTEST_OK; i++) {
        struct piece piece = {.id = attest_i_quads_row(&range, i).at[ATTEST_I_SUBJECT], .graph = verify->now_graph};
        piece.iri = attest_i_dictionary_term(&dataset->terms, piece.id).value;
        piece.start = attest_i_verify_value(dataset, piece.id, ATTEST_I_IRI_OA_START, verify->now_graph);
        piece.end = attest_i_verify_value(dataset, piece.id, ATTEST_I_IRI_OA_END, verify->now_graph);
        status = check(verify, &piece, graph->document);
    }
    return status;
}

enum attest_status attest_i_verify_evidence(attest_i_verify *verify, const attest_i_verify_graph *graph)
{
    enum attest_status status = check_class(verify, graph, ATTEST_I_IRI_OA_TEXT_QUOTE_SELECTOR, check_selector);
    return status == ATTEST_OK ? check_class(verify, graph, ATTEST_I_IRI_ATT_MENTION, check_mention) : status;
}
