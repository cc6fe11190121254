/* Loads: quads are gathered in batches, with a dictionary of their own, and applied where a graph ends. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdlib.h>

#include "store/store_replace.h"

#define JOURNAL "journal"
#define POSITION "position"
#define LOAD "load"
/* A graph is taken whole unless it has as many batches. */
#define BATCHES_PER_GRAPH 4U

struct attest_store_load {
    attest_store *store;
    attest_store_load_options options;
    char *identity;
    attest_error error;
    enum attest_status status; /* first failure */
    MDB_txn *txn;              /* open: something was applied that is not committed */
    size_t applied;            /* batches in it */
    uint32_t number;
    uint64_t skip; /* quads still to be passed over */
    uint64_t resumed;
    uint64_t position; /* quads handed over, those skipped included */
    attest_store_load_counts counts;

    attest_i_dictionary dictionary; /* terms of the batch */
    attest_i_row_vector rows;       /* its quads: small values, else numbers of that dictionary */
    unsigned char *searched;        /* by number - 1: 1 for terms whose words are indexed */
    size_t searched_capacity;
    attest_i_words *words;
    uint32_t last[4];     /* numbers of the quad before; 0: none */
    uint32_t last_wanted; /* that predicate's words are wanted */
    uint32_t open_graph;  /* number in the store of the graph that the last batch ended in; 0: none */
};

static enum attest_status fail(attest_store_load *load, int code)
{
    if (load->status == ATTEST_OK && code) {
        load->status = attest_i_store_fail(load->store, code, &load->error);
    }
    return load->status;
}

static enum attest_status fail_status(attest_store_load *load, enum attest_status status)
{
    if (load->status == ATTEST_OK && status != ATTEST_OK) {
        load->status = attest_error_set(&load->error, status, load->store->path, "%s", attest_status_text(status));
    }
    return load->status;
}

/* --- beginning and going on ----------------------------------------------------------------------------------------- */

/* Give the load its number: that of the interrupted one if it is the same, else a new one. */
static int begin_journal(attest_store_load *load, MDB_txn *txn)
{
    attest_store *store = load->store;
    uint64_t number;
    MDB_val key = {sizeof JOURNAL - 1, (void *)(uintptr_t)JOURNAL};
    MDB_val value;
    int code = attest_i_store_get_number(store, txn, LOAD, &number);
    if (code) {
        return code;
    }
    int found = mdb_get(txn, store->meta, &key, &value);
    attest_view identity = attest_view_of(load->identity);
    if (found == 0 && identity.size && attest_view_equal((attest_view){value.mv_data, value.mv_size}, identity)) {
        load->number = (uint32_t)number;
        code = attest_i_store_get_number(store, txn, POSITION, &load->skip);
        load->resumed = load->skip;
        return code;
    }
    if (found != 0 && found != MDB_NOTFOUND) {
        return found;
    }
    load->number = (uint32_t)number + 1;
    value = (MDB_val){identity.size, load->identity};
    code = attest_i_store_put_number(store, txn, LOAD, load->number);
    code = code ? code : attest_i_store_put_number(store, txn, POSITION, 0);
    return code ? code : mdb_put(txn, store->meta, &key, &value, 0);
}

static int end_journal(attest_store_load *load)
{
    MDB_val key = {sizeof JOURNAL - 1, (void *)(uintptr_t)JOURNAL};
    int code = mdb_del(load->txn, load->store->meta, &key, NULL);
    return code == MDB_NOTFOUND ? 0 : code;
}

static enum attest_status open_load(attest_store_load *load)
{
    enum attest_status status = attest_i_words_new(&load->words);
    if (status != ATTEST_OK) {
        return fail_status(load, status);
    }
    int code = attest_i_store_begin(load->store, 1, &load->txn);
    code = code ? code : begin_journal(load, load->txn);
    if (code) {
        return fail(load, code);
    }
    code = attest_i_store_commit(load->store, load->txn);
    load->txn = NULL;
    return fail(load, code);
}

enum attest_status attest_store_load_begin(attest_store_load **load, attest_store *store,
                                           const attest_store_load_options *options, attest_error *error)
{
    *load = NULL;
    if (store->mode == ATTEST_STORE_READ) {
        return attest_error_set(error, ATTEST_ERR_ARGUMENT, store->path, "the store is open for reading");
    }
    attest_store_load *made = calloc(1, sizeof *made);
    if (!made) {
        return attest_i_store_fail(store, ENOMEM, error);
    }
    made->store = store;
    made->options = options ? *options : (attest_store_load_options){0};
    made->options.batch = made->options.batch ? made->options.batch : ATTEST_STORE_BATCH;
    attest_i_dictionary_init(&made->dictionary);
    if (made->options.identity) {
        attest_view identity = attest_view_of(made->options.identity);
        made->identity = malloc(identity.size + 1);
        if (made->identity) {
            memcpy(made->identity, identity.data, identity.size + 1);
        }
    }
    if (made->options.identity && !made->identity) {
        fail(made, ENOMEM);
    } else {
        (void)open_load(made);
    }
    if (made->status != ATTEST_OK) {
        enum attest_status status = made->status;
        if (error) {
            *error = made->error;
        }
        attest_store_load_free(made);
        return status;
    }
    *load = made;
    return ATTEST_OK;
}

uint64_t attest_store_load_resumed(const attest_store_load *load)
{
    return load->resumed;
}

/* --- applying ------------------------------------------------------------------------------------------------------- */

/* One batch in numbers of the store. */
struct batch {
    attest_store_load *load;
    uint32_t *numbers; /* by number of the batch's dictionary - 1 */
    attest_i_row_vector added;
    attest_i_row_vector removed;
    attest_i_row_vector words;
    uint64_t replaced;
    uint64_t split;
    uint32_t last_graph;
};

static uint32_t translate(const struct batch *batch, uint32_t local)
{
    return local & ATTEST_I_INLINE || local == ATTEST_I_TERM_NONE ? local : batch->numbers[local - 1];
}

static int translate_rows(struct batch *batch)
{
    const attest_i_row_vector *rows = &batch->load->rows;
    batch->added.items = malloc((rows->count + 1) * sizeof *batch->added.items);
    if (!batch->added.items) {
        return ENOMEM;
    }
    for (size_t i = 0; i < rows->count; i++) {
        for (size_t k = 0; k < 4; k++) {
            batch->added.items[i].at[k] = translate(batch, rows->items[i].at[k]);
        }
    }
    batch->added.count = rows->count;
    batch->last_graph = rows->count ? batch->added.items[rows->count - 1].at[ATTEST_I_GRAPH] : 0;
    return 0;
}

/* Statements of the catalogue among the quads of the batch, sorted. */
static int replace_catalogue(struct batch *batch, attest_i_replacement *replacement)
{
    attest_i_row_vector catalogue = {NULL, 0, 0};
    int code = 0;
    for (size_t i = 0; i < batch->added.count && code == 0; i++) {
        if (batch->added.items[i].at[ATTEST_I_GRAPH] == ATTEST_I_TERM_NONE) {
            code = ATTEST_I_VECTOR_RESERVE(&catalogue, 1) == ATTEST_OK ? 0 : ENOMEM;
            if (code == 0) {
                catalogue.items[catalogue.count++] = batch->added.items[i];
            }
        }
    }
    attest_i_ids *scratch = malloc((catalogue.count + 1) * sizeof *scratch);
    code = code ? code : scratch ? 0 : ENOMEM;
    if (code == 0 && catalogue.count > 0) {
        attest_i_rows_sort(&catalogue, scratch);
        code = attest_i_replacement_catalogue(replacement, catalogue.items, catalogue.count,
                                              batch->load->options.supersede);
    }
    free(scratch);
    free(catalogue.items);
    return code;
}

/* Each named graph of the batch: if it is there from before this load, it is replaced. */
static int replace_graphs(struct batch *batch, attest_i_replacement *replacement)
{
    const attest_store_load *load = batch->load;
    int code = 0;
    uint32_t last = ATTEST_I_TERM_NONE;
    for (size_t i = 0; i < batch->added.count && code == 0; i++) {
        uint32_t graph = batch->added.items[i].at[ATTEST_I_GRAPH];
        if (graph == last || graph == ATTEST_I_TERM_NONE) {
            continue;
        }
        last = graph;
        attest_i_graph_record record;
        code = attest_i_store_get_graph(load->store, replacement->txn, graph, &record);
        batch->split += code == 0 && record.load == load->number && record.quads > 0 && graph != load->open_graph;
        if (code == 0 && record.load != load->number) {
            code = attest_i_replacement_graph(replacement, graph);
        }
    }
    return code;
}

static int replace(struct batch *batch)
{
    attest_store_load *load = batch->load;
    attest_i_replacement replacement;
    int code = attest_i_replacement_init(&replacement, load->store, load->txn, load->number, &batch->removed);
    if (code || load->options.add) {
        return code;
    }
    code = replace_catalogue(batch, &replacement);
    code = code ? code : replace_graphs(batch, &replacement);
    batch->replaced = replacement.replaced;
    return code;
}

static int index_words(struct batch *batch)
{
    attest_store_load *load = batch->load;
    attest_i_word_list hashes = {NULL, 0, 0};
    int code = 0;
    for (size_t i = 0; i < load->dictionary.count && code == 0; i++) {
        if (!load->searched[i]) {
            continue;
        }
        hashes.count = 0;
        enum attest_status status =
            attest_i_words_of(load->words, attest_i_words_text(&load->dictionary.terms[i]), &hashes);
        if (status == ATTEST_OK) {
            status = attest_i_vector_reserve((void **)&batch->words.items, batch->words.count, hashes.count,
                                             &batch->words.capacity, sizeof *batch->words.items);
        }
        for (size_t k = 0; k < hashes.count && status == ATTEST_OK; k++) {
            batch->words.items[batch->words.count++] = (attest_i_ids){{hashes.items[k], batch->numbers[i], 0, 0}};
        }
        code = status == ATTEST_OK ? 0 : ENOMEM;
    }
    free(hashes.items);
    attest_i_ids *scratch = code == 0 ? malloc((batch->words.count + 1) * sizeof *scratch) : NULL;
    if (code == 0 && !scratch) {
        code = ENOMEM;
    }
    if (code == 0) {
        attest_i_rows_sort(&batch->words, scratch);
        attest_i_row_list none = {NULL, 0};
        attest_i_row_list rows = {batch->words.items, batch->words.count};
        code = attest_i_tree_update(load->txn, load->store->words, &none, &rows);
    }
    free(scratch);
    return code;
}

static int apply_batch(attest_store_load *load, struct batch *batch)
{
    int code = load->txn ? 0 : attest_i_store_begin(load->store, 1, &load->txn);
    batch->numbers = malloc((load->dictionary.count + 1) * sizeof *batch->numbers);
    if (code == 0 && !batch->numbers) {
        code = ENOMEM;
    }
    code = code ? code : attest_i_store_intern(load->store, load->txn, &load->dictionary, batch->numbers);
    code = code ? code : translate_rows(batch);
    code = code ? code : replace(batch);
    code = code ? code : index_words(batch);
    code = code ? code : attest_i_store_apply(load->store, load->txn, &batch->removed, &batch->added);
    if (code == 0) {
        load->applied++;
        load->open_graph = batch->last_graph;
        load->counts.added += batch->added.count;
        load->counts.removed += batch->removed.count;
        load->counts.replaced += batch->replaced;
        load->counts.split += batch->split;
    }
    free(batch->numbers);
    free(batch->added.items);
    free(batch->removed.items);
    free(batch->words.items);
    return code;
}

static void empty_batch(attest_store_load *load)
{
    load->rows.count = 0;
    attest_i_dictionary_clear(&load->dictionary);
    memset(load->last, 0, sizeof load->last);
}

/* Apply what was gathered, in the transaction that is open or in a new one. */
static enum attest_status flush(attest_store_load *load)
{
    for (int again = 0; load->rows.count > 0; again = 1) {
        struct batch batch = {.load = load};
        size_t before = load->applied;
        int code = apply_batch(load, &batch);
        if (code == 0) {
            break;
        }
        if (load->txn) {
            mdb_txn_abort(load->txn);
            load->txn = NULL;
        }
        load->applied = 0;
        if (code != MDB_MAP_FULL || before > 0 || again) {
            return fail(load, code);
        }
        code = attest_i_store_grow(load->store);
        if (code) {
            return fail(load, code);
        }
    }
    empty_batch(load);
    return ATTEST_OK;
}

/* The pages read count as memory of the process until the map is made anew; the system keeps them cached all the same. */
static void release_pages(const attest_store *store)
{
    MDB_envinfo information;
    if (store->readers == 0 && mdb_env_info(store->env, &information) == 0) {
        (void)mdb_env_set_mapsize(store->env, information.me_mapsize);
    }
}

static enum attest_status commit(attest_store_load *load)
{
    if (!load->txn) {
        return load->status;
    }
    int code = attest_i_store_put_number(load->store, load->txn, POSITION, load->position);
    if (code) {
        mdb_txn_abort(load->txn);
    } else {
        code = attest_i_store_commit(load->store, load->txn);
    }
    load->txn = NULL;
    load->applied = 0;
    load->open_graph = ATTEST_I_TERM_NONE;
    if (code == 0) {
        release_pages(load->store);
    }
    return fail(load, code);
}

/* --- gathering ------------------------------------------------------------------------------------------------------ */

static int same_as(const attest_term *term, const attest_term *other)
{
    return term->kind == other->kind && attest_view_equal(term->value, other->value);
}

static enum attest_status intern(attest_store_load *load, const attest_quad *quad, attest_i_ids *row)
{
    const attest_term *terms[4] = {&quad->subject, &quad->predicate, &quad->object, &quad->graph};
    enum attest_status status = ATTEST_OK;
    for (size_t k = 0; k < 4 && status == ATTEST_OK; k++) {
        row->at[k] = load->last[k];
        /* Most quads share graph, subject or predicate with the one before. */
        if (k != ATTEST_I_OBJECT && row->at[k] != ATTEST_I_TERM_NONE &&
            same_as(terms[k], &load->dictionary.terms[row->at[k] - 1])) {
            continue;
        }
        if (attest_i_inline_id(terms[k], &row->at[k]) == ATTEST_OK) {
            continue;
        }
        if (terms[k]->datatype.size) {
            /* Before the literal, so that its number in the store is known when the literal is written. */
            attest_term datatype = {.kind = ATTEST_TERM_IRI, .value = terms[k]->datatype};
            uint32_t number;
            status = attest_i_dictionary_intern(&load->dictionary, &datatype, &number);
        }
        if (status == ATTEST_OK) {
            status = attest_i_dictionary_intern(&load->dictionary, terms[k], &row->at[k]);
        }
        if (status == ATTEST_OK && k == ATTEST_I_PREDICATE) {
            load->last_wanted = (uint32_t)attest_i_words_wanted(terms[k]->value);
        }
    }
    return status;
}

/* Note that the words of the object are to be indexed. */
static enum attest_status note_searched(attest_store_load *load, uint32_t object)
{
    size_t old = load->searched_capacity;
    enum attest_status status =
        attest_i_grow((void **)&load->searched, &load->searched_capacity, load->dictionary.capacity + 1, 1);
    if (status != ATTEST_OK) {
        return status;
    }
    memset(load->searched + old, 0, load->searched_capacity - old);
    if (load->last_wanted && !(object & ATTEST_I_INLINE)) {
        load->searched[object - 1] = 1;
    }
    return ATTEST_OK;
}

/* At the end of a graph (`ends`) or of the catalogue's statements so far, where the batch is full. */
static enum attest_status make_room(attest_store_load *load, int ends)
{
    size_t count = load->rows.count;
    if (count < load->options.batch || (!ends && count < load->options.batch * BATCHES_PER_GRAPH)) {
        return ATTEST_OK;
    }
    enum attest_status status = flush(load);
    return status == ATTEST_OK && ends ? commit(load) : status;
}

enum attest_status attest_store_load_quad(attest_store_load *load, const attest_quad *quad)
{
    if (load->status != ATTEST_OK) {
        return load->status;
    }
    if (load->skip > 0) {
        load->skip--;
        load->position++;
        return ATTEST_OK;
    }
    int ends = load->rows.count > 0 || load->open_graph != ATTEST_I_TERM_NONE;
    if (ends && load->rows.count > 0) {
        uint32_t last = load->last[ATTEST_I_GRAPH];
        ends = last == ATTEST_I_TERM_NONE || quad->graph.kind == ATTEST_TERM_NONE ||
               !same_as(&quad->graph, &load->dictionary.terms[last - 1]);
    }
    enum attest_status status = make_room(load, ends);
    if (status != ATTEST_OK) {
        return status;
    }
    if (load->rows.count == 0 && load->searched) {
        memset(load->searched, 0, load->searched_capacity);
    }
    attest_i_ids row;
    status = intern(load, quad, &row);
    if (status == ATTEST_OK) {
        status = note_searched(load, row.at[ATTEST_I_OBJECT]);
    }
    if (status == ATTEST_OK) {
        status = ATTEST_I_VECTOR_RESERVE(&load->rows, 1);
    }
    if (status != ATTEST_OK) {
        return fail_status(load, status);
    }
    load->rows.items[load->rows.count++] = row;
    memcpy(load->last, row.at, sizeof load->last);
    load->counts.quads++;
    load->position++;
    return ATTEST_OK;
}

enum attest_status attest_store_load_finish(attest_store_load *load, attest_error *error)
{
    if (load->status == ATTEST_OK) {
        (void)flush(load);
    }
    if (load->status == ATTEST_OK) {
        int code = load->txn ? 0 : attest_i_store_begin(load->store, 1, &load->txn);
        code = code ? code : end_journal(load);
        if (code && load->txn) {
            mdb_txn_abort(load->txn);
            load->txn = NULL;
        }
        (void)fail(load, code);
    }
    if (load->status == ATTEST_OK) {
        (void)commit(load);
    }
    if (load->status != ATTEST_OK && error) {
        *error = load->error;
    }
    return load->status;
}

attest_store_load_counts attest_store_load_count(const attest_store_load *load)
{
    return load->counts;
}

void attest_store_load_free(attest_store_load *load)
{
    if (!load) {
        return;
    }
    if (load->txn) {
        mdb_txn_abort(load->txn);
    }
    attest_i_words_free(load->words);
    attest_i_dictionary_clear(&load->dictionary);
    free(load->rows.items);
    free(load->searched);
    free(load->identity);
    free(load);
}
