/* The formats, and how the format of a file is found. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/format.h"

#include <string.h>

enum kind { KIND_TEXT, KIND_LINES, KIND_NDJSON, KIND_JSON, KIND_HTML, KIND_PDF, KIND_COUNT };

static const attest_i_format formats[KIND_COUNT] = {
    [KIND_TEXT] = {"text", 0, attest_i_stream_whole, attest_i_text_parse},
    [KIND_LINES] = {"lines", 1, attest_i_stream_line, attest_i_text_line_parse},
    [KIND_NDJSON] = {"ndjson", 1, attest_i_stream_line, attest_i_json_parse},
    [KIND_JSON] = {"json", 0, attest_i_stream_whole, attest_i_json_parse},
    [KIND_HTML] = {"HTML", 0, attest_i_stream_whole, NULL},
    [KIND_PDF] = {"PDF", 0, attest_i_stream_whole, NULL},
};

/* A file of a kind that says nothing by its name (".json" is one object or one a line) is not listed with a kind of its own. */
static const struct {
    const char *extension;
    int known; /* 1: the name alone decides */
    enum kind kind;
    int in_folder;
} extensions[] = {
    {".txt", 1, KIND_TEXT, 1},      {".text", 1, KIND_TEXT, 1},    {".md", 1, KIND_TEXT, 0},
    {".ndjson", 1, KIND_NDJSON, 1}, {".jsonl", 1, KIND_NDJSON, 1}, {".json", 0, KIND_JSON, 1},
    {".html", 1, KIND_HTML, 0},     {".htm", 1, KIND_HTML, 0},     {".pdf", 1, KIND_PDF, 0},
};

/* Index of the entry for the name; the length of the table if there is none. */
static size_t find_extension(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash ? slash + 1 : path, '.');
    size_t i = 0;
    while (i < sizeof extensions / sizeof extensions[0] && !(dot && strcasecmp(dot, extensions[i].extension) == 0)) {
        i++;
    }
    return i;
}

int attest_i_format_in_folder(const char *name)
{
    size_t found = find_extension(name);
    return name[0] != '.' && found < sizeof extensions / sizeof extensions[0] && extensions[found].in_folder;
}

/* First characters that are not white space, in lower case, as ASCII whatever the width of the code units; the last one that is not
 * white space goes to `*last`. */
static void summarize(attest_view head, char first[16], char *last)
{
    size_t mark = attest_i_encoding_of_mark(head).mark;
    size_t count = 0;
    *last = '\0';
    for (size_t i = mark; i < head.size; i++) {
        char byte = head.data[i];
        if (byte == '\0' || byte == '\r' || byte == '\t' || byte == '\n' || byte == ' ') {
            continue;
        }
        *last = byte;
        if (count < 15) {
            first[count++] = byte >= 'A' && byte <= 'Z' ? (char)(byte + ('a' - 'A')) : byte;
        }
    }
    first[count] = '\0';
}

static enum kind sniff(attest_view head, int whole)
{
    char first[16];
    char last;
    summarize(head, first, &last);
    if (first[0] == '{') {
        /* An object on one line, or a line that is too long to see its end, is NDJSON; an indented object is not. */
        int open = last != '}' && whole;
        return (first[1] == '"' || first[1] == '}' || first[1] == '\0') && open ? KIND_JSON
               : first[1] == '"' || first[1] == '}'                             ? KIND_NDJSON
                                                                                : KIND_TEXT;
    }
    if (strncmp(first, "<!doctypehtml", 13) == 0 || strncmp(first, "<html", 5) == 0) {
        return KIND_HTML;
    }
    return strncmp(first, "%pdf-", 5) == 0 ? KIND_PDF : KIND_TEXT;
}

static enum kind kind_of(const attest_source_options *options, const char *path, attest_view head, int whole)
{
    size_t found = find_extension(path);
    if (options->type) {
        return strcmp(options->type, "text") == 0 ? KIND_TEXT : KIND_NDJSON;
    }
    if (found < sizeof extensions / sizeof extensions[0] && extensions[found].known) {
        return extensions[found].kind;
    }
    return sniff(head, whole);
}

enum attest_status attest_i_format_choose(const attest_source_options *options, const char *path, attest_view head,
                                          int whole, const attest_i_format **format, attest_error *error)
{
    enum kind kind = kind_of(options, path, head, whole);
    if (kind == KIND_TEXT && options->lines) {
        kind = KIND_LINES;
    }
    *format = &formats[kind];
    if (!formats[kind].parse) {
        return attest_error_set(error, ATTEST_ERR_UNSUPPORTED, path,
                                "this is %s, which is not read; extract its text first, or give the type \"text\"",
                                formats[kind].name);
    }
    return ATTEST_OK;
}

enum attest_status attest_i_format_check(const attest_source_options *options, attest_error *error)
{
    if (options->type && strcmp(options->type, "text") != 0 && strcmp(options->type, "ndjson") != 0) {
        return attest_error_set(error, ATTEST_ERR_ARGUMENT, NULL,
                                "unknown type of source '%s'; expected \"text\" or \"ndjson\"", options->type);
    }
    return options->encoding ? attest_i_encoding_check(options->encoding, error) : ATTEST_OK;
}
