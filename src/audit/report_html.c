/* The report as a page: self-contained, readable without scripts, in print, on a phone, and in the dark. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "audit/report.h"
#include "store/query_text.h"

static const char STYLE[] =
    ":root{color-scheme:light dark;--ink:#1d1d1f;--soft:#5b5b62;--line:#d8d8dd;--page:#fbfbfa;--card:#fff;"
    "--mark:#ffe89a;--warn:#a31621;--warnbg:#fbe9ea;--link:#0b57a4}\n"
    "@media(prefers-color-scheme:dark){:root{--ink:#e9e9ec;--soft:#a9a9b2;--line:#3a3a40;--page:#17171a;--card:#202024;"
    "--mark:#6b5600;--warn:#ff8f94;--warnbg:#3b2023;--link:#86bdf5}}\n"
    "*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--ink);font:1rem/1.55 Georgia,'Times New "
    "Roman',serif}\n"
    "main{max-width:46rem;margin:0 auto;padding:1.5rem 1rem 4rem}a{color:var(--link)}\n"
    "h1{font-size:1.7rem;line-height:1.2;margin:0 0 .3rem}h2{font-size:1.25rem;line-height:1.3;margin:0}\n"
    "h3{font-size:1.02rem;margin:0 0 .5rem;font-family:system-ui,sans-serif}p{margin:.4rem 0}\n"
    ".meta,.details,nav,.chain{font-family:system-ui,sans-serif;font-size:.87rem;color:var(--soft)}\n"
    ".source{margin-top:2.2rem;border-top:3px solid var(--ink);padding-top:.8rem}\n"
    ".claim{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.9rem 1rem;margin:1rem 0}\n"
    ".claim:target{outline:3px solid var(--link)}\n"
    ".tag{display:inline-block;font:600 .74rem/1.5 system-ui,sans-serif;letter-spacing:.03em;text-transform:uppercase;"
    "border:1px solid currentColor;border-radius:3px;padding:0 .4em;margin-right:.4em}.warn{color:var(--warn)}\n"
    "blockquote{margin:.6rem 0;padding-left:.9rem;border-left:3px solid "
    "var(--line)}mark{background:var(--mark);color:inherit;padding:.05em 0}\n"
    ".chain{list-style:none;display:flex;flex-wrap:wrap;gap:.15rem .5rem;padding:0;margin:.5rem 0}\n"
    ".chain li+li::before{content:'\\2190\\00a0';color:var(--soft)}.chain b{color:var(--ink)}\n"
    ".opposite{background:var(--warnbg);border-radius:4px;padding:.5rem .8rem;margin-top:.7rem}\n"
    ".opposite h4{font:600 .87rem system-ui,sans-serif;color:var(--warn);margin:0 0 .2rem}.opposite "
    "ul{margin:0;padding-left:1.1rem}\n"
    ".details{overflow-wrap:anywhere}table{border-collapse:collapse}\n"
    "@media "
    "print{body{background:#fff;font-size:10.5pt}main{max-width:none;padding:0}.claim{break-inside:avoid;border-color:#"
    "999}"
    "mark{background:none;font-weight:bold;text-decoration:underline}nav{display:none}}\n";

static void put(attest_i_buffer *buffer, const char *text)
{
    attest_i_buffer_append(buffer, attest_view_of(text));
}

static void put_text(attest_i_buffer *buffer, attest_view text)
{
    attest_i_text_xml(buffer, text);
}

/* Only web addresses become links: a source could name anything. */
static int is_web_address(attest_view url)
{
    return (url.size > 8 && memcmp(url.data, "https://", 8) == 0) ||
           (url.size > 7 && memcmp(url.data, "http://", 7) == 0);
}

static void put_run(void *user_data, attest_view text, int marked)
{
    attest_i_buffer *buffer = user_data;
    put(buffer, marked ? "<mark>" : "");
    put_text(buffer, text);
    put(buffer, marked ? "</mark>" : "");
}

static void put_tag(attest_i_buffer *buffer, attest_view text, int warn)
{
    put(buffer, warn ? "<span class=\"tag warn\">" : "<span class=\"tag\">");
    put_text(buffer, text);
    put(buffer, "</span>");
}

static void put_statement(attest_i_buffer *buffer, const attest_i_report_claim *claim, size_t number)
{
    attest_i_buffer_print(buffer, "<h3 id=\"h%zu\">", number);
    if (claim->negated) {
        put_tag(buffer, ATTEST_VIEW("not"), 1);
    }
    if (claim->modality.size && !attest_view_equal(claim->modality, ATTEST_VIEW("asserted"))) {
        put_tag(buffer, claim->modality, 1);
    }
    if (claim->quoted) {
        put_tag(buffer, ATTEST_VIEW("quoted"), 0);
    }
    if (!claim->selected) {
        put_tag(buffer, ATTEST_VIEW("the other side"), 0);
    }
    put_text(buffer, claim->subject);
    put(buffer, " — ");
    put_text(buffer, claim->predicate);
    if (claim->object.size) {
        put(buffer, " — ");
        put_text(buffer, claim->object);
    }
    put(buffer, "</h3>\n");
}

static void put_chain(attest_i_buffer *buffer, const attest_i_report_claim *claim)
{
    if (claim->layer_count == 0) {
        put(buffer, "<p class=\"meta\">In the article’s own voice.</p>\n");
        return;
    }
    put(buffer, "<ol class=\"chain\" aria-label=\"Who says it, innermost first\">");
    for (size_t i = 0; i < claim->layer_count; i++) {
        const attest_i_report_layer *layer = &claim->layers[i];
        put(buffer, "<li>");
        put(buffer, attest_i_report_stance_phrase(claim, layer));
        put(buffer, " <b>");
        put_text(buffer, layer->speaker.size ? layer->speaker : ATTEST_VIEW("somebody not named"));
        put(buffer, "</b>");
        if (layer->words.size) {
            put(buffer, " (“");
            put_text(buffer, layer->words);
            put(buffer, "”, ");
            put_text(buffer, layer->kind);
            put(buffer, layer->implicit ? ", carried over)" : ")");
        }
        put(buffer, "</li>");
    }
    put(buffer, "</ol>\n");
}

/* "She" is Ana Berg: why. */
static void put_resolved(attest_i_buffer *buffer, const attest_i_report_claim *claim)
{
    for (size_t i = 0; i < claim->resolved_count; i++) {
        const attest_i_report_resolution *resolved = &claim->resolved[i];
        put(buffer, "“");
        put_text(buffer, resolved->place.exact);
        put(buffer, "” is ");
        put_text(buffer, resolved->label);
        put(buffer, " (");
        put_text(buffer, resolved->how);
        if (resolved->antecedent.exact.size) {
            attest_i_buffer_print(buffer, ", characters %llu–%llu, from “", (unsigned long long)resolved->place.start,
                                  (unsigned long long)resolved->place.end);
            put_text(buffer, resolved->antecedent.exact);
            attest_i_buffer_print(buffer, "” at %llu–%llu", (unsigned long long)resolved->antecedent.start,
                                  (unsigned long long)resolved->antecedent.end);
        }
        if (resolved->rule.size) {
            put(buffer, ", rule <code>");
            put_text(buffer, resolved->rule);
            put(buffer, "</code>");
        }
        put(buffer, ")<br>");
    }
}

static void put_details(attest_i_buffer *buffer, const attest_i_report_claim *claim)
{
    put(buffer, "<p class=\"details\">");
    for (size_t i = 0; i < claim->argument_count; i++) {
        put(buffer, i ? "; " : "");
        put_text(buffer, claim->arguments[i].role);
        put(buffer, ": ");
        put_text(buffer, claim->arguments[i].text);
    }
    put(buffer, claim->argument_count ? "<br>" : "");
    put_resolved(buffer, claim);
    put(buffer, "Characters ");
    for (size_t i = 0; i < claim->evidence_count; i++) {
        attest_i_buffer_print(buffer, "%s%llu–%llu", i ? ", " : "", (unsigned long long)claim->evidence[i].start,
                              (unsigned long long)claim->evidence[i].end);
    }
    put(buffer, " · confidence ");
    put_text(buffer, claim->confidence);
    put(buffer, "<br>Rule <code>");
    put_text(buffer, claim->rule);
    put(buffer, claim->words_only ? "</code><br>Attribution <code>" : "</code><br>Claim <code>");
    put_text(buffer, claim->iri);
    put(buffer, "</code></p>\n");
}

static attest_view outlet(const attest_i_report_source *source)
{
    return source->publisher.size ? source->publisher : source->file.size ? source->file : source->iri;
}

static void put_opposites(attest_i_buffer *buffer, const attest_i_report *report, const attest_i_report_claim *claim)
{
    if (claim->opposite_count == 0) {
        return;
    }
    put(buffer, "<div class=\"opposite\"><h4>Who says the opposite</h4><ul>");
    for (size_t i = 0; i < claim->opposite_count; i++) {
        const attest_i_report_claim *other = &report->claims[claim->opposite[i]];
        const attest_i_report_source *source = &report->sources[other->source];
        attest_i_buffer_print(buffer, "<li><a href=\"#c%u\">", (unsigned)claim->opposite[i] + 1);
        if (other->layer_count && other->layers[0].speaker.size) {
            put_text(buffer, other->layers[0].speaker);
        } else {
            put_text(buffer, outlet(source));
        }
        put(buffer, "</a>, in ");
        put_text(buffer, outlet(source));
        if (source->published.size) {
            put(buffer, " (");
            put_text(buffer, source->published);
            put(buffer, ")");
        }
        put(buffer, ": “");
        put_text(buffer, other->evidence_count ? other->evidence[0].exact : ATTEST_VIEW(""));
        put(buffer, "”</li>");
    }
    put(buffer, "</ul></div>\n");
}

static void put_claim(attest_i_buffer *buffer, const attest_i_report *report, size_t index)
{
    const attest_i_report_claim *claim = &report->claims[index];
    attest_i_buffer_print(buffer, "<article class=\"claim\" id=\"c%zu\" aria-labelledby=\"h%zu\">\n", index + 1,
                          index + 1);
    put_statement(buffer, claim, index + 1);
    put(buffer, "<blockquote>");
    attest_i_report_runs(claim, put_run, buffer);
    put(buffer, "</blockquote>\n");
    put_chain(buffer, claim);
    put_details(buffer, claim);
    put_opposites(buffer, report, claim);
    put(buffer, "</article>\n");
}

static void put_source(attest_i_buffer *buffer, const attest_i_report_source *source)
{
    put(buffer, "<section class=\"source\">\n<h2>");
    put_text(buffer, source->title.size ? source->title : source->iri);
    put(buffer, "</h2>\n<p class=\"meta\">");
    put_text(buffer, outlet(source));
    if (source->published.size) {
        put(buffer, " · <time>");
        put_text(buffer, source->published);
        put(buffer, "</time>");
    }
    if (source->url.size) {
        put(buffer, " · ");
        if (is_web_address(source->url)) {
            put(buffer, "<a rel=\"noreferrer\" href=\"");
            put_text(buffer, source->url);
            put(buffer, "\">");
        }
        put_text(buffer, source->url);
        put(buffer, is_web_address(source->url) ? "</a>" : "");
    }
    put(buffer, "<br>Source <code>");
    put_text(buffer, source->digest.size ? source->digest : source->iri);
    put(buffer, "</code></p>\n");
}

static void put_subject(attest_i_buffer *buffer, const attest_i_report *report)
{
    for (size_t i = 0; i < report->request->term_count; i++) {
        put(buffer, i ? ", " : "");
        put_text(buffer, attest_view_of(report->request->terms[i]));
    }
    put_text(buffer, attest_view_of(report->request->claim));
}

static void put_head(attest_i_buffer *buffer, const attest_i_report *report)
{
    put(buffer, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                "'unsafe-inline'\">\n<title>Audit: ");
    put_subject(buffer, report);
    put(buffer, "</title>\n<style>\n");
    put(buffer, STYLE);
    put(buffer, "</style>\n</head>\n<body>\n<main>\n<h1>Audit: ");
    put_subject(buffer, report);
    put(buffer, "</h1>\n<p>");
    if (report->selected_count == 0) {
        put(buffer, "No claim of this dataset matches.");
    } else {
        attest_i_buffer_print(buffer, "%zu claim%s in %zu source%s; %zu contradicted by another.",
                              report->selected_count, report->selected_count == 1 ? "" : "s", report->selected_sources,
                              report->selected_sources == 1 ? "" : "s", report->contradicted_count);
    }
    put(buffer, " Marked words are the evidence, as it stands in the source.</p>\n");
}

/* Words that made no claim of the report, one card each. */
static void put_statements(attest_i_buffer *buffer, const attest_i_report *report)
{
    put(buffer, report->statement_count ? "<section class=\"source\">\n<h2>Also said, without a claim in this "
                                          "report</h2>\n"
                                        : "");
    for (size_t i = 0; i < report->statement_count; i++) {
        const attest_i_report_claim *statement = &report->statements[i];
        const attest_i_report_source *source = &report->sources[statement->source];
        size_t number = report->claim_count + i + 1;
        attest_i_buffer_print(buffer,
                              "<article class=\"claim\" id=\"c%zu\" aria-labelledby=\"h%zu\">\n<h3 id=\"h%zu\">",
                              number, number, number);
        if (statement->quoted) {
            put_tag(buffer, ATTEST_VIEW("quoted"), 0);
        }
        put_text(buffer, source->title.size ? source->title : outlet(source));
        put(buffer, source->published.size ? ", <time>" : "");
        put_text(buffer, source->published);
        put(buffer, source->published.size ? "</time></h3>\n<blockquote>" : "</h3>\n<blockquote>");
        attest_i_report_runs(statement, put_run, buffer);
        put(buffer, "</blockquote>\n");
        put_chain(buffer, statement);
        put_details(buffer, statement);
        put(buffer, "</article>\n");
    }
    put(buffer, report->statement_count ? "</section>\n" : "");
}

void attest_i_report_write_html(const attest_i_report *report, attest_i_buffer *buffer)
{
    put_head(buffer, report);
    for (size_t i = 0; i < report->claim_count; i++) {
        if (i == 0 || report->claims[i - 1].source != report->claims[i].source) {
            put(buffer, i ? "</section>\n" : "");
            put_source(buffer, &report->sources[report->claims[i].source]);
        }
        put_claim(buffer, report, i);
    }
    put(buffer, report->claim_count ? "</section>\n" : "");
    put_statements(buffer, report);
    put(buffer, "</main>\n</body>\n</html>\n");
}
