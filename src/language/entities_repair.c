/* Names of the network that cannot be whole names, or are none: edges cut, calendar words and titles alone dropped, parts put together. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/embedded.h"
#include "base/utf8.h"
#include "language/characters.h"
#include "language/entities.h"
#include "language/gazetteer.h"
#include "language/table.h"

#define KEY_MAX 24

struct tables {
    attest_view heads;
    attest_view values;
    attest_view titles;
    attest_view first_names;
    attest_view abbreviations;
};

/* The fields that a table has for `form` in small letters, a full stop or the s of a plural left off where `cut` says so; no data if it has none. */
static attest_view look_up(attest_view table, attest_view form, char cut)
{
    char key[KEY_MAX];
    attest_view fields = {NULL, 0};
    size_t size = form.size;
    if (cut && (size == 0 || form.data[size - 1] != cut)) {
        return fields;
    }
    size -= cut != '\0';
    if (size == 0 || size > KEY_MAX) {
        return fields;
    }
    for (size_t i = 0; i < size; i++) {
        char c = form.data[i];
        key[i] = (char)(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
    }
    return attest_i_table_find(table, (attest_view){key, size}, &fields) == ATTEST_OK ? fields : (attest_view){NULL, 0};
}

static int is_kind(attest_view table, attest_view form, const char *kind)
{
    attest_view fields = look_up(table, form, '\0');
    return fields.data && attest_view_equal(fields, attest_view_of(kind));
}

static int starts_upper(attest_view form)
{
    size_t at = 0;
    return form.size > 0 && attest_i_character_shape(attest_i_utf8_next(form, &at)) == ATTEST_I_UPPER;
}

static int starts_lower(attest_view form)
{
    size_t at = 0;
    return form.size > 0 && attest_i_character_shape(attest_i_utf8_next(form, &at)) == ATTEST_I_LOWER;
}

static attest_view form_at(const attest_sentence *sentence, uint32_t index)
{
    return sentence->tokens[index].form;
}

static int form_is(const attest_sentence *sentence, uint32_t index, const char *form)
{
    return index < sentence->token_count && attest_view_equal(form_at(sentence, index), attest_view_of(form));
}

/* An abbreviation that stands in front of names only: "Gov.", "Sen". Saints and forts are part of theirs. */
static int is_short_title(const struct tables *tables, attest_view form)
{
    attest_view kind = look_up(tables->abbreviations, form, '.');
    kind = kind.data ? kind : look_up(tables->abbreviations, form, '\0');
    return kind.data && starts_upper(form) && attest_view_equal(kind, ATTEST_VIEW("title")) &&
           memcmp(form.data, "St", 2) != 0;
}

/* The short form of a state: "Calif.", "N.C.". */
static int is_short_place(const struct tables *tables, attest_view form)
{
    attest_view kind = look_up(tables->abbreviations, form, '.');
    return kind.data && starts_upper(form) && attest_view_equal(kind, ATTEST_VIEW("place"));
}

/* A role with a capital letter that is written in front of names, "President", or in the plural, "Presidents". */
static int is_title(const struct tables *tables, attest_view form, int plural)
{
    attest_view kind = look_up(tables->titles, form, plural ? 's' : '\0');
    return kind.data && starts_upper(form) && attest_view_equal(kind, ATTEST_VIEW("title\trole"));
}

/* A word with a small letter that is no proper noun: it neither begins nor ends a name. Particles ("al", "de") are proper nouns. */
static int is_common(const attest_token *token)
{
    return starts_lower(token->form) && token->upos != ATTEST_UPOS_PROPN && token->upos != ATTEST_UPOS_X;
}

static int ends_no_name(const attest_token *token)
{
    switch (token->upos) {
    case ATTEST_UPOS_ADP:
    case ATTEST_UPOS_DET:
    case ATTEST_UPOS_CCONJ:
    case ATTEST_UPOS_SCONJ:
    case ATTEST_UPOS_AUX:
    case ATTEST_UPOS_VERB:
    case ATTEST_UPOS_PRON: return starts_lower(token->form);
    default: return token->form.size > 1 && (token->form.data[0] == '@' || token->form.data[0] == '#');
    }
}

static int has_upper(const attest_sentence *sentence, uint32_t begin, uint32_t end)
{
    while (begin < end && !starts_upper(form_at(sentence, begin))) {
        begin++;
    }
    return begin < end;
}

/* New bounds of the name: without common words, titles and addresses at its edges. */
static void cut_edges(const attest_sentence *sentence, const struct tables *tables, uint32_t *begin, uint32_t *end)
{
    enum attest_name_class class_ = (enum attest_name_class)sentence->tokens[*begin].name;
    if (!has_upper(sentence, *begin, *end)) {
        return;
    }
    while (*end > *begin &&
           (ends_no_name(&sentence->tokens[*end - 1]) || (*end - *begin > 1 && class_ != ATTEST_NAME_PERSON &&
                                                          is_short_title(tables, form_at(sentence, *end - 1))))) {
        --*end;
    }
    while (*begin + 1 < *end && is_common(&sentence->tokens[*begin]) &&
           !(class_ == ATTEST_NAME_FACILITY && is_kind(tables->heads, form_at(sentence, *begin), "facility"))) {
        ++*begin;
    }
    while (*begin + 1 < *end && class_ == ATTEST_NAME_PERSON && starts_upper(form_at(sentence, *begin + 1)) &&
           (is_short_title(tables, form_at(sentence, *begin)) || is_title(tables, form_at(sentence, *begin), 0) ||
            is_title(tables, form_at(sentence, *begin), 1)) &&
           !is_kind(tables->first_names, form_at(sentence, *begin), "first")) {
        ++*begin;
    }
}

static int is_calendar_word(const struct tables *tables, attest_view form)
{
    attest_view kind = look_up(tables->values, form, '\0');
    return starts_upper(form) && kind.data &&
           (attest_view_equal(kind, ATTEST_VIEW("month")) || attest_view_equal(kind, ATTEST_VIEW("weekday")));
}

static int is_number(attest_view form)
{
    for (size_t i = 0; i < form.size; i++) {
        if (!strchr("0123456789,", form.data[i])) {
            return 0;
        }
    }
    return form.size > 0;
}

/* Months, weekdays and numbers only; a month alone may be a woman. */
static int is_calendar(const attest_sentence *sentence, const struct tables *tables, uint32_t begin, uint32_t end)
{
    int words = 0;
    for (uint32_t i = begin; i < end; i++) {
        int word = is_calendar_word(tables, form_at(sentence, i));
        words += word;
        if (!word && !is_number(form_at(sentence, i)) && !form_is(sentence, i, "'s")) {
            return 0;
        }
    }
    int woman = end - begin == 1 && sentence->tokens[begin].name == ATTEST_NAME_PERSON &&
                is_kind(tables->first_names, form_at(sentence, begin), "first");
    return words > 0 && !woman;
}

/* A name that is none: a letter, a mail address, a title alone, an adjective. */
static int is_none(const attest_sentence *sentence, const struct tables *tables, uint32_t begin, uint32_t end)
{
    attest_view form = form_at(sentence, begin);
    if (begin == end || is_calendar(sentence, tables, begin, end)) {
        return 1;
    }
    if (end - begin > 1) {
        return 0;
    }
    const char *at = memchr(form.data, '@', form.size);
    int mail = at && memchr(at, '.', form.size - (size_t)(at - form.data));
    uint8_t class_ = sentence->tokens[begin].name;
    int described = class_ == ATTEST_NAME_PLACE && sentence->tokens[begin].upos == ATTEST_UPOS_ADJ &&
                    !starts_upper(form); /* "northern" */
    return described || (form.size == 1 && class_ != ATTEST_NAME_ORGANIZATION) || mail ||
           is_short_title(tables, form) || is_title(tables, form, 1) ||
           (class_ != ATTEST_NAME_PERSON && is_title(tables, form, 0));
}

/* "Texas Republican": a place, and people of a group. */
static uint32_t split_group(attest_sentence *sentence, uint32_t begin, uint32_t end)
{
    attest_i_sense senses[ATTEST_I_SENSES];
    if (end - begin < 2) {
        return end;
    }
    attest_view first = form_at(sentence, begin);
    attest_view last = form_at(sentence, end - 1);
    attest_view place = {first.data, sentence->tokens[end - 2].span.end - sentence->tokens[begin].span.begin};
    attest_view whole = {first.data, sentence->tokens[end - 1].span.end - sentence->tokens[begin].span.begin};
    int known = attest_i_gazetteer_find(whole, senses) > 0;
    int group = !known && attest_i_gazetteer_find(last, senses) > 0 && senses[0].kind == ATTEST_I_SENSE_PEOPLE;
    if (!group || attest_i_gazetteer_find(place, senses) == 0 || senses[0].kind > ATTEST_I_SENSE_CITY) {
        return end;
    }
    attest_i_name_set(sentence, begin, end - 1, ATTEST_NAME_PLACE);
    attest_i_name_set(sentence, end - 1, end, ATTEST_NAME_NORP);
    return end - 1;
}

/* The class that a word tells as the last, or first in front of "of", of a longer name. */
static enum attest_name_class class_of_head(const struct tables *tables, attest_view form)
{
    if (!starts_upper(form)) {
        return ATTEST_NAME_NONE;
    }
    return is_kind(tables->heads, form, "place")          ? ATTEST_NAME_PLACE
           : is_kind(tables->heads, form, "facility")     ? ATTEST_NAME_FACILITY
           : is_kind(tables->heads, form, "organization") ? ATTEST_NAME_ORGANIZATION
                                                          : ATTEST_NAME_NONE;
}

/* "Strait of Dover", "Bank of the West": a capital head, "of", and a name: one name. Gives its end; `at` if there is none. */
static uint32_t join_of(attest_sentence *sentence, const struct tables *tables, uint32_t at)
{
    int settlement = starts_upper(form_at(sentence, at)) && is_kind(tables->heads, form_at(sentence, at), "of");
    enum attest_name_class class_ = settlement ? ATTEST_NAME_PLACE : class_of_head(tables, form_at(sentence, at));
    uint32_t name = at + 2;
    name += form_is(sentence, name, "the") ? 1U : 0U;
    if (class_ == ATTEST_NAME_NONE || class_ == ATTEST_NAME_FACILITY || !form_is(sentence, at + 1, "of") ||
        name >= sentence->token_count || !sentence->tokens[name].name_begin ||
        sentence->tokens[name].name != ATTEST_NAME_PLACE) {
        return at;
    }
    uint8_t own = sentence->tokens[at].name;
    uint32_t begin = at;
    while (own != ATTEST_NAME_NONE && !sentence->tokens[begin].name_begin) {
        begin--;
    }
    uint32_t end = attest_i_name_end(sentence, name);
    attest_i_name_set(sentence, begin, end, class_);
    return end;
}

/* "Tampa" + "Bay", "Harbour Defense" + "Forces": a head behind a name, which the network left alone or took for a name of its own. */
static uint32_t join_head(attest_sentence *sentence, const struct tables *tables, uint32_t begin, uint32_t end)
{
    if (end >= sentence->token_count || sentence->tokens[begin].name == ATTEST_NAME_PERSON ||
        sentence->tokens[end].upos != ATTEST_UPOS_PROPN || !starts_upper(form_at(sentence, begin))) {
        return end;
    }
    enum attest_name_class class_ = class_of_head(tables, form_at(sentence, end));
    const attest_token *head = &sentence->tokens[end];
    int alone = head->name == ATTEST_NAME_NONE || attest_i_name_end(sentence, end) == end + 1;
    int last = end + 1 == sentence->token_count || sentence->tokens[end + 1].upos != ATTEST_UPOS_PROPN;
    if (class_ == ATTEST_NAME_NONE || !alone || !last || !sentence->tokens[end - 1].space_after) {
        return end;
    }
    attest_i_name_set(sentence, begin, end + 1, class_);
    return end + 1;
}

void attest_i_names_mark_repairs(attest_sentence *sentence)
{
    struct tables tables;
    struct {
        const char *name;
        attest_view *table;
    } files[] = {{"gazetteers/heads.tsv", &tables.heads},
                 {"gazetteers/values.tsv", &tables.values},
                 {"lexicons/titles.tsv", &tables.titles},
                 {"gazetteers/first_names.tsv", &tables.first_names},
                 {"segmentation/abbreviations.tsv", &tables.abbreviations}};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        if (attest_i_embedded_find(attest_view_of(files[i].name), files[i].table) != ATTEST_OK) {
            return;
        }
    }
    for (uint32_t at = 0; at < sentence->token_count;) {
        uint8_t class_ = sentence->tokens[at].name;
        if (class_ == ATTEST_NAME_NONE) {
            at++;
            continue;
        }
        uint32_t begin = at;
        uint32_t end = attest_i_name_end(sentence, at);
        at = end;
        cut_edges(sentence, &tables, &begin, &end);
        if (end < at || !sentence->tokens[begin].name_begin) {
            uint32_t first = begin;
            while (!sentence->tokens[first].name_begin) {
                first--;
            }
            attest_i_name_set(sentence, first, at, ATTEST_NAME_NONE);
        }
        if (is_none(sentence, &tables, begin, end)) {
            attest_i_name_set(sentence, begin, end, ATTEST_NAME_NONE);
            continue;
        }
        if (end - begin == 1 && is_short_place(&tables, form_at(sentence, begin))) {
            class_ = ATTEST_NAME_PLACE;
        }
        attest_i_name_set(sentence, begin, end, (enum attest_name_class)class_);
        end = split_group(sentence, begin, end);
        at = join_head(sentence, &tables, begin, end) > at ? end + 1 : at;
    }
    for (uint32_t at = 0; at < sentence->token_count;) {
        uint32_t end = join_of(sentence, &tables, at);
        at = end > at ? end : at + 1;
    }
}
