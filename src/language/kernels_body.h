/* Element-wise kernels, included once in a file with TARGET, NAME(x) and LANES (8 or 16) defined. So many lanes at a time through the
 * compiler's vector types, which become whatever the target has; every lane goes through the same IEEE operations. */
/* SPDX-License-Identifier: Apache-2.0 */

typedef float lanes __attribute__((vector_size(4 * LANES)));
typedef int32_t words __attribute__((vector_size(4 * LANES)));

/* e to the power of x, for x in [-87, 0]; relative error below 3e-7. */
TARGET static inline __attribute__((always_inline)) void NAME(exponential)(lanes *x)
{
    const float to_base_two = 1.44269504f;
    const float magic = 12582912.0f; /* 1.5 * 2^23: adding it rounds to an integer in the low bits */
    lanes scaled = *x * to_base_two;
    lanes shifted = scaled + magic;
    lanes whole = shifted - magic;
    lanes f = (scaled - whole) * 0.693147181f; /* within +-0.3466 */
    lanes p = f * (1.0f / 720) + (1.0f / 120);
    p = p * f + (1.0f / 24);
    p = p * f + (1.0f / 6);
    p = p * f + 0.5f;
    p = p * f + 1.0f;
    p = p * f + 1.0f;
    words bits, power;
    memcpy(&bits, &shifted, sizeof bits);
    memcpy(&power, &p, sizeof power);
    power += bits << 23; /* the magic's own bits are shifted out */
    memcpy(x, &power, sizeof *x);
}

/* Hyperbolic tangent. */
TARGET static inline __attribute__((always_inline)) void NAME(tangent)(lanes *x)
{
    words bits, sign;
    memcpy(&bits, x, sizeof bits);
    sign = bits & INT32_MIN;
    bits &= INT32_MAX;
    lanes magnitude;
    memcpy(&magnitude, &bits, sizeof magnitude);
    /* Beyond 12 the result is 1 in float precision. */
    words small = magnitude < 12.0f;
    lanes limit = magnitude - magnitude + 12.0f;
    words limit_bits, chosen;
    memcpy(&limit_bits, &limit, sizeof limit_bits);
    chosen = (bits & small) | (limit_bits & ~small);
    lanes e;
    memcpy(&e, &chosen, sizeof e);
    e *= -2.0f;
    NAME(exponential)(&e);
    lanes result = (1.0f - e) / (1.0f + e);
    memcpy(&bits, &result, sizeof bits);
    bits |= sign;
    memcpy(x, &bits, sizeof *x);
}

TARGET static inline __attribute__((always_inline)) void NAME(sigmoid)(lanes *x)
{
    lanes half = *x * 0.5f;
    NAME(tangent)(&half);
    *x = half * 0.5f + 0.5f;
}

/* Floats to 16 bits: clamp, round to nearest even by the magic number, narrow. */
TARGET static inline __attribute__((always_inline)) void NAME(narrow)(const lanes *x, int16_t *out, float range)
{
    const float magic = 12582912.0f;
    lanes v = *x * range;
    words low = v > -ATTEST_I_ACTIVATION_MAX;
    words high = v < ATTEST_I_ACTIVATION_MAX;
    lanes shifted = v + magic;
    words bits;
    memcpy(&bits, &shifted, sizeof bits);
    bits -= 0x4B400000; /* the magic number's bits */
    words inside = low & high;
    words edge = (~high & (int32_t)ATTEST_I_ACTIVATION_MAX) | (~low & -(int32_t)ATTEST_I_ACTIVATION_MAX);
    bits = (bits & inside) | (edge & ~inside);
    for (int i = 0; i < LANES; i++) {
        out[i] = (int16_t)bits[i];
    }
}

TARGET static void NAME(step)(const float *fixed, const float *recurrent, float *cell, uint8_t *out, size_t hidden)
{
    for (size_t k = 0; k < hidden; k += LANES) {
        lanes gate[4];
        for (size_t g = 0; g < 4; g++) {
            lanes a, b;
            memcpy(&a, fixed + g * hidden + k, sizeof a);
            memcpy(&b, recurrent + g * hidden + k, sizeof b);
            gate[g] = a + b;
        }
        NAME(sigmoid)(&gate[0]);
        NAME(sigmoid)(&gate[1]);
        NAME(tangent)(&gate[2]);
        NAME(sigmoid)(&gate[3]);
        lanes c;
        memcpy(&c, cell + k, sizeof c);
        c = gate[1] * c + gate[0] * gate[2];
        memcpy(cell + k, &c, sizeof c);
        NAME(tangent)(&c);
        c *= gate[3];
        /* |c| < 1: no clamp; the sum's low byte is the rounded state. */
        lanes shifted = c * ATTEST_I_STATE_RANGE + (12582912.0f + ATTEST_I_STATE_ZERO);
        words bits;
        memcpy(&bits, &shifted, sizeof bits);
        for (int i = 0; i < LANES; i++) {
            out[k + (size_t)i] = (uint8_t)(bits[i] & 0xFF);
        }
    }
}

TARGET static void NAME(quantise)(const float *in, int16_t *out, size_t size, float range)
{
    for (size_t k = 0; k < size; k += LANES) {
        lanes x = {0};
        memcpy(&x, in + k, sizeof x);
        NAME(narrow)(&x, out + k, range);
    }
}

TARGET static void NAME(quantise_narrow)(const float *in, uint8_t *out, size_t size, float range)
{
    int16_t wide[LANES];
    for (size_t k = 0; k < size; k += LANES) {
        lanes x;
        memcpy(&x, in + k, sizeof x);
        NAME(narrow)(&x, wide, range);
        for (size_t i = 0; i < LANES; i++) {
            int cut = wide[i] > ATTEST_I_NARROW_MAX    ? ATTEST_I_NARROW_MAX
                      : wide[i] < -ATTEST_I_NARROW_MAX ? -ATTEST_I_NARROW_MAX
                                                       : wide[i];
            out[k + i] = (uint8_t)(ATTEST_I_STATE_ZERO + cut);
        }
    }
}

TARGET static void NAME(rectify)(const float *in, int16_t *out, size_t size, float range)
{
    for (size_t k = 0; k < size; k += LANES) {
        lanes x;
        memcpy(&x, in + k, sizeof x);
        lanes tenth = x * 0.1f;
        words positive = x > 0.0f;
        words a, b;
        memcpy(&a, &x, sizeof a);
        memcpy(&b, &tenth, sizeof b);
        a = (a & positive) | (b & ~positive);
        memcpy(&x, &a, sizeof x);
        NAME(narrow)(&x, out + k, range);
    }
}

TARGET static uint32_t NAME(best)(const float *scores, uint32_t count)
{
    float most = scores[0];
    uint32_t k = 0;
    if (count >= LANES) {
        lanes all;
        memcpy(&all, scores, sizeof all);
        for (k = LANES; k + LANES <= count; k += LANES) {
            lanes x;
            memcpy(&x, scores + k, sizeof x);
            words greater = x > all, a, b;
            memcpy(&a, &all, sizeof a);
            memcpy(&b, &x, sizeof b);
            a = (b & greater) | (a & ~greater);
            memcpy(&all, &a, sizeof all);
        }
        for (uint32_t i = 0; i < LANES; i++) {
            most = all[i] > most ? all[i] : most;
        }
    }
    for (; k < count; k++) {
        most = scores[k] > most ? scores[k] : most;
    }
    uint32_t place = 0;
    while (scores[place] != most) {
        place++;
    }
    return place;
}
