/* Companies whose names look like something else: "Moody's", "Bee & Dee". */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/embedded.h"
#include "language/characters.h"
#include "language/entities.h"
#include "language/gazetteer.h"
#include "language/table.h"

/* Most companies with a genitive in their name that are looked for in a document. */
#define COMPANIES 32U

static int starts_upper(const attest_token *token)
{
    return token->form.size > 0 && token->form.data[0] >= 'A' && token->form.data[0] <= 'Z';
}

static int is_relation(const attest_token *token, const char *deprel)
{
    return attest_view_equal(token->deprel, attest_view_of(deprel));
}

static int is_first_name(const attest_token *token)
{
    char key[ATTEST_I_WORD_MAX];
    attest_view table, fields;
    if (token->form.size > sizeof key ||
        attest_i_embedded_find(ATTEST_VIEW("gazetteers/first_names.tsv"), &table) != ATTEST_OK) {
        return 0;
    }
    for (size_t i = 0; i < token->form.size; i++) {
        char c = token->form.data[i];
        key[i] = (char)(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
    }
    return token->form.size > 0 &&
           attest_i_table_find(table, (attest_view){key, token->form.size}, &fields) == ATTEST_OK;
}

/* First token of the name, or of the proper noun without one, that ends before `end`. */
static uint32_t name_before(const attest_sentence *sentence, uint32_t end)
{
    uint32_t begin = end - 1;
    while (begin > 0 && sentence->tokens[begin].name != ATTEST_NAME_NONE && !sentence->tokens[begin].name_begin) {
        begin--;
    }
    return begin;
}

/* "Bee & Dee": what stands on both sides of "&" is one company. */
static void join_ampersand(attest_sentence *sentence, uint32_t at)
{
    const attest_token *tokens = sentence->tokens;
    if (at == 0 || at + 1 >= sentence->token_count || !attest_view_equal(tokens[at].form, ATTEST_VIEW("&")) ||
        tokens[at - 1].upos != ATTEST_UPOS_PROPN || tokens[at + 1].upos != ATTEST_UPOS_PROPN ||
        !starts_upper(&tokens[at - 1]) || !starts_upper(&tokens[at + 1]) || tokens[at - 1].name > ATTEST_NAME_NORP ||
        tokens[at + 1].name > ATTEST_NAME_NORP) {
        return;
    }
    uint32_t end = tokens[at + 1].name != ATTEST_NAME_NONE ? attest_i_name_end(sentence, at + 1) : at + 2;
    attest_i_name_set(sentence, name_before(sentence, at), end, ATTEST_NAME_ORGANIZATION);
}

/* Has the phrase of `head` one of these prepositions? */
static int stands_at(const attest_sentence *sentence, uint32_t head)
{
    for (uint32_t i = 0; i < head; i++) {
        const attest_token *token = &sentence->tokens[i];
        if (token->head == head && is_relation(token, "case") &&
            (attest_view_equal(token->form, ATTEST_VIEW("at")) || attest_view_equal(token->form, ATTEST_VIEW("by")))) {
            return 1;
        }
    }
    return 0;
}

/* Can what follows a genitive not be what is owned? */
static int nothing_follows(const attest_sentence *sentence, uint32_t next)
{
    if (next >= sentence->token_count) {
        return 1;
    }
    const attest_token *token = &sentence->tokens[next];
    switch (token->upos) {
    case ATTEST_UPOS_VERB: /* finite: not "Ann's fighting", where the ending is "is" or the verb half a noun */
        return attest_view_equal(token->xpos, ATTEST_VIEW("VBD")) ||
               attest_view_equal(token->xpos, ATTEST_VIEW("VBZ")) || attest_view_equal(token->xpos, ATTEST_VIEW("VBP"));
    case ATTEST_UPOS_PUNCT:
        return attest_view_equal(token->form, ATTEST_VIEW(",")) || attest_view_equal(token->form, ATTEST_VIEW("."));
    case ATTEST_UPOS_AUX:
    case ATTEST_UPOS_ADP:
    case ATTEST_UPOS_CCONJ: return 1;
    default: return 0;
    }
}

/* "Moody's said", "analysts at Moody's": the ending of a genitive without anything that is owned, in a place where what is meant could not be known
 * from the text before ("hers is better than Ann's", "a friend of Ann's"), belongs to the name of a company. */
static int is_company(const attest_sentence *sentence, uint32_t begin, uint32_t ending)
{
    const attest_token *tokens = sentence->tokens;
    const attest_token *head = &tokens[tokens[ending].head];
    for (uint32_t steps = 0; is_relation(head, "conj") && steps < sentence->token_count; steps++) {
        head = &tokens[head->head];
    }
    int one =
        begin + 1 == ending || (begin + 3 == ending && attest_view_equal(tokens[begin + 1].form, ATTEST_VIEW("&")));
    if (!one || head->head == ATTEST_NO_INDEX) {
        return 0;
    }
    if (is_relation(head, "nsubj") || is_relation(head, "nsubj:pass")) {
        return tokens[head->head].upos == ATTEST_UPOS_VERB;
    }
    int owns = is_relation(head, "nmod:poss") && tokens[head->head].upos != ATTEST_UPOS_VERB;
    return !owns && !is_first_name(&tokens[begin]) && stands_at(sentence, (uint32_t)(head - tokens));
}

/* Is `at` the ending of a genitive behind a capitalised proper noun that no time or amount is part of? */
static int is_genitive_of_name(const attest_sentence *sentence, uint32_t at)
{
    const attest_token *tokens = sentence->tokens;
    return at > 0 && attest_view_equal(tokens[at].xpos, ATTEST_VIEW("POS")) && tokens[at].form.size >= 2 &&
           tokens[at].head < at && !tokens[at - 1].space_after && tokens[at - 1].upos == ATTEST_UPOS_PROPN &&
           starts_upper(&tokens[at - 1]) && tokens[at - 1].name <= ATTEST_NAME_NORP;
}

/* Words in front of the ending of companies, of one document. */
struct companies {
    attest_view words[COMPANIES];
    size_t count;
};

static size_t find(const struct companies *companies, attest_view word)
{
    size_t i = 0;
    while (i < companies->count && !attest_view_equal(companies->words[i], word)) {
        i++;
    }
    return i;
}

static void collect(const attest_sentence *sentence, struct companies *companies)
{
    const attest_token *tokens = sentence->tokens;
    attest_i_sense senses[ATTEST_I_SENSES];
    for (uint32_t i = 0; i < sentence->token_count && companies->count < COMPANIES; i++) {
        if (is_genitive_of_name(sentence, i) && nothing_follows(sentence, i + 1) &&
            is_company(sentence, name_before(sentence, i), i) &&
            attest_i_gazetteer_find(tokens[i - 1].form, senses) == 0 &&
            find(companies, tokens[i - 1].form) == companies->count) {
            companies->words[companies->count++] = tokens[i - 1].form;
        }
    }
}

/* A word that also stands without the ending is a name by itself: "Bee's rose by two points" is about what Bee has. */
static void drop_other_names(const attest_sentence *sentence, struct companies *companies)
{
    for (uint32_t i = 0; i < sentence->token_count && companies->count > 0; i++) {
        size_t at = find(companies, sentence->tokens[i].form);
        if (at < companies->count && !(i + 1 < sentence->token_count && is_genitive_of_name(sentence, i + 1))) {
            companies->words[at] = companies->words[--companies->count];
        }
    }
}

static void keep_genitives(attest_sentence *sentence, const struct companies *companies)
{
    for (uint32_t i = 1; i < sentence->token_count; i++) {
        if (is_genitive_of_name(sentence, i) && find(companies, sentence->tokens[i - 1].form) < companies->count) {
            uint32_t begin = name_before(sentence, i);
            int joined = begin + 2 < i && attest_view_equal(sentence->tokens[i - 2].form, ATTEST_VIEW("&"));
            if (begin + 1 == i || joined) {
                attest_i_name_set(sentence, begin, i + 1, ATTEST_NAME_ORGANIZATION);
            }
        }
    }
}

void attest_i_names_mark_companies(attest_sentence *sentences, size_t count)
{
    struct companies companies = {.count = 0};
    for (size_t s = 0; s < count; s++) {
        for (uint32_t i = 0; i < sentences[s].token_count; i++) {
            join_ampersand(&sentences[s], i);
        }
        collect(&sentences[s], &companies);
    }
    for (size_t s = 0; s < count && companies.count > 0; s++) {
        drop_other_names(&sentences[s], &companies);
    }
    for (size_t s = 0; s < count && companies.count > 0; s++) {
        keep_genitives(&sentences[s], &companies);
    }
}
