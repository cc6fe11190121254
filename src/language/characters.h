/* Characters and words as the segmenter sees them: variants unified, shapes, hashes. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_CHARACTERS_H
#define ATTEST_LANGUAGE_CHARACTERS_H

#include "attest/view.h"

/* Most characters of a word that are looked at. */
#define ATTEST_I_WORD_MAX 24

/* Stand-ins for characters, below the printable ones. */
enum {
    ATTEST_I_EDGE = 1, /* no character: the edge of the text */
    ATTEST_I_EN_DASH,
    ATTEST_I_EM_DASH,
    ATTEST_I_ELLIPSIS,
    ATTEST_I_LETTER, /* outside ASCII */
    ATTEST_I_SYMBOL, /* anything else outside ASCII */
    ATTEST_I_UPPER,  /* shapes */
    ATTEST_I_LOWER
};

/* A character with variants unified: case, digits, quotation marks, letters outside ASCII. */
uint32_t attest_i_character_fold(uint32_t codepoint);

/* UPPER or LOWER for letters, else as folded. */
uint32_t attest_i_character_shape(uint32_t codepoint);

/* Is the folded character a letter? */
int attest_i_character_is_letter(uint32_t folded);

/* The folded character at `offset`; EDGE at the end of the text. */
uint32_t attest_i_character_at(attest_view text, uint32_t offset);

/* The shape of the character at `offset`; EDGE at the end of the text. */
uint32_t attest_i_character_shape_at(attest_view text, uint32_t offset);

uint32_t attest_i_hash_mix(uint32_t hash, uint32_t value);

/* Hash of the folded characters of a span: of its first ATTEST_I_WORD_MAX ones. */
uint32_t attest_i_hash_word(attest_view text, attest_span span);

/* Hash of the shape of a span, runs of the same shape counted once. */
uint32_t attest_i_hash_shape(attest_view text, attest_span span);

/* The word characters (letters and digits) that end at `offset`, not before `limit`; that begin there, not behind `limit`. */
attest_span attest_i_word_before(attest_view text, uint32_t limit, uint32_t offset);
attest_span attest_i_word_after(attest_view text, uint32_t offset, uint32_t limit);

/* `span` in lower-case ASCII; gives its size, 0 if it is too long or has other characters. */
size_t attest_i_word_lower(attest_view text, attest_span span, char out[ATTEST_I_WORD_MAX]);

#endif
