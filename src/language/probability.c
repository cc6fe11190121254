/* Scores to probabilities, in the same operations on every processor: the C library's exponential is not the same everywhere. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "language/decode.h"
#include "language/kernels.h"

/* So far below the best score a probability rounds to nothing. */
#define NEGLIGIBLE (-12.0f)

/* e to the power of x, for x in [-12, 0]. */
static float exponential(float x)
{
    const float magic = 12582912.0f; /* 1.5 * 2^23: adding it rounds to an integer in the low bits */
    float scaled = x * 1.44269504f;
    float shifted = scaled + magic;
    float f = (scaled - (shifted - magic)) * 0.693147181f;
    float p = f * (1.0f / 120) + (1.0f / 24);
    p = p * f + (1.0f / 6);
    p = p * f + 0.5f;
    p = p * f + 1.0f;
    p = p * f + 1.0f;
    uint32_t bits, power;
    memcpy(&bits, &shifted, sizeof bits);
    memcpy(&power, &p, sizeof power);
    power += bits << 23; /* the magic's own bits are shifted out */
    memcpy(&p, &power, sizeof p);
    return p;
}

void attest_i_probabilities(const float *scores, uint32_t count, int16_t *out)
{
    float share[ATTEST_I_MAX_TAGS], sum = 0, best = scores[0];
    for (uint32_t i = 1; i < count; i++) {
        best = scores[i] > best ? scores[i] : best;
    }
    for (uint32_t i = 0; i < count; i++) {
        float below = scores[i] - best;
        share[i] = below > NEGLIGIBLE ? exponential(below) : 0;
        sum += share[i];
    }
    float factor = ATTEST_I_ACTIVATION_MAX / sum;
    for (uint32_t i = 0; i < count; i++) {
        out[i] = (int16_t)(share[i] * factor + 0.5f);
    }
}
