/* Kernels for processors with AVX-512 (foundation and BW), with VNNI or without: the hot ones; the others are those for AVX2. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/kernels_x86.h"

#include <string.h>

#if defined(__x86_64__)

#include <immintrin.h>

#define TARGET __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl")))
#define NAME(x) avx512_##x
#define LANES 16
#include "language/kernels_body.h"

TARGET static inline __attribute__((always_inline)) __m256i halves(__m512i sum)
{
    return _mm256_add_epi32(_mm512_castsi512_si256(sum), _mm512_extracti64x4_epi64(sum, 1));
}

/* Four sums of a row each to outputs. */
TARGET static inline __attribute__((always_inline)) void put_four(const attest_i_matrix *matrix, size_t row,
                                                                  const __m512i sums[4], float *out)
{
    __m256i pairs = _mm256_hadd_epi32(_mm256_hadd_epi32(halves(sums[0]), halves(sums[1])),
                                      _mm256_hadd_epi32(halves(sums[2]), halves(sums[3])));
    __m128i sum = _mm_add_epi32(_mm256_castsi256_si128(pairs), _mm256_extracti128_si256(pairs, 1));
    __m128 scaled = _mm_mul_ps(_mm_cvtepi32_ps(sum), _mm_loadu_ps(matrix->scales + row));
    _mm_storeu_ps(out + row, _mm_add_ps(scaled, _mm_loadu_ps(matrix->bias + row)));
}

/* Four rows by `count` inputs, 1 to WIDE; inlined with a constant, so that the sums stay in registers. */
#define WIDE 4
TARGET static inline __attribute__((always_inline)) void wide_some(const attest_i_matrix *matrix, size_t row,
                                                                   const int16_t *in, size_t count, float *out)
{
    size_t columns = matrix->columns;
    const int8_t *w = matrix->weights + row * columns;
    __m512i sums[WIDE][4];
#pragma GCC unroll 16
    for (size_t i = 0; i < 4 * count; i++) {
        sums[i / 4][i % 4] = _mm512_setzero_si512();
    }
    for (size_t k = 0; k < columns; k += 32) {
        __mmask32 there = columns - k >= 32 ? 0xFFFFFFFFu : 0xFFFFu; /* columns are a multiple of 16 */
        __m512i x[WIDE];
#pragma GCC unroll 4
        for (size_t t = 0; t < count; t++) {
            x[t] = _mm512_maskz_loadu_epi16(there, in + t * columns + k);
        }
#pragma GCC unroll 4
        for (size_t r = 0; r < 4; r++) {
            __m512i v = _mm512_cvtepi8_epi16(_mm256_maskz_loadu_epi8(there, w + r * columns + k));
#pragma GCC unroll 4
            for (size_t t = 0; t < count; t++) {
                sums[t][r] = _mm512_add_epi32(sums[t][r], _mm512_madd_epi16(v, x[t]));
            }
        }
    }
#pragma GCC unroll 4
    for (size_t t = 0; t < count; t++) {
        put_four(matrix, row, sums[t], out + t * matrix->rows);
    }
}

TARGET static void avx512_multiply(const attest_i_matrix *matrix, const int16_t *in, size_t count, float *out)
{
    for (size_t row = 0; row < matrix->rows; row += 4) {
        size_t t = 0;
        for (; t + WIDE <= count; t += WIDE) {
            wide_some(matrix, row, in + t * matrix->columns, WIDE, out + t * matrix->rows);
        }
        for (; t < count; t++) {
            wide_some(matrix, row, in + t * matrix->columns, 1, out + t * matrix->rows);
        }
    }
}

TARGET static inline __attribute__((always_inline)) __m512i spread(const uint8_t *x)
{
    int32_t four;
    memcpy(&four, x, sizeof four);
    return _mm512_set1_epi32(four);
}

#define MANY 6 /* inputs at a time */

/* sum += sixteen rows of weights (two packed groups of four columns) times eight columns of input. */
TARGET static inline __attribute__((always_inline)) __m512i avx512_add_narrow(__m512i sum, const uint8_t *in, __m512i v,
                                                                              __m512i w)
{
    __m512i fours = _mm512_add_epi16(_mm512_maddubs_epi16(spread(in), v), _mm512_maddubs_epi16(spread(in + 4), w));
    return _mm512_add_epi32(sum, _mm512_madd_epi16(fours, _mm512_set1_epi16(1)));
}

#include "language/kernels_narrow.h"

#undef TARGET
#undef NAME
#define TARGET __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")))
#define NAME(x) vnni_##x

/* The same in two instructions. The sums are those of the other kernels: nothing is cut off anywhere. */
TARGET static inline __attribute__((always_inline)) __m512i vnni_add_narrow(__m512i sum, const uint8_t *in, __m512i v,
                                                                            __m512i w)
{
    return _mm512_dpbusd_epi32(_mm512_dpbusd_epi32(sum, spread(in), v), spread(in + 4), w);
}

#include "language/kernels_narrow.h"

static int has_avx512(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
}

const attest_i_kernels *attest_i_kernels_avx512(void)
{
    static const attest_i_kernels kernels = {"avx512",    avx512_multiply, avx512_multiply_narrow, attest_i_avx2_dot,
                                             avx512_step, avx512_quantise, avx512_quantise_narrow, avx512_rectify,
                                             avx512_best};
    return has_avx512() ? &kernels : NULL;
}

const attest_i_kernels *attest_i_kernels_vnni(void)
{
    static const attest_i_kernels kernels = {"avx512-vnni",          avx512_multiply, vnni_multiply_narrow,
                                             attest_i_avx2_dot,      avx512_step,     avx512_quantise,
                                             avx512_quantise_narrow, avx512_rectify,  avx512_best};
    return has_avx512() && __builtin_cpu_supports("avx512vnni") ? &kernels : NULL;
}

#else

const attest_i_kernels *attest_i_kernels_avx512(void)
{
    return NULL;
}

const attest_i_kernels *attest_i_kernels_vnni(void)
{
    return NULL;
}

#endif
