/* Many sources through the extractor: reads in order, works in threads, writes in order. Output does not depend on the
 * number of threads, and memory not on the number of sources. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_CLI_PIPELINE_H
#define ATTEST_CLI_PIPELINE_H

#include <stddef.h>
#include <stdint.h>

#include "attest/extractor.h"
#include "attest/graph.h"
#include "attest/source.h"
#include "attest/writer.h"
#include "cli/progress.h"

typedef struct cli_pipeline {
    attest_source_reader *reader;
    const attest_extractor *extractor;
    const attest_graph_mapper *mapper;
    attest_writer *writer; /* NULL: ... */
    attest_quad_sink sink; /* ... quads go here; it keeps the detail of its failures */
    int as_claims;         /* 1: the writer takes extractions (NDJSON), not quads */
    size_t threads;        /* workers beside the calling thread; 0: everything in the calling thread */
    cli_progress *progress;
    uint64_t bytes_total; /* of all sources; 0: not known */
} cli_pipeline;

typedef struct cli_pipeline_counts {
    size_t sources; /* written */
    size_t failed;  /* reported and skipped */
    size_t claims;
    size_t attributions;
    size_t cut_short; /* sources in which a limit was hit */
    uint64_t passed;  /* bytes of the inputs, up to the source written last */
} cli_pipeline_counts;

/* Run to the end of the reader. Bad sources are reported and counted; a failure to write, or no memory, ends it: `error` has
 * the detail. An interruption by signal ends it with ATTEST_ERR. */
enum attest_status cli_pipeline_run(const cli_pipeline *pipeline, cli_pipeline_counts *counts,
                                    attest_error *error) ATTEST_MUST_USE;

#endif
