/* The pages of LMDB's file, looked at before LMDB is trusted with them: it takes what stands in them for true. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_STORE_STORE_PAGES_H
#define ATTEST_STORE_STORE_PAGES_H

#include "attest/store.h"

/* Check file `path`: that both trees of LMDB and all tables in them are made of sound pages of the file, each used once. Faults go to `handler`;
 * a failure to read, to `error`. */
enum attest_status attest_i_store_check_pages(const char *path, attest_store_finding_handler *handler, void *user_data,
                                              uint64_t *faults, attest_error *error) ATTEST_MUST_USE;

#endif
