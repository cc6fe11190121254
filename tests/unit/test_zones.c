/* Zones, paragraphs and sentences. What single rules tell is tested by their own examples. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "attest/source.h"
#include "extract/rule_names.h"
#include "extract/sentences.h"
#include "extract/stage.h"

/* A text with its zones, as text: "kind: words" a line. */
static void read_zones(const char *text, size_t size, char *out, size_t room, size_t *sentences)
{
    attest_ruleset *rules = NULL;
    attest_document *document = NULL;
    attest_i_builder *builder = NULL;
    attest_i_arena arena;
    size_t used = 0;
    attest_i_arena_init(&arena);
    cr_assert_eq(attest_ruleset_new(&rules, NULL, 0, NULL), ATTEST_OK);
    cr_assert_eq(attest_document_from_bytes(&document, (attest_view){text, size}, "case", NULL, NULL), ATTEST_OK);
    cr_assert_eq(attest_i_builder_new(&builder, document), ATTEST_OK);
    attest_i_context context = {.document = document, .rules = rules, .builder = builder, .arena = &arena};
    cr_assert_eq(attest_i_stage_zones(&context), ATTEST_OK);
    uint32_t last = 0;
    out[0] = '\0';
    for (size_t i = 0; i < context.zone_count && used < room; i++) {
        const attest_i_zone *zone = &context.zones[i];
        attest_view words = attest_document_slice(document, zone->span);
        cr_assert(zone->span.begin >= last && zone->span.begin < zone->span.end, "zones in order");
        cr_assert((zone->kind == ATTEST_I_ZONE_BODY) == (zone->rule.size == 0), "every zone has its rule");
        last = zone->span.end;
        used += (size_t)snprintf(out + used, room - used, "%s: %.*s\n", attest_i_zone_names[zone->kind],
                                 (int)words.size, words.data);
    }
    for (size_t i = 0; i < context.sentence_count; i++) {
        cr_assert(attest_span_contains(context.zones[context.sentences[i].zone].span, context.sentences[i].span));
        cr_assert_leq(context.sentences[i].span.end - context.sentences[i].span.begin, ATTEST_I_SENTENCE_BYTES_MAX);
    }
    *sentences = context.sentence_count;
    attest_i_builder_free(builder);
    attest_i_arena_clear(&arena);
    attest_document_free(document);
    attest_ruleset_free(rules);
}

static void expect_zones(const char *text, const char *expected)
{
    char found[4000];
    size_t sentences;
    read_zones(text, strlen(text), found, sizeof found, &sentences);
    cr_expect_str_eq(found, expected, "expected\n%sfound\n%s", expected, found);
}

Test(zones, an_article_in_parts)
{
    expect_zones(
        "Harbour reopens after storm\nBy Ann Bee and Carl Dee\nBEIRUT (Harbour News) — The port reopened on Friday. "
        "Ships left.\n"
        "Read more: Ferries are full\nWhat comes next\nThe mayor said that works would go on until May.\n"
        "The Post’s Eve Gee contributed reporting.\n© 2024 Harbour News\n",
        "headline: Harbour reopens after storm\nbyline: By Ann Bee and Carl Dee\ndateline: BEIRUT (Harbour News) —\n"
        "body: The port reopened on Friday. Ships left.\nboilerplate: Read more: Ferries are full\nheading: What comes "
        "next\n"
        "body: The mayor said that works would go on until May.\nboilerplate: The Post’s Eve Gee contributed "
        "reporting.\n"
        "boilerplate: © 2024 Harbour News\n");
}

Test(zones, boilerplate_before_the_headline)
{
    expect_zones("5 min read\nShare on Facebook\nHarbour reopens after storm\nThe port reopened on Friday.\nShips left "
                 "the port.\n",
                 "boilerplate: 5 min read\nboilerplate: Share on Facebook\nheadline: Harbour reopens after storm\n"
                 "body: The port reopened on Friday.\nbody: Ships left the port.\n");
}

Test(zones, title_of_the_metadata)
{
    expect_zones("---\ntitle: The harbour is open.\n---\nThe harbour is open.\nThe port reopened on Friday.\n",
                 "headline: The harbour is open.\nbody: The port reopened on Friday.\n");
    expect_zones(
        "---\ntitle: The harbour is open\n---\nThe port reopened on Friday\nShips left the port.\nAll is well.\n",
        "headline: The harbour is open\nbody: The port reopened on Friday\nbody: Ships left the port.\nbody: All is "
        "well.\n");
}

Test(zones, wrapped_text_is_joined)
{
    expect_zones("The port of the city reopened for all ships on Friday\nafter a storm that had lasted for the better "
                 "part of a\nweek.\n\n"
                 "Ships left.\n",
                 "body: The port of the city reopened for all ships on Friday\nafter a storm that had lasted for the "
                 "better part of a\n"
                 "week.\nbody: Ships left.\n");
}

Test(zones, one_line_is_running_text)
{
    expect_zones("The port reopened", "body: The port reopened\n");
    expect_zones("  \xC2\xA0 The port \t", "body: The port\n");
}

Test(zones, a_huge_line_is_cut_into_sentences)
{
    size_t size = 2000000;
    char *text = malloc(size);
    char found[100];
    size_t sentences = 0;
    cr_assert_not_null(text);
    memset(text, 'a', size);
    for (size_t i = 99; i < size; i += 100) {
        text[i] = ' ';
    }
    read_zones(text, size, found, sizeof found, &sentences);
    cr_assert_geq(sentences, size / ATTEST_I_SENTENCE_BYTES_MAX);
    memset(text, '.', size);
    read_zones(text, size, found, sizeof found, &sentences);
    free(text);
}

static int mark_at(const char *text)
{
    return strncmp(text, "¦", 2) == 0;
}

Test(zones, sentences_of_news)
{
    static char line[2000];
    attest_ruleset *rules = NULL;
    FILE *file = fopen("tests/suite/sentences/news.txt", "r");
    cr_assert_not_null(file);
    cr_assert_eq(attest_ruleset_new(&rules, NULL, 0, NULL), ATTEST_OK);
    while (fgets(line, sizeof line, file)) {
        char text[2000];
        char found[3000] = "";
        size_t size = 0;
        size_t used = 0;
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '#') {
            continue;
        }
        for (const char *at = line; *at; at++) {
            if (mark_at(at)) {
                at++;
            } else {
                text[size++] = *at;
            }
        }
        attest_i_spans spans = {0};
        cr_assert_eq(
            attest_i_sentences_find(rules, (attest_view){text, size}, (attest_span){0, (uint32_t)size}, &spans),
            ATTEST_OK);
        for (size_t i = 0; i < spans.count; i++) {
            used += (size_t)snprintf(found + used, sizeof found - used, "%s%.*s", i ? " ¦" : "",
                                     (int)(spans.items[i].end - spans.items[i].begin), text + spans.items[i].begin);
        }
        cr_expect_str_eq(found, line, "expected %s\n  found    %s", line, found);
        attest_i_spans_clear(&spans);
    }
    fclose(file);
    attest_ruleset_free(rules);
}
