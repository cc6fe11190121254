/* The extractor: a document in, entities, attributions and claims out. A pure function of the document, the rules and
 * the options: same input, same output, in any thread and in any order. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACTOR_H
#define ATTEST_EXTRACTOR_H

#include "attest/document.h"
#include "attest/extraction.h"
#include "attest/ruleset.h"
#include "attest/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct attest_extractor attest_extractor;

typedef struct attest_extractor_options {
    double min_confidence; /* claims below it are left out; 0: keep all */
} attest_extractor_options;

/* All claims, whatever their confidence. */
ATTEST_API attest_extractor_options attest_extractor_options_default(void);

/* Make an extractor. It keeps `rules`, which must outlive it; `options` (NULL: defaults) is copied. Immutable: any number of
 * threads may use it at once. Gives `*extractor`. */
ATTEST_API enum attest_status attest_extractor_new(attest_extractor **extractor, const attest_ruleset *rules,
                                                   const attest_extractor_options *options,
                                                   attest_error *error) ATTEST_MUST_USE;

/* Free an extractor that no thread uses any more; its rules stay. NULL is fine. */
ATTEST_API void attest_extractor_free(attest_extractor *extractor);

/* Read everything there is in `document`. Gives `*extraction`, which keeps the document: free the extraction first. A text in which there is
 * nothing to find is no error. */
ATTEST_API enum attest_status attest_extractor_extract(const attest_extractor *extractor,
                                                       const attest_document *document, attest_extraction **extraction,
                                                       attest_error *error) ATTEST_MUST_USE;

/* An example of a rule that did not come out. Everything is borrowed for the call. */
typedef struct attest_rule_failure {
    attest_view rule; /* id */
    attest_view file;
    uint32_t line;        /* of the example */
    attest_view text;     /* of the example */
    attest_view expected; /* what should have come out; "nothing" for a silent example */
    attest_view found;    /* what the rule made of the text instead, several joined by "; "; "nothing" */
} attest_rule_failure;

typedef void attest_rule_failure_handler(void *user_data, const attest_rule_failure *failure);

typedef struct attest_rule_test_counts {
    size_t rules;
    size_t examples;
    size_t failures;
} attest_rule_test_counts;

/* Run the examples of all rules through the full extractor: an example must yield its results by the rule that it belongs to, a silent
 * one nothing by that rule. `handler` (may be NULL) is called for each that fails; failures are no error. `*counts` is filled. */
ATTEST_API enum attest_status attest_ruleset_test(const attest_ruleset *rules, attest_rule_failure_handler *handler,
                                                  void *user_data, attest_rule_test_counts *counts,
                                                  attest_error *error) ATTEST_MUST_USE;

/* "attest 0.1.0". Static storage. */
ATTEST_API const char *attest_version(void);

#ifdef __cplusplus
}
#endif
#endif
