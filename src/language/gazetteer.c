/* Look-up of known names. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/gazetteer.h"

#include <unicode/uchar.h>

#include "base/embedded.h"
#include "base/utf8.h"
#include "language/segment_walk.h"
#include "language/table.h"

/* Longest key in bytes, and longest name in tokens, that is looked for. */
#define KEY_MAX 96
#define TOKENS_MAX 7

struct key {
    char bytes[KEY_MAX + 4];
    size_t size;
    int capital; /* a capital letter is in the name */
    int space;   /* white space was seen, to be written before the next character */
};

/* Append a name to the key; 0 if it gets too long. */
static int append_name(struct key *key, attest_view name)
{
    for (size_t at = 0; at < name.size;) {
        uint32_t codepoint = attest_i_utf8_next(name, &at);
        if (attest_i_segment_is_space(codepoint)) {
            key->space = key->size > 0;
            continue;
        }
        if (codepoint == 0x2018 || codepoint == 0x2019 || codepoint == 0x02BC || codepoint == '`' ||
            codepoint == 0x00B4) {
            codepoint = '\'';
        }
        if (codepoint == 0x2010 || codepoint == 0x2011) {
            codepoint = '-';
        }
        key->capital |= u_isupper((UChar32)codepoint) != 0;
        if (key->size + 5 > KEY_MAX) {
            return 0;
        }
        if (key->space) {
            key->bytes[key->size++] = ' ';
            key->space = 0;
        }
        key->size += attest_i_utf8_put(key->bytes + key->size, (uint32_t)u_tolower((UChar32)codepoint));
    }
    return key->size > 0;
}

static int read_kind(attest_view name, enum attest_i_sense_kind *kind)
{
    static const char *const names[ATTEST_I_SENSE_KIND_COUNT] = {
        "country", "region", "area", "capital", "city", "seat", "demonym", "people", "language", "organization"};
    for (int i = 0; i < ATTEST_I_SENSE_KIND_COUNT; i++) {
        if (attest_view_equal(name, attest_view_of(names[i]))) {
            *kind = (enum attest_i_sense_kind)i;
            return 1;
        }
    }
    return 0;
}

static const char *const table_names[] = {"gazetteers/names.tsv", "gazetteers/countries.tsv", "gazetteers/cities.tsv"};
#define TABLES (sizeof table_names / sizeof table_names[0])

static attest_view table_at(size_t index)
{
    attest_view table = {NULL, 0};
    if (attest_i_embedded_find(attest_view_of(table_names[index]), &table) != ATTEST_OK) {
        table.size = 0;
    }
    return table;
}

static int has_sense(const attest_i_sense *senses, size_t count, const attest_i_sense *sense)
{
    for (size_t i = 0; i < count; i++) {
        if (senses[i].kind == sense->kind && attest_view_equal(senses[i].country, sense->country)) {
            return 1;
        }
    }
    return 0;
}

static size_t find_key(attest_view key, attest_i_sense senses[ATTEST_I_SENSES])
{
    size_t count = 0;
    for (size_t t = 0; t < TABLES; t++) {
        attest_view fields;
        attest_view table = table_at(t);
        if (table.size == 0 || attest_i_table_find(table, key, &fields) != ATTEST_OK) {
            continue;
        }
        while (fields.size && count < ATTEST_I_SENSES) {
            attest_i_sense sense;
            attest_view kind = attest_i_table_field(&fields);
            sense.name = attest_i_table_field(&fields);
            sense.country = attest_i_table_field(&fields);
            sense.code = attest_i_table_field(&fields);
            if (read_kind(kind, &sense.kind) && !has_sense(senses, count, &sense)) {
                senses[count++] = sense;
            }
        }
    }
    return count;
}

size_t attest_i_gazetteer_find(attest_view name, attest_i_sense senses[ATTEST_I_SENSES])
{
    struct key key = {.size = 0};
    if (!append_name(&key, name) || !key.capital) {
        return 0;
    }
    size_t count = find_key((attest_view){key.bytes, key.size}, senses);
    if (count == 0 && key.size > 4 && memcmp(key.bytes, "the ", 4) == 0) {
        count = find_key((attest_view){key.bytes + 4, key.size - 4}, senses);
    }
    return count;
}

enum attest_status attest_i_gazetteer_country(attest_view name, attest_i_sense *country)
{
    attest_i_sense senses[ATTEST_I_SENSES];
    size_t count = attest_i_gazetteer_find(name, senses);
    for (size_t i = 0; i < count; i++) {
        enum attest_i_sense_kind kind = senses[i].kind;
        int stands = kind == ATTEST_I_SENSE_COUNTRY || kind == ATTEST_I_SENSE_DEMONYM ||
                     kind == ATTEST_I_SENSE_CAPITAL || kind == ATTEST_I_SENSE_SEAT;
        if (stands && senses[i].code.size) {
            *country = (attest_i_sense){ATTEST_I_SENSE_COUNTRY, senses[i].country, senses[i].country, senses[i].code};
            return ATTEST_OK;
        }
    }
    return ATTEST_NONE;
}

/* Does a key in any table start with these bytes? */
static int is_prefix(attest_view key)
{
    for (size_t t = 0; t < TABLES; t++) {
        attest_view table = table_at(t);
        size_t offset = table.size ? attest_i_table_lower_bound(table, key) : 0;
        if (offset < table.size && table.size - offset >= key.size &&
            memcmp(table.data + offset, key.data, key.size) == 0) {
            return 1;
        }
    }
    return 0;
}

uint32_t attest_i_gazetteer_match(const attest_sentence *sentence, uint32_t begin,
                                  attest_i_sense senses[ATTEST_I_SENSES], size_t *count)
{
    struct key key = {.size = 0};
    uint32_t longest = 0;
    *count = 0;
    for (uint32_t i = begin; i < sentence->token_count && i - begin < TOKENS_MAX; i++) {
        if (i > begin && sentence->tokens[i - 1].space_after) {
            key.space = 1;
        }
        if (!append_name(&key, sentence->tokens[i].form)) {
            break;
        }
        attest_view bytes = {key.bytes, key.size};
        if (!is_prefix(bytes)) {
            break;
        }
        attest_i_sense found[ATTEST_I_SENSES];
        size_t found_count = key.capital ? find_key(bytes, found) : 0;
        if (found_count) {
            longest = i - begin + 1;
            *count = found_count;
            memcpy(senses, found, found_count * sizeof *found);
        }
    }
    return longest;
}
