/* Trees around those who say or do something, put right where they were hung on a noun beside their verb: "according to", "by". */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/repair_source.h"

#include "language/repair_label.h"

static int has_child(const attest_sentence *sentence, uint32_t head, const char *label)
{
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        if (sentence->tokens[i].head == head && is_label(&sentence->tokens[i], label)) {
            return 1;
        }
    }
    return 0;
}

/* Does the token head a clause that stands on its own or is said: what a source can be given for? */
static int is_statement(const attest_token *token)
{
    return token->head == ATTEST_NO_INDEX || is_label(token, "ccomp") || is_label(token, "parataxis") ||
           (is_label(token, "conj") && token->upos == ATTEST_UPOS_VERB);
}

/* "The port closed after the fall of the mayor, according to the clerk", read as the clerk's mayor: behind a comma it is the clause that has a source. */
static void repair_according(attest_sentence *sentence, uint32_t word)
{
    attest_token *tokens = sentence->tokens;
    uint32_t noun = tokens[word].head;
    if (word == 0 || word + 1 >= sentence->token_count || noun == ATTEST_NO_INDEX || noun < word ||
        !attest_view_equal(tokens[word].form, ATTEST_VIEW("according")) ||
        !attest_view_equal(tokens[word + 1].form, ATTEST_VIEW("to")) ||
        !attest_view_equal(tokens[word - 1].form, ATTEST_VIEW(",")) || !is_label(&tokens[noun], "nmod")) {
        return;
    }
    uint32_t above = tokens[noun].head;
    while (!is_statement(&tokens[above])) {
        above = tokens[above].head;
    }
    tokens[noun].head = above;
    tokens[noun].deprel = ATTEST_VIEW("obl");
}

static int is_finite(const attest_sentence *sentence, uint32_t verb)
{
    static const char *const finite[] = {"VBD", "VBZ", "VBP"};
    for (size_t i = 0; i < sizeof finite / sizeof finite[0]; i++) {
        if (attest_view_equal(sentence->tokens[verb].xpos, attest_view_of(finite[i]))) {
            return 1;
        }
    }
    return has_child(sentence, verb, "aux") || has_child(sentence, verb, "aux:pass") ||
           has_child(sentence, verb, "cop");
}

/* "According to Bee, the dam, which was old, failed", read as if Bee were the dam, so that nothing failed. */
static void repair_opening(attest_sentence *sentence, uint32_t word)
{
    static const char *const subjects[] = {"nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl"};
    attest_token *tokens = sentence->tokens;
    uint32_t noun = tokens[word].head;
    if (!attest_view_equal(tokens[word].form, ATTEST_VIEW("According")) || noun == ATTEST_NO_INDEX || noun < word) {
        return;
    }
    uint32_t verb = tokens[noun].head;
    if (verb == ATTEST_NO_INDEX || verb < noun || !is_finite(sentence, verb)) {
        return;
    }
    for (size_t i = 0; i < sizeof subjects / sizeof subjects[0]; i++) {
        if (has_child(sentence, verb, subjects[i])) {
            return;
        }
    }
    uint32_t subject = child(sentence, noun, "appos", noun + 1, verb);
    if (subject != ATTEST_NO_INDEX) {
        tokens[subject].head = verb;
        tokens[subject].deprel =
            has_child(sentence, verb, "aux:pass") ? ATTEST_VIEW("nsubj:pass") : ATTEST_VIEW("nsubj");
    }
}

/* "Was offered a job by the firm", "was described as unsafe by two engineers", read as a job by the firm, or unsafe by them: it is they who did it. */
static void repair_agent(attest_sentence *sentence, uint32_t by)
{
    attest_token *tokens = sentence->tokens;
    uint32_t noun = tokens[by].head;
    if (!attest_view_equal(tokens[by].form, ATTEST_VIEW("by")) || !is_label(&tokens[by], "case") ||
        noun == ATTEST_NO_INDEX || (!is_label(&tokens[noun], "nmod") && !is_label(&tokens[noun], "obl"))) {
        return;
    }
    uint32_t above = tokens[noun].head;
    uint32_t verb = tokens[above].head;
    if (verb == ATTEST_NO_INDEX || above > by || verb > above || tokens[noun].upos == ATTEST_UPOS_NUM ||
        (tokens[above].upos != ATTEST_UPOS_ADJ && !is_label(&tokens[above], "obj")) ||
        !has_child(sentence, verb, "aux:pass") || has_child(sentence, verb, "obl:agent")) {
        return;
    }
    tokens[noun].head = verb;
    tokens[noun].deprel = ATTEST_VIEW("obl:agent");
}

void attest_i_tree_repair_source(attest_sentence *sentence, uint32_t word)
{
    repair_according(sentence, word);
    repair_opening(sentence, word);
    repair_agent(sentence, word);
}
