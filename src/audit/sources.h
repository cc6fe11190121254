/* The sources that an audit step works on, found by digest. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_AUDIT_SOURCES_H
#define ATTEST_AUDIT_SOURCES_H

#include "attest/audit.h"
#include "attest/document.h"
#include "attest/source.h"

typedef struct attest_i_sources {
    attest_document **items; /* owned; by digest */
    size_t count;
    size_t capacity;
} attest_i_sources;

/* Read all sources. One that cannot be read is a finding of kind "source-unreadable". */
enum attest_status attest_i_sources_read(attest_i_sources *sources, const char *const *inputs, size_t input_count,
                                         const attest_source_options *options, attest_finding_handler *handler,
                                         void *user_data, size_t *unreadable, attest_error *error) ATTEST_MUST_USE;
void attest_i_sources_clear(attest_i_sources *sources);

/* The first document with that digest ("sha256:..."); NULL if there is none. `index` may be NULL. */
const attest_document *attest_i_sources_find(const attest_i_sources *sources, attest_view digest, size_t *index);

#endif
