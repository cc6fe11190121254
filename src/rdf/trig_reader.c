/* Turtle and TriG (W3C Recommendations of 2014) into quads as they are read. By hand, since raptor keeps the whole file, twice, before
 * it hands on the first quad, loses memory at errors, and names no columns. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/trig_reader.h"

#include "rdf/trig_triples.h"

/* [5g] wrappedGraph. */
static enum attest_status read_graph(attest_i_trig_state *reader, attest_view graph)
{
    if (reader->options.turtle) {
        return attest_i_trig_tokens_fail(&reader->tokens, 0, ATTEST_ERR_SYNTAX,
                                         "a graph in braces: this is TriG, not Turtle");
    }
    attest_i_buffer_reset(&reader->graph);
    attest_i_buffer_append(&reader->graph, graph);
    enum attest_status status = attest_i_trig_check_buffer(reader, &reader->graph);
    status = status == ATTEST_OK ? attest_i_trig_expect(reader, ATTEST_I_TRIG_OPEN_BRACE, "\"{\"") : status;
    while (status == ATTEST_OK && attest_i_trig_at_subject(reader)) {
        attest_i_trig_place subject;
        int is_label;
        reader->names.size = 0;
        status = attest_i_trig_read_triples(reader, 1, &subject, &is_label);
        if (status != ATTEST_OK || !attest_i_trig_at(reader, ATTEST_I_TRIG_DOT)) {
            break;
        }
        status = attest_i_trig_next(reader);
    }
    attest_i_buffer_reset(&reader->graph);
    attest_i_buffer_append(&reader->graph, reader->options.graph);
    return status == ATTEST_OK ? attest_i_trig_expect(reader, ATTEST_I_TRIG_CLOSE_BRACE, "\".\" or \"}\"") : status;
}

/* [2g] block, or a statement of Turtle. */
static enum attest_status read_block(attest_i_trig_state *reader)
{
    attest_i_trig_place subject;
    int is_label;
    enum attest_status status = attest_i_trig_read_triples(reader, 0, &subject, &is_label);
    if (status == ATTEST_OK && is_label) {
        return read_graph(reader, attest_i_trig_term_of(reader, subject).value);
    }
    return status == ATTEST_OK ? attest_i_trig_expect(reader, ATTEST_I_TRIG_DOT, "\".\"") : status;
}

/* [2g] block that begins with GRAPH. */
static enum attest_status read_named_graph(attest_i_trig_state *reader)
{
    attest_i_trig_place label;
    int is_alone;
    int is_label = 0;
    enum attest_status status = attest_i_trig_next(reader);
    if (status == ATTEST_OK &&
        (attest_i_trig_at_node(reader) || attest_i_trig_at(reader, ATTEST_I_TRIG_OPEN_BRACKET))) {
        status = attest_i_trig_read_subject(reader, &label, &is_alone, &is_label);
    }
    if (status != ATTEST_OK) {
        return status;
    }
    return is_label ? read_graph(reader, attest_i_trig_term_of(reader, label).value)
                    : attest_i_trig_fail_expecting(reader, "the name of a graph");
}

/* [4], [5s]: PREFIX and @prefix. */
static enum attest_status read_prefix(attest_i_trig_state *reader)
{
    attest_i_buffer name = {0};
    enum attest_status status = attest_i_trig_next(reader);
    if (status == ATTEST_OK &&
        (!attest_i_trig_at(reader, ATTEST_I_TRIG_NAME) || reader->tokens.colon + 1 != reader->tokens.text.size)) {
        return attest_i_trig_fail_expecting(reader, "a prefix with its colon");
    }
    if (status == ATTEST_OK) {
        attest_i_buffer_append(&name, reader->tokens.text);
        status = attest_i_trig_check_buffer(reader, &name);
    }
    if (status == ATTEST_OK) {
        status = attest_i_trig_next(reader);
    }
    if (status == ATTEST_OK) {
        status = attest_i_trig_at(reader, ATTEST_I_TRIG_IRI)
                     ? attest_i_trig_declare(&reader->scope, attest_i_buffer_view(&name), &reader->tokens)
                     : attest_i_trig_fail_expecting(reader, "an IRI in \"<>\"");
    }
    attest_i_buffer_clear(&name);
    return status == ATTEST_OK ? attest_i_trig_next(reader) : status;
}

/* [5], [6s]: BASE and @base. */
static enum attest_status read_base(attest_i_trig_state *reader)
{
    enum attest_status status = attest_i_trig_next(reader);
    if (status == ATTEST_OK) {
        status = attest_i_trig_at(reader, ATTEST_I_TRIG_IRI)
                     ? attest_i_trig_declare_base(&reader->scope, &reader->tokens)
                     : attest_i_trig_fail_expecting(reader, "an IRI in \"<>\"");
    }
    return status == ATTEST_OK ? attest_i_trig_next(reader) : status;
}

static enum attest_status read_directive(attest_i_trig_state *reader)
{
    int dotted = attest_i_trig_at(reader, ATTEST_I_TRIG_AT_PREFIX) || attest_i_trig_at(reader, ATTEST_I_TRIG_AT_BASE);
    int is_prefix = attest_i_trig_at(reader, ATTEST_I_TRIG_AT_PREFIX) || attest_i_trig_at(reader, ATTEST_I_TRIG_PREFIX);
    enum attest_status status = is_prefix ? read_prefix(reader) : read_base(reader);
    return status == ATTEST_OK && dotted ? attest_i_trig_expect(reader, ATTEST_I_TRIG_DOT, "\".\"") : status;
}

/* [1g] trigDoc. */
static enum attest_status read_document(attest_i_trig_state *reader)
{
    enum attest_status status = ATTEST_OK;
    while (status == ATTEST_OK && !attest_i_trig_at(reader, ATTEST_I_TRIG_END)) {
        reader->names.size = 0;
        switch (reader->tokens.kind) {
        case ATTEST_I_TRIG_AT_PREFIX:
        case ATTEST_I_TRIG_PREFIX:
        case ATTEST_I_TRIG_AT_BASE:
        case ATTEST_I_TRIG_BASE: status = read_directive(reader); break;
        case ATTEST_I_TRIG_GRAPH: status = read_named_graph(reader); break;
        case ATTEST_I_TRIG_OPEN_BRACE: status = read_graph(reader, reader->options.graph); break;
        default:
            status = attest_i_trig_at_subject(reader)
                         ? read_block(reader)
                         : attest_i_trig_fail_expecting(reader, reader->options.turtle
                                                                    ? "a subject or a directive"
                                                                    : "a subject, a graph or a directive");
        }
    }
    return status;
}

enum attest_status attest_i_trig_read(attest_i_input *input, attest_view piece, const attest_i_trig_options *options,
                                      attest_quad_sink sink)
{
    attest_i_trig_state reader = {.tokens = {.input = input}, .options = *options, .sink = sink};
    attest_i_buffer_append(&reader.graph, options->graph);
    enum attest_status status = attest_i_trig_tokens_start(&reader.tokens, piece);
    if (status == ATTEST_OK) {
        status = attest_i_trig_check_buffer(&reader, &reader.graph);
    }
    if (status == ATTEST_OK) {
        status = read_document(&reader);
    }
    attest_i_trig_tokens_clear(&reader.tokens);
    attest_i_trig_scope_clear(&reader.scope);
    attest_i_buffer_clear(&reader.names);
    attest_i_buffer_clear(&reader.graph);
    attest_i_buffer_clear(&reader.value);
    attest_i_buffer_clear(&reader.datatype);
    attest_i_buffer_clear(&reader.language);
    return status;
}
