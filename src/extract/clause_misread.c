/* Clauses that the words rule out, whatever the tree says: parts of names that were taken for verbs, amounts that were taken for agents, and
 * the like. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <string.h>

#include "extract/clause.h"

static int is_listed(const attest_i_clause_run *run, const char *list, uint32_t token)
{
    return attest_i_ruleset_list_has(run->context->rules, attest_view_of(list),
                                     attest_i_clause_token(run, token)->lemma);
}

static int has_feature(const attest_i_clause_run *run, uint32_t token, const char *feature)
{
    attest_view feats = attest_i_clause_token(run, token)->feats;
    return memmem(feats.data, feats.size, feature, strlen(feature)) != NULL;
}

static int has_capital(const attest_i_clause_run *run, uint32_t token)
{
    attest_view form = attest_i_clause_token(run, token)->form;
    return form.size > 0 && isupper((unsigned char)form.data[0]);
}

/* "Dario Felt resigned", read as if Dario felt something: a verb with a capital behind a word with one. */
static int is_name_part(const attest_i_clause_run *run, uint32_t verb)
{
    const attest_token *token = attest_i_clause_token(run, verb);
    return verb > 0 && token->upos == ATTEST_UPOS_VERB && has_capital(run, verb) && has_capital(run, verb - 1) &&
           attest_i_clause_token(run, verb - 1)->upos == ATTEST_UPOS_PROPN;
}

/* "Profits dropped by a third": how much, and not who dropped them. */
static int is_amount(const attest_i_clause_run *run, uint32_t agent)
{
    static const char *const fractions[] = {"half", "quarter", "point", "percent"};
    const attest_token *token = attest_i_clause_token(run, agent);
    const attest_i_timex *timex = attest_i_clause_timex(run, token->span);
    if (!attest_i_relation_is(token->deprel, "obl:agent")) {
        return 0;
    }
    if (timex && timex->value.kind >= ATTEST_VALUE_DURATION && attest_span_contains(timex->span, token->span)) {
        return 1;
    }
    for (size_t i = 0; i < sizeof fractions / sizeof fractions[0]; i++) {
        if (attest_view_equal(token->lemma, attest_view_of(fractions[i]))) {
            return 1;
        }
    }
    return token->upos != ATTEST_UPOS_PROPN && is_listed(run, "ordinal", agent);
}

/* Money, a share, a measure: how much of something, and nothing that anything is done to. */
static int is_sum(const attest_i_clause_run *run, uint32_t token)
{
    const attest_i_timex *timex = attest_i_clause_timex(run, attest_i_clause_token(run, token)->span);
    return timex && timex->value.kind >= ATTEST_VALUE_MONEY;
}

/* "Prosecutors said he paid himself", read as if the prosecutors paid himself. */
static int disagrees(const attest_i_clause_run *run, uint32_t verb, uint32_t subject)
{
    const attest_i_tree *tree = run->tree;
    const attest_token *token = attest_i_clause_token(run, subject);
    if (attest_i_tree_child(tree, subject, "conj") != ATTEST_NO_INDEX) {
        return 0;
    }
    for (uint32_t i = tree->child_begin[verb]; i < tree->child_begin[verb + 1]; i++) {
        uint32_t other = tree->children[i];
        attest_view relation = attest_i_clause_token(run, other)->deprel;
        int object = attest_i_relation_is(relation, "obj") || attest_i_relation_is(relation, "iobj");
        if (object && has_feature(run, other, "Reflex=Yes") && attest_view_equal(token->xpos, ATTEST_VIEW("NNS")) &&
            has_feature(run, other, "Number=Sing")) {
            return 1;
        }
    }
    return 0;
}

/* "Winds of 140 km an hour were recorded": the second of two subjects, which stands within the words of the first. Right behind it, it may be
 * its name. */
static int is_within_subject(const attest_i_clause_run *run, uint32_t subject)
{
    const attest_i_tree *tree = run->tree;
    const attest_token *token = attest_i_clause_token(run, subject);
    uint32_t begin = attest_i_tree_first(run->tree, subject);
    if (token->head == ATTEST_NO_INDEX || begin == 0 || !attest_i_relation_is(token->deprel, "nsubj") ||
        attest_i_clause_token(run, begin)->upos == ATTEST_UPOS_PUNCT ||
        attest_i_clause_token(run, begin)->upos == ATTEST_UPOS_CCONJ) {
        return 0;
    }
    for (uint32_t i = tree->child_begin[token->head]; i < tree->child_begin[token->head + 1]; i++) {
        uint32_t other = tree->children[i];
        uint32_t at = begin - 1;
        if (other + 1 >= begin || !attest_i_relation_is(attest_i_clause_token(run, other)->deprel, "nsubj")) {
            continue;
        }
        while (at != ATTEST_NO_INDEX && at != other) {
            at = attest_i_clause_token(run, at)->head;
        }
        return at == other && attest_i_clause_token(run, begin - 1)->upos != ATTEST_UPOS_PUNCT;
    }
    return 0;
}

/* "Is expected to peak", read as if the peak was where it is expected. */
static int is_infinitive_as_noun(const attest_i_clause_run *run, uint32_t verb)
{
    static const char *const verbs[] = {"expect", "forecast", "predict", "schedule", "tip"};
    const attest_i_tree *tree = run->tree;
    size_t known = 0;
    while (known < sizeof verbs / sizeof verbs[0] &&
           !attest_view_equal(attest_i_clause_token(run, verb)->lemma, attest_view_of(verbs[known]))) {
        known++;
    }
    if (known == sizeof verbs / sizeof verbs[0] || !attest_i_clause_is_passive(run, verb)) {
        return 0;
    }
    for (uint32_t i = tree->child_begin[verb]; i < tree->child_begin[verb + 1]; i++) {
        uint32_t noun = tree->children[i];
        uint32_t to = attest_i_tree_child(tree, noun, "case");
        const attest_token *token = attest_i_clause_token(run, noun);
        if (noun > verb && to == verb + 1 && attest_i_relation_is(token->deprel, "obl") &&
            attest_view_equal(attest_i_clause_token(run, to)->lemma, ATTEST_VIEW("to")) &&
            attest_i_clause_token(run, to + 1)->upos != ATTEST_UPOS_DET &&
            attest_i_tree_child(tree, noun, "nmod:poss") == ATTEST_NO_INDEX &&
            (token->upos == ATTEST_UPOS_NOUN || token->upos == ATTEST_UPOS_ADJ)) {
            return 1;
        }
    }
    return 0;
}

/* "It would take months to find the cause": nothing that "it" finds. */
static int is_taken_time(const attest_i_clause_run *run, uint32_t verb, uint32_t subject)
{
    const attest_token *word = attest_i_clause_token(run, verb);
    return word->head != ATTEST_NO_INDEX && word->head < verb && attest_view_equal(word->xpos, ATTEST_VIEW("VB")) &&
           (attest_i_relation_is(word->deprel, "advcl") || attest_i_relation_is(word->deprel, "xcomp")) &&
           attest_view_equal(attest_i_clause_token(run, word->head)->lemma, ATTEST_VIEW("take")) &&
           attest_view_equal(attest_i_clause_token(run, subject)->lemma, ATTEST_VIEW("it"));
}

/* "She died, an inquest heard", read as if both died: a second subject behind the verb. */
static int is_late_subject(const attest_i_clause_run *run, uint32_t subject)
{
    const attest_token *token = attest_i_clause_token(run, subject);
    uint32_t first =
        token->head == ATTEST_NO_INDEX ? token->head : attest_i_tree_child(run->tree, token->head, "nsubj");
    return first != ATTEST_NO_INDEX && attest_i_relation_is(token->deprel, "nsubj") && subject > token->head &&
           first < token->head && attest_i_tree_child(run->tree, token->head, "cop") == ATTEST_NO_INDEX;
}

/* "All but three": whom the others are without. */
static int is_exception(const attest_i_clause_run *run, uint32_t token)
{
    uint32_t but = attest_i_tree_child(run->tree, token, "cc");
    uint32_t first = attest_i_clause_token(run, token)->head;
    return but != ATTEST_NO_INDEX && first != ATTEST_NO_INDEX &&
           attest_i_relation_is(attest_i_clause_token(run, token)->deprel, "conj") &&
           attest_view_equal(attest_i_clause_token(run, but)->lemma, ATTEST_VIEW("but")) &&
           attest_view_equal(attest_i_clause_token(run, first)->lemma, ATTEST_VIEW("all"));
}

/* "Residents reached by phone described scenes", read as a phone that scenes were described to: an agent that is a clause. */
static int is_clause_as_agent(const attest_i_clause_run *run, uint32_t agent)
{
    uint32_t verb = attest_i_tree_child(run->tree, agent, "acl");
    return verb != ATTEST_NO_INDEX && attest_i_relation_is(attest_i_clause_token(run, agent)->deprel, "obl:agent") &&
           attest_view_equal(attest_i_clause_token(run, verb)->deprel, ATTEST_VIEW("acl")) &&
           !attest_view_equal(attest_i_clause_token(run, verb)->xpos, ATTEST_VIEW("VBG")) &&
           attest_i_tree_child(run->tree, verb, "mark") == ATTEST_NO_INDEX &&
           attest_i_tree_child(run->tree, verb, "obj") != ATTEST_NO_INDEX;
}

/* "Told people that the talks were cancelled", read as people that were cancelled. */
static int is_told_object(const attest_i_clause_run *run, const attest_i_clause_parts *parts)
{
    const attest_token *verb = attest_i_clause_token(run, parts->predicate);
    return parts->object != ATTEST_NO_INDEX && verb->head == parts->object &&
           attest_i_relation_is(verb->deprel, "acl:relcl") && attest_i_clause_is_passive(run, parts->predicate) &&
           attest_i_clause_token(run, parts->subject)->head == parts->predicate;
}

int attest_i_clause_is_apart_object(const attest_i_clause_run *run, uint32_t object)
{
    uint32_t begin = attest_i_tree_first(run->tree, object);
    uint32_t head = attest_i_clause_token(run, object)->head;
    if (!attest_i_relation_is(attest_i_clause_token(run, object)->deprel, "obj")) {
        return 0;
    }
    if (begin > 0 && attest_i_clause_token(run, begin)->upos == ATTEST_UPOS_PUNCT) {
        begin++;
    }
    if (head == ATTEST_NO_INDEX || begin < head + 2 ||
        !attest_view_equal(attest_i_clause_token(run, begin - 1)->xpos, ATTEST_VIEW(","))) {
        return 0;
    }
    uint32_t first = attest_i_tree_child(run->tree, head, "obj");
    return first != ATTEST_NO_INDEX && first != object && first < object;
}

int attest_i_clause_is_misread(const attest_i_clause_run *run, const attest_i_clause_parts *parts)
{
    if (is_within_subject(run, parts->subject) || is_name_part(run, parts->predicate) ||
        is_amount(run, parts->subject) || disagrees(run, parts->predicate, parts->subject) ||
        is_infinitive_as_noun(run, parts->predicate) || is_late_subject(run, parts->subject) ||
        is_exception(run, parts->subject) || is_taken_time(run, parts->predicate, parts->subject) ||
        is_clause_as_agent(run, parts->subject) || is_told_object(run, parts)) {
        return 1;
    }
    if (attest_i_clause_token(run, parts->predicate)->upos == ATTEST_UPOS_NOUN &&
        (attest_i_clause_is_temporal(run, parts->subject) || is_sum(run, parts->subject))) {
        return 1; /* "May's elections", "a loss of $3 million" */
    }
    return parts->object != ATTEST_NO_INDEX && attest_i_clause_token(run, parts->object)->head == parts->predicate &&
           attest_i_clause_is_apart_object(run, parts->object);
}
