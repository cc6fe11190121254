/* The rule compiler and matcher: what is refused and where, references, captures, limits. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <dirent.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "attest/extractor.h"
#include "attest/source.h"
#include "extract/rule.h"

#define BAD_RULES "tests/suite/bad-rules"

/* "# LINE:COLUMN message" at the start of the file. */
static void read_expectation(const char *path, unsigned *line, unsigned *column, char *message, size_t size)
{
    char text[512] = "";
    int used = 0;
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file, "%s", path);
    cr_assert_not_null(fgets(text, sizeof text, file));
    fclose(file);
    *column = 0;
    cr_assert_geq(sscanf(text, "# %u:%n%u%n", line, &used, column, &used), 1, "%s", path);
    text[strcspn(text, "\n")] = '\0';
    snprintf(message, size, "%s", text + used + 1);
}

static size_t read_whole(const char *path, char *out, size_t size)
{
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    size_t got = fread(out, 1, size, file);
    fclose(file);
    return got;
}

static int is_rule_file(const char *name)
{
    size_t size = strlen(name);
    return size > 6 && strcmp(name + size - 6, ".rules") == 0;
}

Test(rule, bad_files_are_refused_at_the_place)
{
    static char content[20000];
    size_t cases = 0;
    DIR *folder = opendir(BAD_RULES);
    cr_assert_not_null(folder);
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        char path[512];
        char message[512];
        unsigned line;
        unsigned column;
        attest_error error;
        attest_ruleset *rules = NULL;
        if (!is_rule_file(entry->d_name)) {
            continue;
        }
        snprintf(path, sizeof path, BAD_RULES "/%s", entry->d_name);
        read_expectation(path, &line, &column, message, sizeof message);
        size_t size = read_whole(path, content, sizeof content);
        enum attest_status status = attest_i_ruleset_from_text(&rules, path, (attest_view){content, size}, 0, &error);
        cr_expect_eq(status, ATTEST_ERR_SYNTAX, "%s: status %d", path, (int)status);
        cr_expect_null(rules);
        cr_expect_str_eq(error.source, path);
        cr_expect(error.line == line && (column == 0 || error.column == column) && strstr(error.text, message),
                  "%s\n  expected %u:%u: %s\n  found    %u:%u: %s", path, line, column, message, error.line,
                  error.column, error.text);
        attest_ruleset_free(rules);
        cases++;
    }
    closedir(folder);
    cr_assert_geq(cases, 50);
}

Test(rule, a_bad_file_of_the_user_is_named)
{
    static const char *const files[] = {BAD_RULES "/unknown-item.rules"};
    attest_error error;
    attest_ruleset *rules = NULL;
    cr_assert_eq(attest_ruleset_new(&rules, files, 1, &error), ATTEST_ERR_SYNTAX);
    cr_assert_str_eq(error.source, files[0]);
    cr_assert_eq(error.line, 3);
    cr_assert_null(rules);
}

Test(rule, a_file_that_is_not_there_is_named)
{
    static const char *const files[] = {"tests/suite/bad-rules/there-is-no-such.rules"};
    attest_error error;
    attest_ruleset *rules = NULL;
    cr_assert_eq(attest_ruleset_new(&rules, files, 1, &error), ATTEST_ERR_READ);
    cr_assert_str_eq(error.source, files[0]);
    cr_assert_null(rules);
    attest_ruleset_free(NULL);
}

static attest_ruleset *compile_with(const char *text, int builtin)
{
    attest_ruleset *rules = NULL;
    attest_error error;
    cr_assert_eq(attest_i_ruleset_from_text(&rules, "mine.rules", attest_view_of(text), builtin, &error), ATTEST_OK,
                 "%u:%u: %s", error.line, error.column, error.text);
    return rules;
}

static attest_ruleset *compile(const char *text)
{
    return compile_with(text, 0);
}

#define RULE(pattern)                                                                                                  \
    "words fruit { \"apple\" \"apple tree\" \"fig\" \"O'Neill's pear\" }\ndefine two /(?:[ab]|%{fruit})/\n"            \
    "rule mine surface {\n  meaning \"Mine\"\n  match " pattern "\n  make nothing\n  silent \"\"\n}\n"

static attest_span find(const char *source, const char *text, attest_i_match *match)
{
    attest_ruleset *rules = compile(source);
    attest_i_matcher *matcher = NULL;
    attest_span none = {0, 0};
    cr_assert_eq(attest_i_matcher_new(&matcher, rules, NULL), ATTEST_OK);
    const attest_i_rule *rule = attest_i_ruleset_find(rules, ATTEST_VIEW("mine"));
    cr_assert_not_null(rule);
    attest_span scope = {0, (uint32_t)strlen(text)};
    enum attest_status status = attest_i_matcher_find(matcher, rule, attest_view_of(text), scope, 0, match);
    cr_assert(status == ATTEST_OK || status == ATTEST_NONE);
    attest_i_matcher_free(matcher);
    attest_ruleset_free(rules);
    return status == ATTEST_OK ? match->span : none;
}

static int finds(const char *source, const char *text, uint32_t begin, uint32_t end)
{
    attest_i_match match;
    attest_span span = find(source, text, &match);
    return span.begin == begin && span.end == end;
}

Test(rule, references_are_replaced)
{
    cr_expect(finds(RULE("/x%{fruit}y/"), "xapple treey", 0, 12), "the longest form");
    cr_expect(finds(RULE("/x%{fruit}y/"), "xappley", 0, 7));
    cr_expect(finds(RULE("/x%{fruit}y/"), "xapples", 0, 0));
    cr_expect(finds(RULE("/%{fruit}/"), "an O’Neill’s pear", 3, 21), "a curly apostrophe");
    cr_expect(finds(RULE("/x%{two}+y/"), "xabfigapplebay", 0, 14), "lists in macros");
    cr_expect(finds(RULE("/%{month:full} \\d/"), "In May 9", 3, 8));
    cr_expect(finds(RULE("/%{cue:verb,speech}/"), "she insisted on it", 4, 15));
}

Test(rule, a_space_is_any_white_space_and_line_breaks_are_layout)
{
    cr_expect(finds(RULE("/a b/"), "a \n\t b", 0, 6));
    cr_expect(finds(RULE("/a b/"),
                    "a\xC2\xA0"
                    "b",
                    0, 4),
              "a no-break space");
    cr_expect(finds(RULE("/a b/"), "ab", 0, 0));
    cr_expect(finds(RULE("/a ?b/"), "ab", 0, 2));
    cr_expect(finds(RULE("/a\n      b/"), "ab", 0, 2));
    cr_expect(finds(RULE("/a[ x]b/"), "a b", 0, 3), "in a class it is itself");
    cr_expect(finds(RULE("/a\\/b/"), "a/b", 0, 3));
}

Test(rule, conditions_pass_over_matches)
{
    cr_expect(finds(RULE("/(?<w>\\w+)!/\n  when w in fruit"), "stone! fig!", 7, 11));
    cr_expect(finds(RULE("/(?<w>\\w+)!/\n  when w not in fruit"), "Fig! stone!", 5, 11));
    cr_expect(finds(RULE("/(?<w>\\w+)!/\n  when w matches /^s/"), "fig! stone!", 5, 11));
    cr_expect(
        finds(RULE("/(?<w>\\w+)!/\n  when w not matches /^S/i\n  when w not in fruit"), "stone! fig! plum!", 12, 17));
}

Test(rule, captures_of_alternatives_share_a_name)
{
    attest_i_match match;
    attest_ruleset *rules = compile(RULE("/(?<n>\\d+)a|b(?<n>\\d+)(?<m>c)?/"));
    attest_i_matcher *matcher = NULL;
    cr_assert_eq(attest_i_matcher_new(&matcher, rules, NULL), ATTEST_OK);
    const attest_i_rule *rule = attest_i_ruleset_find(rules, ATTEST_VIEW("mine"));
    attest_view text = ATTEST_VIEW("__b12");
    attest_span span;
    cr_assert_eq(attest_i_matcher_find(matcher, rule, text, (attest_span){1, 5}, 0, &match), ATTEST_OK);
    cr_assert(attest_i_match_group(&match, ATTEST_VIEW("n"), &span));
    cr_assert(span.begin == 3 && span.end == 5);
    cr_assert_not(attest_i_match_group(&match, ATTEST_VIEW("m"), &span));
    cr_assert_not(attest_i_match_group(&match, ATTEST_VIEW("k"), &span));
    attest_i_matcher_free(matcher);
    attest_i_matcher_free(NULL);
    attest_ruleset_free(rules);
}

Test(rule, empty_matches_move_on)
{
    attest_i_match match;
    attest_ruleset *rules = compile(RULE("/x*/"));
    attest_i_matcher *matcher = NULL;
    cr_assert_eq(attest_i_matcher_new(&matcher, rules, NULL), ATTEST_OK);
    const attest_i_rule *rule = attest_i_ruleset_find(rules, ATTEST_VIEW("mine"));
    attest_view text = ATTEST_VIEW("\xC3\xA9xx\xC3\xA9");
    size_t count = 0;
    for (uint32_t from = 0; from <= text.size; from = attest_i_match_next(&match, text)) {
        attest_span scope = {0, (uint32_t)text.size};
        if (attest_i_matcher_find(matcher, rule, text, scope, from, &match) != ATTEST_OK) {
            break;
        }
        cr_assert_lt(count++, 10);
    }
    cr_assert_eq(count, 4);
    attest_i_matcher_free(matcher);
    attest_ruleset_free(rules);
}

static size_t limit_hits(const char *pattern, size_t size)
{
    char source[1024];
    static char text[70000];
    snprintf(source, sizeof source,
             "rule mine surface {\n  meaning \"Mine\"\n  match %s\n  make value text\n  silent \"\"\n}\n", pattern);
    memset(text, 'a', size);
    attest_ruleset *rules = compile(source);
    attest_extractor *extractor = NULL;
    attest_document *document = NULL;
    attest_extraction *extraction = NULL;
    cr_assert_eq(attest_extractor_new(&extractor, rules, NULL, NULL), ATTEST_OK);
    cr_assert_eq(attest_document_from_bytes(&document, (attest_view){text, size}, "a", NULL, NULL), ATTEST_OK);
    cr_assert_eq(attest_extractor_extract(extractor, document, &extraction, NULL), ATTEST_OK);
    size_t hits = attest_extraction_limit_hits(extraction);
    attest_extraction_free(extraction);
    attest_document_free(document);
    attest_extractor_free(extractor);
    attest_ruleset_free(rules);
    return hits;
}

Test(rule, no_pattern_hangs, .timeout = 30)
{
    cr_expect_gt(limit_hits("/(?:a+)+[b-z]/", 5000), 0);
    cr_expect_gt(limit_hits("/(?:a|a)*[b-z]/", 5000), 0);
    cr_expect_gt(limit_hits("/(?:a*)*[b-z]/", 60000), 0);
    cr_expect_gt(limit_hits("/(?<x>a|b(?&x))+(?:a?){50}[b-z]/", 5000), 0);
    cr_expect_gt(limit_hits("/^(?:(?<x>a(?&x)?))+[b-z]/", 60000), 0, "recursion");
}

Test(rule, user_rules_replace_built_in_ones)
{
    attest_ruleset *builtin = NULL;
    cr_assert_eq(attest_ruleset_new(&builtin, NULL, 0, NULL), ATTEST_OK);
    attest_ruleset *rules = compile_with(
        "rule time.year surface {\n  meaning \"No years\"\n  match /x{9}/\n  make nothing\n  silent \"2015\"\n}\n", 1);
    cr_assert_eq(attest_ruleset_count(rules), attest_ruleset_count(builtin));
    cr_assert_str_neq(attest_ruleset_digest(rules), attest_ruleset_digest(builtin));
    int found = 0;
    for (size_t i = 0; i < attest_ruleset_count(rules); i++) {
        attest_rule_info info = attest_ruleset_at(rules, i);
        if (attest_view_equal(info.id, ATTEST_VIEW("time.year"))) {
            found = 1;
            cr_assert(attest_view_equal(info.meaning, ATTEST_VIEW("No years")));
            cr_assert(attest_view_equal(info.file, ATTEST_VIEW("mine.rules")));
            cr_assert_eq(info.line, 1);
            cr_assert_eq(info.example_count, 1);
            cr_assert_eq(memcmp(info.source.data, "rule time.year", 14), 0);
            cr_assert_eq(info.source.data[info.source.size - 1], '}');
        }
    }
    cr_assert(found);
    attest_ruleset_free(builtin);
    attest_ruleset_free(rules);
}

static void collect(void *user_data, const attest_rule_failure *failure)
{
    char *out = user_data;
    snprintf(out, 1000, "%.*s:%u expected %.*s, found %.*s", (int)failure->rule.size, failure->rule.data, failure->line,
             (int)failure->expected.size, failure->expected.data, (int)failure->found.size, failure->found.data);
}

Test(rule, failing_examples_are_reported)
{
    char report[1000] = "";
    attest_rule_test_counts counts;
    attest_ruleset *rules =
        compile_with("rule mine surface {\n  meaning \"Mine\"\n  match /(?<a>\\w+) feeds (?<b>\\w+)/\n"
                     "  make claim subject=a predicate=\"feed\" object=b\n"
                     "  example \"Ann feeds Bob.\" => claim subject=\"Ann\" predicate=\"feed\" object=\"Bob\"\n"
                     "  silent \"Ann feeds nobody.\"\n}\n",
                     0);
    cr_assert_eq(attest_ruleset_test(rules, collect, report, &counts, NULL), ATTEST_OK);
    cr_assert_eq(counts.failures, 1);
    cr_assert_str_eq(report,
                     "mine:6 expected nothing, found claim subject=\"Ann\" predicate=\"feed\" object=\"nobody\" "
                     "polarity=\"affirmed\" modality=\"asserted\"");
    attest_ruleset_free(rules);
}

static void *run_examples(void *rules)
{
    attest_rule_test_counts counts;
    enum attest_status status = attest_ruleset_test(rules, NULL, NULL, &counts, NULL);
    return (void *)(uintptr_t)(status != ATTEST_OK || counts.failures != 0);
}

Test(rule, one_set_serves_many_threads)
{
    attest_ruleset *rules = NULL;
    pthread_t threads[4];
    cr_assert_eq(attest_ruleset_new(&rules, NULL, 0, NULL), ATTEST_OK);
    for (size_t i = 0; i < 4; i++) {
        cr_assert_eq(pthread_create(&threads[i], NULL, run_examples, rules), 0);
    }
    for (size_t i = 0; i < 4; i++) {
        void *failed = NULL;
        cr_assert_eq(pthread_join(threads[i], &failed), 0);
        cr_assert_null(failed);
    }
    attest_ruleset_free(rules);
}

/* The worked example of ontology/rules/README.md is a rule file that compiles and whose examples come out. */
Test(rule, worked_example_of_the_reference_page)
{
    static char page[40000];
    size_t size = read_whole("ontology/rules/README.md", page, sizeof page - 1);
    page[size] = '\0';
    char *begin = strstr(page, "```\nwords ");
    cr_assert_not_null(begin);
    begin += 4;
    char *end = strstr(begin, "```");
    cr_assert_not_null(end);
    *end = '\0';
    attest_rule_test_counts counts;
    attest_ruleset *rules = compile_with(begin, 1);
    cr_assert_eq(attest_ruleset_test(rules, NULL, NULL, &counts, NULL), ATTEST_OK);
    cr_assert_eq(counts.failures, 0);
    attest_ruleset_free(rules);
}
