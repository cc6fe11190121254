/* Tokens per second of the network alone: the sentences of a CoNLL-U file through it, again and again, on one core.
 *     build/tests/bench-network FILE [MODEL] */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/memory.h"
#include "language/network.h"
#include "language/network_internal.h"

#define MAX_SENTENCES 4096
#define MAX_TOKENS 200

static attest_sentence sentences[MAX_SENTENCES];

/* The forms of a CoNLL-U file. */
static size_t read_sentences(FILE *file, attest_i_arena *arena, size_t *tokens)
{
    static char line[1 << 16];
    size_t count = 0;
    while (count < MAX_SENTENCES && fgets(line, sizeof line, file)) {
        attest_sentence *sentence = &sentences[count];
        char *rest = line, *number = strsep(&rest, "\t"), *form = strsep(&rest, "\t");
        if (!form) {
            count += sentence->token_count > 0 && line[0] != '#';
            continue;
        }
        if (!sentence->tokens) {
            sentence->tokens = attest_i_arena_array(arena, MAX_TOKENS, sizeof *sentence->tokens);
        }
        if (sentence->tokens && sentence->token_count < MAX_TOKENS && !strpbrk(number, "-.") &&
            attest_i_arena_copy(arena, attest_view_of(form), &sentence->tokens[sentence->token_count].form) ==
                ATTEST_OK) {
            sentence->token_count++;
            ++*tokens;
        }
    }
    return count;
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void measure(const attest_model *model, const attest_i_kernels *kernels, size_t batch, size_t count,
                    size_t tokens)
{
    attest_i_workspace *workspace = NULL;
    if (!kernels || attest_i_workspace_new_with(&workspace, model, kernels) != ATTEST_OK) {
        return;
    }
    double began = seconds(), spent;
    size_t done = 0;
    do {
        attest_i_arena arena;
        attest_i_arena_init(&arena);
        for (size_t s = 0; s < count; s += batch) {
            if (attest_i_network_analyse(workspace, sentences + s, s + batch < count ? batch : count - s, &arena) !=
                ATTEST_OK) {
                fprintf(stderr, "out of memory\n");
            }
        }
        attest_i_arena_clear(&arena);
        done += tokens;
        spent = seconds() - began;
    } while (spent < 1.0);
    printf("%s kernels, %zu sentences a call: %.0f tokens/s\n", kernels->name, batch, (double)done / spent);
    attest_i_workspace_free(workspace);
}

int main(int argc, char **argv)
{
    attest_model *model = NULL;
    attest_error error = {0};
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    FILE *file = argc > 1 ? fopen(argv[1], "r") : NULL;
    enum attest_status status =
        argc > 2 ? attest_model_load(&model, argv[2], &error) : attest_model_builtin(&model, &error);
    if (!file || status != ATTEST_OK) {
        fprintf(stderr, "usage: bench-network FILE [MODEL]\n%s\n", error.text);
        return 2;
    }
    size_t tokens = 0, count = read_sentences(file, &arena, &tokens);
    measure(model, attest_i_kernels_plain(), 40, count, tokens);
    measure(model, attest_i_kernels_avx2(), 1, count, tokens);
    measure(model, attest_i_kernels_avx2(), 40, count, tokens);
    measure(model, attest_i_kernels_avx512(), 40, count, tokens);
    measure(model, attest_i_kernels_vnni(), 40, count, tokens);
    fclose(file);
    attest_model_free(model);
    attest_i_arena_clear(&arena);
    return 0;
}
