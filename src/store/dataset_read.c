/* RDF files back into quads: raptor for Turtle and TriG, with everything checked that it lets pass; our own readers for N-Quads
 * and JSON-LD. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <dirent.h>
#include <errno.h>
#include <raptor2.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "attest/dataset.h"
#include "base/memory.h"
#include "rdf/input.h"
#include "rdf/jsonld_reader.h"
#include "rdf/nquads_reader.h"
#include "rdf/output.h"
#include "rdf/term.h"
#include "rdf/writer_folder.h"

/* Base of files that declare none. Attest's files hold absolute IRIs only; an IRI below this base was a relative one. */
#define NO_BASE "attest-no-base:///"

/* One file in one of the syntaxes that raptor reads. */
typedef struct rdf_reading {
    attest_i_input *input;
    attest_quad_sink sink;
    raptor_world *world;
    raptor_parser *parser;
    unsigned escape;           /* progress in finding an escaped U+0000, see check_escapes */
    attest_term graph;         /* the graph that the whole file is in; NONE: as the file says */
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
    if (reading->graph.kind != ATTEST_TERM_NONE) {
        quad.graph = reading->graph;
    }
    if (status == ATTEST_OK) {
        status = attest_i_input_emit(reading->input, &quad, current_line(reading), reading->sink);
    }
    if (status != ATTEST_OK) {
        reading->status = status;
        raptor_parser_parse_abort(reading->parser);
    }
}

/* Raptor takes an escaped U+0000 for the end of its literal, without a word. `escape` is 0 outside of escapes, ESCAPE_BEGUN
 * behind a backslash, and behind "u" or "U" the number of zeros still needed. */
#define ESCAPE_BEGUN 100U

static enum attest_status check_escapes(rdf_reading *reading, attest_view piece)
{
    const char *at = piece.data;
    const char *end = piece.data + piece.size;
    while (at < end) {
        if (reading->escape == 0) {
            at = memchr(at, '\\', (size_t)(end - at));
            if (!at) {
                return ATTEST_OK;
            }
            reading->escape = ESCAPE_BEGUN;
        } else if (reading->escape == ESCAPE_BEGUN) {
            reading->escape = *at == 'u' ? 4 : *at == 'U' ? 8 : 0;
        } else if (*at != '0') {
            reading->escape = 0;
            continue;
        } else if (--reading->escape == 0) {
            return attest_i_input_fail(reading->input, ATTEST_ERR_SYNTAX,
                                       attest_i_input_line_at(reading->input, (size_t)(at - reading->input->data)),
                                       "the character U+0000");
        }
        at++;
    }
    return ATTEST_OK;
}

static enum attest_status feed(rdf_reading *reading, attest_view piece)
{
    enum attest_status status = ATTEST_OK;
    while (status == ATTEST_OK) {
        status = check_escapes(reading, piece);
        if (status != ATTEST_OK) {
            return status;
        }
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

static enum attest_status read_with_raptor(attest_i_input *input, const char *syntax, attest_view piece,
                                           attest_view graph, attest_quad_sink sink)
{
    rdf_reading reading = {.input = input, .sink = sink};
    if (graph.size) {
        reading.graph = (attest_term){.kind = ATTEST_TERM_IRI, .value = graph};
    }
    reading.world = raptor_new_world();
    if (!reading.world) {
        return attest_i_input_fail(input, ATTEST_ERR_NOMEM, 0, "out of memory");
    }
    /* Nothing is fetched, and the global state of the network library is not ours to touch. */
    raptor_world_set_flag(reading.world, RAPTOR_WORLD_FLAG_WWW_SKIP_INIT_FINISH, 1);
    raptor_world_set_log_handler(reading.world, &reading, take_message);
    enum attest_status status = ATTEST_ERR;
    if (raptor_world_open(reading.world) == 0) {
        status = parse(&reading, syntax, piece);
    } else {
        attest_i_input_fail(input, status, 0, "the RDF parser cannot be started");
    }
    raptor_free_world(reading.world);
    return status;
}

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

enum syntax { SYNTAX_NQUADS, SYNTAX_TRIG, SYNTAX_TURTLE, SYNTAX_JSONLD };

static enum syntax find_syntax(const char *path, attest_view start)
{
    static const struct {
        const char *ending;
        enum syntax syntax;
    } known[] = {{".nq", SYNTAX_NQUADS},     {".nquads", SYNTAX_NQUADS}, {".nt", SYNTAX_NQUADS},
                 {".trig", SYNTAX_TRIG},     {".ttl", SYNTAX_TURTLE},    {".turtle", SYNTAX_TURTLE},
                 {".jsonld", SYNTAX_JSONLD}, {".json", SYNTAX_JSONLD}};
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
    if (syntax == SYNTAX_TURTLE) {
        attest_i_buffer_append(&graph, find_graph(piece));
    }
    if (graph.status != ATTEST_OK) {
        status = attest_i_input_fail(input, graph.status, 0, "out of memory");
    } else if (needs_graph && graph.size == 0) {
        status = attest_i_input_fail(input, ATTEST_ERR_DATA, 1,
                                     "the first line does not name a graph (\"" ATTEST_I_FOLDER_GRAPH_LINE "IRI>\")");
    } else {
        status = read_with_raptor(input, syntax == SYNTAX_TURTLE ? "turtle" : "trig", piece,
                                  attest_i_buffer_view(&graph), sink);
    }
    attest_i_buffer_clear(&graph);
    return status;
}

static enum attest_status read_file(const char *path, int needs_graph, attest_quad_sink sink, attest_error *error)
{
    attest_i_input *input;
    enum attest_status status = attest_i_input_open(&input, path, error);
    if (status == ATTEST_OK) {
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

static enum attest_status read_in_folder(const char *folder, const char *name, int needs_graph, attest_quad_sink sink,
                                         attest_error *error)
{
    char *path = attest_i_text_print("%s/%s", folder, name);
    if (!path) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, folder, "out of memory");
    }
    enum attest_status status = read_file(path, needs_graph, sink, error);
    free(path);
    return status;
}

static enum attest_status read_folder(const char *path, attest_quad_sink sink, attest_error *error)
{
    name_list names = {0};
    attest_i_arena_init(&names.arena);
    enum attest_status status = list_names(path, &names, error);
    if (status == ATTEST_OK) {
        status = read_in_folder(path, ATTEST_I_FOLDER_CATALOGUE, 0, sink, error);
    }
    for (size_t i = 0; status == ATTEST_OK && i < names.count; i++) {
        status = read_in_folder(path, names.items[i].data, 1, sink, error);
    }
    attest_i_arena_clear(&names.arena);
    free(names.items);
    return status;
}

enum attest_status attest_dataset_read(const char *path, attest_quad_sink sink, attest_error *error)
{
    struct stat information;
    if (strcmp(path, "-") != 0 && stat(path, &information) == 0 && S_ISDIR(information.st_mode)) {
        return read_folder(path, sink, error);
    }
    return read_file(path, 0, sink, error);
}
