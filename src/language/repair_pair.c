/* Brackets and quotation marks in pairs: both hang on the head of what they enclose, as Universal Dependencies has it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/repair_pair.h"

#include "language/repair_label.h"

/* Pairs may lie within each other, this deep. */
#define DEEPEST 8

enum side { SIDE_NONE, SIDE_OPEN, SIDE_CLOSE, SIDE_EITHER };

static enum side side_of(const attest_token *token)
{
    static const struct {
        const char *form;
        enum side side;
    } marks[] = {{"(", SIDE_OPEN},  {")", SIDE_CLOSE}, {"[", SIDE_OPEN},   {"]", SIDE_CLOSE},  {"“", SIDE_OPEN},
                 {"”", SIDE_CLOSE}, {"``", SIDE_OPEN}, {"''", SIDE_CLOSE}, {"\"", SIDE_EITHER}};
    if (!is_label(token, "punct")) {
        return SIDE_NONE;
    }
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (attest_view_equal(token->form, attest_view_of(marks[i].form))) {
            return marks[i].side;
        }
    }
    return SIDE_NONE;
}

static int closes(const attest_token *open, const attest_token *close)
{
    switch (open->form.data[0]) {
    case '(': return close->form.data[0] == ')';
    case '[': return close->form.data[0] == ']';
    case '"': return close->form.data[0] == '"';
    default: return close->form.data[0] != ')' && close->form.data[0] != ']';
    }
}

/* The only word between the two that depends on one outside; ATTEST_NO_INDEX: there are several. */
static uint32_t head_within(const attest_sentence *sentence, uint32_t open, uint32_t close)
{
    uint32_t found = ATTEST_NO_INDEX;
    for (uint32_t i = open + 1; i < close; i++) {
        const attest_token *token = &sentence->tokens[i];
        int outside = token->head == ATTEST_NO_INDEX || token->head < open || token->head > close;
        if (token->head == open || token->head == close) {
            return ATTEST_NO_INDEX;
        }
        if (outside && !is_label(token, "punct")) {
            if (found != ATTEST_NO_INDEX) {
                return ATTEST_NO_INDEX;
            }
            found = i;
        }
    }
    return found;
}

void attest_i_tree_repair_pairs(attest_sentence *sentence)
{
    uint32_t opened[DEEPEST];
    size_t depth = 0;
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        enum side side = side_of(&sentence->tokens[i]);
        if (side == SIDE_NONE) {
            continue;
        }
        if (side != SIDE_OPEN && depth > 0 && closes(&sentence->tokens[opened[depth - 1]], &sentence->tokens[i])) {
            uint32_t open = opened[--depth];
            uint32_t head = head_within(sentence, open, i);
            if (head != ATTEST_NO_INDEX && !is_below(sentence, head, open) && !is_below(sentence, head, i)) {
                sentence->tokens[open].head = head;
                sentence->tokens[i].head = head;
            }
        } else if (side != SIDE_CLOSE && depth < DEEPEST) {
            opened[depth++] = i;
        }
    }
}
