/* N-Quads, one quad a line, in the canonical form of RDFC-1.0 (but in the order of arrival). */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/writer.h"

static enum attest_status write_quad(attest_writer *writer, const attest_quad *quad, enum attest_i_change change)
{
    attest_i_output *output = &writer->output;
    (void)change;
    attest_i_write_nquads_term(output, &quad->subject);
    ATTEST_I_OUTPUT_TEXT(output, " ");
    attest_i_write_nquads_term(output, &quad->predicate);
    ATTEST_I_OUTPUT_TEXT(output, " ");
    attest_i_write_nquads_term(output, &quad->object);
    if (quad->graph.kind != ATTEST_TERM_NONE) {
        ATTEST_I_OUTPUT_TEXT(output, " ");
        attest_i_write_nquads_term(output, &quad->graph);
    }
    ATTEST_I_OUTPUT_TEXT(output, " .\n");
    return ATTEST_OK;
}

const attest_i_writer_operations attest_i_writer_nquads = {.quad = write_quad};
