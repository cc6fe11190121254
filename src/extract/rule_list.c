/* Word lists: tab-separated lexicons and the lists that rule files define, as tables and as alternations of a pattern. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/embedded.h"
#include "base/utf8.h"
#include "extract/rule.h"

/* The list that is made from the cue lexicon ("cues.tsv": lemma, part of speech, field, stance, ..., forms). */
#define CUE_LIST ATTEST_VIEW("cue")
#define CUE_FILE ATTEST_VIEW("cues.tsv")
#define CUE_FORMS 6

static int is_space(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x2009 || c == 0x202F || c == 0x2028 ||
           c == 0x2029 || c == 0x3000;
}

/* One case and one form for what readers take as the same: white space, apostrophes, hyphens. Simple case folding
 * of Latin letters is enough for English forms; other letters compare as they are. */
static uint32_t fold(uint32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7)) {
        return c + 32;
    }
    if (c == 0x2018 || c == 0x2019 || c == 0x02BC) {
        return '\'';
    }
    if (c == 0x2010 || c == 0x2011) {
        return '-';
    }
    return is_space(c) ? ' ' : c;
}

/* Folded form of `word` into `out`, runs of white space as one space; NONE if it is longer than a form may be. */
static enum attest_status fold_word(attest_view word, char out[ATTEST_I_LIST_FORM_MAX + 8], size_t *size)
{
    size_t used = 0;
    size_t at = 0;
    while (at < word.size) {
        uint32_t c = fold(attest_i_utf8_next(word, &at));
        if (c == ' ' && (used == 0 || out[used - 1] == ' ')) {
            continue;
        }
        if (used + 4 > ATTEST_I_LIST_FORM_MAX) {
            return ATTEST_NONE;
        }
        used += attest_i_utf8_put(out + used, c);
    }
    if (used && out[used - 1] == ' ') {
        used--;
    }
    *size = used;
    return ATTEST_OK;
}

const attest_i_list *attest_i_list_loaded(const attest_ruleset *rules, attest_view name)
{
    for (size_t i = 0; i < rules->lists.count; i++) {
        if (attest_view_equal(rules->lists.items[i].name, name)) {
            return &rules->lists.items[i];
        }
    }
    return NULL;
}

enum attest_status attest_i_list_new(attest_ruleset *rules, attest_view name, attest_i_list **list)
{
    enum attest_status status = ATTEST_I_VECTOR_RESERVE(&rules->lists, 1);
    attest_view copy;
    if (status == ATTEST_OK) {
        status = attest_i_arena_copy(&rules->arena, name, &copy);
    }
    if (status != ATTEST_OK) {
        return status;
    }
    *list = &rules->lists.items[rules->lists.count++];
    memset(*list, 0, sizeof **list);
    (*list)->name = copy;
    return ATTEST_OK;
}

enum attest_status attest_i_list_add(attest_ruleset *rules, attest_i_list *list, const attest_view *columns,
                                     size_t count)
{
    char folded[ATTEST_I_LIST_FORM_MAX + 8];
    size_t size;
    if (fold_word(columns[0], folded, &size) != ATTEST_OK || size == 0) {
        return ATTEST_ERR_LIMIT;
    }
    void *rows = list->rows;
    enum attest_status status = attest_i_grow(&rows, &list->capacity, list->count + 1, sizeof *list->rows);
    list->rows = rows;
    attest_i_list_row row;
    memset(&row, 0, sizeof row);
    if (status == ATTEST_OK) {
        status = attest_i_arena_copy(&rules->arena, (attest_view){folded, size}, &row.key);
    }
    for (size_t i = 0; i < count && i < ATTEST_I_LIST_COLUMN_MAX && status == ATTEST_OK; i++) {
        status = attest_i_arena_copy(&rules->arena, columns[i], &row.columns[i]);
    }
    if (status == ATTEST_OK) {
        list->rows[list->count++] = row;
    }
    return status;
}

static int compare_rows(const void *a, const void *b)
{
    const attest_i_list_row *left = a;
    const attest_i_list_row *right = b;
    int order = attest_view_compare(left->key, right->key);
    for (size_t i = 0; i < ATTEST_I_LIST_COLUMN_MAX && order == 0; i++) {
        order = attest_view_compare(left->columns[i], right->columns[i]);
    }
    return order;
}

void attest_i_list_sort(attest_i_list *list)
{
    if (list->count) {
        qsort(list->rows, list->count, sizeof *list->rows, compare_rows);
    }
}

const attest_i_list_row *attest_i_list_row_of(const attest_i_list *list, attest_view word)
{
    char folded[ATTEST_I_LIST_FORM_MAX + 8];
    size_t size;
    if (fold_word(word, folded, &size) != ATTEST_OK) {
        return NULL;
    }
    attest_view key = {folded, size};
    size_t low = 0;
    size_t high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (attest_view_compare(list->rows[middle].key, key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < list->count && attest_view_equal(list->rows[low].key, key) ? &list->rows[low] : NULL;
}

static int same_tag(attest_view a, attest_view b)
{
    return a.size == b.size && (a.size == 0 || strncasecmp(a.data, b.data, a.size) == 0);
}

/* Whether a later column of the row holds `tag` as one of its words, which spaces separate. */
static int row_has_tag(const attest_i_list_row *row, attest_view tag)
{
    for (size_t i = 1; i < ATTEST_I_LIST_COLUMN_MAX; i++) {
        attest_view column = row->columns[i];
        size_t begin = 0;
        for (size_t at = 0; column.size && at <= column.size; at++) {
            if (at == column.size || column.data[at] == ' ') {
                if (same_tag((attest_view){column.data + begin, at - begin}, tag)) {
                    return 1;
                }
                begin = at + 1;
            }
        }
    }
    return 0;
}

/* "verb,speech": both must be there. No tags: every row. */
static int row_has_tags(const attest_i_list_row *row, attest_view tags)
{
    size_t begin = 0;
    for (size_t at = 0; tags.size && at <= tags.size; at++) {
        if (at == tags.size || tags.data[at] == ',') {
            if (!row_has_tag(row, (attest_view){tags.data + begin, at - begin})) {
                return 0;
            }
            begin = at + 1;
        }
    }
    return 1;
}

/* A row of the cue table: its last column holds all word forms, separated by bars; each becomes a row of its own. */
static enum attest_status add_cue_forms(attest_ruleset *rules, attest_i_list *list, const attest_view *columns)
{
    attest_view forms = columns[CUE_FORMS];
    size_t begin = 0;
    enum attest_status status = ATTEST_OK;
    for (size_t at = 0; at <= forms.size && status == ATTEST_OK; at++) {
        if (at < forms.size && forms.data[at] != '|') {
            continue;
        }
        attest_view form = {forms.data + begin, at - begin};
        if (form.size && !memmem(form.data, form.size, "...", 3)) {
            attest_view row[CUE_FORMS + 1] = {form};
            memcpy(row + 1, columns, CUE_FORMS * sizeof *row);
            status = attest_i_list_add(rules, list, row, CUE_FORMS + 1);
        }
        begin = at + 1;
    }
    return status;
}

static enum attest_status load_row(attest_ruleset *rules, attest_i_list *list, attest_view line)
{
    attest_view columns[ATTEST_I_LIST_COLUMN_MAX];
    size_t count = 0;
    size_t begin = 0;
    for (size_t at = 0; at <= line.size && count < ATTEST_I_LIST_COLUMN_MAX; at++) {
        if (at == line.size || line.data[at] == '\t') {
            columns[count++] = (attest_view){line.data + begin, at - begin};
            begin = at + 1;
        }
    }
    if (attest_view_equal(list->name, CUE_LIST) && count > CUE_FORMS) {
        return add_cue_forms(rules, list, columns);
    }
    return attest_i_list_add(rules, list, columns, count);
}

/* A lexicon: lines of tab-separated columns; a line that starts with '#' is a remark. */
static enum attest_status load_lexicon(attest_ruleset *rules, attest_view name, attest_view content,
                                       attest_error *error)
{
    attest_i_list *list = NULL;
    enum attest_status status = attest_i_list_new(rules, name, &list);
    size_t at = 0;
    uint32_t number = 0;
    while (status == ATTEST_OK && at < content.size) {
        const char *end = memchr(content.data + at, '\n', content.size - at);
        size_t size = end ? (size_t)(end - content.data) - at : content.size - at;
        attest_view line = {content.data + at, size};
        number++;
        if (size && line.data[0] != '#') {
            status = load_row(rules, list, line);
            if (status == ATTEST_ERR_LIMIT) {
                return attest_error_set_at(error, status, list->name.data, at, number, 1,
                                           "a form must have 1 to %u bytes", ATTEST_I_LIST_FORM_MAX - 4);
            }
        }
        at += size + 1;
    }
    if (status == ATTEST_OK) {
        attest_i_list_sort(list);
    }
    return status;
}

enum attest_status attest_i_list_find(attest_ruleset *rules, attest_view name, const attest_i_list **list,
                                      attest_error *error)
{
    *list = attest_i_list_loaded(rules, name);
    if (*list) {
        return ATTEST_OK;
    }
    attest_i_buffer path = {0};
    attest_i_buffer_append(&path, ATTEST_VIEW("lexicons/"));
    attest_i_buffer_append(&path, name);
    attest_i_buffer_append(&path, ATTEST_VIEW(".tsv"));
    enum attest_status status = path.status;
    attest_view content;
    if (status == ATTEST_OK) {
        status = attest_i_embedded_find(attest_view_equal(name, CUE_LIST) ? CUE_FILE : attest_i_buffer_view(&path),
                                        &content);
    }
    attest_i_buffer_clear(&path);
    if (status == ATTEST_OK) {
        status = load_lexicon(rules, name, content, error);
    }
    *list = status == ATTEST_OK ? attest_i_list_loaded(rules, name) : NULL;
    return status;
}

/* Pattern of one character of a form: what fold() takes as the same must match. */
static void append_character(attest_i_buffer *pattern, attest_view character)
{
    char c = character.data[0];
    if (c == ' ') {
        attest_i_buffer_append(pattern, ATTEST_VIEW("(?>\\s++)"));
    } else if (c == '\'') {
        attest_i_buffer_append(pattern, ATTEST_VIEW("['\xE2\x80\x99\xE2\x80\x98]"));
    } else if (c == '-') {
        attest_i_buffer_append(pattern, ATTEST_VIEW("[-\xE2\x80\x90\xE2\x80\x91]"));
    } else {
        if (c > 0 && strchr("\\^$.[]|()?*+{}/#", c)) {
            attest_i_buffer_byte(pattern, '\\');
        }
        attest_i_buffer_append(pattern, character);
    }
}

static size_t character_size(attest_view text, size_t at)
{
    size_t next = at;
    attest_i_utf8_next(text, &next);
    return next - at;
}

/* Alternation of the forms [begin,end), which agree in their first `depth` bytes; common beginnings are written once, so that
 * matching does not try each form. A form that ends here makes the rest optional, so that the longest wins. */
static void append_forms(attest_i_buffer *pattern, const attest_view *forms, size_t begin, size_t end, size_t depth)
{
    while (begin < end && end - begin > 1 && forms[begin].size > depth) {
        size_t size = character_size(forms[begin], depth);
        attest_view last = forms[end - 1];
        if (last.size < depth + size || memcmp(last.data + depth, forms[begin].data + depth, size) != 0) {
            break;
        }
        append_character(pattern, (attest_view){forms[begin].data + depth, size});
        depth += size;
    }
    if (end - begin == 1) {
        while (depth < forms[begin].size) {
            size_t size = character_size(forms[begin], depth);
            append_character(pattern, (attest_view){forms[begin].data + depth, size});
            depth += size;
        }
        return;
    }
    int optional = forms[begin].size == depth;
    if (optional) {
        begin++;
    }
    attest_i_buffer_append(pattern, ATTEST_VIEW("(?:"));
    for (size_t from = begin; from < end;) {
        size_t size = character_size(forms[from], depth);
        size_t to = from + 1;
        while (to < end && forms[to].size >= depth + size &&
               memcmp(forms[to].data + depth, forms[from].data + depth, size) == 0) {
            to++;
        }
        if (from > begin) {
            attest_i_buffer_byte(pattern, '|');
        }
        append_forms(pattern, forms, from, to, depth);
        from = to;
    }
    attest_i_buffer_append(pattern, optional ? ATTEST_VIEW(")?") : ATTEST_VIEW(")"));
}

static int compare_views(const void *a, const void *b)
{
    return attest_view_compare(*(const attest_view *)a, *(const attest_view *)b);
}

size_t attest_i_list_pattern(const attest_i_list *list, attest_view tags, attest_i_buffer *pattern)
{
    attest_view *forms = calloc(list->count ? list->count : 1, sizeof *forms);
    if (!forms) {
        pattern->status = ATTEST_ERR_NOMEM;
        return 0;
    }
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (row_has_tags(&list->rows[i], tags)) {
            forms[count++] = list->rows[i].columns[0];
        }
    }
    if (count) {
        qsort(forms, count, sizeof *forms, compare_views);
    }
    size_t distinct = 0;
    for (size_t i = 0; i < count; i++) {
        if (distinct == 0 || !attest_view_equal(forms[distinct - 1], forms[i])) {
            forms[distinct++] = forms[i];
        }
    }
    if (distinct) {
        append_forms(pattern, forms, 0, distinct, 0);
    }
    free(forms);
    return distinct;
}
