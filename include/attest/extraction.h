/* What was read out of one document: entities and their mentions, attributions, claims. Plain values; all views,
 * arrays and indices live as long as the extraction and the document they came from. Knows nothing of RDF. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_EXTRACTION_H
#define ATTEST_EXTRACTION_H

#include "attest/document.h"
#include "attest/view.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct attest_extraction attest_extraction;

/* Classes of entities. THING: a common noun phrase or a name of unknown class. */
enum attest_entity_class {
    ATTEST_ENTITY_THING,
    ATTEST_ENTITY_PERSON,
    ATTEST_ENTITY_GROUP, /* several people or parties: "two officials", nationalities, religious or political groups */
    ATTEST_ENTITY_ORGANIZATION,
    ATTEST_ENTITY_PLACE,    /* geopolitical entities and other places */
    ATTEST_ENTITY_FACILITY, /* buildings, bases, ports, roads */
    ATTEST_ENTITY_EVENT,
    ATTEST_ENTITY_WORK, /* documents, recordings, images, products */
    ATTEST_ENTITY_CLASS_COUNT
};

/* How a value is to be read. */
enum attest_value_kind {
    ATTEST_VALUE_NONE,
    ATTEST_VALUE_TEXT,     /* lexical: a clause or phrase, as it stands */
    ATTEST_VALUE_INTEGER,  /* lexical: xsd:integer */
    ATTEST_VALUE_DECIMAL,  /* lexical: xsd:decimal */
    ATTEST_VALUE_YEAR,     /* lexical: xsd:gYear, "2024" */
    ATTEST_VALUE_MONTH,    /* lexical: xsd:gYearMonth, "2024-12" */
    ATTEST_VALUE_DATE,     /* lexical: xsd:date, "2024-12-09" */
    ATTEST_VALUE_DATETIME, /* lexical: xsd:dateTime */
    ATTEST_VALUE_INTERVAL, /* from lexical to upper, both xsd:date or xsd:dateTime, both ends included; either may be empty (open) */
    ATTEST_VALUE_DURATION, /* lexical: xsd:duration, "P3D" */
    ATTEST_VALUE_MONEY,    /* lexical: xsd:decimal, unit: ISO 4217 */
    ATTEST_VALUE_PERCENT,  /* lexical: xsd:decimal, 5 for 5% */
    ATTEST_VALUE_MEASURE   /* lexical: xsd:decimal, unit: UCUM code ("km") */
};

/* A normalised value. For numbers, `upper` is the upper end of a range ("7 to 9"), else empty. */
typedef struct attest_value {
    enum attest_value_kind kind;
    attest_view lexical;
    attest_view upper;
    attest_view unit;
    enum attest_value_bound {
        ATTEST_BOUND_EXACT,
        ATTEST_BOUND_ABOUT,    /* "some", "about", "nearly" */
        ATTEST_BOUND_AT_LEAST, /* "at least", "more than", "over" */
        ATTEST_BOUND_AT_MOST   /* "up to", "under" */
    } bound;
} attest_value;

/* What a mention denotes. */
typedef struct attest_entity {
    attest_view label; /* canonical name or description: "Mikhail Bogdanov", "forward positions" */
    enum attest_entity_class class_;
    int named; /* 1: a proper name; 0: a description */
} attest_entity;

/* Words that denote an entity, and how that was decided. */
typedef struct attest_mention {
    attest_span span;
    uint32_t entity; /* index of the entity */
    attest_view
        decided_by; /* "name", "name-part", "title", "pronoun", "description", "acronym", "metonymy", "demonym", ... */
    attest_view rule;    /* id of the rule that decided; empty: the name itself */
    uint32_t antecedent; /* index of the mention it was resolved to; ATTEST_NO_INDEX: none */
} attest_mention;

/* A subject, object, speaker or argument. */
typedef struct attest_participant {
    const attest_span *spans; /* where it stands, in text order; span_count pieces; 0: understood, not written */
    size_t span_count;
    attest_span head;   /* the head word; empty if not known */
    attest_view text;   /* the words as they stand; pieces joined by one space */
    attest_view label;  /* what it is called after resolution ("Russia" for "Moscow"); text if unresolved */
    uint32_t entity;    /* index of the entity; ATTEST_NO_INDEX for values and clauses */
    attest_value value; /* kind NONE unless it is a quantity, time or clause */
} attest_participant;

enum attest_attribution_kind {
    ATTEST_ATTRIBUTION_DIRECT, /* the content is wholly in quotation marks */
    ATTEST_ATTRIBUTION_MIXED,  /* partly */
    ATTEST_ATTRIBUTION_INDIRECT,
    ATTEST_ATTRIBUTION_OPINION /* a judgement, belief, hope or feeling */
};

/* What the speaker does with the content. */
enum attest_stance {
    ATTEST_STANCE_ASSERTS,
    ATTEST_STANCE_DENIES,
    ATTEST_STANCE_DOUBTS,
    ATTEST_STANCE_DECLINES, /* declines or fails to say */
    ATTEST_STANCE_DEMANDS,
    ATTEST_STANCE_ASKS,
    ATTEST_STANCE_PROMISES,
    ATTEST_STANCE_BELIEVES,
    ATTEST_STANCE_HOPES,
    ATTEST_STANCE_FEARS,
    ATTEST_STANCE_JUDGES, /* describes, brands, praises, criticises */
    ATTEST_STANCE_COUNT
};

/* Who said what, in which words. */
typedef struct attest_attribution {
    attest_participant speaker; /* span_count 0 and empty label: nobody named */
    attest_view cue;            /* the cue as it stands; empty if carried over from the sentence before */
    attest_view cue_lemma;      /* "say", "according to" */
    const attest_span *cue_spans;
    size_t cue_span_count;
    const attest_span *content; /* what was said, in text order; quotation marks included */
    size_t content_count;
    enum attest_attribution_kind kind;
    enum attest_stance stance;
    int recipient;        /* 1: the layer is an outlet that was told, not one that says so itself */
    int implicit;         /* 1: carried over by discourse, not written in this sentence */
    uint32_t reported_by; /* index of the attribution one layer further out; ATTEST_NO_INDEX: the article itself */
    attest_value time;    /* when it was said; kind NONE if not stated */
    attest_span sentence;
    attest_view rule;  /* id of the rule that made it */
    double confidence; /* 0..1 */
} attest_attribution;

/* What the claim's speakers hold, their denials included: that somebody denies that it rains is the claim that it rains, negated, and
 * that somebody denies that it does not rain is the claim that it rains, affirmed. */
enum attest_polarity { ATTEST_AFFIRMED, ATTEST_NEGATED };

enum attest_modality {
    ATTEST_MODALITY_ASSERTED,
    ATTEST_MODALITY_POSSIBLE,
    ATTEST_MODALITY_INTENDED,
    ATTEST_MODALITY_REQUIRED,
    ATTEST_MODALITY_HYPOTHETICAL,
    ATTEST_MODALITY_COUNT
};

typedef struct attest_argument {
    attest_view role;        /* "time", "place", "from", "to", "with", "purpose", "cause", "manner", "topic", ... */
    attest_view preposition; /* lemma of the preposition that gives the binary projection ("from"); empty: none */
    attest_participant participant;
} attest_argument;

typedef struct attest_claim {
    attest_span sentence;
    const attest_span *evidence; /* the smallest pieces that carry the claim, in text order; at least one */
    size_t evidence_count;
    attest_participant subject;
    attest_view predicate;              /* the words of the predicate as they stand; pieces joined by one space */
    attest_view predicate_lemma;        /* with particle: "pull back"; passive without agent: "be removed" */
    const attest_span *predicate_spans; /* may be none: titles and appositions have no verb */
    size_t predicate_span_count;
    attest_participant object; /* has_object */
    int has_object;
    const attest_argument *arguments;
    size_t argument_count;
    enum attest_polarity polarity;
    enum attest_modality modality;
    const uint32_t *attributions; /* indices, innermost first; none: the article's own voice */
    size_t attribution_count;
    int quoted; /* 1: stands in quotation marks */
    attest_view rule;
    double confidence;
} attest_claim;

/* Free an extraction. The document must be freed after it, not before. NULL is fine. */
ATTEST_API void attest_extraction_free(attest_extraction *extraction);

/* The document it was made from. Borrowed. */
ATTEST_API const attest_document *attest_extraction_document(const attest_extraction *extraction);

/* The parts, in text order; borrowed. `_at` must get an index below `_count`. */
ATTEST_API size_t attest_extraction_entity_count(const attest_extraction *extraction);
ATTEST_API const attest_entity *attest_extraction_entity_at(const attest_extraction *extraction, size_t index);
ATTEST_API size_t attest_extraction_mention_count(const attest_extraction *extraction);
ATTEST_API const attest_mention *attest_extraction_mention_at(const attest_extraction *extraction, size_t index);
ATTEST_API size_t attest_extraction_attribution_count(const attest_extraction *extraction);
ATTEST_API const attest_attribution *attest_extraction_attribution_at(const attest_extraction *extraction,
                                                                      size_t index);
ATTEST_API size_t attest_extraction_claim_count(const attest_extraction *extraction);
ATTEST_API const attest_claim *attest_extraction_claim_at(const attest_extraction *extraction, size_t index);

/* Number of times a named limit cut something short in this document (matches, quotes, ...); 0 in ordinary text. */
ATTEST_API size_t attest_extraction_limit_hits(const attest_extraction *extraction);

/* Names as used in NDJSON ("Person", "direct", "asserts", "affirmed", "asserted", ...). Static storage. */
ATTEST_API const char *attest_entity_class_name(enum attest_entity_class class_);
ATTEST_API const char *attest_attribution_kind_name(enum attest_attribution_kind kind);
ATTEST_API const char *attest_stance_name(enum attest_stance stance);
ATTEST_API const char *attest_polarity_name(enum attest_polarity polarity);
ATTEST_API const char *attest_modality_name(enum attest_modality modality);

#ifdef __cplusplus
}
#endif
#endif
