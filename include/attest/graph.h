/* From an extraction to RDF: the mapping of claims, attributions, mentions and metadata to one named graph per source
 * plus its part of the catalogue (default graph). The README section "The graph" and ontology/attest.ttl describe it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_GRAPH_H
#define ATTEST_GRAPH_H

#include "attest/extraction.h"
#include "attest/quad.h"
#include "attest/ruleset.h"
#include "attest/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct attest_graph_mapper attest_graph_mapper;

#define ATTEST_DEFAULT_BASE "https://kg.example/"

typedef struct attest_graph_options {
    const char *base;      /* NULL: ATTEST_DEFAULT_BASE; an absolute IRI that ends in "/" or "#" */
    double min_confidence; /* as given to the extractor; becomes part of the run's description */
} attest_graph_options;

/* The default base, and 0 as least confidence. */
ATTEST_API attest_graph_options attest_graph_options_default(void);

/* Make a mapper. A base that is no absolute IRI gives ATTEST_ERR_ARGUMENT. Keeps `rules`. Gives `*mapper`. Immutable: any
 * number of threads may use it at once. */
ATTEST_API enum attest_status attest_graph_mapper_new(attest_graph_mapper **mapper, const attest_ruleset *rules,
                                                      const attest_graph_options *options,
                                                      attest_error *error) ATTEST_MUST_USE;

/* Free a mapper that no thread uses any more; its rules stay. NULL is fine. */
ATTEST_API void attest_graph_mapper_free(attest_graph_mapper *mapper);

/* Emit the run, software and rule-set part of the catalogue: once per dataset, before the sources. */
ATTEST_API enum attest_status attest_graph_emit_run(const attest_graph_mapper *mapper, attest_quad_sink sink,
                                                    attest_error *error) ATTEST_MUST_USE;

/* Emit one source: first its part of the catalogue (metadata, digests, counts), then its named graph; without duplicate
 * quads, grouped by graph and subject, in an order that depends on the extraction alone. */
ATTEST_API enum attest_status attest_graph_emit_extraction(const attest_graph_mapper *mapper,
                                                           const attest_extraction *extraction, attest_quad_sink sink,
                                                           attest_error *error) ATTEST_MUST_USE;

/* IRIs, written to `buffer` as NUL-terminated strings. ATTEST_ERR_LIMIT if `size` is too small (ATTEST_IRI_MAX always
 * does for the first three). `index` is the claim's or entity's index in the extraction. */
#define ATTEST_IRI_MAX 2048
ATTEST_API enum attest_status attest_graph_source_iri(const attest_graph_mapper *mapper,
                                                      const attest_document *document, char *buffer,
                                                      size_t size) ATTEST_MUST_USE;
ATTEST_API enum attest_status attest_graph_graph_iri(const attest_graph_mapper *mapper, const attest_document *document,
                                                     char *buffer, size_t size) ATTEST_MUST_USE;
ATTEST_API enum attest_status attest_graph_claim_iri(const attest_graph_mapper *mapper,
                                                     const attest_extraction *extraction, size_t index, char *buffer,
                                                     size_t size) ATTEST_MUST_USE;
ATTEST_API enum attest_status attest_graph_entity_iri(const attest_graph_mapper *mapper,
                                                      const attest_extraction *extraction, size_t index, char *buffer,
                                                      size_t size) ATTEST_MUST_USE;

#ifdef __cplusplus
}
#endif
#endif
