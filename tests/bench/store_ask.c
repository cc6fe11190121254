/* Seconds that audits and queries of a store take within the program: opened anew each time, as by a program that lives longer.
 *
 *   bench-store STORE REPEATS TERM QUERY.rq...     medians as JSON: {"audit": ..., "QUERY.rq": ...} */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "attest/audit.h"
#include "base/memory.h"

#define MOST 1000U
/* What takes longer is not done again and again. */
#define LONG_SECONDS 2.0

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int compare(const void *a, const void *b)
{
    const double *left = a;
    const double *right = b;
    return (*left > *right) - (*left < *right);
}

static enum attest_status ask(const attest_dataset *dataset, const char *term, attest_view query, FILE *output,
                              attest_error *error)
{
    const attest_audit_request request = {.terms = &term, .term_count = 1, .format = ATTEST_REPORT_TEXT};
    return term ? attest_audit_write(dataset, &request, output, error)
                : attest_dataset_query(dataset, query, "query", ATTEST_RESULT_JSON, output, error);
}

/* The median; the program ends if something fails. */
static double measure(const char *store, size_t repeats, const char *term, attest_view query, FILE *output)
{
    double times[MOST];
    size_t count = 0;
    while (count < repeats && !(count > 0 && times[0] > LONG_SECONDS)) {
        attest_error error;
        attest_dataset *dataset;
        double begin = now();
        enum attest_status status = attest_dataset_open(&dataset, store, &error);
        if (status == ATTEST_OK) {
            status = ask(dataset, term, query, output, &error);
            attest_dataset_free(dataset);
        }
        times[count++] = now() - begin;
        if (status != ATTEST_OK) {
            fprintf(stderr, "bench-store: %s\n", status == ATTEST_NONE ? "no claim matches" : error.text);
            exit(1);
        }
    }
    qsort(times, count, sizeof *times, compare);
    return times[count / 2];
}

static attest_view read_query(const char *path, char *text, size_t capacity)
{
    FILE *file = fopen(path, "rb");
    size_t size = file ? fread(text, 1, capacity, file) : 0;
    if (!file || fclose(file) != 0 || size == capacity) {
        fprintf(stderr, "bench-store: cannot read %s\n", path);
        exit(1);
    }
    return (attest_view){text, size};
}

int main(int argc, char **argv)
{
    static char text[65536];
    FILE *output = fopen("/dev/null", "wb");
    size_t repeats = argc > 3 ? (size_t)strtoul(argv[2], NULL, 10) : 0;
    if (!output || repeats < 1 || repeats > MOST) {
        fputs("usage: bench-store STORE REPEATS TERM QUERY.rq...\n", stderr);
        return 2;
    }
    printf("{\"audit\": %.6f", measure(argv[1], repeats, argv[3], (attest_view){NULL, 0}, output));
    for (int i = 4; i < argc; i++) {
        attest_view query = read_query(argv[i], text, sizeof text);
        printf(", \"%s\": %.6f", argv[i], measure(argv[1], repeats, NULL, query, output));
    }
    puts("}");
    fclose(output);
    return 0;
}
