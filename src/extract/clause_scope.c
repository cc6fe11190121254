/* Polarity and modality: what the words around a predicate and the verbs above it make of it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>
#include <strings.h>

#include "extract/clause.h"

/* Most governors that are looked at. */
#define LEVELS_MAX 8

struct scope {
    const attest_i_clause_run *run;
    int negated;
    enum attest_modality modality;
};

static int read_governor(struct scope *scope, uint32_t token);

static void weaken(struct scope *scope, enum attest_modality modality)
{
    if (modality > scope->modality) {
        scope->modality = modality;
    }
}

/* The class that a lexicon gives a word; empty: it is not there. */
static attest_view class_of(const struct scope *scope, const char *list, attest_view word)
{
    attest_view class_;
    return attest_i_ruleset_list_value(scope->run->context->rules, attest_view_of(list), word, 1, &class_) == ATTEST_OK
               ? class_
               : ATTEST_VIEW("");
}

/* A class that is a modality, or "negated". */
static void apply_class(struct scope *scope, attest_view class_)
{
    if (attest_view_equal(class_, ATTEST_VIEW("negated"))) {
        scope->negated = !scope->negated;
    }
    for (int i = ATTEST_MODALITY_POSSIBLE; i < ATTEST_MODALITY_COUNT; i++) {
        if (attest_view_equal(class_, attest_view_of(attest_modality_name((enum attest_modality)i)))) {
            weaken(scope, (enum attest_modality)i);
        }
    }
}

/* A word of a lexicon whose first column is a class; gives whether it is in there. */
static int apply_list(struct scope *scope, const char *list, attest_view word)
{
    attest_view class_ = class_of(scope, list, word);
    apply_class(scope, class_);
    return class_.size > 0;
}

static int is_in(const struct scope *scope, const char *list, attest_view word)
{
    return attest_i_ruleset_list_has(scope->run->context->rules, attest_view_of(list), word);
}

/* A word that negates; not that of "not only". */
static int is_negation(const struct scope *scope, uint32_t token)
{
    const attest_token *word = attest_i_clause_token(scope->run, token);
    if (!is_in(scope, "negation", word->lemma) && !is_in(scope, "negation", word->form)) {
        return 0;
    }
    return token + 1 >= scope->run->tree->sentence.token_count ||
           !is_in(scope, "focus", attest_i_clause_token(scope->run, token + 1)->lemma);
}

/* "no longer", "not yet" before the verb: an adverb that is negated itself. "Left not long after": so did they. */
static int is_negated_adverb(const struct scope *scope, uint32_t token)
{
    const attest_i_tree *tree = scope->run->tree;
    int before = attest_i_clause_token(scope->run, token)->head != ATTEST_NO_INDEX &&
                 token < attest_i_clause_token(scope->run, token)->head;
    for (uint32_t i = tree->child_begin[token]; before && i < tree->child_begin[token + 1]; i++) {
        if (tree->children[i] + 1 == token && is_negation(scope, tree->children[i])) {
            return 1;
        }
    }
    return is_negation(scope, token);
}

/* "no plans", "nobody": a negated noun among what the predicate is about. */
static int is_empty_noun(const struct scope *scope, uint32_t noun)
{
    uint32_t determiner = attest_i_tree_child(scope->run->tree, noun, "det");
    uint32_t neither = attest_i_tree_child(scope->run->tree, noun, "cc:preconj");
    return (determiner != ATTEST_NO_INDEX && is_negation(scope, determiner)) ||
           (neither != ATTEST_NO_INDEX && is_negation(scope, neither)) || is_negation(scope, noun);
}

/* "if" before what somebody does not know is "whether". */
static void read_mark(struct scope *scope, uint32_t token, const attest_token *word)
{
    int asked = attest_i_relation_is(attest_i_clause_token(scope->run, token)->deprel, "ccomp");
    attest_view class_ = class_of(scope, "hedge", word->lemma);
    if (asked && attest_view_equal(class_, ATTEST_VIEW("hypothetical"))) {
        class_ = ATTEST_VIEW("possible");
    }
    apply_class(scope, class_);
}

/* One word that belongs to the predicate itself. */
static void read_word(struct scope *scope, uint32_t token, uint32_t child)
{
    const attest_token *word = attest_i_clause_token(scope->run, child);
    attest_view relation = word->deprel;
    int adverb = attest_i_relation_is(relation, "advmod");
    int state = attest_i_tree_child(scope->run->tree, token, "cop") != ATTEST_NO_INDEX;
    if (state && adverb && child > token) {
        return; /* "is in a street not far from here" */
    }
    int mark = attest_i_relation_is(relation, "mark");
    if (adverb || mark || attest_i_relation_is(relation, "aux") || attest_i_relation_is(relation, "cc:preconj")) {
        if (adverb ? is_negated_adverb(scope, child)
                   : is_negation(scope, child) || (mark && is_in(scope, "contrast", word->lemma))) {
            scope->negated = !scope->negated;
        } else if (scope->run->cues[child]) {
            return; /* "reportedly": the attribution tells it */
        } else if (mark) {
            read_mark(scope, token, word);
        } else {
            apply_list(scope, "hedge", word->lemma);
        }
    } else if (!state && attest_i_relation_is(relation, "amod")) { /* of a noun of an event: "the planned removal" */
        apply_list(scope, "hedge", word->form);
    } else if (attest_i_relation_is(relation, "det")) {
        scope->negated ^= is_negation(scope, child);
    } else if (attest_i_relation_is(relation, "nsubj") || attest_i_relation_is(relation, "obj")) {
        scope->negated ^= is_empty_noun(scope, child);
    }
}

/* The words that belong to the predicate itself. */
static void read_words(struct scope *scope, uint32_t token)
{
    const attest_i_tree *tree = scope->run->tree;
    for (uint32_t i = tree->child_begin[token]; i < tree->child_begin[token + 1]; i++) {
        read_word(scope, token, tree->children[i]);
    }
}

/* "Has yet to pay": not so far. */
static int is_yet(const struct scope *scope, uint32_t token)
{
    const attest_i_tree *tree = scope->run->tree;
    uint32_t adverb = attest_i_tree_child(tree, token, "advmod");
    return adverb != ATTEST_NO_INDEX &&
           attest_view_equal(attest_i_clause_token(scope->run, adverb)->lemma, ATTEST_VIEW("yet")) &&
           attest_view_equal(attest_i_clause_token(scope->run, adverb + 1)->lemma, ATTEST_VIEW("to"));
}

/* The words around a verb that takes another one: what "could" and "would" do there ("could be seen leaving", "would like to
 * leave") is no matter of the other one. */
static void read_taker(struct scope *scope, uint32_t token, attest_view class_)
{
    enum attest_modality before = scope->modality;
    read_words(scope, token);
    if (attest_view_equal(class_, ATTEST_VIEW("perceived")) ||
        (attest_view_equal(class_, ATTEST_VIEW("intended")) && scope->modality == ATTEST_MODALITY_HYPOTHETICAL)) {
        scope->modality = before;
    }
}

static int has_feature(const attest_token *token, attest_view feature)
{
    for (size_t i = 0; i + feature.size <= token->feats.size; i++) {
        if (memcmp(token->feats.data + i, feature.data, feature.size) == 0) {
            return 1;
        }
    }
    return 0;
}

/* "can" and "is able to" are possible; whoever "was able to", did. */
static void apply_ability(struct scope *scope, uint32_t governor, attest_view class_)
{
    uint32_t copula = attest_i_tree_child(scope->run->tree, governor, "cop");
    if (!attest_view_equal(class_, ATTEST_VIEW("able")) || copula == ATTEST_NO_INDEX) {
        return;
    }
    const attest_token *be = attest_i_clause_token(scope->run, copula);
    if (!has_feature(be, ATTEST_VIEW("Tense=Past"))) {
        weaken(scope, ATTEST_MODALITY_POSSIBLE);
    }
}

/* The "to" of an infinitive; ATTEST_NO_INDEX: it is none. */
static uint32_t to_of(const struct scope *scope, uint32_t token)
{
    const attest_i_tree *tree = scope->run->tree;
    for (uint32_t i = tree->child_begin[token]; i < tree->child_begin[token + 1]; i++) {
        const attest_token *mark = attest_i_clause_token(scope->run, tree->children[i]);
        if (attest_i_relation_is(mark->deprel, "mark") && attest_view_equal(mark->lemma, ATTEST_VIEW("to"))) {
            return tree->children[i];
        }
    }
    return ATTEST_NO_INDEX;
}

static int is_purpose(const struct scope *scope, uint32_t token)
{
    return to_of(scope, token) != ATTEST_NO_INDEX;
}

/* "I think", "we believe": the words of whoever speaks. */
static int is_first_person(const struct scope *scope, uint32_t verb)
{
    uint32_t subject = attest_i_tree_child(scope->run->tree, verb, "nsubj");
    return subject != ATTEST_NO_INDEX &&
           has_feature(attest_i_clause_token(scope->run, subject), ATTEST_VIEW("Person=1"));
}

/* What holds of the clause of `token` by all that stands around it. */
static struct scope scope_of(const struct scope *scope, uint32_t token)
{
    struct scope around = {scope->run, 0, ATTEST_MODALITY_ASSERTED};
    read_words(&around, token);
    for (int level = 0; level < LEVELS_MAX && read_governor(&around, token); level++) {
        token = attest_i_clause_token(scope->run, token)->head;
    }
    return around;
}

/* "This may mean that the port closes": the clause holds as far as its verb does. */
static void read_implied(struct scope *scope, uint32_t verb)
{
    struct scope around = scope_of(scope, verb);
    weaken(scope, around.negated ? ATTEST_MODALITY_POSSIBLE : around.modality);
}

/* "It is not true that the firm paid", "it may be clear that it paid". */
static void read_truth(struct scope *scope, uint32_t head)
{
    struct scope around = {scope->run, 0, ATTEST_MODALITY_ASSERTED};
    attest_view lemma = attest_i_clause_token(scope->run, head)->lemma;
    read_words(&around, head);
    weaken(scope, around.modality);
    if (around.negated) {
        apply_list(scope, "truth", lemma);
    }
    apply_list(scope, "hedge", lemma);
}

/* "A chance that the dam broke", "no sign that it broke"; "there is no bridge that spans the river". */
static void read_clause_noun(struct scope *scope, uint32_t token, uint32_t noun)
{
    const attest_i_clause_run *run = scope->run;
    const attest_token *word = attest_i_clause_token(run, noun);
    const attest_token *clause = attest_i_clause_token(run, token);
    struct scope around = {run, 0, ATTEST_MODALITY_ASSERTED};
    int none = is_empty_noun(scope, noun);
    uint32_t in = attest_i_tree_child(run->tree, noun, "case");
    if (in != ATTEST_NO_INDEX && attest_view_equal(clause->xpos, ATTEST_VIEW("VBG")) &&
        attest_view_equal(attest_i_clause_token(run, in)->lemma, ATTEST_VIEW("without"))) {
        scope->negated = !scope->negated; /* "without Norway paying" */
    }
    if (word->head != ATTEST_NO_INDEX && attest_i_relation_is(word->deprel, "obj")) {
        read_words(&around, word->head); /* "found no sign", "did not find a sign" */
        none = around.negated;
    }
    attest_view kind;
    if (attest_i_ruleset_list_value(run->context->rules, ATTEST_VIEW("clause-noun"), word->lemma, 1, &kind) ==
        ATTEST_OK) {
        apply_class(scope, kind);
        if (none && attest_i_ruleset_list_value(run->context->rules, ATTEST_VIEW("clause-noun"), word->lemma, 2,
                                                &kind) == ATTEST_OK) {
            apply_class(scope, kind);
        }
    } else if (none && attest_i_relation_is(clause->deprel, "acl:relcl") && is_empty_noun(scope, noun) &&
               !is_in(scope, "shell", word->lemma)) {
        int there =
            word->head != ATTEST_NO_INDEX && attest_i_tree_child(run->tree, word->head, "expl") != ATTEST_NO_INDEX;
        if (there && attest_i_tree_child(run->tree, token, "nsubj") == ATTEST_NO_INDEX) {
            scope->negated = !scope->negated;
        } else {
            weaken(scope, ATTEST_MODALITY_POSSIBLE);
        }
    }
}

/* A clause that is an object or completes a verb. */
static int read_complement(struct scope *scope, uint32_t token, uint32_t head)
{
    const attest_token *governor = attest_i_clause_token(scope->run, head);
    attest_view class_ = class_of(scope, "folding", governor->lemma);
    int open = !attest_i_relation_is(attest_i_clause_token(scope->run, token)->deprel, "ccomp");
    if (!open && scope->run->cues[head]) {
        return 0; /* the stance of an attribution says it */
    }
    /* "is reported to have left" is hearsay; whoever "reported seeing" it, saw it. */
    if (open && is_yet(scope, head)) {
        scope->negated = !scope->negated;
        return 1;
    }
    if (!open && is_in(scope, "imply", governor->lemma)) {
        read_implied(scope, head);
        return 0;
    }
    int active = open && scope->run->cues[head] && !attest_i_clause_is_passive(scope->run, head) &&
                 attest_view_equal(class_, ATTEST_VIEW("possible"));
    if (!active && (open || !is_first_person(scope, head))) {
        apply_class(scope, class_);
        apply_list(scope, "hedge", governor->lemma);
    }
    apply_ability(scope, head, class_);
    if (open) {
        read_taker(scope, head, class_);
    }
    return 1;
}

/* "plans to leave", "no intention of leaving", "the aim was to leave". */
static int read_noun(struct scope *scope, uint32_t token, uint32_t noun)
{
    const attest_i_clause_run *run = scope->run;
    const attest_token *word = attest_i_clause_token(run, noun);
    int gerund = attest_view_equal(attest_i_clause_token(run, token)->xpos, ATTEST_VIEW("VBG")) &&
                 attest_i_tree_child(run->tree, token, "mark") != ATTEST_NO_INDEX; /* "the aim of leaving" */
    if ((!gerund && !is_purpose(scope, token)) || !apply_list(scope, "intent", word->lemma)) {
        if (is_purpose(scope, token)) {
            weaken(scope, ATTEST_MODALITY_INTENDED);
        }
        return 0;
    }
    if (attest_i_relation_is(word->deprel, "obj") && word->head != ATTEST_NO_INDEX && !run->cues[word->head]) {
        apply_list(scope, "holder", attest_i_clause_token(run, word->head)->lemma);
        read_words(scope, word->head);                       /* "has no plans", "does not have plans" */
        weaken(scope, scope_of(scope, word->head).modality); /* "must keep its promise to leave" */
    } else {
        scope->negated ^= is_empty_noun(scope, noun);
    }
    return 0;
}

/* The second of two verbs shares what stands before the first unless it has its own subject or auxiliary. */
static int read_conjunct(struct scope *scope, uint32_t token, uint32_t head)
{
    const attest_i_tree *tree = scope->run->tree;
    if (attest_i_tree_child(tree, token, "nsubj") != ATTEST_NO_INDEX) {
        return 0;
    }
    uint32_t subject = attest_i_tree_child(tree, head, "nsubj"); /* "nobody left or paid" */
    scope->negated ^= subject != ATTEST_NO_INDEX && is_empty_noun(scope, subject);
    if (attest_i_tree_child(tree, token, "aux") != ATTEST_NO_INDEX ||
        attest_i_tree_child(tree, token, "cop") != ATTEST_NO_INDEX) {
        return 1;
    }
    uint32_t joint = attest_i_tree_child(tree, token, "cc");
    scope->negated ^=
        joint != ATTEST_NO_INDEX && is_in(scope, "contrast", attest_i_clause_token(scope->run, joint)->lemma);
    int either = joint != ATTEST_NO_INDEX &&
                 !attest_view_equal(attest_i_clause_token(scope->run, joint)->lemma, ATTEST_VIEW("and")) &&
                 !attest_view_equal(attest_i_clause_token(scope->run, joint)->lemma, ATTEST_VIEW("but"));
    for (uint32_t i = tree->child_begin[head]; i < tree->child_begin[head + 1]; i++) {
        uint32_t child = tree->children[i];
        const attest_token *shared = attest_i_clause_token(scope->run, child);
        if (attest_i_relation_is(shared->deprel, "aux")) {
            apply_list(scope, "hedge", shared->lemma);
        } else if (attest_i_relation_is(shared->deprel, "mark") && is_in(scope, "hedge", shared->lemma)) {
            read_mark(scope, head, shared);
        } else if (either && attest_i_relation_is(shared->deprel, "advmod")) { /* "did not confirm or deny" */
            scope->negated ^= is_negation(scope, child);
        }
    }
    return 1;
}

/* "demanded the withdrawal", "calls for her removal": a noun of an event and what takes it back. */
static int read_event(struct scope *scope, uint32_t noun, uint32_t head)
{
    const attest_i_tree *tree = scope->run->tree;
    const attest_token *word = attest_i_clause_token(scope->run, noun);
    if (word->upos != ATTEST_UPOS_NOUN) {
        return 0;
    }
    const attest_token *governor = attest_i_clause_token(scope->run, head);
    if (attest_i_relation_is(word->deprel, "obj") || attest_i_relation_is(word->deprel, "nsubj:pass")) {
        int polarity = scope->negated;
        int governed = apply_list(scope, "event-governor", governor->lemma);
        governed |= is_in(scope, "folding", governor->lemma);
        read_words(scope, head);
        scope->negated = governed ? scope->negated : polarity; /* "did not mention her removal" */
        return 0;
    }
    if (attest_i_relation_is(word->deprel, "nsubj")) { /* "the loss of the port would cost ..." */
        uint32_t modal = attest_i_tree_child(tree, head, "aux");
        if (modal != ATTEST_NO_INDEX &&
            attest_view_equal(attest_i_clause_token(scope->run, modal)->xpos, ATTEST_VIEW("MD"))) {
            weaken(scope, ATTEST_MODALITY_HYPOTHETICAL);
        }
        return 0;
    }
    uint32_t in = attest_i_tree_child(tree, noun, "case");
    if ((!attest_i_relation_is(word->deprel, "obl") && !attest_i_relation_is(word->deprel, "nmod")) ||
        in == ATTEST_NO_INDEX) {
        return 0;
    }
    attest_view preposition = attest_i_clause_token(scope->run, in)->lemma;
    if (attest_view_equal(preposition, ATTEST_VIEW("for")) || attest_view_equal(preposition, ATTEST_VIEW("of")) ||
        attest_view_equal(preposition, ATTEST_VIEW("against"))) {
        apply_list(scope, "event-governor", governor->lemma);
    } else if (attest_view_equal(preposition, ATTEST_VIEW("without"))) {
        scope->negated = !scope->negated;
    }
    return 0;
}

/* A clause beside its main clause: a purpose; what somebody is made to do, or accused of; a participle that holds as far as the
 * main clause does ("would win by cutting prices"). */
static int read_adverbial(struct scope *scope, uint32_t token, uint32_t head)
{
    attest_view class_;
    if (attest_i_clause_controller(scope->run, token, &class_) != ATTEST_NO_INDEX) {
        struct scope around = scope_of(scope, head);
        int undone = attest_view_equal(class_, ATTEST_VIEW("negated"));
        apply_class(scope, class_);
        weaken(scope, around.modality);
        if (around.negated) { /* "did not stop them from leaving", "did not blame them for leaving" */
            scope->negated ^= undone;
            weaken(scope, ATTEST_MODALITY_POSSIBLE);
        }
        return 0;
    }
    if (is_purpose(scope, token)) {
        weaken(scope, ATTEST_MODALITY_INTENDED);
    } else if (attest_i_clause_shares_main(scope->run, token)) {
        struct scope around = scope_of(scope, attest_i_clause_main(scope->run, token));
        int joined = attest_i_tree_child(scope->run->tree, token, "mark") != ATTEST_NO_INDEX;
        weaken(scope, around.modality);
        if (around.negated && joined) { /* "did not win by cutting prices" */
            weaken(scope, ATTEST_MODALITY_POSSIBLE);
        }
    }
    return 0;
}

/* What the governor of a clause makes of it; gives whether to go further up. */
static int read_governor(struct scope *scope, uint32_t token)
{
    const attest_i_clause_run *run = scope->run;
    const attest_token *word = attest_i_clause_token(run, token);
    uint32_t head = word->head;
    if (head == ATTEST_NO_INDEX) {
        return 0;
    }
    attest_view relation = word->deprel;
    uint32_t held = attest_i_tree_child(run->tree, head, "obj"); /* "made a promise to leave" */
    if (held != ATTEST_NO_INDEX && held < token && is_purpose(scope, token) &&
        (attest_i_relation_is(relation, "xcomp") || attest_i_relation_is(relation, "advcl")) &&
        is_in(scope, "intent", attest_i_clause_token(run, held)->lemma)) {
        return read_noun(scope, token, held);
    }
    if (attest_i_relation_is(relation, "xcomp") || attest_i_relation_is(relation, "ccomp") ||
        attest_i_clause_is_raised(run, token)) {
        return read_complement(scope, token, head);
    }
    if (attest_i_relation_is(relation, "csubj")) {
        read_truth(scope, head);
        return 0;
    }
    if (attest_i_relation_is(relation, "acl")) {
        read_clause_noun(scope, token, head);
        return attest_i_relation_is(relation, "acl:relcl") ? 0 : read_noun(scope, token, head);
    }
    if (attest_i_relation_is(relation, "advcl")) {
        return read_adverbial(scope, token, head);
    }
    if (attest_i_relation_is(relation, "conj")) {
        return read_conjunct(scope, token, head);
    }
    return read_event(scope, token, head);
}

/* "The aim was to leave", "he is to leave": an infinitive that is a predicate by itself. */
static void read_infinitive(struct scope *scope, uint32_t token)
{
    const attest_i_tree *tree = scope->run->tree;
    uint32_t copula = attest_i_tree_child(tree, token, "cop");
    uint32_t to = to_of(scope, token);
    if (to == ATTEST_NO_INDEX || copula == ATTEST_NO_INDEX ||
        copula > to) { /* "was found to be empty": the infinitive is that of "be" */
        return;
    }
    if (is_yet(scope, token)) {
        scope->negated = !scope->negated;
        return;
    }
    for (uint32_t i = tree->child_begin[token]; i < tree->child_begin[token + 1]; i++) {
        const attest_token *word = attest_i_clause_token(scope->run, tree->children[i]);
        if (attest_i_relation_is(word->deprel, "nsubj") && apply_list(scope, "intent", word->lemma)) {
            return;
        }
    }
    weaken(scope, ATTEST_MODALITY_INTENDED);
}

/* "Should the talks fail", "had the firm paid": a condition without "if", at the beginning of a sentence or of what is said. */
static int is_inverted(const struct scope *scope, uint32_t token)
{
    static const char *const verbs[] = {"should", "had", "were"};
    const attest_sentence *sentence = &scope->run->tree->sentence;
    uint32_t begin = token;
    while (begin > 0 && sentence->tokens[begin - 1].upos != ATTEST_UPOS_PUNCT) {
        begin--;
    }
    if (begin + 1 >= token) {
        return 0;
    }
    const attest_token *first = &sentence->tokens[begin];
    enum attest_upos next = sentence->tokens[begin + 1].upos;
    int subject =
        next == ATTEST_UPOS_DET || next == ATTEST_UPOS_PRON || next == ATTEST_UPOS_PROPN || next == ATTEST_UPOS_NOUN;
    for (size_t i = 0; subject && i < sizeof verbs / sizeof verbs[0]; i++) {
        size_t size = strlen(verbs[i]);
        if (first->form.size == size && strncasecmp(first->form.data, verbs[i], size) == 0) {
            return attest_i_clause_mood(scope->run, token) == ATTEST_MODALITY_ASSERTED;
        }
    }
    return 0;
}

/* "If it rains, the dam will break": what depends on a condition. */
static void read_condition(struct scope *scope, uint32_t token)
{
    const attest_i_tree *tree = scope->run->tree;
    for (uint32_t i = tree->child_begin[token]; i < tree->child_begin[token + 1]; i++) {
        uint32_t child = tree->children[i];
        uint32_t mark = attest_i_relation_is(attest_i_clause_token(scope->run, child)->deprel, "advcl")
                            ? attest_i_tree_child(tree, child, "mark")
                            : ATTEST_NO_INDEX;
        int clause = attest_i_relation_is(attest_i_clause_token(scope->run, child)->deprel, "advcl");
        if ((mark != ATTEST_NO_INDEX &&
             attest_view_equal(class_of(scope, "hedge", attest_i_clause_token(scope->run, mark)->lemma),
                               ATTEST_VIEW("hypothetical"))) ||
            (clause && is_inverted(scope, child))) {
            weaken(scope, ATTEST_MODALITY_HYPOTHETICAL);
        }
    }
}

void attest_i_clause_scope(const attest_i_clause_run *run, uint32_t anchor, enum attest_polarity *polarity,
                           enum attest_modality *modality)
{
    struct scope scope = {run, 0, ATTEST_MODALITY_ASSERTED};
    uint32_t token = anchor;
    read_words(&scope, anchor);
    read_infinitive(&scope, anchor);
    read_condition(&scope, anchor);
    if (is_inverted(&scope, anchor)) {
        weaken(&scope, ATTEST_MODALITY_HYPOTHETICAL);
    }
    scope.negated ^= attest_i_clause_is_turned(run, anchor);
    weaken(&scope, attest_i_clause_mood(run, anchor));
    for (int level = 0; level < LEVELS_MAX && read_governor(&scope, token); level++) {
        token = attest_i_clause_token(run, token)->head;
    }
    *polarity = scope.negated ? ATTEST_NEGATED : ATTEST_AFFIRMED;
    *modality = scope.modality;
}
