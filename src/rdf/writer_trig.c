/* TriG for reading: prefixes at the top, triples of the default graph as they are, one block for each run of quads of a
 * named graph. Raptor reads TriG but cannot write it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "rdf/writer.h"

/* Indentation of subjects in a graph block. */
#define BLOCK_MARGIN 4

static enum attest_status begin(attest_writer *writer, attest_error *error)
{
    attest_i_turtle *turtle = calloc(1, sizeof *turtle);
    if (!turtle) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, writer->path, "out of memory");
    }
    turtle->output = &writer->output;
    turtle->prefixes = &writer->prefixes;
    writer->state = turtle;
    attest_i_write_prefixes(&writer->output, &writer->prefixes);
    return ATTEST_OK;
}

static void end_graph(attest_writer *writer)
{
    attest_i_turtle_end(writer->state);
    if (writer->started && writer->has_graph) {
        ATTEST_I_OUTPUT_TEXT(&writer->output, "}\n");
    }
}

static enum attest_status write_quad(attest_writer *writer, const attest_quad *quad, enum attest_i_change change)
{
    attest_i_turtle *turtle = writer->state;
    if (change == ATTEST_I_CHANGE_GRAPH) {
        end_graph(writer);
        ATTEST_I_OUTPUT_TEXT(&writer->output, "\n");
        turtle->margin = 0;
        if (quad->graph.kind != ATTEST_TERM_NONE) {
            turtle->margin = BLOCK_MARGIN;
            attest_i_write_turtle_term(&writer->output, &writer->prefixes, &quad->graph);
            ATTEST_I_OUTPUT_TEXT(&writer->output, " {\n");
        }
    }
    attest_i_turtle_triple(turtle, quad, change);
    return ATTEST_OK;
}

static enum attest_status end(attest_writer *writer)
{
    end_graph(writer);
    return ATTEST_OK;
}

static void release(attest_writer *writer)
{
    free(writer->state);
}

const attest_i_writer_operations attest_i_writer_trig = {
    .begin = begin, .quad = write_quad, .end = end, .release = release};
