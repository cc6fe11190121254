/* Attribution: cues whose speaker and content the sentence's dependency tree tells, where the surface was not sure enough. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/attribution_tree.h"

#include <strings.h>

/* Pieces of one content. */
#define PARTS_MAX 4U

/* Bytes of the longest verb with its preposition. */
#define WORDS_MAX 64U

/* A part of the content: what is below a token, or its noun phrase alone. */
struct part {
    uint32_t token;
    int phrase;
};

/* A cue at work. */
struct attempt {
    attest_i_binder *binder;
    const attest_i_tree *tree;
    uint32_t item;
    uint32_t token;
    attest_i_reading reading;
    enum attest_i_attribution_rule rule;
    attest_i_tree_subject speaker;
    struct part parts[PARTS_MAX];
    size_t part_count;
    int itself;       /* 1: the cue itself speaks ("reports that ...") */
    uint32_t without; /* tokens below this one are no content; ATTEST_NO_INDEX: none */
};

static const attest_token *token_at(const struct attempt *attempt, uint32_t token)
{
    return &attempt->tree->sentence.tokens[token];
}

/* ------------------------------------------------------------------------------------------------ items and tokens */

enum attest_status attest_i_tree_map_make(attest_i_context *context, attest_i_tree_map *map)
{
    const attest_i_page *page = context->page;
    memset(map, 0, sizeof *map);
    if (!context->trees || context->trees->count == 0) {
        return ATTEST_OK;
    }
    map->trees = context->trees;
    map->tree = attest_i_arena_array(context->arena, (size_t)page->item_count + 1, sizeof *map->tree);
    map->token = attest_i_arena_array(context->arena, (size_t)page->item_count + 1, sizeof *map->token);
    uint32_t longest = 0;
    for (size_t i = 0; i < map->trees->count; i++) {
        uint32_t count = map->trees->items[i].sentence.token_count;
        longest = count > longest ? count : longest;
    }
    map->marks = attest_i_arena_array(context->arena, (size_t)longest + 1, sizeof *map->marks);
    map->stack = attest_i_arena_array(context->arena, (size_t)longest + 1, sizeof *map->stack);
    if (!map->tree || !map->token || !map->marks || !map->stack) {
        return ATTEST_ERR_NOMEM;
    }
    uint32_t tree = 0;
    uint32_t token = 0;
    for (uint32_t i = 0; i < page->item_count; i++) { /* both are in text order */
        uint32_t begin = page->items[i].span.begin;
        map->tree[i] = ATTEST_NO_INDEX;
        while (tree < map->trees->count) {
            const attest_sentence *sentence = &map->trees->items[tree].sentence;
            while (token < sentence->token_count && sentence->tokens[token].span.begin < begin) {
                token++;
            }
            if (token < sentence->token_count) {
                break;
            }
            tree++;
            token = 0;
        }
        if (tree < map->trees->count && map->trees->items[tree].sentence.tokens[token].span.begin == begin) {
            map->tree[i] = tree;
            map->token[i] = token;
        }
    }
    return ATTEST_OK;
}

/* The tree of an item and its token: NULL if no token begins with it. */
static const attest_i_tree *tree_of(const attest_i_binder *binder, uint32_t item, uint32_t *token)
{
    const attest_i_tree_map *map = binder->map;
    if (!map->trees || map->tree[item] == ATTEST_NO_INDEX) {
        return NULL;
    }
    *token = map->token[item];
    return &map->trees->items[map->tree[item]];
}

/* The item that holds the byte at `offset`, or the last one before it. */
static uint32_t item_at(const attest_i_page *page, uint32_t offset)
{
    uint32_t low = 0;
    uint32_t high = page->item_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (page->items[middle].span.begin <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

static int is_tag(const attest_token *token, const char *tag)
{
    return attest_view_equal(token->xpos, attest_view_of(tag));
}

int attest_i_tree_denies(const attest_i_binder *binder, const attest_i_reading *reading)
{
    const attest_i_page *page = binder->page;
    uint32_t token;
    const attest_i_tree *tree = tree_of(binder, reading->cue_begin, &token);
    if (!tree || reading->cue->pos != ATTEST_I_CUE_VERB || page->clauses[binder->clause].headline ||
        reading->side == ATTEST_I_SIDE_INVERTED) {
        return 0;
    }
    uint32_t before = reading->begin;
    int quoted = (reading->tail < page->item_count && attest_i_item_is_quote(page, reading->tail)) ||
                 (before > 0 && attest_i_item_is_quote(page, before - 1)) ||
                 (before > 1 && attest_i_item_is_quote(page, before - 2));
    const attest_token *word = &tree->sentence.tokens[token];
    int noun = word->upos == ATTEST_UPOS_NOUN || word->upos == ATTEST_UPOS_PROPN || word->upos == ATTEST_UPOS_ADP ||
               word->upos == ATTEST_UPOS_SCONJ;
    int attribute =
        attest_i_relation_is(word->deprel, "amod") ||
        (attest_view_equal(word->deprel, ATTEST_VIEW("acl")) && (is_tag(word, "VBN") || is_tag(word, "VBD")));
    return !quoted && (noun || attribute);
}

int attest_i_tree_denies_clause(const attest_i_binder *binder, const attest_i_reading *reading, uint32_t content)
{
    uint32_t token;
    const attest_i_page *page = binder->page;
    const attest_i_tree *tree = tree_of(binder, reading->cue_begin, &token);
    if (!tree || reading->cue->pos != ATTEST_I_CUE_VERB || page->clauses[binder->clause].headline ||
        content >= page->item_count || page->items[content].kind != ATTEST_I_ITEM_WORD ||
        (reading->cue->frames & ATTEST_I_FRAME_NP) || attest_i_item_spells(page, content, "that")) {
        return 0;
    }
    return attest_i_tree_child(tree, token, "obj") != ATTEST_NO_INDEX &&
           attest_i_tree_child(tree, token, "ccomp") == ATTEST_NO_INDEX &&
           attest_i_tree_child(tree, token, "xcomp") == ATTEST_NO_INDEX &&
           attest_i_tree_child(tree, token, "parataxis") == ATTEST_NO_INDEX;
}

/* The subject by the tree ends where that of the surface does and leaves out a time before it: "a day later a spokeswoman". */
void attest_i_tree_narrow(const attest_i_binder *binder, attest_i_reading *reading)
{
    const attest_i_page *page = binder->page;
    uint32_t token;
    uint32_t begin;
    uint32_t end;
    const attest_i_tree *tree = tree_of(binder, reading->cue_begin, &token);
    if (!reading->has_speaker || reading->side != ATTEST_I_SIDE_BEFORE) {
        return;
    }
    for (uint32_t i = reading->speaker.begin + 1; i + 1 < reading->speaker.end; i++) {
        if (attest_i_item_is(page, i - 1, ATTEST_I_WORD(TIME)) &&
            attest_i_item_is(page, i, ATTEST_I_WORD(TIME) | ATTEST_I_WORD(ADVERB)) &&
            attest_i_item_is(page, i + 1, ATTEST_I_WORD(DETERMINER) | ATTEST_I_WORD(POSSESSIVE))) {
            reading->speaker.begin = i + 1;
            reading->speaker.outer_begin = i + 1;
            return;
        }
    }
    if (!tree) {
        return;
    }
    attest_i_tree_subject subject = attest_i_tree_subject_of(tree, token);
    if (subject.kind != ATTEST_I_SUBJECT_OWN) {
        return;
    }
    attest_i_tree_noun_phrase(tree, subject.token, &begin, &end);
    uint32_t first = item_at(page, tree->sentence.tokens[begin].span.begin);
    uint32_t last = item_at(page, tree->sentence.tokens[end - 1].span.begin);
    int timed = 0;
    for (uint32_t i = reading->speaker.begin; i < first && i < reading->speaker.end; i++) {
        timed |= attest_i_item_is(page, i, ATTEST_I_WORD(TIME) | ATTEST_I_WORD(TIME_NAME));
    }
    if (timed && last + 1 == reading->speaker.end) {
        reading->speaker.begin = first;
        reading->speaker.outer_begin = first;
    }
}

/* ------------------------------------------------------------------------------------------------ building a draft */

static void mark_below(struct attempt *attempt, uint32_t token, uint8_t value)
{
    attest_i_tree_map *map = attempt->binder->map;
    const attest_i_tree *tree = attempt->tree;
    size_t depth = 0;
    map->stack[depth++] = token;
    while (depth > 0) { /* each token is pushed once: a tree */
        uint32_t at = map->stack[--depth];
        map->marks[at] = value;
        for (uint32_t i = tree->child_begin[at]; i < tree->child_begin[at + 1]; i++) {
            map->stack[depth++] = tree->children[i];
        }
    }
}

static void mark_phrase(struct attempt *attempt, uint32_t token)
{
    uint32_t begin;
    uint32_t end;
    attest_i_tree_noun_phrase(attempt->tree, token, &begin, &end);
    memset(attempt->binder->map->marks + begin, 1, end - begin);
}

/* Items of the tokens [begin,end), within the sentence at hand: 1, or 0 if they are not all there. */
static int items_of(const struct attempt *attempt, uint32_t begin, uint32_t end, attest_i_phrase *phrase)
{
    const attest_i_page *page = attempt->binder->page;
    const attest_i_clause *clause = &page->clauses[attempt->binder->clause];
    uint32_t first = item_at(page, token_at(attempt, begin)->span.begin);
    uint32_t last = item_at(page, token_at(attempt, end - 1)->span.begin);
    *phrase = (attest_i_phrase){first, last + 1, first, last + 1};
    return first >= clause->begin && last < clause->end && first <= last;
}

/* The speaker as a phrase; 0: it stands elsewhere, or it is one who does not report: "I", "we", "you". */
static int place_speaker(struct attempt *attempt, uint32_t head, attest_i_phrase *phrase)
{
    const attest_i_page *page = attempt->binder->page;
    uint32_t begin;
    uint32_t end;
    attest_i_tree_noun_phrase(attempt->tree, head, &begin, &end);
    if (!items_of(attempt, begin, end, phrase)) {
        return 0;
    }
    uint32_t item = item_at(page, token_at(attempt, head)->span.begin);
    int cue_within = phrase->begin <= attempt->item && attempt->item < phrase->end;
    return !cue_within && page->items[item].kind == ATTEST_I_ITEM_WORD && !attest_i_item_spells(page, item, "i") &&
           !attest_i_item_spells(page, item, "we") && !attest_i_item_spells(page, item, "you") &&
           !attest_i_item_spells(page, item, "there");
}

static void mark_content(struct attempt *attempt)
{
    attest_i_binder *binder = attempt->binder;
    const attest_i_page *page = binder->page;
    const attest_i_reading *reading = &attempt->reading;
    uint8_t *marks = binder->map->marks;
    uint32_t count = attempt->tree->sentence.token_count;
    memset(marks, 0, count);
    for (size_t i = 0; i < attempt->part_count; i++) {
        if (attempt->parts[i].phrase) {
            mark_phrase(attempt, attempt->parts[i].token);
        } else {
            mark_below(attempt, attempt->parts[i].token, 1);
        }
    }
    if (attempt->without != ATTEST_NO_INDEX) {
        mark_below(attempt, attempt->without, 0);
    }
    attest_span cue = {page->items[reading->begin].span.begin, page->items[reading->cue_end - 1].span.end};
    attest_span speaker = {0, 0};
    if (reading->has_speaker) {
        speaker = (attest_span){page->items[reading->speaker.begin].span.begin,
                                page->items[reading->speaker.end - 1].span.end};
    }
    for (uint32_t i = 0; i < count; i++) {
        attest_span span = token_at(attempt, i)->span;
        if (attest_span_contains(cue, span) || (speaker.end && attest_span_contains(speaker, span))) {
            marks[i] = 0;
        }
    }
}

/* The marked tokens as pieces of the draft's content. */
static enum attest_status add_pieces(struct attempt *attempt, uint32_t draft)
{
    attest_i_binder *binder = attempt->binder;
    const uint8_t *marks = binder->map->marks;
    const attest_i_clause *clause = &binder->page->clauses[binder->clause];
    uint32_t count = attempt->tree->sentence.token_count;
    enum attest_status status = ATTEST_OK;
    uint32_t behind = clause->begin; /* items before it are taken */
    for (uint32_t i = 0; i < count && status == ATTEST_OK; i++) {
        uint32_t end = i;
        while (end < count && marks[end]) {
            end++;
        }
        if (end == i) {
            continue;
        }
        uint32_t first = item_at(binder->page, token_at(attempt, i)->span.begin);
        uint32_t last = item_at(binder->page, token_at(attempt, end - 1)->span.begin) + 1;
        first = first < behind ? behind : first;
        last = last > clause->end ? clause->end : last;
        if (first < last) {
            status = attest_i_binder_items(binder, draft, first, last);
            behind = last;
        }
        i = end - 1;
    }
    return status;
}

static void add_part(struct attempt *attempt, uint32_t token, int phrase)
{
    if (token != ATTEST_NO_INDEX && attempt->part_count < PARTS_MAX) {
        attempt->parts[attempt->part_count++] = (struct part){token, phrase};
    }
}

static enum attest_status make_draft(struct attempt *attempt)
{
    attest_i_binder *binder = attempt->binder;
    attest_i_reading *reading = &attempt->reading;
    if (attempt->speaker.kind != ATTEST_I_SUBJECT_NONE) {
        if (attempt->itself) {
            reading->speaker = (attest_i_phrase){attempt->item, attempt->item + 1, attempt->item, attempt->item + 1};
        } else if (!place_speaker(attempt, attempt->speaker.token, &reading->speaker)) {
            return ATTEST_OK;
        }
        reading->has_speaker = 1;
        uint32_t first = reading->speaker.begin;
        reading->negated |=
            attest_i_item_spells(binder->page, first, "nobody") || attest_i_item_spells(binder->page, first, "no") ||
            attest_i_item_spells(binder->page, first, "neither") || attest_i_item_spells(binder->page, first, "none");
        attest_i_phrase antecedent;
        uint32_t begin;
        uint32_t end;
        if (attempt->speaker.antecedent != ATTEST_NO_INDEX) {
            attest_i_tree_noun_phrase(attempt->tree, attempt->speaker.antecedent, &begin, &end);
            if (items_of(attempt, begin, end, &antecedent)) {
                reading->antecedent = antecedent;
            }
        }
    }
    mark_content(attempt);
    uint32_t draft;
    enum attest_status status = attest_i_binder_draft(binder, reading, attempt->rule, &draft);
    if (status == ATTEST_OK) {
        status = add_pieces(attempt, draft);
    }
    if (status == ATTEST_OK && binder->drafts->drafts.items[draft].first_content != ATTEST_NO_INDEX) {
        attest_i_binder_note_speech(binder, draft);
    }
    return status;
}

/* ------------------------------------------------------------------------------------------------ verbs */

static uint32_t child_of(const struct attempt *attempt, const char *relation)
{
    return attest_i_tree_child(attempt->tree, attempt->token, relation);
}

/* The infinitive with "to" that is governed; ATTEST_NO_INDEX: none. */
static uint32_t infinitive_of(const struct attempt *attempt)
{
    return attest_i_tree_marked_child(attempt->tree, attempt->token, "xcomp", "to");
}

/* What stands behind "as"; ATTEST_NO_INDEX: none. */
static uint32_t as_phrase(const struct attempt *attempt)
{
    static const char *const relations[] = {"obl", "advcl", "xcomp"};
    for (size_t i = 0; i < sizeof relations / sizeof relations[0]; i++) {
        uint32_t found = attest_i_tree_marked_child(attempt->tree, attempt->token, relations[i], "as");
        if (found != ATTEST_NO_INDEX) {
            return found;
        }
    }
    return ATTEST_NO_INDEX;
}

/* "It is said that ...", "Bee is believed to ...", "the plan was praised by Bee", "Bee was described as ...". */
static int find_passive(struct attempt *attempt)
{
    const attest_i_cue *cue = attempt->reading.cue;
    uint32_t agent = attest_i_tree_agent(attempt->tree, attempt->token);
    uint32_t patient = child_of(attempt, "nsubj");
    uint32_t clause = child_of(attempt, "ccomp");
    clause = clause != ATTEST_NO_INDEX ? clause : child_of(attempt, "csubj");
    uint32_t as = as_phrase(attempt);
    int told = (cue->frames & (ATTEST_I_FRAME_THAT | ATTEST_I_FRAME_BARE)) && !(cue->frames & ATTEST_I_FRAME_ADDRESSEE);
    int states = cue->stance == ATTEST_STANCE_ASSERTS || cue->stance == ATTEST_STANCE_BELIEVES ||
                 cue->stance == ATTEST_STANCE_HOPES || cue->stance == ATTEST_STANCE_FEARS ||
                 cue->stance == ATTEST_STANCE_DOUBTS;
    attempt->rule = ATTEST_I_ATTRIBUTION_PASSIVE;
    if (agent != ATTEST_NO_INDEX) {
        attempt->speaker = (attest_i_tree_subject){ATTEST_I_SUBJECT_OWN, agent, ATTEST_NO_INDEX};
    }
    if (clause != ATTEST_NO_INDEX && told) {
        add_part(attempt, clause, 0);
        return 1;
    }
    if (patient == ATTEST_NO_INDEX) {
        return 0;
    }
    if ((cue->frames & ATTEST_I_FRAME_AS) && as != ATTEST_NO_INDEX) {
        add_part(attempt, patient, 1);
        add_part(attempt, as, 0);
        return 1;
    }
    uint32_t infinitive = infinitive_of(attempt);
    if (infinitive != ATTEST_NO_INDEX && told && states) {
        add_part(attempt, patient, 1);
        add_part(attempt, infinitive, 0);
        return 1;
    }
    add_part(attempt, patient, 0);
    return agent != ATTEST_NO_INDEX && (cue->frames & ATTEST_I_FRAME_NP);
}

/* "called the plan useless", "described it as useful", "accused the firm of ...": the judgement and on what. */
static int find_judged(struct attempt *attempt, uint32_t object)
{
    unsigned frames = attempt->reading.cue->frames;
    uint32_t as = as_phrase(attempt);
    uint32_t predicate = child_of(attempt, "xcomp");
    attempt->rule = ATTEST_I_ATTRIBUTION_PHRASE;
    if ((frames & ATTEST_I_FRAME_AS) && as != ATTEST_NO_INDEX) {
        add_part(attempt, object, 0);
        add_part(attempt, as, 0);
        return 1;
    }
    if ((frames & (ATTEST_I_FRAME_AS | ATTEST_I_FRAME_NP)) && predicate != ATTEST_NO_INDEX &&
        object != ATTEST_NO_INDEX && infinitive_of(attempt) == ATTEST_NO_INDEX) {
        add_part(attempt, object, 0);
        add_part(attempt, predicate, 0);
        return 1;
    }
    return 0;
}

/* What belongs to the object of a verb of judging: "of", "for", "to" and kin behind it. */
static void add_complements(struct attempt *attempt, uint32_t object)
{
    static const char *const joined[] = {"of", "for", "as", "against", "over", "with", "from", "on", "to"};
    for (size_t i = 0; i < sizeof joined / sizeof joined[0]; i++) {
        uint32_t found = attest_i_tree_marked_child(attempt->tree, attempt->token, "obl", joined[i]);
        found = found != ATTEST_NO_INDEX
                    ? found
                    : attest_i_tree_marked_child(attempt->tree, attempt->token, "advcl", joined[i]);
        if (found != ATTEST_NO_INDEX && found > object &&
            !attest_i_relation_is(token_at(attempt, found)->deprel, "obl:tmod")) {
            add_part(attempt, found, 0);
            return;
        }
    }
}

/* Is the token itself a verb of saying or judging? */
static int is_cue(const struct attempt *attempt, uint32_t token)
{
    const attest_i_page *page = attempt->binder->page;
    const attest_i_cue *cue;
    uint32_t end;
    uint32_t item = item_at(page, token_at(attempt, token)->span.begin);
    return attest_i_cue_at(page, &page->clauses[attempt->binder->clause], item, 1U << ATTEST_I_CUE_VERB, &cue, &end) &&
           cue->field != ATTEST_I_CUE_THOUGHT;
}

/* Can the noun say something: "a letter saying ...", but not "a gate showing ..."? */
static int speaks(const struct attempt *attempt, uint32_t token)
{
    const attest_i_page *page = attempt->binder->page;
    uint32_t item = item_at(page, token_at(attempt, token)->span.begin);
    return attest_i_item_is(page, item,
                            ATTEST_I_WORD(DOCUMENT) | ATTEST_I_WORD(ROLE) | ATTEST_I_WORD(PEOPLE) |
                                ATTEST_I_WORD(ORGANISATION) | ATTEST_I_WORD(OUTLET) | ATTEST_I_WORD(NOMINATIVE)) ||
           attest_i_item_is_name(page, item);
}

static int find_active(struct attempt *attempt)
{
    unsigned frames = attempt->reading.cue->frames;
    const attest_token *verb = token_at(attempt, attempt->token);
    attempt->speaker = attest_i_tree_subject_of(attempt->tree, attempt->token);
    enum attest_i_subject_kind kind = attempt->speaker.kind;
    if (kind == ATTEST_I_SUBJECT_NONE || ((kind == ATTEST_I_SUBJECT_NOUN || kind == ATTEST_I_SUBJECT_PARTICIPLE) &&
                                          !speaks(attempt, attempt->speaker.token))) {
        return 0;
    }
    int close = kind == ATTEST_I_SUBJECT_OWN || kind == ATTEST_I_SUBJECT_SHARED;
    uint32_t clause = child_of(attempt, "ccomp");
    uint32_t infinitive = infinitive_of(attempt);
    uint32_t object = child_of(attempt, "obj");
    attempt->rule = ATTEST_I_ATTRIBUTION_CLAUSE;
    if (clause != ATTEST_NO_INDEX && (frames & (ATTEST_I_FRAME_THAT | ATTEST_I_FRAME_BARE))) {
        add_part(attempt, clause, 0);
        return kind != ATTEST_I_SUBJECT_CONTROL;
    }
    if (infinitive != ATTEST_NO_INDEX && (frames & ATTEST_I_FRAME_TO)) {
        if (attempt->reading.cue->stance == ATTEST_STANCE_DECLINES && !is_cue(attempt, infinitive)) {
            return 0; /* "the engine refused to start" */
        }
        attempt->rule = ATTEST_I_ATTRIBUTION_INFINITIVE;
        add_part(attempt, object, 0);
        add_part(attempt, infinitive, 0);
        return close || kind == ATTEST_I_SUBJECT_PARTICIPLE;
    }
    if (find_judged(attempt, object)) {
        return kind != ATTEST_I_SUBJECT_CONTROL;
    }
    if (attest_i_relation_is(verb->deprel, "parataxis") && kind == ATTEST_I_SUBJECT_OWN &&
        (frames & ATTEST_I_FRAME_QUOTE)) {
        attempt->rule = ATTEST_I_ATTRIBUTION_TRAILING;
        attempt->without = attempt->token;
        add_part(attempt, verb->head, 0);
        return 1;
    }
    if (object != ATTEST_NO_INDEX && object > attempt->token && (frames & ATTEST_I_FRAME_NP) && close) {
        attempt->rule = ATTEST_I_ATTRIBUTION_PHRASE;
        add_part(attempt, object, 0);
        add_complements(attempt, object);
        return 1;
    }
    return 0;
}

/* "called earlier today for the removal": the verb with its preposition is a cue, what the preposition governs the content. */
static int find_apart(struct attempt *attempt)
{
    char words[WORDS_MAX];
    const attest_i_tree *tree = attempt->tree;
    attest_view verb = token_at(attempt, attempt->token)->form;
    for (uint32_t i = tree->child_begin[attempt->token]; i < tree->child_begin[attempt->token + 1]; i++) {
        uint32_t child = tree->children[i];
        uint32_t preposition = attest_i_tree_child(tree, child, "case");
        if (child < attempt->token || !attest_i_relation_is(token_at(attempt, child)->deprel, "obl") ||
            preposition == ATTEST_NO_INDEX || preposition < attempt->token) {
            continue;
        }
        attest_view particle = token_at(attempt, preposition)->form;
        size_t length = verb.size + 1 + particle.size;
        if (length > WORDS_MAX) {
            continue;
        }
        memcpy(words, verb.data, verb.size);
        words[verb.size] = ' ';
        memcpy(words + verb.size + 1, particle.data, particle.size);
        const attest_i_cue *cue;
        size_t size;
        if (attest_i_lexicon_match_parts(attempt->binder->page->lexicon, (attest_view){words, length},
                                         1U << ATTEST_I_CUE_VERB, &cue, &size) == ATTEST_OK &&
            size == length && (cue->frames & ATTEST_I_FRAME_NP)) {
            attempt->reading.cue = cue;
            attempt->rule = ATTEST_I_ATTRIBUTION_PHRASE;
            attempt->speaker = attest_i_tree_subject_of(tree, attempt->token);
            add_part(attempt, child, 0);
            return attempt->speaker.kind == ATTEST_I_SUBJECT_OWN || attempt->speaker.kind == ATTEST_I_SUBJECT_SHARED;
        }
    }
    return 0;
}

static int find_verb(struct attempt *attempt)
{
    const attest_token *verb = token_at(attempt, attempt->token);
    if (attest_i_relation_is(verb->deprel, "amod") || attest_i_relation_is(verb->deprel, "compound")) {
        return 0;
    }
    if (attest_i_tree_is_passive(attempt->tree, attempt->token)) {
        return find_passive(attempt);
    }
    if (find_active(attempt)) {
        return 1;
    }
    attempt->part_count = 0;
    attempt->without = ATTEST_NO_INDEX;
    return find_apart(attempt);
}

/* ------------------------------------------------------------------------------------------------ nouns and others */

/* The verb that a noun is the object of and that only says that somebody has or makes it: "made the claim". */
static uint32_t support_verb(const struct attempt *attempt)
{
    const attest_token *noun = token_at(attempt, attempt->token);
    if (!attest_view_equal(noun->deprel, ATTEST_VIEW("obj")) || noun->head >= attempt->token ||
        attempt->reading.cue->stance == ATTEST_STANCE_PROMISES) { /* "has plans to leave" is a mood of leaving */
        return ATTEST_NO_INDEX;
    }
    const attest_token *verb = token_at(attempt, noun->head);
    return attest_i_words_classes(attempt->binder->page->words, verb->lemma) & ATTEST_I_WORD(SUPPORT_VERB) &&
                   !attest_i_tree_is_passive(attempt->tree, noun->head)
               ? noun->head
               : ATTEST_NO_INDEX;
}

/* The clause of a noun: "the claim that ...", "a promise to ...". */
static uint32_t noun_clause(const struct attempt *attempt)
{
    static const char *const marks[] = {"that", "to"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        uint32_t found = attest_i_tree_marked_child(attempt->tree, attempt->token, "acl", marks[i]);
        found = found != ATTEST_NO_INDEX ? found
                                         : attest_i_tree_marked_child(attempt->tree, attempt->token, "ccomp", marks[i]);
        if (found != ATTEST_NO_INDEX) {
            return found;
        }
    }
    return ATTEST_NO_INDEX;
}

/* "voiced support for the plan": the phrase behind the noun and its preposition, which is part of the cue. */
static uint32_t noun_complement(struct attempt *attempt)
{
    static const char *const joined[] = {"of", "about", "for", "on", "over", "in", "with", "against", "to", "at"};
    for (size_t i = 0; i < sizeof joined / sizeof joined[0]; i++) {
        uint32_t found = attest_i_tree_marked_child(attempt->tree, attempt->token, "nmod", joined[i]);
        uint32_t next = attempt->reading.cue_end;
        if (found != ATTEST_NO_INDEX && next < attempt->binder->page->clauses[attempt->binder->clause].end &&
            attest_i_item_spells(attempt->binder->page, next, joined[i])) {
            attempt->reading.cue_end++;
            return found;
        }
    }
    return ATTEST_NO_INDEX;
}

/* A noun for what says something, singular or plural. */
static int is_document(const attest_i_page *page, uint32_t item)
{
    attest_view word = attest_i_item_view(page, item);
    size_t plural = word.size > 3 && word.data[word.size - 1] == 's' ? 1 : 0;
    return attest_i_item_is(page, item, ATTEST_I_WORD(DOCUMENT)) ||
           (attest_i_words_classes(page->words, (attest_view){word.data, word.size - plural}) &
            ATTEST_I_WORD(DOCUMENT)) != 0;
}

static int find_noun(struct attempt *attempt)
{
    attest_i_binder *binder = attempt->binder;
    const attest_i_page *page = binder->page;
    uint32_t possessor = child_of(attempt, "nmod:poss");
    uint32_t verb = support_verb(attempt);
    attempt->rule = ATTEST_I_ATTRIBUTION_NOUN;
    if (verb != ATTEST_NO_INDEX) {
        attempt->speaker = attest_i_tree_subject_of(attempt->tree, verb);
        uint32_t at = item_at(page, token_at(attempt, verb)->span.begin);
        if (attempt->speaker.kind == ATTEST_I_SUBJECT_NONE || page->items[at].kind != ATTEST_I_ITEM_WORD ||
            at < page->clauses[binder->clause].begin) {
            return 0;
        }
        attest_i_reading_helpers(page, &page->clauses[binder->clause], at, &attempt->reading);
    } else if (possessor != ATTEST_NO_INDEX) {
        attempt->speaker = (attest_i_tree_subject){ATTEST_I_SUBJECT_OWN, possessor, ATTEST_NO_INDEX};
    } else if (is_document(page, attempt->item) &&
               (attempt->reading.cue->frames & ATTEST_I_FRAME_THAT)) { /* "reports that they left" */
        attempt->speaker = (attest_i_tree_subject){ATTEST_I_SUBJECT_OWN, attempt->token, ATTEST_NO_INDEX};
        attempt->itself = 1;
        if (attest_i_tree_marked_child(attempt->tree, attempt->token, "acl", "that") == ATTEST_NO_INDEX &&
            attest_i_tree_marked_child(attempt->tree, attempt->token, "ccomp", "that") == ATTEST_NO_INDEX) {
            return 0;
        }
    } else {
        return 0;
    }
    uint32_t clause = noun_clause(attempt);
    int complemented = verb != ATTEST_NO_INDEX && (attempt->reading.cue->frames & ATTEST_I_FRAME_NP);
    uint32_t complement = clause == ATTEST_NO_INDEX && complemented ? noun_complement(attempt) : clause;
    add_part(attempt, complement, 0);
    return complement != ATTEST_NO_INDEX;
}

/* What the preposition governs that a cue ends in ("critical of the plan"); ATTEST_NO_INDEX: nothing. */
static uint32_t governed(const struct attempt *attempt)
{
    const attest_i_tree *tree = attempt->tree;
    const attest_i_page *page = attempt->binder->page;
    attest_span preposition = page->items[attempt->reading.cue_end - 1].span;
    for (uint32_t i = tree->child_begin[attempt->token]; i < tree->child_begin[attempt->token + 1]; i++) {
        uint32_t child = tree->children[i];
        for (uint32_t k = tree->child_begin[child]; k < tree->child_begin[child + 1]; k++) {
            if (token_at(attempt, tree->children[k])->span.begin == preposition.begin) {
                return child;
            }
        }
    }
    return ATTEST_NO_INDEX;
}

static int find_adjective(struct attempt *attempt)
{
    const attest_i_reading *reading = &attempt->reading;
    unsigned frames = reading->cue->frames;
    uint32_t content = child_of(attempt, "ccomp");
    content = content != ATTEST_NO_INDEX
                  ? content
                  : attest_i_tree_marked_child(attempt->tree, attempt->token, "advcl", "whether");
    if (reading->cue_end - reading->cue_begin > 1) {
        content = governed(attempt);
    } else if (content == ATTEST_NO_INDEX && (frames & ATTEST_I_FRAME_TO)) {
        content = infinitive_of(attempt);
        content = content != ATTEST_NO_INDEX ? content
                                             : attest_i_tree_marked_child(attempt->tree, attempt->token, "advcl", "to");
    }
    attempt->speaker = attest_i_tree_subject_of(attempt->tree, attempt->token);
    attempt->rule = ATTEST_I_ATTRIBUTION_FEELING;
    if (content == ATTEST_NO_INDEX || attempt->speaker.kind == ATTEST_I_SUBJECT_NONE ||
        attest_view_equal(token_at(attempt, attempt->speaker.token)->lemma, ATTEST_VIEW("it"))) {
        return 0;
    }
    add_part(attempt, content, 0);
    return 1;
}

/* "Bee has reportedly left": the clause, as what somebody says. */
static int find_adverb(struct attempt *attempt)
{
    const attest_i_cue *cue = attempt->reading.cue;
    uint32_t head = token_at(attempt, attempt->token)->head;
    if (cue->field != ATTEST_I_CUE_SPEECH || cue->factive != 0 || head == ATTEST_NO_INDEX) {
        return 0;
    }
    const attest_token *word = token_at(attempt, head);
    int clausal = word->upos == ATTEST_UPOS_VERB || attest_i_tree_child(attempt->tree, head, "cop") != ATTEST_NO_INDEX;
    attempt->rule = ATTEST_I_ATTRIBUTION_ADVERB;
    add_part(attempt, head, 0);
    return clausal;
}

/* ------------------------------------------------------------------------------------------------ sentences */

/* Does a draft of this sentence have the item as its cue, or as its speaker? */
static int is_taken(const attest_i_binder *binder, size_t before, uint32_t item)
{
    attest_span span = binder->page->items[item].span;
    for (size_t i = before; i < binder->drafts->drafts.count; i++) {
        if (attest_span_overlaps(binder->drafts->drafts.items[i].cue_span, span)) {
            return 1;
        }
    }
    return 0;
}

static enum attest_status try_item(attest_i_binder *binder, uint32_t item, size_t before)
{
    typedef int finder(struct attempt *);
    static const struct {
        unsigned tags; /* of the token */
        enum attest_i_cue_pos pos;
        finder *find;
    } kinds[] = {{1U << ATTEST_UPOS_VERB, ATTEST_I_CUE_VERB, find_verb},
                 {1U << ATTEST_UPOS_NOUN, ATTEST_I_CUE_NOUN, find_noun},
                 {1U << ATTEST_UPOS_ADJ | 1U << ATTEST_UPOS_VERB, ATTEST_I_CUE_ADJECTIVE, find_adjective},
                 {1U << ATTEST_UPOS_ADV, ATTEST_I_CUE_ADVERB, find_adverb}};
    const attest_i_page *page = binder->page;
    const attest_i_clause *clause = &page->clauses[binder->clause];
    uint32_t token = 0;
    const attest_i_tree *tree = tree_of(binder, item, &token);
    for (size_t i = 0; tree && i < sizeof kinds / sizeof kinds[0]; i++) {
        struct attempt attempt = {.binder = binder,
                                  .tree = tree,
                                  .item = item,
                                  .token = token,
                                  .speaker = {ATTEST_I_SUBJECT_NONE, ATTEST_NO_INDEX, ATTEST_NO_INDEX},
                                  .without = ATTEST_NO_INDEX};
        attest_i_reading *reading = &attempt.reading;
        if (!(kinds[i].tags >> tree->sentence.tokens[token].upos & 1U) ||
            !attest_i_cue_at(page, clause, item, 1U << kinds[i].pos, &reading->cue, &reading->cue_end)) {
            continue;
        }
        reading->begin = item;
        reading->cue_begin = item;
        reading->side = ATTEST_I_SIDE_BEFORE;
        if (kinds[i].pos != ATTEST_I_CUE_NOUN && kinds[i].pos != ATTEST_I_CUE_ADVERB) {
            attest_i_reading_helpers(page, clause, item, reading);
        }
        reading->tail = reading->cue_end;
        if (is_taken(binder, before, item)) {
            return ATTEST_OK;
        }
        if (kinds[i].find(&attempt)) {
            return make_draft(&attempt);
        }
    }
    return ATTEST_OK;
}

enum attest_status attest_i_binder_trees(attest_i_binder *binder, size_t before)
{
    const attest_i_clause *clause = &binder->page->clauses[binder->clause];
    enum attest_status status = ATTEST_OK;
    for (uint32_t i = clause->begin; binder->map->trees && i < clause->end && status == ATTEST_OK; i++) {
        if (binder->page->items[i].kind == ATTEST_I_ITEM_WORD) {
            status = try_item(binder, i, before);
        }
    }
    return status;
}
