/* Clauses and times that hang on the word next to them although they belong to one further off. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/repair_clause.h"

#include <string.h>

#include "base/embedded.h"
#include "language/repair_label.h"
#include "language/table.h"

/* Tokens on either side in which anything is looked for. */
#define REACH 60u

/* Longest verb with its preposition that is looked up. */
#define KEY_MAX 48

/* Words that decide, as tables of ontology/morphology and ontology/lexicons. */
struct tables {
    attest_view times;     /* nouns that tell when */
    attest_view adverbial; /* words that begin clauses beside the main one */
    attest_view events;    /* nouns of what happens */
    attest_view control;   /* verbs with the word that joins what their object does */
    attest_view reticent;  /* verbs of telling that are denied of a speaker */
    attest_view naming;    /* verbs that make somebody something */
    attest_view agents;    /* nouns of organisations */
    attest_view contents;  /* nouns that have a clause for their content, and verbs that they are objects of */
};

static int is_tag(const attest_token *token, const char *xpos)
{
    return attest_view_equal(token->xpos, attest_view_of(xpos));
}

static int is_finite(const attest_token *token)
{
    return is_tag(token, "VBD") || is_tag(token, "VBZ") || is_tag(token, "VBP") || is_tag(token, "MD");
}

static int is_comma(const attest_token *token)
{
    return attest_view_equal(token->form, ATTEST_VIEW(","));
}

static uint32_t floor_of(uint32_t word)
{
    return word > REACH ? word - REACH : 0;
}

/* The verb that has `noun` for its subject; ATTEST_NO_INDEX: it is none. */
static uint32_t verb_of(const attest_sentence *sentence, uint32_t noun)
{
    const attest_token *token = &sentence->tokens[noun];
    return is_label(token, "nsubj") || is_label(token, "nsubj:pass") ? token->head : ATTEST_NO_INDEX;
}

/* "The court on Monday ruled", "Bee at the time called it a threat": a time between a subject and its verb is the verb's, unless the subject is an event, which has
 * a time of its own ("the vote on Monday was close"). */
static void repair_time(attest_sentence *sentence, const struct tables *tables, uint32_t word)
{
    attest_token *tokens = sentence->tokens;
    uint32_t noun = tokens[word].head;
    attest_view kind;
    if (!is_label(&tokens[word], "nmod") || noun == ATTEST_NO_INDEX || noun >= word ||
        attest_i_table_find(tables->times, tokens[word].lemma, &kind) != ATTEST_OK) {
        return;
    }
    uint32_t preposition = child(sentence, word, "case", noun + 1, word);
    uint32_t verb = verb_of(sentence, noun);
    uint32_t next = word + 1;
    while (next < sentence->token_count && tokens[next].head == word) { /* "on March 3" */
        next++;
    }
    if (verb == ATTEST_NO_INDEX || verb < next || preposition == ATTEST_NO_INDEX || next >= sentence->token_count ||
        !is_finite(&tokens[next]) || (next != verb && tokens[next].head != verb)) {
        return;
    }
    for (uint32_t i = noun + 1; i < preposition; i++) { /* nothing but the name itself between them */
        if (!is_label(&tokens[i], "flat") && !is_label(&tokens[i], "compound")) {
            return;
        }
    }
    attest_view event;
    int day = attest_view_equal(kind, ATTEST_VIEW("day")) || attest_view_equal(kind, ATTEST_VIEW("month"));
    int dated = day && attest_view_equal(tokens[preposition].lemma, ATTEST_VIEW("on")) &&
                attest_i_table_find(tables->events, tokens[noun].lemma, &event) != ATTEST_OK;
    if (tokens[noun].upos == ATTEST_UPOS_PROPN || (dated && tokens[noun].upos == ATTEST_UPOS_NOUN)) {
        tokens[word].head = verb;
        tokens[word].deprel = ATTEST_VIEW("obl");
    }
}

/* "After rains triggered landslides", read as rains that were triggered: a participle behind its noun has no object. */
static void repair_participle(attest_sentence *sentence, attest_view adverbial, uint32_t word)
{
    attest_token *tokens = sentence->tokens;
    uint32_t noun = tokens[word].head;
    attest_view kind;
    if (word == 0 || noun != word - 1 || !is_label(&tokens[word], "acl") ||
        (!is_tag(&tokens[word], "VBN") && !is_tag(&tokens[word], "VBD")) || tokens[noun].head == ATTEST_NO_INDEX ||
        !(is_label(&tokens[noun], "obl") || is_label(&tokens[noun], "nmod")) ||
        child(sentence, word, "obj", word + 1, word + REACH) == ATTEST_NO_INDEX) {
        return;
    }
    uint32_t mark = child(sentence, noun, "case", floor_of(noun), noun);
    if (mark == ATTEST_NO_INDEX || attest_i_table_find(adverbial, tokens[mark].lemma, &kind) != ATTEST_OK) {
        return;
    }
    tokens[word].head = tokens[noun].head;
    tokens[word].deprel = ATTEST_VIEW("advcl");
    tokens[word].xpos = ATTEST_VIEW("VBD");
    tokens[noun].head = word;
    tokens[noun].deprel = ATTEST_VIEW("nsubj");
    tokens[mark].head = word;
    tokens[mark].deprel = ATTEST_VIEW("mark");
    tokens[mark].upos = ATTEST_UPOS_SCONJ;
}

/* "Said the price was high, but that they would pay", with the second clause beside "said": what begins with "that" is said, too. */
static void repair_that(attest_sentence *sentence, uint32_t word)
{
    attest_token *tokens = sentence->tokens;
    uint32_t verb = tokens[word].head;
    if (!is_label(&tokens[word], "conj") || verb == ATTEST_NO_INDEX || verb >= word || word - verb > REACH ||
        tokens[verb].upos != ATTEST_UPOS_VERB) {
        return;
    }
    uint32_t content = child(sentence, verb, "ccomp", verb + 1, word);
    uint32_t mark = content == ATTEST_NO_INDEX ? content : child(sentence, word, "mark", content + 1, word);
    if (mark != ATTEST_NO_INDEX && attest_view_equal(tokens[mark].lemma, ATTEST_VIEW("that"))) {
        tokens[word].head = content;
    }
}

/* "Said it was ready, but did not elaborate": whoever said it did not. */
static void repair_reticent(attest_sentence *sentence, attest_view reticent, uint32_t word)
{
    attest_token *tokens = sentence->tokens;
    uint32_t content = tokens[word].head;
    attest_view kind;
    if (!is_label(&tokens[word], "conj") || content == ATTEST_NO_INDEX || content >= word || word - content > REACH ||
        !is_label(&tokens[content], "ccomp") || tokens[content].head >= content ||
        attest_i_table_find(reticent, tokens[word].lemma, &kind) != ATTEST_OK) {
        return;
    }
    uint32_t but = child(sentence, word, "cc", content + 1, word);
    uint32_t did = child(sentence, word, "aux", content + 1, word);
    uint32_t not = child(sentence, word, "advmod", content + 1, word);
    if (but != ATTEST_NO_INDEX && did != ATTEST_NO_INDEX && not != ATTEST_NO_INDEX &&
        attest_view_equal(tokens[but].lemma, ATTEST_VIEW("but")) && is_tag(&tokens[did], "VBD") &&
        attest_view_equal(tokens[not ].lemma, ATTEST_VIEW("not")) &&
        child(sentence, word, "nsubj", content + 1, word) == ATTEST_NO_INDEX) {
        tokens[word].head = tokens[content].head;
    }
}

/* The finite verb of a clause: its first auxiliary, or the verb itself; ATTEST_NO_INDEX: it has none. */
static uint32_t finite_of(const attest_sentence *sentence, uint32_t verb)
{
    for (uint32_t i = floor_of(verb); i < verb; i++) {
        const attest_token *token = &sentence->tokens[i];
        if (token->head == verb && token->upos == ATTEST_UPOS_AUX) {
            return is_finite(token) ? i : ATTEST_NO_INDEX;
        }
    }
    return is_finite(&sentence->tokens[verb]) ? verb : ATTEST_NO_INDEX;
}

/* "She owns it, filings show, and is paid": what follows the inserted clause goes on with the outer one, if the two verbs are of different forms ("he left, she said, and
 * added" is hers). */
static void repair_inserted(attest_sentence *sentence, uint32_t word)
{
    attest_token *tokens = sentence->tokens;
    uint32_t inner = tokens[word].head;
    if (!is_label(&tokens[word], "conj") || inner == ATTEST_NO_INDEX || inner >= word || word - inner > REACH ||
        !is_label(&tokens[inner], "parataxis") || tokens[inner].head >= inner || !is_comma(&tokens[inner + 1])) {
        return;
    }
    uint32_t subject = child(sentence, inner, "nsubj", floor_of(inner), inner);
    uint32_t comma = child(sentence, inner, "punct", floor_of(inner), inner);
    uint32_t first = finite_of(sentence, inner);
    uint32_t second = finite_of(sentence, word);
    if (subject != ATTEST_NO_INDEX && comma != ATTEST_NO_INDEX && is_comma(&tokens[comma]) && comma < subject &&
        child(sentence, word, "cc", inner + 1, word) != ATTEST_NO_INDEX &&
        child(sentence, word, "nsubj", inner + 1, word) == ATTEST_NO_INDEX && first != ATTEST_NO_INDEX &&
        second != ATTEST_NO_INDEX && !attest_view_equal(tokens[first].xpos, tokens[second].xpos)) {
        tokens[word].head = tokens[inner].head;
    }
}

static int has_children_before(const attest_sentence *sentence, uint32_t word)
{
    return word > 0 && sentence->tokens[word - 1].head == word;
}

/* "Elected her president": what she was made. "Buy rival Bee in deal sources", with three objects: a noun in front of a name tells who that is, and behind a preposition's phrase no second object follows. */
static void repair_objects(attest_sentence *sentence, attest_view naming, uint32_t word)
{
    attest_token *tokens = sentence->tokens;
    uint32_t verb = tokens[word].head;
    if (!is_label(&tokens[word], "obj") || verb == ATTEST_NO_INDEX || verb >= word || word - verb > REACH) {
        return;
    }
    uint32_t first = child(sentence, verb, "obj", verb + 1, word);
    if (first == ATTEST_NO_INDEX) {
        return;
    }
    attest_view kind;
    uint32_t gap = first;
    while (gap + 1 < word && tokens[gap + 1].upos != ATTEST_UPOS_PUNCT && is_below(sentence, gap + 1, word)) {
        gap++;
    }
    if (gap + 1 == word && attest_i_table_find(naming, tokens[verb].lemma, &kind) == ATTEST_OK) {
        tokens[word].deprel = ATTEST_VIEW("xcomp");
    } else if (first + 1 == word && tokens[first].upos == ATTEST_UPOS_NOUN && tokens[word].upos == ATTEST_UPOS_PROPN &&
               !has_children_before(sentence, first)) {
        tokens[first].head = word;
        tokens[first].deprel = ATTEST_VIEW("nmod:desc");
    } else if (child(sentence, verb, "obl", first + 1, word) != ATTEST_NO_INDEX) {
        tokens[word].deprel = ATTEST_VIEW("dep");
    }
}

/* "Found Bee guilty of fraud", with "guilty" as a noun: one that is counted has an article. */
static void repair_state(attest_sentence *sentence, uint32_t word)
{
    attest_token *tokens = sentence->tokens;
    uint32_t verb = tokens[word].head;
    if (is_label(&tokens[word], "xcomp") && is_tag(&tokens[word], "NN") && verb != ATTEST_NO_INDEX && verb < word &&
        attest_view_equal(tokens[verb].lemma, ATTEST_VIEW("find")) && !has_children_before(sentence, word)) {
        tokens[word].upos = ATTEST_UPOS_ADJ;
        tokens[word].xpos = ATTEST_VIEW("JJ");
    }
}

/* "Accused the bank of lying", read as a bank of lying; `control` knows that "accuse" takes "of". */
static void repair_gerund(attest_sentence *sentence, attest_view control, uint32_t word)
{
    attest_token *tokens = sentence->tokens;
    uint32_t noun = tokens[word].head;
    char key[KEY_MAX];
    attest_view kind;
    if (!is_label(&tokens[word], "acl") || !is_tag(&tokens[word], "VBG") || noun == ATTEST_NO_INDEX || noun >= word ||
        !is_label(&tokens[noun], "obj") || tokens[noun].head == ATTEST_NO_INDEX ||
        tokens[tokens[noun].head].upos != ATTEST_UPOS_VERB) {
        return;
    }
    uint32_t mark = child(sentence, word, "mark", noun + 1, word);
    const attest_token *verb = &tokens[tokens[noun].head];
    if (mark == ATTEST_NO_INDEX || verb->lemma.size + 1 + tokens[mark].lemma.size > sizeof key) {
        return;
    }
    memcpy(key, verb->lemma.data, verb->lemma.size);
    key[verb->lemma.size] = ' ';
    memcpy(key + verb->lemma.size + 1, tokens[mark].lemma.data, tokens[mark].lemma.size);
    if (attest_i_table_find(control, (attest_view){key, verb->lemma.size + 1 + tokens[mark].lemma.size}, &kind) ==
        ATTEST_OK) {
        tokens[word].head = tokens[noun].head;
        tokens[word].deprel = ATTEST_VIEW("advcl");
    }
}

/* "Killed two soldiers and wounded five others", with five others that were killed: a word in front of a number or an article is no adjective but the second verb. */
static void repair_second_verb(attest_sentence *sentence, uint32_t word)
{
    attest_token *tokens = sentence->tokens;
    uint32_t verb = tokens[word].head;
    uint32_t next = word + 1;
    if (!is_label(&tokens[word], "conj") || verb == ATTEST_NO_INDEX || verb >= word || !is_finite(&tokens[verb]) ||
        (tokens[word].upos != ATTEST_UPOS_ADJ && tokens[word].upos != ATTEST_UPOS_VERB) ||
        next >= sentence->token_count || child(sentence, word, "cc", verb, word) == ATTEST_NO_INDEX ||
        (tokens[next].upos != ATTEST_UPOS_NUM && tokens[next].upos != ATTEST_UPOS_DET)) {
        return;
    }
    uint32_t noun = tokens[next].head;
    if (noun == ATTEST_NO_INDEX || noun <= next || !is_label(&tokens[noun], "conj") || tokens[noun].head >= word ||
        tokens[tokens[noun].head].head != verb || child(sentence, noun, "cc", verb, noun) != ATTEST_NO_INDEX) {
        return;
    }
    tokens[noun].head = word;
    tokens[noun].deprel = ATTEST_VIEW("obj");
    if (!is_finite(&tokens[word])) {
        tokens[word].upos = ATTEST_UPOS_VERB;
        tokens[word].xpos = tokens[verb].xpos;
        tokens[word].feats = tokens[verb].feats;
    }
}

/* "Those who did this will pay", with two subjects: the second, right behind the verb of a relative clause on the first, is that verb's object. */
static void repair_second_subject(attest_sentence *sentence, uint32_t word)
{
    attest_token *tokens = sentence->tokens;
    uint32_t verb = tokens[word].head;
    if (word == 0 || !is_label(&tokens[word], "nsubj") || verb == ATTEST_NO_INDEX || verb <= word ||
        tokens[word - 1].upos != ATTEST_UPOS_VERB || !is_label(&tokens[word - 1], "acl:relcl")) {
        return;
    }
    uint32_t first = tokens[word - 1].head;
    if (first < word && tokens[first].head == verb && is_label(&tokens[first], "nsubj") &&
        child(sentence, word - 1, "obj", first, verb) == ATTEST_NO_INDEX) {
        tokens[word].head = word - 1;
        tokens[word].deprel = ATTEST_VIEW("obj");
    }
}

static int is_kind(attest_view table, attest_view lemma, const char *kind)
{
    attest_view field;
    return attest_i_table_find(table, lemma, &field) == ATTEST_OK &&
           (attest_view_equal(field, attest_view_of(kind)) || attest_view_equal(field, ATTEST_VIEW("both")));
}

/* "Reports that dams had failed", "the claim that he lied", read as reports that dams had failed, or a claim that he lied something: "that" is no object of
 * a verb that does nothing to reports. */
static void repair_content(attest_sentence *sentence, attest_view contents, uint32_t word)
{
    attest_token *tokens = sentence->tokens;
    uint32_t verb = tokens[word].head;
    if (!is_label(&tokens[word], "obj") || verb == ATTEST_NO_INDEX || verb <= word || word == 0 ||
        !attest_view_equal(tokens[word].lemma, ATTEST_VIEW("that")) ||
        child(sentence, verb, "nsubj", word, verb) == ATTEST_NO_INDEX) {
        return;
    }
    uint32_t told = tokens[verb].head;
    if (told == ATTEST_NO_INDEX) {
        return;
    }
    int reported = is_label(&tokens[verb], "ccomp") && told < word; /* "told them that it closed" */
    if (!reported && !is_label(&tokens[verb], "acl:relcl")) {
        return;
    }
    uint32_t telling = tokens[told].head;
    if (is_label(&tokens[told], "iobj") && telling < told &&
        child(sentence, telling, "obj", telling, sentence->token_count) == ATTEST_NO_INDEX &&
        child(sentence, telling, "ccomp", telling, sentence->token_count) == ATTEST_NO_INDEX) {
        tokens[verb].head = telling; /* nothing else is what they were told */
        tokens[verb].deprel = ATTEST_VIEW("ccomp");
        reported = 1;
    }
    int filled = child(sentence, verb, "obj", verb + 1, verb + REACH) != ATTEST_NO_INDEX;
    int content = tokens[verb].head == word - 1 && is_kind(contents, tokens[word - 1].lemma, "noun") &&
                  (filled || !is_kind(contents, tokens[verb].lemma, "verb"));
    if (!content && !reported && !is_tag(&tokens[word], "IN")) {
        return;
    }
    tokens[word].deprel = ATTEST_VIEW("mark");
    tokens[word].upos = ATTEST_UPOS_SCONJ;
    tokens[word].xpos = ATTEST_VIEW("IN");
    tokens[verb].deprel = reported ? tokens[verb].deprel : ATTEST_VIEW("acl");
}

/* "Images show ships leaving", with a content beside the object: the ships leave. */
static void repair_seen(attest_sentence *sentence, uint32_t word)
{
    attest_token *tokens = sentence->tokens;
    uint32_t verb = tokens[word].head;
    if (!is_label(&tokens[word], "ccomp") || !is_tag(&tokens[word], "VBG") || verb == ATTEST_NO_INDEX || verb >= word ||
        child(sentence, word, "nsubj", verb, word) != ATTEST_NO_INDEX ||
        child(sentence, word, "mark", verb, word) != ATTEST_NO_INDEX) {
        return;
    }
    uint32_t object = child(sentence, verb, "obj", verb + 1, word);
    if (object != ATTEST_NO_INDEX && object + 1 == word) {
        tokens[object].head = word;
        tokens[object].deprel = ATTEST_VIEW("nsubj");
    }
}

/* "Close to collapse", with a noun that is read as a verb. */
static void repair_noun(attest_sentence *sentence, uint32_t word)
{
    attest_token *tokens = sentence->tokens;
    uint32_t to = word - 1;
    if (word > 0 && is_label(&tokens[word], "obl") && is_tag(&tokens[word], "VB") && tokens[to].head == word &&
        is_label(&tokens[to], "mark")) {
        tokens[word].upos = ATTEST_UPOS_NOUN;
        tokens[word].xpos = ATTEST_VIEW("NN");
        tokens[to].deprel = ATTEST_VIEW("case");
        tokens[to].upos = ATTEST_UPOS_ADP;
        tokens[to].xpos = ATTEST_VIEW("IN");
    }
}

/* Does the noun stand for somebody who can mean to do something? */
static int is_agent(const attest_token *noun, attest_view agents)
{
    attest_view classes;
    return noun->upos == ATTEST_UPOS_PROPN ||
           (noun->upos == ATTEST_UPOS_NOUN && attest_i_table_find(agents, noun->lemma, &classes) == ATTEST_OK &&
            attest_view_equal(attest_i_table_field(&classes), ATTEST_VIEW("organisation")));
}

/* "Senate to vote on tax bill", read as a senate to be voted on: in a headline the infinitive is what its subject will do. */
static void repair_headline(attest_sentence *sentence, attest_view agents, uint32_t word)
{
    attest_token *tokens = sentence->tokens;
    uint32_t noun = tokens[word].head;
    if (!is_label(&tokens[word], "acl") || noun == ATTEST_NO_INDEX || noun >= word || !is_tag(&tokens[word], "VB") ||
        tokens[noun].head != ATTEST_NO_INDEX || !is_agent(&tokens[noun], agents) ||
        attest_view_equal(tokens[sentence->token_count - 1].form, ATTEST_VIEW("."))) {
        return;
    }
    uint32_t to = child(sentence, word, "mark", noun + 1, word);
    uint32_t last = noun;
    while (last + 1 < word && tokens[last + 1].head == noun && is_label(&tokens[last + 1], "flat")) {
        last++;
    }
    if (to != last + 1 || !attest_view_equal(tokens[to].form, ATTEST_VIEW("to"))) {
        return;
    }
    for (uint32_t i = word + 1; i < sentence->token_count; i++) {
        tokens[i].head = tokens[i].head == noun ? word : tokens[i].head;
    }
    tokens[word].head = ATTEST_NO_INDEX;
    tokens[word].deprel = ATTEST_VIEW("root");
    tokens[noun].head = word;
    tokens[noun].deprel = ATTEST_VIEW("nsubj");
}

/* "Dismissed as nonsense a report that ...": the object stands behind what it is taken for. */
static void repair_late_object(attest_sentence *sentence, uint32_t noun)
{
    attest_token *tokens = sentence->tokens;
    int beside = is_label(&tokens[noun], "appos");
    if ((!beside && !is_label(&tokens[noun], "obl")) || tokens[noun].head >= noun ||
        child(sentence, noun, "case", floor_of(noun), noun) != ATTEST_NO_INDEX) {
        return;
    }
    uint32_t judged = noun - 1;
    while (judged > 0 && (tokens[judged].head == noun || tokens[judged].upos == ATTEST_UPOS_PUNCT) &&
           !is_comma(&tokens[judged])) {
        judged--;
    }
    uint32_t verb = beside ? tokens[tokens[noun].head].head : tokens[noun].head;
    if (verb == ATTEST_NO_INDEX || verb >= judged || (beside && tokens[noun].head != judged) ||
        tokens[judged].head != verb || !is_label(&tokens[judged], "obl") || tokens[verb].upos != ATTEST_UPOS_VERB ||
        child(sentence, verb, "obj", floor_of(verb), verb + REACH) != ATTEST_NO_INDEX ||
        child(sentence, verb, "aux:pass", floor_of(verb), verb) != ATTEST_NO_INDEX) {
        return;
    }
    uint32_t as = child(sentence, judged, "case", verb + 1, judged);
    if (as != ATTEST_NO_INDEX && attest_view_equal(tokens[as].lemma, ATTEST_VIEW("as"))) {
        tokens[noun].head = verb;
        tokens[noun].deprel = ATTEST_VIEW("obj");
    }
}

static void repair_word(attest_sentence *sentence, const struct tables *tables, uint32_t word)
{
    repair_time(sentence, tables, word);
    repair_participle(sentence, tables->adverbial, word);
    repair_that(sentence, word);
    repair_reticent(sentence, tables->reticent, word);
    repair_inserted(sentence, word);
    repair_objects(sentence, tables->naming, word);
    repair_state(sentence, word);
    repair_gerund(sentence, tables->control, word);
    repair_second_verb(sentence, word);
    repair_second_subject(sentence, word);
    repair_noun(sentence, word);
    repair_content(sentence, tables->contents, word);
    repair_seen(sentence, word);
    repair_headline(sentence, tables->agents, word);
    repair_late_object(sentence, word);
}

void attest_i_tree_repair_clauses(attest_sentence *sentence)
{
    struct tables tables;
    const struct {
        const char *name;
        attest_view *table;
    } needed[] = {{"morphology/time-noun.tsv", &tables.times},    {"morphology/adverbial.tsv", &tables.adverbial},
                  {"lexicons/nominal.tsv", &tables.events},       {"lexicons/control.tsv", &tables.control},
                  {"morphology/reticent.tsv", &tables.reticent},  {"lexicons/naming.tsv", &tables.naming},
                  {"lexicons/organisations.tsv", &tables.agents}, {"morphology/content-noun.tsv", &tables.contents}};
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
        if (attest_i_embedded_find(attest_view_of(needed[i].name), needed[i].table) != ATTEST_OK) {
            return;
        }
    }
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        repair_word(sentence, &tables, i);
    }
}
