/* Attribution: drafts become attributions, and the claims that somebody said something. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "extract/names.h"
#include "extract/rule_match.h"

/* Bytes between a cue and a time of saying ("said late on Friday"). */
#define TIME_DISTANCE 48

static const struct {
    const char *procedure;
    double confidence;
} rules[] = {
#define RULE_ROW(constant, procedure, confidence) {procedure, confidence},
    ATTEST_I_ATTRIBUTION_RULES(RULE_ROW)
#undef RULE_ROW
};

/* One draft on its way out. Arrays are in the scratch arena. */
struct emission {
    attest_i_context *context;
    const attest_i_page *page;
    const attest_i_drafts *drafts;
    const attest_i_draft *draft;
    attest_span *content;
    size_t content_count;
    attest_participant speaker;
    attest_view lemma;
    attest_attribution attribution;
    uint32_t index; /* of the attribution, and of the claim that it was made; ATTEST_NO_INDEX: none */
    uint32_t claim;
};

static int order_spans(const void *a, const void *b)
{
    const attest_span *left = a;
    const attest_span *right = b;
    return (left->begin > right->begin) - (left->begin < right->begin);
}

static enum attest_status gather_content(struct emission *emission)
{
    const attest_i_content *contents = emission->drafts->contents.items;
    size_t count = 0;
    for (uint32_t i = emission->draft->first_content; i != ATTEST_NO_INDEX; i = contents[i].next) {
        count++;
    }
    emission->content = attest_i_arena_array(emission->context->arena, count, sizeof *emission->content);
    if (!emission->content) {
        return ATTEST_ERR_NOMEM;
    }
    for (uint32_t i = emission->draft->first_content; i != ATTEST_NO_INDEX; i = contents[i].next) {
        emission->content[emission->content_count++] = contents[i].span;
    }
    qsort(emission->content, count, sizeof *emission->content, order_spans);
    return ATTEST_OK;
}

/* When it was said: a time right behind the cue or the speaker. */
static attest_value time_of(const struct emission *emission)
{
    const attest_i_context *context = emission->context;
    uint32_t from = emission->draft->cue_span.end;
    if (emission->draft->has_speaker && !emission->draft->implicit) {
        attest_span speaker = emission->speaker.spans[0];
        from = speaker.begin > from && speaker.begin < from + TIME_DISTANCE ? speaker.end : from;
    }
    size_t low = 0;
    size_t high = context->timex_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (context->timexes[middle].span.begin < from) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    attest_value none = {0};
    uint32_t limit = emission->page->items[emission->page->clauses[emission->draft->clause].end - 1].span.end;
    for (size_t i = low; from && i < context->timex_count && context->timexes[i].span.begin < from + TIME_DISTANCE &&
                         context->timexes[i].span.end <= limit;
         i++) {
        attest_span span = context->timexes[i].span;
        enum attest_value_kind kind = context->timexes[i].value.kind;
        int temporal = kind >= ATTEST_VALUE_YEAR && kind <= ATTEST_VALUE_INTERVAL;
        for (size_t k = 0; k < emission->content_count; k++) {
            int between = emission->content[k].begin >= from && emission->content[k].begin <= span.begin;
            if (between || attest_span_overlaps(emission->content[k], span)) {
                return none;
            }
        }
        if (temporal) {
            return context->timexes[i].value;
        }
    }
    return none;
}

/* Text of the pieces, joined by one space. */
static enum attest_status join_pieces(const struct emission *emission, attest_view *text)
{
    size_t size = 0;
    for (size_t i = 0; i < emission->content_count; i++) {
        size += emission->content[i].end - emission->content[i].begin + 1U;
    }
    char *bytes = attest_i_arena_take(emission->context->arena, size + 1);
    if (!bytes) {
        return ATTEST_ERR_NOMEM;
    }
    *text = (attest_view){bytes, 0};
    for (size_t i = 0; i < emission->content_count; i++) {
        attest_span span = emission->content[i];
        if (i) {
            bytes[text->size++] = ' ';
        }
        memcpy(bytes + text->size, emission->page->text.data + span.begin, span.end - span.begin);
        text->size += span.end - span.begin;
    }
    return ATTEST_OK;
}

static attest_span sentence_of(const struct emission *emission)
{
    const attest_i_clause *clause = &emission->page->clauses[emission->draft->clause];
    return (attest_span){emission->page->items[clause->begin].span.begin,
                         emission->page->items[clause->end - 1].span.end};
}

/* That they would not say it is a claim of the article: speaker - cue - content. What they did say needs none: the attribution
 * tells it. */
static enum attest_status emit_claim(struct emission *emission)
{
    const attest_i_draft *draft = emission->draft;
    attest_span *evidence =
        attest_i_arena_array(emission->context->arena, emission->content_count + 2, sizeof *evidence);
    attest_view text;
    if (!evidence) {
        return ATTEST_ERR_NOMEM;
    }
    size_t count = 0;
    if (emission->speaker.span_count) {
        evidence[count++] = emission->speaker.spans[0];
    }
    if (draft->cue_span.end) {
        evidence[count++] = draft->cue_span;
    }
    memcpy(evidence + count, emission->content, emission->content_count * sizeof *evidence);
    count += emission->content_count;
    qsort(evidence, count, sizeof *evidence, order_spans);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) { /* a speaker within the content: one piece */
        if (kept && evidence[i].begin < evidence[kept - 1].end) {
            evidence[kept - 1].end =
                evidence[i].end > evidence[kept - 1].end ? evidence[i].end : evidence[kept - 1].end;
        } else {
            evidence[kept++] = evidence[i];
        }
    }
    enum attest_status status = join_pieces(emission, &text);
    if (status != ATTEST_OK) {
        return status;
    }
    attest_claim claim = {
        .sentence = emission->attribution.sentence,
        .evidence = evidence,
        .evidence_count = kept,
        .subject = emission->speaker,
        .predicate = emission->attribution.cue,
        /* "according to Bee": she says so. */
        .predicate_lemma =
            draft->cue && draft->cue->pos == ATTEST_I_CUE_PREPOSITION ? ATTEST_VIEW("say") : emission->lemma,
        .predicate_spans = draft->cue_span.end ? &draft->cue_span : NULL,
        .predicate_span_count = draft->cue_span.end ? 1 : 0,
        .object = {.spans = emission->content,
                   .span_count = emission->content_count,
                   .text = text,
                   .label = text,
                   .entity = ATTEST_NO_INDEX,
                   .value = {.kind = ATTEST_VALUE_TEXT, .lexical = text}},
        .has_object = 1,
        .polarity = draft->negated ? ATTEST_NEGATED : ATTEST_AFFIRMED,
        .modality = (enum attest_modality)draft->modality,
        .rule = emission->attribution.rule,
        .confidence = emission->attribution.confidence,
    };
    return attest_i_builder_claim(emission->context->builder, &claim, &emission->claim);
}

/* "told the Harbour Post": the outlet that was told is a layer further out. */
static enum attest_status emit_recipient(struct emission *emission)
{
    const attest_i_page *page = emission->page;
    attest_span told = emission->draft->addressee;
    const attest_i_clause *clause = &page->clauses[emission->draft->clause];
    uint32_t begin = clause->begin;
    while (begin < clause->end && page->items[begin].span.begin < told.begin) {
        begin++;
    }
    uint32_t end = begin;
    int outlet = 0;
    while (end < clause->end && page->items[end].span.end <= told.end) {
        outlet |= attest_i_item_is_name(page, end) && attest_i_item_is(page, end, ATTEST_I_WORD(OUTLET));
        end++;
    }
    if (!outlet || end == begin) {
        return ATTEST_OK;
    }
    attest_i_phrase phrase = {begin, end, begin, end};
    attest_attribution layer = emission->attribution;
    enum attest_status status =
        attest_i_names_participant(emission->context, page, &phrase, emission->draft->clause, &layer.speaker);
    layer.recipient = 1;
    if (status == ATTEST_OK) {
        status = attest_i_builder_attribution(emission->context->builder, &layer, &emission->attribution.reported_by);
    }
    return status;
}

static int is_quoted(const attest_i_page *page, uint32_t item)
{
    return attest_i_item_spells(page, item, "quoted") || attest_i_item_spells(page, item, "cited");
}

/* Item of "by" in "Bee, quoted by the Harbour Post, said" and "Bee was quoted as saying by the Harbour Post"; 0: there is none. */
static uint32_t quoter_at(const struct emission *emission, const attest_i_clause *clause)
{
    const attest_i_page *page = emission->page;
    uint32_t at = emission->draft->speaker.end;
    if (at + 3 < clause->end && attest_i_item_is_mark(page, at, ',') && is_quoted(page, at + 1) &&
        attest_i_item_spells(page, at + 2, "by")) {
        return at + 2;
    }
    int quoted = 0;
    while (at < clause->end && page->items[at].span.begin < emission->draft->cue_span.end) {
        quoted |= page->items[at].kind == ATTEST_I_ITEM_WORD && is_quoted(page, at);
        at++;
    }
    return quoted && at + 1 < clause->end && attest_i_item_spells(page, at, "by") ? at : 0;
}

/* Who quotes the speaker: a layer further out, with a cue of its own. */
static enum attest_status emit_quoter(struct emission *emission)
{
    const attest_i_page *page = emission->page;
    const attest_i_clause *clause = &page->clauses[emission->draft->clause];
    uint32_t by = quoter_at(emission, clause);
    attest_i_phrase phrase;
    if (by == 0 || !attest_i_phrase_at(page, by + 1, clause->end, &phrase)) {
        return ATTEST_OK;
    }
    uint32_t first = is_quoted(page, by - 1) ? by - 1 : by;
    attest_span *cue = attest_i_arena_take(emission->context->arena, sizeof *cue);
    if (!cue) {
        return ATTEST_ERR_NOMEM;
    }
    *cue = (attest_span){page->items[first].span.begin, page->items[by].span.end};
    attest_attribution layer = emission->attribution;
    layer.cue = attest_document_slice(emission->context->document, *cue);
    layer.cue_lemma = ATTEST_VIEW("quote");
    layer.cue_spans = cue;
    layer.stance = ATTEST_STANCE_ASSERTS;
    enum attest_status status =
        attest_i_names_participant(emission->context, page, &phrase, emission->draft->clause, &layer.speaker);
    return status == ATTEST_OK
               ? attest_i_builder_attribution(emission->context->builder, &layer, &emission->attribution.reported_by)
               : status;
}

/* Shown with the participle that identifies it; what it denotes stays that of the noun, not of a name in the participle's phrase. */
static enum attest_status widen_speaker(struct emission *emission)
{
    attest_span *span = attest_i_arena_take(emission->context->arena, sizeof *span);
    if (!span) {
        return ATTEST_ERR_NOMEM;
    }
    *span = (attest_span){emission->speaker.spans[0].begin,
                          emission->page->items[emission->draft->speaker_end - 1].span.end};
    emission->speaker.spans = span;
    emission->speaker.text = attest_document_slice(emission->context->document, *span);
    return ATTEST_OK;
}

static enum attest_status emit_speaker(struct emission *emission)
{
    const attest_i_draft *draft = emission->draft;
    if (!draft->has_speaker) {
        emission->speaker = (attest_participant){.entity = ATTEST_NO_INDEX};
        return ATTEST_OK;
    }
    enum attest_status status = draft->antecedent.end > draft->antecedent.begin
                                    ? attest_i_names_relative(emission->context, emission->page, &draft->speaker,
                                                              &draft->antecedent, draft->clause, &emission->speaker)
                                    : attest_i_names_participant(emission->context, emission->page, &draft->speaker,
                                                                 draft->clause, &emission->speaker);
    if (status == ATTEST_OK && draft->speaker_end > draft->speaker.end && emission->speaker.span_count == 1) {
        status = widen_speaker(emission);
    }
    if (draft->implicit) { /* understood, not written here */
        emission->speaker.spans = NULL;
        emission->speaker.span_count = 0;
        emission->speaker.head = (attest_span){0, 0};
    }
    return status;
}

static enum attest_status emit_draft(struct emission *emission)
{
    const attest_i_draft *draft = emission->draft;
    int forbidden =
        draft->negated && draft->modality == ATTEST_MODALITY_REQUIRED; /* "they must not discuss the case" */
    if (forbidden ||
        attest_i_ruleset_procedure_is_off(emission->context->rules, attest_view_of(rules[draft->rule].procedure))) {
        return ATTEST_OK;
    }
    enum attest_status status = gather_content(emission);
    status = status == ATTEST_OK ? emit_speaker(emission) : status;
    if (status != ATTEST_OK || emission->content_count == 0) {
        return status;
    }
    emission->lemma = draft->declines ? ATTEST_VIEW("decline to say")
                      : draft->cue    ? draft->cue->lemma
                                      : ATTEST_VIEW("say");
    enum attest_stance stance = draft->declines ? ATTEST_STANCE_DECLINES
                                : draft->cue    ? draft->cue->stance
                                                : ATTEST_STANCE_ASSERTS;
    emission->attribution = (attest_attribution){
        .speaker = emission->speaker,
        .cue = attest_document_slice(emission->context->document, draft->cue_span),
        .cue_lemma = emission->lemma,
        .cue_spans = draft->cue_span.end ? &draft->cue_span : NULL,
        .cue_span_count = draft->cue_span.end ? 1 : 0,
        .content = emission->content,
        .content_count = emission->content_count,
        .kind = (enum attest_attribution_kind)draft->kind,
        .stance = draft->negated && (stance == ATTEST_STANCE_ASSERTS || stance == ATTEST_STANCE_DENIES)
                      ? ATTEST_STANCE_DECLINES
                      : stance,
        .implicit = draft->implicit,
        .reported_by = ATTEST_NO_INDEX,
        .time = time_of(emission),
        .sentence = sentence_of(emission),
        .rule = attest_i_ruleset_procedure_id(emission->context->rules, attest_view_of(rules[draft->rule].procedure)),
        .confidence = rules[draft->rule].confidence,
    };
    if (draft->addressee.end) {
        status = emit_recipient(emission);
    }
    if (status == ATTEST_OK && draft->has_speaker && !draft->implicit &&
        emission->attribution.reported_by == ATTEST_NO_INDEX) {
        status = emit_quoter(emission);
    }
    if (status == ATTEST_OK) {
        status = attest_i_builder_attribution(emission->context->builder, &emission->attribution, &emission->index);
    }
    int declines = draft->negated || draft->declines;
    return status == ATTEST_OK && draft->has_speaker && declines ? emit_claim(emission) : status;
}

enum attest_status attest_i_attribution_emit(attest_i_context *context, const attest_i_page *page,
                                             const attest_i_drafts *drafts)
{
    enum attest_status status = ATTEST_OK;
    uint32_t *indices = attest_i_arena_array(context->arena, 2 * drafts->drafts.count, sizeof *indices);
    if (!indices) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < drafts->drafts.count && status == ATTEST_OK; i++) {
        struct emission emission = {.context = context,
                                    .page = page,
                                    .drafts = drafts,
                                    .draft = &drafts->drafts.items[i],
                                    .index = ATTEST_NO_INDEX,
                                    .claim = ATTEST_NO_INDEX};
        status = emit_draft(&emission);
        indices[2 * i] = emission.index;
        indices[2 * i + 1] = emission.claim;
    }
    for (size_t i = 0; i < drafts->drafts.count && status == ATTEST_OK; i++) {
        const attest_i_cue *cue = drafts->drafts.items[i].cue;
        int rests = cue && (cue->frames & ATTEST_I_FRAME_SOURCE || attest_i_layers_rest_on(page, drafts, i));
        if (rests && indices[2 * i] != ATTEST_NO_INDEX) {
            attest_i_layers_cite(context->document, context->builder, indices[2 * i], indices[2 * i + 1]);
        }
    }
    if (status == ATTEST_OK) {
        attest_i_layers_nest(context->builder);
    }
    for (size_t i = 0; i < drafts->drafts.count && status == ATTEST_OK; i++) {
        if (indices[2 * i] != ATTEST_NO_INDEX && indices[2 * i + 1] != ATTEST_NO_INDEX) {
            status = attest_i_layers_claim(context->builder, indices[2 * i], indices[2 * i + 1]);
        }
    }
    return status;
}
