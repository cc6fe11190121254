/* Places in records, and messages about them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/record.h"

#include <stdarg.h>
#include <stdio.h>

attest_i_place attest_i_place_of(attest_view text, size_t offset)
{
    attest_i_place place = {offset, 1, 1};
    for (size_t i = 0; i < offset && i < text.size; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        if (byte == '\n') {
            place.line++;
            place.column = 1;
        } else if ((byte & 0xC0U) != 0x80U) {
            place.column++;
        }
    }
    return place;
}

attest_i_place attest_i_record_place(const attest_i_record *record, attest_i_place place)
{
    place.byte += record->offset;
    if (place.line) {
        place.line += record->line - 1;
    }
    return place;
}

/* Messages quote input: control characters in it must not reach a terminal. */
static void print_message(char out[ATTEST_ERROR_TEXT_MAX], const char *format, va_list arguments)
{
    vsnprintf(out, ATTEST_ERROR_TEXT_MAX, format, arguments);
    for (char *at = out; *at; at++) {
        if ((unsigned char)*at < 0x20 || *at == 0x7F) {
            *at = '?';
        }
    }
}

enum attest_status attest_i_record_fail(const attest_i_record *record, attest_i_place place, attest_error *error,
                                        enum attest_status status, const char *format, ...)
{
    char text[ATTEST_ERROR_TEXT_MAX];
    va_list arguments;
    va_start(arguments, format);
    print_message(text, format, arguments);
    va_end(arguments);
    place = attest_i_record_place(record, place);
    return attest_error_set_at(error, status, record->file, place.byte, place.line, place.column, "%s", text);
}

void attest_i_record_warn(const attest_i_intake *intake, const attest_i_record *record, attest_i_place place,
                          const char *format, ...)
{
    if (!intake->on_warning) {
        return;
    }
    char text[ATTEST_ERROR_TEXT_MAX];
    va_list arguments;
    va_start(arguments, format);
    print_message(text, format, arguments);
    va_end(arguments);
    place = attest_i_record_place(record, place);
    attest_error warning;
    attest_error_set_at(&warning, ATTEST_OK, record->file, place.byte, place.line, place.column, "%s", text);
    intake->on_warning(intake->user_data, &warning);
}
