/* The value stage: all value rules over all sentences; of matches that overlap the longest wins. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/values.h"

#include <stdlib.h>
#include <string.h>

#include "extract/sentences.h"
#include "extract/values_read.h"

/* Matches looked at in one sentence; a text that has more is no prose. */
#define CANDIDATES_MAX 4000U

/* A match that gave a value, or (`nothing`) that only keeps others away. */
struct candidate {
    attest_i_timex timex;
    int nothing;
    uint32_t order; /* of the rule */
};

struct candidates {
    struct candidate *items;
    size_t count;
    size_t capacity;
};

struct valuer {
    attest_i_context *context;
    attest_i_reading reading; /* what all readings of the document share */
    attest_i_quotes quotes;
    struct candidates found;
    struct {
        attest_i_timex *items;
        size_t count;
        size_t capacity;
    } kept;
};

/* The part of a match that has the value: the group "value" if there is one, else all of it. */
static attest_span value_span(const attest_i_match *match)
{
    attest_span span;
    return attest_i_match_group(match, ATTEST_VIEW("value"), &span) ? span : match->span;
}

/* The first action of the rule that makes a value or nothing; NULL if it has none. */
static const attest_i_rule_make *value_make(const attest_i_rule *rule)
{
    for (size_t i = 0; i < attest_i_rule_make_count(rule); i++) {
        const attest_i_rule_make *make = attest_i_rule_make_at(rule, i);
        if (make->action == ATTEST_I_MAKE_VALUE || make->action == ATTEST_I_MAKE_NOTHING) {
            return make;
        }
    }
    return NULL;
}

/* Read one match. A value of a time that cannot be computed is the text of its own span. */
static enum attest_status read_match(attest_i_reading *reading, const attest_i_rule_make *make, attest_value *value)
{
    memset(value, 0, sizeof *value);
    reading->make = make;
    reading->match.span = value_span(&reading->match);
    return attest_i_value_read_by(make->what, reading, value);
}

enum attest_status attest_i_value_evaluate(const attest_i_reading *outer, attest_span span, attest_value *value)
{
    attest_i_reading reading = *outer;
    const attest_i_rule *rule = NULL;
    memset(value, 0, sizeof *value);
    if (outer->depth >= ATTEST_I_VALUE_DEPTH) {
        return ATTEST_NONE;
    }
    reading.depth++;
    while ((rule = attest_i_ruleset_next_making(reading.rules, ATTEST_I_MAKE_VALUE, rule))) {
        enum attest_status status =
            attest_i_matcher_find(reading.matcher, rule, reading.text, span, span.begin, &reading.match);
        if (status == ATTEST_NONE) {
            continue;
        }
        attest_span found = value_span(&reading.match);
        if (status == ATTEST_OK && (found.begin != span.begin || found.end != span.end)) {
            continue;
        }
        if (status == ATTEST_OK) {
            status = read_match(&reading, value_make(rule), value);
        }
        if (status != ATTEST_NONE) {
            return status;
        }
    }
    return ATTEST_NONE;
}

static enum attest_status add_candidate(struct valuer *valuer, const attest_i_reading *reading, uint32_t order)
{
    struct candidate candidate;
    memset(&candidate, 0, sizeof candidate);
    candidate.order = order;
    candidate.timex.span = value_span(&reading->match);
    candidate.timex.rule = attest_i_rule_id(reading->match.rule);
    const attest_i_rule_make *make = value_make(reading->match.rule);
    enum attest_status status = ATTEST_OK;
    if (make->action == ATTEST_I_MAKE_NOTHING) {
        candidate.nothing = 1;
    } else {
        attest_i_reading copy = *reading;
        copy.in_quote = attest_i_quote_around(&valuer->quotes, candidate.timex.span) != ATTEST_NO_INDEX;
        status = read_match(&copy, make, &candidate.timex.value);
    }
    if (status != ATTEST_OK || candidate.timex.span.begin >= candidate.timex.span.end) {
        return status == ATTEST_NONE ? ATTEST_OK : status;
    }
    status = ATTEST_I_VECTOR_RESERVE(&valuer->found, 1);
    if (status == ATTEST_OK) {
        valuer->found.items[valuer->found.count++] = candidate;
    }
    return status;
}

static enum attest_status find_candidates(struct valuer *valuer, const attest_i_rule *rule, uint32_t order)
{
    attest_i_reading *reading = &valuer->reading;
    uint32_t from = reading->sentence.begin;
    while (from < reading->sentence.end) {
        enum attest_status status =
            attest_i_matcher_find(reading->matcher, rule, reading->text, reading->sentence, from, &reading->match);
        if (status != ATTEST_OK) {
            return status == ATTEST_NONE ? ATTEST_OK : status;
        }
        if (valuer->found.count >= CANDIDATES_MAX) {
            attest_i_builder_limit_hit(valuer->context->builder);
            return ATTEST_OK;
        }
        from = attest_i_match_next(&reading->match, reading->text);
        status = add_candidate(valuer, reading, order);
        if (status != ATTEST_OK) {
            return status;
        }
    }
    return ATTEST_OK;
}

/* Longest first; then the one that begins first; then the rule that stands first. */
static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *left = a;
    const struct candidate *right = b;
    uint32_t left_size = left->timex.span.end - left->timex.span.begin;
    uint32_t right_size = right->timex.span.end - right->timex.span.begin;
    if (left_size != right_size) {
        return left_size > right_size ? -1 : 1;
    }
    if (left->timex.span.begin != right->timex.span.begin) {
        return left->timex.span.begin < right->timex.span.begin ? -1 : 1;
    }
    return (left->order > right->order) - (left->order < right->order);
}

static int compare_timexes(const void *a, const void *b)
{
    const attest_i_timex *left = a;
    const attest_i_timex *right = b;
    return (left->span.begin > right->span.begin) - (left->span.begin < right->span.begin);
}

/* Keep candidates greedily. `taken` marks the bytes of the sentence that are spoken for. */
static enum attest_status keep_best(struct valuer *valuer, char *taken)
{
    attest_span sentence = valuer->reading.sentence;
    size_t first = valuer->kept.count;
    if (valuer->found.count == 0) {
        return ATTEST_OK;
    }
    qsort(valuer->found.items, valuer->found.count, sizeof *valuer->found.items, compare_candidates);
    memset(taken, 0, sentence.end - sentence.begin);
    for (size_t i = 0; i < valuer->found.count; i++) {
        const struct candidate *candidate = &valuer->found.items[i];
        char *from = taken + (candidate->timex.span.begin - sentence.begin);
        size_t size = candidate->timex.span.end - candidate->timex.span.begin;
        if (memchr(from, 1, size)) {
            continue;
        }
        memset(from, 1, size);
        if (candidate->nothing) {
            continue;
        }
        enum attest_status status = ATTEST_I_VECTOR_RESERVE(&valuer->kept, 1);
        if (status != ATTEST_OK) {
            return status;
        }
        valuer->kept.items[valuer->kept.count++] = candidate->timex;
    }
    if (valuer->kept.count > first) { /* else there may be no array at all */
        qsort(valuer->kept.items + first, valuer->kept.count - first, sizeof *valuer->kept.items, compare_timexes);
    }
    return ATTEST_OK;
}

static enum attest_status read_sentence(struct valuer *valuer, attest_span sentence, char *taken)
{
    const attest_i_rule *rule = NULL;
    enum attest_status status = ATTEST_OK;
    uint32_t order = 0;
    valuer->reading.sentence = sentence;
    valuer->found.count = 0;
    while (status == ATTEST_OK && (rule = attest_i_ruleset_next(valuer->reading.rules, (attest_view){NULL, 0}, rule))) {
        order++;
        if (attest_i_rule_scope_of(rule) == ATTEST_I_SCOPE_SENTENCE && value_make(rule)) {
            status = find_candidates(valuer, rule, order);
        }
    }
    return status == ATTEST_OK ? keep_best(valuer, taken) : status;
}

/* Quotations are in order of their beginnings and properly nested, so that what is around a span is the last one that begins before it, or
 * one of those around that. */
uint32_t attest_i_quote_around(const attest_i_quotes *quotes, attest_span span)
{
    size_t low = 0;
    size_t high = quotes->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (quotes->items[middle].span.begin <= span.begin) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    uint32_t at = low ? (uint32_t)(low - 1) : ATTEST_NO_INDEX;
    while (at != ATTEST_NO_INDEX && !attest_span_contains(quotes->items[at].span, span)) {
        at = quotes->items[at].parent;
    }
    return at;
}

enum attest_status attest_i_text_quotes(const attest_i_context *context, attest_i_quotes *quotes)
{
    attest_i_spans paragraphs = {0};
    attest_view text = attest_document_text(context->document);
    enum attest_status status = attest_i_paragraphs_find(text, attest_document_body(context->document), &paragraphs);
    if (status == ATTEST_OK) {
        status = attest_i_quotation_find(text, paragraphs.items, paragraphs.count, context->arena, quotes);
    }
    attest_i_spans_clear(&paragraphs);
    return status;
}

static enum attest_status read_sentences(struct valuer *valuer)
{
    attest_i_context *context = valuer->context;
    char *taken = attest_i_arena_take(context->arena, ATTEST_I_SENTENCE_BYTES_MAX + 1);
    enum attest_status status = taken ? ATTEST_OK : ATTEST_ERR_NOMEM;
    for (size_t i = 0; i < context->sentence_count && status == ATTEST_OK; i++) {
        attest_span sentence = context->sentences[i].span;
        if (sentence.end - sentence.begin <= ATTEST_I_SENTENCE_BYTES_MAX) {
            status = read_sentence(valuer, sentence, taken);
        }
    }
    return status;
}

static enum attest_status keep_timexes(struct valuer *valuer)
{
    attest_i_timex *timexes = attest_i_arena_array(valuer->context->arena, valuer->kept.count, sizeof *timexes);
    if (!timexes) {
        return ATTEST_ERR_NOMEM;
    }
    if (valuer->kept.count) {
        memcpy(timexes, valuer->kept.items, valuer->kept.count * sizeof *timexes);
    }
    valuer->context->timexes = timexes;
    valuer->context->timex_count = valuer->kept.count;
    return ATTEST_OK;
}

enum attest_status attest_i_stage_values(attest_i_context *context)
{
    struct valuer valuer;
    memset(&valuer, 0, sizeof valuer);
    valuer.context = context;
    valuer.reading.rules = context->rules;
    /* Values end up in the extraction, so they live as long as it does. */
    valuer.reading.arena = attest_i_builder_arena(context->builder);
    valuer.reading.text = attest_document_text(context->document);
    valuer.reading.published = attest_i_date_parse(attest_document_metadata(context->document)->published);
    enum attest_status status = attest_i_matcher_new(&valuer.reading.matcher, context->rules, context->builder);
    if (status == ATTEST_OK) {
        status = attest_i_text_quotes(context, &valuer.quotes);
    }
    if (status == ATTEST_OK) {
        status = read_sentences(&valuer);
    }
    if (status == ATTEST_OK) {
        status = keep_timexes(&valuer);
    }
    attest_i_matcher_free(valuer.reading.matcher);
    free(valuer.found.items);
    free(valuer.kept.items);
    return status;
}
