/* Fuzz entry: bytes are a query, asked of a small dataset in memory. Whatever it is, it gives a result or an error that says why. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/dataset.h"

/* More adds time, not cases. */
#define LONGEST_INPUT ((size_t)4096)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Rasqal's parser loses memory when it meets a syntax error. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:librasqal\nleak:libraptor2\n";
}

static void require(int holds)
{
    if (!holds) {
        abort();
    }
}

static attest_dataset *make_dataset(void)
{
    static const char *const NAMES[] = {"a:s", "a:p", "a:q", "a:o", "a:g"};
    attest_dataset *dataset;
    require(attest_i_dataset_new(&dataset) == ATTEST_OK);
    attest_quad_sink sink = attest_i_dataset_as_sink(dataset);
    for (size_t i = 0; i < 40; i++) {
        attest_term terms[4];
        for (size_t k = 0; k < 4; k++) {
            terms[k] =
                (attest_term){.kind = ATTEST_TERM_IRI, .value = attest_view_of(NAMES[(i * (k + 2) + i / 5) % 5])};
        }
        if (i % 3 == 0) {
            terms[2] = (attest_term){.kind = ATTEST_TERM_LITERAL, .value = attest_view_of(NAMES[i % 5])};
        }
        terms[3].kind = i % 2 ? ATTEST_TERM_IRI : ATTEST_TERM_NONE;
        attest_quad quad = {terms[0], terms[1], terms[2], i % 2 ? terms[3] : (attest_term){.kind = ATTEST_TERM_NONE}};
        require(sink.quad(sink.self, &quad) == ATTEST_OK);
    }
    require(attest_i_dataset_seal(dataset) == ATTEST_OK);
    return dataset;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static attest_dataset *dataset;
    static FILE *output;
    attest_error error = {.status = ATTEST_OK};
    if (size > LONGEST_INPUT) {
        return 0;
    }
    if (!dataset) {
        dataset = make_dataset();
        output = fopen("/dev/null", "w");
        require(output != NULL);
    }
    enum attest_status status = attest_dataset_query(dataset, (attest_view){(const char *)data, size}, "query",
                                                     ATTEST_RESULT_JSON, output, &error);
    require(status == ATTEST_OK || (attest_status_is_error(status) && error.status == status && error.text[0]));
    return 0;
}
