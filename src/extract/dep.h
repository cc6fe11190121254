/* Analysed sentences as stages see them, and dependency rules over them. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_DEP_H
#define ATTEST_EXTRACT_DEP_H

#include "attest/sentence.h"
#include "extract/rule.h"
#include "extract/stage.h"

/* An analysed sentence with its edges by head. */
typedef struct attest_i_tree {
    attest_sentence sentence;
    uint32_t zone;
    const uint32_t *child_begin; /* token_count + 1: children of token i in `children` */
    const uint32_t *children;    /* basic tree, in text order */
    const uint32_t *edge_begin;  /* token_count + 1: edges from token i in `edges_out` */
    const uint32_t *edges_out;   /* numbers of enhanced edges */
} attest_i_tree;

/* All sentences of a document, in text order. */
struct attest_i_trees {
    attest_i_tree *items;
    size_t count;
};

/* The model and the analysers made so far: one for each thread that is at work. */
typedef struct attest_i_analysers attest_i_analysers;

/* Load the built-in model. Gives `*analysers`. Any number of threads may use it at once. */
enum attest_status attest_i_analysers_new(attest_i_analysers **analysers, attest_error *error) ATTEST_MUST_USE;
void attest_i_analysers_free(attest_i_analysers *analysers);

/* The first token of all that hangs on `token`, which may be itself. */
uint32_t attest_i_tree_first(const attest_i_tree *tree, uint32_t token);

/* First child of `head` with that relation; ATTEST_NO_INDEX: none. `relation` also stands for its subtypes. */
uint32_t attest_i_tree_child(const attest_i_tree *tree, uint32_t head, const char *relation);

/* "At no time were they asked": is the clause of the verb turned around by a negation in front of its subject? */
int attest_i_tree_is_turned(const attest_i_tree *tree, uint32_t verb);

/* Is `label` the relation or one of its subtypes? */
int attest_i_relation_is(attest_view label, const char *relation);

/* ------------------------------------------------------------------------------------------------ dependency rules */

/* Limits of one rule; beyond them it is refused. */
#define ATTEST_I_DEP_NODES 8U
#define ATTEST_I_DEP_STEPS 16U
#define ATTEST_I_DEP_TESTS 16U
#define ATTEST_I_DEP_XPOS 4U

/* Most matches of one rule in one sentence; further ones are counted as hits of a limit. */
#define ATTEST_I_DEP_MATCHES 256U

/* Longest chain that a repeated edge ("xcomp+") follows. */
#define ATTEST_I_DEP_CHAIN 6U

enum attest_i_dep_test_kind {
    ATTEST_I_DEP_TAG,
    ATTEST_I_DEP_LIST,
    ATTEST_I_DEP_LEMMA,
    ATTEST_I_DEP_FORM,
    ATTEST_I_DEP_CLASS
};

/* A condition on one node. */
typedef struct attest_i_dep_test {
    uint32_t node;
    enum attest_i_dep_test_kind kind;
    int negated;
    uint32_t tags;                       /* set of enum attest_upos, or of enum attest_name_class */
    attest_view xpos[ATTEST_I_DEP_XPOS]; /* or one of these Penn tags */
    uint32_t xpos_count;
    attest_view list; /* the lemma is in it */
    pcre2_code *code; /* for lemma and form */
} attest_i_dep_test;

enum attest_i_dep_step_kind { ATTEST_I_DEP_EDGE, ATTEST_I_DEP_MAYBE, ATTEST_I_DEP_WITHOUT };

/* One edge. */
typedef struct attest_i_dep_step {
    enum attest_i_dep_step_kind kind;
    uint32_t head;
    uint32_t dependent;   /* not for WITHOUT */
    attest_view relation; /* exact, but for the mark of shared subjects (":xsubj") */
    pcre2_code *code;     /* instead of `relation`: the whole label */
    int repeated;         /* 1: one edge or more of this kind, one after the other */
} attest_i_dep_step;

struct attest_i_dep_pattern {
    uint32_t node_count; /* node 0 is where matching starts */
    uint32_t step_count;
    uint32_t test_count;
    attest_i_dep_step steps[ATTEST_I_DEP_STEPS];
    attest_i_dep_test tests[ATTEST_I_DEP_TESTS];
};

/* A match: the token of each node; ATTEST_NO_INDEX for an optional one that is not there. */
typedef struct attest_i_dep_match {
    const attest_i_rule *rule;
    uint32_t tokens[ATTEST_I_DEP_NODES];
} attest_i_dep_match;

typedef enum attest_status attest_i_dep_handler(void *user_data, const attest_i_dep_match *match);

/* Finder of matches: workspace of one thread. */
typedef struct attest_i_dep_finder {
    const attest_ruleset *rules;
    attest_i_builder *builder; /* where hits of limits are counted */
    pcre2_match_data *match_data;
    const attest_i_tree *tree;
    const attest_i_rule *rule;
    attest_i_dep_match match;
    uint32_t found;
    attest_i_dep_handler *handler;
    void *user_data;
} attest_i_dep_finder;

/* dep_match.c: call the handler for all matches of `rule` in `tree`, by token of the first node. */
enum attest_status attest_i_dep_find(attest_i_dep_finder *finder, const attest_i_tree *tree,
                                     const attest_i_rule *rule) ATTEST_MUST_USE;

/* Next dependency rule after `after` (NULL: first); NULL: no more. */
const attest_i_rule *attest_i_dep_next(const attest_ruleset *rules, const attest_i_rule *after);

#endif
