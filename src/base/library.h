/* Shared libraries that are loaded when they are first needed. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_BASE_LIBRARY_H
#define ATTEST_BASE_LIBRARY_H

#include <stddef.h>

#include "attest/status.h"

/* A library and what is wanted of it. `functions` is a table of pointers to functions (a struct of nothing else), in the order of
 * `names`. Name, names and table are the caller's and stay. */
typedef struct attest_i_library {
    const char *soname;
    const char *const *names;
    void *functions;
    size_t count;
    int loaded;
} attest_i_library;

/* Load it, unless it is loaded, and fill the table. It stays loaded until the process ends. Any thread may call this at any time. ATTEST_ERR
 * with the system's reason if that cannot be. */
enum attest_status attest_i_library_load(attest_i_library *library, attest_error *error) ATTEST_MUST_USE;

#endif
