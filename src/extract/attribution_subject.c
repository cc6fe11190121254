/* Attribution: who is the subject of a verb, by its dependency tree. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <strings.h>

#include "extract/attribution_tree.h"

/* Longest way up from a verb to one with a subject. */
#define CLIMB_MAX 5

static const attest_token *token_at(const attest_i_tree *tree, uint32_t token)
{
    return &tree->sentence.tokens[token];
}

static int spells(const attest_token *token, const char *word)
{
    return token->form.size == strlen(word) && strncasecmp(token->form.data, word, token->form.size) == 0;
}

static int is_tag(const attest_token *token, const char *tag)
{
    return attest_view_equal(token->xpos, attest_view_of(tag));
}

int attest_i_tree_is_passive(const attest_i_tree *tree, uint32_t token)
{
    return attest_i_tree_child(tree, token, "nsubj:pass") != ATTEST_NO_INDEX ||
           attest_i_tree_child(tree, token, "aux:pass") != ATTEST_NO_INDEX;
}

uint32_t attest_i_tree_marked_child(const attest_i_tree *tree, uint32_t token, const char *relation, const char *mark)
{
    for (uint32_t i = tree->child_begin[token]; i < tree->child_begin[token + 1]; i++) {
        uint32_t child = tree->children[i];
        if (!attest_i_relation_is(token_at(tree, child)->deprel, relation)) {
            continue;
        }
        for (uint32_t k = tree->child_begin[child]; k < tree->child_begin[child + 1]; k++) {
            const attest_token *word = token_at(tree, tree->children[k]);
            if ((attest_i_relation_is(word->deprel, "case") || attest_i_relation_is(word->deprel, "mark")) &&
                spells(word, mark)) {
                return child;
            }
        }
    }
    return ATTEST_NO_INDEX;
}

uint32_t attest_i_tree_agent(const attest_i_tree *tree, uint32_t token)
{
    return attest_i_tree_marked_child(tree, token, "obl", "by");
}

/* The subject that stands with the token; `passive`: one of the passive counts, too. */
static uint32_t own_subject(const attest_i_tree *tree, uint32_t token, int passive)
{
    for (uint32_t i = tree->child_begin[token]; i < tree->child_begin[token + 1]; i++) {
        attest_view label = token_at(tree, tree->children[i])->deprel;
        if (attest_i_relation_is(label, "nsubj") && (passive || !attest_i_relation_is(label, "nsubj:pass"))) {
            return tree->children[i];
        }
    }
    return ATTEST_NO_INDEX;
}

static attest_i_tree_subject make_subject(const attest_i_tree *tree, uint32_t token, uint32_t verb,
                                          enum attest_i_subject_kind kind)
{
    const attest_token *pronoun = token_at(tree, token);
    const attest_token *governor = token_at(tree, verb);
    int relative =
        attest_i_relation_is(governor->deprel, "acl:relcl") && (is_tag(pronoun, "WP") || is_tag(pronoun, "WDT"));
    return (attest_i_tree_subject){kind, token, relative ? governor->head : ATTEST_NO_INDEX};
}

/* How a verb without a subject of its own shares that of its governor; NONE: it does not. */
static enum attest_i_subject_kind shared_kind(const attest_token *verb)
{
    if (attest_i_relation_is(verb->deprel, "conj")) {
        return ATTEST_I_SUBJECT_SHARED;
    }
    if (attest_i_relation_is(verb->deprel, "xcomp")) {
        return ATTEST_I_SUBJECT_CONTROL;
    }
    return attest_i_relation_is(verb->deprel, "advcl") && is_tag(verb, "VBG") ? ATTEST_I_SUBJECT_PARTICIPLE
                                                                              : ATTEST_I_SUBJECT_NONE;
}

attest_i_tree_subject attest_i_tree_subject_of(const attest_i_tree *tree, uint32_t token)
{
    const attest_i_tree_subject none = {ATTEST_I_SUBJECT_NONE, ATTEST_NO_INDEX, ATTEST_NO_INDEX};
    enum attest_i_subject_kind kind = ATTEST_I_SUBJECT_OWN;
    uint32_t verb = token;
    for (int i = 0; i <= CLIMB_MAX; i++) {
        uint32_t subject = own_subject(tree, verb, verb != token);
        if (subject != ATTEST_NO_INDEX) {
            return make_subject(tree, subject, verb, kind);
        }
        const attest_token *word = token_at(tree, verb);
        uint32_t head = word->head;
        if (head == ATTEST_NO_INDEX) {
            return none;
        }
        if (attest_i_relation_is(word->deprel, "acl") && is_tag(word, "VBG") && kind == ATTEST_I_SUBJECT_OWN) {
            return (attest_i_tree_subject){ATTEST_I_SUBJECT_NOUN, head, ATTEST_NO_INDEX};
        }
        if (attest_i_tree_child(tree, verb, "expl") != ATTEST_NO_INDEX) {
            return none; /* "they left, but it is not clear whether ...": to nobody that is named */
        }
        enum attest_i_subject_kind shared = shared_kind(word);
        uint32_t object = shared == ATTEST_I_SUBJECT_CONTROL ? attest_i_tree_child(tree, head, "obj") : ATTEST_NO_INDEX;
        if (shared == ATTEST_I_SUBJECT_NONE) {
            return none;
        }
        if (object != ATTEST_NO_INDEX) {
            return (attest_i_tree_subject){ATTEST_I_SUBJECT_OBJECT, object, ATTEST_NO_INDEX};
        }
        kind = kind == ATTEST_I_SUBJECT_OWN ? shared : kind;
        verb = head;
    }
    return none;
}

/* Is the dependent of a noun said of it behind, rather than a part of its phrase? */
static int is_outside(const attest_token *token)
{
    static const char *const outside[] = {"acl:relcl", "appos", "parataxis", "cop", "nsubj",     "advcl", "mark",
                                          "ccomp",     "punct", "case",      "cc",  "discourse", "dep"};
    for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++) {
        if (attest_i_relation_is(token->deprel, outside[i])) {
            return 1;
        }
    }
    return (attest_i_relation_is(token->deprel, "conj") && token->upos == ATTEST_UPOS_VERB) ||
           attest_i_relation_is(token->deprel, "aux");
}

/* The child of `parent` behind `child` (0-based place in order), or ATTEST_NO_INDEX. */
static uint32_t next_child(const attest_i_tree *tree, uint32_t parent, uint32_t child)
{
    uint32_t low = tree->child_begin[parent];
    uint32_t high = tree->child_begin[parent + 1];
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (tree->children[middle] <= child) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < tree->child_begin[parent + 1] ? tree->children[low] : ATTEST_NO_INDEX;
}

/* The first child of `head`, from `child` on, that is a part of its phrase. */
static uint32_t part_from(const attest_i_tree *tree, uint32_t head, uint32_t child)
{
    while (child != ATTEST_NO_INDEX && is_outside(token_at(tree, child))) {
        child = next_child(tree, head, child);
    }
    return child;
}

void attest_i_tree_noun_phrase(const attest_i_tree *tree, uint32_t head, uint32_t *begin, uint32_t *end)
{
    *begin = head;
    *end = head + 1;
    /* Depth first, and up again by the heads: time by the size of the phrase, no memory. Behind the first step nothing is outside. */
    uint32_t at = head;
    int down = 1;
    for (;;) {
        uint32_t next = ATTEST_NO_INDEX;
        if (down) {
            uint32_t first = tree->child_begin[at];
            next = first < tree->child_begin[at + 1] ? tree->children[first] : ATTEST_NO_INDEX;
            next = at == head ? part_from(tree, head, next) : next;
        } else if (at != head) {
            uint32_t parent = token_at(tree, at)->head;
            next = next_child(tree, parent, at);
            next = parent == head ? part_from(tree, head, next) : next;
            at = next == ATTEST_NO_INDEX ? parent : at;
        } else {
            return;
        }
        down = next != ATTEST_NO_INDEX;
        if (down) {
            at = next;
            *begin = at < *begin ? at : *begin;
            *end = at + 1 > *end ? at + 1 : *end;
        }
    }
}
