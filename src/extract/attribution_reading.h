/* Attribution: the readers of one cue, by its part of speech. Private to attribution_reading*.c. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACT_ATTRIBUTION_READING_H
#define ATTEST_EXTRACT_ATTRIBUTION_READING_H

#include "extract/attribution.h"

/* What the words before a verb say of it. */
struct attest_i_verb_group {
    uint32_t begin;
    int passive;
    int progressive;
    int finite_helper; /* a modal, "do" or "to": the base form is no noun */
    int negated;
    int declines;
    enum attest_modality modality;
};

/* Take auxiliaries, negations and adverbs before the group's begin into it. */
void attest_i_verb_group_walk(const attest_i_page *page, const attest_i_clause *clause,
                              struct attest_i_verb_group *group);

/* The subject right before a reading's begin: "Bee, the minister, said". 1 if there is one that agrees. */
int attest_i_reading_before(const attest_i_page *page, const attest_i_clause *clause,
                            const struct attest_i_verb_group *group, attest_i_reading *reading);

/* attribution_reading_noun.c. The cue at item `at`, if it is a noun or an adjective that reports: 1 and the reading. */
int attest_i_read_noun(const attest_i_page *page, const attest_i_clause *clause, uint32_t at,
                       attest_i_reading *reading);
int attest_i_read_adjective(const attest_i_page *page, const attest_i_clause *clause, uint32_t at,
                            attest_i_reading *reading);

/* attribution_preposition.c. The same of a cue that governs its speaker ("according to Bee"). */
int attest_i_read_preposition(const attest_i_page *page, const attest_i_clause *clause, uint32_t at,
                              attest_i_reading *reading);

/* Item behind an apposition ", a lawyer from Leeds," or a bracket that follows `end`; `end` if there is none. `closed`: a comma must end it. */
uint32_t attest_i_skip_apposition(const attest_i_page *page, uint32_t end, uint32_t limit, int closed);

#endif
