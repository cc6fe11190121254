/* Triples of Turtle and TriG, from subject to object, with lists and property lists. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/trig_triples.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "rdf/iri_syntax.h"
#include "rdf/term.h"

/* Deepest nesting of "[ ]" and "( )". */
#define NESTING_MAX 256

/* How many bytes of an unexpected token a message shows. */
#define SHOWN_MAX ((size_t)60)

/* Room for the IRI of an anonymous blank node. */
#define BLANK_SIZE (sizeof ATTEST_I_TRIG_BLANK_SPACE + 24)

static enum attest_status read_object(attest_i_trig_state *reader, attest_i_trig_place subject,
                                      attest_i_trig_place predicate);
static enum attest_status read_predicates(attest_i_trig_state *reader, attest_i_trig_place subject);

int attest_i_trig_at(const attest_i_trig_state *reader, enum attest_i_trig_kind kind)
{
    return reader->tokens.kind == kind;
}

enum attest_status attest_i_trig_next(attest_i_trig_state *reader)
{
    return attest_i_trig_tokens_next(&reader->tokens);
}

enum attest_status attest_i_trig_fail_expecting(const attest_i_trig_state *reader, const char *expected)
{
    const attest_i_trig_tokens *tokens = &reader->tokens;
    if (tokens->kind == ATTEST_I_TRIG_END) {
        return attest_i_trig_tokens_fail(tokens, 0, ATTEST_ERR_SYNTAX, "expected %s, not the end of the file",
                                         expected);
    }
    size_t size = tokens->text.size;
    size_t shown = size < SHOWN_MAX ? size : attest_i_utf8_floor(tokens->text.data, SHOWN_MAX);
    return attest_i_trig_tokens_fail(tokens, 0, ATTEST_ERR_SYNTAX, "expected %s, not %.*s%s", expected, (int)shown,
                                     tokens->text.data, shown < size ? "..." : "");
}

enum attest_status attest_i_trig_expect(attest_i_trig_state *reader, enum attest_i_trig_kind kind, const char *what)
{
    return attest_i_trig_at(reader, kind) ? attest_i_trig_next(reader) : attest_i_trig_fail_expecting(reader, what);
}

enum attest_status attest_i_trig_check_buffer(const attest_i_trig_state *reader, const attest_i_buffer *buffer)
{
    return buffer->status == ATTEST_OK ? ATTEST_OK
                                       : attest_i_trig_tokens_fail(&reader->tokens, 0, buffer->status, "out of memory");
}

attest_term attest_i_trig_term_of(const attest_i_trig_state *reader, attest_i_trig_place where)
{
    return (attest_term){.kind = ATTEST_TERM_IRI, .value = {reader->names.data + where.begin, where.size}};
}

static enum attest_status emit(const attest_i_trig_state *reader, attest_i_trig_place subject,
                               attest_i_trig_place predicate, const attest_term *object)
{
    attest_quad quad = {.subject = attest_i_trig_term_of(reader, subject),
                        .predicate = attest_i_trig_term_of(reader, predicate),
                        .object = *object};
    if (reader->graph.size) {
        quad.graph = (attest_term){.kind = ATTEST_TERM_IRI, .value = attest_i_buffer_view(&reader->graph)};
    }
    return reader->sink.quad(reader->sink.self, &quad);
}

/* Append an IRI to the stack. */
static enum attest_status push(attest_i_trig_state *reader, attest_view iri, attest_i_trig_place *where)
{
    where->begin = reader->names.size;
    where->size = iri.size;
    attest_i_buffer_append(&reader->names, iri);
    return attest_i_trig_check_buffer(reader, &reader->names);
}

static enum attest_status check_blank(const attest_i_trig_state *reader)
{
    if (reader->options.blank_nodes) {
        return ATTEST_OK;
    }
    return attest_i_trig_tokens_fail(&reader->tokens, 0, ATTEST_ERR_UNSUPPORTED,
                                     "a blank node: in data of attest every node has an IRI");
}

/* The IRI of a new blank node without a label, in `text`. */
static attest_view make_blank(attest_i_trig_state *reader, char text[BLANK_SIZE])
{
    int size = snprintf(text, BLANK_SIZE, ATTEST_I_TRIG_BLANK_SPACE "a%" PRIu64, ++reader->anonymous);
    return (attest_view){text, (size_t)size};
}

/* The IRI of a token that is an IRI, a name or a labelled blank node, appended to `out`; goes on behind it. */
static enum attest_status take_node(attest_i_trig_state *reader, attest_i_buffer *out)
{
    enum attest_status status = ATTEST_OK;
    if (attest_i_trig_at(reader, ATTEST_I_TRIG_BLANK)) {
        const attest_view text = reader->tokens.text;
        status = check_blank(reader);
        attest_i_buffer_append(out, ATTEST_VIEW(ATTEST_I_TRIG_BLANK_SPACE "l"));
        /* Labels may hold characters that IRIs may not. */
        attest_i_iri_append_segment(out, (attest_view){text.data + 2, text.size - 2});
        status = status == ATTEST_OK ? attest_i_trig_check_buffer(reader, out) : status;
    } else {
        status = attest_i_trig_take_iri(&reader->scope, &reader->tokens, out);
    }
    return status == ATTEST_OK ? attest_i_trig_next(reader) : status;
}

int attest_i_trig_at_node(const attest_i_trig_state *reader)
{
    return attest_i_trig_at(reader, ATTEST_I_TRIG_IRI) || attest_i_trig_at(reader, ATTEST_I_TRIG_NAME) ||
           attest_i_trig_at(reader, ATTEST_I_TRIG_BLANK);
}

static enum attest_status push_node(attest_i_trig_state *reader, attest_i_trig_place *where)
{
    where->begin = reader->names.size;
    enum attest_status status = take_node(reader, &reader->names);
    where->size = reader->names.size - where->begin;
    return status;
}

static enum attest_status enter(attest_i_trig_state *reader)
{
    if (reader->depth == NESTING_MAX) {
        return attest_i_trig_tokens_fail(&reader->tokens, 0, ATTEST_ERR_LIMIT, "nested more than %d deep", NESTING_MAX);
    }
    reader->depth++;
    return attest_i_trig_next(reader);
}

/* [14] blankNodePropertyList behind its "[", up to behind its "]"; `subject` is its node. */
static enum attest_status read_property_list(attest_i_trig_state *reader, attest_i_trig_place subject)
{
    enum attest_status status = ATTEST_OK;
    if (!attest_i_trig_at(reader, ATTEST_I_TRIG_CLOSE_BRACKET)) {
        status = read_predicates(reader, subject);
    }
    reader->depth--;
    return status == ATTEST_OK ? attest_i_trig_expect(reader, ATTEST_I_TRIG_CLOSE_BRACKET, "\"]\"") : status;
}

/* [15] collection, behind its "(" and before an object, up to behind its ")"; `cell` is its first node, on top of the stack. */
static enum attest_status read_items(attest_i_trig_state *reader, attest_i_trig_place cell)
{
    attest_i_trig_place first;
    attest_i_trig_place rest;
    enum attest_status status = push(reader, ATTEST_VIEW(ATTEST_I_RDF "first"), &first);
    if (status == ATTEST_OK) {
        status = push(reader, ATTEST_VIEW(ATTEST_I_RDF "rest"), &rest);
    }
    size_t mark = reader->names.size;
    while (status == ATTEST_OK) {
        char blank[BLANK_SIZE];
        attest_term object = {.kind = ATTEST_TERM_IRI, .value = ATTEST_VIEW(ATTEST_I_RDF "nil")};
        status = read_object(reader, cell, first);
        int last = attest_i_trig_at(reader, ATTEST_I_TRIG_CLOSE_PARENTHESIS);
        if (!last) {
            object.value = make_blank(reader, blank);
        }
        if (status == ATTEST_OK) {
            status = emit(reader, cell, rest, &object);
        }
        if (status == ATTEST_OK && last) {
            break;
        }
        if (status == ATTEST_OK) {
            reader->names.size = mark;
            status = push(reader, object.value, &cell);
        }
    }
    reader->depth--;
    return status == ATTEST_OK ? attest_i_trig_next(reader) : status;
}

/* The node that "[" or "(" begins, pushed; `*is_nil`: it was "()", all of which was read. Otherwise goes on behind the sign. */
static enum attest_status begin_nested(attest_i_trig_state *reader, attest_i_trig_place *where, int *is_nil)
{
    char blank[BLANK_SIZE];
    int is_list = attest_i_trig_at(reader, ATTEST_I_TRIG_OPEN_PARENTHESIS);
    enum attest_status status = is_list ? ATTEST_OK : check_blank(reader);
    *is_nil = 0;
    if (status == ATTEST_OK) {
        status = enter(reader);
    }
    if (status != ATTEST_OK) {
        return status;
    }
    if (is_list && attest_i_trig_at(reader, ATTEST_I_TRIG_CLOSE_PARENTHESIS)) {
        *is_nil = 1;
        reader->depth--;
        status = attest_i_trig_next(reader);
        return status == ATTEST_OK ? push(reader, ATTEST_VIEW(ATTEST_I_RDF "nil"), where) : status;
    }
    status = check_blank(reader);
    return status == ATTEST_OK ? push(reader, make_blank(reader, blank), where) : status;
}

/* An object in brackets or parentheses. */
static enum attest_status read_nested(attest_i_trig_state *reader, attest_i_trig_place subject,
                                      attest_i_trig_place predicate)
{
    attest_i_trig_place node;
    int is_nil;
    int is_list = attest_i_trig_at(reader, ATTEST_I_TRIG_OPEN_PARENTHESIS);
    enum attest_status status = begin_nested(reader, &node, &is_nil);
    if (status == ATTEST_OK) {
        attest_term object = attest_i_trig_term_of(reader, node);
        status = emit(reader, subject, predicate, &object);
    }
    if (status != ATTEST_OK || is_nil) {
        return status;
    }
    return is_list ? read_items(reader, node) : read_property_list(reader, node);
}

static enum attest_status take_language(attest_i_trig_state *reader, attest_term *literal)
{
    attest_i_buffer *language = &reader->language;
    attest_i_buffer_reset(language);
    attest_i_buffer_append(language, (attest_view){reader->tokens.text.data + 1, reader->tokens.text.size - 1});
    for (size_t i = 0; language->status == ATTEST_OK && i < language->size; i++) {
        char byte = language->data[i];
        language->data[i] = (char)(byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte);
    }
    literal->language = attest_i_buffer_view(language);
    enum attest_status status = attest_i_trig_check_buffer(reader, language);
    return status == ATTEST_OK ? attest_i_trig_next(reader) : status;
}

static enum attest_status take_datatype(attest_i_trig_state *reader, attest_term *literal)
{
    enum attest_status status = attest_i_trig_next(reader);
    if (status == ATTEST_OK && !attest_i_trig_at(reader, ATTEST_I_TRIG_IRI) &&
        !attest_i_trig_at(reader, ATTEST_I_TRIG_NAME)) {
        return attest_i_trig_fail_expecting(reader, "the IRI of a datatype");
    }
    attest_i_buffer_reset(&reader->datatype);
    if (status == ATTEST_OK) {
        status = take_node(reader, &reader->datatype);
    }
    literal->datatype = attest_i_buffer_view(&reader->datatype);
    if (status == ATTEST_OK && attest_i_literal_datatype(literal) == ATTEST_I_DATATYPE_STRING) {
        literal->datatype = (attest_view){NULL, 0};
    }
    return status;
}

/* [13] literal with quotation marks. */
static enum attest_status read_string(attest_i_trig_state *reader, attest_term *literal)
{
    const char *reason = "";
    enum attest_status status = attest_i_trig_take_string(&reader->tokens, &reader->value);
    if (status == ATTEST_OK) {
        status = attest_i_trig_next(reader);
    }
    literal->kind = ATTEST_TERM_LITERAL;
    literal->value = attest_i_buffer_view(&reader->value);
    if (status != ATTEST_OK) {
        return status;
    }
    if (attest_i_trig_at(reader, ATTEST_I_TRIG_CARETS)) {
        status = take_datatype(reader, literal);
    } else if (attest_i_trig_at(reader, ATTEST_I_TRIG_LANGUAGE) || attest_i_trig_at(reader, ATTEST_I_TRIG_AT_PREFIX) ||
               attest_i_trig_at(reader, ATTEST_I_TRIG_AT_BASE)) {
        status = take_language(reader, literal);
    } else {
        return ATTEST_OK;
    }
    if (status == ATTEST_OK && attest_i_term_check(literal, &reason) != ATTEST_OK) {
        return attest_i_trig_tokens_fail(&reader->tokens, 0, ATTEST_ERR_SYNTAX, "%s", reason);
    }
    return status;
}

/* Numbers and truth values as they are written. */
static enum attest_status read_shorthand(attest_i_trig_state *reader, const char *datatype, attest_term *literal)
{
    attest_i_buffer_append(&reader->value, reader->tokens.text);
    *literal = (attest_term){.kind = ATTEST_TERM_LITERAL,
                             .value = attest_i_buffer_view(&reader->value),
                             .datatype = attest_view_of(datatype)};
    enum attest_status status = attest_i_trig_check_buffer(reader, &reader->value);
    return status == ATTEST_OK ? attest_i_trig_next(reader) : status;
}

/* [12] object, with the quad that it ends. */
static enum attest_status read_object(attest_i_trig_state *reader, attest_i_trig_place subject,
                                      attest_i_trig_place predicate)
{
    attest_term object = {.kind = ATTEST_TERM_IRI};
    enum attest_status status;
    attest_i_buffer_reset(&reader->value);
    switch (reader->tokens.kind) {
    case ATTEST_I_TRIG_IRI:
    case ATTEST_I_TRIG_NAME:
    case ATTEST_I_TRIG_BLANK:
        status = take_node(reader, &reader->value);
        object.value = attest_i_buffer_view(&reader->value);
        break;
    case ATTEST_I_TRIG_OPEN_BRACKET:
    case ATTEST_I_TRIG_OPEN_PARENTHESIS: return read_nested(reader, subject, predicate);
    case ATTEST_I_TRIG_STRING: status = read_string(reader, &object); break;
    case ATTEST_I_TRIG_INTEGER: status = read_shorthand(reader, ATTEST_I_XSD "integer", &object); break;
    case ATTEST_I_TRIG_DECIMAL: status = read_shorthand(reader, ATTEST_I_XSD "decimal", &object); break;
    case ATTEST_I_TRIG_DOUBLE: status = read_shorthand(reader, ATTEST_I_XSD "double", &object); break;
    case ATTEST_I_TRIG_BOOLEAN: status = read_shorthand(reader, ATTEST_I_XSD "boolean", &object); break;
    default: return attest_i_trig_fail_expecting(reader, "an object");
    }
    return status == ATTEST_OK ? emit(reader, subject, predicate, &object) : status;
}

/* [8] objectList of the verb at hand. */
static enum attest_status read_objects(attest_i_trig_state *reader, attest_i_trig_place subject)
{
    attest_i_trig_place predicate;
    enum attest_status status;
    if (attest_i_trig_at(reader, ATTEST_I_TRIG_A)) {
        status = push(reader, ATTEST_VIEW(ATTEST_I_RDF "type"), &predicate);
        status = status == ATTEST_OK ? attest_i_trig_next(reader) : status;
    } else if (attest_i_trig_at(reader, ATTEST_I_TRIG_IRI) || attest_i_trig_at(reader, ATTEST_I_TRIG_NAME)) {
        status = push_node(reader, &predicate);
    } else {
        return attest_i_trig_fail_expecting(reader, "a predicate");
    }
    size_t mark = reader->names.size;
    while (status == ATTEST_OK) {
        status = read_object(reader, subject, predicate);
        reader->names.size = mark;
        if (status != ATTEST_OK || !attest_i_trig_at(reader, ATTEST_I_TRIG_COMMA)) {
            break;
        }
        status = attest_i_trig_next(reader);
    }
    return status;
}

/* [7] predicateObjectList. */
static enum attest_status read_predicates(attest_i_trig_state *reader, attest_i_trig_place subject)
{
    size_t mark = reader->names.size;
    enum attest_status status = read_objects(reader, subject);
    while (status == ATTEST_OK && attest_i_trig_at(reader, ATTEST_I_TRIG_SEMICOLON)) {
        reader->names.size = mark;
        status = attest_i_trig_next(reader);
        if (status == ATTEST_OK && (attest_i_trig_at(reader, ATTEST_I_TRIG_A) || attest_i_trig_at_node(reader))) {
            status = read_objects(reader, subject);
        }
    }
    reader->names.size = mark;
    return status;
}

/* Where a statement can begin. */
int attest_i_trig_at_subject(const attest_i_trig_state *reader)
{
    return attest_i_trig_at_node(reader) || attest_i_trig_at(reader, ATTEST_I_TRIG_OPEN_BRACKET) ||
           attest_i_trig_at(reader, ATTEST_I_TRIG_OPEN_PARENTHESIS);
}

enum attest_status attest_i_trig_read_subject(attest_i_trig_state *reader, attest_i_trig_place *subject, int *is_alone,
                                              int *is_label)
{
    int is_nil;
    int is_list = attest_i_trig_at(reader, ATTEST_I_TRIG_OPEN_PARENTHESIS);
    *is_alone = 0;
    *is_label = 1;
    if (attest_i_trig_at_node(reader)) {
        return push_node(reader, subject);
    }
    enum attest_status status = begin_nested(reader, subject, &is_nil);
    if (status != ATTEST_OK || is_nil) {
        *is_label = 0;
        return status;
    }
    *is_label = !is_list && attest_i_trig_at(reader, ATTEST_I_TRIG_CLOSE_BRACKET);
    *is_alone = !is_list && !*is_label;
    return is_list ? read_items(reader, *subject) : read_property_list(reader, *subject);
}

enum attest_status attest_i_trig_read_triples(attest_i_trig_state *reader, int in_graph, attest_i_trig_place *subject,
                                              int *is_label)
{
    int is_alone;
    enum attest_status status = attest_i_trig_read_subject(reader, subject, &is_alone, is_label);
    if (status != ATTEST_OK || (*is_label && !in_graph && attest_i_trig_at(reader, ATTEST_I_TRIG_OPEN_BRACE))) {
        return status;
    }
    *is_label = 0;
    if (is_alone && (attest_i_trig_at(reader, ATTEST_I_TRIG_DOT) ||
                     (in_graph && attest_i_trig_at(reader, ATTEST_I_TRIG_CLOSE_BRACE)))) {
        return ATTEST_OK;
    }
    return read_predicates(reader, *subject);
}
