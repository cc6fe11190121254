/* Fuzz entry: bytes are a file of claims about one fixed source. What is taken must pass verification. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "attest/import.h"
#include "store/dataset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char TEXT[] =
    "Mayor Ana Berg said the Quarry Bridge is not safe. \"It will close,\" she told the Harbour Post.\n";

static void require(int holds)
{
    if (!holds) {
        abort();
    }
}

static void pass_over(void *user_data, const attest_finding *finding)
{
    (void)user_data;
    require(finding->kind && finding->kind[0] && finding->text);
}

/* A file in memory and its path. */
static int make_file(const void *data, size_t size, char path[64])
{
    int fd = memfd_create("fuzz", 0);
    require(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    snprintf(path, 64, "/proc/self/fd/%d", fd);
    return fd;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static attest_ruleset *rules;
    static attest_graph_mapper *mapper;
    static char source[64];
    if (!rules) {
        require(attest_ruleset_new(&rules, NULL, 0, NULL) == ATTEST_OK);
        require(attest_graph_mapper_new(&mapper, rules, NULL, NULL) == ATTEST_OK);
        (void)make_file(TEXT, sizeof TEXT - 1, source);
    }
    char claims[64];
    int fd = make_file(data, size, claims);
    const char *sources[] = {source};
    attest_import_request request = {.claims = claims,
                                     .sources = sources,
                                     .source_count = 1,
                                     .source_options = attest_source_options_default(),
                                     .mapper = mapper};
    request.source_options.type = "text";
    attest_dataset *dataset;
    attest_import_counts counts;
    require(attest_i_dataset_new(&dataset) == ATTEST_OK);
    enum attest_status status =
        attest_import_run(&request, attest_i_dataset_as_sink(dataset), pass_over, NULL, &counts, NULL);
    require(status == ATTEST_OK);
    require(attest_i_dataset_seal(dataset) == ATTEST_OK);
    attest_verify_request verify = {.sources = sources, .source_count = 1, .source_options = request.source_options};
    attest_verify_counts checked;
    require(attest_verify_run(dataset, &verify, pass_over, NULL, &checked, NULL) == ATTEST_OK);
    require(checked.findings == 0);
    attest_dataset_free(dataset);
    close(fd);
    return 0;
}
