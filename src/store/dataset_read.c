/* RDF files back into quads: which reader reads what, and folders of Turtle files. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attest/dataset.h"
#include "attest/store.h"
#include "base/memory.h"
#include "rdf/input.h"
#include "rdf/iri_syntax.h"
#include "rdf/jsonld_reader.h"
#include "rdf/nquads_reader.h"
#include "rdf/output.h"
#include "rdf/raptor_reader.h"
#include "rdf/trig_reader.h"
#include "rdf/writer_folder.h"
#include "store/dataset.h"

static int ends_with(const char *name, const char *ending)
{
    size_t size = strlen(name);
    size_t tail = strlen(ending);
    return size > tail && strcmp(name + size - tail, ending) == 0;
}

/* Does the first line that is no comment look like a statement of N-Quads? */
static int looks_like_nquads(attest_view text)
{
    size_t at = 0;
    while (at < text.size) {
        const char *newline = memchr(text.data + at, '\n', text.size - at);
        size_t end = newline ? (size_t)(newline - text.data) : text.size;
        while (at < end && (text.data[at] == ' ' || text.data[at] == '\t')) {
            at++;
        }
        if (at < end && text.data[at] != '#' && text.data[at] != '\r') {
            while (end > at && (text.data[end - 1] == ' ' || text.data[end - 1] == '\r')) {
                end--;
            }
            return text.data[at] == '<' && (!newline || text.data[end - 1] == '.');
        }
        at = end + 1;
    }
    return 0;
}

/* Does it begin as a JSON object or array? In TriG, "{" is followed by a subject or nothing. */
static int looks_like_json(attest_view text)
{
    char seen = '\0';
    for (size_t at = 0; at < text.size; at++) {
        char byte = text.data[at];
        if (byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n') {
            continue;
        }
        if (seen == '\0' && (byte == '{' || byte == '[')) {
            seen = byte;
            continue;
        }
        return (seen == '{' && byte == '"') || (seen == '[' && byte == '{');
    }
    return 0;
}

enum syntax { SYNTAX_NQUADS, SYNTAX_TRIG, SYNTAX_TURTLE, SYNTAX_JSONLD, SYNTAX_RDFXML };

static enum syntax find_syntax(const char *path, attest_view start)
{
    static const struct {
        const char *ending;
        enum syntax syntax;
    } known[] = {{".nq", SYNTAX_NQUADS},     {".nquads", SYNTAX_NQUADS}, {".nt", SYNTAX_NQUADS},
                 {".trig", SYNTAX_TRIG},     {".ttl", SYNTAX_TURTLE},    {".turtle", SYNTAX_TURTLE},
                 {".jsonld", SYNTAX_JSONLD}, {".json", SYNTAX_JSONLD},   {".rdf", SYNTAX_RDFXML},
                 {".owl", SYNTAX_RDFXML}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (ends_with(path, known[i].ending)) {
            return known[i].syntax;
        }
    }
    if (looks_like_json(start)) {
        return SYNTAX_JSONLD;
    }
    return looks_like_nquads(start) ? SYNTAX_NQUADS : SYNTAX_TRIG;
}

/* The graph named in the first line of a file of a Turtle folder; empty if none is. */
static attest_view find_graph(attest_view start)
{
    static const size_t size = sizeof ATTEST_I_FOLDER_GRAPH_LINE - 1;
    if (start.size <= size || memcmp(start.data, ATTEST_I_FOLDER_GRAPH_LINE, size) != 0) {
        return (attest_view){NULL, 0};
    }
    const char *newline = memchr(start.data, '\n', start.size);
    const char *end = newline && newline[-1] == '>' ? newline - 1 : NULL;
    return end ? (attest_view){start.data + size, (size_t)(end - start.data) - size} : (attest_view){NULL, 0};
}

static enum attest_status read_start(attest_i_input *input, int needs_graph, attest_quad_sink sink)
{
    attest_view piece;
    attest_i_buffer graph = {0};
    enum attest_status status = attest_i_input_next(input, &piece);
    if (status == ATTEST_END) {
        piece = (attest_view){"", 0};
    } else if (status != ATTEST_OK) {
        return status;
    }
    enum syntax syntax = find_syntax(input->name, piece);
    if (syntax == SYNTAX_JSONLD) {
        return attest_i_jsonld_read(input, piece, sink);
    }
    if (syntax == SYNTAX_NQUADS) {
        return attest_i_nquads_read(input, piece, sink);
    }
    if (syntax == SYNTAX_RDFXML) {
        return attest_i_raptor_read(input, "rdfxml", piece, sink);
    }
    if (syntax == SYNTAX_TURTLE) {
        attest_i_buffer_append(&graph, find_graph(piece));
    }
    const char *reason;
    if (graph.status != ATTEST_OK) {
        status = attest_i_input_fail(input, graph.status, 0, "out of memory");
    } else if (graph.size > 0 && attest_i_iri_check(attest_i_buffer_view(&graph), &reason) != ATTEST_OK) {
        status = attest_i_input_fail(input, ATTEST_ERR_SYNTAX, 1, "the first line names a graph by what is no IRI: %s",
                                     reason);
    } else if (needs_graph && graph.size == 0) {
        status = attest_i_input_fail(input, ATTEST_ERR_DATA, 1,
                                     "the first line does not name a graph (\"" ATTEST_I_FOLDER_GRAPH_LINE "IRI>\")");
    } else {
        attest_i_trig_options options = {.turtle = syntax == SYNTAX_TURTLE, .graph = attest_i_buffer_view(&graph)};
        status = attest_i_trig_read(input, piece, &options, sink);
    }
    attest_i_buffer_clear(&graph);
    return status;
}

static enum attest_status read_file(const char *path, int needs_graph, const attest_reading_options *options,
                                    attest_quad_sink sink, attest_error *error)
{
    attest_i_input *input;
    enum attest_status status = attest_i_input_open(&input, path, error);
    if (status == ATTEST_OK) {
        input->on_bad = options->on_bad;
        input->bad_data = options->user_data;
        input->bytes = options->bytes;
        status = read_start(input, needs_graph, sink);
        attest_i_input_close(input);
    }
    return status;
}

/* Names of files in a folder. */
typedef struct name_list {
    attest_i_arena arena;
    attest_view *items;
    size_t count;
    size_t capacity;
} name_list;

static enum attest_status add_name(name_list *names, const char *name)
{
    if (name[0] == '.' || !ends_with(name, ATTEST_I_FOLDER_SUFFIX) || strcmp(name, ATTEST_I_FOLDER_CATALOGUE) == 0) {
        return ATTEST_OK;
    }
    enum attest_status status = ATTEST_I_VECTOR_RESERVE(names, 1);
    if (status == ATTEST_OK) {
        status = attest_i_arena_copy(&names->arena, attest_view_of(name), &names->items[names->count]);
        names->count += status == ATTEST_OK;
    }
    return status;
}

static int compare_names(const void *a, const void *b)
{
    return attest_view_compare(*(const attest_view *)a, *(const attest_view *)b);
}

/* The files of named graphs, sorted. */
static enum attest_status list_names(const char *path, name_list *names, attest_error *error)
{
    DIR *folder = opendir(path);
    if (!folder) {
        return attest_i_input_fail_system(path, errno, error);
    }
    enum attest_status status = ATTEST_OK;
    for (struct dirent *entry; status == ATTEST_OK && (entry = readdir(folder)) != NULL;) {
        status = add_name(names, entry->d_name);
    }
    closedir(folder);
    if (status != ATTEST_OK) {
        return attest_error_set(error, status, path, "out of memory");
    }
    if (names->count) {
        qsort(names->items, names->count, sizeof *names->items, compare_names);
    }
    return ATTEST_OK;
}

static enum attest_status read_in_folder(const char *folder, const char *name, int needs_graph,
                                         const attest_reading_options *options, attest_quad_sink sink,
                                         attest_error *error)
{
    char *path = attest_i_text_print("%s/%s", folder, name);
    if (!path) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, folder, "out of memory");
    }
    enum attest_status status = read_file(path, needs_graph, options, sink, error);
    free(path);
    return status;
}

static enum attest_status read_folder(const char *path, const attest_reading_options *options, attest_quad_sink sink,
                                      attest_error *error)
{
    name_list names = {0};
    attest_i_arena_init(&names.arena);
    enum attest_status status = list_names(path, &names, error);
    if (status == ATTEST_OK) {
        status = read_in_folder(path, ATTEST_I_FOLDER_CATALOGUE, 0, options, sink, error);
    }
    for (size_t i = 0; status == ATTEST_OK && i < names.count; i++) {
        status = read_in_folder(path, names.items[i].data, 1, options, sink, error);
    }
    attest_i_arena_clear(&names.arena);
    free(names.items);
    return status;
}

/* All quads of a store, graph by graph. */
static enum attest_status read_store(const char *path, attest_quad_sink sink, attest_error *error)
{
    attest_dataset *dataset;
    enum attest_status status = attest_i_dataset_open_store(&dataset, path, error);
    if (status != ATTEST_OK) {
        return status;
    }
    status = attest_i_dataset_emit(dataset, sink, error);
    attest_dataset_free(dataset);
    return status;
}

enum attest_status attest_dataset_read(const char *path, attest_quad_sink sink, attest_error *error)
{
    static const attest_reading_options DEFAULT = {NULL, NULL, NULL};
    return attest_dataset_read_with(path, &DEFAULT, sink, error);
}

static int is_folder(const char *path)
{
    struct stat information;
    return strcmp(path, "-") != 0 && stat(path, &information) == 0 && S_ISDIR(information.st_mode);
}

enum attest_status attest_dataset_read_with(const char *path, const attest_reading_options *options,
                                            attest_quad_sink sink, attest_error *error)
{
    if (attest_store_is_store(path)) {
        return read_store(path, sink, error);
    }
    return is_folder(path) ? read_folder(path, options, sink, error) : read_file(path, 0, options, sink, error);
}

static enum attest_status add_bytes(const char *folder, const char *name, uint64_t *bytes)
{
    struct stat information;
    char *path = attest_i_text_print("%s/%s", folder, name);
    int known = path && stat(path, &information) == 0 && S_ISREG(information.st_mode);
    *bytes += known ? (uint64_t)information.st_size : 0;
    free(path);
    return known ? ATTEST_OK : ATTEST_NONE;
}

static enum attest_status folder_bytes(const char *path, uint64_t *bytes)
{
    name_list names = {0};
    attest_i_arena_init(&names.arena);
    enum attest_status status = list_names(path, &names, NULL);
    if (status == ATTEST_OK) {
        status = add_bytes(path, ATTEST_I_FOLDER_CATALOGUE, bytes);
    }
    for (size_t i = 0; status == ATTEST_OK && i < names.count; i++) {
        status = add_bytes(path, names.items[i].data, bytes);
    }
    attest_i_arena_clear(&names.arena);
    free(names.items);
    return status == ATTEST_OK ? ATTEST_OK : ATTEST_NONE;
}

enum attest_status attest_dataset_bytes(const char *path, uint64_t *bytes)
{
    struct stat information;
    *bytes = 0;
    if (attest_store_is_store(path)) {
        return ATTEST_NONE;
    }
    if (is_folder(path)) {
        return folder_bytes(path, bytes);
    }
    int failed = strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, &information) : stat(path, &information);
    if (failed || !S_ISREG(information.st_mode)) {
        return ATTEST_NONE;
    }
    *bytes = (uint64_t)information.st_size;
    return ATTEST_OK;
}
