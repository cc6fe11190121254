/* Participles that were read as verbs in the past. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/repair_passive.h"

#include "base/embedded.h"
#include "language/repair_label.h"
#include "language/table.h"

/* Tokens on either side of the verb in which its dependents are looked for. */
#define REACH 256u

/* Headlines are hardly ever longer. */
#define HEADLINE_MAX 20u

static int is_tag(const attest_token *token, const char *xpos)
{
    return attest_view_equal(token->xpos, attest_view_of(xpos));
}

static uint32_t child_of(const attest_sentence *sentence, uint32_t verb, const char *label)
{
    return child(sentence, verb, label, verb > REACH ? verb - REACH : 0, verb + REACH);
}

static int has_any(const attest_sentence *sentence, uint32_t verb, const char *const *labels, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (child_of(sentence, verb, labels[i]) != ATTEST_NO_INDEX) {
            return 1;
        }
    }
    return 0;
}

/* Is the sentence written in the manner of headlines: short, no full stop, no article? What is past stands there in the present tense. */
static int is_headline(const attest_sentence *sentence)
{
    uint32_t count = sentence->token_count;
    if (count > HEADLINE_MAX || sentence->tokens[count - 1].upos == ATTEST_UPOS_PUNCT) {
        return 0;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (sentence->tokens[i].upos == ATTEST_UPOS_DET || sentence->tokens[i].upos == ATTEST_UPOS_PRON) {
            return 0;
        }
    }
    return 1;
}

static void make_participle(attest_token *token)
{
    token->xpos = ATTEST_VIEW("VBN");
    token->feats = ATTEST_VIEW("Tense=Past|VerbForm=Part|Voice=Pass");
}

/* "... 300 million euros". */
static int is_money(const attest_sentence *sentence, uint32_t noun)
{
    attest_view currencies;
    if (sentence->tokens[noun].upos == ATTEST_UPOS_SYM) {
        return 1;
    }
    if (attest_i_embedded_find(ATTEST_VIEW("lexicons/currency.tsv"), &currencies) != ATTEST_OK) {
        return 0;
    }
    for (size_t at = 0; at < currencies.size;) {
        attest_view name;
        attest_view code;
        at = attest_i_table_line(currencies, at, &name, &code);
        if (attest_view_equal(name, sentence->tokens[noun].lemma)) {
            return 1;
        }
    }
    return 0;
}

/* "Charged with fraud": is a phrase with that preposition among the dependents? */
static int has_phrase(const attest_sentence *sentence, uint32_t verb, const char *preposition)
{
    for (uint32_t i = verb + 1; i < sentence->token_count && i < verb + REACH; i++) {
        if (sentence->tokens[i].head != verb || !is_label(&sentence->tokens[i], "obl")) {
            continue;
        }
        uint32_t first = child(sentence, i, "case", verb + 1, i);
        if (first != ATTEST_NO_INDEX && attest_view_equal(sentence->tokens[first].lemma, attest_view_of(preposition))) {
            return 1;
        }
    }
    return 0;
}

/* Can the verb, of that kind, not be active with the dependents that it has? */
static int is_passive(const attest_sentence *sentence, attest_view kind, uint32_t verb)
{
    uint32_t object = child_of(sentence, verb, "obj");
    uint32_t result = child_of(sentence, verb, "xcomp");
    if (object != ATTEST_NO_INDEX) {
        return (attest_view_equal(kind, ATTEST_VIEW("sum")) && is_money(sentence, object)) ||
               (attest_view_equal(kind, ATTEST_VIEW("name")) && is_headline(sentence));
    }
    if (result != ATTEST_NO_INDEX && result > verb) {
        int infinitive = is_tag(&sentence->tokens[result], "VB");
        return (attest_view_equal(kind, ATTEST_VIEW("order")) && infinitive) ||
               (attest_view_equal(kind, ATTEST_VIEW("state")) && !infinitive);
    }
    return attest_view_equal(kind, ATTEST_VIEW("patient")) ||
           (attest_view_equal(kind, ATTEST_VIEW("with")) && has_phrase(sentence, verb, "with")) ||
           is_headline(sentence);
}

int attest_i_needs_object(attest_view transitive, attest_view lemma)
{
    attest_view kind;
    return attest_i_table_find(transitive, lemma, &kind) == ATTEST_OK &&
           (attest_view_equal(kind, ATTEST_VIEW("verb")) || attest_view_equal(kind, ATTEST_VIEW("patient")));
}

void attest_i_tree_repair_passive(attest_sentence *sentence, attest_view transitive, uint32_t verb)
{
    static const char *const active[] = {"aux", "aux:pass", "cop", "iobj", "ccomp", "compound:prt"};
    static const char *const complements[] = {"obj", "xcomp"};
    attest_token *token = &sentence->tokens[verb];
    attest_view kind = ATTEST_VIEW("");
    int participle = is_tag(token, "VBN");
    if (token->upos != ATTEST_UPOS_VERB || (!participle && !is_tag(token, "VBD")) ||
        has_any(sentence, verb, active, sizeof active / sizeof active[0])) {
        return;
    }
    int listed = attest_i_table_find(transitive, token->lemma, &kind) == ATTEST_OK;
    uint32_t subject = child_of(sentence, verb, "nsubj");
    if (subject != ATTEST_NO_INDEX && subject < verb) {
        int whole = token->head == ATTEST_NO_INDEX || is_label(token, "ccomp") || is_label(token, "parataxis");
        int bare = participle && token->head == ATTEST_NO_INDEX &&
                   !has_any(sentence, verb, complements, sizeof complements / sizeof complements[0]);
        if (bare || (whole && listed && is_passive(sentence, kind, verb))) {
            sentence->tokens[subject].deprel = ATTEST_VIEW("nsubj:pass");
            make_participle(token);
        }
    } else if (is_label(token, "conj") && child_of(sentence, verb, "csubj") == ATTEST_NO_INDEX &&
               child_of(sentence, verb, "expl") == ATTEST_NO_INDEX &&
               !has_any(sentence, verb, complements, sizeof complements / sizeof complements[0]) &&
               (participle || attest_view_equal(kind, ATTEST_VIEW("patient"))) &&
               child_of(sentence, token->head, "aux:pass") != ATTEST_NO_INDEX) {
        make_participle(token);
    }
}
