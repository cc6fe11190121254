/* The language stage: analyses the zones of a document once, for all later stages. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "extract/dep.h"
#include "language/analyse.h"

struct attest_i_analysers {
    attest_model *model;
    pthread_mutex_t lock;
    struct {
        attest_i_analyser **items; /* not in use */
        size_t count;
        size_t capacity;
    } idle;
};

enum attest_status attest_i_analysers_new(attest_i_analysers **analysers, attest_error *error)
{
    *analysers = NULL;
    attest_i_analysers *made = calloc(1, sizeof *made);
    if (!made || pthread_mutex_init(&made->lock, NULL) != 0) {
        free(made);
        return attest_error_set(error, ATTEST_ERR_NOMEM, NULL, "out of memory");
    }
    enum attest_status status = attest_model_builtin(&made->model, error);
    if (status != ATTEST_OK) {
        attest_i_analysers_free(made);
        return status;
    }
    *analysers = made;
    return ATTEST_OK;
}

void attest_i_analysers_free(attest_i_analysers *analysers)
{
    if (!analysers) {
        return;
    }
    for (size_t i = 0; i < analysers->idle.count; i++) {
        attest_i_analyser_free(analysers->idle.items[i]);
    }
    free(analysers->idle.items);
    pthread_mutex_destroy(&analysers->lock);
    attest_model_free(analysers->model);
    free(analysers);
}

static enum attest_status take_analyser(attest_i_analysers *analysers, attest_i_analyser **analyser)
{
    *analyser = NULL;
    pthread_mutex_lock(&analysers->lock);
    if (analysers->idle.count > 0) {
        *analyser = analysers->idle.items[--analysers->idle.count];
    }
    pthread_mutex_unlock(&analysers->lock);
    return *analyser ? ATTEST_OK : attest_i_analyser_new(analyser, analysers->model);
}

/* Without memory for the list, the analyser is simply not kept. */
static void give_analyser(attest_i_analysers *analysers, attest_i_analyser *analyser)
{
    pthread_mutex_lock(&analysers->lock);
    if (ATTEST_I_VECTOR_RESERVE(&analysers->idle, 1) == ATTEST_OK) {
        analysers->idle.items[analysers->idle.count++] = analyser;
        analyser = NULL;
    }
    pthread_mutex_unlock(&analysers->lock);
    attest_i_analyser_free(analyser);
}

/* Group the numbers 0..count-1 by the head that `head_of` gives: counting sort, so each group is in order. */
static enum attest_status group_by_head(attest_i_arena *arena, const attest_sentence *sentence, uint32_t count,
                                        int enhanced, const uint32_t **begin, const uint32_t **items)
{
    uint32_t *starts = attest_i_arena_array(arena, (size_t)sentence->token_count + 2, sizeof *starts);
    uint32_t *grouped = attest_i_arena_array(arena, (size_t)count + 1, sizeof *grouped);
    if (!starts || !grouped) {
        return ATTEST_ERR_NOMEM;
    }
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < count; i++) {
            uint32_t head = enhanced ? sentence->edges[i].head : sentence->tokens[i].head;
            if (head == ATTEST_NO_INDEX) {
                continue;
            }
            if (pass == 0) {
                starts[head + 2]++;
            } else {
                grouped[starts[head + 1]++] = i;
            }
        }
        for (uint32_t t = 0; pass == 0 && t < sentence->token_count; t++) {
            starts[t + 2] += starts[t + 1];
        }
    }
    *begin = starts;
    *items = grouped;
    return ATTEST_OK;
}

static enum attest_status index_tree(attest_i_arena *arena, attest_i_tree *tree)
{
    const attest_sentence *sentence = &tree->sentence;
    enum attest_status status =
        group_by_head(arena, sentence, sentence->token_count, 0, &tree->child_begin, &tree->children);
    return status == ATTEST_OK
               ? group_by_head(arena, sentence, sentence->edge_count, 1, &tree->edge_begin, &tree->edges_out)
               : status;
}

static int is_read(enum attest_i_zone_kind kind)
{
    return kind != ATTEST_I_ZONE_BOILERPLATE && kind != ATTEST_I_ZONE_BYLINE && kind != ATTEST_I_ZONE_DATELINE;
}

struct tree_vector {
    attest_i_tree *items;
    size_t count;
    size_t capacity;
};

static enum attest_status read_zone(attest_i_context *context, attest_i_analyser *analyser, uint32_t number,
                                    struct tree_vector *trees)
{
    const attest_i_zone *zone = &context->zones[number];
    attest_i_segmentation found;
    enum attest_status status = attest_i_analyse_text(analyser, context->cased, zone->span,
                                                      zone->kind == ATTEST_I_ZONE_HEADLINE, context->arena, &found);
    if (status == ATTEST_OK) {
        status = ATTEST_I_VECTOR_RESERVE(trees, found.count);
    }
    for (size_t i = 0; status == ATTEST_OK && i < found.count; i++) {
        attest_i_tree *tree = &trees->items[trees->count++];
        memset(tree, 0, sizeof *tree);
        tree->sentence = found.sentences[i];
        tree->zone = number;
        status = index_tree(context->arena, tree);
    }
    return status;
}

enum attest_status attest_i_stage_language(attest_i_context *context)
{
    struct attest_i_trees *all = attest_i_arena_take(context->arena, sizeof *all);
    attest_i_analyser *analyser = NULL;
    struct tree_vector trees = {0};
    if (!all) {
        return ATTEST_ERR_NOMEM;
    }
    context->trees = all;
    if (!context->analysers) {
        return ATTEST_OK;
    }
    enum attest_status status = take_analyser(context->analysers, &analyser);
    if (status == ATTEST_OK) {
        attest_i_analyser_time(analyser, context->laps);
    }
    for (uint32_t i = 0; status == ATTEST_OK && i < context->zone_count; i++) {
        if (is_read(context->zones[i].kind)) {
            status = read_zone(context, analyser, i, &trees);
        }
    }
    if (analyser) {
        give_analyser(context->analysers, analyser);
    }
    if (status == ATTEST_OK && trees.count > 0) {
        all->items = attest_i_arena_array(context->arena, trees.count, sizeof *all->items);
        status = all->items ? ATTEST_OK : ATTEST_ERR_NOMEM;
    }
    if (status == ATTEST_OK && trees.count > 0) {
        memcpy(all->items, trees.items, trees.count * sizeof *all->items);
        all->count = trees.count;
    }
    free(trees.items);
    return status;
}

int attest_i_relation_is(attest_view label, const char *relation)
{
    size_t size = strlen(relation);
    return label.size >= size && memcmp(label.data, relation, size) == 0 &&
           (label.size == size || label.data[size] == ':');
}

uint32_t attest_i_tree_child(const attest_i_tree *tree, uint32_t head, const char *relation)
{
    for (uint32_t i = tree->child_begin[head]; i < tree->child_begin[head + 1]; i++) {
        if (attest_i_relation_is(tree->sentence.tokens[tree->children[i]].deprel, relation)) {
            return tree->children[i];
        }
    }
    return ATTEST_NO_INDEX;
}

uint32_t attest_i_tree_first(const attest_i_tree *tree, uint32_t token)
{
    while (tree->child_begin[token] < tree->child_begin[token + 1] &&
           tree->children[tree->child_begin[token]] < token) {
        token = tree->children[tree->child_begin[token]];
    }
    return token;
}

int attest_i_tree_is_turned(const attest_i_tree *tree, uint32_t verb)
{
    uint32_t subject = attest_i_tree_child(tree, verb, "nsubj");
    if (subject == ATTEST_NO_INDEX) {
        return 0;
    }
    uint32_t ahead = ATTEST_NO_INDEX; /* "at no time" */
    for (uint32_t i = tree->child_begin[verb]; i < tree->child_begin[verb + 1]; i++) {
        uint32_t child = tree->children[i];
        const attest_token *token = &tree->sentence.tokens[child];
        uint32_t none = attest_i_tree_child(tree, child, "det");
        if (child > subject) {
            break;
        }
        if (attest_i_relation_is(token->deprel, "obl") && none != ATTEST_NO_INDEX &&
            attest_view_equal(tree->sentence.tokens[none].lemma, ATTEST_VIEW("no"))) {
            ahead = child;
        }
        if (ahead != ATTEST_NO_INDEX && token->upos == ATTEST_UPOS_AUX) {
            return 1;
        }
    }
    return 0;
}
