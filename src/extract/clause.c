/* The clause stage: runs the dependency rules over all sentences and makes claims of what they match. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "extract/clause.h"
#include "extract/rule_names.h"

/* Confidence of claims of rules that state none. */
#define CONFIDENCE 0.75

/* Claims told apart in one sentence; further ones may repeat each other. */
#define SEEN_MAX 128U

struct claim_key {
    uint32_t subject;
    uint32_t predicate;
    uint32_t object;
    uint32_t complement;
};

struct clause_stage {
    attest_i_clause_run run;
    attest_i_dep_finder finder;
    attest_i_clause_index index;
    struct claim_key seen[SEEN_MAX];
    size_t seen_count;
    size_t told;   /* claims of earlier stages: those of names and titles, and of what was not said */
    size_t denied; /* where among them those begin that are denied in the sentence at hand or later */
};

static uint32_t field_token(const attest_i_dep_match *match, const attest_i_rule_make *make, const char *name)
{
    const attest_i_rule_field *field = attest_i_rule_make_field(make, attest_view_of(name));
    return field && field->group != ATTEST_NO_INDEX ? match->tokens[field->group] : ATTEST_NO_INDEX;
}

static attest_view field_literal(const attest_i_rule_make *make, const char *name)
{
    const attest_i_rule_field *field = attest_i_rule_make_field(make, attest_view_of(name));
    return field && field->group == ATTEST_NO_INDEX ? field->literal : ATTEST_VIEW("");
}

static int covers(const attest_participant *participant, attest_span word)
{
    for (size_t i = 0; i < participant->span_count; i++) {
        if (attest_span_contains(participant->spans[i], word)) {
            return 1;
        }
    }
    return 0;
}

/* "Ann Bee, the mayor": whether the rules of names made the claim of an apposition already. */
static int is_told(const struct clause_stage *stage, const attest_i_clause_parts *parts)
{
    const attest_i_clause_run *run = &stage->run;
    if (parts->predicate != ATTEST_NO_INDEX || parts->object == ATTEST_NO_INDEX) {
        return 0;
    }
    attest_span subject = attest_i_clause_token(run, parts->subject)->span;
    attest_span object = attest_i_clause_token(run, parts->object)->span;
    for (size_t i = 0; i < stage->told; i++) {
        const attest_claim *claim = attest_i_builder_claim_at(run->context->builder, i);
        int named = claim->predicate_span_count == 0 && claim->has_object;
        if (named && ((covers(&claim->subject, subject) && covers(&claim->object, object)) ||
                      (covers(&claim->subject, object) && covers(&claim->object, subject)))) {
            return 1;
        }
    }
    return 0;
}

/* "Did not discuss the plan": the attribution claimed already that it was not discussed; the clause tells it better. Both come in the order of the text. */
static void replace_told(struct clause_stage *stage, const attest_claim *claim)
{
    attest_i_builder *builder = stage->run.context->builder;
    if (claim->polarity != ATTEST_NEGATED || claim->predicate_span_count == 0 || claim->subject.span_count == 0) {
        return;
    }
    size_t i = stage->denied;
    for (; i < stage->told; i++) {
        const attest_claim *told = attest_i_builder_claim_at(builder, i);
        if (told->polarity == ATTEST_NEGATED && told->sentence.begin >= claim->sentence.begin) {
            break;
        }
    }
    stage->denied = i;
    for (; i < stage->told; i++) {
        attest_claim *told = attest_i_builder_claim_at(builder, i);
        if (told->sentence.begin > claim->sentence.begin) {
            return;
        }
        if (told->polarity == ATTEST_NEGATED && told->predicate_span_count > 0 && told->subject.span_count > 0 &&
            attest_span_overlaps(told->predicate_spans[0], claim->predicate_spans[0]) &&
            attest_span_overlaps(told->subject.spans[0], claim->subject.spans[0])) {
            told->confidence = -1;
        }
    }
}

/* Whether the same was claimed already; notes it. */
static int is_repeated(struct clause_stage *stage, const attest_i_clause_parts *parts)
{
    uint32_t predicate = parts->predicate == ATTEST_NO_INDEX ? parts->anchor : parts->predicate;
    for (size_t i = 0; i < stage->seen_count; i++) {
        const struct claim_key *key = &stage->seen[i];
        if (key->subject == parts->subject && key->predicate == predicate && key->object == parts->object &&
            key->complement == parts->complement) {
            return 1;
        }
    }
    if (stage->seen_count < SEEN_MAX) {
        stage->seen[stage->seen_count++] =
            (struct claim_key){parts->subject, predicate, parts->object, parts->complement};
    }
    return 0;
}

static attest_span hull(attest_span a, attest_span b)
{
    a.begin = b.begin < a.begin ? b.begin : a.begin;
    a.end = b.end > a.end ? b.end : a.end;
    return a;
}

static attest_span hull_of(attest_span start, const attest_participant *participant)
{
    for (size_t i = 0; i < participant->span_count; i++) {
        start = start.end == 0 ? participant->spans[i] : hull(start, participant->spans[i]);
    }
    return start;
}

/* The clause, with the complement, and before or behind it the subject if it stands elsewhere. */
static size_t find_evidence(const attest_i_clause_run *run, const attest_claim *claim, uint32_t complement,
                            attest_span evidence[2])
{
    attest_span clause = {0, 0};
    for (size_t i = 0; i < claim->predicate_span_count; i++) {
        clause = clause.end == 0 ? claim->predicate_spans[i] : hull(clause, claim->predicate_spans[i]);
    }
    if (claim->has_object) {
        clause = hull_of(clause, &claim->object);
    }
    for (size_t i = 0; i < claim->argument_count; i++) {
        clause = hull_of(clause, &claim->arguments[i].participant);
    }
    if (complement != ATTEST_NO_INDEX && clause.end > 0) {
        clause = hull(clause, attest_i_clause_token(run, complement)->span);
    }
    attest_span subject = hull_of((attest_span){0, 0}, &claim->subject);
    if (clause.end == 0) {
        evidence[0] = subject;
        return 1;
    }
    if (subject.end > clause.begin) {
        evidence[0] = hull(clause, subject);
        return 1;
    }
    uint32_t words = 0;
    for (uint32_t t = 0; t < run->tree->sentence.token_count; t++) {
        attest_span span = run->tree->sentence.tokens[t].span;
        words += span.begin >= subject.end && span.end <= clause.begin &&
                 run->tree->sentence.tokens[t].upos != ATTEST_UPOS_AUX &&
                 run->tree->sentence.tokens[t].upos != ATTEST_UPOS_ADV &&
                 run->tree->sentence.tokens[t].upos != ATTEST_UPOS_PART;
    }
    evidence[0] = words ? subject : hull(subject, clause);
    evidence[1] = clause;
    return words ? 2 : 1;
}

/* "be in touch with" */
static enum attest_status print_relation(const attest_i_clause_run *run, const attest_i_clause_parts *parts,
                                         attest_view *lemma)
{
    uint32_t in = attest_i_tree_child(run->tree, parts->complement, "case");
    uint32_t with = attest_i_tree_child(run->tree, parts->object, "case");
    attest_view before = attest_i_clause_token(run, in)->lemma;
    attest_view word = attest_i_clause_token(run, parts->complement)->form;
    attest_view after = with == ATTEST_NO_INDEX ? ATTEST_VIEW("") : attest_i_clause_token(run, with)->lemma;
    return attest_i_arena_print(run->context->arena, lemma, "be %.*s %.*s %.*s", (int)before.size, before.data,
                                (int)word.size, word.data, (int)after.size, after.size ? after.data : "");
}

/* "Less" in "makes war less likely", without which the claim would be the contrary. */
static attest_view degree_of(const attest_i_clause_run *run, uint32_t state)
{
    static const char *const degrees[] = {"less", "least", "more", "most", "too"};
    uint32_t adverb = attest_i_tree_child(run->tree, state, "advmod");
    for (size_t i = 0; adverb != ATTEST_NO_INDEX && i < sizeof degrees / sizeof degrees[0]; i++) {
        attest_view form = attest_i_clause_token(run, adverb)->form;
        if (attest_view_equal(form, attest_view_of(degrees[i]))) {
            return form;
        }
    }
    return ATTEST_VIEW("");
}

/* "describe as constructive"; "be in" before a noun with a preposition. */
static enum attest_status extend_lemma(const attest_i_clause_run *run, const attest_i_clause_parts *parts,
                                       attest_view *lemma)
{
    attest_view literal = field_literal(parts->make, "lemma");
    if (literal.size) {
        return attest_i_arena_copy(run->context->arena, literal, lemma);
    }
    attest_view base = *lemma;
    if (parts->complement != ATTEST_NO_INDEX) {
        if (attest_i_clause_is_relation(run, parts->complement, parts->object)) {
            return print_relation(run, parts, lemma);
        }
        uint32_t as = attest_i_tree_child(run->tree, parts->complement, "case");
        as = as == ATTEST_NO_INDEX ? attest_i_tree_child(run->tree, parts->complement, "mark") : as;
        attest_view link = as == ATTEST_NO_INDEX ? ATTEST_VIEW("") : attest_i_clause_token(run, as)->lemma;
        const attest_token *state = attest_i_clause_token(run, parts->complement);
        attest_view word = attest_view_equal(state->xpos, ATTEST_VIEW("JJR")) ? state->form : state->lemma;
        link = link.size ? link : degree_of(run, parts->complement);
        return attest_i_arena_print(run->context->arena, lemma, "%.*s %.*s%s%.*s", (int)base.size, base.data,
                                    (int)link.size, link.size ? link.data : "", link.size ? " " : "", (int)word.size,
                                    word.data);
    }
    if (attest_view_equal(base, ATTEST_VIEW("be")) && parts->object != ATTEST_NO_INDEX &&
        (parts->predicate != ATTEST_NO_INDEX || attest_i_clause_token(run, parts->subject)->head !=
                                                    parts->object)) { /* "to his wife, Ann Bee": the "to" is not hers */
        uint32_t in = attest_i_tree_child(run->tree, parts->object, "case");
        if (in != ATTEST_NO_INDEX && in < parts->object &&
            !attest_view_equal(attest_i_clause_token(run, in)->xpos, ATTEST_VIEW("POS"))) {
            attest_view word = attest_i_clause_token(run, in)->lemma;
            if (attest_view_equal(word, ATTEST_VIEW("as"))) {
                return ATTEST_OK; /* "described the talks as useful": the talks are useful */
            }
            return attest_i_arena_print(run->context->arena, lemma, "be %.*s", (int)word.size, word.data);
        }
    }
    return ATTEST_OK;
}

/* Lemma and participle of the verb of a noun of an event: "removal" -> "be removed". */
static enum attest_status nominal_lemma(const attest_i_clause_run *run, uint32_t noun, attest_view *lemma)
{
    attest_view word = attest_i_clause_token(run, noun)->lemma;
    attest_view verb;
    attest_view participle;
    attest_view role;
    const attest_ruleset *rules = run->context->rules;
    if (attest_i_ruleset_list_value(rules, ATTEST_VIEW("nominal"), word, 1, &verb) != ATTEST_OK ||
        attest_i_ruleset_list_value(rules, ATTEST_VIEW("nominal"), word, 2, &participle) != ATTEST_OK ||
        attest_i_ruleset_list_value(rules, ATTEST_VIEW("nominal"), word, 3, &role) != ATTEST_OK) {
        return ATTEST_OK;
    }
    int patient = attest_view_equal(role, ATTEST_VIEW("patient"));
    attest_view name = patient ? participle : verb;
    return attest_i_arena_print(run->context->arena, lemma, "%s%.*s", patient ? "be " : "", (int)name.size, name.data);
}

/* "In touch with" belongs to the predicate. */
static void add_relation(attest_i_clause_run *run, const attest_i_clause_parts *parts)
{
    run->also_count = 0;
    if (parts->complement == ATTEST_NO_INDEX || parts->object == ATTEST_NO_INDEX ||
        !attest_i_clause_is_relation(run, parts->complement, parts->object)) {
        return;
    }
    run->also[run->also_count++] = attest_i_tree_child(run->tree, parts->complement, "case");
    run->also[run->also_count++] = parts->complement;
    uint32_t with = attest_i_tree_child(run->tree, parts->object, "case");
    if (with != ATTEST_NO_INDEX) {
        run->also[run->also_count++] = with;
    }
}

static enum attest_status make_predicate(attest_i_clause_run *run, const attest_i_clause_parts *parts,
                                         attest_i_predicate *predicate)
{
    memset(predicate, 0, sizeof *predicate);
    attest_view literal = field_literal(parts->make, "predicate");
    if (parts->predicate == ATTEST_NO_INDEX) {
        predicate->lemma = literal;
        predicate->phrase.head = parts->anchor;
        return extend_lemma(run, parts, &predicate->lemma);
    }
    const attest_token *token = attest_i_clause_token(run, parts->predicate);
    int verbal = token->upos == ATTEST_UPOS_VERB || token->upos == ATTEST_UPOS_AUX;
    /* Without agent, or beside an object ("was offered a job by the firm"), the patient is the subject. */
    int past = attest_view_equal(token->xpos, ATTEST_VIEW("VBN")) || attest_view_equal(token->xpos, ATTEST_VIEW("VBD"));
    int participle = past && attest_view_equal(token->deprel, ATTEST_VIEW("acl")) &&
                     attest_i_tree_child(run->tree, parts->predicate, "nsubj") == ATTEST_NO_INDEX;
    int agent = attest_i_tree_child(run->tree, parts->predicate, "obl:agent") != ATTEST_NO_INDEX &&
                attest_i_tree_child(run->tree, parts->predicate, "obj") == ATTEST_NO_INDEX; /* who is the subject */
    int passive = verbal && (attest_i_clause_is_passive(run, parts->predicate) || participle) && !agent;
    add_relation(run, parts);
    attest_i_clause_mark_state(run, parts);
    enum attest_status status = attest_i_clause_predicate(run, parts->predicate, passive, predicate);
    if (status == ATTEST_OK && token->upos == ATTEST_UPOS_AUX) {
        predicate->lemma = ATTEST_VIEW("be");
    }
    if (status == ATTEST_OK && token->upos == ATTEST_UPOS_ADJ) { /* "an official close to the council" */
        status = attest_i_arena_print(run->context->arena, &predicate->lemma, "be %.*s", (int)token->lemma.size,
                                      token->lemma.data);
    } else if (status == ATTEST_OK && !verbal) {
        status = nominal_lemma(run, parts->predicate, &predicate->lemma);
    }
    return status == ATTEST_OK ? extend_lemma(run, parts, &predicate->lemma) : status;
}

/* Subject and object. */
static enum attest_status make_participants(attest_i_clause_run *run, const attest_i_clause_parts *parts, int acts,
                                            attest_claim *claim)
{
    attest_i_clause_phrase phrase;
    run->except = parts->predicate == ATTEST_NO_INDEX ? parts->object : parts->predicate;
    if (attest_i_relation_is(attest_i_clause_token(run, parts->subject)->deprel, "csubj")) {
        attest_i_clause_subtree(run, parts->subject, &phrase);
    } else {
        attest_i_clause_noun_phrase(run, parts->subject, &phrase);
    }
    enum attest_status status = attest_i_clause_participant(run, &phrase, acts, &claim->subject);
    if (status == ATTEST_OK && parts->object != ATTEST_NO_INDEX) {
        run->split = parts->predicate != ATTEST_NO_INDEX &&
                     attest_i_clause_token(run, parts->predicate)->upos == ATTEST_UPOS_VERB;
        attest_i_clause_noun_phrase(run, parts->object, &phrase);
        run->split = 0;
        status = attest_i_clause_participant(run, &phrase, 0, &claim->object);
        claim->has_object = phrase.count > 0;
    }
    return status;
}

static attest_span place_of(const attest_i_clause_run *run, const attest_i_clause_parts *parts)
{
    uint32_t token = parts->predicate != ATTEST_NO_INDEX ? parts->predicate
                     : parts->object != ATTEST_NO_INDEX  ? parts->object
                                                         : parts->anchor;
    return attest_i_clause_token(run, token)->span;
}

/* "The clerks paid the clerks": hardly what was said; one of the two was read wrongly. */
static int is_turned_back(const attest_claim *claim)
{
    return claim->has_object && claim->object.text.size > 0 &&
           attest_view_equal(claim->subject.text, claim->object.text);
}

static enum attest_status emit(struct clause_stage *stage, const attest_i_rule *rule,
                               const attest_i_clause_parts *parts)
{
    attest_i_clause_run *run = &stage->run;
    attest_i_predicate predicate;
    attest_argument arguments[ATTEST_I_CLAUSE_ARGUMENTS];
    attest_span evidence[2];
    uint32_t chain[ATTEST_I_CLAUSE_LAYERS];
    attest_claim claim;
    memset(&claim, 0, sizeof claim);
    enum attest_status status = make_predicate(run, parts, &predicate);
    int acts =
        parts->predicate != ATTEST_NO_INDEX && attest_i_clause_token(run, parts->predicate)->upos == ATTEST_UPOS_VERB;
    if (status == ATTEST_OK) {
        status = make_participants(run, parts, acts, &claim);
    }
    run->except = ATTEST_NO_INDEX;
    uint32_t taken[] = {parts->subject, parts->object, parts->complement, parts->predicate};
    if (status == ATTEST_OK && parts->predicate != ATTEST_NO_INDEX) {
        status = attest_i_clause_arguments(run, &predicate, parts->anchor, parts->object, taken,
                                           sizeof taken / sizeof taken[0], arguments, &claim.argument_count);
    }
    if (status != ATTEST_OK || claim.subject.span_count == 0 ||
        (parts->object != ATTEST_NO_INDEX && !claim.has_object) || is_turned_back(&claim)) {
        return status;
    }
    claim.arguments = arguments;
    claim.sentence = run->tree->sentence.span;
    claim.predicate_lemma = predicate.lemma;
    claim.predicate_spans = predicate.phrase.pieces;
    claim.predicate_span_count = predicate.phrase.count;
    status = attest_i_clause_text(run, &predicate.phrase, &claim.predicate);
    claim.evidence_count = find_evidence(run, &claim, parts->complement, evidence);
    claim.evidence = evidence;
    attest_i_clause_scope(run, parts->anchor, &claim.polarity, &claim.modality);
    if (attest_i_clause_is_contrasted(run, parts->subject) !=
        (parts->object != parts->anchor && attest_i_clause_is_contrasted(run, parts->object))) {
        claim.polarity = claim.polarity == ATTEST_NEGATED ? ATTEST_AFFIRMED : ATTEST_NEGATED;
    }
    uint32_t state = parts->complement != ATTEST_NO_INDEX ? parts->complement : parts->object;
    if (state != parts->anchor && attest_i_clause_is_negated_state(run, state)) {
        claim.polarity = claim.polarity == ATTEST_NEGATED ? ATTEST_AFFIRMED : ATTEST_NEGATED;
    }
    claim.attributions = chain;
    claim.attribution_count = attest_i_clause_chain(run, place_of(run, parts), &predicate, chain);
    /* "Dismissed the report as nonsense": it is nonsense to whoever denies what it says. */
    size_t judged = claim.attribution_count > 0 && attest_i_clause_is_judgement(run, parts) ? 1 : 0;
    attest_i_clause_apply_stances(run, parts->anchor, chain + judged, claim.attribution_count - judged, &claim.polarity,
                                  &claim.modality);
    claim.quoted = attest_i_clause_is_quoted(run, evidence, claim.evidence_count);
    attest_span place = place_of(run, parts);
    if (claim.attribution_count == 0 && attest_i_clause_is_quoted(run, &place, 1)) {
        return status; /* somebody's words, but nobody knows whose: they must not become the article's */
    }
    if (claim.attribution_count == 0 && attest_i_clause_is_judgement(run, parts)) {
        return status; /* an opinion, and no attribution tells whose */
    }
    claim.rule = attest_i_rule_id(rule);
    claim.confidence = attest_i_rule_confidence(rule) > 0 ? attest_i_rule_confidence(rule) : CONFIDENCE;
    if (status == ATTEST_OK) {
        replace_told(stage, &claim);
        status = attest_i_builder_claim(run->context->builder, &claim, NULL);
    }
    return status;
}

static enum attest_status take_match(void *user_data, const attest_i_dep_match *match)
{
    struct clause_stage *stage = user_data;
    enum attest_status status = ATTEST_OK;
    for (size_t i = 0; i < attest_i_rule_make_count(match->rule) && status == ATTEST_OK; i++) {
        const attest_i_rule_make *make = attest_i_rule_make_at(match->rule, i);
        attest_i_clause_parts parts = {make,
                                       match->tokens[0],
                                       field_token(match, make, "subject"),
                                       field_token(match, make, "predicate"),
                                       field_token(match, make, "object"),
                                       field_token(match, make, "complement")};
        attest_i_clause_unfold(&stage->run, &parts);
        attest_i_clause_settle(&stage->run, &parts);
        if (make->action == ATTEST_I_MAKE_CLAIM && !attest_i_clause_is_left_out(&stage->run, &parts) &&
            !is_told(stage, &parts) && !is_repeated(stage, &parts)) {
            status = emit(stage, match->rule, &parts);
        }
    }
    return status;
}

static enum attest_status read_tree(struct clause_stage *stage, const attest_i_tree *tree)
{
    attest_i_clause_run *run = &stage->run;
    size_t count = tree->sentence.token_count;
    run->tree = tree;
    run->marks = attest_i_arena_take(run->context->arena, 2 * count + 2);
    if (!run->marks) {
        return ATTEST_ERR_NOMEM;
    }
    run->cues = run->marks + count + 1;
    stage->seen_count = 0;
    attest_i_clause_mark_cues(run);
    enum attest_status status = ATTEST_OK;
    const attest_i_rule *rule = NULL;
    while (status == ATTEST_OK && (rule = attest_i_dep_next(run->context->rules, rule))) {
        status = attest_i_dep_find(&stage->finder, tree, rule);
    }
    return status;
}

enum attest_status attest_i_stage_clauses(attest_i_context *context)
{
    struct clause_stage stage;
    memset(&stage, 0, sizeof stage);
    stage.run.context = context;
    stage.run.text = attest_document_text(context->document);
    stage.finder.rules = context->rules;
    stage.finder.builder = context->builder;
    stage.finder.handler = take_match;
    stage.finder.user_data = &stage;
    if (context->trees->count == 0) {
        return ATTEST_OK;
    }
    stage.finder.match_data = pcre2_match_data_create(1, NULL);
    stage.run.index = &stage.index;
    stage.told = attest_i_builder_claim_count(context->builder);
    enum attest_status status =
        stage.finder.match_data ? attest_i_clause_index_make(context, &stage.index) : ATTEST_ERR_NOMEM;
    for (size_t i = 0; i < context->trees->count && status == ATTEST_OK; i++) {
        stage.run.tree_number = i;
        status = read_tree(&stage, &context->trees->items[i]);
    }
    attest_i_builder_claims_drop(context->builder);
    pcre2_match_data_free(stage.finder.match_data);
    attest_i_clause_index_clear(&stage.index);
    return status;
}
