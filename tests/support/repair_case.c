/* Trees written in one line, and what repairs must make of them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "repair_case.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "language/repair.h"

#define TOKENS 24
#define WORD 24

struct words {
    char form[TOKENS][WORD];
    char xpos[TOKENS][WORD];
    char deprel[TOKENS][WORD];
};

uint8_t repair_case_upos(const char *xpos)
{
    static const struct {
        const char *prefix;
        enum attest_upos upos;
    } kinds[] = {{"NNP", ATTEST_UPOS_PROPN}, {"NN", ATTEST_UPOS_NOUN},  {"VB", ATTEST_UPOS_VERB},
                 {"MD", ATTEST_UPOS_AUX},    {"JJ", ATTEST_UPOS_ADJ},   {"RB", ATTEST_UPOS_ADV},
                 {"IN", ATTEST_UPOS_ADP},    {"TO", ATTEST_UPOS_PART},  {"PRP", ATTEST_UPOS_PRON},
                 {"CC", ATTEST_UPOS_CCONJ},  {"CD", ATTEST_UPOS_NUM},   {"DT", ATTEST_UPOS_DET},
                 {",", ATTEST_UPOS_PUNCT},   {".", ATTEST_UPOS_PUNCT},  {"WP", ATTEST_UPOS_PRON},
                 {"``", ATTEST_UPOS_PUNCT},  {"''", ATTEST_UPOS_PUNCT}, {"-", ATTEST_UPOS_PUNCT}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strncmp(xpos, kinds[i].prefix, strlen(kinds[i].prefix)) == 0) {
            return (uint8_t)kinds[i].upos;
        }
    }
    return ATTEST_UPOS_X;
}

void repair_case_expect(const char *tree, uint32_t word, uint32_t head, const char *deprel)
{
    struct words words;
    attest_token tokens[TOKENS];
    memset(tokens, 0, sizeof tokens);
    uint32_t count = 0;
    int used = 0;
    unsigned parent;
    for (const char *at = tree; count < TOKENS && sscanf(at, " %23[^/]/%23[^/]/%u/%23s%n", words.form[count],
                                                         words.xpos[count], &parent, words.deprel[count], &used) == 4;
         at += used) {
        attest_token *token = &tokens[count];
        char *lemma = strchr(words.form[count], '=');
        if (lemma) {
            *lemma++ = '\0';
        }
        token->form = attest_view_of(words.form[count]);
        token->lemma = lemma ? attest_view_of(lemma) : token->form;
        token->xpos = attest_view_of(words.xpos[count]);
        token->deprel = attest_view_of(words.deprel[count]);
        token->upos = repair_case_upos(words.xpos[count]);
        token->head = parent ? parent - 1 : ATTEST_NO_INDEX;
        token->space_after = 1;
        count++;
    }
    attest_sentence sentence = {.tokens = tokens, .token_count = count};
    attest_i_tree_repair(&sentence);
    const attest_token *found = &tokens[word - 1];
    cr_expect(found->head == (head ? head - 1 : ATTEST_NO_INDEX) &&
                  attest_view_equal(found->deprel, attest_view_of(deprel)),
              "%s\n%s has head %u, %.*s", tree, words.form[word - 1], found->head + 1, (int)found->deprel.size,
              found->deprel.data);
}
