/* Attribution: the tokens of the page's words, and what trees say of readings of the surface. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/attribution_tree.h"

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

const attest_i_tree *attest_i_tree_of(const attest_i_binder *binder, uint32_t item, uint32_t *token)
{
    const attest_i_tree_map *map = binder->map;
    if (!map->trees || map->tree[item] == ATTEST_NO_INDEX) {
        return NULL;
    }
    *token = map->token[item];
    return &map->trees->items[map->tree[item]];
}

uint32_t attest_i_tree_item(const attest_i_page *page, uint32_t offset)
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

/* "The show was cancelled, friends claim.": a subject of one word behind the comma, and the sentence ends with the cue. */
static int ends_sentence(const attest_i_page *page, const attest_i_clause *clause, const attest_i_reading *reading)
{
    uint32_t begin = reading->speaker.begin;
    uint32_t end = reading->cue_end;
    return reading->has_speaker && reading->side == ATTEST_I_SIDE_BEFORE && begin > clause->begin &&
           attest_i_item_is_any(page, begin - 1, ",") && reading->speaker.end == begin + 1 &&
           reading->begin == begin + 1 && (end == clause->end || attest_i_item_is_any(page, end, ".")) &&
           (reading->cue->frames & ATTEST_I_FRAME_THAT);
}

int attest_i_tree_is_unsaid(const attest_i_binder *binder, const attest_i_tree *tree, uint32_t cue)
{
    const attest_token *word = &tree->sentence.tokens[cue];
    uint32_t mark = attest_i_tree_child(tree, cue, "mark");
    if (!is_tag(word, "VBG") || word->head == ATTEST_NO_INDEX) {
        return 0;
    }
    if (mark != ATTEST_NO_INDEX && mark < cue &&
        attest_view_equal(tree->sentence.tokens[mark].lemma, ATTEST_VIEW("without"))) {
        return 1;
    }
    const attest_token *above = &tree->sentence.tokens[word->head];
    above =
        above->upos == ATTEST_UPOS_VERB || above->head == ATTEST_NO_INDEX ? above : &tree->sentence.tokens[above->head];
    int governed = attest_i_relation_is(word->deprel, "xcomp") || mark != ATTEST_NO_INDEX;
    return governed && word->head < cue &&
           attest_i_ruleset_list_has(binder->rules, ATTEST_VIEW("unsaid"), above->lemma);
}

int attest_i_tree_denies(const attest_i_binder *binder, const attest_i_reading *reading)
{
    const attest_i_page *page = binder->page;
    uint32_t token;
    const attest_i_tree *tree = attest_i_tree_of(binder, reading->cue_begin, &token);
    if (!tree || reading->cue->pos != ATTEST_I_CUE_VERB || page->clauses[binder->clause].headline ||
        reading->side == ATTEST_I_SIDE_INVERTED) {
        return 0;
    }
    if (attest_i_tree_is_unsaid(binder, tree, token)) {
        return 1;
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
    return !quoted && ((noun && !ends_sentence(page, &page->clauses[binder->clause], reading)) || attribute);
}

int attest_i_tree_denies_clause(const attest_i_binder *binder, const attest_i_reading *reading, uint32_t content)
{
    uint32_t token;
    const attest_i_page *page = binder->page;
    const attest_i_tree *tree = attest_i_tree_of(binder, reading->cue_begin, &token);
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

/* "Never", and the "once" of "not once"; not the "not" of "not only". */
static int negates(const attest_i_binder *binder, const attest_i_tree *tree, uint32_t adverb)
{
    const attest_token *tokens = tree->sentence.tokens;
    uint32_t inner = attest_i_tree_child(tree, adverb, "advmod");
    int listed = attest_i_ruleset_list_has(binder->rules, ATTEST_VIEW("negation"), tokens[adverb].lemma) ||
                 (inner != ATTEST_NO_INDEX &&
                  attest_i_ruleset_list_has(binder->rules, ATTEST_VIEW("negation"), tokens[inner].lemma));
    return listed && (adverb + 1 >= tree->sentence.token_count ||
                      !attest_i_ruleset_list_has(binder->rules, ATTEST_VIEW("focus"), tokens[adverb + 1].lemma));
}

/* "Never did she say", "at no point did she say": a negation in front of the subject, where the surface does not look for one. */
static int is_negated_ahead(const attest_i_binder *binder, const attest_i_tree *tree, uint32_t cue)
{
    uint32_t subject = attest_i_tree_child(tree, cue, "nsubj");
    int negated = 0;
    for (uint32_t i = tree->child_begin[cue]; subject != ATTEST_NO_INDEX && i < tree->child_begin[cue + 1]; i++) {
        uint32_t child = tree->children[i];
        const attest_token *word = &tree->sentence.tokens[child];
        if (child > subject) {
            break;
        }
        negated |= attest_i_relation_is(word->deprel, "advmod") && negates(binder, tree, child);
        if (negated && word->upos == ATTEST_UPOS_AUX) {
            return 1;
        }
    }
    return attest_i_tree_is_turned(tree, cue);
}

void attest_i_tree_negate(const attest_i_binder *binder, attest_i_reading *reading)
{
    uint32_t cue;
    attest_view class_;
    const attest_i_tree *tree = attest_i_tree_of(binder, reading->cue_begin, &cue);
    if (!tree || reading->declines || reading->cue->pos != ATTEST_I_CUE_VERB) {
        return;
    }
    reading->negated |= is_negated_ahead(binder, tree, cue);
    const attest_token *word = &tree->sentence.tokens[cue];
    if (attest_i_relation_is(word->deprel, "xcomp") && word->head < cue &&
        attest_i_ruleset_list_value(binder->rules, ATTEST_VIEW("folding"), tree->sentence.tokens[word->head].lemma, 1,
                                    &class_) == ATTEST_OK &&
        attest_view_equal(class_, ATTEST_VIEW("negated"))) {
        reading->negated = !reading->negated;
    }
}

static int is_finite(const attest_token *token)
{
    return is_tag(token, "VBZ") || is_tag(token, "VBD") || is_tag(token, "VBP");
}

/* The subject by the tree ends where that of the surface does and leaves out a time before it: "a day later a spokeswoman". */
void attest_i_tree_narrow(const attest_i_binder *binder, attest_i_reading *reading)
{
    const attest_i_page *page = binder->page;
    uint32_t token;
    uint32_t begin;
    uint32_t end;
    const attest_i_tree *tree = attest_i_tree_of(binder, reading->cue_begin, &token);
    if (!reading->has_speaker || reading->side != ATTEST_I_SIDE_BEFORE) {
        return;
    }
    if (reading->speaker.end > reading->speaker.begin + 1 &&
        attest_i_item_spells(page, reading->speaker.begin, "what")) { /* "what critics call a scandal" */
        reading->speaker.begin++;
        reading->speaker.outer_begin = reading->speaker.begin;
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
    uint32_t first = attest_i_tree_item(page, tree->sentence.tokens[begin].span.begin);
    uint32_t last = attest_i_tree_item(page, tree->sentence.tokens[end - 1].span.begin);
    int timed = 0;
    for (uint32_t i = reading->speaker.begin; i < first && i < reading->speaker.end; i++) {
        uint32_t word;
        timed |= attest_i_item_is(page, i, ATTEST_I_WORD(TIME) | ATTEST_I_WORD(TIME_NAME));
        timed |= attest_i_tree_of(binder, i, &word) == tree &&
                 is_finite(&tree->sentence.tokens[word]); /* "it comes after Bee said" */
    }
    timed |= first > reading->speaker.begin &&
             attest_i_item_spells(page, reading->speaker.begin, "what"); /* "what Bee called" */
    if (timed && last + 1 == reading->speaker.end) {
        reading->speaker.begin = first;
        reading->speaker.outer_begin = first;
    }
}

/* "They fired first, a claim the army denies": the claim is what is denied, and nobody that denies; what it is stands outside. */
static int is_of_claim(const attest_i_binder *binder, const attest_i_tree *tree, const attest_i_reading *reading)
{
    uint32_t cue;
    if (attest_i_tree_of(binder, reading->cue_begin, &cue) != tree ||
        !attest_i_relation_is(tree->sentence.tokens[cue].deprel, "acl:relcl")) {
        return 0;
    }
    uint32_t claim = tree->sentence.tokens[cue].head;
    uint32_t subject = attest_i_tree_child(tree, cue, "nsubj");
    attest_span speaker = {binder->page->items[reading->speaker.begin].span.begin,
                           binder->page->items[reading->speaker.end - 1].span.end};
    return subject != ATTEST_NO_INDEX && claim < subject &&
           attest_span_contains(speaker, tree->sentence.tokens[claim].span) &&
           attest_span_contains(speaker, tree->sentence.tokens[subject].span);
}

int attest_i_tree_refuses_speaker(const attest_i_binder *binder, const attest_i_reading *reading)
{
    static const char *const predicates[] = {"root", "xcomp", "ccomp", "advcl"};
    uint32_t first;
    const attest_i_tree *tree = attest_i_tree_of(binder, reading->speaker.begin, &first);
    if (!reading->has_speaker || !tree) {
        return 0;
    }
    if (is_of_claim(binder, tree, reading)) {
        return 1;
    }
    const attest_token *token = &tree->sentence.tokens[first];
    int predicate = 0;
    for (size_t i = 0; i < sizeof predicates / sizeof predicates[0]; i++) {
        predicate |= attest_view_equal(token->deprel, attest_view_of(predicates[i]));
    }
    int verb = (token->upos == ATTEST_UPOS_VERB || token->upos == ATTEST_UPOS_AUX) &&
               (is_finite(token) || is_tag(token, "VB"));
    return verb || (token->upos == ATTEST_UPOS_ADJ && predicate) ||
           attest_i_item_spells(binder->page, reading->speaker.begin, "not");
}

uint32_t attest_i_tree_subject_item(const attest_i_binder *binder, const attest_i_reading *reading)
{
    uint32_t token;
    const attest_i_tree *tree = attest_i_tree_of(binder, reading->cue_begin, &token);
    if (!tree) {
        return ATTEST_NO_INDEX;
    }
    attest_i_tree_subject subject = attest_i_tree_subject_of(tree, token);
    return subject.kind == ATTEST_I_SUBJECT_SHARED
               ? attest_i_tree_item(binder->page, tree->sentence.tokens[subject.token].span.begin)
               : ATTEST_NO_INDEX;
}
