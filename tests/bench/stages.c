/* Seconds that each stage of the pipeline takes, from file to N-Quads, on one core.
 *     build/tests/bench-stages INPUT... */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <time.h>

#include "attest/attest.h"
#include "base/memory.h"
#include "extract/builder.h"
#include "extract/dep.h"
#include "extract/stage.h"
#include "language/enhance.h"
#include "language/entities.h"
#include "language/lemma_rules.h"
#include "language/network.h"
#include "language/repair.h"
#include "language/segment.h"

enum part {
    PART_READ,
    PART_SURFACE,
    PART_SEGMENT,
    PART_NETWORK,
    PART_DECODE,
    PART_ATTRIBUTION,
    PART_CLAUSES,
    PART_REST,
    PART_WRITE,
    PART_COUNT
};

static const char *const part_names[PART_COUNT] = {"read",          "zones, values, names",       "segment",
                                                   "network",       "lemmas, names, enhancement", "attributions",
                                                   "clause claims", "confidence, order",          "write (N-Quads)"};

struct run {
    double spent[PART_COUNT];
    double last;
    attest_model *model;
    attest_i_workspace *workspace;
    attest_ruleset *rules;
    attest_i_analysers *analysers;
    attest_graph_mapper *mapper;
    attest_writer *writer;
    size_t documents;
    size_t sentences;
    size_t tokens;
};

/* The time since the last call belongs to `part`. */
static void lap(struct run *run, enum part part)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    double seconds = (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
    run->spent[part] += seconds - run->last;
    run->last = seconds;
}

/* The language layer once more, step by step: as a whole it is one stage. */
static enum attest_status take_language_apart(struct run *run, const attest_i_context *context)
{
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    enum attest_status status = ATTEST_OK;
    for (size_t z = 0; status == ATTEST_OK && z < context->zone_count; z++) {
        const attest_i_zone *zone = &context->zones[z];
        attest_i_segmentation found = {0};
        if (zone->kind == ATTEST_I_ZONE_BOILERPLATE || zone->kind == ATTEST_I_ZONE_BYLINE ||
            zone->kind == ATTEST_I_ZONE_DATELINE) {
            continue;
        }
        status = zone->kind == ATTEST_I_ZONE_HEADLINE
                     ? attest_i_segment_sentence(context->cased, zone->span, &arena, &found)
                     : attest_i_segment_text(context->cased, zone->span, &arena, &found);
        lap(run, PART_SEGMENT);
        if (status == ATTEST_OK) {
            status = attest_i_network_analyse(run->workspace, found.sentences, found.count, &arena);
        }
        lap(run, PART_NETWORK);
        for (size_t i = 0; status == ATTEST_OK && i < found.count; i++) {
            attest_i_tree_repair(&found.sentences[i]);
            run->tokens += found.sentences[i].token_count;
        }
        run->sentences += found.count;
        status = status == ATTEST_OK ? attest_i_names_refine(found.sentences, found.count, &arena) : status;
        for (size_t i = 0; status == ATTEST_OK && i < found.count; i++) {
            status = attest_i_lemma_correct(&found.sentences[i], &arena);
            status = status == ATTEST_OK ? attest_i_enhance(&found.sentences[i], &arena) : status;
        }
        lap(run, PART_DECODE);
    }
    attest_i_arena_clear(&arena);
    return status;
}

/* All stages of the extractor over one document, as extractor.c runs them. */
static enum attest_status run_stages(struct run *run, const attest_document *document)
{
    static const struct {
        attest_i_stage *stage;
        enum part part;
    } stages[] = {{attest_i_stage_zones, PART_SURFACE},           {attest_i_stage_values, PART_SURFACE},
                  {attest_i_stage_names, PART_SURFACE},           {attest_i_stage_language, PART_COUNT},
                  {attest_i_stage_attribution, PART_ATTRIBUTION}, {attest_i_stage_clauses, PART_CLAUSES},
                  {attest_i_stage_user_rules, PART_REST},         {attest_i_stage_confidence, PART_REST}};
    attest_i_arena scratch;
    attest_i_arena_init(&scratch);
    attest_i_context context = {
        .document = document, .rules = run->rules, .arena = &scratch, .analysers = run->analysers};
    attest_extraction *extraction = NULL;
    enum attest_status status = attest_i_builder_new(&context.builder, document);
    for (size_t i = 0; status == ATTEST_OK && i < sizeof stages / sizeof stages[0]; i++) {
        status = stages[i].stage(&context);
        if (stages[i].part < PART_COUNT) {
            lap(run, stages[i].part);
        } else if (status == ATTEST_OK) {
            double before = run->last;
            lap(run, PART_REST); /* timed below in its parts */
            run->spent[PART_REST] -= run->last - before;
            status = take_language_apart(run, &context);
        }
    }
    if (status == ATTEST_OK) {
        status = attest_i_builder_finish(context.builder, &extraction);
        lap(run, PART_REST);
    }
    if (status == ATTEST_OK) {
        status = attest_graph_emit_extraction(run->mapper, extraction, attest_writer_as_sink(run->writer), NULL);
        lap(run, PART_WRITE);
    }
    attest_extraction_free(extraction);
    attest_i_arena_clear(&scratch);
    return status;
}

static void print_table(const struct run *run)
{
    double all = 0;
    for (int part = 0; part < PART_COUNT; part++) {
        all += run->spent[part];
    }
    double parse = run->spent[PART_SEGMENT] + run->spent[PART_NETWORK] + run->spent[PART_DECODE];
    double after = run->spent[PART_ATTRIBUTION] + run->spent[PART_CLAUSES] + run->spent[PART_REST];
    printf("%zu sources, %zu sentences, %zu tokens; one core\n", run->documents, run->sentences, run->tokens);
    printf("%-28s %8s %6s %12s\n", "stage", "seconds", "share", "sentences/s");
    for (int part = 0; part < PART_COUNT; part++) {
        printf("%-28s %8.2f %5.1f%% %12.0f\n", part_names[part], run->spent[part], 100 * run->spent[part] / all,
               (double)run->sentences / run->spent[part]);
    }
    printf("%-28s %8.2f %5.1f%% %12.0f\n", "whole pipeline", all, 100.0, (double)run->sentences / all);
    printf("extraction after parsing %.2f s, the parse %.2f s: %.2f of it\n", after, parse, after / parse);
}

static enum attest_status open_run(struct run *run, attest_error *error)
{
    enum attest_status status = attest_model_builtin(&run->model, error);
    status = status == ATTEST_OK ? attest_i_workspace_new(&run->workspace, run->model) : status;
    status = status == ATTEST_OK ? attest_ruleset_new(&run->rules, NULL, 0, error) : status;
    status = status == ATTEST_OK ? attest_i_analysers_new(&run->analysers, error) : status;
    status = status == ATTEST_OK ? attest_graph_mapper_new(&run->mapper, run->rules, NULL, error) : status;
    return status == ATTEST_OK ? attest_writer_new(&run->writer, ATTEST_FORMAT_NQUADS, "/dev/null", NULL, error)
                               : status;
}

static void close_run(struct run *run)
{
    attest_writer_free(run->writer);
    attest_graph_mapper_free(run->mapper);
    attest_i_analysers_free(run->analysers);
    attest_ruleset_free(run->rules);
    attest_i_workspace_free(run->workspace);
    attest_model_free(run->model);
}

int main(int argc, char **argv)
{
    struct run run = {0};
    attest_error error = {0};
    attest_source_reader *reader = NULL;
    attest_source_options options = attest_source_options_default();
    enum attest_status status = open_run(&run, &error);
    if (status == ATTEST_OK) {
        status = attest_source_reader_new(&reader, (const char *const *)argv + 1, (size_t)(argc - 1), &options, &error);
    }
    lap(&run, PART_READ);
    run.spent[PART_READ] = 0; /* loading model and rules is no part of it */
    attest_document *document = NULL;
    while (status == ATTEST_OK && (status = attest_source_reader_next(reader, &document, &error)) == ATTEST_OK) {
        lap(&run, PART_READ);
        status = run_stages(&run, document);
        attest_document_free(document);
        run.documents++;
        lap(&run, PART_REST);
    }
    if (status == ATTEST_END) {
        print_table(&run);
    } else {
        fprintf(stderr, "bench-stages: %s %s\n", attest_status_text(status), error.text);
    }
    attest_source_reader_free(reader);
    close_run(&run);
    return status == ATTEST_END ? 0 : 3;
}
