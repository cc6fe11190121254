/* Zones: what each part of an article is. Rules in ontology/rules tell boilerplate, bylines and datelines; what depends on the
 * neighbours (headline, standfirst, section headings) is told here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "extract/headline.h"
#include "extract/rule_match.h"
#include "extract/sentences.h"
#include "extract/stage.h"
#include "language/segment.h"

/* Paragraphs from the start and from the end that rules with the scopes head and foot look at. */
#define HEAD_PARAGRAPHS 6U
#define FOOT_PARAGRAPHS 14U

/* Zone rules look at paragraphs up to this many bytes: what is longer is running text. */
#define RULE_PARAGRAPH_MAX 4000U

/* Longest headline and section heading, in bytes and (heading) words. */
#define HEADLINE_MAX 250U
#define HEADING_MAX 120U
#define HEADING_WORDS_MAX 16U
/* A standfirst says in short what the article says: at most this long, and this share of its longer words returns later. */
#define STANDFIRST_MAX 450U
#define STANDFIRST_SHARE 0.6
/* Words of at least this many bytes count for that; at most so many are looked at. */
#define LONG_WORD 5U
#define LONG_WORDS_MAX 64U
/* Longest paragraph that the segmenter gets, in bytes. */
#define SEGMENT_MAX 100000U

/* Zone rules that one paragraph may need. */
#define ROUNDS_MAX 8U

/* A malloc'ed list in the making. */
struct zone_list {
    attest_i_zone *items;
    size_t count;
    size_t capacity;
};

struct zoner {
    attest_i_context *context;
    attest_view text;
    attest_i_matcher *matcher;
    attest_i_spans paragraphs;
    struct zone_list zones;
    size_t first; /* number of the first paragraph that is neither byline nor boilerplate */
    attest_view headline_rule;
    attest_view standfirst_rule;
    attest_view heading_rule;
};

static attest_view slice(const struct zoner *zoner, attest_span span)
{
    return (attest_view){zoner->text.data + span.begin, span.end - span.begin};
}

static enum attest_status add_zone(struct zoner *zoner, enum attest_i_zone_kind kind, attest_span span,
                                   attest_view rule, size_t paragraph)
{
    span = attest_i_span_trim(zoner->text, span);
    if (span.begin >= span.end) {
        return ATTEST_OK;
    }
    enum attest_status status = ATTEST_I_VECTOR_RESERVE(&zoner->zones, 1);
    if (status == ATTEST_OK) {
        attest_i_zone zone = {kind, span, rule, (uint32_t)paragraph};
        zoner->zones.items[zoner->zones.count++] = zone;
    }
    return status;
}

static uint32_t last_sign(const struct zoner *zoner, attest_span span)
{
    size_t at = span.end;
    while (at > span.begin) {
        uint32_t c = attest_i_utf8_previous(zoner->text, &at);
        if (c != '"' && c != '\'' && c != 0x201D && c != 0x2019 && c != ')' && c != ']') {
            return c;
        }
    }
    return 0;
}

static size_t word_count(const struct zoner *zoner, attest_span span)
{
    size_t count = 0;
    int inside = 0;
    for (uint32_t i = span.begin; i < span.end; i++) {
        int space = zoner->text.data[i] == ' ' || zoner->text.data[i] == '\t' || zoner->text.data[i] == '\n';
        count += !space && !inside;
        inside = !space;
    }
    return count;
}

static int starts_like_a_title(const struct zoner *zoner, attest_span span)
{
    size_t at = span.begin;
    while (at < span.end) {
        uint32_t c = attest_i_utf8_next(zoner->text, &at);
        if (u_isalnum((UChar32)c)) {
            return !u_islower((UChar32)c);
        }
        if (c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2022 || c == '*') {
            return 0;
        }
    }
    return 0;
}

/* Same text, letters and digits only, whatever their case. */
static int same_words(attest_view a, attest_view b)
{
    size_t i = 0;
    size_t j = 0;
    for (;;) {
        uint32_t left = 0;
        uint32_t right = 0;
        while (i < a.size && !u_isalnum((UChar32)left)) {
            left = attest_i_utf8_next(a, &i);
        }
        while (j < b.size && !u_isalnum((UChar32)right)) {
            right = attest_i_utf8_next(b, &j);
        }
        left = u_isalnum((UChar32)left) ? left : 0;
        right = u_isalnum((UChar32)right) ? right : 0;
        if (u_foldCase((UChar32)left, U_FOLD_CASE_DEFAULT) != u_foldCase((UChar32)right, U_FOLD_CASE_DEFAULT)) {
            return 0;
        }
        if (left == 0) {
            return 1;
        }
    }
}

static int is_headline(const struct zoner *zoner, size_t index)
{
    attest_span span = zoner->paragraphs.items[index];
    attest_view title = attest_document_metadata(zoner->context->document)->title;
    if (title.size && same_words(title, slice(zoner, span))) {
        return 1;
    }
    if (title.size || zoner->paragraphs.count - index < 3 || span.end - span.begin > HEADLINE_MAX ||
        word_count(zoner, span) < 2 || !starts_like_a_title(zoner, span)) {
        return 0;
    }
    uint32_t last = last_sign(zoner, span);
    return last != '.' && last != ':' && last != ';' && last != ',' && last != 0x2026;
}

/* Somebody's words: a quotation, or a question with a clause before it. */
static int is_speech(const struct zoner *zoner, attest_span span)
{
    attest_view text = slice(zoner, span);
    size_t at = 0;
    uint32_t first = attest_i_utf8_next(text, &at);
    int quotes = first == '"' || first == 0x201C || first == 0xAB;
    return quotes || (last_sign(zoner, span) == '?' && memchr(text.data, ',', text.size) != NULL);
}

/* A short paragraph without a full stop, before running text. */
static int is_heading(const struct zoner *zoner, size_t index)
{
    attest_span span = zoner->paragraphs.items[index];
    if (index == 0 || index + 1 >= zoner->paragraphs.count || span.end - span.begin > HEADING_MAX ||
        word_count(zoner, span) > HEADING_WORDS_MAX || !starts_like_a_title(zoner, span) || is_speech(zoner, span)) {
        return 0;
    }
    attest_span next = zoner->paragraphs.items[index + 1];
    uint32_t after = last_sign(zoner, next);
    uint32_t last = last_sign(zoner, span);
    uint32_t sign = (unsigned char)zoner->text.data[span.end - 1];
    int open = u_isalnum((UChar32)last) || last == '?' || (last == '!' && sign == '!');
    attest_view running = slice(zoner, next);
    int runs = after == '.' || after == '?' || after == '!' || after == 0x2026 || after == ':' ||
               memmem(running.data, running.size, ". ", 2) != NULL;
    return open && runs && next.end - next.begin > span.end - span.begin;
}

static int is_long_word(attest_view word)
{
    return word.size >= LONG_WORD;
}

/* Share of the longer words of `span` that `other` holds too. */
static double shared_words(const struct zoner *zoner, attest_span span, attest_span other)
{
    attest_view where = slice(zoner, other);
    size_t all = 0;
    size_t shared = 0;
    uint32_t begin = span.begin;
    for (uint32_t at = span.begin; at <= span.end && all < LONG_WORDS_MAX; at++) {
        unsigned char c = at < span.end ? (unsigned char)zoner->text.data[at] : ' ';
        if (c >= 0x80 || u_isalnum(c)) {
            continue;
        }
        attest_view word = {zoner->text.data + begin, at - begin};
        if (is_long_word(word)) {
            all++;
            shared += memmem(where.data, where.size, word.data, word.size) != NULL;
        }
        begin = at + 1;
    }
    return all ? (double)shared / (double)all : 0;
}

/* The paragraph after the headline that says in short what a later one says at length. */
static int is_standfirst(const struct zoner *zoner, size_t index)
{
    attest_span span = zoner->paragraphs.items[index];
    if (span.end - span.begin > STANDFIRST_MAX || zoner->paragraphs.count - index < 3) {
        return 0;
    }
    size_t last = index + HEAD_PARAGRAPHS < zoner->paragraphs.count ? index + HEAD_PARAGRAPHS : zoner->paragraphs.count;
    for (size_t i = index + 1; i < last; i++) {
        attest_span other = zoner->paragraphs.items[i];
        if (other.end - other.begin < RULE_PARAGRAPH_MAX && shared_words(zoner, span, other) >= STANDFIRST_SHARE) {
            return 1;
        }
    }
    return 0;
}

static int scope_applies(const struct zoner *zoner, enum attest_i_rule_scope scope, size_t index)
{
    switch (scope) {
    case ATTEST_I_SCOPE_LINE:
    case ATTEST_I_SCOPE_PARAGRAPH: return 1;
    case ATTEST_I_SCOPE_HEAD: return index < HEAD_PARAGRAPHS;
    case ATTEST_I_SCOPE_FOOT: return zoner->paragraphs.count - index <= FOOT_PARAGRAPHS && index > 0;
    default: return 0;
    }
}

static uint32_t zone_kind(const attest_i_rule *rule)
{
    for (size_t i = 0; i < attest_i_rule_make_count(rule); i++) {
        const attest_i_rule_make *make = attest_i_rule_make_at(rule, i);
        if (make->action == ATTEST_I_MAKE_ZONE) {
            return make->what;
        }
    }
    return ATTEST_I_ZONE_BODY;
}

/* The first rule, in file order, that finds a zone in text[rest]. The zone is the group "zone", or the whole match. */
static enum attest_status find_zone(struct zoner *zoner, size_t index, attest_span rest, attest_i_zone *zone)
{
    const attest_i_rule *rule = NULL;
    while ((rule = attest_i_ruleset_next_making(zoner->context->rules, ATTEST_I_MAKE_ZONE, rule))) {
        attest_i_match match;
        if (!scope_applies(zoner, attest_i_rule_scope_of(rule), index)) {
            continue;
        }
        enum attest_status status = attest_i_matcher_find(zoner->matcher, rule, zoner->text, rest, rest.begin, &match);
        if (status == ATTEST_NONE) {
            continue;
        }
        if (status != ATTEST_OK) {
            return status;
        }
        if (!attest_i_match_group(&match, ATTEST_VIEW("zone"), &zone->span)) {
            zone->span = match.span;
        }
        zone->span = attest_i_span_trim(zoner->text, zone->span);
        if (zone->span.begin < zone->span.end) {
            zone->kind = (enum attest_i_zone_kind)zone_kind(rule);
            zone->rule = attest_i_rule_id(rule);
            return ATTEST_OK;
        }
    }
    return ATTEST_NONE;
}

/* What is left of a paragraph once rules took their zones out. */
static enum attest_status add_rest(struct zoner *zoner, size_t index, attest_span rest)
{
    attest_span whole = zoner->paragraphs.items[index];
    int untouched = rest.begin == whole.begin && rest.end == whole.end;
    enum attest_i_zone_kind kind = ATTEST_I_ZONE_BODY;
    attest_view rule = {NULL, 0};
    if (untouched && index == zoner->first && is_headline(zoner, index)) {
        kind = ATTEST_I_ZONE_HEADLINE;
        rule = zoner->headline_rule;
    } else if (untouched && index == zoner->first + 1 && zoner->zones.count &&
               zoner->zones.items[zoner->zones.count - 1].kind == ATTEST_I_ZONE_HEADLINE &&
               is_standfirst(zoner, index)) {
        kind = ATTEST_I_ZONE_STANDFIRST;
        rule = zoner->standfirst_rule;
    } else if (untouched && index > zoner->first && is_heading(zoner, index)) {
        kind = ATTEST_I_ZONE_HEADING;
        rule = zoner->heading_rule;
    }
    return add_zone(zoner, kind, rest, rule, index);
}

/* Rules take zones out of a paragraph from its start, its end or its middle; text around them stays. */
static enum attest_status zone_piece(struct zoner *zoner, size_t index, attest_span rest, unsigned round)
{
    attest_i_zone zone;
    rest = attest_i_span_trim(zoner->text, rest);
    enum attest_status status = ATTEST_NONE;
    if (rest.begin < rest.end && rest.end - rest.begin <= RULE_PARAGRAPH_MAX && round < ROUNDS_MAX) {
        status = find_zone(zoner, index, rest, &zone);
    }
    if (status == ATTEST_NONE) {
        return add_rest(zoner, index, rest);
    }
    if (status == ATTEST_OK) {
        if (index == zoner->first && zone.span.begin == rest.begin && zone.span.end == rest.end &&
            zone.kind != ATTEST_I_ZONE_HEADLINE) {
            zoner->first++;
        }
        status = zone_piece(zoner, index, (attest_span){rest.begin, zone.span.begin}, ROUNDS_MAX);
    }
    if (status == ATTEST_OK) {
        status = add_zone(zoner, zone.kind, zone.span, zone.rule, index);
    }
    return status == ATTEST_OK ? zone_piece(zoner, index, (attest_span){zone.span.end, rest.end}, round + 1) : status;
}

/* A title that stands in the front matter is a headline too, unless the body opens with it. */
static enum attest_status add_title(struct zoner *zoner)
{
    const attest_document *document = zoner->context->document;
    attest_span title = attest_document_title_span(document);
    if (title.begin >= title.end || title.end > attest_document_body(document).begin) {
        return ATTEST_OK;
    }
    for (size_t i = 0; i < zoner->paragraphs.count && i < HEAD_PARAGRAPHS; i++) {
        if (same_words(slice(zoner, title), slice(zoner, zoner->paragraphs.items[i]))) {
            return ATTEST_OK;
        }
    }
    return add_zone(zoner, ATTEST_I_ZONE_HEADLINE, title, zoner->headline_rule, ATTEST_NO_INDEX);
}

static int has_sentences(enum attest_i_zone_kind kind)
{
    return kind == ATTEST_I_ZONE_BODY || kind == ATTEST_I_ZONE_HEADLINE || kind == ATTEST_I_ZONE_STANDFIRST ||
           kind == ATTEST_I_ZONE_HEADING;
}

/* The language layer's segmenter cuts sentences, so that rules over trees later see the same ones. It takes a line end for the end of a sentence, so
 * that paragraphs of several lines and sentences of extreme length are left to the splitter of the surface. */
static enum attest_status find_sentences(struct zoner *zoner, attest_span zone, attest_i_spans *spans)
{
    attest_i_segmentation cut;
    if (zone.end - zone.begin > SEGMENT_MAX || memchr(zoner->text.data + zone.begin, '\n', zone.end - zone.begin)) {
        return attest_i_sentences_find(zoner->context->rules, zoner->text, zone, spans);
    }
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    enum attest_status status = attest_i_segment_text(zoner->text, zone, &arena, &cut);
    for (size_t i = 0; status == ATTEST_OK && i < cut.count; i++) {
        status = attest_i_spans_add(spans, zoner->text, cut.sentences[i].span);
    }
    attest_i_arena_clear(&arena);
    return status;
}

static enum attest_status add_sentences(struct zoner *zoner)
{
    attest_i_context *context = zoner->context;
    attest_i_spans spans = {0};
    uint32_t *zone_of = NULL;
    size_t capacity = 0;
    size_t done = 0;
    enum attest_status status = ATTEST_OK;
    for (size_t i = 0; i < zoner->zones.count && status == ATTEST_OK; i++) {
        if (!has_sentences(zoner->zones.items[i].kind)) {
            continue;
        }
        status = find_sentences(zoner, zoner->zones.items[i].span, &spans);
        void *grown = zone_of;
        if (status == ATTEST_OK) {
            status = attest_i_grow(&grown, &capacity, spans.count, sizeof *zone_of);
            zone_of = grown;
        }
        for (; status == ATTEST_OK && done < spans.count; done++) {
            zone_of[done] = (uint32_t)i;
        }
    }
    attest_i_extract_sentence *sentences = attest_i_arena_array(context->arena, spans.count, sizeof *sentences);
    status = status == ATTEST_OK && !sentences ? ATTEST_ERR_NOMEM : status;
    for (size_t i = 0; status == ATTEST_OK && i < spans.count; i++) {
        sentences[i].span = spans.items[i];
        sentences[i].zone = zone_of[i];
    }
    if (status == ATTEST_OK) {
        context->sentences = sentences;
        context->sentence_count = spans.count;
        for (size_t i = 0; i < spans.limit_hits; i++) {
            attest_i_builder_limit_hit(context->builder);
        }
    }
    attest_i_spans_clear(&spans);
    free(zone_of);
    return status;
}

static enum attest_status keep_zones(struct zoner *zoner)
{
    attest_i_zone *zones = attest_i_arena_array(zoner->context->arena, zoner->zones.count, sizeof *zones);
    if (!zones) {
        return ATTEST_ERR_NOMEM;
    }
    if (zoner->zones.count) {
        memcpy(zones, zoner->zones.items, zoner->zones.count * sizeof *zones);
    }
    zoner->context->zones = zones;
    zoner->context->zone_count = zoner->zones.count;
    return ATTEST_OK;
}

enum attest_status attest_i_stage_zones(attest_i_context *context)
{
    struct zoner zoner;
    memset(&zoner, 0, sizeof zoner);
    zoner.context = context;
    zoner.text = attest_document_text(context->document);
    zoner.headline_rule = attest_i_ruleset_procedure_id(context->rules, ATTEST_VIEW("headline"));
    zoner.standfirst_rule = attest_i_ruleset_procedure_id(context->rules, ATTEST_VIEW("standfirst"));
    zoner.heading_rule = attest_i_ruleset_procedure_id(context->rules, ATTEST_VIEW("heading"));
    enum attest_status status = attest_i_matcher_new(&zoner.matcher, context->rules, context->builder);
    if (status == ATTEST_OK) {
        status = attest_i_paragraphs_find(zoner.text, attest_document_body(context->document), &zoner.paragraphs);
    }
    if (status == ATTEST_OK) {
        status = add_title(&zoner);
    }
    for (size_t i = 0; i < zoner.paragraphs.count && status == ATTEST_OK; i++) {
        status = zone_piece(&zoner, i, zoner.paragraphs.items[i], 0);
    }
    if (status == ATTEST_OK) {
        status = keep_zones(&zoner);
    }
    if (status == ATTEST_OK) {
        status = attest_i_headline_recase(context, &context->cased);
    }
    if (status == ATTEST_OK) {
        status = add_sentences(&zoner);
    }
    attest_i_matcher_free(zoner.matcher);
    attest_i_spans_clear(&zoner.paragraphs);
    free(zoner.zones.items);
    return status;
}
