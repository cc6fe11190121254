/* Import: claims that a person or another program made, taken only if their evidence is really in the sources. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_IMPORT_H
#define ATTEST_IMPORT_H

#include "attest/audit.h"
#include "attest/graph.h"
#include "attest/quad.h"
#include "attest/source.h"
#include "attest/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Id of the rule that imported claims and attributions carry. */
#define ATTEST_IMPORT_RULE "import"

typedef struct attest_import_request {
    const char *claims;         /* file of claims as NDJSON; "-": standard input */
    const char *const *sources; /* files and folders with the sources */
    size_t source_count;
    attest_source_options source_options;
    const attest_graph_mapper *mapper; /* makes the graph; borrowed */
} attest_import_request;

typedef struct attest_import_counts {
    size_t sources; /* sources read */
    size_t lines;   /* lines with an object */
    size_t claims;  /* claims taken */
    size_t refused; /* lines refused, of any type */
} attest_import_counts;

/* Read the claims, hold each against its source, and emit the catalogue and one graph per source that has a claim. Every refused line
 * goes to `handler`: kind is a stable word ("text-differs"), subject "FILE:LINE". A source that cannot be read is a finding
 * of kind "source-unreadable". OK even if lines were refused; `counts` says how many. */
ATTEST_API enum attest_status attest_import_run(const attest_import_request *request, attest_quad_sink sink,
                                                attest_finding_handler *handler, void *user_data,
                                                attest_import_counts *counts, attest_error *error) ATTEST_MUST_USE;

#ifdef __cplusplus
}
#endif
#endif
