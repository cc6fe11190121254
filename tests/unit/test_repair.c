/* Repair of trees. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "language/repair.h"

#define TOKEN(form_, upos_, xpos_, head_, deprel_)                                                                     \
    {                                                                                                                  \
        .form = ATTEST_VIEW(form_), .upos = (upos_), .xpos = ATTEST_VIEW(xpos_), .head = (head_),                      \
        .deprel = ATTEST_VIEW(deprel_)                                                                                 \
    }

Test(repair, a_compound_of_a_finite_verb_is_its_subject)
{
    attest_token tokens[] = {
        TOKEN("Ships", ATTEST_UPOS_NOUN, "NNS", 1, "nsubj"), TOKEN("left", ATTEST_UPOS_VERB, "VBD", 4, "advcl"),
        TOKEN(",", ATTEST_UPOS_PUNCT, ",", 4, "punct"), TOKEN("Gazette", ATTEST_UPOS_PROPN, "NNP", 4, "compound"),
        TOKEN("reports", ATTEST_UPOS_VERB, "VBZ", ATTEST_NO_INDEX, "root")};
    attest_sentence sentence = {.tokens = tokens, .token_count = 5};
    attest_i_tree_repair(&sentence);
    cr_expect(attest_view_equal(tokens[3].deprel, ATTEST_VIEW("nsubj")));
    cr_expect(attest_view_equal(tokens[1].deprel, ATTEST_VIEW("ccomp")));
    /* Nothing more to do. */
    attest_i_tree_repair(&sentence);
    cr_expect(attest_view_equal(tokens[3].deprel, ATTEST_VIEW("nsubj")));
}

Test(repair, a_verb_with_a_subject_and_a_noun_are_left_alone)
{
    attest_token tokens[] = {
        TOKEN("Ann", ATTEST_UPOS_PROPN, "NNP", 2, "nsubj"), TOKEN("test", ATTEST_UPOS_NOUN, "NN", 2, "compound"),
        TOKEN("drives", ATTEST_UPOS_VERB, "VBZ", ATTEST_NO_INDEX, "root"),
        TOKEN("harbour", ATTEST_UPOS_NOUN, "NN", 4, "compound"), TOKEN("cranes", ATTEST_UPOS_NOUN, "NNS", 2, "obj")};
    attest_sentence sentence = {.tokens = tokens, .token_count = 5};
    attest_i_tree_repair(&sentence);
    cr_expect(attest_view_equal(tokens[1].deprel, ATTEST_VIEW("compound")));
    cr_expect(attest_view_equal(tokens[3].deprel, ATTEST_VIEW("compound")));
}

Test(repair, a_past_tense_that_governs_a_clause_without_a_subject_is_a_participle)
{
    attest_token tokens[] = {TOKEN("plans", ATTEST_UPOS_NOUN, "NNS", 1, "nsubj"),
                             TOKEN("announced", ATTEST_UPOS_VERB, "VBD", ATTEST_NO_INDEX, "root"),
                             TOKEN("Monday", ATTEST_UPOS_PROPN, "NNP", 1, "obl:unmarked"),
                             TOKEN("pleased", ATTEST_UPOS_VERB, "VBD", 1, "ccomp"),
                             TOKEN("voters", ATTEST_UPOS_NOUN, "NNS", 3, "obj"),
                             TOKEN(".", ATTEST_UPOS_PUNCT, ".", 1, "punct")};
    attest_sentence sentence = {.tokens = tokens, .token_count = 6};
    attest_i_tree_repair(&sentence);
    cr_expect(tokens[3].head == ATTEST_NO_INDEX && attest_view_equal(tokens[3].deprel, ATTEST_VIEW("root")));
    cr_expect(tokens[0].head == 3 && attest_view_equal(tokens[0].deprel, ATTEST_VIEW("nsubj")));
    cr_expect(tokens[1].head == 0 && attest_view_equal(tokens[1].deprel, ATTEST_VIEW("acl")));
    cr_expect(tokens[2].head == 1 && tokens[5].head == 3);
}

Test(repair, a_clause_with_a_subject_is_what_was_announced)
{
    attest_token tokens[] = {TOKEN("firms", ATTEST_UPOS_NOUN, "NNS", 1, "nsubj"),
                             TOKEN("announced", ATTEST_UPOS_VERB, "VBD", ATTEST_NO_INDEX, "root"),
                             TOKEN("prices", ATTEST_UPOS_NOUN, "NNS", 3, "nsubj"),
                             TOKEN("rose", ATTEST_UPOS_VERB, "VBD", 1, "ccomp")};
    attest_sentence sentence = {.tokens = tokens, .token_count = 4};
    attest_i_tree_repair(&sentence);
    cr_expect(tokens[1].head == ATTEST_NO_INDEX && tokens[3].head == 1);
}
