/* CoNLL-U, the format of Universal Dependencies, in and out (https://universaldependencies.org/format.html). */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_CONLLU_H
#define ATTEST_LANGUAGE_CONLLU_H

#include "attest/sentence.h"
#include "base/memory.h"

/* Most words of a sentence that is read. */
#define ATTEST_I_CONLLU_WORDS 100000

/* Reads sentences from bytes in memory. */
typedef struct attest_i_conllu_reader {
    attest_view bytes;
    const char *name; /* what messages call the input */
    size_t offset;
    uint32_t line;
} attest_i_conllu_reader;

/* One sentence as read. Everything borrows from the bytes read or lives in the arena given. */
typedef struct attest_i_conllu_sentence {
    attest_sentence sentence; /* spans are into `text`; edges if the DEPS column has any */
    attest_view text;         /* the forms, with spaces where there is no SpaceAfter=No */
    attest_view id;           /* value of "# sent_id"; empty if there is none */
    attest_view document;     /* value of "# newdoc id" in front of this sentence; empty if there is none */
    uint32_t line;            /* where it starts, from 1 */
    uint32_t empty_nodes;     /* left out of the tokens, with the edges to and from them */
    int paragraph;            /* 1: a "# newpar" or "# newdoc" stands in front of it */
    int annotated;            /* 1: heads are given, and form a tree; 0: only the words are */
} attest_i_conllu_sentence;

/* `bytes` is valid UTF-8 and, like `name`, must outlive the reader. Nothing to free. */
void attest_i_conllu_reader_init(attest_i_conllu_reader *reader, attest_view bytes, const char *name);

/* Read the next sentence. OK, END, or ATTEST_ERR_SYNTAX, ATTEST_ERR_LIMIT with the line; after an error the reader is behind the sentence. */
enum attest_status attest_i_conllu_next(attest_i_conllu_reader *reader, attest_i_arena *arena,
                                        attest_i_conllu_sentence *sentence, attest_error *error) ATTEST_MUST_USE;

/* Writes sentences of one text, in text order. */
typedef struct attest_i_conllu_writer {
    attest_i_buffer *out;
    attest_view text;   /* that the spans are into */
    size_t byte;        /* how far code points were counted */
    uint32_t codepoint; /* code points before `byte` */
    uint32_t number;    /* of the last sentence */
    int heads;          /* 1: heads and relations are written */
} attest_i_conllu_writer;

/* Start a document: writes "# newdoc id = NAME" (not if `name` is empty). Everything is kept; failures stay in `out`. */
void attest_i_conllu_writer_init(attest_i_conllu_writer *writer, attest_i_buffer *out, attest_view text,
                                 attest_view name, int heads);

/* Write a sentence. `id` is its "# sent_id"; empty: numbered from 1. Names go to MISC as NER=B-Person, I-Person; offsets
 * in code points of the text as TokenRange=begin:end. */
void attest_i_conllu_write(attest_i_conllu_writer *writer, const attest_sentence *sentence, attest_view id);

#endif
