/* The report for a terminal or a mail: wrapped, evidence in brackets, warnings first. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "audit/report.h"
#include "base/utf8.h"
#include "store/display.h"

/* Columns that a line may take. */
#define WIDTH 90

/* Zero-width marks in a flow; text of sources cannot hold them, since its control characters become spaces. */
#define MARK_STRONG '\x01'
#define MARK_WARN '\x02'
#define MARK_DIM '\x03'
#define MARK_END '\x04'

struct page {
    const attest_i_report *report;
    attest_i_buffer *output;
    attest_i_buffer flow; /* the paragraph at hand */
};

/* Text of the dataset: control characters, escape sequences of terminals among them, become spaces. */
static void add_text(struct page *page, attest_view text)
{
    for (size_t offset = 0; offset < text.size;) {
        size_t begin = offset;
        uint32_t codepoint = attest_i_utf8_next(text, &offset);
        if (codepoint < 0x20 || (codepoint >= 0x7f && codepoint < 0xa0)) {
            attest_i_buffer_byte(&page->flow, ' ');
        } else {
            attest_i_buffer_append(&page->flow, (attest_view){text.data + begin, offset - begin});
        }
    }
}

static void add(struct page *page, const char *text)
{
    attest_i_buffer_append(&page->flow, attest_view_of(text));
}

static void add_mark(struct page *page, char mark)
{
    attest_i_buffer_byte(&page->flow, mark);
}

/* Write a word, with marks as colours if there are any. */
static void put_word(struct page *page, attest_view word)
{
    static const char *const COLOURS[] = {
        [MARK_STRONG] = "\033[1m", [MARK_WARN] = "\033[1;31m", [MARK_DIM] = "\033[2m", [MARK_END] = "\033[0m"};
    for (size_t i = 0; i < word.size; i++) {
        unsigned char byte = (unsigned char)word.data[i];
        if (byte >= MARK_STRONG && byte <= MARK_END) {
            attest_i_buffer_append(page->output, attest_view_of(page->report->request->colour ? COLOURS[byte] : ""));
        } else {
            attest_i_buffer_byte(page->output, (char)byte);
        }
    }
}

static void indent(struct page *page, size_t columns)
{
    while (columns-- > 0) {
        attest_i_buffer_byte(page->output, ' ');
    }
}

/* Write the flow as a paragraph, broken at spaces; words that are too long, addresses above all, stay whole. */
static void put_flow(struct page *page, size_t first, size_t rest)
{
    attest_view flow = attest_i_buffer_view(&page->flow);
    size_t column = first;
    int begun = 0;
    indent(page, first);
    for (size_t at = 0; at < flow.size;) {
        while (at < flow.size && flow.data[at] == ' ') {
            at++;
        }
        size_t begin = at;
        while (at < flow.size && flow.data[at] != ' ') {
            at++;
        }
        attest_view word = {flow.data + begin, at - begin};
        size_t width = attest_i_display_width(word);
        if (begun && column + 1 + width > WIDTH) {
            attest_i_buffer_byte(page->output, '\n');
            indent(page, rest);
            column = rest;
        } else if (begun && word.size) {
            attest_i_buffer_byte(page->output, ' ');
            column++;
        }
        put_word(page, word);
        column += width;
        begun = 1;
    }
    attest_i_buffer_byte(page->output, '\n');
    attest_i_buffer_reset(&page->flow);
}

static void add_run(void *user_data, attest_view text, int marked)
{
    struct page *page = user_data;
    if (marked) {
        add(page, "⟦");
        add_mark(page, MARK_STRONG);
    }
    add_text(page, text);
    if (marked) {
        add_mark(page, MARK_END);
        add(page, "⟧");
    }
}

static void add_quoted(struct page *page, attest_view text)
{
    add(page, "“");
    add_text(page, text);
    add(page, "”");
}

static void add_upper(struct page *page, attest_view text)
{
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.data[i];
        attest_i_buffer_byte(&page->flow, (char)(byte >= 'a' && byte <= 'z' ? byte - ('a' - 'A') : byte));
    }
}

/* What must be known before the claim is read: that it is negated or hedged. Both are set side by side, since the claim
   does not tell which ranges over the other ("cannot leave", "may not leave"). */
static void add_warnings(struct page *page, const attest_i_report_claim *claim)
{
    int hedged = claim->modality.size && !attest_view_equal(claim->modality, ATTEST_VIEW("asserted"));
    if (!claim->negated && !hedged) {
        return;
    }
    add_mark(page, MARK_WARN);
    add(page, claim->negated ? "NOT" : "");
    add(page, claim->negated && hedged ? " + " : "");
    if (hedged) {
        add_upper(page, claim->modality);
    }
    add(page, ":");
    add_mark(page, MARK_END);
    add(page, " ");
}

static void put_statement(struct page *page, const attest_i_report_claim *claim, size_t number)
{
    char head[32];
    snprintf(head, sizeof head, "[%zu] ", number);
    add(page, head);
    add_warnings(page, claim);
    add_text(page, claim->subject);
    add(page, " — ");
    add_text(page, claim->predicate);
    if (claim->object.size) {
        add(page, " — ");
        add_text(page, claim->object);
    }
    for (size_t i = 0; i < claim->argument_count; i++) {
        add(page, i ? "; " : " (");
        add_text(page, claim->arguments[i].role);
        add(page, ": ");
        add_text(page, claim->arguments[i].text);
    }
    add(page, claim->argument_count ? ")" : "");
    put_flow(page, 2, 6);
}

static void add_layer(struct page *page, const attest_i_report_claim *claim, const attest_i_report_layer *layer)
{
    add(page, attest_i_report_stance_phrase(claim, layer));
    add(page, " ");
    if (layer->speaker.size) {
        add_mark(page, MARK_STRONG);
        add_text(page, layer->speaker);
        add_mark(page, MARK_END);
    } else {
        add(page, "somebody not named");
    }
    if (layer->words.size) {
        add(page, " (");
        add_quoted(page, layer->words);
        add(page, ", ");
        add_text(page, layer->kind);
        add(page, layer->implicit ? ", carried over)" : ")");
    }
}

static void add_chain(struct page *page, const attest_i_report_claim *claim)
{
    for (size_t i = 0; i < claim->layer_count; i++) {
        add(page, i ? " ← " : "");
        add_layer(page, claim, &claim->layers[i]);
    }
    if (claim->layer_count == 0) {
        add(page, "in the article's own voice");
    }
}

/* The rule's id without the IRI before it. */
static void add_rule(struct page *page, attest_view rule)
{
    const char *mark = rule.size ? memrchr(rule.data, '#', rule.size) : NULL;
    if (mark) {
        rule = (attest_view){mark + 1, rule.size - (size_t)(mark + 1 - rule.data)};
    }
    add_text(page, rule);
}

/* "She" is Ana Berg: why. */
static void put_resolved(struct page *page, const attest_i_report_claim *claim)
{
    for (size_t i = 0; i < claim->resolved_count; i++) {
        const attest_i_report_resolution *resolved = &claim->resolved[i];
        char text[64];
        add_mark(page, MARK_DIM);
        add_quoted(page, resolved->place.exact);
        add(page, " is ");
        add_text(page, resolved->label);
        add(page, " (");
        add_text(page, resolved->how);
        if (resolved->antecedent.exact.size) {
            add(page, ", from ");
            add_quoted(page, resolved->antecedent.exact);
            snprintf(text, sizeof text, " at %llu–%llu", (unsigned long long)resolved->antecedent.start,
                     (unsigned long long)resolved->antecedent.end);
            add(page, text);
        }
        if (resolved->rule.size) {
            add(page, ", rule ");
            add_rule(page, resolved->rule);
        }
        add(page, ")");
        add_mark(page, MARK_END);
        put_flow(page, 6, 8);
    }
}

static void put_details(struct page *page, const attest_i_report_claim *claim)
{
    char text[64];
    add_mark(page, MARK_DIM);
    add(page, claim->quoted ? "in quotation marks · " : "");
    add(page, claim->evidence_count ? "characters " : "");
    for (size_t i = 0; i < claim->evidence_count; i++) {
        snprintf(text, sizeof text, "%s%llu–%llu", i ? ", " : "", (unsigned long long)claim->evidence[i].start,
                 (unsigned long long)claim->evidence[i].end);
        add(page, text);
    }
    add(page, " · confidence ");
    add_text(page, claim->confidence);
    add(page, " · rule ");
    add_rule(page, claim->rule);
    add_mark(page, MARK_END);
    put_flow(page, 6, 6);
    add_mark(page, MARK_DIM);
    add_text(page, claim->iri);
    add_mark(page, MARK_END);
    put_flow(page, 6, 6);
}

/* "Harbour Post, 2024-03-01" */
static void add_outlet(struct page *page, const attest_i_report_source *source)
{
    attest_view name = source->publisher.size ? source->publisher : source->file.size ? source->file : source->iri;
    add_text(page, name);
    if (source->published.size) {
        add(page, ", ");
        add_text(page, source->published);
    }
}

static void put_opposites(struct page *page, const attest_i_report_claim *claim)
{
    const attest_i_report *report = page->report;
    for (size_t i = 0; i < claim->opposite_count; i++) {
        const attest_i_report_claim *other = &report->claims[claim->opposite[i]];
        char head[48];
        snprintf(head, sizeof head, "[%u] ", (unsigned)claim->opposite[i] + 1);
        add_mark(page, MARK_WARN);
        add(page, "Opposite:");
        add_mark(page, MARK_END);
        add(page, " ");
        add(page, head);
        add_outlet(page, &report->sources[other->source]);
        add(page, ": ");
        if (other->evidence_count) {
            add_quoted(page, other->evidence[0].exact);
            add(page, ", ");
        }
        add_chain(page, other);
        put_flow(page, 6, 8);
    }
}

/* The sentence with its words marked, and who says it. */
static void put_words(struct page *page, const attest_i_report_claim *claim)
{
    add(page, "│ ");
    attest_i_report_runs(claim, add_run, page);
    put_flow(page, 6, 8);
    add_chain(page, claim);
    put_flow(page, 6, 8);
}

static void put_claim(struct page *page, const attest_i_report_claim *claim, size_t number)
{
    put_statement(page, claim, number);
    put_words(page, claim);
    put_resolved(page, claim);
    put_details(page, claim);
    put_opposites(page, claim);
    attest_i_buffer_byte(page->output, '\n');
}

static void put_source(struct page *page, const attest_i_report_source *source)
{
    add_mark(page, MARK_STRONG);
    add_text(page, source->title.size ? source->title : source->iri);
    add_mark(page, MARK_END);
    put_flow(page, 0, 2);
    add_outlet(page, source);
    put_flow(page, 0, 2);
    if (source->url.size) {
        add_text(page, source->url);
        put_flow(page, 0, 2);
    }
    attest_i_buffer_byte(page->output, '\n');
}

static void put_head(struct page *page)
{
    const attest_i_report *report = page->report;
    char text[160];
    add_mark(page, MARK_STRONG);
    add(page, "Audit:");
    add_mark(page, MARK_END);
    add(page, " ");
    for (size_t i = 0; i < report->request->term_count; i++) {
        add(page, i ? ", " : "");
        add_text(page, attest_view_of(report->request->terms[i]));
    }
    add_text(page, attest_view_of(report->request->claim ? report->request->claim : ""));
    put_flow(page, 0, 2);
    if (report->selected_count == 0) {
        add(page, "No claim of this dataset matches.");
    } else {
        snprintf(text, sizeof text, "%zu claim%s in %zu source%s; %zu contradicted by another.", report->selected_count,
                 report->selected_count == 1 ? "" : "s", report->selected_sources,
                 report->selected_sources == 1 ? "" : "s", report->contradicted_count);
        add(page, text);
    }
    put_flow(page, 0, 2);
}

static void put_rule(attest_i_buffer *buffer)
{
    for (size_t i = 0; i < WIDTH; i++) {
        attest_i_buffer_append(buffer, ATTEST_VIEW("─"));
    }
    attest_i_buffer_byte(buffer, '\n');
}

/* Words that made no claim of the report. */
static void put_statements(struct page *page)
{
    const attest_i_report *report = page->report;
    for (size_t i = 0; i < report->statement_count; i++) {
        const attest_i_report_claim *statement = &report->statements[i];
        const attest_i_report_source *source = &report->sources[statement->source];
        char head[32];
        if (i == 0) {
            attest_i_buffer_append(page->output, report->claim_count ? ATTEST_VIEW("") : ATTEST_VIEW("\n"));
            put_rule(page->output);
            add(page, "Also said, without a claim in this report");
            put_flow(page, 0, 2);
            attest_i_buffer_byte(page->output, '\n');
        }
        snprintf(head, sizeof head, "[%zu] ", report->claim_count + i + 1);
        add(page, head);
        add_outlet(page, source);
        add(page, source->title.size ? ": " : "");
        add_text(page, source->title);
        put_flow(page, 2, 6);
        put_words(page, statement);
        put_details(page, statement);
        attest_i_buffer_byte(page->output, '\n');
    }
}

void attest_i_report_write_text(const attest_i_report *report, attest_i_buffer *buffer)
{
    struct page page = {report, buffer, {NULL, 0, 0, ATTEST_OK}};
    put_head(&page);
    for (size_t i = 0; i < report->claim_count; i++) {
        const attest_i_report_claim *claim = &report->claims[i];
        if (i == 0 || report->claims[i - 1].source != claim->source) {
            attest_i_buffer_append(buffer, i ? ATTEST_VIEW("") : ATTEST_VIEW("\n"));
            put_rule(buffer);
            put_source(&page, &report->sources[claim->source]);
        }
        put_claim(&page, claim, i + 1);
    }
    put_statements(&page);
    if (page.flow.status != ATTEST_OK) {
        buffer->status = page.flow.status;
    }
    attest_i_buffer_clear(&page.flow);
}
