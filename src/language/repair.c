/* Trees as the network gives them, put right where the form of a verb rules out what it says. No lexical knowledge. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/repair.h"

/* Tokens on either side of a verb in which its dependents are looked for: what the network sees at once. */
#define REACH 256u

static int is_label(const attest_token *token, const char *label)
{
    return attest_view_equal(token->deprel, attest_view_of(label));
}

/* A verb in the present or past tense, which no noun can modify. */
static int is_finite(const attest_token *token)
{
    return token->upos == ATTEST_UPOS_VERB &&
           (attest_view_equal(token->xpos, ATTEST_VIEW("VBZ")) || attest_view_equal(token->xpos, ATTEST_VIEW("VBD")));
}

static int is_subject(const attest_token *token)
{
    return token->deprel.size >= 5 && memcmp(token->deprel.data, "nsubj", 5) == 0;
}

/* Does `verb` have a dependent that is a subject, or is it a modifier itself, whose noun is the subject? */
static int has_subject(const attest_sentence *sentence, uint32_t verb)
{
    for (uint32_t i = verb > REACH ? verb - REACH : 0; i < sentence->token_count && i < verb + REACH; i++) {
        const attest_token *token = &sentence->tokens[i];
        if (token->head == verb && (is_subject(token) || is_label(token, "csubj") || is_label(token, "expl"))) {
            return 1;
        }
    }
    return 0;
}

/* The clause in front of the verb and its new subject, a comma between them ("The port is closed, the Gazette reports"), is what it reports. */
static void repair_content(attest_sentence *sentence, uint32_t subject, uint32_t verb)
{
    uint32_t comma = subject;
    uint32_t begin = verb > REACH ? verb - REACH : 0;
    while (comma > begin && sentence->tokens[comma].upos != ATTEST_UPOS_PUNCT) {
        comma--;
    }
    for (uint32_t i = begin; i < comma; i++) {
        attest_token *token = &sentence->tokens[i];
        if (token->head != verb || !is_label(token, "advcl")) {
            continue;
        }
        int marked = 0;
        for (uint32_t k = begin; k < i; k++) {
            marked |= sentence->tokens[k].head == i && is_label(&sentence->tokens[k], "mark");
        }
        if (!marked) {
            token->deprel = ATTEST_VIEW("ccomp");
        }
    }
}

void attest_i_tree_repair(attest_sentence *sentence)
{
    /* At most one per verb: the compound that stands directly in front of it. */
    for (uint32_t i = 0; i + 1 < sentence->token_count; i++) {
        attest_token *token = &sentence->tokens[i];
        if (token->head == i + 1 && is_label(token, "compound") && is_finite(&sentence->tokens[i + 1]) &&
            (token->upos == ATTEST_UPOS_PROPN || token->upos == ATTEST_UPOS_NOUN) && !has_subject(sentence, i + 1)) {
            token->deprel = ATTEST_VIEW("nsubj");
            repair_content(sentence, i, i + 1);
        }
    }
}
