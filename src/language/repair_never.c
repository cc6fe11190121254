/* Words and phrases that negate a clause, on the verb that they negate. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/repair_never.h"

#include <stdio.h>

#include "base/embedded.h"
#include "language/repair_label.h"
#include "language/table.h"

/* Tokens on either side of a noun in which its dependents are looked for. */
#define REACH 64u

/* Longest phrase that is looked up. */
#define KEY_MAX 48

/* Does "at no point", "in no way" end in the noun? */
static int is_never(const attest_sentence *sentence, attest_view phrases, uint32_t noun)
{
    char key[KEY_MAX];
    attest_view rest;
    const attest_token *tokens = sentence->tokens;
    if (noun < 2 || tokens[noun - 1].head != noun || tokens[noun - 2].head != noun ||
        !attest_view_equal(tokens[noun - 1].lemma, ATTEST_VIEW("no"))) {
        return 0;
    }
    int size = snprintf(key, sizeof key, "%.*s no %.*s", (int)tokens[noun - 2].lemma.size, tokens[noun - 2].lemma.data,
                        (int)tokens[noun].lemma.size, tokens[noun].lemma.data);
    return size > 0 && (size_t)size < sizeof key &&
           attest_i_table_find(phrases, (attest_view){key, (size_t)size}, &rest) == ATTEST_OK;
}

/* "Was in no way involved": the word behind the phrase heads the clause, if one of the two hangs on the other. */
static void repair_phrase(attest_sentence *sentence, attest_view phrases, uint32_t noun)
{
    attest_token *tokens = sentence->tokens;
    uint32_t next = noun + 1;
    if (next >= sentence->token_count || (tokens[next].head != noun && tokens[noun].head != next) ||
        (tokens[next].upos != ATTEST_UPOS_VERB && tokens[next].upos != ATTEST_UPOS_ADJ) ||
        !is_never(sentence, phrases, noun)) {
        return;
    }
    uint32_t begin = noun > REACH ? noun - REACH : 0;
    if (child(sentence, noun, "cop", begin, noun) == ATTEST_NO_INDEX) {
        return;
    }
    if (tokens[next].head == noun) {
        tokens[next].head = tokens[noun].head;
        tokens[next].deprel = tokens[noun].deprel;
    }
    int passive = attest_view_equal(tokens[next].xpos, ATTEST_VIEW("VBN"));
    for (uint32_t i = begin; i < sentence->token_count && i < noun + REACH; i++) {
        if (tokens[i].head != noun || i == noun - 1 || i == noun - 2) {
            continue;
        }
        tokens[i].head = next;
        if (passive && is_label(&tokens[i], "cop")) {
            tokens[i].deprel = ATTEST_VIEW("aux:pass");
        } else if (passive && is_label(&tokens[i], "nsubj")) {
            tokens[i].deprel = ATTEST_VIEW("nsubj:pass");
        }
    }
    tokens[noun].head = next;
    tokens[noun].deprel = ATTEST_VIEW("obl");
}

void attest_i_tree_repair_never(attest_sentence *sentence)
{
    attest_view phrases;
    if (attest_i_embedded_find(ATTEST_VIEW("lexicons/never.tsv"), &phrases) != ATTEST_OK) {
        return;
    }
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        attest_token *token = &sentence->tokens[i];
        uint32_t head = token->head;
        if (head != ATTEST_NO_INDEX && sentence->tokens[head].head != ATTEST_NO_INDEX && is_label(token, "advmod") &&
            (is_label(&sentence->tokens[head], "aux") || is_label(&sentence->tokens[head], "aux:pass") ||
             is_label(&sentence->tokens[head], "cop"))) {
            token->head = sentence->tokens[head].head;
        }
        repair_phrase(sentence, phrases, i);
    }
}
