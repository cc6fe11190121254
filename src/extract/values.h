/* Value readers: what `make value READER` calls. Each takes the named groups of a match and gives a normalised value. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_VALUES_H
#define ATTEST_EXTRACT_VALUES_H

#include "attest/extraction.h"
#include "extract/rule_match.h"

/* Number of the reader of that name; ATTEST_NO_INDEX if there is none. */
uint32_t attest_i_value_reader_find(attest_view name);

/* The names of all readers, separated by ", ", for messages. Static storage. */
const char *attest_i_value_reader_names(void);

/* The group that a pattern must have for this reader; NULL: none is needed. */
const char *attest_i_value_reader_group(uint32_t reader);

/* Names of value kinds and bounds as examples and tests write them ("date", "interval"; "exact", "about"). Static storage. */
const char *attest_i_value_kind_name(enum attest_value_kind kind);
const char *attest_i_value_bound_name(enum attest_value_bound bound);

#endif
