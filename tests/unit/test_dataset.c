/* The dataset in memory: every pattern of given and open positions, against a plain scan. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "attest/dataset.h"
#include "store/dataset.h"

#define QUADS 600

static attest_term iri(char *buffer, const char *kind, unsigned number)
{
    sprintf(buffer, "http://example.org/%s%u", kind, number);
    return (attest_term){.kind = ATTEST_TERM_IRI, .value = attest_view_of(buffer)};
}

/* Quad `i` of a small world with repetitions; every fifth object is a literal, every fourth quad in the default graph. */
static attest_quad make_quad(unsigned i, char buffers[4][64])
{
    unsigned x = i * 2654435761U;
    attest_quad quad = {iri(buffers[0], "s", x % 7), iri(buffers[1], "p", (x >> 8) % 5),
                        iri(buffers[2], "o", (x >> 16) % 9), iri(buffers[3], "g", (x >> 24) % 3)};
    if (i % 5 == 0) {
        quad.object.kind = ATTEST_TERM_LITERAL;
        quad.object.language = i % 2 ? ATTEST_VIEW("EN") : (attest_view){NULL, 0};
    }
    if (i % 4 == 0) {
        quad.graph = (attest_term){.kind = ATTEST_TERM_NONE};
    }
    return quad;
}

static attest_dataset *make_dataset(void)
{
    attest_dataset *dataset;
    cr_assert_eq(attest_i_dataset_new(&dataset), ATTEST_OK);
    attest_quad_sink sink = attest_i_dataset_as_sink(dataset);
    char buffers[4][64];
    for (unsigned i = 0; i < QUADS; i++) {
        attest_quad quad = make_quad(i, buffers);
        cr_assert_eq(sink.quad(sink.self, &quad), ATTEST_OK);
        cr_assert_eq(sink.quad(sink.self, &quad), ATTEST_OK);
    }
    cr_assert_eq(attest_i_dataset_seal(dataset), ATTEST_OK);
    return dataset;
}

struct found {
    attest_quad last;
    size_t count;
    int sorted;
};

static enum attest_status count_quad(void *self, const attest_quad *quad)
{
    struct found *found = self;
    if (found->count > 0 && attest_quad_compare(&found->last, quad) >= 0) {
        found->sorted = 0;
    }
    found->last = *quad;
    found->count++;
    return ATTEST_OK;
}

static size_t count_matches(const attest_dataset *dataset, const attest_quad *pattern)
{
    struct found found = {.sorted = 1};
    cr_assert_eq(attest_dataset_find(dataset, pattern, (attest_quad_sink){count_quad, &found}), ATTEST_OK);
    cr_expect(found.sorted, "quads come in order and each once");
    return found.count;
}

/* The number of distinct quads that agree with `pattern` in the positions of `mask`. */
static size_t scan(const attest_dataset *dataset, const attest_quad *pattern, unsigned mask)
{
    attest_i_quads_range all = attest_i_quads_all(&dataset->quads);
    size_t count = 0;
    for (size_t i = 0; i < all.count; i++) {
        attest_quad quad = attest_i_dataset_quad(dataset, attest_i_quads_row(&all, i));
        count += (!(mask & 1U) || attest_term_compare(&quad.subject, &pattern->subject) == 0) &&
                 (!(mask & 2U) || attest_term_compare(&quad.predicate, &pattern->predicate) == 0) &&
                 (!(mask & 4U) || attest_term_compare(&quad.object, &pattern->object) == 0) &&
                 (!(mask & 8U) || attest_term_compare(&quad.graph, &pattern->graph) == 0);
    }
    return count;
}

Test(dataset, every_pattern_is_found)
{
    attest_dataset *dataset = make_dataset();
    char buffers[4][64];
    size_t matched = 0;
    for (unsigned i = 0; i < QUADS; i += 7) {
        attest_quad quad = make_quad(i, buffers);
        quad.object.language = quad.object.language.size ? ATTEST_VIEW("en") : quad.object.language;
        for (unsigned mask = 0; mask < 16; mask++) {
            attest_quad pattern = quad;
            if (!(mask & 1U)) {
                pattern.subject.kind = ATTEST_TERM_NONE;
            }
            if (!(mask & 2U)) {
                pattern.predicate.kind = ATTEST_TERM_NONE;
            }
            if (!(mask & 4U)) {
                pattern.object.kind = ATTEST_TERM_NONE;
            }
            if (!(mask & 8U)) {
                pattern.graph.kind = ATTEST_TERM_NONE;
            } else if (quad.graph.kind == ATTEST_TERM_NONE) {
                pattern.graph = (attest_term){.kind = ATTEST_TERM_IRI};
            }
            size_t count = count_matches(dataset, &pattern);
            cr_expect_eq(count, scan(dataset, &quad, mask), "quad %u, mask %u", i, mask);
            matched += count;
        }
    }
    cr_expect_gt(matched, 1000);
    attest_dataset_free(dataset);
}

Test(dataset, drops_duplicates_and_unknown_terms)
{
    attest_dataset *dataset = make_dataset();
    attest_quad any = {.subject.kind = ATTEST_TERM_NONE};
    size_t all = count_matches(dataset, &any);
    cr_expect_eq(all, attest_dataset_size(dataset));
    cr_expect_leq(all, QUADS);
    attest_quad unknown = {.subject = {.kind = ATTEST_TERM_IRI, .value = ATTEST_VIEW("http://example.org/nobody")}};
    cr_expect_eq(count_matches(dataset, &unknown), 0);
    attest_dataset_free(dataset);
    attest_dataset_free(NULL);
}

Test(dataset, empty)
{
    attest_dataset *dataset;
    cr_assert_eq(attest_i_dataset_new(&dataset), ATTEST_OK);
    cr_assert_eq(attest_i_dataset_seal(dataset), ATTEST_OK);
    attest_quad any = {.subject.kind = ATTEST_TERM_NONE};
    cr_expect_eq(count_matches(dataset, &any), 0);
    cr_expect_eq(attest_dataset_size(dataset), 0);
    attest_dataset_free(dataset);
}

Test(dataset, equal_literals_are_one_term)
{
    attest_dataset *dataset;
    cr_assert_eq(attest_i_dataset_new(&dataset), ATTEST_OK);
    attest_quad_sink sink = attest_i_dataset_as_sink(dataset);
    attest_term node = {.kind = ATTEST_TERM_IRI, .value = ATTEST_VIEW("http://example.org/a")};
    attest_quad quad = {
        node, node, {.kind = ATTEST_TERM_LITERAL, .value = ATTEST_VIEW("x")}, {.kind = ATTEST_TERM_NONE}};
    cr_assert_eq(sink.quad(sink.self, &quad), ATTEST_OK);
    quad.object.datatype = ATTEST_VIEW("http://www.w3.org/2001/XMLSchema#string");
    cr_assert_eq(sink.quad(sink.self, &quad), ATTEST_OK);
    quad.object.datatype = (attest_view){NULL, 0};
    quad.object.language = ATTEST_VIEW("en");
    cr_assert_eq(sink.quad(sink.self, &quad), ATTEST_OK);
    quad.object.language = ATTEST_VIEW("EN");
    cr_assert_eq(sink.quad(sink.self, &quad), ATTEST_OK);
    cr_assert_eq(attest_i_dataset_seal(dataset), ATTEST_OK);
    cr_expect_eq(attest_dataset_size(dataset), 2);
    attest_dataset_free(dataset);
}
