/* What an article adds to the words of somebody else. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/aside.h"

/* Longest way from a word up to the verb. */
#define DEPTH_MAX 64

static int is_kind(const attest_ruleset *rules, attest_view lemma, const char *kind)
{
    attest_view field;
    return attest_i_ruleset_list_value(rules, ATTEST_VIEW("denial"), lemma, 1, &field) == ATTEST_OK &&
           attest_view_equal(field, attest_view_of(kind));
}

static int is_below(const attest_i_tree *tree, uint32_t token, uint32_t above)
{
    for (int depth = 0; depth < DEPTH_MAX && token != ATTEST_NO_INDEX; depth++) {
        if (token == above) {
            return 1;
        }
        token = tree->sentence.tokens[token].head;
    }
    return 0;
}

uint32_t attest_i_aside_begin(const attest_ruleset *rules, const attest_i_tree *tree, uint32_t verb)
{
    const attest_token *tokens = tree->sentence.tokens;
    uint32_t subject = attest_i_tree_child(tree, verb, "nsubj");
    uint32_t claim = tokens[verb].head;
    if (!attest_i_relation_is(tokens[verb].deprel, "acl:relcl") || !is_kind(rules, tokens[verb].lemma, "verb") ||
        subject == ATTEST_NO_INDEX || subject > verb || claim == ATTEST_NO_INDEX || claim > subject) {
        return ATTEST_NO_INDEX;
    }
    uint32_t which = attest_i_tree_child(tree, verb, "obj");
    uint32_t begin = attest_i_tree_first(tree, claim);
    if (which != ATTEST_NO_INDEX && which < subject && attest_view_equal(tokens[which].lemma, ATTEST_VIEW("which"))) {
        begin = which;
    } else if (!is_kind(rules, tokens[claim].lemma, "noun")) {
        return ATTEST_NO_INDEX;
    }
    while (begin < claim && tokens[begin].upos == ATTEST_UPOS_PUNCT) { /* a comma that the tree puts into the phrase */
        begin++;
    }
    if (begin == 0 || !attest_view_equal(tokens[begin - 1].form, ATTEST_VIEW(","))) {
        return ATTEST_NO_INDEX;
    }
    for (uint32_t i = verb + 1; i < tree->sentence.token_count; i++) {
        if (tokens[i].upos != ATTEST_UPOS_PUNCT && !is_below(tree, i, verb)) {
            return ATTEST_NO_INDEX;
        }
    }
    return begin;
}

int attest_i_aside_is_noun(const attest_ruleset *rules, const attest_i_tree *tree, uint32_t noun)
{
    uint32_t verb = attest_i_tree_child(tree, noun, "acl:relcl");
    return verb != ATTEST_NO_INDEX && is_kind(rules, tree->sentence.tokens[noun].lemma, "noun") &&
           attest_i_aside_begin(rules, tree, verb) != ATTEST_NO_INDEX;
}
