/* JSON-LD 1.1 in one pass: {"@context": ..., "@graph": [nodes and named graphs]}, compacted with ontology/context.jsonld, which
 * stands in the file, so that it can be read offline. A node object ends where the subject changes; what follows later on the
 * same subject is a further object with the same "@id", which JSON-LD takes as one node. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "base/embedded.h"
#include "rdf/jsonld_context.h"
#include "rdf/term.h"
#include "rdf/writer.h"
#include "rdf/writer_json.h"

/* Keys of one node object that are remembered; a node with more is continued in a further object. */
#define KEYS_MAX 64
/* Digits of integers that every JSON reader keeps exactly. */
#define INTEGER_DIGITS 15

typedef struct jsonld_state {
    attest_i_jsonld_context context;
    int graph_open;  /* in the "@graph" of a named graph */
    int outer_items; /* 1: the outer "@graph" has an item */
    int inner_items;
    int node_open;
    uint64_t keys[KEYS_MAX]; /* hashes of the keys of the node so far; an accidental match only splits the node */
    size_t key_count;
    int key_open;
    int key_is_array;                 /* "[" was written */
    const attest_i_jsonld_term *term; /* of the open key, or NULL */
    int key_is_type;                  /* the open key is "@type" */
    attest_term held;                 /* the last value, not written yet, since it may become the first of an array */
    attest_i_buffer held_value;
    attest_i_buffer held_datatype;
    attest_i_buffer held_language;
} jsonld_state;

/* An absolute IRI as it stands would be taken for a compact one if its scheme were a term. */
static enum attest_status write_absolute(attest_writer *writer, attest_view iri)
{
    jsonld_state *jsonld = writer->state;
    const char *colon = memchr(iri.data, ':', iri.size);
    attest_view scheme = {iri.data, colon ? (size_t)(colon - iri.data) : 0};
    if (attest_i_jsonld_context_find(&jsonld->context, scheme)) {
        return attest_error_set(&writer->failure, ATTEST_ERR_UNSUPPORTED, writer->path,
                                "JSON-LD cannot hold <%.*s>: its scheme is a prefix of the context",
                                iri.size < 200 ? (int)iri.size : 200, iri.data);
    }
    attest_i_write_json_string(&writer->output, iri);
    return ATTEST_OK;
}

static enum attest_status write_iri(attest_writer *writer, attest_view iri)
{
    jsonld_state *jsonld = writer->state;
    attest_view suffix;
    const attest_i_jsonld_term *prefix = attest_i_jsonld_context_prefix(&jsonld->context, iri, &suffix);
    if (!prefix || suffix.size == 0) {
        return write_absolute(writer, iri);
    }
    ATTEST_I_OUTPUT_TEXT(&writer->output, "\"");
    attest_i_output_view(&writer->output, prefix->name);
    ATTEST_I_OUTPUT_TEXT(&writer->output, ":");
    attest_i_output_view(&writer->output, suffix);
    ATTEST_I_OUTPUT_TEXT(&writer->output, "\"");
    return ATTEST_OK;
}

/* Is the lexical form that of a JSON number which comes back as the same xsd:integer? */
static int is_plain_integer(attest_view text)
{
    size_t at = text.size && text.data[0] == '-';
    size_t digits = text.size - at;
    if (digits == 0 || digits > INTEGER_DIGITS || (text.data[at] == '0' && text.size > 1)) {
        return 0;
    }
    for (; at < text.size; at++) {
        if ((unsigned char)(text.data[at] - '0') >= 10) {
            return 0;
        }
    }
    return 1;
}

/* Write a literal without an object around it, if the reader will take it for what it is. */
static int write_short_literal(attest_i_output *output, const attest_i_jsonld_term *term, const attest_term *literal)
{
    enum attest_i_coercion coercion = term ? term->coercion : ATTEST_I_COERCION_NONE;
    if (coercion == ATTEST_I_COERCION_DATATYPE && literal->datatype.size &&
        attest_view_equal(term->datatype, literal->datatype)) {
        attest_i_write_json_string(output, literal->value);
        return 1;
    }
    if (coercion != ATTEST_I_COERCION_NONE) {
        return 0;
    }
    switch (attest_i_literal_datatype(literal)) {
    case ATTEST_I_DATATYPE_STRING: attest_i_write_json_string(output, literal->value); return 1;
    case ATTEST_I_DATATYPE_BOOLEAN:
        if (attest_view_equal(literal->value, ATTEST_VIEW("true")) ||
            attest_view_equal(literal->value, ATTEST_VIEW("false"))) {
            attest_i_output_view(output, literal->value);
            return 1;
        }
        return 0;
    case ATTEST_I_DATATYPE_INTEGER:
        if (is_plain_integer(literal->value)) {
            attest_i_output_view(output, literal->value);
            return 1;
        }
        return 0;
    case ATTEST_I_DATATYPE_LANGUAGE:
    case ATTEST_I_DATATYPE_DECIMAL:
    case ATTEST_I_DATATYPE_OTHER: break;
    }
    return 0;
}

static enum attest_status write_value(attest_writer *writer, const attest_term *value)
{
    jsonld_state *jsonld = writer->state;
    attest_i_output *output = &writer->output;
    enum attest_status status = ATTEST_OK;
    if (value->kind == ATTEST_TERM_IRI) {
        if (jsonld->key_is_type || (jsonld->term && jsonld->term->coercion == ATTEST_I_COERCION_IRI)) {
            return write_iri(writer, value->value);
        }
        ATTEST_I_OUTPUT_TEXT(output, "{\"@id\":");
        status = write_iri(writer, value->value);
        ATTEST_I_OUTPUT_TEXT(output, "}");
        return status;
    }
    if (write_short_literal(output, jsonld->term, value)) {
        return ATTEST_OK;
    }
    ATTEST_I_OUTPUT_TEXT(output, "{\"@value\":");
    attest_i_write_json_string(output, value->value);
    if (value->language.size) {
        ATTEST_I_OUTPUT_TEXT(output, ",\"@language\":");
        attest_i_write_json_string(output, value->language);
    } else if (attest_i_literal_datatype(value) != ATTEST_I_DATATYPE_STRING) {
        ATTEST_I_OUTPUT_TEXT(output, ",\"@type\":");
        status = write_iri(writer, value->datatype);
    }
    ATTEST_I_OUTPUT_TEXT(output, "}");
    return status;
}

static enum attest_status hold(jsonld_state *jsonld, const attest_term *value)
{
    attest_i_buffer *buffers[] = {&jsonld->held_value, &jsonld->held_datatype, &jsonld->held_language};
    const attest_view views[] = {value->value, value->datatype, value->language};
    enum attest_status status = ATTEST_OK;
    for (size_t i = 0; i < 3; i++) {
        attest_i_buffer_reset(buffers[i]);
        attest_i_buffer_append(buffers[i], views[i]);
        status = status ? status : buffers[i]->status;
    }
    jsonld->held = (attest_term){value->kind, attest_i_buffer_view(buffers[0]), attest_i_buffer_view(buffers[1]),
                                 attest_i_buffer_view(buffers[2])};
    return status;
}

/* Write the value held back, as one of several if `more` follow or others went before. */
static enum attest_status write_held(attest_writer *writer, int more)
{
    jsonld_state *jsonld = writer->state;
    if (jsonld->key_is_array) {
        ATTEST_I_OUTPUT_TEXT(&writer->output, ",");
    } else if (more) {
        ATTEST_I_OUTPUT_TEXT(&writer->output, "[");
        jsonld->key_is_array = 1;
    }
    return write_value(writer, &jsonld->held);
}

static enum attest_status end_key(attest_writer *writer)
{
    jsonld_state *jsonld = writer->state;
    if (!jsonld->key_open) {
        return ATTEST_OK;
    }
    enum attest_status status = write_held(writer, 0);
    if (jsonld->key_is_array) {
        ATTEST_I_OUTPUT_TEXT(&writer->output, "]");
    }
    jsonld->key_open = 0;
    return status;
}

static enum attest_status end_node(attest_writer *writer)
{
    jsonld_state *jsonld = writer->state;
    if (!jsonld->node_open) {
        return ATTEST_OK;
    }
    enum attest_status status = end_key(writer);
    ATTEST_I_OUTPUT_TEXT(&writer->output, "}");
    jsonld->node_open = 0;
    return status;
}

static enum attest_status end_graph(attest_writer *writer)
{
    jsonld_state *jsonld = writer->state;
    enum attest_status status = end_node(writer);
    if (jsonld->graph_open) {
        ATTEST_I_OUTPUT_TEXT(&writer->output, "\n]}");
        jsonld->graph_open = 0;
    }
    return status;
}

/* {"@id":..., after what separates it from the item before. */
static enum attest_status begin_item(attest_writer *writer, int *items, attest_view id)
{
    attest_i_output_view(&writer->output, *items ? ATTEST_VIEW(",\n{\"@id\":") : ATTEST_VIEW("\n{\"@id\":"));
    *items = 1;
    return write_iri(writer, id);
}

static enum attest_status begin_graph(attest_writer *writer, const attest_term *graph)
{
    jsonld_state *jsonld = writer->state;
    enum attest_status status = end_graph(writer);
    if (status == ATTEST_OK && graph->kind != ATTEST_TERM_NONE) {
        status = begin_item(writer, &jsonld->outer_items, graph->value);
        ATTEST_I_OUTPUT_TEXT(&writer->output, ",\"@graph\":[");
        jsonld->graph_open = 1;
        jsonld->inner_items = 0;
    }
    return status;
}

static enum attest_status begin_node(attest_writer *writer, attest_view subject)
{
    jsonld_state *jsonld = writer->state;
    enum attest_status status = end_node(writer);
    if (status == ATTEST_OK) {
        status = begin_item(writer, jsonld->graph_open ? &jsonld->inner_items : &jsonld->outer_items, subject);
    }
    jsonld->node_open = 1;
    jsonld->key_count = 0;
    return status;
}

/* FNV-1a over the predicate; the kind of value is part of it, since rdf:type has two keys. */
static uint64_t hash_key(attest_view predicate, int is_type)
{
    uint64_t hash = UINT64_C(14695981039346656037) + (uint64_t)is_type;
    for (size_t i = 0; i < predicate.size; i++) {
        hash = (hash ^ (unsigned char)predicate.data[i]) * UINT64_C(1099511628211);
    }
    return hash;
}

/* Keys of an object are unique: a predicate that comes back, or one too many, needs a further node object. */
static int is_new_key(const jsonld_state *jsonld, uint64_t hash)
{
    for (size_t i = 0; i < jsonld->key_count; i++) {
        if (jsonld->keys[i] == hash) {
            return 0;
        }
    }
    return jsonld->key_count < KEYS_MAX;
}

static enum attest_status begin_key(attest_writer *writer, const attest_quad *quad, int is_type)
{
    jsonld_state *jsonld = writer->state;
    uint64_t hash = hash_key(quad->predicate.value, is_type);
    enum attest_status status = end_key(writer);
    if (status == ATTEST_OK && !is_new_key(jsonld, hash)) {
        status = begin_node(writer, quad->subject.value);
    }
    if (status != ATTEST_OK) {
        return status;
    }
    jsonld->keys[jsonld->key_count++] = hash;
    jsonld->key_open = 1;
    jsonld->key_is_array = 0;
    jsonld->key_is_type = is_type;
    jsonld->term = is_type ? NULL : attest_i_jsonld_context_property(&jsonld->context, quad->predicate.value);
    ATTEST_I_OUTPUT_TEXT(&writer->output, ",");
    if (is_type) {
        ATTEST_I_OUTPUT_TEXT(&writer->output, "\"@type\"");
    } else if (jsonld->term) {
        attest_i_write_json_string(&writer->output, jsonld->term->name);
    } else {
        status = write_iri(writer, quad->predicate.value);
    }
    ATTEST_I_OUTPUT_TEXT(&writer->output, ":");
    return status;
}

static enum attest_status write_quad(attest_writer *writer, const attest_quad *quad, enum attest_i_change change)
{
    jsonld_state *jsonld = writer->state;
    int is_type = quad->object.kind == ATTEST_TERM_IRI &&
                  attest_view_equal(quad->predicate.value, ATTEST_VIEW(ATTEST_I_RDF "type"));
    enum attest_status status = ATTEST_OK;
    if (change == ATTEST_I_CHANGE_GRAPH) {
        status = begin_graph(writer, &quad->graph);
    }
    if (status == ATTEST_OK && change >= ATTEST_I_CHANGE_SUBJECT) {
        status = begin_node(writer, quad->subject.value);
    }
    if (status != ATTEST_OK) {
        return status;
    }
    if (change >= ATTEST_I_CHANGE_PREDICATE || is_type != jsonld->key_is_type) {
        status = begin_key(writer, quad, is_type);
    } else {
        status = write_held(writer, 1);
    }
    return status == ATTEST_OK ? hold(jsonld, &quad->object) : status;
}

static enum attest_status end(attest_writer *writer)
{
    enum attest_status status = end_graph(writer);
    ATTEST_I_OUTPUT_TEXT(&writer->output, "\n]}\n");
    return status;
}

/* The prefixes below the base, in place of those of the default base. */
static int set_base_prefixes(json_t *object, const attest_i_prefixes *prefixes)
{
    static const char *const names[] = {"kg", "ent", "rel"};
    for (size_t i = 0; i < prefixes->count; i++) {
        for (size_t j = 0; j < sizeof names / sizeof names[0]; j++) {
            if (attest_view_equal(prefixes->items[i].name, attest_view_of(names[j])) &&
                json_object_set_new(object, names[j],
                                    json_stringn(prefixes->items[i].space.data, prefixes->items[i].space.size)) != 0) {
                return 0;
            }
        }
    }
    return 1;
}

static int put_text(const char *text, size_t size, void *output)
{
    attest_i_output_put(output, text, size);
    return 0;
}

static enum attest_status load_context(attest_writer *writer, json_t *document, attest_error *error)
{
    jsonld_state *jsonld = writer->state;
    const char *reason = NULL;
    json_t *object = json_object_get(document, "@context");
    if (object && !set_base_prefixes(object, &writer->prefixes)) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, writer->path, "out of memory");
    }
    enum attest_status status = attest_i_jsonld_context_load(&jsonld->context, object, &reason);
    if (status != ATTEST_OK) {
        return attest_error_set(error, status, "context.jsonld", "%s", reason);
    }
    ATTEST_I_OUTPUT_TEXT(&writer->output, "{\"@context\":");
    if (json_dump_callback(object, put_text, &writer->output, JSON_COMPACT | JSON_ENSURE_ASCII) != 0) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, writer->path, "out of memory");
    }
    ATTEST_I_OUTPUT_TEXT(&writer->output, ",\n\"@graph\":[");
    return ATTEST_OK;
}

static enum attest_status begin(attest_writer *writer, attest_error *error)
{
    attest_view content;
    writer->state = calloc(1, sizeof(jsonld_state));
    if (!writer->state) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, writer->path, "out of memory");
    }
    if (attest_i_embedded_find(ATTEST_VIEW("context.jsonld"), &content) != ATTEST_OK) {
        return attest_error_set(error, ATTEST_ERR, writer->path, "context.jsonld is not built in");
    }
    json_error_t detail;
    json_t *document = json_loadb(content.data, content.size, JSON_REJECT_DUPLICATES, &detail);
    if (!document) {
        return attest_error_set(error, attest_i_json_status(&detail), "context.jsonld", "cannot be read: %s",
                                detail.text);
    }
    enum attest_status status = load_context(writer, document, error);
    json_decref(document);
    return status;
}

static void release(attest_writer *writer)
{
    jsonld_state *jsonld = writer->state;
    if (jsonld) {
        attest_i_jsonld_context_clear(&jsonld->context);
        attest_i_buffer_clear(&jsonld->held_value);
        attest_i_buffer_clear(&jsonld->held_datatype);
        attest_i_buffer_clear(&jsonld->held_language);
        free(jsonld);
    }
}

const attest_i_writer_operations attest_i_writer_jsonld = {
    .begin = begin, .quad = write_quad, .end = end, .release = release};
