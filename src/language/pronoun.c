/* Pronouns, as a list of words. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/pronoun.h"

#include "base/embedded.h"
#include "language/table.h"

#define LONGEST 16

int attest_i_pronoun_is(attest_view word)
{
    char key[LONGEST];
    attest_view table, fields;
    if (word.size == 0 || word.size > sizeof key ||
        attest_i_embedded_find(ATTEST_VIEW("lexicons/pronoun.tsv"), &table) != ATTEST_OK) {
        return 0;
    }
    for (size_t i = 0; i < word.size; i++) {
        char c = word.data[i];
        key[i] = (char)(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
    }
    return attest_i_table_find(table, (attest_view){key, word.size}, &fields) == ATTEST_OK;
}
