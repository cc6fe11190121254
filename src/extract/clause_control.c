/* Control: who does what a clause without a subject of its own says, and what such a clause is to the clause around it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/clause.h"

/* Longest "verb link" that is looked up. */
#define KEY_MAX 64

static int is_listed(const attest_i_clause_run *run, const char *list, attest_view word)
{
    return attest_i_ruleset_list_has(run->context->rules, attest_view_of(list), word);
}

/* The word that joins a clause to its governor: the first of "not to", "instead of", "for". */
static uint32_t link_of(const attest_i_clause_run *run, uint32_t verb)
{
    uint32_t mark = attest_i_tree_child(run->tree, verb, "mark");
    return mark == ATTEST_NO_INDEX ? attest_i_tree_child(run->tree, verb, "case") : mark;
}

static int is_gerund(const attest_i_clause_run *run, uint32_t verb)
{
    return attest_view_equal(attest_i_clause_token(run, verb)->xpos, ATTEST_VIEW("VBG"));
}

/* The object of a verb that stands before `end`, or its patient in the passive. */
static uint32_t object_before(const attest_i_clause_run *run, uint32_t verb, uint32_t end)
{
    uint32_t object = attest_i_tree_child(run->tree, verb, "obj");
    if (object != ATTEST_NO_INDEX && object < end) {
        return object;
    }
    const attest_token *token = attest_i_clause_token(run, verb);
    int shared = attest_i_relation_is(token->deprel, "conj") && token->head != ATTEST_NO_INDEX &&
                 attest_i_clause_is_passive(run, verb); /* "was fined and banned from driving" */
    uint32_t patient = attest_i_tree_child(run->tree, verb, "nsubj:pass");
    return patient == ATTEST_NO_INDEX && shared ? attest_i_tree_child(run->tree, token->head, "nsubj:pass") : patient;
}

/* What the lexicon says of a verb with a word that goes with it; empty: nothing. */
static attest_view class_of_pair(const attest_i_clause_run *run, const char *list, uint32_t governor, uint32_t link)
{
    char key[KEY_MAX];
    attest_view class_;
    attest_view verb = attest_i_clause_token(run, governor)->lemma;
    attest_view word = attest_i_clause_token(run, link)->lemma;
    if (verb.size + word.size + 1 > sizeof key) {
        return ATTEST_VIEW("");
    }
    memcpy(key, verb.data, verb.size);
    key[verb.size] = ' ';
    memcpy(key + verb.size + 1, word.data, word.size);
    attest_view whole = {key, verb.size + word.size + 1};
    return attest_i_ruleset_list_value(run->context->rules, attest_view_of(list), whole, 1, &class_) == ATTEST_OK
               ? class_
               : ATTEST_VIEW("");
}

/* The same of the governor of a clause with the word that joins them. */
static attest_view class_of_link(const attest_i_clause_run *run, uint32_t governor, uint32_t link)
{
    return class_of_pair(run, "control", governor, link);
}

/* A clause without a subject behind its governor. */
static int is_open_clause(const attest_i_clause_run *run, uint32_t verb)
{
    const attest_token *token = attest_i_clause_token(run, verb);
    return token->head != ATTEST_NO_INDEX && token->head < verb && attest_i_relation_is(token->deprel, "advcl") &&
           attest_i_tree_child(run->tree, verb, "nsubj") == ATTEST_NO_INDEX;
}

/* Among what hangs on `head` behind a preposition and before `verb`, who is asked: `word` and the preposition say so. */
static uint32_t asked_behind(const attest_i_clause_run *run, uint32_t head, uint32_t word, uint32_t verb,
                             attest_view *class_)
{
    const attest_i_tree *tree = run->tree;
    for (uint32_t i = tree->child_begin[head]; i < tree->child_begin[head + 1]; i++) {
        uint32_t noun = tree->children[i];
        uint32_t in = attest_i_tree_child(tree, noun, "case");
        attest_view relation = attest_i_clause_token(run, noun)->deprel;
        if (noun > word && noun < verb && in != ATTEST_NO_INDEX && in > word &&
            (attest_i_relation_is(relation, "obl") || attest_i_relation_is(relation, "nmod"))) {
            *class_ = class_of_pair(run, "control-preposition", word, in);
            if (class_->size > 0) {
                return noun;
            }
        }
    }
    return ATTEST_NO_INDEX;
}

/* "The council" in "called on the council to pay", "put pressure on the council to pay", with the class of the deed; ATTEST_NO_INDEX: nobody
 * is asked so. */
static uint32_t asked_of(const attest_i_clause_run *run, uint32_t governor, uint32_t verb, attest_view *class_)
{
    uint32_t asked = asked_behind(run, governor, governor, verb, class_);
    uint32_t object = attest_i_tree_child(run->tree, governor, "obj");
    if (asked == ATTEST_NO_INDEX && object != ATTEST_NO_INDEX && object > governor && object < verb) {
        asked = asked_behind(run, object, object, verb, class_);
        asked = asked == ATTEST_NO_INDEX ? asked_behind(run, governor, object, verb, class_) : asked;
    }
    return asked;
}

uint32_t attest_i_clause_controller(const attest_i_clause_run *run, uint32_t verb, attest_view *class_)
{
    uint32_t link = link_of(run, verb);
    *class_ = ATTEST_VIEW("");
    if (link == ATTEST_NO_INDEX || !is_open_clause(run, verb)) {
        return ATTEST_NO_INDEX;
    }
    uint32_t governor = attest_i_clause_token(run, verb)->head;
    uint32_t asked = attest_view_equal(attest_i_clause_token(run, link)->lemma, ATTEST_VIEW("to"))
                         ? asked_of(run, governor, verb, class_)
                         : ATTEST_NO_INDEX;
    if (asked != ATTEST_NO_INDEX) {
        return asked;
    }
    *class_ = class_of_link(run, governor, link);
    return class_->size == 0 || attest_view_equal(*class_, ATTEST_VIEW("subject")) ? ATTEST_NO_INDEX
                                                                                   : object_before(run, governor, verb);
}

int attest_i_clause_is_uncontrolled(const attest_i_clause_run *run, uint32_t verb)
{
    static const char *const links[] = {"for", "of", "from", "into", "against", "with", "about", "over"};
    uint32_t link = link_of(run, verb);
    if (!is_gerund(run, verb) || link == ATTEST_NO_INDEX || !is_open_clause(run, verb) ||
        object_before(run, attest_i_clause_token(run, verb)->head, verb) == ATTEST_NO_INDEX) {
        return 0;
    }
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++) {
        if (attest_view_equal(attest_i_clause_token(run, link)->lemma, attest_view_of(links[i]))) {
            return class_of_link(run, attest_i_clause_token(run, verb)->head, link).size == 0;
        }
    }
    return 0;
}

uint32_t attest_i_clause_main(const attest_i_clause_run *run, uint32_t verb)
{
    uint32_t head = attest_i_clause_token(run, verb)->head;
    if (head == ATTEST_NO_INDEX || head > verb || !run->cues[head] ||
        !attest_i_clause_is_told(run, head, attest_i_clause_token(run, verb)->span)) {
        return head;
    }
    uint32_t told = attest_i_tree_child(run->tree, head, "ccomp");
    return told != ATTEST_NO_INDEX && told < verb ? told : head;
}

uint32_t attest_i_clause_told_subject(const attest_i_clause_run *run, uint32_t verb)
{
    const attest_token *token = attest_i_clause_token(run, verb);
    uint32_t main = attest_i_clause_main(run, verb);
    if (!is_gerund(run, verb) || !attest_i_relation_is(token->deprel, "advcl") || main == token->head) {
        return ATTEST_NO_INDEX;
    }
    return attest_i_tree_child(run->tree, main, "nsubj");
}

int attest_i_clause_is_compared(const attest_i_clause_run *run, uint32_t verb)
{
    for (uint32_t i = run->tree->child_begin[verb]; i < run->tree->child_begin[verb + 1]; i++) {
        const attest_token *word = attest_i_clause_token(run, run->tree->children[i]);
        if ((attest_i_relation_is(word->deprel, "mark") || attest_i_relation_is(word->deprel, "case")) &&
            attest_view_equal(word->lemma, ATTEST_VIEW("than"))) {
            return 1;
        }
    }
    return 0;
}

int attest_i_clause_shares_main(const attest_i_clause_run *run, uint32_t verb)
{
    static const char *const links[] = {"by", "in", "without", "through", "instead", "rather", "with", "on"};
    const attest_token *token = attest_i_clause_token(run, verb);
    uint32_t link = link_of(run, verb);
    if (!is_gerund(run, verb) || !attest_i_relation_is(token->deprel, "advcl") ||
        attest_i_tree_child(run->tree, verb, "nsubj") != ATTEST_NO_INDEX) {
        return 0;
    }
    for (size_t i = 0; link != ATTEST_NO_INDEX && i < sizeof links / sizeof links[0]; i++) {
        if (attest_view_equal(attest_i_clause_token(run, link)->lemma, attest_view_of(links[i]))) {
            return 1;
        }
    }
    return link == ATTEST_NO_INDEX;
}

/* "Coal rather than steel", "coal, not steel": what a conjunct is said not to be. */
static int is_denied_conjunct(const attest_i_clause_run *run, uint32_t token)
{
    const attest_i_tree *tree = run->tree;
    uint32_t joint = attest_i_tree_child(tree, token, "cc");
    if (joint != ATTEST_NO_INDEX && (is_listed(run, "contrast", attest_i_clause_token(run, joint)->lemma) ||
                                     is_listed(run, "negation", attest_i_clause_token(run, joint)->lemma))) {
        return !attest_view_equal(attest_i_clause_token(run, joint)->lemma, ATTEST_VIEW("nor"));
    }
    uint32_t adverb = attest_i_tree_child(tree, token, "advmod");
    return adverb != ATTEST_NO_INDEX && adverb < token &&
           attest_view_equal(attest_i_clause_token(run, adverb)->lemma, ATTEST_VIEW("not"));
}

/* "Not coal": the word that denies the first of several, which the rest behind "but" is free of. */
static int is_denied_first(const attest_i_clause_run *run, uint32_t token)
{
    uint32_t adverb = attest_i_tree_child(run->tree, token, "advmod");
    if (adverb == ATTEST_NO_INDEX || adverb > token ||
        !attest_view_equal(attest_i_clause_token(run, adverb)->lemma, ATTEST_VIEW("not")) ||
        is_listed(run, "focus", attest_i_clause_token(run, adverb + 1)->lemma)) {
        return 0;
    }
    for (uint32_t t = adverb + 1; t < token; t++) { /* all else before the noun narrows it */
        const attest_token *word = attest_i_clause_token(run, t);
        uint32_t above = word->head;
        while (above != ATTEST_NO_INDEX && above < token) { /* "not a single full-time post" */
            above = attest_i_clause_token(run, above)->head;
        }
        if (above != token || attest_i_relation_is(word->deprel, "mark") ||
            attest_i_relation_is(word->deprel, "case")) {
            return 0;
        }
    }
    return 1;
}

int attest_i_clause_is_contrasted(const attest_i_clause_run *run, uint32_t participant)
{
    if (participant == ATTEST_NO_INDEX) {
        return 0;
    }
    const attest_token *token = attest_i_clause_token(run, participant);
    if (attest_i_relation_is(token->deprel, "conj")) {
        return is_denied_conjunct(run, participant);
    }
    int core = attest_i_relation_is(token->deprel, "obj") || attest_i_relation_is(token->deprel, "nsubj");
    return core && is_denied_first(run, participant);
}

static int has_feature(const attest_token *token, const char *feature)
{
    return memmem(token->feats.data, token->feats.size, feature, strlen(feature)) != NULL;
}

/* Does a possessive agree with the subject of its clause? "Its" is no person's, "his" and "her" are. */
static int agrees(const attest_token *pronoun, const attest_token *subject)
{
    int several = has_feature(pronoun, "Number=Plur");
    int person = has_feature(pronoun, "Gender=Masc") || has_feature(pronoun, "Gender=Fem");
    if (subject->upos == ATTEST_UPOS_PRON) {
        return attest_view_equal(pronoun->lemma, subject->lemma) ||
               (several == has_feature(subject, "Number=Plur") &&
                person == (has_feature(subject, "Gender=Masc") || has_feature(subject, "Gender=Fem")));
    }
    if (person) {
        return !has_feature(subject, "Number=Plur") &&
               (subject->name == ATTEST_NAME_PERSON || subject->name == ATTEST_NAME_NONE);
    }
    int body = subject->name == ATTEST_NAME_ORGANIZATION || subject->name == ATTEST_NAME_PLACE;
    return several || body || (!has_feature(subject, "Number=Plur") && subject->name != ATTEST_NAME_PERSON);
}

uint32_t attest_i_clause_owner(const attest_i_clause_run *run, uint32_t pronoun)
{
    const attest_i_tree *tree = run->tree;
    const attest_token *token = attest_i_clause_token(run, pronoun);
    if (token->upos != ATTEST_UPOS_PRON || !attest_i_relation_is(token->deprel, "nmod:poss") ||
        !has_feature(token, "Person=3")) {
        return pronoun;
    }
    uint32_t at = token->head;
    for (uint32_t level = 0; at != ATTEST_NO_INDEX && level < tree->sentence.token_count; level++) {
        uint32_t head = attest_i_clause_token(run, at)->head;
        if (attest_i_relation_is(attest_i_clause_token(run, at)->deprel, "nsubj") || head == ATTEST_NO_INDEX) {
            return pronoun;
        }
        uint32_t subject = attest_i_tree_child(tree, head, "nsubj");
        if (subject != ATTEST_NO_INDEX) {
            return subject < pronoun && agrees(token, attest_i_clause_token(run, subject)) ? subject : pronoun;
        }
        at = head;
    }
    return pronoun;
}
