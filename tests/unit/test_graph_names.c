/* Names of entities and relations as parts of IRIs. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "base/utf8.h"
#include "../support/graph_fixture.h"
#include "rdf/iri_syntax.h"
#include "rdf/name.h"

static void expect_name(enum attest_i_name_style style, const char *label, const char *expected)
{
    attest_i_buffer buffer = {0};
    cr_assert_eq(attest_i_name_append(&buffer, style, attest_view_of(label)), ATTEST_OK);
    cr_expect_str_eq(buffer.data, expected, "\"%s\": expected %s, got %s", label, expected, buffer.data);
    attest_i_buffer_clear(&buffer);
}

Test(graph_names, proper_names)
{
    static const char *const cases[][2] = {
        {"Mikhail Bogdanov", "Mikhail_Bogdanov"},
        {"  the\tHarbour  Post ", "Harbour_Post"},
        {"The Hague", "Hague"},
        {"The", "The"},
        {"Theodor", "Theodor"},
        {"Russia's", "Russia"},
        {"Russia\xE2\x80\x99s", "Russia"},
        {"St. Mary\xE2\x80\x99s Hospital", "St_Mary's_Hospital"},
        {"O\xE2\x80\x99Neill", "O'Neill"},
        {"O'Neill", "O'Neill"},
        {"the United States'", "United_States"},
        {"U.S.", "US"},
        {"An-124", "An-124"},
        {"Ivan \xE2\x80\x93 Rus", "Ivan_Rus"},
        {"Ivan\xE2\x80\x93Rus", "Ivan-Rus"},
        {"Version 2.5", "Version_2.5"},
        {"AT&T", "AT%26T"},
        {"9/11", "9%2F11"},
        {"100%", "100%25"},
        {"Kyiv (Ukraine), \xE2\x80\x9C"
         "capital\xE2\x80\x9D",
         "Kyiv_Ukraine_capital"},
        {"Cafe\xCC\x81", "Caf\xC3\xA9"},                                  /* NFC */
        {"\xD0\x9C\xD0\xB8\xD1\x80", "\xD0\x9C\xD0\xB8\xD1\x80"},         /* Cyrillic */
        {"\xF0\xA0\x80\x80\xE5\xA4\xA7", "\xF0\xA0\x80\x80\xE5\xA4\xA7"}, /* above U+FFFF */
        {"a\xE2\x80\x8B"
         "b\xEE\x80\x80"
         "c\x01",
         "abc"}, /* format, private use, control */
        {"x<y>z", "x%3Cy%3Ez"},
        {"Nu\xEF\xBF\xBD"
         "ez",
         "Nuez"},                                         /* a letter that could not be decoded */
        {"\xE9\x82\x8A\xF3\xA0\x84\x80", "\xE9\x82\x8A"}, /* variation selector 17 */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_name(ATTEST_I_NAME_PROPER, cases[i][0], cases[i][1]);
    }
}

/* Whatever a label holds, its name is part of an IRI: else one such label would end the writing of all sources. */
Test(graph_names, any_character_gives_an_iri)
{
    attest_i_buffer buffer = {0};
    for (uint32_t c = 1; c < 0x110000;
         c += c < 0x10000 || (c & 0xFFFFU) >= 0xFFF0U || (c >= 0xE0000 && c < 0xE1000) ? 1 : 15) {
        char label[8] = "a";
        if (c >= 0xD800 && c < 0xE000) {
            continue;
        }
        size_t size = 1 + attest_i_utf8_put(label + 1, c);
        label[size++] = 'b';
        attest_i_buffer_reset(&buffer);
        attest_i_buffer_append(&buffer, ATTEST_VIEW("x:"));
        cr_assert_eq(attest_i_name_append(&buffer, ATTEST_I_NAME_PROPER, (attest_view){label, size}), ATTEST_OK);
        cr_assert_eq(attest_i_iri_check(attest_i_buffer_view(&buffer), NULL), ATTEST_OK, "U+%04X", (unsigned)c);
    }
    attest_i_buffer_clear(&buffer);
}

Test(graph_names, descriptions_and_relations)
{
    expect_name(ATTEST_I_NAME_DESCRIPTION, "the Forward Positions", "forward-positions");
    expect_name(ATTEST_I_NAME_DESCRIPTION, "A Syrian officer", "syrian-officer");
    expect_name(ATTEST_I_NAME_DESCRIPTION, "Russia\xE2\x80\x99s two bases", "russia-two-bases");
    expect_name(ATTEST_I_NAME_DESCRIPTION, "\xC3\x84rzte ohne Grenzen", "\xC3\xA4rzte-ohne-grenzen");
    expect_name(ATTEST_I_NAME_RELATION, "pull back from", "pull-back-from");
    expect_name(ATTEST_I_NAME_RELATION, "the", "the");
    expect_name(ATTEST_I_NAME_RELATION, "be constructive", "be-constructive");
}

Test(graph_names, nothing_left_and_too_much)
{
    attest_i_buffer buffer = {0};
    cr_assert_eq(attest_i_name_append(&buffer, ATTEST_I_NAME_PROPER, ATTEST_VIEW("\xE2\x80\x9C\xE2\x80\x9D ...")),
                 ATTEST_OK);
    cr_expect_eq(buffer.size, 10);
    cr_expect_eq(strncmp(buffer.data, "x-", 2), 0);
    attest_i_buffer_reset(&buffer);
    attest_i_buffer label = {0};
    for (int i = 0; i < 5000; i++) {
        attest_i_buffer_append(&label, i % 3 ? ATTEST_VIEW("\xC3\xA9") : ATTEST_VIEW("&"));
    }
    attest_view whole = attest_i_buffer_view(&label);
    for (size_t size = 150; size < whole.size; size += size < 300 ? 1 : 777) {
        attest_view cut = {whole.data, attest_i_utf8_floor(whole.data, size)};
        attest_i_buffer_reset(&buffer);
        attest_i_buffer_append(&buffer, ATTEST_VIEW("x:"));
        cr_assert_eq(attest_i_name_append(&buffer, ATTEST_I_NAME_PROPER, cut), ATTEST_OK);
        cr_expect_leq(buffer.size, ATTEST_I_NAME_MAX + 2);
        cr_expect_eq(attest_i_iri_check(attest_i_buffer_view(&buffer), NULL), ATTEST_OK, "%s", buffer.data);
    }
    attest_i_buffer_clear(&label);
    attest_i_buffer_clear(&buffer);
}

/* Persons of one word are kept apart from places; unnamed people and speakers from those of other sources. */
Test(graph_names, entities_by_class)
{
    const struct {
        attest_entity entity;
        int speaks;
        const char *iri; /* below the base; "*": below the source */
    } cases[] = {
        {{ATTEST_VIEW("Washington"), ATTEST_ENTITY_PERSON, 1}, 0, "entity/Washington-person"},
        {{ATTEST_VIEW("Washington"), ATTEST_ENTITY_PLACE, 1}, 0, "entity/Washington"},
        {{ATTEST_VIEW("Washington Irving"), ATTEST_ENTITY_PERSON, 1}, 0, "entity/Washington_Irving"},
        {{ATTEST_VIEW("forward positions"), ATTEST_ENTITY_PLACE, 0}, 0, "entity/forward-positions"},
        {{ATTEST_VIEW("Russian troops"), ATTEST_ENTITY_GROUP, 0}, 0, "entity/russian-troops"},
        {{ATTEST_VIEW("two officials"), ATTEST_ENTITY_GROUP, 0}, 1, "*entity/two-officials"},
        {{ATTEST_VIEW("a guard"), ATTEST_ENTITY_PERSON, 0}, 0, "*entity/guard"},
        {{ATTEST_VIEW("Reuters"), ATTEST_ENTITY_ORGANIZATION, 1}, 1, "entity/Reuters"},
    };
    graph_fixture f;
    graph_fixture_init(&f, "Some words.");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint32_t index;
        cr_assert_eq(attest_i_builder_entity(f.builder, &cases[i].entity, &index), ATTEST_OK);
        attest_span content = graph_fixture_span(&f, "words", 0);
        attest_attribution said = {
            .speaker = {.entity = index, .label = cases[i].entity.label, .text = cases[i].entity.label},
            .content = &content,
            .content_count = 1,
            .sentence = content,
            .reported_by = ATTEST_NO_INDEX};
        if (cases[i].speaks) {
            cr_assert_eq(attest_i_builder_attribution(f.builder, &said, NULL), ATTEST_OK);
        }
    }
    graph_fixture_map(&f, NULL, 0);
    char source[ATTEST_IRI_MAX];
    cr_assert_eq(attest_graph_source_iri(f.mapper, f.document, source, sizeof source), ATTEST_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char expected[2 * ATTEST_IRI_MAX];
        int local = cases[i].iri[0] == '*';
        snprintf(expected, sizeof expected, "%s%s%s", local ? source : ATTEST_DEFAULT_BASE, local ? "/" : "",
                 cases[i].iri + local);
        int found = 0;
        for (size_t j = 0; j < attest_extraction_entity_count(f.extraction); j++) {
            char iri[ATTEST_IRI_MAX];
            cr_assert_eq(attest_graph_entity_iri(f.mapper, f.extraction, j, iri, sizeof iri), ATTEST_OK);
            found |= strcmp(iri, expected) == 0;
        }
        cr_expect(found, "no entity <%s>", expected);
        cr_expect_eq(graph_fixture_count(&f, expected, "http://www.w3.org/2000/01/rdf-schema#label", NULL), 1);
    }
    graph_fixture_clear(&f);
}
