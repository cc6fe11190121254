/* Model files: every check between the bytes of a file and tensors that lie within it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/model_tensors.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "language/model.h"

#define ENTRY_SIZE 48u
#define ALIGNMENT 16u
#define BYTE_ORDER_MARK 0x01020304u
/* Scales and biases beyond this are no result of training; the bound keeps all sums finite. */
#define MAX_SCALE 1.0e4f

static const uint32_t element_sizes[] = {0, 1, 4, 8, 1, 4};

struct header {
    char magic[8];
    uint32_t version;
    uint32_t byte_order;
    uint32_t tensors;
    uint32_t reserved;
    uint64_t size;
    uint8_t digest[32];
};

static enum attest_status check_header(attest_i_tensors *tensors, struct header *header)
{
    if (tensors->size < ATTEST_I_MODEL_HEADER) {
        return ATTEST_I_TENSORS_FAIL(tensors, "model file is cut short: %llu bytes, no room for the header",
                                     (unsigned long long)tensors->size);
    }
    memcpy(header, tensors->bytes, sizeof *header);
    if (memcmp(header->magic, ATTEST_I_MODEL_MAGIC, sizeof header->magic) != 0) {
        return ATTEST_I_TENSORS_FAIL(tensors, "not a model file: it does not begin with %s", ATTEST_I_MODEL_MAGIC);
    }
    if (header->byte_order != BYTE_ORDER_MARK) {
        return ATTEST_I_TENSORS_FAIL(tensors,
                                     "model file has the other byte order; only little-endian machines can read it");
    }
    if (header->version != ATTEST_I_MODEL_VERSION) {
        return ATTEST_I_TENSORS_FAIL(tensors, "model file has version %u, expected %u", header->version,
                                     ATTEST_I_MODEL_VERSION);
    }
    if (header->size != tensors->size) {
        return ATTEST_I_TENSORS_FAIL(tensors, "model file is cut short or has a tail: %llu bytes, its header says %llu",
                                     (unsigned long long)tensors->size, (unsigned long long)header->size);
    }
    if (header->tensors == 0 || header->tensors > ATTEST_I_MODEL_MAX_TENSORS ||
        ATTEST_I_MODEL_HEADER + (uint64_t)header->tensors * ENTRY_SIZE > tensors->size) {
        return ATTEST_I_TENSORS_FAIL(tensors, "model file has a bad number of tensors: %u", header->tensors);
    }
    tensors->entries = (const attest_i_tensor *)(const void *)(tensors->bytes + ATTEST_I_MODEL_HEADER);
    tensors->count = header->tensors;
    return ATTEST_OK;
}

static enum attest_status check_entries(attest_i_tensors *tensors)
{
    for (uint32_t i = 0; i < tensors->count; i++) {
        const attest_i_tensor *e = &tensors->entries[i];
        if (memchr(e->name, '\0', ATTEST_I_TENSOR_NAME) == NULL) {
            return ATTEST_I_TENSORS_FAIL(tensors, "model file: name of tensor %u does not end", i);
        }
        if (e->type < ATTEST_I_TENSOR_I8 || e->type > ATTEST_I_TENSOR_I32) {
            return ATTEST_I_TENSORS_FAIL(tensors, "model file: tensor %s has unknown type %u", e->name, e->type);
        }
        if (e->offset % ALIGNMENT != 0 || e->offset > tensors->size || e->size > tensors->size - e->offset) {
            return ATTEST_I_TENSORS_FAIL(tensors, "model file: tensor %s lies outside the file", e->name);
        }
        if (e->type != ATTEST_I_TENSOR_TEXT && e->size != (uint64_t)e->rows * e->columns * element_sizes[e->type]) {
            return ATTEST_I_TENSORS_FAIL(tensors, "model file: tensor %s has %llu bytes, not those of %u x %u", e->name,
                                         (unsigned long long)e->size, e->rows, e->columns);
        }
    }
    return ATTEST_OK;
}

static void hex_digest(const uint8_t bytes[32], char out[ATTEST_I_DIGEST_SIZE])
{
    memcpy(out, "sha256:", 7);
    for (size_t i = 0; i < 32; i++) {
        snprintf(out + 7 + 2 * i, 3, "%02x", bytes[i]);
    }
}

static enum attest_status check_digest(attest_i_tensors *tensors, const char *expected)
{
    char actual[ATTEST_I_DIGEST_SIZE];
    attest_i_digest digest;
    attest_i_digest_init(&digest);
    attest_i_digest_update(&digest, (attest_view){(const char *)tensors->bytes + ATTEST_I_MODEL_HEADER,
                                                  (size_t)(tensors->size - ATTEST_I_MODEL_HEADER)});
    attest_i_digest_finish(&digest, actual);
    if (strcmp(actual, expected) != 0) {
        return ATTEST_I_TENSORS_FAIL(tensors, "model file is damaged: checksum %s, its header says %s", actual,
                                     expected);
    }
    return ATTEST_OK;
}

enum attest_status attest_i_tensors_open(attest_i_tensors *tensors, int verify, char digest[ATTEST_I_DIGEST_SIZE])
{
    struct header header;
    if ((uintptr_t)tensors->bytes % ALIGNMENT != 0) {
        return tensors->status = attest_error_set(tensors->error, ATTEST_ERR_ARGUMENT, tensors->source,
                                                  "model bytes are not aligned to %u", ALIGNMENT);
    }
    if (check_header(tensors, &header) != ATTEST_OK) {
        return tensors->status;
    }
    hex_digest(header.digest, digest);
    if (verify && check_digest(tensors, digest) != ATTEST_OK) {
        return tensors->status;
    }
    return check_entries(tensors);
}

const attest_i_tensor *attest_i_tensor_find(attest_i_tensors *tensors, const char *name, enum attest_i_tensor_type type)
{
    if (tensors->status != ATTEST_OK) {
        return NULL;
    }
    char whole[ATTEST_I_TENSOR_JOINED];
    snprintf(whole, sizeof whole, "%s%s", tensors->scope, name);
    for (uint32_t i = 0; i < tensors->count; i++) {
        const attest_i_tensor *e = &tensors->entries[i];
        if (strcmp(e->name, whole) == 0) {
            if (e->type != (uint32_t)type) {
                ATTEST_I_TENSORS_FAIL(tensors, "model file: tensor %s has type %u, expected %u", whole, e->type,
                                      (unsigned)type);
                return NULL;
            }
            return e;
        }
    }
    ATTEST_I_TENSORS_FAIL(tensors, "model file: tensor %s is missing", whole);
    return NULL;
}

const float *attest_i_tensor_floats(attest_i_tensors *tensors, const char *name, uint32_t rows)
{
    const attest_i_tensor *e = attest_i_tensor_find(tensors, name, ATTEST_I_TENSOR_F32);
    if (!e) {
        return NULL;
    }
    const float *values = (const float *)(const void *)(tensors->bytes + e->offset);
    if (e->rows != rows || e->columns != 1) {
        ATTEST_I_TENSORS_FAIL(tensors, "model file: tensor %s%s is %u x %u, expected %u x 1", tensors->scope, name,
                              e->rows, e->columns, rows);
        return NULL;
    }
    for (uint32_t i = 0; i < rows; i++) {
        if (!(fabsf(values[i]) <= MAX_SCALE)) {
            ATTEST_I_TENSORS_FAIL(tensors, "model file: tensor %s%s has a value out of range at %u", tensors->scope,
                                  name, i);
            return NULL;
        }
    }
    return values;
}

const int32_t *attest_i_tensor_integers(attest_i_tensors *tensors, const char *name, uint32_t rows)
{
    const attest_i_tensor *e = attest_i_tensor_find(tensors, name, ATTEST_I_TENSOR_I32);
    if (e && (e->rows != rows || e->columns != 1)) {
        ATTEST_I_TENSORS_FAIL(tensors, "model file: tensor %s%s is %u x %u, expected %u x 1", tensors->scope, name,
                              e->rows, e->columns, rows);
        return NULL;
    }
    return e ? (const int32_t *)(const void *)(tensors->bytes + e->offset) : NULL;
}

const char *attest_i_tensor_join(char out[ATTEST_I_TENSOR_JOINED], const char *name, const char *tail)
{
    snprintf(out, ATTEST_I_TENSOR_JOINED, "%s%s", name, tail);
    return out;
}
