/* Results that are graphs: CONSTRUCT fills its template with every solution, DESCRIBE gives all that is said of a node in
 * any graph. Written as Turtle or JSON-LD, sorted. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "store/display.h"
#include "store/query.h"
#include "store/query_text.h"

struct triples {
    attest_i_ids *items;
    size_t count;
    size_t capacity;
};

static enum attest_status add_triple(struct triples *triples, uint32_t subject, uint32_t predicate, uint32_t object)
{
    enum attest_status status =
        attest_i_grow((void **)&triples->items, &triples->capacity, triples->count + 1, sizeof *triples->items);
    if (status == ATTEST_OK) {
        triples->items[triples->count++] = (attest_i_ids){{subject, predicate, object, ATTEST_I_TERM_NONE}};
    }
    return status;
}

/* The id of a part of the template in one row; NONE if it is unbound. */
static enum attest_status fill(attest_i_query *query, rasqal_literal *part, const uint32_t *row, uint32_t *id)
{
    rasqal_variable *variable = rasqal_literal_as_variable(part);
    if (variable) {
        *id = row[attest_i_query_slot(query, variable)];
        return *id == ATTEST_I_TERM_NONE ? ATTEST_NONE : ATTEST_OK;
    }
    if (part->type == RASQAL_LITERAL_BLANK) {
        return attest_i_query_fail(query, ATTEST_ERR_UNSUPPORTED,
                                   "blank nodes in a CONSTRUCT template are not supported");
    }
    attest_term term;
    enum attest_status status = attest_i_query_term_of_literal(query, part, &term);
    return status == ATTEST_OK ? attest_i_query_id_of_term(query, &term, id) : status;
}

static enum attest_status construct(attest_i_query *query, const attest_i_rows *rows, struct triples *triples)
{
    raptor_sequence *template = rasqal_query_get_construct_triples_sequence(query->rasqal);
    int size = template ? raptor_sequence_size(template) : 0;
    for (size_t row = 0; row < rows->count; row++) {
        for (int i = 0; i < size; i++) {
            const rasqal_triple *triple = raptor_sequence_get_at(template, i);
            rasqal_literal *const parts[3] = {triple->subject, triple->predicate, triple->object};
            uint32_t ids[3];
            enum attest_status status = ATTEST_OK;
            for (size_t k = 0; k < 3 && status == ATTEST_OK; k++) {
                status = fill(query, parts[k], &rows->ids[row * rows->column_count], &ids[k]);
            }
            /* What would be no triple is left out (SPARQL 1.1, 16.2). */
            if (status == ATTEST_OK && attest_i_query_term(query, ids[0]).kind == ATTEST_TERM_IRI &&
                attest_i_query_term(query, ids[1]).kind == ATTEST_TERM_IRI) {
                status = add_triple(triples, ids[0], ids[1], ids[2]);
            }
            if (status != ATTEST_OK && status != ATTEST_NONE) {
                return status;
            }
        }
    }
    return ATTEST_OK;
}

static enum attest_status describe_node(attest_i_query *query, uint32_t id, struct triples *triples)
{
    if (id == ATTEST_I_TERM_NONE || !attest_i_dataset_holds(query->dataset, id)) {
        return ATTEST_OK;
    }
    attest_i_ids pattern = {{id, ATTEST_I_ANY, ATTEST_I_ANY, ATTEST_I_ANY}};
    attest_i_scan scan;
    attest_i_ids quad;
    enum attest_status status = ATTEST_OK;
    attest_i_scan_open(&scan, query->dataset, pattern);
    while (status == ATTEST_OK && attest_i_scan_next(&scan, &quad)) {
        status = add_triple(triples, id, quad.at[ATTEST_I_PREDICATE], quad.at[ATTEST_I_OBJECT]);
    }
    attest_i_scan_close(&scan);
    return status;
}

static enum attest_status describe(attest_i_query *query, const attest_i_rows *rows, struct triples *triples)
{
    raptor_sequence *nodes = rasqal_query_get_describe_sequence(query->rasqal);
    int size = nodes ? raptor_sequence_size(nodes) : 0;
    enum attest_status status = ATTEST_OK;
    for (int i = 0; i < size && status == ATTEST_OK; i++) {
        rasqal_literal *node = raptor_sequence_get_at(nodes, i);
        size_t count = rasqal_literal_as_variable(node) ? rows->count : 1;
        for (size_t row = 0; row < count && status == ATTEST_OK; row++) {
            uint32_t id;
            status = fill(query, node, rows->ids ? &rows->ids[row * rows->column_count] : NULL, &id);
            if (status == ATTEST_OK) {
                status = describe_node(query, id, triples);
            } else if (status == ATTEST_NONE) {
                status = ATTEST_OK;
            }
        }
    }
    return status;
}

static int compare_triples(const void *a, const void *b, void *user_data)
{
    const attest_i_query *query = user_data;
    const attest_i_ids *left = a;
    const attest_i_ids *right = b;
    for (size_t k = 0; k < 3; k++) {
        if (left->at[k] != right->at[k]) {
            attest_term left_term = attest_i_query_term(query, left->at[k]);
            attest_term right_term = attest_i_query_term(query, right->at[k]);
            return attest_term_compare(&left_term, &right_term);
        }
    }
    return 0;
}

static void sort_triples(attest_i_query *query, struct triples *triples)
{
    if (triples->count == 0) {
        return;
    }
    qsort_r(triples->items, triples->count, sizeof *triples->items, compare_triples, query);
    size_t kept = 1;
    for (size_t i = 1; i < triples->count; i++) {
        if (memcmp(&triples->items[i], &triples->items[kept - 1], sizeof *triples->items) != 0) {
            triples->items[kept++] = triples->items[i];
        }
    }
    triples->count = kept;
}

static void append_turtle(const attest_i_query *query, const struct triples *triples, attest_i_buffer *buffer)
{
    attest_i_shortener shortener;
    attest_i_shortener_init(&shortener, query->dataset);
    for (size_t i = 0; i < shortener.count; i++) {
        attest_i_buffer_print(buffer, "@prefix %.*s: <%.*s> .\n", (int)shortener.items[i].prefix.size,
                              shortener.items[i].prefix.data, (int)shortener.items[i].space.size,
                              shortener.items[i].space.data);
    }
    for (size_t i = 0; i < triples->count; i++) {
        const attest_i_ids *triple = &triples->items[i];
        const attest_i_ids *last = i ? &triples->items[i - 1] : NULL;
        attest_term subject = attest_i_query_term(query, triple->at[0]);
        attest_term predicate = attest_i_query_term(query, triple->at[1]);
        attest_term object = attest_i_query_term(query, triple->at[2]);
        int same_subject = last && last->at[0] == triple->at[0];
        if (!same_subject) {
            attest_i_buffer_append(buffer, last ? ATTEST_VIEW(" .\n\n") : ATTEST_VIEW("\n"));
            attest_i_text_term(buffer, &subject, &shortener);
            attest_i_buffer_byte(buffer, ' ');
        }
        if (same_subject && last->at[1] == triple->at[1]) {
            attest_i_buffer_append(buffer, ATTEST_VIEW(", "));
        } else {
            attest_i_buffer_append(buffer, same_subject ? ATTEST_VIEW(" ;\n    ") : ATTEST_VIEW(""));
            attest_i_text_term(buffer, &predicate, &shortener);
            attest_i_buffer_byte(buffer, ' ');
        }
        attest_i_text_term(buffer, &object, &shortener);
    }
    attest_i_buffer_append(buffer, triples->count ? ATTEST_VIEW(" .\n") : ATTEST_VIEW(""));
}

static void append_json_object(const attest_term *object, attest_i_buffer *buffer)
{
    attest_i_buffer_append(buffer,
                           object->kind == ATTEST_TERM_IRI ? ATTEST_VIEW("{\"@id\":") : ATTEST_VIEW("{\"@value\":"));
    attest_i_text_json(buffer, object->value);
    if (object->language.size) {
        attest_i_buffer_append(buffer, ATTEST_VIEW(",\"@language\":"));
        attest_i_text_json(buffer, object->language);
    } else if (object->datatype.size) {
        attest_i_buffer_append(buffer, ATTEST_VIEW(",\"@type\":"));
        attest_i_text_json(buffer, object->datatype);
    }
    attest_i_buffer_byte(buffer, '}');
}

/* Expanded JSON-LD: one node object a subject. */
static void append_jsonld(const attest_i_query *query, const struct triples *triples, attest_i_buffer *buffer)
{
    attest_i_buffer_byte(buffer, '[');
    for (size_t i = 0; i < triples->count; i++) {
        const attest_i_ids *triple = &triples->items[i];
        const attest_i_ids *last = i ? &triples->items[i - 1] : NULL;
        attest_term object = attest_i_query_term(query, triple->at[2]);
        int same_subject = last && last->at[0] == triple->at[0];
        if (!same_subject) {
            attest_i_buffer_append(buffer, last ? ATTEST_VIEW("]},\n{\"@id\":") : ATTEST_VIEW("\n{\"@id\":"));
            attest_i_text_json(buffer, attest_i_query_term(query, triple->at[0]).value);
        }
        if (same_subject && last->at[1] == triple->at[1]) {
            attest_i_buffer_byte(buffer, ',');
        } else {
            attest_i_buffer_append(buffer, same_subject ? ATTEST_VIEW("],") : ATTEST_VIEW(","));
            attest_i_text_json(buffer, attest_i_query_term(query, triple->at[1]).value);
            attest_i_buffer_append(buffer, ATTEST_VIEW(":["));
        }
        append_json_object(&object, buffer);
    }
    attest_i_buffer_append(buffer, triples->count ? ATTEST_VIEW("]}\n]\n") : ATTEST_VIEW("]\n"));
}

enum attest_status attest_i_query_write_graph(attest_i_query *query, const attest_i_rows *rows,
                                              enum attest_result_format format, FILE *output)
{
    if (format != ATTEST_RESULT_TABLE && format != ATTEST_RESULT_TURTLE && format != ATTEST_RESULT_JSON) {
        return attest_i_query_fail(query, ATTEST_ERR_UNSUPPORTED,
                                   "the result of a CONSTRUCT or DESCRIBE is a graph: write it as turtle or json");
    }
    struct triples triples = {NULL, 0, 0};
    attest_i_buffer buffer = {NULL, 0, 0, ATTEST_OK};
    enum attest_status status = rasqal_query_get_verb(query->rasqal) == RASQAL_QUERY_VERB_DESCRIBE
                                    ? describe(query, rows, &triples)
                                    : construct(query, rows, &triples);
    if (status == ATTEST_OK) {
        sort_triples(query, &triples);
        if (format == ATTEST_RESULT_JSON) {
            append_jsonld(query, &triples, &buffer);
        } else {
            append_turtle(query, &triples, &buffer);
        }
        status = buffer.status;
    }
    if (status == ATTEST_OK && buffer.size) {
        fwrite(buffer.data, 1, buffer.size, output);
    }
    free(triples.items);
    attest_i_buffer_clear(&buffer);
    return status;
}
