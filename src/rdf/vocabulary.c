/* Vocabulary IRIs and the individuals that stand for enumerators and for names used in rules. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/vocabulary.h"

#include "attest/extraction.h"

static const attest_view iris[ATTEST_I_IRI_COUNT] = {
#define ATTEST_I_TERM(symbol, space, local)                                                                            \
    [ATTEST_I_IRI_##space##_##symbol] = {ATTEST_I_NS_##space local, sizeof(ATTEST_I_NS_##space local) - 1},
    ATTEST_I_VOCABULARY(ATTEST_I_TERM)
#undef ATTEST_I_TERM
};

attest_view attest_i_iri_view(enum attest_i_iri iri)
{
    return iris[iri];
}

attest_term attest_i_iri_term(enum attest_i_iri iri)
{
    return (attest_term){.kind = ATTEST_TERM_IRI, .value = iris[iri]};
}

static attest_view local_name(enum attest_i_iri own)
{
    const size_t skip = sizeof(ATTEST_I_NS_ATT) - 1;
    return (attest_view){iris[own].data + skip, iris[own].size - skip};
}

static enum attest_i_iri note(int *known, int is, enum attest_i_iri iri)
{
    if (known) {
        *known = is;
    }
    return iri;
}

enum attest_i_iri attest_i_iri_of_role(attest_view name, int *known)
{
    static const enum attest_i_iri roles[] = {
#define ATTEST_I_TERM(symbol, space, local) ATTEST_I_IRI_##space##_##symbol,
        ATTEST_I_VOCABULARY_ROLES(ATTEST_I_TERM)
#undef ATTEST_I_TERM
    };
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        if (attest_view_equal(local_name(roles[i]), name)) {
            return note(known, 1, roles[i]);
        }
    }
    return note(known, 0, ATTEST_I_IRI_ATT_ROLE_OTHER);
}

/* "name-part" against "NamePart". */
static int is_camel_case_of(attest_view camel, attest_view hyphened)
{
    size_t at = 0;
    int upper = 1;
    for (size_t i = 0; i < hyphened.size; i++) {
        char c = hyphened.data[i];
        if (c == '-') {
            upper = 1;
            continue;
        }
        if (upper && c >= 'a' && c <= 'z') {
            c = (char)(c - 'a' + 'A');
        }
        upper = 0;
        if (at == camel.size || camel.data[at] != c) {
            return 0;
        }
        at++;
    }
    return at == camel.size;
}

enum attest_i_iri attest_i_iri_of_decision(attest_view name, int *known)
{
    static const enum attest_i_iri decisions[] = {
#define ATTEST_I_TERM(symbol, space, local) ATTEST_I_IRI_##space##_##symbol,
        ATTEST_I_VOCABULARY_DECISIONS(ATTEST_I_TERM)
#undef ATTEST_I_TERM
    };
    for (size_t i = 0; i < sizeof decisions / sizeof decisions[0]; i++) {
        if (is_camel_case_of(local_name(decisions[i]), name)) {
            return note(known, 1, decisions[i]);
        }
    }
    return note(known, 0, ATTEST_I_IRI_ATT_BY_OTHER);
}

/* A value out of range is a caller's bug; it gives the first individual rather than a read past the table. */
#define PICK(table, index) ((table)[(index) < sizeof(table) / sizeof(table)[0] ? (index) : 0])

enum attest_i_iri attest_i_iri_of_class(unsigned entity_class)
{
    static const enum attest_i_iri classes[ATTEST_ENTITY_CLASS_COUNT] = {
        [ATTEST_ENTITY_THING] = ATTEST_I_IRI_ATT_THING, [ATTEST_ENTITY_PERSON] = ATTEST_I_IRI_ATT_PERSON,
        [ATTEST_ENTITY_GROUP] = ATTEST_I_IRI_ATT_GROUP, [ATTEST_ENTITY_ORGANIZATION] = ATTEST_I_IRI_ATT_ORGANIZATION,
        [ATTEST_ENTITY_PLACE] = ATTEST_I_IRI_ATT_PLACE, [ATTEST_ENTITY_FACILITY] = ATTEST_I_IRI_ATT_FACILITY,
        [ATTEST_ENTITY_EVENT] = ATTEST_I_IRI_ATT_EVENT, [ATTEST_ENTITY_WORK] = ATTEST_I_IRI_ATT_WORK,
    };
    return PICK(classes, entity_class);
}

enum attest_i_iri attest_i_iri_of_kind(unsigned attribution_kind)
{
    static const enum attest_i_iri kinds[] = {
        [ATTEST_ATTRIBUTION_DIRECT] = ATTEST_I_IRI_ATT_DIRECT,
        [ATTEST_ATTRIBUTION_MIXED] = ATTEST_I_IRI_ATT_MIXED,
        [ATTEST_ATTRIBUTION_INDIRECT] = ATTEST_I_IRI_ATT_INDIRECT,
        [ATTEST_ATTRIBUTION_OPINION] = ATTEST_I_IRI_ATT_OPINION,
    };
    return PICK(kinds, attribution_kind);
}

enum attest_i_iri attest_i_iri_of_stance(unsigned stance)
{
    static const enum attest_i_iri stances[ATTEST_STANCE_COUNT] = {
        [ATTEST_STANCE_ASSERTS] = ATTEST_I_IRI_ATT_ASSERTS,   [ATTEST_STANCE_DENIES] = ATTEST_I_IRI_ATT_DENIES,
        [ATTEST_STANCE_DOUBTS] = ATTEST_I_IRI_ATT_DOUBTS,     [ATTEST_STANCE_DECLINES] = ATTEST_I_IRI_ATT_DECLINES,
        [ATTEST_STANCE_DEMANDS] = ATTEST_I_IRI_ATT_DEMANDS,   [ATTEST_STANCE_ASKS] = ATTEST_I_IRI_ATT_ASKS,
        [ATTEST_STANCE_PROMISES] = ATTEST_I_IRI_ATT_PROMISES, [ATTEST_STANCE_BELIEVES] = ATTEST_I_IRI_ATT_BELIEVES,
        [ATTEST_STANCE_HOPES] = ATTEST_I_IRI_ATT_HOPES,       [ATTEST_STANCE_FEARS] = ATTEST_I_IRI_ATT_FEARS,
        [ATTEST_STANCE_JUDGES] = ATTEST_I_IRI_ATT_JUDGES,
    };
    return PICK(stances, stance);
}

enum attest_i_iri attest_i_iri_of_modality(unsigned modality)
{
    static const enum attest_i_iri modalities[ATTEST_MODALITY_COUNT] = {
        [ATTEST_MODALITY_ASSERTED] = ATTEST_I_IRI_ATT_ASSERTED,
        [ATTEST_MODALITY_POSSIBLE] = ATTEST_I_IRI_ATT_POSSIBLE,
        [ATTEST_MODALITY_INTENDED] = ATTEST_I_IRI_ATT_INTENDED,
        [ATTEST_MODALITY_REQUIRED] = ATTEST_I_IRI_ATT_REQUIRED,
        [ATTEST_MODALITY_HYPOTHETICAL] = ATTEST_I_IRI_ATT_HYPOTHETICAL,
    };
    return PICK(modalities, modality);
}

enum attest_i_iri attest_i_iri_of_polarity(unsigned polarity)
{
    return polarity == ATTEST_NEGATED ? ATTEST_I_IRI_ATT_NEGATED : ATTEST_I_IRI_ATT_AFFIRMED;
}
