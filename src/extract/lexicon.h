/* The reporting-cue lexicon: words by which English reports speech, thought and opinion. Made from ontology/cues.ttl
 * by the build (src/rdf/tools/compile_cues.c) into the tab-separated table embedded as "cues.tsv"; loaded once, then
 * const and shared. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_LEXICON_H
#define ATTEST_EXTRACT_LEXICON_H

#include "attest/extraction.h"
#include "attest/status.h"

enum attest_i_cue_pos {
    ATTEST_I_CUE_VERB,        /* "say", "tell", "point out" */
    ATTEST_I_CUE_NOUN,        /* "claim", "allegation" */
    ATTEST_I_CUE_PREPOSITION, /* "according to", "citing", "in the words of" */
    ATTEST_I_CUE_ADVERB,      /* "reportedly", "allegedly" */
    ATTEST_I_CUE_ADJECTIVE    /* "confident", "convinced" */
};

enum attest_i_cue_field { ATTEST_I_CUE_SPEECH, ATTEST_I_CUE_THOUGHT, ATTEST_I_CUE_OPINION };

/* One cue. Views live as long as the lexicon. */
typedef struct attest_i_cue {
    attest_view lemma; /* "say", "describe ... as": "..." stands for the thing described */
    enum attest_i_cue_pos pos;
    enum attest_i_cue_field field;
    enum attest_stance stance;
    int factive;     /* +1: the content is presented as true ("reveal", "confirm"); -1: as false; 0: neither */
    unsigned frames; /* ATTEST_I_FRAME_*: with what the cue can stand; a set */
} attest_i_cue;

/* What can follow or surround a cue. */
#define ATTEST_I_FRAME_THAT 1U      /* that-clause: "said that ..." */
#define ATTEST_I_FRAME_QUOTE 2U     /* can introduce a quotation */
#define ATTEST_I_FRAME_ADDRESSEE 4U /* takes the one addressed as object: "told reporters" */
#define ATTEST_I_FRAME_TO 8U        /* infinitive: "promised to ..." */
#define ATTEST_I_FRAME_AS 16U       /* "described X as Y" */
#define ATTEST_I_FRAME_NP 32U       /* noun phrase: "announced a withdrawal" */
#define ATTEST_I_FRAME_SOURCE 128U  /* whom a report rests on: "the agency reported, citing two officials" */
#define ATTEST_I_FRAME_BARE 64U     /* clause without "that": "said they left" */

typedef struct attest_i_lexicon attest_i_lexicon;

/* The built-in lexicon; loaded at the first call, thread-safe; never freed before exit. */
enum attest_status attest_i_lexicon_builtin(const attest_i_lexicon **lexicon) ATTEST_MUST_USE;

size_t attest_i_lexicon_count(const attest_i_lexicon *lexicon);
const attest_i_cue *attest_i_lexicon_at(const attest_i_lexicon *lexicon, size_t index);

/* The longest cue whose first word form (inflected, any case) starts at `text`: OK gives the cue and the bytes it covers; NONE. Cues with "..." match
 * their first part only. */
enum attest_status attest_i_lexicon_match(const attest_i_lexicon *lexicon, attest_view text, const attest_i_cue **cue,
                                          size_t *size);

/* The same, with only the parts of speech whose bit (1U << pos) is set in `parts`. */
enum attest_status attest_i_lexicon_match_parts(const attest_i_lexicon *lexicon, attest_view text, unsigned parts,
                                                const attest_i_cue **cue, size_t *size);

#endif
