/* A document: one source as read into memory, with its text, metadata and digest. Immutable once read. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_DOCUMENT_H
#define ATTEST_DOCUMENT_H

#include "attest/status.h"
#include "attest/view.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct attest_document attest_document;

/* What is known about a source. Every view is empty where nothing is known; views live as long as the document. */
typedef struct attest_metadata {
    attest_view title;
    attest_view url;
    attest_view publisher;
    const attest_view *authors; /* author_count names, in the order given */
    size_t author_count;
    attest_view published; /* ISO 8601: YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm[:ss][zone] */
    attest_view retrieved; /* the same forms */
    attest_view language;  /* BCP 47 tag, lower case ("en") */
} attest_metadata;

/* Free a document and everything that borrows from it. NULL is fine. */
ATTEST_API void attest_document_free(attest_document *document);

/* How the source is named to the user: FILE, FILE#LINE for a line of a file, or "-" ("-#LINE") for standard input. Valid
 * UTF-8: bytes of a file's name that are not become U+FFFD. */
ATTEST_API attest_view attest_document_path(const attest_document *document);

/* The whole text as read: valid UTF-8 without byte order mark, line ends as they were, front matter included, so that
 * offsets are those of the decoded file. For a JSON source the text is title, an empty line, and the text member (the
 * title is left out if the text starts with it). Borrowed. */
ATTEST_API attest_view attest_document_text(const attest_document *document);

/* The part of the text that is the article (what follows the front matter). */
ATTEST_API attest_span attest_document_body(const attest_document *document);

/* Where the title given in the metadata stands in the text; an empty span (begin == end) if it does not. */
ATTEST_API attest_span attest_document_title_span(const attest_document *document);

/* Metadata; borrowed. Never NULL. */
ATTEST_API const attest_metadata *attest_document_metadata(const attest_document *document);

/* "sha256:" and 64 lower-case hexadecimal digits over the bytes of the source as stored: the file, or the line of a
 * multi-source file without its line end. NUL-terminated, borrowed. */
ATTEST_API const char *attest_document_digest(const attest_document *document);

/* Name of the character encoding that the bytes were decoded from ("UTF-8", "windows-1252", ...). Borrowed. */
ATTEST_API attest_view attest_document_encoding(const attest_document *document);

/* Code point offset of a byte offset of the text, and back. Offsets past the end give the end. O(1). */
ATTEST_API uint32_t attest_document_codepoint(const attest_document *document, uint32_t byte);
ATTEST_API uint32_t attest_document_byte(const attest_document *document, uint32_t codepoint);

/* The text of a span. Borrowed. */
ATTEST_API attest_view attest_document_slice(const attest_document *document, attest_span span);

#ifdef __cplusplus
}
#endif
#endif
