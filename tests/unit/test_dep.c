/* Clause claims: distribution, voice, scope, attribution; edges of dependency rules. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "../support/extraction_cases.h"
#include "attest/extractor.h"
#include "attest/source.h"

struct clause_reading {
    attest_ruleset *rules;
    attest_extractor *extractor;
    attest_document *document;
    attest_extraction *extraction;
};

static struct clause_reading read_clauses(const char *text)
{
    struct clause_reading reading = {0};
    attest_error error = {0};
    cr_assert_eq(attest_ruleset_new(&reading.rules, NULL, 0, &error), ATTEST_OK, "%s", error.text);
    cr_assert_eq(attest_extractor_new(&reading.extractor, reading.rules, NULL, &error), ATTEST_OK, "%s", error.text);
    cr_assert_eq(attest_document_from_bytes(&reading.document, attest_view_of(text), "test", NULL, &error), ATTEST_OK,
                 "%s", error.text);
    cr_assert_eq(attest_extractor_extract(reading.extractor, reading.document, &reading.extraction, &error), ATTEST_OK,
                 "%s", error.text);
    return reading;
}

static void end_clauses(struct clause_reading *reading)
{
    attest_extraction_free(reading->extraction);
    attest_document_free(reading->document);
    attest_extractor_free(reading->extractor);
    attest_ruleset_free(reading->rules);
}

/* The claim with this subject and lemma; NULL: none. */
static const attest_claim *find_claim(const struct clause_reading *reading, const char *subject, const char *lemma)
{
    for (size_t i = 0; i < attest_extraction_claim_count(reading->extraction); i++) {
        const attest_claim *claim = attest_extraction_claim_at(reading->extraction, i);
        if (attest_view_equal(claim->subject.text, attest_view_of(subject)) &&
            attest_view_equal(claim->predicate_lemma, attest_view_of(lemma))) {
            return claim;
        }
    }
    return NULL;
}

Test(dep, coordinated_subjects_and_verbs_each_claim)
{
    struct clause_reading reading = read_clauses("The mayor and the minister opened the bridge and left the city.\n");
    cr_expect_not_null(find_claim(&reading, "The mayor", "open"));
    cr_expect_not_null(find_claim(&reading, "the minister", "open"));
    cr_expect_not_null(find_claim(&reading, "The mayor", "leave"));
    end_clauses(&reading);
}

Test(dep, negation_and_hedges_are_kept)
{
    struct clause_reading reading =
        read_clauses("The army did not cross the river. The company may close the factory.\n");
    const attest_claim *crossed = find_claim(&reading, "The army", "cross");
    const attest_claim *closed = find_claim(&reading, "The company", "close");
    cr_assert_not_null(crossed);
    cr_assert_not_null(closed);
    cr_expect_eq(crossed->polarity, ATTEST_NEGATED);
    cr_expect_eq(crossed->modality, ATTEST_MODALITY_ASSERTED);
    cr_expect_eq(closed->polarity, ATTEST_AFFIRMED);
    cr_expect_eq(closed->modality, ATTEST_MODALITY_POSSIBLE);
    end_clauses(&reading);
}

Test(dep, verbs_of_intent_are_folded)
{
    struct clause_reading reading = read_clauses("The company is trying to sell the factory.\n");
    const attest_claim *claim = find_claim(&reading, "The company", "sell");
    cr_assert_not_null(claim);
    cr_expect_eq(claim->modality, ATTEST_MODALITY_INTENDED);
    cr_expect_null(find_claim(&reading, "The company", "try"));
    end_clauses(&reading);
}

Test(dep, claims_of_speakers_carry_their_attribution)
{
    struct clause_reading reading =
        read_clauses("Ann Bee said that the company closed the factory. The bridge collapsed.\n");
    const attest_claim *said = find_claim(&reading, "the company", "close");
    const attest_claim *own = find_claim(&reading, "The bridge", "collapse");
    cr_assert_not_null(said);
    cr_assert_not_null(own);
    cr_assert_eq(said->attribution_count, 1);
    cr_expect_eq(own->attribution_count, 0);
    const attest_attribution *layer = attest_extraction_attribution_at(reading.extraction, said->attributions[0]);
    cr_expect(attest_view_equal(layer->speaker.text, ATTEST_VIEW("Ann Bee")));
    end_clauses(&reading);
}

Test(dep, a_capital_that_acts_is_its_state)
{
    struct clause_reading reading = read_clauses("Oslo has closed the border. The ship left Oslo.\n");
    const attest_claim *closed = find_claim(&reading, "Oslo", "close");
    const attest_claim *left = find_claim(&reading, "The ship", "leave");
    cr_assert_not_null(closed);
    cr_assert_not_null(left);
    cr_expect(attest_view_equal(closed->subject.label, ATTEST_VIEW("Norway")));
    cr_expect(attest_view_equal(left->object.label, ATTEST_VIEW("Oslo")));
    end_clauses(&reading);
}
