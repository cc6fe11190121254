/* Word classes that contradict the finer tag or the relation. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/repair_tags.h"

#include <string.h>

#include "language/repair_label.h"

static int begins(attest_view tag, const char *prefix)
{
    size_t size = strlen(prefix);
    return tag.size >= size && memcmp(tag.data, prefix, size) == 0;
}

/* May the word be an adjective? A verb is one only before a noun: elsewhere its tag is as likely to be wrong as its class. */
static int may_be_adjective(const attest_token *token)
{
    enum attest_upos upos = (enum attest_upos)token->upos;
    return upos == ATTEST_UPOS_NOUN || upos == ATTEST_UPOS_PROPN || upos == ATTEST_UPOS_ADV ||
           (upos == ATTEST_UPOS_VERB && is_label(token, "amod"));
}

void attest_i_tree_repair_tags(attest_sentence *sentence)
{
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        attest_token *token = &sentence->tokens[i];
        enum attest_upos upos = (enum attest_upos)token->upos;
        if (upos == ATTEST_UPOS_SCONJ && is_label(token, "case")) {
            token->upos = ATTEST_UPOS_ADP;
        } else if (upos == ATTEST_UPOS_PROPN && begins(token->xpos, "NN") && !begins(token->xpos, "NNP")) {
            token->upos = ATTEST_UPOS_NOUN;
        } else if (begins(token->xpos, "VB") && upos != ATTEST_UPOS_AUX) {
            token->upos = ATTEST_UPOS_VERB;
        } else if (begins(token->xpos, "JJ") && may_be_adjective(token)) {
            token->upos = ATTEST_UPOS_ADJ;
        }
    }
}
