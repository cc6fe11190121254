/* Attribution: cues whose speaker and content the sentence's dependency tree tells, where the surface was not sure enough. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/attribution_tree.h"

const attest_token *attest_i_attempt_token(const attest_i_attempt *attempt, uint32_t token)
{
    return &attempt->tree->sentence.tokens[token];
}

uint32_t attest_i_attempt_child(const attest_i_attempt *attempt, const char *relation)
{
    return attest_i_tree_child(attempt->tree, attempt->token, relation);
}

uint32_t attest_i_attempt_infinitive(const attest_i_attempt *attempt)
{
    return attest_i_tree_marked_child(attempt->tree, attempt->token, "xcomp", "to");
}

void attest_i_attempt_add(attest_i_attempt *attempt, uint32_t token, int phrase)
{
    if (token != ATTEST_NO_INDEX && attempt->part_count < ATTEST_I_ATTEMPT_PARTS) {
        attempt->parts[attempt->part_count++] = (struct attest_i_attempt_part){token, phrase};
    }
}

static void mark_below(attest_i_attempt *attempt, uint32_t token, uint8_t value)
{
    attest_i_tree_map *map = attempt->binder->map;
    const attest_i_tree *tree = attempt->tree;
    size_t depth = 0;
    map->stack[depth++] = token;
    while (depth > 0) { /* each token is pushed once: a tree */
        uint32_t at = map->stack[--depth];
        map->marks[at] = value;
        for (uint32_t i = tree->child_begin[at]; i < tree->child_begin[at + 1]; i++) {
            map->stack[depth++] = tree->children[i];
        }
    }
}

static void mark_phrase(attest_i_attempt *attempt, uint32_t token)
{
    uint32_t begin;
    uint32_t end;
    attest_i_tree_noun_phrase(attempt->tree, token, &begin, &end);
    memset(attempt->binder->map->marks + begin, 1, end - begin);
}

/* Items of the tokens [begin,end), within the sentence at hand: 1, or 0 if they are not all there. */
static int items_of(const attest_i_attempt *attempt, uint32_t begin, uint32_t end, attest_i_phrase *phrase)
{
    const attest_i_page *page = attempt->binder->page;
    const attest_i_clause *clause = &page->clauses[attempt->binder->clause];
    uint32_t first = attest_i_tree_item(page, attest_i_attempt_token(attempt, begin)->span.begin);
    uint32_t last = attest_i_tree_item(page, attest_i_attempt_token(attempt, end - 1)->span.begin);
    *phrase = (attest_i_phrase){first, last + 1, first, last + 1};
    return first >= clause->begin && last < clause->end && first <= last;
}

/* The speaker as a phrase; 0: it stands elsewhere, or it is one who does not report: "I", "we", "you". */
static int place_speaker(attest_i_attempt *attempt, uint32_t head, attest_i_phrase *phrase)
{
    const attest_i_page *page = attempt->binder->page;
    uint32_t begin;
    uint32_t end;
    attest_view form = attest_i_attempt_token(attempt, head)->form;
    if (form.size > 0 && (form.data[0] == '\'' || form.data[0] == '\xE2')) { /* the "us" of "let's say" */
        return 0;
    }
    attest_i_tree_noun_phrase(attempt->tree, head, &begin, &end);
    if (attempt->inner != ATTEST_NO_INDEX) {
        uint32_t first = attest_i_tree_first(attempt->tree, attempt->inner);
        end = first > head && first < end ? first : end;
    }
    if (!items_of(attempt, begin, end, phrase)) {
        return 0;
    }
    uint32_t item = attest_i_tree_item(page, attest_i_attempt_token(attempt, head)->span.begin);
    if (attempt->speaker.kind == ATTEST_I_SUBJECT_NOUN && phrase->begin < attempt->item &&
        attempt->item < phrase->end) { /* "a letter saying" */
        phrase->end = attempt->item;
        phrase->outer_end = attempt->item;
    }
    attest_i_phrase_leave_time(page, phrase);
    int cue_within = phrase->begin <= attempt->item && attempt->item < phrase->end;
    return !cue_within && page->items[item].kind == ATTEST_I_ITEM_WORD && !attest_i_item_spells(page, item, "i") &&
           !attest_i_item_spells(page, item, "we") && !attest_i_item_spells(page, item, "you") &&
           !attest_i_item_spells(page, item, "there");
}

static void mark_content(attest_i_attempt *attempt)
{
    attest_i_binder *binder = attempt->binder;
    const attest_i_page *page = binder->page;
    const attest_i_reading *reading = &attempt->reading;
    uint8_t *marks = binder->map->marks;
    uint32_t count = attempt->tree->sentence.token_count;
    memset(marks, 0, count);
    for (size_t i = 0; i < attempt->part_count; i++) {
        if (attempt->parts[i].phrase) {
            mark_phrase(attempt, attempt->parts[i].token);
        } else {
            mark_below(attempt, attempt->parts[i].token, 1);
        }
    }
    if (attempt->without != ATTEST_NO_INDEX) {
        mark_below(attempt, attempt->without, 0);
    }
    attest_span cue = {page->items[reading->begin].span.begin, page->items[reading->cue_end - 1].span.end};
    attest_span speaker = {0, 0};
    if (reading->has_speaker) {
        speaker = (attest_span){page->items[reading->speaker.begin].span.begin,
                                page->items[reading->speaker.end - 1].span.end};
    }
    for (uint32_t i = 0; i < count; i++) {
        attest_span span = attest_i_attempt_token(attempt, i)->span;
        if (attest_span_contains(cue, span) || (speaker.end && attest_span_contains(speaker, span))) {
            marks[i] = 0;
        }
    }
}

/* The marked tokens as pieces of the draft's content. */
static enum attest_status add_pieces(attest_i_attempt *attempt, uint32_t draft)
{
    attest_i_binder *binder = attempt->binder;
    const uint8_t *marks = binder->map->marks;
    const attest_i_clause *clause = &binder->page->clauses[binder->clause];
    uint32_t count = attempt->tree->sentence.token_count;
    enum attest_status status = ATTEST_OK;
    uint32_t behind = clause->begin; /* items before it are taken */
    for (uint32_t i = 0; i < count && status == ATTEST_OK; i++) {
        uint32_t end = i;
        while (end < count && marks[end]) {
            end++;
        }
        if (end == i) {
            continue;
        }
        uint32_t first = attest_i_tree_item(binder->page, attest_i_attempt_token(attempt, i)->span.begin);
        uint32_t last = attest_i_tree_item(binder->page, attest_i_attempt_token(attempt, end - 1)->span.begin) + 1;
        first = first < behind ? behind : first;
        last = last > clause->end ? clause->end : last;
        if (first < last) {
            status = attest_i_binder_items(binder, draft, first, last);
            behind = last;
        }
        i = end - 1;
    }
    return status;
}

/* "Cut in", "broke in", "threw in" have other senses, too: speech only beside words in quotation marks. */
static int needs_quotation(const attest_i_reading *reading)
{
    return reading->cue->frames == ATTEST_I_FRAME_QUOTE && reading->cue_end > reading->cue_begin + 1;
}

static int holds_quotation(const attest_i_attempt *attempt)
{
    const attest_i_page *page = attempt->binder->page;
    const attest_i_clause *clause = &page->clauses[attempt->binder->clause];
    for (uint32_t i = clause->begin; i < clause->end; i++) {
        for (uint32_t t = 0; attest_i_item_is_quote(page, i) && t < attempt->tree->sentence.token_count; t++) {
            if (attempt->binder->map->marks[t] &&
                attest_span_contains(page->items[i].span, attest_i_attempt_token(attempt, t)->span)) {
                return 1;
            }
        }
    }
    return 0;
}

static enum attest_status make_draft(attest_i_attempt *attempt)
{
    attest_i_binder *binder = attempt->binder;
    attest_i_reading *reading = &attempt->reading;
    if (attempt->speaker.kind != ATTEST_I_SUBJECT_NONE) {
        if (attempt->itself) {
            reading->speaker = (attest_i_phrase){attempt->item, attempt->item + 1, attempt->item, attempt->item + 1};
        } else if (!place_speaker(attempt, attempt->speaker.token, &reading->speaker)) {
            return ATTEST_OK;
        }
        reading->has_speaker = 1;
        int phrasal = attempt->rule == ATTEST_I_ATTRIBUTION_PHRASE || attempt->rule == ATTEST_I_ATTRIBUTION_NOUN;
        if (phrasal && attest_i_speaker_is_event(binder->page, reading)) {
            return ATTEST_OK;
        }
        uint32_t first = reading->speaker.begin;
        reading->negated |=
            attest_i_item_spells(binder->page, first, "nobody") || attest_i_item_spells(binder->page, first, "no") ||
            attest_i_item_spells(binder->page, first, "neither") || attest_i_item_spells(binder->page, first, "none");
        attest_i_phrase antecedent;
        uint32_t begin;
        uint32_t end;
        if (attempt->speaker.antecedent != ATTEST_NO_INDEX) {
            attest_i_tree_noun_phrase(attempt->tree, attempt->speaker.antecedent, &begin, &end);
            if (items_of(attempt, begin, end, &antecedent)) {
                reading->antecedent = antecedent;
            }
        }
    }
    mark_content(attempt);
    if (needs_quotation(reading) && !holds_quotation(attempt)) {
        return ATTEST_OK;
    }
    uint32_t draft;
    enum attest_status status = attest_i_binder_draft(binder, reading, attempt->rule, &draft);
    if (status == ATTEST_OK) {
        attest_i_draft *made = &binder->drafts->drafts.items[draft];
        made->kind = attempt->seen ? (uint8_t)ATTEST_ATTRIBUTION_INDIRECT : made->kind;
        status = add_pieces(attempt, draft);
    }
    if (status == ATTEST_OK && binder->drafts->drafts.items[draft].first_content != ATTEST_NO_INDEX) {
        attest_i_binder_note_speech(binder, draft);
    }
    return status;
}

/* Does a draft of this sentence have the item as its cue, or as its speaker? */
static int is_taken(const attest_i_binder *binder, size_t before, uint32_t item)
{
    attest_span span = binder->page->items[item].span;
    for (size_t i = before; i < binder->drafts->drafts.count; i++) {
        if (attest_span_overlaps(binder->drafts->drafts.items[i].cue_span, span)) {
            return 1;
        }
    }
    return 0;
}

static enum attest_status try_item(attest_i_binder *binder, uint32_t item, size_t before)
{
    typedef int finder(attest_i_attempt *);
    static const struct {
        unsigned tags; /* of the token */
        enum attest_i_cue_pos pos;
        finder *find;
    } kinds[] = {{1U << ATTEST_UPOS_VERB, ATTEST_I_CUE_VERB, attest_i_find_verb},
                 {1U << ATTEST_UPOS_NOUN, ATTEST_I_CUE_NOUN, attest_i_find_noun},
                 {1U << ATTEST_UPOS_ADJ | 1U << ATTEST_UPOS_VERB, ATTEST_I_CUE_ADJECTIVE, attest_i_find_adjective},
                 {1U << ATTEST_UPOS_ADV, ATTEST_I_CUE_ADVERB, attest_i_find_adverb}};
    const attest_i_page *page = binder->page;
    const attest_i_clause *clause = &page->clauses[binder->clause];
    uint32_t token = 0;
    const attest_i_tree *tree = attest_i_tree_of(binder, item, &token);
    for (size_t i = 0; tree && i < sizeof kinds / sizeof kinds[0]; i++) {
        attest_i_attempt attempt = {.binder = binder,
                                    .tree = tree,
                                    .item = item,
                                    .token = token,
                                    .speaker = {ATTEST_I_SUBJECT_NONE, ATTEST_NO_INDEX, ATTEST_NO_INDEX},
                                    .inner = ATTEST_NO_INDEX,
                                    .without = ATTEST_NO_INDEX};
        attest_i_reading *reading = &attempt.reading;
        if (!(kinds[i].tags >> tree->sentence.tokens[token].upos & 1U) ||
            !attest_i_cue_at(page, clause, item, 1U << kinds[i].pos, &reading->cue, &reading->cue_end)) {
            continue;
        }
        reading->begin = item;
        reading->cue_begin = item;
        reading->side = ATTEST_I_SIDE_BEFORE;
        if (kinds[i].pos != ATTEST_I_CUE_NOUN && kinds[i].pos != ATTEST_I_CUE_ADVERB) {
            attest_i_reading_helpers(page, clause, item, reading);
            attest_i_tree_negate(attempt.binder, reading);
        }
        reading->tail = reading->cue_end;
        if (is_taken(binder, before, item)) {
            return ATTEST_OK;
        }
        if (kinds[i].find(&attempt)) {
            return make_draft(&attempt);
        }
    }
    return ATTEST_OK;
}

enum attest_status attest_i_binder_trees(attest_i_binder *binder, size_t before)
{
    const attest_i_clause *clause = &binder->page->clauses[binder->clause];
    enum attest_status status = ATTEST_OK;
    for (uint32_t i = clause->begin; binder->map->trees && i < clause->end && status == ATTEST_OK; i++) {
        if (binder->page->items[i].kind == ATTEST_I_ITEM_WORD) {
            status = try_item(binder, i, before);
        }
    }
    return status;
}
