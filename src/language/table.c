/* Binary search over the bytes of a sorted table: no loading, nothing to free, any number of threads. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/table.h"

attest_view attest_i_table_field(attest_view *fields)
{
    const char *tab = fields->size ? memchr(fields->data, '\t', fields->size) : NULL;
    attest_view field = *fields;
    if (!tab) {
        fields->data += fields->size;
        fields->size = 0;
        return field;
    }
    field.size = (size_t)(tab - field.data);
    fields->data += field.size + 1;
    fields->size -= field.size + 1;
    return field;
}

size_t attest_i_table_line(attest_view table, size_t offset, attest_view *key, attest_view *fields)
{
    const char *begin = table.data + offset;
    const char *end = memchr(begin, '\n', table.size - offset);
    size_t size = end ? (size_t)(end - begin) : table.size - offset;
    *fields = (attest_view){begin, size};
    *key = attest_i_table_field(fields);
    return offset + size + (end ? 1 : 0);
}

static size_t line_begin(attest_view table, size_t offset)
{
    const char *end = offset ? memrchr(table.data, '\n', offset) : NULL;
    return end ? (size_t)(end - table.data) + 1 : 0;
}

/* Is the key of the line at `offset` below `key`? Keys end at a TAB or at the end of the line, which are below all of their bytes. */
static int is_below(attest_view table, size_t offset, attest_view key)
{
    size_t left = table.size - offset;
    size_t common = key.size < left ? key.size : left;
    int order = common ? memcmp(table.data + offset, key.data, common) : 0;
    if (order != 0) {
        return order < 0; /* a shorter key differs at its TAB or line feed */
    }
    return left < key.size;
}

size_t attest_i_table_lower_bound(attest_view table, attest_view key)
{
    size_t low = 0;
    size_t high = table.size;
    while (low < high) {
        /* Both bounds are line starts; the middle's line lies between them. */
        size_t middle = line_begin(table, low + (high - low) / 2);
        if (is_below(table, middle, key)) {
            const char *end = memchr(table.data + middle, '\n', table.size - middle);
            low = end ? (size_t)(end - table.data) + 1 : table.size;
        } else {
            high = middle;
        }
    }
    return low;
}

enum attest_status attest_i_table_find(attest_view table, attest_view key, attest_view *fields)
{
    size_t offset = attest_i_table_lower_bound(table, key);
    if (offset == table.size) {
        return ATTEST_NONE;
    }
    attest_view found;
    attest_i_table_line(table, offset, &found, fields);
    return attest_view_equal(found, key) ? ATTEST_OK : ATTEST_NONE;
}
