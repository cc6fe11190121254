/* Arguments: what prepositional phrases, times and purposes add to a predicate. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <string.h>

#include "extract/clause.h"

struct arguments {
    attest_i_clause_run *run;
    attest_argument *items;
    size_t count;
};

/* A value of the kind `text` is a time that could not be computed ("on Monday" of an article without a date). */
int attest_i_clause_is_time(const attest_i_clause_run *run, attest_span span)
{
    const attest_i_timex *timex = attest_i_clause_timex(run, span);
    return timex && (timex->value.kind == ATTEST_VALUE_TEXT ||
                     (timex->value.kind >= ATTEST_VALUE_YEAR && timex->value.kind <= ATTEST_VALUE_DURATION));
}

/* The second of two prepositions that stand together: "of" in "out of"; ATTEST_NO_INDEX: there is one. */
static uint32_t second_case(const attest_i_clause_run *run, uint32_t noun, uint32_t first)
{
    const attest_token *next = attest_i_clause_token(run, first + 1);
    return first + 1 < noun && next->head == noun && attest_i_relation_is(next->deprel, "case") ? first + 1
                                                                                                : ATTEST_NO_INDEX;
}

/* The preposition with what belongs to it: "because of", "out of". Small letters. */
static enum attest_status preposition_of(const attest_i_clause_run *run, uint32_t noun, attest_view *preposition)
{
    *preposition = ATTEST_VIEW("");
    uint32_t at = attest_i_tree_child(run->tree, noun, "case");
    if (at == ATTEST_NO_INDEX) {
        return ATTEST_OK;
    }
    uint32_t fixed = attest_i_tree_child(run->tree, at, "fixed");
    if (fixed == ATTEST_NO_INDEX) {
        fixed = second_case(run, noun, at);
    }
    if (attest_i_clause_is_particle(run, at)) { /* "ran out of fuel" */
        at = fixed;
        fixed = ATTEST_NO_INDEX;
    }
    attest_view first = attest_i_clause_token(run, at)->form;
    attest_view second = fixed == ATTEST_NO_INDEX ? ATTEST_VIEW("") : attest_i_clause_token(run, fixed)->form;
    enum attest_status status =
        attest_i_arena_print(run->context->arena, preposition, "%.*s%s%.*s", (int)first.size, first.data,
                             second.size ? " " : "", (int)second.size, second.size ? second.data : "");
    for (size_t i = 0; status == ATTEST_OK && i < preposition->size; i++) {
        ((char *)preposition->data)[i] = (char)tolower((unsigned char)preposition->data[i]);
    }
    return status;
}

static enum attest_status add(struct arguments *arguments, const char *role, attest_view preposition,
                              const attest_i_clause_phrase *phrase, int clause)
{
    if (arguments->count == ATTEST_I_CLAUSE_ARGUMENTS) {
        attest_i_builder_limit_hit(arguments->run->context->builder);
        return ATTEST_OK;
    }
    if (phrase->count == 0) {
        return ATTEST_OK;
    }
    attest_argument *argument = &arguments->items[arguments->count++];
    memset(argument, 0, sizeof *argument);
    argument->role = attest_view_of(role);
    argument->preposition = preposition;
    enum attest_status status = attest_i_clause_participant(arguments->run, phrase, 0, &argument->participant);
    if (status == ATTEST_OK && clause) {
        argument->participant.entity = ATTEST_NO_INDEX;
        argument->participant.value = (attest_value){.kind = ATTEST_VALUE_TEXT, .lexical = argument->participant.text};
    }
    return status;
}

/* "In 2014", "since Monday": what stands before a time belongs to its words. */
static enum attest_status take_preposition(const struct arguments *arguments, uint32_t noun)
{
    const attest_i_clause_run *run = arguments->run;
    uint32_t in = attest_i_tree_child(run->tree, noun, "case");
    attest_participant *time = &arguments->items[arguments->count - 1].participant;
    if (in == ATTEST_NO_INDEX || time->span_count == 0) {
        return ATTEST_OK;
    }
    attest_span word = attest_i_clause_token(run, in)->span;
    attest_span *whole = attest_i_arena_array(run->context->arena, 1, sizeof *whole);
    if (!whole) {
        return ATTEST_ERR_NOMEM;
    }
    *whole = (attest_span){time->spans[0].begin, time->spans[time->span_count - 1].end};
    if (word.end <= whole->end && (time->span_count == 1 || word.begin > whole->begin)) {
        whole->begin = word.begin < whole->begin ? word.begin : whole->begin;
        time->spans = whole;
        time->span_count = 1;
        time->text = (attest_view){run->text.data + whole->begin, whole->end - whole->begin};
    }
    return ATTEST_OK;
}

static int is_one_of(attest_view word, const char *const *words)
{
    for (size_t i = 0; words[i]; i++) {
        if (attest_view_equal(word, attest_view_of(words[i]))) {
            return 1;
        }
    }
    return 0;
}

/* A time behind "from", "to" or "for" tells when, too, and one behind "with" or "about" does not; a length of time behind "to" is an amount
 * ("sentenced to six years"). */
static int tells_when(const attest_i_clause_run *run, uint32_t noun)
{
    static const char *const others[] = {"with", "about", "of", "despite", "against", NULL};
    static const char *const amounts[] = {"to", "from", "by", "at", NULL};
    uint32_t at = attest_i_tree_child(run->tree, noun, "case");
    if (at == ATTEST_NO_INDEX) {
        return 1;
    }
    attest_view preposition = attest_i_clause_token(run, at)->lemma;
    const attest_i_timex *timex = attest_i_clause_timex(run, attest_i_clause_token(run, noun)->span);
    int length = timex && timex->value.kind == ATTEST_VALUE_DURATION;
    return !is_one_of(preposition, others) && !(length && is_one_of(preposition, amounts));
}

/* What a relative pronoun stands for; ATTEST_NO_INDEX: nothing that is known, or a word that asks. */
static uint32_t antecedent_of(const attest_i_clause_run *run, uint32_t pronoun)
{
    const attest_sentence *sentence = &run->tree->sentence;
    for (uint32_t i = 0; i < sentence->edge_count; i++) {
        const attest_edge *edge = &sentence->edges[i];
        if (edge->dependent == pronoun && attest_view_equal(edge->label, ATTEST_VIEW("ref")) &&
            edge->head != ATTEST_NO_INDEX &&
            (sentence->tokens[edge->head].upos == ATTEST_UPOS_NOUN ||
             sentence->tokens[edge->head].upos == ATTEST_UPOS_PROPN)) {
            return edge->head;
        }
    }
    return ATTEST_NO_INDEX;
}

/* "After the vote", "outside the town": without its preposition the phrase would be another time or place. */
static int is_part_of_it(attest_view role, attest_view preposition)
{
    static const char *const plain[] = {"in", "at", "on", "from", "to", "into", "via", NULL};
    return attest_view_equal(role, ATTEST_VIEW("time")) ||
           (attest_view_equal(role, ATTEST_VIEW("place")) && !is_one_of(preposition, plain));
}

/* "Fell as much as 14 percent": the greatest extent, and not the manner. */
static int is_most(const attest_i_clause_run *run, uint32_t noun)
{
    uint32_t as = attest_i_tree_child(run->tree, noun, "case");
    return as != ATTEST_NO_INDEX && as >= 2 &&
           attest_view_equal(attest_i_clause_token(run, as)->lemma, ATTEST_VIEW("as")) &&
           (attest_view_equal(attest_i_clause_token(run, as - 1)->lemma, ATTEST_VIEW("much")) ||
            attest_view_equal(attest_i_clause_token(run, as - 1)->lemma, ATTEST_VIEW("many")) ||
            attest_view_equal(attest_i_clause_token(run, as - 1)->lemma, ATTEST_VIEW("little"))) &&
           attest_view_equal(attest_i_clause_token(run, as - 2)->lemma, ATTEST_VIEW("as"));
}

static enum attest_status add_oblique(struct arguments *arguments, uint32_t noun)
{
    attest_i_clause_run *run = arguments->run;
    attest_i_clause_phrase phrase;
    attest_view preposition;
    enum attest_status status = preposition_of(run, noun, &preposition);
    attest_view tag = attest_i_clause_token(run, noun)->xpos;
    if (tag.size > 0 && tag.data[0] == 'W') { /* "in which": in what it stands for */
        noun = antecedent_of(run, noun);
        if (noun == ATTEST_NO_INDEX) {
            return ATTEST_OK;
        }
    }
    attest_i_clause_noun_phrase(run, noun, &phrase);
    if (status != ATTEST_OK || phrase.count == 0) {
        return status;
    }
    size_t before = arguments->count;
    if (attest_i_clause_is_temporal(run, noun) && tells_when(run, noun)) {
        status = add(arguments, "time", ATTEST_VIEW(""), &phrase, 0);
        return status == ATTEST_OK && arguments->count > before ? take_preposition(arguments, noun) : status;
    }
    const attest_i_timex *timex = attest_i_clause_timex(run, attest_i_clause_token(run, noun)->span);
    if (is_most(run, noun)) {
        uint32_t as = attest_i_tree_child(run->tree, noun, "case");
        phrase.pieces[0].begin = attest_i_clause_token(run, as - 2)->span.begin;
        return add(arguments, "extent", ATTEST_VIEW(""), &phrase, 1);
    }
    if (preposition.size == 0 && timex && timex->value.kind >= ATTEST_VALUE_MONEY &&
        attest_i_relation_is(attest_i_clause_token(run, noun)->deprel, "obl")) {
        return add(arguments, "extent", ATTEST_VIEW(""), &phrase, 0); /* "fell 3 percent" */
    }
    /* "The removal of the mayor": not an argument but the subject. */
    int nominal = attest_i_relation_is(attest_i_clause_token(run, noun)->deprel, "nmod");
    if (preposition.size == 0 || (nominal && attest_view_equal(preposition, ATTEST_VIEW("of")))) {
        return ATTEST_OK;
    }
    status = add(arguments, "", preposition, &phrase, 0);
    if (status != ATTEST_OK || arguments->count == before) {
        return status;
    }
    attest_argument *argument = &arguments->items[before];
    attest_view role = attest_i_clause_role(run, preposition, noun, &argument->participant);
    if (role.size == 0) {
        arguments->count = before;
        return ATTEST_OK;
    }
    status = attest_i_arena_copy(run->context->arena, role, &argument->role);
    return status == ATTEST_OK && is_part_of_it(role, preposition) ? take_preposition(arguments, noun) : status;
}

/* "to load cargo", "because the dam broke", "after the mayor left" */
static enum attest_status add_clause(struct arguments *arguments, uint32_t verb)
{
    attest_i_clause_run *run = arguments->run;
    attest_i_clause_phrase phrase;
    uint32_t mark = attest_i_tree_child(run->tree, verb, "mark");
    if (mark == ATTEST_NO_INDEX) {
        return ATTEST_OK;
    }
    attest_view word = attest_i_clause_token(run, mark)->lemma;
    attest_view role = ATTEST_VIEW("");
    int purpose = attest_view_equal(word, ATTEST_VIEW("to"));
    if (!purpose && attest_i_ruleset_list_value(run->context->rules, ATTEST_VIEW("preposition-role"), word, 1, &role) !=
                        ATTEST_OK) {
        return ATTEST_OK;
    }
    attest_view kept = ATTEST_VIEW("purpose");
    enum attest_status status = purpose ? ATTEST_OK : attest_i_arena_copy(run->context->arena, role, &kept);
    attest_i_clause_subtree(run, verb, &phrase);
    return status == ATTEST_OK ? add(arguments, kept.data, ATTEST_VIEW(""), &phrase, 1) : status;
}

/* Adverbs that join, weaken or deny, or that a list gives a role. */
static int is_joining(const attest_i_clause_run *run, attest_view lemma)
{
    static const char *const lists[] = {"adverb",          "hedge", "focus",       "negation",
                                        "sentence-opener", "truth", "approximator"};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        if (attest_i_ruleset_list_has(run->context->rules, attest_view_of(lists[i]), lemma)) {
            return 1;
        }
    }
    return 0;
}

/* "Thinly staffed", "poorly lit": without the adverb the participle says too much. */
static int narrows_participle(const attest_i_clause_run *run, uint32_t adverb)
{
    const attest_token *token = attest_i_clause_token(run, adverb);
    attest_view form = token->form;
    return token->head == adverb + 1 && attest_view_equal(token->xpos, ATTEST_VIEW("RB")) && form.size > 4 &&
           form.data[form.size - 2] == 'l' && form.data[form.size - 1] == 'y' &&
           attest_view_equal(attest_i_clause_token(run, token->head)->xpos, ATTEST_VIEW("VBN")) &&
           !is_joining(run, token->lemma);
}

static int is_enough(const attest_i_clause_run *run, uint32_t token)
{
    return token < run->tree->sentence.token_count &&
           attest_view_equal(attest_i_clause_token(run, token)->lemma, ATTEST_VIEW("enough"));
}

/* "Did not go far enough", "does not work properly": what is denied is the adverb, so that the claim must not be without it. Not one that
 * joins or is listed with a role. */
static int narrows_denial(const attest_i_clause_run *run, uint32_t adverb)
{
    const attest_token *token = attest_i_clause_token(run, adverb);
    uint32_t verb = token->head;
    int denied = 0;
    if (is_enough(run, adverb) && adverb > verb + 1) {
        return 0; /* it goes with the adverb before it */
    }
    if (verb == ATTEST_NO_INDEX || adverb < verb || token->xpos.size < 2 || token->xpos.data[0] != 'R' ||
        attest_i_clause_token(run, verb)->upos != ATTEST_UPOS_VERB) {
        return 0;
    }
    if (is_joining(run, token->lemma)) {
        return 0;
    }
    for (uint32_t i = run->tree->child_begin[verb]; i < run->tree->child_begin[verb + 1]; i++) {
        const attest_token *word = attest_i_clause_token(run, run->tree->children[i]);
        denied |= run->tree->children[i] < verb && attest_i_relation_is(word->deprel, "advmod") &&
                  attest_i_ruleset_list_has(run->context->rules, ATTEST_VIEW("negation"), word->lemma);
    }
    return denied;
}

/* "200 were hurt, 30 of them seriously": how the second of two subjects was. */
static int is_of_second_subject(const attest_i_clause_run *run, uint32_t adverb)
{
    uint32_t verb = attest_i_clause_token(run, adverb)->head;
    int before = 0;
    int between = 0;
    for (uint32_t i = verb == ATTEST_NO_INDEX ? 0 : run->tree->child_begin[verb];
         verb != ATTEST_NO_INDEX && i < run->tree->child_begin[verb + 1]; i++) {
        uint32_t child = run->tree->children[i];
        int subject = attest_i_relation_is(attest_i_clause_token(run, child)->deprel, "nsubj");
        before |= subject && child < verb;
        between |= subject && child > verb && child < adverb;
    }
    return before && between;
}

/* "As early as next week": "early" alone would be something else. */
static int is_compared(const attest_i_clause_run *run, uint32_t adverb)
{
    uint32_t as = attest_i_tree_child(run->tree, adverb, "advmod");
    uint32_t standard = attest_i_tree_child(run->tree, adverb, "obl");
    return as != ATTEST_NO_INDEX && standard != ATTEST_NO_INDEX && as < adverb && standard > adverb &&
           attest_view_equal(attest_i_clause_token(run, as)->lemma, ATTEST_VIEW("as"));
}

/* "Yesterday", "again", "quickly". Not those that negate, weaken or only join. */
static enum attest_status add_adverb(struct arguments *arguments, uint32_t adverb)
{
    const attest_i_clause_run *run = arguments->run;
    const attest_token *token = attest_i_clause_token(run, adverb);
    attest_view role = ATTEST_VIEW("");
    attest_i_clause_phrase phrase = {{token->span}, 1, adverb};
    if (attest_i_clause_is_time(run, token->span)) {
        return add(arguments, "time", ATTEST_VIEW(""), &phrase, 0);
    }
    if (is_of_second_subject(run, adverb)) {
        return ATTEST_OK;
    }
    if (narrows_denial(run, adverb)) {
        attest_i_clause_subtree(arguments->run, adverb, &phrase);
        if (is_enough(run, adverb + 1) && phrase.count > 0) {
            phrase.pieces[phrase.count - 1].end = attest_i_clause_token(run, adverb + 1)->span.end;
        }
        return add(arguments, "manner", ATTEST_VIEW(""), &phrase, 1);
    }
    if (attest_i_ruleset_list_value(run->context->rules, ATTEST_VIEW("adverb"), token->lemma, 1, &role) != ATTEST_OK) {
        return narrows_participle(run, adverb) ? add(arguments, "manner", ATTEST_VIEW(""), &phrase, 1) : ATTEST_OK;
    }
    attest_view kept;
    enum attest_status status = attest_i_arena_copy(run->context->arena, role, &kept);
    if (is_compared(run, adverb)) {
        attest_i_clause_subtree(arguments->run, adverb, &phrase);
    }
    return status == ATTEST_OK ? add(arguments, kept.data, ATTEST_VIEW(""), &phrase, 1) : status;
}

static int is_taken(uint32_t token, const uint32_t *taken, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (taken[i] == token) {
            return 1;
        }
    }
    return 0;
}

static enum attest_status read_children(struct arguments *arguments, uint32_t verb, const uint32_t *taken,
                                        size_t taken_count)
{
    const attest_i_tree *tree = arguments->run->tree;
    enum attest_status status = ATTEST_OK;
    for (uint32_t i = tree->child_begin[verb]; i < tree->child_begin[verb + 1] && status == ATTEST_OK; i++) {
        uint32_t child = tree->children[i];
        const attest_token *token = &tree->sentence.tokens[child];
        if (is_taken(child, taken, taken_count) || arguments->run->cues[child] ||
            attest_i_clause_is_particle(arguments->run, child)) {
            continue;
        }
        int event = attest_i_relation_is(token->deprel, "nmod") &&
                    attest_i_tree_child(tree, child, "case") != ATTEST_NO_INDEX &&
                    tree->sentence.tokens[verb].upos == ATTEST_UPOS_NOUN; /* "the intervention in Norway" */
        if (attest_i_relation_is(token->deprel, "obl") || event) {
            status = add_oblique(arguments, child);
            for (uint32_t k = tree->child_begin[child]; k < tree->child_begin[child + 1] && status == ATTEST_OK; k++) {
                uint32_t other = tree->children[k];
                if (attest_i_relation_is(tree->sentence.tokens[other].deprel, "conj")) {
                    status = attest_i_tree_child(tree, other, "case") == ATTEST_NO_INDEX
                                 ? ATTEST_OK
                                 : add_oblique(arguments, other);
                }
            }
        } else if (attest_i_relation_is(token->deprel, "advmod")) {
            status = add_adverb(arguments, child);
        } else if (attest_i_relation_is(token->deprel, "iobj") || attest_i_clause_is_receiver(arguments->run, child)) {
            attest_i_clause_phrase phrase;
            attest_i_clause_noun_phrase(arguments->run, child, &phrase);
            status = add(arguments, "to", ATTEST_VIEW("to"), &phrase, 0);
        } else if (attest_i_relation_is(token->deprel, "obj") &&
                   attest_i_clause_is_time_object(arguments->run, verb, child)) {
            status = add_oblique(arguments, child); /* "returned every week" */
        } else if (attest_i_relation_is(token->deprel, "advcl")) {
            status = add_clause(arguments, child);
        }
    }
    return status;
}

enum attest_status attest_i_clause_arguments(attest_i_clause_run *run, const attest_i_predicate *predicate,
                                             uint32_t anchor, uint32_t object, const uint32_t *taken,
                                             size_t taken_count, attest_argument *arguments, size_t *count)
{
    struct arguments found = {run, arguments, 0};
    enum attest_status status = read_children(&found, anchor, taken, taken_count);
    for (size_t i = 0; i < predicate->chain_count && status == ATTEST_OK; i++) {
        if (predicate->chain[i] != anchor) {
            status = read_children(&found, predicate->chain[i], taken, taken_count);
        }
    }
    int verbal =
        predicate->chain_count > 0 && attest_i_clause_token(run, predicate->chain[0])->upos == ATTEST_UPOS_VERB;
    for (uint32_t i = object == ATTEST_NO_INDEX || !verbal ? 0 : run->tree->child_begin[object];
         object != ATTEST_NO_INDEX && verbal && i < run->tree->child_begin[object + 1] && status == ATTEST_OK; i++) {
        if (attest_i_clause_is_origin(run, run->tree->children[i])) {
            status = add_oblique(&found, run->tree->children[i]);
        }
    }
    *count = found.count;
    return status;
}
