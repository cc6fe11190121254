/* Lexicon: the cue table as built in, inflected forms, matching in running text. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "extract/lexicon.h"

static const attest_i_lexicon *open_lexicon(void)
{
    const attest_i_lexicon *lexicon;
    cr_assert_eq(attest_i_lexicon_builtin(&lexicon), ATTEST_OK);
    return lexicon;
}

static void expect(const char *text, unsigned parts, const char *lemma, size_t size)
{
    const attest_i_cue *cue = NULL;
    size_t bytes = 0;
    enum attest_status status = attest_i_lexicon_match_parts(open_lexicon(), attest_view_of(text), parts, &cue, &bytes);
    if (!lemma) {
        cr_assert_eq(status, ATTEST_NONE, "\"%s\" should be no cue", text);
        return;
    }
    cr_assert_eq(status, ATTEST_OK, "\"%s\": no cue", text);
    cr_assert(attest_view_equal(cue->lemma, attest_view_of(lemma)), "\"%s\": got \"%.*s\"", text, (int)cue->lemma.size,
              cue->lemma.data);
    cr_assert_eq(bytes, size, "\"%s\": covers %zu bytes", text, bytes);
}

Test(lexicon, has_the_vocabulary_of_news)
{
    const attest_i_lexicon *lexicon = open_lexicon();
    cr_assert_geq(attest_i_lexicon_count(lexicon), 300);
    size_t by_pos[ATTEST_I_CUE_ADJECTIVE + 1] = {0};
    for (size_t i = 0; i < attest_i_lexicon_count(lexicon); i++) {
        const attest_i_cue *cue = attest_i_lexicon_at(lexicon, i);
        cr_assert_gt(cue->lemma.size, 0);
        by_pos[cue->pos]++;
    }
    for (size_t i = 0; i <= ATTEST_I_CUE_ADJECTIVE; i++) {
        cr_assert_gt(by_pos[i], 5, "part of speech %zu", i);
    }
}

Test(lexicon, finds_regular_and_irregular_forms)
{
    const unsigned verb = 1U << ATTEST_I_CUE_VERB;
    expect("said the minister", verb, "say", 4);
    expect("Says who", verb, "say", 4);
    expect("denying it", verb, "deny", 7);
    expect("denies", verb, "deny", 6);
    expect("replied", verb, "reply", 7);
    expect("admitted", verb, "admit", 8);
    expect("stresses", verb, "stress", 8);
    expect("announcing", verb, "announce", 10);
    expect("agreeing", verb, "agree", 8);
    expect("theories", 1U << ATTEST_I_CUE_NOUN, "theory", 8);
}

Test(lexicon, prefers_the_longest_form)
{
    expect("pointed  out that", ~0U, "point out", 12);
    expect("According\nto Ann", ~0U, "according to", 12);
    expect("called on the council", ~0U, "call on", 9);
    expect("called", ~0U, "call", 6);
    expect("made the case that", ~0U, "make the case", 13);
}

Test(lexicon, needs_whole_words)
{
    expect("saidest", ~0U, NULL, 0);
    expect("tolda", ~0U, NULL, 0);
    expect("told-off", ~0U, NULL, 0);
    expect("according", ~0U, NULL, 0);
    expect("", ~0U, NULL, 0);
    expect("antidisestablishmentarianismantidisestablishmentarianism", ~0U, NULL, 0);
}

Test(lexicon, keeps_parts_of_speech_apart)
{
    expect("claims", 1U << ATTEST_I_CUE_NOUN, "claim", 6);
    expect("said", 1U << ATTEST_I_CUE_NOUN, NULL, 0);
    expect("reportedly", 1U << ATTEST_I_CUE_ADVERB, "reportedly", 10);
}

Test(lexicon, knows_stance_field_and_frames)
{
    const attest_i_cue *cue = NULL;
    size_t size;
    const attest_i_lexicon *lexicon = open_lexicon();
    cr_assert_eq(attest_i_lexicon_match(lexicon, ATTEST_VIEW("told"), &cue, &size), ATTEST_OK);
    cr_assert_eq(cue->stance, ATTEST_STANCE_ASSERTS);
    cr_assert(cue->frames & ATTEST_I_FRAME_ADDRESSEE);
    cr_assert_not(cue->frames & ATTEST_I_FRAME_NP);
    cr_assert_eq(attest_i_lexicon_match(lexicon, ATTEST_VIEW("refuted"), &cue, &size), ATTEST_OK);
    cr_assert_eq(cue->stance, ATTEST_STANCE_DENIES);
    cr_assert_eq(cue->factive, -1);
    cr_assert_eq(attest_i_lexicon_match(lexicon, ATTEST_VIEW("revealed"), &cue, &size), ATTEST_OK);
    cr_assert_eq(cue->factive, 1);
    cr_assert_eq(cue->field, ATTEST_I_CUE_SPEECH);
    cr_assert_eq(attest_i_lexicon_match(lexicon, ATTEST_VIEW("hoped"), &cue, &size), ATTEST_OK);
    cr_assert_eq(cue->field, ATTEST_I_CUE_THOUGHT);
    cr_assert_eq(cue->stance, ATTEST_STANCE_HOPES);
}
