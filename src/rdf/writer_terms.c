/* Terms as text. Escapes and abbreviations are our own: raptor's term writers cut literals at invalid UTF-8 without a
 * word, report no failed write, and allocate an object for each term. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/writer_terms.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "rdf/term.h"
#include "rdf/vocabulary.h"
#include "rdf/writer_escape.h"

/* Delete is escaped besides. RDFC-1.0 would escape U+FFFE and U+FFFF as well, but raptor reads them only as they are. */
static const attest_i_escapes nquads_escapes = {"0123456789ABCDEF", 0x7F};

void attest_i_write_string(attest_i_output *output, attest_view text)
{
    ATTEST_I_OUTPUT_TEXT(output, "\"");
    attest_i_write_escaped(output, text, &nquads_escapes);
    ATTEST_I_OUTPUT_TEXT(output, "\"");
}

static void write_iri(attest_i_output *output, attest_view iri)
{
    ATTEST_I_OUTPUT_TEXT(output, "<");
    attest_i_output_view(output, iri);
    ATTEST_I_OUTPUT_TEXT(output, ">");
}

void attest_i_write_nquads_term(attest_i_output *output, const attest_term *term)
{
    if (term->kind == ATTEST_TERM_IRI) {
        write_iri(output, term->value);
        return;
    }
    attest_i_write_string(output, term->value);
    if (term->language.size) {
        ATTEST_I_OUTPUT_TEXT(output, "@");
        attest_i_output_view(output, term->language);
    } else if (term->datatype.size && attest_i_literal_datatype(term) != ATTEST_I_DATATYPE_STRING) {
        ATTEST_I_OUTPUT_TEXT(output, "^^");
        write_iri(output, term->datatype);
    }
}

/* The last three follow the base. */
static const struct {
    const char *name;
    const char *space;
    int below_base;
} known_prefixes[] = {
#define PREFIX(name, space) {name, space, 0},
    ATTEST_I_PREFIXES(PREFIX)
#undef PREFIX
        {"kg", "", 1},
    {"ent", "entity/", 1},
    {"rel", "relation/", 1},
};

_Static_assert(sizeof known_prefixes / sizeof known_prefixes[0] <= ATTEST_I_PREFIX_MAX, "room for all prefixes");

enum attest_status attest_i_prefixes_init(attest_i_prefixes *prefixes, const char *base)
{
    attest_i_buffer names = {0};
    size_t ends[ATTEST_I_PREFIX_MAX];
    prefixes->count = sizeof known_prefixes / sizeof known_prefixes[0];
    for (size_t i = 0; i < prefixes->count; i++) {
        if (known_prefixes[i].below_base) {
            attest_i_buffer_append(&names, attest_view_of(base));
        }
        attest_i_buffer_append(&names, attest_view_of(known_prefixes[i].space));
        ends[i] = names.size;
    }
    enum attest_status status = names.status;
    if (status != ATTEST_OK) {
        attest_i_buffer_clear(&names);
        return status;
    }
    prefixes->names = names.data;
    for (size_t i = 0; i < prefixes->count; i++) {
        size_t begin = i ? ends[i - 1] : 0;
        prefixes->items[i].name = attest_view_of(known_prefixes[i].name);
        prefixes->items[i].space = (attest_view){names.data + begin, ends[i] - begin};
    }
    return ATTEST_OK;
}

void attest_i_prefixes_clear(attest_i_prefixes *prefixes)
{
    free(prefixes->names);
    prefixes->names = NULL;
    prefixes->count = 0;
}

/* Production PN_CHARS_BASE above ASCII. */
static int is_name_start(uint32_t c)
{
    static const uint32_t ranges[][2] = {{0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},
                                         {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},
                                         {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}};
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (c >= ranges[i][0] && c <= ranges[i][1]) {
            return 1;
        }
    }
    return 0;
}

/* Can `local` stand behind a prefix as it is (production PN_LOCAL without backslash escapes)? */
static int is_local_name(attest_view local)
{
    for (size_t at = 0; at < local.size;) {
        size_t begin = at;
        unsigned char byte = (unsigned char)local.data[at];
        if (byte >= 0x80) {
            uint32_t c = attest_i_utf8_next(local, &at);
            int later = c == 0xB7 || (c >= 0x300 && c <= 0x36F) || c == 0x203F || c == 0x2040;
            if (!is_name_start(c) && !(later && begin > 0)) {
                return 0;
            }
            continue;
        }
        at++;
        if ((unsigned char)((byte | 0x20U) - 'a') < 26 || (unsigned char)(byte - '0') < 10 || byte == '_' ||
            byte == ':' || byte == '%' || (byte == '-' && begin > 0) || (byte == '.' && begin > 0 && at < local.size)) {
            continue;
        }
        return 0;
    }
    return 1;
}

const attest_i_prefix *attest_i_prefixes_find(const attest_i_prefixes *prefixes, attest_view iri, attest_view *local)
{
    /* Local names hold neither "/" nor "#", so the namespace must end at the last of them. */
    size_t size = iri.size;
    while (size && iri.data[size - 1] != '/' && iri.data[size - 1] != '#') {
        size--;
    }
    attest_view space = {iri.data, size};
    for (size_t i = 0; size && i < prefixes->count; i++) {
        if (attest_view_equal(prefixes->items[i].space, space)) {
            *local = (attest_view){iri.data + size, iri.size - size};
            return is_local_name(*local) ? &prefixes->items[i] : NULL;
        }
    }
    return NULL;
}

static void write_turtle_iri(attest_i_output *output, const attest_i_prefixes *prefixes, attest_view iri)
{
    attest_view local;
    const attest_i_prefix *prefix = attest_i_prefixes_find(prefixes, iri, &local);
    if (!prefix) {
        write_iri(output, iri);
        return;
    }
    attest_i_output_view(output, prefix->name);
    ATTEST_I_OUTPUT_TEXT(output, ":");
    attest_i_output_view(output, local);
}

static size_t skip_digits(attest_view text, size_t at)
{
    while (at < text.size && (unsigned char)(text.data[at] - '0') < 10) {
        at++;
    }
    return at;
}

/* Bare forms: "-?[0-9]+", "-?[0-9]+\.[0-9]+", true and false. Turtle allows some more, which nobody expects to see. */
static int is_bare(const attest_term *term)
{
    enum attest_i_datatype datatype = attest_i_literal_datatype(term);
    if (datatype == ATTEST_I_DATATYPE_BOOLEAN) {
        return attest_view_equal(term->value, ATTEST_VIEW("true")) ||
               attest_view_equal(term->value, ATTEST_VIEW("false"));
    }
    if ((datatype != ATTEST_I_DATATYPE_INTEGER && datatype != ATTEST_I_DATATYPE_DECIMAL) || term->value.size == 0) {
        return 0;
    }
    size_t begin = term->value.data[0] == '-';
    size_t at = skip_digits(term->value, begin);
    if (at == begin || datatype == ATTEST_I_DATATYPE_INTEGER) {
        return at > begin && at == term->value.size;
    }
    if (at == term->value.size || term->value.data[at] != '.') {
        return 0;
    }
    return at + 1 < term->value.size && skip_digits(term->value, at + 1) == term->value.size;
}

void attest_i_write_turtle_term(attest_i_output *output, const attest_i_prefixes *prefixes, const attest_term *term)
{
    if (term->kind == ATTEST_TERM_IRI) {
        write_turtle_iri(output, prefixes, term->value);
    } else if (is_bare(term)) {
        attest_i_output_view(output, term->value);
    } else {
        attest_i_write_string(output, term->value);
        if (term->language.size) {
            ATTEST_I_OUTPUT_TEXT(output, "@");
            attest_i_output_view(output, term->language);
        } else if (attest_i_literal_datatype(term) != ATTEST_I_DATATYPE_STRING) {
            ATTEST_I_OUTPUT_TEXT(output, "^^");
            write_turtle_iri(output, prefixes, term->datatype);
        }
    }
}

void attest_i_write_prefixes(attest_i_output *output, const attest_i_prefixes *prefixes)
{
    for (size_t i = 0; i < prefixes->count; i++) {
        ATTEST_I_OUTPUT_TEXT(output, "@prefix ");
        attest_i_output_view(output, prefixes->items[i].name);
        ATTEST_I_OUTPUT_TEXT(output, ": ");
        write_iri(output, prefixes->items[i].space);
        ATTEST_I_OUTPUT_TEXT(output, " .\n");
    }
}
