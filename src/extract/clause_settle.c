/* Parts of a claim put right before it is made: names beside nouns, who does what another clause says, verbs that unfold into others. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>

#include "extract/aside.h"
#include "extract/clause.h"

/* "The plumber" in "Ann Bee, a plumber, who was fixing a leak": the clause is about her. */
static uint32_t name_before(const attest_i_clause_run *run, uint32_t noun, uint32_t verb)
{
    const attest_token *token = attest_i_clause_token(run, noun);
    if (token->head == ATTEST_NO_INDEX || !attest_view_equal(token->deprel, ATTEST_VIEW("appos")) ||
        !attest_view_equal(attest_i_clause_token(run, verb)->deprel, ATTEST_VIEW("acl:relcl")) ||
        attest_i_clause_token(run, verb)->head != noun) {
        return noun;
    }
    const attest_token *name = attest_i_clause_token(run, token->head);
    return name->upos == ATTEST_UPOS_PROPN && name->name == ATTEST_NAME_PERSON ? token->head : noun;
}

/* "Frontrunner Ann Bee", "the union Dravin": the name is who it is, not what stands before it. */
static uint32_t name_behind(const attest_i_clause_run *run, uint32_t noun)
{
    uint32_t next = noun + 1;
    if (noun == ATTEST_NO_INDEX || next >= run->tree->sentence.token_count) {
        return noun;
    }
    const attest_token *office = attest_i_clause_token(run, noun);
    const attest_token *name = attest_i_clause_token(run, next);
    int small = office->form.size > 0 && islower((unsigned char)office->form.data[0]);
    int follows = (office->upos == ATTEST_UPOS_NOUN || small) && name->upos == ATTEST_UPOS_PROPN &&
                  (name->name == ATTEST_NAME_PERSON || (small && name->name == ATTEST_NAME_ORGANIZATION)) &&
                  attest_i_tree_child(run->tree, noun, "conj") == ATTEST_NO_INDEX;
    int same = (name->head == noun && attest_i_relation_is(name->deprel, "appos")) ||
               (name->head == office->head && attest_view_equal(name->deprel, office->deprel));
    return follows && same ? next : noun;
}

/* Parts that the parser took for something else. */
void attest_i_clause_settle(const attest_i_clause_run *run, attest_i_clause_parts *parts)
{
    if (parts->predicate != ATTEST_NO_INDEX && parts->object != ATTEST_NO_INDEX &&
        attest_i_relation_is(attest_i_clause_token(run, parts->object)->deprel, "obj") &&
        attest_i_clause_is_time_object(run, parts->predicate, parts->object)) {
        parts->object = ATTEST_NO_INDEX;
    }
    /* "The mayor lied, a charge she denies": nothing that anybody lies. */
    if (parts->predicate != ATTEST_NO_INDEX && parts->object != ATTEST_NO_INDEX &&
        attest_i_aside_is_noun(run->context->rules, run->tree, parts->object)) {
        parts->object = ATTEST_NO_INDEX;
    }
    /* "No question the firm could pay": nothing that anybody pays. */
    if (parts->predicate != ATTEST_NO_INDEX && parts->object != ATTEST_NO_INDEX &&
        attest_i_clause_token(run, parts->predicate)->head == parts->object &&
        attest_i_ruleset_list_has(run->context->rules, ATTEST_VIEW("shell"),
                                  attest_i_clause_token(run, parts->object)->lemma) &&
        attest_i_tree_child(run->tree, parts->object, "det") != ATTEST_NO_INDEX &&
        attest_view_equal(attest_i_clause_token(run, attest_i_tree_child(run->tree, parts->object, "det"))->lemma,
                          ATTEST_VIEW("no"))) {
        parts->object = ATTEST_NO_INDEX;
    }
    /* "Fleet sails home: Harbour Post": who says so is nothing that anybody does something to. */
    if (parts->predicate != ATTEST_NO_INDEX && parts->object != ATTEST_NO_INDEX &&
        attest_i_clause_is_speaker(run, parts->object, attest_i_clause_token(run, parts->predicate)->span)) {
        parts->object = ATTEST_NO_INDEX;
    }
    if (parts->predicate != ATTEST_NO_INDEX && parts->subject != ATTEST_NO_INDEX &&
        attest_i_clause_token(run, parts->predicate)->upos == ATTEST_UPOS_VERB) {
        attest_view class_;
        uint32_t controller = attest_i_clause_controller(run, parts->predicate, &class_);
        controller = controller == ATTEST_NO_INDEX ? attest_i_clause_told_subject(run, parts->predicate) : controller;
        parts->subject = controller != ATTEST_NO_INDEX ? controller : attest_i_clause_owner(run, parts->subject);
    }
    if (parts->predicate != ATTEST_NO_INDEX) {
        parts->subject = name_behind(run, parts->subject);
        parts->object = name_behind(run, parts->object);
        parts->subject =
            parts->subject == ATTEST_NO_INDEX ? ATTEST_NO_INDEX : name_before(run, parts->subject, parts->predicate);
    } else if (parts->subject != ATTEST_NO_INDEX && parts->object > parts->subject + 1) {
        parts->subject = name_behind(run, parts->subject); /* "Captain Ann Bee, now a judge" */
    }
}

/* "Apparently preparing to load cargo": the claim is about loading. */
void attest_i_clause_unfold(const attest_i_clause_run *run, attest_i_clause_parts *parts)
{
    for (int level = 0; level < (int)ATTEST_I_CLAUSE_FOLDED && parts->predicate != ATTEST_NO_INDEX &&
                        parts->predicate == parts->anchor && attest_i_clause_is_folded(run, parts->predicate);
         level++) {
        uint32_t inner = attest_i_clause_inner(run, parts->predicate);
        if (attest_i_clause_token(run, inner)->upos != ATTEST_UPOS_VERB || inner == parts->subject) {
            return;
        }
        parts->predicate = inner;
        parts->anchor = inner;
        parts->object = attest_i_tree_child(run->tree, inner, "obj");
    }
}
