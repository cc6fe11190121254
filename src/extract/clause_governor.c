/* Polarity and modality: what the verbs and nouns above a clause make of it ("denied that", "plans to", "forced them to"). */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/clause_scope.h"

/* The words around a verb that takes another one: what "could" and "would" do there ("could be seen leaving", "would like to
 * leave") is no matter of the other one. */
static void read_taker(attest_i_scope *scope, uint32_t token, attest_view class_)
{
    enum attest_modality before = scope->modality;
    attest_i_scope_read_words(scope, token);
    if (attest_view_equal(class_, ATTEST_VIEW("perceived")) ||
        (attest_view_equal(class_, ATTEST_VIEW("intended")) && scope->modality == ATTEST_MODALITY_HYPOTHETICAL)) {
        scope->modality = before;
    }
}

/* "can" and "is able to" are possible; whoever "was able to", did. */
static void apply_ability(attest_i_scope *scope, uint32_t governor, attest_view class_)
{
    uint32_t copula = attest_i_tree_child(scope->run->tree, governor, "cop");
    if (!attest_view_equal(class_, ATTEST_VIEW("able")) || copula == ATTEST_NO_INDEX) {
        return;
    }
    const attest_token *be = attest_i_clause_token(scope->run, copula);
    if (!attest_i_scope_has_feature(be, ATTEST_VIEW("Tense=Past"))) {
        attest_i_scope_weaken(scope, ATTEST_MODALITY_POSSIBLE);
    }
}

/* "I think", "we believe": the words of whoever speaks. */
static int is_first_person(const attest_i_scope *scope, uint32_t verb)
{
    uint32_t subject = attest_i_tree_child(scope->run->tree, verb, "nsubj");
    return subject != ATTEST_NO_INDEX &&
           attest_i_scope_has_feature(attest_i_clause_token(scope->run, subject), ATTEST_VIEW("Person=1"));
}

/* What holds of the clause of `token` by all that stands around it. */
static attest_i_scope scope_of(const attest_i_scope *scope, uint32_t token)
{
    attest_i_scope around = {scope->run, 0, ATTEST_MODALITY_ASSERTED};
    attest_i_scope_read_words(&around, token);
    for (int level = 0; level < ATTEST_I_SCOPE_LEVELS && attest_i_scope_read_governor(&around, token); level++) {
        token = attest_i_clause_token(scope->run, token)->head;
    }
    return around;
}

/* "This may mean that the port closes": the clause holds as far as its verb does. */
static void read_implied(attest_i_scope *scope, uint32_t verb)
{
    attest_i_scope around = scope_of(scope, verb);
    attest_i_scope_weaken(scope, around.negated ? ATTEST_MODALITY_POSSIBLE : around.modality);
}

/* "It is not true that the firm paid", "it may be clear that it paid". */
static void read_truth(attest_i_scope *scope, uint32_t head)
{
    attest_i_scope around = {scope->run, 0, ATTEST_MODALITY_ASSERTED};
    attest_view lemma = attest_i_clause_token(scope->run, head)->lemma;
    attest_i_scope_read_words(&around, head);
    attest_i_scope_weaken(scope, around.modality);
    if (around.negated) {
        attest_i_scope_apply_list(scope, "truth", lemma);
    }
    attest_i_scope_apply_list(scope, "hedge", lemma);
}

/* "The claim that he lied is false": he did not. */
static int is_called_false(const attest_i_scope *scope, uint32_t noun, const attest_token *clause)
{
    const attest_token *word = attest_i_clause_token(scope->run, noun);
    return word->head != ATTEST_NO_INDEX && attest_i_relation_is(word->deprel, "nsubj") &&
           attest_view_equal(clause->deprel, ATTEST_VIEW("acl")) &&
           attest_i_tree_child(scope->run->tree, word->head, "cop") != ATTEST_NO_INDEX &&
           attest_view_equal(attest_i_scope_class(scope, "hedge", attest_i_clause_token(scope->run, word->head)->lemma),
                             ATTEST_VIEW("negated"));
}

/* "A chance that the dam broke", "no sign that it broke"; "there is no bridge that spans the river". */
static void read_clause_noun(attest_i_scope *scope, uint32_t token, uint32_t noun)
{
    const attest_i_clause_run *run = scope->run;
    const attest_token *word = attest_i_clause_token(run, noun);
    const attest_token *clause = attest_i_clause_token(run, token);
    attest_i_scope around = {run, 0, ATTEST_MODALITY_ASSERTED};
    int none = attest_i_scope_is_empty_noun(scope, noun);
    if (is_called_false(scope, noun, clause)) {
        read_truth(scope, word->head);
        return;
    }
    uint32_t in = attest_i_tree_child(run->tree, noun, "case");
    if (in != ATTEST_NO_INDEX && attest_view_equal(clause->xpos, ATTEST_VIEW("VBG")) &&
        attest_view_equal(attest_i_clause_token(run, in)->lemma, ATTEST_VIEW("without"))) {
        scope->negated = !scope->negated; /* "without Norway paying" */
    }
    if (word->head != ATTEST_NO_INDEX && attest_i_relation_is(word->deprel, "obj")) {
        attest_i_scope_read_words(&around, word->head); /* "found no sign", "did not find a sign" */
        none = around.negated;
    }
    attest_view kind;
    if (attest_i_ruleset_list_value(run->context->rules, ATTEST_VIEW("clause-noun"), word->lemma, 1, &kind) ==
        ATTEST_OK) {
        attest_i_scope_apply_class(scope, kind);
        if (none && attest_i_ruleset_list_value(run->context->rules, ATTEST_VIEW("clause-noun"), word->lemma, 2,
                                                &kind) == ATTEST_OK) {
            attest_i_scope_apply_class(scope, kind);
        }
    } else if (none && attest_i_relation_is(clause->deprel, "acl:relcl") && attest_i_scope_is_empty_noun(scope, noun) &&
               !attest_i_scope_is_listed(scope, "shell", word->lemma)) {
        int there =
            word->head != ATTEST_NO_INDEX && attest_i_tree_child(run->tree, word->head, "expl") != ATTEST_NO_INDEX;
        if (there && attest_i_tree_child(run->tree, token, "nsubj") == ATTEST_NO_INDEX) {
            scope->negated = !scope->negated;
        } else {
            attest_i_scope_weaken(scope, ATTEST_MODALITY_POSSIBLE);
        }
    }
}

/* "Nobody told us that the port will close": it may, for all that was said. */
static void read_told(attest_i_scope *scope, uint32_t verb)
{
    attest_i_scope around = {scope->run, 0, ATTEST_MODALITY_ASSERTED};
    attest_i_scope_read_words(&around, verb);
    /* "It was wrong to say that it closed", "stopped short of saying it closed" */
    int said = !attest_i_scope_is_purpose(scope, verb) &&
               !attest_view_equal(attest_i_clause_token(scope->run, verb)->xpos, ATTEST_VIEW("VBG"));
    attest_i_scope_weaken(scope, around.negated || !said ? ATTEST_MODALITY_POSSIBLE : around.modality);
}

static int is_question(const attest_i_scope *scope, uint32_t clause)
{
    uint32_t mark = attest_i_tree_child(scope->run->tree, clause, "mark");
    return mark != ATTEST_NO_INDEX &&
           (attest_view_equal(attest_i_clause_token(scope->run, mark)->lemma, ATTEST_VIEW("whether")) ||
            attest_view_equal(attest_i_clause_token(scope->run, mark)->lemma, ATTEST_VIEW("if")));
}

/* "It may turn out that", "it emerged that": nobody says or does it. */
static int turns_out(const attest_i_scope *scope, uint32_t verb)
{
    uint32_t it = attest_i_tree_child(scope->run->tree, verb, "nsubj");
    return attest_i_tree_child(scope->run->tree, verb, "expl") != ATTEST_NO_INDEX ||
           (it != ATTEST_NO_INDEX &&
            attest_view_equal(attest_i_clause_token(scope->run, it)->lemma, ATTEST_VIEW("it")) &&
            attest_i_scope_is_listed(scope, "turning", attest_i_clause_token(scope->run, verb)->lemma));
}

/* "It is hard to see how this survives": it may not. */
static int is_hard_to_see(const attest_i_scope *scope, uint32_t verb)
{
    static const char *const words[] = {"hard", "difficult", "impossible", "tough", "unclear"};
    uint32_t above = attest_i_clause_token(scope->run, verb)->head;
    if (above == ATTEST_NO_INDEX || !attest_i_scope_is_purpose(scope, verb)) {
        return 0;
    }
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (attest_view_equal(attest_i_clause_token(scope->run, above)->lemma, attest_view_of(words[i]))) {
            return 1;
        }
    }
    return 0;
}

/* A clause that is an object or completes a verb. */
static int read_complement(attest_i_scope *scope, uint32_t token, uint32_t head)
{
    const attest_token *governor = attest_i_clause_token(scope->run, head);
    attest_view class_ = attest_i_scope_class(scope, "folding", governor->lemma);
    int open = !attest_i_relation_is(attest_i_clause_token(scope->run, token)->deprel, "ccomp");
    if (!open && scope->run->cues[head]) {
        return 0; /* the stance of an attribution says it */
    }
    /* "is reported to have left" is hearsay; whoever "reported seeing" it, saw it. */
    if (open && attest_i_scope_is_yet(scope, head)) {
        scope->negated = !scope->negated;
        return 1;
    }
    if (!open && (attest_i_scope_is_listed(scope, "imply", governor->lemma) || turns_out(scope, head))) {
        read_implied(scope, head);
        return 0;
    }
    if (!open && attest_i_scope_is_listed(scope, "telling", governor->lemma)) {
        read_told(scope, head);
        return 1;
    }
    if (!open && is_hard_to_see(scope, head)) {
        attest_i_scope_weaken(scope, ATTEST_MODALITY_POSSIBLE);
        return 0;
    }
    if (!open && is_question(scope, token)) {
        return 1; /* "asked whether they had left" demands nothing */
    }
    int active = open && scope->run->cues[head] && !attest_i_clause_is_passive(scope->run, head) &&
                 attest_view_equal(class_, ATTEST_VIEW("possible"));
    if (!active && (open || !is_first_person(scope, head))) {
        attest_i_scope_apply_class(scope, class_);
        attest_i_scope_apply_list(scope, "hedge", governor->lemma);
    }
    apply_ability(scope, head, class_);
    if (open) {
        read_taker(scope, head, class_);
    }
    return 1;
}

/* "plans to leave", "no intention of leaving", "the aim was to leave". */
static int read_noun(attest_i_scope *scope, uint32_t token, uint32_t noun)
{
    const attest_i_clause_run *run = scope->run;
    const attest_token *word = attest_i_clause_token(run, noun);
    int gerund = attest_view_equal(attest_i_clause_token(run, token)->xpos, ATTEST_VIEW("VBG")) &&
                 attest_i_tree_child(run->tree, token, "mark") != ATTEST_NO_INDEX; /* "the aim of leaving" */
    if ((!gerund && !attest_i_scope_is_purpose(scope, token)) ||
        !attest_i_scope_apply_list(scope, "intent", word->lemma)) {
        if (attest_i_scope_is_purpose(scope, token)) {
            attest_i_scope_weaken(scope, ATTEST_MODALITY_INTENDED);
        }
        return 0;
    }
    if (attest_i_relation_is(word->deprel, "obj") && word->head != ATTEST_NO_INDEX && !run->cues[word->head]) {
        attest_i_scope_apply_list(scope, "holder", attest_i_clause_token(run, word->head)->lemma);
        attest_i_scope_read_words(scope, word->head);                       /* "has no plans", "does not have plans" */
        attest_i_scope_weaken(scope, scope_of(scope, word->head).modality); /* "must keep its promise to leave" */
    } else {
        scope->negated ^= attest_i_scope_is_empty_noun(scope, noun);
    }
    return 0;
}

/* The second of two verbs shares what stands before the first unless it has its own subject or auxiliary. */
static int read_conjunct(attest_i_scope *scope, uint32_t token, uint32_t head)
{
    const attest_i_tree *tree = scope->run->tree;
    if (attest_i_tree_child(tree, token, "nsubj") != ATTEST_NO_INDEX) {
        return 0;
    }
    uint32_t subject = attest_i_tree_child(tree, head, "nsubj"); /* "nobody left or paid" */
    scope->negated ^= subject != ATTEST_NO_INDEX && attest_i_scope_is_empty_noun(scope, subject);
    if (attest_i_tree_child(tree, token, "aux") != ATTEST_NO_INDEX ||
        attest_i_tree_child(tree, token, "cop") != ATTEST_NO_INDEX) {
        return 1;
    }
    uint32_t joint = attest_i_tree_child(tree, token, "cc");
    scope->negated ^= joint != ATTEST_NO_INDEX &&
                      attest_i_scope_is_listed(scope, "contrast", attest_i_clause_token(scope->run, joint)->lemma);
    int either = joint != ATTEST_NO_INDEX &&
                 !attest_view_equal(attest_i_clause_token(scope->run, joint)->lemma, ATTEST_VIEW("and")) &&
                 !attest_view_equal(attest_i_clause_token(scope->run, joint)->lemma, ATTEST_VIEW("but"));
    for (uint32_t i = tree->child_begin[head]; i < tree->child_begin[head + 1]; i++) {
        uint32_t child = tree->children[i];
        const attest_token *shared = attest_i_clause_token(scope->run, child);
        if (attest_i_relation_is(shared->deprel, "aux")) {
            attest_i_scope_apply_list(scope, "hedge", shared->lemma);
        } else if (attest_i_relation_is(shared->deprel, "mark") &&
                   attest_i_scope_is_listed(scope, "hedge", shared->lemma)) {
            attest_i_scope_read_mark(scope, head, shared);
        } else if (either && attest_i_relation_is(shared->deprel, "advmod")) { /* "did not confirm or deny" */
            scope->negated ^= attest_i_scope_is_negation(scope, child);
        }
    }
    return 1;
}

/* "demanded the withdrawal", "calls for her removal": a noun of an event and what takes it back. */
static int read_event(attest_i_scope *scope, uint32_t noun, uint32_t head)
{
    const attest_i_tree *tree = scope->run->tree;
    const attest_token *word = attest_i_clause_token(scope->run, noun);
    if (word->upos != ATTEST_UPOS_NOUN) {
        return 0;
    }
    const attest_token *governor = attest_i_clause_token(scope->run, head);
    if (attest_i_relation_is(word->deprel, "obj") || attest_i_relation_is(word->deprel, "nsubj:pass")) {
        int polarity = scope->negated;
        int governed = attest_i_scope_apply_list(scope, "event-governor", governor->lemma);
        governed |= attest_i_scope_is_listed(scope, "folding", governor->lemma);
        attest_i_scope_read_words(scope, head);
        scope->negated = governed ? scope->negated : polarity; /* "did not mention her removal" */
        return 0;
    }
    if (attest_i_relation_is(word->deprel, "nsubj")) { /* "the loss of the port would cost ..." */
        uint32_t modal = attest_i_tree_child(tree, head, "aux");
        if (modal != ATTEST_NO_INDEX &&
            attest_view_equal(attest_i_clause_token(scope->run, modal)->xpos, ATTEST_VIEW("MD"))) {
            attest_i_scope_weaken(scope, ATTEST_MODALITY_HYPOTHETICAL);
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
        attest_i_scope_apply_list(scope, "event-governor", governor->lemma);
    } else if (attest_view_equal(preposition, ATTEST_VIEW("without"))) {
        scope->negated = !scope->negated;
    }
    return 0;
}

/* A clause beside its main clause: a purpose; what somebody is made to do, or accused of; a participle that holds as far as the
 * main clause does ("would win by cutting prices"). */
static int read_adverbial(attest_i_scope *scope, uint32_t token, uint32_t head)
{
    attest_view class_;
    if (attest_i_clause_controller(scope->run, token, &class_) != ATTEST_NO_INDEX) {
        attest_i_scope around = scope_of(scope, head);
        int undone = attest_view_equal(class_, ATTEST_VIEW("negated"));
        attest_i_scope_apply_class(scope, class_);
        attest_i_scope_weaken(scope, around.modality);
        if (around.negated) { /* "did not stop them from leaving", "did not blame them for leaving" */
            scope->negated ^= undone;
            attest_i_scope_weaken(scope, ATTEST_MODALITY_POSSIBLE);
        }
        return 0;
    }
    if (attest_i_scope_is_purpose(scope, token)) {
        attest_i_scope_weaken(scope, ATTEST_MODALITY_INTENDED);
    } else if (attest_i_clause_shares_main(scope->run, token)) {
        attest_i_scope around = scope_of(scope, attest_i_clause_main(scope->run, token));
        int joined = attest_i_tree_child(scope->run->tree, token, "mark") != ATTEST_NO_INDEX;
        attest_i_scope_weaken(scope, around.modality);
        if (around.negated && joined) { /* "did not win by cutting prices" */
            attest_i_scope_weaken(scope, ATTEST_MODALITY_POSSIBLE);
        }
    }
    return 0;
}

/* What the governor of a clause makes of it; gives whether to go further up. */
int attest_i_scope_read_governor(attest_i_scope *scope, uint32_t token)
{
    const attest_i_clause_run *run = scope->run;
    const attest_token *word = attest_i_clause_token(run, token);
    uint32_t head = word->head;
    if (head == ATTEST_NO_INDEX) {
        return 0;
    }
    attest_view relation = word->deprel;
    uint32_t held = attest_i_tree_child(run->tree, head, "obj"); /* "made a promise to leave" */
    if (held != ATTEST_NO_INDEX && held < token && attest_i_scope_is_purpose(scope, token) &&
        (attest_i_relation_is(relation, "xcomp") || attest_i_relation_is(relation, "advcl")) &&
        attest_i_scope_is_listed(scope, "intent", attest_i_clause_token(run, held)->lemma)) {
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
