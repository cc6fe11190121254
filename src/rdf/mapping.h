/* Inside of the mapping from an extraction to quads: its state, and what its files offer each other. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_MAPPING_H
#define ATTEST_RDF_MAPPING_H

#include "attest/graph.h"
#include "base/digest.h"
#include "base/memory.h"
#include "rdf/name.h"
#include "rdf/quad_set.h"

/* Longest base IRI; leaves room for every name below ATTEST_IRI_MAX. */
#define ATTEST_I_BASE_MAX 1024

/* Code points of text before and after an exact quotation. */
#define ATTEST_I_QUOTE_CONTEXT 32

/* Digits of a source's and a graph's name: the start of the source's digest. Claims and attributions take more, since there are
 * many more of them. */
#define ATTEST_I_SOURCE_DIGITS 16
#define ATTEST_I_CLAIM_DIGITS 20

struct attest_graph_mapper {
    const attest_ruleset *rules;
    attest_i_buffer base;
    char part; /* joins an IRI and the name of a part of it: "#", or "/" if the base holds a "#" */
    double min_confidence;
    attest_i_buffer run; /* IRIs */
    attest_i_buffer rule_set;
    attest_i_buffer software;
};

/* An entity that the graph must describe. */
typedef struct attest_i_described {
    attest_view iri;
    attest_view label;
    enum attest_entity_class class_;
    int named;
} attest_i_described;

/* Sections of the named graph: subjects are emitted in the order of the first section that says something of them. */
enum attest_i_section {
    ATTEST_I_SECTION_DIRECT,
    ATTEST_I_SECTION_CLAIMS,
    ATTEST_I_SECTION_ATTRIBUTIONS,
    ATTEST_I_SECTION_MENTIONS,
    ATTEST_I_SECTION_ENTITIES,
    ATTEST_I_SECTION_RELATIONS
};

/* State of mapping one extraction. Its views live in `arena`; what is made for a single claim, attribution or mention lives in
 * `scratch` until attest_i_mapping_next. The first failure is kept in `status`. */
typedef struct attest_i_mapping {
    const attest_graph_mapper *mapper;
    const attest_extraction *extraction;
    const attest_document *document;
    const attest_metadata *metadata;
    attest_i_arena arena;
    attest_i_arena scratch;
    attest_i_arena *room;        /* where new views go: one of the two */
    attest_i_quad_set set;       /* the named graph */
    attest_i_quad_set catalogue; /* the source's part of the default graph */
    attest_view source;          /* IRIs */
    attest_view graph;
    attest_view publisher;     /* empty if there is none */
    attest_view language;      /* for literals; empty if the document's is no well-formed tag */
    attest_view *entities;     /* IRI by index */
    unsigned char *speaks;     /* 1 by index: the entity is the speaker of an attribution */
    attest_view *attributions; /* IRI by index */
    size_t claim_count;        /* claims and attributions in the graph */
    size_t attribution_count;
    attest_error *error;
    enum attest_status status;
} attest_i_mapping;

/* mapping.c: pieces that all sections use. */

/* printf into memory; the empty view after a failure. */
attest_view attest_i_mapping_print(attest_i_mapping *mapping, const char *format, ...) ATTEST_PRINTF(2, 3);

/* "whole" + "#" + name. */
attest_view attest_i_mapping_part(attest_i_mapping *mapping, attest_view whole, const char *name);

static inline attest_term attest_i_term_iri(attest_view iri)
{
    return (attest_term){.kind = ATTEST_TERM_IRI, .value = iri};
}

/* Literals. Text of a source goes through attest_i_mapping_plain or _text, which put U+FFFD in place of U+0000: tools written in
 * C take that for the end of a literal. */
attest_term attest_i_mapping_plain(attest_i_mapping *mapping, attest_view text);
attest_term attest_i_mapping_text(attest_i_mapping *mapping, attest_view text); /* in the document's language */
attest_term attest_i_mapping_number(attest_i_mapping *mapping, uint64_t number);
attest_term attest_i_mapping_decimal(attest_i_mapping *mapping, double number); /* 0..1, four digits */
attest_term attest_i_term_boolean(int value);
attest_term attest_i_term_typed(attest_view lexical, enum attest_i_iri datatype);

/* Add to the named graph. */
void attest_i_mapping_add(attest_i_mapping *mapping, attest_view subject, enum attest_i_iri predicate,
                          attest_term object);
void attest_i_mapping_add_iri(attest_i_mapping *mapping, attest_view subject, enum attest_i_iri predicate,
                              attest_view object);
void attest_i_mapping_add_type(attest_i_mapping *mapping, attest_view subject, enum attest_i_iri class_);

/* IRI of a piece of the text, source#char=begin,end (RFC 5147), in code points. */
attest_view attest_i_mapping_segment(attest_i_mapping *mapping, attest_span span);

/* The same, described as a position and quote selector. */
attest_view attest_i_mapping_selector(attest_i_mapping *mapping, attest_span span);

/* IRI of a rule; the rule is described in the graph. */
void attest_i_mapping_add_rule(attest_i_mapping *mapping, attest_view subject, attest_view rule);

/* IRI of a relation, which is described: lemma and, for a projection, the preposition (else empty). */
attest_view attest_i_mapping_relation(attest_i_mapping *mapping, attest_view lemma, attest_view preposition);

/* IRI of what a participant denotes: its entity, or, below the source, what its label says, since words that were not resolved
 * ("he") mean nothing outside of it. Not for participants with a value. */
attest_view attest_i_mapping_denoted(attest_i_mapping *mapping, const attest_participant *participant);

/* Describe an entity in the named graph or (`set`) in the catalogue. */
void attest_i_mapping_describe(attest_i_mapping *mapping, attest_i_quad_set *set, const attest_i_described *described);

/* IRI of an entity, which is not described by this. */
attest_view attest_i_mapping_entity_iri(attest_i_mapping *mapping, const attest_i_described *described, int local);

/* IRI of an entity, which is described in the named graph. `local`: below the source. */
attest_view attest_i_mapping_entity(attest_i_mapping *mapping, const attest_entity *entity, int local);

/* End what was made for one item, and make the next one's views in scratch memory. */
void attest_i_mapping_next(attest_i_mapping *mapping);

/* Keep the first failure. */
void attest_i_mapping_fail(attest_i_mapping *mapping, enum attest_status status);

/* mapping_iri.c: IRIs and digests. */

/* Write the part of an entity's IRI that follows the base. `local`: below the source. */
enum attest_status attest_i_entity_path(attest_i_buffer *buffer, const attest_document *document,
                                        const attest_i_described *entity, int local) ATTEST_MUST_USE;

/* graph.c: attest_graph_entity_iri for those who know whether the entity is the speaker of an attribution: for many entities, to look
 * through all attributions for each would take quadratic time. */
enum attest_status attest_i_graph_entity_iri(const attest_graph_mapper *mapper, const attest_extraction *extraction,
                                             size_t index, int speaks, char *buffer, size_t size) ATTEST_MUST_USE;

/* True (1) if the entity is one that the source alone can tell: a person without a name, or a speaker without one. */
int attest_i_entity_is_local(const attest_entity *entity, int speaks);

/* "source/", "graph/": base, kind and the digits of the source's digest. */
enum attest_status attest_i_source_path(attest_i_buffer *buffer, const attest_graph_mapper *mapper, const char *kind,
                                        const attest_document *document) ATTEST_MUST_USE;

/* Digests ("sha256:...") over all that makes a claim or an attribution differ from others. */
enum attest_status attest_i_claim_digest(const attest_extraction *extraction, size_t index,
                                         char out[ATTEST_I_DIGEST_SIZE]) ATTEST_MUST_USE;
void attest_i_attribution_digest(const attest_extraction *extraction, size_t index, char out[ATTEST_I_DIGEST_SIZE]);

/* mapping_value.c */

/* The term for a value: a literal where one says it all, else the IRI `node`, which is described. `text` are the words. */
attest_term attest_i_mapping_value(attest_i_mapping *mapping, const attest_value *value, attest_view text,
                                   attest_view node);

/* A date or time by its form (xsd:gYear, gYearMonth, date, dateTime); a plain literal if it is none of them. */
attest_term attest_i_mapping_date(attest_i_mapping *mapping, attest_view lexical);

/* True (1) if `lexical` is in the lexical space of the datatype (of those that values use). */
int attest_i_lexical_is_valid(attest_view lexical, enum attest_i_iri datatype);

/* mapping_attribution.c */

/* Describe all attributions of the extraction, whether or not a claim has them. */
void attest_i_mapping_attributions(attest_i_mapping *mapping);

/* Describe the chain of a claim, innermost layer first, with the outlet as the last layer. */
void attest_i_mapping_chain(attest_i_mapping *mapping, attest_view iri, const attest_claim *claim);

/* mapping_claim.c */
void attest_i_mapping_claims(attest_i_mapping *mapping);

/* True (1) if the claim may stand as a plain triple: affirmed, asserted, and every speaker on the way says so himself. */
int attest_i_claim_is_stated(const attest_extraction *extraction, const attest_claim *claim);

/* mapping_mention.c */
void attest_i_mapping_mentions(attest_i_mapping *mapping);

/* mapping_catalogue.c: the source's part of the default graph; needs the finished named graph. */
void attest_i_mapping_catalogue(attest_i_mapping *mapping);

#endif
