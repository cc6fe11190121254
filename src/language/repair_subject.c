/* Verbs with two subjects: the other one is an office in front of a name, the subject of another clause, or stands before the sentence. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/repair_subject.h"

#include "language/repair_label.h"
#include "language/table.h"

/* Tokens before a second subject in which the first is looked for; and those on either side of a verb in which anything else is. */
#define REACH 60u
#define CLAUSE 250u

/* Not "nsubj:outer", which stands beside another subject by right. */
static int is_subject(const attest_token *token)
{
    return is_label(token, "nsubj") || is_label(token, "nsubj:pass");
}

/* The nearest earlier subject of the same verb; ATTEST_NO_INDEX: none. */
static uint32_t earlier_subject(const attest_sentence *sentence, uint32_t second)
{
    uint32_t verb = sentence->tokens[second].head;
    for (uint32_t i = second; i > 0 && i + REACH > second; i--) {
        if (sentence->tokens[i - 1].head == verb && is_subject(&sentence->tokens[i - 1])) {
            return i - 1;
        }
    }
    return ATTEST_NO_INDEX;
}

static int has_comma(const attest_sentence *sentence, uint32_t begin, uint32_t end)
{
    while (begin < end && !attest_view_equal(sentence->tokens[begin].form, ATTEST_VIEW(","))) {
        begin++;
    }
    return begin < end;
}

static int has_subject(const attest_sentence *sentence, uint32_t clause)
{
    for (uint32_t i = clause > CLAUSE ? clause - CLAUSE : 0; i < sentence->token_count && i < clause + CLAUSE; i++) {
        const attest_token *token = &sentence->tokens[i];
        if (token->head == clause && (is_subject(token) || is_label(token, "csubj") || is_label(token, "expl"))) {
            return 1;
        }
    }
    return 0;
}

/* What is said, between the two tokens, of which nobody seems to be the subject; ATTEST_NO_INDEX: nothing. */
static uint32_t content_without_subject(const attest_sentence *sentence, uint32_t verb, uint32_t begin, uint32_t end)
{
    for (uint32_t i = begin; i < end && i < begin + CLAUSE; i++) {
        const attest_token *token = &sentence->tokens[i];
        if (token->head == verb && is_label(token, "ccomp") && !has_subject(sentence, i)) {
            return i;
        }
    }
    return ATTEST_NO_INDEX;
}

/* "candidate Ann Bee": a role in front of a name. */
static int is_office(const attest_sentence *sentence, attest_view titles, uint32_t first, uint32_t second)
{
    const attest_token *name = &sentence->tokens[second];
    attest_view classes;
    return second == first + 1 && name->upos == ATTEST_UPOS_PROPN && name->form.size > 0 && name->form.data[0] >= 'A' &&
           name->form.data[0] <= 'Z' &&
           attest_i_table_find(titles, sentence->tokens[first].lemma, &classes) == ATTEST_OK;
}

/* "who", "which", or a noun with "whose". */
static int is_relative(const attest_sentence *sentence, uint32_t subject)
{
    const attest_token *tokens = sentence->tokens;
    int found = 0;
    for (uint32_t i = subject > 3 ? subject - 3 : 0; i <= subject; i++) {
        int wh = attest_view_equal(tokens[i].xpos, ATTEST_VIEW("WP")) ||
                 attest_view_equal(tokens[i].xpos, ATTEST_VIEW("WDT")) ||
                 attest_view_equal(tokens[i].form, ATTEST_VIEW("whose"));
        found |= wh && (i == subject || tokens[i].head == subject);
    }
    return found;
}

/* "A row with Dee, now the mayor, who said it", read as if the mayor said it in passing: the mayor is Dee, and "who" says it. */
static void part_apposition(attest_sentence *sentence, uint32_t first, uint32_t verb)
{
    attest_token *tokens = sentence->tokens;
    uint32_t begin = first;
    while (begin > 0 && tokens[begin - 1].head == first) {
        begin--;
    }
    if (tokens[verb].head == ATTEST_NO_INDEX || begin < 2) {
        return;
    }
    uint32_t comma = attest_view_equal(tokens[begin].form, ATTEST_VIEW(",")) ? begin : begin - 1;
    if (comma == 0 || !attest_view_equal(tokens[comma].form, ATTEST_VIEW(",")) ||
        (tokens[comma - 1].upos != ATTEST_UPOS_PROPN && tokens[comma - 1].upos != ATTEST_UPOS_NOUN)) {
        return;
    }
    uint32_t name = comma - 1;
    while (is_label(&tokens[name], "flat")) {
        name = tokens[name].head;
    }
    if (is_below(sentence, name, verb)) {
        return;
    }
    tokens[first].head = name;
    tokens[first].deprel = ATTEST_VIEW("appos");
    tokens[verb].head = first;
    tokens[verb].deprel = ATTEST_VIEW("acl:relcl");
}

/* "States led by Norway and groups met", read as if groups met: who led is the agent of the participle. */
static int part_agent(attest_sentence *sentence, uint32_t first, uint32_t second)
{
    attest_token *tokens = sentence->tokens;
    for (uint32_t i = first + 1; i + 1 < second; i++) {
        if (tokens[i].head == first && attest_view_equal(tokens[i].xpos, ATTEST_VIEW("VBN")) &&
            attest_view_equal(tokens[i + 1].form, ATTEST_VIEW("by")) && !has_comma(sentence, i, second)) {
            tokens[second].head = i;
            tokens[second].deprel = ATTEST_VIEW("obl:agent");
            return 1;
        }
    }
    return 0;
}

/* "Dee, whose speech pleased the court, left", read as if the speech left, too: the first verb is the relative clause's, the second one has the first subject. */
static void part_relative(attest_sentence *sentence, uint32_t first, uint32_t verb)
{
    attest_token *tokens = sentence->tokens;
    uint32_t main = verb + 1;
    while (main < sentence->token_count && main < verb + CLAUSE &&
           (tokens[main].head != verb || !is_label(&tokens[main], "conj") || has_subject(sentence, main) ||
            !has_comma(sentence, verb, main))) {
        main++;
    }
    if (main >= sentence->token_count || main >= verb + CLAUSE) {
        part_apposition(sentence, first, verb);
        return;
    }
    for (uint32_t i = main + 1; i < sentence->token_count; i++) {
        if (tokens[i].head == verb) {
            tokens[i].head = main;
        }
    }
    tokens[main].head = tokens[verb].head;
    tokens[main].deprel = tokens[verb].deprel;
    tokens[first].head = main;
    tokens[verb].head = first;
    tokens[verb].deprel = ATTEST_VIEW("acl:relcl");
}

/* "The candidate", "his wife", "Dee's lawyer". */
static int is_determined(const attest_sentence *sentence, uint32_t noun)
{
    for (uint32_t i = noun > REACH ? noun - REACH : 0; i < noun; i++) {
        const attest_token *token = &sentence->tokens[i];
        if (token->head == noun && (is_label(token, "det") || is_label(token, "nmod:poss"))) {
            return 1;
        }
    }
    return 0;
}

/* "Candidate Ann Bee", read as a candidate, namely Ann Bee: a role in front of a name describes the name, which is the head. Behind a determiner it is
 * the other way round in the treebanks: "the candidate", and the name in apposition. */
static void repair_office(attest_sentence *sentence, attest_view titles, uint32_t office)
{
    attest_token *tokens = sentence->tokens;
    uint32_t name = office + 1;
    if (name >= sentence->token_count || tokens[name].head != office || !is_label(&tokens[name], "appos") ||
        tokens[office].upos != ATTEST_UPOS_NOUN || !is_office(sentence, titles, office, name) ||
        is_determined(sentence, office)) {
        return;
    }
    for (uint32_t i = 0; i < office; i++) {
        if (tokens[i].head == office &&
            (is_label(&tokens[i], "case") || is_label(&tokens[i], "cc") || is_label(&tokens[i], "punct"))) {
            tokens[i].head = name;
        }
    }
    for (uint32_t i = name + 1; i < sentence->token_count; i++) {
        if (tokens[i].head == office) {
            tokens[i].head = name;
        }
    }
    tokens[name].head = tokens[office].head;
    tokens[name].deprel = tokens[office].deprel;
    tokens[office].head = name;
    tokens[office].deprel = ATTEST_VIEW("nmod:desc");
}

/* "A spokesman for Firm, the group that sold it", read as if the spokesman were the group: what is no role of a person is what the name in front of it is.
 * `noun` is the apposition. */
static void repair_apposition(attest_sentence *sentence, attest_view titles, uint32_t noun)
{
    attest_token *tokens = sentence->tokens;
    attest_view classes;
    uint32_t person = tokens[noun].head;
    if (!is_label(&tokens[noun], "appos") || person == ATTEST_NO_INDEX || person > noun ||
        tokens[noun].upos != ATTEST_UPOS_NOUN || tokens[person].upos != ATTEST_UPOS_NOUN ||
        attest_i_table_find(titles, tokens[person].lemma, &classes) != ATTEST_OK ||
        attest_i_table_find(titles, tokens[noun].lemma, &classes) == ATTEST_OK) {
        return;
    }
    uint32_t comma = noun;
    while (comma > person && !attest_view_equal(tokens[comma].form, ATTEST_VIEW(","))) {
        comma--;
    }
    uint32_t name = comma > person + 1 ? comma - 1 : person;
    while (name > person &&
           (is_label(&tokens[name], "flat") || is_label(&tokens[name], "punct") || is_label(&tokens[name], "appos")) &&
           tokens[name].head != ATTEST_NO_INDEX && tokens[name].head > person) {
        name = tokens[name].head;
    }
    if (name > person && name < comma && tokens[name].upos == ATTEST_UPOS_PROPN && tokens[name].head == person &&
        is_label(&tokens[name], "nmod")) {
        tokens[noun].head = name;
    }
}

void attest_i_tree_repair_subject(attest_sentence *sentence, attest_view titles, uint32_t second)
{
    attest_token *tokens = sentence->tokens;
    repair_office(sentence, titles, second);
    repair_apposition(sentence, titles, second);
    uint32_t verb = tokens[second].head;
    if (!is_subject(&tokens[second]) || verb == ATTEST_NO_INDEX) {
        return;
    }
    uint32_t first = earlier_subject(sentence, second);
    if (first == ATTEST_NO_INDEX) {
        return;
    }
    if (is_office(sentence, titles, first, second)) {
        int determined = is_determined(sentence, first);
        tokens[determined ? second : first].head = determined ? first : second;
        tokens[determined ? second : first].deprel = determined ? ATTEST_VIEW("appos") : ATTEST_VIEW("nmod:desc");
        return;
    }
    if (second < verb && part_agent(sentence, first, second)) {
        return;
    }
    if (first < verb && verb < second) {
        uint32_t content = content_without_subject(sentence, verb, second + 1, sentence->token_count);
        if (content != ATTEST_NO_INDEX) {
            tokens[second].head = content;
            return;
        }
    }
    if (!has_comma(sentence, first + 1, second)) {
        return;
    }
    if (is_relative(sentence, second)) {
        part_relative(sentence, first, verb);
        return;
    }
    uint32_t content = content_without_subject(sentence, verb, first + 1, second < verb ? second : verb);
    if (content != ATTEST_NO_INDEX) {
        tokens[first].head = content;
    } else if (second < verb) {
        tokens[first].deprel = ATTEST_VIEW("dislocated");
    }
}
