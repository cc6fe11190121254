/* Trees around numbers, put right where the words leave no choice: "injured more than 200", "lost up to 20 seats", "a magnitude 6.1 earthquake". */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/repair_number.h"

#include "base/embedded.h"
#include "language/repair_label.h"
#include "language/repair_passive.h"
#include "language/table.h"

static int is_lemma(const attest_sentence *sentence, uint32_t token, const char *lemma)
{
    return token < sentence->token_count && attest_view_equal(sentence->tokens[token].lemma, attest_view_of(lemma));
}

/* Does `head` have a dependent with that relation between `begin` and `end`? */
static int has_child(const attest_sentence *sentence, uint32_t head, const char *label, uint32_t begin, uint32_t end)
{
    for (uint32_t i = begin; i < end && i < sentence->token_count; i++) {
        const attest_token *token = &sentence->tokens[i];
        size_t size = attest_view_of(label).size;
        if (token->head == head && token->deprel.size >= size &&
            attest_view_equal((attest_view){token->deprel.data, size}, attest_view_of(label))) {
            return 1;
        }
    }
    return 0;
}

static int needs_object(const attest_sentence *sentence, attest_view transitive, uint32_t verb)
{
    return sentence->tokens[verb].upos == ATTEST_UPOS_VERB &&
           attest_i_needs_object(transitive, sentence->tokens[verb].lemma) &&
           !has_child(sentence, verb, "obj", 0, sentence->token_count) &&
           !has_child(sentence, verb, "aux:pass", 0, verb) && !has_child(sentence, verb, "nsubj:pass", 0, verb);
}

/* The first word of a number with what says how exact it is. */
static uint32_t first_of(const attest_sentence *sentence, uint32_t number)
{
    uint32_t first = number;
    while (first > 0 && (sentence->tokens[first - 1].head == number ||
                         (first > 1 && sentence->tokens[first - 1].head == first - 2))) { /* "than" of "more" */
        first--;
    }
    return first;
}

/* "Injuring more than 200", "more than 200 were hurt": a bare number without a preposition is an object or a subject. */
static void repair_bare(attest_sentence *sentence, attest_view transitive, uint32_t number)
{
    attest_token *token = &sentence->tokens[number];
    uint32_t verb = token->head;
    if (token->upos != ATTEST_UPOS_NUM || !is_label(token, "obl") || verb == ATTEST_NO_INDEX ||
        sentence->tokens[verb].upos != ATTEST_UPOS_VERB) {
        return;
    }
    uint32_t first = first_of(sentence, number);
    int exact = first < number && (is_lemma(sentence, first + 1, "than") || is_lemma(sentence, first + 1, "least"));
    if (!exact) {
        return;
    }
    uint32_t next = number + 1;
    while (next < verb && sentence->tokens[next].head == verb && sentence->tokens[next].upos == ATTEST_UPOS_AUX) {
        next++;
    }
    if (first == verb + 1 && needs_object(sentence, transitive, verb)) {
        token->deprel = ATTEST_VIEW("obj");
    } else if (number < verb && next == verb && !has_child(sentence, verb, "nsubj", 0, verb)) {
        int passive = has_child(sentence, verb, "aux:pass", number, verb);
        token->deprel = passive ? ATTEST_VIEW("nsubj:pass") : ATTEST_VIEW("nsubj");
    }
}

/* "Lost up to 20 seats", read as if they lost up: the two words say how exact the number is. */
static void repair_up_to(attest_sentence *sentence, attest_view transitive, uint32_t up)
{
    uint32_t number = up + 2;
    if (number >= sentence->token_count || !is_lemma(sentence, up, "up") || !is_lemma(sentence, up + 1, "to") ||
        !is_label(&sentence->tokens[up], "compound:prt") || !is_label(&sentence->tokens[up + 1], "case") ||
        sentence->tokens[number].upos != ATTEST_UPOS_NUM || sentence->tokens[up].head + 1 != up) {
        return;
    }
    uint32_t verb = sentence->tokens[up].head;
    attest_token *noun = &sentence->tokens[sentence->tokens[up + 1].head];
    if (noun->head == verb && is_label(noun, "obl") && needs_object(sentence, transitive, verb)) {
        noun->deprel = ATTEST_VIEW("obj");
    }
    while (sentence->tokens[number].head == number + 1 &&
           sentence->tokens[number + 1].upos == ATTEST_UPOS_NUM) { /* "3 million" */
        number++;
    }
    if (is_below(sentence, number, up) || is_below(sentence, number, up + 1)) {
        return;
    }
    sentence->tokens[up].head = number;
    sentence->tokens[up].deprel = ATTEST_VIEW("advmod");
    sentence->tokens[up + 1].head = up;
    sentence->tokens[up + 1].deprel = ATTEST_VIEW("fixed");
}

/* "A magnitude 6.1 earthquake struck", read as a magnitude, which is an earthquake: the last noun is what struck. */
static void repair_measure(attest_sentence *sentence, uint32_t measure)
{
    uint32_t number = measure + 1;
    uint32_t thing = measure + 2;
    if (thing >= sentence->token_count || sentence->tokens[measure].upos != ATTEST_UPOS_NOUN ||
        !attest_view_equal(sentence->tokens[measure].xpos, ATTEST_VIEW("NN")) ||
        sentence->tokens[number].upos != ATTEST_UPOS_NUM ||
        (sentence->tokens[thing].upos != ATTEST_UPOS_NOUN && sentence->tokens[thing].upos != ATTEST_UPOS_PROPN) ||
        attest_view_equal(sentence->tokens[thing].xpos, ATTEST_VIEW("NNS"))) { /* "a place, five stars" */
        return;
    }
    attest_token *first = &sentence->tokens[measure];
    attest_token *last = &sentence->tokens[thing];
    int counted = (sentence->tokens[number].head == measure || sentence->tokens[number].head == thing) &&
                  is_label(&sentence->tokens[number], "nummod");
    int inside = last->head == measure && is_label(last, "appos");
    int beside = last->head == first->head && attest_view_equal(last->deprel, first->deprel);
    if (!counted || (!inside && !beside)) {
        return;
    }
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        if (sentence->tokens[i].head == measure && i != number) {
            sentence->tokens[i].head = thing;
        }
    }
    last->head = first->head;
    last->deprel = first->deprel;
    first->head = thing;
    first->deprel = ATTEST_VIEW("compound");
    sentence->tokens[number].head = measure;
}

/* "Showed at least three vessels", read as if it showed something at them: "at least" says how exact the number is. */
static void repair_at_least(attest_sentence *sentence, uint32_t at)
{
    attest_token *tokens = sentence->tokens;
    uint32_t least = at + 1;
    uint32_t number = at + 2;
    if (at == 0 || number >= sentence->token_count || !is_lemma(sentence, at, "at") || !is_label(&tokens[at], "case") ||
        tokens[number].upos != ATTEST_UPOS_NUM || !is_label(&tokens[number], "nummod") ||
        (!attest_view_equal(tokens[least].form, ATTEST_VIEW("least")) &&
         !attest_view_equal(tokens[least].form, ATTEST_VIEW("most")))) {
        return;
    }
    uint32_t noun = tokens[number].head;
    if (is_below(sentence, least, at)) {
        return;
    }
    tokens[at].head = least;
    attest_token *token = &tokens[noun];
    attest_view kind;
    attest_view measures = {NULL, 0};
    if (is_label(token, "obl") && token->head + 1 == at &&
        !has_child(sentence, token->head, "obj", 0, sentence->token_count) &&
        attest_i_embedded_find(ATTEST_VIEW("lexicons/time-unit.tsv"), &measures) == ATTEST_OK) {
        int measure = attest_i_table_find(measures, token->lemma, &kind) == ATTEST_OK;
        token->deprel = measure ? ATTEST_VIEW("obl:unmarked") : ATTEST_VIEW("obj");
    }
}

/* "More than 200 were hurt, about 30 of them seriously", read as if all were: the word behind the number belongs to it. */
static void repair_share(attest_sentence *sentence, uint32_t number)
{
    const attest_token *token = &sentence->tokens[number];
    uint32_t of = number + 1;
    uint32_t adverb = number + 3;
    uint32_t first = first_of(sentence, number);
    if (adverb >= sentence->token_count || !is_lemma(sentence, of, "of") ||
        sentence->tokens[number + 2].head != number || sentence->tokens[adverb].head != token->head ||
        !is_label(&sentence->tokens[adverb], "advmod") || first == 0 ||
        (!is_lemma(sentence, first, ",") && !is_lemma(sentence, first - 1, ",")) ||
        (!is_label(token, "obl") && !is_label(token, "obj"))) {
        return;
    }
    sentence->tokens[adverb].head = number;
}

/* "They filled the hall, some carrying spades", read as if they filled the spades, too, and "gardeners, some carrying spades", as if they were some
 * spades: some of them carry those. */
static void repair_some(attest_sentence *sentence, uint32_t verb)
{
    attest_token *tokens = sentence->tokens;
    uint32_t object = tokens[verb].head;
    uint32_t some = verb - 1;
    if (verb < 2 || !attest_view_equal(tokens[verb].xpos, ATTEST_VIEW("VBG")) || !is_label(&tokens[verb], "amod") ||
        object == ATTEST_NO_INDEX || object < verb || tokens[some].head != object || !is_label(&tokens[some], "det") ||
        (!is_lemma(sentence, some, "some") && !is_lemma(sentence, some, "many") && !is_lemma(sentence, some, "most")) ||
        !is_lemma(sentence, some - 1, ",")) {
        return;
    }
    int second = is_label(&tokens[object], "obj") && has_child(sentence, tokens[object].head, "obj", 0, some);
    if (!second && !is_label(&tokens[object], "appos")) {
        return;
    }
    tokens[verb].head = tokens[object].head;
    tokens[verb].deprel = second ? ATTEST_VIEW("advcl") : ATTEST_VIEW("acl");
    tokens[some].head = verb;
    tokens[some].deprel = ATTEST_VIEW("nsubj");
    tokens[some].upos = ATTEST_UPOS_PRON;
    tokens[object].head = verb;
    tokens[object].deprel = ATTEST_VIEW("obj");
}

void attest_i_tree_repair_numbers(attest_sentence *sentence, attest_view transitive)
{
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        if (sentence->tokens[i].upos == ATTEST_UPOS_NUM) {
            repair_bare(sentence, transitive, i);
            repair_share(sentence, i);
        } else if (sentence->tokens[i].upos == ATTEST_UPOS_NOUN) {
            repair_measure(sentence, i);
        } else {
            repair_some(sentence, i);
            repair_at_least(sentence, i);
            repair_up_to(sentence, transitive, i);
        }
    }
}
