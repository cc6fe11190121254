/* attest_audit_write, and what all forms of the report share. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "attest/audit.h"

#include <errno.h>
#include <string.h>

#include "audit/report.h"

const char *attest_i_report_stance_phrase(const attest_i_report_claim *claim, const attest_i_report_layer *layer)
{
    static const struct {
        const char *stance;
        const char *phrase;
    } PHRASES[] = {
        {"asserts", "said by"},      {"denies", "in a denial by"},
        {"doubts", "doubted by"},    {"declines", "not confirmed by"},
        {"demands", "demanded by"},  {"asks", "asked by"},
        {"promises", "promised by"}, {"believes", "believed by"},
        {"hopes", "hoped by"},       {"fears", "feared or warned of by"},
        {"judges", "judged by"},
    };
    if (attest_view_equal(layer->kind, ATTEST_VIEW("publication"))) {
        return "published by";
    }
    if (claim->words_only && attest_view_equal(layer->stance, ATTEST_VIEW("denies"))) {
        return "denied by";
    }
    if (layer->recipient) {
        return "told to";
    }
    for (size_t i = 0; i < sizeof PHRASES / sizeof *PHRASES; i++) {
        if (attest_view_equal(layer->stance, attest_view_of(PHRASES[i].stance))) {
            return PHRASES[i].phrase;
        }
    }
    return "from";
}

static void write_report(const attest_i_report *report, attest_i_buffer *buffer)
{
    switch (report->request->format) {
    case ATTEST_REPORT_JSON: attest_i_report_write_json(report, buffer); break;
    case ATTEST_REPORT_HTML: attest_i_report_write_html(report, buffer); break;
    case ATTEST_REPORT_TEXT:
    default: attest_i_report_write_text(report, buffer); break;
    }
}

enum attest_status attest_audit_write(const attest_dataset *dataset, const attest_audit_request *request, FILE *output,
                                      attest_error *error)
{
    attest_i_report report;
    attest_i_buffer buffer = {NULL, 0, 0, ATTEST_OK};
    if (request->term_count == 0 && !request->claim) {
        return attest_error_set(error, ATTEST_ERR_ARGUMENT, NULL, "nothing to audit: give terms or a claim");
    }
    enum attest_status found = attest_i_report_collect(&report, dataset, request);
    enum attest_status status = found;
    if (found == ATTEST_OK || found == ATTEST_NONE) {
        write_report(&report, &buffer);
        status = buffer.status;
    }
    errno = 0;
    if (status == ATTEST_OK && (fwrite(buffer.data, 1, buffer.size, output) != buffer.size || fflush(output) != 0)) {
        status = attest_error_set(error, ATTEST_ERR_WRITE, NULL, "the report cannot be written: %s", strerror(errno));
    } else if (status != ATTEST_OK) {
        (void)attest_error_set(error, status, NULL, "%s", attest_status_text(status));
    }
    attest_i_buffer_clear(&buffer);
    attest_i_report_clear(&report);
    return status == ATTEST_OK ? found : status;
}
