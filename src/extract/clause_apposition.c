/* Appositions: which of those that the parser finds say what a noun is. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/clause.h"

static int is_listed(const attest_i_clause_run *run, const char *list, uint32_t token)
{
    return attest_i_ruleset_list_has(run->context->rules, attest_view_of(list),
                                     attest_i_clause_token(run, token)->lemma);
}

/* The first word of what hangs directly on `other`. */
static uint32_t first_word(const attest_i_clause_run *run, uint32_t other)
{
    uint32_t child = run->tree->child_begin[other] < run->tree->child_begin[other + 1]
                         ? run->tree->children[run->tree->child_begin[other]]
                         : other;
    return child < other ? child : other;
}

/* "Praise for the mayor, and his plan": one of several. "Refugees, not the number": what the noun is not. "To the coast, on foot". */
static int is_joined(const attest_i_clause_run *run, uint32_t noun, uint32_t other)
{
    static const char *const joints[] = {"cc", "case", "mark"};
    for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++) {
        uint32_t joint = attest_i_tree_child(run->tree, other, joints[i]);
        if (joint != ATTEST_NO_INDEX && joint < other &&
            !attest_view_equal(attest_i_clause_token(run, joint)->xpos, ATTEST_VIEW("POS"))) {
            return 1;
        }
    }
    uint32_t first = first_word(run, other);
    if (attest_i_relation_is(attest_i_clause_token(run, first)->deprel, "punct")) {
        first++;
    }
    return first > noun &&
           (attest_i_clause_token(run, first)->upos == ATTEST_UPOS_CCONJ || is_listed(run, "negation", first) ||
            attest_i_clause_token(run, first - 1)->upos == ATTEST_UPOS_CCONJ || is_listed(run, "negation", first - 1));
}

/* "Lost the port, a move that angered the union": the move is losing it. */
static int sums_up(const attest_i_clause_run *run, uint32_t noun, uint32_t other)
{
    uint32_t article = attest_i_tree_child(run->tree, other, "det");
    return is_listed(run, "shell", other) && article != ATTEST_NO_INDEX &&
           attest_i_clause_token(run, article)->lemma.size == 1 && /* "a" */
           attest_i_tree_child(run->tree, other, "acl") != ATTEST_NO_INDEX && !is_listed(run, "shell", noun);
}

/* "Consumption levy", read as consumption that is a levy: nothing stands between them. */
static int is_run_together(const attest_i_clause_run *run, uint32_t noun, uint32_t other)
{
    if (attest_i_clause_token(run, other)->upos != ATTEST_UPOS_NOUN) {
        return 0;
    }
    for (uint32_t t = noun + 1; t < other; t++) {
        if (attest_i_clause_token(run, t)->upos == ATTEST_UPOS_PUNCT) {
            return 0;
        }
    }
    return other > noun;
}

/* "Bee, two clerks", "13 kilometres (8 miles)": what stands behind a comma or in brackets is nothing that the noun is. */
int attest_i_clause_is_no_apposition(const attest_i_clause_run *run, uint32_t noun, uint32_t other)
{
    const attest_token *name = attest_i_clause_token(run, noun);
    const attest_token *token = attest_i_clause_token(run, other);
    int several = attest_view_equal(token->xpos, ATTEST_VIEW("NNS"));
    for (uint32_t t = noun + 1; t < other; t++) { /* "Report: ships lost" */
        if (attest_view_equal(attest_i_clause_token(run, t)->form, ATTEST_VIEW(":"))) {
            return 1;
        }
    }
    if (!attest_i_relation_is(token->deprel, "appos")) {
        return 0;
    }
    if (attest_i_clause_timex(run, token->span) ||
        (token->head == noun &&
         (is_joined(run, noun, other) || sums_up(run, noun, other) || is_run_together(run, noun, other)))) {
        return 1;
    }
    return several && attest_view_equal(name->xpos, ATTEST_VIEW("NNP")) &&
           attest_i_tree_child(run->tree, noun, "conj") == ATTEST_NO_INDEX && name->name != ATTEST_NAME_ORGANIZATION &&
           name->name != ATTEST_NAME_NORP;
}
