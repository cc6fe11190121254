/* Claims as NDJSON. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/writer.h"

static enum attest_status begin(attest_writer *writer, attest_error *error)
{
    return attest_error_set(error, ATTEST_ERR_UNSUPPORTED, writer->path, "not offered yet");
}

const attest_i_writer_operations attest_i_writer_ndjson = {.begin = begin};
