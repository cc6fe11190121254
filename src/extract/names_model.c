/* Names by the language layer: persons by their full names and parts of them, other names by one class in all of the
 * document. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "extract/extraction_data.h"
#include "extract/reference.h"
#include "language/gazetteer.h"

/* Tokens [begin,end) of a name without what is no part of it. */
struct trimmed {
    size_t tree;
    uint32_t begin;
    uint32_t end;
    attest_view label;
};

/* The word classes of a token, "Tuesday's" as "Tuesday". */
static uint64_t classes_of(const attest_i_context *context, const attest_token *token)
{
    attest_view word = token->form;
    if (word.size > 2 && memcmp(word.data + word.size - 2, "'s", 2) == 0) {
        word.size -= 2;
    } else if (word.size > 4 && memcmp(word.data + word.size - 4, "\xE2\x80\x99s", 4) == 0) {
        word.size -= 4;
    }
    return attest_i_words_classes(context->page->words, word);
}

static attest_span span_of(const attest_token *tokens, uint32_t begin, uint32_t end)
{
    return (attest_span){tokens[begin].span.begin, tokens[end - 1].span.end};
}

static int is_genitive(const attest_token *token)
{
    return attest_view_equal(token->xpos, ATTEST_VIEW("POS")) || attest_view_equal(token->form, ATTEST_VIEW("'s")) ||
           attest_view_equal(token->form, ATTEST_VIEW("\xE2\x80\x99s"));
}

/* What stands at the end of a name and is no part of it: marks, "'s" where something is owned, "of the"; "(D)". */
static uint32_t trim_end(const attest_token *tokens, uint32_t begin, uint32_t end)
{
    for (uint32_t i = begin + 1; i < end; i++) {
        int bracket = attest_view_equal(tokens[i].form, ATTEST_VIEW("("));
        int owned = is_genitive(&tokens[i]) && i + 1 < end && tokens[i + 1].upos != ATTEST_UPOS_PROPN;
        if (bracket || owned) {
            end = i;
        }
    }
    /* The language layer leaves a genitive at the end of a name only where it is part of it. */
    while (end > begin && (tokens[end - 1].upos == ATTEST_UPOS_PUNCT || tokens[end - 1].upos == ATTEST_UPOS_DET ||
                           tokens[end - 1].upos == ATTEST_UPOS_ADP)) {
        end--;
    }
    return end;
}

/* "Mr.", "Billionaire", "Democrat" before a person's name. */
static int is_before_person(const attest_i_context *context, const attest_token *token)
{
    attest_i_sense senses[ATTEST_I_SENSES];
    if (classes_of(context, token) & (ATTEST_I_WORD(HONORIFIC) | ATTEST_I_WORD(TITLE) | ATTEST_I_WORD(ROLE))) {
        return 1;
    }
    return !attest_i_given_name_gender(token->form) && attest_i_gazetteer_find(token->form, senses) &&
           senses[0].kind == ATTEST_I_SENSE_PEOPLE;
}

/* Without "the", "'s", quotation marks. */
static int trim(attest_i_context *context, size_t tree, const attest_name *name, struct trimmed *trimmed)
{
    const attest_token *tokens = context->trees->items[tree].sentence.tokens;
    const uint64_t titles = ATTEST_I_WORD(HONORIFIC) | ATTEST_I_WORD(TITLE);
    uint32_t begin = name->begin;
    uint32_t end = trim_end(tokens, begin, name->end);
    while (begin < end &&
           (tokens[begin].upos == ATTEST_UPOS_DET || tokens[begin].upos == ATTEST_UPOS_PUNCT ||
            (name->class_ == ATTEST_NAME_PERSON && begin + 1 < end && is_before_person(context, &tokens[begin])))) {
        begin++;
    }
    uint64_t common = titles | ATTEST_I_WORD(ROLE) | ATTEST_I_WORD(TIME_NAME) | ATTEST_I_WORD(DETERMINER) |
                      ATTEST_I_WORD(NOMINATIVE) | ATTEST_I_WORD(POSSESSIVE) | ATTEST_I_WORD(MODAL);
    int named = 0;
    for (uint32_t i = begin; i < end; i++) {
        named |= tokens[i].upos != ATTEST_UPOS_PUNCT && !(classes_of(context, &tokens[i]) & common);
    }
    if (!named || name->class_ >= ATTEST_NAME_DATE || name->class_ == ATTEST_NAME_NONE) {
        return 0;
    }
    trimmed->tree = tree;
    trimmed->begin = begin;
    trimmed->end = end;
    attest_span span = span_of(tokens, begin, end);
    attest_view slice = attest_document_slice(context->document, span);
    return attest_i_label_fold(context->arena, slice, &trimmed->label) == ATTEST_OK && trimmed->label.size;
}

static int is_single(const struct trimmed *name)
{
    return memchr(name->label.data, ' ', name->label.size) == NULL;
}

static int compare_votes(const void *left, const void *right)
{
    const attest_i_class_vote *a = left;
    const attest_i_class_vote *b = right;
    int order = attest_view_compare(a->label, b->label);
    return order ? order : (a->number > b->number) - (a->number < b->number);
}

/* Which class the language layer gave each name, all over the document. */
static enum attest_status collect_votes(attest_i_context *context)
{
    struct attest_i_references *references = context->references;
    size_t count = 0;
    for (size_t t = 0; t < context->trees->count; t++) {
        count += context->trees->items[t].sentence.name_count;
    }
    references->votes = attest_i_arena_array(context->arena, count + 1, sizeof *references->votes);
    references->known = attest_i_arena_array(context->arena, count + 1, sizeof *references->known);
    if (!references->votes || !references->known) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t t = 0; t < context->trees->count; t++) {
        const attest_sentence *sentence = &context->trees->items[t].sentence;
        for (uint32_t n = 0; n < sentence->name_count; n++) {
            struct trimmed name;
            if (trim(context, t, &sentence->names[n], &name)) {
                references->votes[references->vote_count] =
                    (attest_i_class_vote){name.label, sentence->names[n].class_, (uint32_t)references->vote_count};
                references->vote_count++;
            }
        }
    }
    qsort(references->votes, references->vote_count, sizeof *references->votes, compare_votes);
    return ATTEST_OK;
}

/* The class that most mentions of the name have; of several, the first one given. */
static enum attest_name_class voted_class(const struct attest_i_references *references, attest_view label)
{
    size_t low = 0;
    size_t high = references->vote_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (attest_view_compare(references->votes[middle].label, label) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    uint32_t counts[ATTEST_NAME_CLASS_COUNT] = {0};
    uint32_t most = 0;
    enum attest_name_class found = ATTEST_NAME_NONE;
    for (size_t i = low; i < references->vote_count && attest_view_equal(references->votes[i].label, label); i++) {
        uint32_t votes = ++counts[references->votes[i].class_];
        most = votes > most ? votes : most;
    }
    for (size_t i = low; !found && i < references->vote_count; i++) {
        if (counts[references->votes[i].class_] == most) {
            found = (enum attest_name_class)references->votes[i].class_;
        }
    }
    return found;
}

static enum attest_entity_class class_of_name(enum attest_name_class class_)
{
    switch (class_) {
    case ATTEST_NAME_PERSON: return ATTEST_ENTITY_PERSON;
    case ATTEST_NAME_ORGANIZATION: return ATTEST_ENTITY_ORGANIZATION;
    case ATTEST_NAME_PLACE: return ATTEST_ENTITY_PLACE;
    case ATTEST_NAME_FACILITY: return ATTEST_ENTITY_FACILITY;
    case ATTEST_NAME_EVENT: return ATTEST_ENTITY_EVENT;
    case ATTEST_NAME_WORK: return ATTEST_ENTITY_WORK;
    case ATTEST_NAME_NORP: return ATTEST_ENTITY_GROUP;
    default: return ATTEST_ENTITY_THING;
    }
}

/* A single word that is the name of one person of the document is that person's, unless it is known to be something else. */
static int is_persons(const attest_i_context *context, const struct trimmed *name)
{
    attest_i_sense senses[ATTEST_I_SENSES];
    return is_single(name) && attest_i_person_match(context, name->label, ATTEST_I_GENDER_UNKNOWN) &&
           attest_i_gazetteer_find(name->label, senses) == 0;
}

/* A single word for a person whom the text never names in full, and a known place. */
static int is_place(const attest_i_context *context, const struct trimmed *name)
{
    attest_i_sense senses[ATTEST_I_SENSES];
    return is_single(name) && !attest_i_person_match(context, name->label, ATTEST_I_GENDER_UNKNOWN) &&
           attest_i_gazetteer_find(name->label, senses) && senses[0].kind <= ATTEST_I_SENSE_CITY;
}

/* "Acme, a company with two mills" */
static int is_organisation(const attest_i_context *context, const struct trimmed *name)
{
    const attest_i_tree *tree = &context->trees->items[name->tree];
    uint32_t what = attest_i_tree_child(tree, name->end - 1, "appos");
    const attest_token *noun = what == ATTEST_NO_INDEX ? NULL : &tree->sentence.tokens[what];
    return noun && noun->upos == ATTEST_UPOS_NOUN &&
           (attest_i_words_classes(context->page->words, noun->lemma) &
            (ATTEST_I_WORD(ORGANISATION) | ATTEST_I_WORD(ROLE))) == ATTEST_I_WORD(ORGANISATION);
}

static enum attest_status note_person(attest_i_context *context, const struct trimmed *name)
{
    const attest_token *tokens = context->trees->items[name->tree].sentence.tokens;
    enum attest_i_gender gender = ATTEST_I_GENDER_UNKNOWN;
    for (uint32_t i = name->begin; i > 0 && name->begin - i < 2; i--) { /* "Mr." */
        uint64_t classes = classes_of(context, &tokens[i - 1]);
        if (classes & ATTEST_I_WORD(HONORIFIC)) {
            gender = classes & ATTEST_I_WORD(MALE)     ? ATTEST_I_GENDER_MALE
                     : classes & ATTEST_I_WORD(FEMALE) ? ATTEST_I_GENDER_FEMALE
                                                       : gender;
        }
    }
    uint32_t index;
    enum attest_status status = attest_i_person_add(context, name->label, gender, &index);
    if (status != ATTEST_OK || index == ATTEST_NO_INDEX) {
        return status;
    }
    return attest_i_person_mention(context, index, span_of(tokens, name->begin, name->end), name->label);
}

static int is_noted(const struct attest_i_references *references, uint32_t entity)
{
    for (size_t i = 0; i < references->known_count; i++) {
        if (references->known[i].entity == entity) {
            return 1;
        }
    }
    return 0;
}

static enum attest_status note_other(attest_i_context *context, const struct trimmed *name,
                                     enum attest_entity_class class_)
{
    struct attest_i_references *references = context->references;
    attest_mention mention = {.decided_by = ATTEST_VIEW("name"), .antecedent = ATTEST_NO_INDEX};
    attest_entity entity = {name->label, class_, 1};
    enum attest_status status = attest_i_names_alias(context, name->label, class_, &mention);
    int own = status == ATTEST_NONE;
    if (own) {
        status = attest_i_builder_entity(context->builder, &entity, &mention.entity);
    }
    if (status == ATTEST_OK) {
        status = attest_i_references_add(context, name->tree, name->begin, name->end, &mention);
    }
    if (status != ATTEST_OK || !own || is_noted(references, mention.entity)) {
        return status;
    }
    if (references->known_count == ATTEST_I_KNOWN_NAMES_MAX) {
        attest_i_builder_limit_hit(context->builder);
        return ATTEST_OK;
    }
    references->known[references->known_count++] = (attest_i_known_name){
        name->label, class_, mention.entity, attest_i_references_at(context, name->tree, name->begin)};
    return ATTEST_OK;
}

static enum attest_status note_name(attest_i_context *context, size_t tree, const attest_name *given, int single)
{
    struct trimmed name;
    if (!trim(context, tree, given, &name) || is_single(&name) != single) {
        return ATTEST_OK;
    }
    for (uint32_t i = name.begin; i < name.end; i++) {
        if (attest_i_references_at(context, tree, i) != ATTEST_NO_INDEX) {
            return ATTEST_OK;
        }
    }
    enum attest_name_class class_ = voted_class(context->references, name.label);
    if (class_ == ATTEST_NAME_PERSON && is_single(&name)) {
        class_ = is_place(context, &name) ? ATTEST_NAME_PLACE : class_;
        class_ = is_organisation(context, &name) ? ATTEST_NAME_ORGANIZATION : class_;
    }
    return class_ == ATTEST_NAME_PERSON || is_persons(context, &name)
               ? note_person(context, &name)
               : note_other(context, &name, class_of_name(class_));
}

enum attest_status attest_i_names_of_model(attest_i_context *context, int single)
{
    enum attest_status status = single ? ATTEST_OK : collect_votes(context);
    for (size_t t = 0; t < context->trees->count && status == ATTEST_OK; t++) {
        const attest_sentence *sentence = &context->trees->items[t].sentence;
        for (uint32_t n = 0; n < sentence->name_count && status == ATTEST_OK; n++) {
            status = note_name(context, t, &sentence->names[n], single);
        }
    }
    return status == ATTEST_OK && !single ? attest_i_names_acronyms(context) : status;
}
