/* Phrases: which words of a sentence make up a participant or a predicate. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/clause.h"

/* Relations that are no part of what identifies a noun. */
static const char *const outside[] = {"case",  "cc",        "conj",     "appos",      "acl:relcl", "parataxis",
                                      "cop",   "aux",       "nsubj",    "csubj",      "mark",      "advcl",
                                      "expl",  "discourse", "vocative", "list",       "orphan",    "ccomp",
                                      "xcomp", "obl",       "dep",      "reparandum", NULL};

/* Deepest word of a phrase. */
#define DEPTH_MAX 64

static int is_any(attest_view relation, const char *const *names)
{
    for (size_t i = 0; names[i]; i++) {
        if (attest_i_relation_is(relation, names[i])) {
            return 1;
        }
    }
    return 0;
}

/* "President" in "President Ann Bee": the name identifies. */
static int is_title(const attest_i_clause_run *run, uint32_t token, uint32_t head)
{
    return attest_i_relation_is(attest_i_clause_token(run, token)->deprel, "nmod:desc") &&
           attest_i_clause_token(run, head)->upos == ATTEST_UPOS_PROPN && token < head;
}

/* "While sales fell", read as if it were a clause of the noun before it. */
static int is_circumstantial(const attest_i_clause_run *run, uint32_t clause)
{
    static const char *const links[] = {"while", "as", "when", "because", "although", "though", "if", "unless"};
    uint32_t mark = attest_i_tree_child(run->tree, clause, "mark");
    for (size_t i = 0; mark != ATTEST_NO_INDEX && i < sizeof links / sizeof links[0]; i++) {
        if (attest_view_equal(attest_i_clause_token(run, mark)->lemma, attest_view_of(links[i]))) {
            return 1;
        }
    }
    return 0;
}

/* A clause or participle behind a comma adds something; one without narrows the noun. */
static int is_loose(const attest_i_clause_run *run, uint32_t token)
{
    attest_view relation = attest_i_clause_token(run, token)->deprel;
    if (attest_i_relation_is(relation, "nmod") && !attest_i_relation_is(relation, "nmod:poss")) {
        uint32_t in = attest_i_tree_child(run->tree, token, "case");
        if (in != ATTEST_NO_INDEX && attest_i_clause_token(run, in)->upos == ATTEST_UPOS_VERB) {
            return 1; /* "including", "involving" */
        }
        return in != ATTEST_NO_INDEX && in > 0 &&
               attest_view_equal(attest_i_clause_token(run, in - 1)->xpos, ATTEST_VIEW(","));
    }
    if (!attest_i_relation_is(relation, "acl")) {
        return 0;
    }
    if (is_circumstantial(run, token)) {
        return 1;
    }
    uint32_t first = token;
    for (uint32_t i = run->tree->child_begin[token]; i < run->tree->child_begin[token + 1]; i++) {
        uint32_t child = run->tree->children[i];
        if (child < first && attest_i_clause_token(run, child)->upos != ATTEST_UPOS_PUNCT) {
            first = child;
        }
    }
    return first > 0 && attest_i_clause_token(run, first - 1)->upos == ATTEST_UPOS_PUNCT;
}

static void mark_below(attest_i_clause_run *run, uint32_t token, int depth)
{
    run->marks[token] = 1;
    for (uint32_t i = run->tree->child_begin[token]; depth < DEPTH_MAX && i < run->tree->child_begin[token + 1]; i++) {
        mark_below(run, run->tree->children[i], depth + 1);
    }
}

/* "Not", "no longer", "only" before a noun say something of the claim, not of the noun. */
static int is_scope_word(const attest_i_clause_run *run, uint32_t token)
{
    static const char *const lists[] = {"negation", "hedge", "focus"};
    const attest_ruleset *rules = run->context->rules;
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        if (attest_i_ruleset_list_has(rules, attest_view_of(lists[i]), attest_i_clause_token(run, token)->lemma)) {
            return 1;
        }
    }
    return run->tree->child_begin[token] < run->tree->child_begin[token + 1] &&
           attest_i_ruleset_list_has(
               rules, ATTEST_VIEW("negation"),
               attest_i_clause_token(run, run->tree->children[run->tree->child_begin[token]])->lemma);
}

/* Prepositions of times and circumstances. */
static int is_circumstance(const attest_i_clause_run *run, attest_view preposition)
{
    attest_view role;
    return attest_i_ruleset_list_value(run->context->rules, ATTEST_VIEW("preposition-role"), preposition, 1, &role) ==
               ATTEST_OK &&
           (attest_view_equal(role, ATTEST_VIEW("time")) || attest_view_equal(role, ATTEST_VIEW("circumstance")));
}

/* "When" in "when mayor": it joins the clause. */
static int is_question_adverb(const attest_i_clause_run *run, uint32_t token)
{
    const attest_token *word = attest_i_clause_token(run, token);
    return attest_view_equal(word->xpos, ATTEST_VIEW("WRB")) &&
           (word->head != token + 1 || attest_i_clause_token(run, token + 1)->upos == ATTEST_UPOS_NOUN ||
            attest_i_clause_token(run, token + 1)->upos == ATTEST_UPOS_PROPN); /* "how big" */
}

/* "Now" in "is now the mayor", "still" in "is still very ill", "ultimately" in "ultimately voters": an adverb of the clause, not of what it
 * stands before; "nearly all" and "very ill" belong together. */
static int is_clause_adverb(const attest_i_clause_run *run, uint32_t adverb, uint32_t head)
{
    const attest_ruleset *rules = run->context->rules;
    const attest_token *word = attest_i_clause_token(run, head);
    attest_view lemma = attest_i_clause_token(run, adverb)->lemma;
    attest_view role = ATTEST_VIEW("");
    int named = word->upos == ATTEST_UPOS_NOUN || word->upos == ATTEST_UPOS_PROPN;
    if (named) {
        uint32_t article = attest_i_tree_child(run->tree, head, "det");
        return !attest_i_ruleset_list_has(rules, ATTEST_VIEW("approximator"), lemma) &&
               !attest_view_equal(attest_i_clause_token(run, adverb)->xpos, ATTEST_VIEW("RBR")) &&
               !attest_view_equal(attest_i_clause_token(run, adverb)->xpos,
                                  ATTEST_VIEW("JJR")) && /* "more than half" */
               (article == ATTEST_NO_INDEX || adverb < article);
    }
    if (word->upos != ATTEST_UPOS_ADJ || attest_i_tree_child(run->tree, head, "cop") == ATTEST_NO_INDEX) {
        return 0;
    }
    for (uint32_t t = adverb + 1; t < head; t++) {
        if (attest_i_clause_token(run, t)->head != head ||
            !attest_i_relation_is(attest_i_clause_token(run, t)->deprel, "advmod")) {
            return 1;
        }
    }
    return attest_i_ruleset_list_value(rules, ATTEST_VIEW("adverb"), lemma, 1, &role) == ATTEST_OK &&
           !attest_view_equal(role, ATTEST_VIEW("manner"));
}

int attest_i_clause_is_origin(const attest_i_clause_run *run, uint32_t token)
{
    uint32_t preposition = attest_i_tree_child(run->tree, token, "case");
    if (preposition == ATTEST_NO_INDEX || !attest_i_relation_is(attest_i_clause_token(run, token)->deprel, "nmod")) {
        return 0;
    }
    attest_view lemma = attest_i_clause_token(run, preposition)->lemma;
    attest_view form = attest_i_clause_token(run, preposition)->form;
    return attest_view_equal(lemma, ATTEST_VIEW("from")) || attest_view_equal(lemma, ATTEST_VIEW("into")) ||
           is_circumstance(run, form);
}

/* "Ann Bee, 51,", "Ann Bee, R-Ohio": what stands behind the name of a person and a comma. */
static int is_behind_name(const attest_i_clause_run *run, uint32_t token, uint32_t head)
{
    if (attest_i_clause_token(run, head)->name != ATTEST_NAME_PERSON || token < head) {
        return 0;
    }
    for (uint32_t t = head + 1; t <= token; t++) {
        if (attest_view_equal(attest_i_clause_token(run, t)->form, ATTEST_VIEW(","))) {
            return 1;
        }
    }
    return 0;
}

/* "The council on Friday": the time is that of what the council did. */
static int is_time_of_name(const attest_i_clause_run *run, uint32_t token, uint32_t head)
{
    return attest_i_clause_token(run, head)->upos == ATTEST_UPOS_PROPN &&
           attest_i_relation_is(attest_i_clause_token(run, token)->deprel, "nmod") &&
           attest_i_tree_child(run->tree, token, "case") != ATTEST_NO_INDEX &&
           !attest_i_relation_is(attest_i_clause_token(run, token)->deprel, "nmod:poss") &&
           attest_i_clause_is_time(run, attest_i_clause_token(run, token)->span);
}

/* "Good enough": what is not, may still be good. */
static int is_enough(const attest_i_clause_run *run, uint32_t token, uint32_t head)
{
    return token == head + 1 && attest_i_clause_token(run, head)->upos == ATTEST_UPOS_ADJ &&
           attest_view_equal(attest_i_clause_token(run, token)->lemma, ATTEST_VIEW("enough"));
}

static void mark_noun(attest_i_clause_run *run, uint32_t head)
{
    const attest_i_tree *tree = run->tree;
    run->marks[head] = 1;
    for (uint32_t i = tree->child_begin[head]; i < tree->child_begin[head + 1]; i++) {
        uint32_t child = tree->children[i];
        attest_view relation = attest_i_clause_token(run, child)->deprel;
        if (is_time_of_name(run, child, head) || child == run->except ||
            (run->split && attest_i_clause_is_origin(run, child)) || is_any(relation, outside) ||
            is_title(run, child, head) || is_loose(run, child) ||
            attest_i_clause_token(run, child)->upos == ATTEST_UPOS_PUNCT) {
            continue;
        }
        if (is_behind_name(run, child, head)) {
            continue;
        }
        if (attest_i_relation_is(relation, "advmod") && !is_enough(run, child, head) &&
            (child > head || is_scope_word(run, child) || is_question_adverb(run, child) ||
             is_clause_adverb(run, child, head))) {
            continue;
        }
        mark_below(run, child, 0);
    }
}

/* Relative clauses and appositions of nouns within the phrase go, too. */
static void unmark_loose(attest_i_clause_run *run)
{
    uint32_t count = run->tree->sentence.token_count;
    for (uint32_t t = 0; t < count; t++) {
        attest_view relation = attest_i_clause_token(run, t)->deprel;
        uint32_t head = attest_i_clause_token(run, t)->head;
        int loose = attest_i_relation_is(relation, "acl:relcl") || attest_i_relation_is(relation, "appos") ||
                    attest_i_relation_is(relation, "parataxis") || is_loose(run, t);
        if (!run->marks[t] || !loose || head == ATTEST_NO_INDEX || !run->marks[head]) {
            continue;
        }
        for (uint32_t k = 0; k < count; k++) {
            uint32_t at = k;
            while (at != ATTEST_NO_INDEX && at != t) {
                at = attest_i_clause_token(run, at)->head;
            }
            if (at == t) {
                run->marks[k] = 0;
            }
        }
    }
}

/* The run of marked words around the head as pieces; a mark between two marked words belongs to them. */
void attest_i_clause_collect(attest_i_clause_run *run, uint32_t head, attest_i_clause_phrase *phrase)
{
    uint32_t count = run->tree->sentence.token_count;
    phrase->count = 0;
    phrase->head = head;
    uint32_t pending = ATTEST_NO_INDEX; /* first of the punctuation marks behind the last marked word */
    int open = 0;
    for (uint32_t t = 0; t < count; t++) {
        const attest_token *token = attest_i_clause_token(run, t);
        if (run->marks[t] && token->upos != ATTEST_UPOS_PUNCT) {
            if (open) {
                phrase->pieces[phrase->count - 1].end = token->span.end;
            } else if (phrase->count < ATTEST_I_CLAUSE_PIECES) {
                phrase->pieces[phrase->count++] = token->span;
                open = 1;
            } else {
                attest_i_builder_limit_hit(run->context->builder);
                break;
            }
            pending = ATTEST_NO_INDEX;
        } else if (token->upos == ATTEST_UPOS_PUNCT && open && pending == ATTEST_NO_INDEX) {
            pending = t;
        } else if (token->upos != ATTEST_UPOS_PUNCT) {
            open = 0;
        }
    }
    memset(run->marks, 0, count);
}

/* A possessive ending at the end of a phrase is no part of it, unless it is one of a name ("Moody's"). */
static void trim_genitive(const attest_i_clause_run *run, attest_i_clause_phrase *phrase)
{
    uint32_t next = phrase->head + 1;
    if (phrase->count == 0 || next >= run->tree->sentence.token_count) {
        return;
    }
    attest_span *last = &phrase->pieces[phrase->count - 1];
    const attest_token *token = attest_i_clause_token(run, next);
    if (attest_view_equal(token->xpos, ATTEST_VIEW("POS")) && token->name == ATTEST_NAME_NONE &&
        token->span.end == last->end && last->begin < token->span.begin) {
        last->end = token->span.begin;
    }
}

static int is_quote(const attest_i_clause_run *run, uint32_t token, const char *const *marks)
{
    for (size_t i = 0; marks[i]; i++) {
        if (attest_view_equal(attest_i_clause_token(run, token)->form, attest_view_of(marks[i]))) {
            return 1;
        }
    }
    return 0;
}

/* Of a quotation that begins in the phrase and ends right behind it, the last mark belongs to it, too. */
static void close_quotation(const attest_i_clause_run *run, attest_i_clause_phrase *phrase)
{
    static const char *const opening[] = {"``", "“", "\"", "‘", NULL};
    static const char *const closing[] = {"''", "”", "\"", "’", NULL};
    if (phrase->count == 0) {
        return;
    }
    attest_span *last = &phrase->pieces[phrase->count - 1];
    uint32_t open = 0;
    for (uint32_t t = 0; t < run->tree->sentence.token_count; t++) {
        attest_span span = attest_i_clause_token(run, t)->span;
        if (attest_span_contains(*last, span)) {
            if (open && is_quote(run, t, closing)) {
                open = 0;
            } else {
                open |= (uint32_t)is_quote(run, t, opening);
            }
        } else if (span.begin >= last->end) {
            if (open && is_quote(run, t, closing)) {
                last->end = span.end;
            }
            return;
        }
    }
}

uint32_t attest_i_clause_described(const attest_i_clause_run *run, uint32_t what)
{
    uint32_t verb = attest_i_tree_child(run->tree, what, "acl:relcl");
    return verb != ATTEST_NO_INDEX && attest_view_equal(attest_i_clause_token(run, what)->lemma, ATTEST_VIEW("what")) &&
                   attest_i_ruleset_list_has(run->context->rules, ATTEST_VIEW("opinion"),
                                             attest_i_clause_token(run, verb)->lemma) &&
                   attest_i_tree_child(run->tree, verb, "nsubj") != ATTEST_NO_INDEX
               ? verb
               : ATTEST_NO_INDEX;
}

void attest_i_clause_noun_phrase(attest_i_clause_run *run, uint32_t head, attest_i_clause_phrase *phrase)
{
    if (attest_i_clause_described(run, head) != ATTEST_NO_INDEX) {
        attest_i_clause_subtree(run, head, phrase);
        return;
    }
    mark_noun(run, head);
    unmark_loose(run);
    run->marks[head] = 1;
    attest_i_clause_collect(run, head, phrase);
    trim_genitive(run, phrase);
    close_quotation(run, phrase);
}

void attest_i_clause_subtree(attest_i_clause_run *run, uint32_t head, attest_i_clause_phrase *phrase)
{
    mark_below(run, head, 0);
    attest_i_clause_collect(run, head, phrase);
}

enum attest_status attest_i_clause_text(const attest_i_clause_run *run, const attest_i_clause_phrase *phrase,
                                        attest_view *text)
{
    if (phrase->count <= 1) {
        *text = phrase->count ? (attest_view){run->text.data + phrase->pieces[0].begin,
                                              phrase->pieces[0].end - phrase->pieces[0].begin}
                              : ATTEST_VIEW("");
        return ATTEST_OK;
    }
    size_t size = 0;
    for (size_t i = 0; i < phrase->count; i++) {
        size += phrase->pieces[i].end - phrase->pieces[i].begin + 1;
    }
    char *joined = attest_i_arena_take(run->context->arena, size);
    if (!joined) {
        return ATTEST_ERR_NOMEM;
    }
    size_t at = 0;
    for (size_t i = 0; i < phrase->count; i++) {
        size_t piece = phrase->pieces[i].end - phrase->pieces[i].begin;
        if (i > 0) {
            joined[at++] = ' ';
        }
        memcpy(joined + at, run->text.data + phrase->pieces[i].begin, piece);
        at += piece;
    }
    *text = (attest_view){joined, at};
    return ATTEST_OK;
}
