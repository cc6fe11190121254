/* Reading an extraction. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "attest/extraction.h"

#include <stdlib.h>
#include "extract/extraction_data.h"

void attest_extraction_free(attest_extraction *extraction)
{
    if (extraction) {
        free(extraction->entities);
        free(extraction->mentions);
        free(extraction->attributions);
        free(extraction->claims);
        attest_i_arena_clear(&extraction->arena);
        free(extraction);
    }
}

const attest_document *attest_extraction_document(const attest_extraction *extraction)
{
    return extraction->document;
}

size_t attest_extraction_entity_count(const attest_extraction *extraction)
{
    return extraction->entity_count;
}

const attest_entity *attest_extraction_entity_at(const attest_extraction *extraction, size_t index)
{
    return &extraction->entities[index];
}

size_t attest_extraction_mention_count(const attest_extraction *extraction)
{
    return extraction->mention_count;
}

const attest_mention *attest_extraction_mention_at(const attest_extraction *extraction, size_t index)
{
    return &extraction->mentions[index];
}

size_t attest_extraction_attribution_count(const attest_extraction *extraction)
{
    return extraction->attribution_count;
}

const attest_attribution *attest_extraction_attribution_at(const attest_extraction *extraction, size_t index)
{
    return &extraction->attributions[index];
}

size_t attest_extraction_claim_count(const attest_extraction *extraction)
{
    return extraction->claim_count;
}

const attest_claim *attest_extraction_claim_at(const attest_extraction *extraction, size_t index)
{
    return &extraction->claims[index];
}

size_t attest_extraction_limit_hits(const attest_extraction *extraction)
{
    return extraction->limit_hits;
}

const char *attest_entity_class_name(enum attest_entity_class class_)
{
    static const char *const names[ATTEST_ENTITY_CLASS_COUNT] = {"Thing", "Person",   "Group", "Organization",
                                                                 "Place", "Facility", "Event", "Work"};
    return names[class_];
}

const char *attest_attribution_kind_name(enum attest_attribution_kind kind)
{
    static const char *const names[] = {"direct", "mixed", "indirect", "opinion"};
    return names[kind];
}

const char *attest_stance_name(enum attest_stance stance)
{
    static const char *const names[ATTEST_STANCE_COUNT] = {"asserts", "denies", "doubts",   "declines",
                                                           "demands", "asks",   "promises", "believes",
                                                           "hopes",   "fears",  "judges"};
    return names[stance];
}

const char *attest_polarity_name(enum attest_polarity polarity)
{
    return polarity == ATTEST_AFFIRMED ? "affirmed" : "negated";
}

const char *attest_modality_name(enum attest_modality modality)
{
    static const char *const names[ATTEST_MODALITY_COUNT] = {"asserted", "possible", "intended", "required",
                                                             "hypothetical"};
    return names[modality];
}
