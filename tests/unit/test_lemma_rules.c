/* Lemmas by rule. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "language/lemma_rules.h"

static void expect_lemma(attest_i_arena *arena, const char *form, const char *tag, const char *guess, const char *lemma)
{
    attest_token token = {.form = attest_view_of(form), .xpos = attest_view_of(tag), .lemma = attest_view_of(guess)};
    token.upos = tag[0] == '\'' || tag[0] == ':' ? ATTEST_UPOS_PUNCT : ATTEST_UPOS_X;
    attest_sentence sentence = {.tokens = &token, .token_count = 1};
    cr_assert_eq(attest_i_lemma_correct(&sentence, arena), ATTEST_OK);
    cr_expect(attest_view_equal(token.lemma, attest_view_of(lemma)), "%s %s: %.*s instead of %s", form, tag,
              (int)token.lemma.size, token.lemma.data, lemma);
}

Test(lemma_rules, words)
{
    static const char *const cases[][4] = {
        {"told", "VBD", "toy", "tell"},
        {"Wrote", "VBD", "x", "write"},
        {"nominated", "VBN", "x", "nominate"},
        {"hopped", "VBD", "x", "hop"},
        {"hoped", "VBD", "x", "hope"},
        {"visited", "VBD", "x", "visit"},
        {"preferring", "VBG", "x", "prefer"},
        {"controlled", "VBN", "x", "control"},
        {"denies", "VBZ", "x", "deny"},
        {"co-founded", "VBD", "x", "co-found"},
        {"re-elected", "VBN", "x", "re-elect"},
        {"going", "VBG", "x", "go"},
        {"are", "VBP", "x", "be"},
        {"'s", "VBZ", "have", "have"},
        {"\xE2\x80\x99re", "VBP", "x", "be"},
        {"need", "VB", "x", "need"},
        {"Bring", "VB", "x", "bring"},
        {"ca", "MD", "x", "can"},
        {"women", "NNS", "x", "woman"},
        {"countries", "NNS", "x", "country"},
        {"buses", "NNS", "x", "bus"},
        {"houses", "NNS", "x", "house"},
        {"wolves", "NNS", "x", "wolf"},
        {"troops", "NNS", "x", "troops"},
        {"1990s", "NNS", "x", "1990s"},
        {"Kurds", "NNPS", "x", "Kurd"},
        {"Netherlands", "NNPS", "x", "Netherlands"},
        {"largest", "JJS", "good", "large"},
        {"biggest", "JJS", "x", "big"},
        {"happier", "JJR", "x", "happy"},
        {"worse", "JJR", "x", "bad"},
        {"better", "RBR", "x", "well"},
        {"n't", "RB", "x", "not"},
        {"12,500", "CD", "x", "12500"},
        {"Paris", "NNP", "pari", "Paris"},
        {"IAEA", "NNP", "IAEA", "IAEA"},
        {"Talks", "NNS", "x", "talk"},
        {"Them", "PRP", "x", "they"},
        {"\xE2\x80\x9D", "''", "x", "\""},
        {"http://a.example/B", "ADD", "x", "http://a.example/B"},
        {"na\xC3\xAFve", "JJ", "na\xC3\xAFve", "na\xC3\xAFve"},
    };
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_lemma(&arena, cases[i][0], cases[i][1], cases[i][2], cases[i][3]);
    }
    attest_i_arena_clear(&arena);
}

/* Any bytes may be tagged anything. */
Test(lemma_rules, odd_forms)
{
    static const char *const forms[] = {
        "",   "s",   "es",  "ed",  "ing",
        "er", "est", "men", "-",   "--",
        "-s", "'",   "ies", "ied", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaed"};
    static const char *const tags[] = {"VBD", "VBZ", "VBG", "NNS", "NNPS", "JJR", "RBS", "CD", "NN", ""};
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    for (size_t f = 0; f < sizeof forms / sizeof forms[0]; f++) {
        for (size_t t = 0; t < sizeof tags / sizeof tags[0]; t++) {
            attest_token token = {
                .form = attest_view_of(forms[f]), .xpos = attest_view_of(tags[t]), .lemma = ATTEST_VIEW("guess")};
            attest_sentence sentence = {.tokens = &token, .token_count = 1};
            cr_assert_eq(attest_i_lemma_correct(&sentence, &arena), ATTEST_OK);
            cr_expect_gt(token.lemma.size, 0, "%s %s", forms[f], tags[t]);
        }
    }
    attest_i_arena_clear(&arena);
}
