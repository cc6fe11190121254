/* Plain text, with or without front matter. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/format.h"
#include "source/frontmatter.h"
#include "source/metadata.h"

/* Decode the record into a new document's text. */
static enum attest_status read_text(const attest_i_intake *intake, const attest_i_record *record,
                                    attest_document **document, attest_error *error)
{
    attest_i_decoded decoded;
    attest_document *made = NULL;
    enum attest_status status = attest_i_decode(record, &decoded, error);
    if (status == ATTEST_OK) {
        attest_i_decoded_warn(&decoded, intake, record);
        status = attest_i_document_new(&made, record, error);
    }
    if (status == ATTEST_OK) {
        memcpy(made->encoding, decoded.encoding, sizeof made->encoding);
        status = attest_i_document_set_text(made, &decoded.text, record, error);
    }
    attest_i_buffer_clear(&decoded.text);
    if (status != ATTEST_OK) {
        attest_document_free(made);
        made = NULL;
    }
    *document = made;
    return status;
}

static enum attest_status complete(const attest_i_intake *intake, const attest_i_record *record,
                                   attest_document *document, attest_error *error)
{
    if (attest_i_view_is_blank(attest_document_slice(document, document->body))) {
        return attest_i_record_fail(record, (attest_i_place){0}, error, ATTEST_ERR_DATA, "no text: %s",
                                    record->bytes.size == 0 ? "the file is empty"
                                    : document->body.begin  ? "nothing stands behind the front matter"
                                                            : "there is nothing but white space");
    }
    if (attest_i_metadata_complete(document, &intake->options) != ATTEST_OK) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, record->file, "out of memory");
    }
    return ATTEST_OK;
}

static enum attest_status parse(const attest_i_intake *intake, const attest_i_record *record, int front_matter,
                                attest_document **document, attest_error *error)
{
    attest_document *made;
    enum attest_status status = read_text(intake, record, &made, error);
    if (status == ATTEST_OK && front_matter) {
        status = attest_i_frontmatter_read(intake, record, made, error);
    }
    if (status == ATTEST_OK) {
        status = complete(intake, record, made, error);
    }
    if (status != ATTEST_OK) {
        attest_document_free(made);
        return status;
    }
    *document = made;
    return ATTEST_OK;
}

enum attest_status attest_i_text_parse(const attest_i_intake *intake, const attest_i_record *record,
                                       attest_document **document, attest_error *error)
{
    return parse(intake, record, 1, document, error);
}

enum attest_status attest_i_text_line_parse(const attest_i_intake *intake, const attest_i_record *record,
                                            attest_document **document, attest_error *error)
{
    return parse(intake, record, 0, document, error);
}
