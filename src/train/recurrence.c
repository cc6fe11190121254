/* An LSTM over a batch, forward and backward, for the trainer: the same as Recurrence in model.py, three times as fast. Built by run.sh; without
 * it the trainer does the same in Python. Needs a BLAS. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <stddef.h>
#include <string.h>

void sgemm_(const char *ta, const char *tb, const int *m, const int *n, const int *k, const float *alpha,
            const float *a, const int *lda, const float *b, const int *ldb, const float *beta, float *c,
            const int *ldc);

void attest_lstm_forward(float *gates, const float *weight, float *hidden, float *cells, float *squashed, int steps,
                         int batch, int size, int rounded);
void attest_lstm_backward(const float *gates, const float *weight, const float *hidden, const float *cells,
                          const float *squashed, const float *grad, float *out, float *dweight, int steps, int batch,
                          int size);

/* Sigmoid and tangent by one exponential; loops over them vectorise. */
static inline float exponential(float x)
{
    x = x < -80.0f ? -80.0f : x > 80.0f ? 80.0f : x;
    float scaled = x * 1.44269504f;
    float whole = floorf(scaled + 0.5f);
    float f = (scaled - whole) * 0.693147181f;
    float p = f * (1.0f / 720) + (1.0f / 120);
    p = p * f + (1.0f / 24);
    p = p * f + (1.0f / 6);
    p = p * f + 0.5f;
    p = p * f + 1.0f;
    p = p * f + 1.0f;
    int bits = ((int)whole + 127) << 23;
    float power;
    memcpy(&power, &bits, sizeof power);
    return p * power;
}

static inline float sigmoid(float x)
{
    return 1.0f / (1.0f + exponential(-x));
}

static inline float tangent(float x)
{
    return 2.0f / (1.0f + exponential(-2.0f * x)) - 1.0f;
}

/* gates (steps, batch, 4 size) hold what the input gives, and become the gates; hidden and cells have steps + 1 rows, the first of them 0. */
void attest_lstm_forward(float *gates, const float *weight, float *hidden, float *cells, float *squashed, int steps,
                         int batch, int size, int rounded)
{
    const int four = 4 * size;
    const float one = 1.0f;
    for (int t = 0; t < steps; t++) {
        float *g = gates + (size_t)t * batch * four;
        const size_t plane = (size_t)t * batch * size, next = plane + (size_t)batch * size;
        if (t) {
            sgemm_("T", "N", &four, &batch, &size, &one, weight, &size, hidden + plane, &size, &one, g, &four);
        }
        for (int b = 0; b < batch; b++) {
            float *row = g + (size_t)b * four;
            const float *before = cells + plane + (size_t)b * size;
            float *after = cells + next + (size_t)b * size, *h = hidden + next + (size_t)b * size;
            float *s = squashed + plane + (size_t)b * size;
            for (int k = 0; k < size; k++) {
                float i = sigmoid(row[k]), f = sigmoid(row[size + k]), c = tangent(row[2 * size + k]);
                float o = sigmoid(row[3 * size + k]);
                float cell = i * c + f * before[k];
                float squash = tangent(cell);
                row[k] = i;
                row[size + k] = f;
                row[2 * size + k] = c;
                row[3 * size + k] = o;
                after[k] = cell;
                s[k] = squash;
                h[k] = o * squash;
            }
            for (int k = 0; rounded && k < size; k++) {
                h[k] = rintf(h[k] * 63.0f) / 63.0f;
            }
        }
    }
}

void attest_lstm_backward(const float *gates, const float *weight, const float *hidden, const float *cells,
                          const float *squashed, const float *grad, float *out, float *dweight, int steps, int batch,
                          int size)
{
    const int four = 4 * size, rows = (steps - 1) * batch;
    const float one = 1.0f, zero = 0.0f;
    const size_t block = (size_t)batch * size;
    static _Thread_local float dh[1 << 20], dcell[1 << 20];
    memset(dcell, 0, block * sizeof *dcell);
    for (int t = steps - 1; t >= 0; t--) {
        memcpy(dh, grad + (size_t)t * block, block * sizeof *dh);
        if (t < steps - 1) {
            sgemm_("N", "N", &size, &batch, &four, &one, weight, &size, out + (size_t)(t + 1) * 4 * block, &four, &one,
                   dh, &size);
        }
        for (int b = 0; b < batch; b++) {
            const float *g = gates + ((size_t)t * batch + (size_t)b) * (size_t)four;
            const size_t at = (size_t)t * block + (size_t)b * size;
            float *o = out + ((size_t)t * batch + (size_t)b) * (size_t)four;
            float *d = dh + (size_t)b * size, *dc = dcell + (size_t)b * size;
            for (int k = 0; k < size; k++) {
                float in = g[k], forget = g[size + k], cell = g[2 * size + k], output = g[3 * size + k];
                float squash = squashed[at + k];
                float sum = dc[k] + d[k] * output * (1 - squash * squash);
                o[k] = sum * cell * in * (1 - in);
                o[size + k] = sum * cells[at + k] * forget * (1 - forget);
                o[2 * size + k] = sum * in * (1 - cell * cell);
                o[3 * size + k] = d[k] * squash * output * (1 - output);
                dc[k] = sum * forget;
            }
        }
    }
    /* The first step has no state before it. */
    if (rows) {
        sgemm_("N", "T", &size, &four, &rows, &one, hidden + block, &size, out + 4 * block, &four, &zero, dweight,
               &size);
    } else {
        memset(dweight, 0, (size_t)four * size * sizeof *dweight);
    }
}
