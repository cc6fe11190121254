/* Phrases that hang in the wrong place, and participles behind a comma. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <string.h>

#include "language/repair.h"
#include "../support/repair_case.h"

#define FEW 4u

Test(repair_phrase, a_name_between_commas_behind_a_noun_is_that_noun)
{
    repair_case_expect(
        "Ben/NNP/9/nsubj near/IN/4/case the/DT/4/det capital/NN/1/nmod ,/,/6/punct Port/NNP/9/nsubj Bee/NNP/6/flat "
        ",/,/1/punct said/VBD/0/root",
        6, 4, "appos");
    repair_case_expect(
        "clerks/NNS/2/nsubj met/VBD/0/root the/DT/4/det mayor/NN/2/obj ,/,/6/punct Ann/NNP/2/nsubj Bee/NNP/6/flat "
        ",/,/2/punct there/RB/2/advmod",
        6, 4, "appos");
    repair_case_expect("Ann/NNP/5/nsubj ,/,/3/punct Dee/NNP/1/conj ,/,/1/punct left/VBD/0/root", 3, 1, "appos");
    /* Not with "and", and not behind a pronoun. */
    repair_case_expect("Ann/NNP/6/nsubj ,/,/3/punct Dee/NNP/1/conj ,/,/1/punct and/CC/3/cc left/VBD/0/root", 3, 1,
                       "conj");
    repair_case_expect("she/PRP/5/nsubj ,/,/3/punct Dee/NNP/5/nsubj ,/,/5/punct left/VBD/0/root", 3, 5, "nsubj");
}

Test(repair_phrase, as_before_an_adjective)
{
    repair_case_expect("it/PRP/2/nsubj described/VBN/0/root as/RB/4/advmod unsafe/JJ/2/obl", 3, 4, "case");
    repair_case_expect("it/PRP/2/nsubj ran/VBD/0/root as/RB/4/advmod fast/JJ/2/obl as/IN/6/case them/PRP/4/obl", 3, 4,
                       "advmod");
}

Test(repair_phrase, an_infinitive_behind_an_object)
{
    repair_case_expect("laws/NNS/2/nsubj allow/VBP/0/root firms/NNS/2/obj to/TO/5/mark sell/VB/3/acl coal/NN/5/obj", 5,
                       2, "xcomp");
    repair_case_expect("firms/NNS/2/nsubj need/VBP/0/root plans/NNS/2/obj to/TO/5/mark sell/VB/3/acl coal/NN/5/obj", 5,
                       3, "acl");
}

Test(repair_phrase, who_does_it_stands_behind_the_mark)
{
    repair_case_expect("deals/NNS/2/nsubj fail/VBP/0/root without/IN/5/mark Norway/NNP/2/obl paying/VBG/2/advcl", 4, 5,
                       "nsubj");
    repair_case_expect(
        "it/PRP/2/nsubj is/VBZ/0/root harder/JJ/2/xcomp for/IN/7/mark Norway/NNP/3/obl to/TO/7/mark pay/VB/2/advcl", 5,
        7, "nsubj");
}

/* The participle hangs on the noun already: nothing may hang on it in turn. */
Test(repair_phrase, no_circle)
{
    repair_case_expect("deals/NNS/2/nsubj fail/VBP/0/root without/IN/5/mark Norway/NNP/2/obl paying/VBG/4/advcl", 4, 2,
                       "obl");
}

Test(repair_phrase, an_object_has_no_preposition)
{
    repair_case_expect("a/DT/2/det convoy/NN/0/root consisting/VBG/2/acl of/IN/5/case vehicles/NNS/3/obj", 5, 3, "obl");
    repair_case_expect("they/PRP/2/nsubj saw/VBD/0/root over/IN/5/case 200/CD/5/nummod vehicles/NNS/2/obj", 5, 2,
                       "obj");
}

Test(repair_phrase, adjectives_behind_their_noun)
{
    repair_case_expect(
        "they/PRP/2/nsubj saw/VBD/0/root bases/NNS/2/obj ,/,/5/punct vital/JJ/3/amod for/IN/7/case them/PRP/5/obl", 5,
        3, "acl");
    repair_case_expect(
        "they/PRP/2/nsubj saw/VBD/0/root planes/NNS/2/obj ,/,/8/punct with/IN/8/mark their/PRP$/7/nmod:poss "
        "doors/NNS/8/nsubj open/JJ/3/amod",
        8, 2, "advcl");
}

Test(repair_phrase, a_reason_is_not_what_is_said)
{
    repair_case_expect(
        "he/PRP/2/nsubj said/VBD/0/root they/PRP/4/nsubj fly/VBP/2/ccomp because/IN/7/mark nobody/NN/7/nsubj "
        "shoots/VBZ/2/ccomp",
        7, 4, "advcl");
    repair_case_expect(
        "he/PRP/2/nsubj said/VBD/0/root they/PRP/4/nsubj fly/VBP/2/ccomp that/IN/7/mark nobody/NN/7/nsubj "
        "shoots/VBZ/2/ccomp",
        7, 2, "ccomp");
}

Test(repair_phrase, participles_behind_a_comma)
{
    repair_case_expect(
        "images/NNS/2/nsubj showed/VBD/0/root ships/NNS/2/obj ,/,/5/punct anchored/VBD/2/conj off/IN/7/case "
        "Port/NNP/5/obl",
        5, 3, "acl");
    repair_case_expect(
        "images/NNS/2/nsubj showed/VBD/0/root ships/NNS/2/obj ,/,/6/punct and/CC/6/cc anchored/VBD/2/conj", 6, 2,
        "conj");
    repair_case_expect(
        "ships/NNS/0/root leaving/VBG/1/acl Port/NNP/2/obj ,/,/5/punct flying/VBG/2/advcl flags/NNS/5/obj", 5, 1,
        "acl");
    repair_case_expect(
        "it/PRP/2/nsubj showed/VBD/0/root planes/NNS/2/obj with/IN/7/mark their/PRP$/6/nmod:poss doors/NNS/7/nsubj "
        "open/JJ/2/advcl ,/,/9/punct "
        "preparing/VBG/7/advcl",
        9, 3, "acl");
}

static uint32_t random_below(uint32_t *state, uint32_t limit)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % limit;
}

/* Any tree at all, with words and labels that repairs ask for, is still a tree with one root. Each has only a few words and labels, so that conditions are met often. */
Test(repair_phrase, trees_stay_trees)
{
    static const char *const forms[] = {
        ",",  "to",        "as",   "without", "by",  "that",  "Bee",     "plan",      "their",    "no",   "longer",
        "-",  "according", "said", "both",    "at",  "least", "up",      "of",        "some",     "who",  "whose",
        "\"", "(",         ")",    "“",       "”",   "if",    "because", "candidate", "category", "5",    "Monday",
        "on", "after",     "but",  "did",     "not", "say",   "find",    "accuse",    "show",     "elect"};
    static const char *const tags[] = {"NN",   "NNP", "VBG",   "VBD",   "VBN", "JJ",  "IN", ",",
                                       "PRP$", "CD",  "NNS",   "TO",    "DT",  "VB",  "RB", "WP",
                                       "``",   "''",  "-LRB-", "-RRB-", "VBZ", "VBP", "MD", "CC"};
    static const char *const labels[] = {"nsubj",     "obj",        "obl",          "conj",   "appos",     "acl",
                                         "advcl",     "ccomp",      "xcomp",        "mark",   "case",      "punct",
                                         "amod",      "flat",       "nmod:poss",    "nummod", "compound",  "nsubj:pass",
                                         "aux:pass",  "advmod",     "acl:relcl",    "cc",     "det",       "fixed",
                                         "obl:agent", "dislocated", "compound:prt", "nmod",   "parataxis", "aux"};
    uint32_t state = 1;
    for (int run = 0; run < 400000; run++) {
        attest_token tokens[12];
        memset(tokens, 0, sizeof tokens);
        uint32_t count = 3 + random_below(&state, 10);
        const char *words[FEW], *kinds[FEW], *relations[FEW];
        for (uint32_t i = 0; i < FEW; i++) {
            words[i] = forms[random_below(&state, sizeof forms / sizeof forms[0])];
            kinds[i] = tags[random_below(&state, sizeof tags / sizeof tags[0])];
            relations[i] = labels[random_below(&state, sizeof labels / sizeof labels[0])];
        }
        uint32_t order[12]; /* every token hangs on one that comes earlier in this order */
        for (uint32_t i = 0; i < count; i++) {
            uint32_t other = random_below(&state, i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        for (uint32_t i = 0; i < count; i++) {
            attest_token *token = &tokens[order[i]];
            token->form = token->lemma = attest_view_of(words[random_below(&state, FEW)]);
            const char *tag = kinds[random_below(&state, FEW)];
            token->xpos = attest_view_of(tag);
            token->upos = repair_case_upos(tag);
            token->head = i ? order[random_below(&state, i)] : ATTEST_NO_INDEX;
            token->deprel = attest_view_of(i ? relations[random_below(&state, FEW)] : "root");
            token->space_after = (uint8_t)random_below(&state, 2);
        }
        attest_sentence sentence = {.tokens = tokens, .token_count = count};
        attest_i_tree_repair(&sentence);
        uint32_t roots = 0;
        for (uint32_t i = 0; i < count; i++) {
            uint32_t steps = 0;
            for (uint32_t at = i; at != ATTEST_NO_INDEX && steps <= count; at = tokens[at].head) {
                steps++;
            }
            cr_assert_leq(steps, count, "run %d: a cycle above token %u", run, i);
            roots += tokens[i].head == ATTEST_NO_INDEX;
        }
        cr_assert_eq(roots, 1, "run %d", run);
    }
}
