/* Sorted orders of quads. Each is made from another by one stable counting sort where it can be, and searched by
 * bisection on the given positions, which always come first in the order chosen. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/quads.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

const uint8_t attest_i_order_columns[ATTEST_I_ORDER_COUNT][4] = {
    [ATTEST_I_ORDER_SPOG] = {ATTEST_I_SUBJECT, ATTEST_I_PREDICATE, ATTEST_I_OBJECT, ATTEST_I_GRAPH},
    [ATTEST_I_ORDER_OSPG] = {ATTEST_I_OBJECT, ATTEST_I_SUBJECT, ATTEST_I_PREDICATE, ATTEST_I_GRAPH},
    [ATTEST_I_ORDER_POSG] = {ATTEST_I_PREDICATE, ATTEST_I_OBJECT, ATTEST_I_SUBJECT, ATTEST_I_GRAPH},
    [ATTEST_I_ORDER_GSPO] = {ATTEST_I_GRAPH, ATTEST_I_SUBJECT, ATTEST_I_PREDICATE, ATTEST_I_OBJECT},
    [ATTEST_I_ORDER_GPOS] = {ATTEST_I_GRAPH, ATTEST_I_PREDICATE, ATTEST_I_OBJECT, ATTEST_I_SUBJECT},
    [ATTEST_I_ORDER_GOSP] = {ATTEST_I_GRAPH, ATTEST_I_OBJECT, ATTEST_I_SUBJECT, ATTEST_I_PREDICATE},
};

/* order = `from`, sorted stably by its first position: that gives the columns above. Sources come before their users. */
static const struct {
    uint8_t order;
    uint8_t from;
} DERIVED[] = {
    {ATTEST_I_ORDER_OSPG, ATTEST_I_ORDER_SPOG}, {ATTEST_I_ORDER_POSG, ATTEST_I_ORDER_OSPG},
    {ATTEST_I_ORDER_GSPO, ATTEST_I_ORDER_SPOG}, {ATTEST_I_ORDER_GPOS, ATTEST_I_ORDER_POSG},
    {ATTEST_I_ORDER_GOSP, ATTEST_I_ORDER_OSPG},
};

/* Best order for each set of given positions (bit 0 subject .. bit 3 graph). */
static const uint8_t BEST_ORDER[16] = {
    ATTEST_I_ORDER_GSPO, ATTEST_I_ORDER_SPOG, ATTEST_I_ORDER_POSG, ATTEST_I_ORDER_SPOG,
    ATTEST_I_ORDER_OSPG, ATTEST_I_ORDER_OSPG, ATTEST_I_ORDER_POSG, ATTEST_I_ORDER_SPOG,
    ATTEST_I_ORDER_GSPO, ATTEST_I_ORDER_GSPO, ATTEST_I_ORDER_GPOS, ATTEST_I_ORDER_GSPO,
    ATTEST_I_ORDER_GOSP, ATTEST_I_ORDER_GOSP, ATTEST_I_ORDER_GPOS, ATTEST_I_ORDER_SPOG,
};

void attest_i_quads_init(attest_i_quads *quads)
{
    memset(quads, 0, sizeof *quads);
}

void attest_i_quads_clear(attest_i_quads *quads)
{
    for (size_t i = 0; i < ATTEST_I_ORDER_COUNT; i++) {
        free(quads->rows[i]);
    }
    attest_i_quads_init(quads);
}

enum attest_status attest_i_quads_add(attest_i_quads *quads, attest_i_ids ids)
{
    if (quads->sealed) {
        return ATTEST_ERR_ARGUMENT;
    }
    enum attest_status status =
        attest_i_grow((void **)&quads->rows[0], &quads->capacity, quads->count + 1, sizeof *quads->rows[0]);
    if (status == ATTEST_OK) {
        quads->rows[0][quads->count++] = ids;
    }
    return status;
}

/* Stable counting sort of `from` by the id at index `key` of its rows into `to`. `heads` has max_id + 2 numbers. */
static void counting_sort(const attest_i_ids *from, attest_i_ids *to, size_t count, size_t key, size_t *heads,
                          uint32_t max_id)
{
    memset(heads, 0, ((size_t)max_id + 2) * sizeof *heads);
    for (size_t i = 0; i < count; i++) {
        heads[(size_t)from[i].at[key] + 1]++;
    }
    for (size_t id = 0; id <= max_id; id++) {
        heads[id + 1] += heads[id];
    }
    for (size_t i = 0; i < count; i++) {
        to[heads[from[i].at[key]]++] = from[i];
    }
}

/* Rotate the columns of sorted rows so that they stand as the order says. */
static void permute(attest_i_ids *rows, size_t count, const uint8_t *from, const uint8_t *to)
{
    uint8_t source[4] = {0, 0, 0, 0};
    for (uint8_t k = 0; k < 4; k++) {
        for (uint8_t j = 0; j < 4; j++) {
            if (from[j] == to[k]) {
                source[k] = j;
            }
        }
    }
    for (size_t i = 0; i < count; i++) {
        attest_i_ids row = rows[i];
        for (size_t k = 0; k < 4; k++) {
            rows[i].at[k] = row.at[source[k]];
        }
    }
}

static size_t drop_duplicates(attest_i_ids *rows, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || memcmp(&rows[kept - 1], &rows[i], sizeof *rows) != 0) {
            rows[kept++] = rows[i];
        }
    }
    return kept;
}

/* rows[ATTEST_I_ORDER_SPOG] from the order of addition: four passes, last position first. */
static void sort_base(attest_i_quads *quads, attest_i_ids *scratch, size_t *heads, uint32_t max_id)
{
    attest_i_ids *from = quads->rows[ATTEST_I_ORDER_SPOG];
    attest_i_ids *to = scratch;
    for (size_t pass = 4; pass-- > 0;) {
        counting_sort(from, to, quads->count, attest_i_order_columns[ATTEST_I_ORDER_SPOG][pass], heads, max_id);
        attest_i_ids *swap = from;
        from = to;
        to = swap;
    }
    /* An even number of passes: the result is in rows[ATTEST_I_ORDER_SPOG] again. */
    quads->count = drop_duplicates(quads->rows[ATTEST_I_ORDER_SPOG], quads->count);
}

static void derive_orders(attest_i_quads *quads, size_t *heads, uint32_t max_id)
{
    for (size_t i = 0; i < sizeof DERIVED / sizeof *DERIVED; i++) {
        const uint8_t *from = attest_i_order_columns[DERIVED[i].from];
        const uint8_t *to = attest_i_order_columns[DERIVED[i].order];
        size_t key = 0;
        while (from[key] != to[0]) {
            key++;
        }
        counting_sort(quads->rows[DERIVED[i].from], quads->rows[DERIVED[i].order], quads->count, key, heads, max_id);
        permute(quads->rows[DERIVED[i].order], quads->count, from, to);
    }
}

enum attest_status attest_i_quads_seal(attest_i_quads *quads, const uint32_t *map, uint32_t max_id)
{
    for (size_t i = 0; map && i < quads->count; i++) {
        for (size_t k = 0; k < 4; k++) {
            quads->rows[0][i].at[k] = map[quads->rows[0][i].at[k]];
        }
    }
    size_t *heads = malloc(((size_t)max_id + 2) * sizeof *heads);
    int missing = heads == NULL;
    for (size_t i = 0; i < ATTEST_I_ORDER_COUNT; i++) {
        if (!quads->rows[i]) {
            quads->rows[i] = malloc((quads->count + 1) * sizeof **quads->rows);
            missing |= quads->rows[i] == NULL;
        }
    }
    if (!missing) {
        sort_base(quads, quads->rows[ATTEST_I_ORDER_GOSP], heads, max_id);
        derive_orders(quads, heads, max_id);
        quads->sealed = 1;
    }
    free(heads);
    return missing ? ATTEST_ERR_NOMEM : ATTEST_OK;
}

/* First row whose first `given` ids are not below (`above` 0) or are above (`above` 1) those of `key`. */
static size_t bound(const attest_i_ids *rows, size_t count, const uint32_t key[4], size_t given, int above)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = 0;
        for (size_t k = 0; k < given && order == 0; k++) {
            order = (rows[middle].at[k] > key[k]) - (rows[middle].at[k] < key[k]);
        }
        if (order < 0 || (above && order == 0)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

enum attest_i_order attest_i_order_for(attest_i_ids pattern, size_t *given)
{
    unsigned positions = 0;
    *given = 0;
    for (unsigned k = 0; k < 4; k++) {
        if (pattern.at[k] != ATTEST_I_ANY) {
            positions |= 1U << k;
            (*given)++;
        }
    }
    return (enum attest_i_order)BEST_ORDER[positions];
}

attest_i_quads_range attest_i_quads_match(const attest_i_quads *quads, attest_i_ids pattern)
{
    size_t given_count;
    const enum attest_i_order order = attest_i_order_for(pattern, &given_count);
    const attest_i_ids *rows = quads->rows[order];
    uint32_t key[4] = {0, 0, 0, 0};
    for (size_t k = 0; k < given_count; k++) {
        key[k] = pattern.at[attest_i_order_columns[order][k]];
    }
    size_t begin = bound(rows, quads->count, key, given_count, 0);
    size_t end = begin + bound(rows + begin, quads->count - begin, key, given_count, 1);
    return (attest_i_quads_range){rows + begin, end - begin, attest_i_order_columns[order]};
}

attest_i_ids attest_i_quads_row(const attest_i_quads_range *range, size_t index)
{
    attest_i_ids ids = {{0, 0, 0, 0}};
    for (size_t k = 0; k < 4; k++) {
        ids.at[range->columns[k]] = range->rows[index].at[k];
    }
    return ids;
}

attest_i_quads_range attest_i_quads_all(const attest_i_quads *quads)
{
    return (attest_i_quads_range){quads->rows[ATTEST_I_ORDER_GSPO], quads->count,
                                  attest_i_order_columns[ATTEST_I_ORDER_GSPO]};
}
