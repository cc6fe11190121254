/* Quotations: marks of all styles, nesting, several paragraphs, broken marks, time. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <time.h>

#include "extract/quotation.h"

/* Paragraphs are the lines of `text`. Writes each quotation as "depth:inner" with flags, joined by "|". */
static void show(const char *text, attest_i_arena *arena, char *out, size_t size)
{
    attest_span paragraphs[16];
    size_t count = 0;
    uint32_t begin = 0;
    for (uint32_t i = 0;; i++) {
        if (text[i] == '\n' || text[i] == '\0') {
            paragraphs[count++] = (attest_span){begin, i};
            begin = i + 1;
        }
        if (text[i] == '\0') {
            break;
        }
    }
    attest_i_quotes quotes;
    cr_assert_eq(attest_i_quotation_find(attest_view_of(text), paragraphs, count, arena, &quotes), ATTEST_OK);
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < quotes.count; i++) {
        const attest_i_quote *quote = &quotes.items[i];
        int depth = 0;
        for (uint32_t p = quote->parent; p != ATTEST_NO_INDEX; p = quotes.items[p].parent) {
            cr_assert(attest_span_contains(quotes.items[p].span, quote->span));
            depth++;
        }
        cr_assert(i == 0 || quotes.items[i - 1].span.begin <= quote->span.begin);
        used += (size_t)snprintf(out + used, size - used, "%s%d:%.*s%s%s%s", i ? "|" : "", depth,
                                 (int)(quote->inner.end - quote->inner.begin), text + quote->inner.begin,
                                 quote->goes_on ? "+" : "", quote->resumed ? "^" : "", quote->unclosed ? "!" : "");
    }
}

static void expect(const char *text, const char *expected)
{
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    char got[1024];
    show(text, &arena, got, sizeof got);
    cr_expect_str_eq(got, expected, "\ninput:    %s\nexpected: %s\ngot:      %s", text, expected, got);
    attest_i_arena_clear(&arena);
}

Test(quotation, styles)
{
    expect("She said, \"Go.\" He left.", "0:Go.");
    expect("“We will go,” she said, “and stay.”", "0:We will go,|0:and stay.");
    expect("«We will go», she said.", "0:We will go");
    expect("„We will go”, she said. „We will stay“, he said.", "0:We will go|0:We will stay");
    expect("'We will go,' she said.", "0:We will go,");
    expect("‘We will go,’ she said.", "0:We will go,");
    expect("''We will go,'' she said. ``Stay.''", "0:We will go,|0:Stay.");
}

Test(quotation, apostrophes_are_no_quotes)
{
    expect("The workers' union didn't say it's Ann's. Rock 'n' roll of the '90s, 'til dawn.", "");
    expect("The workers’ union didn’t say it’s Ann’s, back in ’98.", "");
    expect("'The workers' union doesn't agree,' she said.", "0:The workers' union doesn't agree,");
    expect("‘The workers’ union doesn’t agree,’ she said.", "0:The workers’ union doesn’t agree,");
    expect("He is 6'2\" tall and 5'10\" wide.", "");
}

Test(quotation, nesting)
{
    expect("“He told me, ‘Go home,’ and I did,” she said.", "0:He told me, ‘Go home,’ and I did,|1:Go home,");
    expect("\"He told me, 'Go home,' and I did,\" she said.", "0:He told me, 'Go home,' and I did,|1:Go home,");
    expect("'He told me, \"Go home,\" and I did,' she said.", "0:He told me, \"Go home,\" and I did,|1:Go home,");
    expect("“He said ‘go’”", "0:He said ‘go’|1:go");
}

Test(quotation, several_paragraphs)
{
    expect("“We will go. And soon.\n“We will not return,” she said.",
           "0:We will go. And soon.+|0:We will not return,^");
    expect("“One.\n“Two.\n“Three.”\n“Four,” he said.", "0:One.+|0:Two.+^|0:Three.^|0:Four,");
    expect("“One.\nTwo ‘and’ a half,” she said.", "0:One.!|0:Two ‘and’ a half,^|1:and");
    expect("\"One.\n\"Two,\" she said.", "0:One.+|0:Two,^");
}

Test(quotation, broken_marks_stay_in_their_paragraph)
{
    expect("“We will go, she said.\nNobody left. “Right,” he said.", "0:We will go, she said.!|0:Right,");
    expect("We will go,” she said. “Right,” he said.", "0:Right,");
    expect("“We will go. “We will stay,” she said.", "0:We will stay,");
    expect("“Odd,\" she said. \"Mixed,” he said.", "0:Odd,|0:Mixed,");
    expect("“forces” and “ideas,” ”like these” too", "0:forces|0:ideas,|0:like these");
    expect("\"\" “” ''", "");
    expect("\"", "");
    expect("", "");
}

Test(quotation, takes_linear_time)
{
    static const char *const units[] = {"\"a\" ", "'a ", "“ a ", "“a", "”", "a' ", "‘b s’ c ", "''\"'`` "};
    for (size_t unit = 0; unit < sizeof units / sizeof units[0]; unit++) {
        const size_t count = 200000;
        size_t length = strlen(units[unit]);
        char *text = malloc(count * length);
        cr_assert_not_null(text);
        for (size_t i = 0; i < count; i++) {
            memcpy(text + i * length, units[unit], length);
        }
        attest_i_arena arena;
        attest_i_arena_init(&arena);
        attest_span all = {0, (uint32_t)(count * length)};
        attest_i_quotes quotes;
        clock_t start = clock();
        cr_assert_eq(attest_i_quotation_find((attest_view){text, count * length}, &all, 1, &arena, &quotes), ATTEST_OK);
        double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        cr_expect_lt(seconds, 2.0, "%zu times %s: %.2f s", count, units[unit], seconds);
        if (unit == 0) {
            cr_expect_eq(quotes.count, count);
        }
        attest_i_arena_clear(&arena);
        free(text);
    }
}
