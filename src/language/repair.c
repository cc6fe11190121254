/* Trees as the network gives them, put right where the form of a verb rules out what it says. Little lexical knowledge: "with", "without",
 * verbs that need an object, nouns of events. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/repair.h"

#include "base/embedded.h"
#include "language/repair_clause.h"
#include "language/repair_label.h"
#include "language/repair_never.h"
#include "language/repair_number.h"
#include "language/repair_pair.h"
#include "language/repair_passive.h"
#include "language/repair_phrase.h"
#include "language/repair_source.h"
#include "language/repair_subject.h"
#include "language/repair_tags.h"
#include "language/table.h"

/* Tokens on either side of a verb in which its dependents are looked for: what the network sees at once. */
#define REACH 256u

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

/* The first dependent of `head` with that relation, within reach; ATTEST_NO_INDEX: none. */
static uint32_t child_of(const attest_sentence *sentence, uint32_t head, const char *label)
{
    for (uint32_t i = head > REACH ? head - REACH : 0; i < sentence->token_count && i < head + REACH; i++) {
        if (sentence->tokens[i].head == head && is_label(&sentence->tokens[i], label)) {
            return i;
        }
    }
    return ATTEST_NO_INDEX;
}

static int is_apart(const attest_sentence *sentence, uint32_t begin, uint32_t end)
{
    for (uint32_t i = begin; i < end; i++) {
        if (sentence->tokens[i].upos == ATTEST_UPOS_PUNCT) {
            return 1;
        }
    }
    return 0;
}

/* Is the token the head of a clause with a finite verb? */
static int is_finite_clause(const attest_sentence *sentence, uint32_t clause)
{
    static const char *const helpers[] = {"aux", "aux:pass", "cop"};
    for (size_t i = 0; i < sizeof helpers / sizeof helpers[0]; i++) {
        if (child_of(sentence, clause, helpers[i]) != ATTEST_NO_INDEX) {
            return 1;
        }
    }
    const attest_token *token = &sentence->tokens[clause];
    return token->upos == ATTEST_UPOS_VERB && !attest_view_equal(token->xpos, ATTEST_VIEW("VBG")) &&
           !attest_view_equal(token->xpos, ATTEST_VIEW("VBN"));
}

/* Can the form be a participle that stands alone? */
static int is_bare_participle(const attest_sentence *sentence, uint32_t verb)
{
    const attest_token *token = &sentence->tokens[verb];
    return token->upos == ATTEST_UPOS_VERB &&
           (attest_view_equal(token->xpos, ATTEST_VIEW("VBD")) || attest_view_equal(token->xpos, ATTEST_VIEW("VBN"))) &&
           !is_label(token, "acl:relcl") && child_of(sentence, verb, "aux") == ATTEST_NO_INDEX &&
           child_of(sentence, verb, "aux:pass") == ATTEST_NO_INDEX &&
           child_of(sentence, verb, "obj") == ATTEST_NO_INDEX;
}

/* The finite clause without a subject that such a verb seems to govern, right behind it: its subject is the verb's; ATTEST_NO_INDEX: none. */
static uint32_t clause_without_subject(const attest_sentence *sentence, uint32_t verb)
{
    static const char *const relations[] = {"ccomp", "advcl"};
    for (size_t i = 0; i < sizeof relations / sizeof relations[0]; i++) {
        uint32_t clause = child_of(sentence, verb, relations[i]);
        if (clause != ATTEST_NO_INDEX && clause > verb && is_finite_clause(sentence, clause) &&
            !has_subject(sentence, clause) && child_of(sentence, clause, "mark") == ATTEST_NO_INDEX &&
            !is_apart(sentence, verb, clause)) {
            return clause;
        }
    }
    return ATTEST_NO_INDEX;
}

/* "The plan announced on Monday pleased the council", read as if the plan announced something: the subject is that of the second verb, and the
 * first one modifies it. */
static void repair_participle(attest_sentence *sentence, uint32_t verb)
{
    uint32_t clause = is_bare_participle(sentence, verb) ? clause_without_subject(sentence, verb) : ATTEST_NO_INDEX;
    uint32_t subject = clause != ATTEST_NO_INDEX ? child_of(sentence, verb, "nsubj") : ATTEST_NO_INDEX;
    if (subject == ATTEST_NO_INDEX || subject > verb || sentence->tokens[subject].upos != ATTEST_UPOS_NOUN ||
        is_apart(sentence, subject, verb)) {
        return;
    }
    int passive = child_of(sentence, clause, "aux:pass") != ATTEST_NO_INDEX;
    for (uint32_t i = verb > REACH ? verb - REACH : 0; i < verb + REACH && i < sentence->token_count; i++) {
        if ((i < subject || i > clause) && sentence->tokens[i].head == verb) {
            sentence->tokens[i].head = clause;
        }
    }
    sentence->tokens[clause].head = sentence->tokens[verb].head;
    sentence->tokens[clause].deprel = sentence->tokens[verb].deprel;
    sentence->tokens[subject].head = clause;
    sentence->tokens[subject].deprel = passive ? ATTEST_VIEW("nsubj:pass") : ATTEST_VIEW("nsubj");
    sentence->tokens[verb].head = subject;
    sentence->tokens[verb].deprel = ATTEST_VIEW("acl");
    sentence->tokens[verb].xpos = ATTEST_VIEW("VBN");
}

/* "It failed without Norway paying", read as if "it" paid, without Norway: who stands between the preposition and the participle does it. Of
 * "with a man carrying a bag", where the participle is the man's, only "without" is a clause of its own. */
static void repair_absolute(attest_sentence *sentence, uint32_t noun)
{
    attest_token *token = &sentence->tokens[noun];
    uint32_t verb = noun + 1;
    if (verb >= sentence->token_count || !is_label(token, "obl") || token->head == ATTEST_NO_INDEX ||
        !attest_view_equal(sentence->tokens[verb].xpos, ATTEST_VIEW("VBG"))) {
        return;
    }
    uint32_t mark = child_of(sentence, noun, "case");
    if (mark == ATTEST_NO_INDEX || mark > noun) {
        return;
    }
    attest_token *participle = &sentence->tokens[verb];
    int without = attest_view_equal(sentence->tokens[mark].lemma, ATTEST_VIEW("without"));
    int with = attest_view_equal(sentence->tokens[mark].lemma, ATTEST_VIEW("with"));
    int beside = participle->head == token->head && is_label(participle, "advcl");
    int within = participle->head == noun && is_label(participle, "acl");
    if ((beside && (with || without)) || (within && without)) {
        participle->head = token->head;
        participle->deprel = ATTEST_VIEW("advcl");
        token->head = verb;
        token->deprel = ATTEST_VIEW("nsubj");
        sentence->tokens[mark].head = verb;
        sentence->tokens[mark].deprel = ATTEST_VIEW("mark");
    }
}

/* "Would not confirm or deny the report": the object hangs on the first of the two verbs, which the second shares it with, and not the other
 * way round, if the first is one of `transitive`. */
static void repair_shared_object(attest_sentence *sentence, attest_view transitive, uint32_t first)
{
    uint32_t second = first + 2;
    if (second >= sentence->token_count || sentence->tokens[first].upos != ATTEST_UPOS_VERB ||
        sentence->tokens[first + 1].upos != ATTEST_UPOS_CCONJ || sentence->tokens[second].head != first ||
        !is_label(&sentence->tokens[second], "conj") || child_of(sentence, first, "obj") != ATTEST_NO_INDEX ||
        child_of(sentence, first, "nsubj:pass") != ATTEST_NO_INDEX || has_subject(sentence, second) ||
        !attest_i_needs_object(transitive, sentence->tokens[first].lemma)) {
        return;
    }
    uint32_t object = child_of(sentence, second, "obj");
    if (object != ATTEST_NO_INDEX && object > second) {
        sentence->tokens[object].head = first;
    }
}

static int has_capital(const attest_token *token)
{
    return token->upos == ATTEST_UPOS_PROPN && token->form.size > 0 && token->form.data[0] >= 'A' &&
           token->form.data[0] <= 'Z';
}

/* "Ann Bee left", read as if Ann left, and Bee: two words of a name side by side are one. */
static void repair_name(attest_sentence *sentence, uint32_t first)
{
    uint32_t second = first + 1;
    if (second >= sentence->token_count || !has_capital(&sentence->tokens[first]) ||
        !has_capital(&sentence->tokens[second])) {
        return;
    }
    attest_token *token = &sentence->tokens[second];
    if (token->head == ATTEST_NO_INDEX || token->head != sentence->tokens[first].head ||
        !attest_view_equal(token->deprel, sentence->tokens[first].deprel) ||
        (!is_subject(token) && !is_label(token, "obj") && !is_label(token, "obl:agent"))) {
        return;
    }
    for (uint32_t i = second > REACH ? second - REACH : 0; i < second + REACH && i < sentence->token_count; i++) {
        if (sentence->tokens[i].head == second) {
            sentence->tokens[i].head = first;
        }
    }
    token->head = first;
    token->deprel = ATTEST_VIEW("flat");
}

/* "If they lose the port they lose the dock, he said", read as two things that he said, or as what he said if they lost it: the first is the condition of the second. `adverbial` is a
 * table of the words that begin such clauses. */
static void repair_condition(attest_sentence *sentence, attest_view adverbial, uint32_t clause)
{
    attest_view kind;
    attest_token *token = &sentence->tokens[clause];
    uint32_t mark = child_of(sentence, clause, "mark");
    mark = mark == ATTEST_NO_INDEX ? child_of(sentence, clause, "advmod") : mark;
    if ((!is_label(token, "ccomp") && !is_label(token, "advcl")) || mark == ATTEST_NO_INDEX || mark > clause ||
        attest_i_table_find(adverbial, sentence->tokens[mark].lemma, &kind) != ATTEST_OK) {
        return;
    }
    for (uint32_t i = clause + 1; i < sentence->token_count && i < clause + REACH; i++) {
        const attest_token *other = &sentence->tokens[i];
        if (other->head == token->head && is_label(other, "ccomp") && has_subject(sentence, i) &&
            child_of(sentence, i, "mark") == ATTEST_NO_INDEX && child_of(sentence, i, "cc") == ATTEST_NO_INDEX &&
            (token->head < clause || token->head > i)) {
            token->head = i;
            token->deprel = ATTEST_VIEW("advcl");
            return;
        }
    }
}

/* The outermost apposition that ends with the token; ATTEST_NO_INDEX: none does. */
static uint32_t apposition_ending(const attest_sentence *sentence, uint32_t token)
{
    uint32_t found = ATTEST_NO_INDEX;
    for (uint32_t steps = 0; steps < REACH; steps++) {
        const attest_token *at = &sentence->tokens[token];
        if (is_label(at, "appos") && at->head < token) {
            found = token;
        } else if (at->upos != ATTEST_UPOS_PROPN && at->upos != ATTEST_UPOS_NOUN) {
            return found;
        }
        if (at->head == ATTEST_NO_INDEX || at->head > token) {
            return found;
        }
        token = at->head;
    }
    return found;
}

/* "Until they leave Norway, the minister, Ann Bee, argued", read as if Norway were the minister: a finite verb behind what is said wants a subject. */
static void repair_late_subject(attest_sentence *sentence, uint32_t verb)
{
    uint32_t content = child_of(sentence, verb, "ccomp");
    if (!is_finite(&sentence->tokens[verb]) || verb < 2 || content == ATTEST_NO_INDEX || content > verb ||
        has_subject(sentence, verb) || !has_subject(sentence, content)) {
        return;
    }
    uint32_t last = sentence->tokens[verb - 1].upos == ATTEST_UPOS_PUNCT ? verb - 2 : verb - 1;
    uint32_t subject = apposition_ending(sentence, last);
    if (subject == ATTEST_NO_INDEX || subject < content || !is_below(sentence, subject, content)) {
        return;
    }
    sentence->tokens[subject].head = verb;
    sentence->tokens[subject].deprel = ATTEST_VIEW("nsubj");
}

/* "The minister denied having met her", read as if a denied minister met her: "having" is no finite verb, so the word before it is. */
static void repair_having(attest_sentence *sentence, uint32_t verb)
{
    attest_token *token = &sentence->tokens[verb];
    uint32_t having = child_of(sentence, verb, "aux");
    uint32_t subject = child_of(sentence, verb, "nsubj");
    if (token->upos != ATTEST_UPOS_VERB || having == ATTEST_NO_INDEX || subject == ATTEST_NO_INDEX || having < 2 ||
        having > verb || !attest_view_equal(sentence->tokens[having].xpos, ATTEST_VIEW("VBG"))) {
        return;
    }
    uint32_t main = having - 1;
    attest_token *first = &sentence->tokens[main];
    if (first->upos != ATTEST_UPOS_VERB || first->head != subject || subject > main || !is_label(first, "acl")) {
        return;
    }
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        attest_token *other = &sentence->tokens[i];
        if (other->head == verb && (i < main || is_label(other, "conj") || is_label(other, "punct"))) {
            other->head = main;
        }
    }
    first->head = token->head;
    first->deprel = token->deprel;
    first->xpos = ATTEST_VIEW("VBD");
    token->head = main;
    token->deprel = ATTEST_VIEW("xcomp");
}

/* "Was damaged by the storm", with an adjective: what has an auxiliary of the passive is a verb. */
static void repair_passive_tag(attest_sentence *sentence, uint32_t word)
{
    attest_token *token = &sentence->tokens[word];
    if (token->upos == ATTEST_UPOS_ADJ && attest_view_equal(token->xpos, ATTEST_VIEW("VBN")) &&
        child_of(sentence, word, "aux:pass") != ATTEST_NO_INDEX) {
        token->upos = ATTEST_UPOS_VERB;
    }
}

/* "Has both endorsed and criticised it", read as if both were somebody, or an adverb: a word that comes with the conjunction. */
static void repair_both(attest_sentence *sentence, uint32_t word)
{
    static const char *const forms[] = {"both", "either", "neither"};
    attest_token *token = &sentence->tokens[word];
    uint32_t verb = token->head;
    int found = 0;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        found |= attest_view_equal(token->form, attest_view_of(forms[i]));
    }
    if (!found || verb != word + 1 || sentence->tokens[verb].upos != ATTEST_UPOS_VERB ||
        is_label(token, "cc:preconj") || child_of(sentence, verb, "conj") == ATTEST_NO_INDEX) {
        return;
    }
    token->upos = ATTEST_UPOS_CCONJ;
    token->xpos = ATTEST_VIEW("CC");
    token->deprel = ATTEST_VIEW("cc:preconj");
}

/* "Bee is no longer mayor", read as if there were no longer mayor: two words that negate what they stand before. */
static void repair_no_longer(attest_sentence *sentence, uint32_t no)
{
    uint32_t longer = no + 1;
    if (longer + 1 >= sentence->token_count || !attest_view_equal(sentence->tokens[no].lemma, ATTEST_VIEW("no")) ||
        !attest_view_equal(sentence->tokens[longer].form, ATTEST_VIEW("longer")) ||
        !is_label(&sentence->tokens[longer], "amod") ||
        (sentence->tokens[no].head != sentence->tokens[longer].head && sentence->tokens[no].head != longer)) {
        return;
    }
    sentence->tokens[longer].deprel = ATTEST_VIEW("advmod");
    sentence->tokens[longer].upos = ATTEST_UPOS_ADV;
    sentence->tokens[no].head = longer;
    sentence->tokens[no].deprel = ATTEST_VIEW("advmod");
    sentence->tokens[no].upos = ATTEST_UPOS_ADV;
}

/* The last token of all that hangs on the noun and stands before `end`, without punctuation. */
static uint32_t last_before(const attest_sentence *sentence, uint32_t noun, uint32_t end)
{
    uint32_t last = noun;
    for (uint32_t i = noun + 1; i < end; i++) {
        last = sentence->tokens[i].upos != ATTEST_UPOS_PUNCT && is_below(sentence, i, noun) ? i : last;
    }
    return last;
}

/* "The death of the mayor, who had signed the deal": no event did, but whoever stands right in front of "who". `events` is a table of nouns. */
static void repair_relative(attest_sentence *sentence, attest_view events, uint32_t verb)
{
    attest_view kind;
    attest_token *token = &sentence->tokens[verb];
    uint32_t who = child_of(sentence, verb, "nsubj");
    who = who == ATTEST_NO_INDEX ? child_of(sentence, verb, "nsubj:pass") : who;
    if (!is_label(token, "acl:relcl") || who == ATTEST_NO_INDEX || who > verb || token->head > who ||
        !attest_view_equal(sentence->tokens[who].lemma, ATTEST_VIEW("who")) ||
        attest_i_table_find(events, sentence->tokens[token->head].lemma, &kind) != ATTEST_OK) {
        return;
    }
    uint32_t last = who > 0 && sentence->tokens[who - 1].upos == ATTEST_UPOS_PUNCT ? who - 2 : who - 1;
    for (uint32_t i = token->head + 1; i < who; i++) {
        const attest_token *noun = &sentence->tokens[i];
        if (noun->head == token->head && is_label(noun, "nmod") && last_before(sentence, i, who) == last) {
            token->head = i;
            return;
        }
    }
}

void attest_i_tree_repair(attest_sentence *sentence)
{
    attest_view transitive = {NULL, 0};
    attest_view titles = {NULL, 0};
    attest_view events = {NULL, 0};
    attest_i_phrase_tables phrases;
    attest_i_tree_repair_tags(sentence);
    attest_i_tree_repair_never(sentence);
    if (attest_i_embedded_find(ATTEST_VIEW("morphology/object-control.tsv"), &phrases.object_control) == ATTEST_OK &&
        attest_i_embedded_find(ATTEST_VIEW("morphology/adverbial.tsv"), &phrases.adverbial) == ATTEST_OK) {
        for (uint32_t i = 0; i < sentence->token_count; i++) {
            attest_i_tree_repair_phrase(sentence, &phrases, i);
        }
    }
    attest_i_tree_repair_clauses(sentence);
    if (attest_i_embedded_find(ATTEST_VIEW("lexicons/titles.tsv"), &titles) == ATTEST_OK) {
        for (uint32_t i = 0; i < sentence->token_count; i++) {
            repair_name(sentence, i);
            repair_both(sentence, i);
            repair_passive_tag(sentence, i);
            attest_i_tree_repair_subject(sentence, titles, i);
        }
    }
    if (attest_i_embedded_find(ATTEST_VIEW("lexicons/nominal.tsv"), &events) == ATTEST_OK) {
        for (uint32_t i = 0; i < sentence->token_count; i++) {
            repair_relative(sentence, events, i);
        }
    }
    attest_view adverbial = {NULL, 0};
    if (attest_i_embedded_find(ATTEST_VIEW("morphology/adverbial.tsv"), &adverbial) == ATTEST_OK) {
        for (uint32_t i = 0; i < sentence->token_count; i++) {
            repair_condition(sentence, adverbial, i);
        }
    }
    if (attest_i_embedded_find(ATTEST_VIEW("morphology/transitive.tsv"), &transitive) == ATTEST_OK) {
        for (uint32_t i = 0; i < sentence->token_count; i++) {
            repair_shared_object(sentence, transitive, i);
        }
        for (uint32_t i = 0; i < sentence->token_count; i++) {
            attest_i_tree_repair_passive(sentence, transitive, i);
        }
        attest_i_tree_repair_numbers(sentence, transitive);
    }
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        repair_participle(sentence, i);
        repair_absolute(sentence, i);
        repair_late_subject(sentence, i);
        repair_having(sentence, i);
        repair_no_longer(sentence, i);
        attest_i_tree_repair_source(sentence, i);
        attest_i_tree_repair_participle(sentence, i);
    }
    /* At most one per verb: the compound that stands directly in front of it. */
    for (uint32_t i = 0; i + 1 < sentence->token_count; i++) {
        attest_token *token = &sentence->tokens[i];
        if (token->head == i + 1 && is_label(token, "compound") && is_finite(&sentence->tokens[i + 1]) &&
            (token->upos == ATTEST_UPOS_PROPN || token->upos == ATTEST_UPOS_NOUN) && !has_subject(sentence, i + 1)) {
            token->deprel = ATTEST_VIEW("nsubj");
            repair_content(sentence, i, i + 1);
        }
    }
    attest_i_tree_repair_pairs(sentence);
}
