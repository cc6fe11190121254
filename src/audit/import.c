/* Import: lines in, checked against their sources, graphs out. Lines may stand in any order: the file is gone through once
 * for each type, those first that others refer to. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/import.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "audit/sources.h"

/* Longest line; what is longer is refused. */
#define MAX_LINE_BYTES ((size_t)16 * 1024 * 1024)

enum line_type { LINE_DOCUMENT, LINE_ENTITY, LINE_ATTRIBUTION, LINE_CLAIM, LINE_TYPE_COUNT };

/* The passes over the lines. */
static const struct {
    enum line_type type;
    int link; /* 1: tie attributions to each other, which needs all of them */
} PASSES[] = {{LINE_DOCUMENT, 0}, {LINE_ENTITY, 0}, {LINE_ATTRIBUTION, 0}, {LINE_ATTRIBUTION, 1}, {LINE_CLAIM, 0}};

static const char *const TYPE_NAMES[LINE_TYPE_COUNT] = {"document", "entity", "attribution", "claim"};

struct parsed_line {
    json_t *object;
    size_t number;
    enum line_type type;
};

/* What the file calls a document. The name lives as long as the lines. */
struct alias {
    attest_view name;
    size_t source;
};

struct importer {
    const attest_import_request *request;
    attest_quad_sink sink;
    attest_finding_handler *handler;
    void *user_data;
    attest_import_counts *counts;
    attest_error *error;
    attest_i_sources documents;
    attest_i_import_source *sources; /* one a document */
    struct parsed_line *lines;
    size_t line_count;
    size_t line_capacity;
    struct alias *aliases;
    size_t alias_count;
    size_t alias_capacity;
    attest_i_arena arena;
};

static void refuse(struct importer *importer, size_t number, const char *kind, const char *reason)
{
    char place[640];
    snprintf(place, sizeof place, "%s:%zu", importer->request->claims, number);
    attest_finding finding = {kind, place, reason};
    importer->handler(importer->user_data, &finding);
    importer->counts->refused++;
}

/* Takes the object. */
static enum attest_status add_line(struct importer *importer, json_t *object, size_t number)
{
    const char *type = json_string_value(json_object_get(object, "type"));
    unsigned found = 0;
    while (type && found < LINE_TYPE_COUNT && strcmp(type, TYPE_NAMES[found]) != 0) {
        found++;
    }
    if (!type || found == LINE_TYPE_COUNT) {
        refuse(importer, number, "type-unknown", "\"type\" is none of document, entity, attribution, claim");
        json_decref(object);
        return ATTEST_OK;
    }
    enum attest_status status = attest_i_grow((void **)&importer->lines, &importer->line_capacity,
                                              importer->line_count + 1, sizeof *importer->lines);
    if (status != ATTEST_OK) {
        json_decref(object);
        return status;
    }
    importer->lines[importer->line_count++] = (struct parsed_line){object, number, (enum line_type)found};
    return ATTEST_OK;
}

static int is_blank(attest_view line)
{
    size_t i = 0;
    while (i < line.size && strchr(" \t\r\n", line.data[i]) && line.data[i]) {
        i++;
    }
    return i == line.size;
}

static enum attest_status parse_line(struct importer *importer, attest_view line, size_t number)
{
    if (is_blank(line)) {
        return ATTEST_OK;
    }
    importer->counts->lines++;
    if (line.size > MAX_LINE_BYTES) {
        refuse(importer, number, "limit", "the line is longer than 16 MiB");
        return ATTEST_OK;
    }
    json_error_t reason;
    json_t *object = json_loadb(line.data, line.size, JSON_REJECT_DUPLICATES, &reason);
    if (!object && json_error_code(&reason) == json_error_out_of_memory) {
        return ATTEST_ERR_NOMEM;
    }
    if (!json_is_object(object)) {
        char text[JSON_ERROR_TEXT_LENGTH + 64];
        snprintf(text, sizeof text, "column %d: %s", object ? 1 : reason.column,
                 object ? "not an object" : reason.text);
        refuse(importer, number, "not-json", text);
        json_decref(object);
        return ATTEST_OK;
    }
    return add_line(importer, object, number);
}

/* Read a line, without its line feed, into the buffer. Of a line that is too long only the first bytes are kept: one more than may
 * be. END at the end of the file. */
static enum attest_status read_line(FILE *file, attest_i_buffer *line)
{
    attest_i_buffer_reset(line);
    int byte = getc_unlocked(file);
    if (byte == EOF) {
        return ferror(file) ? ATTEST_ERR_READ : ATTEST_END;
    }
    for (; byte != EOF && byte != '\n'; byte = getc_unlocked(file)) {
        if (line->size <= MAX_LINE_BYTES) {
            attest_i_buffer_byte(line, (char)byte);
        }
    }
    return ferror(file) ? ATTEST_ERR_READ : line->status;
}

static enum attest_status read_lines(struct importer *importer)
{
    const char *path = importer->request->claims;
    int is_stdin = strcmp(path, "-") == 0;
    FILE *file = is_stdin ? stdin : fopen(path, "rb");
    if (!file) {
        return attest_error_set(importer->error, ATTEST_ERR_READ, path, "%s", strerror(errno));
    }
    attest_i_buffer line = {NULL, 0, 0, ATTEST_OK};
    enum attest_status status = ATTEST_OK;
    for (size_t number = 1; status == ATTEST_OK; number++) {
        errno = 0;
        status = read_line(file, &line);
        if (status == ATTEST_OK) {
            status = parse_line(importer, attest_i_buffer_view(&line), number);
        } else if (status == ATTEST_ERR_READ) {
            status = attest_error_set(importer->error, status, path, "%s", strerror(errno));
        }
    }
    attest_i_buffer_clear(&line);
    if (!is_stdin) {
        fclose(file);
    }
    return status == ATTEST_END ? ATTEST_OK : status;
}

static enum attest_status add_alias(struct importer *importer, attest_view name, size_t source)
{
    enum attest_status status = attest_i_grow((void **)&importer->aliases, &importer->alias_capacity,
                                              importer->alias_count + 1, sizeof *importer->aliases);
    if (status == ATTEST_OK) {
        importer->aliases[importer->alias_count++] = (struct alias){name, source};
    }
    return status;
}

static int shown(attest_view name)
{
    return (int)(name.size > 200 ? 200 : name.size);
}

static enum attest_status import_document(struct importer *importer, attest_i_import_line *line, const json_t *object)
{
    attest_view iri;
    attest_view digest;
    size_t index;
    enum attest_status status = attest_i_import_string(line, object, "document", 1, &iri);
    if (status == ATTEST_OK) {
        status = attest_i_import_string(line, object, "digest", 1, &digest);
    }
    if (status != ATTEST_OK) {
        return status;
    }
    if (!attest_i_sources_find(&importer->documents, digest, &index)) {
        return attest_i_import_refuse(line, "source-unknown", "none of the sources given has the digest %.*s",
                                      shown(digest), digest.data);
    }
    for (size_t i = 0; i < importer->alias_count; i++) {
        if (attest_view_equal(importer->aliases[i].name, iri) && importer->aliases[i].source != index) {
            return attest_i_import_refuse(line, "digest-differs", "<%.*s> is a source with another digest", shown(iri),
                                          iri.data);
        }
    }
    return add_alias(importer, iri, index);
}

/* The source that a line is about: by what a document line calls it, by its IRI in the graph, or by its digest. */
static enum attest_status find_source(struct importer *importer, attest_i_import_line *line, const json_t *object)
{
    attest_view name;
    size_t index = SIZE_MAX;
    enum attest_status status = attest_i_import_string(line, object, "document", 1, &name);
    if (status != ATTEST_OK) {
        return status;
    }
    for (size_t i = 0; i < importer->alias_count && index == SIZE_MAX; i++) {
        index = attest_view_equal(importer->aliases[i].name, name) ? importer->aliases[i].source : SIZE_MAX;
    }
    if (index == SIZE_MAX && !attest_i_sources_find(&importer->documents, name, &index)) {
        return attest_i_import_refuse(line, "source-unknown", "no source given is called \"%.*s\"", shown(name),
                                      name.data);
    }
    attest_view digest;
    status = attest_i_import_string(line, object, "digest", 0, &digest);
    line->source = &importer->sources[index];
    if (status == ATTEST_OK && digest.size &&
        !attest_view_equal(digest, attest_view_of(attest_document_digest(line->source->document)))) {
        return attest_i_import_refuse(line, "digest-differs", "the source has another digest than the line says");
    }
    if (status == ATTEST_OK && !line->source->builder) {
        status = attest_i_builder_new(&line->source->builder, line->source->document);
    }
    return status;
}

static enum attest_status import_line(struct importer *importer, const struct parsed_line *parsed, int link)
{
    attest_i_import_line line = {.arena = &importer->arena};
    enum attest_status status = ATTEST_OK;
    if (parsed->type == LINE_DOCUMENT) {
        status = import_document(importer, &line, parsed->object);
    } else {
        status = find_source(importer, &line, parsed->object);
    }
    if (status == ATTEST_OK && parsed->type == LINE_ENTITY) {
        status = attest_i_import_entity(&line, parsed->object);
    } else if (status == ATTEST_OK && parsed->type == LINE_ATTRIBUTION) {
        status =
            link ? attest_i_import_link(&line, parsed->object) : attest_i_import_attribution(&line, parsed->object);
    } else if (status == ATTEST_OK && parsed->type == LINE_CLAIM) {
        status = attest_i_import_claim(&line, parsed->object);
        importer->counts->claims += status == ATTEST_OK;
    }
    if (status == ATTEST_ERR_DATA) {
        status = attest_i_import_refuse(&line, "span-invalid", "spans that do not fit the text");
    }
    /* What fails in both passes over the attributions is told once. */
    if (status == ATTEST_NONE && link && strcmp(line.kind, "attribution-unknown") != 0) {
        status = ATTEST_OK;
    }
    if (status == ATTEST_NONE) {
        refuse(importer, parsed->number, line.kind ? line.kind : "refused", line.reason);
        status = ATTEST_OK;
    }
    return status;
}

/* Sources may be called by the IRI that they have in the graph. */
static enum attest_status name_sources(struct importer *importer)
{
    enum attest_status status = ATTEST_OK;
    for (size_t i = 0; i < importer->documents.count && status == ATTEST_OK; i++) {
        char iri[ATTEST_IRI_MAX];
        attest_view name;
        importer->sources[i].document = importer->documents.items[i];
        status = attest_graph_source_iri(importer->request->mapper, importer->documents.items[i], iri, sizeof iri);
        if (status == ATTEST_OK) {
            status = attest_i_arena_copy(&importer->arena, attest_view_of(iri), &name);
        }
        if (status == ATTEST_OK) {
            status = add_alias(importer, name, i);
        }
    }
    return status;
}

static enum attest_status import_lines(struct importer *importer)
{
    importer->sources = calloc(importer->documents.count + 1, sizeof *importer->sources);
    enum attest_status status = importer->sources ? name_sources(importer) : ATTEST_ERR_NOMEM;
    for (size_t pass = 0; pass < sizeof PASSES / sizeof *PASSES && status == ATTEST_OK; pass++) {
        for (size_t i = 0; i < importer->line_count && status == ATTEST_OK; i++) {
            if (importer->lines[i].type == PASSES[pass].type) {
                status = import_line(importer, &importer->lines[i], PASSES[pass].link);
            }
        }
    }
    return status;
}

static enum attest_status emit_sources(struct importer *importer)
{
    const attest_graph_mapper *mapper = importer->request->mapper;
    enum attest_status status = attest_graph_emit_run(mapper, importer->sink, importer->error);
    for (size_t i = 0; i < importer->documents.count && status == ATTEST_OK; i++) {
        attest_i_import_source *source = &importer->sources[i];
        if (source->claims == 0) {
            continue;
        }
        attest_extraction *extraction;
        status = attest_i_builder_finish(source->builder, &extraction);
        source->builder = NULL;
        if (status == ATTEST_OK) {
            status = attest_graph_emit_extraction(mapper, extraction, importer->sink, importer->error);
            attest_extraction_free(extraction);
        }
    }
    return status;
}

static void clear_importer(struct importer *importer)
{
    for (size_t i = 0; importer->sources && i < importer->documents.count; i++) {
        attest_i_builder_free(importer->sources[i].builder);
        free(importer->sources[i].entities.items);
        free(importer->sources[i].attributions.items);
    }
    for (size_t i = 0; i < importer->line_count; i++) {
        json_decref(importer->lines[i].object);
    }
    free(importer->sources);
    free(importer->lines);
    free(importer->aliases);
    attest_i_sources_clear(&importer->documents);
    attest_i_arena_clear(&importer->arena);
}

enum attest_status attest_import_run(const attest_import_request *request, attest_quad_sink sink,
                                     attest_finding_handler *handler, void *user_data, attest_import_counts *counts,
                                     attest_error *error)
{
    struct importer importer = {
        .request = request, .sink = sink, .handler = handler, .user_data = user_data, .counts = counts, .error = error};
    size_t unreadable;
    memset(counts, 0, sizeof *counts);
    attest_i_arena_init(&importer.arena);
    if (error) {
        error->status = ATTEST_OK;
    }
    enum attest_status status = attest_i_sources_read(&importer.documents, request->sources, request->source_count,
                                                      &request->source_options, handler, user_data, &unreadable, error);
    counts->sources = importer.documents.count;
    counts->refused = unreadable;
    if (status == ATTEST_OK) {
        status = read_lines(&importer);
    }
    if (status == ATTEST_OK) {
        status = import_lines(&importer);
    }
    if (status == ATTEST_OK) {
        status = emit_sources(&importer);
    }
    if (status != ATTEST_OK && error && error->status == ATTEST_OK) {
        (void)attest_error_set(error, status, request->claims, "%s", attest_status_text(status));
    }
    clear_importer(&importer);
    return status;
}
