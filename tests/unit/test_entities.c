/* Known names, and names by rules. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/embedded.h"
#include "language/entities.h"
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
                                        "gazetteers/heads.tsv",
                                        "gazetteers/first_names.tsv",
                                        "gazetteers/given_names.tsv",
                                        "gazetteers/given_names_more.tsv",
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

/* Segment a text as one document, with tags and names given by hand: {form, tag, class}. */
struct given {
    const char *form;
    enum attest_upos upos;
    enum attest_name_class name;
};

static void refine(attest_i_arena *arena, const char *text, const struct given *given, size_t count,
                   attest_i_segmentation *found)
{
    attest_view view = attest_view_of(text);
    cr_assert_eq(attest_i_segment_text(view, (attest_span){0, (uint32_t)view.size}, arena, found), ATTEST_OK);
    for (size_t s = 0; s < found->count; s++) {
        for (uint32_t t = 0; t < found->sentences[s].token_count; t++) {
            attest_token *token = &found->sentences[s].tokens[t];
            token->upos = ATTEST_UPOS_NOUN;
            for (size_t g = 0; g < count; g++) {
                if (attest_view_equal(token->form, attest_view_of(given[g].form))) {
                    int inside = t > 0 && given[g].name && token[-1].name == (uint8_t)given[g].name;
                    token->upos = (uint8_t)given[g].upos;
                    token->name = (uint8_t)given[g].name;
                    token->name_begin = given[g].name && !inside;
                }
            }
        }
    }
    cr_assert_eq(attest_i_names_refine(found->sentences, found->count, arena), ATTEST_OK);
}

/* Names as "Class:words;..." over all sentences. */
static void expect_names(const char *text, const struct given *given, size_t count, const char *expected)
{
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    attest_i_segmentation found;
    refine(&arena, text, given, count, &found);
    attest_i_buffer out = {0};
    attest_i_buffer_append(&out, ATTEST_VIEW(""));
    for (size_t s = 0; s < found.count; s++) {
        const attest_sentence *sentence = &found.sentences[s];
        for (uint32_t n = 0; n < sentence->name_count; n++) {
            const attest_name *name = &sentence->names[n];
            attest_view class_ = attest_name_class_name(name->class_);
            uint32_t begin = sentence->tokens[name->begin].span.begin;
            attest_i_buffer_print(&out, "%.*s:%.*s;", (int)class_.size, class_.data,
                                  (int)(sentence->tokens[name->end - 1].span.end - begin), text + begin);
        }
    }
    cr_expect_str_eq(out.data, expected, "%s\nexpected %s\nfound    %s", text, expected, out.data);
    attest_i_buffer_clear(&out);
    attest_i_arena_clear(&arena);
}

Test(entities, values)
{
    static const struct {
        const char *text;
        const char *expected;
    } cases[] = {
        {"They met on Tuesday, 3 May 2022 at 9:30 a.m. GMT.", "Date:Tuesday, 3 May 2022;Time:9:30 a.m. GMT;"},
        {"It fell in March 1999 and again in 2004.", "Date:March 1999;Date:2004;"},
        {"Sales rose 4.5% to $3.2 billion last year.", "Percent:4.5%;Money:$3.2 billion;Date:last year;"},
        {"It lies 12 km away, five to ten miles from here.", "Quantity:12 km;Quantity:five to ten miles;"},
        {"Two years ago, in the 1990s, it cost 20 euros.", "Date:Two years ago;Date:1990s;Money:20 euros;"},
        {"They may march at noon or at midnight.", "Time:noon;Time:midnight;"},
        {"Some 300 people stood at gate 12.", ""},
        {"Dozens fled.", ""},
        {"It fell on May 7th, on the 16th of June and in late April 1999.",
         "Date:May 7th;Date:16th of June;Date:late April 1999;"},
        {"The 19th century and the early 1980s went by.", "Date:19th century;Date:early 1980s;"},
        {"They left this morning, not in the summer of 1996.", "Date:this morning;Date:summer of 1996;"},
        {"Call 201-224-7900 for half.", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_names(cases[i].text, NULL, 0, cases[i].expected);
    }
}

Test(entities, a_name_with_an_abbreviation_is_no_person)
{
    static const struct given given[] = {
        {"Verdan", ATTEST_UPOS_PROPN, ATTEST_NAME_PERSON}, {"Trade", ATTEST_UPOS_PROPN, ATTEST_NAME_PERSON},
        {"Sor", ATTEST_UPOS_PROPN, ATTEST_NAME_PERSON},    {"Anna", ATTEST_UPOS_PROPN, ATTEST_NAME_PERSON},
        {"Verdi", ATTEST_UPOS_PROPN, ATTEST_NAME_PERSON},
    };
    size_t count = sizeof given / sizeof given[0];
    expect_names("Verdan Trade Sor (VTS) met.", given, count, "Organization:Verdan Trade Sor;");
    expect_names("Anna Verdi (CDU) met.", given, count, "Person:Anna Verdi;Organization:CDU;");
}

Test(entities, known_names_and_forms)
{
    static const struct given given[] = {
        {"Norway", ATTEST_UPOS_PROPN, ATTEST_NAME_PERSON},
        {"Norwegian", ATTEST_UPOS_ADJ, ATTEST_NAME_NONE},
        {"Bergen", ATTEST_UPOS_PROPN, ATTEST_NAME_PLACE},
        {"harbour", ATTEST_UPOS_NOUN, ATTEST_NAME_NONE},
        {"Pine", ATTEST_UPOS_PROPN, ATTEST_NAME_ORGANIZATION},
        {"Mountains", ATTEST_UPOS_PROPN, ATTEST_NAME_ORGANIZATION},
        {"XQZ", ATTEST_UPOS_PROPN, ATTEST_NAME_PERSON},
        {"XQ", ATTEST_UPOS_PROPN, ATTEST_NAME_ORGANIZATION},
        {"naval", ATTEST_UPOS_ADJ, ATTEST_NAME_NONE},
        {"base", ATTEST_UPOS_NOUN, ATTEST_NAME_NONE},
        {"Paris", ATTEST_UPOS_PROPN, ATTEST_NAME_ORGANIZATION},
        {"Isle", ATTEST_UPOS_PROPN, ATTEST_NAME_PLACE},
        {"Man", ATTEST_UPOS_PROPN, ATTEST_NAME_NONE},
    };
    size_t count = sizeof given / sizeof given[0];
    expect_names("Norway sent Norwegian ships.", given, count, "Place:Norway;NORP:Norwegian;");
    expect_names("They reached Bergen harbour.", given, count, "Facility:Bergen harbour;");
    expect_names("They reached XQ naval base.", given, count, "Facility:XQ naval base;");
    expect_names("They crossed the Pine Mountains.", given, count, "Place:Pine Mountains;");
    expect_names("They left the Isle of Man.", given, count, "Place:Isle of Man;");
    expect_names("It was told to XQZ and to Paris.", given, count, "Organization:XQZ;Place:Paris;");
}

Test(entities, repairs)
{
    static const struct given given[] = {
        {"cameraman", ATTEST_UPOS_NOUN, ATTEST_NAME_PERSON},
        {"Ada", ATTEST_UPOS_PROPN, ATTEST_NAME_PERSON},
        {"Vole", ATTEST_UPOS_PROPN, ATTEST_NAME_PERSON},
        {"among", ATTEST_UPOS_ADP, ATTEST_NAME_PERSON},
        {"Presidents", ATTEST_UPOS_PROPN, ATTEST_NAME_PERSON},
        {"Senators", ATTEST_UPOS_PROPN, ATTEST_NAME_PERSON},
        {"Sen", ATTEST_UPOS_PROPN, ATTEST_NAME_PLACE},
        {"Texas", ATTEST_UPOS_PROPN, ATTEST_NAME_PLACE},
        {"Republican", ATTEST_UPOS_PROPN, ATTEST_NAME_PLACE},
        {"Monday", ATTEST_UPOS_PROPN, ATTEST_NAME_ORGANIZATION},
        {"Calif.", ATTEST_UPOS_PROPN, ATTEST_NAME_ORGANIZATION},
        {"Strait", ATTEST_UPOS_PROPN, ATTEST_NAME_NONE},
        {"Dover", ATTEST_UPOS_PROPN, ATTEST_NAME_PLACE},
        {"of", ATTEST_UPOS_ADP, ATTEST_NAME_NONE},
        {"Bay", ATTEST_UPOS_PROPN, ATTEST_NAME_NONE},
        {"City", ATTEST_UPOS_PROPN, ATTEST_NAME_ORGANIZATION},
        {"northern", ATTEST_UPOS_ADJ, ATTEST_NAME_PLACE},
    };
    size_t count = sizeof given / sizeof given[0];
    expect_names("They saw cameraman Ada Vole among them.", given, count, "Person:Ada Vole;");
    expect_names("They saw Presidents Ada Vole there.", given, count, "Person:Ada Vole;");
    expect_names("They saw Senators there.", given, count, "");
    expect_names("They saw a Texas Sen there.", given, count, "Place:Texas;");
    expect_names("They saw a Texas Republican there.", given, count, "Place:Texas;NORP:Republican;");
    expect_names("They went on Monday there.", given, count, "Date:Monday;");
    expect_names("They went to Calif. on foot.", given, count, "Place:Calif.;");
    expect_names("They swam the Strait of Dover today.", given, count, "Place:Strait of Dover;Date:today;");
    expect_names("They left the City of Dover today.", given, count, "Place:City of Dover;Date:today;");
    expect_names("They left the northern coast today.", given, count, "Date:today;");
    expect_names("They swam the Dover Bay at noon.", given, count, "Place:Dover Bay;Time:noon;");
}

Test(entities, a_city_stands_where_places_stand)
{
    static const struct given given[] = {{"Fallujah", ATTEST_UPOS_PROPN, ATTEST_NAME_PERSON}};
    expect_names("They fought in Fallujah. They left Fallujah.", given, 1, "Place:Fallujah;Place:Fallujah;");
    expect_names("They saw Fallujah. They left Fallujah.", given, 1, "Person:Fallujah;Person:Fallujah;");
}

Test(entities, one_class_in_a_document)
{
    static const struct given given[] = {
        {"Ada", ATTEST_UPOS_PROPN, ATTEST_NAME_PERSON},
        {"Vole", ATTEST_UPOS_PROPN, ATTEST_NAME_PERSON},
    };
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    attest_i_segmentation found;
    refine(&arena, "Ada Vole spoke. Later Vole left.", given, 2, &found);
    attest_sentence *second = &found.sentences[1];
    cr_assert_eq(second->name_count, 1);
    second->tokens[second->names[0].begin].name = ATTEST_NAME_PLACE;
    cr_assert_eq(attest_i_names_refine(found.sentences, found.count, &arena), ATTEST_OK);
    cr_assert_eq(second->name_count, 1);
    cr_assert_eq(second->names[0].class_, ATTEST_NAME_PERSON);
    attest_i_arena_clear(&arena);
}

Test(entities, signs_and_genitives_are_no_part_of_a_name)
{
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    attest_i_segmentation found;
    const struct given given[] = {{"Ann", ATTEST_UPOS_PROPN, ATTEST_NAME_PERSON},
                                  {"-", ATTEST_UPOS_PUNCT, ATTEST_NAME_PERSON},
                                  {"*", ATTEST_UPOS_SYM, ATTEST_NAME_ORGANIZATION}};
    refine(&arena, "* Ann - went .", given, 3, &found);
    cr_assert_eq(found.count, 1);
    cr_assert_eq(found.sentences[0].name_count, 1);
    cr_expect_eq(found.sentences[0].names[0].begin, 1);
    cr_expect_eq(found.sentences[0].names[0].end, 2);
    attest_i_arena_clear(&arena);
}

/* As a parser would have it: genitives hang on the word before, that word on the next verb as its subject, or on the next noun as its owner. */
static void hang_genitives(attest_i_segmentation *found)
{
    for (size_t s = 0; s < found->count; s++) {
        attest_token *tokens = found->sentences[s].tokens;
        for (uint32_t i = 1; i + 1 < found->sentences[s].token_count; i++) {
            if (attest_view_equal(tokens[i].form, ATTEST_VIEW("'s"))) {
                int subject = tokens[i + 1].upos == ATTEST_UPOS_VERB;
                tokens[i + 1].xpos = subject ? ATTEST_VIEW("VBD") : ATTEST_VIEW("NNS");
                tokens[i].xpos = ATTEST_VIEW("POS");
                tokens[i].deprel = ATTEST_VIEW("case");
                tokens[i].head = i - 1;
                tokens[i - 1].deprel = subject ? ATTEST_VIEW("nsubj") : ATTEST_VIEW("nmod:poss");
                tokens[i - 1].head = i + 1;
            }
        }
    }
}

static void expect_companies(const char *text, const char *first, const char *second)
{
    static const struct given given[] = {{"Brackwell", ATTEST_UPOS_PROPN, ATTEST_NAME_PERSON},
                                         {"Quorl", ATTEST_UPOS_PROPN, ATTEST_NAME_PERSON},
                                         {"&", ATTEST_UPOS_CCONJ, ATTEST_NAME_NONE},
                                         {"fell", ATTEST_UPOS_VERB, ATTEST_NAME_NONE}};
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    attest_i_segmentation found;
    refine(&arena, text, given, sizeof given / sizeof given[0], &found);
    hang_genitives(&found);
    cr_assert_eq(attest_i_names_refine(found.sentences, found.count, &arena), ATTEST_OK);
    const char *expected[] = {first, second};
    cr_assert_eq(found.count, second ? 2 : 1, "%s", text);
    for (size_t s = 0; s < found.count; s++) {
        const attest_sentence *sentence = &found.sentences[s];
        cr_assert_eq(sentence->name_count, 1, "%s", text);
        uint32_t begin = sentence->tokens[sentence->names[0].begin].span.begin;
        uint32_t end = sentence->tokens[sentence->names[0].end - 1].span.end;
        cr_expect(attest_view_equal((attest_view){text + begin, end - begin}, attest_view_of(expected[s])), "%s: %.*s",
                  text, (int)(end - begin), text + begin);
        enum attest_name_class class_ =
            strchr(expected[s], '\'') || strchr(expected[s], '&') ? ATTEST_NAME_ORGANIZATION : ATTEST_NAME_PERSON;
        cr_expect_eq(sentence->names[0].class_, class_, "%s", text);
    }
    attest_i_arena_clear(&arena);
}

Test(entities, companies)
{
    expect_companies("Brackwell's fell.", "Brackwell's", NULL);
    expect_companies("Brackwell's fell. They broke Brackwell's rules.", "Brackwell's", "Brackwell's");
    expect_companies("They broke Brackwell's rules.", "Brackwell", NULL);
    expect_companies("Brackwell's fell. They saw Brackwell there.", "Brackwell", "Brackwell");
    expect_companies("Then Quorl & Brackwell fell.", "Quorl & Brackwell", NULL);
    expect_companies("Then Quorl & Brackwell's fell.", "Quorl & Brackwell's", NULL);
}

Test(entities, a_person_of_an_organisation_is_two_names)
{
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    attest_i_segmentation found;
    const struct given given[] = {
        {"Ann", ATTEST_UPOS_PROPN, ATTEST_NAME_PERSON},  {"Bee", ATTEST_UPOS_PROPN, ATTEST_NAME_PERSON},
        {"of", ATTEST_UPOS_ADP, ATTEST_NAME_PERSON},     {"the", ATTEST_UPOS_DET, ATTEST_NAME_PERSON},
        {"Quay", ATTEST_UPOS_PROPN, ATTEST_NAME_PERSON}, {"Gazette", ATTEST_UPOS_PROPN, ATTEST_NAME_PERSON}};
    refine(&arena, "Ann Bee of the Quay Gazette wrote.", given, 6, &found);
    cr_assert_eq(found.sentences[0].name_count, 2);
    cr_expect_eq(found.sentences[0].names[0].end, 2);
    cr_expect_eq(found.sentences[0].names[0].class_, ATTEST_NAME_PERSON);
    cr_expect_eq(found.sentences[0].names[1].begin, 4);
    cr_expect_eq(found.sentences[0].names[1].class_, ATTEST_NAME_ORGANIZATION);
    attest_i_arena_clear(&arena);
}

Test(entities, legal_forms_cities_storms_and_first_names)
{
    static const struct {
        const char *text;
        struct given given[4];
        uint32_t count;
        uint32_t end;
        enum attest_name_class class_;
    } cases[] = {
        {"Wharfside , Inc. left .",
         {{"Wharfside", ATTEST_UPOS_PROPN, ATTEST_NAME_ORGANIZATION}, {"Inc.", ATTEST_UPOS_PROPN, ATTEST_NAME_NONE}},
         1,
         3,
         ATTEST_NAME_ORGANIZATION},
        {"Houston Texas floods .",
         {{"Houston", ATTEST_UPOS_PROPN, ATTEST_NAME_PLACE}, {"Texas", ATTEST_UPOS_PROPN, ATTEST_NAME_PLACE}},
         2,
         1,
         ATTEST_NAME_PLACE},
        {"Hurricane Zulma hit .",
         {{"Hurricane", ATTEST_UPOS_PROPN, ATTEST_NAME_PLACE}, {"Zulma", ATTEST_UPOS_PROPN, ATTEST_NAME_PLACE}},
         1,
         2,
         ATTEST_NAME_EVENT},
        {"Debra Quorl left .",
         {{"Debra", ATTEST_UPOS_PROPN, ATTEST_NAME_PLACE}, {"Quorl", ATTEST_UPOS_PROPN, ATTEST_NAME_PLACE}},
         1,
         2,
         ATTEST_NAME_PERSON},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        attest_i_arena arena;
        attest_i_arena_init(&arena);
        attest_i_segmentation found;
        refine(&arena, cases[i].text, cases[i].given, 2, &found);
        cr_assert_eq(found.sentences[0].name_count, cases[i].count, "%s", cases[i].text);
        cr_expect_eq(found.sentences[0].names[0].end, cases[i].end, "%s", cases[i].text);
        cr_expect_eq(found.sentences[0].names[0].class_, cases[i].class_, "%s", cases[i].text);
        attest_i_arena_clear(&arena);
    }
}
