/* Words and phrases that negate a clause. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "../support/repair_case.h"

Test(repair_never, an_adverb_is_not_on_an_auxiliary)
{
    repair_case_expect("never/RB/2/advmod has/VBZ/4/aux it/PRP/4/nsubj seen/VBN/0/root rain/NN/4/obj", 1, 4, "advmod");
    repair_case_expect("she/PRP/3/nsubj never/RB/3/advmod left/VBD/0/root", 2, 3, "advmod");
}

Test(repair_never, what_stands_behind_the_phrase_heads_the_clause)
{
    repair_case_expect("firm/NN/5/nsubj was=be/VBD/5/cop in/IN/5/case no/DT/5/det way/NN/0/root involved/JJ/5/acl", 6,
                       0, "root");
    repair_case_expect("firm/NN/5/nsubj was=be/VBD/5/cop in/IN/5/case no/DT/5/det way/NN/0/root involved/JJ/5/acl", 5,
                       6, "obl");
    repair_case_expect("firm/NN/5/nsubj was=be/VBD/5/cop in/IN/5/case no/DT/5/det way/NN/0/root told=tell/VBN/5/acl", 1,
                       6, "nsubj:pass");
    repair_case_expect("firm/NN/5/nsubj was=be/VBD/5/cop in/IN/5/case no/DT/5/det hurry/NN/0/root involved/JJ/5/acl", 6,
                       5, "acl");
}
