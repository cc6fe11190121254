/* A model file as named tensors: header, checksum and directory, and tensors by name. Format: model/README.md. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_MODEL_TENSORS_H
#define ATTEST_LANGUAGE_MODEL_TENSORS_H

#include <stdint.h>

#include "attest/status.h"
#include "base/digest.h"

#define ATTEST_I_TENSOR_NAME 16u
#define ATTEST_I_TENSOR_JOINED (4u * ATTEST_I_TENSOR_NAME)

enum attest_i_tensor_type {
    ATTEST_I_TENSOR_I8 = 1,
    ATTEST_I_TENSOR_F32 = 2,
    ATTEST_I_TENSOR_U64 = 3,
    ATTEST_I_TENSOR_TEXT = 4,
    ATTEST_I_TENSOR_I32 = 5
};

/* One entry of the directory behind the header, as it lies in the file. */
typedef struct attest_i_tensor {
    char name[ATTEST_I_TENSOR_NAME];
    uint32_t type;
    uint32_t rows;
    uint32_t columns;
    uint32_t reserved;
    uint64_t offset;
    uint64_t size;
} attest_i_tensor;

/* A file whose tensors are being asked for. The first failure is kept; after it every request gives an empty result. */
typedef struct attest_i_tensors {
    const unsigned char *bytes;
    uint64_t size;
    const attest_i_tensor *entries;
    uint32_t count;
    const char *source; /* for messages */
    const char
        *scope; /* put before every name that is asked for: "" for what all members share, "1." for the first member */
    attest_error *error;
    enum attest_status status;
} attest_i_tensors;

#define ATTEST_I_TENSORS_FAIL(tensors, ...)                                                                            \
    ((tensors)->status = attest_error_set((tensors)->error, ATTEST_ERR_MODEL, (tensors)->source, __VA_ARGS__))

/* Check header and directory of tensors->bytes (aligned to 16) and fill in the entries; with `verify` the checksum, too, which reads
 * all of the file. Gives the checksum that the header states. MODEL with a message. */
enum attest_status attest_i_tensors_open(attest_i_tensors *tensors, int verify,
                                         char digest[ATTEST_I_DIGEST_SIZE]) ATTEST_MUST_USE;

/* The tensor of that name, which must have that type; NULL on failure. Its bytes lie within the file. */
const attest_i_tensor *attest_i_tensor_find(attest_i_tensors *tensors, const char *name,
                                            enum attest_i_tensor_type type);

/* Floats of rows x 1, all finite and within a bound that keeps all sums finite; NULL on failure. */
const float *attest_i_tensor_floats(attest_i_tensors *tensors, const char *name, uint32_t rows);

/* Integers of rows x 1; NULL on failure. */
const int32_t *attest_i_tensor_integers(attest_i_tensors *tensors, const char *name, uint32_t rows);

/* `name` and `tail` in one string, in `out`. */
const char *attest_i_tensor_join(char out[ATTEST_I_TENSOR_JOINED], const char *name, const char *tail);

#endif
