/* Names in rule files of scopes, actions and what they make. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_RULE_NAMES_H
#define ATTEST_EXTRACT_RULE_NAMES_H

#include "extract/rule_match.h"
#include "extract/stage.h"

/* A table of names by number; the last entry is NULL. */
typedef const char *const attest_i_names;

extern attest_i_names attest_i_rule_scope_names[];
extern attest_i_names attest_i_rule_action_names[];
extern attest_i_names attest_i_zone_names[];
extern attest_i_names attest_i_rule_entity_names[];
extern attest_i_names attest_i_rule_modality_names[];
extern attest_i_names attest_i_rule_polarity_names[];
extern attest_i_names attest_i_rule_attribution_names[];
extern attest_i_names attest_i_rule_stance_names[];
extern attest_i_names attest_i_rule_argument_names[];
extern attest_i_names attest_i_rule_procedure_names[];

/* Number of `name` in the table; ATTEST_NO_INDEX if it is not in it. */
uint32_t attest_i_name_find(attest_i_names *names, attest_view name);

/* All names of the table, separated by commas, into `out`, for messages. */
void attest_i_names_join(attest_i_names *names, char *out, size_t size);

#endif
