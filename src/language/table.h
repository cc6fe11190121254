/* Sorted tab-separated tables, searched where they lie: lexicons and gazetteers that are built into the program. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_TABLE_H
#define ATTEST_LANGUAGE_TABLE_H

#include "attest/status.h"
#include "attest/view.h"

/* A table is lines of "key TAB fields", sorted by the bytes of the key, all keys different; lines that start with "#" stand before all
 * others and no key starts with a byte below '$'. NONE if `key` is not there; else `*fields` is what follows the key's TAB (borrowed from `table`). */
enum attest_status attest_i_table_find(attest_view table, attest_view key, attest_view *fields);

/* Offset of the first line of `table` whose key is not below `key`; table.size if there is none. */
size_t attest_i_table_lower_bound(attest_view table, attest_view key);

/* The line at `offset` (below table.size): its key and fields; returns the offset of the next line. */
size_t attest_i_table_line(attest_view table, size_t offset, attest_view *key, attest_view *fields);

/* Take the first field off `*fields`. */
attest_view attest_i_table_field(attest_view *fields);

#endif
