/* Kernels for processors with AVX2. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/kernels_x86.h"

#include <string.h>

#if defined(__x86_64__)

#include <immintrin.h>

#define TARGET __attribute__((target("avx2")))
#define NAME(x) avx2_##x
#define LANES 8
#include "language/kernels_body.h"

/* The sums of four vectors of 8, side by side. */
TARGET static inline __attribute__((always_inline)) __m128i sum_four(__m256i a, __m256i b, __m256i c, __m256i d)
{
    __m256i pairs = _mm256_hadd_epi32(_mm256_hadd_epi32(a, b), _mm256_hadd_epi32(c, d));
    return _mm_add_epi32(_mm256_castsi256_si128(pairs), _mm256_extracti128_si256(pairs, 1));
}

TARGET static inline __attribute__((always_inline)) void put_four(const attest_i_matrix *matrix, size_t row,
                                                                  __m128i sum, float *out)
{
    __m128 scaled = _mm_mul_ps(_mm_cvtepi32_ps(sum), _mm_loadu_ps(matrix->scales + row));
    _mm_storeu_ps(out + row, _mm_add_ps(scaled, _mm_loadu_ps(matrix->bias + row)));
}

TARGET static inline __attribute__((always_inline)) __m256i widen(const int8_t *weights)
{
    return _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)weights));
}

TARGET static inline __attribute__((always_inline)) __m256i load(const int16_t *x)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)x);
}

/* sum += pairs of products of the 16-bit lanes. In assembler because compilers move the products together and then run out of registers
 * for the sums, which costs half the speed. */
#define ADD_PRODUCTS(sum, v, x)                                                                                        \
    do {                                                                                                               \
        __m256i product;                                                                                               \
        __asm__("vpmaddwd %3, %2, %1\n\tvpaddd %1, %0, %0" : "+x"(sum), "=&x"(product) : "x"(v), "xm"(x));             \
    } while (0)

/* Four rows by three inputs: 12 sums, 2 inputs (the third is read where it is used), one row of weights and a product fill the 16
 * registers. The sums have names of their own because an array would stay in memory. */
TARGET static void multiply_three(const attest_i_matrix *matrix, size_t row, const int16_t *in, float *out)
{
    size_t columns = matrix->columns, rows = matrix->rows;
    const int8_t *w = matrix->weights + row * columns;
    const __m256i zero = _mm256_setzero_si256();
    __m256i a0 = zero, a1 = zero, a2 = zero, a3 = zero, b0 = zero, b1 = zero, b2 = zero, b3 = zero, c0 = zero,
            c1 = zero, c2 = zero, c3 = zero;
    for (size_t k = 0; k < columns; k += 16) {
        __m256i x = load(in + k), y = load(in + columns + k);
        const __m256i_u z = load(in + 2 * columns + k);
        __m256i v = widen(w + k);
        ADD_PRODUCTS(a0, v, x);
        ADD_PRODUCTS(b0, v, y);
        ADD_PRODUCTS(c0, v, z);
        v = widen(w + columns + k);
        ADD_PRODUCTS(a1, v, x);
        ADD_PRODUCTS(b1, v, y);
        ADD_PRODUCTS(c1, v, z);
        v = widen(w + 2 * columns + k);
        ADD_PRODUCTS(a2, v, x);
        ADD_PRODUCTS(b2, v, y);
        ADD_PRODUCTS(c2, v, z);
        v = widen(w + 3 * columns + k);
        ADD_PRODUCTS(a3, v, x);
        ADD_PRODUCTS(b3, v, y);
        ADD_PRODUCTS(c3, v, z);
    }
    put_four(matrix, row, sum_four(a0, a1, a2, a3), out);
    put_four(matrix, row, sum_four(b0, b1, b2, b3), out + rows);
    put_four(matrix, row, sum_four(c0, c1, c2, c3), out + 2 * rows);
}

TARGET static void multiply_one(const attest_i_matrix *matrix, size_t row, const int16_t *in, float *out)
{
    size_t columns = matrix->columns;
    const int8_t *w = matrix->weights + row * columns;
    const __m256i zero = _mm256_setzero_si256();
    __m256i a0 = zero, a1 = zero, a2 = zero, a3 = zero;
    for (size_t k = 0; k < columns; k += 16) {
        __m256i x = load(in + k);
        ADD_PRODUCTS(a0, widen(w + k), x);
        ADD_PRODUCTS(a1, widen(w + columns + k), x);
        ADD_PRODUCTS(a2, widen(w + 2 * columns + k), x);
        ADD_PRODUCTS(a3, widen(w + 3 * columns + k), x);
    }
    put_four(matrix, row, sum_four(a0, a1, a2, a3), out);
}

TARGET static void avx2_multiply(const attest_i_matrix *matrix, const int16_t *in, size_t count, float *out)
{
    for (size_t row = 0; row < matrix->rows; row += 4) {
        size_t t = 0;
        for (; t + 3 <= count; t += 3) {
            multiply_three(matrix, row, in + t * matrix->columns, out + t * matrix->rows);
        }
        for (; t < count; t++) {
            multiply_one(matrix, row, in + t * matrix->columns, out + t * matrix->rows);
        }
    }
}

TARGET static inline __attribute__((always_inline)) __m256i load_weights(const int8_t *w)
{
    return _mm256_load_si256((const __m256i *)(const void *)w);
}

/* Four bytes of input, for all lanes. */
TARGET static inline __attribute__((always_inline)) __m256i spread(const uint8_t *x)
{
    int32_t four;
    memcpy(&four, x, sizeof four);
    return _mm256_set1_epi32(four);
}

/* sum += eight rows of weights (two packed groups of four columns) times x and y: four products fit into 16 bits (4 * 127 * 63 = 32004). */
TARGET static inline __attribute__((always_inline)) __m256i add_narrow(__m256i sum, __m256i x, __m256i v, __m256i y,
                                                                       __m256i w, __m256i ones)
{
    __m256i fours = _mm256_add_epi16(_mm256_maddubs_epi16(x, v), _mm256_maddubs_epi16(y, w));
    return _mm256_add_epi32(sum, _mm256_madd_epi16(fours, ones));
}

TARGET static inline __attribute__((always_inline)) void put_eight(const attest_i_matrix *matrix, size_t row,
                                                                   __m256i sum, float *out)
{
    __m256 scaled = _mm256_mul_ps(_mm256_cvtepi32_ps(sum), _mm256_loadu_ps(matrix->scales + row));
    _mm256_storeu_ps(out + row, _mm256_add_ps(scaled, _mm256_loadu_ps(matrix->bias + row)));
}

/* Sixteen rows by three inputs: six sums, four vectors of weights, the ones, two of input and a product fill the registers. */
TARGET static void narrow_three(const attest_i_matrix *matrix, size_t row, const uint8_t *in, float *out)
{
    size_t columns = matrix->columns, rows = matrix->rows;
    const int8_t *w = matrix->packed + row * columns;
    const __m256i ones = _mm256_set1_epi16(1);
    __m256i a0 = _mm256_setzero_si256(), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0;
    for (size_t k = 0; k < columns; k += 8, w += 128) {
        __m256i v0 = load_weights(w), v1 = load_weights(w + 32);
        __m256i w0 = load_weights(w + 64), w1 = load_weights(w + 96);
        __m256i x = spread(in + k), y = spread(in + k + 4);
        a0 = add_narrow(a0, x, v0, y, w0, ones);
        a1 = add_narrow(a1, x, v1, y, w1, ones);
        x = spread(in + columns + k), y = spread(in + columns + k + 4);
        b0 = add_narrow(b0, x, v0, y, w0, ones);
        b1 = add_narrow(b1, x, v1, y, w1, ones);
        x = spread(in + 2 * columns + k), y = spread(in + 2 * columns + k + 4);
        c0 = add_narrow(c0, x, v0, y, w0, ones);
        c1 = add_narrow(c1, x, v1, y, w1, ones);
    }
    put_eight(matrix, row, a0, out);
    put_eight(matrix, row + 8, a1, out);
    put_eight(matrix, row, b0, out + rows);
    put_eight(matrix, row + 8, b1, out + rows);
    put_eight(matrix, row, c0, out + 2 * rows);
    put_eight(matrix, row + 8, c1, out + 2 * rows);
}

TARGET static void narrow_one(const attest_i_matrix *matrix, size_t row, const uint8_t *in, float *out)
{
    const int8_t *w = matrix->packed + row * matrix->columns;
    const __m256i ones = _mm256_set1_epi16(1);
    __m256i a0 = _mm256_setzero_si256(), a1 = a0;
    for (size_t k = 0; k < matrix->columns; k += 8, w += 128) {
        __m256i x = spread(in + k), y = spread(in + k + 4);
        a0 = add_narrow(a0, x, load_weights(w), y, load_weights(w + 64), ones);
        a1 = add_narrow(a1, x, load_weights(w + 32), y, load_weights(w + 96), ones);
    }
    put_eight(matrix, row, a0, out);
    put_eight(matrix, row + 8, a1, out);
}

TARGET static void avx2_multiply_narrow(const attest_i_matrix *matrix, const uint8_t *in, size_t count, float *out)
{
    for (size_t row = 0; row < matrix->rows; row += ATTEST_I_PACKED_ROWS) {
        size_t t = 0;
        for (; t + 3 <= count; t += 3) {
            narrow_three(matrix, row, in + t * matrix->columns, out + t * matrix->rows);
        }
        for (; t < count; t++) {
            narrow_one(matrix, row, in + t * matrix->columns, out + t * matrix->rows);
        }
    }
}

/* A lane holds 16 sums of two products of 8191 * 8191 at most: 32 bits are enough until the lanes come together. */
TARGET int64_t attest_i_avx2_dot(const int16_t *a, const int16_t *b, size_t size)
{
    __m256i sum = _mm256_setzero_si256();
    for (size_t k = 0; k < size; k += 16) {
        sum = _mm256_add_epi32(sum, _mm256_madd_epi16(load(a + k), load(b + k)));
    }
    __m256i wide = _mm256_add_epi64(_mm256_cvtepi32_epi64(_mm256_castsi256_si128(sum)),
                                    _mm256_cvtepi32_epi64(_mm256_extracti128_si256(sum, 1)));
    __m128i half = _mm_add_epi64(_mm256_castsi256_si128(wide), _mm256_extracti128_si256(wide, 1));
    return _mm_cvtsi128_si64(half) + _mm_extract_epi64(half, 1);
}

const attest_i_kernels *attest_i_kernels_avx2(void)
{
    static const attest_i_kernels kernels = {"avx2",    avx2_multiply, avx2_multiply_narrow, attest_i_avx2_dot,
                                             avx2_step, avx2_quantise, avx2_quantise_narrow, avx2_rectify,
                                             avx2_best};
    return __builtin_cpu_supports("avx2") ? &kernels : NULL;
}

#else

const attest_i_kernels *attest_i_kernels_avx2(void)
{
    return NULL;
}

#endif
