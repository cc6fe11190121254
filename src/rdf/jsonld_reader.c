/* JSON-LD of attest's shape back into quads. The file is cut into members and nodes here, so that only one node is in memory at a
 * time; jansson reads each. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/jsonld_reader.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>

#include "rdf/jsonld_context.h"
#include "rdf/term.h"

/* Longest node or context, in bytes. */
#define VALUE_MAX ((size_t)256 * 1024 * 1024)
/* What jansson is told: doubled keys would lose quads. */
#define JSON_FLAGS (JSON_REJECT_DUPLICATES | JSON_DECODE_ANY)

typedef struct jsonld_reader {
    attest_i_input *input;
    attest_view piece;
    size_t at; /* in the piece */
    uint64_t line;
    attest_quad_sink sink;
    attest_i_jsonld_context context;
    int has_context;
    attest_i_buffer text;    /* scratch: a key, the context */
    attest_i_buffer subject; /* of the node being emitted; also the IRI of a graph before it begins */
    attest_i_buffer iri;     /* of the predicate */
    attest_i_buffer value;   /* IRI of the object or datatype */
    uint64_t node_line;
    enum attest_status stopped; /* what stopped the reading from outside; here END means the end of a sequence */
} jsonld_reader;

static enum attest_status syntax_error(const jsonld_reader *reader, const char *expected)
{
    return attest_i_input_fail(reader->input, ATTEST_ERR_SYNTAX, reader->line, "expected %s", expected);
}

static enum attest_status unsupported(const jsonld_reader *reader, const char *what)
{
    return attest_i_input_fail(reader->input, ATTEST_ERR_UNSUPPORTED, reader->line,
                               "%s: not JSON-LD as attest writes it", what);
}

/* The next byte without taking it: OK, END or an error. */
static enum attest_status peek(jsonld_reader *reader, char *byte)
{
    if (reader->at == reader->piece.size) {
        enum attest_status status = attest_i_input_next(reader->input, &reader->piece);
        reader->at = 0;
        if (status != ATTEST_OK) {
            reader->piece.size = 0;
            return status;
        }
    }
    *byte = reader->piece.data[reader->at];
    return ATTEST_OK;
}

static void take(jsonld_reader *reader)
{
    reader->line += reader->piece.data[reader->at] == '\n';
    reader->at++;
}

/* The next byte that is no white space; its end is an error. */
static enum attest_status peek_token(jsonld_reader *reader, char *byte)
{
    enum attest_status status;
    while ((status = peek(reader, byte)) == ATTEST_OK) {
        if (*byte != ' ' && *byte != '\t' && *byte != '\r' && *byte != '\n') {
            return ATTEST_OK;
        }
        take(reader);
    }
    return status == ATTEST_END ? syntax_error(reader, "more, but the file ends") : status;
}

static enum attest_status expect(jsonld_reader *reader, char wanted, const char *name)
{
    char byte;
    enum attest_status status = peek_token(reader, &byte);
    if (status == ATTEST_OK && byte != wanted) {
        return syntax_error(reader, name);
    }
    if (status == ATTEST_OK) {
        take(reader);
    }
    return status;
}

/* Append the text of one JSON value. Whether it is one, jansson will say. */
static enum attest_status take_value(jsonld_reader *reader, attest_i_buffer *buffer)
{
    char byte;
    size_t depth = 0;
    int in_string = 0;
    int escaped = 0;
    enum attest_status status = peek_token(reader, &byte);
    size_t begin = buffer->size;
    for (; status == ATTEST_OK; status = peek(reader, &byte)) {
        if (!in_string && depth == 0 && buffer->size > begin &&
            (byte == ',' || byte == '}' || byte == ']' || byte == ':')) {
            break;
        }
        if (in_string) {
            in_string = escaped || byte != '"';
            escaped = !escaped && byte == '\\';
        } else if (byte == '"') {
            in_string = 1;
        } else if (byte == '{' || byte == '[') {
            depth++;
        } else if ((byte == '}' || byte == ']') && depth-- == 0) {
            return syntax_error(reader, "a value");
        }
        take(reader);
        attest_i_buffer_byte(buffer, byte);
        if (buffer->size - begin > VALUE_MAX) {
            return attest_i_input_fail(reader->input, ATTEST_ERR_LIMIT, reader->line, "a value longer than %zu bytes",
                                       VALUE_MAX);
        }
    }
    if (status == ATTEST_END) {
        return syntax_error(reader, "more, but the file ends");
    }
    return status == ATTEST_OK && buffer->status != ATTEST_OK
               ? attest_i_input_fail(reader->input, buffer->status, 0, "out of memory")
               : status;
}

static enum attest_status decode(jsonld_reader *reader, const attest_i_buffer *text, uint64_t line, json_t **value)
{
    json_error_t detail;
    *value = json_loadb(text->data, text->size, JSON_FLAGS, &detail);
    if (*value) {
        return ATTEST_OK;
    }
    if (attest_i_json_status(&detail) == ATTEST_ERR_NOMEM) {
        return attest_i_input_fail(reader->input, ATTEST_ERR_NOMEM, 0, "out of memory");
    }
    uint64_t offset = detail.line > 0 ? (uint64_t)detail.line - 1 : 0;
    return attest_i_input_fail(reader->input, ATTEST_ERR_SYNTAX, line + offset, "%s", detail.text);
}

static attest_view view_json(const json_t *string)
{
    return (attest_view){json_string_value(string), json_string_length(string)};
}

/* Expand an IRI; with `vocabulary` the names of terms count too. */
static enum attest_status expand(jsonld_reader *reader, attest_view text, int vocabulary, attest_i_buffer *buffer)
{
    const attest_i_jsonld_term *term = vocabulary ? attest_i_jsonld_context_find(&reader->context, text) : NULL;
    if (term && term->iri.size) {
        attest_i_buffer_reset(buffer);
        attest_i_buffer_append(buffer, term->iri);
        return buffer->status;
    }
    enum attest_status status = attest_i_jsonld_context_expand(&reader->context, text, buffer);
    if (status == ATTEST_NONE || term || (text.size > 1 && text.data[0] == '_' && text.data[1] == ':')) {
        return unsupported(reader, "an IRI that is neither absolute nor compact");
    }
    return status;
}

static enum attest_status emit(jsonld_reader *reader, attest_view graph, attest_term object)
{
    attest_quad quad = {.subject = {.kind = ATTEST_TERM_IRI, .value = attest_i_buffer_view(&reader->subject)},
                        .predicate = {.kind = ATTEST_TERM_IRI, .value = attest_i_buffer_view(&reader->iri)},
                        .object = object};
    if (graph.size) {
        quad.graph = (attest_term){.kind = ATTEST_TERM_IRI, .value = graph};
    }
    reader->stopped = attest_i_input_emit(reader->input, &quad, reader->node_line, reader->sink);
    return reader->stopped == ATTEST_OK ? ATTEST_OK : ATTEST_ERR;
}

static enum attest_status emit_iri(jsonld_reader *reader, attest_view graph, attest_view text, int vocabulary)
{
    enum attest_status status = expand(reader, text, vocabulary, &reader->value);
    if (status != ATTEST_OK) {
        return status;
    }
    return emit(reader, graph, (attest_term){.kind = ATTEST_TERM_IRI, .value = attest_i_buffer_view(&reader->value)});
}

static enum attest_status emit_literal(jsonld_reader *reader, attest_view graph, attest_view value,
                                       attest_view datatype, attest_view language)
{
    attest_term literal = {ATTEST_TERM_LITERAL, value, datatype, language};
    if (attest_i_literal_datatype(&literal) == ATTEST_I_DATATYPE_STRING) {
        literal.datatype = (attest_view){NULL, 0};
    }
    return emit(reader, graph, literal);
}

static enum attest_status emit_object(jsonld_reader *reader, attest_view graph, const json_t *object)
{
    const json_t *id = json_object_get(object, "@id");
    const json_t *value = json_object_get(object, "@value");
    const json_t *type = json_object_get(object, "@type");
    const json_t *language = json_object_get(object, "@language");
    if (json_is_string(id) && json_object_size(object) == 1) {
        return emit_iri(reader, graph, view_json(id), 0);
    }
    size_t known = 1U + (type != NULL) + (language != NULL);
    if (!json_is_string(value) || json_object_size(object) != known || (type && !json_is_string(type)) ||
        (language && !json_is_string(language)) || (type && language)) {
        return unsupported(reader, "a value that is neither an IRI nor a literal");
    }
    attest_view datatype = {NULL, 0};
    if (type) {
        enum attest_status status = expand(reader, view_json(type), 1, &reader->value);
        if (status != ATTEST_OK) {
            return status;
        }
        datatype = attest_i_buffer_view(&reader->value);
    }
    return emit_literal(reader, graph, view_json(value), datatype,
                        language ? view_json(language) : (attest_view){NULL, 0});
}

static enum attest_status emit_value(jsonld_reader *reader, attest_view graph, const attest_i_jsonld_term *term,
                                     const json_t *value)
{
    enum attest_i_coercion coercion = term ? term->coercion : ATTEST_I_COERCION_NONE;
    attest_view none = {NULL, 0};
    if (json_is_object(value)) {
        return emit_object(reader, graph, value);
    }
    if (json_is_string(value)) {
        if (coercion == ATTEST_I_COERCION_IRI) {
            return emit_iri(reader, graph, view_json(value), 1);
        }
        return emit_literal(reader, graph, view_json(value),
                            coercion == ATTEST_I_COERCION_DATATYPE ? term->datatype : none, none);
    }
    if (coercion == ATTEST_I_COERCION_NONE && json_is_boolean(value)) {
        return emit_literal(reader, graph, json_is_true(value) ? ATTEST_VIEW("true") : ATTEST_VIEW("false"),
                            ATTEST_VIEW(ATTEST_I_XSD "boolean"), none);
    }
    if (coercion == ATTEST_I_COERCION_NONE && json_is_integer(value)) {
        char digits[32];
        snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        return emit_literal(reader, graph, attest_view_of(digits), ATTEST_VIEW(ATTEST_I_XSD "integer"), none);
    }
    return unsupported(reader, "a value of an unknown kind");
}

/* One member of a node: all values of a property. */
static enum attest_status emit_member(jsonld_reader *reader, attest_view graph, const char *key, const json_t *values)
{
    int is_type = strcmp(key, "@type") == 0;
    const attest_i_jsonld_term *term = NULL;
    enum attest_status status = ATTEST_OK;
    if (is_type) {
        attest_i_buffer_reset(&reader->iri);
        attest_i_buffer_append(&reader->iri, ATTEST_VIEW(ATTEST_I_RDF "type"));
        status = reader->iri.status;
    } else if (key[0] == '@') {
        return unsupported(reader, key);
    } else {
        term = attest_i_jsonld_context_find(&reader->context, attest_view_of(key));
        status = expand(reader, attest_view_of(key), 1, &reader->iri);
    }
    size_t count = json_is_array(values) ? json_array_size(values) : 1;
    for (size_t i = 0; status == ATTEST_OK && i < count; i++) {
        const json_t *value = json_is_array(values) ? json_array_get(values, i) : values;
        if (!is_type) {
            status = emit_value(reader, graph, term, value);
        } else if (json_is_string(value)) {
            status = emit_iri(reader, graph, view_json(value), 1);
        } else {
            status = unsupported(reader, "a type that is no string");
        }
    }
    return status;
}

static enum attest_status set_subject(jsonld_reader *reader, const json_t *node)
{
    const json_t *id = json_object_get(node, "@id");
    if (!json_is_string(id)) {
        return unsupported(reader, "a node without \"@id\"");
    }
    return expand(reader, view_json(id), 0, &reader->subject);
}

/* Emit the members gathered in `text`, without its closing brace. */
static enum attest_status emit_node(jsonld_reader *reader, attest_view graph, attest_i_buffer *text)
{
    json_t *node;
    const char *key;
    json_t *value;
    attest_i_buffer_byte(text, '}');
    enum attest_status status = decode(reader, text, reader->node_line, &node);
    if (status != ATTEST_OK) {
        return status;
    }
    status = set_subject(reader, node);
    json_object_foreach(node, key, value)
    {
        if (status == ATTEST_OK && strcmp(key, "@id") != 0) {
            status = emit_member(reader, graph, key, value);
        }
    }
    json_decref(node);
    return status;
}

/* Take a key and its colon. `*key` is borrowed until the next call. */
static enum attest_status take_key(jsonld_reader *reader, attest_view *key)
{
    attest_i_buffer_reset(&reader->text);
    enum attest_status status = take_value(reader, &reader->text);
    if (status == ATTEST_OK) {
        status = expect(reader, ':', "\":\"");
    }
    *key = attest_i_buffer_view(&reader->text);
    if (status == ATTEST_OK && (key->size < 2 || key->data[0] != '"')) {
        return syntax_error(reader, "a key");
    }
    while (key->size && strchr(" \t\r\n", key->data[key->size - 1])) {
        key->size--;
    }
    return status;
}

/* After an item: OK if a comma announces another one, END if `closing` ended the sequence. */
static enum attest_status take_separator(jsonld_reader *reader, char closing)
{
    char byte;
    enum attest_status status = peek_token(reader, &byte);
    if (status != ATTEST_OK) {
        return status;
    }
    if (byte != ',' && byte != closing) {
        return syntax_error(reader, closing == '}' ? "\",\" or \"}\"" : "\",\" or \"]\"");
    }
    take(reader);
    return byte == ',' ? ATTEST_OK : ATTEST_END;
}

static enum attest_status read_nodes(jsonld_reader *reader, attest_view graph);

/* The "@graph" of a node whose earlier members, its "@id" among them, are in `text`. */
static enum attest_status read_named_graph(jsonld_reader *reader, const attest_i_buffer *text)
{
    json_t *node;
    attest_i_buffer start = {0};
    attest_i_buffer_append(&start, attest_i_buffer_view(text));
    attest_i_buffer_byte(&start, '}');
    enum attest_status status = decode(reader, &start, reader->node_line, &node);
    attest_i_buffer_clear(&start);
    if (status != ATTEST_OK) {
        return status;
    }
    status = set_subject(reader, node);
    json_decref(node);
    if (status == ATTEST_OK) {
        attest_i_buffer graph = {0};
        attest_i_buffer_append(&graph, attest_i_buffer_view(&reader->subject));
        status = graph.status == ATTEST_OK ? read_nodes(reader, attest_i_buffer_view(&graph)) : graph.status;
        attest_i_buffer_clear(&graph);
    }
    return status;
}

/* Members of a node behind its opening brace. */
static enum attest_status read_members(jsonld_reader *reader, attest_view graph, attest_i_buffer *text)
{
    enum attest_status status = ATTEST_OK;
    attest_i_buffer_append(text, ATTEST_VIEW("{"));
    while (status == ATTEST_OK) {
        attest_view key;
        status = take_key(reader, &key);
        if (status == ATTEST_OK && attest_view_equal(key, ATTEST_VIEW("\"@graph\""))) {
            status = graph.size ? unsupported(reader, "a graph in a graph") : read_named_graph(reader, text);
        } else if (status == ATTEST_OK) {
            if (text->size > 1) {
                attest_i_buffer_byte(text, ',');
            }
            attest_i_buffer_append(text, key);
            attest_i_buffer_byte(text, ':');
            status = take_value(reader, text);
        }
        if (status == ATTEST_OK) {
            status = take_separator(reader, '}');
        }
    }
    return status;
}

static enum attest_status read_node(jsonld_reader *reader, attest_view graph)
{
    attest_i_buffer text = {0};
    enum attest_status status = expect(reader, '{', "\"{\"");
    uint64_t line = reader->line;
    reader->node_line = line;
    if (status == ATTEST_OK) {
        status = read_members(reader, graph, &text);
    }
    if (status == ATTEST_END) {
        reader->node_line = line;
        status = emit_node(reader, graph, &text);
    }
    attest_i_buffer_clear(&text);
    return status;
}

static enum attest_status read_nodes(jsonld_reader *reader, attest_view graph)
{
    char byte;
    enum attest_status status = expect(reader, '[', "\"[\"");
    if (status == ATTEST_OK) {
        status = peek_token(reader, &byte);
    }
    if (status == ATTEST_OK && byte == ']') {
        take(reader);
        return ATTEST_OK;
    }
    while (status == ATTEST_OK) {
        status = read_node(reader, graph);
        if (status == ATTEST_OK) {
            status = take_separator(reader, ']');
        }
    }
    return status == ATTEST_END ? ATTEST_OK : status;
}

static enum attest_status read_context(jsonld_reader *reader)
{
    uint64_t line = reader->line;
    json_t *object;
    const char *reason = NULL;
    if (reader->has_context) {
        return syntax_error(reader, "one \"@context\" only");
    }
    attest_i_buffer_reset(&reader->text);
    enum attest_status status = take_value(reader, &reader->text);
    if (status == ATTEST_OK) {
        status = decode(reader, &reader->text, line, &object);
    }
    if (status != ATTEST_OK) {
        return status;
    }
    status = attest_i_jsonld_context_load(&reader->context, object, &reason);
    json_decref(object);
    reader->has_context = status == ATTEST_OK;
    return status == ATTEST_OK ? status : attest_i_input_fail(reader->input, status, line, "%s", reason);
}

static enum attest_status read_root(jsonld_reader *reader)
{
    int seen = 0;
    enum attest_status status = expect(reader, '{', "\"{\"");
    while (status == ATTEST_OK) {
        attest_view key;
        status = take_key(reader, &key);
        if (status != ATTEST_OK) {
            return status;
        }
        if (attest_view_equal(key, ATTEST_VIEW("\"@context\""))) {
            status = seen ? unsupported(reader, "a context behind the graph") : read_context(reader);
        } else if (!seen && attest_view_equal(key, ATTEST_VIEW("\"@graph\""))) {
            seen = 1;
            status = read_nodes(reader, (attest_view){NULL, 0});
        } else {
            status = unsupported(reader, "a member besides \"@context\" and \"@graph\"");
        }
        if (status == ATTEST_OK) {
            status = take_separator(reader, '}');
        }
    }
    if (status != ATTEST_END) {
        return status;
    }
    char byte;
    while ((status = peek(reader, &byte)) == ATTEST_OK) {
        if (!strchr(" \t\r\n", byte)) {
            return syntax_error(reader, "the end of the file");
        }
        take(reader);
    }
    return status == ATTEST_END ? ATTEST_OK : status;
}

enum attest_status attest_i_jsonld_read(attest_i_input *input, attest_view piece, attest_quad_sink sink)
{
    jsonld_reader reader = {.input = input, .piece = piece, .line = 1, .sink = sink};
    enum attest_status status = read_root(&reader);
    attest_i_jsonld_context_clear(&reader.context);
    attest_i_buffer_clear(&reader.text);
    attest_i_buffer_clear(&reader.subject);
    attest_i_buffer_clear(&reader.iri);
    attest_i_buffer_clear(&reader.value);
    return reader.stopped == ATTEST_OK ? status : reader.stopped;
}
