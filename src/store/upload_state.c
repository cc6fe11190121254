/* The state file of an upload: a first line that names the endpoint, then a line for each request that was answered well: digest of
 * its body, number among the parts of its graph, IRI of the graph. Lines are only ever added; one without its line end, left by a
 * crash, counts for nothing. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "store/upload.h"

#define HEADER "attest-upload 1 "

/* The first line: a digest of the endpoint, whose query may hold what nobody else should see, and the endpoint without it. */
static enum attest_status make_header(const attest_upload *upload, attest_i_buffer *header)
{
    char digest[ATTEST_I_DIGEST_SIZE];
    attest_i_digest state;
    attest_i_digest_init(&state);
    attest_i_digest_field(&state, attest_view_of(upload->options.endpoint));
    attest_i_digest_field(&state, upload->options.default_graph ? attest_view_of(upload->options.default_graph)
                                                                : ATTEST_VIEW(""));
    attest_i_digest_finish(&state, digest);
    attest_i_buffer_print(header, HEADER "%s %s\n", digest, upload->shown);
    return header->status;
}

static void make_line(const attest_upload *upload, const attest_i_upload_part *part, attest_i_buffer *line)
{
    attest_i_buffer_print(line, "%s %u ", part->digest, (unsigned)part->number);
    attest_i_buffer_append(line, upload->graphs.items[part->graph].iri);
    attest_i_buffer_byte(line, '\n');
}

static enum attest_status remember(attest_upload *upload, attest_view line)
{
    uint32_t id;
    attest_term term = {.kind = ATTEST_TERM_IRI, .value = line};
    return attest_i_dictionary_intern(&upload->state.done, &term, &id);
}

/* Read the lines that are there. `*torn`: the last one has no line end. */
static enum attest_status read_lines(attest_upload *upload, attest_view header, int *torn, attest_error *error)
{
    char *line = NULL;
    size_t capacity = 0;
    ssize_t size;
    uint32_t number = 0;
    enum attest_status status = ATTEST_OK;
    while (status == ATTEST_OK && (size = getline(&line, &capacity, upload->state.file)) > 0) {
        attest_view text = {line, (size_t)size};
        *torn = line[size - 1] != '\n';
        if (number++ == 0) {
            if (!attest_view_equal(text, header)) {
                status = attest_error_set_at(error, ATTEST_ERR_DATA, upload->options.state, 0, 1, 0,
                                             "this is no state file of an upload to %s", upload->shown);
            }
        } else if (!*torn) {
            status = remember(upload, text);
        }
    }
    if (status == ATTEST_OK && ferror(upload->state.file)) {
        status = attest_error_set(error, ATTEST_ERR_READ, upload->options.state, "cannot read: %s",
                                  attest_i_output_reason(errno));
    } else if (status == ATTEST_ERR_NOMEM || status == ATTEST_ERR_LIMIT) {
        (void)attest_error_set(error, status, upload->options.state, "%s", attest_status_text(status));
    }
    free(line);
    return status;
}

enum attest_status attest_i_upload_state_open(attest_upload *upload, attest_error *error)
{
    const char *path = upload->options.state;
    if (!path) {
        return ATTEST_OK;
    }
    upload->state.file = fopen(path, "a+e");
    if (!upload->state.file) {
        return attest_error_set(error, ATTEST_ERR_WRITE, path, "cannot open: %s", attest_i_output_reason(errno));
    }
    attest_i_buffer header = {0};
    int torn = 0;
    enum attest_status status = make_header(upload, &header);
    if (status == ATTEST_OK) {
        rewind(upload->state.file);
        status = read_lines(upload, attest_i_buffer_view(&header), &torn, error);
    } else {
        (void)attest_error_set(error, status, path, "out of memory");
    }
    long end = status == ATTEST_OK && fseek(upload->state.file, 0, SEEK_END) == 0 ? ftell(upload->state.file) : -1;
    if (status == ATTEST_OK && (end < 0 || (end == 0 && fputs(header.data, upload->state.file) == EOF) ||
                                (torn && fputc('\n', upload->state.file) == EOF) || fflush(upload->state.file) != 0)) {
        status = attest_error_set(error, ATTEST_ERR_WRITE, path, "cannot write: %s", attest_i_output_reason(errno));
    }
    attest_i_buffer_clear(&header);
    return status;
}

int attest_i_upload_state_has(const attest_upload *upload, const attest_i_upload_part *part)
{
    attest_i_buffer line = {0};
    uint32_t id;
    if (!upload->state.file) {
        return 0;
    }
    make_line(upload, part, &line);
    attest_term term = {.kind = ATTEST_TERM_IRI, .value = attest_i_buffer_view(&line)};
    int has = line.status == ATTEST_OK && attest_i_dictionary_find(&upload->state.done, &term, &id) == ATTEST_OK;
    attest_i_buffer_clear(&line);
    return has;
}

enum attest_status attest_i_upload_state_note(attest_upload *upload, const attest_i_upload_part *part)
{
    attest_i_buffer line = {0};
    if (!upload->state.file) {
        return ATTEST_OK;
    }
    make_line(upload, part, &line);
    enum attest_status status = line.status;
    if (status == ATTEST_OK &&
        (fwrite(line.data, 1, line.size, upload->state.file) != line.size || fflush(upload->state.file) != 0)) {
        status = ATTEST_ERR_WRITE;
    }
    attest_i_buffer_clear(&line);
    if (status != ATTEST_OK) {
        return attest_i_upload_fail(upload, status, "the state file %s cannot be written: %s", upload->options.state,
                                    attest_i_output_reason(errno));
    }
    return ATTEST_OK;
}

void attest_i_upload_state_close(attest_upload *upload)
{
    if (upload->state.file) {
        fclose(upload->state.file);
        upload->state.file = NULL;
    }
}
