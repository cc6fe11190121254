/* Uploads: options that cannot be. What is sent is tested against servers, in tests/interop. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <string.h>

#include "attest/upload.h"

Test(upload, options_are_checked)
{
    static const char *const endpoints[] = {NULL, "", "no address", "ftp://host/", "http://dba:secret@host/store"};
    for (size_t i = 0; i < sizeof endpoints / sizeof endpoints[0]; i++) {
        attest_upload_options options = attest_upload_options_default();
        attest_upload *upload;
        attest_error error = {0};
        options.endpoint = endpoints[i];
        cr_expect_eq(attest_upload_new(&upload, &options, &error), ATTEST_ERR_ARGUMENT, "case %zu", i);
        cr_expect_null(upload);
        cr_expect_null(strstr(error.text, "secret"));
    }
    attest_upload_options options = attest_upload_options_default();
    attest_upload *upload;
    options.endpoint = "http://127.0.0.1:1/store";
    options.connections = 65;
    cr_expect_eq(attest_upload_new(&upload, &options, NULL), ATTEST_ERR_ARGUMENT);
    options.connections = 1;
    options.auth = ATTEST_UPLOAD_AUTH_BEARER;
    cr_expect_eq(attest_upload_new(&upload, &options, NULL), ATTEST_ERR_ARGUMENT, "no token");
    options.auth = ATTEST_UPLOAD_AUTH_AUTO;
    options.default_graph = "no IRI";
    cr_expect_eq(attest_upload_new(&upload, &options, NULL), ATTEST_ERR_ARGUMENT);
    options.default_graph = NULL;
    cr_assert_eq(attest_upload_new(&upload, &options, NULL), ATTEST_OK);
    cr_expect_eq(attest_upload_finish(upload, NULL), ATTEST_OK, "nothing to send");
    attest_upload_free(upload);
    attest_upload_free(NULL);
}
