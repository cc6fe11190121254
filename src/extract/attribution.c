/* The attribution stage: quotations and reports with their speakers and cues. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/attribution.h"

enum attest_status attest_i_stage_attribution(attest_i_context *context)
{
    attest_i_drafts drafts = {0};
    enum attest_status status = attest_i_attribution_bind(context, &drafts);
    for (size_t i = 0; i < context->page->quotes.limit_hits; i++) {
        attest_i_builder_limit_hit(context->builder);
    }
    if (status == ATTEST_OK) {
        status = attest_i_attribution_emit(context, context->page, &drafts);
    }
    attest_i_drafts_clear(&drafts);
    return status;
}
