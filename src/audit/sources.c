/* Reading sources for verify and import. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/sources.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"

static int compare_documents(const void *a, const void *b)
{
    const attest_document *left = *(attest_document *const *)a;
    const attest_document *right = *(attest_document *const *)b;
    int order = strcmp(attest_document_digest(left), attest_document_digest(right));
    return order ? order : attest_view_compare(attest_document_path(left), attest_document_path(right));
}

static enum attest_status keep_document(attest_i_sources *sources, attest_document *document)
{
    enum attest_status status =
        attest_i_grow((void **)&sources->items, &sources->capacity, sources->count + 1, sizeof(attest_document *));
    if (status != ATTEST_OK) {
        attest_document_free(document);
        return status;
    }
    sources->items[sources->count++] = document;
    return ATTEST_OK;
}

/* Named by file and, in a file of many sources, line. */
static void report_unreadable(const attest_error *reason, attest_finding_handler *handler, void *user_data)
{
    char place[sizeof reason->source + 16];
    if (reason->line) {
        snprintf(place, sizeof place, "%s:%" PRIu32, reason->source, reason->line);
    } else {
        snprintf(place, sizeof place, "%s", reason->source);
    }
    attest_finding finding = {"source-unreadable", place, reason->text};
    handler(user_data, &finding);
}

enum attest_status attest_i_sources_read(attest_i_sources *sources, const char *const *inputs, size_t input_count,
                                         const attest_source_options *options, attest_finding_handler *handler,
                                         void *user_data, size_t *unreadable, attest_error *error)
{
    attest_source_reader *reader;
    *unreadable = 0;
    enum attest_status status = attest_source_reader_new(&reader, inputs, input_count, options, error);
    if (status != ATTEST_OK) {
        return status;
    }
    while (status == ATTEST_OK) {
        attest_document *document;
        attest_error reason = {.status = ATTEST_OK};
        status = attest_source_reader_next(reader, &document, &reason);
        if (status == ATTEST_OK) {
            status = keep_document(sources, document);
        } else if (status != ATTEST_END && status != ATTEST_ERR_NOMEM) {
            report_unreadable(&reason, handler, user_data);
            (*unreadable)++;
            status = ATTEST_OK;
        }
    }
    attest_source_reader_free(reader);
    if (sources->count > 0) {
        qsort(sources->items, sources->count, sizeof(attest_document *), compare_documents);
    }
    return status == ATTEST_END ? ATTEST_OK : attest_error_set(error, status, NULL, "out of memory");
}

void attest_i_sources_clear(attest_i_sources *sources)
{
    for (size_t i = 0; i < sources->count; i++) {
        attest_document_free(sources->items[i]);
    }
    free(sources->items);
    memset(sources, 0, sizeof *sources);
}

const attest_document *attest_i_sources_find(const attest_i_sources *sources, attest_view digest, size_t *index)
{
    size_t low = 0;
    size_t high = sources->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (attest_view_compare(attest_view_of(attest_document_digest(sources->items[middle])), digest) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == sources->count ||
        !attest_view_equal(attest_view_of(attest_document_digest(sources->items[low])), digest)) {
        return NULL;
    }
    if (index) {
        *index = low;
    }
    return sources->items[low];
}
