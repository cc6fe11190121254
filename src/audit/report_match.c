/* Whole words in text, case folded as Unicode says (UAX 21, full case folding by ICU). */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <unicode/ucasemap.h>
#include <unicode/uchar.h>

#include "audit/report.h"
#include "base/utf8.h"

/* Fold into matcher->folded. */
static enum attest_status fold(attest_i_matcher *matcher, attest_view text, attest_view *folded)
{
    UErrorCode code = U_ZERO_ERROR;
    if (text.size > INT32_MAX / 3 - 1) {
        return ATTEST_ERR_LIMIT;
    }
    /* Folding makes no text longer than three times its size. */
    enum attest_status status =
        attest_i_grow((void **)&matcher->folded, &matcher->capacity, text.size * 3 + 1, sizeof *matcher->folded);
    if (status != ATTEST_OK) {
        return status;
    }
    int32_t capacity = (int32_t)(text.size * 3 + 1);
    int32_t length = ucasemap_utf8FoldCase(matcher->map, matcher->folded, capacity, text.data ? text.data : "",
                                           (int32_t)text.size, &code);
    *folded = (attest_view){matcher->folded, U_SUCCESS(code) ? (size_t)length : 0};
    return U_SUCCESS(code) ? ATTEST_OK : ATTEST_ERR_NOMEM;
}

enum attest_status attest_i_matcher_init(attest_i_matcher *matcher, attest_i_arena *arena, const char *const *terms,
                                         size_t count)
{
    UErrorCode code = U_ZERO_ERROR;
    memset(matcher, 0, sizeof *matcher);
    matcher->map = ucasemap_open("", U_FOLD_CASE_DEFAULT, &code);
    matcher->count = count;
    matcher->terms = attest_i_arena_array(arena, count, sizeof *matcher->terms);
    enum attest_status status = matcher->terms && U_SUCCESS(code) ? ATTEST_OK : ATTEST_ERR_NOMEM;
    for (size_t i = 0; i < count && status == ATTEST_OK; i++) {
        attest_view folded;
        attest_view term = attest_view_of(terms[i]);
        if (attest_i_utf8_valid_prefix(term) != term.size) {
            return ATTEST_ERR_ENCODING;
        }
        status = fold(matcher, term, &folded);
        if (status == ATTEST_OK) {
            status = attest_i_arena_copy(arena, folded, &matcher->terms[i]);
        }
    }
    return status;
}

void attest_i_matcher_clear(attest_i_matcher *matcher)
{
    if (matcher->map) {
        ucasemap_close(matcher->map);
    }
    free(matcher->folded);
    memset(matcher, 0, sizeof *matcher);
}

static int is_word_at(attest_view text, size_t offset)
{
    return offset < text.size && u_isalnum((UChar32)attest_i_utf8_next(text, &offset));
}

static int is_word_before(attest_view text, size_t offset)
{
    return offset > 0 && u_isalnum((UChar32)attest_i_utf8_previous(text, &offset));
}

/* Does `term` stand in `text` with no letter or digit of the same word next to it? */
static int contains_word(attest_view text, attest_view term)
{
    for (size_t at = 0; term.size > 0 && at + term.size <= text.size;) {
        const char *place = memmem(text.data + at, text.size - at, term.data, term.size);
        if (!place) {
            return 0;
        }
        size_t begin = (size_t)(place - text.data);
        size_t end = begin + term.size;
        int joined = (is_word_at(text, begin) && is_word_before(text, begin)) ||
                     (is_word_before(text, end) && is_word_at(text, end));
        if (!joined) {
            return 1;
        }
        at = begin + 1;
    }
    return 0;
}

enum attest_status attest_i_matcher_note(attest_i_matcher *matcher, attest_view text, unsigned char *found)
{
    attest_view folded;
    enum attest_status status = fold(matcher, text, &folded);
    for (size_t i = 0; i < matcher->count && status == ATTEST_OK; i++) {
        found[i] = found[i] || contains_word(folded, matcher->terms[i]);
    }
    return status;
}
