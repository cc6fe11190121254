/* Runs a fuzz entry on files: the kept corpus as an ordinary test, without a fuzzer. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int run_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    uint8_t *bytes = NULL;
    long size = -1;
    if (file && fseek(file, 0, SEEK_END) == 0) {
        size = ftell(file);
        rewind(file);
        bytes = malloc(size > 0 ? (size_t)size : 1); /* of exact size, so that a sanitizer sees a step too far */
    }
    int good = bytes && size >= 0 && fread(bytes, 1, (size_t)size, file) == (size_t)size;
    if (good) {
        LLVMFuzzerTestOneInput(bytes, (size_t)size);
    } else {
        fprintf(stderr, "replay: cannot read %s\n", path);
    }
    free(bytes);
    if (file) {
        fclose(file);
    }
    return good;
}

int main(int argc, char **argv)
{
    int good = 1;
    for (int i = 1; i < argc; i++) {
        good = run_file(argv[i]) && good;
    }
    printf("%d files\n", argc - 1);
    return good ? 0 : 1;
}
