/* CoNLL-U: what is read, what is refused and where, and that what is written reads back. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "language/conllu.h"

static const char good[] = "# newdoc id = harbour\n"
                           "# sent_id = harbour-1\n"
                           "1\tAnn\tAnn\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t4:nsubj\t_\n"
                           "2-3\tdoesn't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
                           "2\tdoes\tdo\tAUX\tVBZ\t_\t4\taux\t4:aux\t_\n"
                           "3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t4:advmod\t_\n"
                           "4\tgo\tgo\tVERB\tVB\tVerbForm=Inf\t0\troot\t0:root|4.1:x\tSpaceAfter=No\n"
                           "4.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t4:conj\t_\n"
                           "\r\n"
                           "\n"
                           "# a comment\n"
                           "1\tOff\t_\t_\t_\t_\t_\t_\t_\t_";

Test(conllu, reads_words_contractions_and_empty_nodes)
{
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    attest_i_conllu_reader reader;
    attest_i_conllu_reader_init(&reader, attest_view_of(good), "good");
    attest_i_conllu_sentence read;
    attest_error error;
    cr_assert_eq(attest_i_conllu_next(&reader, &arena, &read, &error), ATTEST_OK, "%s", error.text);
    cr_assert_eq(read.sentence.token_count, 4);
    cr_assert_eq(read.empty_nodes, 1);
    cr_assert_eq(read.annotated, 1);
    cr_assert_eq(read.line, 3);
    cr_assert(attest_view_equal(read.id, ATTEST_VIEW("harbour-1")));
    cr_assert(attest_view_equal(read.document, ATTEST_VIEW("harbour")));
    cr_assert(attest_view_equal(read.text, ATTEST_VIEW("Ann doesn'tgo")));
    const attest_token *tokens = read.sentence.tokens;
    cr_assert_eq(tokens[0].contraction, 0);
    cr_assert_eq(tokens[1].contraction, 1);
    cr_assert_eq(tokens[2].contraction, 1);
    cr_assert_eq(tokens[1].span.end, tokens[2].span.begin);
    cr_assert_eq(tokens[0].head, 3);
    cr_assert_eq(tokens[3].head, ATTEST_NO_INDEX);
    cr_assert_eq(tokens[3].upos, ATTEST_UPOS_VERB);
    cr_assert_eq(read.sentence.edge_count, 4);
    cr_assert_eq(attest_i_conllu_next(&reader, &arena, &read, &error), ATTEST_OK);
    cr_assert_eq(read.annotated, 0);
    cr_assert_eq(read.line, 12);
    cr_assert_eq(attest_i_conllu_next(&reader, &arena, &read, &error), ATTEST_END);
    attest_i_arena_clear(&arena);
}

#define WORD(id, head) id "\ta\ta\tNOUN\tNN\t_\t" head "\tdep\t_\t_\n"

Test(conllu, refuses_with_the_line)
{
    static const struct {
        const char *text;
        uint32_t line;
        const char *message;
    } cases[] = {
        {"1\ta\ta\n", 1, "columns"},
        {WORD("1", "0") "2\ta\t\tNOUN\tNN\t_\t1\tdep\t_\t_\n", 2, "column 3 is empty"},
        {WORD("2", "0"), 1, "expected word 1"},
        {WORD("01", "0"), 1, "expected word 1"},
        {WORD("1", "0") WORD("3", "1"), 2, "expected word 2"},
        {WORD("1", "x"), 1, "HEAD"},
        {WORD("1", "7"), 1, "no word 7"},
        {"#\n" WORD("1", "0") WORD("2", "0"), 2, "2 roots"},
        {WORD("1", "2") WORD("2", "1") WORD("3", "0"), 1, "depends on itself"},
        {WORD("1", "1") WORD("2", "0"), 1, "depends on itself"},
        {WORD("1", "0") WORD("2", "_"), 1, "others do not"},
        {"1-3\tab\t_\t_\t_\t_\t_\t_\t_\t_\n" WORD("1", "0") WORD("2", "1"), 1, "range ends"},
        {"2-1\tab\t_\t_\t_\t_\t_\t_\t_\t_\n", 1, "range"},
        {"1-2\tab\t_\t_\t_\t_\t_\t_\t_\t_\n\n" WORD("1", "0"), 1, "without words"},
        {"1\ta\ta\tTHING\tNN\t_\t0\troot\t_\t_\n", 1, "part of speech"},
        {"1\ta\ta\tNOUN\tNN\t_\t0\t_\t_\t_\n", 1, "without DEPREL"},
        {"1\ta\ta\tNOUN\tNN\t_\t0\tro|ot\t_\t_\n", 1, "DEPREL"},
        {"1\ta\ta\tNOUN\tNN\t_\t0\troot\t0\t_\n", 1, "DEPS"},
        {"1\ta\ta\tNOUN\tNN\t_\t0\troot\t0:\t_\n", 1, "relation missing"},
        {"1\ta\ta\tNOUN\tNN\t_\t0\troot\t5:dep\t_\n", 1, "no word 5"},
        {"99999999999999999999\ta\ta\tNOUN\tNN\t_\t0\troot\t_\t_\n", 1, "expected word 1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        attest_i_arena arena;
        attest_i_arena_init(&arena);
        attest_i_conllu_reader reader;
        attest_i_conllu_reader_init(&reader, attest_view_of(cases[i].text), "bad.conllu");
        attest_i_conllu_sentence read;
        attest_error error = {0};
        cr_expect_eq(attest_i_conllu_next(&reader, &arena, &read, &error), ATTEST_ERR_SYNTAX, "case %zu", i);
        cr_expect_eq(error.line, cases[i].line, "case %zu: line %u: %s", i, error.line, error.text);
        cr_expect(strstr(error.text, cases[i].message), "case %zu: %s", i, error.text);
        cr_expect_str_eq(error.source, "bad.conllu");
        attest_i_arena_clear(&arena);
    }
}

Test(conllu, goes_on_behind_a_bad_sentence)
{
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    attest_i_conllu_reader reader;
    attest_i_conllu_reader_init(&reader, ATTEST_VIEW("1\tx\n2\ty\n\n" WORD("1", "0")), "mixed");
    attest_i_conllu_sentence read;
    cr_assert_eq(attest_i_conllu_next(&reader, &arena, &read, NULL), ATTEST_ERR_SYNTAX);
    cr_assert_eq(attest_i_conllu_next(&reader, &arena, &read, NULL), ATTEST_OK);
    cr_assert_eq(read.line, 4);
    attest_i_arena_clear(&arena);
}

Test(conllu, too_many_words)
{
    attest_i_buffer text = {0};
    for (int i = 1; i <= ATTEST_I_CONLLU_WORDS + 1; i++) {
        attest_i_buffer_print(&text, "%d\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", i);
    }
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    attest_i_conllu_reader reader;
    attest_i_conllu_reader_init(&reader, attest_i_buffer_view(&text), "long");
    attest_i_conllu_sentence read;
    attest_error error;
    cr_assert_eq(attest_i_conllu_next(&reader, &arena, &read, &error), ATTEST_ERR_LIMIT);
    cr_assert_eq(error.line, ATTEST_I_CONLLU_WORDS + 1);
    attest_i_arena_clear(&arena);
    attest_i_buffer_clear(&text);
}

Test(conllu, offsets_are_code_points)
{
    attest_token tokens[2] = {
        {.span = {3, 8},
         .form = ATTEST_VIEW("Caf\xC3\xA9"),
         .head = ATTEST_NO_INDEX,
         .space_after = 0,
         .deprel = ATTEST_VIEW("root"),
         .upos = ATTEST_UPOS_PROPN,
         .name = ATTEST_NAME_FACILITY,
         .name_begin = 1},
        {.span = {8, 9},
         .form = ATTEST_VIEW("."),
         .head = 0,
         .space_after = 1,
         .deprel = ATTEST_VIEW("punct"),
         .upos = ATTEST_UPOS_PUNCT},
    };
    attest_edge edges[2] = {{ATTEST_NO_INDEX, 0, ATTEST_VIEW("root")}, {0, 1, ATTEST_VIEW("punct")}};
    attest_sentence sentence = {.span = {3, 9}, .tokens = tokens, .token_count = 2, .edges = edges, .edge_count = 2};
    attest_i_buffer out = {0};
    attest_i_conllu_writer writer;
    attest_i_conllu_writer_init(&writer, &out, ATTEST_VIEW("\xC3\xA9 Caf\xC3\xA9."), ATTEST_VIEW("x"), 1);
    attest_i_conllu_write(&writer, &sentence, ATTEST_VIEW(""));
    cr_assert_str_eq(out.data,
                     "# newdoc id = x\n# sent_id = 1\n# text = Caf\xC3\xA9.\n"
                     "1\tCaf\xC3\xA9\t_\tPROPN\t_\t_\t0\troot\t0:root\tNER=B-Facility|SpaceAfter=No|TokenRange=2:6\n"
                     "2\t.\t_\tPUNCT\t_\t_\t1\tpunct\t1:punct\tTokenRange=6:7\n\n");
    attest_i_buffer_clear(&out);
}

/* Read, write, read: the same. */
Test(conllu, written_reads_back)
{
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    attest_i_conllu_reader reader;
    attest_i_conllu_reader_init(&reader, attest_view_of(good), "good");
    attest_i_conllu_sentence read;
    while (attest_i_conllu_next(&reader, &arena, &read, NULL) == ATTEST_OK) {
        attest_i_buffer out = {0};
        attest_i_conllu_writer writer;
        attest_i_conllu_writer_init(&writer, &out, read.text, read.document, read.annotated);
        attest_i_conllu_write(&writer, &read.sentence, read.id);
        attest_i_conllu_reader second;
        attest_i_conllu_reader_init(&second, attest_i_buffer_view(&out), "written");
        attest_i_conllu_sentence again;
        attest_error error;
        cr_assert_eq(attest_i_conllu_next(&second, &arena, &again, &error), ATTEST_OK, "%s", error.text);
        cr_assert(attest_view_equal(again.text, read.text));
        cr_assert(attest_view_equal(again.document, read.document));
        cr_assert_eq(again.annotated, read.annotated);
        cr_assert_eq(again.sentence.edge_count, read.sentence.edge_count);
        for (uint32_t i = 0; i < read.sentence.token_count; i++) {
            const attest_token *a = &read.sentence.tokens[i];
            const attest_token *b = &again.sentence.tokens[i];
            cr_assert(attest_view_equal(a->form, b->form) && attest_view_equal(a->lemma, b->lemma));
            cr_assert(attest_view_equal(a->feats, b->feats) && attest_view_equal(a->deprel, b->deprel));
            cr_assert_eq(a->head, b->head);
            cr_assert_eq(a->contraction, b->contraction);
            cr_assert_eq(a->space_after, b->space_after);
        }
        attest_i_buffer_clear(&out);
    }
    attest_i_arena_clear(&arena);
}
