/* The cases of tests/suite/source: each input file, read, must give what stands in NAME.expected. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include <criterion/criterion.h>
#include <criterion/parameterized.h>

#include "../support/source_dump.h"

#define SUITE "tests/suite/source/"
#define NAME_SIZE 256

/* Options are in the file's name: NAME.lines.txt is read line by line, NAME.latin1.txt as declared ISO-8859-1. */
static attest_source_options options_of(const char *name)
{
    attest_source_options options = attest_source_options_default();
    options.lines = strstr(name, ".lines.") != NULL;
    options.encoding = strstr(name, ".latin1.") ? "ISO-8859-1" : NULL;
    options.max_source_bytes = strstr(name, ".limit.") ? 64 : options.max_source_bytes;
    return options;
}

static char *read_file(const char *path)
{
    char *text = calloc(1, 65536);
    FILE *file = fopen(path, "rb");
    if (file) {
        cr_assert_lt(fread(text, 1, 65535, file), 65535);
        fclose(file);
    }
    return text;
}

static int is_case(const char *name)
{
    return name[0] != '.' && strcmp(name, "README.md") != 0 && !strstr(name, ".expected") && strlen(name) < NAME_SIZE;
}

ParameterizedTestParameters(source, suite)
{
    size_t count = 0;
    char(*names)[NAME_SIZE] = cr_malloc(256 * sizeof *names);
    DIR *folder = opendir(SUITE);
    struct dirent *entry;
    while (folder && (entry = readdir(folder)) != NULL && count < 256) {
        if (is_case(entry->d_name)) {
            snprintf(names[count++], NAME_SIZE, "%s", entry->d_name);
        }
    }
    closedir(folder);
    return cr_make_param_array(char[NAME_SIZE], names, count);
}

ParameterizedTest(const char *name, source, suite)
{
    char input[512];
    char expected_path[512];
    snprintf(input, sizeof input, SUITE "%s", name);
    snprintf(expected_path, sizeof expected_path, SUITE "%s.expected", name);
    attest_source_options options = options_of(name);
    char *got = source_dump_one(input, &options, SUITE);
    if (getenv("UPDATE_GOLDEN")) {
        FILE *file = fopen(expected_path, "wb");
        cr_assert_not_null(file);
        fputs(got, file);
        fclose(file);
    }
    char *expected = read_file(expected_path);
    cr_expect_str_eq(got, expected,
                     "%s\n--- expected\n%s--- got\n%s--- again: build/tests/unit-tests --filter 'source/suite'", input,
                     expected, got);
    free(expected);
    free(got);
}
