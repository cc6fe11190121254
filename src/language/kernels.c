/* Plain kernels, the packing of narrow matrices, and the choice of kernels; see kernels.h for the promise that all agree. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/kernels.h"

#include <stdlib.h>
#include <string.h>

#define TARGET
#define NAME(x) plain_##x
#define LANES 8
#include "language/kernels_body.h"

static int64_t plain_dot(const int16_t *a, const int16_t *b, size_t size)
{
    int64_t sum = 0;
    for (size_t k = 0; k < size; k++) {
        sum += a[k] * b[k];
    }
    return sum;
}

/* GCC vectorises these loops at -O3 only, clang at -O2 already. Sums of integers: the result is the same. */
#if defined(__GNUC__) && !defined(__clang__)
#define VECTORISED __attribute__((optimize("O3")))
#else
#define VECTORISED
#endif

VECTORISED static void plain_multiply(const attest_i_matrix *matrix, const int16_t *in, size_t count, float *out)
{
    size_t columns = matrix->columns;
    for (size_t t = 0; t < count; t++) {
        for (size_t r = 0; r < matrix->rows; r++) {
            const int8_t *w = matrix->weights + r * columns;
            const int16_t *x = in + t * columns;
            int32_t sum = 0;
            for (size_t k = 0; k < columns; k++) {
                sum += w[k] * x[k];
            }
            float scaled = (float)sum * matrix->scales[r];
            out[t * matrix->rows + r] = scaled + matrix->bias[r];
        }
    }
}

VECTORISED static void plain_multiply_narrow(const attest_i_matrix *matrix, const uint8_t *in, size_t count, float *out)
{
    size_t columns = matrix->columns;
    for (size_t t = 0; t < count; t++) {
        for (size_t r = 0; r < matrix->rows; r++) {
            const int8_t *w = matrix->weights + r * columns;
            const uint8_t *x = in + t * columns;
            int32_t sum = 0;
            for (size_t k = 0; k < columns; k++) {
                sum += w[k] * x[k];
            }
            float scaled = (float)sum * matrix->scales[r];
            out[t * matrix->rows + r] = scaled + matrix->bias[r];
        }
    }
}

const attest_i_kernels *attest_i_kernels_plain(void)
{
    static const attest_i_kernels kernels = {"plain",    plain_multiply, plain_multiply_narrow, plain_dot,
                                             plain_step, plain_quantise, plain_quantise_narrow, plain_rectify,
                                             plain_best};
    return &kernels;
}

size_t attest_i_packed_size(const attest_i_matrix *matrix)
{
    return (size_t)matrix->rows * matrix->columns;
}

void attest_i_pack(attest_i_matrix *matrix, int8_t *out)
{
    matrix->packed = out;
    for (size_t row = 0; row < matrix->rows; row += ATTEST_I_PACKED_ROWS) {
        for (size_t k = 0; k < matrix->columns; k += 4) {
            for (size_t r = 0; r < ATTEST_I_PACKED_ROWS; r++) {
                memcpy(out, matrix->weights + (row + r) * matrix->columns + k, 4);
                out += 4;
            }
        }
    }
}

const attest_i_kernels *attest_i_kernels_best(void)
{
    const char *at_most = getenv("ATTEST_KERNELS");
    if (at_most && strcmp(at_most, "plain") == 0) {
        return attest_i_kernels_plain();
    }
    int no_vnni = at_most && (strcmp(at_most, "avx2") == 0 || strcmp(at_most, "avx512") == 0);
    int no_avx512 = at_most && strcmp(at_most, "avx2") == 0;
    const attest_i_kernels *fast = no_vnni ? NULL : attest_i_kernels_vnni();
    fast = fast || no_avx512 ? fast : attest_i_kernels_avx512();
    fast = fast ? fast : attest_i_kernels_avx2();
    return fast ? fast : attest_i_kernels_plain();
}
