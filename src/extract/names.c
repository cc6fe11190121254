/* Names with titles and roles: "Foreign Minister Ann Bee", "spokesman Cyril Dee", "Ann Bee, the mayor of Leeds". Makes
 * the people of a document, and claims of what titles and appositions say. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/dep.h"
#include "extract/names.h"
#include "extract/reference.h"

#include "extract/reference.h"
#include "extract/rule_match.h"

/* Longest name, in words, with its title. */
#define NAME_MAX_ITEMS 12

static int is_word(const attest_i_page *page, uint32_t item)
{
    return page->items[item].kind == ATTEST_I_ITEM_WORD;
}

static int is_name_part(const attest_i_page *page, uint32_t item, uint32_t end)
{
    return item + 1 < end && attest_i_item_is(page, item, ATTEST_I_WORD(NAME_PART)) &&
           page->items[item].shape == ATTEST_I_SHAPE_LOWER && attest_i_item_is_name(page, item + 1);
}

/* Behind "Secretary": "of State". */
static int is_title_of(const attest_i_page *page, uint32_t item, uint32_t end)
{
    return item + 1 < end && attest_i_item_spells(page, item, "of") && attest_i_item_is_name(page, item + 1) &&
           attest_i_item_is(page, item - 1, ATTEST_I_WORD(TITLE));
}

/* "Kelling General Hospital": a title within the name of a place or an organisation. */
static int is_part_of_body(const attest_i_page *page, const attest_i_named *named, uint32_t title)
{
    const uint64_t bodies = ATTEST_I_WORD(ORGANISATION) | ATTEST_I_WORD(OUTLET) | ATTEST_I_WORD(PLACE);
    return title > named->begin && title + 2 == named->name_end && attest_i_item_is(page, title + 1, bodies) &&
           !attest_i_item_is(page, title - 1, ATTEST_I_WORD(TITLE) | ATTEST_I_WORD(ROLE) | ATTEST_I_WORD(HONORIFIC));
}

/* "Nurse Beth Cole said": a role that only the start of a sentence gave its capital. */
static void split_role(const attest_i_page *page, attest_i_named *named)
{
    uint32_t first = named->begin;
    int starts = first == 0 || page->items[first - 1].kind != ATTEST_I_ITEM_WORD;
    if (!named->person && starts && named->name_end - first >= 3 &&
        attest_i_item_is(page, first, ATTEST_I_WORD(ROLE)) &&
        attest_i_given_name_gender(attest_i_item_view(page, first)) == ATTEST_I_GENDER_UNKNOWN &&
        attest_i_given_name_gender(attest_i_item_view(page, first + 1)) != ATTEST_I_GENDER_UNKNOWN) {
        named->name_begin = first + 1;
        named->person = 1;
        named->role = first;
    }
}

/* Titles: last word of the run that is one and has a name behind it. */
static void split_title(const attest_i_page *page, attest_i_named *named)
{
    const uint64_t titles = ATTEST_I_WORD(TITLE) | ATTEST_I_WORD(HONORIFIC);
    for (uint32_t i = named->begin; i + 1 < named->name_end; i++) {
        if (!attest_i_item_is(page, i, titles) || page->items[i].genitive || is_part_of_body(page, named, i)) {
            continue;
        }
        uint32_t next = i + 1;
        if (is_title_of(page, next, named->name_end) && next + 2 < named->name_end) {
            next += 2;
        }
        named->name_begin = next;
        named->person = 1;
        if (attest_i_item_is(page, i, ATTEST_I_WORD(HONORIFIC))) {
            named->honorific = 1;
        } else {
            named->role = i;
        }
    }
}

int attest_i_named_at(const attest_i_page *page, uint32_t begin, uint32_t end, attest_i_named *named)
{
    uint32_t i = begin;
    while (
        i < end && i < begin + NAME_MAX_ITEMS &&
        (attest_i_item_is_name(page, i) || (i > begin && (is_name_part(page, i, end) || is_title_of(page, i, end))))) {
        i++;
        if (page->items[i - 1].genitive) {
            break;
        }
    }
    if (i == begin || !attest_i_item_is_name(page, begin)) {
        return 0;
    }
    *named = (attest_i_named){.begin = begin, .name_begin = begin, .name_end = i, .role = ATTEST_NO_INDEX};
    split_title(page, named);
    split_role(page, named);
    if (begin > 0 && !named->person && is_word(page, begin - 1) &&
        page->items[begin - 1].shape == ATTEST_I_SHAPE_LOWER && !page->items[begin - 1].genitive &&
        attest_i_item_is(page, begin - 1, ATTEST_I_WORD(ROLE)) && i - begin >= 2) {
        named->person = 1; /* "spokesman Cyril Dee" */
        named->role = begin - 1;
    }
    for (uint32_t k = named->name_begin; k < i; k++) {
        named->organisation |=
            attest_i_item_is(page, k, ATTEST_I_WORD(ORGANISATION) | ATTEST_I_WORD(OUTLET)) && !named->person;
    }
    return 1;
}

/* Bytes of the item without a genitive ending. */
static attest_view bare(const attest_i_page *page, uint32_t item)
{
    attest_view word = attest_i_item_view(page, item);
    if (page->items[item].genitive) {
        size_t at = word.size;
        while (at > 0 && word.data[at - 1] != '\'' && (unsigned char)word.data[at - 1] != 0x99) {
            at--;
        }
        if (at > 0) {
            word.size = word.data[at - 1] == '\'' ? at - 1 : at >= 3 ? at - 3 : word.size;
        }
    }
    return word;
}

enum attest_status attest_i_named_label(attest_i_context *context, const attest_i_page *page, uint32_t begin,
                                        uint32_t end, attest_view *label)
{
    size_t size = 0;
    for (uint32_t i = begin; i < end; i++) {
        size += bare(page, i).size + 1;
    }
    char *bytes = attest_i_arena_take(context->arena, size + 1);
    if (!bytes) {
        return ATTEST_ERR_NOMEM;
    }
    *label = (attest_view){bytes, 0};
    for (uint32_t i = begin; i < end; i++) {
        attest_view word = bare(page, i);
        int joined = i == begin || page->items[i].span.begin == page->items[i - 1].span.end;
        if (!joined) {
            bytes[label->size++] = ' ';
        }
        memcpy(bytes + label->size, word.data, word.size);
        label->size += word.size;
    }
    return ATTEST_OK;
}

attest_span attest_i_named_span(const attest_i_page *page, uint32_t begin, uint32_t end)
{
    attest_view last = bare(page, end - 1);
    return (attest_span){page->items[begin].span.begin, page->items[end - 1].span.begin + (uint32_t)last.size};
}

static attest_view rule_id(const attest_i_context *context, const char *procedure)
{
    return attest_i_ruleset_procedure_id(context->rules, attest_view_of(procedure));
}

/* Person - be - [begin,end). `predicate` is empty where no verb is written. */
static enum attest_status claim_being(attest_i_context *context, const attest_i_page *page,
                                      const attest_i_clause *clause, const attest_i_person *person,
                                      const attest_i_named *named, attest_span what, const char *procedure)
{
    if (attest_i_ruleset_procedure_is_off(context->rules, attest_view_of(procedure))) {
        return ATTEST_OK;
    }
    attest_span name = attest_i_named_span(page, named->name_begin, named->name_end);
    attest_span evidence = {name.begin < what.begin ? name.begin : what.begin,
                            name.end > what.end ? name.end : what.end};
    attest_view text = attest_document_slice(context->document, what);
    attest_claim claim = {
        .sentence = {page->items[clause->begin].span.begin, page->items[clause->end - 1].span.end},
        .evidence = &evidence,
        .evidence_count = 1,
        .subject = {.spans = &name,
                    .span_count = 1,
                    .text = attest_document_slice(context->document, name),
                    .label = person->label,
                    .entity = person->entity},
        .predicate_lemma = ATTEST_VIEW("be"),
        .object = {.spans = &what,
                   .span_count = 1,
                   .text = text,
                   .label = text,
                   .entity = ATTEST_NO_INDEX,
                   .value = {.kind = ATTEST_VALUE_TEXT, .lexical = text}},
        .has_object = 1,
        .rule = rule_id(context, procedure),
        .confidence = 0.9,
    };
    return attest_i_builder_claim(context->builder, &claim, NULL);
}

/* Last item of a description that ends before `end`: its head word, for the role. */
static uint32_t role_in(const attest_i_page *page, uint32_t begin, uint32_t end)
{
    for (uint32_t i = begin; i < end && is_word(page, i) &&
                             !attest_i_item_is(page, i, ATTEST_I_WORD(PREPOSITION) | ATTEST_I_WORD(RELATIVE));
         i++) {
        if (attest_i_item_is(page, i, ATTEST_I_WORD(ROLE)) &&
            (i + 1 == end || !is_word(page, i + 1) ||
             attest_i_item_is(page, i + 1,
                              ATTEST_I_WORD(PREPOSITION) | ATTEST_I_WORD(RELATIVE) | ATTEST_I_WORD(COORDINATOR)))) {
            return i;
        }
    }
    return ATTEST_NO_INDEX;
}

/* "Ann Bee, the mayor of Leeds,": a role behind the name, up to the next mark. Gives the item behind it and its role word. */
static int apposition_behind(const attest_i_page *page, const attest_i_clause *clause, uint32_t comma, uint32_t *end,
                             uint32_t *role)
{
    if (comma + 2 >= clause->end || !attest_i_item_is_mark(page, comma, ',') || !is_word(page, comma + 1) ||
        attest_i_item_is_name(page, comma + 1)) {
        return 0;
    }
    uint32_t i = comma + 1;
    while (i < clause->end && is_word(page, i) && i < comma + NAME_MAX_ITEMS + 4 &&
           !attest_i_item_is(page, i,
                             ATTEST_I_WORD(RELATIVE) | ATTEST_I_WORD(AUXILIARY) | ATTEST_I_WORD(MODAL) |
                                 ATTEST_I_WORD(NOMINATIVE) | ATTEST_I_WORD(WEAK_VERB))) {
        i++;
    }
    *end = i;
    *role = role_in(page, comma + 1, i);
    return *role != ATTEST_NO_INDEX && (i == clause->end || page->items[i].kind != ATTEST_I_ITEM_WORD ||
                                        attest_i_item_is(page, i, ATTEST_I_WORD(RELATIVE)));
}

/* The token that begins where the item does, in the tree `number`; ATTEST_NO_INDEX: none does. */
static uint32_t token_of(const attest_i_context *context, size_t number, const attest_i_page *page, uint32_t item)
{
    const attest_sentence *sentence = &context->trees->items[number].sentence;
    for (uint32_t t = 0; t < sentence->token_count; t++) {
        if (sentence->tokens[t].span.begin == page->items[item].span.begin) {
            return t;
        }
    }
    return ATTEST_NO_INDEX;
}

/* "EU policy chief": is the item a noun that hangs on what stands behind it, up to `end`? */
static int is_compound(const attest_i_context *context, const attest_i_page *page, uint32_t item, uint32_t end)
{
    size_t number = attest_i_references_sentence(context, page->items[item].span.begin);
    if (!context->trees || number >= context->trees->count) {
        return 0;
    }
    uint32_t token = token_of(context, number, page, item);
    uint32_t last = token_of(context, number, page, end - 1);
    if (token == ATTEST_NO_INDEX || last == ATTEST_NO_INDEX) {
        return 0;
    }
    const attest_token *tokens = context->trees->items[number].sentence.tokens;
    const attest_token *word = &tokens[token];
    int inside = word->head != ATTEST_NO_INDEX && word->head > token && word->head <= last;
    /* "civil rights leader", with the adjective on either noun */
    int qualifies = inside && attest_i_relation_is(word->deprel, "amod") &&
                    (attest_i_relation_is(tokens[word->head].deprel, "compound") ||
                     (token + 1 < word->head && attest_i_relation_is(tokens[token + 1].deprel, "compound")));
    return inside && (qualifies || attest_i_relation_is(word->deprel, "compound"));
}

/* First item of a role written before a name: "former Kremlin spokesman", "policy chief". */
static uint32_t role_begin(const attest_i_context *context, const attest_i_page *page, const attest_i_clause *clause,
                           const attest_i_named *named)
{
    uint32_t begin = named->role < named->begin ? named->role : named->begin;
    while (named->role < named->begin && begin > clause->begin &&
           (attest_i_item_is_name(page, begin - 1) || attest_i_item_spells(page, begin - 1, "former") ||
            attest_i_item_spells(page, begin - 1, "deputy") ||
            is_compound(context, page, begin - 1, named->name_begin))) {
        begin--;
    }
    return begin;
}

/* Names of several words come first, so that single ones find them wherever they stand. */
static int is_of_pass(const attest_i_page *page, const attest_i_named *named, int single)
{
    uint32_t words = named->name_end - named->name_begin;
    while (words > 1 && attest_i_item_is(page, named->name_begin + words - 1, ATTEST_I_WORD(NAME_SUFFIX))) {
        words--;
    }
    return (words == 1) == single;
}

static enum attest_status read_named(attest_i_context *context, const attest_i_page *page,
                                     const attest_i_clause *clause, struct attest_i_people *people,
                                     attest_i_named *named)
{
    uint32_t apposition_end = 0;
    uint32_t apposition_role = ATTEST_NO_INDEX;
    int apposed = (named->person || named->name_end - named->name_begin >= 2) && !named->organisation &&
                  !page->items[named->name_end - 1].genitive &&
                  apposition_behind(page, clause, named->name_end, &apposition_end, &apposition_role);
    if (!named->person && !apposed) {
        return ATTEST_OK;
    }
    int titled = named->person && named->role != ATTEST_NO_INDEX;
    named->role = titled ? named->role : apposition_role;
    uint32_t index;
    enum attest_status status = attest_i_person_note(context, page, named, &index);
    if (status != ATTEST_OK || index == ATTEST_NO_INDEX) {
        return status;
    }
    if (titled) {
        attest_span title = {page->items[role_begin(context, page, clause, named)].span.begin,
                             page->items[named->name_begin - 1].span.end};
        people->items[index].title = attest_document_slice(context->document, title);
        status = claim_being(context, page, clause, &people->items[index], named, title, "name-title");
    }
    if (apposed && status == ATTEST_OK) {
        attest_span what = {page->items[named->name_end + 1].span.begin, page->items[apposition_end - 1].span.end};
        if (people->items[index].title.size == 0) {
            people->items[index].title = attest_document_slice(context->document, what);
        }
        status = claim_being(context, page, clause, &people->items[index], named, what, "name-apposition");
    }
    return status;
}

/* "Mr. President" is called by an office, unless somebody has that name; the "Justice Department" is no Mr. Department. */
static int is_office(const attest_i_context *context, const attest_i_named *named)
{
    int titled = named->role < named->name_begin && named->name_end - named->name_begin == 1;
    if (titled && attest_i_item_is(context->page, named->name_begin, ATTEST_I_WORD(ORGANISATION))) {
        return 1;
    }
    return named->name_end - named->name_begin == 1 &&
           attest_i_item_is(context->page, named->name_begin, ATTEST_I_WORD(TITLE)) &&
           !attest_i_person_find(context->people, bare(context->page, named->name_begin));
}

/* Names with titles, roles and appositions; only those of one word, or only the longer ones. */
static enum attest_status read_titled(attest_i_context *context, int single)
{
    const attest_i_page *page = context->page;
    enum attest_status status = ATTEST_OK;
    for (uint32_t c = 0; c < page->clause_count && status == ATTEST_OK; c++) {
        const attest_i_clause *clause = &page->clauses[c];
        for (uint32_t i = clause->begin; i < clause->end && status == ATTEST_OK; i++) {
            attest_i_named named;
            if (!clause->headline && attest_i_named_at(page, i, clause->end, &named)) {
                if (is_of_pass(page, &named, single) && !is_office(context, &named)) {
                    status = read_named(context, page, clause, context->people, &named);
                }
                i = named.name_end - 1;
            }
        }
    }
    return status;
}

enum attest_status attest_i_stage_names(attest_i_context *context)
{
    attest_i_page *page = attest_i_arena_take(context->arena, sizeof *page);
    struct attest_i_people *people = attest_i_arena_take(context->arena, sizeof *people);
    if (!page || !people) {
        return ATTEST_ERR_NOMEM;
    }
    enum attest_status status = attest_i_page_read(context, page);
    people->items = attest_i_arena_array(context->arena, ATTEST_I_PEOPLE_MAX, sizeof *people->items);
    if (status == ATTEST_OK && !people->items) {
        status = ATTEST_ERR_NOMEM;
    }
    context->page = page;
    context->people = people;
    if (status == ATTEST_OK) {
        status = attest_i_references_new(context);
    }
    for (int single = 0; single < 2 && status == ATTEST_OK; single++) {
        status = read_titled(context, single);
        if (status == ATTEST_OK) {
            status = attest_i_names_of_model(context, single);
        }
    }
    return status == ATTEST_OK ? attest_i_references_resolve(context) : status;
}
