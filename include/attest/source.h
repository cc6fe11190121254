/* Reading sources: files, folders and streams become documents, one at a time. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_SOURCE_H
#define ATTEST_SOURCE_H

#include "attest/document.h"
#include "attest/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct attest_source_reader attest_source_reader;

/* Default of max_source_bytes: 64 MiB. */
#define ATTEST_MAX_SOURCE_BYTES ((uint64_t)64 * 1024 * 1024)

typedef struct attest_source_options {
    uint64_t max_source_bytes; /* a larger single source is refused; a file of any number of sources is not */
    int lines;                 /* 1: each line of a plain text is one sentence and one source */
    const char *encoding;      /* NULL: detect; otherwise the encoding of plain text files, a name that ICU knows */
    const char *type;          /* NULL: by name and content; "text" or "ndjson" */
    const char *language;      /* language of sources that do not state theirs; NULL: "en" */
} attest_source_options;

/* Type and encoding by what the file shows, English where nothing is stated, sources of up to ATTEST_MAX_SOURCE_BYTES. */
ATTEST_API attest_source_options attest_source_options_default(void);

/* Called with what the user should know about a source that is read all the same (a replaced byte, an ignored
 * header line). `warning` is borrowed for the call. */
typedef void attest_warning_handler(void *user_data, const attest_error *warning);

/* Make a reader over `count` inputs, read in the order given: a file, a folder (recursive, in byte order of the path;
 * symbolic links to folders are followed, a loop is reported once and left), or "-" for standard input. `inputs` and their strings
 * are borrowed and must outlive the reader, as must the strings in `options`; `options` NULL means defaults. Gives `*reader`. */
ATTEST_API enum attest_status attest_source_reader_new(attest_source_reader **reader, const char *const *inputs,
                                                       size_t count, const attest_source_options *options,
                                                       attest_error *error) ATTEST_MUST_USE;

/* Free a reader and close what it has open. The documents that it gave stay. NULL is fine. */
ATTEST_API void attest_source_reader_free(attest_source_reader *reader);

/* Have warnings told to `handler` from now on, with `user_data`; NULL: to nobody, as at the start. */
ATTEST_API void attest_source_reader_on_warning(attest_source_reader *reader, attest_warning_handler *handler,
                                                void *user_data);

/* Read the next source. OK gives `*document` (free it with attest_document_free); END: no more. An error concerns one
 * source only, which `error` names: the reader has passed it and can be asked for the next. After ATTEST_ERR_NOMEM the
 * reader can only be freed. Memory use is bounded by the largest source, not by their number. */
ATTEST_API enum attest_status attest_source_reader_next(attest_source_reader *reader, attest_document **document,
                                                        attest_error *error) ATTEST_MUST_USE;

/* Bytes of the inputs that are passed so far. */
ATTEST_API uint64_t attest_source_reader_bytes(const attest_source_reader *reader);

/* How many bytes a reader over these inputs would pass, for telling how far it is: all files are looked up, none is read. NONE: that
 * cannot be told (a pipe among them, or something that cannot be looked up). */
ATTEST_API enum attest_status attest_source_bytes(const char *const *inputs, size_t count,
                                                  uint64_t *bytes) ATTEST_MUST_USE;

/* Make a document from bytes in memory (copied). `path` names it in messages. Everything else as for a file. */
ATTEST_API enum attest_status attest_document_from_bytes(attest_document **document, attest_view bytes,
                                                         const char *path, const attest_source_options *options,
                                                         attest_error *error) ATTEST_MUST_USE;

#ifdef __cplusplus
}
#endif
#endif
