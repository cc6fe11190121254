/* References: which token belongs to which mention, and the way through all sentences in which pronouns and descriptions
 * find what they stand for. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "extract/reference_sweep.h"

enum attest_status attest_i_references_new(attest_i_context *context)
{
    struct attest_i_references *references = attest_i_arena_take(context->arena, sizeof *references);
    size_t sentences = context->trees ? context->trees->count : 0;
    size_t tokens = 0;
    if (!references) {
        return ATTEST_ERR_NOMEM;
    }
    references->base = attest_i_arena_array(context->arena, sentences + 1, sizeof *references->base);
    references->acronyms = attest_i_arena_array(context->arena, ATTEST_I_ACRONYMS_MAX, sizeof *references->acronyms);
    if (!references->base || !references->acronyms) {
        return ATTEST_ERR_NOMEM;
    }
    for (size_t i = 0; i < sentences; i++) {
        references->base[i] = (uint32_t)tokens;
        tokens += context->trees->items[i].sentence.token_count;
    }
    references->mention = attest_i_arena_array(context->arena, tokens + 1, sizeof *references->mention);
    context->references = references;
    return references->mention ? ATTEST_OK : ATTEST_ERR_NOMEM;
}

size_t attest_i_references_sentence(const attest_i_context *context, uint32_t offset)
{
    size_t low = 0;
    size_t high = context->trees->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (context->trees->items[middle].sentence.span.end > offset) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

void attest_i_references_mark(attest_i_context *context, attest_span span, uint32_t mention)
{
    const struct attest_i_references *references = context->references;
    for (size_t t = attest_i_references_sentence(context, span.begin);
         t < context->trees->count && context->trees->items[t].sentence.span.begin < span.end; t++) {
        const attest_sentence *sentence = &context->trees->items[t].sentence;
        for (uint32_t i = 0; i < sentence->token_count && sentence->tokens[i].span.begin < span.end; i++) {
            uint32_t *at = &references->mention[references->base[t] + i];
            if (*at == 0 && attest_span_overlaps(sentence->tokens[i].span, span)) {
                *at = mention + 1;
            }
        }
    }
}

uint32_t attest_i_references_at(const attest_i_context *context, size_t tree, uint32_t token)
{
    const struct attest_i_references *references = context->references;
    return references->mention[references->base[tree] + token] - 1;
}

uint32_t attest_i_references_find(const attest_i_context *context, attest_span span)
{
    size_t t = attest_i_references_sentence(context, span.begin);
    if (t >= context->trees->count) {
        return ATTEST_NO_INDEX;
    }
    const attest_sentence *sentence = &context->trees->items[t].sentence;
    for (uint32_t i = 0; i < sentence->token_count && sentence->tokens[i].span.begin <= span.begin; i++) {
        uint32_t mention = attest_i_references_at(context, t, i);
        if (mention != ATTEST_NO_INDEX) {
            attest_span found = attest_i_builder_mention_at(context->builder, mention)->span;
            if (found.begin == span.begin && found.end == span.end) {
                return mention;
            }
        }
    }
    return ATTEST_NO_INDEX;
}

enum attest_status attest_i_references_add(attest_i_context *context, size_t tree, uint32_t begin, uint32_t end,
                                           const attest_mention *mention)
{
    const attest_token *tokens = context->trees->items[tree].sentence.tokens;
    attest_mention made = *mention;
    made.span = (attest_span){tokens[begin].span.begin, tokens[end - 1].span.end};
    uint32_t number;
    enum attest_status status = attest_i_builder_mention(context->builder, &made, &number);
    struct attest_i_references *references = context->references;
    for (uint32_t i = begin; i < end && status == ATTEST_OK; i++) {
        references->mention[references->base[tree] + i] = number + 1;
    }
    return status;
}

uint32_t attest_i_references_inside(const attest_i_context *context, attest_span span, uint32_t entity)
{
    size_t t = attest_i_references_sentence(context, span.begin);
    uint32_t found = ATTEST_NO_INDEX;
    if (t >= context->trees->count) {
        return found;
    }
    const attest_sentence *sentence = &context->trees->items[t].sentence;
    for (uint32_t i = 0; i < sentence->token_count && sentence->tokens[i].span.begin < span.end; i++) {
        uint32_t mention = attest_i_references_at(context, t, i);
        if (mention != ATTEST_NO_INDEX && attest_span_contains(span, sentence->tokens[i].span) &&
            attest_i_builder_mention_at(context->builder, mention)->entity == entity) {
            found = mention;
        }
    }
    return found;
}

/* Quotations are in order of their begins. */
uint32_t attest_i_quote_at(const attest_i_quotes *quotes, uint32_t offset)
{
    size_t low = 0;
    size_t high = quotes->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (quotes->items[middle].span.begin > offset) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    uint32_t at = low ? (uint32_t)low - 1 : ATTEST_NO_INDEX;
    while (at != ATTEST_NO_INDEX && quotes->items[at].span.end <= offset) {
        at = quotes->items[at].parent;
    }
    return at;
}

uint32_t attest_i_sweep_governor(const attest_i_tree *tree, uint32_t token)
{
    const attest_token *tokens = tree->sentence.tokens;
    for (int steps = 0; steps < 4; steps++) {
        attest_view relation = tokens[token].deprel;
        int inside = attest_i_relation_is(relation, "flat") || attest_i_relation_is(relation, "appos");
        if (!inside || tokens[token].head == ATTEST_NO_INDEX) {
            break;
        }
        token = tokens[token].head;
    }
    return token;
}

enum attest_status attest_i_sweep_push(attest_i_sweep *sweep, const attest_i_candidate *given)
{
    enum attest_status status = ATTEST_I_VECTOR_RESERVE(&sweep->candidates, 1);
    if (status != ATTEST_OK) {
        return status;
    }
    attest_i_candidate candidate = *given;
    const attest_i_tree *tree = &sweep->context->trees->items[sweep->tree];
    uint32_t top = attest_i_sweep_governor(tree, given->token);
    candidate.tree = sweep->tree;
    candidate.quote = attest_i_quote_at(&sweep->context->page->quotes, tree->sentence.tokens[given->token].span.begin);
    candidate.top = top;
    candidate.subject = (uint8_t)attest_i_relation_is(tree->sentence.tokens[top].deprel, "nsubj");
    sweep->candidates.items[sweep->candidates.count++] = candidate;
    return ATTEST_OK;
}

attest_i_person *attest_i_sweep_person(const attest_i_sweep *sweep, uint32_t entity)
{
    struct attest_i_people *people = sweep->context->people;
    for (size_t i = 0; i < people->count; i++) {
        if (people->items[i].entity == entity) {
            return &people->items[i];
        }
    }
    return NULL;
}

enum attest_status attest_i_sweep_kind(attest_i_sweep *sweep, uint32_t entity, attest_view kind)
{
    if (sweep->kinds.count == ATTEST_I_KINDS_MAX) {
        attest_i_builder_limit_hit(sweep->context->builder);
        return ATTEST_OK;
    }
    enum attest_status status = ATTEST_I_VECTOR_RESERVE(&sweep->kinds, 1);
    if (status == ATTEST_OK) {
        sweep->kinds.items[sweep->kinds.count].entity = entity;
        sweep->kinds.items[sweep->kinds.count++].kind = kind;
    }
    return status;
}

/* "Acme, a company", "the company Acme", "Acme is a company": what the text says that it is. */
static enum attest_status note_kinds(attest_i_sweep *sweep, const attest_i_candidate *name)
{
    const attest_i_tree *tree = &sweep->context->trees->items[sweep->tree];
    const attest_token *tokens = tree->sentence.tokens;
    uint32_t nouns[] = {attest_i_tree_child(tree, name->token, "appos"), attest_i_sweep_governor(tree, name->token),
                        ATTEST_NO_INDEX};
    if (attest_i_relation_is(tokens[name->token].deprel, "nsubj") &&
        attest_i_tree_child(tree, tokens[name->token].head, "cop") != ATTEST_NO_INDEX) {
        nouns[2] = tokens[name->token].head;
    }
    enum attest_status status = ATTEST_OK;
    for (size_t i = 0; i < sizeof nouns / sizeof nouns[0] && status == ATTEST_OK; i++) {
        if (nouns[i] != ATTEST_NO_INDEX && tokens[nouns[i]].upos == ATTEST_UPOS_NOUN) {
            status = attest_i_sweep_kind(sweep, name->entity, tokens[nouns[i]].lemma);
        }
    }
    return status;
}

/* A name: the token that the rest of it depends on, as a candidate. Gives the token behind the mention. */
static enum attest_status read_mention(attest_i_sweep *sweep, uint32_t begin, uint32_t *end)
{
    const attest_i_context *context = sweep->context;
    const attest_token *tokens = context->trees->items[sweep->tree].sentence.tokens;
    uint32_t count = context->trees->items[sweep->tree].sentence.token_count;
    uint32_t number = attest_i_references_at(context, sweep->tree, begin);
    *end = begin;
    while (*end < count && attest_i_references_at(context, sweep->tree, *end) == number) {
        (*end)++;
    }
    uint32_t head = begin;
    for (uint32_t i = begin; i < *end; i++) {
        if (tokens[i].head == ATTEST_NO_INDEX || tokens[i].head < begin || tokens[i].head >= *end) {
            head = i;
            break;
        }
    }
    const attest_mention *mention = attest_i_builder_mention_at(context->builder, number);
    const attest_entity *entity = attest_i_builder_entity_at(context->builder, mention->entity);
    attest_i_candidate candidate = {
        .token = head, .entity = mention->entity, .mention = number, .class_ = entity->class_, .named = 1};
    const attest_i_person *person =
        entity->class_ == ATTEST_ENTITY_PERSON ? attest_i_sweep_person(sweep, mention->entity) : NULL;
    candidate.gender = person ? (uint8_t)person->gender : ATTEST_I_GENDER_UNKNOWN;
    enum attest_status status = attest_i_sweep_push(sweep, &candidate);
    if (status == ATTEST_OK && entity->class_ == ATTEST_ENTITY_PERSON) {
        return attest_i_sweep_note_age(sweep, mention->entity, begin, *end);
    }
    return status == ATTEST_OK && entity->class_ == ATTEST_ENTITY_ORGANIZATION ? note_kinds(sweep, &candidate) : status;
}

/* The last mention of a person so far; ATTEST_NO_INDEX: none. */
static uint32_t last_mention(const attest_i_sweep *sweep, uint32_t entity)
{
    for (size_t i = sweep->candidates.count; i-- > 0;) {
        if (sweep->candidates.items[i].entity == entity && sweep->candidates.items[i].named) {
            return sweep->candidates.items[i].mention;
        }
    }
    return ATTEST_NO_INDEX;
}

/* "Tors said", where the model took the first word of the sentence for a plural: the family name of somebody who was named before, as the subject of a verb
 * that reports. */
static enum attest_status read_family_name(attest_i_sweep *sweep, uint32_t token)
{
    attest_i_context *context = sweep->context;
    const attest_i_tree *tree = &context->trees->items[sweep->tree];
    const attest_token *word = &tree->sentence.tokens[token];
    int capital = word->form.size > 0 && word->form.data[0] >= 'A' && word->form.data[0] <= 'Z';
    int reports = attest_i_relation_is(word->deprel, "nsubj") && word->head != ATTEST_NO_INDEX &&
                  attest_i_tree_child(tree, word->head, "ccomp") != ATTEST_NO_INDEX;
    int alone =
        attest_i_tree_first(tree, token) == token && attest_i_tree_child(tree, token, "flat") == ATTEST_NO_INDEX;
    const attest_i_person *person =
        capital && reports && alone ? attest_i_person_find(context->people, word->form) : NULL;
    uint32_t before = person ? last_mention(sweep, person->entity) : ATTEST_NO_INDEX;
    if (before == ATTEST_NO_INDEX) {
        return ATTEST_OK;
    }
    attest_mention mention = {.entity = person->entity,
                              .decided_by = ATTEST_VIEW("name-part"),
                              .rule = attest_i_ruleset_procedure_id(context->rules, ATTEST_VIEW("name-part")),
                              .antecedent = before};
    return attest_i_references_add(context, sweep->tree, token, token + 1, &mention);
}

static enum attest_status read_sentence(attest_i_sweep *sweep)
{
    const attest_i_context *context = sweep->context;
    const attest_sentence *sentence = &context->trees->items[sweep->tree].sentence;
    enum attest_status status = ATTEST_OK;
    for (uint32_t i = 0; i < sentence->token_count && status == ATTEST_OK;) {
        if (attest_i_references_at(context, sweep->tree, i) == ATTEST_NO_INDEX) {
            status = read_family_name(sweep, i);
        }
        if (status == ATTEST_OK && attest_i_references_at(context, sweep->tree, i) != ATTEST_NO_INDEX) {
            status = read_mention(sweep, i, &i);
            continue;
        }
        enum attest_upos upos = (enum attest_upos)sentence->tokens[i].upos;
        if (status == ATTEST_OK && upos == ATTEST_UPOS_PRON) {
            sweep->quote = attest_i_quote_at(&context->page->quotes, sentence->tokens[i].span.begin);
            status = attest_i_sweep_pronoun(sweep, i);
        } else if (status == ATTEST_OK && upos == ATTEST_UPOS_NOUN) {
            sweep->quote = attest_i_quote_at(&context->page->quotes, sentence->tokens[i].span.begin);
            status = attest_i_sweep_noun(sweep, i);
        }
        if (status == ATTEST_OK) {
            status = attest_i_sweep_age(sweep, i);
        }
        i++;
    }
    return status;
}

enum attest_status attest_i_references_resolve(attest_i_context *context)
{
    attest_i_sweep sweep = {.context = context};
    enum attest_status status = ATTEST_OK;
    for (size_t t = 0; context->trees && t < context->trees->count && status == ATTEST_OK; t++) {
        sweep.tree = t;
        status = read_sentence(&sweep);
    }
    free(sweep.candidates.items);
    free(sweep.kinds.items);
    return status;
}
