/* Applying lemma scripts. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/lemma.h"

#include "base/utf8.h"
#include "language/features.h"

/* Number of code points that a script drops, and what it appends. At most 6 digits are read. */
static size_t parse_script(attest_view script, attest_view *append)
{
    size_t drop = 0, i = 1;
    while (i < script.size && script.data[i] >= '0' && script.data[i] <= '9') {
        drop = drop * 10 + (size_t)(script.data[i] - '0');
        i++;
    }
    i++;
    *append = (attest_view){script.data + i, script.size - i};
    return drop;
}

int attest_i_lemma_script_valid(attest_view script)
{
    if (script.size >= 2 && script.data[0] == '=') {
        return 1;
    }
    if (script.size < 3 || (script.data[0] != 'k' && script.data[0] != 'l' && script.data[0] != 'c')) {
        return 0;
    }
    size_t i = 1;
    while (i < script.size && i <= 6 && script.data[i] >= '0' && script.data[i] <= '9') {
        i++;
    }
    return i > 1 && i < script.size && script.data[i] == '|';
}

/* The form without its last `drop` code points; all of it if nothing would be left and nothing is appended. */
static attest_view cut_end(attest_view form, size_t drop, attest_view append)
{
    size_t end = form.size;
    while (drop > 0 && end > 0) {
        attest_i_utf8_previous(form, &end);
        drop--;
    }
    return end == 0 && append.size == 0 ? form : (attest_view){form.data, end};
}

static int is_lower(attest_view form)
{
    for (size_t offset = 0; offset < form.size;) {
        uint32_t c = attest_i_utf8_next(form, &offset);
        if (attest_i_lower(c) != c) {
            return 0;
        }
    }
    return 1;
}

enum attest_status attest_i_lemma_apply(attest_view form, attest_view script, attest_i_arena *arena, attest_view *lemma)
{
    if (script.data[0] == '=') {
        *lemma = (attest_view){script.data + 1, script.size - 1};
        return ATTEST_OK;
    }
    attest_view append;
    size_t drop = parse_script(script, &append);
    attest_view base = cut_end(form, drop, append);
    char mode = script.data[0];
    if (mode == 'l' && is_lower(base)) {
        mode = 'k';
    }
    if (mode == 'k' && append.size == 0) {
        *lemma = base;
        return ATTEST_OK;
    }
    /* A case mapping turns two bytes into three at worst. */
    char *out = attest_i_arena_take(arena, base.size + base.size / 2 + append.size + 4);
    if (!out) {
        return ATTEST_ERR_NOMEM;
    }
    size_t size = 0;
    for (size_t offset = 0; offset < base.size;) {
        int first = offset == 0;
        uint32_t c = attest_i_utf8_next(base, &offset);
        if (mode != 'k') {
            c = attest_i_lower(c);
        }
        if (mode == 'c' && first) {
            c = attest_i_upper(c);
        }
        size += attest_i_utf8_put(out + size, c);
    }
    if (append.size) {
        memcpy(out + size, append.data, append.size);
    }
    *lemma = (attest_view){out, size + append.size};
    return ATTEST_OK;
}
