/* The one list of vocabulary IRIs used in C. A unit test holds it against ontology/attest.ttl: every own term that is
 * used is declared, and every declared one is used. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_VOCABULARY_H
#define ATTEST_RDF_VOCABULARY_H

#include "attest/quad.h"

#define ATTEST_I_NS_ATT "https://w3id.org/attest/ns#"
#define ATTEST_I_NS_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define ATTEST_I_NS_RDFS "http://www.w3.org/2000/01/rdf-schema#"
#define ATTEST_I_NS_XSD "http://www.w3.org/2001/XMLSchema#"
#define ATTEST_I_NS_PROV "http://www.w3.org/ns/prov#"
#define ATTEST_I_NS_OA "http://www.w3.org/ns/oa#"
#define ATTEST_I_NS_SCHEMA "https://schema.org/"
#define ATTEST_I_NS_DCT "http://purl.org/dc/terms/"
#define ATTEST_I_NS_VOID "http://rdfs.org/ns/void#"
#define ATTEST_I_NS_TIME "http://www.w3.org/2006/time#"

/* Prefixes of the graphs, PREFIX(prefix, namespace), in the order in which they are declared. The three that depend on
 * the base IRI (kg:, ent:, rel:) are the writer's. */
#define ATTEST_I_PREFIXES(PREFIX)                                                                                      \
    PREFIX("att", ATTEST_I_NS_ATT)                                                                                     \
    PREFIX("rdf", ATTEST_I_NS_RDF)                                                                                     \
    PREFIX("rdfs", ATTEST_I_NS_RDFS)                                                                                   \
    PREFIX("xsd", ATTEST_I_NS_XSD)                                                                                     \
    PREFIX("prov", ATTEST_I_NS_PROV)                                                                                   \
    PREFIX("oa", ATTEST_I_NS_OA)                                                                                       \
    PREFIX("schema", ATTEST_I_NS_SCHEMA)                                                                               \
    PREFIX("dct", ATTEST_I_NS_DCT)                                                                                     \
    PREFIX("void", ATTEST_I_NS_VOID)                                                                                   \
    PREFIX("time", ATTEST_I_NS_TIME)

/* TERM(symbol, namespace, local name): the symbol is ATTEST_I_IRI_<namespace>_<symbol>. */
#define ATTEST_I_VOCABULARY(TERM)                                                                                      \
    TERM(TYPE, RDF, "type")                                                                                            \
    TERM(SUBJECT, RDF, "subject")                                                                                      \
    TERM(PREDICATE, RDF, "predicate")                                                                                  \
    TERM(OBJECT, RDF, "object")                                                                                        \
    TERM(VALUE, RDF, "value")                                                                                          \
    TERM(PROPERTY, RDF, "Property")                                                                                    \
    TERM(LABEL, RDFS, "label")                                                                                         \
    TERM(COMMENT, RDFS, "comment")                                                                                     \
    TERM(STRING, XSD, "string")                                                                                        \
    TERM(BOOLEAN, XSD, "boolean")                                                                                      \
    TERM(INTEGER, XSD, "integer")                                                                                      \
    TERM(DECIMAL, XSD, "decimal")                                                                                      \
    TERM(ANY_URI, XSD, "anyURI")                                                                                       \
    TERM(DATE, XSD, "date")                                                                                            \
    TERM(DATE_TIME, XSD, "dateTime")                                                                                   \
    TERM(DURATION, XSD, "duration")                                                                                    \
    TERM(YEAR, XSD, "gYear")                                                                                           \
    TERM(MONTH, XSD, "gYearMonth")                                                                                     \
    TERM(ENTITY, PROV, "Entity")                                                                                       \
    TERM(ACTIVITY, PROV, "Activity")                                                                                   \
    TERM(SOFTWARE_AGENT, PROV, "SoftwareAgent")                                                                        \
    TERM(WAS_DERIVED_FROM, PROV, "wasDerivedFrom")                                                                     \
    TERM(WAS_GENERATED_BY, PROV, "wasGeneratedBy")                                                                     \
    TERM(WAS_ASSOCIATED_WITH, PROV, "wasAssociatedWith")                                                               \
    TERM(WAS_QUOTED_FROM, PROV, "wasQuotedFrom")                                                                       \
    TERM(SPECIALIZATION_OF, PROV, "specializationOf")                                                                  \
    TERM(USED, PROV, "used")                                                                                           \
    TERM(SPECIFIC_RESOURCE, OA, "SpecificResource")                                                                    \
    TERM(TEXT_POSITION_SELECTOR, OA, "TextPositionSelector")                                                           \
    TERM(TEXT_QUOTE_SELECTOR, OA, "TextQuoteSelector")                                                                 \
    TERM(HAS_TARGET, OA, "hasTarget")                                                                                  \
    TERM(HAS_SOURCE, OA, "hasSource")                                                                                  \
    TERM(HAS_SELECTOR, OA, "hasSelector")                                                                              \
    TERM(START, OA, "start")                                                                                           \
    TERM(END, OA, "end")                                                                                               \
    TERM(EXACT, OA, "exact")                                                                                           \
    TERM(PREFIX, OA, "prefix")                                                                                         \
    TERM(SUFFIX, OA, "suffix")                                                                                         \
    TERM(NEWS_ARTICLE, SCHEMA, "NewsArticle")                                                                          \
    TERM(HEADLINE, SCHEMA, "headline")                                                                                 \
    TERM(PUBLISHER, SCHEMA, "publisher")                                                                               \
    TERM(AUTHOR, SCHEMA, "author")                                                                                     \
    TERM(URL, SCHEMA, "url")                                                                                           \
    TERM(DATE_PUBLISHED, SCHEMA, "datePublished")                                                                      \
    TERM(SOFTWARE_VERSION, SCHEMA, "softwareVersion")                                                                  \
    TERM(MONETARY_AMOUNT, SCHEMA, "MonetaryAmount")                                                                    \
    TERM(QUANTITATIVE_VALUE, SCHEMA, "QuantitativeValue")                                                              \
    TERM(VALUE, SCHEMA, "value")                                                                                       \
    TERM(MIN_VALUE, SCHEMA, "minValue")                                                                                \
    TERM(MAX_VALUE, SCHEMA, "maxValue")                                                                                \
    TERM(CURRENCY, SCHEMA, "currency")                                                                                 \
    TERM(UNIT_CODE, SCHEMA, "unitCode")                                                                                \
    TERM(LANGUAGE, DCT, "language")                                                                                    \
    TERM(IDENTIFIER, DCT, "identifier")                                                                                \
    TERM(TRIPLES, VOID, "triples")                                                                                     \
    TERM(INSTANT, TIME, "Instant")                                                                                     \
    TERM(PROPER_INTERVAL, TIME, "ProperInterval")                                                                      \
    TERM(HAS_BEGINNING, TIME, "hasBeginning")                                                                          \
    TERM(HAS_END, TIME, "hasEnd")                                                                                      \
    TERM(IN_XSD_DATE, TIME, "inXSDDate")                                                                               \
    TERM(IN_XSD_DATE_TIME, TIME, "inXSDDateTime")                                                                      \
    TERM(IN_XSD_YEAR, TIME, "inXSDgYear")                                                                              \
    TERM(IN_XSD_MONTH, TIME, "inXSDgYearMonth")                                                                        \
    ATTEST_I_VOCABULARY_OWN(TERM)

/* The terms of ontology/attest.ttl. */
#define ATTEST_I_VOCABULARY_OWN(TERM)                                                                                  \
    TERM(CLAIM, ATT, "Claim")                                                                                          \
    TERM(CLASS_ARGUMENT, ATT, "Argument")                                                                              \
    TERM(CLASS_ATTRIBUTION, ATT, "Attribution")                                                                        \
    TERM(MENTION, ATT, "Mention")                                                                                      \
    TERM(SOURCE_GRAPH, ATT, "SourceGraph")                                                                             \
    TERM(CLASS_RULE, ATT, "Rule")                                                                                      \
    TERM(RULE_SET, ATT, "RuleSet")                                                                                     \
    TERM(THING, ATT, "Thing")                                                                                          \
    TERM(PERSON, ATT, "Person")                                                                                        \
    TERM(GROUP, ATT, "Group")                                                                                          \
    TERM(ORGANIZATION, ATT, "Organization")                                                                            \
    TERM(PLACE, ATT, "Place")                                                                                          \
    TERM(FACILITY, ATT, "Facility")                                                                                    \
    TERM(EVENT, ATT, "Event")                                                                                          \
    TERM(WORK, ATT, "Work")                                                                                            \
    TERM(ARGUMENT, ATT, "argument")                                                                                    \
    TERM(ROLE, ATT, "role")                                                                                            \
    TERM(POLARITY, ATT, "polarity")                                                                                    \
    TERM(MODALITY, ATT, "modality")                                                                                    \
    TERM(CONFIDENCE, ATT, "confidence")                                                                                \
    TERM(ATTRIBUTION, ATT, "attribution")                                                                              \
    TERM(QUOTED, ATT, "quoted")                                                                                        \
    TERM(RULE, ATT, "rule")                                                                                            \
    TERM(SENTENCE, ATT, "sentence")                                                                                    \
    TERM(SPEAKER, ATT, "speaker")                                                                                      \
    TERM(KIND, ATT, "kind")                                                                                            \
    TERM(STANCE, ATT, "stance")                                                                                        \
    TERM(CUE, ATT, "cue")                                                                                              \
    TERM(CUE_LEMMA, ATT, "cueLemma")                                                                                   \
    TERM(CUE_SELECTOR, ATT, "cueSelector")                                                                             \
    TERM(CONTENT, ATT, "content")                                                                                      \
    TERM(DEPTH, ATT, "depth")                                                                                          \
    TERM(REPORTED_BY, ATT, "reportedBy")                                                                               \
    TERM(RECIPIENT, ATT, "recipient")                                                                                  \
    TERM(IMPLICIT, ATT, "implicit")                                                                                    \
    TERM(SAID_AT, ATT, "saidAt")                                                                                       \
    TERM(DENOTES, ATT, "denotes")                                                                                      \
    TERM(DECIDED_BY, ATT, "decidedBy")                                                                                 \
    TERM(ANTECEDENT, ATT, "antecedent")                                                                                \
    TERM(NAMED, ATT, "named")                                                                                          \
    TERM(BOUND, ATT, "bound")                                                                                          \
    TERM(DIGEST, ATT, "digest")                                                                                        \
    TERM(ENCODING, ATT, "encoding")                                                                                    \
    TERM(CLAIM_COUNT, ATT, "claimCount")                                                                               \
    TERM(ATTRIBUTION_COUNT, ATT, "attributionCount")                                                                   \
    TERM(RETRIEVED, ATT, "retrieved")                                                                                  \
    TERM(BASE, ATT, "base")                                                                                            \
    TERM(MIN_CONFIDENCE, ATT, "minConfidence")                                                                         \
    TERM(AFFIRMED, ATT, "Affirmed")                                                                                    \
    TERM(NEGATED, ATT, "Negated")                                                                                      \
    TERM(ASSERTED, ATT, "Asserted")                                                                                    \
    TERM(POSSIBLE, ATT, "Possible")                                                                                    \
    TERM(INTENDED, ATT, "Intended")                                                                                    \
    TERM(REQUIRED, ATT, "Required")                                                                                    \
    TERM(HYPOTHETICAL, ATT, "Hypothetical")                                                                            \
    TERM(DIRECT, ATT, "Direct")                                                                                        \
    TERM(MIXED, ATT, "Mixed")                                                                                          \
    TERM(INDIRECT, ATT, "Indirect")                                                                                    \
    TERM(OPINION, ATT, "Opinion")                                                                                      \
    TERM(PUBLICATION, ATT, "Publication")                                                                              \
    TERM(ASSERTS, ATT, "Asserts")                                                                                      \
    TERM(DENIES, ATT, "Denies")                                                                                        \
    TERM(DOUBTS, ATT, "Doubts")                                                                                        \
    TERM(DECLINES, ATT, "Declines")                                                                                    \
    TERM(DEMANDS, ATT, "Demands")                                                                                      \
    TERM(ASKS, ATT, "Asks")                                                                                            \
    TERM(PROMISES, ATT, "Promises")                                                                                    \
    TERM(BELIEVES, ATT, "Believes")                                                                                    \
    TERM(HOPES, ATT, "Hopes")                                                                                          \
    TERM(FEARS, ATT, "Fears")                                                                                          \
    TERM(JUDGES, ATT, "Judges")                                                                                        \
    TERM(ABOUT, ATT, "About")                                                                                          \
    TERM(AT_LEAST, ATT, "AtLeast")                                                                                     \
    TERM(AT_MOST, ATT, "AtMost")                                                                                       \
    ATTEST_I_VOCABULARY_ROLES(TERM)                                                                                    \
    ATTEST_I_VOCABULARY_DECISIONS(TERM)

/* Roles of arguments: the local name is the role's name in rules. */
#define ATTEST_I_VOCABULARY_ROLES(TERM)                                                                                \
    TERM(ROLE_TIME, ATT, "time")                                                                                       \
    TERM(ROLE_PLACE, ATT, "place")                                                                                     \
    TERM(ROLE_FROM, ATT, "from")                                                                                       \
    TERM(ROLE_TO, ATT, "to")                                                                                           \
    TERM(ROLE_WITH, ATT, "with")                                                                                       \
    TERM(ROLE_IN, ATT, "in")                                                                                           \
    TERM(ROLE_AT, ATT, "at")                                                                                           \
    TERM(ROLE_ON, ATT, "on")                                                                                           \
    TERM(ROLE_OF, ATT, "of")                                                                                           \
    TERM(ROLE_BY, ATT, "by")                                                                                           \
    TERM(ROLE_FOR, ATT, "for")                                                                                         \
    TERM(ROLE_AS, ATT, "as")                                                                                           \
    TERM(ROLE_AGAINST, ATT, "against")                                                                                 \
    TERM(ROLE_PURPOSE, ATT, "purpose")                                                                                 \
    TERM(ROLE_CAUSE, ATT, "cause")                                                                                     \
    TERM(ROLE_MANNER, ATT, "manner")                                                                                   \
    TERM(ROLE_TOPIC, ATT, "topic")                                                                                     \
    TERM(ROLE_ADDRESSEE, ATT, "addressee")                                                                             \
    TERM(ROLE_CONDITION, ATT, "condition")                                                                             \
    TERM(ROLE_CONCESSION, ATT, "concession")                                                                           \
    TERM(ROLE_RESULT, ATT, "result")                                                                                   \
    TERM(ROLE_EXTENT, ATT, "extent")                                                                                   \
    TERM(ROLE_SOURCE, ATT, "source")                                                                                   \
    TERM(ROLE_OTHER, ATT, "otherRole")

/* How the meaning of a mention was decided: the local name is the camel-cased name in rules ("name-part"). */
#define ATTEST_I_VOCABULARY_DECISIONS(TERM)                                                                            \
    TERM(BY_NAME, ATT, "Name")                                                                                         \
    TERM(BY_NAME_PART, ATT, "NamePart")                                                                                \
    TERM(BY_TITLE, ATT, "Title")                                                                                       \
    TERM(BY_PRONOUN, ATT, "Pronoun")                                                                                   \
    TERM(BY_DESCRIPTION, ATT, "Description")                                                                           \
    TERM(BY_ACRONYM, ATT, "Acronym")                                                                                   \
    TERM(BY_METONYMY, ATT, "Metonymy")                                                                                 \
    TERM(BY_DEMONYM, ATT, "Demonym")                                                                                   \
    TERM(BY_ALIAS, ATT, "Alias")                                                                                       \
    TERM(BY_APPOSITION, ATT, "Apposition")                                                                             \
    TERM(BY_RELATIVE, ATT, "Relative")                                                                                 \
    TERM(BY_PATTERN, ATT, "Pattern")                                                                                   \
    TERM(BY_OTHER, ATT, "OtherDecision")

enum attest_i_iri {
#define ATTEST_I_TERM(symbol, space, local) ATTEST_I_IRI_##space##_##symbol,
    ATTEST_I_VOCABULARY(ATTEST_I_TERM)
#undef ATTEST_I_TERM
        ATTEST_I_IRI_COUNT
};

/* The IRI, NUL-terminated behind the view's end. Static storage. */
attest_view attest_i_iri_view(enum attest_i_iri iri);

/* The IRI as a term. */
attest_term attest_i_iri_term(enum attest_i_iri iri);

/* Individuals by the names that rules and NDJSON use: a role ("from"; unknown ones give att:otherRole) and a decision ("name-part";
 * unknown ones give att:OtherDecision). `*known` (may be NULL) says whether the name has a term of its own. */
enum attest_i_iri attest_i_iri_of_role(attest_view name, int *known);
enum attest_i_iri attest_i_iri_of_decision(attest_view name, int *known);

/* Individuals and classes by value. */
enum attest_i_iri attest_i_iri_of_class(unsigned entity_class);
enum attest_i_iri attest_i_iri_of_kind(unsigned attribution_kind);
enum attest_i_iri attest_i_iri_of_stance(unsigned stance);
enum attest_i_iri attest_i_iri_of_modality(unsigned modality);
enum attest_i_iri attest_i_iri_of_polarity(unsigned polarity);

#endif
