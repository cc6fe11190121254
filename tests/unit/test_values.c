/* Values: the tables in tests/suite/time and tests/suite/values, and the calendar. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "attest/source.h"
#include "extract/stage.h"
#include "extract/time_calendar.h"
#include "extract/values.h"

#define COLUMNS 8

/* One document with its values. */
struct read_text {
    attest_document *document;
    attest_i_builder *builder;
    attest_i_arena arena;
    attest_i_context context;
};

static void read_text(struct read_text *read, const attest_ruleset *rules, attest_view bytes)
{
    memset(read, 0, sizeof *read);
    cr_assert_eq(attest_document_from_bytes(&read->document, bytes, "case", NULL, NULL), ATTEST_OK);
    cr_assert_eq(attest_i_builder_new(&read->builder, read->document), ATTEST_OK);
    read->context.document = read->document;
    read->context.rules = rules;
    read->context.builder = read->builder;
    read->context.arena = &read->arena;
    cr_assert_eq(attest_i_stage_zones(&read->context), ATTEST_OK);
    cr_assert_eq(attest_i_stage_values(&read->context), ATTEST_OK);
}

static void free_text(struct read_text *read)
{
    attest_i_builder_free(read->builder);
    attest_i_arena_clear(&read->arena);
    attest_document_free(read->document);
}

/* Split a line at tabs, in place; "-" is the empty column. */
static size_t split(char *line, char *columns[COLUMNS])
{
    size_t count = 0;
    line[strcspn(line, "\n")] = '\0';
    for (char *at = line; at && count < COLUMNS; count++) {
        columns[count] = at;
        at = strchr(at, '\t');
        if (at) {
            *at++ = '\0';
        }
        if (strcmp(columns[count], "-") == 0) {
            columns[count] += 1;
        }
    }
    return count;
}

static attest_view with_date(char *out, size_t size, const char *published, const char *text)
{
    int wrote = published[0] ? snprintf(out, size, "---\npublished: %s\n---\n%s\n", published, text)
                             : snprintf(out, size, "%s\n", text);
    return (attest_view){out, (size_t)wrote};
}

static int is_value(const attest_value *value, char *const *expected)
{
    const char *bound = expected[4][0] ? expected[4] : "exact";
    return strcmp(attest_i_value_kind_name(value->kind), expected[0]) == 0 &&
           attest_view_equal(value->lexical, attest_view_of(expected[1])) &&
           attest_view_equal(value->upper, attest_view_of(expected[2])) &&
           attest_view_equal(value->unit, attest_view_of(expected[3])) &&
           strcmp(attest_i_value_bound_name(value->bound), bound) == 0;
}

static void describe(const struct read_text *read, char *out, size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < read->context.timex_count && used < size; i++) {
        const attest_i_timex *timex = &read->context.timexes[i];
        attest_view words = attest_document_slice(read->document, timex->span);
        used +=
            (size_t)snprintf(out + used, size - used, "\n    %.*s: %s %.*s..%.*s %.*s %s (%.*s)", (int)words.size,
                             words.data, attest_i_value_kind_name(timex->value.kind), (int)timex->value.lexical.size,
                             timex->value.lexical.data ? timex->value.lexical.data : "", (int)timex->value.upper.size,
                             timex->value.upper.data ? timex->value.upper.data : "", (int)timex->value.unit.size,
                             timex->value.unit.data ? timex->value.unit.data : "",
                             attest_i_value_bound_name(timex->value.bound), (int)timex->rule.size, timex->rule.data);
    }
}

/* Whether a value with these words is as expected; kind "nothing": there is none with just these words. */
static int holds(const struct read_text *read, const char *words, char *const *expected)
{
    int nothing = strcmp(expected[0], "nothing") == 0;
    if (nothing && words[0] == '\0') {
        return read->context.timex_count == 0;
    }
    for (size_t i = 0; i < read->context.timex_count; i++) {
        const attest_i_timex *timex = &read->context.timexes[i];
        if (attest_view_equal(attest_document_slice(read->document, timex->span), attest_view_of(words))) {
            return !nothing && is_value(&timex->value, expected);
        }
    }
    return nothing;
}

static size_t run_table(const attest_ruleset *rules, const char *path)
{
    char line[2048];
    char text[2200];
    char found[4000];
    size_t number = 0;
    size_t cases = 0;
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file, "%s", path);
    while (fgets(line, sizeof line, file)) {
        char *columns[COLUMNS];
        struct read_text read;
        number++;
        if (line[0] == '#' || line[0] == '\n') {
            continue;
        }
        cr_assert_eq(split(line, columns), COLUMNS, "%s:%zu", path, number);
        read_text(&read, rules, with_date(text, sizeof text, columns[0], columns[1]));
        describe(&read, found, sizeof found);
        cr_expect(holds(&read, columns[2], columns + 3), "%s:%zu: %s\n  expected %s: %s %s..%s %s %s\n  found:%s", path,
                  number, columns[1], columns[2], columns[3], columns[4], columns[5], columns[6], columns[7], found);
        free_text(&read);
        cases++;
    }
    fclose(file);
    return cases;
}

static attest_ruleset *builtin_rules(void)
{
    attest_ruleset *rules = NULL;
    cr_assert_eq(attest_ruleset_new(&rules, NULL, 0, NULL), ATTEST_OK);
    return rules;
}

Test(values, tables_of_times)
{
    attest_ruleset *rules = builtin_rules();
    size_t cases = run_table(rules, "tests/suite/time/dates.tsv");
    cases += run_table(rules, "tests/suite/time/weekdays.tsv");
    cases += run_table(rules, "tests/suite/time/relative.tsv");
    cases += run_table(rules, "tests/suite/time/spans.tsv");
    cr_assert_geq(cases, 150);
    attest_ruleset_free(rules);
}

Test(values, tables_of_quantities)
{
    attest_ruleset *rules = builtin_rules();
    size_t cases = run_table(rules, "tests/suite/values/counts.tsv");
    cases += run_table(rules, "tests/suite/values/amounts.tsv");
    cr_assert_geq(cases, 80);
    attest_ruleset_free(rules);
}

/* A value at these code points of the article, offsets being those of the file without front matter. */
static int holds_at(const struct read_text *read, uint32_t begin, uint32_t end, char *const *expected)
{
    uint32_t shift = attest_document_codepoint(read->document, attest_document_body(read->document).begin);
    for (size_t i = 0; i < read->context.timex_count; i++) {
        const attest_i_timex *timex = &read->context.timexes[i];
        if (attest_document_codepoint(read->document, timex->span.begin) == begin + shift &&
            attest_document_codepoint(read->document, timex->span.end) == end + shift) {
            return is_value(&timex->value, expected);
        }
    }
    return 0;
}

static size_t read_file(const char *path, char *out, size_t size)
{
    FILE *file = fopen(path, "rb");
    size_t got = file ? fread(out, 1, size, file) : 0;
    if (file) {
        fclose(file);
    }
    return got;
}

Test(values, times_of_the_seed_articles)
{
    static char bytes[100000];
    char line[512];
    size_t number = 0;
    FILE *file = fopen("tests/suite/time/seeds.list", "r");
    cr_assert_not_null(file);
    attest_ruleset *rules = builtin_rules();
    while (fgets(line, sizeof line, file)) {
        char *columns[COLUMNS];
        char path[256];
        number++;
        if (line[0] == '#' || line[0] == '\n') {
            continue;
        }
        cr_assert_eq(split(line, columns), COLUMNS, "line %zu", number);
        snprintf(path, sizeof path, "../shared/seeds/%s", columns[0]);
        size_t head = (size_t)snprintf(bytes, sizeof bytes, "---\npublished: %s\n---\n", columns[1]);
        size_t size = read_file(path, bytes + head, sizeof bytes - head);
        if (size == 0) {
            continue; /* the articles are not part of the repository */
        }
        struct read_text read;
        char bound[] = "";
        char *expected[] = {columns[4], columns[5], columns[6], bound, columns[7]};
        read_text(&read, rules, (attest_view){bytes, head + size});
        cr_expect(holds_at(&read, (uint32_t)atol(columns[2]), (uint32_t)atol(columns[3]), expected),
                  "seeds.list:%zu: %s %s-%s", number, columns[0], columns[2], columns[3]);
        free_text(&read);
    }
    fclose(file);
    attest_ruleset_free(rules);
}

Test(values, calendar_goes_both_ways)
{
    for (int32_t day = -800000; day < 2900000; day += 13) {
        attest_i_date date = attest_i_date_of_day(day);
        cr_assert_eq(attest_i_date_to_day(date), day);
        if (date.year >= 1) {
            cr_assert(attest_i_date_is_valid(date));
        }
    }
    cr_assert_eq(attest_i_date_weekday(attest_i_date_to_day((attest_i_date){2024, 12, 16})), 1);
    cr_assert_eq(attest_i_date_weekday(attest_i_date_to_day((attest_i_date){1969, 7, 20})), 7);
    cr_assert_eq(attest_i_date_weekday(attest_i_date_to_day((attest_i_date){1900, 1, 1})), 1);
}

Test(values, dates_that_do_not_exist_are_refused)
{
    cr_assert_eq(attest_i_date_parse(ATTEST_VIEW("2023-02-29")).year, 0);
    cr_assert_eq(attest_i_date_parse(ATTEST_VIEW("2024-00-01")).year, 0);
    cr_assert_eq(attest_i_date_parse(ATTEST_VIEW("2024-1-1")).year, 0);
    cr_assert_eq(attest_i_date_parse(ATTEST_VIEW("")).year, 0);
    cr_assert_eq(attest_i_date_parse(ATTEST_VIEW("2024")).month, 0);
    cr_assert_eq(attest_i_date_parse(ATTEST_VIEW("2024-02-29T12:00:00Z")).day, 29);
}

Test(values, limits_hold_on_a_wall_of_numbers)
{
    attest_ruleset *rules = builtin_rules();
    size_t size = 300000;
    char *text = malloc(size);
    cr_assert_not_null(text);
    for (size_t i = 0; i < size; i++) {
        text[i] = "12 May, "[i % 8];
    }
    struct read_text read;
    read_text(&read, rules, (attest_view){text, size});
    free_text(&read);
    free(text);
    attest_ruleset_free(rules);
}
