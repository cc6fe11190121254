/* Pronouns and words like them, which denote something of their own text alone. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_PRONOUN_H
#define ATTEST_LANGUAGE_PRONOUN_H

#include "attest/view.h"

/* Is `word`, in small or capital letters, one of ontology/lexicons/pronoun.tsv ("We", "those", "nobody")? Any number of threads. */
int attest_i_pronoun_is(attest_view word);

#endif
