/* Trains the segmentation model: logistic regression over the features of the walk, with AdaGrad; or applies one.
 * Usage: segment_train train GOLD... MODEL, segment_train apply MODEL TEXT. Run by segment.py, which makes the GOLD files: text in which
 * byte 1 marks a token end without white space and byte 2 a sentence end. Deterministic. Development only. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "language/segment_walk.h"

enum { TOKEN_MARK = 1, SENTENCE_MARK = 2 };

#define EPOCHS 12
#define RATE 0.25
#define DECAY 2e-4
#define RARE 2            /* features seen less often have no weight */
#define STEPS_PER_UNIT 16 /* a weight of 1.0 is this many steps of the stored byte */

struct example {
    size_t first;
    unsigned short count;
    unsigned char answer;
};

static struct example *examples;
static size_t example_count, example_capacity;
static uint32_t *pool;
static size_t pool_count, pool_capacity;
static unsigned char *marks; /* by byte of the stripped text */

static void die(const char *what)
{
    fprintf(stderr, "segment_train: %s\n", what);
    exit(1);
}

static char *read_all(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        die(path);
    }
    char *data = NULL;
    size_t capacity = 0;
    *size = 0;
    for (;;) {
        void *grown = data;
        if (attest_i_grow(&grown, &capacity, *size + 65536, 1) != ATTEST_OK) {
            die("memory");
        }
        data = grown;
        size_t got = fread(data + *size, 1, 65536, file);
        if (!got) {
            break;
        }
        *size += got;
    }
    fclose(file);
    return data;
}

/* Take the marks out of `data` into `marks`. */
static size_t strip(char *data, size_t size)
{
    size_t out = 0;
    free(marks);
    marks = calloc(size + 1, 1);
    if (!marks) {
        die("memory");
    }
    for (size_t i = 0; i < size; i++) {
        if (data[i] == TOKEN_MARK || data[i] == SENTENCE_MARK) {
            marks[out] |= (unsigned char)data[i];
        } else {
            data[out++] = data[i];
        }
    }
    return out;
}

static int record(void *user_data, const attest_i_segment_place *place)
{
    (void)user_data;
    void *grown = examples;
    void *grown_pool = pool;
    if (attest_i_grow(&grown, &example_capacity, example_count + 1, sizeof *examples) != ATTEST_OK ||
        attest_i_grow(&grown_pool, &pool_capacity, pool_count + place->feature_count, sizeof *pool) != ATTEST_OK) {
        die("memory");
    }
    examples = grown;
    pool = grown_pool;
    unsigned char mark = place->kind == ATTEST_I_SEGMENT_TOKEN ? TOKEN_MARK | SENTENCE_MARK : SENTENCE_MARK;
    struct example *example = &examples[example_count++];
    example->first = pool_count;
    example->count = (unsigned short)place->feature_count;
    example->answer = (marks[place->offset] & mark) != 0;
    memcpy(pool + pool_count, place->features, place->feature_count * sizeof *pool);
    pool_count += place->feature_count;
    return example->answer;
}

static enum attest_status ignore_token(void *user_data, attest_span span, int joined)
{
    (void)user_data;
    (void)span;
    (void)joined;
    return ATTEST_OK;
}

static enum attest_status ignore_sentence(void *user_data)
{
    (void)user_data;
    return ATTEST_OK;
}

static double *fit(void)
{
    double *weights = calloc(ATTEST_I_SEGMENT_WEIGHTS, sizeof *weights);
    double *squares = calloc(ATTEST_I_SEGMENT_WEIGHTS, sizeof *squares);
    unsigned *seen = calloc(ATTEST_I_SEGMENT_WEIGHTS, sizeof *seen);
    size_t *order = calloc(example_count + 1, sizeof *order);
    if (!weights || !squares || !seen || !order) {
        die("memory");
    }
    for (size_t i = 0; i < pool_count; i++) {
        seen[pool[i]]++;
    }
    for (size_t i = 0; i < example_count; i++) {
        order[i] = i;
    }
    uint64_t random = 20260101;
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        for (size_t i = example_count; i > 1; i--) {
            random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            size_t j = (size_t)(random >> 33) % i;
            size_t swap = order[i - 1];
            order[i - 1] = order[j];
            order[j] = swap;
        }
        double loss = 0;
        size_t wrong = 0;
        for (size_t i = 0; i < example_count; i++) {
            const struct example *example = &examples[order[i]];
            const uint32_t *features = pool + example->first;
            double score = 0;
            for (size_t f = 0; f < example->count; f++) {
                score += weights[features[f]];
            }
            double p = 1 / (1 + exp(-score));
            wrong += (score > 0) != example->answer;
            loss -= log(example->answer ? p + 1e-12 : 1 - p + 1e-12);
            double gradient = p - example->answer;
            for (size_t f = 0; f < example->count; f++) {
                uint32_t at = features[f];
                if (seen[at] < RARE) {
                    continue;
                }
                double g = gradient + DECAY * weights[at];
                squares[at] += g * g;
                weights[at] -= RATE * g / (sqrt(squares[at]) + 1e-3);
            }
        }
        fprintf(stderr, "epoch %d: loss %.5f, wrong %zu of %zu\n", epoch + 1, loss / (double)example_count, wrong,
                example_count);
    }
    free(squares);
    free(seen);
    free(order);
    return weights;
}

static void train(char **paths, int count, const char *model)
{
    const attest_i_segment_visitor visitor = {record, ignore_token, ignore_sentence, NULL};
    for (int i = 0; i < count; i++) {
        size_t size;
        char *data = read_all(paths[i], &size);
        size = strip(data, size);
        if (attest_i_segment_walk((attest_view){data, size}, (attest_span){0, (uint32_t)size}, 0, &visitor) !=
            ATTEST_OK) {
            die("walk");
        }
        free(data);
    }
    double *weights = fit();
    FILE *out = fopen(model, "wb");
    if (!out) {
        die(model);
    }
    for (uint32_t i = 0; i < ATTEST_I_SEGMENT_WEIGHTS; i++) {
        double steps = round(weights[i] * STEPS_PER_UNIT);
        fputc((int)(steps < -127 ? -127 : steps > 127 ? 127 : steps) & 0xFF, out);
    }
    if (fclose(out) != 0) {
        die(model);
    }
    free(weights);
}

static const signed char *loaded;

/* Marks by byte of the text, and where the token read last ends. */
struct result {
    unsigned char *marks;
    uint32_t end;
};

static int answer(void *user_data, const attest_i_segment_place *place)
{
    (void)user_data;
    int score = 0;
    for (size_t i = 0; i < place->feature_count; i++) {
        score += loaded[place->features[i]];
    }
    return score > 0;
}

static enum attest_status mark_token(void *user_data, attest_span span, int joined)
{
    struct result *result = user_data;
    result->marks[span.begin] |= joined ? 2 : 0;
    result->end = span.end;
    return ATTEST_OK;
}

static enum attest_status mark_sentence(void *user_data)
{
    struct result *result = user_data;
    result->marks[result->end] |= 1;
    return ATTEST_OK;
}

static void apply(const char *model, const char *path)
{
    size_t size;
    loaded = (const signed char *)read_all(model, &size);
    if (size != ATTEST_I_SEGMENT_WEIGHTS) {
        die("size of the model");
    }
    char *text = read_all(path, &size);
    size = strip(text, size);
    unsigned char *found = calloc(size + 1, 1);
    if (!found) {
        die("memory");
    }
    struct result result = {found, 0};
    const attest_i_segment_visitor visitor = {answer, mark_token, mark_sentence, &result};
    if (attest_i_segment_walk((attest_view){text, size}, (attest_span){0, (uint32_t)size}, 0, &visitor) != ATTEST_OK) {
        die("walk");
    }
    for (size_t i = 0; i < size; i++) {
        if (found[i] & 2) {
            putchar(TOKEN_MARK);
        }
        if (found[i] & 1 && text[i] != '\n') {
            putchar(SENTENCE_MARK);
        }
        putchar(text[i]);
    }
    free(found);
    free(text);
}

int main(int argc, char **argv)
{
    if (argc >= 4 && strcmp(argv[1], "train") == 0) {
        train(argv + 2, argc - 3, argv[argc - 1]);
    } else if (argc == 4 && strcmp(argv[1], "apply") == 0) {
        apply(argv[2], argv[3]);
    } else {
        die("usage: segment_train train GOLD... MODEL | apply MODEL TEXT");
    }
    return 0;
}
