/* Whose words a claim is in: the attributions around it, and quotation marks. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/attribution.h"
#include "extract/clause.h"

/* Bytes of the piece of the content that holds `place`; 0: none does. */
static uint32_t held_by(const attest_attribution *layer, attest_span place)
{
    for (size_t i = 0; i < layer->content_count; i++) {
        if (attest_span_contains(layer->content[i], place)) {
            return layer->content[i].end - layer->content[i].begin;
        }
    }
    return 0;
}

/* Is the token (part of) the cue? */
static int is_cue_of(const attest_i_clause_run *run, const attest_attribution *layer, uint32_t token)
{
    for (size_t i = 0; i < layer->cue_span_count; i++) {
        if (attest_span_overlaps(layer->cue_spans[i], attest_i_clause_token(run, token)->span)) {
            return 1;
        }
    }
    return 0;
}

int attest_i_clause_is_told(const attest_i_clause_run *run, uint32_t cue, attest_span place)
{
    attest_i_builder *builder = run->context->builder;
    const attest_i_clause_index *index = run->index;
    for (uint32_t e = index->first_layer[run->tree_number]; e > 0; e = index->entries.items[e - 1].next) {
        const attest_attribution *layer = attest_i_builder_attribution_at(builder, index->entries.items[e - 1].what);
        if (is_cue_of(run, layer, cue) && held_by(layer, place) > 0) {
            return 1;
        }
    }
    return 0;
}

int attest_i_clause_is_speaker(const attest_i_clause_run *run, uint32_t token, attest_span place)
{
    attest_i_builder *builder = run->context->builder;
    const attest_i_clause_index *index = run->index;
    for (uint32_t e = index->first_layer[run->tree_number]; e > 0; e = index->entries.items[e - 1].next) {
        const attest_attribution *layer = attest_i_builder_attribution_at(builder, index->entries.items[e - 1].what);
        for (size_t i = 0; i < layer->speaker.span_count; i++) {
            if (attest_span_contains(layer->speaker.spans[i], attest_i_clause_token(run, token)->span) &&
                held_by(layer, place) > 0) {
                return 1;
            }
        }
    }
    return 0;
}

/* "Its determination to stay": does the content of a noun begin with the infinitive of `verb`? Whoever has it is who does it, whatever the
 * parser makes the infinitive depend on. */
static int is_infinitive_of_noun(const attest_i_clause_run *run, const attest_attribution *layer, uint32_t verb)
{
    uint32_t mark = attest_i_tree_child(run->tree, verb, "mark");
    if (mark == ATTEST_NO_INDEX || layer->content_count == 0 || layer->cue_span_count == 0 ||
        layer->content[0].begin != attest_i_clause_token(run, mark)->span.begin ||
        attest_i_tree_child(run->tree, verb, "nsubj") != ATTEST_NO_INDEX) {
        return 0;
    }
    for (uint32_t t = 0; t < mark; t++) {
        const attest_token *token = attest_i_clause_token(run, t);
        if (token->upos == ATTEST_UPOS_NOUN && attest_span_contains(layer->cue_spans[0], token->span)) {
            return 1;
        }
    }
    return 0;
}

/* Is the cue a verb of the predicate, or the noun or verb whose infinitive the predicate is? */
static int is_own(const attest_i_clause_run *run, const attest_attribution *layer, const attest_i_predicate *predicate)
{
    for (size_t i = 0; i < predicate->chain_count; i++) {
        if (is_cue_of(run, layer, predicate->chain[i])) {
            return 1;
        }
    }
    if (predicate->chain_count == 0) {
        return 0;
    }
    if (is_infinitive_of_noun(run, layer, predicate->chain[predicate->chain_count - 1])) {
        return 1;
    }
    const attest_token *outer = attest_i_clause_token(run, predicate->chain[predicate->chain_count - 1]);
    /* "Promised to leave" is a predicate with its infinitive; "denied leaving" and "admitted leaving" tell of one. */
    int gerund =
        attest_i_tree_child(run->tree, predicate->chain[predicate->chain_count - 1], "mark") == ATTEST_NO_INDEX;
    int infinitive =
        (attest_i_relation_is(outer->deprel, "acl") && !attest_i_relation_is(outer->deprel, "acl:relcl")) ||
        (attest_i_relation_is(outer->deprel, "xcomp") && !gerund);
    if (!infinitive || outer->head == ATTEST_NO_INDEX || !is_cue_of(run, layer, outer->head)) {
        return 0;
    }
    /* Whoever "urged her to leave" is not the one who leaves; nor is a verb with a subject of its own an infinitive. */
    return attest_i_tree_child(run->tree, predicate->chain[predicate->chain_count - 1], "nsubj") == ATTEST_NO_INDEX &&
           (attest_i_relation_is(outer->deprel, "acl") ||
            (attest_i_tree_child(run->tree, outer->head, "obj") == ATTEST_NO_INDEX &&
             attest_i_tree_child(run->tree, outer->head, "iobj") == ATTEST_NO_INDEX));
}

/* "It had hoped to sell the mill, but talks broke down": what stands beside the verb of an infinitive is none of what was hoped for. */
static int is_beside_infinitive(const attest_i_clause_run *run, const attest_attribution *layer, uint32_t verb)
{
    uint32_t at = verb;
    for (uint32_t level = 0; level < run->tree->sentence.token_count; level++) {
        const attest_token *token = attest_i_clause_token(run, at);
        uint32_t head = token->head;
        if (head == ATTEST_NO_INDEX) {
            return 0;
        }
        if (is_cue_of(run, layer, head)) {
            uint32_t open = attest_i_tree_child(run->tree, head, "xcomp");
            return attest_i_relation_is(token->deprel, "conj") && open != ATTEST_NO_INDEX && open < at &&
                   attest_i_tree_child(run->tree, open, "mark") != ATTEST_NO_INDEX &&
                   attest_i_tree_child(run->tree, at, "nsubj") != ATTEST_NO_INDEX;
        }
        at = head;
    }
    return 0;
}

/* The innermost is the one that says least; what reports it follows. */
size_t attest_i_clause_chain(const attest_i_clause_run *run, attest_span place, const attest_i_predicate *predicate,
                             uint32_t chain[ATTEST_I_CLAUSE_LAYERS])
{
    attest_i_builder *builder = run->context->builder;
    uint32_t inner = ATTEST_NO_INDEX;
    uint32_t least = UINT32_MAX;
    const attest_i_clause_index *index = run->index;
    for (uint32_t e = index->first_layer[run->tree_number]; e > 0; e = index->entries.items[e - 1].next) {
        uint32_t number = index->entries.items[e - 1].what;
        const attest_attribution *layer = attest_i_builder_attribution_at(builder, number);
        int other = layer->recipient || is_own(run, layer, predicate) ||
                    (predicate->chain_count > 0 && is_beside_infinitive(run, layer, predicate->chain[0]));
        uint32_t size = other ? 0 : held_by(layer, place);
        /* Of two about the same words, the one that the other reports is further in. */
        if (size > 0 && (size < least || (size == least && layer->reported_by == inner))) {
            least = size;
            inner = number;
        }
    }
    size_t count = 0;
    while (inner != ATTEST_NO_INDEX && count < ATTEST_I_CLAUSE_LAYERS) {
        chain[count++] = inner;
        inner = attest_i_builder_attribution_at(builder, inner)->reported_by;
    }
    return count;
}

static int is_definite(const attest_i_clause_run *run, uint32_t noun)
{
    static const char *const words[] = {"the", "this", "that", "these", "those"};
    const attest_token *token = attest_i_clause_token(run, noun);
    uint32_t article = attest_i_tree_child(run->tree, noun, "det");
    for (size_t i = 0; article != ATTEST_NO_INDEX && i < sizeof words / sizeof words[0]; i++) {
        if (attest_view_equal(attest_i_clause_token(run, article)->lemma, attest_view_of(words[i]))) {
            return 1;
        }
    }
    return token->upos == ATTEST_UPOS_PROPN || token->upos == ATTEST_UPOS_PRON ||
           attest_i_tree_child(run->tree, noun, "nmod:poss") != ATTEST_NO_INDEX;
}

enum background { FOREGROUND, BACKGROUND, BACKGROUND_DEFINITE };

/* "Denied that the firm that owns the port left": who denies one takes the other for given. A thing that is not there yet ("demanded
 * a tax that is fair") has no more behind it than the demand. */
static enum background background_of(const attest_i_clause_run *run, uint32_t anchor, const attest_attribution *layer)
{
    uint32_t at = anchor;
    for (uint32_t level = 0; level < run->tree->sentence.token_count; level++) {
        const attest_token *token = attest_i_clause_token(run, at);
        uint32_t head = token->head;
        if (head == ATTEST_NO_INDEX || held_by(layer, token->span) == 0) {
            return FOREGROUND;
        }
        int narrows = attest_i_relation_is(token->deprel, "acl:relcl") ||
                      attest_i_relation_is(token->deprel, "appos") ||
                      (attest_i_relation_is(token->deprel, "acl") && token->upos == ATTEST_UPOS_VERB &&
                       attest_i_tree_child(run->tree, at, "mark") == ATTEST_NO_INDEX);
        if (narrows && held_by(layer, attest_i_clause_token(run, head)->span) > 0) {
            return is_definite(run, head) ? BACKGROUND_DEFINITE : BACKGROUND;
        }
        if (attest_i_relation_is(token->deprel, "advcl") && level == 0 &&
            attest_i_tree_child(run->tree, at, "mark") != ATTEST_NO_INDEX) {
            return BACKGROUND; /* "took it back while speaking" */
        }
        at = head;
    }
    return FOREGROUND;
}

/* "Nothing suggests that the firm paid": nobody says so. */
static int is_nobody(const attest_i_clause_run *run, const attest_attribution *layer)
{
    attest_view text = layer->speaker.text;
    size_t size = 0;
    while (size < text.size && text.data[size] != ' ') {
        size++;
    }
    attest_view word = {text.data, size};
    attest_view kind; /* "little" is nobody only before a participle */
    const attest_ruleset *rules = run->context->rules;
    return size > 0 && attest_i_ruleset_list_has(rules, ATTEST_VIEW("negation"), word) &&
           attest_i_ruleset_list_value(rules, ATTEST_VIEW("negation"), word, 1, &kind) != ATTEST_OK;
}

void attest_i_clause_apply_stances(const attest_i_clause_run *run, uint32_t anchor, const uint32_t *chain, size_t count,
                                   enum attest_polarity *polarity, enum attest_modality *modality)
{
    static const enum attest_modality weaker[ATTEST_STANCE_COUNT] = {
        [ATTEST_STANCE_DOUBTS] = ATTEST_MODALITY_POSSIBLE,   [ATTEST_STANCE_DECLINES] = ATTEST_MODALITY_POSSIBLE,
        [ATTEST_STANCE_DEMANDS] = ATTEST_MODALITY_REQUIRED,  [ATTEST_STANCE_ASKS] = ATTEST_MODALITY_POSSIBLE,
        [ATTEST_STANCE_PROMISES] = ATTEST_MODALITY_INTENDED, [ATTEST_STANCE_HOPES] = ATTEST_MODALITY_POSSIBLE,
        [ATTEST_STANCE_FEARS] = ATTEST_MODALITY_POSSIBLE};
    for (size_t i = 0; i < count; i++) {
        const attest_attribution *layer = attest_i_builder_attribution_at(run->context->builder, chain[i]);
        enum background background = background_of(run, anchor, layer);
        if (layer->stance == ATTEST_STANCE_DENIES && background == FOREGROUND) {
            *polarity = *polarity == ATTEST_NEGATED ? ATTEST_AFFIRMED : ATTEST_NEGATED;
        }
        if (*modality == ATTEST_MODALITY_ASSERTED && background != BACKGROUND_DEFINITE) {
            *modality = is_nobody(run, layer) ? ATTEST_MODALITY_POSSIBLE : weaker[layer->stance];
        }
    }
}

int attest_i_clause_is_quoted(const attest_i_clause_run *run, const attest_span *spans, size_t count)
{
    const attest_i_page *page = run->context->page;
    for (size_t i = 0; page && i < count; i++) {
        uint32_t low = 0; /* quotations that begin before the end of the span */
        uint32_t high = (uint32_t)page->quotes.count;
        while (low < high) {
            uint32_t middle = low + (high - low) / 2;
            if (page->quotes.items[middle].span.begin < spans[i].end) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        /* The last of them or one around it reaches into the span, or none does. */
        for (uint32_t q = low > 0 ? low - 1 : ATTEST_NO_INDEX; q != ATTEST_NO_INDEX; q = page->quotes.items[q].parent) {
            if (page->quotes.items[q].span.end > spans[i].begin) {
                return 1;
            }
        }
    }
    return 0;
}

void attest_i_clause_mark_cues(attest_i_clause_run *run)
{
    attest_i_builder *builder = run->context->builder;
    const attest_sentence *sentence = &run->tree->sentence;
    memset(run->cues, 0, sentence->token_count);
    const attest_i_clause_index *index = run->index;
    for (uint32_t e = index->first_layer[run->tree_number]; e > 0; e = index->entries.items[e - 1].next) {
        const attest_attribution *layer = attest_i_builder_attribution_at(builder, index->entries.items[e - 1].what);
        for (size_t k = 0; k < layer->cue_span_count; k++) {
            if (!attest_span_overlaps(layer->cue_spans[k], sentence->span)) {
                continue;
            }
            for (uint32_t t = 0; t < sentence->token_count; t++) {
                run->cues[t] |= (uint8_t)attest_span_overlaps(layer->cue_spans[k], sentence->tokens[t].span);
            }
        }
    }
}
