/* Attribution: the cases of tests/suite/attribution and tests/suite/silent; layers, claims, time of many quotations. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdlib.h>
#include <time.h>

#include "../support/extraction_cases.h"
#include "attest/extractor.h"
#include "attest/source.h"

ParameterizedTestParameters(attribution, suite)
{
    size_t count;
    char(*files)[CASE_PATH_SIZE] = case_files("tests/suite/attribution", &count);
    return cr_make_param_array(char[CASE_PATH_SIZE], files, count);
}

ParameterizedTest(const char *path, attribution, suite)
{
    case_run_file(path, CASE_ATTRIBUTIONS, "attribution/suite");
}

ParameterizedTestParameters(attribution, silent)
{
    size_t count;
    char(*files)[CASE_PATH_SIZE] = case_files("tests/suite/silent", &count);
    return cr_make_param_array(char[CASE_PATH_SIZE], files, count);
}

ParameterizedTest(const char *path, attribution, silent)
{
    case_run_file(path, CASE_ATTRIBUTIONS, "attribution/silent");
}

/* An extraction with all it needs. */
struct reading {
    attest_ruleset *rules;
    attest_extractor *extractor;
    attest_document *document;
    attest_extraction *extraction;
};

static struct reading read_text(attest_view text)
{
    struct reading reading = {0};
    attest_error error = {0};
    cr_assert_eq(attest_ruleset_new(&reading.rules, NULL, 0, &error), ATTEST_OK, "%s", error.text);
    cr_assert_eq(attest_extractor_new(&reading.extractor, reading.rules, NULL, &error), ATTEST_OK);
    cr_assert_eq(attest_document_from_bytes(&reading.document, text, "test", NULL, &error), ATTEST_OK, "%s",
                 error.text);
    cr_assert_eq(attest_extractor_extract(reading.extractor, reading.document, &reading.extraction, &error), ATTEST_OK,
                 "%s", error.text);
    return reading;
}

static void end_reading(struct reading *reading)
{
    attest_extraction_free(reading->extraction);
    attest_document_free(reading->document);
    attest_extractor_free(reading->extractor);
    attest_ruleset_free(reading->rules);
}

/* The claim with that lemma. */
static const attest_claim *claim_of(const struct reading *reading, const char *lemma)
{
    for (size_t i = 0; i < attest_extraction_claim_count(reading->extraction); i++) {
        const attest_claim *claim = attest_extraction_claim_at(reading->extraction, i);
        if (attest_view_equal(claim->predicate_lemma, attest_view_of(lemma))) {
            return claim;
        }
    }
    cr_assert_fail("no claim \"%s\"", lemma);
    return NULL;
}

Test(attribution, what_somebody_says_is_no_claim_of_its_own)
{
    struct reading reading = read_text(ATTEST_VIEW("The plan was old. Ann Bee said that the dam was safe."));
    for (size_t i = 0; i < attest_extraction_claim_count(reading.extraction); i++) {
        const attest_claim *claim = attest_extraction_claim_at(reading.extraction, i);
        cr_expect_not(attest_view_equal(claim->predicate_lemma, ATTEST_VIEW("say")));
    }
    cr_assert_eq(attest_extraction_attribution_count(reading.extraction), 1);
    const attest_attribution *layer = attest_extraction_attribution_at(reading.extraction, 0);
    cr_expect(attest_view_equal(layer->speaker.text, ATTEST_VIEW("Ann Bee")));
    end_reading(&reading);
}

Test(attribution, what_somebody_does_not_say_is_negated)
{
    struct reading reading = read_text(ATTEST_VIEW("The plan was old. Ann Bee did not say whether the dam was safe."));
    cr_expect_eq(claim_of(&reading, "say")->polarity, ATTEST_NEGATED);
    cr_expect_eq(attest_extraction_attribution_at(reading.extraction, 0)->stance, ATTEST_STANCE_DECLINES);
    end_reading(&reading);
}

Test(attribution, reports_of_reports_keep_their_chain)
{
    struct reading reading = read_text(
        ATTEST_VIEW("The plan was old. Ann Bee said that the mayor had declined to say whether the dam was safe."));
    const attest_claim *inner = claim_of(&reading, "decline to say");
    cr_assert_eq(inner->attribution_count, 1);
    const attest_attribution *outer = attest_extraction_attribution_at(reading.extraction, inner->attributions[0]);
    cr_expect(attest_view_equal(outer->speaker.text, ATTEST_VIEW("Ann Bee")));
    end_reading(&reading);
}

Test(attribution, boilerplate_is_never_reported)
{
    struct reading reading =
        read_text(ATTEST_VIEW("Dam reopens\n\nThe dam was opened on Monday. It is old.\n\n"
                              "Read more: Ann Bee said that the dam was safe\n\nThe mayor came. It rained.\n"));
    cr_expect_eq(attest_extraction_attribution_count(reading.extraction), 0);
    end_reading(&reading);
}

/* Processor time to read `count` pairs of quotations; the language layer takes most of it. */
static double time_quotations(size_t count)
{
    const char unit[] = "\"We go,\" said Ann Bee. \"Stay,\" she said. ";
    char *text = malloc(count * (sizeof unit - 1));
    cr_assert_not_null(text);
    for (size_t i = 0; i < count; i++) {
        memcpy(text + i * (sizeof unit - 1), unit, sizeof unit - 1);
    }
    clock_t start = clock();
    struct reading reading = read_text((attest_view){text, count * (sizeof unit - 1)});
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    cr_expect_eq(attest_extraction_attribution_count(reading.extraction), 2 * count);
    end_reading(&reading);
    free(text);
    return seconds;
}

/* Eight times as many: quadratic time would be sixty-four times as long. */
Test(attribution, thousands_of_quotations_take_linear_time)
{
    double few = time_quotations(250), many = time_quotations(2000);
    cr_expect_lt(many, 32 * few + 0.5, "%.2f s for 500 quotations, %.2f s for 4,000", few, many);
}
