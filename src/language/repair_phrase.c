/* Phrases that hang in the wrong place although what stands around them tells the right one. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/repair_phrase.h"

#include "language/repair_label.h"
#include "language/table.h"

/* Tokens on either side in which anything is looked for. */
#define REACH 60u

static int is_comma(const attest_sentence *sentence, uint32_t token)
{
    return attest_view_equal(sentence->tokens[token].form, ATTEST_VIEW(","));
}

static int is_noun(const attest_token *token)
{
    return token->upos == ATTEST_UPOS_NOUN || token->upos == ATTEST_UPOS_PROPN;
}

/* The commas directly around the phrase of `head`: its words are those that hang on it or on one of its words, side by side. */
static int stands_in_commas(const attest_sentence *sentence, uint32_t head, uint32_t *before)
{
    const attest_token *tokens = sentence->tokens;
    uint32_t begin = head;
    uint32_t end = head + 1;
    while (begin > 0 && head - begin < REACH && tokens[begin - 1].upos != ATTEST_UPOS_PUNCT &&
           tokens[begin - 1].head != ATTEST_NO_INDEX && tokens[begin - 1].head >= begin &&
           tokens[begin - 1].head < end) {
        begin--;
    }
    while (end < sentence->token_count && end - head < REACH && tokens[end].upos != ATTEST_UPOS_PUNCT &&
           tokens[end].head != ATTEST_NO_INDEX && tokens[end].head >= begin && tokens[end].head < end) {
        end++;
    }
    /* "R-Ohio" */
    if (end + 1 < sentence->token_count && attest_view_equal(tokens[end].form, ATTEST_VIEW("-")) &&
        !tokens[end - 1].space_after && !tokens[end].space_after) {
        end += 2;
    }
    if (begin < 2 || end >= sentence->token_count || !is_comma(sentence, begin - 1) || !is_comma(sentence, end)) {
        return 0;
    }
    *before = begin - 1;
    return 1;
}

/* "A town near the capital, Port Bee, said", "met the mayor, Ann Bee, at the port", "Senator Ann Bee, R-Ohio, left": what stands between commas behind a noun
 * is what that noun is, and neither a second subject nor, without "and", another one of the same. */
static void repair_apposition(attest_sentence *sentence, uint32_t word)
{
    attest_token *tokens = sentence->tokens;
    uint32_t head = tokens[word].head;
    uint32_t comma = 0;
    int subject = is_label(&tokens[word], "nsubj") || is_label(&tokens[word], "nsubj:pass");
    if (head == ATTEST_NO_INDEX || tokens[word].upos != ATTEST_UPOS_PROPN ||
        (!subject && !is_label(&tokens[word], "conj")) || !stands_in_commas(sentence, word, &comma)) {
        return;
    }
    uint32_t noun = comma - 1;
    while (is_label(&tokens[noun], "flat") && tokens[noun].head < noun) {
        noun = tokens[noun].head;
    }
    if (!is_noun(&tokens[noun]) || noun >= word || is_below(sentence, noun, word)) {
        return;
    }
    if (subject) {
        uint32_t begin = head > REACH ? head - REACH : 0;
        uint32_t first = child(sentence, head, "nsubj", begin, comma);
        first = first == ATTEST_NO_INDEX ? child(sentence, head, "nsubj:pass", begin, comma) : first;
        if (first == ATTEST_NO_INDEX || tokens[first].upos == ATTEST_UPOS_PRON) {
            return;
        }
    } else {
        uint32_t end = word + REACH;
        uint32_t other = child(sentence, head, "conj", head, end);
        if (head != noun || other != word || child(sentence, head, "conj", word + 1, end) != ATTEST_NO_INDEX ||
            child(sentence, word, "cc", head, end) != ATTEST_NO_INDEX ||
            child(sentence, word, "conj", head, end) != ATTEST_NO_INDEX) {
            return;
        }
    }
    tokens[word].head = noun;
    tokens[word].deprel = ATTEST_VIEW("appos");
}

/* "Described as unsafe", with "as" as an adverb of the adjective: a preposition, if there is no second "as". */
static void repair_as(attest_sentence *sentence, uint32_t word)
{
    attest_token *tokens = sentence->tokens;
    uint32_t adjective = tokens[word].head;
    if (!attest_view_equal(tokens[word].form, ATTEST_VIEW("as")) || !is_label(&tokens[word], "advmod") ||
        adjective != word + 1 || tokens[adjective].upos != ATTEST_UPOS_ADJ || !is_label(&tokens[adjective], "obl")) {
        return;
    }
    for (uint32_t i = adjective + 1; i < sentence->token_count && i < adjective + REACH; i++) {
        if (attest_view_equal(tokens[i].form, ATTEST_VIEW("as"))) {
            return;
        }
    }
    tokens[word].upos = ATTEST_UPOS_ADP;
    tokens[word].xpos = ATTEST_VIEW("IN");
    tokens[word].deprel = ATTEST_VIEW("case");
}

/* "The law allows the firm to sell coal", read as a firm to sell: it is allowed to. */
static void repair_infinitive(attest_sentence *sentence, attest_view object_control, uint32_t word)
{
    attest_token *tokens = sentence->tokens;
    uint32_t object = tokens[word].head;
    attest_view found;
    if (tokens[word].upos != ATTEST_UPOS_VERB || !is_label(&tokens[word], "acl") || object == ATTEST_NO_INDEX ||
        object + 2 > word || word < 2 || !is_label(&tokens[object], "obj") || tokens[object].head == ATTEST_NO_INDEX ||
        tokens[tokens[object].head].upos != ATTEST_UPOS_VERB ||
        !attest_view_equal(tokens[object + 1].form, ATTEST_VIEW("to")) || tokens[object + 1].head != word ||
        attest_i_table_find(object_control, tokens[tokens[object].head].lemma, &found) != ATTEST_OK) {
        return;
    }
    tokens[word].head = tokens[object].head;
    tokens[word].deprel = ATTEST_VIEW("xcomp");
}

/* "The deal failed without Norway paying", read as if it failed Norway, and "harder for Norway to pay", as if something were hard for it: what stands between
 * the clause's mark and its participle or infinitive does it. */
static void repair_inner_subject(attest_sentence *sentence, uint32_t word)
{
    attest_token *tokens = sentence->tokens;
    uint32_t verb = word + 1;
    int infinitive = verb < sentence->token_count && attest_view_equal(tokens[verb].form, ATTEST_VIEW("to")) &&
                     is_label(&tokens[verb], "mark");
    verb = infinitive ? tokens[verb].head : verb;
    if (verb >= sentence->token_count || verb <= word || !is_label(&tokens[word], "obl") || !is_noun(&tokens[word]) ||
        (!infinitive && !attest_view_equal(tokens[verb].xpos, ATTEST_VIEW("VBG"))) || is_below(sentence, verb, word) ||
        tokens[word].head == verb || (!is_label(&tokens[verb], "advcl") && !is_label(&tokens[verb], "xcomp"))) {
        return;
    }
    uint32_t begin = word > REACH ? word - REACH : 0;
    if (child(sentence, verb, "mark", begin, word) != ATTEST_NO_INDEX &&
        child(sentence, word, "case", begin, word) == ATTEST_NO_INDEX &&
        child(sentence, verb, "nsubj", begin, verb) == ATTEST_NO_INDEX) {
        tokens[word].head = verb;
        tokens[word].deprel = ATTEST_VIEW("nsubj");
    }
}

/* "A convoy consisting of vehicles", with the vehicles as an object: an object has no preposition, unless it is an amount ("over 200"). */
static void repair_object(attest_sentence *sentence, uint32_t word)
{
    attest_token *tokens = sentence->tokens;
    uint32_t verb = tokens[word].head;
    if (!is_label(&tokens[word], "obj") || !is_noun(&tokens[word]) || verb == ATTEST_NO_INDEX || verb >= word ||
        tokens[verb].upos != ATTEST_UPOS_VERB) {
        return;
    }
    uint32_t preposition = verb + 1;
    if (preposition < word && tokens[preposition].head == word && is_label(&tokens[preposition], "case") &&
        tokens[preposition].upos == ATTEST_UPOS_ADP &&
        child(sentence, word, "nummod", preposition, word) == ATTEST_NO_INDEX) {
        tokens[word].deprel = ATTEST_VIEW("obl");
    }
}

/* Adjectives behind their noun: "at the base, with their doors open" has a subject of its own and is a clause beside the verb; "two bases, both vital for them" is one
 * beside the noun. */
static void repair_adjective(attest_sentence *sentence, uint32_t word)
{
    attest_token *tokens = sentence->tokens;
    uint32_t noun = tokens[word].head;
    if (tokens[word].upos != ATTEST_UPOS_ADJ || !is_label(&tokens[word], "amod") || noun == ATTEST_NO_INDEX ||
        noun > word || word - noun > REACH) {
        return;
    }
    if (child(sentence, word, "nsubj", noun + 1, word) != ATTEST_NO_INDEX &&
        child(sentence, word, "mark", noun + 1, word) != ATTEST_NO_INDEX) {
        uint32_t above = tokens[noun].head;
        while (above != ATTEST_NO_INDEX && tokens[above].upos != ATTEST_UPOS_VERB) {
            above = tokens[above].head;
        }
        if (above != ATTEST_NO_INDEX) {
            tokens[word].head = above;
            tokens[word].deprel = ATTEST_VIEW("advcl");
        }
        return;
    }
    uint32_t comma = child(sentence, word, "punct", noun + 1, word);
    if (comma != ATTEST_NO_INDEX && is_comma(sentence, comma) && word + 1 < sentence->token_count &&
        tokens[word + 1].upos == ATTEST_UPOS_ADP) {
        tokens[word].deprel = ATTEST_VIEW("acl");
    }
}

/* Is the verb all that is joined to its head, without "and", behind a comma? */
static int is_joined_by_comma(const attest_sentence *sentence, uint32_t word)
{
    uint32_t head = sentence->tokens[word].head;
    uint32_t comma = child(sentence, word, "punct", head + 1, word);
    return comma != ATTEST_NO_INDEX && is_comma(sentence, comma) &&
           child(sentence, word, "cc", head, word + REACH) == ATTEST_NO_INDEX &&
           child(sentence, word, "conj", word, word + REACH) == ATTEST_NO_INDEX &&
           child(sentence, head, "conj", head, word) == ATTEST_NO_INDEX &&
           child(sentence, head, "conj", word + 1, word + REACH) == ATTEST_NO_INDEX;
}

/* "Said that they can fly because nobody shoots", read as two things that were said: the second is the reason of the first. */
static void repair_reason(attest_sentence *sentence, attest_view adverbial, uint32_t word)
{
    attest_token *tokens = sentence->tokens;
    uint32_t verb = tokens[word].head;
    attest_view kind;
    if (!is_label(&tokens[word], "ccomp") || verb == ATTEST_NO_INDEX || verb > word || word - verb > REACH) {
        return;
    }
    uint32_t content = child(sentence, verb, "ccomp", verb + 1, word);
    uint32_t mark = content == ATTEST_NO_INDEX ? ATTEST_NO_INDEX : child(sentence, word, "mark", content + 1, word);
    if (mark != ATTEST_NO_INDEX && attest_i_table_find(adverbial, tokens[mark].lemma, &kind) == ATTEST_OK) {
        tokens[word].head = content;
        tokens[word].deprel = ATTEST_VIEW("advcl");
    }
}

void attest_i_tree_repair_phrase(attest_sentence *sentence, const attest_i_phrase_tables *tables, uint32_t word)
{
    repair_apposition(sentence, word);
    repair_as(sentence, word);
    repair_infinitive(sentence, tables->object_control, word);
    repair_inner_subject(sentence, word);
    repair_object(sentence, word);
    repair_adjective(sentence, word);
    repair_reason(sentence, tables->adverbial, word);
}

void attest_i_tree_repair_participle(attest_sentence *sentence, uint32_t word)
{
    attest_token *tokens = sentence->tokens;
    uint32_t head = tokens[word].head;
    if (tokens[word].upos != ATTEST_UPOS_VERB || head == ATTEST_NO_INDEX || head >= word || word - head > REACH) {
        return;
    }
    int past = attest_view_equal(tokens[word].xpos, ATTEST_VIEW("VBD")) ||
               attest_view_equal(tokens[word].xpos, ATTEST_VIEW("VBN"));
    uint32_t noun = ATTEST_NO_INDEX;
    if (past && is_label(&tokens[word], "conj") && tokens[head].upos == ATTEST_UPOS_VERB &&
        attest_view_equal(tokens[head].xpos, ATTEST_VIEW("VBD")) &&
        child(sentence, word, "nsubj", head, word) == ATTEST_NO_INDEX &&
        child(sentence, word, "aux", head, word) == ATTEST_NO_INDEX && is_joined_by_comma(sentence, word)) {
        noun = child(sentence, head, "obj", head + 1, word);
    } else if (attest_view_equal(tokens[word].xpos, ATTEST_VIEW("VBG")) && is_label(&tokens[word], "advcl") &&
               child(sentence, word, "mark", head, word) == ATTEST_NO_INDEX &&
               child(sentence, word, "nsubj", head, word) == ATTEST_NO_INDEX &&
               child(sentence, word, "aux", head, word) == ATTEST_NO_INDEX &&
               child(sentence, word, "punct", head + 1, word) != ATTEST_NO_INDEX) {
        uint32_t begin = head > REACH ? head - REACH : 0;
        uint32_t part = child(sentence, head, "nsubj", begin, head);
        uint32_t owner = part != ATTEST_NO_INDEX ? child(sentence, part, "nmod:poss", begin, part) : ATTEST_NO_INDEX;
        if (is_label(&tokens[head], "acl") && attest_view_equal(tokens[head].xpos, ATTEST_VIEW("VBG"))) {
            noun = tokens[head].head;
        } else if (is_label(&tokens[head], "advcl") && tokens[head].head < head && owner != ATTEST_NO_INDEX &&
                   tokens[owner].upos == ATTEST_UPOS_PRON &&
                   child(sentence, head, "mark", begin, part) != ATTEST_NO_INDEX) {
            uint32_t object = child(sentence, tokens[head].head, "obj", tokens[head].head, head);
            int several = attest_view_equal(tokens[owner].lemma, ATTEST_VIEW("their"));
            noun = object != ATTEST_NO_INDEX && several == attest_view_equal(tokens[object].xpos, ATTEST_VIEW("NNS"))
                       ? object
                       : ATTEST_NO_INDEX;
        }
    }
    if (noun != ATTEST_NO_INDEX && is_noun(&tokens[noun])) {
        tokens[word].head = noun;
        tokens[word].deprel = ATTEST_VIEW("acl");
        tokens[word].xpos = past ? ATTEST_VIEW("VBN") : tokens[word].xpos;
    }
}
