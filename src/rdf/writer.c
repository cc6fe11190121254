/* Writers: what is the same in every format. Terms are checked here, once, so that no format has to. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/writer.h"

#include <stdlib.h>

#include "rdf/iri_syntax.h"
#include "rdf/term.h"

/* How much of a refused term a message shows. */
#define SHOWN_MAX 200

static const struct {
    const char *name;
    const attest_i_writer_operations *operations;
} formats[ATTEST_FORMAT_COUNT] = {
    [ATTEST_FORMAT_TRIG] = {"trig", &attest_i_writer_trig},
    [ATTEST_FORMAT_NQUADS] = {"nquads", &attest_i_writer_nquads},
    [ATTEST_FORMAT_TURTLE] = {"turtle", &attest_i_writer_folder},
    [ATTEST_FORMAT_JSONLD] = {"jsonld", &attest_i_writer_jsonld},
    [ATTEST_FORMAT_NDJSON] = {"ndjson", &attest_i_writer_ndjson},
    [ATTEST_FORMAT_OPENIE] = {"openie", &attest_i_writer_openie},
};

enum attest_status attest_format_from_name(const char *name, enum attest_format *format)
{
    for (int i = 0; i < ATTEST_FORMAT_COUNT; i++) {
        if (strcmp(name, formats[i].name) == 0) {
            *format = (enum attest_format)i;
            return ATTEST_OK;
        }
    }
    return ATTEST_NONE;
}

const char *attest_format_name(enum attest_format format)
{
    return (unsigned)format < ATTEST_FORMAT_COUNT ? formats[format].name : "unknown";
}

static enum attest_status check_base(const char *base, attest_error *error)
{
    const char *reason = NULL;
    size_t size = strlen(base);
    if (attest_i_iri_check(attest_view_of(base), &reason) != ATTEST_OK) {
        return attest_error_set(error, ATTEST_ERR_ARGUMENT, NULL, "the base \"%s\" is no absolute IRI: %s", base,
                                reason);
    }
    if (base[size - 1] != '/' && base[size - 1] != '#') {
        return attest_error_set(error, ATTEST_ERR_ARGUMENT, NULL, "the base \"%s\" does not end in \"/\" or \"#\"",
                                base);
    }
    return ATTEST_OK;
}

static enum attest_status prepare(attest_writer *writer, const char *path, const char *base, attest_error *error)
{
    writer->path = attest_i_text_print("%s", path ? path : "-");
    writer->base = attest_i_text_print("%s", base);
    if (!writer->path || !writer->base || attest_i_prefixes_init(&writer->prefixes, base) != ATTEST_OK) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, path, "out of memory");
    }
    if (writer->format != ATTEST_FORMAT_TURTLE) {
        enum attest_status status = attest_i_output_open(&writer->output, path, ATTEST_I_OUTPUT_WHOLE, error);
        if (status != ATTEST_OK) {
            return status;
        }
    }
    return writer->operations->begin ? writer->operations->begin(writer, error) : ATTEST_OK;
}

enum attest_status attest_writer_new(attest_writer **writer, enum attest_format format, const char *path,
                                     const attest_writer_options *options, attest_error *error)
{
    const char *base = options && options->base ? options->base : ATTEST_DEFAULT_BASE;
    *writer = NULL;
    if ((unsigned)format >= ATTEST_FORMAT_COUNT) {
        return attest_error_set(error, ATTEST_ERR_ARGUMENT, NULL, "no such format");
    }
    enum attest_status status = check_base(base, error);
    if (status != ATTEST_OK) {
        return status;
    }
    attest_writer *made = calloc(1, sizeof *made);
    if (!made) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, path, "out of memory");
    }
    made->format = format;
    made->operations = formats[format].operations;
    status = prepare(made, path, base, error);
    if (status != ATTEST_OK) {
        attest_writer_free(made);
        return status;
    }
    *writer = made;
    return ATTEST_OK;
}

/* Keep a failure; the first one stays. */
static enum attest_status keep(attest_writer *writer, enum attest_status status)
{
    if (status == ATTEST_OK) {
        status = attest_i_output_failure(&writer->output, writer->status == ATTEST_OK ? &writer->failure : NULL);
    } else if (writer->status == ATTEST_OK && writer->failure.status != status) {
        attest_error_set(&writer->failure, status, writer->path, "%s", attest_status_text(status));
    }
    if (writer->status == ATTEST_OK) {
        writer->status = status;
    }
    return writer->status;
}

static enum attest_status refuse(attest_writer *writer, const char *role, const attest_term *term, const char *reason)
{
    size_t shown = term->value.size < SHOWN_MAX ? term->value.size : SHOWN_MAX;
    attest_i_buffer text = {0};
    for (size_t i = 0; i < shown; i++) {
        unsigned char byte = (unsigned char)term->value.data[i];
        if (byte < ' ' || byte >= 0x7F) {
            attest_i_buffer_print(&text, "\\x%02X", byte);
        } else {
            attest_i_buffer_byte(&text, (char)byte);
        }
    }
    attest_error_set(&writer->failure, ATTEST_ERR_DATA, writer->path, "a quad cannot be written: %s \"%s%s\": %s", role,
                     text.data ? text.data : "", shown < term->value.size ? "..." : "", reason);
    attest_i_buffer_clear(&text);
    return ATTEST_ERR_DATA;
}

static enum attest_status check_term(attest_writer *writer, const char *role, const attest_term *term,
                                     int literal_allowed)
{
    const char *reason = "a literal cannot stand here";
    if ((term->kind == ATTEST_TERM_LITERAL && !literal_allowed) || attest_i_term_check(term, &reason) != ATTEST_OK) {
        return refuse(writer, role, term, reason);
    }
    return ATTEST_OK;
}

static int is_same(const attest_i_buffer *before, const attest_term *term)
{
    return term->kind == ATTEST_TERM_IRI && attest_view_equal(attest_i_buffer_view(before), term->value);
}

/* Check what was not checked with the quad before, and say what differs from it. */
static enum attest_status check_quad(attest_writer *writer, const attest_quad *quad, enum attest_i_change *change)
{
    int named = quad->graph.kind != ATTEST_TERM_NONE;
    int same_graph = writer->started && named == writer->has_graph && (!named || is_same(&writer->graph, &quad->graph));
    int same_subject = writer->started && is_same(&writer->subject, &quad->subject);
    int same_predicate = writer->started && is_same(&writer->predicate, &quad->predicate);
    enum attest_status status = check_term(writer, "object", &quad->object, 1);
    if (status == ATTEST_OK && !same_graph && named) {
        status = check_term(writer, "graph", &quad->graph, 0);
    }
    if (status == ATTEST_OK && !same_subject) {
        status = check_term(writer, "subject", &quad->subject, 0);
    }
    if (status == ATTEST_OK && !same_predicate) {
        status = check_term(writer, "predicate", &quad->predicate, 0);
    }
    if (!same_graph) {
        *change = ATTEST_I_CHANGE_GRAPH;
    } else if (!same_subject) {
        *change = ATTEST_I_CHANGE_SUBJECT;
    } else {
        *change = same_predicate ? ATTEST_I_CHANGE_OBJECT : ATTEST_I_CHANGE_PREDICATE;
    }
    return status;
}

static enum attest_status remember(attest_i_buffer *buffer, const attest_term *term)
{
    attest_i_buffer_reset(buffer);
    attest_i_buffer_append(buffer, term->value);
    return buffer->status;
}

static enum attest_status remember_quad(attest_writer *writer, const attest_quad *quad, enum attest_i_change change)
{
    enum attest_status status = ATTEST_OK;
    if (change >= ATTEST_I_CHANGE_GRAPH) {
        writer->has_graph = quad->graph.kind != ATTEST_TERM_NONE;
        status = writer->has_graph ? remember(&writer->graph, &quad->graph) : ATTEST_OK;
    }
    if (status == ATTEST_OK && change >= ATTEST_I_CHANGE_SUBJECT) {
        status = remember(&writer->subject, &quad->subject);
    }
    if (status == ATTEST_OK && change >= ATTEST_I_CHANGE_PREDICATE) {
        status = remember(&writer->predicate, &quad->predicate);
    }
    writer->started = 1;
    return status;
}

enum attest_status attest_writer_quad(attest_writer *writer, const attest_quad *quad)
{
    enum attest_i_change change = ATTEST_I_CHANGE_GRAPH;
    if (writer->status != ATTEST_OK) {
        return writer->status;
    }
    if (writer->finished || !writer->operations->quad) {
        attest_error_set(&writer->failure, ATTEST_ERR_ARGUMENT, writer->path, "%s",
                         writer->finished ? "a quad after the end of the output"
                                          : "quads cannot be written as ndjson or openie");
        return keep(writer, ATTEST_ERR_ARGUMENT);
    }
    enum attest_status status = check_quad(writer, quad, &change);
    if (status == ATTEST_OK) {
        status = writer->operations->quad(writer, quad, change);
    }
    if (status == ATTEST_OK && change != ATTEST_I_CHANGE_OBJECT) {
        status = remember_quad(writer, quad, change);
    }
    if (status != ATTEST_OK || writer->output.status != ATTEST_OK) {
        return keep(writer, status);
    }
    return ATTEST_OK;
}

static enum attest_status take_quad(void *self, const attest_quad *quad)
{
    return attest_writer_quad(self, quad);
}

attest_quad_sink attest_writer_as_sink(attest_writer *writer)
{
    return (attest_quad_sink){take_quad, writer};
}

enum attest_status attest_writer_extraction(attest_writer *writer, const attest_graph_mapper *mapper,
                                            const attest_extraction *extraction)
{
    if (writer->status != ATTEST_OK) {
        return writer->status;
    }
    if (writer->finished || !writer->operations->extraction) {
        attest_error_set(&writer->failure, ATTEST_ERR_ARGUMENT, writer->path, "%s",
                         writer->finished ? "an extraction after the end of the output"
                                          : "extractions can only be written as ndjson or openie");
        return keep(writer, ATTEST_ERR_ARGUMENT);
    }
    return keep(writer, writer->operations->extraction(writer, mapper, extraction));
}

enum attest_status attest_writer_finish(attest_writer *writer, attest_error *error)
{
    if (writer->finished) {
        return attest_error_set(error, ATTEST_ERR_ARGUMENT, writer->path, "the output was finished before");
    }
    if (writer->status == ATTEST_OK && writer->operations->end) {
        (void)!keep(writer, writer->operations->end(writer));
    }
    writer->finished = 1;
    if (writer->status == ATTEST_OK) {
        if (writer->operations->finish) {
            writer->status = writer->operations->finish(writer, &writer->failure);
        } else {
            writer->bytes = attest_i_output_bytes(&writer->output);
            writer->status = attest_i_output_finish(&writer->output, &writer->failure);
        }
    }
    if (writer->status != ATTEST_OK && error) {
        *error = writer->failure;
    }
    return writer->status;
}

void attest_writer_free(attest_writer *writer)
{
    if (!writer) {
        return;
    }
    if (writer->operations->release) {
        writer->operations->release(writer);
    }
    attest_i_output_discard(&writer->output);
    attest_i_prefixes_clear(&writer->prefixes);
    attest_i_buffer_clear(&writer->graph);
    attest_i_buffer_clear(&writer->subject);
    attest_i_buffer_clear(&writer->predicate);
    free(writer->base);
    free(writer->path);
    free(writer);
}

uint64_t attest_writer_bytes(const attest_writer *writer)
{
    return writer->bytes + attest_i_output_bytes(&writer->output);
}
