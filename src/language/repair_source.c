/* Trees around those who say or do something, put right where they were hung on a noun beside their verb: "according to", "by". */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/repair_source.h"

#include "base/embedded.h"
#include "language/repair_label.h"
#include "language/table.h"

/* Tokens in front of a verb in which its dependents are looked for. */
#define REACH 60u

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

static int is_tense(const attest_token *verb)
{
    static const char *const finite[] = {"VBD", "VBZ", "VBP"};
    for (size_t i = 0; i < sizeof finite / sizeof finite[0]; i++) {
        if (attest_view_equal(verb->xpos, attest_view_of(finite[i]))) {
            return 1;
        }
    }
    return 0;
}

static int is_finite(const attest_sentence *sentence, uint32_t verb)
{
    return is_tense(&sentence->tokens[verb]) || has_child(sentence, verb, "aux") ||
           has_child(sentence, verb, "aux:pass") || has_child(sentence, verb, "cop");
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

/* "It failed, the source added", with the last clause as something that failed, or as one of two that are joined by nothing: it stands beside the rest. */
static void repair_trailing(attest_sentence *sentence, uint32_t verb)
{
    attest_token *tokens = sentence->tokens;
    uint32_t head = tokens[verb].head;
    int joined = is_label(&tokens[verb], "conj") && !has_child(sentence, verb, "cc");
    if (head == ATTEST_NO_INDEX || head > verb || (!joined && !is_label(&tokens[verb], "ccomp")) ||
        tokens[verb].upos != ATTEST_UPOS_VERB || !is_tense(&tokens[verb]) || has_child(sentence, verb, "mark")) {
        return;
    }
    for (uint32_t i = verb + 1; i < sentence->token_count; i++) {
        if (tokens[i].upos != ATTEST_UPOS_PUNCT) {
            return;
        }
    }
    uint32_t first = verb;
    uint32_t subject = child(sentence, verb, "nsubj", head + 1, verb);
    while (first > head + 1 && tokens[first - 1].upos != ATTEST_UPOS_PUNCT) {
        first--;
    }
    if (subject == ATTEST_NO_INDEX || subject < first || first == head + 1) {
        return;
    }
    while (tokens[head].head != ATTEST_NO_INDEX) {
        head = tokens[head].head;
    }
    tokens[verb].head = head;
    tokens[verb].deprel = ATTEST_VIEW("parataxis");
}

/* "Shows in detail how firms pay", "learned during the debate that he will": a clause with "how" or "that" in front is what the verb has for its content, and
 * tells nothing of a noun of circumstance between the two. */
static void repair_content(attest_sentence *sentence, uint32_t clause)
{
    attest_token *tokens = sentence->tokens;
    uint32_t noun = tokens[clause].head;
    if (!is_label(&tokens[clause], "acl:relcl") || noun > clause || !is_label(&tokens[noun], "obl") ||
        tokens[noun].head == ATTEST_NO_INDEX || tokens[noun].head > noun ||
        tokens[tokens[noun].head].upos != ATTEST_UPOS_VERB) {
        return;
    }
    uint32_t mark = child(sentence, clause, "mark", noun + 1, clause);
    uint32_t how = child(sentence, clause, "advmod", noun + 1, clause);
    int that = mark == noun + 1 && attest_view_equal(tokens[mark].lemma, ATTEST_VIEW("that"));
    int asks = how == noun + 1 && attest_view_equal(tokens[how].lemma, ATTEST_VIEW("how"));
    attest_view contents;
    attest_view kind;
    if (that && attest_i_embedded_find(ATTEST_VIEW("morphology/content-noun.tsv"), &contents) == ATTEST_OK &&
        attest_i_table_find(contents, tokens[noun].lemma, &kind) == ATTEST_OK &&
        !attest_view_equal(kind, ATTEST_VIEW("verb"))) {
        tokens[clause].deprel = ATTEST_VIEW("acl"); /* "with reports that he left" */
        return;
    }
    if ((that || asks) && child(sentence, noun, "case", tokens[noun].head, noun) != ATTEST_NO_INDEX &&
        !has_child(sentence, tokens[noun].head, "obj") && !has_child(sentence, tokens[noun].head, "ccomp")) {
        tokens[clause].head = tokens[noun].head;
        tokens[clause].deprel = ATTEST_VIEW("ccomp");
    }
}

static int is_below_or_mark(const attest_sentence *sentence, uint32_t token, uint32_t above)
{
    return sentence->tokens[token].upos == ATTEST_UPOS_PUNCT || is_below(sentence, token, above);
}

/* "It ends with footage of Bee saying on Monday, 'I did it'", with the quotation beside the end: it is what was said last in front of it. */
static void repair_said(attest_sentence *sentence, uint32_t quoted)
{
    attest_token *tokens = sentence->tokens;
    uint32_t saying = quoted;
    if ((!is_label(&tokens[quoted], "parataxis") && !is_label(&tokens[quoted], "ccomp")) ||
        tokens[quoted].head > quoted) {
        return;
    }
    while (saying > tokens[quoted].head &&
           !(is_label(&tokens[saying], "acl") && attest_view_equal(tokens[saying].xpos, ATTEST_VIEW("VBG")))) {
        saying--;
    }
    if (saying <= tokens[quoted].head || has_child(sentence, saying, "obj") || has_child(sentence, saying, "ccomp")) {
        return;
    }
    uint32_t first = saying + 1;
    while (first < quoted && is_below_or_mark(sentence, first, saying)) {
        first++;
    }
    int opens = first > saying + 2 && attest_view_equal(tokens[first - 2].form, ATTEST_VIEW(",")) &&
                tokens[first - 1].upos == ATTEST_UPOS_PUNCT;
    for (uint32_t i = first; i < quoted; i++) {
        opens &= is_below_or_mark(sentence, i, quoted);
    }
    if (opens) {
        tokens[quoted].head = saying;
        tokens[quoted].deprel = ATTEST_VIEW("ccomp");
    }
}

/* "A person briefed on the talks, who feared reprisals, said it failed", read as if said that somebody briefed: what is said stands behind, so that the
 * clause in front is a participle, and its subject the one who speaks, of whom the relative clause tells. */
static void repair_briefed(attest_sentence *sentence, uint32_t verb)
{
    attest_token *tokens = sentence->tokens;
    uint32_t begin = verb > REACH ? verb - REACH : 0;
    uint32_t clause = child(sentence, verb, "ccomp", begin, verb);
    int below = is_label(&tokens[verb], "ccomp") ||
                (is_label(&tokens[verb], "conj") && child(sentence, verb, "cc", begin, verb) == ATTEST_NO_INDEX);
    if (clause == ATTEST_NO_INDEX && below && tokens[verb].head < verb &&
        attest_view_equal(tokens[verb - 1].form, ATTEST_VIEW(","))) {
        clause = tokens[verb].head; /* the other way round */
    }
    if (tokens[verb].upos != ATTEST_UPOS_VERB || clause == ATTEST_NO_INDEX ||
        child(sentence, verb, "nsubj", begin, sentence->token_count) != ATTEST_NO_INDEX ||
        child(sentence, verb, "ccomp", verb + 1, sentence->token_count) == ATTEST_NO_INDEX ||
        (!attest_view_equal(tokens[clause].xpos, ATTEST_VIEW("VBD")) &&
         !attest_view_equal(tokens[clause].xpos, ATTEST_VIEW("VBN")))) {
        return;
    }
    uint32_t subject = child(sentence, clause, "nsubj", begin, clause);
    if (subject == ATTEST_NO_INDEX || child(sentence, clause, "obj", clause, verb) != ATTEST_NO_INDEX ||
        child(sentence, clause, "aux", begin, clause) != ATTEST_NO_INDEX) {
        return;
    }
    if (tokens[verb].head == clause) {
        tokens[verb].head = tokens[clause].head;
        tokens[verb].deprel = tokens[clause].deprel;
        for (uint32_t i = verb + 1; i < sentence->token_count; i++) {
            tokens[i].head = tokens[i].head == clause ? verb : tokens[i].head;
        }
    }
    tokens[subject].head = verb;
    tokens[subject].deprel = ATTEST_VIEW("nsubj");
    tokens[clause].head = subject;
    tokens[clause].deprel = ATTEST_VIEW("acl");
    tokens[clause].xpos = ATTEST_VIEW("VBN");
    for (uint32_t i = clause + 1; i < verb; i++) {
        uint32_t who = is_label(&tokens[i], "acl:relcl") ? child(sentence, i, "nsubj", clause, i) : ATTEST_NO_INDEX;
        if (who != ATTEST_NO_INDEX && attest_view_equal(tokens[who].lemma, ATTEST_VIEW("who")) &&
            tokens[tokens[i].head].head == clause && tokens[tokens[i].head].upos == ATTEST_UPOS_NOUN) {
            tokens[i].head = subject;
        }
    }
}

/* "The poll showed Bee doing better", with Bee as the one it was shown to: there is nothing else to be shown. */
static void repair_shown(attest_sentence *sentence, uint32_t noun)
{
    attest_token *tokens = sentence->tokens;
    uint32_t verb = tokens[noun].head;
    if (!is_label(&tokens[noun], "iobj") || verb > noun || has_child(sentence, verb, "obj") ||
        has_child(sentence, verb, "ccomp")) {
        return;
    }
    uint32_t doing = child(sentence, verb, "xcomp", noun + 1, sentence->token_count);
    if (doing != ATTEST_NO_INDEX && attest_view_equal(tokens[doing].xpos, ATTEST_VIEW("VBG"))) {
        tokens[noun].deprel = ATTEST_VIEW("obj");
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
    repair_trailing(sentence, word);
    if (sentence->tokens[word].head != ATTEST_NO_INDEX) {
        repair_content(sentence, word);
        repair_shown(sentence, word);
        repair_said(sentence, word);
    }
    repair_briefed(sentence, word);
    repair_agent(sentence, word);
}
