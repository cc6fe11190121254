/* libcurl, loaded when something is uploaded. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/curl.h"

#include "base/library.h"
#include "data/sonames.h"

attest_i_curl_functions attest_i_curl;

#define NAME(name) #name,
static const char *const NAMES[] = {ATTEST_I_CURL_FUNCTIONS(NAME)};

enum attest_status attest_i_curl_load(attest_error *error)
{
    static attest_i_library curl = {ATTEST_I_SONAME_curl, NAMES, &attest_i_curl, sizeof NAMES / sizeof NAMES[0], 0};
    return attest_i_library_load(&curl, error);
}
