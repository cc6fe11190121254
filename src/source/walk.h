/* From inputs to the files that they stand for: folders are walked, in byte order of the path. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_SOURCE_WALK_H
#define ATTEST_SOURCE_WALK_H

#include <sys/stat.h>

#include "base/memory.h"
#include "source/record.h"

struct attest_i_folder;

typedef struct attest_i_walk {
    const attest_i_intake *intake; /* for warnings */
    const char *const *inputs;
    size_t input_count;
    size_t next_input;
    struct attest_i_folder *innermost; /* the folders that are open */
    struct attest_i_seen *seen;        /* folders met below the current input */
    size_t seen_count;
    size_t seen_capacity;
    size_t files;         /* given below the current input */
    attest_i_arena paths; /* of `seen`; also holds the folders */
    char *path;           /* the last one given */
} attest_i_walk;

void attest_i_walk_init(attest_i_walk *walk, const attest_i_intake *intake, const char *const *inputs, size_t count);
void attest_i_walk_clear(attest_i_walk *walk);

/* The next file to read ("-": standard input). OK gives `*path`, valid until the next call; END: no more. An error concerns one
 * input or folder, which was passed. */
enum attest_status attest_i_walk_next(attest_i_walk *walk, const char **path, attest_error *error) ATTEST_MUST_USE;

#endif
