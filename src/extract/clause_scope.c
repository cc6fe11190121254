/* Polarity and modality: what the words around a predicate and the verbs above it make of it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/clause.h"

/* Most governors that are looked at. */
#define LEVELS_MAX 8

struct scope {
    const attest_i_clause_run *run;
    int negated;
    enum attest_modality modality;
};

static void weaken(struct scope *scope, enum attest_modality modality)
{
    if (modality > scope->modality) {
        scope->modality = modality;
    }
}

/* A word of a lexicon whose first column is a modality or "negated". */
static int apply_list(struct scope *scope, const char *list, attest_view lemma)
{
    attest_view class_;
    if (attest_i_ruleset_list_value(scope->run->context->rules, attest_view_of(list), lemma, 1, &class_) != ATTEST_OK) {
        return 0;
    }
    if (attest_view_equal(class_, ATTEST_VIEW("negated"))) {
        scope->negated = !scope->negated;
        return 1;
    }
    for (int i = ATTEST_MODALITY_POSSIBLE; i < ATTEST_MODALITY_COUNT; i++) {
        if (attest_view_equal(class_, attest_view_of(attest_modality_name((enum attest_modality)i)))) {
            weaken(scope, (enum attest_modality)i);
        }
    }
    return 1;
}

static int is_negation(const struct scope *scope, const attest_token *token)
{
    return attest_i_ruleset_list_has(scope->run->context->rules, ATTEST_VIEW("negation"), token->lemma) ||
           attest_i_ruleset_list_has(scope->run->context->rules, ATTEST_VIEW("negation"), token->form);
}

/* "no plans", "nobody": a negated noun among what the predicate is about. */
static int is_empty_noun(const struct scope *scope, uint32_t noun)
{
    const attest_i_tree *tree = scope->run->tree;
    uint32_t determiner = attest_i_tree_child(tree, noun, "det");
    return (determiner != ATTEST_NO_INDEX && is_negation(scope, attest_i_clause_token(scope->run, determiner))) ||
           is_negation(scope, attest_i_clause_token(scope->run, noun));
}

/* The words that belong to the predicate itself. */
static void read_words(struct scope *scope, uint32_t token)
{
    const attest_i_tree *tree = scope->run->tree;
    for (uint32_t i = tree->child_begin[token]; i < tree->child_begin[token + 1]; i++) {
        uint32_t child = tree->children[i];
        const attest_token *word = attest_i_clause_token(scope->run, child);
        attest_view relation = word->deprel;
        if (attest_i_relation_is(relation, "advmod") || attest_i_relation_is(relation, "aux") ||
            attest_i_relation_is(relation, "mark") || attest_i_relation_is(relation, "cc:preconj")) {
            if (is_negation(scope, word)) {
                scope->negated = !scope->negated;
            } else {
                apply_list(scope, "hedge", word->lemma);
            }
        } else if (attest_i_relation_is(relation, "nsubj") || attest_i_relation_is(relation, "obj") ||
                   attest_i_relation_is(relation, "det")) {
            scope->negated ^=
                attest_i_relation_is(relation, "det") ? is_negation(scope, word) : is_empty_noun(scope, child);
        }
    }
}

/* "if", "unless", "whether" before a clause. */
static int is_purpose(const struct scope *scope, uint32_t token)
{
    uint32_t mark = attest_i_tree_child(scope->run->tree, token, "mark");
    return mark != ATTEST_NO_INDEX &&
           attest_view_equal(attest_i_clause_token(scope->run, mark)->lemma, ATTEST_VIEW("to"));
}

/* What the governor of a clause makes of it; gives whether to go further up. */
static int read_governor(struct scope *scope, uint32_t token)
{
    const attest_i_clause_run *run = scope->run;
    const attest_token *word = attest_i_clause_token(run, token);
    uint32_t head = word->head;
    if (head == ATTEST_NO_INDEX) {
        return 0;
    }
    const attest_token *governor = attest_i_clause_token(run, head);
    int open = attest_i_relation_is(word->deprel, "xcomp");
    if (open || attest_i_relation_is(word->deprel, "ccomp")) {
        if (run->cues[head]) {
            return 0; /* the stance of an attribution says it */
        }
        apply_list(scope, "folding", governor->lemma);
        apply_list(scope, "hedge", governor->lemma);
        if (open) {
            read_words(scope, head);
        }
        return 1;
    }
    if (attest_i_relation_is(word->deprel, "csubj")) {
        apply_list(scope, "hedge", governor->lemma);
        return 0;
    }
    if (attest_i_relation_is(word->deprel, "acl") && !attest_i_relation_is(word->deprel, "acl:relcl")) {
        if (!is_purpose(scope, token)) {
            return 0;
        }
        if (apply_list(scope, "intent", governor->lemma)) {
            scope->negated ^= is_empty_noun(scope, head);
        } else {
            weaken(scope, ATTEST_MODALITY_INTENDED);
        }
        return 0;
    }
    if (attest_i_relation_is(word->deprel, "advcl")) {
        if (is_purpose(scope, token)) {
            weaken(scope, ATTEST_MODALITY_INTENDED);
        }
        return 0;
    }
    if (attest_i_relation_is(word->deprel, "conj")) {
        /* The second of two verbs shares the auxiliaries of the first unless it has its own subject or auxiliary. */
        if (attest_i_tree_child(run->tree, token, "nsubj") == ATTEST_NO_INDEX &&
            attest_i_tree_child(run->tree, token, "aux") == ATTEST_NO_INDEX &&
            !attest_i_tree_child(run->tree, token, "cop")) {
            for (uint32_t i = run->tree->child_begin[head]; i < run->tree->child_begin[head + 1]; i++) {
                const attest_token *shared = attest_i_clause_token(run, run->tree->children[i]);
                if (attest_i_relation_is(shared->deprel, "aux")) {
                    apply_list(scope, "hedge", shared->lemma);
                }
            }
        }
        return attest_i_tree_child(run->tree, token, "nsubj") == ATTEST_NO_INDEX;
    }
    return 0;
}

void attest_i_clause_scope(const attest_i_clause_run *run, uint32_t anchor, enum attest_polarity *polarity,
                           enum attest_modality *modality)
{
    struct scope scope = {run, 0, ATTEST_MODALITY_ASSERTED};
    uint32_t token = anchor;
    read_words(&scope, anchor);
    for (int level = 0; level < LEVELS_MAX && read_governor(&scope, token); level++) {
        token = attest_i_clause_token(run, token)->head;
    }
    *polarity = scope.negated ? ATTEST_NEGATED : ATTEST_AFFIRMED;
    *modality = scope.modality;
}
