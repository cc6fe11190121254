/* Products of narrow matrices with 512 bits, for every way to add them up: included with TARGET, NAME and, under that name, add_narrow. */
/* SPDX-License-Identifier: Apache-2.0 */

TARGET static inline __attribute__((always_inline)) void NAME(put_sixteen)(const attest_i_matrix *matrix, size_t row,
                                                                           __m512i sum, float *out)
{
    __m512 scaled = _mm512_mul_ps(_mm512_cvtepi32_ps(sum), _mm512_loadu_ps(matrix->scales + row));
    _mm512_storeu_ps(out + row, _mm512_add_ps(scaled, _mm512_loadu_ps(matrix->bias + row)));
}

/* Sixteen rows by `count` inputs, 1 to MANY; inlined with a constant, so that the sums stay in registers. */
TARGET static inline __attribute__((always_inline)) void NAME(narrow_some)(const attest_i_matrix *matrix, size_t row,
                                                                           const uint8_t *in, size_t count, float *out)
{
    size_t columns = matrix->columns;
    const int8_t *weights = matrix->packed + row * columns;
    __m512i sums[MANY];
    for (size_t t = 0; t < count; t++) {
        sums[t] = _mm512_setzero_si512();
    }
    for (size_t k = 0; k < columns; k += 8, weights += 128) {
        __m512i v = _mm512_load_si512(weights), w = _mm512_load_si512(weights + 64);
#pragma GCC unroll 6
        for (size_t t = 0; t < count; t++) {
            sums[t] = NAME(add_narrow)(sums[t], in + t * columns + k, v, w);
        }
    }
    for (size_t t = 0; t < count; t++) {
        NAME(put_sixteen)(matrix, row, sums[t], out + t * matrix->rows);
    }
}

TARGET static void NAME(multiply_narrow)(const attest_i_matrix *matrix, const uint8_t *in, size_t count, float *out)
{
    for (size_t row = 0; row < matrix->rows; row += ATTEST_I_PACKED_ROWS) {
        size_t t = 0;
        for (; t + MANY <= count; t += MANY) {
            NAME(narrow_some)(matrix, row, in + t * matrix->columns, MANY, out + t * matrix->rows);
        }
        for (; t + 2 <= count; t += 2) {
            NAME(narrow_some)(matrix, row, in + t * matrix->columns, 2, out + t * matrix->rows);
        }
        if (t < count) {
            NAME(narrow_some)(matrix, row, in + t * matrix->columns, 1, out + t * matrix->rows);
        }
    }
}
