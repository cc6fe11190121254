/* Attribution: what the tree leaves of a content that the surface took to the end of the sentence: a cue with a noun phrase does not report
 * the clauses beside its own, nor one in a subordinate clause the quotation behind that. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/attribution_tree.h"

/* Longest way from a word up to the cue. */
#define DEPTH_MAX 64

/* Relations of a verb to what stands beside its own clause. */
static int is_beside(attest_view relation)
{
    static const char *const beside[] = {"conj", "parataxis", "nsubj", "list", "discourse", "vocative"};
    for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++) {
        if (attest_i_relation_is(relation, beside[i])) {
            return 1;
        }
    }
    return 0;
}

/* "Praised the crew while the fire was burning": a clause with a subject of its own that tells when, and not what, was said. */
static int is_circumstance(const attest_i_binder *binder, const attest_i_tree *tree, uint32_t clause)
{
    if (!attest_i_relation_is(tree->sentence.tokens[clause].deprel, "advcl") ||
        attest_i_tree_child(tree, clause, "nsubj") == ATTEST_NO_INDEX) {
        return 0;
    }
    uint32_t mark = attest_i_tree_child(tree, clause, "mark");
    mark = mark == ATTEST_NO_INDEX ? attest_i_tree_child(tree, clause, "advmod") : mark;
    return mark != ATTEST_NO_INDEX && mark < clause &&
           attest_i_ruleset_list_has(binder->rules, ATTEST_VIEW("beside"), tree->sentence.tokens[mark].lemma);
}

/* "Rejected the budget, dealing a blow to her": what comes of it is nothing that was rejected. */
static int is_outcome(const attest_i_tree *tree, uint32_t clause)
{
    uint32_t first = attest_i_tree_first(tree, clause);
    const attest_token *tokens = tree->sentence.tokens;
    return attest_i_relation_is(tokens[clause].deprel, "advcl") &&
           attest_view_equal(tokens[clause].xpos, ATTEST_VIEW("VBG")) &&
           (attest_view_equal(tokens[first].form, ATTEST_VIEW(",")) ||
            (first > 0 && attest_view_equal(tokens[first - 1].form, ATTEST_VIEW(","))));
}

/* Does the cue govern the word, other than as something beside its clause? */
static int governs(const attest_i_binder *binder, const attest_i_tree *tree, uint32_t cue, uint32_t token)
{
    for (int depth = 0; depth < DEPTH_MAX && token != ATTEST_NO_INDEX; depth++) {
        const attest_token *word = &tree->sentence.tokens[token];
        if (word->head == cue) {
            return !is_beside(word->deprel) && !is_circumstance(binder, tree, token) && !is_outcome(tree, token);
        }
        token = word->head;
    }
    return 0;
}

/* The word that an item or the quotation of an item begins with; ATTEST_NO_INDEX: not in this tree. */
static uint32_t word_of(const attest_i_binder *binder, uint32_t tree, uint32_t item)
{
    const struct attest_i_tree_map *map = binder->map;
    if (map->tree[item] != tree) {
        return ATTEST_NO_INDEX;
    }
    const attest_sentence *sentence = &map->trees->items[tree].sentence;
    uint32_t token = map->token[item];
    while (token + 1 < sentence->token_count && sentence->tokens[token].upos == ATTEST_UPOS_PUNCT &&
           sentence->tokens[token + 1].span.begin < binder->page->items[item].span.end) {
        token++;
    }
    return token;
}

void attest_i_tree_trim(const attest_i_binder *binder, const attest_i_reading *reading, attest_i_target *target)
{
    const attest_i_page *page = binder->page;
    const struct attest_i_tree_map *map = binder->map;
    if (!map->trees || map->tree[reading->cue_begin] == ATTEST_NO_INDEX || reading->cue->pos != ATTEST_I_CUE_VERB) {
        return;
    }
    uint32_t number = map->tree[reading->cue_begin];
    const attest_i_tree *tree = &map->trees->items[number];
    uint32_t cue = map->token[reading->cue_begin];
    attest_view relation = tree->sentence.tokens[cue].deprel;
    int inner = attest_i_relation_is(relation, "acl:relcl") || attest_i_relation_is(relation, "csubj");
    if (target->rule != ATTEST_I_ATTRIBUTION_PHRASE && !inner) { /* "which they say is safe, was banned" */
        return;
    }
    uint32_t end = target->begin;
    for (uint32_t i = target->begin; i < target->end; i++) {
        uint32_t token = word_of(binder, number, i);
        int mark = page->items[i].kind == ATTEST_I_ITEM_MARK;
        if (token == ATTEST_NO_INDEX || mark) {
            continue;
        }
        int quoted = attest_i_item_is_quote(page, i) && end == i; /* whose words they are the tree does not tell */
        if (!quoted && !governs(binder, tree, cue, token)) {
            break;
        }
        end = i + 1;
    }
    target->end = end > target->begin ? end : target->end;
}

int attest_i_tree_holds(const attest_i_binder *binder, const attest_i_reading *outer, const attest_i_reading *inner)
{
    uint32_t cue;
    uint32_t token;
    const attest_i_tree *tree = attest_i_tree_of(binder, outer->cue_begin, &cue);
    return tree && outer->cue->pos == ATTEST_I_CUE_VERB && inner->cue->pos == ATTEST_I_CUE_VERB &&
           attest_i_tree_of(binder, inner->cue_begin, &token) == tree && governs(binder, tree, cue, token);
}

int attest_i_tree_reports(const attest_i_binder *binder, const attest_i_reading *outer, const attest_i_reading *inner)
{
    uint32_t cue;
    uint32_t token;
    const attest_i_tree *tree = attest_i_tree_of(binder, outer->cue_begin, &cue);
    if (!tree || outer->cue->pos != ATTEST_I_CUE_VERB || attest_i_tree_of(binder, inner->cue_begin, &token) != tree ||
        !attest_i_relation_is(tree->sentence.tokens[token].deprel, "ccomp") ||
        tree->sentence.tokens[token].head != cue) {
        return 0;
    }
    uint32_t subject = attest_i_tree_child(tree, token, "nsubj");
    return subject != ATTEST_NO_INDEX && subject > cue && subject < token;
}

int attest_i_tree_denies_quotation(const attest_i_binder *binder, const attest_i_reading *reading,
                                   const attest_i_target *target)
{
    const attest_i_page *page = binder->page;
    const struct attest_i_tree_map *map = binder->map;
    if (!map->trees || map->tree[reading->cue_begin] == ATTEST_NO_INDEX || target->begin == 0 ||
        !attest_i_item_is_quote(page, target->begin) || !attest_i_item_is_any(page, target->begin - 1, ",")) {
        return 0;
    }
    const attest_i_tree *tree = &map->trees->items[map->tree[reading->cue_begin]];
    uint32_t cue = map->token[reading->cue_begin];
    if (!attest_i_relation_is(tree->sentence.tokens[cue].deprel, "advcl") ||
        attest_view_equal(tree->sentence.tokens[cue].xpos, ATTEST_VIEW("VBG"))) { /* "..., asking, '...'" */
        return 0;
    }
    for (uint32_t i = tree->child_begin[cue]; i < tree->child_begin[cue + 1]; i++) {
        const attest_token *word = &tree->sentence.tokens[tree->children[i]];
        int joins = attest_i_relation_is(word->deprel, "mark") || attest_view_equal(word->xpos, ATTEST_VIEW("WRB"));
        if (joins && tree->children[i] < cue && !attest_view_equal(word->lemma, ATTEST_VIEW("as"))) {
            return 1;
        }
    }
    return 0;
}
