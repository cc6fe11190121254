/* Surface rules that make mentions, attributions and claims of their named groups: how users add what the program does not know. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "extract/lexicon.h"
#include "extract/rule_names.h"
#include "extract/values_read.h"

/* Confidence of what a rule makes that states none. */
#define CONFIDENCE 0.8

/* Arguments of one claim, layers of one chain. */
#define ARGUMENTS_MAX 16U
#define LAYERS_MAX 8U

/* Roles whose name is also the preposition of the binary projection begin at this one of the table of roles. */
#define FIRST_PREPOSITION "from"

struct runner {
    attest_i_context *context;
    attest_i_matcher *matcher;
    attest_view text;
    attest_i_quotes quotes;
    attest_i_match match;
    attest_span sentence; /* of the match */
};

static attest_view slice(const struct runner *runner, attest_span span)
{
    return (attest_view){runner->text.data + span.begin, span.end - span.begin};
}

/* The group or the literal of a field: 1 and its words; the span is empty for a literal. 0: the field is not there, or its group
 * took no part. */
static int field_text(const struct runner *runner, const attest_i_rule_make *make, const char *name, attest_view *text,
                      attest_span *span)
{
    const attest_i_rule_field *field = attest_i_rule_make_field(make, attest_view_of(name));
    *span = (attest_span){0, 0};
    if (!field) {
        return 0;
    }
    if (field->group == ATTEST_NO_INDEX) {
        *text = field->literal;
        return 1;
    }
    *span = runner->match.groups[field->group];
    *text = slice(runner, *span);
    return span->begin < span->end;
}

/* Number of a literal in its table; `otherwise` if the action does not state it. */
static uint32_t field_choice(const attest_i_rule_make *make, const char *name, attest_i_names *names,
                             uint32_t otherwise)
{
    const attest_i_rule_field *field = attest_i_rule_make_field(make, attest_view_of(name));
    return field ? attest_i_name_find(names, field->literal) : otherwise;
}

/* The entity that an earlier mention gives to these words: the mention is all of them or their end ("President Ann Bee"). */
static uint32_t known_entity(const struct runner *runner, attest_span span)
{
    uint32_t found = ATTEST_NO_INDEX;
    uint32_t longest = 0;
    for (size_t i = 0; i < attest_i_builder_mention_count(runner->context->builder); i++) {
        const attest_mention *mention = attest_i_builder_mention_at(runner->context->builder, i);
        uint32_t size = mention->span.end - mention->span.begin;
        if (mention->span.end == span.end && mention->span.begin >= span.begin && size > longest) {
            found = mention->entity;
            longest = size;
        }
    }
    return found;
}

/* The value that ends with these words. Values are in order and do not overlap. */
static const attest_value *known_value(const struct runner *runner, attest_span span)
{
    const attest_i_timex *timexes = runner->context->timexes;
    size_t low = 0;
    size_t high = runner->context->timex_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (timexes[middle].span.end < span.end) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    int found = low < runner->context->timex_count && timexes[low].span.end == span.end &&
                timexes[low].span.begin >= span.begin;
    return found ? &timexes[low].value : NULL;
}

static enum attest_status add_entity(struct runner *runner, attest_view label, enum attest_entity_class class_,
                                     int named, uint32_t *index)
{
    attest_entity entity = {label, class_, named};
    return attest_i_builder_entity(runner->context->builder, &entity, index);
}

/* A participant out of a field; `*span` must outlive it. A literal is understood, not written. */
static enum attest_status make_participant(struct runner *runner, attest_view text, const attest_span *span,
                                           attest_participant *participant)
{
    memset(participant, 0, sizeof *participant);
    participant->text = text;
    participant->label = text;
    participant->entity = ATTEST_NO_INDEX;
    if (span->begin < span->end) {
        participant->spans = span;
        participant->span_count = 1;
        const attest_value *value = known_value(runner, *span);
        if (value) {
            participant->value = *value;
            return ATTEST_OK;
        }
        participant->entity = known_entity(runner, *span);
    }
    if (participant->entity == ATTEST_NO_INDEX) {
        return add_entity(runner, text, ATTEST_ENTITY_THING, 0, &participant->entity);
    }
    participant->label = attest_i_builder_entity_at(runner->context->builder, participant->entity)->label;
    return ATTEST_OK;
}

static enum attest_status make_mention(struct runner *runner, const attest_i_rule_make *make)
{
    attest_span span = runner->match.groups[make->fields[0].group];
    attest_mention mention = {.span = span, .decided_by = ATTEST_VIEW("pattern"), .antecedent = ATTEST_NO_INDEX};
    if (span.begin >= span.end) {
        return ATTEST_OK;
    }
    mention.rule = attest_i_rule_id(runner->match.rule);
    enum attest_status status =
        add_entity(runner, slice(runner, span), (enum attest_entity_class)make->what, 1, &mention.entity);
    return status == ATTEST_OK ? attest_i_builder_mention(runner->context->builder, &mention, NULL) : status;
}

static double confidence_of(const attest_i_rule *rule)
{
    double stated = attest_i_rule_confidence(rule);
    return stated > 0 ? stated : CONFIDENCE;
}

/* First quotation that begins at or behind `offset`. */
static size_t quote_from(const attest_i_quotes *quotes, uint32_t offset)
{
    size_t low = 0;
    size_t high = quotes->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (quotes->items[middle].span.begin < offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static int is_quotation(const struct runner *runner, attest_span span)
{
    size_t at = quote_from(&runner->quotes, span.begin);
    return at < runner->quotes.count && runner->quotes.items[at].span.begin == span.begin &&
           runner->quotes.items[at].span.end == span.end;
}

/* Whether the span shares text with a quotation: one begins in it, or is around its beginning. */
static int touches_quotation(const struct runner *runner, attest_span span)
{
    size_t at = quote_from(&runner->quotes, span.begin);
    attest_span first = {span.begin, span.begin + 1};
    return (at < runner->quotes.count && runner->quotes.items[at].span.begin < span.end) ||
           attest_i_quote_around(&runner->quotes, first) != ATTEST_NO_INDEX;
}

/* "say" for "said": the lemma that the rule states, else that of the cue lexicon, else the words in small letters. */
static enum attest_status find_lemma(struct runner *runner, const attest_i_rule_make *make, attest_view words,
                                     attest_view *lemma)
{
    attest_span ignored;
    const attest_i_lexicon *lexicon;
    const attest_i_cue *cue;
    size_t size;
    if (field_text(runner, make, "lemma", lemma, &ignored)) {
        return ATTEST_OK;
    }
    enum attest_status status = attest_i_lexicon_builtin(&lexicon);
    if (status != ATTEST_OK) {
        return status;
    }
    status = attest_i_lexicon_match(lexicon, words, &cue, &size);
    if (status == ATTEST_OK && size == words.size) {
        *lemma = cue->lemma;
        return ATTEST_OK;
    }
    status = attest_i_arena_copy(runner->context->arena, words, lemma);
    char *bytes = (char *)lemma->data;
    for (size_t i = 0; status == ATTEST_OK && i < lemma->size; i++) {
        bytes[i] = bytes[i] >= 'A' && bytes[i] <= 'Z' ? (char)(bytes[i] + 32) : bytes[i];
    }
    return status;
}

static enum attest_status make_attribution(struct runner *runner, const attest_i_rule_make *make)
{
    attest_view text;
    attest_span speaker = {0, 0};
    attest_span cue;
    attest_span content;
    attest_attribution made;
    memset(&made, 0, sizeof made);
    if (!field_text(runner, make, "content", &text, &content) || content.begin >= content.end) {
        return ATTEST_OK;
    }
    made.content = &content;
    made.content_count = 1;
    enum attest_status status = ATTEST_OK;
    made.speaker.entity = ATTEST_NO_INDEX;
    if (field_text(runner, make, "speaker", &text, &speaker)) {
        status = make_participant(runner, text, &speaker, &made.speaker);
    }
    if (status == ATTEST_OK && field_text(runner, make, "cue", &made.cue, &cue)) {
        made.cue_spans = &cue;
        made.cue_span_count = cue.begin < cue.end;
        status = find_lemma(runner, make, made.cue, &made.cue_lemma);
    }
    uint32_t kind = is_quotation(runner, content)        ? ATTEST_ATTRIBUTION_DIRECT
                    : touches_quotation(runner, content) ? ATTEST_ATTRIBUTION_MIXED
                                                         : ATTEST_ATTRIBUTION_INDIRECT;
    made.kind = (enum attest_attribution_kind)field_choice(make, "kind", attest_i_rule_attribution_names, kind);
    made.stance = (enum attest_stance)field_choice(make, "stance", attest_i_rule_stance_names, ATTEST_STANCE_ASSERTS);
    made.reported_by = ATTEST_NO_INDEX;
    made.sentence = runner->sentence;
    made.rule = attest_i_rule_id(runner->match.rule);
    made.confidence = confidence_of(runner->match.rule);
    return status == ATTEST_OK ? attest_i_builder_attribution(runner->context->builder, &made, NULL) : status;
}

static uint32_t content_size(const attest_attribution *attribution)
{
    uint32_t size = 0;
    for (size_t i = 0; i < attribution->content_count; i++) {
        size += attribution->content[i].end - attribution->content[i].begin;
    }
    return size;
}

static int says(const attest_attribution *attribution, attest_span span)
{
    for (size_t i = 0; i < attribution->content_count; i++) {
        if (attest_span_contains(attribution->content[i], span)) {
            return 1;
        }
    }
    return 0;
}

/* Whether layer `a` is further in than `b`: it says less; of two that say the same, the one that the other reports. */
static int is_inner(const attest_attribution *a, const attest_attribution *b)
{
    uint32_t left = content_size(a);
    uint32_t right = content_size(b);
    return left != right ? left < right : a->recipient < b->recipient;
}

/* The attributions whose content holds `span`, innermost first. */
static size_t find_chain(const struct runner *runner, attest_span span, uint32_t chain[LAYERS_MAX])
{
    attest_i_builder *builder = runner->context->builder;
    size_t count = 0;
    for (size_t i = 0; i < attest_i_builder_attribution_count(builder); i++) {
        const attest_attribution *layer = attest_i_builder_attribution_at(builder, i);
        if (!says(layer, span)) {
            continue;
        }
        if (count == LAYERS_MAX) {
            attest_i_builder_limit_hit(builder);
            break;
        }
        size_t at = count++;
        while (at > 0 && is_inner(layer, attest_i_builder_attribution_at(builder, chain[at - 1]))) {
            chain[at] = chain[at - 1];
            at--;
        }
        chain[at] = (uint32_t)i;
    }
    return count;
}

/* The arguments of a claim: fields whose names are roles. `spans` keeps where they stand. */
static enum attest_status make_arguments(struct runner *runner, const attest_i_rule_make *make,
                                         attest_argument *arguments, attest_span *spans, size_t *count)
{
    uint32_t first_preposition = attest_i_name_find(attest_i_rule_argument_names, attest_view_of(FIRST_PREPOSITION));
    *count = 0;
    for (size_t i = 0; i < make->field_count && *count < ARGUMENTS_MAX; i++) {
        attest_view role = make->fields[i].name;
        uint32_t number = attest_i_name_find(attest_i_rule_argument_names, role);
        attest_view text;
        if (number == ATTEST_NO_INDEX ||
            !field_text(runner, make, attest_i_rule_argument_names[number], &text, &spans[*count])) {
            continue;
        }
        attest_argument *argument = &arguments[*count];
        argument->role = role;
        argument->preposition = number >= first_preposition ? role : (attest_view){NULL, 0};
        enum attest_status status = make_participant(runner, text, &spans[*count], &argument->participant);
        if (status != ATTEST_OK) {
            return status;
        }
        *count += 1;
    }
    return ATTEST_OK;
}

static enum attest_status make_claim(struct runner *runner, const attest_i_rule_make *make)
{
    attest_view subject;
    attest_view predicate;
    attest_view object;
    attest_span spans[3];
    attest_argument arguments[ARGUMENTS_MAX];
    attest_span argument_spans[ARGUMENTS_MAX];
    uint32_t chain[LAYERS_MAX];
    attest_claim claim;
    memset(&claim, 0, sizeof claim);
    if (!field_text(runner, make, "subject", &subject, &spans[0]) ||
        !field_text(runner, make, "predicate", &predicate, &spans[1])) {
        return ATTEST_OK;
    }
    enum attest_status status = make_participant(runner, subject, &spans[0], &claim.subject);
    if (status == ATTEST_OK) {
        status = find_lemma(runner, make, predicate, &claim.predicate_lemma);
    }
    if (status == ATTEST_OK && field_text(runner, make, "object", &object, &spans[2])) {
        claim.has_object = 1;
        status = make_participant(runner, object, &spans[2], &claim.object);
    }
    if (status == ATTEST_OK) {
        status = make_arguments(runner, make, arguments, argument_spans, &claim.argument_count);
    }
    if (status != ATTEST_OK) {
        return status;
    }
    if (spans[1].begin < spans[1].end) {
        claim.predicate = predicate;
        claim.predicate_spans = &spans[1];
        claim.predicate_span_count = 1;
    }
    claim.sentence = runner->sentence;
    claim.evidence = &runner->match.span;
    claim.evidence_count = 1;
    claim.arguments = arguments;
    claim.polarity =
        (enum attest_polarity)field_choice(make, "polarity", attest_i_rule_polarity_names, ATTEST_AFFIRMED);
    claim.modality =
        (enum attest_modality)field_choice(make, "modality", attest_i_rule_modality_names, ATTEST_MODALITY_ASSERTED);
    claim.attributions = chain;
    claim.attribution_count = find_chain(runner, runner->match.span, chain);
    claim.quoted = touches_quotation(runner, runner->match.span);
    claim.rule = attest_i_rule_id(runner->match.rule);
    claim.confidence = confidence_of(runner->match.rule);
    return attest_i_builder_claim(runner->context->builder, &claim, NULL);
}

/* Mentions first, so that the claims of the same match find their entities; then attributions, then claims. */
static enum attest_status make_all(struct runner *runner)
{
    static enum attest_status (*const makers[ATTEST_I_MAKE_COUNT])(struct runner *, const attest_i_rule_make *) = {
        [ATTEST_I_MAKE_MENTION] = make_mention,
        [ATTEST_I_MAKE_ATTRIBUTION] = make_attribution,
        [ATTEST_I_MAKE_CLAIM] = make_claim,
    };
    static const enum attest_i_rule_action order[] = {ATTEST_I_MAKE_MENTION, ATTEST_I_MAKE_ATTRIBUTION,
                                                      ATTEST_I_MAKE_CLAIM};
    for (size_t k = 0; k < sizeof order / sizeof order[0]; k++) {
        for (size_t i = 0; i < attest_i_rule_make_count(runner->match.rule); i++) {
            const attest_i_rule_make *make = attest_i_rule_make_at(runner->match.rule, i);
            enum attest_status status = make->action == order[k] ? makers[order[k]](runner, make) : ATTEST_OK;
            if (status != ATTEST_OK) {
                return status;
            }
        }
    }
    return ATTEST_OK;
}

/* The sentences that the match touches, as one span. Sentences are in order and do not overlap. */
static attest_span sentences_around(const attest_i_context *context, attest_span span)
{
    size_t low = 0;
    size_t high = context->sentence_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (context->sentences[middle].span.end <= span.begin) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    attest_span around = span;
    for (size_t i = low; i < context->sentence_count && context->sentences[i].span.begin < span.end; i++) {
        attest_span sentence = context->sentences[i].span;
        around.begin = sentence.begin < around.begin ? sentence.begin : around.begin;
        around.end = sentence.end > around.end ? sentence.end : around.end;
    }
    return around;
}

static enum attest_status run_over(struct runner *runner, const attest_i_rule *rule, attest_span scope)
{
    uint32_t from = scope.begin;
    while (from < scope.end) {
        enum attest_status status =
            attest_i_matcher_find(runner->matcher, rule, runner->text, scope, from, &runner->match);
        if (status != ATTEST_OK) {
            return status == ATTEST_NONE ? ATTEST_OK : status;
        }
        from = attest_i_match_next(&runner->match, runner->text);
        if (runner->match.span.begin == runner->match.span.end) {
            continue;
        }
        runner->sentence = sentences_around(runner->context, runner->match.span);
        status = make_all(runner);
        if (status != ATTEST_OK) {
            return status;
        }
    }
    return ATTEST_OK;
}

static int is_running(enum attest_i_zone_kind kind)
{
    return kind == ATTEST_I_ZONE_BODY || kind == ATTEST_I_ZONE_STANDFIRST;
}

static enum attest_status run_rule(struct runner *runner, const attest_i_rule *rule)
{
    const attest_i_context *context = runner->context;
    enum attest_i_rule_scope scope = attest_i_rule_scope_of(rule);
    enum attest_status status = ATTEST_OK;
    if (scope == ATTEST_I_SCOPE_SENTENCE) {
        for (size_t i = 0; i < context->sentence_count && status == ATTEST_OK; i++) {
            status = run_over(runner, rule, context->sentences[i].span);
        }
        return status;
    }
    for (size_t i = 0; i < context->zone_count && status == ATTEST_OK; i++) {
        const attest_i_zone *zone = &context->zones[i];
        int wanted = scope == ATTEST_I_SCOPE_HEADLINE ? zone->kind == ATTEST_I_ZONE_HEADLINE : is_running(zone->kind);
        if (wanted) {
            status = run_over(runner, rule, zone->span);
        }
    }
    return status;
}

static int makes_of_these(const attest_i_rule *rule)
{
    for (size_t i = 0; i < attest_i_rule_make_count(rule); i++) {
        enum attest_i_rule_action action = attest_i_rule_make_at(rule, i)->action;
        if (action == ATTEST_I_MAKE_MENTION || action == ATTEST_I_MAKE_ATTRIBUTION || action == ATTEST_I_MAKE_CLAIM) {
            return 1;
        }
    }
    return 0;
}

enum attest_status attest_i_stage_user_rules(attest_i_context *context)
{
    struct runner runner;
    const attest_i_rule *rule = NULL;
    enum attest_status status = ATTEST_OK;
    memset(&runner, 0, sizeof runner);
    runner.context = context;
    runner.text = attest_document_text(context->document);
    while (status == ATTEST_OK && (rule = attest_i_ruleset_next(context->rules, (attest_view){NULL, 0}, rule))) {
        if (!makes_of_these(rule)) {
            continue;
        }
        if (!runner.matcher) {
            status = attest_i_matcher_new(&runner.matcher, context->rules, context->builder);
            status = status == ATTEST_OK ? attest_i_text_quotes(context, &runner.quotes) : status;
        }
        if (status == ATTEST_OK) {
            status = run_rule(&runner, rule);
        }
    }
    attest_i_matcher_free(runner.matcher);
    return status;
}
