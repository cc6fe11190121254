/* Known names: countries, their adjectives, capitals and cities, peoples, seats of government, organisations. Data in
 * ontology/gazetteers; nothing to load or free, any number of threads. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_LANGUAGE_GAZETTEER_H
#define ATTEST_LANGUAGE_GAZETTEER_H

#include "attest/sentence.h"

enum attest_i_sense_kind {
    ATTEST_I_SENSE_COUNTRY,
    ATTEST_I_SENSE_REGION, /* first-order division or well-known region of a country */
    ATTEST_I_SENSE_AREA,   /* continent, sea, part of the world */
    ATTEST_I_SENSE_CAPITAL,
    ATTEST_I_SENSE_CITY,
    ATTEST_I_SENSE_SEAT,    /* of a government, and named for it: "Kremlin" */
    ATTEST_I_SENSE_DEMONYM, /* "Russian", "Russians"; `name` is the country or area */
    ATTEST_I_SENSE_PEOPLE,  /* ethnic, religious or political group: "Kurdish"; `name` is the group */
    ATTEST_I_SENSE_LANGUAGE,
    ATTEST_I_SENSE_ORGANIZATION,
    ATTEST_I_SENSE_KIND_COUNT
};

/* What a name can stand for. Views are static. */
typedef struct attest_i_sense {
    enum attest_i_sense_kind kind;
    attest_view name;    /* canonical name: "Russia" for "Russian" */
    attest_view country; /* canonical name of the country that it is, is in or belongs to; empty: none */
    attest_view code;    /* ISO 3166-1 alpha-2 code of that country; empty: none */
} attest_i_sense;

/* Most senses of one name. */
#define ATTEST_I_SENSES 6

/* What `name` can stand for, the usual sense first; gives their number, 0 if the name is not known. Case, the kind of apostrophe and the
 * amount of white space make no difference, but a name without any capital letter is none. A leading "the" is passed over if the name is not known with it. */
size_t attest_i_gazetteer_find(attest_view name, attest_i_sense senses[ATTEST_I_SENSES]);

/* The country that `name` is, is the adjective, capital or seat of government of ("Russian", "Moscow", "Kremlin": Russia). OK or
 * NONE. Cities that are no capitals and regions have none. */
enum attest_status attest_i_gazetteer_country(attest_view name, attest_i_sense *country);

/* Number of tokens of the longest known name that starts at token `begin` of a sentence; 0 if there is none. `senses` are those of the name. */
uint32_t attest_i_gazetteer_match(const attest_sentence *sentence, uint32_t begin,
                                  attest_i_sense senses[ATTEST_I_SENSES], size_t *count);

#endif
