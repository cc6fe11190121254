/* Binding cues to contents: the state that the parts of the binder share. Private to attribution_bind.c, attribution_target.c and
 * attribution_form.c. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_ATTRIBUTION_BIND_H
#define ATTEST_EXTRACT_ATTRIBUTION_BIND_H

#include "extract/names.h"

struct attest_i_tree_map;

typedef struct attest_i_binder {
    const attest_i_page *page;
    struct attest_i_tree_map *map;
    const struct attest_i_people *people;
    const attest_ruleset *rules; /* for its word lists */
    attest_i_drafts *drafts;
    struct {
        attest_i_reading *items;
        size_t count;
        size_t capacity;
    } readings; /* of the sentence at hand */
    uint32_t clause;
    uint32_t aside;      /* item at which the clause adds something to what was said (aside.h); its end: nowhere */
    uint32_t *holder;    /* for each quotation: draft that has it as content, or ATTEST_NO_INDEX */
    uint32_t speech;     /* last draft with a speaker; ATTEST_NO_INDEX: none */
    uint32_t speech_end; /* clause where its content ended last */
    int introduced;      /* 1: that draft's sentence ended in a colon and has no content yet */
} attest_i_binder;

/* What a reading introduces. */
typedef struct attest_i_target {
    uint32_t begin; /* items of the content */
    uint32_t end;
    enum attest_i_attribution_rule rule;
} attest_i_target;

int attest_i_item_is_quote(const attest_i_page *page, uint32_t item);
int attest_i_item_is_any(const attest_i_page *page, uint32_t item, const char *marks); /* one of several marks */

/* attribution_bind.c. Add a draft (`reading` NULL: without a cue), a piece of content (`front`: before the others), items [begin,end) as content. */
enum attest_status attest_i_binder_draft(attest_i_binder *binder, const attest_i_reading *reading,
                                         enum attest_i_attribution_rule rule, uint32_t *index) ATTEST_MUST_USE;
enum attest_status attest_i_binder_content(attest_i_binder *binder, uint32_t draft, attest_span span,
                                           int front) ATTEST_MUST_USE;
enum attest_status attest_i_binder_items(attest_i_binder *binder, uint32_t draft, uint32_t begin,
                                         uint32_t end) ATTEST_MUST_USE;

/* Remember who spoke last. */
void attest_i_binder_note_speech(attest_i_binder *binder, uint32_t draft);

/* attribution_target.c. Where the content behind reading `number` must end: where another report of the same sentence begins. */
uint32_t attest_i_binder_right_limit(const attest_i_binder *binder, size_t number);

/* Item behind the one whom the reading's verb tells something ("told reporters in Paris"), as far as `limit`; reading->tail if nobody is told. */
uint32_t attest_i_binder_addressee(const attest_i_page *page, const attest_i_reading *reading, uint32_t limit);

/* What reading `number` introduces to its right: 1 and the target, else 0. */
int attest_i_binder_right(const attest_i_binder *binder, size_t number, attest_i_target *target);

/* Items [*begin, *end) that stand before a reading and may be what it reports: 1 if there are any. `*quoted`: they end in a quotation. */
int attest_i_binder_left(const attest_i_binder *binder, size_t number, uint32_t *begin, uint32_t *end, int *quoted);

/* Is the rest of the sentence behind a trailing cue only circumstance? */
int attest_i_binder_trails(const attest_i_binder *binder, size_t number);

/* attribution_form.c: attributions told by their layout. A colon before a quotation, without a cue; a headline; a quotation with a name
 * behind a dash; the turns of a transcript. */
enum attest_status attest_i_binder_colon(attest_i_binder *binder, uint32_t colon) ATTEST_MUST_USE;
enum attest_status attest_i_binder_headline(attest_i_binder *binder) ATTEST_MUST_USE;
enum attest_status attest_i_binder_signature(attest_i_binder *binder, uint32_t item) ATTEST_MUST_USE;

/* How the turns of a transcript begin: "BEE:" or "Q:", or also "Ann Bee:". */
enum attest_i_transcript { ATTEST_I_TRANSCRIPT_NONE, ATTEST_I_TRANSCRIPT_CAPITALS, ATTEST_I_TRANSCRIPT_NAMES };

enum attest_i_transcript attest_i_page_transcript(const attest_i_page *page, const struct attest_i_people *people);
uint32_t attest_i_transcript_colon(const attest_i_page *page, const attest_i_clause *clause,
                                   enum attest_i_transcript transcript);
enum attest_status attest_i_binder_turn(attest_i_binder *binder, uint32_t colon, uint32_t last) ATTEST_MUST_USE;

#endif
