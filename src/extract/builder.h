/* Building an extraction: the only way in which stages add entities, mentions, attributions and claims. Everything is
 * copied into the extraction's arena, so a stage may pass views and arrays from its own stack. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_BUILDER_H
#define ATTEST_EXTRACT_BUILDER_H

#include "attest/extraction.h"
#include "attest/status.h"
#include "base/memory.h"

typedef struct attest_i_builder attest_i_builder;

/* Start an extraction of `document` (kept by it). Gives `*builder`. */
enum attest_status attest_i_builder_new(attest_i_builder **builder, const attest_document *document) ATTEST_MUST_USE;
void attest_i_builder_free(attest_i_builder *builder);

/* End: mentions, attributions and claims are sorted into text order (indices are rewritten), equal claims and mentions are merged.
 * Frees the builder, whether or not it succeeds. Gives `*extraction`. */
enum attest_status attest_i_builder_finish(attest_i_builder *builder, attest_extraction **extraction) ATTEST_MUST_USE;

/* Memory that lives as long as the extraction. */
attest_i_arena *attest_i_builder_arena(attest_i_builder *builder);

/* The entity of that label and class, added if it is new (labels are compared byte by byte after white space is
 * folded). Gives its index. */
enum attest_status attest_i_builder_entity(attest_i_builder *builder, const attest_entity *entity,
                                           uint32_t *index) ATTEST_MUST_USE;

/* Add a mention (copied). A second mention with the same span and entity is dropped; `*index` (may be NULL) is then the first's. */
enum attest_status attest_i_builder_mention(attest_i_builder *builder, const attest_mention *mention,
                                            uint32_t *index) ATTEST_MUST_USE;

/* Add an attribution or a claim (copied deeply; views that already lie in the document's text or the arena are shared). `*index` may be NULL. Spans must
 * lie in the document's text, in order, and not be empty: else ATTEST_ERR_DATA, since that is a bug of a stage. */
enum attest_status attest_i_builder_attribution(attest_i_builder *builder, const attest_attribution *attribution,
                                                uint32_t *index) ATTEST_MUST_USE;
enum attest_status attest_i_builder_claim(attest_i_builder *builder, const attest_claim *claim,
                                          uint32_t *index) ATTEST_MUST_USE;

/* What was added so far, in order of addition, for later stages; may be changed in place (not the counts). Pointers are valid until the next
 * addition of that kind. */
size_t attest_i_builder_entity_count(const attest_i_builder *builder);
attest_entity *attest_i_builder_entity_at(attest_i_builder *builder, size_t index);
size_t attest_i_builder_mention_count(const attest_i_builder *builder);
attest_mention *attest_i_builder_mention_at(attest_i_builder *builder, size_t index);
size_t attest_i_builder_attribution_count(const attest_i_builder *builder);
attest_attribution *attest_i_builder_attribution_at(attest_i_builder *builder, size_t index);
size_t attest_i_builder_claim_count(const attest_i_builder *builder);
attest_claim *attest_i_builder_claim_at(attest_i_builder *builder, size_t index);

/* Take out the claims whose confidence was set below 0; the others keep their order. */
void attest_i_builder_claims_drop(attest_i_builder *builder);

/* Count one hit of a limit. */
void attest_i_builder_limit_hit(attest_i_builder *builder);

#endif
