/* Text for people in columns: how wide it is on a terminal, how IRIs are shortened. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_STORE_DISPLAY_H
#define ATTEST_STORE_DISPLAY_H

#include "attest/view.h"
#include "base/memory.h"
#include "store/dataset.h"

/* Columns of a fixed-width terminal that the code point or text takes: wide East Asian characters two, combining and invisible
 * ones none (UAX 11). */
size_t attest_i_display_width_of(uint32_t codepoint);
size_t attest_i_display_width(attest_view text);

/* Namespaces by which IRIs are shortened. */
#define ATTEST_I_SHORTENER_MAX 64

typedef struct attest_i_shortener {
    struct {
        attest_view prefix;
        attest_view space;
    } items[ATTEST_I_SHORTENER_MAX];
    size_t count;
    char base[3][2080]; /* namespaces made from the base IRI */
} attest_i_shortener;

/* The prefixes of attest's own graphs, with the base IRI that the dataset's run names (if it has one). */
void attest_i_shortener_init(attest_i_shortener *shortener, const attest_dataset *dataset);

/* Add a prefix, which is borrowed; it goes before those that are there. A full list stays as it is. */
void attest_i_shortener_add(attest_i_shortener *shortener, attest_view prefix, attest_view space);

/* Append the IRI as prefix:local if that is a name in SPARQL and Turtle, else as <IRI>. */
void attest_i_shortener_append(const attest_i_shortener *shortener, attest_view iri, attest_i_buffer *buffer);

/* The same; `*used` becomes the index of the prefix, ATTEST_NO_INDEX for none. */
void attest_i_shortener_append_noting(const attest_i_shortener *shortener, attest_view iri, attest_i_buffer *buffer,
                                      uint32_t *used);

#endif
