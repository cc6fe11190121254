/* What matches of clause rules make no claim: reports, which their attribution tells, verbs that only give the phase of others, questions
 * and subjects that stand for nobody. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/aside.h"
#include "extract/clause.h"

static int is_relative(const attest_i_clause_run *run, uint32_t token)
{
    attest_view tag = attest_i_clause_token(run, token)->xpos;
    return (tag.size > 0 && tag.data[0] == 'W') ||
           attest_view_equal(attest_i_clause_token(run, token)->lemma, ATTEST_VIEW("whose"));
}

static int is_in(const attest_i_clause_run *run, const char *list, uint32_t token)
{
    return attest_i_ruleset_list_has(run->context->rules, attest_view_of(list),
                                     attest_i_clause_token(run, token)->lemma);
}

/* "Whose intervention", "which side": a question word below the noun; what the clause says stands elsewhere. */
static int is_asked(const attest_i_clause_run *run, uint32_t token)
{
    uint32_t of = attest_i_tree_child(run->tree, token, "nmod:poss");
    uint32_t which = attest_i_tree_child(run->tree, token, "det");
    return is_relative(run, token) || (of != ATTEST_NO_INDEX && is_relative(run, of)) ||
           (which != ATTEST_NO_INDEX && is_relative(run, which));
}

/* "How many ships had left", "which firm paid": that is what is asked. */
static int is_asked_for(const attest_i_clause_run *run, uint32_t subject)
{
    uint32_t first = attest_i_tree_first(run->tree, subject);
    attest_view tag = attest_i_clause_token(run, first)->xpos;
    return first != subject &&
           (attest_view_equal(tag, ATTEST_VIEW("WRB")) || attest_view_equal(tag, ATTEST_VIEW("WDT")));
}

/* "Let's go", "called himself": nobody is said to do anything by that word. */
static int is_no_subject(const attest_i_clause_run *run, uint32_t subject)
{
    attest_view form = attest_i_clause_token(run, subject)->form;
    attest_view feats = attest_i_clause_token(run, subject)->feats;
    if (is_asked_for(run, subject) ||
        memmem(feats.data, feats.size, "Reflex=Yes", 10)) { /* "himself": whose, another match tells */
        return 1;
    }
    return form.size > 1 && (form.data[0] == '\'' || (unsigned char)form.data[0] == 0xE2);
}

/* "It is clear that ...", "as you know": a subject that stands for nobody. */
static int is_nobody(const attest_i_clause_run *run, uint32_t subject, uint32_t anchor)
{
    const attest_token *token = attest_i_clause_token(run, subject);
    if (token->upos != ATTEST_UPOS_PRON) {
        return 0;
    }
    int clause = attest_i_tree_child(run->tree, anchor, "csubj") != ATTEST_NO_INDEX ||
                 attest_i_tree_child(run->tree, anchor, "ccomp") != ATTEST_NO_INDEX;
    return is_in(run, "nobody", subject) || attest_view_equal(token->xpos, ATTEST_VIEW("EX")) ||
           (clause && attest_view_equal(token->lemma, ATTEST_VIEW("it")));
}

/* A noun whose infinitive or clause says what it is ("plans to leave", "the hope that"). */
static int has_content(const attest_i_clause_run *run, uint32_t noun)
{
    for (uint32_t i = run->tree->child_begin[noun]; i < run->tree->child_begin[noun + 1]; i++) {
        uint32_t child = run->tree->children[i];
        uint32_t mark = attest_i_tree_child(run->tree, child, "mark");
        if (attest_i_relation_is(attest_i_clause_token(run, child)->deprel, "ccomp") ||
            (attest_i_relation_is(attest_i_clause_token(run, child)->deprel, "acl") && mark != ATTEST_NO_INDEX)) {
            return 1;
        }
    }
    return 0;
}

/* A cue that takes no more than a noun: "the town supported the plan" tells what the town did. */
static int is_deed(const attest_i_clause_run *run, uint32_t verb, uint32_t object)
{
    static const char *const clauses[] = {"ccomp", "xcomp", NULL};
    for (size_t i = 0; clauses[i]; i++) {
        if (attest_i_tree_child(run->tree, verb, clauses[i]) != ATTEST_NO_INDEX) {
            return 0;
        }
    }
    for (uint32_t i = run->tree->child_begin[verb]; i < run->tree->child_begin[verb + 1]; i++) {
        uint32_t as = attest_i_tree_child(run->tree, run->tree->children[i], "case");
        if (as != ATTEST_NO_INDEX && attest_view_equal(attest_i_clause_token(run, as)->lemma, ATTEST_VIEW("as"))) {
            return 0; /* "described the plan as late" */
        }
    }
    uint32_t subject = attest_i_tree_child(run->tree, verb, "nsubj");
    if (object != ATTEST_NO_INDEX && subject != ATTEST_NO_INDEX && is_in(run, "nominal", subject)) {
        return 1; /* "the removal raised questions": an event says nothing */
    }
    if (object == ATTEST_NO_INDEX || run->cues[object] || is_in(run, "perception", verb) || has_content(run, object)) {
        return 0;
    }
    return attest_i_clause_is_told(run, verb, attest_i_clause_token(run, object)->span);
}

/* Whether the object is a plan that a claim of its own tells, of a verb that only says whose it is ("has plans to leave"). */
static int is_held(const attest_i_clause_run *run, uint32_t verb, uint32_t object)
{
    return object != ATTEST_NO_INDEX && is_in(run, "intent", object) && is_in(run, "holder", verb) &&
           has_content(run, object);
}

/* "Is moving forces", read as "is forces" with a preposition "moving": clause.progressive makes it. "Is able to leave": the
 * verb tells it. "Is certain that they left": what of is the matter of an attribution. */
static int is_no_state(const attest_i_clause_run *run, uint32_t state)
{
    uint32_t between = attest_i_tree_child(run->tree, state, "case");
    if (between != ATTEST_NO_INDEX && attest_i_clause_token(run, between)->upos == ATTEST_UPOS_VERB) {
        return 1;
    }
    if (attest_i_clause_token(run, state)->upos != ATTEST_UPOS_ADJ) {
        return 0;
    }
    for (uint32_t i = run->tree->child_begin[state]; i < run->tree->child_begin[state + 1]; i++) {
        uint32_t clause = run->tree->children[i];
        uint32_t mark = attest_i_tree_child(run->tree, clause, "mark");
        if (attest_i_relation_is(attest_i_clause_token(run, clause)->deprel, "ccomp") ||
            (mark != ATTEST_NO_INDEX &&
             attest_view_equal(attest_i_clause_token(run, mark)->lemma, ATTEST_VIEW("whether")))) {
            return 1;
        }
    }
    return attest_i_clause_is_folded(run, state);
}

/* "It is the mayor who decides": the claim is about deciding. */
static int is_cleft(const attest_i_clause_run *run, uint32_t subject, uint32_t state)
{
    return attest_view_equal(attest_i_clause_token(run, subject)->lemma, ATTEST_VIEW("it")) &&
           attest_i_tree_child(run->tree, state, "acl:relcl") != ATTEST_NO_INDEX;
}

/* The last object of a verb with two of them or more; ATTEST_NO_INDEX: the token is none. */
static uint32_t last_object(const attest_i_clause_run *run, uint32_t object)
{
    const attest_token *token = attest_i_clause_token(run, object);
    if (!attest_view_equal(token->deprel, ATTEST_VIEW("obj")) || token->head == ATTEST_NO_INDEX) {
        return ATTEST_NO_INDEX;
    }
    uint32_t last = ATTEST_NO_INDEX;
    for (uint32_t i = run->tree->child_begin[token->head]; i < run->tree->child_begin[token->head + 1]; i++) {
        uint32_t child = run->tree->children[i];
        if (attest_view_equal(attest_i_clause_token(run, child)->deprel, ATTEST_VIEW("obj")) &&
            !attest_i_clause_is_apart_object(run, child) &&
            (last == ATTEST_NO_INDEX ||
             !attest_i_clause_is_temporal(run, child))) { /* "sent a signal four days before" */
            last = child;
        }
    }
    return last;
}

int attest_i_clause_is_receiver(const attest_i_clause_run *run, uint32_t object)
{
    uint32_t last = last_object(run, object);
    return last != ATTEST_NO_INDEX && last != object && !attest_i_clause_is_apart_object(run, object) &&
           !is_in(run, "opinion", attest_i_clause_token(run, object)->head);
}

/* "A mistake" in "called the plan a mistake": a judgement, nothing that is called. */
static int is_judgement(const attest_i_clause_run *run, uint32_t object)
{
    uint32_t head = attest_i_clause_token(run, object)->head;
    return last_object(run, object) == object && is_in(run, "opinion", head) &&
           attest_i_tree_child(run->tree, head, "obj") != object;
}

int attest_i_clause_is_judgement(const attest_i_clause_run *run, const attest_i_clause_parts *parts)
{
    if (parts->predicate != ATTEST_NO_INDEX || parts->object == ATTEST_NO_INDEX) {
        return 0;
    }
    return attest_i_clause_token(run, parts->anchor)->upos == ATTEST_UPOS_VERB && is_in(run, "opinion", parts->anchor);
}

/* "Is not capable of paying": the adjective tells what of. */
static int is_of_adjective(const attest_i_clause_run *run, uint32_t verb)
{
    const attest_token *token = attest_i_clause_token(run, verb);
    return attest_i_relation_is(token->deprel, "advcl") && token->head != ATTEST_NO_INDEX && token->head < verb &&
           attest_i_clause_token(run, token->head)->upos == ATTEST_UPOS_ADJ &&
           attest_view_equal(token->xpos, ATTEST_VIEW("VBG")) &&
           attest_i_tree_child(run->tree, verb, "mark") == token->head + 1;
}

/* A verb that only points at what somebody said ("as I mentioned"); one that is said by its agent ("reported by the Post"). */
static int is_telling(const attest_i_clause_run *run, uint32_t verb, uint32_t object)
{
    return is_in(run, "telling", verb) &&
           (object == ATTEST_NO_INDEX || attest_i_tree_child(run->tree, verb, "obl:agent") != ATTEST_NO_INDEX);
}

/* "Images show planes at the base": what is seen is told by a claim about the planes. */
static int is_sight(const attest_i_clause_run *run, uint32_t verb, uint32_t object)
{
    static const char *const told[] = {"acl", "nmod:at", "nmod:on", "nmod:near", "nmod:along", NULL};
    if (object == ATTEST_NO_INDEX || !is_in(run, "perception", verb)) {
        return 0;
    }
    for (uint32_t i = run->tree->child_begin[verb]; i < run->tree->child_begin[verb + 1]; i++) {
        uint32_t child = run->tree->children[i];
        const attest_token *token = attest_i_clause_token(run, child);
        if (attest_i_relation_is(token->deprel, "advcl") && attest_view_equal(token->xpos, ATTEST_VIEW("VBG"))) {
            return 1;
        }
    }
    for (uint32_t i = run->tree->edge_begin[object]; i < run->tree->edge_begin[object + 1]; i++) {
        attest_view label = run->tree->sentence.edges[run->tree->edges_out[i]].label;
        for (size_t k = 0; told[k]; k++) {
            if (attest_view_equal(label, attest_view_of(told[k]))) {
                return 1;
            }
        }
    }
    return 0;
}

/* "Its ability to pay": nothing that anybody did or wants. */
static int is_ability(const attest_i_clause_run *run, uint32_t verb)
{
    const attest_token *token = attest_i_clause_token(run, verb);
    attest_view class_;
    return attest_view_equal(token->deprel, ATTEST_VIEW("acl")) && token->head != ATTEST_NO_INDEX &&
           attest_i_tree_child(run->tree, verb, "nsubj") == ATTEST_NO_INDEX &&
           attest_i_ruleset_list_value(run->context->rules, ATTEST_VIEW("intent"),
                                       attest_i_clause_token(run, token->head)->lemma, 1, &class_) == ATTEST_OK &&
           attest_view_equal(class_, ATTEST_VIEW("possible"));
}

/* "Repeated the town's plan to leave": it is not the one who repeats it that leaves. */
static int is_plan_of_another(const attest_i_clause_run *run, uint32_t subject, uint32_t verb)
{
    const attest_token *token = attest_i_clause_token(run, verb);
    if (token->head == ATTEST_NO_INDEX || attest_i_clause_token(run, subject)->head != token->head ||
        !attest_i_relation_is(attest_i_clause_token(run, subject)->deprel, "nsubj") ||
        (!attest_i_relation_is(token->deprel, "advcl") && !attest_i_relation_is(token->deprel, "xcomp"))) {
        return 0;
    }
    uint32_t plan = attest_i_tree_child(run->tree, token->head, "obj");
    uint32_t owner = plan == ATTEST_NO_INDEX ? plan : attest_i_tree_child(run->tree, plan, "nmod:poss");
    return owner != ATTEST_NO_INDEX && plan < verb && is_in(run, "intent", plan) &&
           attest_i_clause_owner(run, owner) != subject && /* "keeps its promise to leave" */
           attest_i_tree_child(run->tree, verb, "mark") != ATTEST_NO_INDEX;
}

/* The subject of an infinitive that is the plan itself: whose plan it is says another match. */
static int is_plan(const attest_i_clause_run *run, uint32_t subject, uint32_t verb)
{
    const attest_token *token = attest_i_clause_token(run, subject);
    return token->head != verb && attest_i_relation_is(token->deprel, "obj") && is_in(run, "intent", subject);
}

int attest_i_clause_is_relation(const attest_i_clause_run *run, uint32_t state, uint32_t other)
{
    const attest_token *token = attest_i_clause_token(run, state);
    uint32_t in = attest_i_tree_child(run->tree, state, "case");
    return token->upos == ATTEST_UPOS_NOUN && in != ATTEST_NO_INDEX && in < state &&
           attest_i_tree_child(run->tree, state, "det") == ATTEST_NO_INDEX &&
           attest_i_tree_child(run->tree, state, "nmod:poss") == ATTEST_NO_INDEX && other != ATTEST_NO_INDEX &&
           other > state && !attest_i_relation_is(attest_i_clause_token(run, other)->deprel, "obj");
}

/* "Is in touch with the rebels": a claim about the rebels, which clause.copula-relation makes. */
static int is_relational(const attest_i_clause_run *run, uint32_t state)
{
    uint32_t other = attest_i_tree_child(run->tree, state, "nmod");
    return other != ATTEST_NO_INDEX && attest_i_clause_is_relation(run, state, other);
}

/* The removal in "began the removal of the mayor": the verb says no more than that. */
static int is_phase_object(const attest_i_clause_run *run, uint32_t event)
{
    const attest_token *token = attest_i_clause_token(run, event);
    attest_view class_;
    return token->upos == ATTEST_UPOS_NOUN && attest_i_relation_is(token->deprel, "obj") &&
           token->head != ATTEST_NO_INDEX &&
           attest_i_ruleset_list_value(run->context->rules, ATTEST_VIEW("folding"),
                                       attest_i_clause_token(run, token->head)->lemma, 1, &class_) == ATTEST_OK &&
           attest_view_equal(class_, ATTEST_VIEW("asserted"));
}

/* "The drafting committee", read as a committee that drafts: a participle alone before another noun. */
static int is_bare_participle(const attest_i_clause_run *run, const attest_i_clause_parts *parts)
{
    const attest_i_tree *tree = run->tree;
    uint32_t verb = parts->predicate;
    const attest_token *token = attest_i_clause_token(run, verb);
    return parts->object == ATTEST_NO_INDEX && attest_view_equal(token->xpos, ATTEST_VIEW("VBG")) &&
           attest_i_relation_is(token->deprel, "acl") && tree->child_begin[verb] == tree->child_begin[verb + 1] &&
           verb + 1 < tree->sentence.token_count && attest_i_clause_token(run, verb + 1)->upos == ATTEST_UPOS_NOUN;
}

/* "Ships anchored", "video posted online": a participle behind its noun that tells nothing beside itself, or how a record came about. */
static int is_light(const attest_i_clause_run *run, const attest_i_clause_parts *parts)
{
    const attest_i_tree *tree = run->tree;
    const attest_token *token = attest_i_clause_token(run, parts->predicate);
    if (!attest_view_equal(token->deprel, ATTEST_VIEW("acl")) || token->upos != ATTEST_UPOS_VERB ||
        parts->object != ATTEST_NO_INDEX || attest_i_tree_child(tree, parts->predicate, "mark") != ATTEST_NO_INDEX) {
        return 0;
    }
    static const char *const tells[] = {"obl", "advmod", "xcomp", "ccomp", "advcl", "compound:prt", NULL};
    for (size_t i = 0; tells[i]; i++) {
        if (attest_i_tree_child(tree, parts->predicate, tells[i]) != ATTEST_NO_INDEX) {
            return is_in(run, "evidence-noun", parts->subject);
        }
    }
    return 1;
}

/* "Meaning that they lost", "than in leaving", "used it for paying": a verb of which nothing is left, that is not said to be so, or that
 * nobody is known to do; "lawyers opposed the plan", read as the lawyers that the plan opposed. */
static int is_no_clause(const attest_i_clause_run *run, const attest_i_clause_parts *parts)
{
    const attest_i_tree *tree = run->tree;
    uint32_t verb = parts->predicate;
    const attest_token *token = attest_i_clause_token(run, verb);
    if (token->upos != ATTEST_UPOS_VERB) {
        return 0;
    }
    int beside = attest_i_relation_is(token->deprel, "advcl") || attest_view_equal(token->deprel, ATTEST_VIEW("acl"));
    int hollow = parts->object == ATTEST_NO_INDEX && beside && attest_view_equal(token->xpos, ATTEST_VIEW("VBG")) &&
                 attest_i_tree_child(tree, verb, "ccomp") != ATTEST_NO_INDEX;
    int participle =
        attest_view_equal(token->xpos, ATTEST_VIEW("VBN")) || attest_view_equal(token->xpos, ATTEST_VIEW("VBD"));
    int finite = participle && attest_view_equal(token->deprel, ATTEST_VIEW("acl")) &&
                 parts->object == ATTEST_NO_INDEX && attest_i_tree_child(tree, verb, "obj") != ATTEST_NO_INDEX;
    return hollow || finite || attest_i_clause_is_compared(run, verb) || attest_i_clause_is_uncontrolled(run, verb);
}

/* "Safety" of "the Council for Health and Safety": a conjunct that is half of a name. */
static int is_half_name(const attest_i_clause_run *run, uint32_t token)
{
    const attest_sentence *sentence = &run->tree->sentence;
    if (token == ATTEST_NO_INDEX || !attest_i_relation_is(sentence->tokens[token].deprel, "conj")) {
        return 0;
    }
    for (uint32_t i = 0; i < sentence->name_count; i++) {
        const attest_name *name = &sentence->names[i];
        if (name->class_ < ATTEST_NAME_DATE && name->begin < token && token < name->end &&
            sentence->tokens[token].head >= name->begin) {
            return 1;
        }
    }
    return 0;
}

/* "For his campaign to win": the infinitive is the campaign's, not his. */
static int is_of_noun(const attest_i_clause_run *run, const attest_i_clause_parts *parts)
{
    const attest_token *token = attest_i_clause_token(run, parts->predicate);
    uint32_t mark = attest_i_tree_child(run->tree, parts->predicate, "mark");
    return attest_view_equal(token->deprel, ATTEST_VIEW("acl")) && mark != ATTEST_NO_INDEX && mark < token->head &&
           attest_view_equal(attest_i_clause_token(run, mark)->lemma, ATTEST_VIEW("for"));
}

/* "President" in "elected her president": clause.naming makes a claim of it. */
static int is_post(const attest_i_clause_run *run, uint32_t verb, uint32_t post)
{
    enum attest_upos upos = attest_i_clause_token(run, post)->upos;
    return is_in(run, "naming", verb) && (upos == ATTEST_UPOS_NOUN || upos == ATTEST_UPOS_PROPN) &&
           attest_i_tree_child(run->tree, post, "cop") == ATTEST_NO_INDEX &&
           attest_i_tree_child(run->tree, post, "case") == ATTEST_NO_INDEX;
}

/* Does clause.resultative make a claim of the state? */
static int is_result(const attest_i_clause_run *run, uint32_t verb, uint32_t state)
{
    static const char *const others[] = {"mark", "case", "cop", NULL};
    for (size_t i = 0; others[i]; i++) {
        if (attest_i_tree_child(run->tree, state, others[i]) != ATTEST_NO_INDEX) {
            return 0;
        }
    }
    attest_view tag = attest_i_clause_token(run, state)->xpos;
    return (attest_view_equal(tag, ATTEST_VIEW("JJ")) || attest_view_equal(tag, ATTEST_VIEW("JJR"))) &&
           !is_in(run, "whereabouts", state) && attest_i_tree_child(run->tree, verb, "nsubj") != ATTEST_NO_INDEX;
}

/* "Called the plan a mistake": opinion.called tells it all, with the judgement behind what is judged. */
static int is_half_judgement(const attest_i_clause_run *run, const attest_i_clause_parts *parts)
{
    const attest_i_tree *tree = run->tree;
    uint32_t object = parts->object;
    if (object == ATTEST_NO_INDEX) {
        uint32_t left = parts->predicate == ATTEST_NO_INDEX || parts->complement != ATTEST_NO_INDEX ||
                                !attest_i_clause_is_passive(run, parts->predicate)
                            ? ATTEST_NO_INDEX
                            : attest_i_tree_child(tree, parts->predicate, "xcomp");
        return left != ATTEST_NO_INDEX && attest_i_tree_child(tree, parts->predicate, "obl:agent") == ATTEST_NO_INDEX &&
               (is_post(run, parts->predicate, left) ||
                is_result(run, parts->predicate, left)); /* "was shot dead": clause.resultative-passive */
    }
    uint32_t quality = parts->predicate == ATTEST_NO_INDEX ? object : parts->complement;
    uint32_t thing = parts->predicate == ATTEST_NO_INDEX ? parts->subject : object;
    if (quality != ATTEST_NO_INDEX) {
        attest_view relation = attest_i_clause_token(run, quality)->deprel;
        return attest_i_relation_is(relation, "conj") || (attest_i_relation_is(relation, "obj") && quality < thing);
    }
    uint32_t last = last_object(run, object);
    uint32_t open = attest_i_tree_child(tree, parts->predicate, "xcomp");
    int state = open != ATTEST_NO_INDEX && attest_i_clause_token(run, open)->upos != ATTEST_UPOS_VERB &&
                attest_i_tree_child(tree, open, "cop") == ATTEST_NO_INDEX;
    uint32_t given = attest_i_tree_child(tree, parts->predicate, "obj");
    int patient = given == object || (given == ATTEST_NO_INDEX && attest_i_clause_is_passive(run, parts->predicate));
    if (state && object != open && patient &&
        (is_result(run, parts->predicate, open) || is_post(run, parts->predicate, open))) {
        return 1; /* "shot the guard dead": clause.resultative */
    }
    return is_in(run, "opinion", parts->predicate) &&
           attest_i_tree_child(tree, parts->predicate, "nsubj") != ATTEST_NO_INDEX &&
           ((last != ATTEST_NO_INDEX && last != object) || (state && last == object));
}

/* "Praise from Oslo helps", read as Oslo that helps; "there is no doubt". */
static int is_odd_subject(const attest_i_clause_run *run, const attest_i_clause_parts *parts)
{
    const attest_i_tree *tree = run->tree;
    uint32_t subject = parts->subject;
    const attest_token *token = attest_i_clause_token(run, subject);
    uint32_t in = attest_i_tree_child(tree, subject, "case");
    if (attest_view_equal(token->deprel, ATTEST_VIEW("nsubj")) && in != ATTEST_NO_INDEX && in < subject &&
        attest_i_clause_token(run, in)->upos == ATTEST_UPOS_ADP &&
        attest_i_tree_child(tree, subject, "nummod") == ATTEST_NO_INDEX && token->upos != ATTEST_UPOS_NUM &&
        !attest_view_equal(attest_i_clause_token(run, in)->lemma, ATTEST_VIEW("with"))) { /* "with the town falling" */
        return 1;
    }
    attest_view class_;
    if (parts->object != ATTEST_NO_INDEX || attest_i_tree_child(tree, parts->predicate, "expl") == ATTEST_NO_INDEX) {
        return 0;
    }
    uint32_t none = attest_i_tree_child(tree, subject, "det");
    if (is_in(run, "clause-noun", subject) && has_content(run, subject) &&
        (none == ATTEST_NO_INDEX || !is_in(run, "negation", none))) {
        return 1; /* "there is a chance that they left": the claim is that they left */
    }
    return attest_i_ruleset_list_value(run->context->rules, ATTEST_VIEW("shell"), token->lemma, 1, &class_) ==
               ATTEST_OK &&
           attest_view_equal(class_, ATTEST_VIEW("empty"));
}

/* "What it called an insulting offer": the words stand for the offer. */
static int is_describing(const attest_i_clause_run *run, uint32_t verb)
{
    uint32_t what = attest_i_clause_token(run, verb)->head;
    return what != ATTEST_NO_INDEX && attest_i_clause_described(run, what) == verb;
}

/* A verb that reports belongs to its attribution, and one that only says the phase of another to that one. */
int attest_i_clause_is_left_out(const attest_i_clause_run *run, const attest_i_clause_parts *parts)
{
    uint32_t object = parts->object;
    int described = object != ATTEST_NO_INDEX && attest_i_clause_described(run, object) != ATTEST_NO_INDEX;
    if (parts->predicate != ATTEST_NO_INDEX && is_describing(run, parts->predicate)) {
        return 1;
    }
    if (parts->subject == ATTEST_NO_INDEX || is_asked(run, parts->subject) || is_no_subject(run, parts->subject) ||
        attest_i_clause_is_time_subject(run, parts->subject) || is_nobody(run, parts->subject, parts->anchor) ||
        is_half_name(run, parts->subject) || is_half_name(run, object) ||
        (object != ATTEST_NO_INDEX && is_asked(run, object) && !described)) {
        return 1;
    }
    if (parts->predicate == ATTEST_NO_INDEX) {
        if (is_half_judgement(run, parts) ||
            (object != ATTEST_NO_INDEX && attest_i_aside_is_noun(run->context->rules, run->tree, object))) {
            return 1;
        }
        return object != ATTEST_NO_INDEX && (attest_i_clause_is_time(run, attest_i_clause_token(run, object)->span) ||
                                             attest_i_clause_is_no_apposition(run, parts->subject, object) ||
                                             attest_i_clause_is_no_apposition(run, object, parts->subject));
    }
    if (attest_i_aside_begin(run->context->rules, run->tree, parts->predicate) != ATTEST_NO_INDEX) {
        return 1; /* "..., which she denies": not the noun in front, but all that was said */
    }
    if (attest_i_clause_is_misread(run, parts) || is_bare_participle(run, parts) || is_light(run, parts) ||
        is_no_clause(run, parts) || is_odd_subject(run, parts) || is_of_noun(run, parts) ||
        is_half_judgement(run, parts) || is_phase_object(run, parts->predicate) ||
        is_plan(run, parts->subject, parts->predicate) || is_plan_of_another(run, parts->subject, parts->predicate) ||
        (object != ATTEST_NO_INDEX && (attest_i_clause_is_receiver(run, object) || is_judgement(run, object))) ||
        is_of_adjective(run, parts->predicate) || is_ability(run, parts->predicate) ||
        is_telling(run, parts->predicate, object) || is_sight(run, parts->predicate, object)) {
        return 1;
    }
    if (run->cues[parts->predicate] && parts->complement == ATTEST_NO_INDEX &&
        !is_deed(run, parts->predicate, object)) {
        return 1;
    }
    if (object != ATTEST_NO_INDEX && attest_i_clause_token(run, parts->predicate)->upos == ATTEST_UPOS_AUX &&
        (is_no_state(run, object) || is_cleft(run, parts->subject, object) ||
         (parts->complement == ATTEST_NO_INDEX && is_relational(run, object)))) {
        return 1;
    }
    if (object != ATTEST_NO_INDEX && attest_i_relation_is(attest_i_clause_token(run, object)->deprel, "xcomp") &&
        attest_i_clause_is_folded(run, object)) {
        return 1; /* "seems unable to pay": the claim is about paying */
    }
    return is_held(run, parts->predicate, object) || attest_i_clause_is_folded(run, parts->predicate);
}
