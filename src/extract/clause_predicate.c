/* Predicates: a verb with its particles and auxiliaries, and the verbs that only give its phase or mood. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <string.h>

#include "extract/clause.h"

/* Longest verb with its adverb that is looked up. */
#define PHRASAL_MAX 32

static int is_perceived(const attest_i_clause_run *run, attest_view lemma)
{
    attest_view class_;
    return attest_i_ruleset_list_value(run->context->rules, ATTEST_VIEW("folding"), lemma, 1, &class_) == ATTEST_OK &&
           attest_view_equal(class_, ATTEST_VIEW("perceived"));
}

int attest_i_clause_is_raised(const attest_i_clause_run *run, uint32_t verb)
{
    const attest_token *token = attest_i_clause_token(run, verb);
    if (token->upos != ATTEST_UPOS_VERB || token->head == ATTEST_NO_INDEX || token->head > verb ||
        !attest_i_relation_is(token->deprel, "advcl") ||
        attest_i_tree_child(run->tree, verb, "mark") != ATTEST_NO_INDEX) {
        return 0;
    }
    const attest_token *head = attest_i_clause_token(run, token->head);
    attest_view before = attest_i_clause_token(run, token->head + 1)->xpos;
    return is_perceived(run, head->lemma) && attest_i_clause_is_passive(run, token->head) &&
           !attest_view_equal(before, ATTEST_VIEW(",")) &&
           attest_i_tree_child(run->tree, token->head, "obj") == ATTEST_NO_INDEX;
}

uint32_t attest_i_clause_inner(const attest_i_clause_run *run, uint32_t verb)
{
    uint32_t inner = attest_i_tree_child(run->tree, verb, "xcomp");
    if (inner != ATTEST_NO_INDEX) {
        return inner;
    }
    for (uint32_t i = run->tree->child_begin[verb]; i < run->tree->child_begin[verb + 1]; i++) {
        if (attest_i_clause_is_raised(run, run->tree->children[i])) {
            return run->tree->children[i];
        }
    }
    return ATTEST_NO_INDEX;
}

int attest_i_clause_is_folded(const attest_i_clause_run *run, uint32_t verb)
{
    const attest_token *token = attest_i_clause_token(run, verb);
    uint32_t inner = attest_i_clause_inner(run, verb);
    if (inner == ATTEST_NO_INDEX || attest_i_tree_child(run->tree, verb, "obj") != ATTEST_NO_INDEX ||
        attest_i_tree_child(run->tree, verb, "iobj") != ATTEST_NO_INDEX) {
        return 0;
    }
    if (is_perceived(run, token->lemma) && !attest_i_clause_is_passive(run, verb)) {
        return 0;
    }
    const attest_token *content = attest_i_clause_token(run, inner);
    int verbal = content->upos == ATTEST_UPOS_VERB || attest_i_tree_child(run->tree, inner, "cop") != ATTEST_NO_INDEX;
    return verbal && attest_i_ruleset_list_has(run->context->rules, ATTEST_VIEW("folding"), token->lemma);
}

/* "Was arrested and taken to prison": a participle that shares the auxiliary of the first. */
static int shares_passive(const attest_i_clause_run *run, uint32_t verb)
{
    static const char *const own[] = {"nsubj", "aux", "obj", "cop"};
    const attest_token *token = attest_i_clause_token(run, verb);
    if (!attest_view_equal(token->xpos, ATTEST_VIEW("VBN")) || !attest_i_relation_is(token->deprel, "conj") ||
        token->head == ATTEST_NO_INDEX || attest_i_tree_child(run->tree, token->head, "aux:pass") == ATTEST_NO_INDEX) {
        return 0;
    }
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        if (attest_i_tree_child(run->tree, verb, own[i]) != ATTEST_NO_INDEX) {
            return 0;
        }
    }
    return 1;
}

int attest_i_clause_is_passive(const attest_i_clause_run *run, uint32_t verb)
{
    const attest_token *token = attest_i_clause_token(run, verb);
    int bare = attest_view_equal(token->xpos, ATTEST_VIEW("VBN")) && attest_i_relation_is(token->deprel, "xcomp") &&
               attest_i_tree_child(run->tree, verb, "obj") == ATTEST_NO_INDEX &&
               attest_i_tree_child(run->tree, verb, "aux") == ATTEST_NO_INDEX; /* "remains closed" */
    return bare || shares_passive(run, verb) || attest_i_tree_child(run->tree, verb, "aux:pass") != ATTEST_NO_INDEX ||
           attest_i_tree_child(run->tree, verb, "nsubj:pass") != ATTEST_NO_INDEX;
}

/* "Out" in "ran out of fuel", which the tree puts before "fuel". */
static uint32_t phrasal_verb(const attest_i_clause_run *run, uint32_t token)
{
    const attest_token *word = attest_i_clause_token(run, token);
    char key[PHRASAL_MAX];
    if (token == 0 || token + 1 >= run->tree->sentence.token_count ||
        !attest_view_equal(attest_i_clause_token(run, token + 1)->lemma, ATTEST_VIEW("of"))) {
        return ATTEST_NO_INDEX;
    }
    const attest_token *verb = attest_i_clause_token(run, token - 1);
    if (verb->upos != ATTEST_UPOS_VERB || verb->lemma.size + 1 + word->lemma.size > sizeof key) {
        return ATTEST_NO_INDEX;
    }
    memcpy(key, verb->lemma.data, verb->lemma.size);
    key[verb->lemma.size] = ' ';
    memcpy(key + verb->lemma.size + 1, word->lemma.data, word->lemma.size);
    attest_view whole = {key, verb->lemma.size + 1 + word->lemma.size};
    return attest_i_ruleset_list_has(run->context->rules, ATTEST_VIEW("phrasal"), whole) ? token - 1 : ATTEST_NO_INDEX;
}

/* "Up" in "gave up the port", "back" in "turned back", "at" in "the plan they looked at". */
static uint32_t particle_of(const attest_i_clause_run *run, uint32_t verb)
{
    const attest_i_tree *tree = run->tree;
    uint32_t particle = attest_i_tree_child(tree, verb, "compound:prt");
    for (uint32_t i = tree->child_begin[verb]; particle == ATTEST_NO_INDEX && i < tree->child_begin[verb + 1]; i++) {
        uint32_t child = tree->children[i];
        if (attest_i_clause_is_particle(run, child)) {
            particle = child;
        }
    }
    if (particle == ATTEST_NO_INDEX && verb + 1 < tree->sentence.token_count && phrasal_verb(run, verb + 1) == verb) {
        particle = verb + 1;
    }
    return particle;
}

int attest_i_clause_is_particle(const attest_i_clause_run *run, uint32_t token)
{
    const attest_i_tree *tree = run->tree;
    const attest_token *word = attest_i_clause_token(run, token);
    if (phrasal_verb(run, token) != ATTEST_NO_INDEX) {
        return 1;
    }
    if (word->head == ATTEST_NO_INDEX || word->head >= token ||
        attest_i_clause_token(run, word->head)->upos != ATTEST_UPOS_VERB ||
        tree->child_begin[token] != tree->child_begin[token + 1]) {
        return 0;
    }
    if (attest_i_relation_is(word->deprel, "advmod")) {
        return token == word->head + 1 &&
               attest_i_ruleset_list_has(run->context->rules, ATTEST_VIEW("particle"), word->lemma);
    }
    return word->upos == ATTEST_UPOS_ADP && attest_i_relation_is(word->deprel, "obl");
}

/* "be removed": the participle as it stands, in small letters; with particles. */
static enum attest_status print_lemma(const attest_i_clause_run *run, uint32_t verb, int passive, attest_view *lemma)
{
    const attest_token *token = attest_i_clause_token(run, verb);
    attest_view word = passive ? token->form : token->lemma;
    uint32_t particle = particle_of(run, verb);
    attest_view tail = particle == ATTEST_NO_INDEX ? ATTEST_VIEW("") : attest_i_clause_token(run, particle)->lemma;
    enum attest_status status =
        attest_i_arena_print(run->context->arena, lemma, "%s%.*s%s%.*s", passive ? "be " : "", (int)word.size,
                             word.data, tail.size ? " " : "", (int)tail.size, tail.size ? tail.data : "");
    for (size_t i = 0; status == ATTEST_OK && i < lemma->size; i++) {
        ((char *)lemma->data)[i] = (char)tolower((unsigned char)lemma->data[i]);
    }
    return status;
}

/* "has not been" */
static void mark_auxiliaries(attest_i_clause_run *run, uint32_t verb)
{
    const attest_i_tree *tree = run->tree;
    for (uint32_t i = tree->child_begin[verb]; i < tree->child_begin[verb + 1]; i++) {
        const attest_token *token = attest_i_clause_token(run, tree->children[i]);
        if (attest_i_relation_is(token->deprel, "aux") ||
            (attest_i_relation_is(token->deprel, "cop") &&
             attest_i_clause_token(run, verb)->upos == ATTEST_UPOS_ADJ) || /* "is able to" */
            (attest_i_relation_is(token->deprel, "advmod") && tree->children[i] < verb &&
             attest_i_ruleset_list_has(run->context->rules, ATTEST_VIEW("negation"), token->lemma))) {
            run->marks[tree->children[i]] = 1;
        }
    }
}

void attest_i_clause_mark_state(attest_i_clause_run *run, const attest_i_clause_parts *parts)
{
    const attest_i_tree *tree = run->tree;
    uint32_t state = parts->complement;
    if (state == ATTEST_NO_INDEX || state < parts->predicate ||
        !attest_i_relation_is(attest_i_clause_token(run, state)->deprel, "xcomp") ||
        attest_i_clause_token(run, state)->head != parts->predicate) {
        return;
    }
    for (uint32_t t = attest_i_tree_first(tree, state); t < tree->sentence.token_count; t++) {
        uint32_t at = t;
        while (at != ATTEST_NO_INDEX && at != state) {
            at = attest_i_clause_token(run, at)->head;
        }
        if (t > state && (at != state || attest_i_clause_token(run, t)->upos == ATTEST_UPOS_PUNCT)) {
            return;
        }
        run->marks[t] |= at == state && attest_i_clause_token(run, t)->upos != ATTEST_UPOS_PUNCT;
    }
}

enum attest_status attest_i_clause_predicate(attest_i_clause_run *run, uint32_t verb, int passive,
                                             attest_i_predicate *predicate)
{
    memset(predicate, 0, sizeof *predicate);
    uint32_t at = verb;
    while (predicate->chain_count < ATTEST_I_CLAUSE_FOLDED) {
        const attest_token *token = attest_i_clause_token(run, at);
        predicate->chain[predicate->chain_count++] = at;
        run->marks[at] = 1;
        uint32_t particle = particle_of(run, at);
        if (particle != ATTEST_NO_INDEX) {
            run->marks[particle] = 1;
        }
        uint32_t mark = attest_i_tree_child(run->tree, at, "mark");
        int open = attest_i_relation_is(token->deprel, "xcomp") || attest_i_clause_is_raised(run, at);
        if (!open || token->head == ATTEST_NO_INDEX || !attest_i_clause_is_folded(run, token->head)) {
            break;
        }
        if (mark != ATTEST_NO_INDEX && mark < at) {
            run->marks[mark] = 1;
        }
        at = token->head;
    }
    for (size_t i = 0; i < predicate->chain_count; i++) {
        mark_auxiliaries(run, predicate->chain[i]);
    }
    const attest_token *word = attest_i_clause_token(run, verb);
    if (attest_i_relation_is(word->deprel, "cop") && word->head != ATTEST_NO_INDEX) {
        mark_auxiliaries(run, word->head);
    }
    for (size_t i = 0; i < run->also_count; i++) {
        run->marks[run->also[i]] = 1;
    }
    run->also_count = 0;
    attest_i_clause_collect(run, verb, &predicate->phrase);
    return print_lemma(run, verb, passive, &predicate->lemma);
}
