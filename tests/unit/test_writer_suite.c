/* The cases of tests/suite/writer: N-Quads in, TriG out to the byte, and back. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "../support/folder.h"
#include "attest/dataset.h"
#include "attest/writer.h"
#include "../support/quad_list.h"

#define FOLDER "tests/suite/writer"

typedef struct suite_case {
    char name[64];
} suite_case;

ParameterizedTestParameters(writer_suite, trig)
{
    DIR *folder = opendir(FOLDER);
    suite_case *cases = cr_malloc(64 * sizeof *cases);
    size_t count = 0;
    for (struct dirent *entry; folder && count < 64 && (entry = readdir(folder)) != NULL;) {
        size_t size = strlen(entry->d_name);
        if (size > 3 && size < sizeof cases->name && strcmp(entry->d_name + size - 3, ".nq") == 0) {
            memcpy(cases[count].name, entry->d_name, size - 3);
            cases[count++].name[size - 3] = '\0';
        }
    }
    if (folder) {
        closedir(folder);
    }
    return cr_make_param_array(suite_case, cases, count);
}

static char *read_whole(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = calloc(1, 1 << 16);
    cr_assert(file && text, "%s", path);
    cr_assert_lt(fread(text, 1, (1 << 16) - 1, file), (1 << 16) - 1);
    fclose(file);
    return text;
}

static void convert(const char *from, enum attest_format format, const char *to)
{
    attest_error error = {.status = ATTEST_OK};
    attest_writer *writer;
    cr_assert_eq(attest_writer_new(&writer, format, to, NULL, &error), ATTEST_OK, "%s", error.text);
    cr_assert_eq(attest_dataset_read(from, attest_writer_as_sink(writer), &error), ATTEST_OK, "%s:%u: %s", from,
                 error.line, error.text);
    cr_assert_eq(attest_writer_finish(writer, &error), ATTEST_OK, "%s", error.text);
    attest_writer_free(writer);
}

static int compare(const void *a, const void *b)
{
    return attest_quad_compare(a, b);
}

static void read_sorted(const char *path, attest_i_quad_list *list)
{
    cr_assert_eq(attest_dataset_read(path, attest_i_quad_list_as_sink(list), NULL), ATTEST_OK, "%s", path);
    if (list->count) {
        qsort(list->items, list->count, sizeof *list->items, compare);
    }
}

static void expect_same_quads(const char *first, const char *second)
{
    attest_i_quad_list a = {0};
    attest_i_quad_list b = {0};
    read_sorted(first, &a);
    read_sorted(second, &b);
    cr_expect_eq(a.count, b.count, "%s, %s", first, second);
    for (size_t i = 0; i < a.count && i < b.count; i++) {
        cr_expect_eq(attest_quad_compare(&a.items[i], &b.items[i]), 0, "%s, %s: quad %zu", first, second, i);
    }
    attest_i_quad_list_clear(&a);
    attest_i_quad_list_clear(&b);
}

ParameterizedTest(suite_case *param, writer_suite, trig)
{
    test_folder folder = test_folder_make();
    const char *output = test_folder_path(&folder, "out.trig");
    char input[128];
    char expected_path[128];
    snprintf(input, sizeof input, FOLDER "/%s.nq", param->name);
    snprintf(expected_path, sizeof expected_path, FOLDER "/%s.trig", param->name);
    convert(input, ATTEST_FORMAT_TRIG, output);
    char *expected = read_whole(expected_path);
    char *got = read_whole(output);
    cr_expect_str_eq(got, expected, "%s: got\n%s", expected_path, got);
    free(expected);
    free(got);
    expect_same_quads(input, output);
    static const struct {
        enum attest_format format;
        const char *name;
    } others[] = {
        {ATTEST_FORMAT_NQUADS, "out.nq"}, {ATTEST_FORMAT_JSONLD, "out.jsonld"}, {ATTEST_FORMAT_TURTLE, "out"}};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        const char *path = test_folder_path(&folder, others[i].name);
        convert(input, others[i].format, path);
        expect_same_quads(input, path);
    }
    test_folder_remove(&folder);
}
