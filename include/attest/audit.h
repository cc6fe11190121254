/* Audit, verify, import: reading the graph back and holding it against the sources. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_AUDIT_H
#define ATTEST_AUDIT_H

#include <stdio.h>

#include "attest/dataset.h"
#include "attest/extractor.h"
#include "attest/source.h"
#include "attest/status.h"

#ifdef __cplusplus
extern "C" {
#endif

enum attest_report_format { ATTEST_REPORT_TEXT, ATTEST_REPORT_JSON, ATTEST_REPORT_HTML };

/* What to audit: claims whose subject, object, arguments, speaker or quoted words contain every term (case-insensitive, whole words), or
 * one claim by IRI. Terms may be phrases. The other names by which a source calls an entity count as well. With terms the report also has
 * statements: what somebody says in a sentence that holds every term, where no claim of the report comes from it. */
typedef struct attest_audit_request {
    const char *const *terms;
    size_t term_count;
    const char *claim; /* IRI; NULL: by terms */
    enum attest_report_format format;
    int colour; /* text: 1 for a terminal: evidence and warnings stand out */
} attest_audit_request;

/* Write the audit to `output` (borrowed, flushed, not closed). NONE if neither claim nor statement matches; a report saying so is written all
 * the same. A term that is no valid UTF-8 is ATTEST_ERR_ENCODING. */
ATTEST_API enum attest_status attest_audit_write(const attest_dataset *dataset, const attest_audit_request *request,
                                                 FILE *output, attest_error *error) ATTEST_MUST_USE;

/* One thing that does not hold. Borrowed for the call. */
typedef struct attest_finding {
    const char
        *kind; /* stable: "source-missing", "source-changed", "graph-digest", "evidence-text", "claim-missing", ... */
    const char *subject; /* IRI of the source, graph or claim concerned, or the line of the import file */
    const char *text;    /* one sentence for people */
} attest_finding;

typedef void attest_finding_handler(void *user_data, const attest_finding *finding);

typedef struct attest_verify_request {
    const char *const *sources; /* files and folders with the sources */
    size_t source_count;
    const char *const *rule_files; /* the user's rule files of the run */
    size_t rule_file_count;
    const char *const *without; /* ids of the rules that the run left out */
    size_t without_count;
    attest_source_options source_options;
} attest_verify_request;

typedef struct attest_verify_counts {
    size_t sources;   /* sources checked */
    size_t graphs;    /* named graphs checked */
    size_t claims;    /* claims checked: those whose source is there */
    size_t selectors; /* pieces of evidence compared with their source */
    size_t imported;  /* of the claims: made elsewhere, so that only their evidence can be checked */
    size_t findings;
} attest_verify_counts;

/* Check a dataset against its sources. The kinds of findings:
 *   source-unreadable, source-missing, source-changed, source-digest (the digest recorded is not that of the source named)
 *   graph-digest, graph-missing, graph-undescribed, run-missing, rules-differ, version-differs
 *   evidence-offset, evidence-text, evidence-context, mention-text
 *   claim-missing, claim-added, claim-moved, claim-polarity, claim-modality, claim-speaker, claim-statement, claim-argument,
 *   claim-confidence, claim-rule, claim-altered
 *   attribution-altered, statement-missing, statement-added, label-altered, entity-altered, selector-altered, rule-altered
 *   metadata-altered, catalogue-altered, run-altered
 * Digests of sources and graphs, evidence at its offsets and the result of extracting again are compared; every
 * mismatch goes to `handler`. OK even with findings; `counts` says how many. */
ATTEST_API enum attest_status attest_verify_run(const attest_dataset *dataset, const attest_verify_request *request,
                                                attest_finding_handler *handler, void *user_data,
                                                attest_verify_counts *counts, attest_error *error) ATTEST_MUST_USE;

#ifdef __cplusplus
}
#endif
#endif
