/* Rules: the named patterns that make claims, attributions, values and zones; compiled once, then immutable and
 * shared between threads. The rule language is described in ontology/rules/README.md. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RULESET_H
#define ATTEST_RULESET_H

#include "attest/status.h"
#include "attest/view.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct attest_ruleset attest_ruleset;

/* What the user may know of a rule. Views live as long as the rule set. */
typedef struct attest_rule_info {
    attest_view id;      /* stable, e.g. "quote.cue-after"; becomes an IRI in the provenance */
    attest_view meaning; /* one line */
    attest_view file;    /* "quotation.rules" for built-in files, else the path given */
    uint32_t line;       /* of the rule's first line, from 1 */
    attest_view source;  /* the text of the rule */
    size_t example_count;
} attest_rule_info;

/* Compile the built-in rules and, after them, `count` files of the user. A rule with the id of an earlier one replaces it.
 * A bad rule refuses the whole set: `error` has file, line, column and what was expected. Gives `*rules`. */
ATTEST_API enum attest_status attest_ruleset_new(attest_ruleset **rules, const char *const *files, size_t count,
                                                 attest_error *error) ATTEST_MUST_USE;

/* Leave a rule out. Before the set is given to an extractor, which may be shared between threads; the set keeps the rule, and gets another
 * digest, since its results are others. ATTEST_ERR_ARGUMENT: there is no such rule, or it is one by which text is divided or mentions are
 * resolved, without which the others make no sense. */
ATTEST_API enum attest_status attest_ruleset_without(attest_ruleset *rules, const char *id,
                                                     attest_error *error) ATTEST_MUST_USE;

/* Free a rule set; extractors and mappers made from it must be gone. NULL is fine. */
ATTEST_API void attest_ruleset_free(attest_ruleset *rules);

/* The rules, those left out included, in the order of their files. `_at` must get an index below `_count`. */
ATTEST_API size_t attest_ruleset_count(const attest_ruleset *rules);
ATTEST_API attest_rule_info attest_ruleset_at(const attest_ruleset *rules, size_t index);

/* "sha256:..." over all rule files in order: the version of the rules. NUL-terminated, borrowed. */
ATTEST_API const char *attest_ruleset_digest(const attest_ruleset *rules);

#ifdef __cplusplus
}
#endif
#endif
