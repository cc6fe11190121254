/* Finds web and mail addresses, file names and initials in a run: no token ends inside them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/characters.h"
#include "language/segment_features.h"
#include "language/table.h"

static int is_address_byte(char byte)
{
    return (unsigned char)byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z') || (byte != '\0' && strchr("._-%+~", byte) != NULL);
}

/* Take marks off the end of an address that rather belong to the sentence. */
static uint32_t trim_address(const char *text, uint32_t begin, uint32_t end)
{
    while (end > begin && strchr(".,;:!?'\")]}>*", text[end - 1])) {
        end--;
    }
    return end;
}

/* The address around the mark at `at` (of "://", "www." or "@"). A web address goes on to the end of the run, a mail address as far as its characters. */
static attest_span address_around(const attest_i_segment_scene *scene, uint32_t at)
{
    const char *text = scene->text.data;
    uint32_t begin = at;
    while (begin > scene->run.begin && is_address_byte(text[begin - 1])) {
        begin--;
    }
    uint32_t end = scene->run.end;
    if (text[at] == '@') {
        end = at + 1;
        while (end < scene->run.end && is_address_byte(text[end])) {
            end++;
        }
        if (begin == at || end < at + 4 || !memchr(text + at, '.', end - at)) {
            return (attest_span){0, 0};
        }
    } else {
        for (uint32_t i = at; i < end; i++) {
            if (text[i] == '<' || text[i] == '>' || text[i] == '"') {
                end = i;
            }
        }
    }
    return (attest_span){begin, trim_address(text, begin, end)};
}

/* A name with a known suffix: "example.org", "report.pdf". */
static attest_span address_by_suffix(const attest_i_segment_scene *scene)
{
    const char *text = scene->text.data;
    uint32_t at = scene->run.begin;
    while (at < scene->run.end) {
        uint32_t begin = at;
        uint32_t dot = 0;
        while (at < scene->run.end && is_address_byte(text[at])) {
            if (text[at] == '.' && at + 1 < scene->run.end && is_address_byte(text[at + 1]) && at > begin) {
                dot = at;
            }
            at++;
        }
        uint32_t end = trim_address(text, begin, at);
        char key[ATTEST_I_WORD_MAX];
        attest_view fields;
        size_t size = dot && dot + 1 < end ? attest_i_word_lower(scene->text, (attest_span){dot + 1, end}, key) : 0;
        if (size > 0 && attest_i_table_find(scene->suffixes, (attest_view){key, size}, &fields) == ATTEST_OK) {
            return (attest_span){begin, end};
        }
        at++;
    }
    return (attest_span){0, 0};
}

/* Initials, "U.S.", "J.F.K.", at the start of a word of the run. */
attest_span attest_i_segment_find_initials(const attest_i_segment_scene *scene)
{
    if (!(scene->run_flags & ATTEST_I_RUN_DOTS)) {
        return (attest_span){0, 0};
    }
    const char *text = scene->text.data;
    for (uint32_t begin = scene->run.begin; begin < scene->run.end; begin++) {
        uint32_t end = begin;
        while (end + 1 < scene->run.end && text[end] >= 'A' && text[end] <= 'Z' && text[end + 1] == '.') {
            end += 2;
        }
        if (end >= begin + 4) {
            return (attest_span){begin, end};
        }
        while (begin < scene->run.end && is_address_byte(text[begin]) && text[begin] != '-') {
            begin++;
        }
    }
    return (attest_span){0, 0};
}

attest_span attest_i_segment_find_address(const attest_i_segment_scene *scene)
{
    const char *begin = scene->text.data + scene->run.begin;
    size_t size = scene->run.end - scene->run.begin;
    const char *mark = NULL;
    if (scene->run_flags & ATTEST_I_RUN_ADDRESS) {
        mark = memmem(begin, size, "://", 3);
        mark = mark ? mark : memmem(begin, size, "www.", 4);
        mark = mark ? mark : memmem(begin, size, "mailto:", 7);
    } else if (scene->run_flags & ATTEST_I_RUN_AT) {
        mark = memchr(begin, '@', size);
    }
    attest_span address = {0, 0};
    if (mark) {
        address = address_around(scene, (uint32_t)(mark - scene->text.data));
    }
    if (address.begin == address.end && (scene->run_flags & ATTEST_I_RUN_DOTS)) {
        address = address_by_suffix(scene);
    }
    return address;
}
