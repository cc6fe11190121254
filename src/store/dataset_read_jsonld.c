/* JSON-LD as attest writes it, back into quads. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/dataset_read.h"

enum attest_status attest_i_read_jsonld(attest_i_input *input, attest_view piece, attest_quad_sink sink)
{
    (void)piece;
    (void)sink;
    return attest_error_set(input->error, ATTEST_ERR_UNSUPPORTED, input->name, "JSON-LD cannot be read");
}
