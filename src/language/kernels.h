/* The arithmetic of the network, in a plain version and in versions for AVX2 and AVX-512. All give the same bytes: products and sums are of
 * integers, and floats go through the same operations in the same order (no fused multiply-add). */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_KERNELS_H
#define ATTEST_LANGUAGE_KERNELS_H

#include <stddef.h>
#include <stdint.h>

#include "language/model.h"

typedef struct attest_i_kernels {
    const char *name;

    /* out[t][r] = scale[r] * sum of weights[r][k] * in[t][k] + bias[r], for `count` inputs of matrix->columns each, `rows` outputs each. */
    void (*multiply)(const attest_i_matrix *matrix, const int16_t *in, size_t count, float *out);

    /* The same for a narrow, packed matrix. */
    void (*multiply_narrow)(const attest_i_matrix *matrix, const uint8_t *in, size_t count, float *out);

    /* Sum of a[k] * b[k], `size` a multiple of 16, at most 256. */
    int64_t (*dot)(const int16_t *a, const int16_t *b, size_t size);

    /* One LSTM step, `hidden` a multiple of 16: gates (4 x hidden) = fixed + recurrent; cell is updated; out = hidden state, as 64 + 63 times its value. */
    void (*step)(const float *fixed, const float *recurrent, float *cell, uint8_t *out, size_t hidden);

    /* out = in * range rounded to the nearest even and cut at ATTEST_I_ACTIVATION_MAX. `size` a multiple of 16. */
    void (*quantise)(const float *in, int16_t *out, size_t size, float range);

    /* out = 64 + in * range, rounded and cut at ATTEST_I_STATE_RANGE on either side. `size` a multiple of 16. */
    void (*quantise_narrow)(const float *in, uint8_t *out, size_t size, float range);

    /* in = in above 0, else in / 10 (as the float nearest to 0.1); then quantise. */
    void (*rectify)(const float *in, int16_t *out, size_t size, float range);

    /* Number of the greatest of `count` scores, the first of equal ones; `count` at least 1, no NaN. */
    uint32_t (*best)(const float *scores, uint32_t count);
} attest_i_kernels;

/* What the LSTMs read and write is kept as 1 to 127, 64 for 0; outputs lie within +-1. With weights within +-63 the sum of four products fits into 16 bits. */
#define ATTEST_I_STATE_RANGE 63.0f
#define ATTEST_I_STATE_ZERO 64
#define ATTEST_I_NARROW_MAX 63

/* Largest magnitude of a quantised activation: 14 bits keep the sum of 1024 products with 8-bit weights within 32 bits. */
#define ATTEST_I_ACTIVATION_MAX 8191.0f

/* Weights of a narrow matrix once more, as the fast kernels read them: ATTEST_I_PACKED_ROWS rows together, and of these four columns of each row after
 * the other. `rows` is a multiple of ATTEST_I_PACKED_ROWS. attest_i_pack fills `out` (attest_i_packed_size bytes, at a multiple of 64) and sets matrix->packed. */
#define ATTEST_I_PACKED_ROWS 16u
size_t attest_i_packed_size(const attest_i_matrix *matrix);
void attest_i_pack(attest_i_matrix *matrix, int8_t *out);

const attest_i_kernels *attest_i_kernels_plain(void);

/* NULL where the processor (or the compiler's target) has no AVX2. */
const attest_i_kernels *attest_i_kernels_avx2(void);

/* NULL where the processor has no AVX-512 with BW, DQ and VL. */
const attest_i_kernels *attest_i_kernels_avx512(void);

/* The same with products of bytes in one instruction; NULL where the processor has no AVX-512 VNNI. */
const attest_i_kernels *attest_i_kernels_vnni(void);

/* The fastest that this processor runs. For tests, the environment variable ATTEST_KERNELS holds it down: "plain", "avx2", "avx512"; the output is the same. */
const attest_i_kernels *attest_i_kernels_best(void);

#endif
