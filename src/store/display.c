/* Widths of text and short forms of IRIs. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/display.h"

#include <stdio.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "rdf/vocabulary.h"

size_t attest_i_display_width_of(uint32_t codepoint)
{
    if (codepoint < 0x20 || (codepoint >= 0x7f && codepoint < 0xa0)) {
        return 0;
    }
    if (codepoint < 0x300) {
        return codepoint == 0xad ? 0 : 1;
    }
    int8_t type = u_charType((UChar32)codepoint);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) {
        return 0;
    }
    int width = u_getIntPropertyValue((UChar32)codepoint, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

size_t attest_i_display_width(attest_view text)
{
    size_t width = 0;
    for (size_t offset = 0; offset < text.size;) {
        width += attest_i_display_width_of(attest_i_utf8_next(text, &offset));
    }
    return width;
}

void attest_i_shortener_add(attest_i_shortener *shortener, attest_view prefix, attest_view space)
{
    if (shortener->count < ATTEST_I_SHORTENER_MAX && space.size > 0) {
        shortener->items[shortener->count].prefix = prefix;
        shortener->items[shortener->count].space = space;
        shortener->count++;
    }
}

/* The base IRI that a run of the dataset names: "kg:", "ent:" and "rel:" hang on it. */
static void add_base(attest_i_shortener *shortener, const attest_dataset *dataset)
{
    static const char *const PREFIXES[3] = {"kg", "ent", "rel"};
    static const char *const SUFFIXES[3] = {"", "entity/", "relation/"};
    attest_i_ids pattern = {
        {ATTEST_I_ANY, attest_i_dataset_iri(dataset, ATTEST_I_NS_ATT "base"), ATTEST_I_ANY, ATTEST_I_TERM_NONE}};
    if (pattern.at[ATTEST_I_PREDICATE] == ATTEST_I_ANY) {
        return;
    }
    attest_i_scan scan;
    attest_i_ids quad;
    attest_i_scan_open(&scan, dataset, pattern);
    int found = attest_i_scan_next(&scan, &quad);
    attest_i_scan_close(&scan);
    if (!found) {
        return;
    }
    attest_view base = attest_i_dataset_term(dataset, quad.at[ATTEST_I_OBJECT]).value;
    for (size_t i = 0; i < 3; i++) {
        if (base.size + 16 < sizeof shortener->base[i]) {
            int size = snprintf(shortener->base[i], sizeof shortener->base[i], "%.*s%s", (int)base.size, base.data,
                                SUFFIXES[i]);
            attest_i_shortener_add(shortener, attest_view_of(PREFIXES[i]),
                                   (attest_view){shortener->base[i], (size_t)size});
        }
    }
}

void attest_i_shortener_init(attest_i_shortener *shortener, const attest_dataset *dataset)
{
    shortener->count = 0;
#define ADD_PREFIX(prefix, space) attest_i_shortener_add(shortener, ATTEST_VIEW(prefix), ATTEST_VIEW(space));
    ATTEST_I_PREFIXES(ADD_PREFIX)
#undef ADD_PREFIX
    add_base(shortener, dataset);
}

/* Can it stand behind "prefix:" without escapes? A narrow reading of PN_LOCAL. */
static int is_local_name(attest_view local)
{
    if (local.size == 0 || local.data[0] == '-' || local.data[0] == '.' || local.data[local.size - 1] == '.') {
        return 0;
    }
    for (size_t offset = 0; offset < local.size;) {
        uint32_t codepoint = attest_i_utf8_next(local, &offset);
        if (codepoint < 0x80
                ? !(u_isalnum((UChar32)codepoint) || codepoint == '_' || codepoint == '-' || codepoint == '.')
                : !u_isalnum((UChar32)codepoint)) {
            return 0;
        }
    }
    return 1;
}

void attest_i_shortener_append_noting(const attest_i_shortener *shortener, attest_view iri, attest_i_buffer *buffer,
                                      uint32_t *used)
{
    uint32_t best = ATTEST_NO_INDEX;
    for (uint32_t i = 0; i < shortener->count; i++) {
        attest_view space = shortener->items[i].space;
        if (iri.size > space.size && memcmp(iri.data, space.data, space.size) == 0 &&
            (best == ATTEST_NO_INDEX || space.size >= shortener->items[best].space.size) &&
            is_local_name((attest_view){iri.data + space.size, iri.size - space.size})) {
            best = i;
        }
    }
    *used = best;
    if (best == ATTEST_NO_INDEX) {
        attest_i_buffer_byte(buffer, '<');
        attest_i_buffer_append(buffer, iri);
        attest_i_buffer_byte(buffer, '>');
        return;
    }
    size_t taken = shortener->items[best].space.size;
    attest_i_buffer_append(buffer, shortener->items[best].prefix);
    attest_i_buffer_byte(buffer, ':');
    attest_i_buffer_append(buffer, (attest_view){iri.data + taken, iri.size - taken});
}

void attest_i_shortener_append(const attest_i_shortener *shortener, attest_view iri, attest_i_buffer *buffer)
{
    uint32_t used;
    attest_i_shortener_append_noting(shortener, iri, buffer, &used);
}
