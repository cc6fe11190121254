/* Looking up terms in a store by their words: the rarest first, its terms intersected with those of the others. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdlib.h>

#include "store/store_view.h"

/* Lists of words that are read to be intersected; longer ones are left to who looks at the texts. */
#define INTERSECT_MAX 65536U

static int compare_counts(const void *a, const void *b)
{
    const attest_i_ids *left = a;
    const attest_i_ids *right = b;
    return (left->at[1] > right->at[1]) - (left->at[1] < right->at[1]);
}

/* How many blocks the texts with a word fill, up to a limit. */
static int weigh_word(attest_i_store_view *view, attest_i_ids *word)
{
    MDB_cursor *cursor;
    MDB_val key;
    MDB_val block;
    attest_i_ids from = {{word->at[0], 0, 0, 0}};
    int code = mdb_cursor_open(view->txn, view->store->words.dbi, &cursor);
    if (code) {
        return code;
    }
    code = attest_i_tree_seek(cursor, 2, &from, &key, &block);
    while (code == 0 && word->at[1] < INTERSECT_MAX) {
        attest_i_ids first;
        if (attest_i_packed_take_key(key.mv_data, key.mv_size, 2, &first) != ATTEST_OK) {
            code = ATTEST_I_DAMAGED;
            break;
        }
        if (first.at[0] > word->at[0]) {
            break;
        }
        word->at[1] += (uint32_t)attest_i_packed_count(block.mv_data, block.mv_size);
        code = mdb_cursor_get(cursor, &key, &block, MDB_NEXT);
    }
    mdb_cursor_close(cursor);
    return code == MDB_NOTFOUND ? 0 : code;
}

static int intersect(attest_i_store_view *view, attest_i_ids word, attest_i_row_vector *rows)
{
    attest_i_row_vector other = {NULL, 0, 0};
    int code = attest_i_tree_collect(view->txn, view->store->words, &word, 1, &other);
    size_t kept = 0;
    size_t place = 0;
    for (size_t i = 0; i < rows->count && code == 0; i++) {
        while (place < other.count && other.items[place].at[1] < rows->items[i].at[1]) {
            place++;
        }
        if (place < other.count && other.items[place].at[1] == rows->items[i].at[1]) {
            rows->items[kept++] = rows->items[i];
        }
    }
    rows->count = kept;
    free(other.items);
    return code;
}

static int search_words(attest_i_store_view *view, const attest_i_word_list *words, attest_i_row_vector *rows)
{
    attest_i_ids *order = calloc(words->count, sizeof *order);
    int code = order ? 0 : ENOMEM;
    for (size_t i = 0; i < words->count && code == 0; i++) {
        order[i].at[0] = words->items[i];
        code = weigh_word(view, &order[i]);
    }
    if (code == 0) {
        qsort(order, words->count, sizeof *order, compare_counts);
        code = attest_i_tree_collect(view->txn, view->store->words, &order[0], 1, rows);
    }
    for (size_t i = 1; i < words->count && code == 0 && order[i].at[1] < INTERSECT_MAX; i++) {
        code = intersect(view, order[i], rows);
    }
    free(order);
    return code;
}

enum attest_status attest_i_view_search(void *self, attest_view text, uint32_t **ids, size_t *count)
{
    attest_i_store_view *view = self;
    attest_i_words *words;
    attest_i_word_list hashes = {NULL, 0, 0};
    attest_i_row_vector rows = {NULL, 0, 0};
    *ids = NULL;
    *count = 0;
    enum attest_status status = attest_i_words_new(&words);
    if (status == ATTEST_OK) {
        status = attest_i_words_of(words, text, &hashes);
    }
    attest_i_words_free(words);
    if (status == ATTEST_OK && hashes.count == 0) {
        status = ATTEST_NONE;
    }
    if (status == ATTEST_OK) {
        int code = search_words(view, &hashes, &rows);
        *ids = code ? NULL : malloc((rows.count + 1) * sizeof **ids);
        code = code ? code : *ids ? 0 : ENOMEM;
        if (code) {
            attest_i_view_fail(view, code);
            status = code == ENOMEM ? ATTEST_ERR_NOMEM : ATTEST_ERR_DATA;
        }
        for (size_t i = 0; i < rows.count && status == ATTEST_OK; i++) {
            (*ids)[(*count)++] = rows.items[i].at[1];
        }
    }
    free(hashes.items);
    free(rows.items);
    return status;
}
