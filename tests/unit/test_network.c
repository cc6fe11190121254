/* The network: model files that must be refused, kernels that must agree, trees and names from made-up scores, and the trainer's golden batch. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "attest/sentence.h"
#include "base/embedded.h"
#include "language/decode.h"
#include "language/features.h"
#include "language/lemma.h"
#include "language/model_tensors.h"
#include "language/network.h"
#include "language/network_internal.h"

/* Distance of an encoder output from the trainer's: three steps of the 7 bits that it is kept in, because a difference in the last place before rounding may
 * move a state by one step, and its followers with it. */
#define TOLERANCE (3.01f / 63)

static attest_view model_bytes(void)
{
    attest_view content = {NULL, 0};
    cr_assert_eq(attest_i_embedded_find(ATTEST_VIEW("model/attest-en.model"), &content), ATTEST_OK);
    return content;
}

/* Bind a changed copy of the built-in model; gives the status and keeps the message. */
static enum attest_status bind_changed(size_t size, size_t at, int xor, int verify, attest_error *error)
{
    attest_view content = model_bytes();
    unsigned char *copy = aligned_alloc(64, (content.size + 64) / 64 * 64);
    cr_assert_not_null(copy);
    memcpy(copy, content.data, content.size);
    copy[at] = (unsigned char)(copy[at] ^ xor);
    attest_model *model = NULL;
    enum attest_status status = attest_i_model_bind(&model, copy, size, verify, "copy", error);
    cr_assert_eq(status == ATTEST_OK, model != NULL);
    attest_model_free(model);
    free(copy);
    return status;
}

static void expect_refused(size_t size, size_t at, int xor, int verify, const char *words)
{
    attest_error error = {0};
    cr_assert_eq(bind_changed(size, at, xor, verify, &error), ATTEST_ERR_MODEL);
    cr_assert_not_null(strstr(error.text, words), "message \"%s\" does not say \"%s\"", error.text, words);
}

Test(network, built_in_model_has_its_digest)
{
    cr_assert_eq(bind_changed(model_bytes().size, 0, 0, 1, NULL), ATTEST_OK);
}

Test(network, model_file_is_refused_with_the_reason)
{
    size_t size = model_bytes().size;
    expect_refused(size, 0, 1, 0, "does not begin with");
    expect_refused(size, 8, 2, 0, "version");
    expect_refused(size, 12, 1, 0, "byte order");
    expect_refused(10, 0, 0, 0, "cut short");
    expect_refused(size - 1, 0, 0, 0, "cut short or has a tail");
    expect_refused(size, size - 3, 8, 1, "damaged");
    expect_refused(size, 40, 8, 1, "damaged");
    expect_refused(size, 17, 0x80, 0, "number of tensors");
    expect_refused(size, 64, 1, 0, "missing");
    expect_refused(size, 64 + 16, 0x40, 0, "unknown type");
    expect_refused(size, 64 + 32 + 7, 0x10, 0, "outside the file");
}

/* Whatever a byte of the directory becomes: refused or harmless, never a read outside the file (run under a sanitizer). */
Test(network, any_byte_of_the_directory_may_be_wrong)
{
    attest_view content = model_bytes();
    unsigned char *copy = aligned_alloc(64, (content.size + 64) / 64 * 64);
    cr_assert_not_null(copy);
    memcpy(copy, content.data, content.size);
    for (size_t at = 16; at < 64 + 48 * 60; at += 3) {
        for (int bit = 0; bit < 8; bit += 5) {
            attest_model *model = NULL;
            copy[at] = (unsigned char)(copy[at] ^ (1 << bit));
            if (attest_i_model_bind(&model, copy, content.size, 0, "copy", NULL) == ATTEST_OK) {
                attest_model_free(model);
            }
            copy[at] = (unsigned char)(copy[at] ^ (1 << bit));
        }
    }
    free(copy);
}

Test(network, model_load_names_what_is_wrong)
{
    attest_model *model = NULL;
    attest_error error = {0};
    cr_assert_eq(attest_model_load(&model, "/nonexistent/model", &error), ATTEST_ERR_READ);
    cr_assert_eq(attest_model_load(&model, "/", &error), ATTEST_ERR_MODEL);
    cr_assert_null(model);
    attest_model_free(NULL);
}

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static void expect_agreement(const attest_i_kernels *fast)
{
    const attest_i_kernels *plain = attest_i_kernels_plain();
    if (!fast) {
        cr_skip_test("not on this processor");
    }
    enum { ROWS = 32, COLUMNS = 192, COUNT = 11, SIZE = 256 };
    static int8_t weights[ROWS * COLUMNS];
    static _Alignas(64) int8_t packed[ROWS * COLUMNS];
    static int16_t in[COUNT * COLUMNS], small[2][SIZE], a[SIZE], b[SIZE];
    static uint8_t narrow[COUNT * COLUMNS], state[2][SIZE];
    static float scales[ROWS], bias[ROWS], out[2][COUNT * ROWS], fixed[4 * SIZE], recurrent[4 * SIZE], cell[2][SIZE];
    uint32_t seed = 7;
    for (int round = 0; round < 50; round++) {
        for (size_t i = 0; i < ROWS * COLUMNS; i++) {
            weights[i] = (int8_t)((int)(next_random(&seed) % 255) - 127);
        }
        for (size_t i = 0; i < COUNT * COLUMNS; i++) {
            in[i] = (int16_t)((int)(next_random(&seed) % 16383) - 8191);
        }
        for (size_t i = 0; i < ROWS; i++) {
            scales[i] = (float)(next_random(&seed) % 1000) * 1e-7f;
            bias[i] = (float)(next_random(&seed) % 1000) * 1e-3f - 0.5f;
        }
        size_t count = 1 + (size_t)round % COUNT;
        attest_i_matrix matrix = {weights, scales, bias, ROWS, COLUMNS - 16 * (uint32_t)(round % 3), NULL};
        plain->multiply(&matrix, in, count, out[0]);
        fast->multiply(&matrix, in, count, out[1]);
        cr_assert_eq(memcmp(out[0], out[1], sizeof out[0]), 0, "multiply");
        matrix.columns = COLUMNS;
        for (size_t i = 0; i < ROWS * COLUMNS; i++) {
            weights[i] = (int8_t)(round ? (int)(next_random(&seed) % 127) - 63 : 63);
        }
        for (size_t i = 0; i < COUNT * COLUMNS; i++) {
            narrow[i] = (uint8_t)(round ? 1 + next_random(&seed) % 127 : 127);
        }
        attest_i_pack(&matrix, packed);
        plain->multiply_narrow(&matrix, narrow, count, out[0]);
        fast->multiply_narrow(&matrix, narrow, count, out[1]);
        cr_assert_eq(memcmp(out[0], out[1], sizeof out[0]), 0, "multiply_narrow");
        for (size_t i = 0; i < 4 * SIZE; i++) {
            fixed[i] = ((float)(next_random(&seed) % 20000) - 10000) * 1e-3f;
            recurrent[i] = ((float)(next_random(&seed) % 20000) - 10000) * 3e-3f;
        }
        for (size_t i = 0; i < SIZE; i++) {
            cell[0][i] = cell[1][i] = ((float)(next_random(&seed) % 2000) - 1000) * 1e-2f;
            a[i] = (int16_t)(round ? (int)(next_random(&seed) % 16383) - 8191 : 8191);
            b[i] = (int16_t)(round ? (int)(next_random(&seed) % 16383) - 8191 : -8191);
        }
        plain->step(fixed, recurrent, cell[0], state[0], SIZE);
        fast->step(fixed, recurrent, cell[1], state[1], SIZE);
        cr_assert_eq(memcmp(cell[0], cell[1], sizeof cell[0]), 0, "step");
        cr_assert_eq(memcmp(state[0], state[1], sizeof state[0]), 0, "step");
        plain->rectify(recurrent, small[0], SIZE, 700.0f);
        fast->rectify(recurrent, small[1], SIZE, 700.0f);
        cr_assert_eq(memcmp(small[0], small[1], sizeof small[0]), 0, "rectify");
        plain->quantise(recurrent, small[0], SIZE, 700.0f);
        fast->quantise(recurrent, small[1], SIZE, 700.0f);
        cr_assert_eq(memcmp(small[0], small[1], sizeof small[0]), 0, "quantise");
        uint8_t less[2][SIZE];
        plain->quantise_narrow(recurrent, less[0], SIZE, 2.0f);
        fast->quantise_narrow(recurrent, less[1], SIZE, 2.0f);
        cr_assert_eq(memcmp(less[0], less[1], SIZE), 0, "quantise_narrow");
        recurrent[round + 7] = recurrent[round + 40] = 1000;
        uint32_t all = (uint32_t)(round + 48), few = (uint32_t)(round % 20 + 1);
        cr_assert_eq(plain->best(recurrent, all), (uint32_t)round + 7, "best");
        cr_assert_eq(fast->best(recurrent, all), (uint32_t)round + 7, "best");
        cr_assert_eq(plain->best(fixed, few), fast->best(fixed, few), "best");
        cr_assert_eq(plain->dot(a, b, SIZE), fast->dot(a, b, SIZE), "dot");
    }
}

Test(network, avx2_kernels_agree_to_the_bit)
{
    expect_agreement(attest_i_kernels_avx2());
}

Test(network, avx512_kernels_agree_to_the_bit)
{
    expect_agreement(attest_i_kernels_avx512());
}

Test(network, vnni_kernels_agree_to_the_bit)
{
    expect_agreement(attest_i_kernels_vnni());
}

Test(network, step_is_an_lstm)
{
    const attest_i_kernels *plain = attest_i_kernels_plain();
    for (int k = -60; k <= 60; k++) {
        float x = (float)k * 0.37f, fixed[32], recurrent[32] = {0}, cell[8];
        uint8_t out[8];
        for (int i = 0; i < 8; i++) {
            fixed[i] = x;
            fixed[8 + i] = 0.5f * x;
            fixed[16 + i] = -x;
            fixed[24 + i] = 0.25f * x;
            cell[i] = 0.7f;
        }
        plain->step(fixed, recurrent, cell, out, 8);
        double y = x, c = 0.7 / (1 + exp(-0.5 * y)) + tanh(-y) / (1 + exp(-y)), h = tanh(c) / (1 + exp(-0.25 * y));
        cr_assert_float_eq(cell[3], c, 2e-6, "cell for %g: %g, not %g", y, (double)cell[3], c);
        cr_assert_float_eq((out[3] - 64) / 63.0, h, 0.5 / 63 + 1e-5);
    }
}

/* Decode scores[dependent][head] of `count` tokens. */
static void decode(const float *arcs, uint32_t count, uint16_t *heads)
{
    attest_i_tree_scratch scratch;
    cr_assert_eq(attest_i_tree_scratch_init(&scratch, 8), ATTEST_OK);
    attest_i_tree_decode(&scratch, arcs, count, heads);
    attest_i_tree_scratch_clear(&scratch);
}

static int is_tree(const uint16_t *heads, uint32_t count)
{
    uint32_t roots = 0;
    for (uint32_t d = 1; d <= count; d++) {
        uint32_t v = d, steps = 0;
        while (v != 0 && steps++ <= count) {
            v = heads[v - 1];
        }
        if (v != 0) {
            return 0;
        }
        roots += heads[d - 1] == 0;
    }
    return roots == 1;
}

Test(network, greedy_tree_is_kept)
{
    const float arcs[] = {1, 0, 5, 0, /**/ 9, 1, 0, 2, /**/ 0, 1, 6, 0};
    uint16_t heads[3];
    decode(arcs, 3, heads);
    cr_assert_eq(heads[0], 2);
    cr_assert_eq(heads[1], 0);
    cr_assert_eq(heads[2], 2);
}

Test(network, two_roots_become_one)
{
    const float arcs[] = {9, 0, 1, /**/ 8, 3, 0};
    uint16_t heads[2];
    decode(arcs, 2, heads);
    cr_assert_eq(heads[0], 0);
    cr_assert_eq(heads[1], 1);
}

Test(network, cycle_is_broken_where_it_costs_least)
{
    /* 1 and 2 prefer each other; entering at 2 loses 10 - 4, at 1 loses 10 - 1. */
    const float arcs[] = {1, 0, 10, /**/ 4, 10, 0};
    uint16_t heads[2];
    decode(arcs, 2, heads);
    cr_assert_eq(heads[0], 2);
    cr_assert_eq(heads[1], 0);
}

static double tree_score(const float *arcs, uint32_t count, const uint16_t *heads)
{
    double sum = 0;
    for (uint32_t d = 0; d < count; d++) {
        sum += (double)arcs[d * (count + 1) + heads[d]];
    }
    return sum;
}

Test(network, tree_is_the_best_of_all)
{
    uint32_t seed = 11;
    for (int round = 0; round < 300; round++) {
        enum { COUNT = 5 };
        float arcs[COUNT * (COUNT + 1)];
        uint16_t heads[COUNT], tried[COUNT];
        for (size_t i = 0; i < COUNT * (COUNT + 1); i++) {
            arcs[i] = (float)(next_random(&seed) % 1000) * 0.01f;
        }
        decode(arcs, COUNT, heads);
        cr_assert(is_tree(heads, COUNT));
        double best = -1;
        for (int code = 0; code < 7776; code++) {
            int rest = code, possible = 1;
            for (uint32_t d = 0; d < COUNT; d++) {
                tried[d] = (uint16_t)(rest % 6);
                rest /= 6;
                possible &= tried[d] != d + 1;
            }
            if (possible && is_tree(tried, COUNT)) {
                double score = tree_score(arcs, COUNT, tried);
                best = score > best ? score : best;
            }
        }
        cr_assert_float_eq(tree_score(arcs, COUNT, heads), best, 1e-5);
    }
}

Test(network, names_are_legal_sequences)
{
    /* Three tags: outside, begin, inside. Inside scores best everywhere, but must be begun. */
    const float scores[] = {1, 0, 9, 0, /**/ 0, 0, 9, 0, /**/ 5, 0, 1, 0};
    uint8_t back[9], best[3];
    attest_i_names_decode(scores, 3, 4, 3, back, best);
    cr_assert_eq(best[0], 1);
    cr_assert_eq(best[1], 2);
    cr_assert_eq(best[2], 0);
}

Test(network, words_of_a_flat_name_agree)
{
    /* Five tags. "al" wants class 2 to begin and "Sabah" class 1; class 1 has more in sum. */
    attest_token tokens[4] = {0};
    const char *const forms[] = {"al", "-", "Sabah", "spoke"};
    for (int i = 0; i < 4; i++) {
        tokens[i].form = attest_view_of(forms[i]);
        tokens[i].deprel = attest_view_of(i == 2 ? "flat" : "punct");
        tokens[i].head = i == 2 ? 10 : 12;
        tokens[i].upos = i == 3 ? ATTEST_UPOS_VERB : ATTEST_UPOS_PROPN;
    }
    float scores[] = {0, 1, 0, 3, 0, /**/ 2, 0, 0, 0, 0, /**/ 0, 9, 0, 1, 0, /**/ 5, 0, 0, 0, 0};
    uint8_t back[20], best[4];
    attest_i_names_pool(tokens, 10, 4, scores, 5, 5);
    attest_i_names_decode(scores, 4, 5, 5, back, best);
    cr_assert_eq(best[0], 1);
    cr_assert_eq(best[1], 2);
    cr_assert_eq(best[2], 2);
    cr_assert_eq(best[3], 0);
}

Test(network, an_office_is_no_name)
{
    attest_token tokens[3] = {0};
    for (uint32_t i = 0; i < 3; i++) {
        tokens[i].name = i < 2 ? ATTEST_NAME_ORGANIZATION : ATTEST_NAME_PERSON;
        tokens[i].name_begin = i != 1;
        tokens[i].head = i == 0 ? 1 : 2;
        tokens[i].deprel = attest_view_of(i == 1 ? "nmod:desc" : "amod");
    }
    tokens[2].head = ATTEST_NO_INDEX;
    attest_i_names_drop_offices(tokens, 0, 3);
    cr_assert_eq(tokens[0].name, ATTEST_NAME_NONE);
    cr_assert_eq(tokens[1].name, ATTEST_NAME_NONE);
    cr_assert_eq(tokens[2].name, ATTEST_NAME_PERSON);
}

static const char *lemma_of(const char *form, const char *script)
{
    static char text[64];
    attest_i_arena arena;
    attest_view lemma;
    attest_i_arena_init(&arena);
    cr_assert(attest_i_lemma_script_valid(attest_view_of(script)));
    cr_assert_eq(attest_i_lemma_apply(attest_view_of(form), attest_view_of(script), &arena, &lemma), ATTEST_OK);
    snprintf(text, sizeof text, "%.*s", (int)lemma.size, lemma.data);
    attest_i_arena_clear(&arena);
    return text;
}

Test(network, lemma_scripts)
{
    cr_assert_str_eq(lemma_of("Cities", "l3|y"), "city");
    cr_assert_str_eq(lemma_of("Ships", "l1|"), "ship");
    cr_assert_str_eq(lemma_of("KYIV", "c0|"), "Kyiv");
    cr_assert_str_eq(lemma_of("Reuters", "k0|"), "Reuters");
    cr_assert_str_eq(lemma_of("ÉTÉ", "l0|"), "été");
    cr_assert_str_eq(lemma_of("s", "l1|"), "s");
    cr_assert_str_eq(lemma_of("was", "=be"), "be");
    cr_assert_not(attest_i_lemma_script_valid(ATTEST_VIEW("")));
    cr_assert_not(attest_i_lemma_script_valid(ATTEST_VIEW("=")));
    cr_assert_not(attest_i_lemma_script_valid(ATTEST_VIEW("x1|")));
    cr_assert_not(attest_i_lemma_script_valid(ATTEST_VIEW("l|")));
    cr_assert_not(attest_i_lemma_script_valid(ATTEST_VIEW("l12")));
}

static int known(const attest_model *model, const char *form, const char *xpos, const char *lemma)
{
    attest_view script = attest_i_lexicon_find(&model->lexicon, attest_view_of(form), attest_view_of(xpos));
    char text[64];
    snprintf(text, sizeof text, "%.*s", (int)script.size, script.size ? script.data : "");
    return script.size > 0 && strcmp(lemma_of(form, text), lemma) == 0;
}

Test(network, lemmas_of_known_words)
{
    attest_model *model = NULL;
    cr_assert_eq(attest_model_builtin(&model, NULL), ATTEST_OK);
    cr_assert(known(model, "told", "VBD", "tell"));
    cr_assert(known(model, "Told", "VBD", "tell"));
    cr_assert(known(model, "children", "NNS", "child"));
    cr_assert(known(model, "left", "VBD", "leave"));
    cr_assert(known(model, "left", "JJ", "left"));
    cr_assert_eq(attest_i_lexicon_find(&model->lexicon, ATTEST_VIEW("zzyzx"), ATTEST_VIEW("NN")).size, 0);
    attest_model_free(model);
}

Test(network, features_normalise_typography)
{
    attest_i_features a, b;
    attest_i_features_of(ATTEST_VIEW("“"), &a);
    attest_i_features_of(ATTEST_VIEW("''"), &b);
    cr_assert_eq(a.vector, b.vector);
    cr_assert_eq(a.kinds[0], b.kinds[0]);
    attest_i_features_of(ATTEST_VIEW("Year-1999"), &a);
    attest_i_features_of(ATTEST_VIEW("year–2024"), &b);
    cr_assert_eq(a.kinds[0], b.kinds[0]);
    cr_assert_neq(a.vector, b.vector);
    cr_assert_neq(a.kinds[6], b.kinds[6]);
}

/* Sentences of the golden file: tokens with the trainer's answer, and its encoder outputs. */
struct golden {
    attest_token tokens[64];
    char text[64][160];
    float outputs[64][4];
    uint32_t count;
};

static int read_golden(FILE *file, struct golden *golden)
{
    char line[1024];
    golden->count = 0;
    while (fgets(line, sizeof line, file)) {
        if (line[0] == '\n') {
            return 1;
        }
        if (line[0] == '#' && line[1] == ' ') {
            continue;
        }
        attest_token *token = &golden->tokens[golden->count];
        char *cells[11], *rest = line;
        for (int i = 0; i < 11; i++) {
            cells[i] = strsep(&rest, "\t\n");
            cr_assert_not_null(cells[i]);
        }
        snprintf(golden->text[golden->count], sizeof golden->text[0], "%s|%s|%s|%s|%s|%s", cells[1], cells[2], cells[3],
                 cells[4], cells[5], cells[6]);
        token->form = attest_view_of(strdup(cells[0]));
        for (int i = 0; i < 4; i++) {
            golden->outputs[golden->count][i] = strtof(cells[7 + i], NULL);
        }
        golden->count++;
    }
    return golden->count > 0;
}

static void describe(const attest_token *t, char out[160])
{
    snprintf(out, 160, "%s|%.*s|%.*s|%.*s|%u|%.*s", attest_upos_name((enum attest_upos)t->upos).data, (int)t->xpos.size,
             t->xpos.data, (int)t->feats.size, t->feats.data, (int)t->lemma.size, t->lemma.data,
             t->head == ATTEST_NO_INDEX ? 0 : t->head + 1, (int)t->deprel.size, t->deprel.data);
}

Test(network, agrees_with_the_trainer)
{
    FILE *file = fopen("tests/suite/network/golden.tsv", "r");
    cr_assert_not_null(file, "run the tests in the root of the repository");
    static struct golden golden;
    attest_model *model = NULL;
    attest_i_workspace *workspace = NULL;
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    cr_assert_eq(attest_model_builtin(&model, NULL), ATTEST_OK);
    cr_assert_eq(attest_i_workspace_new(&workspace, model), ATTEST_OK);
    size_t width = 2 * model->members[0].hidden, sentences = 0, tokens = 0, different = 0;
    while (read_golden(file, &golden)) {
        workspace->pieces[0] = (attest_i_piece){golden.tokens, golden.count, 0, 0};
        workspace->piece_count = 1;
        workspace->token_count = golden.count;
        attest_i_network_embed(workspace);
        const uint8_t *out = attest_i_network_encode(workspace, 0);
        const size_t at[4] = {0, 1, width - 2, width - 1};
        for (uint32_t i = 0; i < golden.count; i++) {
            for (int k = 0; k < 4; k++) {
                float value = (float)(out[i * width + at[k]] - 64) / 63.0f;
                cr_assert_float_eq(value, golden.outputs[i][k], TOLERANCE,
                                   "output %d of \"%s\": %g, the trainer has %g", k, golden.tokens[i].form.data,
                                   (double)value, (double)golden.outputs[i][k]);
            }
        }
        attest_sentence sentence = {0};
        sentence.tokens = golden.tokens;
        sentence.token_count = golden.count;
        cr_assert_eq(attest_i_network_analyse(workspace, &sentence, 1, &arena), ATTEST_OK);
        for (uint32_t i = 0; i < golden.count; i++) {
            char actual[160];
            describe(&golden.tokens[i], actual);
            if (strcmp(actual, golden.text[i]) != 0) {
                fprintf(stderr, "\"%s\" is %s, the trainer has %s\n", golden.tokens[i].form.data, actual,
                        golden.text[i]);
                different++;
            }
        }
        for (uint32_t i = 0; i < golden.count; i++) {
            free((void *)(uintptr_t)golden.tokens[i].form.data);
        }
        tokens += golden.count;
        sentences++;
    }
    cr_assert_geq(sentences, 8);
    /* Rounding may turn a decision between two that score the same; more than one in fifty is a fault. */
    cr_assert_leq(different * 50, tokens, "%zu of %zu tokens differ", different, tokens);
    fclose(file);
    attest_i_arena_clear(&arena);
    attest_i_workspace_free(workspace);
    attest_model_free(model);
}

/* Sentences of all lengths made of a few words. */
static attest_sentence make_sentence(uint32_t count, uint32_t seed)
{
    static const char *const words[] = {"officials", "said", "the",   "Kestrel", "Group", "had",     "left",
                                        ",",         "Anna", "Verdi", "of",      ".",     "quickly", "ships"};
    attest_sentence sentence = {0};
    sentence.tokens = calloc(count, sizeof *sentence.tokens);
    cr_assert(sentence.tokens != NULL || count == 0);
    sentence.token_count = count;
    for (uint32_t i = 0; i < count; i++) {
        sentence.tokens[i].form = attest_view_of(words[next_random(&seed) % (sizeof words / sizeof words[0])]);
    }
    return sentence;
}

static void compare_sentences(const attest_sentence *a, const attest_sentence *b)
{
    cr_assert_eq(a->name_count, b->name_count);
    for (uint32_t i = 0; i < a->token_count; i++) {
        char x[160], y[160];
        describe(&a->tokens[i], x);
        describe(&b->tokens[i], y);
        cr_assert_str_eq(x, y);
        cr_assert_eq(a->tokens[i].name, b->tokens[i].name);
        cr_assert_eq(a->tokens[i].head_margin, b->tokens[i].head_margin);
        cr_assert_eq(a->tokens[i].label_margin, b->tokens[i].label_margin);
    }
}

/* A changed copy of the built-in model: so many of its members, those after the first made copies of the first. */
static attest_model *bind_members(unsigned char *copy, int32_t members)
{
    attest_view content = model_bytes();
    attest_model *model = NULL;
    attest_i_tensor *entries = (attest_i_tensor *)(void *)(copy + ATTEST_I_MODEL_HEADER);
    uint32_t count;
    memcpy(copy, content.data, content.size);
    memcpy(&count, copy + 16, sizeof count);
    for (uint32_t i = 0; i < count; i++) {
        if (strcmp(entries[i].name, "members") == 0) {
            memcpy(copy + entries[i].offset, &members, sizeof members);
        }
        for (uint32_t k = 0; k < count && entries[i].name[0] == '1' && members > 1; k++) {
            if (entries[k].name[0] == '2' && strcmp(entries[k].name + 1, entries[i].name + 1) == 0) {
                char name[ATTEST_I_TENSOR_NAME];
                memcpy(name, entries[k].name, sizeof name);
                entries[k] = entries[i];
                memcpy(entries[k].name, name, sizeof name);
            }
        }
    }
    cr_assert_eq(attest_i_model_bind(&model, copy, content.size, 0, "copy", NULL), ATTEST_OK);
    return model;
}

/* Two members that are the same decide as one does, with the same margins. */
Test(network, scores_of_members_are_added)
{
    enum { COUNT = 40 };
    attest_sentence sentences[3][COUNT];
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    attest_view content = model_bytes();
    unsigned char *copy = aligned_alloc(64, (content.size + 64) / 64 * 64);
    cr_assert_not_null(copy);
    size_t alike = 0, tokens = 0;
    for (int32_t members = 1; members <= 3; members++) {
        attest_i_workspace *workspace = NULL;
        attest_model *model = NULL;
        if (members < 3) {
            model = bind_members(copy, members);
        } else {
            cr_assert_eq(attest_model_builtin(&model, NULL), ATTEST_OK);
            cr_assert_gt(model->member_count, 1);
        }
        cr_assert_eq(attest_i_workspace_new(&workspace, model), ATTEST_OK);
        attest_sentence *now = sentences[members - 1];
        for (uint32_t i = 0; i < COUNT; i++) {
            now[i] = make_sentence(3 + i, i);
        }
        cr_assert_eq(attest_i_network_analyse(workspace, now, COUNT, &arena), ATTEST_OK);
        for (uint32_t i = 0; i < COUNT; i++) {
            for (uint32_t t = 0; t < now[i].token_count; t++) {
                const attest_token *a = &sentences[0][i].tokens[t], *b = &now[i].tokens[t];
                int same = a->head == b->head && a->head_margin == b->head_margin && a->label_margin == b->label_margin;
                cr_assert(same || members == 3);
                alike += same && members == 3;
                tokens += members == 3;
            }
        }
        attest_i_workspace_free(workspace);
        attest_model_free(model);
    }
    cr_assert_lt(alike, tokens, "the further members have no say");
    for (uint32_t i = 0; i < COUNT; i++) {
        for (int k = 0; k < 3; k++) {
            free(sentences[k][i].tokens);
        }
    }
    free(copy);
    attest_i_arena_clear(&arena);
}

Test(network, neither_company_nor_kernels_change_a_result)
{
    enum { COUNT = 40 };
    attest_sentence alone[COUNT], together[COUNT];
    attest_model *model = NULL;
    attest_i_workspace *one = NULL, *other = NULL;
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    cr_assert_eq(attest_model_builtin(&model, NULL), ATTEST_OK);
    cr_assert_eq(attest_i_workspace_new_with(&one, model, attest_i_kernels_plain()), ATTEST_OK);
    cr_assert_eq(attest_i_workspace_new(&other, model), ATTEST_OK);
    for (uint32_t s = 0; s < COUNT; s++) {
        alone[s] = make_sentence(s * 7 % 61, s);
        together[s] = make_sentence(s * 7 % 61, s);
        cr_assert_eq(attest_i_network_analyse(one, &alone[s], 1, &arena), ATTEST_OK);
    }
    cr_assert_eq(attest_i_network_analyse(other, together, COUNT, &arena), ATTEST_OK);
    for (uint32_t s = 0; s < COUNT; s++) {
        compare_sentences(&alone[s], &together[s]);
        free(alone[s].tokens);
        free(together[s].tokens);
    }
    attest_i_arena_clear(&arena);
    attest_i_workspace_free(one);
    attest_i_workspace_free(other);
    attest_model_free(model);
    attest_i_workspace_free(NULL);
}

Test(network, a_sentence_of_any_length_is_one_tree)
{
    attest_model *model = NULL;
    attest_i_workspace *workspace = NULL;
    cr_assert_eq(attest_model_builtin(&model, NULL), ATTEST_OK);
    cr_assert_eq(attest_i_workspace_new(&workspace, model), ATTEST_OK);
    const uint32_t counts[] = {0, 1, 2, ATTEST_I_PIECE_TOKENS, ATTEST_I_PIECE_TOKENS + 1, 10000};
    for (size_t k = 0; k < sizeof counts / sizeof counts[0]; k++) {
        attest_i_arena arena;
        attest_i_arena_init(&arena);
        attest_sentence sentence = make_sentence(counts[k], 3);
        cr_assert_eq(attest_i_network_analyse(workspace, &sentence, 1, &arena), ATTEST_OK);
        uint32_t roots = 0;
        for (uint32_t i = 0; i < sentence.token_count; i++) {
            uint32_t v = i, steps = 0;
            while (sentence.tokens[v].head != ATTEST_NO_INDEX) {
                v = sentence.tokens[v].head;
                cr_assert_lt(steps++, sentence.token_count);
            }
            roots += sentence.tokens[i].head == ATTEST_NO_INDEX;
            cr_assert_gt(sentence.tokens[i].lemma.size, 0);
        }
        cr_assert_eq(roots, counts[k] ? 1 : 0);
        cr_assert_lt(arena.total, 4u << 20);
        free(sentence.tokens);
        attest_i_arena_clear(&arena);
    }
    attest_i_workspace_free(workspace);
    attest_model_free(model);
}
