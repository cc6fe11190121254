/* Entities of one extraction that have one IRI: descriptions that differ in capital letters, or in the class that was found for them. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_ENTITY_ALIAS_H
#define ATTEST_RDF_ENTITY_ALIAS_H

#include <stdint.h>

#include "attest/extraction.h"
#include "attest/graph.h"

/* For each entity the first one that has its IRI: first[i] <= i. `speaks[i]` is 1 if entity i is a speaker. Gives `*first`, one for each
 * entity, for free(). NOMEM, or what making an IRI gives. */
enum attest_status attest_i_entity_aliases(const attest_graph_mapper *mapper, const attest_extraction *extraction,
                                           const unsigned char *speaks, uint32_t **first) ATTEST_MUST_USE;

#endif
