/* The builder and the order of an extraction. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "attest/source.h"
#include "extract/builder.h"

static attest_document *document;
static attest_i_builder *builder;

static void set_up(void)
{
    attest_error error;
    cr_assert_eq(attest_document_from_bytes(&document, ATTEST_VIEW("Ann said so. Bob did not."), "t.txt", NULL, &error),
                 ATTEST_OK);
    cr_assert_eq(attest_i_builder_new(&builder, document), ATTEST_OK);
}

static attest_claim make_claim(const attest_span *evidence, const uint32_t *chain, size_t chain_count)
{
    attest_claim claim = {
        .sentence = {evidence->begin, evidence->end},
        .evidence = evidence,
        .evidence_count = 1,
        .predicate = ATTEST_VIEW("said"),
        .predicate_lemma = ATTEST_VIEW("say"),
        .attributions = chain,
        .attribution_count = chain_count,
        .rule = ATTEST_VIEW("test.rule"),
        .confidence = 0.5,
    };
    claim.subject.entity = ATTEST_NO_INDEX;
    claim.object.entity = ATTEST_NO_INDEX;
    return claim;
}

static attest_attribution make_attribution(const attest_span *content, uint32_t reported_by)
{
    attest_attribution made = {.content = content,
                               .content_count = 1,
                               .sentence = *content,
                               .reported_by = reported_by,
                               .rule = ATTEST_VIEW("r")};
    made.speaker.entity = ATTEST_NO_INDEX;
    return made;
}

Test(builder, puts_everything_into_text_order, .init = set_up)
{
    const attest_span first = {0, 12};
    const attest_span second = {13, 25};
    uint32_t outer;
    uint32_t inner;
    attest_attribution late = make_attribution(&second, ATTEST_NO_INDEX);
    cr_assert_eq(attest_i_builder_attribution(builder, &late, &outer), ATTEST_OK);
    attest_attribution early = make_attribution(&first, outer);
    cr_assert_eq(attest_i_builder_attribution(builder, &early, &inner), ATTEST_OK);
    attest_claim claim = make_claim(&second, &outer, 1);
    cr_assert_eq(attest_i_builder_claim(builder, &claim, NULL), ATTEST_OK);
    claim = make_claim(&first, &inner, 1);
    cr_assert_eq(attest_i_builder_claim(builder, &claim, NULL), ATTEST_OK);

    attest_extraction *made;
    cr_assert_eq(attest_i_builder_finish(builder, &made), ATTEST_OK);
    cr_assert_eq(attest_extraction_attribution_at(made, 0)->content[0].begin, 0);
    cr_assert_eq(attest_extraction_attribution_at(made, 0)->reported_by, 1);
    cr_assert_eq(attest_extraction_attribution_at(made, 1)->reported_by, ATTEST_NO_INDEX);
    cr_assert_eq(attest_extraction_claim_at(made, 0)->evidence[0].begin, 0);
    cr_assert_eq(attest_extraction_claim_at(made, 0)->attributions[0], 0);
    cr_assert_eq(attest_extraction_claim_at(made, 1)->attributions[0], 1);
    attest_extraction_free(made);
    attest_document_free(document);
}

Test(builder, keeps_the_surer_of_equal_claims, .init = set_up)
{
    const attest_span evidence = {0, 12};
    attest_claim claim = make_claim(&evidence, NULL, 0);
    cr_assert_eq(attest_i_builder_claim(builder, &claim, NULL), ATTEST_OK);
    claim.confidence = 0.9;
    claim.rule = ATTEST_VIEW("surer.rule");
    cr_assert_eq(attest_i_builder_claim(builder, &claim, NULL), ATTEST_OK);
    claim.polarity = ATTEST_NEGATED;
    cr_assert_eq(attest_i_builder_claim(builder, &claim, NULL), ATTEST_OK);
    attest_extraction *made;
    cr_assert_eq(attest_i_builder_finish(builder, &made), ATTEST_OK);
    cr_assert_eq(attest_extraction_claim_count(made), 2, "a negated claim is another claim");
    cr_assert(attest_view_equal(attest_extraction_claim_at(made, 0)->rule, ATTEST_VIEW("surer.rule")));
    attest_extraction_free(made);
    attest_document_free(document);
}

Test(builder, finds_entities_by_folded_label_and_class, .init = set_up)
{
    uint32_t index[4];
    const attest_entity entities[] = {
        {ATTEST_VIEW("Ann  Bee"), ATTEST_ENTITY_PERSON, 1},
        {ATTEST_VIEW(" Ann\nBee "), ATTEST_ENTITY_PERSON, 1},
        {ATTEST_VIEW("Ann Bee"), ATTEST_ENTITY_WORK, 1},
        {ATTEST_VIEW("ann bee"), ATTEST_ENTITY_PERSON, 1},
    };
    for (size_t i = 0; i < 4; i++) {
        cr_assert_eq(attest_i_builder_entity(builder, &entities[i], &index[i]), ATTEST_OK);
    }
    cr_assert_eq(index[0], index[1]);
    cr_assert_neq(index[0], index[2]);
    cr_assert_neq(index[0], index[3]);
    attest_i_builder_free(builder);
    attest_document_free(document);
}

Test(builder, orders_entities_by_first_mention_and_drops_repeated_mentions, .init = set_up)
{
    uint32_t bob;
    uint32_t ann;
    uint32_t at[3];
    cr_assert_eq(attest_i_builder_entity(builder, &(attest_entity){ATTEST_VIEW("Bob"), ATTEST_ENTITY_PERSON, 1}, &bob),
                 ATTEST_OK);
    cr_assert_eq(attest_i_builder_entity(builder, &(attest_entity){ATTEST_VIEW("Ann"), ATTEST_ENTITY_PERSON, 1}, &ann),
                 ATTEST_OK);
    const attest_mention mentions[] = {
        {{13, 16}, bob, ATTEST_VIEW("name"), ATTEST_VIEW(""), ATTEST_NO_INDEX},
        {{0, 3}, ann, ATTEST_VIEW("name"), ATTEST_VIEW(""), ATTEST_NO_INDEX},
        {{13, 16}, bob, ATTEST_VIEW("name"), ATTEST_VIEW(""), ATTEST_NO_INDEX},
    };
    for (size_t i = 0; i < 3; i++) {
        cr_assert_eq(attest_i_builder_mention(builder, &mentions[i], &at[i]), ATTEST_OK);
    }
    cr_assert_eq(at[0], at[2]);
    attest_extraction *made;
    cr_assert_eq(attest_i_builder_finish(builder, &made), ATTEST_OK);
    cr_assert_eq(attest_extraction_mention_count(made), 2);
    cr_assert(attest_view_equal(attest_extraction_entity_at(made, 0)->label, ATTEST_VIEW("Ann")));
    cr_assert_eq(attest_extraction_mention_at(made, 1)->entity, 1);
    attest_extraction_free(made);
    attest_document_free(document);
}

Test(builder, refuses_spans_and_indices_that_are_wrong, .init = set_up)
{
    const attest_span outside = {20, 26};
    const attest_span empty = {3, 3};
    const attest_span good = {0, 3};
    const uint32_t nobody = 0;
    attest_claim claim = make_claim(&outside, NULL, 0);
    cr_assert_eq(attest_i_builder_claim(builder, &claim, NULL), ATTEST_ERR_DATA);
    claim = make_claim(&empty, NULL, 0);
    cr_assert_eq(attest_i_builder_claim(builder, &claim, NULL), ATTEST_ERR_DATA);
    claim = make_claim(&good, &nobody, 1);
    cr_assert_eq(attest_i_builder_claim(builder, &claim, NULL), ATTEST_ERR_DATA);
    claim = make_claim(&good, NULL, 0);
    claim.subject.entity = 5;
    cr_assert_eq(attest_i_builder_claim(builder, &claim, NULL), ATTEST_ERR_DATA);
    attest_mention mention = {{0, 3}, 0, ATTEST_VIEW("name"), ATTEST_VIEW(""), ATTEST_NO_INDEX};
    cr_assert_eq(attest_i_builder_mention(builder, &mention, NULL), ATTEST_ERR_DATA);
    attest_i_builder_free(builder);
    attest_document_free(document);
}
