/* Segmentation: the cases of tests/suite/segment, spans, spaces, and text that is no prose. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "language/segment.h"
#include "language/table.h"

/* Sentences as the suite writes them. */
static void write_sentences(const attest_i_segmentation *found, attest_i_buffer *out)
{
    for (size_t i = 0; i < found->count; i++) {
        const attest_sentence *sentence = &found->sentences[i];
        for (uint32_t t = 0; t < sentence->token_count; t++) {
            const attest_token *token = &sentence->tokens[t];
            int joined = t > 0 && token->contraction && token->contraction == sentence->tokens[t - 1].contraction;
            attest_i_buffer_append(out, t == 0 ? ATTEST_VIEW("") : joined ? ATTEST_VIEW("+") : ATTEST_VIEW(" "));
            attest_i_buffer_append(out, token->form);
        }
        attest_i_buffer_byte(out, '\n');
    }
}

static void check_case(const char *path, int line, attest_view text, attest_view expected)
{
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    attest_i_segmentation found;
    enum attest_status status = attest_i_segment_text(text, (attest_span){0, (uint32_t)text.size}, &arena, &found);
    cr_assert_eq(status, ATTEST_OK);
    attest_i_buffer out = {0};
    write_sentences(&found, &out);
    cr_expect(attest_view_equal(attest_i_buffer_view(&out), expected), "%s:%d\ntext:\n%.*s\nexpected:\n%.*sfound:\n%s",
              path, line, (int)text.size, text.data, (int)expected.size, expected.data, out.data);
    attest_i_buffer_clear(&out);
    attest_i_arena_clear(&arena);
}

static void check_file(const char *path)
{
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file, "%s", path);
    attest_i_buffer text = {0};
    attest_i_buffer expected = {0};
    char line[4096];
    int number = 0;
    int cases = 0;
    for (;;) {
        int more = fgets(line, sizeof line, file) != NULL;
        number++;
        if (!more || line[0] == '\n') {
            if (text.size) {
                check_case(path, number, attest_i_buffer_view(&text), attest_i_buffer_view(&expected));
                cases++;
            }
            attest_i_buffer_reset(&text);
            attest_i_buffer_reset(&expected);
            if (!more) {
                break;
            }
        } else if (line[0] == '>') {
            attest_i_buffer_append(&text, attest_view_of(line + 2));
        } else if (line[0] != '#') {
            attest_i_buffer_append(&expected, attest_view_of(line));
        }
    }
    fclose(file);
    attest_i_buffer_clear(&text);
    attest_i_buffer_clear(&expected);
    cr_assert_gt(cases, 0);
}

Test(segment, news)
{
    check_file("tests/suite/segment/news.txt");
}

Test(segment, words)
{
    check_file("tests/suite/segment/words.txt");
}

Test(segment, spans_lie_in_the_text)
{
    static const char text[] = "\n  Caf\xC3\xA9 isn\xE2\x80\x99t open.\xC2\xA0No\xE2\x80\xA6\r\n\r\n\tBye";
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    attest_i_segmentation found;
    enum attest_status status =
        attest_i_segment_text(attest_view_of(text), (attest_span){0, sizeof text - 1}, &arena, &found);
    cr_assert_eq(status, ATTEST_OK);
    cr_assert_geq(found.count, 2);
    uint32_t end = 0;
    for (size_t i = 0; i < found.count; i++) {
        const attest_sentence *sentence = &found.sentences[i];
        cr_assert_eq(sentence->span.begin, sentence->tokens[0].span.begin);
        cr_assert_eq(sentence->span.end, sentence->tokens[sentence->token_count - 1].span.end);
        for (uint32_t t = 0; t < sentence->token_count; t++) {
            const attest_token *token = &sentence->tokens[t];
            cr_assert_geq(token->span.begin, end);
            cr_assert_lt(token->span.begin, token->span.end);
            cr_assert_eq(token->form.data, text + token->span.begin);
            cr_assert_eq(token->form.size, token->span.end - token->span.begin);
            cr_assert_eq(token->head, ATTEST_NO_INDEX);
            end = token->span.end;
        }
    }
    cr_assert_eq(found.sentences[0].tokens[1].space_after, 0); /* is|n't */
    cr_assert_neq(found.sentences[0].tokens[1].contraction, 0);
    cr_assert_eq(found.sentences[0].tokens[0].space_after, 1);
    attest_i_arena_clear(&arena);
}

Test(segment, a_part_of_the_text_only)
{
    attest_view text = ATTEST_VIEW("One two. Three four. Five six.");
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    attest_i_segmentation found;
    cr_assert_eq(attest_i_segment_text(text, (attest_span){9, 20}, &arena, &found), ATTEST_OK);
    cr_assert_eq(found.count, 1);
    cr_assert_eq(found.sentences[0].token_count, 3);
    cr_assert_eq(attest_i_segment_sentence(text, (attest_span){0, 30}, &arena, &found), ATTEST_OK);
    cr_assert_eq(found.count, 1);
    cr_assert_eq(found.sentences[0].token_count, 9);
    attest_i_arena_clear(&arena);
}

Test(segment, nothing_visible_is_no_sentence)
{
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    attest_i_segmentation found;
    attest_view text = ATTEST_VIEW(" \n\t\xE2\x80\x8B\n");
    cr_assert_eq(attest_i_segment_text(text, (attest_span){0, (uint32_t)text.size}, &arena, &found), ATTEST_OK);
    cr_assert_eq(found.count, 0);
    cr_assert_eq(attest_i_segment_text(ATTEST_VIEW(""), (attest_span){0, 0}, &arena, &found), ATTEST_OK);
    cr_assert_eq(found.count, 0);
    attest_i_arena_clear(&arena);
}

/* No prose at all: long runs of one character, marks, emoji; nothing but the time may grow with them. */
Test(segment, anything_goes, .timeout = 60)
{
    static const char *const pieces[] = {"a",        ".", "\"",  "'",   "-",  "1", "(", "\xF0\x9F\x91\x8D",
                                         "\xCC\x81", "@", "a.b", "n't", "://"};
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        attest_i_buffer text = {0};
        while (text.size < 20000) {
            attest_i_buffer_append(&text, attest_view_of(pieces[i]));
        }
        attest_i_segmentation found;
        attest_span all = {0, (uint32_t)text.size};
        cr_assert_eq(attest_i_segment_text(attest_i_buffer_view(&text), all, &arena, &found), ATTEST_OK);
        size_t covered = 0;
        for (size_t s = 0; s < found.count; s++) {
            for (uint32_t t = 0; t < found.sentences[s].token_count; t++) {
                covered += found.sentences[s].tokens[t].form.size;
            }
        }
        cr_expect_eq(covered, text.size, "%s", pieces[i]);
        attest_i_buffer_clear(&text);
        attest_i_arena_clear(&arena);
    }
}

Test(segment, table_finds_every_key_and_no_other)
{
    attest_view table = ATTEST_VIEW("# comment\na\t1\tx\nb c\t2\nzz\t3\n");
    attest_view fields;
    cr_assert_eq(attest_i_table_find(table, ATTEST_VIEW("a"), &fields), ATTEST_OK);
    cr_assert(attest_view_equal(attest_i_table_field(&fields), ATTEST_VIEW("1")));
    cr_assert(attest_view_equal(attest_i_table_field(&fields), ATTEST_VIEW("x")));
    cr_assert_eq(attest_i_table_field(&fields).size, 0);
    cr_assert_eq(attest_i_table_find(table, ATTEST_VIEW("b c"), &fields), ATTEST_OK);
    cr_assert_eq(attest_i_table_find(table, ATTEST_VIEW("zz"), &fields), ATTEST_OK);
    cr_assert_eq(attest_i_table_find(table, ATTEST_VIEW("b"), &fields), ATTEST_NONE);
    cr_assert_eq(attest_i_table_find(table, ATTEST_VIEW("zzz"), &fields), ATTEST_NONE);
    cr_assert_eq(attest_i_table_find(table, ATTEST_VIEW(""), &fields), ATTEST_NONE);
    cr_assert_eq(attest_i_table_find(ATTEST_VIEW(""), ATTEST_VIEW("a"), &fields), ATTEST_NONE);
}
