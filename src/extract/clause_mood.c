/* Mood: a question or a request states nothing, whatever the words of its clause are; and negation that stands before the
 * verb and turns it around ("at no time were they asked"). */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/attribution.h"
#include "extract/clause.h"

/* The innermost quotation that holds the position; ATTEST_NO_INDEX: none does. */
static uint32_t quotation_at(const attest_i_clause_run *run, uint32_t position)
{
    const attest_i_page *page = run->context->page;
    uint32_t low = 0; /* quotations that begin before the position, or there */
    uint32_t high = page ? (uint32_t)page->quotes.count : 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (page->quotes.items[middle].span.begin <= position) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    uint32_t quote = low > 0 ? low - 1 : ATTEST_NO_INDEX;
    while (quote != ATTEST_NO_INDEX && page->quotes.items[quote].span.end <= position) {
        quote = page->quotes.items[quote].parent;
    }
    return quote;
}

/* Does the first mark behind `token` that ends a sentence ask, and belong to the same speech? */
static int is_asked(const attest_i_clause_run *run, uint32_t token)
{
    const attest_sentence *sentence = &run->tree->sentence;
    for (uint32_t t = token + 1; t < sentence->token_count; t++) {
        const attest_token *mark = &sentence->tokens[t];
        if (mark->upos != ATTEST_UPOS_PUNCT || mark->form.size == 0) {
            continue;
        }
        if (memchr(mark->form.data, '?', mark->form.size)) {
            return quotation_at(run, mark->span.begin) == quotation_at(run, sentence->tokens[token].span.begin);
        }
        if (mark->form.data[0] == '.' || mark->form.data[0] == '!') {
            return 0;
        }
    }
    return 0;
}

/* Does the clause share the mood of its governor: is it a conjunct, an object or a complement of it, not a side remark? */
static int shares_mood(attest_view relation)
{
    static const char *const shared[] = {"conj", "ccomp", "xcomp", "parataxis", "csubj", "cop", NULL};
    for (size_t i = 0; shared[i]; i++) {
        if (attest_i_relation_is(relation, shared[i])) {
            return 1;
        }
    }
    return 0;
}

static int has_feature(const attest_token *token, const char *feature)
{
    size_t size = strlen(feature);
    for (size_t i = 0; i + size <= token->feats.size; i++) {
        if (memcmp(token->feats.data + i, feature, size) == 0) {
            return 1;
        }
    }
    return 0;
}

/* "Let us leave", "make them pay": what somebody is asked to do. */
static int is_request(const attest_i_clause_run *run, uint32_t verb)
{
    const attest_token *token = attest_i_clause_token(run, verb);
    return token->upos == ATTEST_UPOS_VERB && attest_view_equal(token->xpos, ATTEST_VIEW("VB")) &&
           has_feature(token, "Mood=Imp") && attest_i_tree_child(run->tree, verb, "nsubj") == ATTEST_NO_INDEX &&
           attest_i_tree_child(run->tree, verb, "aux") == ATTEST_NO_INDEX;
}

enum attest_modality attest_i_clause_mood(const attest_i_clause_run *run, uint32_t anchor)
{
    uint32_t at = anchor;
    uint32_t count = run->tree->sentence.token_count;
    enum attest_modality mood = ATTEST_MODALITY_ASSERTED;
    for (uint32_t level = 0; level < count; level++) {
        if (is_request(run, at)) {
            mood = ATTEST_MODALITY_INTENDED;
        }
        const attest_token *token = attest_i_clause_token(run, at);
        if (token->head == ATTEST_NO_INDEX) {
            return mood == ATTEST_MODALITY_ASSERTED && is_asked(run, anchor) ? ATTEST_MODALITY_POSSIBLE : mood;
        }
        if (!shares_mood(token->deprel)) {
            return mood;
        }
        at = token->head;
    }
    return mood;
}
