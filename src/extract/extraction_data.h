/* The body of an extraction, shared by its builder and its readers, and the hash indices that the builder needs. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_EXTRACTION_DATA_H
#define ATTEST_EXTRACT_EXTRACTION_DATA_H

#include "attest/extraction.h"
#include "attest/status.h"
#include "base/memory.h"

/* The four arrays are malloc'ed; everything that they point to lies in the arena or in the document's text. */
struct attest_extraction {
    const attest_document *document;
    attest_i_arena arena;
    attest_entity *entities;
    size_t entity_count;
    attest_mention *mentions;
    size_t mention_count;
    attest_attribution *attributions;
    size_t attribution_count;
    attest_claim *claims;
    size_t claim_count;
    size_t limit_hits;
};

/* Sort everything into text order, drop repeated claims, rewrite indices. */
enum attest_status attest_i_extraction_order(attest_extraction *extraction) ATTEST_MUST_USE;

/* Open-addressing tables from entities and mentions to their index + 1 (0: free slot). All zero is empty. */
typedef struct attest_i_slots {
    uint32_t *slots;
    size_t capacity; /* a power of two, or 0 */
    size_t count;
} attest_i_slots;

typedef struct attest_i_label_index {
    attest_i_slots entities;
    attest_i_slots mentions;
} attest_i_label_index;

void attest_i_label_index_clear(attest_i_label_index *index);

/* Copy a label with runs of white space folded to one space and none at its ends. */
enum attest_status attest_i_label_fold(attest_i_arena *arena, attest_view label, attest_view *folded) ATTEST_MUST_USE;

/* Find the entity with this label and class: OK or NONE. Add it as `at` (it must not be there). */
enum attest_status attest_i_label_index_find(const attest_i_label_index *index, const attest_entity *entities,
                                             const attest_entity *wanted, uint32_t *at);
enum attest_status attest_i_label_index_add(attest_i_label_index *index, const attest_entity *entities,
                                            const attest_entity *added, uint32_t at) ATTEST_MUST_USE;

/* The same for mentions, by span and entity. */
enum attest_status attest_i_mention_index_find(const attest_i_label_index *index, const attest_mention *mentions,
                                               const attest_mention *wanted, uint32_t *at);
enum attest_status attest_i_mention_index_add(attest_i_label_index *index, const attest_mention *mentions,
                                              const attest_mention *added, uint32_t at) ATTEST_MUST_USE;

#endif
