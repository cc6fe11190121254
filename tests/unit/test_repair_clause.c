/* Clauses and times that hang on the word next to them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "../support/repair_case.h"

Test(repair_clause, a_time_between_subject_and_verb_is_the_verbs)
{
    repair_case_expect("The/DT/2/det court/NN/5/nsubj on/IN/4/case Monday/NNP/2/nmod ruled/VBD/0/root", 4, 5, "obl");
    repair_case_expect("Bee/NNP/5/nsubj at/IN/4/case the/DT/4/det time/NN/1/nmod left/VBD/0/root", 4, 5, "obl");
    /* An event has a time of its own, and so has what is no name. */
    repair_case_expect("The/DT/2/det removal/NN/5/nsubj on/IN/4/case Monday/NNP/2/nmod failed/VBD/0/root", 4, 2,
                       "nmod");
    repair_case_expect("people/NNS/5/nsubj at/IN/4/case the/DT/4/det time/NN/1/nmod left/VBD/0/root", 4, 1, "nmod");
}

Test(repair_clause, a_participle_with_an_object_behind_after_is_a_verb)
{
    repair_case_expect(
        "it/PRP/2/nsubj broke/VBD/0/root after/IN/4/case rains/NNS/2/obl triggered/VBN/4/acl floods/NNS/5/obj", 5, 2,
        "advcl");
    repair_case_expect(
        "it/PRP/2/nsubj broke/VBD/0/root after/IN/4/case rains/NNS/2/obl triggered/VBN/4/acl floods/NNS/5/obj", 4, 5,
        "nsubj");
    repair_case_expect("it/PRP/2/nsubj was/VBD/0/root in/IN/4/case reports/NNS/2/obl titled/VBN/4/acl Bee/NNP/5/obj", 5,
                       4, "acl");
}

Test(repair_clause, what_begins_with_that_is_said_too)
{
    repair_case_expect(
        "he/PRP/2/nsubj said/VBD/0/root it/PRP/4/nsubj leaked/VBD/2/ccomp ,/,/8/punct but/CC/8/cc that/IN/8/mark "
        "held/VBD/2/conj",
        8, 4, "conj");
    repair_case_expect(
        "he/PRP/2/nsubj said/VBD/0/root it/PRP/4/nsubj leaked/VBD/2/ccomp ,/,/7/punct but/CC/7/cc left/VBD/2/conj", 7,
        2, "conj");
}

Test(repair_clause, who_did_not_elaborate_is_who_said_it)
{
    repair_case_expect(
        "he/PRP/2/nsubj said/VBD/0/root it/PRP/4/nsubj leaked/VBD/2/ccomp but/CC/8/cc did/VBD/8/aux not/RB/8/advmod "
        "elaborate/VB/4/conj",
        8, 2, "conj");
    repair_case_expect(
        "he/PRP/2/nsubj said/VBD/0/root it/PRP/4/nsubj leaked/VBD/2/ccomp but/CC/8/cc did/VBD/8/aux not/RB/8/advmod "
        "break/VB/4/conj",
        8, 4, "conj");
}

Test(repair_clause, an_inserted_clause_does_not_take_what_follows)
{
    repair_case_expect(
        "she/PRP/2/nsubj owns/VBZ/0/root it/PRP/2/obj ,/,/6/punct filings/NNS/6/nsubj show/VBP/2/parataxis ,/,/9/punct "
        "and/CC/9/cc runs/VBZ/6/conj it/PRP/9/obj",
        9, 2, "conj");
    repair_case_expect(
        "she/PRP/2/nsubj left/VBD/0/root it/PRP/2/obj ,/,/6/punct they/PRP/6/nsubj said/VBD/2/parataxis ,/,/9/punct "
        "and/CC/9/cc added/VBD/6/conj it/PRP/9/obj",
        9, 6, "conj");
}

Test(repair_clause, a_verb_has_one_object)
{
    repair_case_expect("they/PRP/2/nsubj elected/VBD/0/root her/PRP/2/obj president/NN/2/obj", 4, 2,
                       "obj"); /* "elected" is no lemma */
    repair_case_expect("they/PRP/2/nsubj elect/VBP/0/root her/PRP/2/obj president/NN/2/obj", 4, 2, "xcomp");
    repair_case_expect("they/PRP/2/nsubj buy/VBP/0/root rival/NN/2/obj Bee/NNP/2/obj", 3, 4, "nmod:desc");
    repair_case_expect("they/PRP/2/nsubj buy/VBP/0/root Bee/NNP/2/obj in/IN/5/case deal/NN/2/obl sources/NNS/2/obj", 6,
                       2, "dep");
}

Test(repair_clause, a_gerund_of_a_control_verb_is_the_verbs)
{
    repair_case_expect("they/PRP/2/nsubj accuse/VBP/0/root banks/NNS/2/obj of/IN/5/mark lying/VBG/3/acl", 5, 2,
                       "advcl");
    repair_case_expect("they/PRP/2/nsubj like/VBP/0/root ways/NNS/2/obj of/IN/5/mark lying/VBG/3/acl", 5, 3, "acl");
}

Test(repair_clause, a_word_before_a_number_is_the_second_verb)
{
    repair_case_expect(
        "it/PRP/2/nsubj killed/VBD/0/root two/CD/4/nummod men/NNS/2/obj and/CC/6/cc wounded/JJ/2/conj five/CD/8/nummod "
        "others/NNS/4/conj",
        8, 6, "obj");
}

Test(repair_clause, the_second_subject_is_an_object)
{
    repair_case_expect(
        "those/NNS/6/nsubj who/WP/3/nsubj did/VBD/1/acl:relcl this/DT/6/nsubj will/MD/6/aux pay/VB/0/root", 4, 3,
        "obj");
}

Test(repair_clause, what_is_close_to_a_noun)
{
    repair_case_expect("it/PRP/3/nsubj is/VBZ/3/cop close/JJ/0/root to/TO/5/mark collapse/VB/3/obl", 4, 5, "case");
}

Test(repair_clause, that_is_no_object)
{
    repair_case_expect("reports/NNS/0/root that/IN/5/obj dams/NNS/5/nsubj had/VBD/5/aux failed/VBN/1/acl:relcl", 5, 1,
                       "acl");
    repair_case_expect("reports/NNS/0/root that/WDT/4/obj they/PRP/4/nsubj wrote/VBD/1/acl:relcl", 4, 1, "acl:relcl");
}

Test(repair_clause, what_is_seen_doing_something_does_it)
{
    repair_case_expect("images/NNS/2/nsubj show/VBP/0/root ships/NNS/2/obj leaving/VBG/2/ccomp", 3, 4, "nsubj");
}

Test(repair_clause, a_headline_says_what_somebody_will_do)
{
    repair_case_expect("Senate/NNP/0/root to/TO/3/mark vote/VB/1/acl on/IN/5/case bill/NN/3/obl", 3, 0, "root");
    repair_case_expect("Senate/NNP/0/root to/TO/3/mark vote/VB/1/acl on/IN/5/case bill/NN/3/obl", 1, 3, "nsubj");
    repair_case_expect("place/NN/0/root to/TO/3/mark sleep/VB/1/acl", 3, 1, "acl");
    repair_case_expect("Senate/NNP/0/root to/TO/3/mark vote/VB/1/acl ././1/punct", 3, 1, "acl");
}

Test(repair_clause, an_object_behind_what_it_is_taken_for)
{
    repair_case_expect("she/PRP/2/nsubj dismissed/VBD/0/root as/IN/4/case fake/JJ/2/obl a/DT/6/det video/NN/2/obl", 6,
                       2, "obj");
    repair_case_expect(
        "she/PRP/2/nsubj dismissed/VBD/0/root as/IN/4/case nonsense/NN/2/obl a/DT/6/det report/NN/4/appos", 6, 2,
        "obj");
    repair_case_expect(
        "she/PRP/2/nsubj left/VBD/0/root as/IN/4/case chief/NN/2/obl ,/,/2/punct a/DT/7/det post/NN/4/appos", 7, 4,
        "appos");
}

Test(repair_clause, what_a_source_is_not_is_the_subject)
{
    repair_case_expect("According/VBG/3/case to/IN/1/fixed Bee/NNP/7/obl ,/,/6/punct the/DT/6/det dam/NN/3/appos "
                       "failed=fail/VBD/0/root",
                       6, 7, "nsubj");
    repair_case_expect("According/VBG/3/case to/IN/1/fixed Bee/NNP/8/obl ,/,/6/punct the/DT/6/det chief/NN/3/appos "
                       "it/PRP/8/nsubj failed=fail/VBD/0/root",
                       6, 3, "appos");
}

Test(repair_clause, what_a_claim_says_is_no_relative_clause)
{
    repair_case_expect("claims=claim/NNS/0/root that/WDT/4/obj he/PRP/4/nsubj lied=lie/VBD/1/acl:relcl", 4, 1, "acl");
    repair_case_expect("claims=claim/NNS/0/root that/WDT/4/obj he/PRP/4/nsubj made=make/VBD/1/acl:relcl", 4, 1,
                       "acl:relcl");
    repair_case_expect("boats=boat/NNS/0/root that/WDT/4/obj he/PRP/4/nsubj sank=sink/VBD/1/acl:relcl", 4, 1,
                       "acl:relcl");
}

Test(repair_clause, who_was_briefed_says_what_stands_behind)
{
    const char *tree =
        "person/NN/2/nsubj briefed/VBD/9/ccomp on/IN/4/case talks/NNS/2/obl who/WP/6/nsubj spoke/VBD/4/acl:relcl "
        "on/IN/8/case condition/NN/6/obl said/VBD/0/root it/PRP/11/nsubj failed/VBD/9/ccomp";
    repair_case_expect(tree, 1, 9, "nsubj");
    repair_case_expect(tree, 2, 1, "acl");
    repair_case_expect(tree, 6, 1, "acl:relcl");
    repair_case_expect("it/PRP/2/nsubj failed/VBD/3/ccomp said/VBD/0/root", 1, 2, "nsubj");
    tree = "person/NN/2/nsubj briefed/VBD/0/root on/IN/4/case talks/NNS/2/obl ,/,/6/punct said/VBD/2/conj "
           "it/PRP/8/nsubj failed/VBD/6/ccomp";
    repair_case_expect(tree, 1, 6, "nsubj");
    repair_case_expect(tree, 6, 0, "root");
    repair_case_expect(tree, 2, 1, "acl");
}

Test(repair_clause, a_report_behind_the_rest_stands_beside_it)
{
    repair_case_expect("it/PRP/2/nsubj failed/VBD/0/root ,/,/5/punct sources/NNS/5/nsubj added/VBD/2/conj ././2/punct",
                       5, 2, "parataxis");
    repair_case_expect("it/PRP/2/nsubj failed/VBD/0/root and/CC/5/cc sources/NNS/5/nsubj agreed/VBD/2/conj ././2/punct",
                       5, 2, "conj");
}

Test(repair_clause, what_is_shown_hangs_on_its_verb)
{
    repair_case_expect("it/PRP/2/nsubj shows/VBZ/0/root in/IN/4/case detail/NN/2/obl how/WRB/7/advmod "
                       "firms/NNS/7/nsubj pay/VBP/4/acl:relcl",
                       7, 2, "ccomp");
    repair_case_expect("it/PRP/2/nsubj shows/VBZ/0/root men/NNS/2/iobj leaving/VBG/2/xcomp", 3, 2, "obj");
}

Test(repair_clause, a_quotation_is_what_was_said_in_front_of_it)
{
    repair_case_expect("it/PRP/2/nsubj ends/VBZ/0/root with/IN/4/case footage/NN/2/obl saying/VBG/4/acl on/IN/7/case "
                       "Monday/NNP/5/obl ,/,/11/punct "
                       "``/``/11/punct I/PRP/11/nsubj won/VBD/2/parataxis",
                       11, 5, "ccomp");
}

Test(repair_clause, that_in_front_of_what_is_told_is_no_object)
{
    repair_case_expect(
        "he/PRP/2/nsubj told/VBD/0/root firms/NNS/2/iobj that/IN/6/obj it/PRP/6/nsubj closed/VBD/2/ccomp", 4, 6,
        "mark");
    repair_case_expect(
        "he/PRP/2/nsubj told/VBD/0/root firms/NNS/2/iobj that/WDT/6/obj it/PRP/6/nsubj closed/VBD/3/acl:relcl", 6, 2,
        "ccomp");
}
