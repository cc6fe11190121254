/* The report of an audit, as plain values: claims by source, each with its words, its speakers and who says the opposite.
 * report_collect.c fills it from a dataset; report_text.c, report_json.c and report_html.c write it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_AUDIT_REPORT_H
#define ATTEST_AUDIT_REPORT_H

#include "attest/audit.h"
#include "base/memory.h"
#include "rdf/vocabulary.h"
#include "store/dataset.h"

/* Resolved words that are told of one claim; further ones are left out. */
#define ATTEST_I_REPORT_MAX_RESOLVED 16

/* Layers of attribution that are followed; a chain that is longer, or runs in a circle, is cut there. */
#define ATTEST_I_REPORT_MAX_LAYERS 16

/* A piece of a source: its words, what stands around them, and its place in code points. */
typedef struct attest_i_report_piece {
    attest_view prefix;
    attest_view exact;
    attest_view suffix;
    uint64_t start;
    uint64_t end;
} attest_i_report_piece;

/* One who says it. */
typedef struct attest_i_report_layer {
    attest_view speaker; /* label; empty: nobody named */
    attest_view speaker_iri;
    attest_view kind;   /* "direct", "indirect", "publication", ... */
    attest_view stance; /* "asserts", "denies", ... */
    attest_view cue;
    attest_view words; /* speaker and cue as they stand in the source */
    int recipient;     /* was told, does not say so itself */
    int implicit;      /* carried over from the text around */
} attest_i_report_layer;

/* Words that stand for what has another name: "she" for "Ana Berg". */
typedef struct attest_i_report_resolution {
    attest_i_report_piece place; /* the words */
    attest_view label;
    attest_view how;                  /* "pronoun", "name part", ... */
    attest_view rule;                 /* empty: none */
    attest_i_report_piece antecedent; /* exact empty: none */
} attest_i_report_resolution;

typedef struct attest_i_report_argument {
    attest_view role;
    attest_view text;
} attest_i_report_argument;

typedef struct attest_i_report_claim {
    uint32_t id; /* number of the claim's IRI in the dataset */
    uint32_t graph;
    attest_view iri;
    uint32_t parts[3]; /* ids of subject, predicate and object; 0: none */
    attest_view subject;
    attest_view predicate;
    attest_view object; /* empty: none */
    attest_i_report_argument *arguments;
    size_t argument_count;
    int negated;
    int denied;           /* somebody in the chain denies something; `negated` is what follows from that */
    attest_view modality; /* "asserted", "possible", ... */
    int quoted;
    attest_view confidence;
    attest_view rule;              /* IRI */
    attest_i_report_layer *layers; /* innermost first */
    size_t layer_count;
    attest_i_report_piece *evidence; /* in text order */
    size_t evidence_count;
    attest_i_report_piece sentence;       /* exact empty: not known */
    attest_i_report_resolution *resolved; /* words of its sentence and speakers, in text order */
    size_t resolved_count;
    size_t source;      /* index */
    uint32_t *opposite; /* indices of claims that say the contrary */
    size_t opposite_count;
    int selected;   /* 1: asked for; 0: here because it contradicts one that is */
    int words_only; /* 1: a statement: `iri` is an attribution, `evidence` the words, and there is nothing of a claim */
} attest_i_report_claim;

typedef struct attest_i_report_source {
    uint32_t id;
    attest_view iri;
    attest_view title;
    attest_view publisher;
    attest_view published;
    attest_view url;
    attest_view file;
    attest_view digest;
} attest_i_report_source;

typedef struct attest_i_report {
    attest_i_arena arena;
    const attest_dataset *dataset;
    const attest_audit_request *request;
    attest_i_report_claim *claims; /* by source (date, title), then place */
    size_t claim_count;
    size_t claim_capacity;
    attest_i_report_claim *statements; /* what somebody says and no claim of the report tells; in the same order */
    size_t statement_count;
    size_t statement_capacity;
    attest_i_report_source *sources; /* by date, title, IRI */
    size_t source_count;
    size_t source_capacity;
    unsigned char *taken;  /* by id: 1 if a claim of that id is in the report, or one that rests on that attribution */
    size_t selected_count; /* claims asked for */
    size_t selected_sources;   /* sources with such a claim */
    size_t contradicted_count; /* of these, those that another claim contradicts */
} attest_i_report;

/* Fill the report. NONE if no claim and no statement matches; the report is empty then, and can be written. Clear it in any case. */
enum attest_status attest_i_report_collect(attest_i_report *report, const attest_dataset *dataset,
                                           const attest_audit_request *request) ATTEST_MUST_USE;
void attest_i_report_clear(attest_i_report *report);

/* report_match.c: terms against text, without regard to case, whole words only. */
typedef struct attest_i_matcher {
    attest_view *terms; /* case-folded */
    size_t count;
    void *map;    /* ICU's UCaseMap */
    char *folded; /* the text at hand */
    size_t capacity;
} attest_i_matcher;

enum attest_status attest_i_matcher_init(attest_i_matcher *matcher, attest_i_arena *arena, const char *const *terms,
                                         size_t count) ATTEST_MUST_USE;
void attest_i_matcher_clear(attest_i_matcher *matcher);

/* Note in `found` (one byte a term) which terms stand in the text. */
enum attest_status attest_i_matcher_note(attest_i_matcher *matcher, attest_view text,
                                         unsigned char *found) ATTEST_MUST_USE;

/* Pieces of text in order: what is plain and what is evidence. The handler gets each run once. */
typedef void attest_i_report_run(void *user_data, attest_view text, int marked);

/* report_candidates.c: of a store, the claims or attributions, by `class_` (rows with subject and graph, in the report's arena), among which all
 * that hold the terms are. NONE if the index of words cannot tell. */
enum attest_status attest_i_report_candidates(attest_i_report *report, attest_i_matcher *matcher,
                                              enum attest_i_iri class_, attest_i_ids **found,
                                              size_t *count) ATTEST_MUST_USE;

/* report_runs.c: take the claim's sentence apart; if it has several or the sentence is not known, the pieces of evidence with their surroundings, no
 * character twice, gaps as " … ". */
void attest_i_report_runs(const attest_i_report_claim *claim, attest_i_report_run *handler, void *user_data);

/* "said by Ana Berg", "in a denial by ...": how a layer's stance is told of a claim, which is what comes of the stance; of
 * the mere words, "denied by". */
const char *attest_i_report_stance_phrase(const attest_i_report_claim *claim, const attest_i_report_layer *layer);

void attest_i_report_write_text(const attest_i_report *report, attest_i_buffer *buffer);
void attest_i_report_write_json(const attest_i_report *report, attest_i_buffer *buffer);
void attest_i_report_write_html(const attest_i_report *report, attest_i_buffer *buffer);

#endif
