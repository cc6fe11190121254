/* Analysed sentences: tokens with tags, lemmas, a dependency tree and names. Plain values, and the model that fills them.
 * Knows nothing of documents, rules or RDF. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_SENTENCE_H
#define ATTEST_SENTENCE_H

#include "attest/status.h"
#include "attest/view.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Universal part-of-speech tags; attest_upos_name gives the name that CoNLL-U uses. */
enum attest_upos {
    ATTEST_UPOS_ADJ,
    ATTEST_UPOS_ADP,
    ATTEST_UPOS_ADV,
    ATTEST_UPOS_AUX,
    ATTEST_UPOS_CCONJ,
    ATTEST_UPOS_DET,
    ATTEST_UPOS_INTJ,
    ATTEST_UPOS_NOUN,
    ATTEST_UPOS_NUM,
    ATTEST_UPOS_PART,
    ATTEST_UPOS_PRON,
    ATTEST_UPOS_PROPN,
    ATTEST_UPOS_PUNCT,
    ATTEST_UPOS_SCONJ,
    ATTEST_UPOS_SYM,
    ATTEST_UPOS_VERB,
    ATTEST_UPOS_X,
    ATTEST_UPOS_COUNT
};

/* "NOUN" and so on; "_" for a value that is no tag. Static storage. */
ATTEST_API attest_view attest_upos_name(enum attest_upos upos);

/* Classes of names. The model finds those up to NORP; those after it come from rules. */
enum attest_name_class {
    ATTEST_NAME_NONE,
    ATTEST_NAME_PERSON,
    ATTEST_NAME_ORGANIZATION,
    ATTEST_NAME_PLACE,    /* countries, cities, regions, mountains, waters */
    ATTEST_NAME_FACILITY, /* buildings, bases, ports, roads */
    ATTEST_NAME_EVENT,
    ATTEST_NAME_WORK, /* titles of works; products, weapons, vehicles */
    ATTEST_NAME_NORP, /* nationalities, religious and political groups: "Syrian", "Alawites", "Democrats" */
    ATTEST_NAME_DATE,
    ATTEST_NAME_TIME,
    ATTEST_NAME_MONEY,
    ATTEST_NAME_PERCENT,
    ATTEST_NAME_QUANTITY,
    ATTEST_NAME_CLASS_COUNT
};

/* "Person", "Organization", ...; "" for NONE and for a value that is no class. Static storage. */
ATTEST_API attest_view attest_name_class_name(enum attest_name_class class_);

/* One word, in the sense of Universal Dependencies. A contraction is several tokens: the parts of "don't" have spans of
 * their own; where a part is not written (`form` differs from the text), its span is that of the whole. Views borrow from
 * the document's text, the analyser's arena or the model, all of which must outlive the sentence. */
typedef struct attest_token {
    attest_span span; /* bytes of the document's text */
    attest_view form;
    attest_view lemma;
    attest_view xpos;    /* Penn tag */
    attest_view feats;   /* "Number=Sing|Person=3", or "_" */
    attest_view deprel;  /* "nsubj:pass"; "root" for the root */
    uint32_t head;       /* index of the head in the sentence; ATTEST_NO_INDEX for the root */
    uint8_t upos;        /* enum attest_upos */
    uint8_t name;        /* enum attest_name_class of the name that the token is part of */
    uint8_t name_begin;  /* 1: first token of that name */
    uint8_t space_after; /* 1: white space (or the end of the text) follows */
    uint8_t
        head_margin; /* how clearly the parser preferred this head, 0 to 255: sixteenths of the distance to the next */
    uint8_t label_margin; /* the same of the relation; both 255 in a tree that was given, not parsed */
    uint32_t contraction; /* tokens that share a contraction ("don't"): its number in the sentence, from 1; 0: none */
} attest_token;

/* A name: tokens [begin,end) of a sentence. Names do not overlap and are in order. */
typedef struct attest_name {
    uint32_t begin;
    uint32_t end;
    enum attest_name_class class_;
} attest_name;

/* One edge of the enhanced graph. Every token has at least one; a token may have several. */
typedef struct attest_edge {
    uint32_t head; /* ATTEST_NO_INDEX: the root */
    uint32_t dependent;
    attest_view label; /* "nmod:of", "conj:and", "nsubj" */
} attest_edge;

/* One sentence. The tree has exactly one root and no cycle; the enhanced graph may have cycles. */
typedef struct attest_sentence {
    attest_span span; /* bytes of the document's text */
    attest_token *tokens;
    uint32_t token_count;
    uint32_t name_count;
    attest_name *names;
    attest_edge *edges; /* by dependent, then head; empty if not asked for */
    uint32_t edge_count;
} attest_sentence;

/* A trained model: weights and inventories. Immutable once loaded; any number of threads may use one. */
typedef struct attest_model attest_model;

/* Load a model file. Gives `*model`. A file that cannot be used is ATTEST_ERR_MODEL with the check that failed. */
ATTEST_API enum attest_status attest_model_load(attest_model **model, const char *path,
                                                attest_error *error) ATTEST_MUST_USE;

/* The model that is built into the program. Gives `*model`; its weights are shared with the program's read-only data. */
ATTEST_API enum attest_status attest_model_builtin(attest_model **model, attest_error *error) ATTEST_MUST_USE;

/* How many networks the model has: their scores are added. */
ATTEST_API uint32_t attest_model_networks(const attest_model *model);

/* Use the first `count` networks only: more than twice as fast with one of three, and less often right. ATTEST_ERR_ARGUMENT if the model has not so many, or `count` is 0. Before the
 * model is given to an analyser; no other thread may use it meanwhile. */
ATTEST_API enum attest_status attest_model_limit(attest_model *model, uint32_t count) ATTEST_MUST_USE;

/* Free a model that no analyser uses any more. NULL is fine. */
ATTEST_API void attest_model_free(attest_model *model);

/* Name and version that the model's maker gave it ("attest-en 2026.1"). Borrowed from the model. */
ATTEST_API attest_view attest_model_name(const attest_model *model);

/* "sha256:..." over the model file: goes into the provenance of claims. NUL-terminated, borrowed from the model. */
ATTEST_API const char *attest_model_digest(const attest_model *model);

#ifdef __cplusplus
}
#endif
#endif
