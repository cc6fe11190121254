/* Plain kernels and kernels for AVX2; see kernels.h for the promise that they agree. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/kernels.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

typedef float lanes __attribute__((vector_size(32)));
typedef int32_t words __attribute__((vector_size(32)));

#define TARGET
#define NAME(x) plain_##x
#include "language/kernels_body.h"
#undef TARGET
#undef NAME

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
                                             plain_step, plain_quantise, plain_quantise_narrow, plain_rectify};
    return &kernels;
}

#if defined(__x86_64__)

#define TARGET __attribute__((target("avx2")))
#define NAME(x) avx2_##x
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

/* sum += products of 64 columns, added up in fours within 16 bits (4 * 127 * 63 = 32004) and then in pairs. */
#define ADD_NARROW(sum, w, x, y)                                                                                       \
    do {                                                                                                               \
        __m256i first, second;                                                                                         \
        __asm__("vpmaddubsw %4, %3, %1\n\tvpmaddubsw %6, %5, %2\n\tvpaddw %2, %1, %1\n\tvpmaddwd %7, %1, %1\n\t"       \
                "vpaddd %1, %0, %0"                                                                                    \
                : "+x"(sum), "=&x"(first), "=&x"(second)                                                               \
                : "x"(x), "m"(*(const __m256i_u *)(const void *)(w)), "x"(y),                                          \
                  "m"(*(const __m256i_u *)(const void *)((w) + 32)), "x"(ones));                                       \
    } while (0)

TARGET static inline __attribute__((always_inline)) __m256i load_bytes(const uint8_t *x)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)x);
}

/* Four rows by two inputs. */
TARGET static void narrow_two(const attest_i_matrix *matrix, size_t row, const uint8_t *in, float *out)
{
    size_t columns = matrix->columns;
    const int8_t *w = matrix->weights + row * columns;
    const __m256i zero = _mm256_setzero_si256(), ones = _mm256_set1_epi16(1);
    __m256i a0 = zero, a1 = zero, a2 = zero, a3 = zero, b0 = zero, b1 = zero, b2 = zero, b3 = zero;
    for (size_t k = 0; k < columns; k += 64) {
        __m256i x0 = load_bytes(in + k), x1 = load_bytes(in + k + 32);
        __m256i y0 = load_bytes(in + columns + k), y1 = load_bytes(in + columns + k + 32);
        ADD_NARROW(a0, w + k, x0, x1);
        ADD_NARROW(b0, w + k, y0, y1);
        ADD_NARROW(a1, w + columns + k, x0, x1);
        ADD_NARROW(b1, w + columns + k, y0, y1);
        ADD_NARROW(a2, w + 2 * columns + k, x0, x1);
        ADD_NARROW(b2, w + 2 * columns + k, y0, y1);
        ADD_NARROW(a3, w + 3 * columns + k, x0, x1);
        ADD_NARROW(b3, w + 3 * columns + k, y0, y1);
    }
    put_four(matrix, row, sum_four(a0, a1, a2, a3), out);
    put_four(matrix, row, sum_four(b0, b1, b2, b3), out + matrix->rows);
}

TARGET static void narrow_one(const attest_i_matrix *matrix, size_t row, const uint8_t *in, float *out)
{
    size_t columns = matrix->columns;
    const int8_t *w = matrix->weights + row * columns;
    const __m256i zero = _mm256_setzero_si256(), ones = _mm256_set1_epi16(1);
    __m256i a0 = zero, a1 = zero, a2 = zero, a3 = zero;
    for (size_t k = 0; k < columns; k += 64) {
        __m256i x0 = load_bytes(in + k), x1 = load_bytes(in + k + 32);
        ADD_NARROW(a0, w + k, x0, x1);
        ADD_NARROW(a1, w + columns + k, x0, x1);
        ADD_NARROW(a2, w + 2 * columns + k, x0, x1);
        ADD_NARROW(a3, w + 3 * columns + k, x0, x1);
    }
    put_four(matrix, row, sum_four(a0, a1, a2, a3), out);
}

TARGET static void avx2_multiply_narrow(const attest_i_matrix *matrix, const uint8_t *in, size_t count, float *out)
{
    for (size_t row = 0; row < matrix->rows; row += 4) {
        size_t t = 0;
        for (; t + 2 <= count; t += 2) {
            narrow_two(matrix, row, in + t * matrix->columns, out + t * matrix->rows);
        }
        if (t < count) {
            narrow_one(matrix, row, in + t * matrix->columns, out + t * matrix->rows);
        }
    }
}

/* A lane holds 16 sums of two products of 8191 * 8191 at most: 32 bits are enough until the lanes come together. */
TARGET static int64_t avx2_dot(const int16_t *a, const int16_t *b, size_t size)
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
    static const attest_i_kernels kernels = {"avx2",    avx2_multiply, avx2_multiply_narrow, avx2_dot,
                                             avx2_step, avx2_quantise, avx2_quantise_narrow, avx2_rectify};
    return __builtin_cpu_supports("avx2") ? &kernels : NULL;
}

#else

const attest_i_kernels *attest_i_kernels_avx2(void)
{
    return NULL;
}

#endif

const attest_i_kernels *attest_i_kernels_best(void)
{
    const attest_i_kernels *fast = attest_i_kernels_avx2();
    return fast ? fast : attest_i_kernels_plain();
}
