/* What network.c and its parts (the arithmetic) and pieces.c (sentences to groups of pieces and back) share; tests read activations through it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_NETWORK_INTERNAL_H
#define ATTEST_LANGUAGE_NETWORK_INTERNAL_H

#include "language/decode.h"
#include "language/kernels.h"
#include "language/network.h"

/* A group: so many tokens and pieces go through the network together. */
#define ATTEST_I_GROUP_TOKENS 512u
#define ATTEST_I_GROUP_PIECES 12u

/* Words whose input vectors are kept: a direct-mapped cache. */
#define ATTEST_I_CACHE_ENTRIES 4096u

/* Consecutive tokens of one sentence that are analysed as if they were a sentence. */
typedef struct attest_i_piece {
    attest_token *tokens;
    uint32_t count; /* 1 to ATTEST_I_PIECE_TOKENS */
    uint32_t first; /* number of its first token in the sentence */
    size_t place;   /* number of its first token in the group */
} attest_i_piece;

struct attest_i_workspace {
    const attest_model *model;
    const attest_i_kernels *kernels;

    attest_i_piece pieces[ATTEST_I_GROUP_PIECES]; /* the group, longest piece first */
    size_t piece_count;
    size_t token_count;

    uint64_t *cache_keys;
    uint8_t *cache; /* input vectors of a word for all members, one behind the other */
    size_t cache_width;
    float *concat;
    int16_t *concat_small;
    uint8_t *input[ATTEST_I_MAX_MEMBERS]; /* tokens x project.rows: input of the first layer of each member */

    /* Of the member at work. */
    uint8_t *layers[2];     /* outputs of a layer, in turns: tokens x 2 hidden */
    float *gates;           /* tokens x 4 hidden: what the input gives to the gates */
    float *recurrent;       /* pieces x 4 hidden */
    float *cells;           /* pieces x hidden */
    uint8_t *states;        /* pieces x columns of a recurrent matrix */
    float *floats;          /* tokens x the widest output */
    int16_t *probable;      /* tokens x feed.columns: probabilities of the tags */
    uint8_t *joined;        /* tokens x (2 hidden + feed.rows): the encoder's output and the tags fed back */
    int16_t *hidden;        /* tokens x the widest hidden layer of a head */
    int16_t *queries;       /* tokens x arc */
    int16_t *head_states;   /* tokens + 1 x arc; the last is the root */
    float *distance_scores; /* tokens x distance classes */
    float *pair;            /* 2 label */

    /* Kept of each member until the heads are known. */
    float *label_deps[ATTEST_I_MAX_MEMBERS]; /* tokens x label */
    float *label_heads[ATTEST_I_MAX_MEMBERS];

    /* Sums over the members. */
    float *upos, *xpos, *feats, *lemma, *names, *labels; /* tokens x outputs of the head */
    float *arcs; /* piece after piece: dependents x (heads + 1), column 0 for the root */

    uint16_t *heads;
    uint8_t *back;
    uint8_t *tags;
    uint16_t distance[2 * ATTEST_I_PIECE_TOKENS + 1]; /* class of an offset, the middle is 0 */
    attest_i_tree_scratch tree;
};

/* The same as attest_i_workspace_new with kernels of the caller's choice. */
enum attest_status attest_i_workspace_new_with(attest_i_workspace **workspace, const attest_model *model,
                                               const attest_i_kernels *kernels) ATTEST_MUST_USE;

/* Input vectors of the words of the group, for all members. */
void attest_i_network_embed(attest_i_workspace *workspace);

/* The embedded group through the layers of a member; gives token_count x 2 hidden LSTM outputs, 64 + 63 times their value. */
const uint8_t *attest_i_network_encode(attest_i_workspace *workspace, uint32_t member);

/* The heads of a member over its encoded group: its scores are added to the sums, those of the first member begin them. */
void attest_i_network_score(attest_i_workspace *workspace, uint32_t member, const uint8_t *encoded);

/* Tags, lemmas, tree and names of the group from the sums of all members. */
enum attest_status attest_i_network_decide(attest_i_workspace *workspace, attest_i_arena *arena) ATTEST_MUST_USE;

/* Analyse the group. */
enum attest_status attest_i_network_run(attest_i_workspace *workspace, attest_i_arena *arena) ATTEST_MUST_USE;

#endif
