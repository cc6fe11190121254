/* The people of a document: who is the same by name. Two of one family are two; a last name alone means the only one who
 * has it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <strings.h>

#include "base/embedded.h"
#include "extract/names.h"
#include "extract/reference.h"
#include "extract/rule_match.h"
#include "language/table.h"

/* First and last word of a label, suffixes ("Jr.") left out. */
struct name_words {
    attest_view first;
    attest_view last;
    size_t count;
};

static struct name_words split_label(const attest_i_words *words, attest_view label)
{
    struct name_words found = {{NULL, 0}, {NULL, 0}, 0};
    for (size_t at = 0; at < label.size;) {
        size_t end = at;
        while (end < label.size && label.data[end] != ' ') {
            end++;
        }
        attest_view word = {label.data + at, end - at};
        at = end + 1;
        if (word.size == 0 || (found.count && (attest_i_words_classes(words, word) & ATTEST_I_WORD(NAME_SUFFIX)))) {
            continue;
        }
        found.first = found.count ? found.first : word;
        found.last = word;
        found.count++;
    }
    return found;
}

static int same_letters(attest_view a, attest_view b)
{
    return a.size == b.size && strncasecmp(a.data, b.data, a.size) == 0;
}

/* "J." or "J": stands for any name with that letter. */
static int is_initial(attest_view word)
{
    return word.size == 1 || (word.size == 2 && word.data[1] == '.');
}

static int same_first(attest_view a, attest_view b)
{
    return same_letters(a, b) || ((is_initial(a) || is_initial(b)) && a.data[0] == b.data[0]);
}

/* Look a given name up in one list: 1 and what it tells, 0 if it is not there. */
static int gender_in(const char *table_name, attest_view key, enum attest_i_gender *gender)
{
    attest_view table;
    attest_view fields;
    if (attest_i_embedded_find(attest_view_of(table_name), &table) != ATTEST_OK ||
        attest_i_table_find(table, key, &fields) != ATTEST_OK || fields.size == 0) {
        return 0;
    }
    *gender = fields.data[0] == 'm'   ? ATTEST_I_GENDER_MALE
              : fields.data[0] == 'f' ? ATTEST_I_GENDER_FEMALE
                                      : ATTEST_I_GENDER_UNKNOWN;
    return 1;
}

/* Longest given name of the lists, in bytes. */
#define GIVEN_NAME_MAX 32

enum attest_i_gender attest_i_given_name_gender(attest_view name)
{
    char folded[GIVEN_NAME_MAX];
    if (name.size == 0 || name.size > sizeof folded) {
        return ATTEST_I_GENDER_UNKNOWN;
    }
    for (size_t i = 0; i < name.size; i++) {
        char c = name.data[i];
        folded[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    attest_view key = {folded, name.size};
    enum attest_i_gender gender = ATTEST_I_GENDER_UNKNOWN;
    if (!gender_in("gazetteers/given_names_more.tsv", key, &gender)) {
        (void)gender_in("gazetteers/given_names.tsv", key, &gender);
    }
    return gender;
}

const attest_i_person *attest_i_person_find(const struct attest_i_people *people, attest_view last)
{
    const attest_i_person *found = NULL;
    for (size_t i = 0; i < people->count; i++) {
        if (attest_view_equal(people->items[i].last, last)) {
            if (found) {
                return NULL;
            }
            found = &people->items[i];
        }
    }
    return found;
}

static int may_be(const attest_i_person *person, enum attest_i_gender gender)
{
    return person->gender == ATTEST_I_GENDER_UNKNOWN || gender == ATTEST_I_GENDER_UNKNOWN || person->gender == gender;
}

/* The same word, or the same in capitals ("BEE: I came"). */
static int same_name(attest_view known, attest_view word)
{
    int capitals = word.size > 3;
    for (size_t i = 0; i < word.size; i++) {
        capitals &= word.data[i] >= 'A' && word.data[i] <= 'Z';
    }
    return capitals ? same_letters(known, word) : attest_view_equal(known, word);
}

/* Whom one word means: the only person with that last name or else with that first name. */
static attest_i_person *match_single(const struct attest_i_people *people, attest_view word,
                                     enum attest_i_gender gender)
{
    for (int first = 0; first < 2; first++) {
        attest_i_person *found = NULL;
        size_t count = 0;
        for (size_t i = 0; i < people->count; i++) {
            attest_i_person *known = &people->items[i];
            if (attest_view_equal(known->label, word)) {
                return known;
            }
            if (same_name(first ? known->first : known->last, word) && may_be(known, gender)) {
                found = known;
                count++;
            }
        }
        if (count) {
            return count == 1 ? found : NULL;
        }
    }
    return NULL;
}

attest_i_person *attest_i_person_match(const attest_i_context *context, attest_view label, enum attest_i_gender gender)
{
    const struct attest_i_people *people = context->people;
    struct name_words words = split_label(context->page->words, label);
    if (words.count <= 1 && words.last.size == label.size) {
        return match_single(people, words.last, gender);
    }
    attest_i_person *found = NULL;
    for (size_t i = 0; i < people->count; i++) {
        attest_i_person *known = &people->items[i];
        if (same_letters(known->label, label)) {
            return known;
        }
        int alone = attest_view_equal(known->label, known->last);
        if (same_letters(known->last, words.last) && may_be(known, gender) &&
            (alone || same_first(known->first, words.first))) {
            found = found ? found : known;
        }
    }
    return found;
}

enum attest_status attest_i_person_add(attest_i_context *context, attest_view label, enum attest_i_gender gender,
                                       uint32_t *index)
{
    struct attest_i_people *people = context->people;
    *index = ATTEST_NO_INDEX;
    attest_i_person *person = attest_i_person_match(context, label, gender);
    if (!person) {
        if (people->count == ATTEST_I_PEOPLE_MAX) {
            attest_i_builder_limit_hit(context->builder);
            return ATTEST_OK;
        }
        struct name_words words = split_label(context->page->words, label);
        attest_entity entity = {.label = label, .class_ = ATTEST_ENTITY_PERSON, .named = 1};
        person = &people->items[people->count];
        *person = (attest_i_person){
            .label = label, .first = words.first, .last = words.last, .gender = gender, .mention = ATTEST_NO_INDEX};
        if (words.count > 1 && !gender) {
            person->gender = attest_i_given_name_gender(words.first);
        }
        enum attest_status status = attest_i_builder_entity(context->builder, &entity, &person->entity);
        if (status != ATTEST_OK) {
            return status;
        }
        people->count++;
    }
    person->gender = person->gender ? person->gender : gender;
    *index = (uint32_t)(person - people->items);
    return ATTEST_OK;
}

enum attest_status attest_i_person_mention(attest_i_context *context, uint32_t index, attest_span span,
                                           attest_view label)
{
    attest_i_person *person = &context->people->items[index];
    int whole = attest_view_equal(person->label, label);
    attest_view part = ATTEST_VIEW("name-part");
    attest_mention mention = {.span = span,
                              .entity = person->entity,
                              .decided_by = whole ? ATTEST_VIEW("name") : part,
                              .antecedent = whole ? ATTEST_NO_INDEX : person->mention};
    if (!whole) {
        mention.rule = attest_i_ruleset_procedure_id(context->rules, part);
    }
    uint32_t number;
    enum attest_status status = attest_i_builder_mention(context->builder, &mention, &number);
    if (status == ATTEST_OK && whole &&
        (person->mention == ATTEST_NO_INDEX ||
         span.begin < attest_i_builder_mention_at(context->builder, person->mention)->span.begin)) {
        person->mention = number;
    }
    if (status == ATTEST_OK) {
        attest_i_references_mark(context, span, number);
    }
    return status;
}

static enum attest_i_gender gender_of(const attest_i_page *page, const attest_i_named *named)
{
    enum attest_i_gender gender = ATTEST_I_GENDER_UNKNOWN;
    for (uint32_t i = named->role != ATTEST_NO_INDEX && named->role < named->begin ? named->role : named->begin;
         i < named->name_begin; i++) {
        gender = attest_i_item_is(page, i, ATTEST_I_WORD(MALE))     ? ATTEST_I_GENDER_MALE
                 : attest_i_item_is(page, i, ATTEST_I_WORD(FEMALE)) ? ATTEST_I_GENDER_FEMALE
                                                                    : gender;
    }
    return gender;
}

enum attest_status attest_i_person_note(attest_i_context *context, const attest_i_page *page,
                                        const attest_i_named *named, uint32_t *index)
{
    attest_view label;
    enum attest_status status = attest_i_named_label(context, page, named->name_begin, named->name_end, &label);
    if (status == ATTEST_OK) {
        status = attest_i_person_add(context, label, gender_of(page, named), index);
    }
    if (status != ATTEST_OK || *index == ATTEST_NO_INDEX) {
        return status;
    }
    if (named->role != ATTEST_NO_INDEX) {
        context->people->items[*index].role = attest_i_item_view(page, named->role);
    }
    return attest_i_person_mention(context, *index, attest_i_named_span(page, named->name_begin, named->name_end),
                                   label);
}
