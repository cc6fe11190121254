/* Descriptions by age: "the 61-year-old" for the one whom the text gives that age, or the only one named right before. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <strings.h>

#include "extract/reference_sweep.h"
#include "extract/rule_match.h"

/* Words between an age and the name behind it: "61-year-old council leader Ann Bee". */
#define WORDS_BETWEEN 3

/* Tokens of "61-year-old". */
#define AGE_TOKENS 5

static int spells(const attest_token *token, const char *word)
{
    return token->form.size == strlen(word) && strncasecmp(token->form.data, word, token->form.size) == 0;
}

/* Token of the number of "61-year-old" that ends at `token`; ATTEST_NO_INDEX: it is none. */
static uint32_t number_of(const attest_sentence *sentence, uint32_t token)
{
    const attest_token *tokens = sentence->tokens;
    if (token + 1 < AGE_TOKENS || !spells(&tokens[token], "old") || !spells(&tokens[token - 1], "-") ||
        !spells(&tokens[token - 2], "year") || !spells(&tokens[token - 3], "-")) {
        return ATTEST_NO_INDEX;
    }
    return tokens[token - 4].upos == ATTEST_UPOS_NUM ? token - 4 : ATTEST_NO_INDEX;
}

enum attest_status attest_i_sweep_note_age(attest_i_sweep *sweep, uint32_t entity, uint32_t begin, uint32_t end)
{
    const attest_sentence *sentence = &sweep->context->trees->items[sweep->tree].sentence;
    const attest_token *tokens = sentence->tokens;
    if (end + 2 < sentence->token_count && spells(&tokens[end], ",") && tokens[end + 1].upos == ATTEST_UPOS_NUM &&
        tokens[end + 2].upos == ATTEST_UPOS_PUNCT) { /* "Ann Bee, 61, said" */
        return attest_i_sweep_kind(sweep, entity, tokens[end + 1].form);
    }
    for (uint32_t i = begin; i-- > 0 && begin - i <= WORDS_BETWEEN + 1;) {
        uint32_t number = number_of(sentence, i);
        if (number != ATTEST_NO_INDEX) {
            return attest_i_sweep_kind(sweep, entity, tokens[number].form);
        }
        if (tokens[i].upos != ATTEST_UPOS_NOUN && tokens[i].upos != ATTEST_UPOS_ADJ &&
            tokens[i].upos != ATTEST_UPOS_PROPN) {
            break;
        }
    }
    return ATTEST_OK;
}

/* An age known of the entity: 1, and whether it is that one. */
static int has_age(const attest_i_sweep *sweep, uint32_t entity, attest_view age, int *same)
{
    int found = 0;
    *same = 0;
    for (size_t i = 0; i < sweep->kinds.count; i++) {
        attest_view kind = sweep->kinds.items[i].kind;
        if (sweep->kinds.items[i].entity == entity && kind.size && kind.data[0] >= '0' && kind.data[0] <= '9') {
            found = 1;
            *same |= attest_view_equal(kind, age);
        }
    }
    return found;
}

/* The last mention of the only person of that age; NULL: nobody, or several. */
static const attest_i_candidate *of_age(const attest_i_sweep *sweep, attest_view age)
{
    const attest_i_candidate *found = NULL;
    for (size_t i = sweep->candidates.count; i-- > 0;) {
        const attest_i_candidate *candidate = &sweep->candidates.items[i];
        int same = 0;
        if (candidate->entity != ATTEST_NO_INDEX && has_age(sweep, candidate->entity, age, &same) && same) {
            if (found && found->entity != candidate->entity) {
                return NULL;
            }
            found = found ? found : candidate;
        }
    }
    return found;
}

/* The only person of the sentence before, if she is its subject and her age is not known yet. */
static const attest_i_candidate *just_named(const attest_i_sweep *sweep)
{
    const attest_i_candidate *found = NULL;
    for (size_t i = sweep->candidates.count; i-- > 0;) {
        const attest_i_candidate *candidate = &sweep->candidates.items[i];
        if (candidate->tree + 1 < sweep->tree) {
            break;
        }
        if (candidate->class_ != ATTEST_ENTITY_PERSON) {
            continue;
        }
        if (candidate->tree == sweep->tree || candidate->entity == ATTEST_NO_INDEX ||
            (found && found->entity != candidate->entity)) {
            return NULL;
        }
        found = found && found->subject ? found : candidate;
    }
    int same;
    return found && found->subject && !has_age(sweep, found->entity, ATTEST_VIEW(""), &same) ? found : NULL;
}

enum attest_status attest_i_sweep_age(attest_i_sweep *sweep, uint32_t token)
{
    const attest_sentence *sentence = &sweep->context->trees->items[sweep->tree].sentence;
    const attest_token *tokens = sentence->tokens;
    uint32_t number = number_of(sentence, token);
    if (number == ATTEST_NO_INDEX || number == 0 || !spells(&tokens[number - 1], "the") ||
        (token + 1 < sentence->token_count &&
         (tokens[token + 1].upos == ATTEST_UPOS_NOUN || tokens[token + 1].upos == ATTEST_UPOS_PROPN))) {
        return ATTEST_OK;
    }
    attest_view age = tokens[number].form;
    const attest_i_candidate *found = of_age(sweep, age);
    if (!found && number == 1 && attest_i_relation_is(tokens[token].deprel, "nsubj")) {
        found = just_named(sweep);
    }
    if (!found) {
        return ATTEST_OK;
    }
    int done;
    uint32_t entity = found->entity;
    enum attest_status status =
        attest_i_sweep_describe(sweep, number - 1, token, token + 1, entity, found->mention, &done);
    return status == ATTEST_OK ? attest_i_sweep_kind(sweep, entity, age) : status;
}
