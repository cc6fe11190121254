/* Base: status, arena, buffer, UTF-8, digest. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "attest/status.h"
#include "base/digest.h"
#include "base/memory.h"
#include "base/utf8.h"

Test(base, error_text_is_cut_at_a_character)
{
    char text[ATTEST_ERROR_TEXT_MAX + 16];
    memset(text, 'a', sizeof text);
    text[ATTEST_ERROR_TEXT_MAX - 2] = '\xC3';
    text[ATTEST_ERROR_TEXT_MAX - 1] = '\xA9';
    text[sizeof text - 1] = '\0';
    attest_error error;
    cr_assert_eq(attest_error_set(&error, ATTEST_ERR_DATA, "f", "%s", text), ATTEST_ERR_DATA);
    cr_assert_eq(strlen(error.text), (size_t)ATTEST_ERROR_TEXT_MAX - 2);
}

Test(base, error_may_be_null)
{
    cr_assert_eq(attest_error_set(NULL, ATTEST_ERR, NULL, "x"), ATTEST_ERR);
}

Test(base, arena_gives_zeroed_aligned_memory_over_many_blocks)
{
    attest_i_arena arena;
    attest_i_arena_init(&arena);
    for (size_t size = 0; size < 5000; size += 7) {
        unsigned char *bytes = attest_i_arena_take(&arena, size);
        cr_assert_not_null(bytes);
        cr_assert_eq((uintptr_t)bytes % 16, 0);
        for (size_t i = 0; i < size; i++) {
            cr_assert_eq(bytes[i], 0);
            bytes[i] = 0xFF;
        }
    }
    cr_assert_null(attest_i_arena_array(&arena, SIZE_MAX / 2, 16));
    attest_i_arena_clear(&arena);
}

Test(base, utf8_validation)
{
    const struct {
        attest_view text;
        size_t valid;
        size_t bad;
    } cases[] = {
        {ATTEST_VIEW("plain ascii, long enough for words"), 34, 0},
        {ATTEST_VIEW("caf\xC3\xA9"), 5, 0},
        {ATTEST_VIEW("\xED\xA0\x80"), 0, 1},     /* surrogate */
        {ATTEST_VIEW("\xC0\x80"), 0, 1},         /* overlong */
        {ATTEST_VIEW("\xF4\x90\x80\x80"), 0, 1}, /* above U+10FFFF */
        {ATTEST_VIEW("ab\xE2\x82"), 2, 2},       /* cut short */
        {ATTEST_VIEW("\xF0\x9F\x98\x80"), 4, 0},
        {ATTEST_VIEW("\x80"), 0, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t valid = attest_i_utf8_valid_prefix(cases[i].text);
        cr_expect_eq(valid, cases[i].valid, "case %zu", i);
        if (cases[i].bad) {
            attest_view rest = {cases[i].text.data + valid, cases[i].text.size - valid};
            cr_expect_eq(attest_i_utf8_bad_length(rest), cases[i].bad, "case %zu", i);
        }
    }
}

Test(base, utf8_steps_both_ways)
{
    attest_view text = ATTEST_VIEW("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
    static const uint32_t expected[] = {'a', 0xE9, 0x20AC, 0x1F600};
    size_t at = 0;
    for (size_t i = 0; i < 4; i++) {
        cr_assert_eq(attest_i_utf8_next(text, &at), expected[i]);
    }
    cr_assert_eq(at, text.size);
    for (size_t i = 4; i-- > 0;) {
        cr_assert_eq(attest_i_utf8_previous(text, &at), expected[i]);
    }
    cr_assert_eq(attest_i_utf8_count(text), 4);
    char out[4];
    cr_assert_eq(attest_i_utf8_put(out, 0x20AC), 3);
    cr_assert_eq(memcmp(out, "\xE2\x82\xAC", 3), 0);
}

Test(base, digest_of_abc)
{
    attest_i_digest digest;
    char out[ATTEST_I_DIGEST_SIZE];
    attest_i_digest_init(&digest);
    attest_i_digest_update(&digest, ATTEST_VIEW("abc"));
    attest_i_digest_finish(&digest, out);
    cr_assert_str_eq(out, "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

Test(base, buffer_keeps_its_first_failure)
{
    attest_i_buffer buffer = {0};
    attest_i_buffer_append(&buffer, ATTEST_VIEW("ab"));
    attest_i_buffer_print(&buffer, "%d", 12);
    cr_assert_str_eq(buffer.data, "ab12");
    buffer.status = ATTEST_ERR_NOMEM;
    attest_i_buffer_byte(&buffer, 'x');
    cr_assert_eq(buffer.size, 4);
    attest_i_buffer_clear(&buffer);
}
