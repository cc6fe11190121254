/* The report for programs: one JSON object. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "audit/report.h"
#include "store/query_text.h"

static void key(attest_i_buffer *buffer, const char *name, int first)
{
    attest_i_buffer_print(buffer, "%s\"%s\":", first ? "" : ",", name);
}

/* A string, or null if there is nothing. */
static void text(attest_i_buffer *buffer, const char *name, attest_view value)
{
    key(buffer, name, 0);
    if (value.size) {
        attest_i_text_json(buffer, value);
    } else {
        attest_i_buffer_append(buffer, ATTEST_VIEW("null"));
    }
}

static void boolean(attest_i_buffer *buffer, const char *name, int value)
{
    key(buffer, name, 0);
    attest_i_buffer_append(buffer, value ? ATTEST_VIEW("true") : ATTEST_VIEW("false"));
}

static void write_piece(attest_i_buffer *buffer, const attest_i_report_piece *piece)
{
    attest_i_buffer_print(buffer, "{\"start\":%llu,\"end\":%llu", (unsigned long long)piece->start,
                          (unsigned long long)piece->end);
    text(buffer, "exact", piece->exact);
    text(buffer, "prefix", piece->prefix);
    text(buffer, "suffix", piece->suffix);
    attest_i_buffer_byte(buffer, '}');
}

static void write_layers(attest_i_buffer *buffer, const attest_i_report_claim *claim)
{
    key(buffer, "said", 0);
    attest_i_buffer_byte(buffer, '[');
    for (size_t i = 0; i < claim->layer_count; i++) {
        const attest_i_report_layer *layer = &claim->layers[i];
        attest_i_buffer_append(buffer, i ? ATTEST_VIEW(",{") : ATTEST_VIEW("{"));
        attest_i_buffer_print(buffer, "\"depth\":%zu", i + 1);
        text(buffer, "speaker", layer->speaker);
        text(buffer, "entity", layer->speaker_iri);
        text(buffer, "kind", layer->kind);
        text(buffer, "stance", layer->stance);
        text(buffer, "cue", layer->cue);
        text(buffer, "words", layer->words);
        boolean(buffer, "recipient", layer->recipient);
        boolean(buffer, "implicit", layer->implicit);
        attest_i_buffer_byte(buffer, '}');
    }
    attest_i_buffer_byte(buffer, ']');
}

static void write_arguments(attest_i_buffer *buffer, const attest_i_report_claim *claim)
{
    key(buffer, "arguments", 0);
    attest_i_buffer_byte(buffer, '[');
    for (size_t i = 0; i < claim->argument_count; i++) {
        attest_i_buffer_append(buffer, i ? ATTEST_VIEW(",{\"role\":") : ATTEST_VIEW("{\"role\":"));
        attest_i_text_json(buffer, claim->arguments[i].role);
        text(buffer, "text", claim->arguments[i].text);
        attest_i_buffer_byte(buffer, '}');
    }
    attest_i_buffer_byte(buffer, ']');
}

static void write_resolved(attest_i_buffer *buffer, const attest_i_report_claim *claim)
{
    key(buffer, "resolved", 0);
    attest_i_buffer_byte(buffer, '[');
    for (size_t i = 0; i < claim->resolved_count; i++) {
        const attest_i_report_resolution *resolved = &claim->resolved[i];
        attest_i_buffer_append(buffer, i ? ATTEST_VIEW(",{\"words\":") : ATTEST_VIEW("{\"words\":"));
        attest_i_text_json(buffer, resolved->place.exact);
        attest_i_buffer_print(buffer, ",\"start\":%llu,\"end\":%llu", (unsigned long long)resolved->place.start,
                              (unsigned long long)resolved->place.end);
        text(buffer, "denotes", resolved->label);
        text(buffer, "by", resolved->how);
        text(buffer, "rule", resolved->rule);
        key(buffer, "antecedent", 0);
        if (resolved->antecedent.exact.size) {
            write_piece(buffer, &resolved->antecedent);
        } else {
            attest_i_buffer_append(buffer, ATTEST_VIEW("null"));
        }
        attest_i_buffer_byte(buffer, '}');
    }
    attest_i_buffer_byte(buffer, ']');
}

static void write_evidence(attest_i_buffer *buffer, const attest_i_report_claim *claim)
{
    key(buffer, "sentence", 0);
    if (claim->sentence.exact.size) {
        write_piece(buffer, &claim->sentence);
    } else {
        attest_i_buffer_append(buffer, ATTEST_VIEW("null"));
    }
    key(buffer, "evidence", 0);
    attest_i_buffer_byte(buffer, '[');
    for (size_t i = 0; i < claim->evidence_count; i++) {
        attest_i_buffer_append(buffer, i ? ATTEST_VIEW(",") : ATTEST_VIEW(""));
        write_piece(buffer, &claim->evidence[i]);
    }
    attest_i_buffer_byte(buffer, ']');
}

/* Is a decimal, as the graph has it, a JSON number as well? */
static int is_number(attest_view value)
{
    size_t dots = 0;
    for (size_t i = 0; i < value.size; i++) {
        dots += value.data[i] == '.' && i > 0 && i + 1 < value.size;
        if (value.data[i] != '.' && (value.data[i] < '0' || value.data[i] > '9')) {
            return 0;
        }
    }
    return value.size > 0 && dots <= 1 && value.data[0] != '.' && value.data[value.size - 1] != '.' &&
           (value.data[0] != '0' || value.size == 1 || value.data[1] == '.');
}

static void write_confidence(attest_i_buffer *buffer, const attest_i_report_claim *claim)
{
    if (is_number(claim->confidence)) {
        key(buffer, "confidence", 0);
        attest_i_buffer_append(buffer, claim->confidence);
    } else {
        text(buffer, "confidence", claim->confidence);
    }
}

static void write_statement(attest_i_buffer *buffer, const attest_i_report *report,
                            const attest_i_report_claim *statement)
{
    const attest_i_report_source *source = &report->sources[statement->source];
    attest_i_buffer_append(buffer, ATTEST_VIEW("\n  {\"attribution\":"));
    attest_i_text_json(buffer, statement->iri);
    text(buffer, "source", source->iri);
    text(buffer, "publisher", source->publisher);
    text(buffer, "published", source->published);
    boolean(buffer, "quoted", statement->quoted);
    write_confidence(buffer, statement);
    text(buffer, "rule", statement->rule);
    write_layers(buffer, statement);
    write_evidence(buffer, statement);
    attest_i_buffer_byte(buffer, '}');
}

static void write_claim(attest_i_buffer *buffer, const attest_i_report *report, const attest_i_report_claim *claim)
{
    attest_i_buffer_append(buffer, ATTEST_VIEW("\n    {\"claim\":"));
    attest_i_text_json(buffer, claim->iri);
    boolean(buffer, "matched", claim->selected);
    text(buffer, "subject", claim->subject);
    text(buffer, "predicate", claim->predicate);
    text(buffer, "object", claim->object);
    write_arguments(buffer, claim);
    text(buffer, "polarity", claim->negated ? ATTEST_VIEW("negated") : ATTEST_VIEW("affirmed"));
    text(buffer, "modality", claim->modality);
    boolean(buffer, "denied", claim->denied);
    boolean(buffer, "quoted", claim->quoted);
    write_confidence(buffer, claim);
    text(buffer, "rule", claim->rule);
    write_layers(buffer, claim);
    write_evidence(buffer, claim);
    write_resolved(buffer, claim);
    key(buffer, "opposite", 0);
    attest_i_buffer_byte(buffer, '[');
    for (size_t i = 0; i < claim->opposite_count; i++) {
        attest_i_buffer_append(buffer, i ? ATTEST_VIEW(",") : ATTEST_VIEW(""));
        attest_i_text_json(buffer, report->claims[claim->opposite[i]].iri);
    }
    attest_i_buffer_append(buffer, ATTEST_VIEW("]}"));
}

static void write_source(attest_i_buffer *buffer, const attest_i_report_source *source)
{
    attest_i_buffer_append(buffer, ATTEST_VIEW("\n  {\"source\":"));
    attest_i_text_json(buffer, source->iri);
    text(buffer, "title", source->title);
    text(buffer, "publisher", source->publisher);
    text(buffer, "published", source->published);
    text(buffer, "url", source->url);
    text(buffer, "file", source->file);
    text(buffer, "digest", source->digest);
    key(buffer, "claims", 0);
    attest_i_buffer_byte(buffer, '[');
}

void attest_i_report_write_json(const attest_i_report *report, attest_i_buffer *buffer)
{
    attest_i_buffer_append(buffer, ATTEST_VIEW("{\"terms\":["));
    for (size_t i = 0; i < report->request->term_count; i++) {
        attest_i_buffer_append(buffer, i ? ATTEST_VIEW(",") : ATTEST_VIEW(""));
        attest_i_text_json(buffer, attest_view_of(report->request->terms[i]));
    }
    attest_i_buffer_byte(buffer, ']');
    text(buffer, "claim", attest_view_of(report->request->claim));
    attest_i_buffer_print(buffer, ",\"matched\":%zu,\"contradicted\":%zu,\"sources\":[", report->selected_count,
                          report->contradicted_count);
    for (size_t i = 0; i < report->claim_count; i++) {
        const attest_i_report_claim *claim = &report->claims[i];
        int begins = i == 0 || report->claims[i - 1].source != claim->source;
        if (begins) {
            attest_i_buffer_append(buffer, i ? ATTEST_VIEW("]},") : ATTEST_VIEW(""));
            write_source(buffer, &report->sources[claim->source]);
        } else {
            attest_i_buffer_byte(buffer, ',');
        }
        write_claim(buffer, report, claim);
    }
    attest_i_buffer_append(buffer, report->claim_count ? ATTEST_VIEW("]}\n]") : ATTEST_VIEW("]"));
    key(buffer, "statements", 0);
    attest_i_buffer_byte(buffer, '[');
    for (size_t i = 0; i < report->statement_count; i++) {
        attest_i_buffer_append(buffer, i ? ATTEST_VIEW(",") : ATTEST_VIEW(""));
        write_statement(buffer, report, &report->statements[i]);
    }
    attest_i_buffer_append(buffer, ATTEST_VIEW("]}\n"));
}
