/* Reads RDF by our readers and prints it as N-Quads, blank nodes and all, for tests that compare readers; with --count, only how many
 * quads there were and how many a second. Usage: read-quads [--count] FILE */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "attest/dataset.h"
#include "rdf/trig_reader.h"

static enum attest_status count_quad(void *self, const attest_quad *quad)
{
    (void)quad;
    ++*(size_t *)self;
    return ATTEST_OK;
}

static void print_escaped(attest_view text)
{
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.data[i];
        if (byte == '"' || byte == '\\') {
            printf("\\%c", byte);
        } else if (byte == '\n' || byte == '\r') {
            fputs(byte == '\n' ? "\\n" : "\\r", stdout);
        } else {
            putchar(byte);
        }
    }
}

static void print_term(const attest_term *term)
{
    static const size_t space = sizeof ATTEST_I_TRIG_BLANK_SPACE - 1;
    if (term->kind == ATTEST_TERM_IRI && strncmp(term->value.data, ATTEST_I_TRIG_BLANK_SPACE, space) == 0) {
        printf("_:%.*s ", (int)(term->value.size - space), term->value.data + space);
    } else if (term->kind == ATTEST_TERM_IRI) {
        printf("<%.*s> ", (int)term->value.size, term->value.data);
    } else if (term->kind == ATTEST_TERM_LITERAL) {
        putchar('"');
        print_escaped(term->value);
        putchar('"');
        if (term->language.size) {
            printf("@%.*s", (int)term->language.size, term->language.data);
        } else if (term->datatype.size) {
            printf("^^<%.*s>", (int)term->datatype.size, term->datatype.data);
        }
        putchar(' ');
    }
}

static enum attest_status print_quad(void *self, const attest_quad *quad)
{
    ++*(size_t *)self;
    print_term(&quad->subject);
    print_term(&quad->predicate);
    print_term(&quad->object);
    print_term(&quad->graph);
    puts(".");
    return ATTEST_OK;
}

/* Turtle and TriG with blank nodes, which attest_dataset_read refuses. */
static enum attest_status read_path(const char *path, attest_quad_sink sink, attest_error *error)
{
    const char *ending = strrchr(path, '.');
    int turtle = ending && strcmp(ending, ".ttl") == 0;
    if (!turtle && !(ending && strcmp(ending, ".trig") == 0)) {
        return attest_dataset_read(path, sink, error);
    }
    attest_i_input *input;
    attest_i_trig_options options = {.turtle = turtle, .blank_nodes = 1};
    enum attest_status status = attest_i_input_open(&input, path, error);
    if (status == ATTEST_OK) {
        status = attest_i_trig_read(input, (attest_view){"", 0}, &options, sink);
        attest_i_input_close(input);
    }
    return status;
}

int main(int argc, char **argv)
{
    int counting = argc == 3 && strcmp(argv[1], "--count") == 0;
    size_t count = 0;
    attest_error error = {0};
    struct timespec begin;
    struct timespec end;
    struct rusage usage;
    if (argc != 2 + counting) {
        fputs("usage: read-quads [--count] FILE\n", stderr);
        return 2;
    }
    clock_gettime(CLOCK_MONOTONIC, &begin);
    enum attest_status status =
        read_path(argv[argc - 1], (attest_quad_sink){counting ? count_quad : print_quad, &count}, &error);
    clock_gettime(CLOCK_MONOTONIC, &end);
    if (status != ATTEST_OK) {
        fprintf(stderr, "%s:%u:%u: %s\n", error.source, error.line, error.column, error.text);
        return 1;
    }
    double seconds = (double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) / 1e9;
    getrusage(RUSAGE_SELF, &usage);
    if (counting) {
        printf("%zu quads, %.0f quads/s, %ld KiB\n", count, (double)count / seconds, usage.ru_maxrss);
    }
    return 0;
}
