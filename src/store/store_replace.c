/* Replacing graphs and their descriptions. A record of the table of graphs tells which load brought a graph's quads, and which its
 * description; sources have records too, of no quads. Thereby a load may bring graph, description and source in any order and in several
 * transactions without taking its own for old. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store_replace.h"

#include <errno.h>
#include <stdlib.h>

#include "rdf/vocabulary.h"

#define CATALOGUE ATTEST_I_TERM_NONE

static const enum attest_i_iri TERMS[ATTEST_I_CATALOGUE_COUNT] = {
    [ATTEST_I_CATALOGUE_TYPE] = ATTEST_I_IRI_RDF_TYPE,
    [ATTEST_I_CATALOGUE_GRAPH_CLASS] = ATTEST_I_IRI_ATT_SOURCE_GRAPH,
    [ATTEST_I_CATALOGUE_SOURCE_CLASS] = ATTEST_I_IRI_SCHEMA_NEWS_ARTICLE,
    [ATTEST_I_CATALOGUE_DERIVED_FROM] = ATTEST_I_IRI_PROV_WAS_DERIVED_FROM,
    [ATTEST_I_CATALOGUE_USED] = ATTEST_I_IRI_PROV_USED,
    [ATTEST_I_CATALOGUE_URL] = ATTEST_I_IRI_SCHEMA_URL,
    [ATTEST_I_CATALOGUE_FILE] = ATTEST_I_IRI_DCT_IDENTIFIER,
};

int attest_i_replacement_init(attest_i_replacement *replacement, attest_store *store, MDB_txn *txn, uint32_t load,
                              attest_i_row_vector *removed)
{
    *replacement = (attest_i_replacement){.store = store, .txn = txn, .load = load, .removed = removed};
    MDB_cursor *cursor;
    int code = mdb_cursor_open(txn, store->hashes.dbi, &cursor);
    if (code) {
        return code;
    }
    for (size_t i = 0; i < ATTEST_I_CATALOGUE_COUNT && code == 0; i++) {
        attest_term term = attest_i_iri_term(TERMS[i]);
        code = attest_i_store_find(store, txn, cursor, &term, &replacement->terms[i]);
        if (code == MDB_NOTFOUND) {
            replacement->terms[i] = ATTEST_I_ANY;
            code = 0;
        }
    }
    mdb_cursor_close(cursor);
    return code;
}

/* Quads of the catalogue; terms that are ATTEST_I_ANY because the store does not know them must not get here. */
static int collect(const attest_i_replacement *replacement, uint32_t subject, uint32_t predicate, uint32_t object,
                   attest_i_row_vector *rows)
{
    attest_i_ids pattern = {{subject, predicate, object, CATALOGUE}};
    return attest_i_store_collect(replacement->store, replacement->txn, pattern, rows);
}

/* Note that this load describes a graph or source. NONE (1) if that was known: then nothing of it is old. */
static int claim_description(const attest_i_replacement *replacement, uint32_t id, int *is_old)
{
    attest_i_graph_record record;
    int code = attest_i_store_get_graph(replacement->store, replacement->txn, id, &record);
    *is_old = code == 0 && record.described != replacement->load;
    if (*is_old) {
        record.described = replacement->load;
        code = attest_i_store_put_graph(replacement->store, replacement->txn, id, &record);
    }
    return code;
}

/* What is said of a source from which no other graph than `graph` was made. */
static int forget_source(attest_i_replacement *replacement, uint32_t source, uint32_t graph)
{
    attest_i_graph_record record;
    attest_i_row_vector graphs = {NULL, 0, 0};
    int code = attest_i_store_get_graph(replacement->store, replacement->txn, source, &record);
    if (code == 0 && record.described != replacement->load) {
        code = collect(replacement, ATTEST_I_ANY, replacement->terms[ATTEST_I_CATALOGUE_DERIVED_FROM], source, &graphs);
        int shared = 0;
        for (size_t i = 0; i < graphs.count; i++) {
            shared |= graphs.items[i].at[ATTEST_I_SUBJECT] != graph;
        }
        if (code == 0 && !shared) {
            code = collect(replacement, source, ATTEST_I_ANY, ATTEST_I_ANY, replacement->removed);
            if (code == 0 && replacement->terms[ATTEST_I_CATALOGUE_USED] != ATTEST_I_ANY) {
                code = collect(replacement, ATTEST_I_ANY, replacement->terms[ATTEST_I_CATALOGUE_USED], source,
                               replacement->removed);
            }
        }
    }
    free(graphs.items);
    return code;
}

/* What is said of a graph, and of the source it was made of. */
static int forget_description(attest_i_replacement *replacement, uint32_t graph)
{
    attest_i_row_vector sources = {NULL, 0, 0};
    int code = collect(replacement, graph, ATTEST_I_ANY, ATTEST_I_ANY, replacement->removed);
    if (code == 0 && replacement->terms[ATTEST_I_CATALOGUE_DERIVED_FROM] != ATTEST_I_ANY) {
        code = collect(replacement, graph, replacement->terms[ATTEST_I_CATALOGUE_DERIVED_FROM], ATTEST_I_ANY, &sources);
    }
    for (size_t i = 0; i < sources.count && code == 0; i++) {
        code = forget_source(replacement, sources.items[i].at[ATTEST_I_OBJECT], graph);
    }
    free(sources.items);
    return code;
}

int attest_i_replacement_graph(attest_i_replacement *replacement, uint32_t graph)
{
    attest_i_graph_record record;
    int is_old;
    int code = attest_i_store_get_graph(replacement->store, replacement->txn, graph, &record);
    if (code || record.load == replacement->load) {
        return code;
    }
    if (record.quads > 0) {
        attest_i_ids pattern = {{ATTEST_I_ANY, ATTEST_I_ANY, ATTEST_I_ANY, graph}};
        replacement->replaced++;
        code = attest_i_store_collect(replacement->store, replacement->txn, pattern, replacement->removed);
        code = code ? code : claim_description(replacement, graph, &is_old);
        if (code == 0 && is_old) {
            code = forget_description(replacement, graph);
        }
        code = code ? code : attest_i_store_get_graph(replacement->store, replacement->txn, graph, &record);
    }
    record.load = replacement->load;
    return code ? code : attest_i_store_put_graph(replacement->store, replacement->txn, graph, &record);
}

/* Does the statement say that its subject is a graph or a source? */
static int tells_class(const attest_i_replacement *replacement, const attest_i_ids *row)
{
    const uint32_t *terms = replacement->terms;
    return row->at[ATTEST_I_PREDICATE] == terms[ATTEST_I_CATALOGUE_TYPE] &&
           (row->at[ATTEST_I_OBJECT] == terms[ATTEST_I_CATALOGUE_GRAPH_CLASS] ||
            row->at[ATTEST_I_OBJECT] == terms[ATTEST_I_CATALOGUE_SOURCE_CLASS]);
}

/* Statements about one subject come in; `is_last`: more about it may come in the next batch. */
static int replace_subject(attest_i_replacement *replacement, const attest_i_ids *rows, size_t count, int is_last)
{
    attest_i_row_vector old = {NULL, 0, 0};
    uint32_t subject = rows[0].at[ATTEST_I_SUBJECT];
    int code = collect(replacement, subject, ATTEST_I_ANY, ATTEST_I_ANY, &old);
    int described = is_last;
    for (size_t i = 0; i < count; i++) {
        described |= tells_class(replacement, &rows[i]);
    }
    int was_described = 0;
    for (size_t i = 0; i < old.count; i++) {
        was_described |= tells_class(replacement, &old.items[i]);
    }
    int is_old = 0;
    if (code == 0 && (described || was_described)) {
        code = claim_description(replacement, subject, &is_old);
    }
    if (code == 0 && is_old && was_described) {
        code = forget_description(replacement, subject);
    }
    free(old.items);
    return code;
}

/* The graphs of a source that another one takes the place of. */
static int supersede_source(attest_i_replacement *replacement, uint32_t source)
{
    attest_i_row_vector graphs = {NULL, 0, 0};
    attest_i_graph_record record;
    int code = attest_i_store_get_graph(replacement->store, replacement->txn, source, &record);
    if (code || record.described == replacement->load) {
        return code;
    }
    if (replacement->terms[ATTEST_I_CATALOGUE_DERIVED_FROM] != ATTEST_I_ANY) {
        code = collect(replacement, ATTEST_I_ANY, replacement->terms[ATTEST_I_CATALOGUE_DERIVED_FROM], source, &graphs);
    }
    for (size_t i = 0; i < graphs.count && code == 0; i++) {
        code = attest_i_replacement_graph(replacement, graphs.items[i].at[ATTEST_I_SUBJECT]);
    }
    free(graphs.items);
    return code;
}

/* Sources of the store that have the property value `row` gives its subject. `without`: only those that have none of that property. */
static int supersede_alike(attest_i_replacement *replacement, const attest_i_ids *row, uint32_t without)
{
    attest_i_row_vector alike = {NULL, 0, 0};
    int code = collect(replacement, ATTEST_I_ANY, row->at[ATTEST_I_PREDICATE], row->at[ATTEST_I_OBJECT], &alike);
    for (size_t i = 0; i < alike.count && code == 0; i++) {
        uint32_t other = alike.items[i].at[ATTEST_I_SUBJECT];
        attest_i_row_vector named = {NULL, 0, 0};
        if (other != row->at[ATTEST_I_SUBJECT]) {
            code = without == ATTEST_I_ANY ? 0 : collect(replacement, other, without, ATTEST_I_ANY, &named);
            if (code == 0 && named.count == 0) {
                code = supersede_source(replacement, other);
            }
        }
        free(named.items);
    }
    free(alike.items);
    return code;
}

static int supersede_subject(attest_i_replacement *replacement, const attest_i_ids *rows, size_t count)
{
    const uint32_t *terms = replacement->terms;
    const attest_i_ids *address = NULL;
    const attest_i_ids *file = NULL;
    int is_source = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t predicate = rows[i].at[ATTEST_I_PREDICATE];
        is_source |=
            tells_class(replacement, &rows[i]) && rows[i].at[ATTEST_I_OBJECT] == terms[ATTEST_I_CATALOGUE_SOURCE_CLASS];
        address = predicate == terms[ATTEST_I_CATALOGUE_URL] ? &rows[i] : address;
        file = predicate == terms[ATTEST_I_CATALOGUE_FILE] ? &rows[i] : file;
    }
    if (!is_source || (!address && !file)) {
        return 0;
    }
    return address ? supersede_alike(replacement, address, ATTEST_I_ANY)
                   : supersede_alike(replacement, file, terms[ATTEST_I_CATALOGUE_URL]);
}

int attest_i_replacement_catalogue(attest_i_replacement *replacement, const attest_i_ids *rows, size_t count,
                                   int supersede)
{
    int code = 0;
    for (size_t i = 0; i < count && code == 0;) {
        size_t end = i + 1;
        while (end < count && rows[end].at[ATTEST_I_SUBJECT] == rows[i].at[ATTEST_I_SUBJECT]) {
            end++;
        }
        code = replace_subject(replacement, rows + i, end - i, end == count);
        if (code == 0 && supersede) {
            code = supersede_subject(replacement, rows + i, end - i);
        }
        i = end;
    }
    return code;
}
