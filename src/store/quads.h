/* The index of a dataset: its quads as four numbers each, in six orders, so that the matches of every pattern of given and
 * open positions stand side by side in one of them. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_STORE_QUADS_H
#define ATTEST_STORE_QUADS_H

#include <stddef.h>
#include <stdint.h>

#include "attest/status.h"

/* Positions in a quad of ids. */
enum attest_i_position { ATTEST_I_SUBJECT, ATTEST_I_PREDICATE, ATTEST_I_OBJECT, ATTEST_I_GRAPH };

/* In a pattern: matches anything. */
#define ATTEST_I_ANY UINT32_MAX

/* Ids by position. */
typedef struct attest_i_ids {
    uint32_t at[4];
} attest_i_ids;

/* Orders; with these six, every set of given positions is a prefix of at least one. */
enum attest_i_order {
    ATTEST_I_ORDER_SPOG,
    ATTEST_I_ORDER_OSPG,
    ATTEST_I_ORDER_POSG,
    ATTEST_I_ORDER_GSPO,
    ATTEST_I_ORDER_GPOS,
    ATTEST_I_ORDER_GOSP
};
#define ATTEST_I_ORDER_COUNT 6

extern const uint8_t attest_i_order_columns[ATTEST_I_ORDER_COUNT][4];

/* The order in which the matches of a pattern stand side by side. `*given` becomes the number of its given positions. */
enum attest_i_order attest_i_order_for(attest_i_ids pattern, size_t *given);

typedef struct attest_i_quads {
    attest_i_ids *rows[ATTEST_I_ORDER_COUNT]; /* rows[0] is in order of addition until sealed; then each in its order */
    size_t count;
    size_t capacity;
    int sealed;
} attest_i_quads;

/* Matches of a pattern: rows[0 .. count) of one order, whose ids stand in that order's columns. */
typedef struct attest_i_quads_range {
    const attest_i_ids *rows;
    size_t count;
    const uint8_t *columns; /* columns[k] is the position that at[k] of a row holds */
} attest_i_quads_range;

void attest_i_quads_init(attest_i_quads *quads);
void attest_i_quads_clear(attest_i_quads *quads);

/* Add a quad; only before sealing. */
enum attest_status attest_i_quads_add(attest_i_quads *quads, attest_i_ids ids) ATTEST_MUST_USE;

/* Renumber all ids by `map` (may be NULL), of which the largest new id is `max_id`; sort into all orders; drop duplicates. */
enum attest_status attest_i_quads_seal(attest_i_quads *quads, const uint32_t *map, uint32_t max_id) ATTEST_MUST_USE;

/* All quads that match `pattern` (ATTEST_I_ANY for open positions). Only after sealing. Two binary searches. */
attest_i_quads_range attest_i_quads_match(const attest_i_quads *quads, attest_i_ids pattern);

/* Row `index` of a range, with its ids by position. */
attest_i_ids attest_i_quads_row(const attest_i_quads_range *range, size_t index);

/* The order graph, subject, predicate, object: that of attest_quad_compare if ids are sorted. */
attest_i_quads_range attest_i_quads_all(const attest_i_quads *quads);

#endif
