/* Known names and agreement within a document. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/entities.h"

#include <stdlib.h>

#include "base/embedded.h"
#include "language/gazetteer.h"
#include "language/table.h"

/* A name somewhere in the document. */
struct mention {
    attest_view text; /* from its first to its last token */
    attest_sentence *sentence;
    uint32_t begin;
    uint32_t end;
    uint32_t order; /* of the mentions in the document */
};

struct mentions {
    struct mention *items;
    size_t count;
    size_t capacity;
};

uint32_t attest_i_name_end(const attest_sentence *sentence, uint32_t begin)
{
    uint32_t end = begin + 1;
    while (end < sentence->token_count && sentence->tokens[end].name == sentence->tokens[begin].name &&
           !sentence->tokens[end].name_begin) {
        end++;
    }
    return end;
}

void attest_i_name_set(attest_sentence *sentence, uint32_t begin, uint32_t end, enum attest_name_class class_)
{
    for (uint32_t i = begin; i < end; i++) {
        sentence->tokens[i].name = (uint8_t)class_;
        sentence->tokens[i].name_begin = i == begin;
    }
}

/* The class that a sense says; NONE for languages, which are rarely meant. */
static enum attest_name_class class_of(const attest_i_sense *sense)
{
    switch (sense->kind) {
    case ATTEST_I_SENSE_COUNTRY:
    case ATTEST_I_SENSE_REGION:
    case ATTEST_I_SENSE_AREA:
    case ATTEST_I_SENSE_CAPITAL:
    case ATTEST_I_SENSE_CITY: return ATTEST_NAME_PLACE;
    case ATTEST_I_SENSE_DEMONYM:
    case ATTEST_I_SENSE_PEOPLE: return ATTEST_NAME_NORP;
    case ATTEST_I_SENSE_SEAT:
    case ATTEST_I_SENSE_ORGANIZATION: return ATTEST_NAME_ORGANIZATION;
    case ATTEST_I_SENSE_LANGUAGE:
    case ATTEST_I_SENSE_KIND_COUNT: break;
    }
    return ATTEST_NAME_NONE;
}

/* Cities and regions share their names with people and clubs; countries and the rest hardly do. */
static int is_certain(const attest_i_sense *sense)
{
    return sense->kind != ATTEST_I_SENSE_CITY && sense->kind != ATTEST_I_SENSE_REGION;
}

static int may_be_name(const attest_token *token)
{
    return token->upos == ATTEST_UPOS_PROPN || token->upos == ATTEST_UPOS_ADJ || token->upos == ATTEST_UPOS_NOUN;
}

/* The token is part of a longer name that the gazetteer does not know: a capital word stands beside it. */
static int has_neighbour(const attest_sentence *sentence, uint32_t begin, uint32_t end)
{
    return (begin > 0 && sentence->tokens[begin - 1].upos == ATTEST_UPOS_PROPN) ||
           (end < sentence->token_count && sentence->tokens[end].upos == ATTEST_UPOS_PROPN);
}

/* Known names: exactly a name that the network found, or without one. */
static void mark_known(attest_sentence *sentence)
{
    uint32_t at = 0;
    while (at < sentence->token_count) {
        uint8_t name = sentence->tokens[at].name;
        uint32_t end = name == ATTEST_NAME_NONE ? at + 1 : attest_i_name_end(sentence, at);
        attest_i_sense senses[ATTEST_I_SENSES];
        size_t count = 0;
        uint32_t size = name > ATTEST_NAME_NORP || !may_be_name(&sentence->tokens[at])
                            ? 0
                            : attest_i_gazetteer_match(sentence, at, senses, &count);
        enum attest_name_class class_ = count ? class_of(&senses[0]) : ATTEST_NAME_NONE;
        if (size == 0 || class_ == ATTEST_NAME_NONE) {
            at = end;
            continue;
        }
        /* Nothing that the network found reaches out of it ("Isle" of "Isle of Man" does not), and its last word is one of a name. */
        const attest_token *last = &sentence->tokens[at + size - 1];
        int longer =
            name != ATTEST_NAME_NONE && at + size > end && last->form.data[0] >= 'A' && last->form.data[0] <= 'Z';
        int whole = at + size == sentence->token_count || sentence->tokens[at + size].name == ATTEST_NAME_NONE ||
                    sentence->tokens[at + size].name_begin;
        for (uint32_t i = at; i < at + size; i++) {
            whole &= sentence->tokens[i].name <= ATTEST_NAME_NORP;
        }
        int same = name != ATTEST_NAME_NONE && at + size == end;
        /* Regions hardly share theirs with organisations, and long ones not with people. */
        int region = senses[0].kind == ATTEST_I_SENSE_REGION && (name != ATTEST_NAME_PERSON || size > 1);
        int overrides =
            is_certain(&senses[0]) || region || (name != ATTEST_NAME_PERSON && name != ATTEST_NAME_ORGANIZATION);
        if ((same && overrides) || (whole && (name == ATTEST_NAME_NONE || longer) && is_certain(&senses[0]) &&
                                    !has_neighbour(sentence, at, at + size))) {
            attest_i_name_set(sentence, at, at + size, class_);
            end = at + size;
        }
        at = end;
    }
}

static enum attest_status collect(attest_sentence *sentences, size_t count, struct mentions *mentions)
{
    for (size_t s = 0; s < count; s++) {
        attest_sentence *sentence = &sentences[s];
        for (uint32_t i = 0; i < sentence->token_count;) {
            uint8_t name = sentence->tokens[i].name;
            uint32_t end = name == ATTEST_NAME_NONE ? i + 1 : attest_i_name_end(sentence, i);
            if (name != ATTEST_NAME_NONE && name <= ATTEST_NAME_NORP) {
                enum attest_status status = ATTEST_I_VECTOR_RESERVE(mentions, 1);
                if (status != ATTEST_OK) {
                    return status;
                }
                const attest_token *first = &sentence->tokens[i];
                const attest_token *last = &sentence->tokens[end - 1];
                /* Forms of one text lie in one piece of memory: the text of the name is between them. */
                attest_view text = {first->form.data, last->span.end - first->span.begin};
                mentions->items[mentions->count] = (struct mention){text, sentence, i, end, (uint32_t)mentions->count};
                mentions->count++;
            }
            i = end;
        }
    }
    return ATTEST_OK;
}

static int compare_mentions(const void *left, const void *right)
{
    const struct mention *a = left;
    const struct mention *b = right;
    int order = attest_view_compare(a->text, b->text);
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

static uint8_t class_at(const struct mention *mention)
{
    return mention->sentence->tokens[mention->begin].name;
}

/* The class that most of the mentions [begin,end) have; the first one's if several have as many. */
static enum attest_name_class common_class(const struct mentions *mentions, size_t begin, size_t end)
{
    size_t votes[ATTEST_NAME_CLASS_COUNT] = {0};
    uint8_t best = class_at(&mentions->items[begin]);
    for (size_t i = begin; i < end; i++) {
        votes[class_at(&mentions->items[i])]++;
    }
    for (uint8_t c = 0; c < ATTEST_NAME_CLASS_COUNT; c++) {
        best = votes[c] > votes[best] ? c : best;
    }
    return (enum attest_name_class)best;
}

/* First mention in the sorted list whose text is not below `text`. */
static size_t lower_bound(const struct mentions *mentions, attest_view text)
{
    size_t low = 0;
    size_t high = mentions->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (attest_view_compare(mentions->items[middle].text, text) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static size_t group_end(const struct mentions *mentions, size_t begin)
{
    size_t end = begin + 1;
    while (end < mentions->count && attest_view_equal(mentions->items[end].text, mentions->items[begin].text)) {
        end++;
    }
    return end;
}

static void set_group(struct mentions *mentions, size_t begin, size_t end, enum attest_name_class class_)
{
    for (size_t i = begin; i < end; i++) {
        attest_i_name_set(mentions->items[i].sentence, mentions->items[i].begin, mentions->items[i].end, class_);
    }
}

/* Do at least half of the mentions [begin,end) stand behind a preposition of place? */
static int is_mostly_located(const struct mentions *mentions, size_t begin, size_t end)
{
    attest_view heads;
    if (attest_i_embedded_find(ATTEST_VIEW("gazetteers/heads.tsv"), &heads) != ATTEST_OK) {
        return 0;
    }
    size_t located = 0;
    for (size_t i = begin; i < end; i++) {
        const struct mention *mention = &mentions->items[i];
        attest_view kind = {NULL, 0};
        located += mention->begin > 0 &&
                   attest_i_table_find(heads, mention->sentence->tokens[mention->begin - 1].form, &kind) == ATTEST_OK &&
                   attest_view_equal(kind, ATTEST_VIEW("at"));
    }
    return 2 * located >= end - begin;
}

/* A name that could be a city's is one if it stands where places stand. */
static enum attest_name_class class_by_place(const struct mentions *mentions, size_t begin, size_t end,
                                             enum attest_name_class class_)
{
    attest_i_sense senses[ATTEST_I_SENSES];
    if ((class_ != ATTEST_NAME_PERSON && class_ != ATTEST_NAME_ORGANIZATION) ||
        attest_i_gazetteer_find(mentions->items[begin].text, senses) == 0 || senses[0].kind > ATTEST_I_SENSE_CITY) {
        return class_;
    }
    return is_mostly_located(mentions, begin, end) ? ATTEST_NAME_PLACE : class_;
}

/* Words that end a person's name of several words are persons alone, too: family names. */
static void follow_family_names(struct mentions *mentions)
{
    for (size_t i = 0; i < mentions->count; i++) {
        const struct mention *mention = &mentions->items[i];
        if (class_at(mention) != ATTEST_NAME_PERSON || mention->end - mention->begin < 2) {
            continue;
        }
        attest_view family = mention->sentence->tokens[mention->end - 1].form;
        size_t begin = lower_bound(mentions, family);
        attest_i_sense senses[ATTEST_I_SENSES];
        if (begin == mentions->count || !attest_view_equal(mentions->items[begin].text, family)) {
            continue;
        }
        size_t end = group_end(mentions, begin);
        int known = attest_i_gazetteer_find(family, senses) > 0;
        if (!known || (senses[0].kind == ATTEST_I_SENSE_CITY && !is_mostly_located(mentions, begin, end))) {
            set_group(mentions, begin, end, ATTEST_NAME_PERSON);
        }
    }
}

static enum attest_status agree(attest_sentence *sentences, size_t count)
{
    struct mentions mentions = {0};
    enum attest_status status = collect(sentences, count, &mentions);
    if (status == ATTEST_OK && mentions.count) {
        qsort(mentions.items, mentions.count, sizeof *mentions.items, compare_mentions);
        for (size_t begin = 0; begin < mentions.count;) {
            size_t end = group_end(&mentions, begin);
            enum attest_name_class class_ = common_class(&mentions, begin, end);
            set_group(&mentions, begin, end, class_by_place(&mentions, begin, end, class_));
            begin = end;
        }
        follow_family_names(&mentions);
    }
    free(mentions.items);
    return status;
}

/* Make the list of names from what the tokens say. */
static enum attest_status list_names(attest_sentence *sentence, attest_i_arena *arena)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        count += sentence->tokens[i].name != ATTEST_NAME_NONE && sentence->tokens[i].name_begin;
    }
    sentence->name_count = 0;
    sentence->names = attest_i_arena_array(arena, count, sizeof *sentence->names);
    if (!sentence->names) {
        return ATTEST_ERR_NOMEM;
    }
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        const attest_token *token = &sentence->tokens[i];
        if (token->name != ATTEST_NAME_NONE && token->name_begin) {
            sentence->names[sentence->name_count++] =
                (attest_name){i, attest_i_name_end(sentence, i), (enum attest_name_class)token->name};
        }
    }
    return ATTEST_OK;
}

enum attest_status attest_i_names_refine(attest_sentence *sentences, size_t count, attest_i_arena *arena)
{
    for (size_t i = 0; i < count; i++) {
        attest_i_names_mark_repairs(&sentences[i]);
        attest_i_names_mark_values(&sentences[i]);
        attest_i_names_mark_bounds(&sentences[i]);
    }
    attest_i_names_mark_companies(sentences, count);
    for (size_t i = 0; i < count; i++) {
        mark_known(&sentences[i]);
        attest_i_names_mark_forms(&sentences[i]);
    }
    enum attest_status status = agree(sentences, count);
    for (size_t i = 0; i < count && status == ATTEST_OK; i++) {
        status = list_names(&sentences[i], arena);
    }
    return status;
}
