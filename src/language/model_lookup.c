/* Look-ups in the hashed tables of a model: rows of embeddings, scripts of lemmas. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/features.h"
#include "language/model.h"

/* Place of `hash`, from 1; 0 if it is not there. */
static uint32_t search(const uint64_t *hashes, uint32_t count, uint64_t hash)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (hashes[middle] < hash) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < count && hashes[low] == hash ? low + 1 : 0;
}

uint32_t attest_i_table_row(const attest_i_table *table, uint64_t hash)
{
    return search(table->hashes, table->count, hash);
}

static uint64_t add_tag(uint64_t hash, attest_view xpos)
{
    return attest_i_fnv(attest_i_fnv(hash, "\t", 1), xpos.data, xpos.size);
}

attest_view attest_i_lexicon_find(const attest_i_lexicon *lexicon, attest_view form, attest_view xpos)
{
    uint64_t exact = attest_i_fnv(ATTEST_I_FNV_START, form.data, form.size);
    uint64_t lower = attest_i_fnv_lower(ATTEST_I_FNV_START, form);
    uint32_t place = search(lexicon->hashes, lexicon->count, add_tag(exact, xpos));
    if (place == 0 && lower != exact) {
        place = search(lexicon->hashes, lexicon->count, add_tag(lower, xpos));
    }
    return place ? lexicon->labels.items[lexicon->scripts[place - 1]] : (attest_view){NULL, 0};
}
