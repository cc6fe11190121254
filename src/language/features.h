/* What the network reads of a word: hashes of its normalised form, affixes and shape. src/train/features.py defines the same. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_FEATURES_H
#define ATTEST_LANGUAGE_FEATURES_H

#include <stdint.h>

#include "attest/view.h"
#include "language/model.h"

typedef struct attest_i_features {
    uint64_t kinds[ATTEST_I_FEATURE_KINDS]; /* whole word, last 2, 3, 4, first 2, 4 code points, shape */
    uint64_t vector;                        /* key of the word vectors: lower case, digits kept */
} attest_i_features;

/* `form` is valid UTF-8 of any length. */
void attest_i_features_of(attest_view form, attest_i_features *features);

/* 64-bit FNV-1a; start with ATTEST_I_FNV_START. */
#define ATTEST_I_FNV_START 0xCBF29CE484222325u
uint64_t attest_i_fnv(uint64_t hash, const char *data, size_t size);

/* The same over the lower case of `text`. */
uint64_t attest_i_fnv_lower(uint64_t hash, attest_view text);

/* Case mappings of one code point to one code point. */
uint32_t attest_i_lower(uint32_t codepoint);
uint32_t attest_i_upper(uint32_t codepoint);

#endif
