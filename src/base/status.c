/* Status names and error details. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "attest/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

const char *attest_status_text(enum attest_status status)
{
    switch (status) {
    case ATTEST_OK: return "done";
    case ATTEST_END: return "no more items";
    case ATTEST_NONE: return "nothing found";
    case ATTEST_ERR: return "error";
    case ATTEST_ERR_NOMEM: return "out of memory";
    case ATTEST_ERR_ARGUMENT: return "wrong argument";
    case ATTEST_ERR_READ: return "cannot read";
    case ATTEST_ERR_WRITE: return "cannot write";
    case ATTEST_ERR_ENCODING: return "wrong character encoding";
    case ATTEST_ERR_SYNTAX: return "malformed input";
    case ATTEST_ERR_LIMIT: return "limit exceeded";
    case ATTEST_ERR_DATA: return "wrong data";
    case ATTEST_ERR_MODEL: return "unusable model";
    case ATTEST_ERR_UNSUPPORTED: return "not supported";
    }
    return "unknown status";
}

int attest_status_is_error(enum attest_status status)
{
    return status >= ATTEST_ERR;
}

/* Names of sources are cut at the front, since the end of a path says most. */
static void copy_source(attest_error *error, const char *source)
{
    size_t size = strlen(source);
    size_t room = sizeof error->source - 1;
    const char *from = source;
    if (size > room) {
        from = source + (size - room);
        while ((*(const unsigned char *)from & 0xC0U) == 0x80U) {
            from++;
        }
    }
    memmove(error->source, from, strlen(from) + 1);
}

static void set_detail(attest_error *error, enum attest_status status, const char *source, const char *format,
                       va_list arguments)
{
    error->status = status;
    error->byte = 0;
    error->line = 0;
    error->column = 0;
    if (source) {
        copy_source(error, source);
    } else {
        error->source[0] = '\0';
    }
    int wanted = vsnprintf(error->text, sizeof error->text, format, arguments);
    if (wanted < 0) {
        snprintf(error->text, sizeof error->text, "%s", attest_status_text(status));
    } else if ((size_t)wanted >= sizeof error->text) {
        size_t size = sizeof error->text - 1;
        size_t last = attest_i_utf8_floor(error->text, size - 1);
        attest_view tail = {error->text + last, size - last};
        if (attest_i_utf8_valid_prefix(tail) < tail.size) {
            error->text[last] = '\0';
        }
    }
}

enum attest_status attest_error_set(attest_error *error, enum attest_status status, const char *source,
                                    const char *format, ...)
{
    if (error) {
        va_list arguments;
        va_start(arguments, format);
        set_detail(error, status, source, format, arguments);
        va_end(arguments);
    }
    return status;
}

enum attest_status attest_error_set_at(attest_error *error, enum attest_status status, const char *source,
                                       uint64_t byte, uint32_t line, uint32_t column, const char *format, ...)
{
    if (error) {
        va_list arguments;
        va_start(arguments, format);
        set_detail(error, status, source, format, arguments);
        va_end(arguments);
        error->byte = byte;
        error->line = line;
        error->column = column;
    }
    return status;
}
