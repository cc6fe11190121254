/* The extractor: runs the stages over one document, in their order. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "attest/extractor.h"

#include <stdlib.h>

#include "base/memory.h"
#include "extract/builder.h"
#include "extract/dep.h"
#include "extract/extraction_data.h"
#include "extract/stage.h"

struct attest_extractor {
    const attest_ruleset *rules;
    attest_extractor_options options;
    attest_i_analysers *analysers;
    attest_i_confidence_observer *observer;
    void *observer_data;
    attest_i_laps *laps;
};

attest_extractor_options attest_extractor_options_default(void)
{
    attest_extractor_options options = {0};
    return options;
}

const char *attest_version(void)
{
    return "attest " ATTEST_VERSION;
}

enum attest_status attest_extractor_new(attest_extractor **extractor, const attest_ruleset *rules,
                                        const attest_extractor_options *options, attest_error *error)
{
    *extractor = NULL;
    attest_extractor *made = calloc(1, sizeof *made);
    if (!made) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, NULL, "out of memory");
    }
    made->rules = rules;
    made->options = options ? *options : attest_extractor_options_default();
    enum attest_status status = attest_i_analysers_new(&made->analysers, error);
    if (status != ATTEST_OK) {
        free(made);
        return status;
    }
    *extractor = made;
    return ATTEST_OK;
}

void attest_extractor_free(attest_extractor *extractor)
{
    if (extractor) {
        attest_i_analysers_free(extractor->analysers);
    }
    free(extractor);
}

void attest_i_extractor_observe(attest_extractor *extractor, attest_i_confidence_observer *observer, void *user_data)
{
    extractor->observer = observer;
    extractor->observer_data = user_data;
}

void attest_i_extractor_time(attest_extractor *extractor, attest_i_laps *laps)
{
    extractor->laps = laps;
}

/* Later stages read what earlier ones found; see stage.h. */
static const struct {
    attest_i_stage *run;
    const char *name;
} stages[] = {
    {attest_i_stage_zones, "zones"},
    {attest_i_stage_values, "values"},
    {attest_i_stage_language, "trees as graphs"}, /* but for what analyse.h tells of */
    {attest_i_stage_names, "names"},
    {attest_i_stage_attribution, "attributions"},
    {attest_i_stage_speakers, "speakers"},
    {attest_i_stage_clauses, "clause claims"},
    {attest_i_stage_user_rules, "rules of the user"},
    {attest_i_stage_confidence, "confidence"},
};

static enum attest_status run_stages(attest_i_context *context)
{
    enum attest_status status = ATTEST_OK;
    for (size_t i = 0; status == ATTEST_OK && i < sizeof stages / sizeof stages[0]; i++) {
        status = stages[i].run(context);
        attest_i_lap(context->laps, stages[i].name);
    }
    return status;
}

/* Leave out claims below the threshold. Attributions stay: claims refer to them by index. */
static void drop_unsure(attest_extraction *extraction, double least)
{
    size_t kept = 0;
    for (size_t i = 0; i < extraction->claim_count; i++) {
        if (extraction->claims[i].confidence >= least) {
            extraction->claims[kept++] = extraction->claims[i];
        }
    }
    extraction->claim_count = kept;
}

enum attest_status attest_extractor_extract(const attest_extractor *extractor, const attest_document *document,
                                            attest_extraction **extraction, attest_error *error)
{
    *extraction = NULL;
    if (error) {
        error->status = ATTEST_OK;
    }
    attest_i_arena scratch;
    attest_i_arena_init(&scratch);
    attest_i_context context = {.document = document,
                                .rules = extractor->rules,
                                .arena = &scratch,
                                .analysers = extractor->analysers,
                                .observer = extractor->observer,
                                .observer_data = extractor->observer_data,
                                .laps = extractor->laps,
                                .error = error};
    enum attest_status status = attest_i_builder_new(&context.builder, document);
    if (status == ATTEST_OK) {
        status = run_stages(&context);
        if (status == ATTEST_OK) {
            status = attest_i_builder_finish(context.builder, extraction);
        } else {
            attest_i_builder_free(context.builder);
        }
    }
    attest_i_arena_clear(&scratch);
    if (status == ATTEST_OK) {
        drop_unsure(*extraction, extractor->options.min_confidence);
    } else if (error && error->status != status) {
        attest_view path = attest_document_path(document);
        attest_error_set(error, status, NULL, "%.*s: %s", (int)path.size, path.data, attest_status_text(status));
    }
    return status;
}
