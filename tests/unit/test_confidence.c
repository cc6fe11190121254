/* Confidence: the table of weights, the logistic function, and what decides for whom. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "attest/attest.h"
#include "base/embedded.h"
#include "extract/confidence.h"
#include "extract/rule_match.h"

Test(confidence, logistic_is_the_logistic_function)
{
    for (double x = -40; x <= 40; x += 0.37) {
        double clipped = x > 32 ? 32 : x < -32 ? -32 : x;
        cr_assert_float_eq(attest_i_logistic(x), 1 / (1 + exp(-clipped)), 1e-12, "at %g", x);
    }
    cr_assert_eq(attest_i_logistic(0), 0.5);
}

Test(confidence, weights_add_up_and_stay_inside)
{
    attest_i_confidence *weights = NULL;
    attest_view table = ATTEST_VIEW("# head\nclaim\tconstant\t-1.5\nclaim\tquoted\t2\nclaim\trule=a.b\t0.25\n"
                                    "attribution\tconstant\t99\n");
    cr_assert_eq(attest_i_confidence_new(&weights, table, NULL), ATTEST_OK);
    double features[ATTEST_I_CLAIM_FEATURE_COUNT] = {0};
    features[ATTEST_I_CLAIM_CONSTANT] = 1;
    cr_assert_eq(attest_i_confidence_of(weights, ATTEST_I_CONFIDENCE_CLAIM, ATTEST_VIEW("x"), features), 0.18);
    features[ATTEST_I_CLAIM_QUOTED] = 1;
    cr_assert_eq(attest_i_confidence_of(weights, ATTEST_I_CONFIDENCE_CLAIM, ATTEST_VIEW("x"), features), 0.62);
    cr_assert_eq(attest_i_confidence_of(weights, ATTEST_I_CONFIDENCE_CLAIM, ATTEST_VIEW("a.b"), features), 0.68);
    cr_assert_eq(attest_i_confidence_of(weights, ATTEST_I_CONFIDENCE_ATTRIBUTION, ATTEST_VIEW("a.b"), features), 0.99);
    attest_i_confidence_free(weights);
    attest_i_confidence_free(NULL);
}

Test(confidence, bad_tables_are_refused_with_the_line)
{
    static const char *const bad[] = {"claim\tconstant\t1\nclaim\tno-such-feature\t1\n",
                                      "#\nclam\tconstant\t1\n",
                                      "#\nclaim\tconstant\tone\n",
                                      "#\nclaim\tconstant\t\n",
                                      "#\nclaim\tconstant\t1.2.3\n",
                                      "#\nclaim\n"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        attest_i_confidence *weights = NULL;
        attest_error error = {0};
        cr_assert_eq(attest_i_confidence_new(&weights, attest_view_of(bad[i]), &error), ATTEST_ERR_DATA, "%s", bad[i]);
        cr_assert_null(weights);
        cr_assert_not_null(strstr(error.text, "line 2"), "%s", error.text);
    }
}

/* A weight for a rule that is gone, or for a feature under another name, does nothing and nobody would notice. */
Test(confidence, built_in_table_fits_the_rules)
{
    const attest_i_confidence *weights = NULL;
    attest_ruleset *rules = NULL;
    attest_view table;
    cr_assert_eq(attest_i_confidence_builtin(&weights), ATTEST_OK);
    cr_assert_eq(attest_ruleset_new(&rules, NULL, 0, NULL), ATTEST_OK);
    cr_assert_eq(attest_i_embedded_find(ATTEST_VIEW("confidence.tsv"), &table), ATTEST_OK);
    char *copy = strndup(table.data, table.size), *rest = copy, *line;
    size_t known = 0;
    while ((line = strsep(&rest, "\n"))) {
        char *rule = strstr(line, "\trule=");
        if (rule && line[0] != '#') {
            rule += strlen("\trule=");
            rule[strcspn(rule, "\t")] = '\0';
            cr_assert_not_null(attest_i_ruleset_find(rules, attest_view_of(rule)), "no rule %s", rule);
            known++;
        }
    }
    cr_assert_gt(known, 10);
    free(copy);
    attest_ruleset_free(rules);
}

static attest_extraction *extract(const char *text, const char *rule_file, double least, attest_document **document,
                                  attest_ruleset **rules)
{
    attest_extractor *extractor = NULL;
    attest_extraction *extraction = NULL;
    attest_error error = {0};
    attest_extractor_options options = attest_extractor_options_default();
    options.min_confidence = least;
    cr_assert_eq(attest_ruleset_new(rules, &rule_file, rule_file != NULL, &error), ATTEST_OK, "%s", error.text);
    cr_assert_eq(attest_extractor_new(&extractor, *rules, &options, NULL), ATTEST_OK);
    cr_assert_eq(attest_document_from_bytes(document, attest_view_of(text), "x.txt", NULL, NULL), ATTEST_OK);
    cr_assert_eq(attest_extractor_extract(extractor, *document, &extraction, NULL), ATTEST_OK);
    attest_extractor_free(extractor);
    return extraction;
}

static const char plain[] =
    "The pilots landed the plane. Having been, as one might well have guessed by then, and despite all "
    "that had gone before it, told so, some left, others, those who, it seemed, could, stayed.";

Test(confidence, plain_sentences_are_surer_than_tangled_ones)
{
    attest_document *document = NULL;
    attest_ruleset *rules = NULL;
    attest_extraction *found = extract(plain, NULL, 0, &document, &rules);
    size_t count = attest_extraction_claim_count(found);
    cr_assert_gt(count, 1);
    const attest_claim *first = attest_extraction_claim_at(found, 0);
    for (size_t i = 1; i < count; i++) {
        cr_assert_lt(attest_extraction_claim_at(found, i)->confidence, first->confidence);
    }
    double least = first->confidence;
    attest_extraction_free(found);
    attest_document_free(document);
    attest_ruleset_free(rules);
    found = extract(plain, NULL, least, &document, &rules);
    cr_assert_eq(attest_extraction_claim_count(found), 1);
    attest_extraction_free(found);
    attest_document_free(document);
    attest_ruleset_free(rules);
}

Test(confidence, a_users_rule_has_the_last_word)
{
    attest_document *document = NULL;
    attest_ruleset *rules = NULL;
    char path[] = "/tmp/attest-confidence-XXXXXX";
    int file = mkstemp(path);
    cr_assert_geq(file, 0);
    FILE *out = fdopen(file, "w");
    fputs("rule own.ferry surface {\n  meaning \"a ferry to somewhere\"\n  match /(?<who>The ferry) to "
          "(?<where>[A-Z]\\w+) (?<verb>was)/\n"
          "  confidence 0.37\n  make claim subject=who predicate=verb lemma=\"go\" object=where\n  silent \"The ship "
          "left.\"\n}\n",
          out);
    fclose(out);
    attest_extraction *found = extract("The ferry to Odda was late.", path, 0, &document, &rules);
    int seen = 0;
    for (size_t i = 0; i < attest_extraction_claim_count(found); i++) {
        const attest_claim *claim = attest_extraction_claim_at(found, i);
        if (attest_view_equal(claim->rule, ATTEST_VIEW("own.ferry"))) {
            cr_assert_float_eq(claim->confidence, 0.37, 1e-9);
            seen = 1;
        }
    }
    cr_assert(seen);
    remove(path);
    attest_extraction_free(found);
    attest_document_free(document);
    attest_ruleset_free(rules);
}
