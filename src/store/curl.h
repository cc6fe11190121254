/* libcurl, loaded when something is uploaded: see rdf/redland.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_STORE_CURL_H
#define ATTEST_STORE_CURL_H

/* Its checks of argument types are macros of the functions' names. */
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

#include "attest/status.h"

enum attest_status attest_i_curl_load(attest_error *error) ATTEST_MUST_USE;

/* The header's own macros of these names. */
#undef curl_easy_getinfo
#undef curl_easy_setopt

/* clang-format off */
#define ATTEST_I_CURL_FUNCTIONS(X) \
    X(curl_easy_cleanup) X(curl_easy_escape) X(curl_easy_getinfo) X(curl_easy_init) X(curl_easy_setopt) \
    X(curl_easy_strerror) X(curl_free) X(curl_global_init) X(curl_multi_add_handle) X(curl_multi_cleanup) \
    X(curl_multi_info_read) X(curl_multi_init) X(curl_multi_perform) X(curl_multi_poll) X(curl_multi_remove_handle) \
    X(curl_slist_append) X(curl_slist_free_all) X(curl_url) X(curl_url_cleanup) X(curl_url_get) X(curl_url_set)
/* clang-format on */

#define ATTEST_I_FUNCTION_POINTER(name) __typeof__(name) *name;
typedef struct attest_i_curl_functions {
    ATTEST_I_CURL_FUNCTIONS(ATTEST_I_FUNCTION_POINTER)
} attest_i_curl_functions;
extern attest_i_curl_functions attest_i_curl;
#undef ATTEST_I_FUNCTION_POINTER

#define curl_easy_cleanup (attest_i_curl.curl_easy_cleanup)
#define curl_easy_escape (attest_i_curl.curl_easy_escape)
#define curl_easy_getinfo (attest_i_curl.curl_easy_getinfo)
#define curl_easy_init (attest_i_curl.curl_easy_init)
#define curl_easy_setopt (attest_i_curl.curl_easy_setopt)
#define curl_easy_strerror (attest_i_curl.curl_easy_strerror)
#define curl_free (attest_i_curl.curl_free)
#define curl_global_init (attest_i_curl.curl_global_init)
#define curl_multi_add_handle (attest_i_curl.curl_multi_add_handle)
#define curl_multi_cleanup (attest_i_curl.curl_multi_cleanup)
#define curl_multi_info_read (attest_i_curl.curl_multi_info_read)
#define curl_multi_init (attest_i_curl.curl_multi_init)
#define curl_multi_perform (attest_i_curl.curl_multi_perform)
#define curl_multi_poll (attest_i_curl.curl_multi_poll)
#define curl_multi_remove_handle (attest_i_curl.curl_multi_remove_handle)
#define curl_slist_append (attest_i_curl.curl_slist_append)
#define curl_slist_free_all (attest_i_curl.curl_slist_free_all)
#define curl_url (attest_i_curl.curl_url)
#define curl_url_cleanup (attest_i_curl.curl_url_cleanup)
#define curl_url_get (attest_i_curl.curl_url_get)
#define curl_url_set (attest_i_curl.curl_url_set)

#endif
