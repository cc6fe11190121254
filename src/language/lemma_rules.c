/* Rules of inflection. The default rules are those of src/train/lemmas.py, which lists what they get wrong. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/lemma_rules.h"

#include "base/embedded.h"
#include "language/gazetteer.h"
#include "language/table.h"

/* Longest word that rules are applied to. */
#define LONGEST 40

struct word {
    char text[LONGEST + 4];
    size_t size;
};

struct tables {
    attest_view inflected;
    attest_view closed;
};

static int is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static int is_one_of(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

static int ends_in(const struct word *word, const char *ending)
{
    size_t size = strlen(ending);
    return word->size >= size && memcmp(word->text + word->size - size, ending, size) == 0;
}

/* Cut `drop` characters off and put `append` there. */
static void change(struct word *word, size_t drop, const char *append)
{
    word->size -= drop;
    size_t size = strlen(append);
    memcpy(word->text + word->size, append, size);
    word->size += size;
}

static int vowel_groups(const struct word *word)
{
    int groups = 0;
    for (size_t i = 0; i < word->size; i++) {
        groups += is_vowel(word->text[i]) && (i == 0 || !is_vowel(word->text[i - 1]));
    }
    return groups;
}

/* Does the stem that an ending was cut off of end in an e that the ending swallowed? */
static int lost_e(const struct word *stem)
{
    char last = stem->text[stem->size - 1];
    char before = stem->text[stem->size - 2];
    if (is_one_of(last, "vcu") || (last == 's' && is_vowel(before)) || (last == 'z' && before != 'z')) {
        return 1;
    }
    if ((last == 'l' && is_one_of(before, "bcdfgkptz")) ||
        (last == 'g' && (is_vowel(before) || is_one_of(before, "dr")))) {
        return 1;
    }
    if (ends_in(stem, "at") && stem->size > 3 && !is_vowel(stem->text[stem->size - 3])) {
        return 1;
    }
    int single = is_vowel(before) && (stem->size < 3 || !is_vowel(stem->text[stem->size - 3]));
    if (!single) {
        return 0;
    }
    return (!is_vowel(last) && !is_one_of(last, "wxy") && vowel_groups(stem) == 1) ||
           (last == 'd' && is_one_of(before, "aiou")) || (last == 'r' && is_one_of(before, "iu"));
}

static void restore_stem(struct word *stem)
{
    if (stem->size < 2) {
        return;
    }
    char last = stem->text[stem->size - 1];
    if (last == stem->text[stem->size - 2] && is_one_of(last, "bdgmnprt")) {
        stem->size--;
    } else if (lost_e(stem)) {
        change(stem, 0, "e");
    }
}

static void cut_s(struct word *word)
{
    if (ends_in(word, "ies") && word->size > 4) {
        change(word, 3, "y");
    } else if (ends_in(word, "sses") || ends_in(word, "shes") || ends_in(word, "ches") || ends_in(word, "xes") ||
               ends_in(word, "zzes") || ends_in(word, "oes")) {
        word->size -= 2;
    } else {
        word->size--;
    }
}

static int ends_in_s(const struct word *word)
{
    return word->size > 2 && ends_in(word, "s") && !ends_in(word, "ss");
}

static void base_of_verb(struct word *word)
{
    if (ends_in(word, "ing") && word->size > 4) {
        word->size -= 3;
        restore_stem(word);
    } else if (ends_in(word, "ied") && word->size > 4) {
        change(word, 3, "y");
    } else if (ends_in(word, "ed") && word->size > 3) {
        word->size -= 2;
        restore_stem(word);
    } else if (ends_in_s(word)) {
        cut_s(word);
    }
}

static void base_of_noun(struct word *word)
{
    if (ends_in(word, "men") && word->size > 3) {
        change(word, 2, "an");
    } else if (ends_in_s(word)) {
        cut_s(word);
    }
}

static void base_of_adjective(struct word *word)
{
    size_t ending = ends_in(word, "est") ? 3 : ends_in(word, "er") ? 2 : 0;
    if (ending == 0 || word->size <= ending + 2) {
        return;
    }
    word->size -= ending;
    if (ends_in(word, "i")) {
        change(word, 1, "y");
    } else {
        restore_stem(word);
    }
}

/* The form in lower case with straight apostrophes; 0 if it is too long or has letters outside ASCII. */
static int read_word(attest_view form, struct word *word)
{
    word->size = 0;
    for (size_t i = 0; i < form.size; i++) {
        char c = form.data[i];
        if (form.size - i >= 3 && memcmp(form.data + i, "\xE2\x80\x99", 3) == 0) {
            c = '\'';
            i += 2;
        }
        if ((unsigned char)c >= 0x80 || word->size == LONGEST) {
            return 0;
        }
        word->text[word->size++] = (char)(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
    }
    return word->size > 0;
}

/* The value behind `key` in "key TAB value TAB key TAB value ...". */
static int find_field(attest_view fields, attest_view key, attest_view *value)
{
    while (fields.size) {
        attest_view found = attest_i_table_field(&fields);
        *value = attest_i_table_field(&fields);
        if (attest_view_equal(found, key)) {
            return 1;
        }
    }
    return 0;
}

/* Replace the part behind the last hyphen by its base form. */
static void inflect_back(const struct tables *tables, struct word *word, attest_view class_,
                         void (*rule)(struct word *))
{
    size_t begin = word->size;
    while (begin > 0 && word->text[begin - 1] != '-') {
        begin--;
    }
    struct word tail;
    tail.size = word->size - begin;
    memcpy(tail.text, word->text + begin, tail.size);
    attest_view fields;
    attest_view base;
    if (attest_i_table_find(tables->inflected, (attest_view){tail.text, tail.size}, &fields) == ATTEST_OK &&
        find_field(fields, class_, &base) && begin + base.size <= LONGEST) {
        memcpy(word->text + begin, base.data, base.size);
        word->size = begin + base.size;
        return;
    }
    rule(&tail);
    memcpy(word->text + begin, tail.text, tail.size);
    word->size = begin + tail.size;
}

static int tag_is(const attest_token *token, const char *tag)
{
    return attest_view_equal(token->xpos, attest_view_of(tag));
}

static int is_all_lower(attest_view form)
{
    for (size_t i = 0; i < form.size; i++) {
        if ((form.data[i] >= 'A' && form.data[i] <= 'Z') || (unsigned char)form.data[i] >= 0x80) {
            return 0;
        }
    }
    return 1;
}

/* "Word": a capital letter, then small ones only. */
static int is_title(attest_view form)
{
    return form.size > 1 && form.data[0] >= 'A' && form.data[0] <= 'Z' &&
           is_all_lower((attest_view){form.data + 1, form.size - 1});
}

/* Rules for the inflected classes: 1 if `word` now is the base form. */
static int inflected_base(const struct tables *tables, const attest_token *token, struct word *word)
{
    static const struct {
        const char *tag;
        const char *class_;
        void (*rule)(struct word *);
    } classes[] = {{"VBD", "V", base_of_verb},      {"VBN", "V", base_of_verb},      {"VBG", "V", base_of_verb},
                   {"VBZ", "V", base_of_verb},      {"NNS", "N", base_of_noun},      {"NNPS", "N", base_of_noun},
                   {"JJR", "A", base_of_adjective}, {"JJS", "A", base_of_adjective}, {"RBR", "A", base_of_adjective},
                   {"RBS", "A", base_of_adjective}};
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
        if (tag_is(token, classes[i].tag)) {
            if (word->text[0] < 'a' || word->text[0] > 'z') {
                return word->text[0] >= '0' && word->text[0] <= '9'; /* "1990s" stays; "'s" is the network's */
            }
            inflect_back(tables, word, attest_view_of(classes[i].class_), classes[i].rule);
            if (tag_is(token, "NNPS") && word->text[0] >= 'a' && word->text[0] <= 'z') {
                word->text[0] = (char)(word->text[0] + 'A' - 'a');
            }
            return 1;
        }
    }
    return 0;
}

/* Classes whose lemma is the form in lower case. */
static int is_lowered(const attest_token *token)
{
    if (tag_is(token, "VB") || tag_is(token, "VBP") || tag_is(token, "RB") || tag_is(token, "IN") ||
        tag_is(token, "DT") || tag_is(token, "CC") || tag_is(token, "MD") || tag_is(token, "PRP$") ||
        tag_is(token, "WDT") || tag_is(token, "WRB") || tag_is(token, "RP") || tag_is(token, "TO")) {
        return is_all_lower(token->form) || is_title(token->form);
    }
    if (tag_is(token, "NN")) {
        return is_all_lower(token->form) || is_title(token->form);
    }
    return tag_is(token, "JJ") && is_all_lower(token->form);
}

/* Numbers lose the commas between their digits. */
static int number_base(const attest_token *token, struct word *word)
{
    if (!tag_is(token, "CD") || word->text[0] < '0' || word->text[0] > '9') {
        return 0;
    }
    size_t size = 0;
    for (size_t i = 0; i < word->size; i++) {
        if (word->text[i] != ',') {
            word->text[size++] = word->text[i];
        }
    }
    word->size = size;
    return 1;
}

/* Typographic marks by their plain ones. */
static attest_view plain_mark(const attest_token *token)
{
    static const struct {
        const char *form;
        const char *plain;
    } marks[] = {{"\xE2\x80\x9C", "\""}, {"\xE2\x80\x9D", "\""}, {"\xE2\x80\x98", "'"},
                 {"\xE2\x80\x99", "'"},  {"\xE2\x80\x93", "-"},  {"\xE2\x80\x94", "-"}};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (attest_view_equal(token->form, attest_view_of(marks[i].form))) {
            return attest_view_of(marks[i].plain);
        }
    }
    return token->form;
}

/* Names that only look inflected: "Netherlands", "Athens". */
static int is_known_name(const attest_token *token)
{
    attest_i_sense senses[ATTEST_I_SENSES];
    size_t count = tag_is(token, "NNPS") ? attest_i_gazetteer_find(token->form, senses) : 0;
    return count > 0 && senses[0].kind != ATTEST_I_SENSE_DEMONYM && senses[0].kind != ATTEST_I_SENSE_PEOPLE;
}

static int keeps_form(const attest_token *token)
{
    int name = tag_is(token, "NNP") && token->form.size > 1 && token->form.data[0] >= 'A' &&
               token->form.data[0] <= 'Z' && token->form.data[1] >= 'a' && token->form.data[1] <= 'z';
    return name || tag_is(token, "ADD") || is_known_name(token);
}

static enum attest_status correct(const struct tables *tables, attest_token *token, attest_i_arena *arena)
{
    if (token->upos == ATTEST_UPOS_PUNCT) {
        token->lemma = plain_mark(token);
        return ATTEST_OK;
    }
    struct word word;
    attest_view fields;
    attest_view base;
    if (!read_word(token->form, &word)) {
        return ATTEST_OK;
    }
    if (attest_i_table_find(tables->closed, (attest_view){word.text, word.size}, &fields) == ATTEST_OK &&
        find_field(fields, token->xpos, &base)) {
        token->lemma = base;
        return ATTEST_OK;
    }
    if (keeps_form(token)) {
        token->lemma = token->form;
        return ATTEST_OK;
    }
    if (!inflected_base(tables, token, &word) && !number_base(token, &word) && !is_lowered(token)) {
        return ATTEST_OK;
    }
    attest_view found = {word.text, word.size};
    if (attest_view_equal(found, token->form)) {
        token->lemma = token->form;
        return ATTEST_OK;
    }
    return attest_view_equal(found, token->lemma) ? ATTEST_OK : attest_i_arena_copy(arena, found, &token->lemma);
}

enum attest_status attest_i_lemma_correct(attest_sentence *sentence, attest_i_arena *arena)
{
    struct tables tables;
    if (attest_i_embedded_find(ATTEST_VIEW("morphology/inflected.tsv"), &tables.inflected) != ATTEST_OK ||
        attest_i_embedded_find(ATTEST_VIEW("morphology/closed.tsv"), &tables.closed) != ATTEST_OK) {
        return ATTEST_ERR;
    }
    enum attest_status status = ATTEST_OK;
    for (uint32_t i = 0; i < sentence->token_count && status == ATTEST_OK; i++) {
        status = correct(&tables, &sentence->tokens[i], arena);
    }
    return status;
}
