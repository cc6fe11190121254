/* RDF/XML by raptor, with everything checked that it lets pass. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/raptor_reader.h"

#include <string.h>

#include "rdf/redland.h"
#include "rdf/term.h"

/* Base of files that declare none. Attest's files hold absolute IRIs only; an IRI below this base was a relative one. */
#define NO_BASE "attest-no-base:///"

/* One file in one of the syntaxes that raptor reads. */
typedef struct rdf_reading {
    attest_i_input *input;
    attest_quad_sink sink;
    raptor_world *world;
    raptor_parser *parser;
    enum attest_status status; /* first failure */
} rdf_reading;

static uint64_t current_line(const rdf_reading *reading)
{
    raptor_locator *locator = reading->parser ? raptor_parser_get_locator(reading->parser) : NULL;
    int line = locator ? raptor_locator_line(locator) : -1;
    return line > 0 ? (uint64_t)line : 0;
}

/* Raptor calls this for warnings too, and goes on; for us each of them ends the reading. */
static void take_message(void *user_data, raptor_log_message *message)
{
    rdf_reading *reading = user_data;
    if (message->level < RAPTOR_LOG_LEVEL_WARN || reading->status != ATTEST_OK) {
        return;
    }
    int line = message->locator ? raptor_locator_line(message->locator) : -1;
    if (line <= 0) {
        line = (int)current_line(reading);
    }
    reading->status =
        attest_i_input_fail(reading->input, ATTEST_ERR_SYNTAX, line > 0 ? (uint64_t)line : 0, "%s", message->text);
    if (reading->parser) {
        raptor_parser_parse_abort(reading->parser);
    }
}

static attest_view view_uri(raptor_uri *uri)
{
    size_t size = 0;
    const char *text = (const char *)raptor_uri_as_counted_string(uri, &size);
    return (attest_view){text, size};
}

static enum attest_status convert_term(rdf_reading *reading, const raptor_term *from, attest_term *to)
{
    memset(to, 0, sizeof *to);
    if (!from) {
        return ATTEST_OK;
    }
    switch (from->type) {
    case RAPTOR_TERM_TYPE_URI:
        to->kind = ATTEST_TERM_IRI;
        to->value = view_uri(from->value.uri);
        if (to->value.size >= sizeof NO_BASE - 1 && memcmp(to->value.data, NO_BASE, sizeof NO_BASE - 1) == 0) {
            return attest_i_input_fail(reading->input, ATTEST_ERR_SYNTAX, current_line(reading),
                                       "a relative IRI without a base");
        }
        return ATTEST_OK;
    case RAPTOR_TERM_TYPE_LITERAL:
        to->kind = ATTEST_TERM_LITERAL;
        to->value = (attest_view){(const char *)from->value.literal.string, from->value.literal.string_len};
        if (from->value.literal.language) {
            to->language = (attest_view){(const char *)from->value.literal.language, from->value.literal.language_len};
        } else if (from->value.literal.datatype) {
            to->datatype = view_uri(from->value.literal.datatype);
            if (attest_i_literal_datatype(to) == ATTEST_I_DATATYPE_STRING) {
                to->datatype = (attest_view){NULL, 0};
            }
        }
        return ATTEST_OK;
    case RAPTOR_TERM_TYPE_BLANK:
    case RAPTOR_TERM_TYPE_UNKNOWN: break;
    }
    return attest_i_input_fail(reading->input, ATTEST_ERR_UNSUPPORTED, current_line(reading),
                               "a blank node: in data of attest every node has an IRI");
}

static void take_statement(void *user_data, raptor_statement *statement)
{
    rdf_reading *reading = user_data;
    attest_quad quad;
    if (reading->status != ATTEST_OK) {
        return;
    }
    enum attest_status status = convert_term(reading, statement->subject, &quad.subject);
    if (status == ATTEST_OK) {
        status = convert_term(reading, statement->predicate, &quad.predicate);
    }
    if (status == ATTEST_OK) {
        status = convert_term(reading, statement->object, &quad.object);
    }
    if (status == ATTEST_OK) {
        status = convert_term(reading, statement->graph, &quad.graph);
    }
    if (status == ATTEST_OK) {
        status = attest_i_input_emit(reading->input, &quad, current_line(reading), reading->sink);
    }
    if (status != ATTEST_OK) {
        reading->status = status;
        raptor_parser_parse_abort(reading->parser);
    }
}

static enum attest_status feed(rdf_reading *reading, attest_view piece)
{
    enum attest_status status = ATTEST_OK;
    while (status == ATTEST_OK) {
        int failed = raptor_parser_parse_chunk(reading->parser, (const unsigned char *)piece.data, piece.size, 0);
        if (reading->status != ATTEST_OK) {
            return reading->status;
        }
        if (failed) {
            return attest_i_input_fail(reading->input, ATTEST_ERR_SYNTAX, 0, "malformed RDF");
        }
        status = attest_i_input_next(reading->input, &piece);
    }
    if (status != ATTEST_END) {
        return status;
    }
    int failed = raptor_parser_parse_chunk(reading->parser, NULL, 0, 1);
    if (reading->status == ATTEST_OK && failed) {
        return attest_i_input_fail(reading->input, ATTEST_ERR_SYNTAX, 0, "malformed RDF");
    }
    return reading->status;
}

static enum attest_status parse(rdf_reading *reading, const char *syntax, attest_view piece)
{
    raptor_uri *base = raptor_new_uri(reading->world, (const unsigned char *)NO_BASE);
    reading->parser = base ? raptor_new_parser(reading->world, syntax) : NULL;
    enum attest_status status = ATTEST_ERR_NOMEM;
    if (reading->parser) {
        raptor_parser_set_option(reading->parser, RAPTOR_OPTION_NO_NET, NULL, 1);
        raptor_parser_set_statement_handler(reading->parser, reading, take_statement);
        if (raptor_parser_parse_start(reading->parser, base) == 0) {
            status = feed(reading, piece);
        }
    }
    if (status == ATTEST_ERR_NOMEM) {
        attest_i_input_fail(reading->input, status, 0, "out of memory");
    }
    raptor_free_parser(reading->parser);
    raptor_free_uri(base);
    return status;
}

enum attest_status attest_i_raptor_read(attest_i_input *input, const char *syntax, attest_view piece,
                                        attest_quad_sink sink)
{
    rdf_reading reading = {.input = input, .sink = sink};
    enum attest_status status = attest_i_raptor_load(input->error);
    if (status != ATTEST_OK) {
        return status;
    }
    reading.world = raptor_new_world();
    if (!reading.world) {
        return attest_i_input_fail(input, ATTEST_ERR_NOMEM, 0, "out of memory");
    }
    /* Nothing is fetched, and the global state of the network library is not ours to touch. */
    raptor_world_set_flag(reading.world, RAPTOR_WORLD_FLAG_WWW_SKIP_INIT_FINISH, 1);
    raptor_world_set_log_handler(reading.world, &reading, take_message);
    status = ATTEST_ERR;
    if (raptor_world_open(reading.world) == 0) {
        status = parse(&reading, syntax, piece);
    } else {
        attest_i_input_fail(input, status, 0, "the RDF parser cannot be started");
    }
    raptor_free_world(reading.world);
    return status;
}
