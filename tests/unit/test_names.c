/* Names: the cases of tests/suite/names; word classes. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>

#include "../support/extraction_cases.h"
#include "extract/names_words.h"

ParameterizedTestParameters(names, suite)
{
    size_t count;
    char(*files)[CASE_PATH_SIZE] = case_files("tests/suite/names", &count);
    return cr_make_param_array(char[CASE_PATH_SIZE], files, count);
}

ParameterizedTest(const char *path, names, suite)
{
    case_run_file(path, CASE_NAMES, "names/suite");
}

Test(names, words_have_classes)
{
    const attest_i_words *words;
    cr_assert_eq(attest_i_words_builtin(&words), ATTEST_OK);
    cr_expect(attest_i_words_classes(words, ATTEST_VIEW("She")) & ATTEST_I_WORD(NOMINATIVE));
    cr_expect(attest_i_words_classes(words, ATTEST_VIEW("Minister")) & ATTEST_I_WORD(TITLE));
    cr_expect(attest_i_words_classes(words, ATTEST_VIEW("minister")) & ATTEST_I_WORD(ROLE));
    cr_expect(attest_i_words_classes(words, ATTEST_VIEW("didn\xE2\x80\x99t")) & ATTEST_I_WORD(NEGATION));
    cr_expect_eq(attest_i_words_classes(words, ATTEST_VIEW("harbourmaster")), 0);
    cr_expect_eq(attest_i_words_classes(words, ATTEST_VIEW("")), 0);
    cr_expect_eq(attest_i_words_classes(words, ATTEST_VIEW("a-word-that-is-longer-than-any-in-the-lists")), 0);
}
