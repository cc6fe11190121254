/* Names in rule files, in the order of the enumerations they stand for. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/rule_names.h"

#include <stdio.h>

attest_i_names attest_i_rule_scope_names[] = {"sentence", "line",         "paragraph",   "head",           "foot",
                                              "headline", "before-quote", "after-quote", "between-quotes", NULL};
attest_i_names attest_i_rule_action_names[] = {"nothing", "zone", "value", "mention", "attribution", "claim", NULL};
attest_i_names attest_i_zone_names[] = {"body",   "headline", "standfirst",  "heading",
                                        "byline", "dateline", "boilerplate", NULL};
attest_i_names attest_i_rule_entity_names[] = {"thing", "person", "group", "organization", "place", "facility",
                                               "event", "work",   NULL};
attest_i_names attest_i_rule_modality_names[] = {"asserted", "possible", "intended", "required", "hypothetical", NULL};
attest_i_names attest_i_rule_polarity_names[] = {"affirmed", "negated", NULL};
attest_i_names attest_i_rule_attribution_names[] = {"direct", "mixed", "indirect", "opinion", NULL};
attest_i_names attest_i_rule_stance_names[] = {"asserts",  "denies",   "doubts", "declines", "demands", "asks",
                                               "promises", "believes", "hopes",  "fears",    "judges",  NULL};
/* Roles of arguments; those from "from" on double as the preposition that gives the binary projection. */
attest_i_names attest_i_rule_argument_names[] = {"time", "place", "purpose", "cause",   "manner", "topic",
                                                 "from", "to",    "with",    "against", "for",    "by",
                                                 "in",   "at",    "on",      "of",      NULL};
attest_i_names attest_i_rule_procedure_names[] = {
#define PROCEDURE(name) name,
#include "extract/rule_procedures.h"
#undef PROCEDURE
    NULL};

uint32_t attest_i_name_find(attest_i_names *names, attest_view name)
{
    for (uint32_t i = 0; names[i]; i++) {
        if (attest_view_equal(attest_view_of(names[i]), name)) {
            return i;
        }
    }
    return ATTEST_NO_INDEX;
}

void attest_i_names_join(attest_i_names *names, char *out, size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; names[i] && used < size; i++) {
        const char *before = i == 0 ? "" : names[i + 1] ? ", " : " or ";
        int wrote = snprintf(out + used, size - used, "%s%s", before, names[i]);
        used += wrote > 0 ? (size_t)wrote : 0;
    }
}
