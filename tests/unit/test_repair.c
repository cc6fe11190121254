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

Test(repair, of_two_contents_the_first_with_if_is_a_condition)
{
    attest_token tokens[] = {TOKEN("If", ATTEST_UPOS_SCONJ, "IN", 2, "mark"),
                             TOKEN("they", ATTEST_UPOS_PRON, "PRP", 2, "nsubj"),
                             TOKEN("pay", ATTEST_UPOS_VERB, "VBP", 7, "ccomp"),
                             TOKEN("we", ATTEST_UPOS_PRON, "PRP", 4, "nsubj"),
                             TOKEN("open", ATTEST_UPOS_VERB, "VBP", 7, "ccomp"),
                             TOKEN(",", ATTEST_UPOS_PUNCT, ",", 7, "punct"),
                             TOKEN("clerks", ATTEST_UPOS_NOUN, "NNS", 7, "nsubj"),
                             TOKEN("said", ATTEST_UPOS_VERB, "VBD", ATTEST_NO_INDEX, "root")};
    attest_sentence sentence = {.tokens = tokens, .token_count = 8};
    tokens[0].lemma = ATTEST_VIEW("that");
    attest_i_tree_repair(&sentence);
    cr_expect(tokens[2].head == 7 && attest_view_equal(tokens[2].deprel, ATTEST_VIEW("ccomp")));
    tokens[0].lemma = ATTEST_VIEW("if");
    attest_i_tree_repair(&sentence);
    cr_expect(tokens[2].head == 4 && attest_view_equal(tokens[2].deprel, ATTEST_VIEW("advcl")));
    cr_expect(tokens[4].head == 7 && attest_view_equal(tokens[4].deprel, ATTEST_VIEW("ccomp")));
}

Test(repair, an_apposition_in_front_of_a_verb_without_a_subject_is_the_subject)
{
    attest_token tokens[] = {TOKEN("Troops", ATTEST_UPOS_NOUN, "NNS", 1, "nsubj"),
                             TOKEN("left", ATTEST_UPOS_VERB, "VBD", 8, "ccomp"),
                             TOKEN("Norway", ATTEST_UPOS_PROPN, "NNP", 1, "obj"),
                             TOKEN(",", ATTEST_UPOS_PUNCT, ",", 4, "punct"),
                             TOKEN("minister", ATTEST_UPOS_NOUN, "NN", 2, "appos"),
                             TOKEN(",", ATTEST_UPOS_PUNCT, ",", 6, "punct"),
                             TOKEN("Bee", ATTEST_UPOS_PROPN, "NNP", 4, "appos"),
                             TOKEN(",", ATTEST_UPOS_PUNCT, ",", 4, "punct"),
                             TOKEN("argued", ATTEST_UPOS_VERB, "VBD", ATTEST_NO_INDEX, "root")};
    attest_sentence sentence = {.tokens = tokens, .token_count = 9};
    attest_i_tree_repair(&sentence);
    cr_expect(tokens[4].head == 8 && attest_view_equal(tokens[4].deprel, ATTEST_VIEW("nsubj")));
    cr_expect(tokens[6].head == 4 && attest_view_equal(tokens[6].deprel, ATTEST_VIEW("appos")));
    /* A verb with a subject keeps it. */
    tokens[4] = (attest_token)TOKEN("minister", ATTEST_UPOS_NOUN, "NN", 2, "appos");
    tokens[5] = (attest_token)TOKEN("she", ATTEST_UPOS_PRON, "PRP", 8, "nsubj");
    attest_i_tree_repair(&sentence);
    cr_expect(tokens[4].head == 2);
}

Test(repair, having_is_no_finite_verb)
{
    attest_token tokens[] = {TOKEN("minister", ATTEST_UPOS_NOUN, "NN", 3, "nsubj"),
                             TOKEN("denied", ATTEST_UPOS_VERB, "VBN", 0, "acl"),
                             TOKEN("having", ATTEST_UPOS_AUX, "VBG", 3, "aux"),
                             TOKEN("met", ATTEST_UPOS_VERB, "VBN", ATTEST_NO_INDEX, "root"),
                             TOKEN("clerks", ATTEST_UPOS_NOUN, "NNS", 3, "obj"),
                             TOKEN("and", ATTEST_UPOS_CCONJ, "CC", 6, "cc"),
                             TOKEN("left", ATTEST_UPOS_VERB, "VBD", 3, "conj"),
                             TOKEN(".", ATTEST_UPOS_PUNCT, ".", 3, "punct")};
    attest_sentence sentence = {.tokens = tokens, .token_count = 8};
    attest_i_tree_repair(&sentence);
    cr_expect(tokens[1].head == ATTEST_NO_INDEX && attest_view_equal(tokens[1].deprel, ATTEST_VIEW("root")));
    cr_expect(tokens[0].head == 1 && tokens[6].head == 1 && tokens[7].head == 1);
    cr_expect(tokens[3].head == 1 && attest_view_equal(tokens[3].deprel, ATTEST_VIEW("xcomp")));
    cr_expect(tokens[2].head == 3 && tokens[4].head == 3);
}

Test(repair, a_source_behind_a_comma_is_that_of_the_clause)
{
    attest_token tokens[] = {TOKEN("Ports", ATTEST_UPOS_NOUN, "NNS", 1, "nsubj"),
                             TOKEN("closed", ATTEST_UPOS_VERB, "VBD", ATTEST_NO_INDEX, "root"),
                             TOKEN("after", ATTEST_UPOS_ADP, "IN", 3, "case"),
                             TOKEN("storms", ATTEST_UPOS_NOUN, "NNS", 1, "obl"),
                             TOKEN(",", ATTEST_UPOS_PUNCT, ",", 7, "punct"),
                             TOKEN("according", ATTEST_UPOS_VERB, "VBG", 7, "case"),
                             TOKEN("to", ATTEST_UPOS_ADP, "IN", 5, "fixed"),
                             TOKEN("clerks", ATTEST_UPOS_NOUN, "NNS", 3, "nmod")};
    attest_sentence sentence = {.tokens = tokens, .token_count = 8};
    attest_i_tree_repair(&sentence);
    cr_expect(tokens[7].head == 1 && attest_view_equal(tokens[7].deprel, ATTEST_VIEW("obl")));
    tokens[7].head = 3;
    tokens[7].deprel = ATTEST_VIEW("nmod");
    tokens[4].form = ATTEST_VIEW("-");
    attest_i_tree_repair(&sentence);
    cr_expect(tokens[7].head == 3);
}

Test(repair, who_did_what_is_passive_is_its_agent)
{
    attest_token tokens[] = {TOKEN("Clerks", ATTEST_UPOS_NOUN, "NNS", 2, "nsubj:pass"),
                             TOKEN("were", ATTEST_UPOS_AUX, "VBD", 2, "aux:pass"),
                             TOKEN("offered", ATTEST_UPOS_VERB, "VBN", ATTEST_NO_INDEX, "root"),
                             TOKEN("jobs", ATTEST_UPOS_NOUN, "NNS", 2, "obj"),
                             TOKEN("by", ATTEST_UPOS_ADP, "IN", 5, "case"),
                             TOKEN("firms", ATTEST_UPOS_NOUN, "NNS", 3, "nmod")};
    attest_sentence sentence = {.tokens = tokens, .token_count = 6};
    attest_i_tree_repair(&sentence);
    cr_expect(tokens[5].head == 2 && attest_view_equal(tokens[5].deprel, ATTEST_VIEW("obl:agent")));
    /* "They were cited in reports by firms": those who wrote them. */
    tokens[3].deprel = ATTEST_VIEW("obl");
    tokens[5].head = 3;
    tokens[5].deprel = ATTEST_VIEW("nmod");
    attest_i_tree_repair(&sentence);
    cr_expect(tokens[5].head == 3);
}

/* Repair, and the head of a token after it. */
static uint32_t head_after(attest_token *tokens, uint32_t count, uint32_t token)
{
    attest_sentence sentence = {.tokens = tokens, .token_count = count};
    attest_i_tree_repair(&sentence);
    return tokens[token].head;
}

Test(repair, of_two_subjects_one_is_an_office)
{
    attest_token tokens[] = {TOKEN("candidate", ATTEST_UPOS_NOUN, "NN", 3, "nsubj"),
                             TOKEN("Ann", ATTEST_UPOS_PROPN, "NNP", 3, "nsubj"),
                             TOKEN("Bee", ATTEST_UPOS_PROPN, "NNP", 1, "flat"),
                             TOKEN("won", ATTEST_UPOS_VERB, "VBD", ATTEST_NO_INDEX, "root")};
    tokens[0].lemma = tokens[0].form;
    cr_expect_eq(head_after(tokens, 4, 0), 1);
    cr_expect(attest_view_equal(tokens[0].deprel, ATTEST_VIEW("nmod:desc")));
    /* "The lawyers Ann Bee met" are others: the word is none that stands before names. */
    tokens[0] = (attest_token)TOKEN("songs", ATTEST_UPOS_NOUN, "NNS", 3, "nsubj");
    tokens[0].lemma = ATTEST_VIEW("song");
    cr_expect_eq(head_after(tokens, 4, 0), 3);
}

Test(repair, of_two_subjects_one_is_that_of_the_content)
{
    attest_token behind[] = {
        TOKEN("Ports", ATTEST_UPOS_NOUN, "NNS", 4, "nsubj"), TOKEN("closed", ATTEST_UPOS_VERB, "VBD", 4, "ccomp"),
        TOKEN(",", ATTEST_UPOS_PUNCT, ",", 4, "punct"), TOKEN("clerks", ATTEST_UPOS_NOUN, "NNS", 4, "nsubj"),
        TOKEN("said", ATTEST_UPOS_VERB, "VBD", ATTEST_NO_INDEX, "root")};
    cr_expect_eq(head_after(behind, 5, 0), 1);
    cr_expect_eq(behind[3].head, 4);
    attest_token before[] = {TOKEN("Clerks", ATTEST_UPOS_NOUN, "NNS", 1, "nsubj"),
                             TOKEN("said", ATTEST_UPOS_VERB, "VBD", ATTEST_NO_INDEX, "root"),
                             TOKEN("ports", ATTEST_UPOS_NOUN, "NNS", 1, "nsubj"),
                             TOKEN("closed", ATTEST_UPOS_VERB, "VBD", 1, "ccomp")};
    cr_expect_eq(head_after(before, 4, 2), 3);
    cr_expect_eq(before[0].head, 1);
}

Test(repair, what_stands_before_the_sentence_is_no_subject)
{
    attest_token tokens[] = {TOKEN("Lawyer", ATTEST_UPOS_NOUN, "NN", 3, "nsubj"),
                             TOKEN(",", ATTEST_UPOS_PUNCT, ",", 3, "punct"),
                             TOKEN("she", ATTEST_UPOS_PRON, "PRP", 3, "nsubj"),
                             TOKEN("knew", ATTEST_UPOS_VERB, "VBD", ATTEST_NO_INDEX, "root")};
    cr_expect_eq(head_after(tokens, 4, 0), 3);
    cr_expect(attest_view_equal(tokens[0].deprel, ATTEST_VIEW("dislocated")));
    cr_expect(attest_view_equal(tokens[2].deprel, ATTEST_VIEW("nsubj")));
}

Test(repair, a_clause_with_whose_is_not_the_sentence)
{
    attest_token tokens[] = {TOKEN("Dee", ATTEST_UPOS_PROPN, "NNP", 4, "nsubj"),
                             TOKEN(",", ATTEST_UPOS_PUNCT, ",", 4, "punct"),
                             TOKEN("whose", ATTEST_UPOS_PRON, "WP$", 3, "nmod:poss"),
                             TOKEN("songs", ATTEST_UPOS_NOUN, "NNS", 4, "nsubj"),
                             TOKEN("failed", ATTEST_UPOS_VERB, "VBD", ATTEST_NO_INDEX, "root"),
                             TOKEN(",", ATTEST_UPOS_PUNCT, ",", 6, "punct"),
                             TOKEN("left", ATTEST_UPOS_VERB, "VBD", 4, "conj"),
                             TOKEN(".", ATTEST_UPOS_PUNCT, ".", 4, "punct")};
    cr_expect_eq(head_after(tokens, 8, 0), 6);
    cr_expect_eq(tokens[6].head, ATTEST_NO_INDEX);
    cr_expect(tokens[4].head == 0 && attest_view_equal(tokens[4].deprel, ATTEST_VIEW("acl:relcl")));
    cr_expect(tokens[3].head == 4 && tokens[7].head == 6);
}

Test(repair, who_says_it_is_the_apposition)
{
    attest_token tokens[] = {TOKEN("We", ATTEST_UPOS_PRON, "PRP", 1, "nsubj"),
                             TOKEN("met", ATTEST_UPOS_VERB, "VBD", ATTEST_NO_INDEX, "root"),
                             TOKEN("Dee", ATTEST_UPOS_PROPN, "NNP", 1, "obj"),
                             TOKEN(",", ATTEST_UPOS_PUNCT, ",", 5, "punct"),
                             TOKEN("now", ATTEST_UPOS_ADV, "RB", 5, "advmod"),
                             TOKEN("mayor", ATTEST_UPOS_NOUN, "NN", 8, "nsubj"),
                             TOKEN(",", ATTEST_UPOS_PUNCT, ",", 5, "punct"),
                             TOKEN("who", ATTEST_UPOS_PRON, "WP", 8, "nsubj"),
                             TOKEN("agreed", ATTEST_UPOS_VERB, "VBD", 1, "advcl")};
    cr_expect_eq(head_after(tokens, 9, 5), 2);
    cr_expect(attest_view_equal(tokens[5].deprel, ATTEST_VIEW("appos")));
    cr_expect(tokens[8].head == 5 && attest_view_equal(tokens[8].deprel, ATTEST_VIEW("acl:relcl")));
}

Test(repair, who_led_is_no_subject)
{
    attest_token tokens[] = {
        TOKEN("States", ATTEST_UPOS_NOUN, "NNS", 4, "nsubj"), TOKEN("led", ATTEST_UPOS_VERB, "VBN", 0, "acl"),
        TOKEN("by", ATTEST_UPOS_ADP, "IN", 3, "case"), TOKEN("firms", ATTEST_UPOS_NOUN, "NNS", 4, "nsubj"),
        TOKEN("sued", ATTEST_UPOS_VERB, "VBD", ATTEST_NO_INDEX, "root")};
    cr_expect_eq(head_after(tokens, 5, 3), 1);
    cr_expect(attest_view_equal(tokens[3].deprel, ATTEST_VIEW("obl:agent")));
}

Test(repair, a_name_behind_a_role_is_the_head)
{
    attest_token tokens[] = {
        TOKEN("candidate", ATTEST_UPOS_NOUN, "NN", 4, "nsubj"), TOKEN("Ann", ATTEST_UPOS_PROPN, "NNP", 0, "appos"),
        TOKEN("Bee", ATTEST_UPOS_PROPN, "NNP", 1, "flat"), TOKEN(",", ATTEST_UPOS_PUNCT, ",", 0, "punct"),
        TOKEN("won", ATTEST_UPOS_VERB, "VBD", ATTEST_NO_INDEX, "root")};
    tokens[0].lemma = tokens[0].form;
    cr_expect_eq(head_after(tokens, 5, 1), 4);
    cr_expect(attest_view_equal(tokens[1].deprel, ATTEST_VIEW("nsubj")));
    cr_expect(tokens[0].head == 1 && attest_view_equal(tokens[0].deprel, ATTEST_VIEW("nmod:desc")) &&
              tokens[3].head == 1);
}

Test(repair, both_brackets_hang_on_what_they_enclose)
{
    attest_token tokens[] = {TOKEN("Ann", ATTEST_UPOS_PROPN, "NNP", 5, "nsubj"),
                             TOKEN("(", ATTEST_UPOS_PUNCT, "-LRB-", 0, "punct"),
                             TOKEN("a", ATTEST_UPOS_DET, "DT", 3, "det"),
                             TOKEN("clerk", ATTEST_UPOS_NOUN, "NN", 0, "appos"),
                             TOKEN(")", ATTEST_UPOS_PUNCT, "-RRB-", 3, "punct"),
                             TOKEN("left", ATTEST_UPOS_VERB, "VBD", ATTEST_NO_INDEX, "root")};
    cr_expect_eq(head_after(tokens, 6, 1), 3);
    cr_expect_eq(tokens[4].head, 3);
    /* Two phrases in one pair of brackets: what the network says stands. */
    tokens[1].head = 0;
    tokens[2].head = 5;
    cr_expect_eq(head_after(tokens, 6, 1), 0);
}

Test(repair, a_spokesman_is_no_group)
{
    attest_token tokens[] = {TOKEN("spokesman", ATTEST_UPOS_NOUN, "NN", 5, "nsubj"),
                             TOKEN("for", ATTEST_UPOS_ADP, "IN", 2, "case"),
                             TOKEN("Verdan", ATTEST_UPOS_PROPN, "NNP", 0, "nmod"),
                             TOKEN(",", ATTEST_UPOS_PUNCT, ",", 4, "punct"),
                             TOKEN("group", ATTEST_UPOS_NOUN, "NN", 0, "appos"),
                             TOKEN("left", ATTEST_UPOS_VERB, "VBD", ATTEST_NO_INDEX, "root")};
    tokens[0].lemma = tokens[0].form;
    tokens[4].lemma = tokens[4].form;
    cr_expect_eq(head_after(tokens, 6, 4), 2);
    /* A lawyer may be. */
    tokens[4].head = 0;
    tokens[4].lemma = ATTEST_VIEW("lawyer");
    cr_expect_eq(head_after(tokens, 6, 4), 0);
}

Test(repair, at_least_is_no_place)
{
    attest_token tokens[] = {TOKEN("Pictures", ATTEST_UPOS_NOUN, "NNS", 1, "nsubj"),
                             TOKEN("show", ATTEST_UPOS_VERB, "VBP", ATTEST_NO_INDEX, "root"),
                             TOKEN("at", ATTEST_UPOS_ADP, "IN", 5, "case"),
                             TOKEN("least", ATTEST_UPOS_ADJ, "JJS", 4, "nmod"),
                             TOKEN("three", ATTEST_UPOS_NUM, "CD", 5, "nummod"),
                             TOKEN("ships", ATTEST_UPOS_NOUN, "NNS", 1, "obl")};
    tokens[2].lemma = tokens[2].form;
    tokens[5].lemma = ATTEST_VIEW("ship");
    cr_expect_eq(head_after(tokens, 6, 2), 3);
    cr_expect(attest_view_equal(tokens[5].deprel, ATTEST_VIEW("obj")));
    tokens[2].head = 5;
    tokens[5].deprel = ATTEST_VIEW("obl");
    tokens[5].lemma = ATTEST_VIEW("hour");
    cr_expect_eq(head_after(tokens, 6, 2), 3);
    cr_expect(attest_view_equal(tokens[5].deprel, ATTEST_VIEW("obl:unmarked")));
}
