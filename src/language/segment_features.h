/* What a place where a token or sentence could end looks like: the state of the walk, and features made of it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_SEGMENT_FEATURES_H
#define ATTEST_LANGUAGE_SEGMENT_FEATURES_H

#include "language/segment_walk.h"

/* Tokens that are remembered, the newest first. */
#define ATTEST_I_SEGMENT_HISTORY 4

/* Kinds of run. */
enum {
    ATTEST_I_RUN_ADDRESS = 1,
    ATTEST_I_RUN_AT = 2,
    ATTEST_I_RUN_DOTS = 4,
    ATTEST_I_RUN_HYPHENS = 8,
    ATTEST_I_RUN_SLASH = 16,
    ATTEST_I_RUN_DIGITS = 32,
    ATTEST_I_RUN_LONG = 64
};

/* Where the walk is. A run is a longest piece of text without white space. */
typedef struct attest_i_segment_scene {
    attest_view text;
    attest_view abbreviations; /* the lexicon tables */
    attest_view contractions;
    attest_view suffixes;
    attest_view starters;
    attest_view affixes;
    attest_span run;
    attest_span next_run; /* empty at the end of the text */
    int last_of_line;     /* no other run follows in this line */
    uint32_t run_flags;   /* what kind of run it is: ATTEST_I_RUN_... */
    attest_span address;  /* the part of the run that is a web or mail address or a file name; empty: none */
    attest_span initials; /* the part of the run that is initials, "U.S."; empty: none */
    uint32_t token_begin; /* of the token that is being read */
    uint32_t word_end;    /* end of the word that `splits` is about */
    uint32_t word_begin;
    uint32_t splits; /* bit n: the contraction list splits the word in front of its byte n */
    attest_span history[ATTEST_I_SEGMENT_HISTORY];
    uint32_t line_begin;      /* first run of the line */
    uint32_t sentence_begin;  /* first token of the sentence */
    uint32_t sentence_tokens; /* tokens of the sentence so far */
    int after_terminal; /* 1: what ends here is a token that can end a sentence; n: with n-1 closing tokens behind it */
    int in_reference;   /* 1: those closing tokens are an unfinished "[12]" */
    int open_quotes;    /* 1: a double quotation mark is open in the sentence */
    int open_brackets;
} attest_i_segment_scene;

enum attest_status attest_i_segment_scene_init(attest_i_segment_scene *scene, attest_view text) ATTEST_MUST_USE;

/* The part of the run that is a web or mail address or a file name; that is initials (segment_address.c). */
attest_span attest_i_segment_find_initials(const attest_i_segment_scene *scene);
attest_span attest_i_segment_find_address(const attest_i_segment_scene *scene);

/* Call when `run` is new. */
void attest_i_segment_enter_run(attest_i_segment_scene *scene);

/* Call when a token was found; counts it into the sentence. */
void attest_i_segment_note_token(attest_i_segment_scene *scene, attest_span token);

/* Is `offset`, inside the run, a place where a token could end? Offsets of one run must be asked in order. */
int attest_i_segment_may_end_token(attest_i_segment_scene *scene, uint32_t offset);

/* The fields that a lexicon table has for `form`; no data if it is not there. */
attest_view attest_i_segment_kind(const attest_i_segment_scene *scene, attest_view table, attest_span form);

/* Number of letters in initials, "J" or "J.F.K", capital letters with full stops between them; 0: it is something else. */
uint32_t attest_i_segment_initials(const attest_i_segment_scene *scene, attest_span form);

/* Is the run a word with a capital letter that often starts a sentence? */
int attest_i_segment_starts_sentences(const attest_i_segment_scene *scene, attest_span run);

/* The character that a token of punctuation counts as, folded: a double quotation mark for "''" and "``", too. */
uint32_t attest_i_segment_mark(const attest_i_segment_scene *scene, attest_span token);

/* Is it a hyphen or dash? (segment_edge.c) */
int attest_i_segment_is_dash(const attest_i_segment_scene *scene, attest_span span);

/* Is `form`, which has no full stop at its end and stands at the end of the run, an abbreviation in front of a name ("Gen.", "Sen.")? (segment_stop.c) */
int attest_i_segment_is_title(const attest_i_segment_scene *scene, attest_span form);

/* Is the sentence so far nothing but dots? (segment_stop.c) */
int attest_i_segment_is_dots(const attest_i_segment_scene *scene);

/* Does the sentence go on behind the end of the run, though a full stop or the like stands there? (segment_stop.c) */
int attest_i_segment_goes_on(const attest_i_segment_scene *scene);

/* Is `offset`, behind the token noted last, a place where a sentence could end within a line? (segment_edge.c) */
int attest_i_segment_may_end_sentence(const attest_i_segment_scene *scene, uint32_t offset);

/* Is it one where a sentence does end, though it has no full stop: behind a dateline, a date or number of a figure that begins the
 * line, in front of a date that ends it? (segment_edge.c) */
int attest_i_segment_must_end_sentence(const attest_i_segment_scene *scene, uint32_t offset);

void attest_i_segment_describe_token(const attest_i_segment_scene *scene, attest_i_segment_place *place);
void attest_i_segment_describe_sentence(const attest_i_segment_scene *scene, attest_i_segment_place *place);

#endif
