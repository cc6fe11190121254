/* Files as outputs: written beside and moved into place, or straight to a pipe or device; the first failure is kept. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_OUTPUT_H
#define ATTEST_RDF_OUTPUT_H

#include <string.h>

#include "attest/status.h"
#include "attest/view.h"

enum attest_i_output_mode {
    ATTEST_I_OUTPUT_WHOLE,  /* appears whole or not at all; devices and pipes are written directly */
    ATTEST_I_OUTPUT_CREATE, /* a new file in a folder that is itself moved into place: neither synced nor renamed */
    ATTEST_I_OUTPUT_APPEND  /* the same, at the end of such a file */
};

/* An open output. Initialise with attest_i_output_open; all zero is closed. */
typedef struct attest_i_output {
    char *data; /* what is not written yet */
    size_t used;
    size_t capacity;
    int fd;
    int owned;                 /* 1: fd is ours to close */
    uint64_t flushed;          /* bytes handed to the system */
    enum attest_status status; /* first failure; nothing is written after it */
    int reason;                /* errno of that failure, 0 if none applies */
    char *path;                /* as the user called it, for messages */
    char *target;              /* what `beside` is to become; NULL if written directly */
    char *beside;
} attest_i_output;

/* Open `path` ("-" or NULL: standard output). On failure the output is closed, and the reason in `error`. */
enum attest_status attest_i_output_open(attest_i_output *output, const char *path, enum attest_i_output_mode mode,
                                        attest_error *error) ATTEST_MUST_USE;

/* Make room for `size` bytes more, by writing; for bytes larger than the buffer, writes them from where they are. */
void attest_i_output_overflow(attest_i_output *output, const char *data, size_t size);

/* Append bytes. A failure is kept in output->status. */
static inline void attest_i_output_put(attest_i_output *output, const char *data, size_t size)
{
    if (size <= output->capacity - output->used) {
        if (size) {
            memcpy(output->data + output->used, data, size);
        }
        output->used += size;
    } else {
        attest_i_output_overflow(output, data, size);
    }
}

static inline void attest_i_output_view(attest_i_output *output, attest_view view)
{
    attest_i_output_put(output, view.data, view.size);
}

#define ATTEST_I_OUTPUT_TEXT(output, literal) attest_i_output_put((output), ("" literal), sizeof(literal) - 1)

/* Bytes appended so far. */
static inline uint64_t attest_i_output_bytes(const attest_i_output *output)
{
    return output->flushed + output->used;
}

/* Write what is left, sync, close and move into place. Returns the first failure of the output's life; then nothing
 * stays behind of what was written beside. The output is closed in any case. */
enum attest_status attest_i_output_finish(attest_i_output *output, attest_error *error) ATTEST_MUST_USE;

/* Close and remove what was written beside. Fine on a closed output. */
void attest_i_output_discard(attest_i_output *output);

/* Fill `error` with the failure kept in `output` and return its status. */
enum attest_status attest_i_output_failure(const attest_i_output *output, attest_error *error);

/* printf into malloc'ed memory that the caller frees; NULL if there is none. Unlike asprintf and strdup it allocates where the
 * tests can make it fail. */
char *attest_i_text_print(const char *format, ...) ATTEST_PRINTF(1, 2);

/* English text of an errno value, the same in every locale. */
const char *attest_i_output_reason(int number);

#endif
