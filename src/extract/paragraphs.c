/* Paragraphs: the lines of a text, or its blocks of lines if it is wrapped. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "extract/sentences.h"

/* A text is wrapped if it has blank lines, no line is longer than this, and the lines that go on are on average at least WRAP_FULL
 * bytes long: old mail and agency formats wrap at 60 to 80 columns. */
#define WRAP_WIDEST 100U
#define WRAP_FULL 45U

void attest_i_spans_clear(attest_i_spans *spans)
{
    free(spans->items);
    memset(spans, 0, sizeof *spans);
}

static int is_blank(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 ||
           c == 0xFEFF;
}

attest_span attest_i_span_trim(attest_view text, attest_span span)
{
    while (span.begin < span.end) {
        size_t next = span.begin;
        if (!is_blank(attest_i_utf8_next(text, &next))) {
            break;
        }
        span.begin = (uint32_t)next;
    }
    while (span.begin < span.end) {
        size_t previous = span.end;
        if (!is_blank(attest_i_utf8_previous(text, &previous))) {
            break;
        }
        span.end = (uint32_t)previous;
    }
    return span;
}

static enum attest_status add_span(attest_i_spans *spans, attest_span span)
{
    enum attest_status status = ATTEST_I_VECTOR_RESERVE(spans, 1);
    if (status == ATTEST_OK) {
        spans->items[spans->count++] = span;
    }
    return status;
}

/* The line that starts at `at`, without its line end; `*next` is where the following one starts. */
static attest_span line_from(attest_view text, uint32_t at, uint32_t end, uint32_t *next)
{
    const char *newline = memchr(text.data + at, '\n', end - at);
    uint32_t line_end = newline ? (uint32_t)(newline - text.data) : end;
    *next = newline ? line_end + 1 : end;
    return attest_i_span_trim(text, (attest_span){at, line_end});
}

static int is_wrapped(attest_view text, attest_span body)
{
    size_t blanks = 0;
    size_t going_on = 0;
    size_t going_on_bytes = 0;
    attest_span last = {0, 0};
    for (uint32_t at = body.begin; at < body.end;) {
        attest_span line = line_from(text, at, body.end, &at);
        uint32_t size = line.end - line.begin;
        if (size > WRAP_WIDEST) {
            return 0;
        }
        blanks += size == 0;
        if (size && last.end > last.begin) {
            going_on++;
            going_on_bytes += last.end - last.begin;
        }
        last = line;
    }
    return blanks && going_on && going_on_bytes / going_on >= WRAP_FULL;
}

enum attest_status attest_i_paragraphs_find(attest_view text, attest_span body, attest_i_spans *paragraphs)
{
    int wrapped = is_wrapped(text, body);
    int open = 0;
    enum attest_status status = ATTEST_OK;
    for (uint32_t at = body.begin; at < body.end && status == ATTEST_OK;) {
        attest_span line = line_from(text, at, body.end, &at);
        if (line.begin == line.end) {
            open = 0;
        } else if (wrapped && open) {
            paragraphs->items[paragraphs->count - 1].end = line.end;
        } else {
            status = add_span(paragraphs, line);
            open = 1;
        }
    }
    return status;
}
