/* RDF files as inputs. Parsers get nothing that is no text, so that none can stumble over it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/utf8.h"
#include "rdf/output.h"
#include "rdf/term.h"

/* How many bytes of a refused term a message shows. */
#define SHOWN_MAX 200

enum attest_status attest_i_input_fail_system(const char *path, int reason, attest_error *error)
{
    enum attest_status status = reason == ENOMEM ? ATTEST_ERR_NOMEM : ATTEST_ERR_READ;
    return attest_error_set(error, status, path, "cannot read: %s", attest_i_output_reason(reason));
}

enum attest_status attest_i_input_open(attest_i_input **input, const char *path, attest_error *error)
{
    attest_i_input *made = calloc(1, sizeof *made);
    *input = NULL;
    if (!made) {
        return attest_error_set(error, ATTEST_ERR_NOMEM, path, "out of memory");
    }
    made->fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    made->name = path;
    made->error = error;
    made->line = 1;
    if (made->fd < 0) {
        int reason = errno;
        free(made);
        return attest_i_input_fail_system(path, reason, error);
    }
    *input = made;
    return ATTEST_OK;
}

void attest_i_input_close(attest_i_input *input)
{
    if (input && input->fd != STDIN_FILENO) {
        close(input->fd);
    }
    free(input);
}

static uint64_t count_lines(const char *at, size_t size)
{
    const char *end = at + size;
    uint64_t count = 0;
    while (at < end && (at = memchr(at, '\n', (size_t)(end - at)))) {
        count++;
        at++;
    }
    return count;
}

uint64_t attest_i_input_line_at(const attest_i_input *input, size_t offset)
{
    return input->line + count_lines(input->data, offset);
}

/* Drop the piece given out last and read until the buffer is full or the input ends. */
static enum attest_status fill(attest_i_input *input)
{
    input->line += count_lines(input->data, input->given);
    memmove(input->data, input->data + input->given, input->held - input->given);
    input->held -= input->given;
    input->given = 0;
    while (!input->ended && input->held < sizeof input->data) {
        ssize_t got = read(input->fd, input->data + input->held, sizeof input->data - input->held);
        if (got > 0) {
            input->held += (size_t)got;
            if (input->bytes) {
                *input->bytes += (uint64_t)got;
            }
        } else if (got == 0) {
            input->ended = 1;
        } else if (errno != EINTR) {
            return attest_i_input_fail_system(input->name, errno, input->error);
        }
    }
    return ATTEST_OK;
}

enum attest_status attest_i_input_next(attest_i_input *input, attest_view *piece)
{
    enum attest_status status = fill(input);
    if (status != ATTEST_OK) {
        return status;
    }
    size_t good = attest_i_utf8_valid_prefix((attest_view){input->data, input->held});
    const char *zero = good ? memchr(input->data, '\0', good) : NULL;
    /* A character cut by the end of the buffer is at most three bytes long and waits for the rest. */
    if (zero || (good < input->held && (input->ended || input->held - good > 3))) {
        uint64_t line = attest_i_input_line_at(input, zero ? (size_t)(zero - input->data) : good);
        return attest_i_input_fail(input, ATTEST_ERR_ENCODING, line, "%s", zero ? "a NUL byte" : "no valid UTF-8");
    }
    size_t skip = !input->begun && good >= 3 && memcmp(input->data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    input->begun = 1;
    input->given = good;
    *piece = (attest_view){input->data + skip, good - skip};
    return good > skip ? ATTEST_OK : ATTEST_END;
}

enum attest_status attest_i_input_fail(const attest_i_input *input, enum attest_status status, uint64_t line,
                                       const char *format, ...)
{
    char text[ATTEST_ERROR_TEXT_MAX];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return attest_error_set_at(input->error, status, input->name, 0, line > UINT32_MAX ? UINT32_MAX : (uint32_t)line, 0,
                               "%s", text);
}

enum attest_status attest_i_input_emit(const attest_i_input *input, const attest_quad *quad, uint64_t line,
                                       attest_quad_sink sink)
{
    const attest_term *terms[] = {&quad->subject, &quad->predicate, &quad->object, &quad->graph};
    size_t count = quad->graph.kind == ATTEST_TERM_NONE ? 3 : 4;
    for (size_t i = 0; i < count; i++) {
        const char *reason = "a literal cannot stand here";
        if ((i == 2 || terms[i]->kind != ATTEST_TERM_LITERAL) && attest_i_term_check(terms[i], &reason) == ATTEST_OK) {
            continue;
        }
        int shown = terms[i]->value.size < SHOWN_MAX ? (int)terms[i]->value.size : SHOWN_MAX;
        return attest_i_input_fail(input, ATTEST_ERR_SYNTAX, line, "\"%.*s\" cannot be used as a term: %s", shown,
                                   shown ? terms[i]->value.data : "", reason);
    }
    return sink.quad(sink.self, quad);
}
