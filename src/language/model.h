/* A loaded model: views into the bytes of the file, checked once, then constant and shared between threads. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_MODEL_H
#define ATTEST_LANGUAGE_MODEL_H

#include "attest/sentence.h"
#include "base/digest.h"

/* The format is described in model/README.md; the version changes with it and with the meaning of any tensor. */
#define ATTEST_I_MODEL_MAGIC "ATTESTLM"
#define ATTEST_I_MODEL_VERSION 4u
#define ATTEST_I_MODEL_HEADER 64u
#define ATTEST_I_MODEL_MAX_TENSORS 1024u
#define ATTEST_I_MODEL_MAX_SIZE ((uint64_t)1 << 30)

#define ATTEST_I_FEATURE_KINDS 7
#define ATTEST_I_MAX_LAYERS 4
#define ATTEST_I_MAX_MEMBERS 4
#define ATTEST_I_NAME_TAGS 15 /* O, then B- and I- of each class from PERSON to NORP */

/* Bounds that keep every product and sum within 32 bits and every buffer within the workspace. */
#define ATTEST_I_MAX_WIDTH 1024u   /* columns of a matrix */
#define ATTEST_I_MAX_OUTPUTS 4096u /* rows of a matrix */
#define ATTEST_I_MAX_TAGS 256u     /* labels whose probabilities are fed back */

/* Weights of 8 bits: value = weights * scale of the row (which includes the scale of the input). `rows` is a multiple of
 * 4 and `columns` of 16, filled up with zeros. Matrices of the LSTMs and those that read their outputs are "narrow": their weights are within +-63, their columns a
 * multiple of 64, their rows one of 16, and their bias allows for the inputs' being 64 too large (see kernels.h). */
typedef struct attest_i_matrix {
    const int8_t *weights; /* rows x columns */
    const float *scales;   /* rows */
    const float *bias;     /* rows */
    uint32_t rows;
    uint32_t columns;
    const int8_t *packed; /* narrow matrices: the weights as attest_i_pack lays them out */
} attest_i_matrix;

/* Rows found by the hash of a string; row 0 stands for all that is not in it. */
typedef struct attest_i_table {
    const uint64_t *hashes; /* sorted; row i + 1 belongs to hashes[i] */
    const int8_t *values;   /* (count + 1) x size */
    const float *scales;    /* count + 1 */
    uint32_t count;
    uint32_t size;
} attest_i_table;

/* Strings of one inventory. */
typedef struct attest_i_labels {
    attest_view *items;
    uint32_t count;
} attest_i_labels;

/* Lemma scripts of known words: keys are hashes of the form (as it stands, or in lower case), a tab and the Penn tag. */
typedef struct attest_i_lexicon {
    const uint64_t *hashes; /* sorted */
    const int32_t *scripts; /* numbers of labels */
    uint32_t count;
    attest_i_labels labels;
} attest_i_lexicon;

typedef struct attest_i_direction {
    attest_i_matrix input;     /* 4 hidden x width: gates in the order input, forget, cell, output */
    attest_i_matrix recurrent; /* 4 hidden x hidden */
} attest_i_direction;

/* Factors that turn a float activation into 16 bits; the scales of the matrices that read it hold the inverse. */
struct attest_i_ranges {
    float concat; /* features of a word, side by side */
    float input;  /* input of the first layer */
    float tag;
    float name;
    float arc_dep;
    float arc_head;
    float query;
    float label;
};
#define ATTEST_I_RANGE_COUNT 8

/* One network. A model has several, trained apart: they read the same features and speak of the same labels, and their scores are added up. */
typedef struct attest_i_member {
    attest_i_table tables[ATTEST_I_FEATURE_KINDS]; /* the keys are those of the first member */
    attest_i_matrix project;
    uint32_t layers;
    uint32_t hidden;
    attest_i_direction fore[ATTEST_I_MAX_LAYERS];
    attest_i_direction back[ATTEST_I_MAX_LAYERS];
    attest_i_matrix tag, upos, xpos, feats, lemma;
    attest_i_matrix
        feed; /* probabilities of upos, then of xpos, to what the heads below read beside the encoder's output */
    attest_i_matrix name_hidden, name_out;
    attest_i_matrix arc_dep, arc_head, bilinear, distance;
    attest_i_matrix label_dep, label_head, label;
    const float *arc_root;   /* as arc_head gives it */
    const float *label_root; /* as label_head gives it */
    struct attest_i_ranges ranges;
    float arc_scale; /* turns the integer product of query and head into a score */
} attest_i_member;

struct attest_model {
    const unsigned char *bytes;
    uint64_t size;
    int mapped; /* bytes come from mmap */
    char digest[ATTEST_I_DIGEST_SIZE];
    attest_view name;

    attest_i_member members[ATTEST_I_MAX_MEMBERS];
    uint32_t member_count;
    attest_i_table vectors;
    const float *distances; /* upper ends of the distance classes of one side */
    uint32_t distance_count;
    attest_i_labels upos_labels, xpos_labels, feats_labels, lemma_labels, deprel_labels;
    attest_i_lexicon lexicon;
    uint8_t upos_of[64]; /* label number -> enum attest_upos */
    uint32_t root_label; /* number of "root" in deprel_labels */
    attest_view *label_memory;
    int8_t *packed_memory;
};

/* Check `size` bytes and bind `*model` to them; the bytes are kept. `source` names them in messages. `verify`: also compare the
 * digest (a loaded file; the built-in model is compared by a test). */
enum attest_status attest_i_model_bind(attest_model **model, const unsigned char *bytes, uint64_t size, int verify,
                                       const char *source, attest_error *error) ATTEST_MUST_USE;

/* The lemma script of a known word with that Penn tag; empty if it is not known. */
attest_view attest_i_lexicon_find(const attest_i_lexicon *lexicon, attest_view form, attest_view xpos);

/* Row of `hash`, 0 if it is not there. */
uint32_t attest_i_table_row(const attest_i_table *table, uint64_t hash);

#endif
