/* The confidence stage: what can be seen of each attribution and claim becomes features, and these a confidence. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "extract/confidence.h"
#include "extract/dep.h"
#include "extract/rule_match.h"

/* Half points of lengths in tokens and of margins in sixteenths: there a feature is 0.5. */
#define HALF_SENTENCE 20
#define HALF_EVIDENCE 10
#define HALF_PHRASE 4
#define HALF_DISTANCE 5
#define HALF_MARGIN 32

/* Half point of distances in bytes. */
#define HALF_BYTES 30

/* The claim that somebody said something has the first piece of the content as its object. */
struct said {
    uint32_t content;
    uint32_t attribution;
};

struct grader {
    attest_i_context *context;
    const attest_i_confidence *confidence;
    struct said *said; /* by content */
    size_t said_count;
};

/* Tokens [first,end) of a sentence; tree NULL: not analysed. */
struct words {
    const attest_i_tree *tree;
    uint32_t first;
    uint32_t end;
};

static double share(uint32_t count, uint32_t half)
{
    return (double)count / (double)(count + half);
}

static size_t first_tree_ending_after(const struct attest_i_trees *trees, uint32_t place)
{
    size_t low = 0, high = trees->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (trees->items[middle].sentence.span.end <= place) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static uint32_t first_token_ending_after(const attest_sentence *sentence, uint32_t place)
{
    uint32_t low = 0, high = sentence->token_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (sentence->tokens[middle].span.end <= place) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static const attest_i_tree *tree_at(const attest_i_context *context, uint32_t place)
{
    size_t number = first_tree_ending_after(context->trees, place);
    return number < context->trees->count && context->trees->items[number].sentence.span.begin <= place
               ? &context->trees->items[number]
               : NULL;
}

/* The tokens of a span, as far as they lie in the tree. */
static struct words words_in(const attest_i_tree *tree, attest_span span)
{
    struct words words = {tree, 0, 0};
    if (tree && span.end > span.begin) {
        words.first = first_token_ending_after(&tree->sentence, span.begin);
        words.end = words.first;
        while (words.end < tree->sentence.token_count && tree->sentence.tokens[words.end].span.begin < span.end) {
            words.end++;
        }
    }
    return words;
}

static uint32_t count_words(const attest_i_tree *tree, const attest_span *spans, size_t count)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        struct words words = words_in(tree, spans[i]);
        sum += words.end - words.first;
    }
    return sum;
}

/* The token of some that hangs highest: whose head is not among them. */
static uint32_t top_of(const struct words *words)
{
    for (uint32_t i = words->first; i < words->end; i++) {
        uint32_t head = words->tree->sentence.tokens[i].head;
        if (head == ATTEST_NO_INDEX || head < words->first || head >= words->end) {
            return i;
        }
    }
    return ATTEST_NO_INDEX;
}

/* The head word of a participant as a token; ATTEST_NO_INDEX: not in this tree. */
static uint32_t head_of(const attest_i_tree *tree, const attest_participant *participant)
{
    if (!tree || participant->span_count == 0) {
        return ATTEST_NO_INDEX;
    }
    attest_span head = participant->head.end > participant->head.begin ? participant->head : participant->spans[0];
    struct words words = words_in(tree, head);
    return top_of(&words);
}

static const attest_token *token_at(const attest_i_tree *tree, uint32_t token)
{
    return token == ATTEST_NO_INDEX ? NULL : &tree->sentence.tokens[token];
}

static int is_name(const attest_token *token)
{
    return token && token->upos == ATTEST_UPOS_PROPN;
}

static int is_pronoun(const attest_token *token)
{
    return token && (token->upos == ATTEST_UPOS_PRON || token->upos == ATTEST_UPOS_DET);
}

static int is_resolved(const attest_participant *participant)
{
    return participant->entity != ATTEST_NO_INDEX && !attest_view_equal(participant->text, participant->label);
}

static uint32_t distance(uint32_t a, uint32_t b)
{
    return a == ATTEST_NO_INDEX || b == ATTEST_NO_INDEX ? 0 : a > b ? a - b : b - a;
}

/* Is there no edge between the two in the basic tree? */
static int is_apart(const attest_i_tree *tree, uint32_t word, uint32_t predicate)
{
    return word != ATTEST_NO_INDEX && predicate != ATTEST_NO_INDEX && word != predicate &&
           tree->sentence.tokens[word].head != predicate && tree->sentence.tokens[predicate].head != word;
}

/* What the rule states, and whether it is the user's, who then has the last word. */
static double stated_of(const attest_i_context *context, attest_view id, double given, int *fixed)
{
    const attest_i_rule *rule = attest_i_ruleset_find(context->rules, id);
    *fixed = rule && !attest_i_rule_is_builtin(rule);
    return given;
}

static void see_margins(const attest_claim *claim, const attest_i_tree *tree, const uint32_t *keys, size_t key_count,
                        double *features)
{
    uint32_t head = UINT8_MAX, label = UINT8_MAX;
    for (size_t i = 0; i < key_count; i++) {
        const attest_token *token = token_at(tree, keys[i]);
        head = token && token->head_margin < head ? token->head_margin : head;
        label = token && token->label_margin < label ? token->label_margin : label;
    }
    features[ATTEST_I_CLAIM_HEAD_MARGIN] = share(head, HALF_MARGIN);
    features[ATTEST_I_CLAIM_LABEL_MARGIN] = share(label, HALF_MARGIN);
    double heads = 0, labels = 0;
    uint32_t count = 0;
    for (size_t i = 0; i < claim->evidence_count; i++) {
        struct words words = words_in(tree, claim->evidence[i]);
        for (uint32_t t = words.first; t < words.end; t++, count++) {
            heads += share(tree->sentence.tokens[t].head_margin, HALF_MARGIN);
            labels += share(tree->sentence.tokens[t].label_margin, HALF_MARGIN);
        }
    }
    features[ATTEST_I_CLAIM_HEAD_MARGIN_MEAN] = count ? heads / count : 1;
    features[ATTEST_I_CLAIM_LABEL_MARGIN_MEAN] = count ? labels / count : 1;
}

static void see_position(const attest_i_tree *tree, uint32_t subject, uint32_t predicate, uint32_t object,
                         double *features)
{
    features[ATTEST_I_CLAIM_SUBJECT_DISTANCE] = share(distance(subject, predicate), HALF_DISTANCE);
    features[ATTEST_I_CLAIM_OBJECT_DISTANCE] = share(distance(object, predicate), HALF_DISTANCE);
    features[ATTEST_I_CLAIM_SUBJECT_BEHIND] =
        subject != ATTEST_NO_INDEX && predicate != ATTEST_NO_INDEX && subject > predicate;
    features[ATTEST_I_CLAIM_SUBJECT_APART] = is_apart(tree, subject, predicate);
    features[ATTEST_I_CLAIM_OBJECT_APART] = is_apart(tree, object, predicate);
    for (uint32_t t = subject; t < predicate && predicate != ATTEST_NO_INDEX; t++) {
        if (attest_view_equal(tree->sentence.tokens[t].form, ATTEST_VIEW(","))) {
            features[ATTEST_I_CLAIM_COMMA] = 1;
        }
    }
    const attest_token *verb = token_at(tree, predicate);
    if (verb) {
        features[ATTEST_I_CLAIM_ROOT] = verb->head == ATTEST_NO_INDEX;
        features[ATTEST_I_CLAIM_CONJUNCT] = attest_i_relation_is(verb->deprel, "conj");
        features[ATTEST_I_CLAIM_RELATIVE] = attest_i_relation_is(verb->deprel, "acl");
        features[ATTEST_I_CLAIM_ADVERBIAL] = attest_i_relation_is(verb->deprel, "advcl");
        features[ATTEST_I_CLAIM_COMPLEMENT] =
            attest_i_relation_is(verb->deprel, "ccomp") || attest_i_relation_is(verb->deprel, "xcomp");
        features[ATTEST_I_CLAIM_LIGHT] = verb->upos == ATTEST_UPOS_AUX ||
                                         attest_view_equal(verb->lemma, ATTEST_VIEW("be")) ||
                                         attest_view_equal(verb->lemma, ATTEST_VIEW("have"));
    }
}

static void see_participants(const attest_claim *claim, const attest_i_tree *tree, uint32_t subject, uint32_t object,
                             double *features)
{
    const attest_token *who = token_at(tree, subject);
    const attest_token *whom = token_at(tree, object);
    features[ATTEST_I_CLAIM_SUBJECT_LENGTH] =
        share(count_words(tree, claim->subject.spans, claim->subject.span_count), HALF_PHRASE);
    features[ATTEST_I_CLAIM_SUBJECT_NAME] = is_name(who);
    features[ATTEST_I_CLAIM_SUBJECT_PRONOUN] = is_pronoun(who) && !is_resolved(&claim->subject);
    features[ATTEST_I_CLAIM_SUBJECT_RESOLVED] = is_resolved(&claim->subject);
    features[ATTEST_I_CLAIM_SUBJECT_CONJUNCT] = who && attest_i_relation_is(who->deprel, "conj");
    features[ATTEST_I_CLAIM_NO_OBJECT] = !claim->has_object;
    features[ATTEST_I_CLAIM_NOTHING_ELSE] = !claim->has_object && claim->argument_count == 0;
    if (claim->has_object) {
        features[ATTEST_I_CLAIM_OBJECT_LENGTH] =
            share(count_words(tree, claim->object.spans, claim->object.span_count), HALF_PHRASE);
        features[ATTEST_I_CLAIM_OBJECT_NAME] = is_name(whom);
        features[ATTEST_I_CLAIM_OBJECT_PRONOUN] = is_pronoun(whom) && !is_resolved(&claim->object);
        features[ATTEST_I_CLAIM_OBJECT_CONJUNCT] = whom && attest_i_relation_is(whom->deprel, "conj");
        features[ATTEST_I_CLAIM_OBJECT_TEXT] = claim->object.value.kind == ATTEST_VALUE_TEXT;
        features[ATTEST_I_CLAIM_OBJECT_VALUE] = claim->object.value.kind > ATTEST_VALUE_TEXT;
    }
}

static void see_source(const struct grader *grader, const attest_claim *claim, double *features)
{
    if (claim->attribution_count > 0) {
        const attest_attribution *inner =
            attest_i_builder_attribution_at(grader->context->builder, claim->attributions[0]);
        features[ATTEST_I_CLAIM_CHAIN] = 1;
        features[ATTEST_I_CLAIM_CHAIN_LONG] = claim->attribution_count > 1;
        features[ATTEST_I_CLAIM_SPEAKER_SURE] = inner->confidence;
        features[ATTEST_I_CLAIM_SPEAKER_IMPLICIT] = inner->implicit;
    }
}

static void see_claim(const struct grader *grader, const attest_claim *claim, double *features)
{
    const attest_i_tree *tree = tree_at(grader->context, claim->evidence[0].begin);
    attest_span verb = claim->predicate_span_count ? claim->predicate_spans[0] : (attest_span){0, 0};
    struct words verbs = words_in(tree, verb);
    /* Of "has begun withdrawing" the rules' verb is the last; the one that hangs highest carries the clause. */
    uint32_t predicate = top_of(&verbs), subject = head_of(tree, &claim->subject);
    uint32_t object = claim->has_object ? head_of(tree, &claim->object) : ATTEST_NO_INDEX;
    uint32_t keys[] = {predicate, subject, object};
    features[ATTEST_I_CLAIM_CONSTANT] = 1;
    see_margins(claim, tree, keys, sizeof keys / sizeof keys[0], features);
    features[ATTEST_I_CLAIM_EVIDENCE_LENGTH] =
        share(count_words(tree, claim->evidence, claim->evidence_count), HALF_EVIDENCE);
    features[ATTEST_I_CLAIM_PREDICATE_LENGTH] =
        share(count_words(tree, claim->predicate_spans, claim->predicate_span_count), HALF_PHRASE);
    features[ATTEST_I_CLAIM_ARGUMENTS] = share((uint32_t)claim->argument_count, 1);
    features[ATTEST_I_CLAIM_PIECES] = claim->evidence_count > 1;
    features[ATTEST_I_CLAIM_NO_VERB] = claim->predicate_span_count == 0;
    features[ATTEST_I_CLAIM_PASSIVE] =
        claim->predicate_lemma.size > 3 && memcmp(claim->predicate_lemma.data, "be ", 3) == 0;
    features[ATTEST_I_CLAIM_NEGATED] = claim->polarity == ATTEST_NEGATED;
    features[ATTEST_I_CLAIM_NOT_ASSERTED] = claim->modality != ATTEST_MODALITY_ASSERTED;
    features[ATTEST_I_CLAIM_QUOTED] = claim->quoted;
    see_participants(claim, tree, subject, object, features);
    see_source(grader, claim, features);
    if (tree) {
        const attest_sentence *sentence = &tree->sentence;
        features[ATTEST_I_CLAIM_SENTENCE_LENGTH] = share(sentence->token_count, HALF_SENTENCE);
        features[ATTEST_I_CLAIM_HEADLINE] = grader->context->zones[tree->zone].kind == ATTEST_I_ZONE_HEADLINE;
        features[ATTEST_I_CLAIM_QUESTION] =
            sentence->token_count > 0 &&
            attest_view_equal(sentence->tokens[sentence->token_count - 1].form, ATTEST_VIEW("?"));
        see_position(tree, subject, predicate, object, features);
    }
}

/* Bytes between two spans; 0 if they touch or overlap. */
static uint32_t gap(attest_span a, attest_span b)
{
    return a.end <= b.begin ? b.begin - a.end : b.end <= a.begin ? a.begin - b.end : 0;
}

static uint32_t first_content(const attest_attribution *attribution)
{
    return attribution->content_count ? attribution->content[0].begin : UINT32_MAX;
}

static void see_speaker(const attest_attribution *attribution, const attest_i_tree *tree, double *features)
{
    const attest_participant *speaker = &attribution->speaker;
    uint32_t head = head_of(tree, speaker);
    const attest_token *token = token_at(tree, head);
    features[ATTEST_I_SAID_NO_SPEAKER] = speaker->span_count == 0 && speaker->label.size == 0;
    features[ATTEST_I_SAID_SPEAKER_NAME] = is_name(token);
    features[ATTEST_I_SAID_SPEAKER_PRONOUN] = is_pronoun(token) && !is_resolved(speaker);
    features[ATTEST_I_SAID_SPEAKER_RESOLVED] = is_pronoun(token) && is_resolved(speaker);
    features[ATTEST_I_SAID_SPEAKER_LENGTH] = share(count_words(tree, speaker->spans, speaker->span_count), HALF_PHRASE);
    features[ATTEST_I_SAID_SPEAKER_MARGIN] = token ? share(token->head_margin, HALF_MARGIN) : 1;
    if (speaker->span_count && attribution->cue_span_count) {
        features[ATTEST_I_SAID_SPEAKER_DISTANCE] = share(gap(speaker->spans[0], attribution->cue_spans[0]), HALF_BYTES);
    }
}

static void see_attribution(const struct grader *grader, const attest_attribution *attribution, double *features)
{
    const attest_i_tree *tree = tree_at(grader->context, attribution->sentence.begin);
    features[ATTEST_I_SAID_CONSTANT] = 1;
    features[ATTEST_I_SAID_CUE_MARGIN] = 1;
    see_speaker(attribution, tree, features);
    if (attribution->cue_span_count) {
        attest_span cue = attribution->cue_spans[0];
        tree = tree_at(grader->context, cue.begin);
        struct words words = words_in(tree, cue);
        const attest_token *top = token_at(tree, top_of(&words));
        features[ATTEST_I_SAID_CUE_MARGIN] = top ? share(top->head_margin, HALF_MARGIN) : 1;
        features[ATTEST_I_SAID_CUE_WORDS] = words.end - words.first > 1;
        features[ATTEST_I_SAID_CONTENT_BEFORE] = first_content(attribution) < cue.begin;
        uint32_t nearest = UINT32_MAX - HALF_BYTES;
        for (size_t i = 0; i < attribution->content_count; i++) {
            uint32_t bytes = gap(attribution->content[i], cue);
            nearest = bytes < nearest ? bytes : nearest;
        }
        features[ATTEST_I_SAID_CONTENT_DISTANCE] = share(nearest, HALF_BYTES);
    }
    uint32_t bytes = 0;
    for (size_t i = 0; i < attribution->content_count; i++) {
        bytes += attribution->content[i].end - attribution->content[i].begin;
    }
    features[ATTEST_I_SAID_SENTENCE_LENGTH] = tree ? share(tree->sentence.token_count, HALF_SENTENCE) : 0;
    features[ATTEST_I_SAID_CONTENT_LENGTH] = share(bytes, HALF_BYTES);
    features[ATTEST_I_SAID_CONTENT_PIECES] = attribution->content_count > 1;
    features[ATTEST_I_SAID_DIRECT] = attribution->kind == ATTEST_ATTRIBUTION_DIRECT;
    features[ATTEST_I_SAID_MIXED] = attribution->kind == ATTEST_ATTRIBUTION_MIXED;
    features[ATTEST_I_SAID_OPINION] = attribution->kind == ATTEST_ATTRIBUTION_OPINION;
    features[ATTEST_I_SAID_IMPLICIT] = attribution->implicit;
    features[ATTEST_I_SAID_NESTED] = attribution->reported_by != ATTEST_NO_INDEX;
}

static void grade_attribution(const struct grader *grader, attest_attribution *attribution)
{
    double features[ATTEST_I_SAID_FEATURE_COUNT] = {0};
    int fixed = 0;
    see_attribution(grader, attribution, features);
    features[ATTEST_I_SAID_STATED] = stated_of(grader->context, attribution->rule, attribution->confidence, &fixed);
    if (!fixed) {
        attribution->confidence =
            attest_i_confidence_of(grader->confidence, ATTEST_I_CONFIDENCE_ATTRIBUTION, attribution->rule, features);
    }
    if (grader->context->observer) {
        grader->context->observer(grader->context->observer_data, NULL, attribution, features);
    }
}

static int compare_said(const void *a, const void *b)
{
    const struct said *left = a, *right = b;
    if (left->content != right->content) {
        return left->content < right->content ? -1 : 1;
    }
    return (left->attribution > right->attribution) - (left->attribution < right->attribution);
}

/* The attribution that a claim restates; NULL: none. */
static const attest_attribution *restated_by(const struct grader *grader, const attest_claim *claim)
{
    if (!claim->has_object || claim->object.span_count == 0) {
        return NULL;
    }
    uint32_t content = claim->object.spans[0].begin;
    size_t low = 0, high = grader->said_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (grader->said[middle].content < content) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; low < grader->said_count && grader->said[low].content == content; low++) {
        const attest_attribution *said =
            attest_i_builder_attribution_at(grader->context->builder, grader->said[low].attribution);
        uint32_t cue = said->cue_span_count ? said->cue_spans[0].begin : UINT32_MAX;
        uint32_t verb = claim->predicate_span_count ? claim->predicate_spans[0].begin : UINT32_MAX;
        if (cue == verb && attest_view_equal(said->rule, claim->rule)) {
            return said;
        }
    }
    return NULL;
}

static void grade_claim(const struct grader *grader, attest_claim *claim)
{
    double features[ATTEST_I_CLAIM_FEATURE_COUNT] = {0};
    const attest_attribution *said = restated_by(grader, claim);
    if (said) {
        claim->confidence = said->confidence;
        return;
    }
    int fixed = 0;
    see_claim(grader, claim, features);
    features[ATTEST_I_CLAIM_STATED] = stated_of(grader->context, claim->rule, claim->confidence, &fixed);
    if (!fixed) {
        claim->confidence =
            attest_i_confidence_of(grader->confidence, ATTEST_I_CONFIDENCE_CLAIM, claim->rule, features);
    }
    if (grader->context->observer) {
        grader->context->observer(grader->context->observer_data, claim, NULL, features);
    }
}

enum attest_status attest_i_stage_confidence(attest_i_context *context)
{
    struct grader grader = {.context = context};
    size_t count = attest_i_builder_attribution_count(context->builder);
    enum attest_status status = attest_i_confidence_builtin(&grader.confidence);
    grader.said = attest_i_arena_array(context->arena, count + 1, sizeof *grader.said);
    if (status != ATTEST_OK || !grader.said) {
        return status == ATTEST_OK ? ATTEST_ERR_NOMEM : status;
    }
    for (size_t i = 0; i < count; i++) {
        attest_attribution *attribution = attest_i_builder_attribution_at(context->builder, i);
        grade_attribution(&grader, attribution);
        grader.said[grader.said_count++] = (struct said){first_content(attribution), (uint32_t)i};
    }
    qsort(grader.said, grader.said_count, sizeof *grader.said, compare_said);
    for (size_t i = 0; i < attest_i_builder_claim_count(context->builder); i++) {
        grade_claim(&grader, attest_i_builder_claim_at(context->builder, i));
    }
    return ATTEST_OK;
}
