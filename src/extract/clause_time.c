/* Times in clauses: nouns that tell when something happens, whether or not their date can be known. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/clause.h"

static int is_listed(const attest_i_clause_run *run, const char *list, attest_view word)
{
    return attest_i_ruleset_list_has(run->context->rules, attest_view_of(list), word);
}

/* "Monday", "July" and "Dec.", which no other name is; "Sun" and "March" need more than that. */
static int is_calendar_name(const attest_i_clause_run *run, uint32_t token)
{
    const attest_token *word = attest_i_clause_token(run, token);
    attest_view kind = ATTEST_VIEW("");
    const attest_ruleset *rules = run->context->rules;
    if (word->upos != ATTEST_UPOS_PROPN ||
        (attest_i_ruleset_list_value(rules, ATTEST_VIEW("weekday"), word->lemma, 2, &kind) != ATTEST_OK &&
         attest_i_ruleset_list_value(rules, ATTEST_VIEW("month"), word->lemma, 2, &kind) != ATTEST_OK)) {
        return 0;
    }
    return attest_view_equal(kind, ATTEST_VIEW("full")) || word->form.data[word->form.size - 1] == '.';
}

int attest_i_clause_is_temporal(const attest_i_clause_run *run, uint32_t token)
{
    const attest_token *word = attest_i_clause_token(run, token);
    if (attest_i_clause_is_time(run, word->span)) {
        return 1;
    }
    if (word->upos == ATTEST_UPOS_NOUN && is_listed(run, "temporal-noun", word->lemma)) {
        attest_view edge; /* "the end": of what? */
        uint32_t of = attest_i_tree_child(run->tree, token, "nmod");
        return attest_i_ruleset_list_value(run->context->rules, ATTEST_VIEW("temporal-noun"), word->lemma, 1, &edge) !=
                   ATTEST_OK ||
               (of != ATTEST_NO_INDEX && of > token && attest_i_clause_is_temporal(run, of));
    }
    return is_calendar_name(run, token);
}

int attest_i_clause_is_bare_time(const attest_i_clause_run *run, uint32_t token)
{
    static const char *const pointing[] = {"last", "next", "this", "every", "each", "that"};
    const attest_i_tree *tree = run->tree;
    if (attest_i_tree_child(tree, token, "case") != ATTEST_NO_INDEX) {
        return 0;
    }
    if (is_calendar_name(run, token)) {
        return attest_i_tree_child(tree, token, "det") == ATTEST_NO_INDEX &&
               attest_i_tree_child(tree, token, "nmod:poss") == ATTEST_NO_INDEX &&
               attest_i_tree_child(tree, token, "conj") == ATTEST_NO_INDEX;
    }
    if (!attest_i_clause_is_temporal(run, token)) {
        return 0;
    }
    for (uint32_t i = tree->child_begin[token]; i < tree->child_begin[token + 1]; i++) {
        attest_view lemma = attest_i_clause_token(run, tree->children[i])->lemma;
        for (size_t k = 0; tree->children[i] < token && k < sizeof pointing / sizeof pointing[0]; k++) {
            if (attest_view_equal(lemma, attest_view_of(pointing[k]))) {
                return 1;
            }
        }
        if (tree->children[i] < token && is_calendar_name(run, tree->children[i])) { /* "Tuesday night" */
            return 1;
        }
    }
    return 0;
}

/* Verbs whose object a time can be: "spent last week", "missed Monday". */
int attest_i_clause_is_time_object(const attest_i_clause_run *run, uint32_t verb, uint32_t object)
{
    return attest_i_clause_is_bare_time(run, object) &&
           !is_listed(run, "time-taker", attest_i_clause_token(run, verb)->lemma);
}

/* "Last autumn the board met": two subjects, of which the first tells when. */
int attest_i_clause_is_time_subject(const attest_i_clause_run *run, uint32_t subject)
{
    const attest_token *token = attest_i_clause_token(run, subject);
    if (token->head == ATTEST_NO_INDEX || !attest_i_clause_is_bare_time(run, subject)) {
        return 0;
    }
    const attest_i_tree *tree = run->tree;
    for (uint32_t i = tree->child_begin[token->head]; i < tree->child_begin[token->head + 1]; i++) {
        uint32_t other = tree->children[i];
        if (other > subject && attest_i_relation_is(attest_i_clause_token(run, other)->deprel, "nsubj")) {
            return 1;
        }
    }
    return 0;
}
