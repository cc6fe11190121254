/* Attribution: the speaker of a reading of the surface against the subject that the dependency tree gives its verb. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/embedded.h"
#include "extract/attribution_tree.h"
#include "language/table.h"

/* Items of the noun phrase of a token: 1, or 0 if they are not all in the sentence at hand. */
static int phrase_of(const attest_i_binder *binder, const attest_i_tree *tree, uint32_t token, attest_i_phrase *phrase)
{
    const attest_i_page *page = binder->page;
    const attest_i_clause *clause = &page->clauses[binder->clause];
    uint32_t begin;
    uint32_t end;
    attest_i_tree_noun_phrase(tree, token, &begin, &end);
    uint32_t first = attest_i_tree_item(page, tree->sentence.tokens[begin].span.begin);
    uint32_t last = attest_i_tree_item(page, tree->sentence.tokens[end - 1].span.begin);
    *phrase = (attest_i_phrase){first, last + 1, first, last + 1};
    attest_i_phrase_leave_time(page, phrase);
    return first >= clause->begin && last < clause->end && first <= last &&
           page->items[first].kind != ATTEST_I_ITEM_QUOTE;
}

static int is_below(const attest_i_tree *tree, uint32_t token, uint32_t below)
{
    for (uint32_t steps = 0; below != ATTEST_NO_INDEX && steps < tree->sentence.token_count; steps++) {
        if (below == token) {
            return 1;
        }
        below = tree->sentence.tokens[below].head;
    }
    return 0;
}

/* "In leaving the port, Bee, the mayor, said": does the tree's subject stand behind the surface's, which is in an adverbial of the verb or no
 * part of its clause at all? */
static int is_nearer(const attest_i_binder *binder, const attest_i_reading *reading, const attest_i_tree *tree,
                     const attest_i_phrase *phrase)
{
    uint32_t verb;
    uint32_t at;
    if (reading->speaker.end > phrase->begin || phrase->end > reading->begin ||
        attest_i_tree_of(binder, reading->cue_begin, &verb) != tree ||
        attest_i_tree_of(binder, reading->speaker.end - 1, &at) != tree) {
        return 0;
    }
    while (at != ATTEST_NO_INDEX && tree->sentence.tokens[at].head != verb) {
        at = tree->sentence.tokens[at].head;
    }
    return at == ATTEST_NO_INDEX || attest_i_relation_is(tree->sentence.tokens[at].deprel, "obl") ||
           attest_i_relation_is(tree->sentence.tokens[at].deprel, "advcl");
}

/* Is the tree's subject the better one? In "the plan, Bee said, works" the parser may take the plan for it: the surface knows who stands
 * beside the verb. But what the surface took may only be a part of the subject ("Bee, who lives in Port Talbot, said"). */
static int is_better(const attest_i_binder *binder, const attest_i_reading *reading, const attest_i_tree *tree,
                     const attest_i_tree_subject *subject, const attest_i_phrase *phrase)
{
    uint32_t last;
    if (reading->side == ATTEST_I_SIDE_MAIN) {
        return subject->kind == ATTEST_I_SUBJECT_SHARED || subject->kind == ATTEST_I_SUBJECT_PARTICIPLE;
    }
    if (!reading->has_speaker) {
        return 0;
    }
    if (subject->kind == ATTEST_I_SUBJECT_SHARED) {
        return 1;
    }
    if (subject->kind != ATTEST_I_SUBJECT_OWN) {
        return 0;
    }
    const uint32_t no_name = 1U << ATTEST_UPOS_CCONJ | 1U << ATTEST_UPOS_AUX | 1U << ATTEST_UPOS_ADV;
    int nearer = reading->speaker.end <= phrase->begin &&
                 phrase->end <= reading->begin; /* "in doing so, Bee, the mayor, said" */
    return nearer || phrase->end == reading->begin ||
           (attest_i_tree_of(binder, reading->speaker.end - 1, &last) == tree &&
            (is_below(tree, subject->token, last) || (no_name >> tree->sentence.tokens[last].upos & 1U)));
}

void attest_i_tree_correct(const attest_i_binder *binder, attest_i_reading *reading)
{
    uint32_t token;
    const attest_i_tree *tree = attest_i_tree_of(binder, reading->cue_begin, &token);
    int cited =
        reading->begin > 0 && attest_i_item_spells(binder->page, reading->begin - 1, "as"); /* "cited her as saying" */
    if (!tree || cited || reading->cue->pos != ATTEST_I_CUE_VERB ||
        tree->sentence.tokens[token].upos == ATTEST_UPOS_NOUN || /* what it is there, it is by the surface alone */
        (reading->side != ATTEST_I_SIDE_BEFORE && reading->side != ATTEST_I_SIDE_MAIN)) {
        return;
    }
    attest_i_tree_subject subject = attest_i_tree_subject_of(tree, token);
    attest_i_phrase phrase;
    if (subject.kind == ATTEST_I_SUBJECT_NONE || !phrase_of(binder, tree, subject.token, &phrase)) {
        return;
    }
    uint32_t item = attest_i_tree_item(binder->page, tree->sentence.tokens[subject.token].span.begin);
    int same = reading->has_speaker && reading->speaker.outer_begin <= item && item < reading->speaker.outer_end &&
               !is_nearer(binder, reading, tree, &phrase);
    if (same || !is_better(binder, reading, tree, &subject, &phrase)) {
        return;
    }
    reading->speaker = phrase;
    reading->has_speaker = 1;
    reading->antecedent = (attest_i_phrase){0, 0, 0, 0};
    if (subject.antecedent != ATTEST_NO_INDEX && phrase_of(binder, tree, subject.antecedent, &phrase)) {
        reading->antecedent = phrase;
    }
}

int attest_i_tree_introduces(const attest_i_binder *binder, uint32_t colon, attest_i_phrase *phrase)
{
    uint32_t token;
    const attest_i_tree *tree = colon > 0 ? attest_i_tree_of(binder, colon - 1, &token) : NULL;
    for (uint32_t steps = 0; tree && token != ATTEST_NO_INDEX && steps < tree->sentence.token_count; steps++) {
        const attest_token *word = &tree->sentence.tokens[token];
        if (word->upos == ATTEST_UPOS_VERB) {
            attest_i_tree_subject subject = attest_i_tree_subject_of(tree, token);
            return (subject.kind == ATTEST_I_SUBJECT_OWN || subject.kind == ATTEST_I_SUBJECT_SHARED ||
                    subject.kind == ATTEST_I_SUBJECT_PARTICIPLE) &&
                   subject.antecedent == ATTEST_NO_INDEX && phrase_of(binder, tree, subject.token, phrase) &&
                   phrase->end < colon;
        }
        token = word->head;
    }
    return 0;
}

/* The token that the phrase's words depend on; ATTEST_NO_INDEX: not one, or not in this tree. */
static uint32_t head_of(const attest_i_binder *binder, const attest_i_tree *tree, const attest_i_phrase *phrase)
{
    const attest_i_page *page = binder->page;
    attest_span span = {page->items[phrase->begin].span.begin, page->items[phrase->end - 1].span.end};
    uint32_t found = ATTEST_NO_INDEX;
    for (uint32_t i = 0; i < tree->sentence.token_count; i++) {
        const attest_token *token = &tree->sentence.tokens[i];
        if (attest_span_contains(span, token->span) &&
            (token->head == ATTEST_NO_INDEX || !attest_span_contains(span, tree->sentence.tokens[token->head].span))) {
            if (found != ATTEST_NO_INDEX) {
                return ATTEST_NO_INDEX;
            }
            found = i;
        }
    }
    return found;
}

/* "According to a new polling average": the surface stopped within the noun phrase that the tree has. */
static int widen_noun(const attest_i_binder *binder, const attest_i_tree *tree, attest_i_reading *reading)
{
    uint32_t last;
    attest_i_phrase phrase;
    if (attest_i_tree_of(binder, reading->speaker.end - 1, &last) != tree) {
        return 0;
    }
    uint32_t head = tree->sentence.tokens[last].head;
    if (head == ATTEST_NO_INDEX || head <= last ||
        (tree->sentence.tokens[head].upos != ATTEST_UPOS_NOUN &&
         tree->sentence.tokens[head].upos != ATTEST_UPOS_PROPN) ||
        !phrase_of(binder, tree, head, &phrase) || phrase.begin != reading->speaker.begin ||
        phrase.end <= reading->speaker.end) {
        return 0;
    }
    uint32_t end = attest_i_tree_item(binder->page, tree->sentence.tokens[head].span.begin) + 1;
    if (end <= reading->speaker.end) {
        return 0;
    }
    reading->speaker.end = end;
    reading->tail = end > reading->tail ? end : reading->tail;
    reading->speaker.outer_end = reading->tail;
    return 1;
}

void attest_i_tree_widen(const attest_i_binder *binder, attest_i_reading *reading)
{
    const attest_i_page *page = binder->page;
    const attest_i_clause *clause = &page->clauses[binder->clause];
    uint32_t token;
    const attest_i_tree *tree = attest_i_tree_of(binder, reading->cue_begin, &token);
    uint32_t next = reading->speaker.end;
    if (!tree || reading->side != ATTEST_I_SIDE_GOVERNED || next >= clause->end ||
        page->items[next].kind != ATTEST_I_ITEM_WORD) {
        return;
    }
    if (widen_noun(binder, tree, reading)) {
        return;
    }
    uint32_t head = head_of(binder, tree, &reading->speaker);
    if (head == ATTEST_NO_INDEX || attest_i_tree_of(binder, next, &token) != tree ||
        tree->sentence.tokens[head].upos == ATTEST_UPOS_PRON || !is_below(tree, head, token)) {
        return;
    }
    attest_i_phrase phrase;
    if (phrase_of(binder, tree, head, &phrase) && phrase.end > next && phrase.begin <= reading->speaker.begin) {
        while (attest_i_item_is_mark(page, phrase.end - 1, ',')) {
            phrase.end--;
        }
        reading->speaker_end = phrase.end > next ? phrase.end : reading->speaker_end;
    }
    uint32_t last = token;
    while (last + 1 < tree->sentence.token_count && is_below(tree, head, last + 1) &&
           !attest_view_equal(tree->sentence.tokens[last + 1].form, ATTEST_VIEW(","))) {
        last++;
    }
    uint32_t end = attest_i_tree_item(page, tree->sentence.tokens[last].span.begin) + 1;
    end = end > clause->end ? clause->end : end;
    reading->tail = end > reading->tail ? end : reading->tail;
    reading->speaker.outer_end = reading->tail;
}

int attest_i_speaker_is_event(const attest_i_page *page, const attest_i_reading *reading)
{
    attest_view events, fields;
    uint32_t head = reading->speaker.begin;
    if (!reading->has_speaker || attest_i_embedded_find(ATTEST_VIEW("lexicons/nominal.tsv"), &events) != ATTEST_OK) {
        return 0;
    }
    while (head + 1 < reading->speaker.end && !attest_i_item_is(page, head + 1, ATTEST_I_WORD(PREPOSITION))) {
        head++;
    }
    return attest_i_table_find(events, attest_i_item_view(page, head), &fields) == ATTEST_OK;
}

void attest_i_tree_part(const attest_i_binder *binder, attest_i_reading *reading)
{
    const attest_i_page *page = binder->page;
    uint32_t token;
    const attest_i_tree *tree = attest_i_tree_of(binder, reading->cue_begin, &token);
    if (!tree || reading->side != ATTEST_I_SIDE_GOVERNED || reading->tail <= reading->speaker.end) {
        return;
    }
    const attest_token *tokens = tree->sentence.tokens;
    attest_span source = {page->items[reading->begin].span.begin, page->items[reading->tail - 1].span.end};
    for (uint32_t i = reading->speaker.end; i < reading->tail; i++) {
        uint32_t word;
        if (page->items[i].kind != ATTEST_I_ITEM_WORD || attest_i_tree_of(binder, i, &word) != tree) {
            continue;
        }
        uint32_t head = tokens[word].head;
        int beyond = head != ATTEST_NO_INDEX &&
                     (tokens[head].span.begin < source.begin || tokens[head].span.begin >= source.end);
        if (head == ATTEST_NO_INDEX || (beyond && attest_i_relation_is(tokens[word].deprel, "nsubj"))) {
            reading->tail = reading->speaker.end;
            reading->speaker.outer_end = reading->tail;
            return;
        }
    }
}
