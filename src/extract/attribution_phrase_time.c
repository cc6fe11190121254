/* Attribution: a time that stands between a subject and its verb. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/attribution.h"

/* Item at which a time that ends before `end` begins: "the ministry on Saturday", "officials late last week"; `end`: there is none. */
uint32_t attest_i_phrase_time_begin(const attest_i_page *page, uint32_t begin, uint32_t end)
{
    static const char *const before[] = {"on", "in", "this", "last", "late", "earlier", "early", "just"};
    uint32_t found = end;
    for (uint32_t i = end;
         i > begin + 1 && attest_i_item_is(page, i - 1, ATTEST_I_WORD(TIME) | ATTEST_I_WORD(TIME_NAME));) {
        i--;
        for (int more = 1; more && i > begin + 1;) {
            more = 0;
            for (size_t k = 0; k < sizeof before / sizeof before[0]; k++) {
                more |= attest_i_item_spells(page, i - 1, before[k]);
            }
            i -= more ? 1U : 0U;
            found = more ? i : found;
        }
    }
    return found;
}

/* "A report released last year": the time belongs to what was done then. */
int attest_i_phrase_has_participle(const attest_i_page *page, const attest_i_phrase *phrase)
{
    for (uint32_t i = phrase->begin; i < phrase->end; i++) {
        attest_view word = attest_i_item_view(page, i);
        if (page->items[i].kind == ATTEST_I_ITEM_WORD && page->items[i].shape == ATTEST_I_SHAPE_LOWER &&
            word.size > 3 && memcmp(word.data + word.size - 2, "ed", 2) == 0) {
            return 1;
        }
    }
    return 0;
}

void attest_i_phrase_leave_time(const attest_i_page *page, attest_i_phrase *phrase)
{
    uint32_t time = attest_i_phrase_time_begin(page, phrase->begin, phrase->end);
    attest_i_phrase without = *phrase;
    without.end = time;
    if (time < phrase->end && !attest_i_phrase_has_participle(page, &without)) {
        *phrase = without;
    }
}

void attest_i_phrase_leave_lead(const attest_i_page *page, attest_i_phrase *phrase)
{
    static const char *const pointing[] = {"last", "this", "next"};
    uint32_t who = phrase->begin + 2;
    int points = 0;
    for (size_t i = 0; i < sizeof pointing / sizeof pointing[0]; i++) {
        points |= attest_i_item_spells(page, phrase->begin, pointing[i]);
    }
    if (points && who < phrase->end && attest_i_item_is(page, who - 1, ATTEST_I_WORD(TIME)) &&
        !page->items[who - 1].genitive &&
        (attest_i_item_is_name(page, who) ||
         attest_i_item_is(page, who, ATTEST_I_WORD(DETERMINER) | ATTEST_I_WORD(PEOPLE) | ATTEST_I_WORD(ROLE)))) {
        phrase->begin = who;
        phrase->outer_begin = who;
    }
}
