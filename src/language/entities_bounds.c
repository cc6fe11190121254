/* Names as the network bounds them, put right where their words and the gazetteers tell more: what is no name, where one ends, people by their
 * first names. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/embedded.h"
#include "base/utf8.h"
#include "language/characters.h"
#include "language/entities.h"
#include "language/gazetteer.h"
#include "language/table.h"

static int has_letter(attest_view form)
{
    for (size_t at = 0; at < form.size;) {
        uint32_t folded = attest_i_character_fold(attest_i_utf8_next(form, &at));
        if (attest_i_character_is_letter(folded) || folded == '0') {
            return 1;
        }
    }
    return 0;
}

static int is_address(attest_view form)
{
    return memmem(form.data, form.size, "://", 3) || (form.size > 4 && memcmp(form.data, "www.", 4) == 0);
}

static int is_kind(attest_view table, attest_view form, const char *kind)
{
    char key[ATTEST_I_WORD_MAX];
    attest_view fields;
    if (form.size > sizeof key) {
        return 0;
    }
    for (size_t i = 0; i < form.size; i++) {
        char c = form.data[i];
        key[i] = (char)(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
    }
    return form.size > 0 && attest_i_table_find(table, (attest_view){key, form.size}, &fields) == ATTEST_OK &&
           attest_view_equal(fields, attest_view_of(kind));
}

static int starts_upper(attest_view form)
{
    size_t at = 0;
    return form.size > 0 && attest_i_character_shape(attest_i_utf8_next(form, &at)) == ATTEST_I_UPPER;
}

/* The form of tokens [begin,end), which stand side by side in one text. */
static attest_view text_of(const attest_sentence *sentence, uint32_t begin, uint32_t end)
{
    const attest_token *first = &sentence->tokens[begin];
    return (attest_view){first->form.data, sentence->tokens[end - 1].span.end - first->span.begin};
}

static int is_place(attest_view name, int city)
{
    attest_i_sense senses[ATTEST_I_SENSES];
    size_t count = attest_i_gazetteer_find(name, senses);
    for (size_t i = 0; i < count; i++) {
        if (city ? senses[i].kind == ATTEST_I_SENSE_CITY || senses[i].kind == ATTEST_I_SENSE_CAPITAL
                 : senses[i].kind <= ATTEST_I_SENSE_REGION) {
            return 1;
        }
    }
    return 0;
}

struct tables {
    attest_view heads;
    attest_view first_names;
};

/* Signs at the edges belong to no name; a name without letters, or an address, is none. Gives the new bounds. */
static void trim(attest_sentence *sentence, uint32_t *begin, uint32_t *end)
{
    enum attest_name_class class_ = (enum attest_name_class)sentence->tokens[*begin].name;
    uint32_t first = *begin;
    uint32_t last = *end;
    while (first < last && (!has_letter(sentence->tokens[first].form) || is_address(sentence->tokens[first].form))) {
        first++;
    }
    while (last > first && !has_letter(sentence->tokens[last - 1].form)) {
        last--;
    }
    if (last - first > 1 && attest_view_equal(sentence->tokens[last - 1].xpos, ATTEST_VIEW("POS"))) {
        last--;
    }
    if (first != *begin || last != *end) {
        attest_i_name_set(sentence, *begin, *end, ATTEST_NAME_NONE);
        attest_i_name_set(sentence, first, last, class_);
    }
    *begin = first;
    *end = last;
}

/* "Ann Bee of the Harbour Post": a person, and the organisation behind "of". Gives the end of the person. */
static uint32_t cut_person(attest_sentence *sentence, const struct tables *tables, uint32_t begin, uint32_t end)
{
    uint32_t of = begin + 1;
    while (of < end && !attest_view_equal(sentence->tokens[of].form, ATTEST_VIEW("of"))) {
        of++;
    }
    uint32_t rest = of + 1;
    while (rest < end && !starts_upper(sentence->tokens[rest].form)) {
        rest++;
    }
    int is_person = of >= begin + 2 && (is_kind(tables->first_names, sentence->tokens[begin].form, "first") ||
                                        sentence->tokens[begin].name == ATTEST_NAME_PERSON);
    if (rest >= end || !is_person) {
        return end;
    }
    attest_i_name_set(sentence, begin, end, ATTEST_NAME_NONE);
    attest_i_name_set(sentence, begin, of, ATTEST_NAME_PERSON);
    attest_i_name_set(sentence, rest, end, ATTEST_NAME_ORGANIZATION);
    return of;
}

/* Is it a last word of names of other things ("Bridge", "Street")? */
static int is_head(const struct tables *tables, attest_view form)
{
    static const char *const kinds[] = {"place", "facility", "event", "organization", "work"};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (is_kind(tables->heads, form, kinds[i])) {
            return 1;
        }
    }
    return 0;
}

/* "Houston Texas": two places, if the first is a city and the other a region or country. */
static uint32_t cut_place(attest_sentence *sentence, const struct tables *tables, uint32_t begin, uint32_t end)
{
    attest_view all = text_of(sentence, begin, end);
    attest_i_sense senses[ATTEST_I_SENSES];
    if (end - begin < 2 || is_head(tables, sentence->tokens[end - 1].form) ||
        attest_i_gazetteer_find(all, senses) > 0) {
        return end;
    }
    for (uint32_t cut = begin + 1; cut < end; cut++) {
        if (is_place(text_of(sentence, begin, cut), 1) && is_place(text_of(sentence, cut, end), 0)) {
            attest_i_name_set(sentence, cut, end, ATTEST_NAME_PLACE);
            return cut;
        }
    }
    return end;
}

/* "Bee & Dee, Inc.": the legal form belongs to the company. */
static uint32_t join_legal_form(attest_sentence *sentence, const struct tables *tables, uint32_t begin, uint32_t end)
{
    uint32_t at = end;
    if (at < sentence->token_count && attest_view_equal(sentence->tokens[at].form, ATTEST_VIEW(","))) {
        at++;
    }
    if (at >= sentence->token_count || sentence->tokens[at].upos != ATTEST_UPOS_PROPN ||
        !is_kind(tables->heads, sentence->tokens[at].form, "legal")) {
        return end;
    }
    /* What the network took for the rest of another name that begins with the legal form. */
    uint32_t rest = at + 1;
    while (rest < sentence->token_count && sentence->tokens[rest].name != ATTEST_NAME_NONE &&
           !sentence->tokens[rest].name_begin && !starts_upper(sentence->tokens[rest].form)) {
        sentence->tokens[rest++].name = ATTEST_NAME_NONE;
    }
    if (rest < sentence->token_count && sentence->tokens[rest].name != ATTEST_NAME_NONE) {
        sentence->tokens[rest].name_begin = 1;
    }
    attest_i_name_set(sentence, begin, at + 1, ATTEST_NAME_ORGANIZATION);
    return at + 1;
}

/* The class that the first word, or what stands in front of the name, tells; else the one it has. */
static enum attest_name_class class_by_words(const attest_sentence *sentence, const struct tables *tables,
                                             uint32_t begin, uint32_t end)
{
    const attest_token *first = &sentence->tokens[begin];
    enum attest_name_class class_ = (enum attest_name_class)first->name;
    if (end - begin > 1 && is_kind(tables->heads, first->form, "storm") && starts_upper(first->form)) {
        return ATTEST_NAME_EVENT;
    }
    attest_i_sense senses[ATTEST_I_SENSES];
    attest_view text = text_of(sentence, begin, end);
    int is_first_name = starts_upper(first->form) && is_kind(tables->first_names, first->form, "first");
    if (is_first_name && end - begin <= 3 && first->upos == ATTEST_UPOS_PROPN &&
        starts_upper(sentence->tokens[end - 1].form) &&
        (class_ == ATTEST_NAME_PLACE || class_ == ATTEST_NAME_FACILITY || class_ == ATTEST_NAME_EVENT) &&
        attest_i_gazetteer_find(text, senses) == 0 &&
        (end - begin == 1 || !is_head(tables, sentence->tokens[end - 1].form)) &&
        !(end < sentence->token_count && attest_view_equal(sentence->tokens[end].form, ATTEST_VIEW("of")))) {
        return ATTEST_NAME_PERSON;
    }
    if (class_ == ATTEST_NAME_PERSON && !is_first_name && begin > 0 && starts_upper(first->form) &&
        is_kind(tables->heads, sentence->tokens[begin - 1].form, "at") && (is_place(text, 1) || is_place(text, 0))) {
        return ATTEST_NAME_PLACE;
    }
    return class_;
}

void attest_i_names_mark_bounds(attest_sentence *sentence)
{
    struct tables tables;
    if (attest_i_embedded_find(ATTEST_VIEW("gazetteers/heads.tsv"), &tables.heads) != ATTEST_OK ||
        attest_i_embedded_find(ATTEST_VIEW("gazetteers/first_names.tsv"), &tables.first_names) != ATTEST_OK) {
        return;
    }
    for (uint32_t at = 0; at < sentence->token_count;) {
        const attest_token *token = &sentence->tokens[at];
        if (token->name == ATTEST_NAME_NONE || token->name > ATTEST_NAME_NORP) {
            at++;
            continue;
        }
        uint32_t begin = at;
        uint32_t end = attest_i_name_end(sentence, at);
        at = end;
        trim(sentence, &begin, &end);
        if (begin == end) {
            continue;
        }
        uint8_t class_ = sentence->tokens[begin].name;
        if (class_ == ATTEST_NAME_PERSON) {
            uint32_t cut = cut_person(sentence, &tables, begin, end);
            at = cut < end ? cut : at;
            end = cut;
        } else if (class_ == ATTEST_NAME_PLACE) {
            uint32_t cut = cut_place(sentence, &tables, begin, end);
            at = cut < end ? cut : at;
            end = cut;
        } else if (class_ == ATTEST_NAME_ORGANIZATION) {
            end = join_legal_form(sentence, &tables, begin, end);
            at = end > at ? end : at;
        }
        attest_i_name_set(sentence, begin, end, class_by_words(sentence, &tables, begin, end));
    }
}
