/* Paragraphs and sentences on the surface, for what works without the language layer. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_SENTENCES_H
#define ATTEST_EXTRACT_SENTENCES_H

#include "attest/ruleset.h"
#include "attest/status.h"
#include "attest/view.h"
#include "base/memory.h"

/* A longer sentence is cut at white space, so that the work of later stages stays bounded; a hit is counted. */
#define ATTEST_I_SENTENCE_BYTES_MAX 8192U

/* Spans in text order; `items` is malloc'ed, freed with attest_i_spans_clear. */
typedef struct attest_i_spans {
    attest_span *items;
    size_t count;
    size_t capacity;
    size_t limit_hits;
} attest_i_spans;

void attest_i_spans_clear(attest_i_spans *spans);

/* `span` without white space at its ends (all that Unicode calls so, zero-width spaces and byte order marks). */
attest_span attest_i_span_trim(attest_view text, attest_span span);

/* Append `span` without white space at its ends, in pieces of at most ATTEST_I_SENTENCE_BYTES_MAX. */
enum attest_status attest_i_spans_add(attest_i_spans *sentences, attest_view text, attest_span span) ATTEST_MUST_USE;

/* The paragraphs of text[body]: lines, or runs of lines if the text is wrapped at a fixed width. */
enum attest_status attest_i_paragraphs_find(attest_view text, attest_span body,
                                            attest_i_spans *paragraphs) ATTEST_MUST_USE;

/* Append the sentences of text[zone]. Abbreviations come from the word list "abbreviation" of `rules`. */
enum attest_status attest_i_sentences_find(const attest_ruleset *rules, attest_view text, attest_span zone,
                                           attest_i_spans *sentences) ATTEST_MUST_USE;

#endif
