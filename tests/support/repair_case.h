/* Trees written in one line, and what repairs must make of them. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_TESTS_REPAIR_CASE_H
#define ATTEST_TESTS_REPAIR_CASE_H

#include <stdint.h>

/* The class of a word by its Penn tag. */
uint8_t repair_case_upos(const char *xpos);

/* A tree as "form/tag/head/relation ...", heads from 1; "form=lemma" where they differ. After repair, `word` (from 1) must have that head and relation. */
void repair_case_expect(const char *tree, uint32_t word, uint32_t head, const char *deprel);

#endif
