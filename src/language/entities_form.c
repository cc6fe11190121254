/* What the form of a name says of its class. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/embedded.h"
#include "language/entities.h"
#include "language/gazetteer.h"
#include "language/table.h"

#define KEY_MAX 24

/* Abbreviations: this many capital letters. */
#define SHORTEST 2
#define LONGEST 6

static int is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* The class that a last word tells; NONE if it tells none. */
static enum attest_name_class class_of_head(attest_view heads, attest_view form)
{
    static const struct {
        const char *name;
        enum attest_name_class class_;
    } classes[] = {{"place", ATTEST_NAME_PLACE},        {"facility", ATTEST_NAME_FACILITY},
                   {"event", ATTEST_NAME_EVENT},        {"organization", ATTEST_NAME_ORGANIZATION},
                   {"legal", ATTEST_NAME_ORGANIZATION}, {"storm", ATTEST_NAME_EVENT},
                   {"work", ATTEST_NAME_WORK}};
    char key[KEY_MAX];
    if (form.size == 0 || form.size > KEY_MAX) {
        return ATTEST_NAME_NONE;
    }
    for (size_t i = 0; i < form.size; i++) {
        key[i] = (char)(is_capital(form.data[i]) ? form.data[i] + 'a' - 'A' : form.data[i]);
    }
    attest_view fields;
    if (attest_i_table_find(heads, (attest_view){key, form.size}, &fields) != ATTEST_OK) {
        return ATTEST_NAME_NONE;
    }
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
        if (attest_view_equal(fields, attest_view_of(classes[i].name))) {
            return classes[i].class_;
        }
    }
    return ATTEST_NAME_NONE;
}

static int is_abbreviation(attest_view form)
{
    if (form.size < SHORTEST || form.size > LONGEST) {
        return 0;
    }
    for (size_t i = 0; i < form.size; i++) {
        if (!is_capital(form.data[i])) {
            return 0;
        }
    }
    return 1;
}

/* A sentence in capitals throughout: there, capitals say nothing. */
static int is_shouted(const attest_sentence *sentence)
{
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        attest_view form = sentence->tokens[i].form;
        for (size_t k = 0; k < form.size; k++) {
            if (form.data[k] >= 'a' && form.data[k] <= 'z') {
                return 0;
            }
        }
    }
    return 1;
}

/* "Brest harbour", "Brest naval base": a facility's noun behind a place, an adjective between them or not. Gives the end. */
static uint32_t facility_end(const attest_sentence *sentence, attest_view heads, uint32_t end)
{
    uint32_t noun = end;
    if (noun < sentence->token_count && sentence->tokens[noun].upos == ATTEST_UPOS_ADJ &&
        sentence->tokens[noun].name == ATTEST_NAME_NONE) {
        noun++;
    }
    if (noun >= sentence->token_count || sentence->tokens[noun].name != ATTEST_NAME_NONE ||
        (sentence->tokens[noun].upos != ATTEST_UPOS_NOUN && sentence->tokens[noun].upos != ATTEST_UPOS_PROPN)) {
        return end;
    }
    attest_view form = sentence->tokens[noun].form;
    return class_of_head(heads, form) == ATTEST_NAME_FACILITY ? noun + 1 : end;
}

/* "Hosted Trade Society (HTS)": an abbreviation of the name behind it, in brackets, its letters those that the words begin with. */
static int is_abbreviated(const attest_sentence *sentence, uint32_t begin, uint32_t end)
{
    if (end + 2 >= sentence->token_count || !attest_view_equal(sentence->tokens[end].form, ATTEST_VIEW("(")) ||
        !is_abbreviation(sentence->tokens[end + 1].form) ||
        !attest_view_equal(sentence->tokens[end + 2].form, ATTEST_VIEW(")"))) {
        return 0;
    }
    attest_view letters = sentence->tokens[end + 1].form;
    size_t next = 0;
    for (uint32_t i = begin; i < end && next < letters.size; i++) {
        next += sentence->tokens[i].form.data[0] == letters.data[next];
    }
    return next == letters.size;
}

void attest_i_names_mark_forms(attest_sentence *sentence)
{
    attest_view heads;
    if (attest_i_embedded_find(ATTEST_VIEW("gazetteers/heads.tsv"), &heads) != ATTEST_OK) {
        return;
    }
    int shouted = is_shouted(sentence);
    for (uint32_t at = 0; at < sentence->token_count;) {
        const attest_token *token = &sentence->tokens[at];
        if (token->name == ATTEST_NAME_NONE || token->name > ATTEST_NAME_NORP) {
            at++;
            continue;
        }
        uint32_t end = attest_i_name_end(sentence, at);
        attest_view last = sentence->tokens[end - 1].form;
        enum attest_name_class class_ = (enum attest_name_class)token->name;
        enum attest_name_class told =
            end - at > 1 && is_capital(last.data[0]) ? class_of_head(heads, last) : ATTEST_NAME_NONE;
        attest_i_sense senses[ATTEST_I_SENSES];
        size_t count;
        uint32_t known = attest_i_gazetteer_match(sentence, at, senses, &count);
        if (known == end - at) {
            told = ATTEST_NAME_NONE;
        }
        if (told != ATTEST_NAME_NONE) {
            attest_i_name_set(sentence, at, end, told);
        } else if (end - at == 1 && !shouted && known == 0 &&
                   (class_ == ATTEST_NAME_PERSON || class_ == ATTEST_NAME_WORK) && is_abbreviation(last)) {
            attest_i_name_set(sentence, at, end, ATTEST_NAME_ORGANIZATION);
        } else if (class_ == ATTEST_NAME_PERSON && is_abbreviated(sentence, at, end)) {
            attest_i_name_set(sentence, at, end, ATTEST_NAME_ORGANIZATION);
        } else if (class_ == ATTEST_NAME_PLACE || class_ == ATTEST_NAME_FACILITY ||
                   (class_ == ATTEST_NAME_ORGANIZATION && known == 0 && end - at == 1)) {
            uint32_t longer = facility_end(sentence, heads, end);
            /* "The Verdan plant" is the firm's; a "Verdan naval base" is at Verdan. */
            if (longer > end + (class_ == ATTEST_NAME_ORGANIZATION)) {
                attest_i_name_set(sentence, at, longer, ATTEST_NAME_FACILITY);
                end = longer;
            }
        }
        at = end;
    }
}
