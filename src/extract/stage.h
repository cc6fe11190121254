/* Stages of extraction: each reads the document and what earlier stages found, and adds to it. Their order is in
 * extractor.c. A stage keeps no state between documents and may run in any number of threads. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_STAGE_H
#define ATTEST_EXTRACT_STAGE_H

#include "attest/document.h"
#include "attest/extractor.h"
#include "attest/ruleset.h"
#include "attest/status.h"
#include "base/laps.h"
#include "extract/builder.h"
#include "extract/confidence.h"

/* What a part of the text is. Zones do not overlap and cover the body; `attest_i_stage_zones` makes them. */
enum attest_i_zone_kind {
    ATTEST_I_ZONE_BODY, /* running text */
    ATTEST_I_ZONE_HEADLINE,
    ATTEST_I_ZONE_STANDFIRST,
    ATTEST_I_ZONE_HEADING, /* a section title */
    ATTEST_I_ZONE_BYLINE,
    ATTEST_I_ZONE_DATELINE,   /* "BEIRUT (Agency) -" at the start of a paragraph */
    ATTEST_I_ZONE_BOILERPLATE /* never a claim: "Read more", subscription, copyright, photo credit */
};

typedef struct attest_i_zone {
    enum attest_i_zone_kind kind;
    attest_span span;   /* without surrounding white space */
    attest_view rule;   /* id of the rule that told it; empty for BODY */
    uint32_t paragraph; /* number of the paragraph, from 0 */
} attest_i_zone;

/* A time expression or quantity found in the text. */
typedef struct attest_i_timex {
    attest_span span;
    attest_value value;
    attest_view rule;
} attest_i_timex;

/* A sentence of the body; sentences do not cross paragraphs or zones. */
typedef struct attest_i_extract_sentence {
    attest_span span;
    uint32_t zone; /* index of its zone */
} attest_i_extract_sentence;

struct attest_i_page;
struct attest_i_trees;
struct attest_i_analysers;
struct attest_i_people;
struct attest_i_references;

/* Everything a stage may read and write. Arrays live in `arena`. */
typedef struct attest_i_context {
    const attest_document *document;
    const attest_ruleset *rules;
    attest_i_builder *builder;
    attest_i_arena *arena;      /* scratch memory of this document; dies after the last stage */
    const attest_i_zone *zones; /* by attest_i_stage_zones; in text order */
    size_t zone_count;
    attest_view cased; /* the text with titles in capitals written as sentences; see headline.h */
    const attest_i_extract_sentence *sentences; /* by attest_i_stage_zones; in text order */
    size_t sentence_count;
    const attest_i_timex *timexes; /* by attest_i_stage_values; in text order, not overlapping */
    size_t timex_count;
    const struct attest_i_page *page;       /* by attest_i_stage_names; see attribution.h */
    struct attest_i_people *people;         /* by attest_i_stage_names; see names.h */
    struct attest_i_references *references; /* by attest_i_stage_names; see reference.h */
    struct attest_i_analysers *analysers;   /* NULL: no language layer; see dep.h */
    const struct attest_i_trees *trees;     /* by attest_i_stage_language; see dep.h */
    attest_i_confidence_observer *observer; /* NULL: nobody asks for features; see confidence.h */
    void *observer_data;
    attest_i_laps *laps; /* NULL: nobody measures */
    attest_error *error; /* may be NULL */
} attest_i_context;

typedef enum attest_status attest_i_stage(attest_i_context *context);

/* zones.c: paragraphs, zones, sentences. */
enum attest_status attest_i_stage_zones(attest_i_context *context) ATTEST_MUST_USE;

/* values.c: dates, times, durations, amounts, counts; normalised against the publication date. */
enum attest_status attest_i_stage_values(attest_i_context *context) ATTEST_MUST_USE;

/* names.c: names with titles and roles before and after ("Foreign Minister Ann Bee", "Ann Bee, the minister"): persons,
 * organisations and places as mentions, and the claims that titles and appositions make. */
enum attest_status attest_i_stage_names(attest_i_context *context) ATTEST_MUST_USE;

/* attribution.c: quotations with cue and speaker, "according to", headlines of the form "claim: source"; attributions and the
 * claims that somebody said something. */
enum attest_status attest_i_stage_attribution(attest_i_context *context) ATTEST_MUST_USE;

/* reference_speaker.c: whom "I" and "we" in quotations mean. */
enum attest_status attest_i_stage_speakers(attest_i_context *context) ATTEST_MUST_USE;

/* dep_language.c: tokens, trees and names of all sentences. */
enum attest_status attest_i_stage_language(attest_i_context *context) ATTEST_MUST_USE;

/* clause.c: claims of clauses, by dependency rules. */
enum attest_status attest_i_stage_clauses(attest_i_context *context) ATTEST_MUST_USE;

/* rule_stage.c: surface rules that make mentions, attributions and claims, which users add. Runs last, so that it finds the
 * entities, values and attributions of the stages before. */
enum attest_status attest_i_stage_user_rules(attest_i_context *context) ATTEST_MUST_USE;

/* confidence_features.c: how sure all that is. Runs after all others; what rules of the user made keeps what they state. */
enum attest_status attest_i_stage_confidence(attest_i_context *context) ATTEST_MUST_USE;

/* extractor.c: tell `laps` of the parts of every extraction from now on: those of analyse.h and the stages, by name. Borrowed. */
void attest_i_extractor_time(attest_extractor *extractor, attest_i_laps *laps);

#endif
