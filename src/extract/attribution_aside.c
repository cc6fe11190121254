/* Attribution: what an article adds to what somebody said, in the same sentence. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/aside.h"
#include "extract/attribution_tree.h"

/* Token at which "but she did not rule it out", "although they say" begins behind a comma, if `verb` is its cue; else ATTEST_NO_INDEX. Another report is
 * seldom part of the first. */
static uint32_t report_begin(const attest_i_tree *tree, uint32_t verb)
{
    static const char *const conceding[] = {"although", "though", "while", "whereas"};
    const attest_token *tokens = tree->sentence.tokens;
    uint32_t subject = attest_i_tree_child(tree, verb, "nsubj");
    uint32_t but = attest_i_tree_child(tree, verb, "cc");
    uint32_t mark = attest_i_tree_child(tree, verb, "mark");
    uint32_t begin = ATTEST_NO_INDEX;
    if (subject == ATTEST_NO_INDEX || subject > verb) {
        return ATTEST_NO_INDEX;
    }
    if (attest_i_relation_is(tokens[verb].deprel, "conj") && but != ATTEST_NO_INDEX &&
        attest_view_equal(tokens[but].lemma, ATTEST_VIEW("but")) && tokens[subject].upos == ATTEST_UPOS_PRON) {
        begin = but;
    }
    for (size_t i = 0; mark != ATTEST_NO_INDEX && i < sizeof conceding / sizeof conceding[0]; i++) {
        if (attest_i_relation_is(tokens[verb].deprel, "advcl") &&
            attest_view_equal(tokens[mark].lemma, attest_view_of(conceding[i]))) {
            begin = mark;
        }
    }
    int apart = begin != ATTEST_NO_INDEX && begin > 0 && begin < subject &&
                attest_view_equal(tokens[begin - 1].form, ATTEST_VIEW(","));
    return apart ? begin : ATTEST_NO_INDEX;
}

uint32_t attest_i_tree_aside(const attest_i_binder *binder)
{
    const attest_i_page *page = binder->page;
    const attest_i_clause *clause = &page->clauses[binder->clause];
    for (uint32_t i = clause->begin; i < clause->end; i++) {
        uint32_t token;
        uint32_t cue_end;
        const attest_i_cue *cue;
        const attest_i_tree *tree = attest_i_tree_of(binder, i, &token);
        uint32_t begin = tree ? attest_i_aside_begin(binder->rules, tree, token) : ATTEST_NO_INDEX;
        uint32_t report = tree && begin == ATTEST_NO_INDEX ? report_begin(tree, token) : ATTEST_NO_INDEX;
        if (report != ATTEST_NO_INDEX && attest_i_cue_at(page, clause, i, 1U << ATTEST_I_CUE_VERB, &cue, &cue_end) &&
            cue->field == ATTEST_I_CUE_SPEECH) {
            int clausal =
                attest_i_tree_child(tree, token, "ccomp") != ATTEST_NO_INDEX; /* "it will maintain its bases" */
            begin = clausal || (cue->frames & ATTEST_I_FRAME_NP) ? report : begin;
        }
        if (begin != ATTEST_NO_INDEX) {
            return attest_i_tree_item(page, tree->sentence.tokens[begin].span.begin);
        }
    }
    return clause->end;
}
