/* Polarity and modality: what the words around a predicate make of it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/clause_scope.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Longest phrase that is looked up. */
#define NEVER_MAX 48

void attest_i_scope_weaken(attest_i_scope *scope, enum attest_modality modality)
{
    if (modality > scope->modality) {
        scope->modality = modality;
    }
}

/* The class that a lexicon gives a word; empty: it is not there. */
attest_view attest_i_scope_class(const attest_i_scope *scope, const char *list, attest_view word)
{
    attest_view class_;
    return attest_i_ruleset_list_value(scope->run->context->rules, attest_view_of(list), word, 1, &class_) == ATTEST_OK
               ? class_
               : ATTEST_VIEW("");
}

/* A class that is a modality, or "negated". */
void attest_i_scope_apply_class(attest_i_scope *scope, attest_view class_)
{
    if (attest_view_equal(class_, ATTEST_VIEW("negated"))) {
        scope->negated = !scope->negated;
    }
    for (int i = ATTEST_MODALITY_POSSIBLE; i < ATTEST_MODALITY_COUNT; i++) {
        if (attest_view_equal(class_, attest_view_of(attest_modality_name((enum attest_modality)i)))) {
            attest_i_scope_weaken(scope, (enum attest_modality)i);
        }
    }
}

/* A word of a lexicon whose first column is a class; gives whether it is in there. */
int attest_i_scope_apply_list(attest_i_scope *scope, const char *list, attest_view word)
{
    attest_view class_ = attest_i_scope_class(scope, list, word);
    attest_i_scope_apply_class(scope, class_);
    return class_.size > 0;
}

int attest_i_scope_is_listed(const attest_i_scope *scope, const char *list, attest_view word)
{
    return attest_i_ruleset_list_has(scope->run->context->rules, attest_view_of(list), word);
}

/* "Little changed", but "a little late", "said little": does a word that negates participles stand before one? */
static int is_before_participle(const attest_i_scope *scope, uint32_t token)
{
    const attest_i_clause_run *run = scope->run;
    if (token == 0 || token + 1 >= run->tree->sentence.token_count ||
        attest_view_equal(attest_i_clause_token(run, token - 1)->lemma, ATTEST_VIEW("a"))) {
        return 0;
    }
    return attest_i_clause_token(run, token)->head == token + 1 &&
           attest_view_equal(attest_i_clause_token(run, token + 1)->xpos, ATTEST_VIEW("VBN"));
}

/* A word that negates; not that of "not only". */
int attest_i_scope_is_negation(const attest_i_scope *scope, uint32_t token)
{
    const attest_token *word = attest_i_clause_token(scope->run, token);
    if (!attest_i_scope_is_listed(scope, "negation", word->lemma) &&
        !attest_i_scope_is_listed(scope, "negation", word->form)) {
        return 0;
    }
    if (attest_i_scope_class(scope, "negation", word->lemma).size > 0 && !is_before_participle(scope, token)) {
        return 0;
    }
    return token + 1 >= scope->run->tree->sentence.token_count ||
           !attest_i_scope_is_listed(scope, "focus", attest_i_clause_token(scope->run, token + 1)->lemma);
}

/* "no longer", "not yet" before the verb: an adverb that is negated itself. "Left not long after": so did they. */
static int is_negated_adverb(const attest_i_scope *scope, uint32_t token)
{
    const attest_i_tree *tree = scope->run->tree;
    int before = attest_i_clause_token(scope->run, token)->head != ATTEST_NO_INDEX &&
                 token < attest_i_clause_token(scope->run, token)->head;
    for (uint32_t i = tree->child_begin[token]; before && i < tree->child_begin[token + 1]; i++) {
        if (tree->children[i] + 1 == token && attest_i_scope_is_negation(scope, tree->children[i])) {
            return 1;
        }
    }
    return attest_i_scope_is_negation(scope, token);
}

/* "no plans", "nobody": a negated noun among what the predicate is about. */
int attest_i_scope_is_empty_noun(const attest_i_scope *scope, uint32_t noun)
{
    uint32_t determiner = attest_i_tree_child(scope->run->tree, noun, "det");
    uint32_t neither = attest_i_tree_child(scope->run->tree, noun, "cc:preconj");
    return (determiner != ATTEST_NO_INDEX && attest_i_scope_is_negation(scope, determiner)) ||
           (neither != ATTEST_NO_INDEX && attest_i_scope_is_negation(scope, neither)) ||
           attest_i_scope_is_negation(scope, noun);
}

/* Is the clause in the present tense, by its verb or what helps it? */
static int is_present(const attest_i_scope *scope, uint32_t token)
{
    static const char *const helpers[] = {"aux", "aux:pass", "cop"};
    uint32_t finite = token;
    for (size_t i = 0; i < sizeof helpers / sizeof helpers[0]; i++) {
        uint32_t helper = attest_i_tree_child(scope->run->tree, token, helpers[i]);
        finite = helper != ATTEST_NO_INDEX && helper < finite ? helper : finite;
    }
    attest_view tag = attest_i_clause_token(scope->run, finite)->xpos;
    return attest_view_equal(tag, ATTEST_VIEW("VBZ")) || attest_view_equal(tag, ATTEST_VIEW("VBP"));
}

/* "if" before what somebody does not know is "whether". */
void attest_i_scope_read_mark(attest_i_scope *scope, uint32_t token, const attest_token *word)
{
    int asked = attest_i_relation_is(attest_i_clause_token(scope->run, token)->deprel, "ccomp");
    attest_view class_ = attest_i_scope_class(scope, "hedge", word->lemma);
    if (attest_i_scope_is_listed(scope, "pending", word->lemma) && is_present(scope, token)) {
        class_ = ATTEST_VIEW("hypothetical");
    }
    if (asked && attest_view_equal(class_, ATTEST_VIEW("hypothetical"))) {
        class_ = ATTEST_VIEW("possible");
    }
    attest_i_scope_apply_class(scope, class_);
}

/* "At no point": does the phrase negate the clause that it stands in? */
static int is_never(const attest_i_scope *scope, uint32_t noun)
{
    char key[NEVER_MAX];
    const attest_i_clause_run *run = scope->run;
    uint32_t in = attest_i_tree_child(run->tree, noun, "case");
    uint32_t no = attest_i_tree_child(run->tree, noun, "det");
    if (in == ATTEST_NO_INDEX || no == ATTEST_NO_INDEX || !attest_i_scope_is_negation(scope, no)) {
        return 0;
    }
    attest_view words[] = {attest_i_clause_token(run, in)->lemma, attest_i_clause_token(run, noun)->lemma};
    int size =
        snprintf(key, sizeof key, "%.*s no %.*s", (int)words[0].size, words[0].data, (int)words[1].size, words[1].data);
    return size > 0 && (size_t)size < sizeof key &&
           attest_i_scope_is_listed(scope, "never", (attest_view){key, (size_t)size});
}

/* One word that belongs to the predicate itself. */
static void read_word(attest_i_scope *scope, uint32_t token, uint32_t child)
{
    const attest_token *word = attest_i_clause_token(scope->run, child);
    attest_view relation = word->deprel;
    int adverb = attest_i_relation_is(relation, "advmod");
    int state = attest_i_tree_child(scope->run->tree, token, "cop") != ATTEST_NO_INDEX;
    if (state && adverb && child > token) {
        return; /* "is in a street not far from here" */
    }
    int mark = attest_i_relation_is(relation, "mark");
    if (adverb || mark || attest_i_relation_is(relation, "aux") || attest_i_relation_is(relation, "cc:preconj")) {
        if (adverb ? is_negated_adverb(scope, child)
                   : attest_i_scope_is_negation(scope, child) ||
                         (mark && attest_i_scope_is_listed(scope, "contrast", word->lemma))) {
            scope->negated = !scope->negated;
        } else if (scope->run->cues[child]) {
            return; /* "reportedly": the attribution tells it */
        } else if (mark) {
            attest_i_scope_read_mark(scope, token, word);
        } else {
            attest_i_scope_apply_list(scope, "hedge", word->lemma);
            if (adverb && attest_i_clause_token(scope->run, token)->upos == ATTEST_UPOS_VERB &&
                attest_i_scope_is_listed(scope, "short-of", word->lemma)) {
                attest_i_scope_weaken(scope, ATTEST_MODALITY_POSSIBLE);
            }
        }
    } else if (!state && attest_i_relation_is(relation, "amod")) { /* of a noun of an event: "the planned removal" */
        attest_i_scope_apply_list(scope, "hedge", word->form);
    } else if (attest_i_relation_is(relation, "det")) {
        scope->negated ^= attest_i_scope_is_negation(scope, child);
    } else if (attest_i_relation_is(relation, "nsubj") || attest_i_relation_is(relation, "obj")) {
        scope->negated ^= attest_i_scope_is_empty_noun(scope, child);
    }
}

/* The words that belong to the predicate itself. */
void attest_i_scope_read_words(attest_i_scope *scope, uint32_t token)
{
    const attest_i_tree *tree = scope->run->tree;
    int never = attest_i_tree_is_turned(scope->run->tree, token);
    for (uint32_t i = tree->child_begin[token]; i < tree->child_begin[token + 1]; i++) {
        uint32_t child = tree->children[i];
        read_word(scope, token, child);
        never |=
            attest_i_relation_is(attest_i_clause_token(scope->run, child)->deprel, "obl") && is_never(scope, child);
    }
    scope->negated ^= never;
}

/* "Has yet to pay": not so far. */
int attest_i_scope_is_yet(const attest_i_scope *scope, uint32_t token)
{
    const attest_i_tree *tree = scope->run->tree;
    uint32_t adverb = attest_i_tree_child(tree, token, "advmod");
    return adverb != ATTEST_NO_INDEX &&
           attest_view_equal(attest_i_clause_token(scope->run, adverb)->lemma, ATTEST_VIEW("yet")) &&
           attest_view_equal(attest_i_clause_token(scope->run, adverb + 1)->lemma, ATTEST_VIEW("to"));
}

int attest_i_scope_has_feature(const attest_token *token, attest_view feature)
{
    for (size_t i = 0; i + feature.size <= token->feats.size; i++) {
        if (memcmp(token->feats.data + i, feature.data, feature.size) == 0) {
            return 1;
        }
    }
    return 0;
}

/* The "to" of an infinitive; ATTEST_NO_INDEX: it is none. */
static uint32_t to_of(const attest_i_scope *scope, uint32_t token)
{
    const attest_i_tree *tree = scope->run->tree;
    for (uint32_t i = tree->child_begin[token]; i < tree->child_begin[token + 1]; i++) {
        const attest_token *mark = attest_i_clause_token(scope->run, tree->children[i]);
        if (attest_i_relation_is(mark->deprel, "mark") && attest_view_equal(mark->lemma, ATTEST_VIEW("to"))) {
            return tree->children[i];
        }
    }
    return ATTEST_NO_INDEX;
}

int attest_i_scope_is_purpose(const attest_i_scope *scope, uint32_t token)
{
    return to_of(scope, token) != ATTEST_NO_INDEX;
}

/* "The aim was to leave", "he is to leave": an infinitive that is a predicate by itself. */
static void read_infinitive(attest_i_scope *scope, uint32_t token)
{
    const attest_i_tree *tree = scope->run->tree;
    uint32_t copula = attest_i_tree_child(tree, token, "cop");
    uint32_t to = to_of(scope, token);
    uint32_t subject = attest_i_tree_child(tree, token, "nsubj");
    if (to != ATTEST_NO_INDEX && copula == ATTEST_NO_INDEX && subject != ATTEST_NO_INDEX && subject < to &&
        attest_i_clause_token(scope->run, token)->head == ATTEST_NO_INDEX) { /* "Senate to vote": a headline */
        attest_i_scope_weaken(scope, ATTEST_MODALITY_INTENDED);
        return;
    }
    if (to == ATTEST_NO_INDEX || copula == ATTEST_NO_INDEX ||
        copula > to) { /* "was found to be empty": the infinitive is that of "be" */
        return;
    }
    if (attest_i_scope_is_yet(scope, token)) {
        scope->negated = !scope->negated;
        return;
    }
    for (uint32_t i = tree->child_begin[token]; i < tree->child_begin[token + 1]; i++) {
        const attest_token *word = attest_i_clause_token(scope->run, tree->children[i]);
        if (attest_i_relation_is(word->deprel, "nsubj") && attest_i_scope_apply_list(scope, "intent", word->lemma)) {
            return;
        }
    }
    attest_i_scope_weaken(scope, ATTEST_MODALITY_INTENDED);
}

/* "Should the talks fail", "had the firm paid": a condition without "if", at the beginning of a sentence or of what is said. */
static int is_inverted(const attest_i_scope *scope, uint32_t token)
{
    static const char *const verbs[] = {"should", "had", "were"};
    const attest_sentence *sentence = &scope->run->tree->sentence;
    uint32_t begin = token;
    while (begin > 0 && sentence->tokens[begin - 1].upos != ATTEST_UPOS_PUNCT) {
        begin--;
    }
    if (begin + 1 >= token) {
        return 0;
    }
    const attest_token *first = &sentence->tokens[begin];
    enum attest_upos next = sentence->tokens[begin + 1].upos;
    int subject =
        next == ATTEST_UPOS_DET || next == ATTEST_UPOS_PRON || next == ATTEST_UPOS_PROPN || next == ATTEST_UPOS_NOUN;
    for (size_t i = 0; subject && i < sizeof verbs / sizeof verbs[0]; i++) {
        size_t size = strlen(verbs[i]);
        if (first->form.size == size && strncasecmp(first->form.data, verbs[i], size) == 0) {
            return attest_i_clause_mood(scope->run, token) == ATTEST_MODALITY_ASSERTED;
        }
    }
    return 0;
}

/* "If it rains, the dam will break": what depends on a condition. */
static void read_condition(attest_i_scope *scope, uint32_t token)
{
    const attest_i_tree *tree = scope->run->tree;
    for (uint32_t i = tree->child_begin[token]; i < tree->child_begin[token + 1]; i++) {
        uint32_t child = tree->children[i];
        uint32_t mark = attest_i_relation_is(attest_i_clause_token(scope->run, child)->deprel, "advcl")
                            ? attest_i_tree_child(tree, child, "mark")
                            : ATTEST_NO_INDEX;
        int clause = attest_i_relation_is(attest_i_clause_token(scope->run, child)->deprel, "advcl");
        if ((mark != ATTEST_NO_INDEX &&
             attest_view_equal(attest_i_scope_class(scope, "hedge", attest_i_clause_token(scope->run, mark)->lemma),
                               ATTEST_VIEW("hypothetical"))) ||
            (clause && is_inverted(scope, child))) {
            attest_i_scope_weaken(scope, ATTEST_MODALITY_HYPOTHETICAL);
        }
    }
}

int attest_i_clause_is_negated_state(const attest_i_clause_run *run, uint32_t state)
{
    attest_i_scope scope = {run, 0, ATTEST_MODALITY_ASSERTED};
    if (state == ATTEST_NO_INDEX || !attest_i_relation_is(attest_i_clause_token(run, state)->deprel, "xcomp")) {
        return 0;
    }
    for (uint32_t i = run->tree->child_begin[state]; i < run->tree->child_begin[state + 1]; i++) {
        uint32_t child = run->tree->children[i];
        if (child < state && attest_i_relation_is(attest_i_clause_token(run, child)->deprel, "advmod") &&
            is_negated_adverb(&scope, child)) {
            return 1;
        }
    }
    return 0;
}

void attest_i_clause_scope(const attest_i_clause_run *run, uint32_t anchor, enum attest_polarity *polarity,
                           enum attest_modality *modality)
{
    attest_i_scope scope = {run, 0, ATTEST_MODALITY_ASSERTED};
    uint32_t token = anchor;
    attest_i_scope_read_words(&scope, anchor);
    read_infinitive(&scope, anchor);
    read_condition(&scope, anchor);
    if (is_inverted(&scope, anchor)) {
        attest_i_scope_weaken(&scope, ATTEST_MODALITY_HYPOTHETICAL);
    }
    attest_i_scope_weaken(&scope, attest_i_clause_mood(run, anchor));
    for (int level = 0; level < ATTEST_I_SCOPE_LEVELS && attest_i_scope_read_governor(&scope, token); level++) {
        token = attest_i_clause_token(run, token)->head;
    }
    *polarity = scope.negated ? ATTEST_NEGATED : ATTEST_AFFIRMED;
    *modality = scope.modality;
}
