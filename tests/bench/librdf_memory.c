/* librdf's own store in memory, for comparison: seconds for loading N-Quads, each quad with its graph as context, and, if a query is given,
 * for answering it.
 *
 *   bench-librdf DATA.nq [QUERY.rq]     as JSON: {"quads": ..., "load": ..., "query": ...} */
/* SPDX-License-Identifier: Apache-2.0 */
#include <librdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void require(const void *made, const char *what)
{
    if (!made) {
        fprintf(stderr, "bench-librdf: no %s\n", what);
        exit(1);
    }
}

static size_t load(librdf_world *world, librdf_model *model, const char *path)
{
    size_t quads = 0;
    librdf_parser *parser = librdf_new_parser(world, "nquads", NULL, NULL);
    librdf_uri *uri = librdf_new_uri_from_filename(world, path);
    require(parser, "parser");
    require(uri, "file");
    librdf_stream *stream = librdf_parser_parse_as_stream(parser, uri, uri);
    require(stream, "stream");
    for (; !librdf_stream_end(stream); librdf_stream_next(stream), quads++) {
        librdf_statement *statement = librdf_stream_get_object(stream);
        librdf_node *context = librdf_stream_get_context2(stream);
        if (context ? librdf_model_context_add_statement(model, context, statement)
                    : librdf_model_add_statement(model, statement)) {
            require(NULL, "place for a quad");
        }
    }
    librdf_free_stream(stream);
    librdf_free_uri(uri);
    librdf_free_parser(parser);
    return quads;
}

static void ask(librdf_world *world, librdf_model *model, const char *path)
{
    static char text[65536];
    FILE *file = fopen(path, "rb");
    require(file, "query");
    size_t size = fread(text, 1, sizeof text - 1, file);
    text[size] = '\0';
    fclose(file);
    librdf_query *query = librdf_new_query(world, "sparql", NULL, (const unsigned char *)text, NULL);
    require(query, "query");
    librdf_query_results *results = librdf_model_query_execute(model, query);
    require(results, "results");
    while (!librdf_query_results_finished(results)) {
        librdf_query_results_next(results);
    }
    librdf_free_query_results(results);
    librdf_free_query(query);
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fputs("usage: bench-librdf DATA.nq [QUERY.rq]\n", stderr);
        return 2;
    }
    librdf_world *world = librdf_new_world();
    require(world, "world");
    librdf_world_open(world);
    librdf_storage *storage = librdf_new_storage(world, "memory", NULL, "contexts='yes'");
    require(storage, "storage");
    librdf_model *model = librdf_new_model(world, storage, NULL);
    require(model, "model");
    double begin = now();
    size_t quads = load(world, model, argv[1]);
    printf("{\"quads\": %zu, \"load\": %.6f", quads, now() - begin);
    if (argc > 2) {
        begin = now();
        ask(world, model, argv[2]);
        printf(", \"query\": %.6f", now() - begin);
    }
    puts("}");
    librdf_free_model(model);
    librdf_free_storage(storage);
    librdf_free_world(world);
    return 0;
}
