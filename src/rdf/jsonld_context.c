/* JSON-LD contexts (JSON-LD 1.1, section 4.1), as far as attest's own goes. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/jsonld_context.h"

#include <stdlib.h>

/* How far prefixes may be defined by other prefixes. */
#define DEPTH_MAX 8

enum attest_status attest_i_json_status(const json_error_t *error)
{
    enum json_error_code code = json_error_code(error);
    return code == json_error_out_of_memory || code == json_error_unknown ? ATTEST_ERR_NOMEM : ATTEST_ERR_SYNTAX;
}

static int is_text(const json_t *value, const char *text)
{
    return json_is_string(value) && strcmp(json_string_value(value), text) == 0;
}

/* The IRI given for a term: its text, or "@id" of its definition; NULL if there is none. */
static const char *find_id(const json_t *definition)
{
    if (json_is_object(definition)) {
        definition = json_object_get(definition, "@id");
    }
    return json_string_value(definition);
}

/* May the term stand before a colon? Simple terms whose IRI ends as namespaces do, and those that say so. */
static int is_prefix(const json_t *definition, attest_view iri)
{
    if (json_is_object(definition)) {
        return json_is_true(json_object_get(definition, "@prefix"));
    }
    return iri.size && strchr(":/?#[]@", iri.data[iri.size - 1]) != NULL;
}

/* Expand what stands in a context itself, where prefixes may be defined later than they are used. */
static enum attest_status expand_early(const json_t *object, const char *text, unsigned depth, attest_i_buffer *buffer)
{
    const char *colon = strchr(text, ':');
    if (!colon || depth == 0) {
        return ATTEST_NONE;
    }
    if (strncmp(colon, "://", 3) != 0 && colon > text) {
        const json_t *definition = json_object_getn(object, text, (size_t)(colon - text));
        const char *id = definition ? find_id(definition) : NULL;
        if (id && strcmp(id, text) != 0) {
            enum attest_status status = expand_early(object, id, depth - 1, buffer);
            attest_i_buffer_append(buffer, attest_view_of(colon + 1));
            return status;
        }
    }
    attest_i_buffer_append(buffer, attest_view_of(text));
    return ATTEST_OK;
}

/* Expand into the arena; the empty view if it is no IRI. */
static enum attest_status expand_kept(attest_i_jsonld_context *context, const json_t *object, const char *text,
                                      attest_view *iri)
{
    attest_i_buffer buffer = {0};
    enum attest_status status = expand_early(object, text, DEPTH_MAX, &buffer);
    *iri = (attest_view){NULL, 0};
    if (status == ATTEST_OK) {
        status = buffer.status;
    }
    if (status == ATTEST_OK) {
        status = attest_i_arena_copy(&context->arena, attest_i_buffer_view(&buffer), iri);
    }
    attest_i_buffer_clear(&buffer);
    return status == ATTEST_NONE ? ATTEST_OK : status;
}

/* Does a definition hold only what we act on? */
static int is_understood(const json_t *definition)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)definition, key, value)
    {
        int known = strcmp(key, "@id") == 0 || strcmp(key, "@type") == 0 || strcmp(key, "@prefix") == 0 ||
                    strcmp(key, "@protected") == 0 || (strcmp(key, "@container") == 0 && is_text(value, "@set"));
        if (!known) {
            return 0;
        }
    }
    return 1;
}

static enum attest_status define_coercion(attest_i_jsonld_context *context, const json_t *object, const json_t *type,
                                          attest_i_jsonld_term *term)
{
    if (!type) {
        return ATTEST_OK;
    }
    if (is_text(type, "@id") || is_text(type, "@vocab")) {
        term->coercion = ATTEST_I_COERCION_IRI;
        return ATTEST_OK;
    }
    term->coercion = ATTEST_I_COERCION_DATATYPE;
    enum attest_status status = ATTEST_OK;
    if (json_is_string(type)) {
        status = expand_kept(context, object, json_string_value(type), &term->datatype);
    }
    if (term->datatype.size == 0) {
        term->iri = (attest_view){NULL, 0};
    }
    return status;
}

static enum attest_status define(attest_i_jsonld_context *context, const json_t *object, const char *name,
                                 const json_t *definition, attest_i_jsonld_term *term)
{
    enum attest_status status = attest_i_arena_copy(&context->arena, attest_view_of(name), &term->name);
    if (status != ATTEST_OK) {
        return status;
    }
    if (json_is_object(definition) ? !is_understood(definition) : !json_is_string(definition)) {
        return ATTEST_OK;
    }
    const char *id = find_id(definition);
    status = expand_kept(context, object, id ? id : name, &term->iri);
    if (status == ATTEST_OK && term->iri.size) {
        term->is_prefix = is_prefix(definition, term->iri);
        status = define_coercion(context, object, json_object_get(definition, "@type"), term);
    }
    return status;
}

static int compare_names(const void *a, const void *b)
{
    return attest_view_compare(((const attest_i_jsonld_term *)a)->name, ((const attest_i_jsonld_term *)b)->name);
}

static int compare_iris(const void *a, const void *b)
{
    const attest_i_jsonld_term *left = *(const attest_i_jsonld_term *const *)a;
    const attest_i_jsonld_term *right = *(const attest_i_jsonld_term *const *)b;
    int order = attest_view_compare(left->iri, right->iri);
    return order ? order : (left->place > right->place) - (left->place < right->place);
}

static const char *check_keyword(const char *key, const json_t *value)
{
    if (strcmp(key, "@version") == 0) {
        return json_is_number(value) ? NULL : "a context whose @version is no number";
    }
    return strcmp(key, "@protected") == 0 ? NULL : "a context with keywords that attest does not use";
}

enum attest_status attest_i_jsonld_context_load(attest_i_jsonld_context *context, const json_t *object,
                                                const char **reason)
{
    const char *key;
    json_t *value;
    memset(context, 0, sizeof *context);
    attest_i_arena_init(&context->arena);
    if (!json_is_object(object)) {
        *reason = "a context that is no object";
        return ATTEST_ERR_UNSUPPORTED;
    }
    size_t room = json_object_size(object);
    context->terms = attest_i_arena_array(&context->arena, room, sizeof *context->terms);
    context->properties = attest_i_arena_array(&context->arena, room, sizeof *context->properties);
    enum attest_status status = context->terms && context->properties ? ATTEST_OK : ATTEST_ERR_NOMEM;
    *reason = NULL;
    json_object_foreach((json_t *)object, key, value)
    {
        if (status == ATTEST_OK && key[0] == '@') {
            *reason = check_keyword(key, value);
            status = *reason ? ATTEST_ERR_UNSUPPORTED : ATTEST_OK;
        } else if (status == ATTEST_OK) {
            context->terms[context->count].place = context->count;
            status = define(context, object, key, value, &context->terms[context->count++]);
        }
    }
    if (status != ATTEST_OK) {
        *reason = *reason ? *reason : attest_status_text(status);
        attest_i_jsonld_context_clear(context);
        return status;
    }
    qsort(context->terms, context->count, sizeof *context->terms, compare_names);
    for (size_t i = 0; i < context->count; i++) {
        if (context->terms[i].iri.size) {
            context->properties[context->property_count++] = &context->terms[i];
        }
    }
    qsort(context->properties, context->property_count, sizeof *context->properties, compare_iris);
    return ATTEST_OK;
}

void attest_i_jsonld_context_clear(attest_i_jsonld_context *context)
{
    attest_i_arena_clear(&context->arena);
    memset(context, 0, sizeof *context);
}

const attest_i_jsonld_term *attest_i_jsonld_context_find(const attest_i_jsonld_context *context, attest_view name)
{
    attest_i_jsonld_term key = {.name = name};
    return context->count ? bsearch(&key, context->terms, context->count, sizeof key, compare_names) : NULL;
}

/* Place of the first property whose IRI is not below `iri`. */
static size_t find_place(const attest_i_jsonld_context *context, attest_view iri)
{
    size_t low = 0;
    size_t high = context->property_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (attest_view_compare(context->properties[middle]->iri, iri) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const attest_i_jsonld_term *attest_i_jsonld_context_property(const attest_i_jsonld_context *context, attest_view iri)
{
    size_t place = find_place(context, iri);
    if (place < context->property_count && attest_view_equal(context->properties[place]->iri, iri)) {
        return context->properties[place];
    }
    return NULL;
}

const attest_i_jsonld_term *attest_i_jsonld_context_prefix(const attest_i_jsonld_context *context, attest_view iri,
                                                           attest_view *suffix)
{
    size_t size = iri.size;
    while (size && iri.data[size - 1] != '/' && iri.data[size - 1] != '#') {
        size--;
    }
    attest_view space = {iri.data, size};
    for (size_t i = size ? find_place(context, space) : context->property_count; i < context->property_count; i++) {
        if (!attest_view_equal(context->properties[i]->iri, space)) {
            break;
        }
        if (context->properties[i]->is_prefix) {
            *suffix = (attest_view){iri.data + size, iri.size - size};
            return context->properties[i];
        }
    }
    return NULL;
}

enum attest_status attest_i_jsonld_context_expand(const attest_i_jsonld_context *context, attest_view text,
                                                  attest_i_buffer *buffer)
{
    const char *colon = text.size ? memchr(text.data, ':', text.size) : NULL;
    if (!colon) {
        return ATTEST_NONE;
    }
    attest_view name = {text.data, (size_t)(colon - text.data)};
    attest_view rest = {colon + 1, text.size - name.size - 1};
    attest_i_buffer_reset(buffer);
    if (!(rest.size >= 2 && rest.data[0] == '/' && rest.data[1] == '/')) {
        const attest_i_jsonld_term *term = attest_i_jsonld_context_find(context, name);
        if (term && term->is_prefix) {
            attest_i_buffer_append(buffer, term->iri);
            text = rest;
        }
    }
    attest_i_buffer_append(buffer, text);
    return buffer->status;
}
