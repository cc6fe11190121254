/* The digest of a graph: SHA-256 over its canonical N-Quads. Lines are never put together: with the space behind it, no
 * term's text is the beginning of another's (what ends it, ">" or a quote, is escaped inside), so lines sort as the ranks of
 * their terms do. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "rdf/quad_set.h"
#include "rdf/writer_terms.h"

/* The canonical text of a term with a space behind it. Offsets, since the bytes move while they grow. */
typedef struct term_text {
    size_t begin;
    size_t size;
    uint32_t term;
} term_text;

typedef struct ranked_line {
    uint32_t subject; /* ranks */
    uint32_t predicate;
    uint32_t object;
} ranked_line;

typedef struct digest_state {
    const attest_i_quad_set *set;
    attest_i_output text; /* in memory alone: always large enough, so it never writes to a file */
    term_text *texts;     /* by term, after rank_terms by rank */
    uint32_t *ranks;      /* by term */
    ranked_line *lines;
} digest_state;

/* Most bytes that a term can take: every byte as a \u escape, and the signs around. */
static size_t term_bound(const attest_term *term)
{
    return term->value.size * 6 + term->datatype.size + term->language.size + 16;
}

static enum attest_status append_term(digest_state *state, const attest_term *term, term_text *text)
{
    void *data = state->text.data;
    enum attest_status status =
        attest_i_vector_reserve(&data, state->text.used, term_bound(term), &state->text.capacity, 1);
    state->text.data = data;
    if (status == ATTEST_OK) {
        text->begin = state->text.used;
        attest_i_write_nquads_term(&state->text, term);
        ATTEST_I_OUTPUT_TEXT(&state->text, " ");
        text->size = state->text.used - text->begin;
    }
    return status;
}

static int compare_texts(const void *a, const void *b, void *data)
{
    const term_text *x = a;
    const term_text *y = b;
    const char *bytes = data;
    return attest_view_compare((attest_view){bytes + x->begin, x->size}, (attest_view){bytes + y->begin, y->size});
}

static enum attest_status rank_terms(digest_state *state)
{
    enum attest_status status = ATTEST_OK;
    size_t count = state->set->term_count;
    for (size_t i = 0; i < count && status == ATTEST_OK; i++) {
        state->texts[i].term = (uint32_t)i;
        status = append_term(state, &state->set->terms[i].term, &state->texts[i]);
    }
    if (status == ATTEST_OK && count > 0) {
        qsort_r(state->texts, count, sizeof *state->texts, compare_texts, state->text.data);
        for (size_t i = 0; i < count; i++) {
            state->ranks[state->texts[i].term] = (uint32_t)i;
        }
    }
    return status;
}

static int compare_ranks(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int compare_lines(const void *a, const void *b)
{
    const ranked_line *x = a;
    const ranked_line *y = b;
    int order = compare_ranks(x->subject, y->subject);
    order = order ? order : compare_ranks(x->predicate, y->predicate);
    return order ? order : compare_ranks(x->object, y->object);
}

static void sort_lines(digest_state *state)
{
    for (size_t i = 0; i < state->set->count; i++) {
        const attest_i_quad_set_triple *triple = &state->set->triples[i];
        state->lines[i] =
            (ranked_line){state->ranks[triple->subject], state->ranks[triple->predicate], state->ranks[triple->object]};
    }
    qsort(state->lines, state->set->count, sizeof *state->lines, compare_lines);
}

static void update_rank(attest_i_digest *digest, const digest_state *state, uint32_t rank)
{
    const term_text *text = &state->texts[rank];
    attest_i_digest_update(digest, (attest_view){state->text.data + text->begin, text->size});
}

static void digest_lines(const digest_state *state, attest_view ending, char out[ATTEST_I_DIGEST_SIZE])
{
    attest_i_digest digest;
    attest_i_digest_init(&digest);
    for (size_t i = 0; i < state->set->count; i++) {
        update_rank(&digest, state, state->lines[i].subject);
        update_rank(&digest, state, state->lines[i].predicate);
        update_rank(&digest, state, state->lines[i].object);
        attest_i_digest_update(&digest, ending);
    }
    attest_i_digest_finish(&digest, out);
}

enum attest_status attest_i_quad_set_digest(const attest_i_quad_set *set, attest_term graph,
                                            char out[ATTEST_I_DIGEST_SIZE])
{
    digest_state state = {.set = set, .text = {.fd = -1}};
    state.texts = calloc(set->term_count + 1, sizeof *state.texts);
    state.ranks = calloc(set->term_count + 1, sizeof *state.ranks);
    state.lines = calloc(set->count + 1, sizeof *state.lines);
    attest_i_buffer ending = {0};
    attest_i_buffer_append(&ending, graph.kind == ATTEST_TERM_NONE ? ATTEST_VIEW("") : ATTEST_VIEW("<"));
    attest_i_buffer_append(&ending, graph.value);
    attest_i_buffer_append(&ending, graph.kind == ATTEST_TERM_NONE ? ATTEST_VIEW(".\n") : ATTEST_VIEW("> .\n"));
    enum attest_status status = set->status != ATTEST_OK ? set->status : ending.status;
    if (!state.texts || !state.ranks || !state.lines) {
        status = ATTEST_ERR_NOMEM;
    }
    if (status == ATTEST_OK) {
        status = rank_terms(&state);
    }
    if (status == ATTEST_OK) {
        sort_lines(&state);
        digest_lines(&state, attest_i_buffer_view(&ending), out);
    }
    attest_i_buffer_clear(&ending);
    free(state.texts);
    free(state.ranks);
    free(state.lines);
    free(state.text.data);
    return status;
}
