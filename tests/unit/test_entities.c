/* Known names, and names by rules. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "base/embedded.h"
#include "language/gazetteer.h"
#include "language/segment.h"
#include "language/table.h"

static void expect_country(const char *name, const char *country, const char *code)
{
    attest_i_sense sense;
    enum attest_status status = attest_i_gazetteer_country(attest_view_of(name), &sense);
    cr_expect_eq(status, country ? ATTEST_OK : ATTEST_NONE, "%s", name);
    if (status == ATTEST_OK && country) {
        cr_expect(attest_view_equal(sense.country, attest_view_of(country)), "%s: %.*s", name, (int)sense.country.size,
                  sense.country.data);
        cr_expect(attest_view_equal(sense.code, attest_view_of(code)), "%s", name);
    }
}

Test(entities, countries_by_any_name)
{
    expect_country("Russia", "Russia", "RU");
    expect_country("Russian", "Russia", "RU");
    expect_country("Russians", "Russia", "RU");
    expect_country("RUSSIA", "Russia", "RU");
    expect_country("Moscow", "Russia", "RU");
    expect_country("the Kremlin", "Russia", "RU");
    expect_country("U.S.", "United States", "US");
    expect_country("the United  Kingdom", "United Kingdom", "GB");
    expect_country("C\xC3\xB4te d\xE2\x80\x99Ivoire", "Ivory Coast", "CI");
    expect_country("Washington", "United States", "US");
    expect_country("Turkey", "Turkey", "TR");
    expect_country("T\xC3\xBCrkiye", "Turkey", "TR");
    expect_country("turkey", NULL, NULL);
    expect_country("Hamburg", NULL, NULL);
    expect_country("Europe", NULL, NULL);
    expect_country("Nowhereland", NULL, NULL);
    expect_country("", NULL, NULL);
}

Test(entities, senses)
{
    attest_i_sense senses[ATTEST_I_SENSES];
    size_t count = attest_i_gazetteer_find(ATTEST_VIEW("Georgia"), senses);
    cr_assert_geq(count, 2);
    cr_assert_eq(senses[0].kind, ATTEST_I_SENSE_COUNTRY);
    cr_assert_eq(senses[1].kind, ATTEST_I_SENSE_REGION);
    cr_assert(attest_view_equal(senses[1].country, ATTEST_VIEW("United States")));
    count = attest_i_gazetteer_find(ATTEST_VIEW("UN"), senses);
    cr_assert_eq(count, 1);
    cr_assert_eq(senses[0].kind, ATTEST_I_SENSE_ORGANIZATION);
    cr_assert(attest_view_equal(senses[0].name, ATTEST_VIEW("United Nations")));
}

Test(entities, longest_match)
{
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    attest_i_segmentation found;
    attest_view text = ATTEST_VIEW("From New York to Guinea-Bissau, the South Koreans flew.");
    cr_assert_eq(attest_i_segment_text(text, (attest_span){0, (uint32_t)text.size}, &arena, &found), ATTEST_OK);
    cr_assert_eq(found.count, 1);
    attest_i_sense senses[ATTEST_I_SENSES];
    size_t count;
    cr_expect_eq(attest_i_gazetteer_match(&found.sentences[0], 0, senses, &count), 0);
    cr_expect_eq(attest_i_gazetteer_match(&found.sentences[0], 1, senses, &count), 2);
    cr_expect(attest_view_equal(senses[0].name, ATTEST_VIEW("New York City")));
    cr_expect_eq(attest_i_gazetteer_match(&found.sentences[0], 4, senses, &count), 3);
    cr_expect(attest_view_equal(senses[0].name, ATTEST_VIEW("Guinea-Bissau")));
    cr_expect_eq(attest_i_gazetteer_match(&found.sentences[0], 9, senses, &count), 2);
    cr_expect_eq(senses[0].kind, ATTEST_I_SENSE_DEMONYM);
    attest_i_arena_clear(&arena);
}

/* Every table is sorted, without doubles, and has the columns that it says: the search relies on it. */
Test(entities, tables_are_sorted)
{
    static const char *const names[] = {"gazetteers/names.tsv",
                                        "gazetteers/countries.tsv",
                                        "gazetteers/cities.tsv",
                                        "gazetteers/values.tsv",
                                        "segmentation/abbreviations.tsv",
                                        "segmentation/affixes.tsv",
                                        "segmentation/contractions.tsv",
                                        "segmentation/address_suffixes.tsv",
                                        "segmentation/sentence_starters.tsv",
                                        "morphology/inflected.tsv",
                                        "morphology/closed.tsv"};
    for (size_t t = 0; t < sizeof names / sizeof names[0]; t++) {
        attest_view table;
        cr_assert_eq(attest_i_embedded_find(attest_view_of(names[t]), &table), ATTEST_OK, "%s", names[t]);
        attest_view last = {NULL, 0};
        for (size_t at = 0; at < table.size;) {
            attest_view key;
            attest_view fields;
            at = attest_i_table_line(table, at, &key, &fields);
            if (key.size && key.data[0] == '#') {
                cr_expect_eq(last.size, 0, "%s: comment behind a key", names[t]);
                continue;
            }
            cr_expect_lt(attest_view_compare(last, key), 0, "%s: %.*s", names[t], (int)key.size, key.data);
            cr_expect_gt(fields.size, 0, "%s: %.*s", names[t], (int)key.size, key.data);
            attest_view found;
            cr_expect_eq(attest_i_table_find(table, key, &found), ATTEST_OK, "%s: %.*s", names[t], (int)key.size,
                         key.data);
            last = key;
        }
    }
}
