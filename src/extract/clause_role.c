/* Roles of prepositional arguments: when "in", "on" or "under" tells where something happens, and when it does not. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/clause.h"

/* Parts of parts that are looked into: "in the corner of the west of the city". */
#define PARTS_MAX 4

static int lookup(const attest_i_clause_run *run, const char *list, attest_view word, unsigned column,
                  attest_view *value)
{
    return attest_i_ruleset_list_value(run->context->rules, attest_view_of(list), word, column, value) == ATTEST_OK;
}

/* The noun that a relational one is part of: "the city" of "the heart of the city"; ATTEST_NO_INDEX: none. */
static uint32_t whole_of(const attest_i_clause_run *run, uint32_t part)
{
    const attest_i_tree *tree = run->tree;
    for (uint32_t i = tree->child_begin[part]; i < tree->child_begin[part + 1]; i++) {
        uint32_t noun = tree->children[i];
        uint32_t of = attest_i_tree_child(tree, noun, "case");
        if (attest_i_relation_is(attest_i_clause_token(run, noun)->deprel, "nmod") && noun > part &&
            of != ATTEST_NO_INDEX && attest_view_equal(attest_i_clause_token(run, of)->lemma, ATTEST_VIEW("of"))) {
            return noun;
        }
    }
    return ATTEST_NO_INDEX;
}

/* Names of places and buildings, and names of no known kind. A body stands for where it is behind "in" and "at" only: "on the BBC". */
static int is_place_name(const attest_i_clause_run *run, attest_view preposition, uint32_t noun,
                         const attest_participant *participant)
{
    const attest_token *token = attest_i_clause_token(run, noun);
    int within = attest_view_equal(preposition, ATTEST_VIEW("in")) || attest_view_equal(preposition, ATTEST_VIEW("at"));
    if (participant && participant->entity != ATTEST_NO_INDEX) {
        const attest_entity *entity = attest_i_builder_entity_at(run->context->builder, participant->entity);
        if (entity->named) {
            return entity->class_ == ATTEST_ENTITY_PLACE || entity->class_ == ATTEST_ENTITY_FACILITY ||
                   (within && entity->class_ == ATTEST_ENTITY_ORGANIZATION);
        }
    }
    return token->name == ATTEST_NAME_PLACE || token->name == ATTEST_NAME_FACILITY ||
           (within && token->upos == ATTEST_UPOS_PROPN &&
            (token->name == ATTEST_NAME_ORGANIZATION || token->name == ATTEST_NAME_NONE));
}

static int is_place(const attest_i_clause_run *run, attest_view preposition, uint32_t noun,
                    const attest_participant *participant)
{
    for (int depth = 0; noun != ATTEST_NO_INDEX && depth < PARTS_MAX; depth++) {
        attest_view kind = ATTEST_VIEW("");
        const attest_token *token = attest_i_clause_token(run, noun);
        if (is_place_name(run, preposition, noun, depth == 0 ? participant : NULL)) {
            return 1;
        }
        if (token->upos != ATTEST_UPOS_NOUN || !lookup(run, "place-noun", token->lemma, 1, &kind)) {
            return 0;
        }
        if (attest_view_equal(kind, ATTEST_VIEW("place"))) {
            return 1;
        }
        noun = whole_of(run, noun);
    }
    return 0;
}

attest_view attest_i_clause_role(const attest_i_clause_run *run, attest_view preposition, uint32_t noun,
                                 const attest_participant *participant)
{
    attest_view role = ATTEST_VIEW("");
    attest_view evident;
    attest_view occasion;
    const attest_token *token = attest_i_clause_token(run, noun);
    if (!lookup(run, "preposition-role", preposition, 1, &role) || !attest_view_equal(role, ATTEST_VIEW("place"))) {
        return role;
    }
    int certain = !lookup(run, "preposition-role", preposition, 2, &evident);
    const attest_i_timex *timex = attest_i_clause_timex(run, token->span);
    int counted = participant->value.kind >= ATTEST_VALUE_INTEGER || token->upos == ATTEST_UPOS_NUM ||
                  (timex && timex->value.kind >= ATTEST_VALUE_INTEGER);
    if (!counted && is_place(run, preposition, noun, participant)) {
        return role;
    }
    int spent = attest_view_equal(preposition, ATTEST_VIEW("on")); /* "on surveys", but "on condition" */
    if (!counted && lookup(run, "oblique-role", token->lemma, 1, &occasion) &&
        !(spent && attest_view_equal(occasion, ATTEST_VIEW("circumstance")) &&
          attest_view_equal(token->xpos, ATTEST_VIEW("NNS")))) {
        return occasion; /* "in a statement" */
    }
    return certain && !counted ? role : preposition;
}
