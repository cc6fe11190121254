/* Attribution: nouns, adjectives and adverbs as cues, by their dependency tree. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/attribution_tree.h"

/* The verb that a noun is the object of and that only says that somebody has or makes it: "made the claim". */
static uint32_t support_verb(const attest_i_attempt *attempt)
{
    const attest_token *noun = attest_i_attempt_token(attempt, attempt->token);
    if (!attest_view_equal(noun->deprel, ATTEST_VIEW("obj")) || noun->head >= attempt->token ||
        attempt->reading.cue->stance == ATTEST_STANCE_PROMISES) { /* "has plans to leave" is a mood of leaving */
        return ATTEST_NO_INDEX;
    }
    const attest_token *verb = attest_i_attempt_token(attempt, noun->head);
    return attest_i_words_classes(attempt->binder->page->words, verb->lemma) & ATTEST_I_WORD(SUPPORT_VERB) &&
                   !attest_i_tree_is_passive(attempt->tree, noun->head)
               ? noun->head
               : ATTEST_NO_INDEX;
}

/* The clause of a noun: "the claim that ...", "a promise to ...". */
static uint32_t noun_clause(const attest_i_attempt *attempt)
{
    static const char *const marks[] = {"that", "to"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        uint32_t found = attest_i_tree_marked_child(attempt->tree, attempt->token, "acl", marks[i]);
        found = found != ATTEST_NO_INDEX ? found
                                         : attest_i_tree_marked_child(attempt->tree, attempt->token, "ccomp", marks[i]);
        if (found != ATTEST_NO_INDEX) {
            return found;
        }
    }
    return ATTEST_NO_INDEX;
}

/* "voiced support for the plan": the phrase behind the noun and its preposition, which is part of the cue. */
static uint32_t noun_complement(attest_i_attempt *attempt)
{
    static const char *const joined[] = {"of", "about", "for", "on", "over", "in", "with", "against", "to", "at"};
    for (size_t i = 0; i < sizeof joined / sizeof joined[0]; i++) {
        uint32_t found = attest_i_tree_marked_child(attempt->tree, attempt->token, "nmod", joined[i]);
        uint32_t next = attempt->reading.cue_end;
        if (found != ATTEST_NO_INDEX && next < attempt->binder->page->clauses[attempt->binder->clause].end &&
            attest_i_item_spells(attempt->binder->page, next, joined[i])) {
            attempt->reading.cue_end++;
            return found;
        }
    }
    return ATTEST_NO_INDEX;
}

/* The organisation in front of a document: "a Harbour Post report that ..."; ATTEST_NO_INDEX: none. */
static uint32_t issuer(const attest_i_attempt *attempt)
{
    uint32_t compound = attest_i_attempt_child(attempt, "compound");
    int document = attest_i_item_is_noun(attempt->binder->page, attempt->item, ATTEST_I_WORD(DOCUMENT));
    return document && compound != ATTEST_NO_INDEX && compound < attempt->token &&
                   attest_i_attempt_token(attempt, compound)->name == ATTEST_NAME_ORGANIZATION
               ? compound
               : ATTEST_NO_INDEX;
}

int attest_i_find_noun(attest_i_attempt *attempt)
{
    attest_i_binder *binder = attempt->binder;
    const attest_i_page *page = binder->page;
    uint32_t possessor = attest_i_attempt_child(attempt, "nmod:poss");
    possessor = possessor != ATTEST_NO_INDEX ? possessor : issuer(attempt);
    uint32_t verb = support_verb(attempt);
    attempt->rule = ATTEST_I_ATTRIBUTION_NOUN;
    if (verb != ATTEST_NO_INDEX) {
        attempt->speaker = attest_i_tree_subject_of(attempt->tree, verb);
        uint32_t at = attest_i_tree_item(page, attest_i_attempt_token(attempt, verb)->span.begin);
        if (attempt->speaker.kind == ATTEST_I_SUBJECT_NONE || page->items[at].kind != ATTEST_I_ITEM_WORD ||
            at < page->clauses[binder->clause].begin) {
            return 0;
        }
        attest_i_reading_helpers(page, &page->clauses[binder->clause], at, &attempt->reading);
    } else if (possessor != ATTEST_NO_INDEX) {
        attempt->speaker = (attest_i_tree_subject){ATTEST_I_SUBJECT_OWN, possessor, ATTEST_NO_INDEX};
    } else if (attest_i_item_is_noun(page, attempt->item, ATTEST_I_WORD(DOCUMENT)) &&
               (attempt->reading.cue->frames & ATTEST_I_FRAME_THAT)) { /* "reports that they left" */
        attempt->speaker = (attest_i_tree_subject){ATTEST_I_SUBJECT_OWN, attempt->token, ATTEST_NO_INDEX};
        attempt->itself = 1;
        if (attest_i_tree_marked_child(attempt->tree, attempt->token, "acl", "that") == ATTEST_NO_INDEX &&
            attest_i_tree_marked_child(attempt->tree, attempt->token, "ccomp", "that") == ATTEST_NO_INDEX) {
            return 0;
        }
    } else {
        return 0;
    }
    uint32_t clause = noun_clause(attempt);
    int complemented = verb != ATTEST_NO_INDEX && (attempt->reading.cue->frames & ATTEST_I_FRAME_NP);
    uint32_t complement = clause == ATTEST_NO_INDEX && complemented ? noun_complement(attempt) : clause;
    attest_i_attempt_add(attempt, complement, 0);
    return complement != ATTEST_NO_INDEX;
}

/* What the preposition governs that a cue ends in ("critical of the plan"); ATTEST_NO_INDEX: nothing. */
static uint32_t governed(const attest_i_attempt *attempt)
{
    const attest_i_tree *tree = attempt->tree;
    const attest_i_page *page = attempt->binder->page;
    attest_span preposition = page->items[attempt->reading.cue_end - 1].span;
    for (uint32_t i = tree->child_begin[attempt->token]; i < tree->child_begin[attempt->token + 1]; i++) {
        uint32_t child = tree->children[i];
        for (uint32_t k = tree->child_begin[child]; k < tree->child_begin[child + 1]; k++) {
            if (attest_i_attempt_token(attempt, tree->children[k])->span.begin == preposition.begin) {
                return child;
            }
        }
    }
    return ATTEST_NO_INDEX;
}

int attest_i_find_adjective(attest_i_attempt *attempt)
{
    const attest_i_reading *reading = &attempt->reading;
    unsigned frames = reading->cue->frames;
    uint32_t content = attest_i_attempt_child(attempt, "ccomp");
    content = content != ATTEST_NO_INDEX
                  ? content
                  : attest_i_tree_marked_child(attempt->tree, attempt->token, "advcl", "whether");
    if (reading->cue_end - reading->cue_begin > 1) {
        content = governed(attempt);
    } else if (content == ATTEST_NO_INDEX && (frames & ATTEST_I_FRAME_TO)) {
        content = attest_i_attempt_infinitive(attempt);
        content = content != ATTEST_NO_INDEX ? content
                                             : attest_i_tree_marked_child(attempt->tree, attempt->token, "advcl", "to");
    }
    attempt->speaker = attest_i_tree_subject_of(attempt->tree, attempt->token);
    attempt->rule = ATTEST_I_ATTRIBUTION_FEELING;
    if (content == ATTEST_NO_INDEX || attempt->speaker.kind == ATTEST_I_SUBJECT_NONE ||
        attest_view_equal(attest_i_attempt_token(attempt, attempt->speaker.token)->lemma, ATTEST_VIEW("it"))) {
        return 0;
    }
    attest_i_attempt_add(attempt, content, 0);
    return 1;
}

/* "Bee has reportedly left": the clause, as what somebody says. */
int attest_i_find_adverb(attest_i_attempt *attempt)
{
    const attest_i_cue *cue = attempt->reading.cue;
    uint32_t head = attest_i_attempt_token(attempt, attempt->token)->head;
    if (cue->field != ATTEST_I_CUE_SPEECH || cue->factive != 0 || head == ATTEST_NO_INDEX) {
        return 0;
    }
    const attest_token *word = attest_i_attempt_token(attempt, head);
    int clausal = word->upos == ATTEST_UPOS_VERB || attest_i_tree_child(attempt->tree, head, "cop") != ATTEST_NO_INDEX;
    attempt->rule = ATTEST_I_ATTRIBUTION_ADVERB;
    attest_i_attempt_add(attempt, head, 0);
    return clausal;
}
