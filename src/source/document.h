/* The inside of a document and how the format readers fill it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_SOURCE_DOCUMENT_H
#define ATTEST_SOURCE_DOCUMENT_H

#include "attest/document.h"
#include "base/digest.h"
#include "base/memory.h"
#include "source/record.h"

/* Both tables of the code point index have one entry for this many bytes, or code points. */
#define ATTEST_I_INDEX_STEP 64U

struct attest_document {
    attest_i_arena arena; /* path and metadata */
    attest_i_buffer text;
    attest_view path;
    attest_span body;
    attest_span title_span;
    attest_metadata metadata;
    attest_view hostname; /* stands in for a publisher that is not named */
    attest_view *authors; /* what metadata.authors shows; malloc'ed */
    size_t author_capacity;
    char digest[ATTEST_I_DIGEST_SIZE];
    char encoding[64];
    uint32_t codepoints;    /* of the whole text; equal to its size if it is ASCII, which then has no index */
    uint32_t *codepoint_at; /* [i]: code points that begin before byte i * STEP */
    uint32_t *byte_at;      /* [i]: byte at which code point i * STEP begins */
};

/* An empty document with the record's path and digest. Gives `*document`. */
enum attest_status attest_i_document_new(attest_document **document, const attest_i_record *record,
                                         attest_error *error) ATTEST_MUST_USE;

/* Give the document its text (taken from `text`, which is left empty; valid UTF-8) and make the code point index. The body is all of it. */
enum attest_status attest_i_document_set_text(attest_document *document, attest_i_buffer *text,
                                              const attest_i_record *record, attest_error *error) ATTEST_MUST_USE;

#endif
