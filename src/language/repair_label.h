/* What all repairs ask of a token: its relation. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_REPAIR_LABEL_H
#define ATTEST_LANGUAGE_REPAIR_LABEL_H

#include "attest/sentence.h"

static inline int is_label(const attest_token *token, const char *label)
{
    return attest_view_equal(token->deprel, attest_view_of(label));
}

#endif
