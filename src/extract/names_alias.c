/* Other names: acronyms with and without their introduction, countries by any name, short forms of organisations. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <strings.h>

#include "extract/reference.h"
#include "extract/rule_match.h"
#include "language/gazetteer.h"

/* Letters of an acronym. */
#define LETTERS_MIN 2
#define LETTERS_MAX 10

static int is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* The letters of an acronym, full stops left out, into `letters`; their number, 0 if it is none. */
static size_t letters_of(attest_view word, char letters[LETTERS_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < word.size; i++) {
        if (word.data[i] == '.') {
            continue;
        }
        if (!is_upper(word.data[i]) || count == LETTERS_MAX) {
            return 0;
        }
        letters[count++] = word.data[i];
    }
    return count >= LETTERS_MIN ? count : 0;
}

/* Words that acronyms pass over: "of", "the", "al-". */
static int is_passed(const attest_i_context *context, attest_view word)
{
    const uint64_t classes =
        ATTEST_I_WORD(DETERMINER) | ATTEST_I_WORD(PREPOSITION) | ATTEST_I_WORD(COORDINATOR) | ATTEST_I_WORD(NAME_PART);
    return !is_upper(word.data[0]) && ((word.data[0] & 0xC0) != 0xC0) &&
           (!((word.data[0] | 0x20) >= 'a' && (word.data[0] | 0x20) <= 'z') ||
            (attest_i_words_classes(context->page->words, word) & classes));
}

/* First of the tokens that end before `end` and whose initials are the letters; ATTEST_NO_INDEX: they are not. */
static uint32_t spelled_out(const attest_i_context *context, const attest_token *tokens, uint32_t end,
                            const char *letters, size_t count)
{
    size_t left = count;
    for (uint32_t i = end; i > 0 && left > 0 && end - i < 3 * LETTERS_MAX;) {
        attest_view word = tokens[--i].form;
        if (word.data[0] == letters[left - 1]) {
            if (--left == 0) {
                return i;
            }
        } else if (!is_passed(context, word)) {
            return ATTEST_NO_INDEX;
        }
    }
    return ATTEST_NO_INDEX;
}

/* Do the letters stand in the label in this order, the first at its beginning? */
static int runs_through(attest_view label, const char *letters, size_t count)
{
    size_t found = 0;
    for (size_t i = 0; i < label.size && found < count; i++) {
        char c = label.data[i] >= 'a' && label.data[i] <= 'z' ? (char)(label.data[i] - 32) : label.data[i];
        if (c == letters[found]) {
            found++;
        } else if (i == 0) {
            return 0;
        }
    }
    return found == count;
}

static enum attest_status keep_acronym(attest_i_context *context, attest_view word, uint32_t mention)
{
    struct attest_i_references *references = context->references;
    if (references->acronym_count == ATTEST_I_ACRONYMS_MAX) {
        attest_i_builder_limit_hit(context->builder);
        return ATTEST_OK;
    }
    char letters[LETTERS_MAX];
    attest_view copy;
    size_t count = letters_of(word, letters);
    enum attest_status status = attest_i_arena_copy(context->arena, (attest_view){letters, count}, &copy);
    references->acronyms[references->acronym_count++] =
        (attest_i_acronym){copy, attest_i_builder_mention_at(context->builder, mention)->entity, mention};
    return status;
}

/* A name that its acronym alone tells: an organisation. */
static enum attest_status name_of_letters(attest_i_context *context, size_t tree, uint32_t begin, uint32_t end,
                                          uint32_t *mention)
{
    const attest_token *tokens = context->trees->items[tree].sentence.tokens;
    attest_span span = {tokens[begin].span.begin, tokens[end - 1].span.end};
    attest_entity entity = {attest_document_slice(context->document, span), ATTEST_ENTITY_ORGANIZATION, 1};
    attest_mention made = {.decided_by = ATTEST_VIEW("name"), .antecedent = ATTEST_NO_INDEX};
    enum attest_status status = attest_i_builder_entity(context->builder, &entity, &made.entity);
    if (status == ATTEST_OK) {
        status = attest_i_references_add(context, tree, begin, end, &made);
    }
    *mention = status == ATTEST_OK ? attest_i_references_at(context, tree, begin) : ATTEST_NO_INDEX;
    return status;
}

/* "Harbour Safety Board (HSB)": the word between the parentheses at `open`. */
static enum attest_status read_acronym(attest_i_context *context, size_t tree, uint32_t open)
{
    const attest_token *tokens = context->trees->items[tree].sentence.tokens;
    char letters[LETTERS_MAX];
    size_t count = letters_of(tokens[open + 1].form, letters);
    if (count == 0 || open == 0 || attest_i_references_at(context, tree, open + 1) != ATTEST_NO_INDEX) {
        return ATTEST_OK;
    }
    uint32_t begin = spelled_out(context, tokens, open, letters, count);
    uint32_t mention = attest_i_references_at(context, tree, open - 1);
    enum attest_status status = ATTEST_OK;
    if (mention != ATTEST_NO_INDEX) {
        const attest_mention *known = attest_i_builder_mention_at(context->builder, mention);
        const attest_entity *entity = attest_i_builder_entity_at(context->builder, known->entity);
        if (entity->class_ == ATTEST_ENTITY_PERSON ||
            (begin == ATTEST_NO_INDEX && !runs_through(entity->label, letters, count))) {
            return ATTEST_OK;
        }
    } else if (begin != ATTEST_NO_INDEX && attest_i_references_at(context, tree, begin) == ATTEST_NO_INDEX) {
        status = name_of_letters(context, tree, begin, open, &mention);
    }
    return status == ATTEST_OK && mention != ATTEST_NO_INDEX ? keep_acronym(context, tokens[open + 1].form, mention)
                                                             : status;
}

enum attest_status attest_i_names_acronyms(attest_i_context *context)
{
    enum attest_status status = ATTEST_OK;
    for (size_t t = 0; t < context->trees->count && status == ATTEST_OK; t++) {
        const attest_sentence *sentence = &context->trees->items[t].sentence;
        for (uint32_t i = 1; i + 2 < sentence->token_count && status == ATTEST_OK; i++) {
            if (attest_view_equal(sentence->tokens[i].form, ATTEST_VIEW("(")) &&
                attest_view_equal(sentence->tokens[i + 2].form, ATTEST_VIEW(")"))) {
                status = read_acronym(context, t, i);
            }
        }
    }
    return status;
}

static enum attest_status decide(const attest_i_context *context, attest_mention *mention, uint32_t entity,
                                 uint32_t antecedent, const char *how, const char *procedure)
{
    if (attest_i_ruleset_procedure_is_off(context->rules, attest_view_of(procedure))) {
        return ATTEST_NONE;
    }
    mention->entity = entity;
    mention->antecedent = antecedent;
    mention->decided_by = attest_view_of(how);
    mention->rule = attest_i_ruleset_procedure_id(context->rules, attest_view_of(procedure));
    return ATTEST_OK;
}

/* Do the capitals of the label's words spell the letters? */
static int has_initials(attest_view label, const char *letters, size_t count)
{
    size_t found = 0;
    for (size_t i = 0; i < label.size; i++) {
        int starts = i == 0 || label.data[i - 1] == ' ' || label.data[i - 1] == '-';
        if (starts && is_upper(label.data[i])) {
            if (found == count || label.data[i] != letters[found]) {
                return 0;
            }
            found++;
        }
    }
    return found == count;
}

/* "HSB" where the text has "Harbour Safety Board" somewhere, and nothing else with these initials. */
static const attest_i_known_name *by_initials(const struct attest_i_references *references, const char *letters,
                                              size_t count)
{
    const attest_i_known_name *found = NULL;
    for (size_t i = 0; i < references->known_count; i++) {
        const attest_i_known_name *known = &references->known[i];
        if (has_initials(known->label, letters, count)) {
            if (found && found->entity != known->entity) {
                return NULL;
            }
            found = found ? found : known;
        }
    }
    return found;
}

static enum attest_status find_acronym(const attest_i_context *context, attest_view label, attest_mention *mention)
{
    const struct attest_i_references *references = context->references;
    char letters[LETTERS_MAX];
    size_t count = letters_of(label, letters);
    for (size_t i = 0; count && i < references->acronym_count; i++) {
        const attest_i_acronym *acronym = &references->acronyms[i];
        if (attest_view_equal(acronym->letters, (attest_view){letters, count})) {
            return decide(context, mention, acronym->entity, acronym->mention, "acronym", "name-acronym");
        }
    }
    const attest_i_known_name *known = count >= LETTERS_MIN + 1 ? by_initials(references, letters, count) : NULL;
    attest_i_sense senses[ATTEST_I_SENSES];
    if (!known && count && attest_i_gazetteer_find(label, senses) &&
        senses[0].kind == ATTEST_I_SENSE_ORGANIZATION) { /* "UN" and "United Nations" */
        for (size_t i = 0; !known && i < references->known_count; i++) {
            known = attest_view_equal(references->known[i].label, senses[0].name) ? &references->known[i] : NULL;
        }
    }
    return known ? decide(context, mention, known->entity, known->mention, "acronym", "name-acronym") : ATTEST_NONE;
}

/* "the U.S." is the United States, whatever else the text calls it. */
static enum attest_status find_country(attest_i_context *context, attest_view label, attest_mention *mention)
{
    attest_i_sense senses[ATTEST_I_SENSES];
    if (attest_i_gazetteer_find(label, senses) == 0 || senses[0].kind != ATTEST_I_SENSE_COUNTRY ||
        attest_view_equal(senses[0].name, label)) {
        return ATTEST_NONE;
    }
    attest_entity entity = {senses[0].name, ATTEST_ENTITY_PLACE, 1};
    uint32_t index;
    enum attest_status status = attest_i_builder_entity(context->builder, &entity, &index);
    return status == ATTEST_OK ? decide(context, mention, index, ATTEST_NO_INDEX, "alias", "name-country") : status;
}

/* What a longer name has behind the shorter one is only what kind of organisation it is: "Acme Corp." */
static int is_kind(const attest_i_context *context, attest_view rest)
{
    for (size_t at = 0; at < rest.size;) {
        size_t end = at;
        while (end < rest.size && rest.data[end] != ' ') {
            end++;
        }
        attest_view word = {rest.data + at, end - at};
        if (word.size && !(attest_i_words_classes(context->page->words, word) & ATTEST_I_WORD(ORGANISATION))) {
            return 0;
        }
        at = end + 1;
    }
    return rest.size > 0;
}

/* "Acme" for "Acme Corp.": the only organisation that begins so. */
static enum attest_status find_part(const attest_i_context *context, attest_view label, attest_mention *mention)
{
    const struct attest_i_references *references = context->references;
    const attest_i_known_name *found = NULL;
    attest_i_sense senses[ATTEST_I_SENSES];
    if (attest_i_gazetteer_find(label, senses)) {
        return ATTEST_NONE;
    }
    for (size_t i = 0; i < references->known_count; i++) {
        const attest_i_known_name *known = &references->known[i];
        if (known->class_ != ATTEST_ENTITY_ORGANIZATION || known->label.size <= label.size + 1 ||
            memcmp(known->label.data, label.data, label.size) != 0 || known->label.data[label.size] != ' ' ||
            !is_kind(context, (attest_view){known->label.data + label.size + 1, known->label.size - label.size - 1})) {
            continue;
        }
        if (found && found->entity != known->entity) {
            return ATTEST_NONE;
        }
        found = found ? found : known;
    }
    return found ? decide(context, mention, found->entity, found->mention, "name-part", "name-part") : ATTEST_NONE;
}

/* A name that is known already, in whatever class. */
static enum attest_status find_known(const attest_i_context *context, attest_view label, attest_mention *mention)
{
    const struct attest_i_references *references = context->references;
    for (size_t i = 0; i < references->known_count; i++) {
        if (attest_view_equal(references->known[i].label, label)) {
            mention->entity = references->known[i].entity;
            return ATTEST_OK;
        }
    }
    return ATTEST_NONE;
}

enum attest_status attest_i_names_alias(attest_i_context *context, attest_view label, enum attest_entity_class class_,
                                        attest_mention *mention)
{
    int thing = class_ == ATTEST_ENTITY_ORGANIZATION || class_ == ATTEST_ENTITY_THING;
    enum attest_status status = find_acronym(context, label, mention);
    if (status == ATTEST_NONE && (class_ == ATTEST_ENTITY_PLACE || thing)) {
        status = find_country(context, label, mention);
    }
    if (status == ATTEST_NONE && thing) {
        status = find_known(context, label, mention);
    }
    return status == ATTEST_NONE && thing ? find_part(context, label, mention) : status;
}
