/* Inside of the import: reading the members of a line, with a reason for every refusal. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_AUDIT_IMPORT_H
#define ATTEST_AUDIT_IMPORT_H

#include <jansson.h>

#include "attest/import.h"
#include "base/memory.h"
#include "extract/builder.h"

/* A name of the file (an entity's IRI, an attribution's id) and the number that the builder gave it. */
typedef struct attest_i_import_name {
    attest_view name;
    uint32_t index;
} attest_i_import_name;

typedef struct attest_i_import_names {
    attest_i_import_name *items;
    size_t count;
    size_t capacity;
} attest_i_import_names;

/* A source with what the file says of it. */
typedef struct attest_i_import_source {
    const attest_document *document;
    attest_i_builder *builder; /* NULL until a line is about it */
    attest_i_import_names entities;
    attest_i_import_names attributions;
    size_t claims;
} attest_i_import_source;

/* The line at hand. Reading functions return OK; NONE after a refusal, whose kind and reason stand here; or an error. */
typedef struct attest_i_import_line {
    attest_i_arena *arena; /* for what is read from the line */
    attest_i_import_source *source;
    const char *kind; /* of the refusal; NULL: none */
    char reason[ATTEST_ERROR_TEXT_MAX];
} attest_i_import_line;

/* Refuse the line; the first reason stays. Returns NONE. */
enum attest_status attest_i_import_refuse(attest_i_import_line *line, const char *kind, const char *format, ...)
    ATTEST_PRINTF(3, 4);

/* import_read.c: whole lines as parts of an extraction. */
enum attest_status attest_i_import_entity(attest_i_import_line *line, const json_t *object) ATTEST_MUST_USE;
enum attest_status attest_i_import_attribution(attest_i_import_line *line, const json_t *object) ATTEST_MUST_USE;

/* The same line again, once all attributions are known: the layer further out that it names. */
enum attest_status attest_i_import_link(attest_i_import_line *line, const json_t *object) ATTEST_MUST_USE;
enum attest_status attest_i_import_claim(attest_i_import_line *line, const json_t *object) ATTEST_MUST_USE;

/* import_parts.c: members of a line. What is not required may be absent or null. */
enum attest_status attest_i_import_string(attest_i_import_line *line, const json_t *object, const char *key,
                                          int required, attest_view *text) ATTEST_MUST_USE;
enum attest_status attest_i_import_span(attest_i_import_line *line, const json_t *value, const char *what,
                                        attest_span *span) ATTEST_MUST_USE;
enum attest_status attest_i_import_spans(attest_i_import_line *line, const json_t *object, const char *key,
                                         int required, const attest_span **spans, size_t *count) ATTEST_MUST_USE;

/* The pieces, joined by one space, must be `text`; any white space equals any other. */
enum attest_status attest_i_import_check_text(attest_i_import_line *line, const char *what, attest_view text,
                                              const attest_span *spans, size_t count) ATTEST_MUST_USE;

/* The number below `count` whose `name` stands there; 0 if it is absent. */
enum attest_status attest_i_import_enum(attest_i_import_line *line, const json_t *object, const char *key, int required,
                                        const char *(*name)(unsigned), unsigned count, unsigned *value) ATTEST_MUST_USE;
enum attest_status attest_i_import_value(attest_i_import_line *line, const json_t *value,
                                         attest_value *result) ATTEST_MUST_USE;
enum attest_status attest_i_import_confidence(attest_i_import_line *line, const json_t *object,
                                              double *confidence) ATTEST_MUST_USE;
enum attest_status attest_i_import_boolean(attest_i_import_line *line, const json_t *object, const char *key,
                                           int *value) ATTEST_MUST_USE;

/* The number of a name; NONE, without a refusal, if it is not there. */
enum attest_status attest_i_import_names_find(const attest_i_import_names *names, attest_view name, uint32_t *index);
enum attest_status attest_i_import_names_add(attest_i_import_names *names, attest_i_arena *arena, attest_view name,
                                             uint32_t index) ATTEST_MUST_USE;

#endif
