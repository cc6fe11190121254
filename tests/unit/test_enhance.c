/* Enhanced dependencies: the cases of tests/suite/enhance, and trees that no language has. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "language/conllu.h"
#include "language/enhance.h"

static void print_edges(attest_i_buffer *out, const attest_edge *edges, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        attest_i_buffer_print(out, "%u <- %u %.*s\n", edges[i].dependent + 1, edges[i].head + 1,
                              (int)edges[i].label.size, edges[i].label.data);
    }
}

Test(enhance, suite)
{
    FILE *file = fopen("tests/suite/enhance/basic.conllu", "r");
    cr_assert_not_null(file);
    attest_i_buffer bytes = {0};
    char block[4096];
    size_t got;
    while ((got = fread(block, 1, sizeof block, file)) > 0) {
        attest_i_buffer_append(&bytes, (attest_view){block, got});
    }
    fclose(file);
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    attest_i_conllu_reader reader;
    attest_i_conllu_reader_init(&reader, attest_i_buffer_view(&bytes), "basic.conllu");
    attest_i_conllu_sentence read;
    attest_error error = {0};
    int cases = 0;
    while (attest_i_conllu_next(&reader, &arena, &read, &error) == ATTEST_OK) {
        attest_i_buffer expected = {0};
        attest_i_buffer found = {0};
        print_edges(&expected, read.sentence.edges, read.sentence.edge_count);
        cr_assert_eq(attest_i_enhance(&read.sentence, &arena), ATTEST_OK);
        print_edges(&found, read.sentence.edges, read.sentence.edge_count);
        cr_expect_str_eq(found.data, expected.data, "%.*s\nexpected:\n%s\nfound:\n%s", (int)read.text.size,
                         read.text.data, expected.data, found.data);
        attest_i_buffer_clear(&expected);
        attest_i_buffer_clear(&found);
        cases++;
    }
    cr_assert_str_empty(error.text);
    cr_assert_geq(cases, 9);
    attest_i_arena_clear(&arena);
    attest_i_buffer_clear(&bytes);
}

/* `count` tokens of one relation: each depends on the one before it, or all on the first. */
static void check_shape(uint32_t count, attest_view relation, int chain)
{
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    attest_token *tokens = attest_i_arena_array(&arena, count, sizeof *tokens);
    cr_assert_not_null(tokens);
    for (uint32_t i = 0; i < count; i++) {
        tokens[i].form = ATTEST_VIEW("a");
        tokens[i].lemma = ATTEST_VIEW("a");
        tokens[i].deprel = i == 0 ? ATTEST_VIEW("root") : relation;
        tokens[i].head = i == 0 ? ATTEST_NO_INDEX : chain ? i - 1 : 0;
    }
    attest_sentence sentence = {.tokens = tokens, .token_count = count};
    cr_assert_eq(attest_i_enhance(&sentence, &arena), ATTEST_OK);
    cr_assert_geq(sentence.edge_count, count);
    cr_assert_leq(sentence.edge_count, count * ATTEST_I_ENHANCE_EDGES);
    uint32_t last = 0;
    for (uint32_t i = 0; i < sentence.edge_count; i++) {
        cr_assert(sentence.edges[i].dependent == last || sentence.edges[i].dependent == last + 1);
        last = sentence.edges[i].dependent;
    }
    cr_assert_eq(last, count - 1);
    attest_i_arena_clear(&arena);
}

Test(enhance, any_tree, .timeout = 60)
{
    static const char *const relations[] = {"conj", "xcomp", "acl:relcl", "nsubj", "case", "obl", "fixed", "obj", ""};
    for (size_t r = 0; r < sizeof relations / sizeof relations[0]; r++) {
        check_shape(1, attest_view_of(relations[r]), 0);
        check_shape(2000, attest_view_of(relations[r]), 0);
        check_shape(2000, attest_view_of(relations[r]), 1);
    }
}
