/* The digest of a graph: SHA-256 over its canonical N-Quads. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "rdf/quad_set.h"
#include "rdf/writer_terms.h"

/* A line in the order of memory: offsets, since the bytes move while they grow. */
typedef struct line {
    size_t begin;
    size_t size;
} line;

typedef struct lines {
    attest_i_output text; /* in memory alone: always large enough, so it never writes to a file */
    line *items;
} lines;

/* Most bytes that a term can take: every byte as a \u escape, and the signs around. */
static size_t term_bound(const attest_term *term)
{
    return term->value.size * 6 + term->datatype.size + term->language.size + 16;
}

static enum attest_status reserve(attest_i_output *text, size_t extra)
{
    void *data = text->data;
    enum attest_status status = attest_i_vector_reserve(&data, text->used, extra, &text->capacity, 1);
    text->data = data;
    return status;
}

static enum attest_status append_line(lines *out, size_t index, const attest_quad *quad)
{
    const attest_term *const terms[] = {&quad->subject, &quad->predicate, &quad->object, &quad->graph};
    size_t bound = 8;
    for (size_t i = 0; i < 4; i++) {
        bound += term_bound(terms[i]);
    }
    enum attest_status status = reserve(&out->text, bound);
    if (status != ATTEST_OK) {
        return status;
    }
    size_t begin = out->text.used;
    for (size_t i = 0; i < 4; i++) {
        if (terms[i]->kind != ATTEST_TERM_NONE) {
            attest_i_write_nquads_term(&out->text, terms[i]);
            ATTEST_I_OUTPUT_TEXT(&out->text, " ");
        }
    }
    ATTEST_I_OUTPUT_TEXT(&out->text, ".\n");
    out->items[index] = (line){begin, out->text.used - begin};
    return ATTEST_OK;
}

/* Without the line feed, which sort does not compare. */
static int compare_lines(const void *a, const void *b, void *text)
{
    const line *x = a;
    const line *y = b;
    const char *data = text;
    return attest_view_compare((attest_view){data + x->begin, x->size - 1},
                               (attest_view){data + y->begin, y->size - 1});
}

enum attest_status attest_i_quad_set_digest(const attest_i_quad_set *set, attest_term graph,
                                            char out[ATTEST_I_DIGEST_SIZE])
{
    lines all = {.text = {.fd = -1}, .items = calloc(set->count + 1, sizeof(line))};
    enum attest_status status = all.items ? set->status : ATTEST_ERR_NOMEM;
    for (size_t i = 0; i < set->count && status == ATTEST_OK; i++) {
        const attest_i_quad_set_triple *triple = &set->triples[i];
        attest_quad quad = {set->terms[triple->subject].term, set->terms[triple->predicate].term,
                            set->terms[triple->object].term, graph};
        status = append_line(&all, i, &quad);
    }
    if (status == ATTEST_OK) {
        attest_i_digest digest;
        attest_i_digest_init(&digest);
        qsort_r(all.items, set->count, sizeof *all.items, compare_lines, all.text.data);
        for (size_t i = 0; i < set->count; i++) {
            attest_i_digest_update(&digest, (attest_view){all.text.data + all.items[i].begin, all.items[i].size});
        }
        attest_i_digest_finish(&digest, out);
    }
    free(all.items);
    free(all.text.data);
    return status;
}
