/* Participles that were read as verbs in the past. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "../support/repair_case.h"

Test(repair_passive, who_is_charged_with_something)
{
    repair_case_expect("men/NNS/2/nsubj charged=charge/VBD/0/root with/IN/4/case fraud/NN/2/obl ././2/punct", 1, 2,
                       "nsubj:pass");
    repair_case_expect("police/NNS/2/nsubj charged=charge/VBD/0/root him/PRP/2/obj with/IN/5/case fraud/NN/2/obl", 1, 2,
                       "nsubj");
}

Test(repair_passive, who_is_ordered_to_do_something)
{
    repair_case_expect("troops/NNS/2/nsubj ordered=order/VBD/0/root to/TO/4/mark leave/VB/2/xcomp ././2/punct", 1, 2,
                       "nsubj:pass");
    repair_case_expect("they/PRP/2/nsubj ordered=order/VBD/0/root us/PRP/2/obj to/TO/5/mark leave/VB/2/xcomp", 1, 2,
                       "nsubj");
    repair_case_expect("they/PRP/3/nsubj had/VBD/3/aux ordered=order/VBN/0/root to/TO/5/mark leave/VB/3/xcomp", 1, 3,
                       "nsubj");
}

Test(repair_passive, who_is_found_to_be_something)
{
    repair_case_expect("man/NN/2/nsubj found=find/VBD/0/root dead/JJ/2/xcomp", 1, 2, "nsubj:pass");
    repair_case_expect("man/NN/2/nsubj found=find/VBD/0/root it/PRP/2/obj dead/JJ/2/xcomp", 1, 2, "nsubj");
}

Test(repair_passive, a_fine_of_nobody_else)
{
    repair_case_expect("firm/NN/2/nsubj fined=fine/VBD/0/root 3/CD/4/nummod euros=euro/NNS/2/obj ././2/punct", 1, 2,
                       "nsubj:pass");
    repair_case_expect("court/NN/2/nsubj fined=fine/VBD/0/root 3/CD/4/nummod firms=firm/NNS/2/obj ././2/punct", 1, 2,
                       "nsubj");
}

Test(repair_passive, what_is_past_in_a_headline)
{
    repair_case_expect("Firm/NN/2/nsubj sued=sue/VBD/0/root over/IN/4/case leak/NN/2/obl", 1, 2, "nsubj:pass");
    repair_case_expect("Bee/NNP/2/nsubj named=name/VBD/0/root chief/NN/2/obj", 1, 2, "nsubj:pass");
    repair_case_expect("Prices/NNS/2/nsubj rose=rise/VBD/0/root sharply/RB/2/advmod", 1, 2, "nsubj");
    /* Sentences and clauses with articles or pronouns are none. */
    repair_case_expect("Bee/NNP/2/nsubj sued=sue/VBD/0/root over/IN/4/case leak/NN/2/obl ,/,/2/punct", 1, 2, "nsubj");
    repair_case_expect("Bee/NNP/2/nsubj sued=sue/VBD/0/root over/IN/5/case the/DT/5/det leak/NN/2/obl", 1, 2, "nsubj");
    repair_case_expect("she/PRP/2/nsubj sued=sue/VBD/0/root over/IN/4/case leak/NN/2/obl", 1, 2, "nsubj");
}
